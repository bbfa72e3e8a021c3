import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { exampleData, readData, requireReadable } from "../../src/build/init/data.ts";
import { isRowLike } from "../../src/build/init/columns.ts";
import type { DataFile } from "../../src/build/init/data.ts";
import { aimOf, guessTarget, tasksOf } from "../../src/build/init/guess.ts";
import type { Wishes } from "../../src/build/init/guess.ts";
import { targetName } from "../../src/build/init/net.ts";
import { planProject, writeProject } from "../../src/build/init/project.ts";
import { buildModule, writeOutput } from "../../src/build.ts";
import { folder } from "../load/folder.ts";
import { mistakesOf } from "../load/mistakes.ts";

const data = (text: string): DataFile => readData(join(folder({ "rows.csv": text }), "rows.csv"));

/** A table of that many rows, from functions of the row's number. */
const rows = (count: number, columns: Readonly<Record<string, (i: number) => unknown>>): DataFile =>
  data(
    [
      Object.keys(columns).join(","),
      ...Array.from({ length: count }, (_, i) => Object.values(columns).map((cell) => String(cell(i)))),
    ].join("\n"),
  );

const aim = ({ columns, rows: count }: DataFile, wishes: Wishes = {}): ReturnType<typeof aimOf> =>
  aimOf(columns, count, wishes);

const wave = (i: number): string => Math.sin(i * 1.7).toFixed(3);
const kind = (i: number): string => (i % 2 === 0 ? "no" : "yes");

describe("what is predicted", () => {
  it.each([
    ["the last column", { a: wave, b: wave, c: wave }, "c", "regression"],
    ["a column that is called so", { Class: kind, a: wave, b: wave }, "Class", "classification"],
    ["words as classes", { a: wave, b: kind }, "b", "classification"],
    ["0 and 1 as classes", { a: wave, b: (i: number) => i % 2 }, "b", "classification"],
    ["other whole numbers as numbers", { a: wave, b: (i: number) => 3 + (i % 4) }, "b", "regression"],
    ["no dates", { a: wave, b: wave, day: (i: number) => `2024-01-${10 + i}` }, "b", "regression"],
    ["no constant", { a: wave, b: wave, one: () => 1 }, "b", "regression"],
  ])("is %s", (_, columns, target, task) => {
    expect(aim(rows(20, columns))).toMatchObject({ task, target: { name: target } });
  });

  it("is what the user says", () => {
    const file = rows(20, { a: wave, b: (i) => i % 3, c: wave });
    expect(aim(file, { target: "a" })).toMatchObject({ task: "regression", target: { name: "a" } });
    expect(aim(file, { target: "b", task: "regression" })).toMatchObject({ task: "regression" });
    expect(aim(file, { features: ["b"] }).features.map(({ name }) => name)).toEqual(["b"]);
  });

  it("has its classes in order: by the alphabet, or by size", () => {
    expect(aim(rows(20, { a: wave, b: (i) => ["red", "blue"][i % 2] })).target.values).toEqual(["blue", "red"]);
    const many = rows(30, { a: wave, class: (i) => (i % 11) + 1 });
    expect(aim(many).target.values.slice(-3)).toEqual(["9", "10", "11"]);
  });

  it("leaves out what a network cannot read, and says why", () => {
    const file = rows(20, {
      id: (i) => i + 1,
      day: (i: number) => `2024-01-${10 + i}`,
      town: (i) => ["Rome", "Oslo"][i % 2],
      one: () => 1,
      none: () => "",
      "": wave,
      price: (i) => `${i} %`,
      land: () => "Peru",
      year: (i) => 1990 + i,
      y: wave,
    });
    const { features, leftOut } = aim(file);
    expect(features.map(({ name }) => name)).toEqual(["year"]);
    expect(Object.fromEntries(leftOut.map(({ name, reason }) => [name, reason]))).toEqual({
      id: "it numbers the rows",
      day: 'it holds dates such as "2024-01-10"; write them as numbers to use them',
      town: 'it holds text such as "Rome"; write it as columns of 0 and 1 to use it',
      one: "all its cells are 1",
      none: "it is empty",
      "": "it has no name in the first line",
      price: 'it holds text such as "0 %"; write it as plain numbers to use it',
      land: 'all its cells are "Peru"',
    });
  });

  it.each([
    ["a target that is not there", { target: "z" }, "unknown-column"],
    ["a feature that is not there", { features: ["z"] }, "unknown-column"],
    ["a target of dates", { target: "day" }, "no-target"],
    ["a constant target", { target: "one" }, "no-target"],
    ["regression of words", { target: "kind", task: "regression" }, "no-target"],
    ["classes that do not repeat", { target: "a", task: "classification" }, "no-target"],
    ["features of words", { features: ["a", "kind"], target: "b" }, "bad-option"],
    ["a feature that is the target", { features: ["a", "kind"], target: "kind" }, "bad-option"],
    ["a feature that is the target as it is guessed", { features: ["kind"] }, "bad-option"],
  ] satisfies readonly (readonly [string, Wishes, string])[])("is not %s", async (_, wishes, code) => {
    const day = (i: number): string => `2024-01-${10 + i}`;
    const file = rows(20, { day, one: () => 1, b: wave, kind, a: wave });
    expect(await mistakesOf(() => aim(file, wishes))).toMatchObject([{ code }]);
  });

  it("is nothing where no column will do", async () => {
    expect(guessTarget(rows(20, { one: () => 1 }).columns, 20)).toBeUndefined();
    expect(await mistakesOf(() => aim(rows(20, { one: () => 1 })))).toMatchObject([{ code: "no-target" }]);
    expect(tasksOf({ ...rows(20, { a: wave }).columns[0], ...EMPTY }, 20)).toEqual([]);
  });

  it.each([
    ["one row", () => rows(1, { a: wave, b: wave }), "One row shows nothing"],
    ["constants", () => rows(9, { a: () => 1, b: () => 2 }), "the same in all rows"],
    ["one column", () => rows(9, { a: wave }), "A file of one column"],
    ["constants beside the target", () => rows(9, { a: () => 1, y: wave }), "the same in every row"],
    ["words beside the target", () => rows(9, { a: kind, y: wave }), "columns of 0 and 1"],
  ])("is nothing, for a reason that fits: %s", async (_, file, hint) => {
    expect(await mistakesOf(() => aim(file()))).toMatchObject([{ hint: expect.stringContaining(hint) }]);
  });

  it("is told from a file without a header", () => {
    const like = (...names: readonly string[]): boolean => isRowLike(names.map((name) => ({ name })));
    expect(like("5.1", "3.5", "1.4", "0.2", "setosa")).toBe(true);
    expect(like("3", "1", "2")).toBe(true);
    expect(like("0", "1", "2")).toBe(false);
    expect(like("town", "1990", "1991")).toBe(false);
    expect(like("v1.0", "a.b", "e")).toBe(false);
  });
});

