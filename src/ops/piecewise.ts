import { call } from "../ir/notation.ts";
import type { Op } from "../ir/op.ts";
import { mul } from "./arithmetic.ts";
import { elementwise } from "./elementwise.ts";

const kinkAtZero = { range: [-3, 3], avoid: [0] } as const;

/** The derivative of `abs`. Its own derivative is zero wherever it has one. */
export const sign: Op = elementwise({
  name: "sign",
  doc: "−1, 0 or 1; sign 0 = 0",
  arity: 1,
  notation: call("sign", "\\operatorname{sign}"),
  body: (on, a) =>
    on.select(
      on.less(on.constant(0), a),
      on.constant(1),
      on.select(on.less(a, on.constant(0)), on.constant(-1), on.constant(0)),
    ),
  vjp: () => [null],
  smooth: [kinkAtZero],
  edges: [{ at: [0], value: 0 }],
});

export const abs: Op = elementwise({
  name: "abs",
  doc: "|a|; its derivative at 0 is 0",
  arity: 1,
  notation: call("abs", "\\left|#1\\right|"),
  body: (on, a) => on.abs(a),
  vjp: ({ on, dy, a }) => [on(mul, [dy, on(sign, [a])])],
  smooth: [kinkAtZero],
  edges: [{ at: [0], value: 0, gradient: [0] }],
});

/** The derivative of `relu`: the indicator 1[a > 0]. */
export const positive: Op = elementwise({
  name: "positive",
  doc: "1[a > 0]: 1 where a > 0, else 0",
  arity: 1,
  notation: call("1₊", "\\mathbb{1}[#1 > 0]"),
  body: (on, a) => on.select(on.less(on.constant(0), a), on.constant(1), on.constant(0)),
  vjp: () => [null],
  smooth: [kinkAtZero],
  edges: [{ at: [0], value: 0 }],
});

export const relu: Op = elementwise({
  name: "relu",
  doc: "max(0, a); its derivative is 1[a > 0], so 0 at 0; relu(NaN) = NaN",
  arity: 1,
  notation: call("relu", "\\operatorname{relu}"),
  // Not `max`: a comparison is cheaper, and NaN < 0 is false, so NaN goes through.
  body: (on, a) => on.select(on.less(a, on.constant(0)), on.constant(0), a),
  vjp: ({ on, dy, a }) => [on(mul, [dy, on(positive, [a])])],
  smooth: [kinkAtZero],
  edges: [
    { at: [0], value: 0, gradient: [0] },
    { at: [NaN], value: NaN },
  ],
});

export const step: Op = elementwise({
  name: "step",
  doc: "the threshold T(a): 1 where a ≥ 0, else 0; it has no gradient",
  arity: 1,
  notation: call("T", "T"),
  body: (on, a) => on.select(on.lessEqual(on.constant(0), a), on.constant(1), on.constant(0)),
  vjp: () => [null],
  smooth: [kinkAtZero],
  edges: [{ at: [0], value: 1 }],
});

/** 1[a > b]; what `select` tests in the optimiser's and the regulariser's arithmetic. */
export const greater: Op = elementwise({
  name: "greater",
  doc: "1 where a > b, else 0",
  arity: 2,
  notation: { form: "infix", text: ">", latex: ">", strength: 1 },
  body: (on, a, b) => on.select(on.less(b, a), on.constant(1), on.constant(0)),
  vjp: () => [null, null],
  smooth: [{ range: [-3, -1] }, { range: [1, 3] }],
});

export const select: Op = elementwise({
  name: "select",
  doc: "a where the condition is not 0, else b; the branch that is not taken contributes no NaN to the gradient",
  arity: 3,
  notation: call("select", "\\operatorname{select}"),
  body: (on, condition, a, b) => on.select(condition, a, b),
  // `a` and `b` of a rule are the first two operands: here the condition and the branch that is taken where it holds.
  vjp: ({ on, dy, a: condition }) => [null, on(select, [condition, dy, 0]), on(select, [condition, 0, dy])],
  smooth: [{ range: [-3, 3], avoid: [0] }, { range: [-3, 3] }, { range: [-3, 3] }],
});

/** Marks the elements that attain a maximum. */
export const equal: Op = elementwise({
  name: "equal",
  doc: "1 where a = b, else 0",
  arity: 2,
  notation: { form: "infix", text: "=", latex: "=", strength: 1 },
  body: (on, a, b) => on.select(on.equal(a, b), on.constant(1), on.constant(0)),
  vjp: () => [null, null],
  smooth: [{ range: [-3, -1] }, { range: [1, 3] }],
});
