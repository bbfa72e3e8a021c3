/** Losses of classifiers by how far a score is on the right side. */
import type { GraphNode } from "../../ir/graph.ts";
import * as reduction from "../../ops/reduction.ts";
import { add, mul, relu, step, sub } from "../algebra.ts";
import { apply, spelled } from "../nodes.ts";
import { loss, total } from "./loss.ts";
import type { Loss } from "./loss.ts";

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

/**
 * Σₖ max(0, 1 − yₖ zₖ) with targets −1 and 1: 0 where a score is right by a margin of 1 or more. With n outputs it is n times Keras'
 * `Hinge`, which averages over the outputs and also takes the targets 0 and 1 (for −1 and 1), and PyTorch's
 * `MarginRankingLoss(margin=1)(z, 0, y)`.
 * @param z the scores, [n] or ["m", n]
 * @param y the targets, −1 or 1, of the same shape
 */
export const hinge: Loss = loss("hinge", (z, y) => total(relu(sub(1, mul(y, z)))));

/**
 * The hinge of Crammer and Singer (2001) for one class out of K, max(0, 1 + max_{k≠c} zₖ − z_c) where c is the right class, written
 * maxₖ (zₖ + 1 − yₖ) − Σₖ yₖ zₖ. Keras' `CategoricalHinge` is the same where some wrong class has a score of 0 or more; where none
 * has, it compares with 0 instead. PyTorch's `MultiMarginLoss` adds up all wrong classes (Weston and Watkins) and divides by K.
 * @param z the scores, [K] or ["m", K]
 * @param y the target, one-hot, of the same shape
 */
export const multiclassHinge: Loss = loss(
  "multiclassHinge",
  (z, y) => sub(largest(add(z, sub(1, y))), total(mul(y, z))),
  { classes: true },
);

/** The maximum over the last axis. */
function largest(node: GraphNode): GraphNode {
  const axes = [node.shape.length - 1];
  return apply(reduction.max, [node], { axes }, node.shape.slice(0, -1));
}
