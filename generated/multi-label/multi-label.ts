/**
 * Compiled by nngen 0.1.0 from net.ts: a change made here is lost when it is compiled again.
 *
 * multi-label: a network with 2311 parameters
 *
 *   inputs     x [64]
 *   targets    segments [7]
 *   outputs    yHat [7]
 *   optimizer  adam
 *   precision  f64
 *   memory     79160 bytes a network
 *   gradient   agrees with central differences: the largest error is 1.4e-10, at scores.bias[1]
 *   sha256     06bd3576278e37d532803b9387df3e3c033627633b631065999bee62788df6a3
 *
 *   W1 = hidden.weight [32, 64]
 *   b1 = hidden.bias [32]
 *   W2 = scores.weight [7, 32]
 *   b2 = scores.bias [7]
 */

/** The number of values in `parameters`. */
export const PARAMETER_COUNT: number = 2311;

/** What the network is made of. */
export const metadata: Metadata = {
  name: "multi-label",
  precision: "f64",
  inputs: [
    { name: "x", shape: [64], size: 64 },
    { name: "segments", shape: [7], size: 7, target: true },
  ],
  outputs: [{ name: "yHat", shape: [7], size: 7 }],
  parameters: [
    { name: "hidden.weight", shape: [32, 64], offset: 0, size: 2048, trainable: true },
    { name: "hidden.bias", shape: [32], offset: 2048, size: 32, trainable: true },
    { name: "scores.weight", shape: [7, 32], offset: 2080, size: 224, trainable: true },
    { name: "scores.bias", shape: [7], offset: 2304, size: 7, trainable: true },
  ],
  state: [
    { name: "state.adam.beta1Power", shape: [], offset: 0, size: 1 },
    { name: "state.adam.beta2Power", shape: [], offset: 1, size: 1 },
    { name: "state.adam.m.hidden.weight", shape: [32, 64], offset: 2, size: 2048 },
    { name: "state.adam.v.hidden.weight", shape: [32, 64], offset: 2050, size: 2048 },
    { name: "state.adam.m.hidden.bias", shape: [32], offset: 4098, size: 32 },
    { name: "state.adam.v.hidden.bias", shape: [32], offset: 4130, size: 32 },
    { name: "state.adam.m.scores.weight", shape: [7, 32], offset: 4162, size: 224 },
    { name: "state.adam.v.scores.weight", shape: [7, 32], offset: 4386, size: 224 },
    { name: "state.adam.m.scores.bias", shape: [7], offset: 4610, size: 7 },
    { name: "state.adam.v.scores.bias", shape: [7], offset: 4617, size: 7 },
  ],
};

/**
 * One network, with every array that it will ever need. Arrays are row-major, `count` examples one after another; an argument
 * that is left out is the array of that name in `buffers`. A wrong length or count is a RangeError.
 */
