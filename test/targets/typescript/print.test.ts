import { Script } from "node:vm";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { INTRINSICS } from "../../../src/ir/intrinsics.ts";
import type { Intrinsic } from "../../../src/ir/intrinsics.ts";
import type { Expr, Statement } from "../../../src/ir/kernel.ts";
import { toIdentifier } from "../../../src/targets/typescript/names.ts";
import { printStatements } from "../../../src/targets/typescript/print.ts";
import { parseKernel } from "../../schedule/kernel-text.ts";
import { runKernel } from "../../schedule/run.ts";

const NAMES = {
  buffer: ({ name, storage }: { readonly name: string; readonly storage: string }) =>
    storage === "gradient" ? `d${toIdentifier(name)}` : toIdentifier(name),
  local: toIdentifier,
};

const printed = (kernel: string): string => printStatements(parseKernel(kernel), NAMES);

describe("statements", () => {
  it.each([
    ["a loop", "parameter w[3]\nfor i < 3\n  w[i] = 0", "for (let i = 0; i < 3; i++) {\nw[i] = 0;\n}"],
    ["the examples", "output y[1]\nfor n < count\n  y[n] = 1", "for (let n = 0; n < count; n++) {\ny[n] = 1;\n}"],
    ["a constant", "parameter w[1]\nlet a = w[0]\nw[0] = a", "const a = w[0]!;\nw[0] = a;"],
    ["a variable, declared where it starts", "$s = 0\n$s += 1\n$s = 2", "let s = 0;\ns += 1;\ns = 2;"],
    ["adding to an element", "gradient w[1]\n∇w[0] += 2", "dw[0]! += 2;"],
    [
      "subtracting in place",
      "parameter w[2]\nfor i < 2\n  w[i] = w[i] - 2",
      "for (let i = 0; i < 2; i++) {\nw[i]! -= 2;\n}",
    ],
    ["adding in place", "parameter w[1]\nw[0] = w[0] + 1", "w[0]! += 1;"],
    ["not in place: another element", "parameter w[2]\nw[0] = w[1] - 2", "w[0] = w[1]! - 2;"],
    ["not in place: the other way round", "parameter w[1]\nw[0] = 2 - w[0]", "w[0] = 2 - w[0]!;"],
    [
      "indices",
      "parameter w[9]\nfor i < 2\n  for j < 2\n    w[i*3 + j + 1] = 0",
      "for (let i = 0; i < 2; i++) {\nfor (let j = 0; j < 2; j++) {\nw[i * 3 + j + 1] = 0;\n}\n}",
    ],
    [
      "a hyperparameter is a constant of the function",
      "hyperparameter learningRate[1]\nparameter w[1]\nw[0] = learningRate[0]",
      "w[0] = learningRate;",
    ],
  ])("%s", (_, kernel, text) => {
    expect(printed(kernel)).toBe(text);
  });
});

describe("in single precision", () => {
  const KERNEL = "parameter a[1]\nscratch b[1]\noutput y[1]\nlet c = a[0] * 3\ny[0] = ";
  const wide = { ...NAMES, isSingle: ({ storage }: { readonly storage: string }) => storage === "parameter" };
  it.each([
    ["equal(a[0], c)", "(a[0]! === Math.fround(c) ? 1 : 0)"],
    ["equal(b[0], a[0])", "(Math.fround(b[0]!) === a[0]! ? 1 : 0)"],
    ["less(b[0], c)", "(b[0]! < c ? 1 : 0)"],
  ])("both sides of an equality are rounded, where they are not kept so: %s", (kernel, text) => {
    expect(printStatements(parseKernel(KERNEL + kernel), wide).split("y[0] = ")[1]).toBe(`${text};`);
  });
});

