import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.ts";
import { renderDiagnostic } from "../../src/diagnostics/frame.ts";
import type { GraphNode } from "../../src/ir/graph.ts";
import { loadNetwork } from "../../src/load/load.ts";
import type { LoadedNetwork } from "../../src/load/load.ts";
import { folder } from "./folder.ts";
import { mistakesOf } from "./mistakes.ts";

const END = `export default network({ name: "n", inputs: { x }, outputs: { y } });\n`;
const net = (body: string): string =>
  `import { add, dense, input, logistic, mul, network, parameter, sgd } from "nngen";\nconst x = input("x", [2]);\n${body}\n${END}`;

const load = (files: Readonly<Record<string, string>>, entry = "net.ts"): Promise<LoadedNetwork> =>
  loadNetwork(join(folder(files), entry));
const mistakes = (files: Readonly<Record<string, string>>, entry = "net.ts"): Promise<readonly Diagnostic[]> =>
  mistakesOf(() => load(files, entry));

const kindOf = (node: GraphNode): string =>
  node.kind === "op" ? node.op.name : node.kind === "composite" ? node.name : node.kind;

/** The user's names with the lines of their nodes: `z@3`; nodes without a name as `mul@3:15`. */
function namesOf({ notes }: LoadedNetwork): readonly string[] {
  return [...notes].map(([node, { name, place }]) =>
    name === undefined ? `${kindOf(node)}@${place?.line}:${place?.column}` : `${name}@${place?.line}:${place?.column}`,
  );
}

describe("the names and places of a network", () => {
  it("are those of its variables and calls", async () => {
    const loaded = await load({ "net.ts": net(`const w = parameter("w", [2]);\nconst y = add(mul(w, x), 1);`) });
    expect(namesOf(loaded)).toEqual(["x@2:11", "w@3:11", "mul@4:15", "y@4:11"]);
  });

  it("hold the file and the length of the call", async () => {
    const { notes } = await load({ "net.ts": net("const y = mul(2, x);") });
    expect([...notes.values()].at(-1)).toEqual({
      name: "y",
      place: { file: "net.ts", line: 3, column: 11, length: 9 },
    });
  });

  it.each([
    ["the first name of a node", "const first = mul(2, x);\nconst y = first;", "first@3:15"],
    ["a name inside a function", "function block(v) { const z = mul(2, v); return z; }\nconst y = block(x);", "z@3:31"],
    ["an arrow function", "const block = (v) => mul(2, v);\nconst y = block(x);", "y@3:22"],
    ["destructured objects", "const { a: { y } } = { a: { y: mul(2, x) } };", "y@3:32"],
    ["destructured arrays, with defaults", "const [, y = mul(2, x)] = [];", "y@3:14"],
    ["assignments", "let y;\ny = mul(2, x);", "y@4:5"],
    ["several declarations", "const two = 2, y = mul(two, x);", "y@3:20"],
    ["types", "const y = mul(2 as number, x satisfies unknown)!;", "y@3:11"],
    ["conditional expressions", "const y = 1 > 0 ? mul(2, x) : x;", "y@3:19"],
    ["the body of an if", "if (1 > 0) var { y } = { y: mul(2, x) };", "y@3:29"],
    ["for loops", "let y = x;\nfor (let i = 0, z = mul(2, x); i < 1; i++) y = z;", "z@4:21"],
    ["names in any script", "const größe = mul(2, x);\nconst y = größe;", "größe@3:15"],
  ])("come from %s", async (_, body, expected) => {
    expect(namesOf(await load({ "net.ts": net(body) })).at(-1)).toBe(expected);
  });

  it("come from classes and methods, whose values stay what they are", async () => {
    const body = `class Block { scale = 2; static make() { return new Block(); } apply(v) { return mul(this.scale, v); } }
      const y = Block.make()?.apply(x);\nif (Block.name !== "Block" || (() => 1).name !== "") throw new Error("changed");
      const named = () => 1;\nif (named.name !== "named") throw new Error("changed");`;
    expect(namesOf(await load({ "net.ts": net(body) }))).toContain("y@3:82");
  });

  it("leave exported functions, destructuring and enums as they are", async () => {
    const body = `export const { y, n = 3 } = { y: mul(2, x) };\nenum Size { Small = "a".length, Large = 2 }\nexport function f() { return Size.Large; }
      if (f() !== 2 || n !== 3) throw new Error("changed");`;
    expect(namesOf(await load({ "net.ts": net(body) }))).toContain("y@3:34");
  });

  it("survive a file that uses the recorder's name", async () => {
    const loaded = await load({ "net.ts": net(`const nngenRecorder = mul(2, x);\nconst y = nngenRecorder;`) });
    expect(namesOf(loaded).at(-1)).toBe("nngenRecorder@3:23");
  });

  it("count lines and columns as editors do: tabs, CRLF, wide characters, U+2028, byte order mark", async () => {
    const text = `\uFEFF${net(`\t/* 日本🎉 \u2028 */ const y = mul(2, x);`)}`.replaceAll("\n", "\r\n");
    const loaded = await load({ "net.ts": text });
    expect(namesOf(loaded).at(-1)).toBe("y@3:25");
  });
});

