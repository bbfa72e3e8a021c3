/** How well outputs meet targets. */
import { zeros } from "./checks.ts";
import type { ClassScores, Errors } from "./interface.ts";

/** How many rows of each class (first index) were taken for each class (second); `classOf` tells it from the values of a row. */
export function confusion(
  target: Float64Array,
  output: Float64Array,
  size: number,
  classOf: (values: Float64Array) => number,
  classes: number = size,
): number[][] {
  const matrix = Array.from({ length: classes }, () => Array<number>(classes).fill(0));
  for (let i = 0; i < target.length; i += size) {
    matrix[classOf(target.subarray(i, i + size))]![classOf(output.subarray(i, i + size))]!++;
  }
  return matrix;
}

/** The rows that class indices stand for: a 1 at the index, else 0. */
export function classRows(indices: Int32Array, classes: number): Float64Array {
  const rows = zeros(indices.length * classes);
  indices.forEach((k, i) => (rows[i * classes + k] = 1));
  return rows;
}

/** The class of one probability: 1 from above the threshold 0.5. */
export const aboveHalf = (values: Float64Array): number => Number(values[0]! > 0.5);

/**
 * Precision, recall and F1 are of class 1 where there are two classes, else means over the classes that occur; a quotient by
 * zero counts as 0 (the conventions of scikit-learn).
 */
export function classScores(matrix: readonly (readonly number[])[]): ClassScores {
  let right = 0;
  let total = 0;
  let classes = 0;
  let precision = 0;
  let recall = 0;
  let f1 = 0;
  matrix.forEach((row, k) => {
    const hits = row[k]!;
    const actual = row.reduce((sum, n) => sum + n);
    const predicted = matrix.reduce((sum, row) => sum + row[k]!, 0);
    right += hits;
    total += actual;
    if (k === 0 && matrix.length === 2) return;
    if (actual + predicted > 0) classes++;
    precision += hits / predicted || 0;
    recall += hits / actual || 0;
    f1 += (2 * hits) / (actual + predicted) || 0;
  });
  classes ||= 1;
  return { accuracy: right / total, precision: precision / classes, recall: recall / classes, f1: f1 / classes };
}

/** How far an output is off. R² is a mean over columns; that of a constant column is 1 where it is met exactly, else 0. */
export function errors(target: Float64Array, output: Float64Array, size: number): Errors {
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
    rSquared += spread > 0 ? 1 - error / spread : Number(error === 0);
  }
  return { rSquared: rSquared / size, mae: absolute / target.length, rmse: Math.sqrt(squared / target.length) };
}

/** Of a network with several targets of a kind: the mean of each figure over them. */
export function average<T extends Readonly<Record<string, number>>>(first: T, ...others: readonly T[]): T {
  const mean = (name: string): number => others.reduce((sum, other) => sum + other[name]!, first[name]!);
  const means = Object.keys(first).map((name) => [name, mean(name) / (others.length + 1)]);
  return Object.fromEntries(means) as T;
}
