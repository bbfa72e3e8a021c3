import { beforeAll, describe, expect, it } from "vitest";
import { difference, mistakeOf, resultOf } from "./check.ts";
import type { Result } from "./check.ts";
import type { Contestant, Entry } from "./contestant.ts";
import { c64, compiler } from "./contestants/c.ts";
import { nngen, ours } from "./contestants/nngen.ts";
import { plain, plainLoops } from "./contestants/plain.ts";
import { dataOf } from "./data.ts";
import type { Data } from "./data.ts";
import { SWEEP, WORKLOADS, inputsOf, outputsOf } from "./workloads.ts";
import type { Workload } from "./workloads.ts";

const judged = async (entry: Entry, workload: Workload, data: Data, expected: Result): Promise<string | undefined> => {
  const one = await entry.make(workload, data);
  return typeof one === "string" ? one : mistakeOf(entry, one, workload, data, expected);
};

const LOOPS = compiler() === undefined ? [plain] : [plain, c64];

describe.each(WORKLOADS)("$name", (workload) => {
  const data = dataOf(workload);
  let expected: Result;
  beforeAll(async () => {
    expected = resultOf(await ours(workload, data), workload);
  });

  it("has examples for all its batches", () => {
    const rows = workload.count * workload.batches;
    expect([data.x.length, data.y.length]).toEqual([rows * inputsOf(workload.net), rows * outputsOf(workload.net)]);
    expect(data.batches.flatMap(({ x }) => [...x])).toEqual([...data.x]);
    expect(data.batches.flatMap(({ y }) => [...y])).toEqual([...data.y]);
  });

  it.each(LOOPS)("is computed by $name as by the emitted module", async (entry) =>
    expect(await judged(entry, workload, data, expected)).toBeUndefined(),
  );
});

it("a sweep goes from 1 to 512 a side, each net once", () => {
  expect(new Set(SWEEP.map(({ name }) => name)).size).toBe(SWEEP.length);
  for (const name of ["1-1-1", "512-512-512 ×16", "512-1", "1-512 ×16"])
    expect(SWEEP.map((workload) => workload.name)).toContain(name);
});

describe("a contestant that computes something else", () => {
  const workload = WORKLOADS[2] ?? { name: "", net: { kind: "dense", sizes: [1, 1], hidden: "relu", output: "linear" }, count: 1, batches: 1 }; // prettier-ignore
  const data = dataOf(workload);
  const judgement = async (entry: Entry): Promise<string | undefined> =>
    judged(entry, workload, data, resultOf(await ours(workload, data), workload));
  const changed = (change: (loops: Contestant) => Partial<Contestant>): Entry => ({
    ...plain,
    make: () => {
      const loops = plainLoops(workload, data);
      return { ...loops, ...change(loops) };
    },
  });

  it("is found by its predictions", async () => {
    const wrong = changed(({ outputs }) => ({ outputs: () => Array.from(outputs(), (p) => p * (1 + 1e-8)) }));
    expect(await judgement(wrong)).toMatch(/^its outputs differ by 1\.0e-8$/);
  });

  it("is found by its parameters after training", async () => {
    const lazy = changed(() => ({ trainStep: () => undefined }));
    expect(await judgement(lazy)).toMatch(/^its parameters differ by /);
  });

  it("is found by numbers that are none", async () => {
    const wrong = changed(() => ({ outputs: () => [NaN, 0, 1] }));
    expect(await judgement(wrong)).toMatch(/^its outputs differ/);
  });

  it("is measured against our module of the net that it trains in its place", async () => {
    const instead = { ...workload, net: { ...workload.net, output: "crossEntropies" } } as Workload;
    const other: Entry = { ...nngen, make: async () => ({ ...(await ours(instead, data)), instead: instead.net }) };
    expect(await judgement(other)).toBeUndefined();
  });
});

it("a difference is relative to the largest number, and infinite where one is missing", () => {
  expect(difference([1, -200], [2, -200])).toBe(1 / 200);
  expect(difference([1, 2], [1])).toBe(Infinity);
  expect(difference([0, 0], [0, 0])).toBe(0);
});
