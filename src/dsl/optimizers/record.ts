import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Descent, Optimizer, Schedule } from "../../ir/optimizer.ts";
import { badOption, checkOptions, fieldOf } from "../arguments.ts";
import { mistakeIn, withMistake } from "../mistakes.ts";

/** What all optimisers that step from a gradient take. */
export interface CommonOptions {
  /** α, above 0. */
  readonly learningRate?: number;
  /** What α is multiplied by from step to step: `stepDecay`, `exponentialDecay`, `cosineDecay`, `warmUp`. Default: nothing. */
  readonly schedule?: Schedule;
  /** Keeps every partial derivative between ± this, as Keras' `clipvalue` and PyTorch's `clip_grad_value_`. Default: no clipping. */
  readonly clipValue?: number;
  /**
   * Shortens the gradient, all parameters together, to this length where it is longer, as Keras' `global_clipnorm` and PyTorch's
   * `clip_grad_norm_`. After `clipValue`, where both are given. Default: no clipping.
   */
  readonly globalClipNorm?: number;
}

type Settings = Readonly<Record<string, number | boolean>>;

export type Range = "above 0" | "0 or more" | "from 0 to below 1";

/** Everything about an optimiser: adding one is writing one. */
export interface OptimizerRecord<S extends Settings> {
  readonly kind: string;
  /** The default. */
  readonly learningRate: number;
  /** The other settings with their defaults. */
  readonly settings: S;
  /** What the numbers among them may be. */
  readonly ranges: Partial<Readonly<Record<keyof S & string, Range>>>;
  readonly check?: (settings: Settings) => Diagnostic | undefined;
  readonly descent: (settings: S) => Descent;
}

export type OptionsOf<S extends Settings> = CommonOptions & { readonly [K in keyof S]?: S[K] };

/** The function of the DSL that a record stands for. */
export function optimizerOf<S extends Settings>(record: OptimizerRecord<S>, options: OptionsOf<S> = {}): Optimizer {
  const { kind, ranges, check, descent } = record;
  const known = ["learningRate", ...Object.keys(record.settings), "schedule", "clipValue", "globalClipNorm"];
  const odd = checkOptions(kind, options, known);
  const given: OptionsOf<S> = odd === undefined ? options : {};
  const settings = { ...record.settings };
  for (const key of Object.keys(record.settings)) Object.assign(settings, { [key]: given[key] ?? settings[key] });
  const { learningRate = record.learningRate, schedule, clipValue, globalClipNorm } = given;
  const wrong =
    odd ??
    checkNumber(kind, "learningRate", learningRate, "above 0") ??
    first(Object.entries(ranges).map(([option, range]) => checkNumber(kind, option, settings[option], range))) ??
    check?.(settings) ??
    checkSchedule(kind, schedule) ??
    (clipValue === undefined ? undefined : checkNumber(kind, "clipValue", clipValue, "above 0")) ??
    (globalClipNorm === undefined ? undefined : checkNumber(kind, "globalClipNorm", globalClipNorm, "above 0"));
  const optimizer: Optimizer = {
    kind,
    learningRate,
    settings,
    descent: descent(settings),
    ...(schedule !== undefined && { schedule }),
    ...(clipValue !== undefined && { clipValue }),
    ...(globalClipNorm !== undefined && { globalClipNorm }),
  };
  return withMistake(optimizer, wrong);
}

const first = (found: readonly (Diagnostic | undefined)[]): Diagnostic | undefined =>
  found.find((diagnostic) => diagnostic !== undefined);

function checkNumber(call: string, option: string, value: unknown, range: Range = "above 0"): Diagnostic | undefined {
  const inRange = {
    "above 0": (x: number) => x > 0,
    "0 or more": (x: number) => x >= 0,
    "from 0 to below 1": (x: number) => x >= 0 && x < 1,
  }[range];
  if (typeof value === "number" && Number.isFinite(value) && inRange(value)) return undefined;
  const hint =
    option === "learningRate"
      ? "Try 0.01 first; ten times less when the loss grows."
      : "Leave it out to have the default.";
  return badOption(call, option, value, `a number ${range}`, hint);
}

function checkSchedule(kind: string, schedule: unknown): Diagnostic | undefined {
  if (schedule === undefined) return undefined;
  const early = mistakeIn(schedule);
  if (early !== undefined) return early;
  if (typeof fieldOf(schedule, "factor") === "function") return undefined;
  const hint = "As in schedule: cosineDecay({ steps: 1000 }).";
  return badOption(kind, "schedule", schedule, "what stepDecay(…), cosineDecay(…) and the like return", hint);
}

/** What is wrong with what stands for an optimizer. */
export function checkOptimizer(given: unknown): Diagnostic | undefined {
  const early = mistakeIn(given);
  if (early !== undefined) return early;
  if (typeof fieldOf(given, "descent") === "function" || fieldOf(given, "kind") === "lbfgs") return undefined;
  const hint = "As in optimizer: adam({ learningRate: 0.001 }).";
  return badOption("network", "optimizer", given, "what sgd(…) or adam(…) returns", hint);
}
