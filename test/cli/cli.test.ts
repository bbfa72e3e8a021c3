import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { paletteFor, wantsColors } from "../../src/cli/terminal.ts";
import { at } from "../../src/diagnostics/diagnostic.ts";
import { mul, square } from "../../src/ops/arithmetic.ts";
import { CLASSIFIER, NEURON, ROWS } from "../build/nets.ts";
import { folder } from "../load/folder.ts";
import type { Terminal } from "../../src/cli/terminal.ts";
import { nngen } from "./console.ts";

const write = (files: Readonly<Record<string, string>> | string): string =>
  join(folder(typeof files === "string" ? { "net.ts": files } : files), "net.ts");
const beside = (net: string, name: string): string => join(net, "..", name);
const WRONG = NEURON.replace("mul(w, x)", "mul(w, [1])");

/** A neuron whose derivative of the square is wrong. */
function breakSquare(): void {
  vi.spyOn(square, "vjp").mockImplementation(({ on, dy, operands }) => [
    on(mul, [on(mul, [dy, 2.5]), at(operands, 0)]),
  ]);
}
afterEach(() => {
  vi.restoreAllMocks();
});

describe("nngen", () => {
  it.each([["--help"], ["-h"], ["help"]])("%s lists commands, examples and exit codes", async (arg) => {
    const { exit, out, err } = await nngen([arg]);
    expect(exit).toBe(0);
    expect(err).toBe("");
    for (const text of ["compile", "check", "inspect", "train", "Examples:", "Exit codes: 0 done, 1"]) {
      expect(out).toContain(text);
    }
  });

  it.each(["compile", "check", "inspect", "train"])("%s --help has a description and examples", async (command) => {
    for (const args of [
      [command, "--help"],
      ["help", command],
    ]) {
      const { exit, out } = await nngen(args);
      expect(exit).toBe(0);
      expect(out).toContain(`Usage: nngen ${command} [options] <net.ts>`);
      expect(out).toContain(`Examples:\n  nngen ${command} `);
      for (const line of out.split("\n")) expect(line.length).toBeLessThanOrEqual(100);
    }
  });

  it("--version prints the version of the package", async () => {
    const { version }: { version: string } = JSON.parse(readFileSync("package.json", "utf8"));
    expect(await nngen(["--version"])).toEqual({ exit: 0, out: `${version}\n`, err: "" });
  });

  it.each([
    ["nothing at all", [], "Usage: nngen"],
    ["an unknown command", ["comple", "net.ts"], "unknown command 'comple'\n(Did you mean compile?)"],
    [
      "an unknown option",
      ["compile", "net.ts", "--presicion", "f32"],
      "unknown option '--presicion'\n(Did you mean --precision?)",
    ],
    ["a missing argument", ["compile"], "missing required argument 'net.ts', as in nngen compile net.ts\n"],
    [
      "a learning rate",
      ["train", "net.ts", "--lr", "0.1"],
      "There is no option --lr\n = found: --lr\n = hint: The learning rate stands in net.ts: optimizer: adam({ learningRate",
    ],
    ["the same in full", ["train", "net.ts", "--learning-rate=0.1"], "There is no option --learning-rate\n"],
    ["too many arguments", ["check", "a.ts", "b.ts"], "too many arguments"],
    ["an option without its value", ["compile", "net.ts", "--out"], "argument missing"],
    [
      "a wrong precision",
      ["compile", "net.ts", "--precision", "f16"],
      '--precision is "f16"\n = found: "f16"\n = expected: one of f64, f32',
    ],
    ["a wrong style", ["check", "net.ts", "--style", "fast"], "one of auto, readable, unrolled, rolled"],
    [
      "a wrong stage",
      ["inspect", "net.ts", "--stage", "op"],
      "one of graph, ops, adjoint, optimized, schedule, memory, module",
    ],
    [
      "epochs in words",
      ["train", "net.ts", "--epochs", "ten"],
      '--epochs is "ten"\n = found: "ten"\n = expected: a whole number from 1 up',
    ],
    ["no epochs", ["train", "net.ts", "--epochs", "0"], "a whole number from 1 up"],
    ["half a row", ["train", "net.ts", "--batch-size", "0.5"], '--batch-size is "0.5"'],
    ["a negative seed", ["train", "net.ts", "--seed=-1"], "a whole number from 0 up"],
    ["all rows held out", ["train", "net.ts", "--test-split", "1"], "a share from 0 to below 1"],
    ["an empty path", ["train", "net.ts", "--save", ""], "expected: a path"],
  ])("is not to be used with %s", async (_, args, message) => {
    const { exit, out, err } = await nngen(args);
    expect(exit).toBe(2);
    expect(out).toBe("");
    expect(err).toContain(message);
    expect(err).toContain("--help");
    expect(err).not.toMatch(/^\s+at /m);
  });

  it("names all options that are wrong", async () => {
    const { err } = await nngen(["train", "net.ts", "--epochs", "x", "--seed", "y"]);
    expect(err).toContain("--epochs");
    expect(err).toContain("--seed");
  });

  it("shows mistakes at their place, called as one sees it from here", async () => {
    const net = write(WRONG);
    const { exit, out, err } = await nngen(["compile", relative(process.cwd(), net)]);
    expect(exit).toBe(1);
    expect(out).toBe("");
    const path = relative(process.cwd(), net);
    expect(err).toContain(`--> ${path.length < net.length ? path : net}:6:15\n`);
    expect(err).toContain("6 | const z = add(mul(w, [1]), b);\n  |               ^^^^^^^^^^^\n");
    expect(readdirSync(beside(net, "."))).toEqual(["net.ts"]);
  });

  it.each([
    ["compile", "--json"],
    ["check", "--json"],
    ["train", "--json"],
    ["inspect", "--format=json"],
  ])("%s %s gives mistakes as data", async (command, flag) => {
    const net = write(WRONG);
    const { exit, out, err } = await nngen([command, net, flag]);
    expect(exit).toBe(1);
    expect(err).toBe("");
    // As one sees the file from here.
    const near = relative(process.cwd(), net);
    const file = near.length < net.length ? near : net;
    expect(JSON.parse(out)).toMatchObject({ diagnostics: [{ place: { file, line: 6 } }] });
  });

  it("keeps what net.ts prints out of JSON", async () => {
    const log = vi.spyOn(console, "log").mockImplementation(() => undefined);
    const err = vi.spyOn(console, "error").mockImplementation(() => undefined);
    const { out } = await nngen(["inspect", write(`${NEURON}console.log("hello");\n`), "--format", "json"]);
    expect(JSON.parse(out)).toMatchObject({ name: "neuron" });
    expect(log).not.toHaveBeenCalled();
    expect(err).toHaveBeenCalledWith("hello");
    expect(console.log).toBe(log);
  });

  it("says when something is its own fault, with the stack", async () => {
    vi.spyOn(square, "infer").mockImplementation(() => {
      throw new Error("broken");
    });
    const { exit, err } = await nngen(["inspect", write(NEURON)]);
    expect(exit).toBe(70);
    expect(err).toContain("a bug in nngen");
    expect(err).toMatch(/Error: broken\n +at /);
  });
});

