/** Predictions for rows, where there are several inputs or outputs. */
import type { Calls } from "./calls.ts";
import { metadata } from "./metadata.ts";
import { readRows } from "./rows.ts";

/** All outputs, in the order of their declaration; written to the arrays of `out` where given. */
export function predictAll(calls: Calls, x: unknown, out: readonly (Float64Array | undefined)[]): Float64Array[] {
  const [arrays, count] = readRows("predict", x);
  const first = arrays.length - metadata.outputs.length;
  const outputs = arrays.slice(first).map((array, i) => out[i] ?? (array as Float64Array));
  calls.predictArrays([...arrays.slice(0, first), ...outputs], count);
  return outputs;
}
