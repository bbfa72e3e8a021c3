import * as nn from "../../src/index.ts";
import type { Tensor } from "../../src/index.ts";
import type { Recorder } from "./recorder.ts";

/** One step of a random graph: what it does, to which of the values so far, and small numbers that settle the rest. */
export interface Step {
  readonly kind: string;
  /** How far back its operand stands: 0 is the last value. Of two, the other. */
  readonly from: number;
  readonly other: number;
  readonly a: number;
  readonly b: number;
  readonly c: number;
}

/** What a step works with. */
export interface Scope {
  readonly dsl: Recorder;
  /** The examples are written out: values are ["m", n]. */
  readonly rows: boolean;
  /** A number that a step chose, within bounds. */
  readonly pick: <T>(list: readonly T[], n: number) => T;
  readonly parameter: (shape: readonly number[], options?: Readonly<Record<string, unknown>>) => Tensor;
  /** An earlier value with the extents of h, or one made of h. */
  readonly like: (h: Tensor, step: Step) => Tensor;
  /** Whole numbers from 0 to 2, [3]. */
  readonly tokens: () => Tensor;
}

type Rule = (scope: Scope, h: Tensor, step: Step) => Tensor;

/** The extents of one example. */
export const extents = (h: Tensor): readonly number[] => h.shape.filter((dim) => typeof dim === "number");
const size = (h: Tensor): number => extents(h).reduce((n, dim) => n * dim, 1);

/** h with so many axes, the last ones as wide as they can be up to 4. */
export function ranked({ dsl }: Pick<Scope, "dsl">, h: Tensor, rank: number): Tensor {
  if (extents(h).length === rank) return h;
  const shape: number[] = [];
  let left = size(h);
  for (let axis = 1; axis < rank; axis++) {
    const width = [4, 3, 2, 1].find((n) => left % n === 0) ?? 1;
    shape.unshift(width);
    left /= width;
  }
  return dsl.call("reshape", h, rank === 0 ? [] : [left, ...shape]);
}

/** Moved, so that rounding does not decide about a jump: rows of attention may be equal up to rounding. */
const apart = (dsl: Recorder, h: Tensor | number): Tensor => dsl.call("add", h, 0.137);

/** Functions of one number, kept within their domains and out of where they grow fast. */
const MAPS: Readonly<Record<string, (dsl: Recorder, h: Tensor) => Tensor>> = {
  ...Object.fromEntries(
    [
      [
        "logistic",
        "tanh",
        "relu",
        "gaussian",
        "abs",
        "sin",
        "cos",
        "neg",
        "erf",
        "softplus",
        "softsign",
        "silu",
        "mish",
      ],
      ["gelu", "elu", "selu", "leakyRelu", "relu6", "hardSigmoid", "hardTanh"],
    ]
      .flat()
      .map((name) => [name, (dsl: Recorder, h: Tensor) => dsl.call(name, h)]),
  ),
  geluTanh: (dsl, h) => dsl.call("gelu", h, { approximate: "tanh" }),
  square: (dsl, h) => dsl.call("square", dsl.call("tanh", h)),
  exp: (dsl, h) => dsl.call("exp", dsl.call("tanh", h)),
  expm1: (dsl, h) => dsl.call("expm1", dsl.call("tanh", h)),
  log: (dsl, h) => dsl.call("log", dsl.call("add", dsl.call("square", h), 0.5)),
  log1p: (dsl, h) => dsl.call("log1p", dsl.call("square", h)),
  logOnePlusExp: (dsl, h) => dsl.call("log", dsl.call("add", 1, dsl.call("exp", dsl.call("tanh", h)))),
  sqrt: (dsl, h) => dsl.call("sqrt", dsl.call("add", dsl.call("square", h), 0.5)),
  reciprocal: (dsl, h) => dsl.call("reciprocal", dsl.call("add", dsl.call("square", h), 1)),
  negOfNeg: (dsl, h) => dsl.call("neg", dsl.call("mul", dsl.call("neg", h), dsl.call("tanh", h))),
  step: (dsl, h) => dsl.call("add", dsl.call("step", apart(dsl, h)), dsl.call("tanh", h)),
  clamp: (dsl, h) => dsl.call("clamp", h, -0.5, 0.75),
  cube: (dsl, h) => dsl.call("pow", dsl.call("tanh", h), 3),
  root: (dsl, h) => dsl.call("pow", dsl.call("add", dsl.call("square", h), 0.5), 0.5),
  floor: (dsl, h) => dsl.call("sub", h, dsl.call("floor", apart(dsl, h))),
};

