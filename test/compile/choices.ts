import * as nn from "../../src/index.ts";
import type { Optimizer, Regularizer, Tensor } from "../../src/index.ts";
import type { Recorder } from "./recorder.ts";

/** ε of what divides by the square root of a sum of squares: large, or rounding decides about the step of a parameter without a slope. */
const epsilon = 0.01;

export const OPTIMIZERS: readonly ((dsl: Recorder) => Optimizer)[] = [
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
  (dsl) => {
    const after = dsl.value("exponentialDecay", nn.exponentialDecay, { rate: 0.5 });
    const schedule = dsl.value("warmUp", nn.warmUp, { steps: 2, after });
    return dsl.value("adam", nn.adam, { learningRate: 0.01, epsilon, schedule });
  },
  (dsl) => {
    const schedule = dsl.value("stepDecay", nn.stepDecay, { every: 2, factor: 0.5 });
    return dsl.value("sgd", nn.sgd, { learningRate: 0.1, schedule, clipValue: 0.05 });
  },
  (dsl) => dsl.value("lbfgs", nn.lbfgs, { memory: 2 }),
];

export const REGULARIZERS: readonly ((dsl: Recorder) => Regularizer | undefined)[] = [
  () => undefined,
  () => undefined,
  (dsl) => dsl.value("l2", nn.l2, 0.3),
  (dsl) => dsl.value("l1", nn.l1, 0.2),
  (dsl) => dsl.value("elasticNet", nn.elasticNet, { l1: 0.1, l2: 0.3 }),
];

/** What the loss compares: the last value, and a target, made when its shape is known. */
type RandomLoss = (dsl: Recorder, z: Tensor, target: Target) => Tensor | readonly Tensor[];

export interface Target {
  /** Numbers between 0 and 1, of the shape of z. */
  readonly y: () => Tensor;
  /** One of several classes, where z is a vector of more than one score; else as y. */
  readonly classes: () => Tensor;
}

export const LOSSES: readonly RandomLoss[] = [
  ...(["halfSquaredError", "squaredError", "meanSquaredError", "absoluteError", "meanAbsoluteError"] as const),
  ...(["huber", "hinge", "multiclassHinge", "binaryCrossEntropyWithLogits", "softmaxCrossEntropy"] as const),
  "perceptronLoss" as const,
]
  .map(
    (name): RandomLoss =>
      (dsl, z, { y }) =>
        dsl.call(name, z, y()),
  )
  .concat([
    (dsl, z, { y }) => dsl.call("binaryCrossEntropy", dsl.call("logistic", z), y()),
    (dsl, z, { y }) => dsl.call("crossEntropy", dsl.call("softmax", z), y()),
    (dsl, z, { y }) => dsl.call("klDivergence", dsl.call("softmax", z), y()),
    (dsl, z, { y }) => dsl.call("sum", dsl.call("square", dsl.call("sub", z, y())), { axis: -1 }),
    (dsl, z, { y }) => [
      dsl.call("huber", z, y(), { delta: 0.25 }),
      dsl.call("sum", dsl.call("abs", dsl.call("tanh", z)), { axis: -1 }),
    ],
    (dsl, z, { classes }) => dsl.call("softmaxCrossEntropy", z, classes()),
    (dsl, z, { classes }) => dsl.call("crossEntropy", dsl.call("softmax", z), classes()),
    (dsl, z, { y }) => dsl.call("halfSquaredError", dsl.call("unstandardize", z, y()), y()),
  ]);
