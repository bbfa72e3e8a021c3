/** How the parts that know no network reach its functions. */
import type { Metrics } from "./interface.ts";

/** In the order inputs, outputs, targets. */
export type Arrays = readonly (Float64Array | Int32Array)[];

export type Examples = readonly [arrays: Arrays, count: number];

/** The functions of one network, called in one way for all networks. */
export interface Calls {
  /** Whether `fit` is at work. */
  fitting?: boolean;
  predictArrays(arrays: Arrays, count: number): void;
  backward(arrays: Arrays, count: number): void;
  trainStep(arrays: Arrays, count: number): void;
  confusion(arrays: Arrays, count: number): number[][];
  metrics(arrays: Arrays, count: number): Metrics;
  adapt(arrays: Arrays): void;
}
