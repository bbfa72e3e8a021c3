import { infix } from "../ir/notation.ts";
import type { Op } from "../ir/op.ts";
import { elementwise } from "./elementwise.ts";

const anywhere = { range: [-3, 3] } as const;
const awayFromZero = { range: [0.5, 3] } as const;

export const add: Op = elementwise({
  name: "add",
  doc: "a + b",
  arity: 2,
  commutative: true,
  notation: infix("+", "+", 1),
  body: (on, a, b) => on.add(a, b),
  vjp: ({ dy }) => [dy, dy],
  smooth: [anywhere, anywhere],
});

export const sub: Op = elementwise({
  name: "sub",
  doc: "a − b",
  arity: 2,
  notation: infix("−", "-", 1),
  body: (on, a, b) => on.sub(a, b),
  vjp: ({ on, dy }) => [dy, on(neg, [dy])],
  smooth: [anywhere, anywhere],
});

export const mul: Op = elementwise({
  name: "mul",
  doc: "a · b, element by element",
  arity: 2,
  commutative: true,
  notation: infix("·", "\\cdot", 2),
  body: (on, a, b) => on.mul(a, b),
  vjp: ({ on, dy, a, b }) => [on(mul, [dy, b]), on(mul, [dy, a])],
  smooth: [anywhere, anywhere],
});

export const div: Op = elementwise({
  name: "div",
  doc: "a / b",
  arity: 2,
  notation: { form: "fraction" },
  body: (on, a, b) => on.div(a, b),
  // d(a/b)/db = −a/b² = −y/b
  vjp: ({ on, dy, y, b }) => [on(div, [dy, b]), on(neg, [on(div, [on(mul, [dy, y]), b])])],
  smooth: [anywhere, awayFromZero],
});

export const neg: Op = elementwise({
  name: "neg",
  doc: "−a",
  arity: 1,
  notation: { form: "prefix", text: "−", latex: "-" },
  body: (on, a) => on.neg(a),
  vjp: ({ on, dy }) => [on(neg, [dy])],
  smooth: [anywhere],
});

export const reciprocal: Op = elementwise({
  name: "reciprocal",
  doc: "1 / a",
  arity: 1,
  notation: { form: "reciprocal" },
  body: (on, a) => on.div(on.constant(1), a),
  // d(1/u) = −1/u² = −y²
  vjp: ({ on, dy, y }) => [on(mul, [on(neg, [dy]), on(square, [y])])],
  smooth: [awayFromZero],
});

export const square: Op = elementwise({
  name: "square",
  doc: "a²",
  arity: 1,
  notation: { form: "power", exponent: "2" },
  body: (on, a) => on.mul(a, a),
  vjp: ({ on, dy, a }) => [on(mul, [on(mul, [dy, 2]), a])],
  smooth: [anywhere],
});
