import type { Optimizer } from "../../ir/optimizer.ts";
import { badOption, checkOptions } from "../arguments.ts";
import { withMistake } from "../mistakes.ts";

export interface LbfgsOptions {
  /** How many of the latest steps shape the next one. Default 10. */
  readonly memory?: number;
}

/**
 * L-BFGS with a strong-Wolfe line search (Nocedal and Wright, Numerical Optimization, 2nd ed., algorithms 7.4, 3.5 and 3.6), for all
 * examples at once. One `trainStep` is one iteration, which asks for as many gradients as its line search needs; there is no learning
 * rate and no `update`. `fit` takes the whole training set as one batch unless told otherwise. Near a minimum it converges as
 * gradient descent never does; for small batches, whose J changes from step to step, take `adam`. PyTorch's
 * `LBFGS(line_search_fn="strong_wolfe")` and SciPy's `L-BFGS-B` are the same method.
 */
export function lbfgs(options: LbfgsOptions = {}): Optimizer {
  const odd = checkOptions("lbfgs", options, ["memory"]);
  const { memory = 10 } = odd === undefined ? options : {};
  const valid = Number.isSafeInteger(memory) && memory > 0 && memory <= 1000;
  const hint = "Left out, it is 10; more than 50 hardly ever pays.";
  const wrong =
    odd ?? (valid ? undefined : badOption("lbfgs", "memory", memory, "a whole number from 1 to 1000", hint));
  return withMistake({ kind: "lbfgs", learningRate: 1, settings: { memory } }, wrong);
}
