/** A network, in sizes. */
export type Net = DenseNet | ConvNet | LstmNet;

export interface DenseNet {
  readonly kind: "dense";
  /** Inputs, hidden layers, outputs. */
  readonly sizes: readonly number[];
  readonly hidden: "logistic" | "relu";
  /**
   * `linear` and `logistic` outputs have ½(ŷ − y)², `softmax` cross entropy on scores. The other two are what some libraries train in place
   * of these: `relu` outputs with ½(ŷ − y)², `crossEntropies` of one logistic output each.
   */
  readonly output: "linear" | "logistic" | "softmax" | "relu" | "crossEntropies";
}

/** A picture of one channel, filters of 3x3 with a border of zeros, ReLU, max pooling of 2x2, a dense layer, softmax cross entropy. */
export interface ConvNet {
  readonly kind: "conv";
  readonly side: number;
  readonly filters: number;
  readonly classes: number;
}

/** The state of an LSTM after the last step, with ½(h − y)². */
export interface LstmNet {
  readonly kind: "lstm";
  readonly steps: number;
  readonly inputs: number;
  readonly units: number;
}

/** A network, and how it is run. */
export interface Workload {
  readonly name: string;
  readonly net: Net;
  /** Examples in a batch. */
  readonly count: number;
  /** Batches in what is timed: more than one make an epoch. */
  readonly batches: number;
}

const dense = (
  name: string,
  sizes: readonly number[],
  hidden: DenseNet["hidden"],
  output: DenseNet["output"],
): Workload => ({ name, net: { kind: "dense", sizes, hidden, output }, count: 1, batches: 1 });

/** ReLU and softmax. */
const classifier = (sizes: readonly number[], count: number): Workload => ({
  ...dense(`${sizes.join("-")}${count === 1 ? "" : ` ×${count}`}`, sizes, "relu", "softmax"),
  count,
});

export const WORKLOADS: readonly Workload[] = [
  dense("neuron", [1, 1], "relu", "logistic"),
  dense("mcycle 1-10-1", [1, 10, 1], "logistic", "linear"),
  dense("iris 2-10-3", [2, 10, 3], "logistic", "softmax"),
  classifier([100, 50, 10], 1),
  classifier([100, 50, 10], 64),
  classifier([784, 128, 10], 1),
  classifier([784, 128, 10], 32),
  { name: "conv 8x8 ×16", net: { kind: "conv", side: 8, filters: 8, classes: 10 }, count: 16, batches: 1 },
  { name: "LSTM 16→32, 20 steps", net: { kind: "lstm", steps: 20, inputs: 16, units: 32 }, count: 1, batches: 1 },
  // 1,792 of the 1,797 digits, so that all batches are of one size.
  { ...classifier([64, 32, 10], 32), name: "digits 64-32-10, epoch", batches: 56 },
];

/** Sizes a side in the sweep. */
const SIDES: readonly number[] = [1, 2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512];

/** No size may be slower than plain loops: n-n-n, n-1 and 1-n, one example and sixteen. */
export const SWEEP: readonly Workload[] = [1, 16].flatMap((count) => [
  ...SIDES.map((n) => classifier([n, n, n], count)),
  ...SIDES.map((n) => ({
    ...classifier([n, 1], count),
    net: dense("", [n, 1], "relu", "logistic").net,
  })),
  ...SIDES.slice(1).map((n) => classifier([1, n], count)),
]);

export const LEARNING_RATE = 1e-3;

export const inputsOf = (net: Net): number =>
  net.kind === "dense" ? (net.sizes[0] ?? 1) : net.kind === "conv" ? net.side ** 2 : net.steps * net.inputs;

export const outputsOf = (net: Net): number =>
  net.kind === "dense" ? (net.sizes.at(-1) ?? 1) : net.kind === "conv" ? net.classes : net.units;
