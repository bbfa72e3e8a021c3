/** A network of dense layers, and how it is run. */
export interface Workload {
  readonly name: string;
  /** Inputs, hidden layers, outputs. */
  readonly sizes: readonly number[];
  readonly hidden: "logistic" | "relu";
  /** `squared` is ½(ŷ − y)² on a linear output, `logistic` the same on σ(z), `softmax` cross entropy on scores. */
  readonly output: "squared" | "logistic" | "softmax";
  readonly count: number;
}

const relu = (sizes: readonly number[], count: number): Workload => ({
  name: `${sizes.join("-")}${count === 1 ? "" : ` ×${count}`}`,
  sizes,
  hidden: "relu",
  output: "softmax",
  count,
});

export const WORKLOADS: readonly Workload[] = [
  { name: "neuron", sizes: [1, 1], hidden: "relu", output: "logistic", count: 1 },
  { name: "mcycle 1-10-1", sizes: [1, 10, 1], hidden: "logistic", output: "squared", count: 1 },
  { name: "iris 2-10-3", sizes: [2, 10, 3], hidden: "logistic", output: "softmax", count: 1 },
  relu([100, 50, 10], 1),
  relu([100, 50, 10], 64),
  relu([784, 128, 10], 1),
  relu([784, 128, 10], 32),
];

/** h-h-h nets: no size may be slower than plain loops. */
export const SWEEP: readonly Workload[] = [
  1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 16, 18, 20, 22, 24, 28, 32, 40, 48, 64, 96, 128, 192, 256, 384, 512,
].map((h) => relu([h, h, h], 1));

export const SWEEP_BATCH: readonly Workload[] = [1, 2, 3, 4, 6, 8, 12, 16, 20, 24, 32, 48, 64, 128, 256, 512].map((h) =>
  relu([h, h, h], 6),
);

export const LEARNING_RATE = 1e-3;

/** Numbers between −1 and 1, the same on every machine. */
export function randomNumbers(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return ((state >>> 8) / 2 ** 23) * 2 - 1;
  };
}

export interface Data {
  /** W1, b1, W2, b2, …: each W as [outputs, inputs]. */
  readonly parameters: Float64Array;
  readonly x: Float64Array;
  readonly y: Float64Array;
}

export function dataOf({ sizes, output, count }: Workload): Data {
  const random = randomNumbers(7);
  const [inputs = 1, outputs = 1] = [sizes[0], sizes.at(-1)];
  const parameters: number[] = [];
  for (let layer = 1; layer < sizes.length; layer++) {
    const [from = 1, to = 1] = [sizes[layer - 1], sizes[layer]];
    for (let i = 0; i < from * to; i++) parameters.push(random() / Math.sqrt(from));
    for (let i = 0; i < to; i++) parameters.push(random() / 10);
  }
  const y = new Float64Array(outputs * count);
  for (let n = 0; n < count; n++) {
    if (output === "softmax") y[n * outputs + (n % outputs)] = 1;
    else for (let i = 0; i < outputs; i++) y[n * outputs + i] = Math.abs(random());
  }
  return {
    parameters: Float64Array.from(parameters),
    x: Float64Array.from({ length: inputs * count }, random),
    y,
  };
}

/** Something that trains and predicts, on the data of a workload. */
export interface Contestant {
  readonly name: string;
  /** The parameters as they stand, laid out as in `Data`. */
  parameters(): Float64Array;
  reset(): void;
  trainStep(): void;
  predict(): void;
  /** What `predict` has written. */
  outputs(): Float64Array;
}
