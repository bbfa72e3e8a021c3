import { extents, ranked, size, vector } from "./scope.ts";
import type { Rule } from "./scope.ts";

/** What needs axes of its own. */
export const TENSOR_RULES: Readonly<Record<string, Rule>> = {
  matmul: (scope, given, { a, b }) => {
    const h = ranked(scope, given, 1 + (b % 2));
    return scope.dsl.call("matmul", scope.parameter([scope.extent(a, 3), extents(h)[0] ?? 1]), h);
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
  polynomial: ({ dsl }, h, { a }) => dsl.call("polynomial", dsl.call("tanh", dsl.call("mean", h)), 1 + (a % 4)),
  reduce: ({ dsl, pick }, h, { a, b }) => {
    const call = pick(["sum", "mean", "max", "min", "norm", "logSumExp"], a);
    return h.shape.length === 0 || b % 3 === 2 ? dsl.call(call, h) : dsl.call(call, h, { axis: b % h.shape.length });
  },
  argMax: (scope, given, { a }) => {
    const { dsl } = scope;
    const h = vector(given, scope);
    // Moved apart, so that rounding does not decide which is the largest.
    const spread = dsl.call("add", h, scope.parameter(extents(h), { trainable: false }));
    const axis = a % h.shape.length;
    return dsl.call("add", dsl.call("argMax", spread, { axis }), dsl.call("sum", dsl.call("tanh", h), { axis }));
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
    return scope.dsl.call(
      "conv2d",
      h,
      groups * (1 + (c % 2)),
      [1 + (a % Math.min(2, height)), 1 + (b % Math.min(3, width))],
      options,
    );
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
    const width = 1 + (b % Math.min(3, extents(h)[1] ?? 1));
    return scope.dsl.call(call, h, width, { stride: 1 + (c % 2), padding: a % 4 > 1 && width > 1 ? 1 : 0 });
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
    const table = dsl.call("embedding", scope.tokens(), 3, scope.extent(a, 3));
    return dsl.call("mul", table, dsl.call("tanh", dsl.call("sum", h)));
  },
  indexed: (scope, given, { a, b }) => {
    const { dsl } = scope;
    const h = vector(given, scope);
    const [n = 1, ...rest] = extents(h);
    const tokens = scope.tokens();
    if (a % 3 === 0) return dsl.call("mul", dsl.call("oneHot", tokens, 3), dsl.call("tanh", dsl.call("sum", h)));
    const long = n < 3 ? dsl.call("pad", h, [[0, 3 - n], ...rest.map(() => [0, 0])]) : h;
    const taken = dsl.call("gather", long, tokens);
    return a % 3 === 1 ? taken : dsl.call("scatterAdd", taken, tokens, 3 + (b % 3));
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
  batchNorm: (scope, given, { a }) =>
    scope.dsl.call("batchNorm", ranked(scope, given, 1 + (a % 3)), { epsilon: 0.1, momentum: 0.3 }),
  flatten: ({ dsl }, h) => dsl.call("tanh", dsl.call("flatten", h)),
  cumulativeSum: (scope, given, { a }) => scope.dsl.call("cumulativeSum", ranked(scope, given, 1 + (a % 2))),
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
    const along = dsl.call("cos", h);
    switch (a % 4) {
      case 0:
        return dsl.call("gradient", dsl.call("sum", dsl.call("square", y)), h);
      case 1:
        return dsl.call("hessianVectorProduct", dsl.call("sum", dsl.call("mul", y, h)), h, along);
      default:
        return dsl.call(a % 4 === 2 ? "jvp" : "vjp", y, h, along);
    }
  },
  // With respect to a few numbers: their squares stand in what comes out.
  curvature: (scope, given, { a, b }) => {
    const { dsl } = scope;
    const whole = vector(given, scope);
    const [first = 1] = extents(whole);
    const h = dsl.call("sin", first > 3 ? dsl.call("slice", whole, { end: 3 }) : whole);
    if (size(h) > 6 || a % 2 === 0) {
      const flat = dsl.call("slice", dsl.call("reshape", h, [size(h)]), { end: Math.min(3, size(h)) });
      const y = dsl.call("matmul", scope.parameter([1 + (b % 3), extents(flat)[0] ?? 1]), dsl.call("tanh", flat));
      return dsl.call("jacobian", dsl.call("mul", y, y), flat);
    }
    return dsl.call("hessian", dsl.call("sum", dsl.call("mul", dsl.call("tanh", h), dsl.call("square", h))), h);
  },
};