describe("nngen compile", () => {
  it("writes the module and says what it is", async () => {
    const net = write(NEURON);
    const { exit, out, err } = await nngen(["compile", net]);
    expect([exit, err]).toEqual([0, ""]);
    expect(out).toMatch(
      /^neuron\n {2}\S+neuron\.ts +written, [\d.,]+ (KB|bytes)\n {2}parameters +2\n {2}weights +none: create\(\{ seed \}\) draws them\n {2}memory +\d+ bytes a network\n/,
    );
    expect(out).toMatch(/gradient +agrees with central differences, largest error \d\.\de-\d+ at [wb]\n$/);
    expect(existsSync(beside(net, "neuron.ts"))).toBe(true);
  });

  it("--check compares with what is written", async () => {
    const net = write(NEURON);
    expect(await nngen(["compile", net, "--check"])).toMatchObject({
      exit: 1,
      err: expect.stringContaining("stale-output"),
    });
    expect(existsSync(beside(net, "neuron.ts"))).toBe(false);
    await nngen(["compile", net]);
    expect(await nngen(["compile", net, "--check"])).toMatchObject({
      exit: 0,
      out: expect.stringContaining("up to date"),
    });
    writeFileSync(net, NEURON.replace("0.5", "0.25"));
    const before = readFileSync(beside(net, "neuron.ts"), "utf8");
    expect(await nngen(["compile", net, "--check"])).toMatchObject({
      exit: 1,
      err: expect.stringContaining("stale-output"),
    });
    expect(readFileSync(beside(net, "neuron.ts"), "utf8")).toBe(before);
  });

  it("--json and --timings say how long each step took", async () => {
    const net = write(NEURON);
    const { out } = await nngen(["compile", net, "--json"]);
    const report = JSON.parse(out);
    expect(report).toMatchObject({ name: "neuron", parameters: 2, files: [{ bytes: expect.any(Number) }] });
    expect(Object.keys(report.timings)).toEqual(
      expect.arrayContaining(["load", "compile", "assemble", "verify", "total"]),
    );
    expect((await nngen(["compile", net, "--timings"])).out).toMatch(/ assemble +\d+ ms\n/);
  });

  it("writes nothing when the gradient is wrong", async () => {
    breakSquare();
    const net = write(NEURON);
    const { exit, err } = await nngen(["compile", net]);
    expect(exit).toBe(1);
    expect(err).toContain("error[gradient-mismatch]: The emitted gradient of w is");
    expect(readdirSync(beside(net, "."))).toEqual(["net.ts"]);
  });

  it.each([
    ["a folder", ["--out", "."], "output-is-folder"],
    ["a file of other origin", ["--out", "mine.ts"], "output-not-ours"],
    ["another language", ["--out", "net.py"], "bad-option"],
    ["weights that are missing", ["--weights", "gone.safetensors"], "file-not-found"],
    ["weights that are none", ["--weights", "mine.ts"], "bad-weights"],
  ])("refuses %s", async (_, [flag = "", path = ""], code) => {
    const net = write({ "net.ts": NEURON, "mine.ts": "export const mine = 1;\n" });
    const { exit, err } = await nngen(["compile", net, flag, beside(net, path)]);
    expect([exit, err.slice(0, err.indexOf("]"))]).toEqual([1, `error[${code}`]);
    expect(readFileSync(beside(net, "mine.ts"), "utf8")).toBe("export const mine = 1;\n");
    expect(readdirSync(beside(net, ".")).toSorted()).toEqual(["mine.ts", "net.ts"]);
  });
});

