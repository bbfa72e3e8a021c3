/** Losses of regressions, by squares. */
import { div, square, sub } from "../algebra.ts";
import { exampleAxes } from "../nodes.ts";
import { meanOver } from "../reductions.ts";
import { loss, total } from "./loss.ts";
import type { Loss } from "./loss.ts";

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
