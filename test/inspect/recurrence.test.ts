import { describe, expect, it } from "vitest";
import { inspectStage } from "../../src/build/inspect.ts";
import type { Format, Stage } from "../../src/build/inspect.ts";
import { compile } from "../../src/compile.ts";
import { DEFAULTS } from "../../src/build.ts";
import * as nn from "../../src/index.ts";
import { programSchema } from "../../src/inspect/schema.ts";

const [x, t] = [nn.input("x", [5, 2]), nn.input("t", [2])];
const h = nn.slice(nn.simpleRnn(x, 2, { returnSequences: true }), { start: -1 });
const y = nn.reshape(h, [2]);
const net = nn.network({ name: "net", inputs: { x, t }, outputs: { y }, loss: nn.halfSquaredError(y, t) });
const compilation = compile(net, new Map(), DEFAULTS);
const shown = async (stage: Stage, format: Format = "text"): Promise<string> =>
  (await inspectStage(compilation, { stage, format, notation: "ops" })).normalize("NFC");

/** Lines without their columns. */
const lines = (text: string): readonly string[] => text.split("\n").map((line) => line.replace(/  +\[.*$/, ""));

describe("a recurrence", () => {
  it("has its step under its line, indented, without a number", async () => {
    const all = lines(await shown("ops"));
    const start = all.findIndex((line) => line.includes("scan("));
    expect(all.slice(start, start + 5)).toEqual([
      " 3  t6 = scan(0, t2, U1)",
      "      x = t2[step]",
      "      t3 = U1·state",
      "      t4 = x + t3",
      "      state ← tanh(t4)",
    ]);
    expect(all[start + 5]).toMatch(/^ 4 {2}t7 = /);
  });

  it("has an adjoint that is one, and all that it reads has a line", async () => {
    const all = lines(await shown("adjoint"));
    expect(all.some((line) => /^ {2}stateBar ← stateIn \+ U1ᵀ·/.test(line))).toBe(true);
    const made = all.flatMap((line) => /^\s*(\S+) [=←]/u.exec(line)?.[1] ?? []);
    const read = all.flatMap((line) => line.split(/[=←]/)[1]?.match(/\b(slice|mul|add|tanh|scan)\.\d+/g) ?? []);
    expect(read.filter((name) => !made.includes(name))).toEqual([]);
  });

  it("is nested in JSON, and indented in LaTeX", async () => {
    for (const stage of ["ops", "adjoint", "optimized"] as const) {
      const { instructions } = programSchema.parse(JSON.parse(await shown(stage, "json")));
      const scans = instructions.filter(({ op }) => op === "scan");
      expect(scans.length).toBe(stage === "ops" ? 1 : 2);
      const [first] = scans;
      expect(first?.body?.parameters).toEqual(["state", "x", "U1"]);
      expect(first?.body?.instructions.at(-1)).toMatchObject({ op: "tanh", value: first?.body?.next });
      expect(first?.attributes).toEqual({ length: 5, axis: expect.any(Number), axes: [expect.any(Number)] });
    }
    expect(await shown("ops", "latex")).toContain("&\\quad \\mathit{state} \\leftarrow \\tanh(t_{4})");
  });
});

it("a scan of one's own stands in the graph's formulas", async () => {
  const start = nn.parameter("start", [2]);
  const states = nn.scan(start, x, (state, xt) => nn.tanh(nn.add(state, xt)));
  const last = nn.reshape(nn.slice(states, { start: -1 }), [2]);
  const own = nn.network({ name: "own", inputs: { x, t }, outputs: { last }, loss: nn.halfSquaredError(last, t) });
  const text = await inspectStage(compile(own, new Map(), DEFAULTS), {
    stage: "graph",
    format: "latex",
    notation: "ops",
  });
  expect(text).toContain("\\operatorname{scan}(\\mathit{start}, x)");
});
