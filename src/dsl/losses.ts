import { at } from "../diagnostics/diagnostic.ts";
import type { GraphNode } from "../ir/graph.ts";
import { sameShape } from "../ir/shape.ts";
import { notVectors, softmaxOf } from "./activations.ts";
import { add, div, log, mul, neg, square, step, sub } from "./algebra.ts";
import { readOperands } from "./arguments.ts";
import { differ } from "./combine.ts";
import { mismatch, mistake } from "./mistakes.ts";
import { composite, exampleAxes, rowsAxis, spelled, sumOver } from "./nodes.ts";
import { meanOver } from "./reductions.ts";
import type { PerExample, Same, ShapeOf } from "./shapes.ts";
import { tensorOf } from "./tensor.ts";
import type { Operand, Tensor } from "./tensor.ts";

/**
 * A loss of one example: a prediction and a target of one shape in, one number out; ["m", K] in, ["m"] out where the rows are
 * examples. `network` averages it over the examples.
 */
export type Loss = <P extends Tensor, Y extends Operand>(
  yHat: P,
  y: Same<ShapeOf<P>, Y>,
) => Tensor<PerExample<ShapeOf<P>>>;

const VECTOR_OF_ONE = 'The prediction is a vector of one: declare the target as one too, as in input("y", [1]).';
const SAME_SHAPE = "A loss compares a prediction with a target of the same shape.";

const loss =
  (name: string, body: (yHat: GraphNode, y: GraphNode) => GraphNode, classes: boolean = false): Loss =>
  (yHat, y) => {
    const { nodes, wrong } = readOperands(name, [yHat, y]);
    const rows = rowsAxis(nodes[0]?.shape ?? []);
    const shape = rows === undefined ? [] : [rows];
    if (wrong !== undefined) return mistake(wrong, nodes, shape);
    const [prediction, target] = [at(nodes, 0), at(nodes, 1)];
    // A scalar target goes with one output only: that it went with any would hide a forgotten shape.
    if (target.kind !== "constant" && !sameShape(prediction.shape, target.shape)) {
      const hint = target.shape.length === 0 && sameShape(prediction.shape, [1]) ? VECTOR_OF_ONE : SAME_SHAPE;
      return mismatch(name, { ...differ(name, prediction, target), hint }, nodes, shape);
    }
    if (classes && typeof prediction.shape.at(-1) !== "number") {
      return mismatch(name, notVectors(name, prediction), nodes, shape);
    }
    return tensorOf(composite(name, nodes, body(prediction, target)));
  };

/** Σ over the outputs of one example; one output is its own sum. */
const total = (node: GraphNode): GraphNode => sumOver(node, exampleAxes(node.shape));

/**
 * Σₖ (ŷₖ − yₖ)². With n outputs it is n times Keras' `MeanSquaredError` and PyTorch's `MSELoss`, which average over the outputs too.
 * @param yHat the prediction, [n] or ["m", n]
 * @param y the target, of the same shape
 */
export const squaredError: Loss = loss("squaredError", (yHat, y) => total(square(sub(yHat, y))));

/**
 * ½ Σₖ (ŷₖ − yₖ)², whose derivative is ŷ − y. With n outputs it is n/2 times Keras' `MeanSquaredError` and PyTorch's `MSELoss`.
 * @param yHat the prediction, [n] or ["m", n]
 * @param y the target, of the same shape
 */
export const halfSquaredError: Loss = loss("halfSquaredError", (yHat, y) => div(total(square(sub(yHat, y))), 2));

/**
 * 1/n Σₖ (ŷₖ − yₖ)² over the n outputs. The same as Keras' `MeanSquaredError` and PyTorch's `MSELoss`.
 * @param yHat the prediction, [n] or ["m", n]
 * @param y the target, of the same shape
 */
export const meanSquaredError: Loss = loss("meanSquaredError", (yHat, y) => {
  const squares = square(sub(yHat, y));
  return meanOver(squares, exampleAxes(squares.shape));
});

/**
 * −Σₖ (yₖ log pₖ + (1 − yₖ) log(1 − pₖ)): each output is a yes or no of its own, as after `logistic`. With n outputs it is n times
 * Keras' `BinaryCrossentropy` and PyTorch's `BCELoss`, which average over the outputs too.
 * @param p the predicted probabilities, [n] or ["m", n]
 * @param y the targets between 0 and 1, of the same shape
 */
export const binaryCrossEntropy: Loss = loss("binaryCrossEntropy", (p, y) =>
  total(neg(add(mul(y, log(p)), mul(sub(1, y), log(sub(1, p)))))),
);

/**
 * −Σₖ yₖ log softmax(z)ₖ: one class out of K. It takes logits, not probabilities: leave `softmax` out of the loss. The same as Keras'
 * `CategoricalCrossentropy(from_logits=True)` and PyTorch's `CrossEntropyLoss`.
 * @param logits what would go into softmax, [K] or ["m", K]
 * @param y the target, one-hot or probabilities, of the same shape
 */
export const softmaxCrossEntropy: Loss = loss(
  "softmaxCrossEntropy",
  (logits, y) => neg(total(mul(y, log(softmaxOf(logits))))),
  true,
);

/**
 * Σₖ max(0, −(2yₖ − 1) zₖ), written −Σₖ (yₖ − T(zₖ)) zₖ with T = `step`: |z| where the threshold decides wrongly, else 0. The targets are
 * 0 and 1, as the threshold's values are (hinge losses take −1 and 1). Its derivative is T(z) − y, so that `sgd` on one example
 * at a time is the perceptron rule w ← w + α (y − ŷ) x.
 *
 * At z = 0 the threshold says 1, and so does the derivative: −1·x for an example of class 0, which is a mistake, and 0 for one of class
 * 1, which is none; a perceptron that starts at zero learns. Keras' `Hinge` is max(0, 1 − t z), averaged over the n outputs: a margin
 * of 1 that this loss has not. PyTorch has n times less with `MarginRankingLoss()(z, 0, 2y − 1)`.
 * @param z what goes into the threshold, [n] or ["m", n]
 * @param y the targets, 0 or 1, of the same shape
 */
export const perceptronLoss: Loss = loss("perceptronLoss", (z, y) =>
  // 0 − …, because the loss of a right decision would else be −0.
  sub(0, total(mul(spelled(sub(y, step(z))), z))),
);
