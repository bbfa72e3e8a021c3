import { describe, expect, it } from "vitest";
import { bytes, duration, short } from "./format.ts";
import { judge } from "./goals.ts";
import { plotOf } from "./plot.ts";
import { between } from "./publish.ts";
import type { Results } from "./results.ts";
import { sweepText, worstOf } from "./sweep.ts";
import { report } from "./table.ts";

describe("numbers", () => {
  it.each([
    [0.0602, "0.0602"], [0.5, "0.50"], [0.9996, "1.00"], [1, "1.00"], [2.504, "2.50"], [12.34, "12.3"], [999.7, "1,000"], [154321, "154,000"], [0, "0.00"],
  ])("%d is written %s", (value, text) => expect(short(value)).toBe(text)); // prettier-ignore

  it.each([
    [83.21, "83.2 ns"], [5710, "5.71 µs"], [7.1e6, "7.10 ms"], [1.5e9, "1,500 ms"],
  ])("%d ns are written %s", (value, text) => expect(duration(value)).toBe(text)); // prettier-ignore

  it.each([
    [0, "0"], [0.4, "0"], [344, "344"], [49_152, "49.2 K"], [3.2e6, "3.20 M"],
  ])("%d bytes are written %s", (value, text) => expect(bytes(value)).toBe(text)); // prettier-ignore
});

const RESULTS: Results = {
  machine: { cpu: "a processor", cores: 2, system: "linux x64", node: "20.19.0", gcc: "12.2.0 (-O3)", date: "2026-01-02" },
  contestants: [
    { name: "nngen", precision: "f64" },
    { name: "plain loops", precision: "f64" },
    { name: "C f64", precision: "f64" },
    { name: "synaptic", precision: "f64", version: "1.1.4", note: "has another loss." },
    { name: "jax-js wasm", precision: "f32", version: "0.1.25" },
  ],
  rows: [
    {
      name: "iris 2-10-3",
      cells: [
        { step: { time: 155, ratio: 1, bytes: 0 }, predict: { time: 77.31, ratio: 1, bytes: 0 } },
        { step: { time: 310, ratio: 2, bytes: 0 }, predict: { time: 90, ratio: 1.17, bytes: 0 } },
        { step: { time: 77.5, ratio: 0.5 }, predict: { time: 40, ratio: 0.52 } },
        { reason: "has no such thing" },
        { step: { time: 219000, ratio: 1413, bytes: 51234 }, predict: { time: 1e5, ratio: 1290, bytes: 812 } },
      ],
    },
    {
      name: "100-50-10",
      cells: [
        { step: { time: 5710, ratio: 1, bytes: 0 }, predict: { time: 2000, ratio: 1, bytes: 0 } },
        { reason: "is missing" },
        { reason: "is missing" },
        { step: { time: 1.5e6, ratio: 263, bytes: 400 }, predict: { time: 1e5, ratio: 50, bytes: 400 } },
        { step: { time: 22840, ratio: 4, bytes: 51234 }, predict: { time: 20000, ratio: 10, bytes: 812 } },
      ],
    },
  ],
}; // prettier-ignore

describe("the report", () => {
  const lines = report(RESULTS).split("\n");

  it("names the machine, the versions and the precisions", () =>
    expect(lines[0]).toBe(
      "Measured on 2026-01-02: 2 cores of a processor, linux x64, Node 20.19.0, gcc 12.2.0 (-O3); synaptic 1.1.4, jax-js wasm 0.1.25. Numbers are f64 in nngen, plain loops, C f64, synaptic, f32 in the others.",
    ));

  it("tells our time, and the others as multiples of it", () => {
    expect(lines).toContain("| training step | nngen | plain loops | C f64 | synaptic ¹ | jax-js wasm |");
    expect(lines).toContain("| iris 2-10-3 | 155 ns | 2.00 | 0.50 | — | 1,410 |");
    expect(lines).toContain("| 100-50-10 | 2.00 µs | — | — | 50.0 | 10.0 |");
  });

  it("says why there is a dash, and what a contestant does otherwise", () => {
    expect(lines).toContain("¹ synaptic has another loss.");
    expect(lines).toContain("A dash: plain loops is missing; C f64 is missing; synaptic has no such thing.");
  });

  it("has bytes for those that can be counted", () => {
    expect(lines).toContain("| bytes | nngen | plain loops | synaptic ¹ | jax-js wasm |");
    expect(lines).toContain("| iris 2-10-3 | 0, 0 | 0, 0 | — | 51.2 K, 812 |");
  });

  it("has tables of as many cells in every line", () => {
    for (const table of report(RESULTS).split("\n\n").filter((text) => text.startsWith("|")))
      expect(new Set(table.split("\n").map((line) => line.split("|").length)).size).toBe(1); // prettier-ignore
  });
});

describe("goals", () => {
  it("are judged against the fastest that they name, where there are figures", () =>
    expect(judge(RESULTS)).toEqual([
      { text: "iris 2-10-3: 0.50 of the time of plain loops, at most 0.5 wanted", met: true },
      { text: "iris 2-10-3: 2.00 of the time of C f64, at most 1.6 wanted", met: false },
      { text: "100-50-10: the fastest library (jax-js wasm) takes 4.00 times as long, at least 7 wanted", met: false },
    ]));
});

describe("the plot", () => {
  it("has a mark for every figure but ours, in the order of the tables", () =>
    expect(plotOf(RESULTS)).toMatchObject({
      data: {
        values: [
          { workload: "iris 2-10-3", contestant: "plain loops", ratio: 2 },
          { workload: "iris 2-10-3", contestant: "C f64", ratio: 0.5 },
          { workload: "iris 2-10-3", contestant: "jax-js wasm", ratio: 1413 },
          { workload: "100-50-10", contestant: "synaptic", ratio: 263 },
          { workload: "100-50-10", contestant: "jax-js wasm", ratio: 4 },
        ],
      },
    }));
});

describe("a sweep", () => {
  const point = (name: string, what: "step" | "predict", ratio: number) => ({ name, what, time: 10, ratio });
  const points = [
    point("1-1", "step", 0.5), point("1-1", "predict", 1.25), point("2-1", "step", 0.25), point("2-1", "predict", 0.96),
  ]; // prettier-ignore

  it("has the slowest first", () => expect(worstOf(points).map(({ ratio }) => ratio)).toEqual([1.25, 0.96]));

  it("tells the range, and where plain loops are faster", () => {
    const text = sweepText({ date: "2026-01-02", points });
    expect(text).toContain("2 nets");
    expect(text).toContain("a training step took 0.25 to 0.50 (median 0.38) of the time of plain loops");
    expect(text).toContain("a prediction 0.96 to 1.25 (median 1.10).");
    expect(text).toMatch(/Slower than plain loops: 1-1 predict 1\.25\.$/);
  });

  it("says that none is slower where none is", () =>
    expect(sweepText({ date: "2026-01-02", points: points.slice(2) })).toMatch(/None was slower than plain loops\.$/));
});

describe("what is written into a page", () => {
  it("replaces what stands between the markers, again and again", () => {
    const page = between("a\n<!-- bench -->\nold\n<!-- /bench -->\nb\n", "bench", "new");
    expect(page).toBe("a\n<!-- bench -->\n\nnew\n\n<!-- /bench -->\nb\n");
    expect(between(page, "bench", "new")).toBe(page);
  });

  it("is refused by a page without them", () => expect(() => between("a", "bench", "new")).toThrow("<!-- bench -->"));
});
