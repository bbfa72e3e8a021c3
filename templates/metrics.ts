/** How well outputs meet targets. */
import type { Metrics } from "./interface.ts";
import { largest } from "./predict.ts";

/** A target, the output that predicts it, and the number of values of an example. */
export type Pair = readonly [target: Float64Array, output: Float64Array, size: number];

/** The share of labels whose likeliest class is the right one. */
export function accuracy(...pairs: readonly Pair[]): Pick<Metrics, "accuracy"> {
  let right = 0;
  let total = 0;
  for (const [target, output, size] of pairs) {
    for (let i = 0; i < target.length; i += size, total++) {
      if (largest(target, i, size) === largest(output, i, size)) right++;
    }
  }
  return { accuracy: right / total };
}

/** The errors of numbers. */
export function errors(...pairs: readonly Pair[]): Pick<Metrics, "rSquared" | "mae" | "rmse"> {
  let rSquared = 0;
  let columns = 0;
  let absolute = 0;
  let squared = 0;
  let values = 0;
  for (const [target, output, size] of pairs) {
    values += target.length;
    for (let j = 0; j < size; j++, columns++) {
      let [mean, error, spread] = [0, 0, 0];
      for (let i = j; i < target.length; i += size) mean += (target[i]! * size) / target.length;
      for (let i = j; i < target.length; i += size) {
        absolute += Math.abs(target[i]! - output[i]!);
        error += (target[i]! - output[i]!) ** 2;
        spread += (target[i]! - mean) ** 2;
      }
      squared += error;
      rSquared += spread > 0 ? 1 - error / spread : 0;
    }
  }
  return { rSquared: rSquared / columns, mae: absolute / values, rmse: Math.sqrt(squared / values) };
}
