import { call } from "../ir/notation.ts";
import type { Op } from "../ir/op.ts";
import { div, mul, neg, square, sub } from "./arithmetic.ts";
import { elementwise } from "./elementwise.ts";

export const exp: Op = elementwise({
  name: "exp",
  doc: "eᵃ",
  arity: 1,
  notation: call("exp", "e^{#1}"),
  body: (on, a) => on.exp(a),
  vjp: ({ on, dy, y }) => [on(mul, [dy, y])],
  smooth: [{ range: [-3, 3] }],
  edges: [{ at: [-Infinity], value: 0, gradient: [0] }],
});

export const log: Op = elementwise({
  name: "log",
  doc: "ln a; log 0 = −∞ with gradient ∞",
  arity: 1,
  notation: call("log", "\\log"),
  body: (on, a) => on.log(a),
  vjp: ({ on, dy, a }) => [on(div, [dy, a])],
  smooth: [{ range: [0.2, 4] }],
  edges: [{ at: [0], value: -Infinity, gradient: [Infinity] }],
});

export const sqrt: Op = elementwise({
  name: "sqrt",
  doc: "√a; the gradient at 0 is ∞",
  arity: 1,
  notation: call("sqrt", "\\sqrt{#1}"),
  body: (on, a) => on.sqrt(a),
  // d√a = 1/(2√a) = ½/y
  vjp: ({ on, dy, y }) => [on(div, [on(mul, [dy, 0.5]), y])],
  smooth: [{ range: [0.2, 4] }],
  edges: [{ at: [0], value: 0, gradient: [Infinity] }],
});

export const sin: Op = elementwise({
  name: "sin",
  doc: "sin a",
  arity: 1,
  notation: call("sin", "\\sin"),
  body: (on, a) => on.sin(a),
  vjp: ({ on, dy, a }) => [on(mul, [dy, on(cos, [a])])],
  smooth: [{ range: [-4, 4] }],
});

export const cos: Op = elementwise({
  name: "cos",
  doc: "cos a",
  arity: 1,
  notation: call("cos", "\\cos"),
  body: (on, a) => on.cos(a),
  vjp: ({ on, dy, a }) => [on(mul, [on(neg, [dy]), on(sin, [a])])],
  smooth: [{ range: [-4, 4] }],
});

export const tanh: Op = elementwise({
  name: "tanh",
  doc: "the hyperbolic tangent, (1 − e⁻²ᵃ)/(1 + e⁻²ᵃ)",
  arity: 1,
  notation: call("tanh", "\\tanh"),
  body: (on, a) => on.tanh(a),
  // σ′(z) = 1 − σ(z)²
  vjp: ({ on, dy, y }) => [on(mul, [dy, on(sub, [1, on(square, [y])])])],
  smooth: [{ range: [-3, 3] }],
  edges: [
    { at: [800], value: 1, gradient: [0] },
    { at: [-800], value: -1, gradient: [0] },
  ],
});

export const logistic: Op = elementwise({
  name: "logistic",
  doc: "the logistic sigmoid, σ(a) = 1/(1 + e⁻ᵃ); finite with a finite gradient everywhere",
  arity: 1,
  notation: call("σ", "\\sigma"),
  body: (on, a) => on.div(on.constant(1), on.add(on.constant(1), on.exp(on.neg(a)))),
  // σ′(z) = σ(z)(1 − σ(z))
  vjp: ({ on, dy, y }) => [on(mul, [dy, on(mul, [y, on(sub, [1, y])])])],
  smooth: [{ range: [-4, 4] }],
  edges: [
    { at: [800], value: 1, gradient: [0] },
    { at: [-800], value: 0, gradient: [0] },
  ],
});

export const softplus: Op = elementwise({
  name: "softplus",
  doc: "log(1 + eᵃ) = max(a, 0) + log1p(e^−|a|), which does not overflow",
  arity: 1,
  notation: call("softplus"),
  body: (on, a) => on.add(on.max(a, on.constant(0)), on.log1p(on.exp(on.neg(on.abs(a))))),
  vjp: ({ on, dy, a }) => [on(mul, [dy, on(logistic, [a])])],
  smooth: [{ range: [-4, 4] }],
  edges: [
    { at: [800], value: 800, gradient: [1] },
    { at: [-800], value: 0, gradient: [0] },
  ],
});
