import type { Optimizer } from "../../ir/optimizer.ts";
import { add, mul, sub } from "../../ops/arithmetic.ts";
import { badOption } from "../arguments.ts";
import { optimizerOf } from "./record.ts";
import type { CommonOptions, OptimizerRecord } from "./record.ts";

export interface SgdOptions extends CommonOptions {
  /** α, above 0. Default 0.01, as in Keras. */
  readonly learningRate?: number;
  /** μ, from 0 to below 1. Default 0. */
  readonly momentum?: number;
  /** Looks one step of momentum ahead; needs a momentum. Default false. */
  readonly nesterov?: boolean;
}

const RECORD: OptimizerRecord<{ momentum: number; nesterov: boolean }> = {
  kind: "sgd",
  learningRate: 0.01,
  settings: { momentum: 0, nesterov: false },
  ranges: { momentum: "from 0 to below 1" },
  check: ({ nesterov, momentum }) => {
    if (nesterov === false || (nesterov === true && momentum !== 0)) return undefined;
    const hint = "Nesterov's rule looks one step of momentum ahead: give a momentum such as 0.9.";
    return badOption("sgd", "nesterov", nesterov, "false, or true with a momentum", hint);
  },
  descent:
    ({ momentum, nesterov }) =>
    ({ on, replace, spread, learningRate }) =>
    ({ value: w, gradient: g, type, own }) => {
      let direction = g;
      if (momentum > 0) {
        const v = own("momentum").value;
        const next = on(add, [on(mul, [v, momentum]), g]);
        replace(v, next);
        direction = nesterov ? on(add, [g, on(mul, [next, momentum])]) : next;
      }
      return on(sub, [w, on(mul, [spread(learningRate, type), direction])]);
    },
};

/**
 * Gradient descent: w ← w − α ∇J. With momentum μ: v ← μv + ∇J, w ← w − α v; with Nesterov's, w ← w − α (∇J + μv). These are the rules
 * of PyTorch's `SGD`; Keras keeps α inside v, which is the same while α stays the same.
 */
export const sgd = (options?: SgdOptions): Optimizer => optimizerOf(RECORD, options);
