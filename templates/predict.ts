/** Predictions for rows. */
import { pack } from "./checks.ts";
import type { Class, Input, Inputs, Network, Outputs } from "./interface.ts";
import { metadata } from "./metadata.ts";

/** Of a network with one input and one output. */
export function predict(network: Network, input: Input, x: Inputs, out?: Outputs): Outputs {
  const rows = pack("predict", input, x);
  const count = rows.length / input.size;
  const result = out ?? new Float64Array(count * metadata.outputs[0]!.size);
  network.forward(rows, result, count);
  return result;
}

/** The class with the largest value, for every row of an output. */
export function likeliest(output: Float64Array, classes: readonly string[]): Class[] {
  const size = classes.length;
  return Array.from({ length: output.length / size }, (_, i) => classes[largest(output, i * size, size)] as Class);
}

/** The index of the largest of `size` values, the first of equals, counted from `start`. */
export function largest(values: Float64Array, start: number, size: number): number {
  let best = 0;
  for (let k = 1; k < size; k++) if (values[start + k]! > values[start + best]!) best = k;
  return best;
}
