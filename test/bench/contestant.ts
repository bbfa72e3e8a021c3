import type { Data } from "./data.ts";
import type { Timed } from "./race.ts";
import type { Net, Workload } from "./workloads.ts";

/** Something that trains and predicts, on the data of a workload. */
export interface Contestant {
  /** The parameters as they stand, laid out as in `Data`. */
  parameters(): ArrayLike<number>;
  /** Back to the parameters of `Data`. */
  reset(): void;
  /** One step of gradient descent a batch. */
  trainStep(): void;
  predict(): void;
  /** What `predict` has found, example by example. */
  outputs(): ArrayLike<number>;
  /** The net that it trains where it cannot express that of the workload, one example after another. */
  readonly instead?: Net;
  /** Clocks of its own, where a call from here would be the larger part of the time. */
  readonly clocks?: { readonly trainStep: Timed; readonly predict: Timed };
}

/** A column of the table. */
export interface Entry {
  readonly name: string;
  /** The package whose version is told; none for what is written here. */
  readonly package?: string;
  readonly precision: "f64" | "f32";
  /** How far results may lie from ours, relative to the largest. */
  readonly tolerance: number;
  /** What it does not do as we do, in a sentence after its name. */
  readonly note?: string;
  /** Ready to run, or the reason why it cannot. */
  make(workload: Workload, data: Data): Contestant | string | Promise<Contestant | string>;
}
