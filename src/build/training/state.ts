import type { EmittedNetwork } from "../subject.ts";
import { costOf } from "./figures.ts";
import type { Figures } from "./figures.ts";

/** Where training stands after a whole number of epochs: all that its continuation depends on. Never changed, only replaced. */
export interface TrainingState {
  readonly parameters: Float64Array;
  /** The optimiser's. */
  readonly optimizer: Float64Array;
  /** The figures of every epoch that was run; their number is the epoch. */
  readonly history: readonly Figures[];
  /** The best epoch so far, where a figure is watched. */
  readonly best?: Best;
}

export interface Best {
  /** Counted from 1. */
  readonly epoch: number;
  readonly parameters: Float64Array;
}

/** What is watched for the best epoch. */
export interface Watch {
  readonly monitor: string;
  /** What counts as an improvement. */
  readonly minDelta: number;
}

/** What ends training before its last epoch. */
export interface StopConditions {
  /** Epochs without an improvement. */
  readonly patience?: number;
  /** Of ‖∇J‖ over the training rows, after an epoch. */
  readonly gradientNorm?: number;
  /** Of the difference between the losses of two epochs. */
  readonly lossChange?: number;
}

export type StopReason = "patience" | "gradientNorm" | "lossChange";

export const initialState = ({ parameters, state }: EmittedNetwork): TrainingState => ({
  parameters: Float64Array.from(parameters),
  optimizer: Float64Array.from(state),
  history: [],
});

/** The state after one more epoch, whose weights the network holds. */
export function advance(
  { history, best }: TrainingState,
  { parameters, state }: EmittedNetwork,
  figures: Figures,
  watch: Watch | undefined,
): TrainingState {
  const next = {
    parameters: Float64Array.from(parameters),
    optimizer: Float64Array.from(state),
    history: [...history, figures],
  };
  if (watch === undefined) return next;
  const cost = (of: Figures | undefined): number => costOf(watch.monitor, of?.[watch.monitor] ?? NaN);
  const isBetter = best === undefined || cost(figures) < cost(history[best.epoch - 1]) - watch.minDelta;
  const epoch = next.history.length;
  return { ...next, best: isBetter ? { epoch, parameters: next.parameters } : best };
}

/** Why training ends here, if it does. A function of the state alone, so that a resumed training ends where an uninterrupted one does. */
export function reasonToStop(
  { history, best }: TrainingState,
  { patience, gradientNorm, lossChange }: StopConditions,
): StopReason | undefined {
  const [last, previous] = [history.at(-1), history.at(-2)];
  if (last === undefined) return undefined;
  if (gradientNorm !== undefined && (last["gradientNorm"] ?? NaN) <= gradientNorm) return "gradientNorm";
  const change = Math.abs((last["loss"] ?? NaN) - (previous?.["loss"] ?? NaN));
  if (lossChange !== undefined && change <= lossChange) return "lossChange";
  // 0 is as good as 1: the first epoch that is no better ends training, as in Keras.
  if (patience !== undefined && best !== undefined && history.length - best.epoch >= Math.max(patience, 1)) {
    return "patience";
  }
  return undefined;
}

/** Puts weights back into a network, as they were at the end of an epoch. */
export function restore(net: EmittedNetwork, parameters: Float64Array, optimizer: Float64Array): void {
  net.parameters.set(parameters);
  net.state.set(optimizer);
}