describe("a file that is no net.ts", () => {
  it.each([
    ["data", "rows.csv", "a,b\n1,2\n", '"rows.csv" is no TypeScript file'],
    ["an app", "app.ts", "export const two = 2;\n", "app.ts has no default export"],
    ["one that throws", "wrong.ts", "throw new Error('no');\n", "hint: wrong.ts threw this while it ran"],
  ])("is called by its name: %s", async (_, name, text, message) => {
    const { exit, err } = await nngen(["compile", beside(write({ "net.ts": NEURON, [name]: text }), name)]);
    expect(exit).toBe(1);
    expect(err.replace(/"[^"]*\//, '"')).toContain(message);
  });
});

describe("nngen check", () => {
  it("shows a row for each parameter, the derivative that differs most", async () => {
    const { exit, out } = await nngen(["check", write(CLASSIFIER)]);
    expect(exit).toBe(0);
    expect(out).toMatch(/derivative +analytic +gradApprox +difference\n/);
    expect(out).toMatch(/∂J\/∂scores\.weight\[[01], [01]\] +-?0\.\d+ +-?0\.\d+ +\d\.\de-\d+ +ok\n/);
    expect(out).toMatch(/∂J\/∂scores\.bias\[[01]\] /);
    expect(out.match(/∂J/g)).toHaveLength(2);
    expect(out).toMatch(/6 derivatives checked, largest difference \d\.\de-\d+\n$/);
  });

  it("--all shows every derivative, --json too", async () => {
    const net = write(CLASSIFIER);
    expect((await nngen(["check", net, "--all"])).out.match(/∂J/g)).toHaveLength(6);
    const { ok, rows } = JSON.parse((await nngen(["check", net, "--json"])).out);
    expect(ok).toBe(true);
    expect(rows).toHaveLength(6);
    expect(rows[0]).toMatchObject({ parameter: "scores.weight", index: 0, ok: true });
  });

  it("fails for a wrong gradient, and shows what is wrong", async () => {
    breakSquare();
    const net = write(NEURON);
    const { exit, out, err } = await nngen(["check", net]);
    expect(exit).toBe(1);
    expect(out.match(/WRONG/g)).toHaveLength(2);
    expect(err).toContain("error[gradient-mismatch]");
    const asJson = await nngen(["check", net, "--json"]);
    expect([asJson.exit, JSON.parse(asJson.out).ok, asJson.err]).toEqual([1, false, ""]);
  });

  it("says so where nothing is trained", async () => {
    const net = write(NEURON.replace(/ *loss:.*\n/, "").replace("x, t }", "x }"));
    expect(await nngen(["check", net])).toMatchObject({ exit: 0, out: expect.stringContaining("nothing is trained") });
  });
});

describe("nngen inspect", () => {
  it.each([
    ["graph", "add("],
    ["ops", "t1 = w·x"],
    ["adjoint", "w̄ = t̄1·x"],
    ["optimized", "w"],
    ["module", "export function create"],
  ])("--stage %s shows it, as text and as JSON", async (stage, text) => {
    const net = write(NEURON);
    const shown = await nngen(["inspect", net, "--stage", stage]);
    expect([shown.exit, shown.err]).toEqual([0, ""]);
    expect(shown.out).toContain(text);
    const data = await nngen(["inspect", net, "--stage", stage, "--format", "json"]);
    expect(data.exit).toBe(0);
    expect(typeof JSON.parse(data.out)).toBe("object");
    expect(readdirSync(beside(net, "."))).toEqual(["net.ts"]);
  });

  it("has no adjoint to show without a loss", async () => {
    const net = write(NEURON.replace(/ *loss:.*\n/, "").replace("x, t }", "x }"));
    expect(await nngen(["inspect", net, "--stage", "adjoint"])).toMatchObject({
      exit: 1,
      err: expect.stringContaining("no-loss"),
    });
  });

  it("shows names without obeying them", async () => {
    const net = write(
      NEURON.replace('input("x")', 'input("\\u001B[31mred\\u202E")').replace("{ x, t }", '{ ["\\u001B[31mx"]: x, t }'),
    );
    for (const stage of ["graph", "ops", "adjoint", "optimized"]) {
      const { exit, out } = await nngen(["inspect", net, "--stage", stage]);
      expect(exit).toBe(0);
      expect(out.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\u202E]/u);
    }
  });
});

