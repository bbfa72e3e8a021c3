import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addIndex,
  constantIndex,
  indexKey,
  isConstant,
  loopIndex,
  sameIndex,
  scaleIndex,
  substituteIndex,
} from "../../src/ir/affine.ts";
import type { Index } from "../../src/ir/kernel.ts";

const NAMES = ["n", "i", "j"] as const;
const small = fc.integer({ min: -5, max: 5 });
const index: fc.Arbitrary<Index> = fc
  .tuple(small, fc.uniqueArray(fc.constantFrom(...NAMES)), fc.array(small, { minLength: 3, maxLength: 3 }))
  .map(([constant, names, strides]) => ({
    constant,
    terms: names.flatMap((name, i) => (strides[i] === 0 ? [] : [{ index: name, stride: strides[i] ?? 1 }])),
  }));

const POINT: Readonly<Record<string, number>> = { n: 2, i: 3, j: 7 };
const valueOf = (index: Index, point = POINT): number =>
  index.terms.reduce((sum, term) => sum + term.stride * (point[term.index] ?? NaN), index.constant);

describe("affine indices", () => {
  it("are added, scaled and substituted as the numbers that they stand for", () => {
    fc.assert(
      fc.property(index, index, small, fc.constantFrom(...NAMES), (a, b, factor, name) => {
        expect(valueOf(addIndex(a, b))).toBe(valueOf(a) + valueOf(b));
        expect(valueOf(scaleIndex(a, factor)) + 0).toBe(valueOf(a) * factor + 0);
        expect(valueOf(substituteIndex(a, name, b))).toBe(valueOf(a, { ...POINT, [name]: valueOf(b) }));
      }),
      { seed: 4, numRuns: 200 },
    );
  });

  it("are the same where their terms are, in any order; what cancels is gone", () => {
    const ij = addIndex(scaleIndex(loopIndex("i"), 3), loopIndex("j"));
    const ji = addIndex(loopIndex("j"), scaleIndex(loopIndex("i"), 3));
    expect(sameIndex(ij, ji)).toBe(true);
    expect(indexKey(ij)).not.toBe(indexKey(addIndex(ij, constantIndex(1))));
    expect(isConstant(addIndex(loopIndex("i"), scaleIndex(loopIndex("i"), -1)))).toBe(true);
    expect(isConstant(substituteIndex(scaleIndex(loopIndex("i"), 3), "i", constantIndex(2)))).toBe(true);
  });
});
