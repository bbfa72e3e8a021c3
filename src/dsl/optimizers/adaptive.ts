/** Optimisers that divide each partial derivative by its usual size. */
import type { Optimizer } from "../../ir/optimizer.ts";
import { add, div, mul, square, sub } from "../../ops/arithmetic.ts";
import { sqrt } from "../../ops/transcendental.ts";
import { optimizerOf } from "./record.ts";
import type { CommonOptions, OptimizerRecord } from "./record.ts";

export interface AdagradOptions extends CommonOptions {
  /** α, above 0. Default 0.01, as in PyTorch; Keras has 0.001. */
  readonly learningRate?: number;
  /** Where the sum of squares starts, 0 or more. Default 0, as in PyTorch; Keras has 0.1. */
  readonly initialAccumulator?: number;
  /** Added to the root of the sum, above 0. Default 1e-10, as in PyTorch; Keras has 1e-7. */
  readonly epsilon?: number;
}

const ADAGRAD: OptimizerRecord<Readonly<Record<"initialAccumulator" | "epsilon", number>>> = {
  kind: "adagrad",
  learningRate: 0.01,
  settings: { initialAccumulator: 0, epsilon: 1e-10 },
  ranges: { initialAccumulator: "0 or more", epsilon: "above 0" },
  descent:
    ({ initialAccumulator, epsilon }) =>
    ({ on, name, replace, spread, learningRate }) =>
    ({ value: w, gradient: g, type, own }) => {
      const sum = own("adagrad.sum", initialAccumulator);
      const next = name(on(add, [sum.value, on(square, [g])]), `${sum.symbol}Next`);
      replace(sum.value, next);
      const scale = on(add, [on(sqrt, [next]), epsilon]);
      return on(sub, [w, on(div, [on(mul, [spread(learningRate, type), g]), scale])]);
    },
};

/** AdaGrad (Duchi et al. 2011): s ← s + g², w ← w − α g/(√s + ε). */
export const adagrad = (options?: AdagradOptions): Optimizer => optimizerOf(ADAGRAD, options);

export interface RmspropOptions extends CommonOptions {
  /** α, above 0. Default 0.01, as in PyTorch; Keras has 0.001. */
  readonly learningRate?: number;
  /** ρ, the decay of the mean of squares, from 0 to below 1. Default 0.99, as in PyTorch (alpha); Keras has 0.9. */
  readonly rho?: number;
  /** Added to the root, above 0. Default 1e-8, as in PyTorch; Keras has 1e-7, inside the root. */
  readonly epsilon?: number;
  /** μ, from 0 to below 1. Default 0. */
  readonly momentum?: number;
  /** Divides by the deviation from the mean of the gradient, instead of by the root of the mean of squares. Default false. */
  readonly centered?: boolean;
}

const RMSPROP: OptimizerRecord<Readonly<Record<"rho" | "epsilon" | "momentum", number>> & { centered: boolean }> = {
  kind: "rmsprop",
  learningRate: 0.01,
  settings: { rho: 0.99, epsilon: 1e-8, momentum: 0, centered: false },
  ranges: { rho: "from 0 to below 1", epsilon: "above 0", momentum: "from 0 to below 1" },
  descent:
    ({ rho, epsilon, momentum, centered }) =>
    ({ on, name, replace, spread, learningRate }) =>
    ({ value: w, gradient: g, type, own }) => {
      const mean = (state: string, of: typeof g): typeof g => {
        const { value, symbol } = own(state);
        const next = name(on(add, [on(mul, [value, rho]), on(mul, [of, 1 - rho])]), `${symbol}Next`);
        replace(value, next);
        return next;
      };
      const v = mean("rmsprop.v", on(square, [g]));
      const variance = centered ? on(sub, [v, on(square, [mean("rmsprop.mean", g)])]) : v;
      const scale = on(add, [on(sqrt, [variance]), epsilon]);
      const alpha = spread(learningRate, type);
      if (momentum === 0) return on(sub, [w, on(div, [on(mul, [alpha, g]), scale])]);
      const velocity = own("rmsprop.momentum").value;
      const next = on(add, [on(mul, [velocity, momentum]), on(div, [g, scale])]);
      replace(velocity, next);
      return on(sub, [w, on(mul, [alpha, next])]);
    },
};

/**
 * RMSProp (Tieleman and Hinton 2012), PyTorch's rule: v ← ρv + (1 − ρ)g², w ← w − α g/(√v + ε). With momentum μ: b ← μb + g/(√v + ε), w ← w − α b.
 */
export const rmsprop = (options?: RmspropOptions): Optimizer => optimizerOf(RMSPROP, options);
