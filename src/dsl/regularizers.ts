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

/**
 * The penalty λ/m Σ |w| over the weights, added to J, which draws those that matter little to 0 (the lasso); its gradient is (λ/m) sign w, 0 at
 * w = 0. m is `trainingSize`, as for `l2`. Keras' `l1(r)` adds r Σ |w|: r = λ/m.
 * @param lambda λ, 0 or more
 */
export const l1 = (lambda: number): Regularizer => ({ kind: "l1", lambda });

/**
 * Both penalties: λ₁/m Σ |w| + λ₂/(2m) Σ w² (Zou and Hastie 2005). Keras' `L1L2(r₁, r₂)` has r₁ = λ₁/m and r₂ = λ₂/(2m); scikit-learn's
 * `ElasticNet(alpha, l1_ratio)` has alpha · l1_ratio = λ₁/m and alpha · (1 − l1_ratio) = λ₂/m on half the mean of squares.
 */
export const elasticNet = (lambdas: {
  /** λ₁, 0 or more. */
  readonly l1: number;
  /** λ₂, 0 or more. */
  readonly l2: number;
}): Regularizer => ({ kind: "elasticNet", l1: fieldOf(lambdas, "l1"), l2: fieldOf(lambdas, "l2") }) as Regularizer;

export function checkRegularizer(given: unknown, call: string = "network"): Diagnostic | undefined {
  const kind = fieldOf(given, "kind");
  switch (kind) {
    case "l1":
    case "l2":
      return checkLambda(kind, "λ", fieldOf(given, "lambda"));
    case "elasticNet":
      return checkLambda(kind, "l1", fieldOf(given, "l1")) ?? checkLambda(kind, "l2", fieldOf(given, "l2"));
    default:
      return badOption(call, "regularizer", given, "what l2(…) returns", "As in regularizer: l2(0.01).");
  }
}

function checkLambda(kind: string, name: string, value: unknown): Diagnostic | undefined {
  if (typeof value === "number" && Number.isFinite(value) && value >= 0) return undefined;
  return badOption(kind, name, value, "a number, 0 or more", "0 is no penalty; 0.01 is a mild one.");
}
