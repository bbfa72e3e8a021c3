import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { apportion, partition } from "../../../src/build/training/partition.ts";
import type { Data } from "../../../src/load/csv.ts";

/** Rows that know their number. */
const rows = (count: number): Data => ({
  count,
  values: new Map([["x", Float64Array.from({ length: count }, (_, i) => i)]]),
});
const numbers = ({ values }: Data): readonly number[] => [...(values.get("x") ?? [])];

describe("a partition", () => {
  it("gives every class its share of every part", () => {
    const classes = Uint32Array.from({ length: 150 }, (_, i) => Math.floor(i / 50));
    const parts = partition(rows(150), { test: 0.2, validation: 0.1, seed: 3 }, classes);
    const counts = (part: Data): readonly number[] =>
      [0, 1, 2].map((k) => numbers(part).filter((row) => classes[row] === k).length);
    expect([parts.train, parts.validation, parts.test].map(counts)).toEqual([
      [35, 35, 35],
      [5, 5, 5],
      [10, 10, 10],
    ]);
  });

  it("holds every row once, in order, and leaves one to train on", () => {
    const share = fc.double({ min: 0, max: 0.999, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(fc.nat(3), { minLength: 1, maxLength: 40 }),
        share,
        share,
        fc.nat(),
        (of, test, validation, seed) => {
          const parts = partition(rows(of.length), { test, validation, seed }, Uint32Array.from(of));
          expect(parts.train.count).toBeGreaterThan(0);
          const all = [parts.train, parts.validation, parts.test].map(numbers);
          for (const part of all) expect(part).toEqual(part.toSorted((a, b) => a - b));
          expect(all.flat().toSorted((a, b) => a - b)).toEqual(of.map((_, i) => i));
        },
      ),
    );
  });

  it("is another one for another seed", () => {
    const test = (seed: number): readonly number[] =>
      numbers(partition(rows(50), { test: 0.3, validation: 0, seed }).test);
    expect(test(1)).toEqual(test(1));
    expect(test(1)).not.toEqual(test(2));
  });

  it("apportions by largest remainders", () => {
    expect(apportion([50, 50, 50], 31)).toEqual([11, 10, 10]);
    expect(apportion([7, 2, 1], 5)).toEqual([4, 1, 0]);
    expect(apportion([], 0)).toEqual([]);
  });
});