describe("a network in several files", () => {
  const files = {
    "net.ts": net(
      `import { block } from "./blocks/block";\nimport { width } from "./width.js";\nconst y = block(x, width);`,
    ),
    "blocks/block.ts": `import { dense, logistic, type Tensor } from "nngen";\nimport { half } from "../width.ts";\nexport function block(v: Tensor, n: number) {\n  const hidden = dense(v, half(n));\n  return logistic(hidden);\n}\n`,
    "width.ts": `export const width: number = 4;\nexport const half = (n: number): number => n / 2;\n`,
  };

  it("knows the places in each", async () => {
    const { notes } = await load(files);
    const hidden = [...notes.values()].find(({ name }) => name === "hidden");
    expect(hidden?.place).toEqual({ file: "blocks/block.ts", line: 4, column: 18, length: 17 });
  });

  it("returns the sources, net.ts first, the others by their paths", async () => {
    const { sources } = await load(files);
    expect(sources).toEqual(
      ["net.ts", "blocks/block.ts", "width.ts"].map((path) => ({ path, text: files[path as keyof typeof files] })),
    );
  });

  it("may import from above its folder, JSON, and itself in a circle", async () => {
    const loaded = await load(
      {
        "a/net.ts": `import sizes from "../sizes.json" with { type: "json" };\nimport { two } from "../two.ts";\nimport { mul, network, input } from "nngen";\nexport const x = input("x", [sizes.n]);\nexport const y = mul(two(), x);\n${END}`,
        "two.ts": `import * as net from "./a/net.ts";\nexport const two = (): number => ("x" in net ? 2 : 3);\n`,
        "sizes.json": `{ "n": 2 }`,
      },
      "a/net.ts",
    );
    expect(loaded.sources.map(({ path }) => path)).toEqual(["net.ts", "../sizes.json", "../two.ts"]);
    expect(loaded.network.outputs[0]?.node).toMatchObject({ operands: [{ value: 2 }, { shape: [2] }] });
  });

  it("is read anew each time, JSON included", async () => {
    const root = folder({
      "net.ts": `import { n } from "./n.json";\nimport { input, mul, network } from "nngen";\nconst x = input("x");\nconst y = mul(n, x);\n${END}`,
      "n.json": `{ "n": 2 }`,
    });
    const factor = async (): Promise<unknown> => (await loadNetwork(join(root, "net.ts"))).network.outputs[0]?.node;
    expect(await factor()).toMatchObject({ operands: [{ value: 2 }, {}] });
    writeFileSync(join(root, "n.json"), `{ "n": 3 }`);
    expect(await factor()).toMatchObject({ operands: [{ value: 3 }, {}] });
  });

  it("may lie behind a link", async () => {
    const root = folder(files);
    mkdirSync(join(root, "elsewhere"));
    symlinkSync(join(root, "net.ts"), join(root, "elsewhere", "linked.ts"));
    const { sources, folder: home } = await loadNetwork(join(root, "elsewhere", "linked.ts"));
    expect(sources[0]?.path).toBe("net.ts");
    expect(home).toBe(root);
  });

  it("may lie in a folder whose name is hostile", async () => {
    const name = 'it\'s `${1}` "x" (a) #%20 :1:2 日本';
    const { sources } = await load({ [`${name}/net.ts`]: net("const y = mul(2, x);") }, `${name}/net.ts`);
    expect(sources.map(({ path }) => path)).toEqual(["net.ts"]);
    const [mistake] = await mistakes({ [`${name}/net.ts`]: net(`throw new Error("oh");`) }, `${name}/net.ts`);
    expect(mistake?.place).toMatchObject({ file: "net.ts", line: 3, column: 7 });
  });
});

