import ts from "typescript";
import { describe, expect, it } from "vitest";
import { formatTypeScript } from "../../src/module/format.ts";
import { CLASSIFICATION, HOSTILE, LABELS, REGRESSION, SEVERAL, ALL, UNTRAINED } from "./standins.ts";
import { assemble, importModule, typeErrors } from "./tooling.ts";

/** The members of the interface of a network, in the order of the text. */
function membersOf(text: string, name: string): readonly string[] {
  const body = new RegExp(`export interface ${name} {\n([^]*?)\n}`).exec(text)?.[1] ?? "";
  return [...body.matchAll(/^ {2}(?:readonly )?(\w+)[:(]/gm)].map((match) => match[1] ?? "");
}

describe("an emitted module", () => {
  it("passes the strictest flags, without the DOM and without Node", { timeout: 120_000 }, async () => {
    const files: Record<string, string> = {};
    for (const code of ALL) {
      files[`${code.typeName}.ts`] = await assemble(code);
      files[`${code.typeName}.predict.ts`] = await assemble(code, true);
    }
    expect(typeErrors(files)).toEqual([]);
    // Nor does it lean on a flag: an app without them, with the DOM, compiles it too.
    const lenient = {
      exactOptionalPropertyTypes: false,
      noUncheckedIndexedAccess: false,
      lib: ["lib.es2023.d.ts", "lib.dom.d.ts"],
    };
    expect(typeErrors(files, lenient)).toEqual([]);
  });

  it("is formatted", async () => {
    for (const code of [CLASSIFICATION, SEVERAL, HOSTILE]) {
      const text = await assemble(code);
      expect(await formatTypeScript(text)).toBe(text);
    }
  });

  it("is the same on every run", async () => {
    expect(await assemble({ ...SEVERAL })).toBe(await assemble({ ...SEVERAL }));
  });

  it("imports nothing, and does nothing when it is imported", async () => {
    const text = await assemble(CLASSIFICATION);
    expect(text).not.toMatch(/^import|require\(/m);
    const source = ts.createSourceFile("iris.ts", text, ts.ScriptTarget.Latest);
    const allowed = new Set([
      ts.SyntaxKind.FunctionDeclaration,
      ts.SyntaxKind.InterfaceDeclaration,
      ts.SyntaxKind.TypeAliasDeclaration,
      // Initial values of constants:
      ts.SyntaxKind.ObjectLiteralExpression,
      ts.SyntaxKind.NumericLiteral,
      ts.SyntaxKind.ArrowFunction,
    ]);
    const kinds = source.statements.flatMap((node) =>
      ts.isVariableStatement(node) ? node.declarationList.declarations.map((d) => d.initializer?.kind) : node.kind,
    );
    expect(kinds.filter((kind) => kind === undefined || !allowed.has(kind))).toEqual([]);
  });
});

describe("parts that a network does not need are left out", () => {
  it("all are there for a network that has all", async () => {
    expect(membersOf(await assemble(CLASSIFICATION), "Iris")).toEqual(
      (
        "parameters gradient state loss buffers adapted stopTraining learningRate trainingSize initialize forward backward update " +
        "trainStep objective copyFrom adapt fit predict classify evaluate confusionMatrix summary save load"
      ).split(" "),
    );
  });

  it("classes and mean and scale, without them", async () => {
    const text = await assemble(REGRESSION);
    expect(text).not.toMatch(/classify|adapt\(|adapted|accuracy|onfusion|recall|oneHot/);
    expect(text).toMatch(/rSquared/);
  });

  it("regression, of a classifier", async () => {
    expect(await assemble(CLASSIFICATION)).not.toMatch(/rSquared: number|errors\(/);
  });

  it("training, without a loss", async () => {
    expect(membersOf(await assemble(UNTRAINED), "Plain")).toEqual(
      "parameters state buffers initialize forward copyFrom predict summary save load".split(" "),
    );
  });

  it("all but prediction, for inference only", async () => {
    const text = await assemble(CLASSIFICATION, true);
    expect(membersOf(text, "Iris")).toEqual(["parameters", "buffers", "forward", "predict", "classify", "load"]);
    expect(text).not.toMatch(/gradient|seed|trainStep\(|trainable|readRows/);
  });
});

describe("hostile names", () => {
  it("are data, wherever they stand", async () => {
    const text = await assemble(HOSTILE);
    expect(text).not.toContain("</script");
    expect(text).not.toContain("<!--");
    expect(text).not.toMatch(/[\u2028\u2029]/);
    const { metadata, create } = await importModule(text);
    expect(metadata.name).toBe(HOSTILE.name);
    expect(metadata.inputs.map(({ name }) => name)).toEqual(HOSTILE.inputs.map(({ name }) => name));
    expect(metadata.parameters.map(({ name }) => name)).toEqual(HOSTILE.parameters.map(({ name }) => name));

    const net = create({ seed: 1 });
    const names = [...HOSTILE.inputs, ...HOSTILE.outputs].map(({ name }) => name);
    expect(Object.keys(net.buffers)).toEqual(names);
    const x = Object.fromEntries([
      ["__proto__", [1]],
      ["*/ alert(1); /*", [2]],
      ["class", [[3, 4]]],
      ["constructor", [5]],
    ]);
    const y = Object.fromEntries([
      ["<!--", ["'\"`"]],
      ["${0}", [7]],
      ["Float64Array", [8]],
    ]);
    const history = await net.fit(x, y, { epochs: 2 });
    expect(history["loss"]).toHaveLength(2);
    expect(Object.keys(Object(net.predict(x)))).toEqual(["</script><script>", "toString", "Network"]);
    expect(["'\"`", "\u2029\\"]).toContain(net.classify(x)[0]);

    const copy = create();
    copy.load(net.save());
    expect(copy.parameters).toEqual(net.parameters);
    expect(copy.save()).toEqual(net.save());
    expect(net.summary()).toContain(HOSTILE.name);
  });

  it("that a file of weights cannot hold is refused", async () => {
    const parameters = HOSTILE.parameters.map((parameter, i) =>
      i === 0 ? { ...parameter, name: "__metadata__" } : parameter,
    );
    await expect(assemble({ ...HOSTILE, parameters })).rejects.toThrow(
      'bad-name: A parameter is called "__metadata__"',
    );
  });

  it("in errors are the user's own", async () => {
    const { create } = await importModule(await assemble(HOSTILE));
    expect(() => create().forward(new Float64Array(2))).toThrow(
      new RangeError(`${HOSTILE.name}.forward: __proto__ has 2 values; 1 example needs 1`),
    );
  });
});

describe("a network with several inputs and outputs", () => {
  const x = {
    left: [
      [1, 2],
      [3, 4],
      [5, 7],
    ],
    right: [1, 0, 1],
  };
  const y = {
    wanted: [1, 2, 3, 4, 5, 6],
    label: ["setosa", 2, "virginica"].map(String).map((n) => (n === "2" ? "virginica" : n)),
  };

  it("takes and gives them by name", async () => {
    const { create } = await importModule(await assemble(SEVERAL));
    const net = create({ seed: 1 });
    const history = await net.fit(x, y, { epochs: 200 });
    expect(Object.keys(history).join(" ")).toBe(
      "loss accuracy precision recall f1 rSquared mae rmse epochs stoppedEarly",
    );
    expect(history["loss"]?.at(-1)).toBeLessThan((history["loss"]?.[0] ?? 0) / 2);
    const amount = new Float64Array(6);
    const predicted = net.predict(x, { amount, kind: new Float64Array(9) });
    expect(predicted).toEqual({ amount, kind: expect.any(Float64Array) });
    expect(predicted).toEqual(net.predict(x));
    expect(net.classify(x)).toHaveLength(3);
    expect(net.evaluate(x, y)).toMatchObject({ accuracy: history["accuracy"]?.at(-1) });
  });

  it("names the one that does not fit", async () => {
    const { create } = await importModule(await assemble(SEVERAL));
    expect(() => create().predict({ ...x, right: [1] })).toThrow(
      new RangeError("several.predict: right has 1 value; 3 examples need 3"),
    );
  });

  it("averages the figures of several targets of one kind", async () => {
    const { create } = await importModule(await assemble(LABELS));
    const net = create();
    const rows = [
      [1, 2],
      [3, -4],
    ];
    const { accuracy } = net.evaluate(rows, { ya: [0, 1], yb: ["no", "yes"] });
    expect([0, 0.25, 0.5, 0.75, 1]).toContain(accuracy);
  });
});

describe("probabilities", () => {
  it("are scored as two classes, told apart at one half", async () => {
    const outputs = REGRESSION.outputs.map((output) => ({ ...output, scores: "probabilities" as const }));
    const text = await assemble({ ...REGRESSION, outputs });
    expect(text).not.toMatch(/rSquared: number|largest/);
    // y = x: 0.2 and 0.6 are right, 0.4 and 0.7 wrong.
    const net = (await importModule(text)).create({ parameters: [1, 0] });
    const [x, t] = [
      [0.2, 0.6, 0.4, 0.7],
      [0, 1, 1, 0],
    ];
    expect(net.evaluate(x, t)).toMatchObject({ accuracy: 0.5, precision: 0.5, recall: 0.5, f1: 0.5 });
    expect(net.confusionMatrix(x, t)).toEqual([
      [1, 1],
      [1, 1],
    ]);
    expect(Object.keys(await net.fit(x, t, { epochs: 1 }))).toContain("f1");
  });
});

describe("single precision", () => {
  it("keeps numbers in half the memory, and reads both kinds of files", async () => {
    const single = ALL.find(({ precision }) => precision === "f32") ?? CLASSIFICATION;
    const [{ create }, double] = [
      await importModule(await assemble(single)),
      await importModule(await assemble(CLASSIFICATION)),
    ];
    const net = create({ seed: 1 });
    expect(net.parameters).toBeInstanceOf(Float32Array);
    expect(net.learningRate).toBe(0.1);
    expect(net.parameters).toEqual(Float32Array.from(double.create({ seed: 1 }).parameters));
    net.trainStep(Float32Array.of(1, 2), Float32Array.of(0, 1, 0));
    const copy = create();
    copy.load(net.save());
    expect(copy.parameters).toEqual(net.parameters);
    expect(copy.save()).toEqual(net.save());
    const other = double.create();
    other.load(net.save());
    expect(Float32Array.from(other.parameters)).toEqual(net.parameters);
    expect(net.classify([[1, 2]])).toEqual(other.classify([[1, 2]]));
  });
});
