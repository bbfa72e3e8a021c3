/**
 * Compiled by nngen 0.1.0 from net.ts: a change made here is lost when it is compiled again.
 *
 * two-layer: a network with 5560 parameters
 *
 *   inputs     x [100]
 *   targets    labels [10] (0, 1, 2, 3, 4, 5, 6, 7, 8, 9)
 *   outputs    y_pred [10] (0, 1, 2, 3, 4, 5, 6, 7, 8, 9)
 *   optimizer  sgd
 *   precision  f64
 *   memory     94504 bytes a network
 *   gradient   agrees with central differences: the largest error is 9.1e-11, at linear2.bias[3]
 *   sha256     ed359da385b9b0598b19ffcfc97721e70524c390eff5d66c0ad9969702cd5ccc
 *
 *   W1 = linear1.weight [50, 100]
 *   b1 = linear1.bias [50]
 *   W2 = linear2.weight [10, 50]
 *   b2 = linear2.bias [10]
 */

/** The number of values in `parameters`. */
export const PARAMETER_COUNT: number = 5560;

/** What the network is made of. */
export const metadata: Metadata = {
  name: "two-layer",
  precision: "f64",
  inputs: [
    { name: "x", shape: [100], size: 100 },
    {
      name: "labels",
      shape: [10],
      size: 10,
      target: true,
      label: "labels",
      classes: ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"],
    },
  ],
  outputs: [{ name: "y_pred", shape: [10], size: 10, classes: ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"] }],
  parameters: [
    { name: "linear1.weight", shape: [50, 100], offset: 0, size: 5000, trainable: true },
    { name: "linear1.bias", shape: [50], offset: 5000, size: 50, trainable: true },
    { name: "linear2.weight", shape: [10, 50], offset: 5050, size: 500, trainable: true },
    { name: "linear2.bias", shape: [10], offset: 5550, size: 10, trainable: true },
  ],
  state: [],
};

/**
 * One network, with every array that it will ever need. Arrays are row-major, `count` examples one after another; an argument
 * that is left out is the array of that name in `buffers`. A wrong length or count is a RangeError.
 */
export interface TwoLayer {
  /** Flat, in the order of `metadata.parameters`. */
  readonly parameters: Float64Array;
  /** ∇J, laid out like `parameters`. */
  readonly gradient: Float64Array;
  /** The optimiser's memory and running statistics, in the order of `metadata.state`. */
  readonly state: Float64Array;
  /** [J] of the latest `backward` or `trainStep`, the regulariser included. */
  readonly loss: Float64Array;
  /** One example each, used where arrays are left out. */
  readonly buffers: { readonly x: Float64Array; readonly labels: Float64Array; readonly y_pred: Float64Array };
  /** Set to true in a callback, it ends `fit` after the step or epoch at hand; `fit` sets it to false when it begins. */
  stopTraining: boolean;
  /** The step size α. */
  learningRate: number;
  /** The m of the regulariser λ/(2m) Σ w²: the size of the training set, set by `fit`; 0 stands for `count`. */
  trainingSize: number;
  /** Draws all parameters anew and clears the state: the same numbers for a seed on every machine. Allocates a little. */
  initialize(seed?: number): void;
  /** Predicts: writes the outputs. Allocates nothing. */
  forward(x?: Float64Array, y_pred?: Float64Array, count?: number): void;
  /** Writes `gradient` and `loss[0]`. Allocates nothing. */
  backward(x?: Float64Array, labels?: Float64Array, count?: number): void;
  /** One step of the optimiser, from `gradient` as it stands. Allocates nothing. */
  update(): void;
  /** `backward`, then `update`, in one: `loss[0]` is J before the step, `gradient` is left unspecified. Allocates nothing. */
  trainStep(x?: Float64Array, labels?: Float64Array, count?: number): void;
  /** J. Allocates nothing but the number that it returns. */
  objective(x?: Float64Array, labels?: Float64Array, count?: number): number;
  /** Takes over the parameters and the state of another network of this kind. Allocates nothing. */
  copyFrom(other: TwoLayer): void;
  /**
   * Trains, and sets `trainingSize` to the number of training rows. Rejects with a RangeError for rows and options that do not
   * fit and while another `fit` is at work, before anything is changed, and at the first loss that is not finite; the `name` of
   * that error is "DivergenceError". Allocates copies of the rows, an order and the figures for every epoch, and in a step
   * nothing but single numbers and what `onBatchEnd` is told. Needs no timers, but where there are some, it lets other work run
   * every now and then.
   */
  fit(x: Inputs, y: Targets, options?: FitOptions): Promise<History>;
  /** The outputs for each row. Allocates the result unless given `out`, and a copy of the rows. */
  predict(x: Inputs, out?: Outputs): Outputs;
  /** The likeliest class of each row: `const [species] = net.classify([1.4, 0.2])`. Allocates as `predict` does. */
  classify(x: Inputs): Class[];
  /** J and how well predictions meet the targets. Allocates the predictions, copies of the rows, and a little for each row. */
  evaluate(x: Inputs, y: Targets): Metrics;
  /** How many rows of each class (first index) are taken for each class (second). Allocates as `evaluate` does. */
  confusionMatrix(x: Inputs, y: Targets): number[][];
  /** A table of the layers, as Keras lays it out; None stands for the number of examples. Allocates its text. */
  summary(): string;
  /** Parameters and state as a safetensors file; the same bytes for the same numbers. Allocates the file. */
  save(): Uint8Array;
  /**
   * Takes over the parameters from a safetensors file, and the state where the file holds all of it (else it starts anew).
   * Checks everything first: an Error leaves the network as it was. Allocates copies of the file and its tensors.
   */
  load(bytes: Uint8Array): void;
}

/** Makes a network; as many as one likes. Allocates all that it will ever need. */
export function create(options: CreateOptions = {}): TwoLayer {
  const parameters = zeros(PARAMETER_COUNT);
  const gradient = zeros(PARAMETER_COUNT);
  const loss = zeros(1);
  const inputs = metadata.inputs;
  const outputs = metadata.outputs;
  const state = zeros(0);
  const hyper = Float64Array.of(0.01, 0); // learningRate, trainingSize
  const buffers: TwoLayer["buffers"] = { x: zeros(100), labels: zeros(10), y_pred: zeros(10) };
  const W1 = parameters.subarray(0, 5000); // linear1.weight
  const b1 = parameters.subarray(5000, 5050); // linear1.bias
  const W2 = parameters.subarray(5050, 5550); // linear2.weight
  const b2 = parameters.subarray(5550, 5560); // linear2.bias
  const dW1 = gradient.subarray(0, 5000); // ∂J/∂linear1.weight
  const db1 = gradient.subarray(5000, 5050); // ∂J/∂linear1.bias
  const dW2 = gradient.subarray(5050, 5550); // ∂J/∂linear2.weight
  const db2 = gradient.subarray(5550, 5560); // ∂J/∂linear2.bias
  const h_relu = zeros(200); // h_relu
  const linear1 = zeros(200); // linear1
  const linear2 = zeros(40); // linear2
  const exp = zeros(40); // exp
  const linear2Bar = zeros(40); // linear2Bar
  const h_reluBar = zeros(50); // h_reluBar
  // In nested loops V8 takes an array for fixed where a constant of the function holds it.
  const views = { W1, W2, h_relu, linear2, exp, dW2, linear2Bar, dW1, h_reluBar };

  /** Runs the network in inference mode on `count` examples and writes the outputs. Allocates nothing. */
  function forward(x: Float64Array = buffers.x, y_pred: Float64Array = buffers.y_pred, count: number = 1): void {
    check("forward", inputs[0]!, x, count);
    check("forward", outputs[0]!, y_pred, count);
    const { W1, W2, h_relu } = views;
    for (let n = 0; n < count - 3; n += 4) {
      // t1 = x·W1ᵀ   [50]   net.ts:8
      // linear1 = t1 + b1   [50]   net.ts:8
      // h_relu = relu(linear1)   [50]   net.ts:9
      for (let i = 0; i < 50; i += 2) {
        let t1_0_0 = 0;
        let t1_0_1 = 0;
        let t1_1_0 = 0;
        let t1_1_1 = 0;
        let t1_2_0 = 0;
        let t1_2_1 = 0;
        let t1_3_0 = 0;
        let t1_3_1 = 0;
        for (let j = 0; j < 100; j++) {
          const w_ij = W1[i * 100 + j]!;
          const x_nj = x[n * 100 + j]!;
          t1_0_0 += w_ij * x_nj;
          const w_ij_2 = W1[i * 100 + j + 100]!;
          t1_0_1 += w_ij_2 * x_nj;
          const x_nj_2 = x[n * 100 + j + 100]!;
          t1_1_0 += w_ij * x_nj_2;
          t1_1_1 += w_ij_2 * x_nj_2;
          const x_nj_3 = x[n * 100 + j + 200]!;
          t1_2_0 += w_ij * x_nj_3;
          t1_2_1 += w_ij_2 * x_nj_3;
          const x_nj_4 = x[n * 100 + j + 300]!;
          t1_3_0 += w_ij * x_nj_4;
          t1_3_1 += w_ij_2 * x_nj_4;
        }
        const b_i = b1[i]!;
        const linear1_0_0 = t1_0_0 + b_i;
        const b_i_2 = b1[i + 1]!;
        const linear1_0_1 = t1_0_1 + b_i_2;
        const linear1_1_0 = t1_1_0 + b_i;
        const linear1_1_1 = t1_1_1 + b_i_2;
        const linear1_2_0 = t1_2_0 + b_i;
        const linear1_2_1 = t1_2_1 + b_i_2;
        const linear1_3_0 = t1_3_0 + b_i;
        const linear1_3_1 = t1_3_1 + b_i_2;
        h_relu[i] = linear1_0_0 < 0 ? 0 : linear1_0_0;
        h_relu[i + 1] = linear1_0_1 < 0 ? 0 : linear1_0_1;
        h_relu[i + 50] = linear1_1_0 < 0 ? 0 : linear1_1_0;
        h_relu[i + 51] = linear1_1_1 < 0 ? 0 : linear1_1_1;
        h_relu[i + 100] = linear1_2_0 < 0 ? 0 : linear1_2_0;
        h_relu[i + 101] = linear1_2_1 < 0 ? 0 : linear1_2_1;
        h_relu[i + 150] = linear1_3_0 < 0 ? 0 : linear1_3_0;
        h_relu[i + 151] = linear1_3_1 < 0 ? 0 : linear1_3_1;
      }
      // t3 = h_relu·W2ᵀ   [10]   net.ts:10
      // linear2 = t3 + b2   [10]   net.ts:10
      for (let i = 0; i < 10; i += 2) {
        let t3_0_0 = 0;
        let t3_0_1 = 0;
        let t3_1_0 = 0;
        let t3_1_1 = 0;
        let t3_2_0 = 0;
        let t3_2_1 = 0;
        let t3_3_0 = 0;
        let t3_3_1 = 0;
        for (let j = 0; j < 50; j++) {
          const w_ij = W2[i * 50 + j]!;
          const h_relu_j = h_relu[j]!;
          t3_0_0 += w_ij * h_relu_j;
          const w_ij_2 = W2[i * 50 + j + 50]!;
          t3_0_1 += w_ij_2 * h_relu_j;
          const h_relu_j_2 = h_relu[j + 50]!;
          t3_1_0 += w_ij * h_relu_j_2;
          t3_1_1 += w_ij_2 * h_relu_j_2;
          const h_relu_j_3 = h_relu[j + 100]!;
          t3_2_0 += w_ij * h_relu_j_3;
          t3_2_1 += w_ij_2 * h_relu_j_3;
          const h_relu_j_4 = h_relu[j + 150]!;
          t3_3_0 += w_ij * h_relu_j_4;
          t3_3_1 += w_ij_2 * h_relu_j_4;
        }
        const b_i = b2[i]!;
        y_pred[n * 10 + i] = t3_0_0 + b_i;
        const b_i_2 = b2[i + 1]!;
        y_pred[n * 10 + i + 1] = t3_0_1 + b_i_2;
        y_pred[n * 10 + i + 10] = t3_1_0 + b_i;
        y_pred[n * 10 + i + 11] = t3_1_1 + b_i_2;
        y_pred[n * 10 + i + 20] = t3_2_0 + b_i;
        y_pred[n * 10 + i + 21] = t3_2_1 + b_i_2;
        y_pred[n * 10 + i + 30] = t3_3_0 + b_i;
        y_pred[n * 10 + i + 31] = t3_3_1 + b_i_2;
      }
    }
    const b_48 = b1[48]!;
    const b_49 = b1[49]!;
    const b_8 = b2[8]!;
    const b_9 = b2[9]!;
    for (let n = count - (count % 4); n < count; n++) {
      // t1 = x·W1ᵀ   [50]   net.ts:8
      // linear1 = t1 + b1   [50]   net.ts:8
      // h_relu = relu(linear1)   [50]   net.ts:9
      for (let i = 0; i < 48; i += 4) {
        let t1_0 = 0;
        let t1_1 = 0;
        let t1_2 = 0;
        let t1_3 = 0;
        for (let j = 0; j < 100; j++) {
          const x_nj = x[n * 100 + j]!;
          t1_0 += W1[i * 100 + j]! * x_nj;
          t1_1 += W1[i * 100 + j + 100]! * x_nj;
          t1_2 += W1[i * 100 + j + 200]! * x_nj;
          t1_3 += W1[i * 100 + j + 300]! * x_nj;
        }
        const linear1_0 = t1_0 + b1[i]!;
        const linear1_1 = t1_1 + b1[i + 1]!;
        const linear1_2 = t1_2 + b1[i + 2]!;
        const linear1_3 = t1_3 + b1[i + 3]!;
        h_relu[i] = linear1_0 < 0 ? 0 : linear1_0;
        h_relu[i + 1] = linear1_1 < 0 ? 0 : linear1_1;
        h_relu[i + 2] = linear1_2 < 0 ? 0 : linear1_2;
        h_relu[i + 3] = linear1_3 < 0 ? 0 : linear1_3;
      }
      let t1_0 = 0;
      let t1_1 = 0;
      for (let j = 0; j < 100; j++) {
        const x_nj = x[n * 100 + j]!;
        t1_0 += W1[j + 4800]! * x_nj;
        t1_1 += W1[j + 4900]! * x_nj;
      }
      const linear1_0 = t1_0 + b_48;
      const linear1_1 = t1_1 + b_49;
      h_relu[48] = linear1_0 < 0 ? 0 : linear1_0;
      h_relu[49] = linear1_1 < 0 ? 0 : linear1_1;
      // t3 = h_relu·W2ᵀ   [10]   net.ts:10
      // linear2 = t3 + b2   [10]   net.ts:10
      for (let i = 0; i < 8; i += 4) {
        let t3_0 = 0;
        let t3_1 = 0;
        let t3_2 = 0;
        let t3_3 = 0;
        for (let j = 0; j < 50; j++) {
          const h_relu_j = h_relu[j]!;
          t3_0 += W2[i * 50 + j]! * h_relu_j;
          t3_1 += W2[i * 50 + j + 50]! * h_relu_j;
          t3_2 += W2[i * 50 + j + 100]! * h_relu_j;
          t3_3 += W2[i * 50 + j + 150]! * h_relu_j;
        }
        y_pred[n * 10 + i] = t3_0 + b2[i]!;
        y_pred[n * 10 + i + 1] = t3_1 + b2[i + 1]!;
        y_pred[n * 10 + i + 2] = t3_2 + b2[i + 2]!;
        y_pred[n * 10 + i + 3] = t3_3 + b2[i + 3]!;
      }
      let t3_0 = 0;
      let t3_1 = 0;
      for (let j = 0; j < 50; j++) {
        const h_relu_j = h_relu[j]!;
        t3_0 += W2[j + 400]! * h_relu_j;
        t3_1 += W2[j + 450]! * h_relu_j;
      }
      y_pred[n * 10 + 8] = t3_0 + b_8;
      y_pred[n * 10 + 9] = t3_1 + b_9;
    }
  }

  /** Backpropagation over `count` examples: writes ∇J to `gradient` and J to `loss[0]`, regulariser included. Allocates nothing. */
  function backward(x: Float64Array = buffers.x, labels: Float64Array = buffers.labels, count: number = 1): void {
    check("backward", inputs[0]!, x, count);
    check("backward", inputs[1]!, labels, count);
    const { W1, W2, h_relu, linear2, exp, dW2, linear2Bar, dW1 } = views;
    // b̄2 = 0   [10]   net.ts:10
    for (let i = 0; i < 10; i += 2) {
      db2[i] = 0;
      db2[i + 1] = 0;
    }
    // W̄2 = 0   [10, 50]   net.ts:10
    for (let i = 0; i < 500; i += 2) {
      dW2[i] = 0;
      dW2[i + 1] = 0;
    }
    // b̄1 = 0   [50]   net.ts:8
    for (let i = 0; i < 50; i += 2) {
      db1[i] = 0;
      db1[i + 1] = 0;
    }
    // W̄1 = 0   [50, 100]   net.ts:8
    for (let i = 0; i < 5000; i += 2) {
      dW1[i] = 0;
      dW1[i + 1] = 0;
    }
    // sum = 0
    let sum = 0;
    for (let n = 0; n < count - 3; n += 4) {
      for (let i = 0; i < 50; i += 2) {
        // t1 = x·W1ᵀ   [50]   net.ts:8
        // linear1 = t1 + b1   [50]   net.ts:8
        let t1_0_0 = 0;
        let t1_0_1 = 0;
        let t1_1_0 = 0;
        let t1_1_1 = 0;
        let t1_2_0 = 0;
        let t1_2_1 = 0;
        let t1_3_0 = 0;
        let t1_3_1 = 0;
        for (let j = 0; j < 100; j++) {
          const w_ij = W1[i * 100 + j]!;
          const x_nj = x[n * 100 + j]!;
          t1_0_0 += w_ij * x_nj;
          const w_ij_2 = W1[i * 100 + j + 100]!;
          t1_0_1 += w_ij_2 * x_nj;
          const x_nj_2 = x[n * 100 + j + 100]!;
          t1_1_0 += w_ij * x_nj_2;
          t1_1_1 += w_ij_2 * x_nj_2;
          const x_nj_3 = x[n * 100 + j + 200]!;
          t1_2_0 += w_ij * x_nj_3;
          t1_2_1 += w_ij_2 * x_nj_3;
          const x_nj_4 = x[n * 100 + j + 300]!;
          t1_3_0 += w_ij * x_nj_4;
          t1_3_1 += w_ij_2 * x_nj_4;
        }
        const b_i = b1[i]!;
        const linear1_i_0_0 = t1_0_0 + b_i;
        const b_i_2 = b1[i + 1]!;
        const linear1_i_0_1 = t1_0_1 + b_i_2;
        const linear1_i_1_0 = t1_1_0 + b_i;
        const linear1_i_1_1 = t1_1_1 + b_i_2;
        const linear1_i_2_0 = t1_2_0 + b_i;
        const linear1_i_2_1 = t1_2_1 + b_i_2;
        const linear1_i_3_0 = t1_3_0 + b_i;
        const linear1_i_3_1 = t1_3_1 + b_i_2;
        linear1[i] = linear1_i_0_0;
        linear1[i + 1] = linear1_i_0_1;
        linear1[i + 50] = linear1_i_1_0;
        linear1[i + 51] = linear1_i_1_1;
        linear1[i + 100] = linear1_i_2_0;
        linear1[i + 101] = linear1_i_2_1;
        linear1[i + 150] = linear1_i_3_0;
        linear1[i + 151] = linear1_i_3_1;
        // h_relu = relu(linear1)   [50]   net.ts:9
        h_relu[i] = linear1_i_0_0 < 0 ? 0 : linear1_i_0_0;
        h_relu[i + 1] = linear1_i_0_1 < 0 ? 0 : linear1_i_0_1;
        h_relu[i + 50] = linear1_i_1_0 < 0 ? 0 : linear1_i_1_0;
        h_relu[i + 51] = linear1_i_1_1 < 0 ? 0 : linear1_i_1_1;
        h_relu[i + 100] = linear1_i_2_0 < 0 ? 0 : linear1_i_2_0;
        h_relu[i + 101] = linear1_i_2_1 < 0 ? 0 : linear1_i_2_1;
        h_relu[i + 150] = linear1_i_3_0 < 0 ? 0 : linear1_i_3_0;
        h_relu[i + 151] = linear1_i_3_1 < 0 ? 0 : linear1_i_3_1;
      }
      let max_0 = -Infinity;
      let max_1 = -Infinity;
      let max_2 = -Infinity;
      let max_3 = -Infinity;
      for (let i = 0; i < 10; i += 2) {
        // t3 = h_relu·W2ᵀ   [10]   net.ts:10
        // linear2 = t3 + b2   [10]   net.ts:10
        let t3_0_0 = 0;
        let t3_0_1 = 0;
        let t3_1_0 = 0;
        let t3_1_1 = 0;
        let t3_2_0 = 0;
        let t3_2_1 = 0;
        let t3_3_0 = 0;
        let t3_3_1 = 0;
        for (let j = 0; j < 50; j++) {
          const w_ij = W2[i * 50 + j]!;
          const h_relu_j = h_relu[j]!;
          t3_0_0 += w_ij * h_relu_j;
          const w_ij_2 = W2[i * 50 + j + 50]!;
          t3_0_1 += w_ij_2 * h_relu_j;
          const h_relu_j_2 = h_relu[j + 50]!;
          t3_1_0 += w_ij * h_relu_j_2;
          t3_1_1 += w_ij_2 * h_relu_j_2;
          const h_relu_j_3 = h_relu[j + 100]!;
          t3_2_0 += w_ij * h_relu_j_3;
          t3_2_1 += w_ij_2 * h_relu_j_3;
          const h_relu_j_4 = h_relu[j + 150]!;
          t3_3_0 += w_ij * h_relu_j_4;
          t3_3_1 += w_ij_2 * h_relu_j_4;
        }
        const b_i = b2[i]!;
        const linear2_i_0_0 = t3_0_0 + b_i;
        const b_i_2 = b2[i + 1]!;
        const linear2_i_0_1 = t3_0_1 + b_i_2;
        const linear2_i_1_0 = t3_1_0 + b_i;
        const linear2_i_1_1 = t3_1_1 + b_i_2;
        const linear2_i_2_0 = t3_2_0 + b_i;
        const linear2_i_2_1 = t3_2_1 + b_i_2;
        const linear2_i_3_0 = t3_3_0 + b_i;
        const linear2_i_3_1 = t3_3_1 + b_i_2;
        linear2[i] = linear2_i_0_0;
        linear2[i + 1] = linear2_i_0_1;
        linear2[i + 10] = linear2_i_1_0;
        linear2[i + 11] = linear2_i_1_1;
        linear2[i + 20] = linear2_i_2_0;
        linear2[i + 21] = linear2_i_2_1;
        linear2[i + 30] = linear2_i_3_0;
        linear2[i + 31] = linear2_i_3_1;
        // max = max linear2   net.ts:15
        max_0 = Math.max(max_0, linear2_i_0_0);
        max_0 = Math.max(max_0, linear2_i_0_1);
        max_1 = Math.max(max_1, linear2_i_1_0);
        max_1 = Math.max(max_1, linear2_i_1_1);
        max_2 = Math.max(max_2, linear2_i_2_0);
        max_2 = Math.max(max_2, linear2_i_2_1);
        max_3 = Math.max(max_3, linear2_i_3_0);
        max_3 = Math.max(max_3, linear2_i_3_1);
      }
      let sum_2_0 = 0;
      let sum_2_1 = 0;
      let sum_2_2 = 0;
      let sum_2_3 = 0;
      for (let i = 0; i < 10; i++) {
        // exp = exp(linear2 − max)   [10]   net.ts:15
        const exp_i_0 = Math.exp(linear2[i]! - max_0);
        const exp_i_1 = Math.exp(linear2[i + 10]! - max_1);
        const exp_i_2 = Math.exp(linear2[i + 20]! - max_2);
        const exp_i_3 = Math.exp(linear2[i + 30]! - max_3);
        exp[i] = exp_i_0;
        exp[i + 10] = exp_i_1;
        exp[i + 20] = exp_i_2;
        exp[i + 30] = exp_i_3;
        // sum.2 = Σ exp   net.ts:15
        sum_2_0 += exp_i_0;
        sum_2_1 += exp_i_1;
        sum_2_2 += exp_i_2;
        sum_2_3 += exp_i_3;
      }
      // logSumExp = log(sum.2) + max   net.ts:15
      const logSumExp_0 = Math.log(sum_2_0) + max_0;
      const logSumExp_1 = Math.log(sum_2_1) + max_1;
      const logSumExp_2 = Math.log(sum_2_2) + max_2;
      const logSumExp_3 = Math.log(sum_2_3) + max_3;
      for (let i = 0; i < 10; i += 2) {
        // t6 = exp/sum.2   [10]   net.ts:15
        // l̅i̅n̅e̅a̅r̅2 = t6 − labels   [10]   net.ts:15
        const linear2Bar_i_0_0 = exp[i]! / sum_2_0 - labels[n * 10 + i]!;
        const linear2Bar_i_0_1 = exp[i + 1]! / sum_2_0 - labels[n * 10 + i + 1]!;
        const linear2Bar_i_1_0 = exp[i + 10]! / sum_2_1 - labels[n * 10 + i + 10]!;
        const linear2Bar_i_1_1 = exp[i + 11]! / sum_2_1 - labels[n * 10 + i + 11]!;
        const linear2Bar_i_2_0 = exp[i + 20]! / sum_2_2 - labels[n * 10 + i + 20]!;
        const linear2Bar_i_2_1 = exp[i + 21]! / sum_2_2 - labels[n * 10 + i + 21]!;
        const linear2Bar_i_3_0 = exp[i + 30]! / sum_2_3 - labels[n * 10 + i + 30]!;
        const linear2Bar_i_3_1 = exp[i + 31]! / sum_2_3 - labels[n * 10 + i + 31]!;
        linear2Bar[i] = linear2Bar_i_0_0;
        linear2Bar[i + 1] = linear2Bar_i_0_1;
        linear2Bar[i + 10] = linear2Bar_i_1_0;
        linear2Bar[i + 11] = linear2Bar_i_1_1;
        linear2Bar[i + 20] = linear2Bar_i_2_0;
        linear2Bar[i + 21] = linear2Bar_i_2_1;
        linear2Bar[i + 30] = linear2Bar_i_3_0;
        linear2Bar[i + 31] = linear2Bar_i_3_1;
        // b̄2 = Σ l̅i̅n̅e̅a̅r̅2   [10]   net.ts:10
        db2[i]! += linear2Bar_i_0_0 + linear2Bar_i_1_0 + linear2Bar_i_2_0 + linear2Bar_i_3_0;
        db2[i + 1]! += linear2Bar_i_0_1 + linear2Bar_i_1_1 + linear2Bar_i_2_1 + linear2Bar_i_3_1;
        // W̄2 = l̅i̅n̅e̅a̅r̅2ᵀ·h_relu   [10, 50]   net.ts:10
        for (let j = 0; j < 50; j++) {
          const h_relu_j = h_relu[j]!;
          const h_relu_j_2 = h_relu[j + 50]!;
          const h_relu_j_3 = h_relu[j + 100]!;
          const h_relu_j_4 = h_relu[j + 150]!;
          dW2[i * 50 + j]! +=
            linear2Bar_i_0_0 * h_relu_j +
            linear2Bar_i_1_0 * h_relu_j_2 +
            linear2Bar_i_2_0 * h_relu_j_3 +
            linear2Bar_i_3_0 * h_relu_j_4;
          dW2[i * 50 + j + 50]! +=
            linear2Bar_i_0_1 * h_relu_j +
            linear2Bar_i_1_1 * h_relu_j_2 +
            linear2Bar_i_2_1 * h_relu_j_3 +
            linear2Bar_i_3_1 * h_relu_j_4;
        }
      }
      for (let i = 0; i < 50; i += 2) {
        // h̅_̅r̅e̅l̅u̅ = l̅i̅n̅e̅a̅r̅2·W2   [50]   net.ts:10
        // l̅i̅n̅e̅a̅r̅1 = h̅_̅r̅e̅l̅u̅ * 1₊(linear1)   [50]   net.ts:9
        let h_reluBar_0_0 = 0;
        let h_reluBar_0_1 = 0;
        let h_reluBar_1_0 = 0;
        let h_reluBar_1_1 = 0;
        let h_reluBar_2_0 = 0;
        let h_reluBar_2_1 = 0;
        let h_reluBar_3_0 = 0;
        let h_reluBar_3_1 = 0;
        for (let j = 0; j < 10; j++) {
          const linear2Bar_j = linear2Bar[j]!;
          const w_ji = W2[j * 50 + i]!;
          h_reluBar_0_0 += linear2Bar_j * w_ji;
          const w_ji_2 = W2[j * 50 + i + 1]!;
          h_reluBar_0_1 += linear2Bar_j * w_ji_2;
          const linear2Bar_j_2 = linear2Bar[j + 10]!;
          h_reluBar_1_0 += linear2Bar_j_2 * w_ji;
          h_reluBar_1_1 += linear2Bar_j_2 * w_ji_2;
          const linear2Bar_j_3 = linear2Bar[j + 20]!;
          h_reluBar_2_0 += linear2Bar_j_3 * w_ji;
          h_reluBar_2_1 += linear2Bar_j_3 * w_ji_2;
          const linear2Bar_j_4 = linear2Bar[j + 30]!;
          h_reluBar_3_0 += linear2Bar_j_4 * w_ji;
          h_reluBar_3_1 += linear2Bar_j_4 * w_ji_2;
        }
        const linear1Bar_0_0 = h_reluBar_0_0 * (0 < linear1[i]! ? 1 : 0);
        const linear1Bar_0_1 = h_reluBar_0_1 * (0 < linear1[i + 1]! ? 1 : 0);
        const linear1Bar_1_0 = h_reluBar_1_0 * (0 < linear1[i + 50]! ? 1 : 0);
        const linear1Bar_1_1 = h_reluBar_1_1 * (0 < linear1[i + 51]! ? 1 : 0);
        const linear1Bar_2_0 = h_reluBar_2_0 * (0 < linear1[i + 100]! ? 1 : 0);
        const linear1Bar_2_1 = h_reluBar_2_1 * (0 < linear1[i + 101]! ? 1 : 0);
        const linear1Bar_3_0 = h_reluBar_3_0 * (0 < linear1[i + 150]! ? 1 : 0);
        const linear1Bar_3_1 = h_reluBar_3_1 * (0 < linear1[i + 151]! ? 1 : 0);
        // b̄1 = Σ l̅i̅n̅e̅a̅r̅1   [50]   net.ts:8
        db1[i]! += linear1Bar_0_0 + linear1Bar_1_0 + linear1Bar_2_0 + linear1Bar_3_0;
        db1[i + 1]! += linear1Bar_0_1 + linear1Bar_1_1 + linear1Bar_2_1 + linear1Bar_3_1;
        // W̄1 = l̅i̅n̅e̅a̅r̅1ᵀ·x   [50, 100]   net.ts:8
        for (let j = 0; j < 100; j++) {
          const x_nj = x[n * 100 + j]!;
          const x_nj_2 = x[n * 100 + j + 100]!;
          const x_nj_3 = x[n * 100 + j + 200]!;
          const x_nj_4 = x[n * 100 + j + 300]!;
          dW1[i * 100 + j]! +=
            linear1Bar_0_0 * x_nj + linear1Bar_1_0 * x_nj_2 + linear1Bar_2_0 * x_nj_3 + linear1Bar_3_0 * x_nj_4;
          dW1[i * 100 + j + 100]! +=
            linear1Bar_0_1 * x_nj + linear1Bar_1_1 * x_nj_2 + linear1Bar_2_1 * x_nj_3 + linear1Bar_3_1 * x_nj_4;
        }
      }
      // t8 = labels * (linear2 − (log(sum.2) + max))   [10]   net.ts:15
      // t9 = Σ t8   net.ts:15
      // sum = Σ t9
      let t9_0 = 0;
      let t9_1 = 0;
      let t9_2 = 0;
      let t9_3 = 0;
      for (let i = 0; i < 10; i++) {
        t9_0 += labels[n * 10 + i]! * (linear2[i]! - logSumExp_0);
        t9_1 += labels[n * 10 + i + 10]! * (linear2[i + 10]! - logSumExp_1);
        t9_2 += labels[n * 10 + i + 20]! * (linear2[i + 20]! - logSumExp_2);
        t9_3 += labels[n * 10 + i + 30]! * (linear2[i + 30]! - logSumExp_3);
      }
      sum += t9_0 + t9_1 + t9_2 + t9_3;
    }
    const b_48 = b1[48]!;
    const b_49 = b1[49]!;
    const b_8 = b2[8]!;
    const b_9 = b2[9]!;
    for (let n = count - (count % 4); n < count; n++) {
      for (let i = 0; i < 48; i += 4) {
        // t1 = x·W1ᵀ   [50]   net.ts:8
        // linear1 = t1 + b1   [50]   net.ts:8
        let t1_0 = 0;
        let t1_1 = 0;
        let t1_2 = 0;
        let t1_3 = 0;
        for (let j = 0; j < 100; j++) {
          const x_nj = x[n * 100 + j]!;
          t1_0 += W1[i * 100 + j]! * x_nj;
          t1_1 += W1[i * 100 + j + 100]! * x_nj;
          t1_2 += W1[i * 100 + j + 200]! * x_nj;
          t1_3 += W1[i * 100 + j + 300]! * x_nj;
        }
        const linear1_i_0 = t1_0 + b1[i]!;
        const linear1_i_1 = t1_1 + b1[i + 1]!;
        const linear1_i_2 = t1_2 + b1[i + 2]!;
        const linear1_i_3 = t1_3 + b1[i + 3]!;
        linear1[i] = linear1_i_0;
        linear1[i + 1] = linear1_i_1;
        linear1[i + 2] = linear1_i_2;
        linear1[i + 3] = linear1_i_3;
        // h_relu = relu(linear1)   [50]   net.ts:9
        h_relu[i] = linear1_i_0 < 0 ? 0 : linear1_i_0;
        h_relu[i + 1] = linear1_i_1 < 0 ? 0 : linear1_i_1;
        h_relu[i + 2] = linear1_i_2 < 0 ? 0 : linear1_i_2;
        h_relu[i + 3] = linear1_i_3 < 0 ? 0 : linear1_i_3;
      }
      // t1 = x·W1ᵀ   [50]   net.ts:8
      // linear1 = t1 + b1   [50]   net.ts:8
      let t1_0 = 0;
      let t1_1 = 0;
      for (let j = 0; j < 100; j++) {
        const x_nj = x[n * 100 + j]!;
        t1_0 += W1[j + 4800]! * x_nj;
        t1_1 += W1[j + 4900]! * x_nj;
      }
      const linear1_i_0 = t1_0 + b_48;
      const linear1_i_1 = t1_1 + b_49;
      linear1[48] = linear1_i_0;
      linear1[49] = linear1_i_1;
      // h_relu = relu(linear1)   [50]   net.ts:9
      h_relu[48] = linear1_i_0 < 0 ? 0 : linear1_i_0;
      h_relu[49] = linear1_i_1 < 0 ? 0 : linear1_i_1;
      let max = -Infinity;
      for (let i = 0; i < 8; i += 4) {
        // t3 = h_relu·W2ᵀ   [10]   net.ts:10
        // linear2 = t3 + b2   [10]   net.ts:10
        let t3_0 = 0;
        let t3_1 = 0;
        let t3_2 = 0;
        let t3_3 = 0;
        for (let j = 0; j < 50; j++) {
          const h_relu_j = h_relu[j]!;
          t3_0 += W2[i * 50 + j]! * h_relu_j;
          t3_1 += W2[i * 50 + j + 50]! * h_relu_j;
          t3_2 += W2[i * 50 + j + 100]! * h_relu_j;
          t3_3 += W2[i * 50 + j + 150]! * h_relu_j;
        }
        const linear2_i_0 = t3_0 + b2[i]!;
        const linear2_i_1 = t3_1 + b2[i + 1]!;
        const linear2_i_2 = t3_2 + b2[i + 2]!;
        const linear2_i_3 = t3_3 + b2[i + 3]!;
        linear2[i] = linear2_i_0;
        linear2[i + 1] = linear2_i_1;
        linear2[i + 2] = linear2_i_2;
        linear2[i + 3] = linear2_i_3;
        // max = max linear2   net.ts:15
        max = Math.max(max, linear2_i_0);
        max = Math.max(max, linear2_i_1);
        max = Math.max(max, linear2_i_2);
        max = Math.max(max, linear2_i_3);
      }
      // t3 = h_relu·W2ᵀ   [10]   net.ts:10
      // linear2 = t3 + b2   [10]   net.ts:10
      let t3_0 = 0;
      let t3_1 = 0;
      for (let j = 0; j < 50; j++) {
        const h_relu_j = h_relu[j]!;
        t3_0 += W2[j + 400]! * h_relu_j;
        t3_1 += W2[j + 450]! * h_relu_j;
      }
      const linear2_i_0 = t3_0 + b_8;
      const linear2_i_1 = t3_1 + b_9;
      linear2[8] = linear2_i_0;
      linear2[9] = linear2_i_1;
      // max = max linear2   net.ts:15
      max = Math.max(max, linear2_i_0);
      max = Math.max(max, linear2_i_1);
      let sum_2 = 0;
      for (let i = 0; i < 10; i += 2) {
        // exp = exp(linear2 − max)   [10]   net.ts:15
        const exp_i_0 = Math.exp(linear2[i]! - max);
        const exp_i_1 = Math.exp(linear2[i + 1]! - max);
        exp[i] = exp_i_0;
        exp[i + 1] = exp_i_1;
        // sum.2 = Σ exp   net.ts:15
        sum_2 += exp_i_0 + exp_i_1;
      }
      // logSumExp = log(sum.2) + max   net.ts:15
      const logSumExp = Math.log(sum_2) + max;
      for (let i = 0; i < 8; i += 4) {
        // t6 = exp/sum.2   [10]   net.ts:15
        // l̅i̅n̅e̅a̅r̅2 = t6 − labels   [10]   net.ts:15
        const linear2Bar_i_0 = exp[i]! / sum_2 - labels[n * 10 + i]!;
        const linear2Bar_i_1 = exp[i + 1]! / sum_2 - labels[n * 10 + i + 1]!;
        const linear2Bar_i_2 = exp[i + 2]! / sum_2 - labels[n * 10 + i + 2]!;
        const linear2Bar_i_3 = exp[i + 3]! / sum_2 - labels[n * 10 + i + 3]!;
        linear2Bar[i] = linear2Bar_i_0;
        linear2Bar[i + 1] = linear2Bar_i_1;
        linear2Bar[i + 2] = linear2Bar_i_2;
        linear2Bar[i + 3] = linear2Bar_i_3;
        // b̄2 = Σ l̅i̅n̅e̅a̅r̅2   [10]   net.ts:10
        db2[i]! += linear2Bar_i_0;
        db2[i + 1]! += linear2Bar_i_1;
        db2[i + 2]! += linear2Bar_i_2;
        db2[i + 3]! += linear2Bar_i_3;
        // W̄2 = l̅i̅n̅e̅a̅r̅2ᵀ·h_relu   [10, 50]   net.ts:10
        for (let j = 0; j < 50; j += 2) {
          const h_relu_j = h_relu[j]!;
          dW2[i * 50 + j]! += linear2Bar_i_0 * h_relu_j;
          const h_relu_j_2 = h_relu[j + 1]!;
          dW2[i * 50 + j + 1]! += linear2Bar_i_0 * h_relu_j_2;
          dW2[i * 50 + j + 50]! += linear2Bar_i_1 * h_relu_j;
          dW2[i * 50 + j + 51]! += linear2Bar_i_1 * h_relu_j_2;
          dW2[i * 50 + j + 100]! += linear2Bar_i_2 * h_relu_j;
          dW2[i * 50 + j + 101]! += linear2Bar_i_2 * h_relu_j_2;
          dW2[i * 50 + j + 150]! += linear2Bar_i_3 * h_relu_j;
          dW2[i * 50 + j + 151]! += linear2Bar_i_3 * h_relu_j_2;
        }
      }
      // t6 = exp/sum.2   [10]   net.ts:15
      // l̅i̅n̅e̅a̅r̅2 = t6 − labels   [10]   net.ts:15
      const linear2Bar_i_0 = exp[8]! / sum_2 - labels[n * 10 + 8]!;
      const linear2Bar_i_1 = exp[9]! / sum_2 - labels[n * 10 + 9]!;
      linear2Bar[8] = linear2Bar_i_0;
      linear2Bar[9] = linear2Bar_i_1;
      // b̄2 = Σ l̅i̅n̅e̅a̅r̅2   [10]   net.ts:10
      db2[8]! += linear2Bar_i_0;
      db2[9]! += linear2Bar_i_1;
      // W̄2 = l̅i̅n̅e̅a̅r̅2ᵀ·h_relu   [10, 50]   net.ts:10
      for (let j = 0; j < 50; j += 2) {
        const h_relu_j = h_relu[j]!;
        dW2[j + 400]! += linear2Bar_i_0 * h_relu_j;
        const h_relu_j_2 = h_relu[j + 1]!;
        dW2[j + 401]! += linear2Bar_i_0 * h_relu_j_2;
        dW2[j + 450]! += linear2Bar_i_1 * h_relu_j;
        dW2[j + 451]! += linear2Bar_i_1 * h_relu_j_2;
      }
      for (let i = 0; i < 48; i += 4) {
        // h̅_̅r̅e̅l̅u̅ = l̅i̅n̅e̅a̅r̅2·W2   [50]   net.ts:10
        // l̅i̅n̅e̅a̅r̅1 = h̅_̅r̅e̅l̅u̅ * 1₊(linear1)   [50]   net.ts:9
        let h_reluBar_0 = 0;
        let h_reluBar_1 = 0;
        let h_reluBar_2 = 0;
        let h_reluBar_3 = 0;
        for (let j = 0; j < 10; j++) {
          const linear2Bar_j = linear2Bar[j]!;
          h_reluBar_0 += linear2Bar_j * W2[j * 50 + i]!;
          h_reluBar_1 += linear2Bar_j * W2[j * 50 + i + 1]!;
          h_reluBar_2 += linear2Bar_j * W2[j * 50 + i + 2]!;
          h_reluBar_3 += linear2Bar_j * W2[j * 50 + i + 3]!;
        }
        const linear1Bar_0 = h_reluBar_0 * (0 < linear1[i]! ? 1 : 0);
        const linear1Bar_1 = h_reluBar_1 * (0 < linear1[i + 1]! ? 1 : 0);
        const linear1Bar_2 = h_reluBar_2 * (0 < linear1[i + 2]! ? 1 : 0);
        const linear1Bar_3 = h_reluBar_3 * (0 < linear1[i + 3]! ? 1 : 0);
        // b̄1 = Σ l̅i̅n̅e̅a̅r̅1   [50]   net.ts:8
        db1[i]! += linear1Bar_0;
        db1[i + 1]! += linear1Bar_1;
        db1[i + 2]! += linear1Bar_2;
        db1[i + 3]! += linear1Bar_3;
        // W̄1 = l̅i̅n̅e̅a̅r̅1ᵀ·x   [50, 100]   net.ts:8
        for (let j = 0; j < 100; j += 2) {
          const x_nj = x[n * 100 + j]!;
          dW1[i * 100 + j]! += linear1Bar_0 * x_nj;
          const x_nj_2 = x[n * 100 + j + 1]!;
          dW1[i * 100 + j + 1]! += linear1Bar_0 * x_nj_2;
          dW1[i * 100 + j + 100]! += linear1Bar_1 * x_nj;
          dW1[i * 100 + j + 101]! += linear1Bar_1 * x_nj_2;
          dW1[i * 100 + j + 200]! += linear1Bar_2 * x_nj;
          dW1[i * 100 + j + 201]! += linear1Bar_2 * x_nj_2;
          dW1[i * 100 + j + 300]! += linear1Bar_3 * x_nj;
          dW1[i * 100 + j + 301]! += linear1Bar_3 * x_nj_2;
        }
      }
      // h̅_̅r̅e̅l̅u̅ = l̅i̅n̅e̅a̅r̅2·W2   [50]   net.ts:10
      // l̅i̅n̅e̅a̅r̅1 = h̅_̅r̅e̅l̅u̅ * 1₊(linear1)   [50]   net.ts:9
      let h_reluBar_0 = 0;
      let h_reluBar_1 = 0;
      for (let j = 0; j < 10; j++) {
        const linear2Bar_j = linear2Bar[j]!;
        h_reluBar_0 += linear2Bar_j * W2[j * 50 + 48]!;
        h_reluBar_1 += linear2Bar_j * W2[j * 50 + 49]!;
      }
      const linear1Bar_0 = h_reluBar_0 * (0 < linear1[48]! ? 1 : 0);
      const linear1Bar_1 = h_reluBar_1 * (0 < linear1[49]! ? 1 : 0);
      // b̄1 = Σ l̅i̅n̅e̅a̅r̅1   [50]   net.ts:8
      db1[48]! += linear1Bar_0;
      db1[49]! += linear1Bar_1;
      // W̄1 = l̅i̅n̅e̅a̅r̅1ᵀ·x   [50, 100]   net.ts:8
      for (let j = 0; j < 100; j += 2) {
        const x_nj = x[n * 100 + j]!;
        dW1[j + 4800]! += linear1Bar_0 * x_nj;
        const x_nj_2 = x[n * 100 + j + 1]!;
        dW1[j + 4801]! += linear1Bar_0 * x_nj_2;
        dW1[j + 4900]! += linear1Bar_1 * x_nj;
        dW1[j + 4901]! += linear1Bar_1 * x_nj_2;
      }
      // t8 = labels * (linear2 − (log(sum.2) + max))   [10]   net.ts:15
      // t9 = Σ t8   net.ts:15
      // sum = Σ t9
      let t9 = 0;
      for (let i = 0; i < 10; i++) {
        t9 += labels[n * 10 + i]! * (linear2[i]! - logSumExp);
      }
      sum += t9;
    }
    // J = −(Σ t9)/count
    loss[0] = -(sum / count);
    // ∇W1 = W̄1/count   [50, 100]
    for (let i = 0; i < 5000; i += 2) {
      dW1[i]! /= count;
      dW1[i + 1]! /= count;
    }
    // ∇b1 = b̄1/count   [50]
    for (let i = 0; i < 50; i += 2) {
      db1[i]! /= count;
      db1[i + 1]! /= count;
    }
    // ∇W2 = W̄2/count   [10, 50]
    for (let i = 0; i < 500; i += 2) {
      dW2[i]! /= count;
      dW2[i + 1]! /= count;
    }
    // ∇b2 = b̄2/count   [10]
    for (let i = 0; i < 10; i += 2) {
      db2[i]! /= count;
      db2[i + 1]! /= count;
    }
  }

  /** One step of the optimiser from `gradient` as it stands. Allocates nothing. */
  function update(): void {
    const learningRate = hyper[0]!;
    // W1 ← W1 − α * ∇W1   [50, 100]
    for (let i = 0; i < 5000; i += 2) {
      W1[i]! -= learningRate * dW1[i]!;
      W1[i + 1]! -= learningRate * dW1[i + 1]!;
    }
    // b1 ← b1 − α * ∇b1   [50]
    for (let i = 0; i < 50; i += 2) {
      b1[i]! -= learningRate * db1[i]!;
      b1[i + 1]! -= learningRate * db1[i + 1]!;
    }
    // W2 ← W2 − α * ∇W2   [10, 50]
    for (let i = 0; i < 500; i += 2) {
      W2[i]! -= learningRate * dW2[i]!;
      W2[i + 1]! -= learningRate * dW2[i + 1]!;
    }
    // b2 ← b2 − α * ∇b2   [10]
    for (let i = 0; i < 10; i += 2) {
      b2[i]! -= learningRate * db2[i]!;
      b2[i + 1]! -= learningRate * db2[i + 1]!;
    }
  }

  /** `backward`, then `update`; `loss[0]` is J before the update, and `gradient` is left unspecified. Allocates nothing. */
  function trainStep(x: Float64Array = buffers.x, labels: Float64Array = buffers.labels, count: number = 1): void {
    check("trainStep", inputs[0]!, x, count);
    check("trainStep", inputs[1]!, labels, count);
    if (count !== 1) {
      backward(x, labels, count);
      update();
      return;
    }
    const { W1, h_relu, W2, h_reluBar } = views;
    const learningRate = hyper[0]!;
    for (let i = 0; i < 48; i += 4) {
      // t1 = W1·x   [50]   net.ts:8
      // linear1 = t1 + b1   [50]   net.ts:8
      let t1_0 = 0;
      let t1_1 = 0;
      let t1_2 = 0;
      let t1_3 = 0;
      for (let j = 0; j < 100; j++) {
        const x_j = x[j]!;
        t1_0 += W1[i * 100 + j]! * x_j;
        t1_1 += W1[i * 100 + j + 100]! * x_j;
        t1_2 += W1[i * 100 + j + 200]! * x_j;
        t1_3 += W1[i * 100 + j + 300]! * x_j;
      }
      const linear1_i_0 = t1_0 + b1[i]!;
      const linear1_i_1 = t1_1 + b1[i + 1]!;
      const linear1_i_2 = t1_2 + b1[i + 2]!;
      const linear1_i_3 = t1_3 + b1[i + 3]!;
      linear1[i] = linear1_i_0;
      linear1[i + 1] = linear1_i_1;
      linear1[i + 2] = linear1_i_2;
      linear1[i + 3] = linear1_i_3;
      // h_relu = relu(linear1)   [50]   net.ts:9
      h_relu[i] = linear1_i_0 < 0 ? 0 : linear1_i_0;
      h_relu[i + 1] = linear1_i_1 < 0 ? 0 : linear1_i_1;
      h_relu[i + 2] = linear1_i_2 < 0 ? 0 : linear1_i_2;
      h_relu[i + 3] = linear1_i_3 < 0 ? 0 : linear1_i_3;
    }
    // t1 = W1·x   [50]   net.ts:8
    // linear1 = t1 + b1   [50]   net.ts:8
    let t1_0 = 0;
    let t1_1 = 0;
    for (let j = 0; j < 100; j++) {
      const x_j = x[j]!;
      t1_0 += W1[j + 4800]! * x_j;
      t1_1 += W1[j + 4900]! * x_j;
    }
    const linear1_i_0 = t1_0 + b1[48]!;
    const linear1_i_1 = t1_1 + b1[49]!;
    linear1[48] = linear1_i_0;
    linear1[49] = linear1_i_1;
    // h_relu = relu(linear1)   [50]   net.ts:9
    h_relu[48] = linear1_i_0 < 0 ? 0 : linear1_i_0;
    h_relu[49] = linear1_i_1 < 0 ? 0 : linear1_i_1;
    let max = -Infinity;
    for (let i = 0; i < 8; i += 4) {
      // t3 = W2·h_relu   [10]   net.ts:10
      // linear2 = t3 + b2   [10]   net.ts:10
      let t3_0 = 0;
      let t3_1 = 0;
      let t3_2 = 0;
      let t3_3 = 0;
      for (let j = 0; j < 50; j++) {
        const h_relu_j = h_relu[j]!;
        t3_0 += W2[i * 50 + j]! * h_relu_j;
        t3_1 += W2[i * 50 + j + 50]! * h_relu_j;
        t3_2 += W2[i * 50 + j + 100]! * h_relu_j;
        t3_3 += W2[i * 50 + j + 150]! * h_relu_j;
      }
      const linear2_i_0 = t3_0 + b2[i]!;
      const linear2_i_1 = t3_1 + b2[i + 1]!;
      const linear2_i_2 = t3_2 + b2[i + 2]!;
      const linear2_i_3 = t3_3 + b2[i + 3]!;
      linear2[i] = linear2_i_0;
      linear2[i + 1] = linear2_i_1;
      linear2[i + 2] = linear2_i_2;
      linear2[i + 3] = linear2_i_3;
      // max = max linear2   net.ts:15
      max = Math.max(max, linear2_i_0);
      max = Math.max(max, linear2_i_1);
      max = Math.max(max, linear2_i_2);
      max = Math.max(max, linear2_i_3);
    }
    // t3 = W2·h_relu   [10]   net.ts:10
    // linear2 = t3 + b2   [10]   net.ts:10
    let t3_0 = 0;
    let t3_1 = 0;
    for (let j = 0; j < 50; j++) {
      const h_relu_j = h_relu[j]!;
      t3_0 += W2[j + 400]! * h_relu_j;
      t3_1 += W2[j + 450]! * h_relu_j;
    }
    const linear2_i_0 = t3_0 + b2[8]!;
    const linear2_i_1 = t3_1 + b2[9]!;
    linear2[8] = linear2_i_0;
    linear2[9] = linear2_i_1;
    // max = max linear2   net.ts:15
    max = Math.max(max, linear2_i_0);
    max = Math.max(max, linear2_i_1);
    let sum = 0;
    for (let i = 0; i < 10; i += 2) {
      // exp = exp(linear2 − max)   [10]   net.ts:15
      const exp_i_0 = Math.exp(linear2[i]! - max);
      const exp_i_1 = Math.exp(linear2[i + 1]! - max);
      exp[i] = exp_i_0;
      exp[i + 1] = exp_i_1;
      // sum = Σ exp   net.ts:15
      sum += exp_i_0 + exp_i_1;
    }
    // logSumExp = log(sum) + max   net.ts:15
    const logSumExp = Math.log(sum) + max;
    // t8 = labels * (linear2 − (log(sum) + max))   [10]   net.ts:15
    // t9 = Σ t8   net.ts:15
    // J = −t9   net.ts:15
    let t9 = 0;
    for (let i = 0; i < 10; i++) {
      t9 += labels[i]! * (linear2[i]! - logSumExp);
    }
    loss[0] = -t9;
    // t6 = exp/sum   [10]   net.ts:15
    // l̅i̅n̅e̅a̅r̅2 = t6 − labels   [10]   net.ts:15
    for (let i = 0; i < 10; i += 2) {
      linear2Bar[i] = exp[i]! / sum - labels[i]!;
      linear2Bar[i + 1] = exp[i + 1]! / sum - labels[i + 1]!;
    }
    // h̅_̅r̅e̅l̅u̅ = W2ᵀ·l̅i̅n̅e̅a̅r̅2   [50]   net.ts:10
    // l̅i̅n̅e̅a̅r̅1 = h̅_̅r̅e̅l̅u̅ * 1₊(linear1)   [50]   net.ts:9
    for (let i = 0; i < 50; i += 2) {
      h_reluBar[i] = 0;
      h_reluBar[i + 1] = 0;
    }
    for (let j = 0; j < 8; j += 4) {
      const linear2Bar_j = linear2Bar[j]!;
      const linear2Bar_j_2 = linear2Bar[j + 1]!;
      const linear2Bar_j_3 = linear2Bar[j + 2]!;
      const linear2Bar_j_4 = linear2Bar[j + 3]!;
      for (let i = 0; i < 48; i += 4) {
        h_reluBar[i]! +=
          linear2Bar_j * W2[j * 50 + i]! +
          linear2Bar_j_2 * W2[j * 50 + i + 50]! +
          linear2Bar_j_3 * W2[j * 50 + i + 100]! +
          linear2Bar_j_4 * W2[j * 50 + i + 150]!;
        h_reluBar[i + 1]! +=
          linear2Bar_j * W2[j * 50 + i + 1]! +
          linear2Bar_j_2 * W2[j * 50 + i + 51]! +
          linear2Bar_j_3 * W2[j * 50 + i + 101]! +
          linear2Bar_j_4 * W2[j * 50 + i + 151]!;
        h_reluBar[i + 2]! +=
          linear2Bar_j * W2[j * 50 + i + 2]! +
          linear2Bar_j_2 * W2[j * 50 + i + 52]! +
          linear2Bar_j_3 * W2[j * 50 + i + 102]! +
          linear2Bar_j_4 * W2[j * 50 + i + 152]!;
        h_reluBar[i + 3]! +=
          linear2Bar_j * W2[j * 50 + i + 3]! +
          linear2Bar_j_2 * W2[j * 50 + i + 53]! +
          linear2Bar_j_3 * W2[j * 50 + i + 103]! +
          linear2Bar_j_4 * W2[j * 50 + i + 153]!;
      }
      h_reluBar[48]! +=
        linear2Bar_j * W2[j * 50 + 48]! +
        linear2Bar_j_2 * W2[j * 50 + 98]! +
        linear2Bar_j_3 * W2[j * 50 + 148]! +
        linear2Bar_j_4 * W2[j * 50 + 198]!;
      h_reluBar[49]! +=
        linear2Bar_j * W2[j * 50 + 49]! +
        linear2Bar_j_2 * W2[j * 50 + 99]! +
        linear2Bar_j_3 * W2[j * 50 + 149]! +
        linear2Bar_j_4 * W2[j * 50 + 199]!;
    }
    for (let i = 0; i < 48; i += 4) {
      const linear2Bar_8 = linear2Bar[8]!;
      const linear2Bar_9 = linear2Bar[9]!;
      h_reluBar[i]! += linear2Bar_8 * W2[i + 400]! + linear2Bar_9 * W2[i + 450]!;
      h_reluBar[i + 1]! += linear2Bar_8 * W2[i + 401]! + linear2Bar_9 * W2[i + 451]!;
      h_reluBar[i + 2]! += linear2Bar_8 * W2[i + 402]! + linear2Bar_9 * W2[i + 452]!;
      h_reluBar[i + 3]! += linear2Bar_8 * W2[i + 403]! + linear2Bar_9 * W2[i + 453]!;
    }
    h_reluBar[48]! += linear2Bar[8]! * W2[448]! + linear2Bar[9]! * W2[498]!;
    h_reluBar[49]! += linear2Bar[8]! * W2[449]! + linear2Bar[9]! * W2[499]!;
    for (let i = 0; i < 48; i += 4) {
      // linear1Step = α * l̅i̅n̅e̅a̅r̅1   [50]
      const linear1Step_0 = learningRate * (h_reluBar[i]! * (0 < linear1[i]! ? 1 : 0));
      const linear1Step_1 = learningRate * (h_reluBar[i + 1]! * (0 < linear1[i + 1]! ? 1 : 0));
      const linear1Step_2 = learningRate * (h_reluBar[i + 2]! * (0 < linear1[i + 2]! ? 1 : 0));
      const linear1Step_3 = learningRate * (h_reluBar[i + 3]! * (0 < linear1[i + 3]! ? 1 : 0));
      // W̄1 = linear1Step·xᵀ   [50, 100]   net.ts:8
      // W1 ← W1 − W̄1   [50, 100]
      for (let j = 0; j < 100; j += 2) {
        const x_j = x[j]!;
        W1[i * 100 + j]! -= linear1Step_0 * x_j;
        const x_j_2 = x[j + 1]!;
        W1[i * 100 + j + 1]! -= linear1Step_0 * x_j_2;
        W1[i * 100 + j + 100]! -= linear1Step_1 * x_j;
        W1[i * 100 + j + 101]! -= linear1Step_1 * x_j_2;
        W1[i * 100 + j + 200]! -= linear1Step_2 * x_j;
        W1[i * 100 + j + 201]! -= linear1Step_2 * x_j_2;
        W1[i * 100 + j + 300]! -= linear1Step_3 * x_j;
        W1[i * 100 + j + 301]! -= linear1Step_3 * x_j_2;
      }
      // b1 ← b1 − linear1Step   [50]
      b1[i]! -= linear1Step_0;
      b1[i + 1]! -= linear1Step_1;
      b1[i + 2]! -= linear1Step_2;
      b1[i + 3]! -= linear1Step_3;
    }
    // linear1Step = α * l̅i̅n̅e̅a̅r̅1   [50]
    const linear1Step_0 = learningRate * (h_reluBar[48]! * (0 < linear1[48]! ? 1 : 0));
    const linear1Step_1 = learningRate * (h_reluBar[49]! * (0 < linear1[49]! ? 1 : 0));
    // W̄1 = linear1Step·xᵀ   [50, 100]   net.ts:8
    // W1 ← W1 − W̄1   [50, 100]
    for (let j = 0; j < 100; j += 2) {
      const x_j = x[j]!;
      W1[j + 4800]! -= linear1Step_0 * x_j;
      const x_j_2 = x[j + 1]!;
      W1[j + 4801]! -= linear1Step_0 * x_j_2;
      W1[j + 4900]! -= linear1Step_1 * x_j;
      W1[j + 4901]! -= linear1Step_1 * x_j_2;
    }
    // b1 ← b1 − linear1Step   [50]
    b1[48]! -= linear1Step_0;
    b1[49]! -= linear1Step_1;
    for (let i = 0; i < 8; i += 4) {
      // linear2Step = α * l̅i̅n̅e̅a̅r̅2   [10]
      const linear2Step_0 = learningRate * linear2Bar[i]!;
      const linear2Step_1 = learningRate * linear2Bar[i + 1]!;
      const linear2Step_2 = learningRate * linear2Bar[i + 2]!;
      const linear2Step_3 = learningRate * linear2Bar[i + 3]!;
      // W̄2 = linear2Step·h_reluᵀ   [10, 50]   net.ts:10
      // W2 ← W2 − W̄2   [10, 50]
      for (let j = 0; j < 50; j += 2) {
        const h_relu_j = h_relu[j]!;
        W2[i * 50 + j]! -= linear2Step_0 * h_relu_j;
        const h_relu_j_2 = h_relu[j + 1]!;
        W2[i * 50 + j + 1]! -= linear2Step_0 * h_relu_j_2;
        W2[i * 50 + j + 50]! -= linear2Step_1 * h_relu_j;
        W2[i * 50 + j + 51]! -= linear2Step_1 * h_relu_j_2;
        W2[i * 50 + j + 100]! -= linear2Step_2 * h_relu_j;
        W2[i * 50 + j + 101]! -= linear2Step_2 * h_relu_j_2;
        W2[i * 50 + j + 150]! -= linear2Step_3 * h_relu_j;
        W2[i * 50 + j + 151]! -= linear2Step_3 * h_relu_j_2;
      }
      // b2 ← b2 − linear2Step   [10]
      b2[i]! -= linear2Step_0;
      b2[i + 1]! -= linear2Step_1;
      b2[i + 2]! -= linear2Step_2;
      b2[i + 3]! -= linear2Step_3;
    }
    // linear2Step = α * l̅i̅n̅e̅a̅r̅2   [10]
    const linear2Step_0 = learningRate * linear2Bar[8]!;
    const linear2Step_1 = learningRate * linear2Bar[9]!;
    // W̄2 = linear2Step·h_reluᵀ   [10, 50]   net.ts:10
    // W2 ← W2 − W̄2   [10, 50]
    for (let j = 0; j < 50; j += 2) {
      const h_relu_j = h_relu[j]!;
      W2[j + 400]! -= linear2Step_0 * h_relu_j;
      const h_relu_j_2 = h_relu[j + 1]!;
      W2[j + 401]! -= linear2Step_0 * h_relu_j_2;
      W2[j + 450]! -= linear2Step_1 * h_relu_j;
      W2[j + 451]! -= linear2Step_1 * h_relu_j_2;
    }
    // b2 ← b2 − linear2Step   [10]
    b2[8]! -= linear2Step_0;
    b2[9]! -= linear2Step_1;
  }

  /** J over `count` examples, regulariser included. Returns a number, which V8 may have to allocate. */
  function objective(x: Float64Array = buffers.x, labels: Float64Array = buffers.labels, count: number = 1): number {
    check("objective", inputs[0]!, x, count);
    check("objective", inputs[1]!, labels, count);
    // sum = 0
    let sum = 0;
    for (let n = 0; n < count; n++) {
      // t1 = x·W1ᵀ   [50]   net.ts:8
      // linear1 = t1 + b1   [50]   net.ts:8
      // h_relu = relu(linear1)   [50]   net.ts:9
      for (let i = 0; i < 50; i++) {
        let t1 = 0;
        for (let j = 0; j < 100; j++) {
          t1 += W1[i * 100 + j]! * x[n * 100 + j]!;
        }
        const linear1_2 = t1 + b1[i]!;
        h_relu[i] = linear1_2 < 0 ? 0 : linear1_2;
      }
      let max = -Infinity;
      for (let i = 0; i < 10; i++) {
        // t3 = h_relu·W2ᵀ   [10]   net.ts:10
        // linear2 = t3 + b2   [10]   net.ts:10
        let t3 = 0;
        for (let j = 0; j < 50; j++) {
          t3 += W2[i * 50 + j]! * h_relu[j]!;
        }
        const linear2_i = t3 + b2[i]!;
        linear2[i] = linear2_i;
        // max = max linear2   net.ts:15
        max = Math.max(max, linear2_i);
      }
      // logSumExp = log(Σ exp(linear2 − max)) + max   net.ts:15
      let sum_2 = 0;
      for (let i = 0; i < 10; i++) {
        sum_2 += Math.exp(linear2[i]! - max);
      }
      const logSumExp = Math.log(sum_2) + max;
      // t8 = labels * (linear2 − (log(Σ exp(linear2 − max)) + max))   [10]   net.ts:15
      // t9 = Σ t8   net.ts:15
      // sum = Σ t9
      let t9 = 0;
      for (let i = 0; i < 10; i++) {
        t9 += labels[n * 10 + i]! * (linear2[i]! - logSumExp);
      }
      sum += t9;
    }
    // J = −(Σ t9)/count
    return -(sum / count);
  }

  /** Every parameter is drawn from a stream of its own, found by the seed and a hash of its name. */
  function initialize(seed: number = 0): void {
    parameters.fill(0);
    drawUniform(W1, 0.2, random(seed, 0x8121aa33)); // linear1.weight
    drawUniform(W2, 0.31622776601683794, random(seed, 0x4a089988)); // linear2.weight
  }

  const calls: Calls = {
    backward: (arrays, count) => backward(arrays[0]!, arrays[2]!, count),
    trainStep: (arrays, count) => trainStep(arrays[0]!, arrays[2]!, count),
    confusion(arrays, count) {
      forward(arrays[0]!, arrays[1]!, count);
      return confusion(arrays[2]!, arrays[1]!, 10, largest);
    },
    metrics(arrays, count) {
      return { loss: objective(arrays[0]!, arrays[2]!, count), ...classScores(calls.confusion(arrays, count)) };
    },
  };
  const network: TwoLayer = {
    parameters,
    gradient,
    state,
    loss,
    buffers,
    get learningRate() {
      return hyper[0]!;
    },
    set learningRate(value) {
      hyper[0] = value;
    },
    get trainingSize() {
      return hyper[1]!;
    },
    set trainingSize(value) {
      hyper[1] = value;
    },
    stopTraining: false,
    initialize,
    forward,
    backward,
    update,
    trainStep,
    objective,
    copyFrom(other) {
      setParameters("copyFrom", other?.parameters ?? []);
      state.set(other.state);
    },
    fit: (x, y, options) => fit(network, calls, x, y, options),
    predict(x, out) {
      const rows = pack("predict", inputs[0]!, x);
      const count = rows.length / 100;
      out ??= zeros(count * 10);
      forward(rows, out, count);
      return out;
    },
    classify: (x) => likeliest(network.predict(x), outputs[0]!.classes!),
    evaluate: (x, y) => calls.metrics(...readRows("evaluate", x, y)),
    confusionMatrix: (x, y) => calls.confusion(...readRows("confusionMatrix", x, y)),
    summary,
    save: () => save(network),
    load(bytes) {
      load(network, bytes);
    },
  };
  const setParameters = (method: string, given: ArrayLike<number>): void =>
    given.length === PARAMETER_COUNT
      ? parameters.set(given)
      : fail(method, `${given.length} parameters, not ${PARAMETER_COUNT}`);
  initialize(settings("create", { seed: 0, parameters: {} }, options).seed);
  const given = options?.parameters;
  if (given) {
    setParameters("create", given);
  }

  return network;
}

/** An array of the network's values, of one example. */
export interface Tensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly size: number;
  /** The classes of a one-hot label, in the order of their indices. */
  readonly classes?: readonly string[];
}

export interface Input extends Tensor {
  /** Only the loss reads it. */
  readonly target?: true;
  /** What the label is called. */
  readonly label?: string;
}

/** A piece of a flat array. */
export interface Slot extends Tensor {
  readonly offset: number;
}

export interface Parameter extends Slot {
  readonly trainable: boolean;
}

export interface Metadata {
  readonly name: string;
  readonly precision: "f64" | "f32";
  readonly inputs: readonly Input[];
  readonly outputs: readonly Tensor[];
  readonly parameters: readonly Parameter[];
  readonly state: readonly Slot[];
}

/** Examples: an array of rows, or their numbers one after another. */
export type Rows = ArrayLike<number> | ArrayLike<ArrayLike<number>>;

/** Examples with several axes: also nested like these, rows of rows. */
export type NestedRows = Rows | ArrayLike<Rows> | ArrayLike<ArrayLike<Rows>>;

/** Examples of a label: class names, class indices (from 0), or one-hot rows. */
export type Labels = Rows | readonly string[];

/** Rows of x. */
export type Inputs = Rows;

/** Rows of labels. */
export type Targets = Labels;

/** Values of y_pred, one example after another. */
export type Outputs = Float64Array;

/** The classes that `classify` tells apart. */
export type Class = "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9";

/** How well predicted classes meet the right ones. */
export type ClassScores = {
  /** The share of right ones. */
  readonly accuracy: number;
  /**
   * Of what is taken for a class, the share that is of it. Of the second class where there are two, else the mean over classes
   * that occur; 0 where nothing is taken for it. So are `recall` and `f1`.
   */
  readonly precision: number;
  /** Of what is of a class, the share that is taken for it. */
  readonly recall: number;
  /** The harmonic mean of precision and recall. */
  readonly f1: number;
};

/** How well a network does on some examples: J, the regulariser included, and how well its targets are met. */
export type Metrics = { readonly loss: number } & ClassScores;

/**
 * What is known after an epoch. `loss` is the mean of J over the epoch's batches, each before its step; the other figures are of
 * the training rows, and under `val…` of the validation rows, after the epoch. `gradientNorm` is there where `stop` asks for it.
 */
export type EpochLog = Metrics & { readonly [K in keyof Metrics as `val${Capitalize<K>}`]?: number } & {
  readonly gradientNorm?: number;
};

/** The figures of every epoch; `val…` only where there are validation rows. */
export type History = { readonly [K in keyof EpochLog]: number[] } & {
  /** How many epochs were run. */
  readonly epochs: number;
  /** Whether a condition or a callback ended the training, and not the number of epochs. */
  readonly stoppedEarly: boolean;
};

/** Called during training, and waited for where they return a promise. Epochs and batches count from 1. */
export interface Callbacks {
  onTrainBegin?(): unknown;
  onEpochBegin?(epoch: number): unknown;
  /** `loss` is J of the batch before its step, `size` the number of its examples. */
  onBatchEnd?(batch: number, log: { readonly loss: number; readonly size: number }): unknown;
  onEpochEnd?(epoch: number, log: EpochLog): unknown;
  onTrainEnd?(history: History): unknown;
}

/** An unknown option, a value of another type, a negative number and a fraction of what is counted are a RangeError. */
export interface FitOptions {
  /** Default 100. */
  readonly epochs?: number | undefined;
  /** Default 32; the last batch of an epoch may be smaller. Infinity: all rows in one. */
  readonly batchSize?: number | undefined;
  /** Draw a new order of the rows for every epoch; default true. */
  readonly shuffle?: boolean | undefined;
  /** Of shuffling and splitting: the same seed and rows, the same result. A whole number; default 0. */
  readonly seed?: number | undefined;
  /** The share of the rows to hold out and validate on, drawn at random; the last rows with `shuffle: false`. Default 0. */
  readonly validationSplit?: number | undefined;
  /** Examples to validate on, instead. */
  readonly validationData?: readonly [x: Inputs, y: Targets] | undefined;
  readonly earlyStopping?: EarlyStopping | undefined;
  readonly stop?: StopConditions | undefined;
  /** The most used of the callbacks; it comes before those in `callbacks`. */
  readonly onEpochEnd?: Callbacks["onEpochEnd"] | undefined;
  /** One object of callbacks, or several. */
  readonly callbacks?: Callbacks | readonly Callbacks[] | undefined;
  /** An AbortSignal: when it aborts, `fit` rejects with its reason; the network stays as the latest step left it. */
  readonly signal?: { readonly aborted: boolean; readonly reason?: unknown } | undefined;
  /** Milliseconds of work between two pauses in which events are handled and frames drawn; default 50. */
  readonly yieldEvery?: number | undefined;
}

/** Stops training when a figure has not improved for some epochs. */
export interface EarlyStopping {
  /** Default `valLoss`, or `loss` without validation rows. */
  readonly monitor?: Exclude<keyof EpochLog, "gradientNorm"> | undefined;
  /** How many epochs without improvement end the training; default 0: the first does. */
  readonly patience?: number | undefined;
  /** What counts as an improvement; default: anything above 0. */
  readonly minDelta?: number | undefined;
  /**
   * End with the parameters of the best epoch and the optimiser's state at its end, however training ends: by an error or a
   * signal too. Default false. Allocates a second network.
   */
  readonly restoreBestWeights?: boolean | undefined;
}

/** Stops training after the first epoch for which one of these holds. */
export interface StopConditions {
  /** ‖∇J‖ of all training rows is below this. It is computed after every epoch, by one more pass over the rows. */
  readonly gradientNorm?: number | undefined;
  /** `loss` differs by less than this from that of the epoch before. */
  readonly lossChange?: number | undefined;
}

/** An unknown option and a value of another type are a RangeError. */
export interface CreateOptions {
  /** Of `initialize`, a whole number from 0; default 0, or the weights that the module was compiled with. */
  readonly seed?: number | undefined;
  /** All parameters, copied, in the order of `metadata.parameters`. */
  readonly parameters?: ArrayLike<number> | undefined;
}

/** In the order inputs, outputs, targets. */
type Arrays = readonly Float64Array[];

type Examples = readonly [arrays: Arrays, count: number];

/** The functions of one network, called in one way for all networks. */
interface Calls {
  /** Whether `fit` is at work. */
  fitting?: boolean;
  backward(arrays: Arrays, count: number): void;
  trainStep(arrays: Arrays, count: number): void;
  confusion(arrays: Arrays, count: number): number[][];
  metrics(arrays: Arrays, count: number): Metrics;
}

function fail(method: string, problem: string): never {
  throw RangeError(`${metadata.name}.${method}: ${problem}`);
}

/** Fails unless an array holds `count` examples: `iris.trainStep: y has 1 value; 1 example needs 3 (species, one-hot)`. */
function check(method: string, input: Input, { length }: ArrayLike<unknown>, count: number): void {
  if (!(count > 0 && count % 1 === 0)) fail(method, `count is ${count}`);
  let needed: unknown = count * input.size;
  if (length === needed) return;
  if (input.label) needed = `${needed} (${input.label}, one-hot)`;
  fail(
    method,
    `${input.name} has ${length} value${length === 1 ? "" : "s"}; ${count} example${count === 1 ? " needs" : "s need"} ${needed}`,
  );
}

/**
 * The numbers of some rows one after another, `count` rows where that is known; they are copied. A row of a label may
 * also be the name of its class or, where `count` is known, its index. What is no finite number is named with its place.
 */
function pack(method: string, input: Input, rows: Labels | NestedRows, count?: number): Float64Array {
  rows ??= [];
  let areRows = typeof rows[0] === "object";
  if (input.label) areRows ||= typeof rows[0] === "string" || rows.length === count;
  if (areRows) {
    rows = Array.from(rows as ArrayLike<ArrayLike<number>>, (row, i) => {
      // A row that holds one index: its number stands in `method`.
      if (input.label && typeof row !== "object")
        return oneHot(count === 1 ? method : `${method}: row ${i}`, input, row);
      return [...pack(`${method}: row ${i}`, input, row, 1)];
    }).flat();
  }
  check(method, input, rows, count ?? Math.ceil(rows.length / input.size || 1));
  return Float64Array.from(rows as ArrayLike<number>, (value, i) =>
    Number.isFinite(value) ? value : fail(method, `${input.name}[${i}] is ${value} (${typeof value})`),
  );
}

/** The values of a label for the name or the index of a class. */
function oneHot(place: string, { name, classes = [] }: Input, given: unknown): number[] {
  const values = classes.map((name, k) => Number(name === given || k === given));
  if (!values.includes(1)) fail(place, `${name} is ${shown(given)}; its classes are ${classes.join(", ")}`);
  return values;
}

/** Options over their defaults; null is left out. A name that there is not, a value of another type and a number that makes no sense are errors. */
function settings<T extends object>(place: string, defaults: T, given: { readonly [K in keyof T]?: unknown } = {}): T {
  const all: T = { ...defaults };
  for (const name in given) {
    const value = given[name] as T[typeof name];
    known(place, name, defaults);
    const type = typeof defaults[name];
    if (value === undefined || (value === null && type === "object")) continue;
    // Epochs, batchSize, patience and seed are whole numbers.
    const isPart = /^[ebps]/.test(name) && (value as number) % 1;
    if (typeof value !== type || (value as number) < 0 || value !== value || isPart)
      fail(place, `${name} is ${shown(value)}, no valid ${type}`);
    all[name] = value;
  }
  return all;
}

/** Text in quotes: "1" is no number. */
const shown = (value: unknown): unknown => (value === `${value}` ? `"${value}"` : value);

/** Fails unless a table has an entry of a name, and says which it has. */
function known(place: string, name: string, table: object): void {
  const names = Object.keys(table);
  if (!names.includes(name)) fail(place, `there is no ${name}; there are ${names.join(", ")}`);
}

/** An array of zeros. */
const zeros = (size: number): Float64Array => new Float64Array(size);

/** A 32-bit hash of 32 bits, one to one: the finaliser of splitmix32. */
function scramble(bits: number): number {
  bits = Math.imul(bits ^ (bits >>> 16), 0x21f0aaad);
  bits = Math.imul(bits ^ (bits >>> 15), 0x735a2d97);
  return bits ^ (bits >>> 15);
}

/** splitmix32: numbers in [0, 1). Every seed and every stream of a seed starts elsewhere. */
function random(seed: number, stream: number = 0): () => number {
  let counter = scramble(scramble(seed) ^ stream);
  return () => {
    counter = (counter + 0x9e3779b9) | 0;
    return (scramble(counter) >>> 0) / 2 ** 32;
  };
}

/** Uniform in [−limit, limit). */
function drawUniform(tensor: Float64Array, limit: number, next: () => number): void {
  for (let i = 0; i < tensor.length; i++) tensor[i] = (2 * next() - 1) * limit;
}

/** Where there are several inputs or targets, `x` or `y` is an object of rows by name. Without `y` there are no targets. */
function readRows(method: string, x: unknown, ...y: readonly unknown[]): Examples {
  let count: number | undefined;
  const read = (given: unknown, target?: true): Float64Array[] =>
    metadata.inputs
      .filter((input) => input.target === target)
      .map((input) => {
        let rows = given as Rows;
        const values = pack(method, input, rows, count);
        count = values.length / input.size;
        return values;
      });
  const inputs = read(x);
  const targets = y.length > 0 ? read(y[0], true) : [];
  const examples = count ?? 1;
  return [[...inputs, ...metadata.outputs.map(({ size }) => zeros(examples * size)), ...targets], examples];
}

/** The options with their defaults; of those without one, something of their type. */
const FIT_OPTIONS = {
  epochs: 100,
  batchSize: 32,
  shuffle: true,
  seed: 0,
  validationSplit: 0,
  yieldEvery: 50,
  validationData: {},
  earlyStopping: { patience: Infinity } as EarlyStopping,
  stop: {} as StopConditions,
  callbacks: {} as Callbacks,
  signal: { aborted: false } as NonNullable<FitOptions["signal"]>,
  onEpochEnd: (): void => {},
};

type Listener = (...news: unknown[]) => unknown;

/** See the interface. */
async function fit(network: TwoLayer, calls: Calls, x: Inputs, y: Targets, options?: FitOptions): Promise<History> {
  const { epochs, batchSize, shuffle, seed, validationSplit, yieldEvery, signal, onEpochEnd, ...more } = settings(
    "fit",
    FIT_OPTIONS,
    options,
  );
  const validationData = options?.validationData;
  const all = readRows("fit", x, y);
  const total = all[1];
  const size = total - Math.round(total * validationSplit);
  const rows = Math.min(batchSize, size);
  if (size < 1 || (validationSplit && validationData)) fail("fit", `validationSplit is ${validationSplit}`);
  if (!batchSize) fail("fit", "batchSize is 0");
  if (!("aborted" in signal)) fail("fit", "no AbortSignal");
  if (calls.fitting) fail("fit", "fit is running");

  const next = shuffle ? random(seed) : undefined;
  const split = orderOf(total, next);
  const train: Examples = [take(all, split, 0, size), size];
  let validation: Examples | undefined;
  if (validationData) validation = readRows("fit", validationData[0], validationData[1]);
  else if (size < total) validation = [take(all, split, size, total - size), total - size];

  const measure = (train: Examples, validation: Examples | undefined): Record<string, number> => {
    const log: Record<string, number> = calls.metrics(...train);
    if (validation) {
      const figures: Record<string, number> = calls.metrics(...validation);
      for (const name in figures) log[`val${name[0]!.toUpperCase()}${name.slice(1)}`] = figures[name]!;
    }
    return log;
  };
  const one: Examples = [take(all, split, 0, 1), 1];
  const figures: Record<string, number[]> = {};
  for (const name in measure(one, validation && one)) figures[name] = [];
  const { monitor, patience, minDelta, restoreBestWeights } = settings(
    "fit",
    { monitor: (validation ? "valLoss" : "loss") as string, patience: 0, minDelta: 0, restoreBestWeights: false },
    more.earlyStopping,
  );
  known("fit", monitor, figures);
  const stop = settings("fit", { gradientNorm: 0, lossChange: 0 }, more.stop);
  const listeners: readonly Callbacks[] = [{ onEpochEnd } as Callbacks].concat(more.callbacks);
  const tell = async (name: keyof Callbacks, ...news: unknown[]): Promise<void> => {
    for (const listener of listeners) await (listener[name] as Listener | undefined)?.(...news);
  };
  const tellsBatches = listeners.some(({ onBatchEnd }) => onBatchEnd);

  network.trainingSize = size;
  network.stopTraining = false;
  const batch = take(train, split, 0, rows);
  let epoch = 0;
  let resumed = Date.now();
  let best = Infinity;
  let waited = 0;
  let kept: TwoLayer | undefined;
  calls.fitting = true;
  try {
    await tell("onTrainBegin");
    while (epoch < epochs && !network.stopTraining) {
      await tell("onEpochBegin", ++epoch);
      const order = orderOf(size, next);
      const sum = [0];
      let seen = 0;
      let number = 0;
      do {
        if (signal.aborted) throw signal.reason;
        const count = Math.min(rows, size - seen);
        // The arrays of a batch are used again; only the last one of an epoch may need others.
        const arrays = take(train, order, seen, count, count === rows ? batch : undefined);
        calls.trainStep(arrays, count);
        seen += count;
        const loss = network.loss[0]!;
        sum[0]! += loss * count;
        number++;
        if (!Number.isFinite(loss)) {
          throw Object.assign(
            RangeError(
              `${metadata.name}.fit: the loss is ${loss} at epoch ${epoch}, batch ${number}; lower the learningRate`,
            ),
            { name: "DivergenceError" },
          );
        }
        if (tellsBatches) await tell("onBatchEnd", number, { loss, size: count });
        if (Date.now() - resumed >= yieldEvery) {
          await pause();
          resumed = Date.now();
        }
      } while (seen < size && !network.stopTraining);

      const loss = sum[0]! / seen;
      const log: Record<string, number> = { ...measure(train, validation), loss };
      const change = Math.abs(loss - figures["loss"]!.at(-1)!);
      if (stop.gradientNorm) {
        calls.backward(...train);
        log["gradientNorm"] = Math.sqrt(network.gradient.reduce((sum, g) => sum + g * g, 0));
      }
      for (const name in log) (figures[name] ??= []).push(log[name]!);
      const cost = /loss|mae|rmse/i.test(monitor) ? log[monitor]! : -log[monitor]!;
      if (cost < best - minDelta) {
        best = cost;
        waited = 0;
        if (restoreBestWeights) (kept ??= create()).copyFrom(network);
      } else waited++;
      network.stopTraining ||=
        (waited > 0 && waited >= patience) || change < stop.lossChange || log["gradientNorm"]! < stop.gradientNorm;
      await tell("onEpochEnd", epoch, log);
    }
  } finally {
    calls.fitting = false;
    if (kept) network.copyFrom(kept);
  }
  const history: object = { ...figures, epochs: epoch, stoppedEarly: network.stopTraining };
  await tell("onTrainEnd", history);
  return history as History;
}

/** The numbers from 0 to length − 1, in an order drawn with `next` (Fisher and Yates), or as they are. */
function orderOf(length: number, next: (() => number) | undefined): Uint32Array {
  const order = new Uint32Array(length).map((_, i) => i);
  if (next) {
    for (let i = length - 1; i > 0; i--) {
      const k = Math.floor(next() * (i + 1));
      [order[i], order[k]] = [order[k]!, order[i]!];
    }
  }
  return order;
}

/** Copies rows: row k of each array in `into` is row order[start + k] of that in `from`. */
function take(
  [from, total]: Examples,
  order: Uint32Array,
  start: number,
  count: number,
  into: Arrays = from.map((source) => source.slice(0, (count * source.length) / total)),
): Arrays {
  for (let i = 0; i < into.length; i++) {
    const size = from[i]!.length / total;
    for (let k = 0; k < count; k++) {
      for (let j = 0; j < size; j++) into[i]![k * size + j] = from[i]![order[start + k]! * size + j]!;
    }
  }
  return into;
}

/** Lets events be handled and frames be drawn, where the engine has timers. */
const pause = (): Promise<void> =>
  new Promise((resume) =>
    ((globalThis as { readonly setTimeout?: (resume: () => void) => unknown }).setTimeout ?? ((resume) => resume()))(
      resume,
    ),
  );

/** The class with the largest value, for every row of an output. */
function likeliest(output: Float64Array, classes: readonly string[]): Class[] {
  const size = classes.length;
  return Array.from(
    { length: output.length / size },
    (_, i) => classes[largest(output.subarray((i *= size), i + size))] as Class,
  );
}

/** The index of the largest value; the first of equals. */
const largest = (values: Float64Array): number =>
  values.reduce((best, value, k) => (value > values[best]! ? k : best), 0);

/** How many rows of each class (first index) were taken for each class (second); `classOf` tells it from the values of a row. */
function confusion(
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

/**
 * Precision, recall and F1 are of class 1 where there are two classes, else means over the classes that occur; a quotient by
 * zero counts as 0 (the conventions of scikit-learn).
 */
function classScores(matrix: readonly (readonly number[])[]): ClassScores {
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

/** The table of the layers. */
const summary = (): string => `Model: "two-layer"
Layer (type)     Output Shape  Param #
${"=".repeat(38)}
x (input)        (None, 100)         0
linear1 (dense)  (None, 50)       5050
h_relu (relu)    (None, 50)          0
linear2 (dense)  (None, 10)        510
${"=".repeat(38)}
Total params: 5560
Trainable params: 5560
Non-trainable params: 0`;

/**
 * Parameters and state in the safetensors format: the length of the header in 8 bytes, the header (JSON: name → type, shape, place),
 * then the numbers; little-endian, as all engines in use keep them. The header is ASCII, other characters are escaped, and
 * padded so that the numbers are aligned.
 */
function save({ parameters, state }: TwoLayer): Uint8Array {
  let end = 0;
  const entries = [...metadata.parameters, ...metadata.state].map(({ name, shape, size }) => {
    const data_offsets = [end, (end += size * 8)];
    return [name, { dtype: "F64", shape, data_offsets }];
  });
  let header = JSON.stringify(Object.fromEntries(entries));
  header += " ".repeat(-header.length & 7);
  const bytes = new Uint8Array(8 + header.length + end);
  new Uint32Array(bytes.buffer)[0] = header.length;
  bytes.set(
    Array.from(header, (character) => character.charCodeAt(0)),
    8,
  );
  const values = new Float64Array(bytes.buffer, 8 + header.length);
  values.set(parameters);
  values.set(state, parameters.length);
  return bytes;
}

/** What a safetensors file says of a tensor, and its numbers. */
interface StoredTensor {
  readonly dtype: "F64" | "F32";
  readonly shape: readonly number[];
  readonly data_offsets: readonly [from: number, to: number];
  values: ArrayLike<number>;
}

/**
 * Takes over what a safetensors file holds (see `save`). Everything is checked before anything is written: tensors have to fill
 * the file without a gap, and be those of the network; only the state may be missing, or another optimiser's.
 */
function load(network: TwoLayer, bytes: Uint8Array): void {
  const parameters = Object.fromEntries(metadata.parameters.map((parameter) => [parameter.name, parameter]));
  let problem = "no F64 or F32 safetensors";
  let tensors: Record<string, StoredTensor> = {};
  try {
    // A copy, because slices of Node's buffers are views.
    bytes = new Uint8Array(bytes);
    const start = 8 + Number(new DataView(bytes.buffer).getBigUint64(0, true));
    // Percent signs, because an AudioWorklet has no TextDecoder.
    const header = bytes.subarray(8, start).reduce((text, byte) => `${text}%${(byte + 256).toString(16).slice(1)}`, "");
    tensors = JSON.parse(decodeURIComponent(header));
    delete tensors["__metadata__"];
    let end = 0;
    for (const tensor of Object.values(tensors).sort((a, b) => a.data_offsets[0] - b.data_offsets[0])) {
      const [from, to] = tensor.data_offsets;
      tensor.values = new { F64: Float64Array, F32: Float32Array }[tensor.dtype](
        bytes.slice(start + end, start + to).buffer,
      );
      if (from !== end || tensor.values.length !== tensor.shape.reduce((a, b) => a * b, 1)) throw problem;
      end = to;
    }
    if (start + end !== bytes.length) throw problem;
    for (const name in { ...parameters, ...tensors }) {
      const own: unknown = parameters[name]?.shape ?? "none";
      const found = tensors[name]?.shape ?? "none";
      problem = `${name}: [${own}], file [${found}]`;
      if (`${own}` !== `${found}` && (parameters[name] || !name.startsWith("state."))) throw problem;
    }
  } catch {
    fail("load", problem);
  }
  network.initialize();
  for (const { name, offset } of metadata.parameters) network.parameters.set(tensors[name]!.values, offset);
}