describe("a package that net.ts imports", () => {
  const files = {
    "net.ts": net(`import { block } from "blocks";\nconst y = block(x);`),
    "node_modules/blocks/package.json": `{ "name": "blocks", "type": "module", "exports": "./index.js" }`,
    "node_modules/blocks/index.js": `import { dense, logistic } from "nngen";\nexport const block = (x) => {\n  const inner = dense(x, 3);\n  return logistic(inner);\n};\n`,
  };

  it("shares the DSL, and is named and placed by the user's own call", async () => {
    const loaded = await load(files);
    expect(namesOf(loaded)).toEqual(["x@2:11", "y@4:11"]);
    expect(loaded.sources.map(({ path }) => path)).toEqual(["net.ts"]);
  });

  it("may throw from far below the user's call", async () => {
    const deep = `const f = (n) => { if (n === 0) throw new Error("deep"); f(n - 1); };\nexport const block = () => f(50);\n`;
    const [found] = await mistakes({ ...files, "node_modules/blocks/index.js": deep });
    expect(found).toMatchObject({ message: "Error: deep", place: { file: "net.ts", line: 4, column: 11 } });
  });

  it("may hold the net itself", async () => {
    const text = net("const y = mul(2, x);");
    const loaded = await load({ "node_modules/example/net.ts": text }, "node_modules/example/net.ts");
    expect(namesOf(loaded).at(-1)).toBe("y@3:11");
  });
});

