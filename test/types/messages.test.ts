import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { afterAll, describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** What every snippet starts with; the mistake follows. */
const PRELUDE = `import * as nn from "nngen";
const s = nn.input("s"), x = nn.input("x", [2]), X = nn.input("X", ["m", 3]), y = nn.label("y", ["a", "b", "c"]);
const W = nn.parameter("W", [10, 2]), h = nn.dense(x, 10), n = nn.input("n", [Number("7")]);
`;

/** A line with a mistake, and what the compiler must say: what was found, and what would do. */
const MISTAKES: Readonly<Record<string, readonly [code: string, ...said: string[]]>> = {
  "add of two vectors": ["nn.add(h, y);", ...argument("readonly [3]", "readonly [10]")],
  "add, after a scalar and a number": ["nn.add(1, s, h, y);", ...argument("readonly [3]", "readonly [10]")],
  "add of a vector and rows": ["nn.add(X, x);", ...argument("readonly [2]", 'readonly ["m", 3]')],
  sub: ["nn.sub(h, y);", ...argument("readonly [3]", "readonly [10]")],
  "mul of a matrix and its transpose": [
    "nn.mul(W, nn.transpose(W));",
    ...argument("readonly [2, 10]", "readonly [10, 2]"),
  ],
  div: ["nn.div(y, h);", ...argument("readonly [10]", "readonly [3]")],
  "matmul of a matrix and a vector": ["nn.matmul(W, y);", ...argument("readonly [3]", "readonly [2]")],
  "matmul of two matrices": ["nn.matmul(W, W);", ...argument("readonly [10, 2]", "readonly [2, number]")],
  "matmul of two vectors": ["nn.matmul(x, h);", ...argument("readonly [10]", "readonly [2]")],
  "matmul of rows": ["nn.matmul(X, W);", ...argument("readonly [10, 2]", "readonly [3, number]")],
  "matmul with a scalar": ["nn.matmul(W, s);", ...argument("readonly []", "readonly [2, number]")],
  "matmul of rank 3": [
    'nn.matmul(nn.parameter("T", [2, 3, 4]), x);',
    ...argument("readonly [2, 3, 4]", "readonly [number, number]"),
  ],
  squaredError: ["nn.squaredError(h, y);", ...argument("readonly [3]", "readonly [10]")],
  softmaxCrossEntropy: ["nn.softmaxCrossEntropy(h, y);", ...argument("readonly [3]", "readonly [10]")],
  "binaryCrossEntropy of a scalar": ["nn.binaryCrossEntropy(s, y);", ...argument("readonly [3]", "readonly []")],
  unstandardize: ["nn.unstandardize(h, y);", ...argument("readonly [3]", "readonly [10]")],
  "dense of a scalar": ["nn.dense(s, 10);", ...argument("readonly []", "readonly [number]")],
  "dense with a tied weight": [
    "nn.dense(x, 5, { weight: W });",
    "Type 'Tensor<readonly [10, 2]>' is not assignable to type 'Tensor<readonly [5, 2]>'",
  ],
  "dense with a tied bias": ["nn.dense(x, 5, { bias: h });", "'Tensor<readonly [10]>'", "'Tensor<readonly [5]>'"],
  "conv2d of a picture without channels": [
    'nn.conv2d(nn.input("p", [28, 28]), 8, 3);',
    ...argument("readonly [28, 28]", "readonly [number, number, number]"),
  ],
  "conv1d of rows": ["nn.conv1d(X, 8, 3);", ...argument('readonly ["m", 3]', "readonly [number, number]")],
  "pooling of a vector": ["nn.globalMaxPool(h);", ...argument("readonly [10]", "readonly [number, number]")],
  "layerNorm of a scalar": ["nn.layerNorm(s);", ...argument("readonly []", "readonly [number]")],
  "attention with keys of another width": [
    "nn.attention(W, nn.transpose(W), W);",
    ...argument("readonly [2, 10]", "readonly [2, 2]"),
  ],
  "a layer that changes the shape": [
    "nn.residual(h, (z) => nn.dense(z, 5));",
    "Type 'Tensor<readonly [5]>' is not assignable to type 'Tensor<readonly [10]>'",
  ],
  "softmax of a scalar": ["nn.softmax(s);", ...argument("readonly []", "readonly [number]")],
  "a loss that is a vector": [
    'nn.network({ name: "n", inputs: { x, y }, outputs: { h }, loss: h });',
    "'Tensor<readonly [10]>' is not assignable to type 'Tensor<readonly []>'",
  ],
  "one loss of several that is a vector": [
    'nn.network({ name: "n", inputs: { x, y }, outputs: { h }, loss: [nn.sum(h), h] });',
    "'Tensor<readonly [10]>' is not assignable to type 'Tensor<readonly []>'",
  ],
  "a tensor of another rank": ["nn.squaredError(n, W);", ...argument("readonly [10, 2]", "readonly [number]")],
  "an annotation": [
    "const z: nn.Tensor<readonly [3]> = h; nn.exp(z);",
    "'Tensor<readonly [10]>'",
    "'Tensor<readonly [3]>'",
  ],
  "a string for a number": [
    'nn.add(h, "2");',
    "Argument of type 'string' is not assignable to parameter of type 'Operand'",
  ],
  "one operand for add": ["nn.add(h);", "Expected at least 2 arguments, but got 1."],
  "a misspelt option": ["nn.dense(x, 10, { wieght: W });", "'wieght' does not exist in type 'DenseOptions<10, 2>'"],
};

function argument(found: string, expected: string): readonly [string] {
  return [`Argument of type 'Tensor<${found}>' is not assignable to parameter of type 'Tensor<${expected}>'`];
}

/** What an editor shows for a const: a shape, never the machinery that computed it. */
const HOVERS = {
  "export const hover = nn.logistic(nn.dense(x, 10));": "Tensor<readonly [10]>",
  "export const hover = nn.add(nn.mul(2, h), 1, s);": "Tensor<readonly [10]>",
  "export const hover = nn.softmax(nn.matmul(X, nn.transpose(nn.parameter('V', [5, 3]))));":
    'Tensor<readonly ["m", 5]>',
  "export const hover = nn.sum(X, { axis: -1 });": 'Tensor<readonly ["m"]>',
  "export const hover = nn.squaredError(h, n);": "Tensor<readonly []>",
  "export const hover = nn.div(h, n);": "Tensor<readonly [10]>",
  "export const hover = nn.unstandardize(nn.dense(nn.standardize(x), 3), y);": "Tensor<readonly [3]>",
  'export const hover = nn.maxPool2d(nn.relu(nn.conv2d(nn.input("p", [1, 28, 28]), 8, 3)), 2);':
    "Tensor<readonly [8, number, number]>",
  'export const hover = nn.convTranspose1d(nn.input("p", [2, 28]), 4, 3);': "Tensor<readonly [4, number]>",
  'export const hover = nn.dense(nn.flatten(nn.conv1d(nn.input("p", [2, 28]), 8, 3)), 10);': "Tensor<readonly [10]>",
  "export const hover = nn.multiHeadAttention(nn.layerNorm(W), 2);": "Tensor<readonly [10, 2]>",
  "export const hover = nn.concat([h, x]);": "Tensor<readonly [number]>",
  "export const hover = nn.stack([X, X]);": 'Tensor<readonly ["m", 2, 3]>',
  "export const hover = nn.slice(X, { start: 1 });": 'Tensor<readonly ["m", number]>',
  'export const hover = nn.network({ name: "n", inputs: { x }, outputs: { h } });': "Network",
};

// Both compilers read one project: a file for each snippet.
const project = mkdtempSync(join(tmpdir(), "nngen-types-"));
afterAll(() => rmSync(project, { recursive: true, force: true }));
const snippets = [...Object.values(MISTAKES).map(([code]) => code), ...Object.keys(HOVERS)];
const files = snippets.map((_, index) => `snippet${String(index).padStart(3, "0")}.ts`);
const options = {
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noEmit: true,
  // An app may emit declarations of its net.ts: every type that it meets must have a name there.
  declaration: true,
  target: "es2022",
  lib: ["es2023"],
  module: "nodenext",
  types: [],
  allowImportingTsExtensions: true,
  paths: { nngen: [join(root, "src/index.ts")] },
};
for (const [index, file] of files.entries()) {
  writeFileSync(join(project, file), `${PRELUDE}${snippets[index]}\nexport {};\n`);
}
writeFileSync(join(project, "package.json"), '{ "type": "module" }');
writeFileSync(join(project, "tsconfig.json"), JSON.stringify({ compilerOptions: options, files }));

/** What TypeScript says about each file: its diagnostics, each a text of one or more lines. */
type Messages = ReadonlyMap<string, readonly string[]>;

const program6 = ts.createProgram(
  files.map((file) => join(project, file)),
  ts.convertCompilerOptionsFromJson(options, project).options,
);

const messages6 = (): Messages =>
  new Map(
    files.map((file) => {
      const said = ts.getPreEmitDiagnostics(program6, program6.getSourceFile(join(project, file)));
      return [file, said.map((one) => ts.flattenDiagnosticMessageText(one.messageText, "\n"))];
    }),
  );

function messages7(): Messages {
  const compiler = join(root, "node_modules/typescript7/bin/tsc");
  const run = spawnSync(process.execPath, [compiler, "-p", project, "--pretty", "false"], {
    encoding: "utf8",
    cwd: project,
  });
  // A diagnostic starts at the left with its file; its other lines are indented.
  const said = run.stdout.split(/\n(?=\S)/).map((text) => ({ file: /^snippet\d+\.ts/.exec(text)?.[0], text }));
  return new Map(files.map((file) => [file, said.filter((one) => one.file === file).map((one) => one.text)]));
}

const cases = Object.entries(MISTAKES).map(([title, [code, ...parts]], index) => ({ title, code, parts, index }));

describe.each([
  ["6", messages6()],
  ["7", messages7()],
])("TypeScript %s", (_, messages) => {
  const saidAbout = (index: number): readonly string[] => messages.get(files[index] ?? "") ?? [];

  it.each(cases)("$title: $code", ({ parts, index }) => {
    expect(saidAbout(index)).toHaveLength(1);
    for (const part of parts) expect(saidAbout(index)[0]).toContain(part);
  });

  it("has nothing to say about what is right", () => {
    const right = files.map((_, index) => index).slice(cases.length);
    expect(right.flatMap(saidAbout)).toEqual([]);
  });
});

describe("an editor shows", () => {
  it.each(Object.entries(HOVERS).map(([code, shown], index) => ({ code, shown, index })))(
    "$shown for $code",
    ({ shown, index }) => {
      const source = program6.getSourceFile(join(project, files[cases.length + index] ?? ""));
      const checker = program6.getTypeChecker();
      const shownBy = source?.statements.flatMap((statement) =>
        ts.isVariableStatement(statement) ? [...statement.declarationList.declarations] : [],
      );
      const hover = shownBy?.find((declaration) => declaration.name.getText(source) === "hover");
      expect(hover && checker.typeToString(checker.getTypeAtLocation(hover))).toBe(shown);
    },
  );
});
