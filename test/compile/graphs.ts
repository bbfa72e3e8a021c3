import * as fc from "fast-check";
import type { Style } from "../../src/compile.ts";
import * as nn from "../../src/index.ts";
import type { Network, Optimizer, Regularizer, Tensor } from "../../src/index.ts";
import { recorder } from "./recorder.ts";
import type { Recorder } from "./recorder.ts";
import { extents, ranked, ROW_RULES, RULES } from "./steps.ts";
import type { Scope, Step } from "./steps.ts";

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

/** ε of what divides by the square root of a sum of squares: large, or rounding decides about the step of a parameter without a slope. */
const epsilon = 0.01;

const OPTIMIZERS: readonly ((dsl: Recorder) => Optimizer)[] = [
  (dsl) => dsl.value("sgd", nn.sgd, { learningRate: 0.1 }),
  (dsl) => dsl.value("sgd", nn.sgd, { learningRate: 0.1, momentum: 0.9 }),
  (dsl) => dsl.value("sgd", nn.sgd, { learningRate: 0.05, momentum: 0.8, nesterov: true, clipValue: 0.02 }),
  (dsl) => dsl.value("sgd", nn.sgd, { learningRate: 0.1, globalClipNorm: 0.05 }),
  (dsl) => dsl.value("adam", nn.adam, { learningRate: 0.01, epsilon, clipValue: 0.1, globalClipNorm: 0.1 }),
  (dsl) => dsl.value("adamW", nn.adamW, { learningRate: 0.01, epsilon, weightDecay: 0.1 }),
  (dsl) => dsl.value("adagrad", nn.adagrad, { learningRate: 0.1, epsilon }),
  (dsl) => dsl.value("rmsprop", nn.rmsprop, { learningRate: 0.01, epsilon, momentum: 0.5 }),
  (dsl) => dsl.value("rmsprop", nn.rmsprop, { epsilon, centered: true }),
  (dsl) => {
    const schedule = dsl.value("cosineDecay", nn.cosineDecay, { steps: 5 });
    return dsl.value("sgd", nn.sgd, { learningRate: 0.1, schedule });
  },
];

const REGULARIZERS: readonly ((dsl: Recorder) => Regularizer | undefined)[] = [
  () => undefined,
  () => undefined,
  (dsl) => dsl.value("l2", nn.l2, 0.3),
  (dsl) => dsl.value("l1", nn.l1, 0.2),
  (dsl) => dsl.value("elasticNet", nn.elasticNet, { l1: 0.1, l2: 0.3 }),
];

const LOSSES: readonly ((dsl: Recorder, z: Tensor, y: Tensor) => Tensor | readonly Tensor[])[] = [
  ...(["halfSquaredError", "squaredError", "meanSquaredError", "absoluteError", "meanAbsoluteError"] as const),
  ...(["huber", "hinge", "multiclassHinge", "binaryCrossEntropyWithLogits", "softmaxCrossEntropy"] as const),
  "perceptronLoss" as const,
]
  .map(
    (name) =>
      (dsl: Recorder, z: Tensor, y: Tensor): Tensor | readonly Tensor[] =>
        dsl.call(name, z, y),
  )
  .concat([
    (dsl, z, y) => dsl.call("binaryCrossEntropy", dsl.call("logistic", z), y),
    (dsl, z, y) => dsl.call("crossEntropy", dsl.call("softmax", z), y),
    (dsl, z, y) => dsl.call("klDivergence", dsl.call("softmax", z), y),
    (dsl, z, y) => dsl.call("sum", dsl.call("square", dsl.call("sub", z, y)), { axis: -1 }),
    (dsl, z, y) => [
      dsl.call("huber", z, y, { delta: 0.25 }),
      dsl.call("sum", dsl.call("abs", dsl.call("tanh", z)), { axis: -1 }),
    ],
  ]);

/** Everything that a random graph is made from. */
export interface Recipe {
  /** The examples are written out: ["m", 3]. */
  readonly rows: boolean;
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
  /** Of parameters and rows. */
  readonly seed: number;
}