const EMPTY = { name: "a", isNumeric: false, isWhole: false, missing: 20, sample: "", values: [], counts: false };

describe("the data", () => {
  it.each([
    ["missing values", "a,b\n1,2\n,3\n4,NA\n5,6\n7,8\n", ["not-a-number", "not-a-number"]],
    ["letters among numbers", "a,b\n1,2\n2,3\n4,1O\n5,6\n7,8\n", ["not-a-number"]],
    ["a label without its class", "a,b\n1,no\n2,yes\n4,\n5,no\n7,yes\n", ["unknown-class"]],
  ])("is refused for %s, where they are", async (_, text, codes) => {
    const file = data(text);
    const found = await mistakesOf(() => requireReadable(file, aim(file)));
    expect(found.map(({ code }) => code)).toEqual(codes);
    expect(found[0]?.place?.line).toBeGreaterThan(1);
  });

  it.each([
    ["a ragged row", "a,b\n1,2\n3\n", "bad-csv"],
    ["no rows", "a,b\n", "empty-data"],
    ["nothing", "", "empty-data"],
    ["a name that stands twice", "a,a\n1,2\n", "bad-csv"],
  ])("is refused for %s", async (_, text, code) => {
    expect(await mistakesOf(() => data(text))).toMatchObject([{ code }]);
  });

  it("must be there", async () => {
    const root = folder({ "rows.csv": "a,b\n1,2\n" });
    expect(await mistakesOf(() => readData(join(root, "row.csv")))).toMatchObject([
      { code: "file-not-found", hint: 'Did you mean "rows.csv"?' },
    ]);
  });
});

