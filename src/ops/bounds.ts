/** The larger of two numbers, the smaller, and a number kept between two others. NaN goes through. */
import { call } from "../ir/notation.ts";
import type { Op } from "../ir/op.ts";
import { mul } from "./arithmetic.ts";
import { less } from "./comparison.ts";
import { elementwise } from "./elementwise.ts";
import type { Rule } from "./elementwise.ts";
import { equal, greater, select } from "./piecewise.ts";

const apart = [{ range: [-3, -0.1] }, { range: [0.1, 3] }] as const;

/** What an operand receives that wins where `wins` is 1: all there, half where both are equal. */
const share = <T>({ on, dy, a, b }: Rule<T>, wins: T): T =>
  on(select, [wins, dy, on(select, [on(equal, [a, b]), on(mul, [dy, 0.5]), 0])]);

export const maximum: Op = elementwise({
  name: "maximum",
  doc: "the larger of a and b; equal ones share the gradient equally",
  arity: 2,
  commutative: true,
  notation: call("max", "\\max"),
  body: (on, a, b) => on.max(a, b),
  vjp: (rule) => [share(rule, rule.on(greater, [rule.a, rule.b])), share(rule, rule.on(less, [rule.a, rule.b]))],
  smooth: apart,
  edges: [
    { at: [1, 1], value: 1, gradient: [0.5, 0.5] },
    { at: [-1, 2], value: 2, gradient: [0, 1] },
    { at: [NaN, 1], value: NaN },
  ],
});

export const minimum: Op = elementwise({
  name: "minimum",
  doc: "the smaller of a and b; equal ones share the gradient equally",
  arity: 2,
  commutative: true,
  notation: call("min", "\\min"),
  body: (on, a, b) => on.min(a, b),
  vjp: (rule) => [share(rule, rule.on(less, [rule.a, rule.b])), share(rule, rule.on(greater, [rule.a, rule.b]))],
  smooth: apart,
  edges: [
    { at: [1, 1], value: 1, gradient: [0.5, 0.5] },
    { at: [-1, 2], value: -1, gradient: [1, 0] },
    { at: [1, NaN], value: NaN },
  ],
});

export const clamp: Op = elementwise({
  name: "clamp",
  doc: "a, but low where a < low, and high where a > high; at its edges the gradient passes",
  arity: 3,
  notation: call("clamp"),
  body: (on, a, low, high) => on.select(on.less(a, low), low, on.select(on.less(high, a), high, a)),
  vjp: ({ on, dy, a, b: low, c: high }) => {
    const [below, above] = [on(less, [a, low]), on(greater, [a, high])];
    return [
      on(select, [below, 0, on(select, [above, 0, dy])]),
      on(select, [below, dy, 0]),
      on(select, [below, 0, on(select, [above, dy, 0])]),
    ];
  },
  smooth: [{ range: [-0.9, 0.9] }, { range: [-3, -1] }, { range: [1, 3] }],
  edges: [
    { at: [-1, -1, 1], value: -1, gradient: [1, 0, 0] },
    { at: [1, -1, 1], value: 1, gradient: [1, 0, 0] },
    { at: [-2, -1, 1], value: -1, gradient: [0, 1, 0] },
    { at: [2, -1, 1], value: 1, gradient: [0, 0, 1] },
    { at: [NaN, -1, 1], value: NaN },
  ],
});
