/** How the learning rate changes from step to step: factors of the α that the optimiser has, which may still be set at any time. */
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Schedule } from "../ir/optimizer.ts";
import { add, div, mul, sub } from "../ops/arithmetic.ts";
import { maximum, minimum } from "../ops/bounds.ts";
import { greaterEqual } from "../ops/comparison.ts";
import { equal, select } from "../ops/piecewise.ts";
import { floor } from "../ops/rounding.ts";
import { cos } from "../ops/transcendental.ts";
import { badOption, checkOptions, fieldOf } from "./arguments.ts";
import { mistakeIn, withMistake } from "./mistakes.ts";

const wholeSteps = (call: string, option: string, value: unknown): Diagnostic | undefined =>
  Number.isSafeInteger(value) && Number(value) > 0
    ? undefined
    : badOption(
        call,
        option,
        value,
        "a whole number from 1",
        "Steps are batches: an epoch of 120 rows in batches of 16 has 8.",
      );

const share = (call: string, option: string, value: unknown, least: boolean): Diagnostic | undefined =>
  typeof value === "number" && (least ? value >= 0 : value > 0) && value <= 1
    ? undefined
    : badOption(
        call,
        option,
        value,
        `a number from ${least ? "0" : "above 0"} to 1`,
        "It is a factor of the learning rate.",
      );

const isRecord = (value: unknown): boolean => typeof value === "object" && value !== null;

export interface StepDecayOptions {
  /** How many steps of the optimiser lie between two changes. */
  readonly every: number;
  /** What α is multiplied by then, above 0 and up to 1. Default 0.1. */
  readonly factor?: number;
}

/** α · factor^⌊t/every⌋ in step t = 0, 1, …: PyTorch's `StepLR`, Keras' `ExponentialDecay(staircase=True)`. */
export function stepDecay(options: StepDecayOptions): Schedule {
  const odd = isRecord(options)
    ? undefined
    : badOption("stepDecay", "its argument", options, "an object", "As in stepDecay({ every: 100 }).");
  const every = fieldOf(options, "every");
  const factor = fieldOf(options, "factor") ?? 0.1;
  const wrong =
    odd ??
    checkOptions("stepDecay", options, ["every", "factor"]) ??
    wholeSteps("stepDecay", "every", every) ??
    share("stepDecay", "factor", factor, false);
  return withMistake<Schedule>(
    {
      kind: "stepDecay",
      factor: ({ on, step, started, state, replace }) => {
        const decay = state("schedule.decay", "decay", 1);
        const done = on(add, [step, 1]);
        const periods = on(floor, [on(div, [done, Number(every)])]);
        const ends = on(equal, [on(mul, [periods, Number(every)]), done]);
        const changes = started === undefined ? ends : on(mul, [ends, started]);
        replace(decay, on(select, [changes, on(mul, [decay, Number(factor)]), decay]));
        return decay;
      },
    },
    wrong,
  );
}

/** α · rateᵗ in step t = 0, 1, …: PyTorch's `ExponentialLR`, called after every step. Keras' decay_rate is rate^decay_steps. */
export function exponentialDecay(options: {
  /** Above 0 and up to 1, such as 0.999. */ readonly rate: number;
}): Schedule {
  const odd = isRecord(options)
    ? undefined
    : badOption("exponentialDecay", "its argument", options, "an object", "As in exponentialDecay({ rate: 0.999 }).");
  const rate = fieldOf(options, "rate");
  const wrong =
    odd ?? checkOptions("exponentialDecay", options, ["rate"]) ?? share("exponentialDecay", "rate", rate, false);
  return withMistake<Schedule>(
    {
      kind: "exponentialDecay",
      // A running product, which is the same on every engine, where `pow` is not.
      factor: ({ on, started, state, replace }) => {
        const decay = state("schedule.decay", "decay", 1);
        const next = on(mul, [decay, Number(rate)]);
        replace(decay, started === undefined ? next : on(select, [started, next, decay]));
        return decay;
      },
    },
    wrong,
  );
}

export interface CosineDecayOptions {
  /** After how many steps of the optimiser the end is reached. */
  readonly steps: number;
  /** The share of α that is left then, from 0 to 1. Default 0. */
  readonly minimum?: number;
}

/**
 * α (c + (1 − c)(1 + cos πt/steps)/2) in step t = 0, 1, …, and α c from t = steps on, c = minimum (Loshchilov and Hutter 2017): Keras'
 * `CosineDecay`, PyTorch's `CosineAnnealingLR`.
 */
export function cosineDecay(options: CosineDecayOptions): Schedule {
  const odd = isRecord(options)
    ? undefined
    : badOption("cosineDecay", "its argument", options, "an object", "As in cosineDecay({ steps: 1000 }).");
  const steps = fieldOf(options, "steps");
  const least = fieldOf(options, "minimum") ?? 0;
  const wrong =
    odd ??
    checkOptions("cosineDecay", options, ["steps", "minimum"]) ??
    wholeSteps("cosineDecay", "steps", steps) ??
    share("cosineDecay", "minimum", least, true);
  return withMistake<Schedule>(
    {
      kind: "cosineDecay",
      factor: ({ on, step }) => {
        const share = on(minimum, [on(div, [step, Number(steps)]), 1]);
        const wave = on(add, [on(cos, [on(mul, [share, Math.PI])]), 1]);
        return on(add, [on(mul, [wave, (1 - Number(least)) / 2]), Number(least)]);
      },
    },
    wrong,
  );
}

export interface WarmUpOptions {
  /** How many steps of the optimiser it takes to reach α. */
  readonly steps: number;
  /** The schedule that follows, its own steps counted from there. Default: α stays. */
  readonly after?: Schedule;
}

/** α (t + 1)/steps in step t = 0, 1, … up to α, then another schedule: PyTorch's `LinearLR` and `SequentialLR`. */
export function warmUp(options: WarmUpOptions): Schedule {
  const odd = isRecord(options)
    ? undefined
    : badOption("warmUp", "its argument", options, "an object", "As in warmUp({ steps: 100 }).");
  const steps = fieldOf(options, "steps");
  const after = odd === undefined ? options.after : undefined;
  const wrong =
    odd ??
    checkOptions("warmUp", options, ["steps", "after"]) ??
    wholeSteps("warmUp", "steps", steps) ??
    mistakeIn(after) ??
    (after === undefined || typeof fieldOf(after, "factor") === "function"
      ? undefined
      : badOption(
          "warmUp",
          "after",
          after,
          "another schedule",
          "As in warmUp({ steps: 100, after: cosineDecay({ steps: 900 }) }).",
        ));
  return withMistake<Schedule>(
    {
      kind: "warmUp",
      factor: (rule) => {
        const { on, step } = rule;
        const rise = on(minimum, [on(div, [on(add, [step, 1]), Number(steps)]), 1]);
        if (after === undefined) return rise;
        const started = on(greaterEqual, [step, Number(steps)]);
        const own = on(maximum, [on(sub, [step, Number(steps)]), 0]);
        return on(mul, [rise, after.factor({ ...rule, step: own, started })]);
      },
    },
    wrong,
  );
}