describe("names", () => {
  it.each([
    ["Species", "species"],
    ["Petal.Length", "petalLength"],
    ["IS_OK", "isOK"],
    ["class", "y"],
    ["label", "y"],
    ["hidden2", "y"],
    ["日本", "y"],
    ["2nd", "y"],
    ["__proto__", "proto"],
    ["`${process.exit()}`", "processExit"],
  ])("of columns become identifiers: %s", (name, identifier) => {
    expect(targetName({ ...EMPTY, name })).toBe(identifier);
  });
});

/** What TypeScript says about a project, under its own tsconfig. */
function problems(root: string): readonly string[] {
  const path = join(root, "tsconfig.json");
  const config = ts.parseJsonConfigFileContent(ts.readConfigFile(path, ts.sys.readFile).config, ts.sys, root);
  const paths = { nngen: [join(process.cwd(), "src/index.ts")] };
  const program = ts.createProgram(config.fileNames, {
    ...config.options,
    noEmit: true,
    rootDir: "/",
    allowImportingTsExtensions: true,
    paths,
  });
  return ts.getPreEmitDiagnostics(program).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, " "));
}

describe("a project", () => {
  const hostile = `"a""\`\${x}*/</script>","b\u2028", c ,"constructor"\n${Array.from({ length: 20 }, (_, i) => `${wave(i)},${i},${wave(i + 3)},"${i % 2 === 0 ? "'*/" : "`${1}"}"`).join("\n")}\n`;
  it.each([
    ["an example", undefined, [10]],
    ["hostile names", hostile, [3, 2]],
  ])("of %s compiles, and is right under its own tsconfig", async (_, text, hidden) => {
    const root = join(folder({}), "new");
    const file = text === undefined ? exampleData() : data(text);
    const project = await planProject({ folder: root, data: file, aim: aim(file), hidden });
    expect(existsSync(root)).toBe(false);
    writeProject(project);
    expect(readdirSync(root)).toEqual(expect.arrayContaining(["net.ts", "app.ts", ".gitignore", "package.json"]));
    const build = await buildModule(project.net);
    writeOutput(build);
    expect(build.loaded.network.data?.columns).toMatchObject({ x: aim(file).features.map(({ name }) => name) });
    expect(problems(root)).toEqual([]);
  });

  it("is written where only npm, git and the data have been, and completes package.json", async () => {
    const manifest = { name: "mine", type: "commonjs", scripts: { start: "mine" }, dependencies: { nngen: "1" } };
    const root = folder({
      "package.json": JSON.stringify(manifest, null, 4),
      "node_modules/nngen/package.json": "{}",
      ".git/HEAD": "",
      ".gitignore": "mine\n",
      "data/rows.csv": `a,b\n${Array.from({ length: 9 }, (_, i) => `${i},${wave(i)}`).join("\n")}\n`,
    });
    const file = readData(join(root, "data/rows.csv"));
    writeProject(await planProject({ folder: root, data: file, aim: aim(file), hidden: [4] }));
    const written = readFileSync(join(root, "package.json"), "utf8");
    expect(JSON.parse(written)).toMatchObject({
      name: "mine",
      type: "module",
      scripts: { start: "mine", compile: "nngen compile net.ts --weights rows.safetensors" },
      dependencies: { nngen: "1" },
      devDependencies: { typescript: expect.any(String) },
    });
    expect(JSON.parse(written).devDependencies).not.toHaveProperty("nngen");
    expect(written).toContain('\n    "name"');
    expect(readFileSync(join(root, ".gitignore"), "utf8")).toBe("mine\n");
    expect(readFileSync(join(root, "net.ts"), "utf8")).toContain('csv("data/rows.csv"');
    expect(readdirSync(root)).not.toContain("rows.csv");
  });

  it.each([
    ["a folder in use", { "notes.txt": "" }, "folder-not-empty"],
    ["a package.json that is none", { "package.json": "[" }, "folder-not-empty"],
  ])("is refused for %s, and nothing is written", async (_, files, code) => {
    const root = folder(files);
    const file = exampleData();
    const spec = { folder: root, data: file, aim: aim(file), hidden: [10] };
    expect(await mistakesOf(() => planProject(spec))).toMatchObject([{ code }]);
    expect(readdirSync(root)).toEqual(Object.keys(files));
  });

  it("is refused a name that would be that of another file", async () => {
    const file = exampleData();
    const spec = { folder: join(folder({}), "new"), name: "net", data: file, aim: aim(file), hidden: [10] };
    expect(await mistakesOf(() => planProject(spec))).toMatchObject([{ code: "bad-option" }]);
  });
});