const PAIRS: Readonly<Record<string, (dsl: Recorder, a: Tensor, b: Tensor | number) => Tensor>> = {
  add: (dsl, a, b) => dsl.call("add", a, b),
  sub: (dsl, a, b) => dsl.call("sub", a, b),
  subFrom: (dsl, a, b) => dsl.call("sub", b, a),
  mul: (dsl, a, b) => dsl.call("mul", a, b),
  div: (dsl, a, b) => dsl.call("div", dsl.call("tanh", a), dsl.call("add", dsl.call("square", b), 1)),
  maximum: (dsl, a, b) => dsl.call("maximum", a, apart(dsl, b)),
  minimum: (dsl, a, b) => dsl.call("minimum", a, apart(dsl, b)),
  where: (dsl, a, b) => dsl.call("where", dsl.call("greater", a, apart(dsl, b)), dsl.call("mul", a, 2), b),
  whereLess: (dsl, a, b) =>
    dsl.call("where", dsl.call("lessEqual", a, 0.25), a, dsl.call("tanh", dsl.call("mul", a, b))),
  pow: (dsl, a, b) => dsl.call("pow", dsl.call("exp", dsl.call("tanh", a)), dsl.call("sin", b)),
  clamp: (dsl, a, b) => dsl.call("clamp", a, -0.75, dsl.call("abs", b)),
};

const PENALTIES = [undefined, undefined, "l2", "l1"] as const;
const penalty = ({ dsl }: Scope, n: number): Readonly<Record<string, unknown>> => {
  const kind = PENALTIES[n % PENALTIES.length];
  return kind === undefined ? {} : { regularizer: dsl.value(kind, kind === "l1" ? nn.l1 : nn.l2, 0.2) };
};
const vector = (h: Tensor, scope: Scope): Tensor => (h.shape.length === 0 ? ranked(scope, h, 1) : h);

/** What works on rows of examples too. */
export const ROW_RULES: Readonly<Record<string, Rule>> = {
  map: ({ dsl, pick }, h, { a }) => pick(Object.values(MAPS), a)(dsl, h),
  with: (scope, h, step) => {
    const f = scope.pick(Object.values(PAIRS), step.a);
    const wide = scope.rows ? [] : extents(h);
    const operand = [
      () => scope.like(h, step),
      () => -0.75,
      () => scope.parameter([]),
      () => scope.parameter(wide, { role: "bias" }),
      () => scope.parameter(wide, { trainable: false }),
    ];
    return f(scope.dsl, h, scope.pick(operand, step.b)());
  },
  dense: (scope, h, { a, b, c }) =>
    scope.dsl.call("dense", vector(h, scope), 1 + (a % 4), { bias: b % 2 === 0, ...penalty(scope, c) }),
  tied: (scope, given) => {
    const h = vector(given, scope);
    const width = extents(h).at(-1) ?? 1;
    const weight = scope.parameter([width, width]);
    return scope.dsl.call("dense", scope.dsl.call("tanh", scope.dsl.call("dense", h, width, { weight })), width, {
      weight,
    });
  },
  softmax: (scope, h, { a }) => scope.dsl.call(a % 3 === 2 ? "logSoftmax" : "softmax", vector(h, scope)),
  residual: (scope, given) => {
    const h = vector(given, scope);
    const width = extents(h).at(-1) ?? 1;
    const { dsl } = scope;
    return dsl.call(
      "residual",
      h,
      dsl.body(["r"], (r) => dsl.call("tanh", dsl.call("dense", r ?? h, width))),
    );
  },
  gate: (scope, given) => {
    const h = vector(given, scope);
    const width = extents(h).at(-1) ?? 1;
    return scope.dsl.call("mul", scope.dsl.call("logistic", scope.dsl.call("dense", h, width)), h);
  },
  layerNorm: (scope, h) => scope.dsl.call("layerNorm", vector(h, scope), { epsilon: 0.1 }),
};

