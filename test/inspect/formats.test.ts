import { existsSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { assert, property, string } from "fast-check";
import { renderToString } from "katex";
import { describe, expect, it } from "vitest";
import { compileFile, DEFAULTS } from "../../src/build.ts";
import { formatsOf, inspectStage, notationsOf } from "../../src/build/inspect.ts";
import type { Format, Stage } from "../../src/build/inspect.ts";
import { compile } from "../../src/compile.ts";
import { dense, input, logistic, mul, network, oneHot, parameter, squaredError } from "../../src/index.ts";
import { graphSchema, jsonSchema, programSchema } from "../../src/inspect/schema.ts";
import { latexText, LATEX } from "../../src/ir/latex.ts";
import { barredOf, symbolOf } from "../../src/ir/symbol.ts";
import { OPS } from "../../src/ops/table.ts";

const root = fileURLToPath(new URL("../../examples/", import.meta.url));
const examples = readdirSync(root).filter((name) => existsSync(`${root}${name}/net.ts`));
const STAGES = ["graph", "ops", "adjoint", "optimized"] as const;

/** Throws where KaTeX would not set it, or only with a warning. */
const setLatex = (text: string): string =>
  renderToString(text, { displayMode: true, throwOnError: true, strict: "error" });

/** What is wrong with what a format wrote, if anything. */
function complaint(stage: Stage, format: Format, text: string): unknown {
  if (format === "latex") return setLatex(text).includes("katex") ? undefined : "nothing set";
  if (format === "svg") return /<svg [\s\S]*<\/svg>\n$/.test(text) ? undefined : "no picture";
  if (format !== "json") return /\S/.test(text) ? undefined : "empty";
  return (stage === "graph" ? graphSchema : programSchema).safeParse(JSON.parse(text)).error;
}

const HOSTILE = [
  "50%_a",
  "\\end{align*}",
  "#1 & {x}$",
  "αβ",
  "é",
  "日本",
  "🎈",
  '"><script>alert(1)</script>',
  "a\nb",
  "\n",
  "\\N",
];

describe.each(examples)("%s", async (example) => {
  const { compilation } = await compileFile(`${root}${example}/net.ts`);
  it.each(STAGES)("%s is shown in every format and notation", async (stage) => {
    for (const format of formatsOf(stage)) {
      for (const notation of notationsOf(stage, format)) {
        const text = await inspectStage(compilation, { stage, format, notation });
        expect(complaint(stage, format, text)).toBeUndefined();
      }
    }
  });
});

describe("names of users stay names", async () => {
  const networks = HOSTILE.map((name) => {
    const x = input(name, [2]);
    const y = input("y", [1]);
    const scale = parameter(`${name} scale`, [1]);
    const out = mul(dense(logistic(dense(x, 3, { name: `${name}!` })), 1), scale);
    const net = network({
      name,
      inputs: { [name]: x, y },
      outputs: { [`${name}?`]: out },
      loss: squaredError(out, y),
    });
    return [name, compile(net, new Map(), DEFAULTS)] as const;
  });
  it.each(networks)("%j in LaTeX, DOT and SVG", async (_, compilation) => {
    for (const stage of STAGES) {
      for (const notation of ["ops", "course"] as const) {
        setLatex(await inspectStage(compilation, { stage, format: "latex", notation }));
      }
    }
    const svg = await inspectStage(compilation, { stage: "graph", format: "svg", notation: "ops" });
    expect(svg).not.toMatch(/<script|javascript:|href|\son\w+=/i);
    expect(svg.match(/class="node"/g)?.length).toBeGreaterThan(4);
  });
});

describe("LaTeX", () => {
  it("sets any string as text and any name as a symbol", () => {
    const sets = property(string({ unit: "binary" }), (text) => {
      setLatex(`\\text{${latexText(text)}}`);
      setLatex(LATEX.symbol(barredOf(symbolOf(text))).text);
    });
    expect(() => assert(sets)).not.toThrow();
  });
  it.each(Object.values(OPS).map((op) => [op.name, op] as const))("of %s is in its record", (_, { notation }) => {
    if ("latex" in notation) setLatex(notation.latex.replaceAll("#1", "x"));
    expect(notation.form).toBeTypeOf("string");
  });
  it.each([
    ["yHat", "\\hat{y}"],
    ["t7", "t_{7}"],
    ["hidden", "\\mathit{hidden}"],
    ["x_train", "x_{\\mathrm{train}}"],
    ["learningRate", "\\alpha"],
    ["W1Grad", "\\nabla W_{1}"],
  ])("%s is %s", (name, latex) => {
    expect(LATEX.symbol(symbolOf(name)).text).toBe(latex);
  });
});

it("indices are told from numbers", async () => {
  const k = input("k", [2], { element: "int32", domain: [0, 3] });
  const net = network({ name: "indices", inputs: { k }, outputs: { y: oneHot(k, 4) } });
  const compilation = compile(net, new Map(), { ...DEFAULTS, inferenceOnly: true });
  const text = await inspectStage(compilation, { stage: "ops", format: "text", notation: "ops" });
  expect(text).toContain("inputs      k int32[2]\n");
  const json = await inspectStage(compilation, { stage: "ops", format: "json", notation: "ops" });
  expect(programSchema.parse(JSON.parse(json)).slots).toMatchObject([{ name: "k", element: "int32" }]);
});

it("the JSON has a schema", () => {
  expect(JSON.stringify(jsonSchema())).toContain('"$schema"');
});

describe("the course's notation", async () => {
  const shown = async (example: string): Promise<string> => {
    const { compilation } = await compileFile(`${root}${example}/net.ts`);
    const text = await inspectStage(compilation, { stage: "adjoint", format: "text", notation: "course" });
    return text.normalize("NFC");
  };
  it.each([
    "z¹ = W¹·t2 + b¹",
    "β² = ŷ − species",
    "∇W² = (β²)ᵀ·h",
    "β¹ = (β²·W²) * σ′(z¹)",
    "σ′(z¹) = h * (1 − h)",
    "∇b¹ = β¹",
  ])("iris: %s", async (line) => {
    expect(await shown("iris")).toContain(line.normalize("NFC"));
  });
  it("is the course's for rows that are written out: factors are not transposed twice, and m is the user's", async () => {
    const { compilation } = await compileFile(fileURLToPath(new URL("../types/samples/matrix.ts", import.meta.url)));
    const text = await inspectStage(compilation, { stage: "adjoint", format: "text", notation: "course" });
    const lines = text.slice(text.indexOf("backward")).split("\n").slice(1, -1);
    expect(lines.map((line) => line.replace(/ {2,}/g, "  ").replace(/ +\S+:\d+$/, ""))).toEqual([
      "β² = (Σ Y) * Ŷ − Y  [m, 2]",
      "∇W² = (β²)ᵀ·H  [2, 5]",
      "β¹ = (β²·W²) * σ′(T)  [m, 5]  σ′(T) = H * (1 − H)",
      "∇W¹ = (β¹)ᵀ·X  [5, 3]",
    ]);
  });
  it("neuron: ∇w = z̄·x", async () => {
    expect(await shown("neuron")).toContain("∇w = z̄·x".normalize("NFC"));
  });
});
