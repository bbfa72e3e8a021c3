import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Regularizer } from "../ir/graph.ts";
import { badOption, fieldOf } from "./arguments.ts";

/**
 * The penalty λ/(2m) Σ w² over the parameters with the role "weight" (biases are left alone), added to J. m is the size of the
 * training set, `trainingSize` of the emitted module, so that J does not depend on the batch size. It adds (λ/m) w to the gradient of w.
 *
 * Keras' `l2(r)` adds r Σ w², whose gradient is 2r w: r = λ/(2m). PyTorch's `weight_decay` d adds d w to the gradient: d = λ/m (for
 * `SGD` and `Adam`; `AdamW` scales the weight itself; PyTorch decays biases too unless they stand in a group of their own).
 * @param lambda λ, 0 or more
 */
export const l2 = (lambda: number): Regularizer => ({ kind: "l2", lambda });

export function checkRegularizer(given: unknown): Diagnostic | undefined {
  if (fieldOf(given, "kind") !== "l2") {
    return badOption("network", "regularizer", given, "what l2(…) returns", "As in regularizer: l2(0.01).");
  }
  const lambda = fieldOf(given, "lambda");
  if (typeof lambda === "number" && Number.isFinite(lambda) && lambda >= 0) return undefined;
  return badOption("l2", "λ", lambda, "a number, 0 or more", "0 is no penalty; 0.01 is a mild one.");
}