describe("nngen train", () => {
  const files = { "net.ts": CLASSIFIER, "rows.csv": ROWS };

  it("prints the scores and the file written, and is quiet otherwise", async () => {
    const net = write(files);
    const save = beside(net, "w.safetensors");
    const { exit, out, err } = await nngen(["train", net, "--epochs", "20", "--save", save]);
    expect([exit, err]).toEqual([0, ""]);
    expect(out).toMatch(/^classifier: 20 epochs\n/);
    expect(out).toMatch(/ train, 32 rows +\d\.\d{4} +[01]\.\d{4}.*\n +test, 8 rows +\d\.\d{4} +[01]\.\d{4}/);
    expect(out).toContain(`weights written to ${save}, `);
    expect(existsSync(save)).toBe(true);
    const compiled = await nngen(["compile", net, "--inference-only", "--weights", save]);
    expect(compiled.exit).toBe(0);
  });

  it("--json gives them as data", async () => {
    const { out } = await nngen(["train", write(files), "--epochs", "2", "--json"]);
    expect(JSON.parse(out)).toMatchObject({ epochs: 2, interrupted: false, rows: { train: 32, test: 8 } });
  });

  it("stops cleanly when it is interrupted", async () => {
    const net = write(files);
    const save = beside(net, "w.safetensors");
    let left = false;
    const onInterrupt: Terminal["onInterrupt"] = (handler) => {
      handler("SIGINT");
      return () => void (left = true);
    };
    const { exit, out } = await nngen(["train", net, "--epochs", "20", "--save", save], { onInterrupt });
    expect(exit).toBe(130);
    expect(out).toContain("classifier: stopped after epoch 0 of 20");
    expect(existsSync(save)).toBe(true);
    expect(left).toBe(true);
  });

  it("keeps to the width of a terminal", async () => {
    const args = ["train", write(files), "--epochs", "3", "--validation-split", "0.2"];
    const { out, err } = await nngen(args, { isInteractive: true, width: 60 });
    expect(err).toBe(`compiling ${args[1]}\n`);
    for (const line of out.split("\n")) expect(line.length).toBeLessThanOrEqual(60);
    expect(out).toMatch(/ +train +validation +test\n +24 rows +8 rows +8 rows\n +loss +\d\.\d{4} .*\n +accuracy /);
  });

  it("shows mistakes in the data where they are", async () => {
    const { exit, err } = await nngen(["train", write({ ...files, "rows.csv": `${ROWS}1,x,no\n` })]);
    expect(exit).toBe(1);
    expect(err).toContain("42 | 1,x,no\n   |   ^\n");
  });
});

describe("colours", () => {
  it("are for terminals, unless NO_COLOR is set or TERM is dumb", () => {
    expect(wantsColors(true, {})).toBe(true);
    expect(wantsColors(false, {})).toBe(false);
    expect(wantsColors(true, { NO_COLOR: "1" })).toBe(false);
    expect(wantsColors(true, { NO_COLOR: "" })).toBe(true);
    expect(wantsColors(true, { TERM: "dumb" })).toBe(false);
    expect(wantsColors(false, { FORCE_COLOR: "1" })).toBe(true);
    expect(wantsColors(true, { FORCE_COLOR: "0" })).toBe(false);
    expect(wantsColors(false, { FORCE_COLOR: "1", NO_COLOR: "1" })).toBe(false);
  });

  it("are used in diagnostics", async () => {
    const { err } = await nngen(["compile", write(WRONG)], { palette: paletteFor(true) });
    expect(err).toContain("\u001B[31merror[");
  });
});
