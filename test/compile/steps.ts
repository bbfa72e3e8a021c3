import * as nn from "../../src/index.ts";
import { MAPS, PAIRS } from "./maps.ts";
import type { Recorder } from "./recorder.ts";
import { extents, vector } from "./scope.ts";
import type { Rule, Scope } from "./scope.ts";
import { TENSOR_RULES } from "./tensorSteps.ts";

const PENALTIES: readonly ((dsl: Recorder) => unknown)[] = [
  () => undefined,
  () => undefined,
  (dsl) => dsl.value("l2", nn.l2, 0.2),
  (dsl) => dsl.value("l1", nn.l1, 0.2),
  (dsl) => dsl.value("elasticNet", nn.elasticNet, { l1: 0.1, l2: 0.2 }),
];
const penalty = ({ dsl, pick }: Scope, n: number): Readonly<Record<string, unknown>> => {
  const regularizer = pick(PENALTIES, n)(dsl);
  return regularizer === undefined ? {} : { regularizer };
};

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
    scope.dsl.call("dense", vector(h, scope), scope.extent(a, 4), { bias: b % 2 === 0, ...penalty(scope, c) }),
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
  mlp: (scope, h, { a, b }) =>
    scope.dsl.call("mlp", { inputs: vector(h, scope), hidden: scope.extent(a, 3), layers: 1 + (b % 2), outputs: 2 }),
  dropout: (scope, h, { a, b }) => scope.dsl.call("dropout", h, [0.5, 0.25, 0.8][a % 3], { seed: b }),
  stopGradient: ({ dsl }, h) => dsl.call("mul", h, dsl.call("stopGradient", dsl.call("tanh", h))),
  // The derivative of all that has been made so far.
  slope: ({ dsl, rows, x }, h, { a }) => {
    const y = dsl.call("sum", dsl.call(a % 2 === 0 ? "tanh" : "sin", h), ...(rows ? [{ axis: -1 }] : []));
    return dsl.call("gradient", y, x());
  },
  layerNorm: (scope, h) => scope.dsl.call("layerNorm", vector(h, scope), { epsilon: 0.1 }),
};

export const RULES: Readonly<Record<string, Rule>> = { ...ROW_RULES, ...TENSOR_RULES };
