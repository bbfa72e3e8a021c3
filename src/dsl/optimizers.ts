import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Optimizer } from "../ir/graph.ts";
import { badOption, checkOptions, fieldOf } from "./arguments.ts";
import { mistakeIn, withMistake } from "./mistakes.ts";

export interface SgdOptions {
  /** α, above 0. Default 0.01, as in Keras. */
  readonly learningRate?: number;
  /** μ, from 0 to below 1. Default 0. */
  readonly momentum?: number;
  /** Looks one step of momentum ahead; needs a momentum. Default false. */
  readonly nesterov?: boolean;
}

/**
 * Gradient descent: w ← w − α ∇J. With momentum μ: v ← μv + ∇J, w ← w − α v; with Nesterov's, w ← w − α (∇J + μv). These are the rules
 * of PyTorch's `SGD`; Keras keeps α inside v, which is the same while α stays the same.
 */
export function sgd(options: SgdOptions = {}): Optimizer {
  const wrong = checkOptions("sgd", options, ["learningRate", "momentum", "nesterov"]);
  const { learningRate = 0.01, momentum = 0, nesterov = false } = wrong === undefined ? options : {};
  return withMistake({ kind: "sgd", learningRate, momentum, nesterov }, wrong);
}

export interface AdamOptions {
  /** α, above 0. Default 0.001. */
  readonly learningRate?: number;
  /** Decay of the mean of the gradient, from 0 to below 1. Default 0.9. */
  readonly beta1?: number;
  /** Decay of the mean of its square, from 0 to below 1. Default 0.999. */
  readonly beta2?: number;
  /** Added to the root of that mean, above 0. Default 1e-8, as in PyTorch; Keras has 1e-7. */
  readonly epsilon?: number;
}

/**
 * Adam (Kingma and Ba 2015, algorithm 1): m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g², w ← w − α m̂/(√v̂ + ε), where
 * m̂ = m/(1 − β₁ᵗ) and v̂ = v/(1 − β₂ᵗ) make up for the start at 0.
 */
export function adam(options: AdamOptions = {}): Optimizer {
  const wrong = checkOptions("adam", options, ["learningRate", "beta1", "beta2", "epsilon"]);
  const { learningRate = 0.001, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 } = wrong === undefined ? options : {};
  return withMistake({ kind: "adam", learningRate, beta1, beta2, epsilon }, wrong);
}

/** What is wrong with an optimizer's numbers, wherever they come from. */
export function checkOptimizer(given: unknown): Diagnostic | undefined {
  const early = mistakeIn(given);
  if (early !== undefined) return early;
  const kind = fieldOf(given, "kind");
  if (kind !== "sgd" && kind !== "adam") {
    return badOption(
      "network",
      "optimizer",
      given,
      "what sgd(…) or adam(…) returns",
      "As in optimizer: adam({ learningRate: 0.001 }).",
    );
  }
  const wrong = checkNumber(kind, given, "learningRate", "above 0");
  if (kind === "adam") {
    const decays =
      checkNumber(kind, given, "beta1", "from 0 to below 1") ?? checkNumber(kind, given, "beta2", "from 0 to below 1");
    return wrong ?? decays ?? checkNumber(kind, given, "epsilon", "above 0");
  }
  return wrong ?? checkNumber(kind, given, "momentum", "from 0 to below 1") ?? checkNesterov(given);
}

type Range = "above 0" | "from 0 to below 1";

function checkNumber(call: string, given: unknown, option: string, range: Range): Diagnostic | undefined {
  const value = fieldOf(given, option);
  if (
    typeof value === "number" &&
    Number.isFinite(value) &&
    (range === "above 0" ? value > 0 : value >= 0 && value < 1)
  ) {
    return undefined;
  }
  const hint =
    option === "learningRate"
      ? "Try 0.01 first; ten times less when the loss grows."
      : "Leave it out to have the default.";
  return badOption(call, option, value, `a number ${range}`, hint);
}

function checkNesterov(given: unknown): Diagnostic | undefined {
  const nesterov = fieldOf(given, "nesterov");
  if (nesterov === false || (nesterov === true && fieldOf(given, "momentum") !== 0)) return undefined;
  const hint = "Nesterov's rule looks one step of momentum ahead: give a momentum such as 0.9.";
  return badOption("sgd", "nesterov", nesterov, "false, or true with a momentum", hint);
}