/** What needs axes of its own. */
const TENSOR_RULES: Readonly<Record<string, Rule>> = {
  matmul: (scope, given, { a, b }) => {
    const h = ranked(scope, given, 1 + (b % 2));
    return scope.dsl.call("matmul", scope.parameter([1 + (a % 3), extents(h)[0] ?? 1]), h);
  },
  product: (scope, given) => {
    const h = ranked(scope, given, 2);
    return scope.dsl.call("tanh", scope.dsl.call("matmul", h, scope.dsl.call("transpose", h)));
  },
  reshape: (scope, h, { a }) => ranked(scope, h, 1 + (a % 3)),
  transpose: (scope, given, { a, b }) => {
    const { dsl } = scope;
    const turned = dsl.call("transpose", ranked(scope, given, 2 + (a % 2)));
    return b % 2 === 0 ? turned : dsl.call("transpose", ranked(scope, turned, extents(turned).length === 2 ? 3 : 2));
  },
  slice: (scope, given, { a, b, c }) => {
    const h = vector(given, scope);
    const axis = a % extents(h).length;
    const dim = extents(h)[axis] ?? 1;
    const start = b % dim;
    const range = c % 3 === 2 ? { start: dim - 1, step: -1 } : { start, end: dim, step: 1 + (c % 3) };
    return scope.dsl.call("slice", h, { axis, ...range });
  },
  reverse: (scope, given, { a }) => {
    const h = vector(given, scope);
    return scope.dsl.call("reverse", h, { axis: a % extents(h).length });
  },
  pad: (scope, given, { a, b, c }) => {
    const h = vector(given, scope);
    const around = extents(h).map((_, axis) => (axis === c % extents(h).length ? [a % 3, b % 2] : [0, 0]));
    return scope.dsl.call("pad", h, around);
  },
  concat: (scope, given, step) => {
    const h = vector(given, scope);
    return scope.dsl.call("concat", [h, scope.like(h, step)], { axis: step.a % extents(h).length });
  },
  stack: ({ dsl, like }, h, step) => dsl.call("stack", [like(h, step), h]),
  sum: ({ dsl, pick }, h, { a, b }) => {
    const call = pick(["sum", "mean"], a);
    return h.shape.length === 0 || b % 3 === 2 ? dsl.call(call, h) : dsl.call(call, h, { axis: b % h.shape.length });
  },
  score: ({ dsl }, h) => dsl.call("sub", h, dsl.call("mul", 0.9, dsl.call("mean", h))),
  divided: ({ dsl }, h) => {
    const squares = dsl.call("sum", dsl.call("square", h));
    return dsl.call("div", h, dsl.call("sqrt", dsl.call("add", squares, 1)));
  },
  conv1d: (scope, given, { a, b, c }) => {
    const h = ranked(scope, given, 2);
    const [channels = 1, length = 1] = extents(h);
    const dilation = length > 2 ? 1 + (c % 2) : 1;
    const width = 1 + (a % Math.min(3, Math.ceil(length / dilation)));
    const groups = b % 3 === 2 ? channels : 1;
    const options = { stride: 1 + (b % 2), padding: c % 3 === 0 ? "same" : a % 2, dilation, groups, bias: c % 2 === 0 };
    return scope.dsl.call("conv1d", h, groups * (1 + (c % 2)), width, options);
  },
  conv2d: (scope, given, { a, b, c }) => {
    const h = ranked(scope, given, 3);
    const [channels = 1, height = 1, width = 1] = extents(h);
    const groups = a % 3 === 2 ? channels : 1;
    const options = { stride: [1 + (b % 2), 1], padding: c % 3, groups, ...(a % 2 === 1 && { bias: false }) };
    return scope.dsl.call("conv2d", h, groups, [1 + (a % Math.min(2, height)), 1 + (b % Math.min(3, width))], options);
  },
  convTranspose1d: (scope, given, { a, b }) =>
    scope.dsl.call("convTranspose1d", ranked(scope, given, 2), 1 + (b % 2), 1 + (a % 3), { stride: 1 + (b % 3) }),
  convTranspose2d: (scope, given, { a, b }) =>
    scope.dsl.call("convTranspose2d", ranked(scope, given, 3), 1, [1 + (a % 2), 1 + (b % 2)], {
      stride: [1, 1 + (a % 2)],
    }),
  pool1d: (scope, given, { a, b, c }) => {
    const h = ranked(scope, given, 2);
    const call = scope.pick(["maxPool1d", "averagePool1d"], a);
    return scope.dsl.call(call, h, 1 + (b % Math.min(3, extents(h)[1] ?? 1)), { stride: 1 + (c % 2) });
  },
  pool2d: (scope, given, { a, b, c }) => {
    const h = ranked(scope, given, 3);
    const [, height = 1, width = 1] = extents(h);
    const window = [1 + (b % Math.min(2, height)), 1 + (c % Math.min(2, width))];
    return scope.dsl.call(scope.pick(["maxPool2d", "averagePool2d"], a), h, window, { stride: [1, 1 + (b % 2)] });
  },
  globalPool: (scope, h, { a, b }) =>
    scope.dsl.call(scope.pick(["globalAveragePool", "globalMaxPool"], a), ranked(scope, h, 2 + (b % 2))),
  groupNorm: (scope, given, { a, b }) => {
    const h = ranked(scope, given, 2 + (b % 2));
    const channels = extents(h)[0] ?? 1;
    const groups = channels % 2 === 0 && a % 2 === 0 ? 2 : 1;
    return scope.dsl.call("groupNorm", h, groups, { epsilon: 0.1 });
  },
  embedding: (scope, h, { a }) => {
    const { dsl } = scope;
    const table = dsl.call("embedding", scope.tokens(), 3, 1 + (a % 3));
    return dsl.call("mul", table, dsl.call("tanh", dsl.call("sum", h)));
  },
  attention: (scope, given, { a }) => {
    const { dsl } = scope;
    const h = ranked(scope, given, 2);
    return dsl.call("attention", dsl.call("tanh", h), h, h, { causal: a % 2 === 1 });
  },
  multiHead: (scope, given, { a, b }) => {
    const h = ranked(scope, given, 2);
    const heads = (extents(h)[1] ?? 1) % 2 === 0 && a % 2 === 0 ? 2 : 1;
    return scope.dsl.call("multiHeadAttention", h, heads, { causal: b % 2 === 1 });
  },
  recurrent: (scope, given, { a, b, c }) => {
    const options = { returnSequences: b % 2 === 1, goBackwards: c % 2 === 1 };
    return scope.dsl.call(scope.pick(["simpleRnn", "lstm", "gru"], a), ranked(scope, given, 2), 1 + (c % 3), options);
  },
  scan: (scope, given, { a, b }) => {
    const { dsl } = scope;
    const h = ranked(scope, given, 2);
    const width = extents(h)[1] ?? 1;
    const start = b % 2 === 0 ? scope.parameter([width]) : dsl.call("tanh", dsl.call("sum", h, { axis: 0 }));
    const next = dsl.body(["s", "x"], (s = start, x = start) => {
      const read =
        a % 3 === 0 ? dsl.call("dense", s, width) : a % 3 === 1 ? dsl.call("reverse", s) : dsl.call("mul", s, start);
      return dsl.call("tanh", dsl.call("add", read, x));
    });
    return dsl.call("scan", start, h, next);
  },
  gradient: ({ dsl }, h, { a }) => {
    const y = dsl.call("mul", dsl.call(a % 2 === 0 ? "tanh" : "sin", h), h);
    return a % 3 === 0
      ? dsl.call("gradient", dsl.call("sum", dsl.call("square", y)), h)
      : dsl.call(a % 3 === 1 ? "jvp" : "vjp", y, h, dsl.call("cos", h));
  },
};

export const RULES: Readonly<Record<string, Rule>> = { ...ROW_RULES, ...TENSOR_RULES };