export const recipe: fc.Arbitrary<Recipe> = fc.record({
  rows: fc.nat({ max: 5 }).map((n) => n === 5),
  shape: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 3 }),
  standardize: fc.nat({ max: 4 }).map((n) => n === 4),
  steps: fc.array(step, { minLength: 1, maxLength: 5 }),
  head: fc.nat({ max: 3 }),
  loss: fc.nat({ max: LOSSES.length - 1 }),
  regularizer: fc.nat({ max: REGULARIZERS.length - 1 }),
  optimizer: fc.nat({ max: OPTIMIZERS.length - 1 }),
  style: fc.constantFrom<Style>("auto", "rolled", "auto", "unrolled", "auto", "rolled", "readable"),
  seed: fc.nat({ max: 1_000 }),
});

/** So many numbers a value may have: loops of 1 to 5 show what loops of 500 do. */
const LARGEST = 12;

const pick = <T>(list: readonly T[], n: number): T => {
  const item = list[n % list.length];
  if (item === undefined) throw new Error("nothing to pick from");
  return item;
};

export interface RandomGraph {
  readonly network: Network;
  /** As net.ts. */
  readonly text: string;
}

/** Builds the network of a recipe: x, step after step, each on one of the values so far, then a loss. */
export function graphOf(given: Recipe): RandomGraph {
  const { rows } = given;
  const dsl = recorder();
  const inputs: Record<string, Tensor> = {};
  const input = (name: string, shape: readonly number[], domain?: string | readonly number[]): Tensor =>
    (inputs[name] ??= dsl.call(
      "input",
      name,
      rows ? ["m", ...shape] : shape,
      ...(domain === undefined ? [] : [{ domain }]),
    ));
  let parameters = 0;
  const fit = (h: Tensor): Tensor => {
    let tensor = h;
    while (extents(tensor).reduce((n, dim) => n * dim, 1) > LARGEST) {
      const largest = Math.max(...extents(tensor));
      const axis = tensor.shape.indexOf(largest);
      tensor = dsl.call("slice", tensor, { axis: rows ? axis - 1 : axis, end: Math.ceil(largest / 2) });
    }
    return tensor;
  };
  const x = input("x", rows ? given.shape.slice(0, 1) : given.shape);
  const values = [fit(given.standardize ? dsl.call("standardize", x) : x)];
  const back = (n: number): Tensor => pick(values, values.length - 1 - (n % values.length));
  const scope: Scope = {
    dsl,
    rows,
    pick,
    parameter: (shape, options) =>
      dsl.call("parameter", `p${++parameters}`, shape, ...(options === undefined ? [] : [options])),
    like: (h, { other }) => {
      const earlier = back(other);
      return earlier !== h && String(earlier.shape) === String(h.shape) ? earlier : dsl.call("tanh", h);
    },
    tokens: () => input("tokens", [3], [0, 2]),
  };
  const rules = rows ? ROW_RULES : RULES;
  for (const step of given.steps) {
    const rule = rules[step.kind] ?? rules["map"];
    if (rule !== undefined) values.push(fit(rule(scope, back(step.from), step)));
  }
  const last = rows ? back(0) : ranked({ dsl }, back(0), 1);
  // Most graphs end in a layer: a loss that no parameter reaches has no gradient.
  const z = given.head === 0 && parameters > 0 ? last : dsl.call("dense", last, Math.max(1, given.head));
  const y = input("y", extents(z));
  const loss = pick(LOSSES, given.loss)(dsl, z, y);
  const regularizer = pick(REGULARIZERS, given.regularizer)(dsl);
  const middle = back(1);
  const options = (inputs: Readonly<Record<string, Tensor>>): Readonly<Record<string, unknown>> => ({
    name: "random",
    inputs,
    // One more output than the loss reads: the same values serve two purposes.
    outputs: { z, ...(middle !== x && middle !== z && { middle }) },
    loss,
    optimizer: pick(OPTIMIZERS, given.optimizer)(dsl),
    ...(regularizer !== undefined && { regularizer }),
  });
  const made = (all: Readonly<Record<string, Tensor>>): RandomGraph => ({
    network: nn.network(options(all) as never),
    text: dsl.text("network", options(all)),
  });
  const graph = made(inputs);
  // The steps after an embedding may have taken earlier values.
  const { tokens, ...others } = inputs;
  const isUnread =
    tokens !== undefined && graph.network.diagnostics.some(({ diagnostic }) => diagnostic.code === "unused-input");
  return isUnread ? made(others) : graph;
}
