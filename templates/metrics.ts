/** How well outputs meet targets. */
import type { Metrics } from "./interface.ts";
import { largest } from "./classify.ts";

/** The share of rows whose likeliest class is the right one. */
export function accuracy(target: Float64Array, output: Float64Array, size: number): number {
  let right = 0;
  for (let i = 0; i < target.length; i += size) {
    if (largest(target.subarray(i, i + size)) === largest(output.subarray(i, i + size))) right++;
  }
  return (right * size) / target.length;
}

/** How far an output is off. */
export function errors(target: Float64Array, output: Float64Array, size: number): Omit<Metrics, "loss" | "accuracy"> {
  let rSquared = 0;
  let absolute = 0;
  let squared = 0;
  for (let j = 0; j < size; j++) {
    let mean = 0;
    let error = 0;
    let spread = 0;
    for (let i = j; i < target.length; i += size) mean += (target[i]! * size) / target.length;
    for (let i = j; i < target.length; i += size) {
      absolute += Math.abs(target[i]! - output[i]!);
      error += (target[i]! - output[i]!) ** 2;
      spread += (target[i]! - mean) ** 2;
    }
    squared += error;
    rSquared += spread > 0 ? 1 - error / spread : 0;
  }
  return { rSquared: rSquared / size, mae: absolute / target.length, rmse: Math.sqrt(squared / target.length) };
}

/** Of a network with several targets of a kind: the mean of each figure over them. */
export function average<T extends Readonly<Record<string, number>>>(first: T, ...others: readonly T[]): T {
  const mean = (name: string): number => others.reduce((sum, other) => sum + other[name]!, first[name]!);
  const means = Object.keys(first).map((name) => [name, mean(name) / (others.length + 1)]);
  return Object.fromEntries(means) as T;
}