describe("a mistake in net.ts", () => {
  it("is shown at its line", async () => {
    const text = net("const y = add(x, , 2);");
    const [mistake] = await mistakes({ "net.ts": text });
    expect(mistake).toBeDefined();
    if (mistake === undefined) return;
    expect(renderDiagnostic(mistake, { read: () => text })).toBe(
      [
        "error[syntax-error]: Argument expression expected",
        " --> net.ts:3:18",
        "  |",
        "3 | const y = add(x, , 2);",
        "  |                  ^",
        "  |",
        "  = hint: The file does not parse as TypeScript from here on.",
        "",
      ].join("\n"),
    );
  });

  it("may be several in one file, all of which are shown", async () => {
    const found = await mistakes({ "net.ts": net("const = 1;\nconst y = add(x, 1);\nconst z = );") });
    expect(found.map(({ code, place }) => [code, place?.line])).toEqual([
      ["syntax-error", 3],
      ["syntax-error", 5],
    ]);
  });

  it.each([
    ["a name declared twice", "const y = mul(2, x);\nlet y = 3;", "syntax-error", 4, 5, "already been declared"],
    ["a name that the file imports too", "const dense = mul(2, x);\nconst y = dense;", "syntax-error", 3, 7, "dense"],
    [
      "a thrown error",
      'const y = mul(2, x);\nif (y) throw new RangeError("out of range");',
      "module-threw",
      4,
      14,
      "RangeError: out of range",
    ],
    [
      "an error thrown inside an expression",
      "const y = mul(2, x.foo.bar);",
      "module-threw",
      3,
      24,
      "TypeError: Cannot read properties of undefined (reading 'bar')",
    ],
    ["an error thrown by a library's function", `const y = JSON.parse("{");`, "module-threw", 3, 11, "SyntaxError"],
    ["a thrown string", `throw "no";`, "module-threw", 3, 7, 'net.ts threw "no"'],
    ["nothing thrown", "throw undefined;", "module-threw", 3, 7, "net.ts threw undefined"],
    ["null thrown", "throw null;", "module-threw", 3, 7, "net.ts threw null"],
    [
      "an object thrown that says something",
      'throw { message: "no" };',
      "module-threw",
      3,
      7,
      "net.ts threw an object: no",
    ],
    ["an object thrown that says nothing", "throw {};", "module-threw", 3, 7, "net.ts threw an object"],
    [
      "an error that throws when it is read",
      'throw new Proxy({}, { get() { throw new Error("no"); }, getPrototypeOf() { throw 1; } });',
      "module-threw",
      1,
      1,
      "net.ts threw an object",
    ],
    [
      "an error whose message cannot be read",
      'throw Object.defineProperty(new TypeError("no"), "message", { get() { throw 1; } });',
      "module-threw",
      1,
      1,
      "TypeError",
    ],
    [
      "an error thrown when the file has run",
      'queueMicrotask(() => { throw new Error("soon"); });\nconst y = mul(2, x);',
      "module-threw",
      3,
      30,
      "Error: soon",
    ],
    [
      "an expression that is nested too deeply",
      `const y = ${"add(x, ".repeat(4000)}1${")".repeat(4000)};`,
      "syntax-error",
      1,
      1,
      "nested too deeply",
    ],
    ["a variable that is not there", "const y = mul(2, z);", "module-threw", 3, 18, "ReferenceError: z is not defined"],
    [
      "a call of what a call returns",
      "const y = add(mul(2, x), 1)(x);",
      "module-threw",
      3,
      11,
      "TypeError: what the call returns is not a function",
    ],
    [
      "an export that nngen does not have",
      'import { dens } from "nngen";\nconst y = dens(x, 3);',
      "import-not-found",
      4,
      11,
      '"nngen" exports no "dens"',
    ],
    [
      "a missing file",
      'import { y } from "./blocks.ts";\nvoid y;',
      "import-not-found",
      3,
      19,
      'Cannot find "./blocks.ts"',
    ],
    [
      "a missing package",
      'import y from "no-such-package";\nvoid y;',
      "import-not-found",
      3,
      15,
      'Cannot find "no-such-package"',
    ],
    ["await outside a function", "const y = await mul(2, x);", "top-level-await", 3, 11, "await"],
    ["for await outside a function", "for await (const y of [x]) void y;", "top-level-await", 3, 1, "await"],
  ])("%s: code, place and sentence", async (_, body, code, line, column, message) => {
    const found = await mistakes({ "net.ts": net(body) });
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ code, place: { file: "net.ts", line, column } });
    expect(found[0]?.message).toContain(message);
  });

  it.each([
    ["a name that is nowhere declared", "void tahn(x);", "Did you mean `tanh`?"],
    ["an import that is missing", "void tanh(x);", 'Import it: import { tanh } from "nngen".'],
    ["nngen's exports", `import { dens } from "nngen";\nvoid dens(x, 3);`, "Did you mean `dense`?"],
    ["files", `import { y } from "./lib/blok.ts";\nvoid y;`, 'Did you mean "./lib/block.ts"?'],
    ["files without their ending", `import { y } from "./lib/blok";\nvoid y;`, 'Did you mean "./lib/block.ts"?'],
  ])("suggests %s", async (_, body, hint) => {
    const [found] = await mistakes({ "net.ts": net(body), "lib/block.ts": "export const y = 1;" });
    expect(found?.hint).toBe(hint);
  });

  it("in a file that net.ts imports is shown there", async () => {
    const files = { "net.ts": net(`import { block } from "./block.ts";\nconst y = block(x);`) };
    const [syntax] = await mistakes({ ...files, "block.ts": "export const block = (x) => {\n  return x +;\n};" });
    expect(syntax).toMatchObject({ code: "syntax-error", place: { file: "block.ts", line: 2, column: 13 } });
    const [thrown] = await mistakes({
      ...files,
      "block.ts": `export function block(x) {\n  throw new Error("no " + x);\n}`,
    });
    expect(thrown).toMatchObject({ code: "module-threw", place: { file: "block.ts", line: 2, column: 9 } });
    const [gone] = await mistakes({ ...files, "block.ts": `import "./gone.ts";\nexport const block = 1;` });
    expect(gone).toMatchObject({ code: "import-not-found", place: { file: "block.ts", line: 1, column: 8 } });
  });

  it("that only a call shows names the function as the user wrote it", async () => {
    const [found] = await mistakes({
      "net.ts": net(`import { block } from "./block.ts";\nconst y = block(x);`),
      "block.ts": "export const other = 1;",
    });
    expect(found?.message).toBe("TypeError: block is not a function");
  });

  it("without an end is stopped by the engine", async () => {
    const [found] = await mistakes({ "net.ts": net("const f = (n) => f(n + 1) + 1;\nconst y = f(0);") });
    expect(found).toMatchObject({ code: "module-threw", message: "RangeError: Maximum call stack size exceeded" });
  });
});

