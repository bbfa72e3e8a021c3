/** Losses of regressions that outliers do not rule. */
import type { GraphNode } from "../../ir/graph.ts";
import { abs, lessEqual, mul, select, square, sub } from "../algebra.ts";
import { badOption, checkOptions, fieldOf, readOperands } from "../arguments.ts";
import { mistake } from "../mistakes.ts";
import { exampleAxes, rowsAxis } from "../nodes.ts";
import { meanOver } from "../reductions.ts";
import type { PerExample, Same, ShapeOf } from "../shapes.ts";
import type { Operand, Tensor } from "../tensor.ts";
import { loss, total } from "./loss.ts";
import type { Loss } from "./loss.ts";

/**
 * Σₖ |ŷₖ − yₖ|, whose derivative is the sign of ŷ − y, 0 where they are equal. With n outputs it is n times Keras' `MeanAbsoluteError` and
 * PyTorch's `L1Loss`, which average over the outputs too.
 * @param yHat the prediction, [n] or ["m", n]
 * @param y the target, of the same shape
 */
export const absoluteError: Loss = loss("absoluteError", (yHat, y) => total(abs(sub(yHat, y))));

/**
 * 1/n Σₖ |ŷₖ − yₖ| over the n outputs. The same as Keras' `MeanAbsoluteError` and PyTorch's `L1Loss`.
 * @param yHat the prediction, [n] or ["m", n]
 * @param y the target, of the same shape
 */
export const meanAbsoluteError: Loss = loss("meanAbsoluteError", (yHat, y) => {
  const errors = abs(sub(yHat, y));
  return meanOver(errors, exampleAxes(errors.shape));
});

export interface HuberOptions {
  /** δ, from where on errors count linearly; above 0. Default 1. */
  readonly delta?: number;
}

/**
 * Huber's loss (1964): Σₖ of ½ r² where |r| ≤ δ, else δ(|r| − δ/2), with r = ŷₖ − yₖ; its derivative is r, kept between −δ and δ. With n outputs
 * it is n times Keras' `Huber(delta)` and PyTorch's `HuberLoss(delta=…)`, which average over the outputs too.
 * @param yHat the prediction, [n] or ["m", n]
 * @param y the target, of the same shape
 */
export function huber<P extends Tensor, Y extends Operand>(
  yHat: P,
  y: Same<ShapeOf<P>, Y>,
  options?: HuberOptions,
): Tensor<PerExample<ShapeOf<P>>> {
  const delta = fieldOf(options, "delta") ?? 1;
  const valid = typeof delta === "number" && Number.isFinite(delta) && delta > 0;
  const wrong =
    checkOptions("huber", options, ["delta"]) ??
    (valid ? undefined : badOption("huber", "delta", delta, "a number above 0", "Left out, it is 1."));
  if (wrong !== undefined) {
    const { nodes } = readOperands("huber", [yHat, y]);
    const rows = rowsAxis(nodes[0]?.shape ?? []);
    return mistake(wrong, nodes, rows === undefined ? [] : [rows]);
  }
  return loss("huber", (prediction, target) => total(rounded(sub(prediction, target), Number(delta))))(yHat, y);
}

function rounded(r: GraphNode, delta: number): GraphNode {
  const size = abs(r);
  return select(lessEqual(size, delta), mul(0.5, square(r)), mul(delta, sub(size, delta / 2)));
}
