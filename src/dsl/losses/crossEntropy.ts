/** Losses of classifiers, from the logarithms of probabilities. */
import type { GraphNode } from "../../ir/graph.ts";
import { logisticOf, softmaxOf } from "../activations.ts";
import { add, equal, log, mul, neg, select, sub } from "../algebra.ts";
import { loss, total } from "./loss.ts";
import type { Loss } from "./loss.ts";

const ofProbabilities = (p: GraphNode, y: GraphNode): GraphNode =>
  total(neg(add(mul(y, log(p)), mul(sub(1, y), log(sub(1, p))))));

/**
 * −Σₖ (yₖ log pₖ + (1 − yₖ) log(1 − pₖ)): each output is a yes or no of its own, as after `logistic`. With n outputs it is n times
 * Keras' `BinaryCrossentropy` and PyTorch's `BCELoss`, which average over the outputs too.
 * @param p the predicted probabilities, [n] or ["m", n]
 * @param y the targets between 0 and 1, of the same shape
 */
export const binaryCrossEntropy: Loss = loss("binaryCrossEntropy", ofProbabilities);

/**
 * −Σₖ yₖ log softmax(z)ₖ: one class out of K. It takes logits, not probabilities: leave `softmax` out of the loss. The same as Keras'
 * `CategoricalCrossentropy(from_logits=True)` and PyTorch's `CrossEntropyLoss`.
 * @param logits what would go into softmax, [K] or ["m", K]
 * @param y the target, one-hot or probabilities, of the same shape
 */
export const softmaxCrossEntropy: Loss = loss(
  "softmaxCrossEntropy",
  (logits, y) => neg(total(mul(y, log(softmaxOf(logits))))),
  { classes: true, before: { activation: "softmax", otherwise: "crossEntropy" } },
);

/**
 * The binary cross entropy of σ(z), from the logits z: −Σₖ (yₖ log σ(zₖ) + (1 − yₖ) log(1 − σ(zₖ))), computed as Σₖ softplus(zₖ) − yₖ zₖ; 800 for
 * the logit −800 with the target 1. With n outputs it is n times Keras' `BinaryCrossentropy(from_logits=True)` and PyTorch's
 * `BCEWithLogitsLoss`, which average over the outputs too.
 * @param logits what would go into `logistic`, [n] or ["m", n]
 * @param y the targets between 0 and 1, of the same shape
 */
export const binaryCrossEntropyWithLogits: Loss = loss(
  "binaryCrossEntropyWithLogits",
  (logits, y) => ofProbabilities(logisticOf(logits), y),
  { before: { activation: "logistic", otherwise: "binaryCrossEntropy" } },
);

/** y log x, and 0 where y = 0, whatever x is. */
const weighted = (y: GraphNode, logarithm: GraphNode): GraphNode => select(equal(y, 0), 0, mul(y, logarithm));

/**
 * −Σₖ yₖ log pₖ over the classes, from probabilities; 0 · log 0 = 0. After `softmax` it is stable; `softmaxCrossEntropy` on the logits is
 * the shorter way. The same as Keras' `CategoricalCrossentropy`, but for the clipping of p at 10⁻⁷ there, and PyTorch's `NLLLoss` of log p.
 * @param p the predicted probabilities, [K] or ["m", K]
 * @param y the target, one-hot or probabilities, of the same shape
 */
export const crossEntropy: Loss = loss("crossEntropy", (p, y) => neg(total(weighted(y, log(p)))), { classes: true });

/**
 * The Kullback–Leibler divergence of p from y, Σₖ yₖ log(yₖ/pₖ); 0 · log 0 = 0. It differs from `crossEntropy` by the entropy of y, so that it
 * is 0 where p = y. The same as Keras' `KLDivergence` and PyTorch's `KLDivLoss(reduction="batchmean")`, which takes log p.
 * @param p the predicted probabilities, [K] or ["m", K]
 * @param y the target probabilities, of the same shape
 */
export const klDivergence: Loss = loss("klDivergence", (p, y) => total(weighted(y, sub(log(y), log(p)))), {
  classes: true,
});
