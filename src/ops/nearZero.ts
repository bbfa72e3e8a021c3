/** Functions that keep their digits where the argument is small. */
import { call } from "../ir/notation.ts";
import type { Op } from "../ir/op.ts";
import { add, div, mul } from "./arithmetic.ts";
import { elementwise } from "./elementwise.ts";

export const log1p: Op = elementwise({
  name: "log1p",
  doc: "ln(1 + a), to all digits also where a is small",
  arity: 1,
  notation: call("log1p"),
  body: (on, a) => on.log1p(a),
  vjp: ({ on, dy, a }) => [on(div, [dy, on(add, [a, 1])])],
  smooth: [{ range: [-0.7, 4] }],
  edges: [
    { at: [1e-300], value: 1e-300, gradient: [1] },
    { at: [-1], value: -Infinity, gradient: [Infinity] },
  ],
});

export const expm1: Op = elementwise({
  name: "expm1",
  doc: "eᵃ − 1, to all digits also where a is small",
  arity: 1,
  notation: call("expm1"),
  body: (on, a) => on.expm1(a),
  vjp: ({ on, dy, y }) => [on(mul, [dy, on(add, [y, 1])])],
  smooth: [{ range: [-3, 3] }],
  edges: [
    { at: [1e-300], value: 1e-300, gradient: [1] },
    { at: [-Infinity], value: -1, gradient: [0] },
  ],
});
