import { readFileSync } from "node:fs";
import { inputsOf, outputsOf } from "./workloads.ts";
import type { Net, Workload } from "./workloads.ts";

export interface Batch {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

export interface Data {
  /** Weights as [outputs, inputs], then the bias, layer by layer; filters as [filters, rows, columns]; an LSTM's W, b and U. */
  readonly parameters: Float64Array;
  /** All examples, and the same in batches. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly batches: readonly Batch[];
}

/** Numbers between −1 and 1, the same on every machine. */
function randomNumbers(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return ((state >>> 8) / 2 ** 23) * 2 - 1;
  };
}

/** Weights and biases of a net in their order: how many numbers, and how many inputs each output of that layer sums over. */
function layersOf(net: Net): readonly { readonly weights: number; readonly biases: number; readonly fan: number }[] {
  if (net.kind === "dense")
    return net.sizes.slice(1).map((to, l) => {
      const from = net.sizes[l] ?? 1;
      return { weights: from * to, biases: to, fan: from };
    });
  if (net.kind === "conv") {
    const pooled = net.filters * (net.side / 2) ** 2;
    return [
      { weights: net.filters * 9, biases: net.filters, fan: 9 },
      { weights: pooled * net.classes, biases: net.classes, fan: pooled },
    ];
  }
  const fan = net.inputs + net.units;
  return [{ weights: 4 * net.units * fan, biases: 4 * net.units, fan }];
}

export function dataOf(workload: Workload): Data {
  const { net, count, batches } = workload;
  const random = randomNumbers(7);
  const [inputs, outputs, rows] = [inputsOf(net), outputsOf(net), count * batches];
  const parameters = layersOf(net).flatMap(({ weights, biases, fan }) => [
    ...Array.from({ length: weights }, () => random() / Math.sqrt(fan)),
    ...Array.from({ length: biases }, () => random() / 10),
  ]);
  const digits = batches > 1 ? digitRows(rows) : undefined;
  const classes = net.kind === "conv" || (net.kind === "dense" && net.output === "softmax");
  const y = new Float64Array(outputs * rows);
  for (let n = 0; n < rows; n++) {
    if (classes) y[n * outputs + (digits?.[n]?.at(-1) ?? n % outputs)] = 1;
    else for (let i = 0; i < outputs; i++) y[n * outputs + i] = Math.abs(random());
  }
  const x =
    digits === undefined
      ? Float64Array.from({ length: inputs * rows }, random)
      : Float64Array.from(digits.flatMap((row) => row.slice(0, inputs).map((ink) => ink / 16)));
  const part = (all: Float64Array, width: number, k: number): Float64Array =>
    all.subarray(k * count * width, (k + 1) * count * width);
  return {
    parameters: Float64Array.from(parameters),
    x,
    y,
    batches: Array.from({ length: batches }, (_, k) => ({ x: part(x, inputs, k), y: part(y, outputs, k) })),
  };
}

/** Handwritten digits: 64 pixels from 0 to 16, and which digit it is. */
function digitRows(rows: number): readonly (readonly number[])[] {
  const text = readFileSync(new URL("../../examples/digits/digits.csv", import.meta.url), "utf8");
  return text.trim().split("\n").slice(1, 1 + rows).map((line) => line.split(",").map(Number)); // prettier-ignore
}
