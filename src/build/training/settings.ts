import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { didYouMean } from "../../diagnostics/suggest.ts";
import type { CheckpointCourse, CheckpointSettings } from "../../load/checkpoint.ts";
import type { StopConditions, Watch } from "./state.ts";

/** What may be said about the course of training. */
export interface CourseOptions {
  /** Default 500. */
  readonly epochs?: number;
  /** Rows a step; default 16. */
  readonly batchSize?: number;
  /** Of the initial parameters, the order of the rows, and which of them are held out; default 0. */
  readonly seed?: number;
  /** The share of the rows that are held out and scored in the end; default 0.2. */
  readonly testSplit?: number;
  /** The share of the rows that are scored after every epoch; default 0.2 with `patience`, unless a training figure is watched; else 0. */
  readonly validationSplit?: number;
  /** How many epochs without improvement end training; left out, none do. */
  readonly patience?: number;
  /** What counts as an improvement; default 0: anything. */
  readonly minDelta?: number;
  /** The figure that tells the best epoch; default `valLoss`, or `loss` without validation rows. */
  readonly monitor?: string;
  /** Ends training when ‖∇J‖ over the training rows is not above it. */
  readonly stopGradientNorm?: number;
  /** Ends training when the losses of two epochs differ by no more. */
  readonly stopLossChange?: number;
}

const DEFAULTS = { epochs: 500, batchSize: 16, seed: 0, testSplit: 0.2, validationSplit: 0.2 } as const;

/** The settings of a training; those that are left out are the checkpoint's, if it goes on from one. */
export function settingsOf(options: CourseOptions, checkpoint?: CheckpointSettings): CheckpointSettings {
  const { patience, monitor = checkpoint?.monitor } = options;
  const watchesTraining = monitor !== undefined && !monitor.startsWith("val");
  const byDefault = (patience !== undefined && !watchesTraining) || monitor?.startsWith("val") === true;
  const validationSplit =
    options.validationSplit ?? checkpoint?.validationSplit ?? (byDefault ? DEFAULTS.validationSplit : 0);
  const watched = monitor ?? (validationSplit > 0 ? "valLoss" : patience === undefined ? undefined : "loss");
  return {
    batchSize: options.batchSize ?? checkpoint?.batchSize ?? DEFAULTS.batchSize,
    seed: options.seed ?? checkpoint?.seed ?? DEFAULTS.seed,
    testSplit: options.testSplit ?? checkpoint?.testSplit ?? DEFAULTS.testSplit,
    validationSplit,
    ...(watched !== undefined && { monitor: watched }),
  };
}

/** What ends training, whether the options say it or the checkpoint that they go on from. */
export const courseOf = (
  { epochs, patience, minDelta, stopGradientNorm, stopLossChange }: CourseOptions,
  checkpoint?: CheckpointCourse,
): CheckpointCourse => ({
  ...checkpoint,
  epochs: epochs ?? checkpoint?.epochs ?? DEFAULTS.epochs,
  ...(patience !== undefined && { patience }),
  ...(minDelta !== undefined && { minDelta }),
  ...(stopGradientNorm !== undefined && { stopGradientNorm }),
  ...(stopLossChange !== undefined && { stopLossChange }),
});

/** What is watched for the best epoch, if anything is. Stops when there is no such figure. */
export function watchOf({ monitor }: CheckpointSettings, figures: readonly string[], minDelta = 0): Watch | undefined {
  if (monitor === undefined || figures.includes(monitor))
    return monitor === undefined ? undefined : { monitor, minDelta };
  const mistake: Diagnostic = {
    code: "bad-option",
    message: `--monitor is ${JSON.stringify(monitor)}`,
    found: JSON.stringify(monitor),
    expected: `one of ${figures.join(", ")}`,
    hint: didYouMean(monitor, figures, "Figures of validation rows need --validation-split."),
  };
  throw new DiagnosticError([mistake]);
}

export const stopsOf = ({ patience, stopGradientNorm, stopLossChange }: CourseOptions): StopConditions => ({
  ...(patience !== undefined && { patience }),
  ...(stopGradientNorm !== undefined && { gradientNorm: stopGradientNorm }),
  ...(stopLossChange !== undefined && { lossChange: stopLossChange }),
});
