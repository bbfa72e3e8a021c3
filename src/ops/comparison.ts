/** Comparisons: 1 where they hold, else 0, and 0 where an operand is NaN. They have no gradient. `greater` and `equal` stand in `piecewise`. */
import { infix } from "../ir/notation.ts";
import type { Op } from "../ir/op.ts";
import { elementwise } from "./elementwise.ts";

/** Apart, so that no difference steps over the place where they are equal. */
const apart = [{ range: [-3, -1] }, { range: [1, 3] }] as const;

export const less: Op = elementwise({
  name: "less",
  doc: "1 where a < b, else 0",
  arity: 2,
  notation: infix("<", "<", 1),
  body: (on, a, b) => on.select(on.less(a, b), on.constant(1), on.constant(0)),
  vjp: () => [null, null],
  smooth: apart,
  edges: [
    { at: [1, 1], value: 0 },
    { at: [NaN, 1], value: 0 },
  ],
});

export const lessEqual: Op = elementwise({
  name: "lessEqual",
  doc: "1 where a ≤ b, else 0",
  arity: 2,
  notation: infix("≤", "\\le", 1),
  body: (on, a, b) => on.select(on.lessEqual(a, b), on.constant(1), on.constant(0)),
  vjp: () => [null, null],
  smooth: apart,
  edges: [{ at: [1, 1], value: 1 }],
});

export const greaterEqual: Op = elementwise({
  name: "greaterEqual",
  doc: "1 where a ≥ b, else 0",
  arity: 2,
  notation: infix("≥", "\\ge", 1),
  body: (on, a, b) => on.select(on.lessEqual(b, a), on.constant(1), on.constant(0)),
  vjp: () => [null, null],
  smooth: apart,
  edges: [{ at: [1, 1], value: 1 }],
});
