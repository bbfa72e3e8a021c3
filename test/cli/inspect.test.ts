import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { NEURON } from "../build/nets.ts";
import { folder } from "../load/folder.ts";
import { nngen } from "./console.ts";

describe("nngen inspect", () => {
  it.each([
    ["a picture of a list", ["--format", "svg"], "one of text, json, latex for --stage ops"],
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
      expect(await nngen(args)).toEqual({ exit: 0, out: "", err: "" });
      expect(await nngen(args)).toEqual({ exit: 0, out: "", err: "" });
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
});