describe("the default export", () => {
  it.each([
    ["nothing at all", "", "no-default-export", "no exports", "End the file"],
    ["other exports", `export const width = 3;`, "no-default-export", "exports width", "End the file"],
    [
      "a network under another name",
      `import { input, network } from "nngen";\nconst x = input("x");\nexport const net = network({ name: "n", inputs: { x }, outputs: { x } });`,
      "no-default-export",
      "exports net",
      "export default net;",
    ],
    [
      "a Promise",
      `export default Promise.reject(new Error("late"));`,
      "wrong-default-export",
      "a Promise",
      "cannot wait",
    ],
    [
      "an async function's result",
      `const f = async () => 3;\nexport default f();`,
      "wrong-default-export",
      "a Promise",
      "cannot wait",
    ],
    ["a function", `export default function make() {}`, "wrong-default-export", "a function", "Call it"],
    ["a class", `export default class Net {}`, "wrong-default-export", "a class", "Call it"],
    [
      "a tensor",
      `import { input } from "nngen";\nexport default input("x");`,
      "wrong-default-export",
      "a tensor",
      "outputs",
    ],
    [
      "an object of another library",
      `class Sequential {}\nexport default new Sequential();`,
      "wrong-default-export",
      "an object of class Sequential",
      "functions from",
    ],
    [
      "a plain object",
      `export default { inputs: {}, outputs: {} };`,
      "wrong-default-export",
      "a plain object",
      "Wrap it",
    ],
    ["null", `export default null;`, "wrong-default-export", "null", "functions from"],
    ["a string", `const s = "net";\nexport { s as default };`, "wrong-default-export", "a string", "functions from"],
    [
      "a hostile object",
      `export default new Proxy({}, { get() { throw new Error("no"); }, has: () => false });`,
      "wrong-default-export",
      "a plain object",
      "functions from",
    ],
  ])("that is %s is told so", async (_, text, code, found, hint) => {
    const [mistake] = await mistakes({ "net.ts": text });
    expect(mistake).toMatchObject({ code, found });
    expect(mistake?.hint).toContain(hint);
    expect(mistake?.place?.file).toBe("net.ts");
  });
});

describe("a path that is no net.ts", () => {
  it("is told apart, with the file that was most likely meant", async () => {
    const root = folder({ "net.ts": "", "lib/net.ts": "" });
    const hintFor = async (path: string): Promise<string | undefined> => {
      const [mistake] = await mistakesOf(() => loadNetwork(join(root, path)));
      expect(mistake?.code).toBe("file-not-found");
      return mistake?.hint;
    };
    expect(await hintFor("nte.ts")).toBe(`Did you mean ${JSON.stringify(join(root, "net.ts"))}?`);
    expect(await hintFor("lib")).toBe(`Did you mean ${JSON.stringify(join(root, "lib", "net.ts"))}?`);
    expect(await hintFor("gone/away.ts")).toBe("Give the path of a net.ts.");
  });
});

describe("mistakes that the DSL finds", () => {
  it("point at the calls that made them", async () => {
    const { network, notes } = await load({
      "net.ts": `import { add, input, network, sgd } from "nngen";\nconst x = input("x", [2]);\nconst z = input("z", [3]);\nconst y = add(x, z);\nexport default network({\n  name: "n", inputs: { x, z }, outputs: { y },\n  optimizer: sgd({ learningRate: -1 }),\n});\n`,
    });
    const y = network.outputs[0]?.node;
    expect(y?.kind).toBe("error");
    expect(y === undefined ? undefined : notes.get(y)?.place).toMatchObject({ line: 4, column: 11, length: 9 });
    expect(network.diagnostics.map(({ diagnostic }) => [diagnostic.code, diagnostic.place?.line])).toEqual([
      ["bad-option", 7],
    ]);
  });

  it("point at the network where nothing nearer is known", async () => {
    const { network } = await load({ "net.ts": `import { network } from "nngen";\n\nexport default network({});\n` });
    expect(network.diagnostics.length).toBeGreaterThan(0);
    for (const { diagnostic } of network.diagnostics) expect(diagnostic.place).toMatchObject({ line: 3, column: 16 });
  });
});

describe("a net.ts that ends the process", () => {
  it("is a mistake, not a check that passed", async () => {
    const [mistake] = await mistakes({ "net.ts": net("process.exit(0);\nconst y = mul(2, x);") });
    expect(mistake).toMatchObject({ code: "module-threw", place: { line: 3 } });
  });
});

describe("a path through a file", () => {
  it("leads to no file", async () => {
    const [mistake] = await mistakes({ "net.ts": net("const y = mul(2, x);") }, "net.ts/net.ts");
    expect(mistake).toMatchObject({ code: "file-not-found" });
  });
});
