import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { NEURON } from "../build/nets.ts";
import { folder } from "../load/folder.ts";
import { nngen } from "./console.ts";

describe("nngen inspect", () => {
  it.each([
    ["a picture of a list", ["--format", "svg"], "one of text, json, latex for --stage ops"],
    ["a picture of no stage without saying of which", ["--out", "a.svg"], "hint: svg needs --stage graph."],
    ["the module in LaTeX", ["--stage", "module", "--format", "latex"], "one of text, json for --stage module"],
    ["the IR in LaTeX", ["--format", "latex", "--notation", "ir"], "one of ops, course for --stage ops"],
    ["a graph in the IR", ["--stage", "graph", "--notation", "ir"], "one of ops, course for --stage graph"],
    ["a file of text", ["--out", "ops.txt"], "the path of a .json, .tex, .dot or .svg file"],
    ["the module to a file", ["--stage", "module", "--out", "a.json"], "left out for --stage module"],
  ])("refuses %s", async (_, args, expected) => {
    const { exit, err } = await nngen(["inspect", join(folder({ "net.ts": NEURON }), "net.ts"), ...args]);
    expect([exit, err]).toEqual([2, expect.stringContaining(expected)]);
  });

  it.each(["a.json", "a.tex", "a.dot", "a.svg"])(
    "--out %s takes its format from the suffix, and writes again",
    async (name) => {
      const root = folder({ "net.ts": NEURON });
      const args = ["inspect", join(root, "net.ts"), "--stage", "graph", "--out", join(root, name)];
      const { exit, out, err } = await nngen(args);
      expect([exit, err]).toEqual([0, ""]);
      expect(out).toMatch(/^\S+a\.\w+ {2}written, [\d.,]+ (bytes|KB)\n$/);
      expect(await nngen(args)).toEqual({ exit: 0, out, err: "" });
      expect(readFileSync(join(root, name), "utf8")).toContain("halfSquaredError");
    },
  );

  it.each(["a.json", "a.tex", "a.dot", "a.svg"])("leaves %s of other origin alone", async (name) => {
    const root = folder({ "net.ts": NEURON, [name]: "mine" });
    const args = ["inspect", join(root, "net.ts"), "--stage", "graph", "--out", join(root, name)];
    expect(await nngen(args)).toMatchObject({ exit: 1, err: expect.stringContaining("output-not-ours") });
    expect(readFileSync(join(root, name), "utf8")).toBe("mine");
  });

  it("--notation ir is the text form", async () => {
    const { out } = await nngen(["inspect", join(folder({ "net.ts": NEURON }), "net.ts"), "--notation", "ir"]);
    expect(out).toContain("t1 = mul(w, x)");
  });

  it(
    "shows the code that compile makes with the same options, and compile says what it could not do as asked",
    { timeout: 60_000 },
    async () => {
      const net = `import { dense, input, network, softmaxCrossEntropy, tanh } from "nngen";
const [x, y] = [input("x", [64]), input("y", [64])];
const scores = dense(tanh(dense(x, 64)), 64);
export default network({ name: "wide", inputs: { x, y }, outputs: { scores }, loss: softmaxCrossEntropy(scores, y) });
`;
      const path = join(folder({ "net.ts": net }), "net.ts");
      const schedule = async (...args: string[]): Promise<string> =>
        (await nngen(["inspect", path, "--stage", "schedule", ...args])).out;
      expect(await schedule("--style", "rolled")).toMatch(/^backward {3}plain loops/m);
      expect(await schedule("--style", "rolled", "--math", "fast")).not.toBe(await schedule("--style", "rolled"));
      expect(await schedule("--memory", "minimal")).not.toBe(await schedule());
      const { out } = await nngen(["compile", path, "--style", "unrolled", "--json"]);
      expect(JSON.parse(out)).toMatchObject({
        otherwise: expect.arrayContaining([
          { function: "backward", choice: expect.stringMatching(/^(tiled|plain) loops.*more than/) },
        ]),
      });
      expect((await nngen(["compile", path, "--style", "unrolled"])).out).toMatch(
        /^ {2}backward +(tiled|plain) loops/m,
      );
      expect((await nngen(["compile", path])).out).not.toMatch(/tiled loops/);
    },
  );
});
