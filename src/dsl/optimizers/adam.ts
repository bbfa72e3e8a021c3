import type { Descent, Optimizer } from "../../ir/optimizer.ts";
import { add, div, mul, square, sub } from "../../ops/arithmetic.ts";
import { sqrt } from "../../ops/transcendental.ts";
import { optimizerOf } from "./record.ts";
import type { CommonOptions, OptimizerRecord } from "./record.ts";

export interface AdamOptions extends CommonOptions {
  /** α, above 0. Default 0.001. */
  readonly learningRate?: number;
  /** Decay of the mean of the gradient, from 0 to below 1. Default 0.9. */
  readonly beta1?: number;
  /** Decay of the mean of its square, from 0 to below 1. Default 0.999. */
  readonly beta2?: number;
  /** Added to the root of that mean, above 0. Default 1e-8, as in PyTorch; Keras has 1e-7. */
  readonly epsilon?: number;
}

export interface AdamWOptions extends AdamOptions {
  /** λ, 0 or more. Default 0.01, as in PyTorch; Keras has 0.004. */
  readonly weightDecay?: number;
}

type Settings = Readonly<Record<"beta1" | "beta2" | "epsilon", number>>;

/**
 * Adam (Kingma and Ba 2015, algorithm 1), in PyTorch's arrangement: w ← w − α/(1 − β₁ᵗ) · m / (√v/√(1 − β₂ᵗ) + ε). The powers βᵗ are kept as
 * running products, which are the same on every engine, where `pow` is not.
 */
const descent =
  ({ beta1, beta2, epsilon }: Settings): Descent =>
  (rule) => {
    const { on, replace, spread } = rule;
    const power = (name: string, symbol: string, beta: number): ReturnType<typeof rule.name> => {
      const slot = rule.state(name, symbol, 1);
      const next = rule.name(on(mul, [slot, beta]), `${symbol}Next`);
      replace(slot, next);
      return on(sub, [1, next]);
    };
    const stepSize = rule.name(on(div, [rule.learningRate, power("adam.beta1Power", "beta1Power", beta1)]), "stepSize");
    const correction = rule.name(on(sqrt, [power("adam.beta2Power", "beta2Power", beta2)]), "correction");
    return ({ value: w, gradient: g, type, own }) => {
      const [m, v] = [own("adam.m"), own("adam.v")];
      const nextM = rule.name(on(add, [on(mul, [m.value, beta1]), on(mul, [g, 1 - beta1])]), `${m.symbol}Next`);
      const nextV = rule.name(
        on(add, [on(mul, [v.value, beta2]), on(mul, [on(square, [g]), 1 - beta2])]),
        `${v.symbol}Next`,
      );
      replace(m.value, nextM);
      replace(v.value, nextV);
      const scale = on(add, [on(div, [on(sqrt, [nextV]), spread(correction, type)]), epsilon]);
      return on(sub, [w, on(div, [on(mul, [spread(stepSize, type), nextM]), scale])]);
    };
  };

const ranges = { beta1: "from 0 to below 1", beta2: "from 0 to below 1", epsilon: "above 0" } as const;

const ADAM: OptimizerRecord<Settings> = {
  kind: "adam",
  learningRate: 0.001,
  settings: { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
  ranges,
  descent,
};

const ADAMW: OptimizerRecord<Settings & { readonly weightDecay: number }> = {
  kind: "adamW",
  learningRate: 0.001,
  settings: { ...ADAM.settings, weightDecay: 0.01 },
  ranges: { ...ranges, weightDecay: "0 or more" },
  descent: (settings) => (rule) => {
    const { on, spread, learningRate } = rule;
    const adam = descent(settings)(rule);
    const keep = rule.name(on(sub, [1, on(mul, [learningRate, settings.weightDecay])]), "keep");
    return (trained) =>
      adam({
        ...trained,
        value: trained.isWeight ? on(mul, [trained.value, spread(keep, trained.type)]) : trained.value,
      });
  },
};

/**
 * Adam (Kingma and Ba 2015, algorithm 1): m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g², w ← w − α m̂/(√v̂ + ε), where
 * m̂ = m/(1 − β₁ᵗ) and v̂ = v/(1 − β₂ᵗ) make up for the start at 0.
 */
export const adam = (options?: AdamOptions): Optimizer => optimizerOf(ADAM, options);

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter 2019): w ← (1 − αλ) w, then Adam's step. Weights decay and biases do not; with
 * PyTorch's `AdamW` put biases in a group of their own to have the same. The penalty is no part of J.
 */
export const adamW = (options?: AdamWOptions): Optimizer => optimizerOf(ADAMW, options);