describe("expressions", () => {
  const KERNEL = "parameter a[1]\nparameter b[1]\nparameter c[1]\noutput y[1]\n";
  it.each([
    ["(a[0] + b[0]) * c[0]", "(a[0]! + b[0]!) * c[0]!"],
    ["a[0] - (b[0] - c[0])", "a[0]! - (b[0]! - c[0]!)"],
    ["a[0] - b[0] - c[0]", "a[0]! - b[0]! - c[0]!"],
    ["a[0] / (b[0] * c[0])", "a[0]! / (b[0]! * c[0]!)"],
    ["a[0] / b[0] / c[0]", "a[0]! / b[0]! / c[0]!"],
    ["neg(neg(a[0]))", "-(-a[0]!)"],
    ["neg(a[0] + b[0])", "-(a[0]! + b[0]!)"],
    ["a[0] - neg(b[0])", "a[0]! - -b[0]!"],
    ["a[0] * -2", "a[0]! * -2"],
    ["neg(-2)", "-(-2)"],
    ["exp(neg(a[0] * a[0]))", "Math.exp(-(a[0]! * a[0]!))"],
    ["select(less(a[0], 0), 0, a[0])", "(a[0]! < 0 ? 0 : a[0]!)"],
    ["select(a[0], b[0], c[0])", "(a[0]! !== 0 ? b[0]! : c[0]!)"],
    ["less(a[0], b[0]) + 1", "(a[0]! < b[0]! ? 1 : 0) + 1"],
    ["max(-Infinity, NaN)", "Math.max(-Infinity, NaN)"],
    ["-0", "-0"],
  ])("%s", (expr, text) => {
    expect(printed(`${KERNEL}y[0] = ${expr}`)).toBe(`y[0] = ${text};`);
  });

  it("mean what the kernel means, whatever stands in them", () => {
    // Tables are read at whole numbers only: test/schedule/fastMath.test.ts runs those.
    const intrinsics = (Object.keys(INTRINSICS) as Intrinsic[]).filter((intrinsic) => !intrinsic.startsWith("exp2"));
    const leaf: fc.Arbitrary<Expr> = fc.oneof(
      fc
        .constantFrom(0, -0, 1, -1, 2.5, -1e-7, 1e21, Infinity, -Infinity, NaN)
        .map((value): Expr => ({ kind: "constant", value })),
      fc.nat({ max: 2 }).map((i): Expr => ({
        kind: "load",
        buffer: { name: "w", storage: "parameter", size: 3 },
        at: { constant: i, terms: [] },
      })),
    );
    const { expr } = fc.letrec<{ expr: Expr }>((tie) => ({
      expr: fc.oneof(
        { depthSize: "small", withCrossShrink: true },
        leaf,
        fc
          .constantFrom(...intrinsics)
          .chain((intrinsic) =>
            fc
              .array(tie("expr"), { minLength: INTRINSICS[intrinsic].length, maxLength: INTRINSICS[intrinsic].length })
              .map((operands): Expr => ({ kind: "apply", intrinsic, operands })),
          ),
      ),
    }));
    const w = fc.array(fc.constantFrom(0, -0, 1, -2, 0.1, 1e300, Infinity, NaN), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(expr, w, (value, given) => {
        const body: readonly Statement[] = [
          {
            kind: "store",
            buffer: { name: "y", storage: "output", size: 1 },
            at: { constant: 0, terms: [] },
            mode: "set",
            value,
          },
        ];
        const text = printStatements(body, NAMES).replaceAll(/\]!(?!=)/g, "]");
        const run: unknown = new Script(`(w, y) => { "use strict"; ${text} }`).runInThisContext();
        const y = new Float64Array(1);
        if (typeof run === "function") Reflect.apply(run, undefined, [Float64Array.from(given), y]);
        expect(y[0]).toBe(runKernel(body, { "parameter w": given }).get("output y")?.[0]);
      }),
      { seed: 8, numRuns: 300 },
    );
  });
});

describe("comments", () => {
  it("give the lines of the derivation, with shapes and places, and nothing in them ends the comment", () => {
    const body: readonly Statement[] = [
      {
        kind: "group",
        note: {
          lines: [
            { text: "t1 = w·x", shape: "", place: { file: "/somewhere/else/net.ts", line: 9, column: 3 } },
            { text: "z = \u2028alert(1)\n", shape: "[2]" },
            { text: "y", shape: "", place: { file: "a\u202eb\u200b<!--.ts", line: 1, column: 1 } },
          ],
        },
        body: [{ kind: "let", name: "a", value: { kind: "constant", value: 1 } }],
      },
    ];
    const lines = printStatements(body, NAMES).split("\n");
    expect(lines.at(-1)).toBe("const a = 1;");
    expect(lines.slice(0, -1).every((line) => /^\/\/ [^\r\u2028\u2029]*$/.test(line))).toBe(true);
    expect(lines[0]).toContain("t1 = w·x");
    expect(lines[0]).toContain("net.ts:9");
    expect(lines.join("\n")).not.toContain("/somewhere");
    expect(lines[1]).toContain("[2]");
    expect(lines[2]).toBe("// y   a b < !--.ts:1");
  });
});
