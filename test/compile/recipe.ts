import * as fc from "fast-check";
import type { Style } from "../../src/compile.ts";
import { LOSSES, OPTIMIZERS, REGULARIZERS } from "./choices.ts";
import type { Step } from "./scope.ts";
import { RULES } from "./steps.ts";

const small = fc.nat({ max: 5 });
const step: fc.Arbitrary<Step> = fc.record({
  // The two that stand for many come more often.
  kind: fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom("map", "with") },
    { weight: 7, arbitrary: fc.constantFrom(...Object.keys(RULES)) },
  ),
  from: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat({ max: 3 }) }),
  other: fc.nat({ max: 3 }),
  a: fc.nat({ max: 40 }),
  b: small,
  c: small,
});

/** Everything that a random graph is made from. */
export interface Recipe {
  /** The examples are written out: ["m", 3]. */
  readonly rows: boolean;
  /** Extents up to 40, so that loops are tiled; few steps. Else extents of up to 5, and more steps. */
  readonly large: boolean;
  readonly shape: readonly number[];
  readonly standardize: boolean;
  readonly steps: readonly Step[];
  /** A dense layer before the loss; without one, the loss takes what there is. */
  readonly head: number;
  readonly loss: number;
  readonly regularizer: number;
  readonly optimizer: number;
  /** In which style it is compiled, where not in all. */
  readonly style: Style;
  /** How many examples there are. */
  readonly count: number;
  /** Of parameters and rows. */
  readonly seed: number;
}

const any: fc.Arbitrary<Recipe> = fc.record({
  rows: fc.nat({ max: 5 }).map((n) => n === 5),
  large: fc.noBias(fc.nat({ max: 4 })).map((n) => n === 4),
  shape: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 3 }),
  standardize: fc.nat({ max: 4 }).map((n) => n === 4),
  steps: fc.array(step, { minLength: 1, maxLength: 5 }),
  head: fc.nat({ max: 3 }),
  loss: fc.nat({ max: LOSSES.length - 1 }),
  regularizer: fc.nat({ max: REGULARIZERS.length - 1 }),
  optimizer: fc.nat({ max: OPTIMIZERS.length - 1 }),
  style: fc.constantFrom<Style>("auto", "rolled", "auto", "unrolled", "auto", "rolled", "readable"),
  count: fc.constantFrom(3, 5, 4, 9, 1),
  seed: fc.nat({ max: 1_000 }),
});

/**
 * Plain loops do the same in large graphs and small ones, and what is written out takes long: large ones are tiled. Blocks of
 * examples are theirs, too.
 */
export const recipe: fc.Arbitrary<Recipe> = any.map((one) =>
  one.large ? { ...one, style: "auto" } : { ...one, count: Math.min(one.count, 3) },
);