export interface MultiLabel {
  /** Flat, in the order of `metadata.parameters`. */
  readonly parameters: Float64Array;
  /** ∇J, laid out like `parameters`. */
  readonly gradient: Float64Array;
  /** The optimiser's memory and running statistics, in the order of `metadata.state`. */
  readonly state: Float64Array;
  /** [J] of the latest `backward` or `trainStep`, the regulariser included. */
  readonly loss: Float64Array;
  /** One example each, used where arrays are left out. */
  readonly buffers: { readonly x: Float64Array; readonly segments: Float64Array; readonly yHat: Float64Array };
  /** Set to true in a callback, it ends `fit` after the step or epoch at hand; `fit` sets it to false when it begins. */
  stopTraining: boolean;
  /** The step size α. */
  learningRate: number;
  /** The m of the regulariser λ/(2m) Σ w²: the size of the training set, set by `fit`; 0 stands for `count`. */
  trainingSize: number;
  /** Draws all parameters anew and clears the state: the same numbers for a seed on every machine. Allocates a little. */
  initialize(seed?: number): void;
  /** Predicts: writes the outputs. Allocates nothing. */
  forward(x?: Float64Array, yHat?: Float64Array, count?: number): void;
  /** Writes `gradient` and `loss[0]`. Allocates nothing. */
  backward(x?: Float64Array, segments?: Float64Array, count?: number): void;
  /** One step of the optimiser, from `gradient` as it stands. Allocates nothing. */
  update(): void;
  /** `backward`, then `update`, in one: `loss[0]` is J before the step, `gradient` is left unspecified. Allocates nothing. */
  trainStep(x?: Float64Array, segments?: Float64Array, count?: number): void;
  /** J. Allocates nothing but the number that it returns. */
  objective(x?: Float64Array, segments?: Float64Array, count?: number): number;
  /** Takes over the parameters and the state of another network of this kind. Allocates nothing. */
  copyFrom(other: MultiLabel): void;
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
export function create(options: CreateOptions = {}): MultiLabel {
  const parameters = zeros(PARAMETER_COUNT);
  const gradient = zeros(PARAMETER_COUNT);
  const loss = zeros(1);
  const inputs = metadata.inputs;
  const outputs = metadata.outputs;
  const state = zeros(4624);
  const hyper = Float64Array.of(0.02, 0); // learningRate, trainingSize
  const buffers: MultiLabel["buffers"] = { x: zeros(64), segments: zeros(7), yHat: zeros(7) };
  const W1 = parameters.subarray(0, 2048); // hidden.weight
  const b1 = parameters.subarray(2048, 2080); // hidden.bias
  const W2 = parameters.subarray(2080, 2304); // scores.weight
  const b2 = parameters.subarray(2304, 2311); // scores.bias
  const dW1 = gradient.subarray(0, 2048); // ∂J/∂hidden.weight
  const db1 = gradient.subarray(2048, 2080); // ∂J/∂hidden.bias
  const dW2 = gradient.subarray(2080, 2304); // ∂J/∂scores.weight
  const db2 = gradient.subarray(2304, 2311); // ∂J/∂scores.bias
  const beta1Power = state.subarray(0, 1); // adam.beta1Power
  const beta2Power = state.subarray(1, 2); // adam.beta2Power
  const mW1 = state.subarray(2, 2050); // adam.m.hidden.weight
  const vW1 = state.subarray(2050, 4098); // adam.v.hidden.weight
  const mb1 = state.subarray(4098, 4130); // adam.m.hidden.bias
  const vb1 = state.subarray(4130, 4162); // adam.v.hidden.bias
  const mW2 = state.subarray(4162, 4386); // adam.m.scores.weight
  const vW2 = state.subarray(4386, 4610); // adam.v.scores.weight
  const mb2 = state.subarray(4610, 4617); // adam.m.scores.bias
  const vb2 = state.subarray(4617, 4624); // adam.v.scores.bias
  const t1 = zeros(256); // t1
  const h = zeros(128); // h
  const hidden = zeros(128); // hidden
  const scores = zeros(28); // scores
  const scoresBar = zeros(28); // scoresBar
  // In nested loops V8 takes an array for fixed where a constant of the function holds it.
  const views = { t1, W1, W2, h, dW2, scoresBar, dW1, scores };

  /** Runs the network in inference mode on `count` examples and writes the outputs. Allocates nothing. */
  function forward(x: Float64Array = buffers.x, yHat: Float64Array = buffers.yHat, count: number = 1): void {
    check("forward", inputs[0]!, x, count);
    check("forward", outputs[0]!, yHat, count);
    const { t1, W1, W2, h } = views;
    const b_6 = b2[6]!;
    for (let n = 0; n < count - 3; n += 4) {
      // t1 = x * 0.0625   [64]   net.ts:7
      for (let i = 0; i < 64; i++) {
        t1[i] = x[n * 64 + i]! * 0.0625;
        t1[i + 64] = x[n * 64 + i + 64]! * 0.0625;
        t1[i + 128] = x[n * 64 + i + 128]! * 0.0625;
        t1[i + 192] = x[n * 64 + i + 192]! * 0.0625;
      }
      // t2 = t1·W1ᵀ   [32]   net.ts:7
      // hidden = t2 + b1   [32]   net.ts:7
      // h = relu(hidden)   [32]   net.ts:8
      for (let i = 0; i < 32; i += 2) {
        let t2_0_0 = 0;
        let t2_0_1 = 0;
        let t2_1_0 = 0;
        let t2_1_1 = 0;
        let t2_2_0 = 0;
        let t2_2_1 = 0;
        let t2_3_0 = 0;
        let t2_3_1 = 0;
        for (let j = 0; j < 64; j++) {
          const w_ij = W1[i * 64 + j]!;
          const t1_j = t1[j]!;
          t2_0_0 += w_ij * t1_j;
          const w_ij_2 = W1[i * 64 + j + 64]!;
          t2_0_1 += w_ij_2 * t1_j;
          const t1_j_2 = t1[j + 64]!;
          t2_1_0 += w_ij * t1_j_2;
          t2_1_1 += w_ij_2 * t1_j_2;
          const t1_j_3 = t1[j + 128]!;
          t2_2_0 += w_ij * t1_j_3;
          t2_2_1 += w_ij_2 * t1_j_3;
          const t1_j_4 = t1[j + 192]!;
          t2_3_0 += w_ij * t1_j_4;
          t2_3_1 += w_ij_2 * t1_j_4;
        }
        const b_i = b1[i]!;
        const hidden_0_0 = t2_0_0 + b_i;
        const b_i_2 = b1[i + 1]!;
        const hidden_0_1 = t2_0_1 + b_i_2;
        const hidden_1_0 = t2_1_0 + b_i;
        const hidden_1_1 = t2_1_1 + b_i_2;
        const hidden_2_0 = t2_2_0 + b_i;
        const hidden_2_1 = t2_2_1 + b_i_2;
        const hidden_3_0 = t2_3_0 + b_i;
        const hidden_3_1 = t2_3_1 + b_i_2;
        h[i] = hidden_0_0 < 0 ? 0 : hidden_0_0;
        h[i + 1] = hidden_0_1 < 0 ? 0 : hidden_0_1;
        h[i + 32] = hidden_1_0 < 0 ? 0 : hidden_1_0;
        h[i + 33] = hidden_1_1 < 0 ? 0 : hidden_1_1;
        h[i + 64] = hidden_2_0 < 0 ? 0 : hidden_2_0;
        h[i + 65] = hidden_2_1 < 0 ? 0 : hidden_2_1;
        h[i + 96] = hidden_3_0 < 0 ? 0 : hidden_3_0;
        h[i + 97] = hidden_3_1 < 0 ? 0 : hidden_3_1;
      }
      // t4 = h·W2ᵀ   [7]   net.ts:9
      // scores = t4 + b2   [7]   net.ts:9
      // ŷ = σ(scores)   [7]   net.ts:10
      for (let i = 0; i < 6; i += 2) {
        let t4_0_0 = 0;
        let t4_0_1 = 0;
        let t4_1_0 = 0;
        let t4_1_1 = 0;
        let t4_2_0 = 0;
        let t4_2_1 = 0;
        let t4_3_0 = 0;
        let t4_3_1 = 0;
        for (let j = 0; j < 32; j++) {
          const w_ij = W2[i * 32 + j]!;
          const h_j = h[j]!;
          t4_0_0 += w_ij * h_j;
          const w_ij_2 = W2[i * 32 + j + 32]!;
          t4_0_1 += w_ij_2 * h_j;
          const h_j_2 = h[j + 32]!;
          t4_1_0 += w_ij * h_j_2;
          t4_1_1 += w_ij_2 * h_j_2;
          const h_j_3 = h[j + 64]!;
          t4_2_0 += w_ij * h_j_3;
          t4_2_1 += w_ij_2 * h_j_3;
          const h_j_4 = h[j + 96]!;
          t4_3_0 += w_ij * h_j_4;
          t4_3_1 += w_ij_2 * h_j_4;
        }
        const b_i = b2[i]!;
        yHat[n * 7 + i] = 1 / (1 + Math.exp(-(t4_0_0 + b_i)));
        const b_i_2 = b2[i + 1]!;
        yHat[n * 7 + i + 1] = 1 / (1 + Math.exp(-(t4_0_1 + b_i_2)));
        yHat[n * 7 + i + 7] = 1 / (1 + Math.exp(-(t4_1_0 + b_i)));
        yHat[n * 7 + i + 8] = 1 / (1 + Math.exp(-(t4_1_1 + b_i_2)));
        yHat[n * 7 + i + 14] = 1 / (1 + Math.exp(-(t4_2_0 + b_i)));
        yHat[n * 7 + i + 15] = 1 / (1 + Math.exp(-(t4_2_1 + b_i_2)));
        yHat[n * 7 + i + 21] = 1 / (1 + Math.exp(-(t4_3_0 + b_i)));
        yHat[n * 7 + i + 22] = 1 / (1 + Math.exp(-(t4_3_1 + b_i_2)));
      }
      let t4_0_0 = 0;
      let t4_1_0 = 0;
      let t4_2_0 = 0;
      let t4_3_0 = 0;
      for (let j = 0; j < 32; j++) {
        const w_j = W2[j + 192]!;
        t4_0_0 += w_j * h[j]!;
        t4_1_0 += w_j * h[j + 32]!;
        t4_2_0 += w_j * h[j + 64]!;
        t4_3_0 += w_j * h[j + 96]!;
      }
      yHat[n * 7 + 6] = 1 / (1 + Math.exp(-(t4_0_0 + b_6)));
      yHat[n * 7 + 13] = 1 / (1 + Math.exp(-(t4_1_0 + b_6)));
      yHat[n * 7 + 20] = 1 / (1 + Math.exp(-(t4_2_0 + b_6)));
      yHat[n * 7 + 27] = 1 / (1 + Math.exp(-(t4_3_0 + b_6)));
    }
    const b_0 = b2[0]!;
    const b_1 = b2[1]!;
    const b_2 = b2[2]!;
    const b_3 = b2[3]!;
    const b_4 = b2[4]!;
    const b_5 = b2[5]!;
    for (let n = count - (count % 4); n < count; n++) {
      // t1 = x * 0.0625   [64]   net.ts:7
      for (let i = 0; i < 64; i += 2) {
        t1[i] = x[n * 64 + i]! * 0.0625;
        t1[i + 1] = x[n * 64 + i + 1]! * 0.0625;
      }
      // t2 = t1·W1ᵀ   [32]   net.ts:7
      // hidden = t2 + b1   [32]   net.ts:7
      // h = relu(hidden)   [32]   net.ts:8
      for (let i = 0; i < 32; i += 4) {
        let t2_0 = 0;
        let t2_1 = 0;
        let t2_2 = 0;
        let t2_3 = 0;
        for (let j = 0; j < 64; j++) {
          const t1_j = t1[j]!;
          t2_0 += W1[i * 64 + j]! * t1_j;
          t2_1 += W1[i * 64 + j + 64]! * t1_j;
          t2_2 += W1[i * 64 + j + 128]! * t1_j;
          t2_3 += W1[i * 64 + j + 192]! * t1_j;
        }
        const hidden_0 = t2_0 + b1[i]!;
        const hidden_1 = t2_1 + b1[i + 1]!;
        const hidden_2 = t2_2 + b1[i + 2]!;
        const hidden_3 = t2_3 + b1[i + 3]!;
        h[i] = hidden_0 < 0 ? 0 : hidden_0;
        h[i + 1] = hidden_1 < 0 ? 0 : hidden_1;
        h[i + 2] = hidden_2 < 0 ? 0 : hidden_2;
        h[i + 3] = hidden_3 < 0 ? 0 : hidden_3;
      }
      // t4 = h·W2ᵀ   [7]   net.ts:9
      // scores = t4 + b2   [7]   net.ts:9
      // ŷ = σ(scores)   [7]   net.ts:10
      let t4_0 = 0;
      let t4_1 = 0;
      let t4_2 = 0;
      let t4_3 = 0;
      for (let j = 0; j < 32; j++) {
        const h_j = h[j]!;
        t4_0 += W2[j]! * h_j;
        t4_1 += W2[j + 32]! * h_j;
        t4_2 += W2[j + 64]! * h_j;
        t4_3 += W2[j + 96]! * h_j;
      }
      yHat[n * 7] = 1 / (1 + Math.exp(-(t4_0 + b_0)));
      yHat[n * 7 + 1] = 1 / (1 + Math.exp(-(t4_1 + b_1)));
      yHat[n * 7 + 2] = 1 / (1 + Math.exp(-(t4_2 + b_2)));
      yHat[n * 7 + 3] = 1 / (1 + Math.exp(-(t4_3 + b_3)));
      let t4_4 = 0;
      let t4_5 = 0;
      let t4_6 = 0;
      for (let j = 0; j < 32; j++) {
        const h_j = h[j]!;
        t4_4 += W2[j + 128]! * h_j;
        t4_5 += W2[j + 160]! * h_j;
        t4_6 += W2[j + 192]! * h_j;
      }
      yHat[n * 7 + 4] = 1 / (1 + Math.exp(-(t4_4 + b_4)));
      yHat[n * 7 + 5] = 1 / (1 + Math.exp(-(t4_5 + b_5)));
      yHat[n * 7 + 6] = 1 / (1 + Math.exp(-(t4_6 + b_6)));
    }
  }

  /** Backpropagation over `count` examples: writes ∇J to `gradient` and J to `loss[0]`, regulariser included. Allocates nothing. */
  function backward(x: Float64Array = buffers.x, segments: Float64Array = buffers.segments, count: number = 1): void {
    check("backward", inputs[0]!, x, count);
    check("backward", inputs[1]!, segments, count);
    const { t1, W1, W2, h, dW2, scoresBar, dW1, scores } = views;
    // b̄2 = 0   [7]   net.ts:9
    for (let i = 0; i < 6; i += 2) {
      db2[i] = 0;
      db2[i + 1] = 0;
    }
    db2[6] = 0;
    // W̄2 = 0   [7, 32]   net.ts:9
    for (let i = 0; i < 224; i += 2) {
      dW2[i] = 0;
      dW2[i + 1] = 0;
    }
    // b̄1 = 0   [32]   net.ts:7
    for (let i = 0; i < 32; i += 2) {
      db1[i] = 0;
      db1[i + 1] = 0;
    }
    // W̄1 = 0   [32, 64]   net.ts:7
    for (let i = 0; i < 2048; i += 2) {
      dW1[i] = 0;
      dW1[i + 1] = 0;
    }
    // total = 0
    let total = 0;
    const b_6 = b2[6]!;
    for (let n = 0; n < count - 3; n += 4) {
      // t1 = x * 0.0625   [64]   net.ts:7
      for (let i = 0; i < 64; i++) {
        t1[i] = x[n * 64 + i]! * 0.0625;
        t1[i + 64] = x[n * 64 + i + 64]! * 0.0625;
        t1[i + 128] = x[n * 64 + i + 128]! * 0.0625;
        t1[i + 192] = x[n * 64 + i + 192]! * 0.0625;
      }
      for (let i = 0; i < 32; i += 2) {
        // t2 = t1·W1ᵀ   [32]   net.ts:7
        // hidden = t2 + b1   [32]   net.ts:7
        let t2_0_0 = 0;
        let t2_0_1 = 0;
        let t2_1_0 = 0;
        let t2_1_1 = 0;
        let t2_2_0 = 0;
        let t2_2_1 = 0;
        let t2_3_0 = 0;
        let t2_3_1 = 0;
        for (let j = 0; j < 64; j++) {
          const w_ij = W1[i * 64 + j]!;
          const t1_j = t1[j]!;
          t2_0_0 += w_ij * t1_j;
          const w_ij_2 = W1[i * 64 + j + 64]!;
          t2_0_1 += w_ij_2 * t1_j;
          const t1_j_2 = t1[j + 64]!;
          t2_1_0 += w_ij * t1_j_2;
          t2_1_1 += w_ij_2 * t1_j_2;
          const t1_j_3 = t1[j + 128]!;
          t2_2_0 += w_ij * t1_j_3;
          t2_2_1 += w_ij_2 * t1_j_3;
          const t1_j_4 = t1[j + 192]!;
          t2_3_0 += w_ij * t1_j_4;
          t2_3_1 += w_ij_2 * t1_j_4;
        }
        const b_i = b1[i]!;
        const hidden_i_0_0 = t2_0_0 + b_i;
        const b_i_2 = b1[i + 1]!;
        const hidden_i_0_1 = t2_0_1 + b_i_2;
        const hidden_i_1_0 = t2_1_0 + b_i;
        const hidden_i_1_1 = t2_1_1 + b_i_2;
        const hidden_i_2_0 = t2_2_0 + b_i;
        const hidden_i_2_1 = t2_2_1 + b_i_2;
        const hidden_i_3_0 = t2_3_0 + b_i;
        const hidden_i_3_1 = t2_3_1 + b_i_2;
        hidden[i] = hidden_i_0_0;
        hidden[i + 1] = hidden_i_0_1;
        hidden[i + 32] = hidden_i_1_0;
        hidden[i + 33] = hidden_i_1_1;
        hidden[i + 64] = hidden_i_2_0;
        hidden[i + 65] = hidden_i_2_1;
        hidden[i + 96] = hidden_i_3_0;
        hidden[i + 97] = hidden_i_3_1;
        // h = relu(hidden)   [32]   net.ts:8
        h[i] = hidden_i_0_0 < 0 ? 0 : hidden_i_0_0;
        h[i + 1] = hidden_i_0_1 < 0 ? 0 : hidden_i_0_1;
        h[i + 32] = hidden_i_1_0 < 0 ? 0 : hidden_i_1_0;
        h[i + 33] = hidden_i_1_1 < 0 ? 0 : hidden_i_1_1;
        h[i + 64] = hidden_i_2_0 < 0 ? 0 : hidden_i_2_0;
        h[i + 65] = hidden_i_2_1 < 0 ? 0 : hidden_i_2_1;
        h[i + 96] = hidden_i_3_0 < 0 ? 0 : hidden_i_3_0;
        h[i + 97] = hidden_i_3_1 < 0 ? 0 : hidden_i_3_1;
      }
      for (let i = 0; i < 6; i += 2) {
        // t4 = h·W2ᵀ   [7]   net.ts:9
        // scores = t4 + b2   [7]   net.ts:9
        let t4_0_0 = 0;
        let t4_0_1 = 0;
        let t4_1_0 = 0;
        let t4_1_1 = 0;
        let t4_2_0 = 0;
        let t4_2_1 = 0;
        let t4_3_0 = 0;
        let t4_3_1 = 0;
        for (let j = 0; j < 32; j++) {
          const w_ij = W2[i * 32 + j]!;
          const h_j = h[j]!;
          t4_0_0 += w_ij * h_j;
          const w_ij_2 = W2[i * 32 + j + 32]!;
          t4_0_1 += w_ij_2 * h_j;
          const h_j_2 = h[j + 32]!;
          t4_1_0 += w_ij * h_j_2;
          t4_1_1 += w_ij_2 * h_j_2;
          const h_j_3 = h[j + 64]!;
          t4_2_0 += w_ij * h_j_3;
          t4_2_1 += w_ij_2 * h_j_3;
          const h_j_4 = h[j + 96]!;
          t4_3_0 += w_ij * h_j_4;
          t4_3_1 += w_ij_2 * h_j_4;
        }
        const b_i = b2[i]!;
        const scores_i_0_0 = t4_0_0 + b_i;
        const b_i_2 = b2[i + 1]!;
        const scores_i_0_1 = t4_0_1 + b_i_2;
        const scores_i_1_0 = t4_1_0 + b_i;
        const scores_i_1_1 = t4_1_1 + b_i_2;
        const scores_i_2_0 = t4_2_0 + b_i;
        const scores_i_2_1 = t4_2_1 + b_i_2;
        const scores_i_3_0 = t4_3_0 + b_i;
        const scores_i_3_1 = t4_3_1 + b_i_2;
        scores[i] = scores_i_0_0;
        scores[i + 1] = scores_i_0_1;
        scores[i + 7] = scores_i_1_0;
        scores[i + 8] = scores_i_1_1;
        scores[i + 14] = scores_i_2_0;
        scores[i + 15] = scores_i_2_1;
        scores[i + 21] = scores_i_3_0;
        scores[i + 22] = scores_i_3_1;
        // ŷ = σ(scores)   [7]   net.ts:10
        // s̅c̅o̅r̅e̅s̅ = ŷ − segments   [7]   net.ts:16
        const scoresBar_i_0_0 = 1 / (1 + Math.exp(-scores_i_0_0)) - segments[n * 7 + i]!;
        const scoresBar_i_0_1 = 1 / (1 + Math.exp(-scores_i_0_1)) - segments[n * 7 + i + 1]!;
        const scoresBar_i_1_0 = 1 / (1 + Math.exp(-scores_i_1_0)) - segments[n * 7 + i + 7]!;
        const scoresBar_i_1_1 = 1 / (1 + Math.exp(-scores_i_1_1)) - segments[n * 7 + i + 8]!;
        const scoresBar_i_2_0 = 1 / (1 + Math.exp(-scores_i_2_0)) - segments[n * 7 + i + 14]!;
        const scoresBar_i_2_1 = 1 / (1 + Math.exp(-scores_i_2_1)) - segments[n * 7 + i + 15]!;
        const scoresBar_i_3_0 = 1 / (1 + Math.exp(-scores_i_3_0)) - segments[n * 7 + i + 21]!;
        const scoresBar_i_3_1 = 1 / (1 + Math.exp(-scores_i_3_1)) - segments[n * 7 + i + 22]!;
        scoresBar[i] = scoresBar_i_0_0;
        scoresBar[i + 1] = scoresBar_i_0_1;
        scoresBar[i + 7] = scoresBar_i_1_0;
        scoresBar[i + 8] = scoresBar_i_1_1;
        scoresBar[i + 14] = scoresBar_i_2_0;
        scoresBar[i + 15] = scoresBar_i_2_1;
        scoresBar[i + 21] = scoresBar_i_3_0;
        scoresBar[i + 22] = scoresBar_i_3_1;
        // b̄2 = Σ s̅c̅o̅r̅e̅s̅   [7]   net.ts:9
        db2[i]! += scoresBar_i_0_0 + scoresBar_i_1_0 + scoresBar_i_2_0 + scoresBar_i_3_0;
        db2[i + 1]! += scoresBar_i_0_1 + scoresBar_i_1_1 + scoresBar_i_2_1 + scoresBar_i_3_1;
        // W̄2 = s̅c̅o̅r̅e̅s̅ᵀ·h   [7, 32]   net.ts:9
        for (let j = 0; j < 32; j++) {
          const h_j = h[j]!;
          const h_j_2 = h[j + 32]!;
          const h_j_3 = h[j + 64]!;
          const h_j_4 = h[j + 96]!;
          dW2[i * 32 + j]! +=
            scoresBar_i_0_0 * h_j + scoresBar_i_1_0 * h_j_2 + scoresBar_i_2_0 * h_j_3 + scoresBar_i_3_0 * h_j_4;
          dW2[i * 32 + j + 32]! +=
            scoresBar_i_0_1 * h_j + scoresBar_i_1_1 * h_j_2 + scoresBar_i_2_1 * h_j_3 + scoresBar_i_3_1 * h_j_4;
        }
      }
      // t4 = h·W2ᵀ   [7]   net.ts:9
      // scores = t4 + b2   [7]   net.ts:9
      let t4_0_0 = 0;
      let t4_1_0 = 0;
      let t4_2_0 = 0;
      let t4_3_0 = 0;
      for (let j = 0; j < 32; j++) {
        const w_j = W2[j + 192]!;
        t4_0_0 += w_j * h[j]!;
        t4_1_0 += w_j * h[j + 32]!;
        t4_2_0 += w_j * h[j + 64]!;
        t4_3_0 += w_j * h[j + 96]!;
      }
      const scores_i_0_0 = t4_0_0 + b_6;
      const scores_i_1_0 = t4_1_0 + b_6;
      const scores_i_2_0 = t4_2_0 + b_6;
      const scores_i_3_0 = t4_3_0 + b_6;
      scores[6] = scores_i_0_0;
      scores[13] = scores_i_1_0;
      scores[20] = scores_i_2_0;
      scores[27] = scores_i_3_0;
      // ŷ = σ(scores)   [7]   net.ts:10
      // s̅c̅o̅r̅e̅s̅ = ŷ − segments   [7]   net.ts:16
      const scoresBar_i_0_0 = 1 / (1 + Math.exp(-scores_i_0_0)) - segments[n * 7 + 6]!;
      const scoresBar_i_1_0 = 1 / (1 + Math.exp(-scores_i_1_0)) - segments[n * 7 + 13]!;
      const scoresBar_i_2_0 = 1 / (1 + Math.exp(-scores_i_2_0)) - segments[n * 7 + 20]!;
      const scoresBar_i_3_0 = 1 / (1 + Math.exp(-scores_i_3_0)) - segments[n * 7 + 27]!;
      scoresBar[6] = scoresBar_i_0_0;
      scoresBar[13] = scoresBar_i_1_0;
      scoresBar[20] = scoresBar_i_2_0;
      scoresBar[27] = scoresBar_i_3_0;
      // b̄2 = Σ s̅c̅o̅r̅e̅s̅   [7]   net.ts:9
      db2[6]! += scoresBar_i_0_0 + scoresBar_i_1_0 + scoresBar_i_2_0 + scoresBar_i_3_0;
      // W̄2 = s̅c̅o̅r̅e̅s̅ᵀ·h   [7, 32]   net.ts:9
      for (let j = 0; j < 32; j++) {
        dW2[j + 192]! +=
          scoresBar_i_0_0 * h[j]! +
          scoresBar_i_1_0 * h[j + 32]! +
          scoresBar_i_2_0 * h[j + 64]! +
          scoresBar_i_3_0 * h[j + 96]!;
      }
      for (let i = 0; i < 32; i += 2) {
        // h̄ = s̅c̅o̅r̅e̅s̅·W2   [32]   net.ts:9
        // h̅i̅d̅d̅e̅n̅ = h̄ * 1₊(hidden)   [32]   net.ts:8
        let hBar_0_0 = 0;
        let hBar_0_1 = 0;
        let hBar_1_0 = 0;
        let hBar_1_1 = 0;
        let hBar_2_0 = 0;
        let hBar_2_1 = 0;
        let hBar_3_0 = 0;
        let hBar_3_1 = 0;
        for (let j = 0; j < 7; j++) {
          const scoresBar_j = scoresBar[j]!;
          const w_ji = W2[j * 32 + i]!;
          hBar_0_0 += scoresBar_j * w_ji;
          const w_ji_2 = W2[j * 32 + i + 1]!;
          hBar_0_1 += scoresBar_j * w_ji_2;
          const scoresBar_j_2 = scoresBar[j + 7]!;
          hBar_1_0 += scoresBar_j_2 * w_ji;
          hBar_1_1 += scoresBar_j_2 * w_ji_2;
          const scoresBar_j_3 = scoresBar[j + 14]!;
          hBar_2_0 += scoresBar_j_3 * w_ji;
          hBar_2_1 += scoresBar_j_3 * w_ji_2;
          const scoresBar_j_4 = scoresBar[j + 21]!;
          hBar_3_0 += scoresBar_j_4 * w_ji;
          hBar_3_1 += scoresBar_j_4 * w_ji_2;
        }
        const hiddenBar_0_0 = hBar_0_0 * (0 < hidden[i]! ? 1 : 0);
        const hiddenBar_0_1 = hBar_0_1 * (0 < hidden[i + 1]! ? 1 : 0);
        const hiddenBar_1_0 = hBar_1_0 * (0 < hidden[i + 32]! ? 1 : 0);
        const hiddenBar_1_1 = hBar_1_1 * (0 < hidden[i + 33]! ? 1 : 0);
        const hiddenBar_2_0 = hBar_2_0 * (0 < hidden[i + 64]! ? 1 : 0);
        const hiddenBar_2_1 = hBar_2_1 * (0 < hidden[i + 65]! ? 1 : 0);
        const hiddenBar_3_0 = hBar_3_0 * (0 < hidden[i + 96]! ? 1 : 0);
        const hiddenBar_3_1 = hBar_3_1 * (0 < hidden[i + 97]! ? 1 : 0);
        // b̄1 = Σ h̅i̅d̅d̅e̅n̅   [32]   net.ts:7
        db1[i]! += hiddenBar_0_0 + hiddenBar_1_0 + hiddenBar_2_0 + hiddenBar_3_0;
        db1[i + 1]! += hiddenBar_0_1 + hiddenBar_1_1 + hiddenBar_2_1 + hiddenBar_3_1;
        // W̄1 = h̅i̅d̅d̅e̅n̅ᵀ·t1   [32, 64]   net.ts:7
        for (let j = 0; j < 64; j++) {
          const t1_j = t1[j]!;
          const t1_j_2 = t1[j + 64]!;
          const t1_j_3 = t1[j + 128]!;
          const t1_j_4 = t1[j + 192]!;
          dW1[i * 64 + j]! +=
            hiddenBar_0_0 * t1_j + hiddenBar_1_0 * t1_j_2 + hiddenBar_2_0 * t1_j_3 + hiddenBar_3_0 * t1_j_4;
          dW1[i * 64 + j + 64]! +=
            hiddenBar_0_1 * t1_j + hiddenBar_1_1 * t1_j_2 + hiddenBar_2_1 * t1_j_3 + hiddenBar_3_1 * t1_j_4;
        }
      }
      // t15 = softplus(scores) − segments * scores   [7]   net.ts:16
      // L = Σ t15   net.ts:16
      // total = Σ L
      let L_0 = 0;
      let L_1 = 0;
      let L_2 = 0;
      let L_3 = 0;
      for (let i = 0; i < 7; i++) {
        const scores_i = scores[i]!;
        L_0 += Math.max(scores_i, 0) + Math.log1p(Math.exp(-Math.abs(scores_i))) - segments[n * 7 + i]! * scores_i;
        const scores_i_2 = scores[i + 7]!;
        L_1 +=
          Math.max(scores_i_2, 0) + Math.log1p(Math.exp(-Math.abs(scores_i_2))) - segments[n * 7 + i + 7]! * scores_i_2;
        const scores_i_3 = scores[i + 14]!;
        L_2 +=
          Math.max(scores_i_3, 0) +
          Math.log1p(Math.exp(-Math.abs(scores_i_3))) -
          segments[n * 7 + i + 14]! * scores_i_3;
        const scores_i_4 = scores[i + 21]!;
        L_3 +=
          Math.max(scores_i_4, 0) +
          Math.log1p(Math.exp(-Math.abs(scores_i_4))) -
          segments[n * 7 + i + 21]! * scores_i_4;
      }
      total += L_0 + L_1 + L_2 + L_3;
    }
    const b_0 = b2[0]!;
    const b_1 = b2[1]!;
    const b_2 = b2[2]!;
    const b_3 = b2[3]!;
    const b_4 = b2[4]!;
    const b_5 = b2[5]!;
    for (let n = count - (count % 4); n < count; n++) {
      // t1 = x * 0.0625   [64]   net.ts:7
      for (let i = 0; i < 64; i += 2) {
        t1[i] = x[n * 64 + i]! * 0.0625;
        t1[i + 1] = x[n * 64 + i + 1]! * 0.0625;
      }
      for (let i = 0; i < 32; i += 4) {
        // t2 = t1·W1ᵀ   [32]   net.ts:7
        // hidden = t2 + b1   [32]   net.ts:7
        let t2_0 = 0;
        let t2_1 = 0;
        let t2_2 = 0;
        let t2_3 = 0;
        for (let j = 0; j < 64; j++) {
          const t1_j = t1[j]!;
          t2_0 += W1[i * 64 + j]! * t1_j;
          t2_1 += W1[i * 64 + j + 64]! * t1_j;
          t2_2 += W1[i * 64 + j + 128]! * t1_j;
          t2_3 += W1[i * 64 + j + 192]! * t1_j;
        }
        const hidden_i_0 = t2_0 + b1[i]!;
        const hidden_i_1 = t2_1 + b1[i + 1]!;
        const hidden_i_2 = t2_2 + b1[i + 2]!;
        const hidden_i_3 = t2_3 + b1[i + 3]!;
        hidden[i] = hidden_i_0;
        hidden[i + 1] = hidden_i_1;
        hidden[i + 2] = hidden_i_2;
        hidden[i + 3] = hidden_i_3;
        // h = relu(hidden)   [32]   net.ts:8
        h[i] = hidden_i_0 < 0 ? 0 : hidden_i_0;
        h[i + 1] = hidden_i_1 < 0 ? 0 : hidden_i_1;
        h[i + 2] = hidden_i_2 < 0 ? 0 : hidden_i_2;
        h[i + 3] = hidden_i_3 < 0 ? 0 : hidden_i_3;
      }
      // t4 = h·W2ᵀ   [7]   net.ts:9
      // scores = t4 + b2   [7]   net.ts:9
      let t4_0 = 0;
      let t4_1 = 0;
      let t4_2 = 0;
      let t4_3 = 0;
      for (let j = 0; j < 32; j++) {
        const h_j = h[j]!;
        t4_0 += W2[j]! * h_j;
        t4_1 += W2[j + 32]! * h_j;
        t4_2 += W2[j + 64]! * h_j;
        t4_3 += W2[j + 96]! * h_j;
      }
      const scores_i_0 = t4_0 + b_0;
      const scores_i_1 = t4_1 + b_1;
      const scores_i_2_2 = t4_2 + b_2;
      const scores_i_3_2 = t4_3 + b_3;
      scores[0] = scores_i_0;
      scores[1] = scores_i_1;
      scores[2] = scores_i_2_2;
      scores[3] = scores_i_3_2;
      // ŷ = σ(scores)   [7]   net.ts:10
      // s̅c̅o̅r̅e̅s̅ = ŷ − segments   [7]   net.ts:16
      const scoresBar_i_0 = 1 / (1 + Math.exp(-scores_i_0)) - segments[n * 7]!;
      const scoresBar_i_1 = 1 / (1 + Math.exp(-scores_i_1)) - segments[n * 7 + 1]!;
      const scoresBar_i_2 = 1 / (1 + Math.exp(-scores_i_2_2)) - segments[n * 7 + 2]!;
      const scoresBar_i_3 = 1 / (1 + Math.exp(-scores_i_3_2)) - segments[n * 7 + 3]!;
      scoresBar[0] = scoresBar_i_0;
      scoresBar[1] = scoresBar_i_1;
      scoresBar[2] = scoresBar_i_2;
      scoresBar[3] = scoresBar_i_3;
      // b̄2 = Σ s̅c̅o̅r̅e̅s̅   [7]   net.ts:9
      db2[0]! += scoresBar_i_0;
      db2[1]! += scoresBar_i_1;
      db2[2]! += scoresBar_i_2;
      db2[3]! += scoresBar_i_3;
      // W̄2 = s̅c̅o̅r̅e̅s̅ᵀ·h   [7, 32]   net.ts:9
      for (let j = 0; j < 32; j += 2) {
        const h_j = h[j]!;
        dW2[j]! += scoresBar_i_0 * h_j;
        const h_j_2 = h[j + 1]!;
        dW2[j + 1]! += scoresBar_i_0 * h_j_2;
        dW2[j + 32]! += scoresBar_i_1 * h_j;
        dW2[j + 33]! += scoresBar_i_1 * h_j_2;
        dW2[j + 64]! += scoresBar_i_2 * h_j;
        dW2[j + 65]! += scoresBar_i_2 * h_j_2;
        dW2[j + 96]! += scoresBar_i_3 * h_j;
        dW2[j + 97]! += scoresBar_i_3 * h_j_2;
      }
      // t4 = h·W2ᵀ   [7]   net.ts:9
      // scores = t4 + b2   [7]   net.ts:9
      let t4_4 = 0;
      let t4_5 = 0;
      let t4_6 = 0;
      for (let j = 0; j < 32; j++) {
        const h_j = h[j]!;
        t4_4 += W2[j + 128]! * h_j;
        t4_5 += W2[j + 160]! * h_j;
        t4_6 += W2[j + 192]! * h_j;
      }
      const scores_i_4_2 = t4_4 + b_4;
      const scores_i_5 = t4_5 + b_5;
      const scores_i_6 = t4_6 + b_6;
      scores[4] = scores_i_4_2;
      scores[5] = scores_i_5;
      scores[6] = scores_i_6;
      // ŷ = σ(scores)   [7]   net.ts:10
      // s̅c̅o̅r̅e̅s̅ = ŷ − segments   [7]   net.ts:16
      const scoresBar_i_4 = 1 / (1 + Math.exp(-scores_i_4_2)) - segments[n * 7 + 4]!;
      const scoresBar_i_5 = 1 / (1 + Math.exp(-scores_i_5)) - segments[n * 7 + 5]!;
      const scoresBar_i_6 = 1 / (1 + Math.exp(-scores_i_6)) - segments[n * 7 + 6]!;
      scoresBar[4] = scoresBar_i_4;
      scoresBar[5] = scoresBar_i_5;
      scoresBar[6] = scoresBar_i_6;
      // b̄2 = Σ s̅c̅o̅r̅e̅s̅   [7]   net.ts:9
      db2[4]! += scoresBar_i_4;
      db2[5]! += scoresBar_i_5;
      db2[6]! += scoresBar_i_6;
      // W̄2 = s̅c̅o̅r̅e̅s̅ᵀ·h   [7, 32]   net.ts:9
      for (let j = 0; j < 32; j += 2) {
        const h_j = h[j]!;
        dW2[j + 128]! += scoresBar_i_4 * h_j;
        const h_j_2 = h[j + 1]!;
        dW2[j + 129]! += scoresBar_i_4 * h_j_2;
        dW2[j + 160]! += scoresBar_i_5 * h_j;
        dW2[j + 161]! += scoresBar_i_5 * h_j_2;
        dW2[j + 192]! += scoresBar_i_6 * h_j;
        dW2[j + 193]! += scoresBar_i_6 * h_j_2;
      }
      for (let i = 0; i < 32; i += 4) {
        // h̄ = s̅c̅o̅r̅e̅s̅·W2   [32]   net.ts:9
        // h̅i̅d̅d̅e̅n̅ = h̄ * 1₊(hidden)   [32]   net.ts:8
        let hBar_0 = 0;
        let hBar_1 = 0;
        let hBar_2 = 0;
        let hBar_3 = 0;
        for (let j = 0; j < 7; j++) {
          const scoresBar_j = scoresBar[j]!;
          hBar_0 += scoresBar_j * W2[j * 32 + i]!;
          hBar_1 += scoresBar_j * W2[j * 32 + i + 1]!;
          hBar_2 += scoresBar_j * W2[j * 32 + i + 2]!;
          hBar_3 += scoresBar_j * W2[j * 32 + i + 3]!;
        }
        const hiddenBar_0 = hBar_0 * (0 < hidden[i]! ? 1 : 0);
        const hiddenBar_1 = hBar_1 * (0 < hidden[i + 1]! ? 1 : 0);
        const hiddenBar_2 = hBar_2 * (0 < hidden[i + 2]! ? 1 : 0);
        const hiddenBar_3 = hBar_3 * (0 < hidden[i + 3]! ? 1 : 0);
        // b̄1 = Σ h̅i̅d̅d̅e̅n̅   [32]   net.ts:7
        db1[i]! += hiddenBar_0;
        db1[i + 1]! += hiddenBar_1;
        db1[i + 2]! += hiddenBar_2;
        db1[i + 3]! += hiddenBar_3;
        // W̄1 = h̅i̅d̅d̅e̅n̅ᵀ·t1   [32, 64]   net.ts:7
        for (let j = 0; j < 64; j += 2) {
          const t1_j = t1[j]!;
          dW1[i * 64 + j]! += hiddenBar_0 * t1_j;
          const t1_j_2 = t1[j + 1]!;
          dW1[i * 64 + j + 1]! += hiddenBar_0 * t1_j_2;
          dW1[i * 64 + j + 64]! += hiddenBar_1 * t1_j;
          dW1[i * 64 + j + 65]! += hiddenBar_1 * t1_j_2;
          dW1[i * 64 + j + 128]! += hiddenBar_2 * t1_j;
          dW1[i * 64 + j + 129]! += hiddenBar_2 * t1_j_2;
          dW1[i * 64 + j + 192]! += hiddenBar_3 * t1_j;
          dW1[i * 64 + j + 193]! += hiddenBar_3 * t1_j_2;
        }
      }
      // t15 = softplus(scores) − segments * scores   [7]   net.ts:16
      // L = Σ t15   net.ts:16
      // total = Σ L
      let L = 0;
      for (let i = 0; i < 7; i++) {
        const scores_i = scores[i]!;
        L += Math.max(scores_i, 0) + Math.log1p(Math.exp(-Math.abs(scores_i))) - segments[n * 7 + i]! * scores_i;
      }
      total += L;
    }
    // J = (Σ L)/count
    loss[0] = total / count;
    // ∇W1 = W̄1/count   [32, 64]
    for (let i = 0; i < 2048; i += 2) {
      dW1[i]! /= count;
      dW1[i + 1]! /= count;
    }
    // ∇b1 = b̄1/count   [32]
    for (let i = 0; i < 32; i += 2) {
      db1[i]! /= count;
      db1[i + 1]! /= count;
    }
    // ∇W2 = W̄2/count   [7, 32]
    for (let i = 0; i < 224; i += 2) {
      dW2[i]! /= count;
      dW2[i + 1]! /= count;
    }
    // ∇b2 = b̄2/count   [7]
    for (let i = 0; i < 6; i += 2) {
      db2[i]! /= count;
      db2[i + 1]! /= count;
    }
    db2[6]! /= count;
  }

  /** One step of the optimiser from `gradient` as it stands. Allocates nothing. */
  function update(): void {
    const learningRate = hyper[0]!;
    // beta1Power ← beta1Power·0.9
    const adam_beta1Power = beta1Power[0]! * 0.9;
    beta1Power[0] = adam_beta1Power;
    // stepSize = α/(1 − beta1Power′)
    const stepSize = learningRate / (1 - adam_beta1Power);
    // beta2Power ← beta2Power·0.999
    const adam_beta2Power = beta2Power[0]! * 0.999;
    beta2Power[0] = adam_beta2Power;
    // correction = sqrt(1 − beta2Power′)
    const correction = Math.sqrt(1 - adam_beta2Power);
    for (let i = 0; i < 2048; i += 2) {
      // mW1 ← mW1 * 0.9 + ∇W1 * 0.09999999999999998   [32, 64]
      const hidden_weight_i = dW1[i]!;
      const adam_m_hidden_weight_ij_0 = mW1[i]! * 0.9 + hidden_weight_i * 0.09999999999999998;
      const hidden_weight_i_2 = dW1[i + 1]!;
      const adam_m_hidden_weight_ij_1 = mW1[i + 1]! * 0.9 + hidden_weight_i_2 * 0.09999999999999998;
      mW1[i] = adam_m_hidden_weight_ij_0;
      mW1[i + 1] = adam_m_hidden_weight_ij_1;
      // vW1 ← vW1 * 0.999 + ∇W1² * 0.0010000000000000009   [32, 64]
      const adam_v_hidden_weight_ij_0 = vW1[i]! * 0.999 + hidden_weight_i * hidden_weight_i * 0.0010000000000000009;
      const adam_v_hidden_weight_ij_1 =
        vW1[i + 1]! * 0.999 + hidden_weight_i_2 * hidden_weight_i_2 * 0.0010000000000000009;
      vW1[i] = adam_v_hidden_weight_ij_0;
      vW1[i + 1] = adam_v_hidden_weight_ij_1;
      // W1 ← W1 − stepSize * mW1′/(sqrt(vW1′)/correction + 1e−8)   [32, 64]
      W1[i]! -= (stepSize * adam_m_hidden_weight_ij_0) / (Math.sqrt(adam_v_hidden_weight_ij_0) / correction + 1e-8);
      W1[i + 1]! -= (stepSize * adam_m_hidden_weight_ij_1) / (Math.sqrt(adam_v_hidden_weight_ij_1) / correction + 1e-8);
    }
    for (let i = 0; i < 32; i += 2) {
      // mb1 ← mb1 * 0.9 + ∇b1 * 0.09999999999999998   [32]
      const hidden_bias_i = db1[i]!;
      const adam_m_hidden_bias_i_0 = mb1[i]! * 0.9 + hidden_bias_i * 0.09999999999999998;
      const hidden_bias_i_2 = db1[i + 1]!;
      const adam_m_hidden_bias_i_1 = mb1[i + 1]! * 0.9 + hidden_bias_i_2 * 0.09999999999999998;
      mb1[i] = adam_m_hidden_bias_i_0;
      mb1[i + 1] = adam_m_hidden_bias_i_1;
      // vb1 ← vb1 * 0.999 + ∇b1² * 0.0010000000000000009   [32]
      const adam_v_hidden_bias_i_0 = vb1[i]! * 0.999 + hidden_bias_i * hidden_bias_i * 0.0010000000000000009;
      const adam_v_hidden_bias_i_1 = vb1[i + 1]! * 0.999 + hidden_bias_i_2 * hidden_bias_i_2 * 0.0010000000000000009;
      vb1[i] = adam_v_hidden_bias_i_0;
      vb1[i + 1] = adam_v_hidden_bias_i_1;
      // b1 ← b1 − stepSize * mb1′/(sqrt(vb1′)/correction + 1e−8)   [32]
      b1[i]! -= (stepSize * adam_m_hidden_bias_i_0) / (Math.sqrt(adam_v_hidden_bias_i_0) / correction + 1e-8);
      b1[i + 1]! -= (stepSize * adam_m_hidden_bias_i_1) / (Math.sqrt(adam_v_hidden_bias_i_1) / correction + 1e-8);
    }
    for (let i = 0; i < 224; i += 2) {
      // mW2 ← mW2 * 0.9 + ∇W2 * 0.09999999999999998   [7, 32]
      const scores_weight_i = dW2[i]!;
      const adam_m_scores_weight_ij_0 = mW2[i]! * 0.9 + scores_weight_i * 0.09999999999999998;
      const scores_weight_i_2 = dW2[i + 1]!;
      const adam_m_scores_weight_ij_1 = mW2[i + 1]! * 0.9 + scores_weight_i_2 * 0.09999999999999998;
      mW2[i] = adam_m_scores_weight_ij_0;
      mW2[i + 1] = adam_m_scores_weight_ij_1;
      // vW2 ← vW2 * 0.999 + ∇W2² * 0.0010000000000000009   [7, 32]
      const adam_v_scores_weight_ij_0 = vW2[i]! * 0.999 + scores_weight_i * scores_weight_i * 0.0010000000000000009;
      const adam_v_scores_weight_ij_1 =
        vW2[i + 1]! * 0.999 + scores_weight_i_2 * scores_weight_i_2 * 0.0010000000000000009;
      vW2[i] = adam_v_scores_weight_ij_0;
      vW2[i + 1] = adam_v_scores_weight_ij_1;
      // W2 ← W2 − stepSize * mW2′/(sqrt(vW2′)/correction + 1e−8)   [7, 32]
      W2[i]! -= (stepSize * adam_m_scores_weight_ij_0) / (Math.sqrt(adam_v_scores_weight_ij_0) / correction + 1e-8);
      W2[i + 1]! -= (stepSize * adam_m_scores_weight_ij_1) / (Math.sqrt(adam_v_scores_weight_ij_1) / correction + 1e-8);
    }
    for (let i = 0; i < 6; i += 2) {
      // mb2 ← mb2 * 0.9 + ∇b2 * 0.09999999999999998   [7]
      const scores_bias_i = db2[i]!;
      const adam_m_scores_bias_i_0 = mb2[i]! * 0.9 + scores_bias_i * 0.09999999999999998;
      const scores_bias_i_2 = db2[i + 1]!;
      const adam_m_scores_bias_i_1 = mb2[i + 1]! * 0.9 + scores_bias_i_2 * 0.09999999999999998;
      mb2[i] = adam_m_scores_bias_i_0;
      mb2[i + 1] = adam_m_scores_bias_i_1;
      // vb2 ← vb2 * 0.999 + ∇b2² * 0.0010000000000000009   [7]
      const adam_v_scores_bias_i_0 = vb2[i]! * 0.999 + scores_bias_i * scores_bias_i * 0.0010000000000000009;
      const adam_v_scores_bias_i_1 = vb2[i + 1]! * 0.999 + scores_bias_i_2 * scores_bias_i_2 * 0.0010000000000000009;
      vb2[i] = adam_v_scores_bias_i_0;
      vb2[i + 1] = adam_v_scores_bias_i_1;
      // b2 ← b2 − stepSize * mb2′/(sqrt(vb2′)/correction + 1e−8)   [7]
      b2[i]! -= (stepSize * adam_m_scores_bias_i_0) / (Math.sqrt(adam_v_scores_bias_i_0) / correction + 1e-8);
      b2[i + 1]! -= (stepSize * adam_m_scores_bias_i_1) / (Math.sqrt(adam_v_scores_bias_i_1) / correction + 1e-8);
    }
    // mb2 ← mb2 * 0.9 + ∇b2 * 0.09999999999999998   [7]
    const scores_bias_6 = db2[6]!;
    const adam_m_scores_bias_i_0 = mb2[6]! * 0.9 + scores_bias_6 * 0.09999999999999998;
    mb2[6] = adam_m_scores_bias_i_0;
    // vb2 ← vb2 * 0.999 + ∇b2² * 0.0010000000000000009   [7]
    const adam_v_scores_bias_i_0 = vb2[6]! * 0.999 + scores_bias_6 * scores_bias_6 * 0.0010000000000000009;
    vb2[6] = adam_v_scores_bias_i_0;
    // b2 ← b2 − stepSize * mb2′/(sqrt(vb2′)/correction + 1e−8)   [7]
    b2[6]! -= (stepSize * adam_m_scores_bias_i_0) / (Math.sqrt(adam_v_scores_bias_i_0) / correction + 1e-8);
  }

  /** `backward`, then `update`; `loss[0]` is J before the update, and `gradient` is left unspecified. Allocates nothing. */
  function trainStep(x: Float64Array = buffers.x, segments: Float64Array = buffers.segments, count: number = 1): void {
    check("trainStep", inputs[0]!, x, count);
    check("trainStep", inputs[1]!, segments, count);
    backward(x, segments, count);
    update();
  }

  /** J over `count` examples, regulariser included. Returns a number, which V8 may have to allocate. */
  function objective(
    x: Float64Array = buffers.x,
    segments: Float64Array = buffers.segments,
    count: number = 1,
  ): number {
    check("objective", inputs[0]!, x, count);
    check("objective", inputs[1]!, segments, count);
    // total = 0
    let total = 0;
    for (let n = 0; n < count; n++) {
      // t1 = x * 0.0625   [64]   net.ts:7
      for (let i = 0; i < 64; i++) {
        t1[i] = x[n * 64 + i]! * 0.0625;
      }
      // t2 = t1·W1ᵀ   [32]   net.ts:7
      // hidden = t2 + b1   [32]   net.ts:7
      // h = relu(hidden)   [32]   net.ts:8
      for (let i = 0; i < 32; i++) {
        let t2 = 0;
        for (let j = 0; j < 64; j++) {
          t2 += W1[i * 64 + j]! * t1[j]!;
        }
        const hidden_2 = t2 + b1[i]!;
        h[i] = hidden_2 < 0 ? 0 : hidden_2;
      }
      // t4 = h·W2ᵀ   [7]   net.ts:9
      // scores = t4 + b2   [7]   net.ts:9
      for (let i = 0; i < 7; i++) {
        let t4 = 0;
        for (let j = 0; j < 32; j++) {
          t4 += W2[i * 32 + j]! * h[j]!;
        }
        scores[i] = t4 + b2[i]!;
      }
      // t15 = softplus(scores) − segments * scores   [7]   net.ts:16
      // L = Σ t15   net.ts:16
      // total = Σ L
      let L = 0;
      for (let i = 0; i < 7; i++) {
        L += Math.max(scores[i]!, 0) + Math.log1p(Math.exp(-Math.abs(scores[i]!))) - segments[n * 7 + i]! * scores[i]!;
      }
      total += L;
    }
    // J = (Σ L)/count
    return total / count;
  }

  /** Every parameter is drawn from a stream of its own, found by the seed and a hash of its name. */
  function initialize(seed: number = 0): void {
    parameters.fill(0);
    drawUniform(W1, 0.25, random(seed, 0x69906e69)); // hidden.weight
    drawUniform(W2, 0.3922322702763681, random(seed, 0x7f982944)); // scores.weight
    state.fill(0);
    beta1Power.fill(1);
    beta2Power.fill(1);
  }

  const calls: Calls = {
    backward: (arrays, count) => backward(arrays[0]!, arrays[2]!, count),
    trainStep: (arrays, count) => trainStep(arrays[0]!, arrays[2]!, count),
    confusion(arrays, count) {
      forward(arrays[0]!, arrays[1]!, count);
      return confusion(arrays[2]!, arrays[1]!, 1, aboveHalf, 2);
    },
    metrics(arrays, count) {
      return { loss: objective(arrays[0]!, arrays[2]!, count), ...classScores(calls.confusion(arrays, count)) };
    },
  };
  const network: MultiLabel = {
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
      const count = rows.length / 64;
      out ??= zeros(count * 7);
      forward(rows, out, count);
      return out;
    },
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

/** Rows of segments. */
export type Targets = Rows;

/** Values of yHat, one example after another. */
export type Outputs = Float64Array;

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
  if (areRows) {
    rows = Array.from(rows as ArrayLike<ArrayLike<number>>, (row, i) => {
      return [...pack(`${method}: row ${i}`, input, row, 1)];
    }).flat();
  }
  check(method, input, rows, count ?? Math.ceil(rows.length / input.size || 1));
  return Float64Array.from(rows as ArrayLike<number>, (value, i) =>
    Number.isFinite(value) ? value : fail(method, `${input.name}[${i}] is ${value} (${typeof value})`),
  );
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
async function fit(network: MultiLabel, calls: Calls, x: Inputs, y: Targets, options?: FitOptions): Promise<History> {
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
  let kept: MultiLabel | undefined;
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

/** The class of one probability: 1 from above the threshold 0.5. */
const aboveHalf = (values: Float64Array): number => Number(values[0]! > 0.5);

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
const summary = (): string => `Model: "multi-label"
Layer (type)     Output Shape  Param #
${"=".repeat(38)}
x (input)        (None, 64)          0
hidden (dense)   (None, 32)       2080
h (relu)         (None, 32)          0
scores (dense)   (None, 7)         231
yHat (logistic)  (None, 7)           0
${"=".repeat(38)}
Total params: 2311
Trainable params: 2311
Non-trainable params: 0`;

/**
 * Parameters and state in the safetensors format: the length of the header in 8 bytes, the header (JSON: name → type, shape, place),
 * then the numbers; little-endian, as all engines in use keep them. The header is ASCII, other characters are escaped, and
 * padded so that the numbers are aligned.
 */
function save({ parameters, state }: MultiLabel): Uint8Array {
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
function load(network: MultiLabel, bytes: Uint8Array): void {
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
  loadState(network, tensors);
}

/** Takes over the state where all of it is there. */
function loadState(network: MultiLabel, tensors: Readonly<Record<string, StoredTensor>>): void {
  if (metadata.state.every(({ name, shape }) => `${tensors[name]?.shape}` === `${shape}`)) {
    for (const { name, offset } of metadata.state) network.state.set(tensors[name]!.values, offset);
  }
}
