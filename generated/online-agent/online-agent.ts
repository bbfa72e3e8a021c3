/**
 * Compiled by nngen 0.1.0 from net.ts: a change made here is lost when it is compiled again.
 *
 * online-agent: a network with 195 parameters
 *
 *   inputs     state [4]
 *   targets    action [3] (left, stay, right), target []
 *   outputs    q [3] (left, stay, right)
 *   optimizer  sgd
 *   precision  f64
 *   memory     4864 bytes a network
 *   gradient   agrees with central differences: the largest error is 1.9e-11, at hidden.weight[2, 2]
 *   sha256     f7f27eaf9f8dc1ea409e5ed1b591174fd35e77487636b434f0abd892c6d9d6c5
 *
 *   W1 = hidden.weight [24, 4]
 *   b1 = hidden.bias [24]
 *   W2 = q.weight [3, 24]
 *   b2 = q.bias [3]
 */

/** The number of values in `parameters`. */
export const PARAMETER_COUNT: number = 195;

/** What the network is made of. */
export const metadata: Metadata = {
  name: "online-agent",
  precision: "f64",
  inputs: [
    { name: "state", shape: [4], size: 4 },
    { name: "action", shape: [3], size: 3, target: true, label: "action", classes: ["left", "stay", "right"] },
    { name: "target", shape: [], size: 1, target: true },
  ],
  outputs: [{ name: "q", shape: [3], size: 3, classes: ["left", "stay", "right"] }],
  parameters: [
    { name: "hidden.weight", shape: [24, 4], offset: 0, size: 96, trainable: true },
    { name: "hidden.bias", shape: [24], offset: 96, size: 24, trainable: true },
    { name: "q.weight", shape: [3, 24], offset: 120, size: 72, trainable: true },
    { name: "q.bias", shape: [3], offset: 192, size: 3, trainable: true },
  ],
  state: [],
};

/**
 * One network, with every array that it will ever need. Arrays are row-major, `count` examples one after another; an argument
 * that is left out is the array of that name in `buffers`. A wrong length or count is a RangeError.
 */
export interface OnlineAgent {
  /** Flat, in the order of `metadata.parameters`. */
  readonly parameters: Float64Array;
  /** ∇J, laid out like `parameters`. */
  readonly gradient: Float64Array;
  /** The optimiser's memory and running statistics, in the order of `metadata.state`. */
  readonly state: Float64Array;
  /** [J] of the latest `backward` or `trainStep`, the regulariser included. */
  readonly loss: Float64Array;
  /** One example each, used where arrays are left out. */
  readonly buffers: {
    readonly state: Float64Array;
    readonly action: Float64Array;
    readonly target: Float64Array;
    readonly q: Float64Array;
  };
  /** Set to true in a callback, it ends `fit` after the step or epoch at hand; `fit` sets it to false when it begins. */
  stopTraining: boolean;
  /** The step size α. */
  learningRate: number;
  /** The m of the regulariser λ/(2m) Σ w²: the size of the training set, set by `fit`; 0 stands for `count`. */
  trainingSize: number;
  /** Draws all parameters anew and clears the state: the same numbers for a seed on every machine. Allocates a little. */
  initialize(seed?: number): void;
  /** Predicts: writes the outputs. Allocates nothing. */
  forward(state_2?: Float64Array, q?: Float64Array, count?: number): void;
  /** Writes `gradient` and `loss[0]`. Allocates nothing. */
  backward(state_2?: Float64Array, action?: Float64Array, target?: Float64Array, count?: number): void;
  /** One step of the optimiser, from `gradient` as it stands. Allocates nothing. */
  update(): void;
  /** `backward`, then `update`, in one: `loss[0]` is J before the step, `gradient` is left unspecified. Allocates nothing. */
  trainStep(state_2?: Float64Array, action?: Float64Array, target?: Float64Array, count?: number): void;
  /** J. Allocates nothing but the number that it returns. */
  objective(state_2?: Float64Array, action?: Float64Array, target?: Float64Array, count?: number): number;
  /** Takes over the parameters and the state of another network of this kind. Allocates nothing. */
  copyFrom(other: OnlineAgent): void;
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
export function create(options: CreateOptions = {}): OnlineAgent {
  const parameters = zeros(PARAMETER_COUNT);
  const gradient = zeros(PARAMETER_COUNT);
  const loss = zeros(1);
  const inputs = metadata.inputs;
  const outputs = metadata.outputs;
  const state = zeros(0);
  const hyper = Float64Array.of(0.05, 0); // learningRate, trainingSize
  const buffers: OnlineAgent["buffers"] = { state: zeros(4), action: zeros(3), target: zeros(1), q: zeros(3) };
  const W1 = parameters.subarray(0, 96); // hidden.weight
  const b1 = parameters.subarray(96, 120); // hidden.bias
  const W2 = parameters.subarray(120, 192); // q.weight
  const b2 = parameters.subarray(192, 195); // q.bias
  const dW1 = gradient.subarray(0, 96); // ∂J/∂hidden.weight
  const db1 = gradient.subarray(96, 120); // ∂J/∂hidden.bias
  const dW2 = gradient.subarray(120, 192); // ∂J/∂q.weight
  const db2 = gradient.subarray(192, 195); // ∂J/∂q.bias
  const h = zeros(96); // h
  const hidden = zeros(96); // hidden
  const qBar = zeros(12); // qBar
  // In nested loops V8 takes an array for fixed where a constant of the function holds it.
  const views = { W1, W2, h, dW2, dW1 };

  /** Runs the network in inference mode on `count` examples and writes the outputs. Allocates nothing. */
  function forward(state_2: Float64Array = buffers.state, q: Float64Array = buffers.q, count: number = 1): void {
    check("forward", inputs[0]!, state_2, count);
    check("forward", outputs[0]!, q, count);
    const { W1, W2, h } = views;
    for (let n = 0; n < count; n++) {
      // t1 = state·W1ᵀ   [24]   net.ts:8
      // hidden = t1 + b1   [24]   net.ts:8
      // h = relu(hidden)   [24]   net.ts:9
      for (let i = 0; i < 24; i++) {
        let t1 = 0;
        for (let j = 0; j < 4; j++) {
          t1 += W1[i * 4 + j]! * state_2[n * 4 + j]!;
        }
        const hidden = t1 + b1[i]!;
        h[i] = hidden < 0 ? 0 : hidden;
      }
      // t3 = h·W2ᵀ   [3]   net.ts:10
      // q = t3 + b2   [3]   net.ts:10
      for (let i = 0; i < 3; i++) {
        let t3 = 0;
        for (let j = 0; j < 24; j++) {
          t3 += W2[i * 24 + j]! * h[j]!;
        }
        q[n * 3 + i] = t3 + b2[i]!;
      }
    }
  }

  /** Backpropagation over `count` examples: writes ∇J to `gradient` and J to `loss[0]`, regulariser included. Allocates nothing. */
  function backward(
    state_2: Float64Array = buffers.state,
    action: Float64Array = buffers.action,
    target: Float64Array = buffers.target,
    count: number = 1,
  ): void {
    check("backward", inputs[0]!, state_2, count);
    check("backward", inputs[1]!, action, count);
    check("backward", inputs[2]!, target, count);
    const { W1, W2, h, dW2, dW1 } = views;
    // b̄2 = 0   [3]   net.ts:10
    db2[0] = 0;
    db2[1] = 0;
    db2[2] = 0;
    // W̄2 = 0   [3, 24]   net.ts:10
    for (let i = 0; i < 72; i += 2) {
      dW2[i] = 0;
      dW2[i + 1] = 0;
    }
    // b̄1 = 0   [24]   net.ts:8
    for (let i = 0; i < 24; i += 2) {
      db1[i] = 0;
      db1[i + 1] = 0;
    }
    // W̄1 = 0   [24, 4]   net.ts:8
    for (let i = 0; i < 96; i += 2) {
      dW1[i] = 0;
      dW1[i + 1] = 0;
    }
    // total = 0
    let total = 0;
    const b_0 = b2[0]!;
    const b_1 = b2[1]!;
    const b_2 = b2[2]!;
    for (let n = 0; n < count - 3; n += 4) {
      for (let i = 0; i < 24; i += 2) {
        // t1 = state·W1ᵀ   [24]   net.ts:8
        // hidden = t1 + b1   [24]   net.ts:8
        let t1_0_0 = 0;
        let t1_0_1 = 0;
        let t1_1_0 = 0;
        let t1_1_1 = 0;
        let t1_2_0 = 0;
        let t1_2_1 = 0;
        let t1_3_0 = 0;
        let t1_3_1 = 0;
        for (let j = 0; j < 4; j++) {
          const w_ij = W1[i * 4 + j]!;
          const state_nj = state_2[n * 4 + j]!;
          t1_0_0 += w_ij * state_nj;
          const w_ij_2 = W1[i * 4 + j + 4]!;
          t1_0_1 += w_ij_2 * state_nj;
          const state_nj_2 = state_2[n * 4 + j + 4]!;
          t1_1_0 += w_ij * state_nj_2;
          t1_1_1 += w_ij_2 * state_nj_2;
          const state_nj_3 = state_2[n * 4 + j + 8]!;
          t1_2_0 += w_ij * state_nj_3;
          t1_2_1 += w_ij_2 * state_nj_3;
          const state_nj_4 = state_2[n * 4 + j + 12]!;
          t1_3_0 += w_ij * state_nj_4;
          t1_3_1 += w_ij_2 * state_nj_4;
        }
        const b_i = b1[i]!;
        const hidden_i_0_0 = t1_0_0 + b_i;
        const b_i_2 = b1[i + 1]!;
        const hidden_i_0_1 = t1_0_1 + b_i_2;
        const hidden_i_1_0 = t1_1_0 + b_i;
        const hidden_i_1_1 = t1_1_1 + b_i_2;
        const hidden_i_2_0 = t1_2_0 + b_i;
        const hidden_i_2_1 = t1_2_1 + b_i_2;
        const hidden_i_3_0 = t1_3_0 + b_i;
        const hidden_i_3_1 = t1_3_1 + b_i_2;
        hidden[i] = hidden_i_0_0;
        hidden[i + 1] = hidden_i_0_1;
        hidden[i + 24] = hidden_i_1_0;
        hidden[i + 25] = hidden_i_1_1;
        hidden[i + 48] = hidden_i_2_0;
        hidden[i + 49] = hidden_i_2_1;
        hidden[i + 72] = hidden_i_3_0;
        hidden[i + 73] = hidden_i_3_1;
        // h = relu(hidden)   [24]   net.ts:9
        h[i] = hidden_i_0_0 < 0 ? 0 : hidden_i_0_0;
        h[i + 1] = hidden_i_0_1 < 0 ? 0 : hidden_i_0_1;
        h[i + 24] = hidden_i_1_0 < 0 ? 0 : hidden_i_1_0;
        h[i + 25] = hidden_i_1_1 < 0 ? 0 : hidden_i_1_1;
        h[i + 48] = hidden_i_2_0 < 0 ? 0 : hidden_i_2_0;
        h[i + 49] = hidden_i_2_1 < 0 ? 0 : hidden_i_2_1;
        h[i + 72] = hidden_i_3_0 < 0 ? 0 : hidden_i_3_0;
        h[i + 73] = hidden_i_3_1 < 0 ? 0 : hidden_i_3_1;
      }
      // t3 = h·W2ᵀ   [3]   net.ts:10
      // q = t3 + b2   [3]   net.ts:10
      // t4 = q * action   [3]   net.ts:16
      // t5 = Σ t4   net.ts:16
      // t6 = t5 − target   net.ts:16
      let t5_0 = 0;
      let t5_1 = 0;
      let t5_2 = 0;
      let t5_3 = 0;
      let t3_0_0 = 0;
      let t3_0_1 = 0;
      let t3_1_0 = 0;
      let t3_1_1 = 0;
      let t3_2_0 = 0;
      let t3_2_1 = 0;
      let t3_3_0 = 0;
      let t3_3_1 = 0;
      for (let j = 0; j < 24; j++) {
        const w_j = W2[j]!;
        const h_j = h[j]!;
        t3_0_0 += w_j * h_j;
        const w_j_2 = W2[j + 24]!;
        t3_0_1 += w_j_2 * h_j;
        const h_j_2 = h[j + 24]!;
        t3_1_0 += w_j * h_j_2;
        t3_1_1 += w_j_2 * h_j_2;
        const h_j_3 = h[j + 48]!;
        t3_2_0 += w_j * h_j_3;
        t3_2_1 += w_j_2 * h_j_3;
        const h_j_4 = h[j + 72]!;
        t3_3_0 += w_j * h_j_4;
        t3_3_1 += w_j_2 * h_j_4;
      }
      const action_n = action[n * 3]!;
      const action_n_2 = action[n * 3 + 1]!;
      t5_0 += (t3_0_0 + b_0) * action_n + (t3_0_1 + b_1) * action_n_2;
      const action_n_3 = action[n * 3 + 3]!;
      const action_n_4 = action[n * 3 + 4]!;
      t5_1 += (t3_1_0 + b_0) * action_n_3 + (t3_1_1 + b_1) * action_n_4;
      const action_n_5 = action[n * 3 + 6]!;
      const action_n_6 = action[n * 3 + 7]!;
      t5_2 += (t3_2_0 + b_0) * action_n_5 + (t3_2_1 + b_1) * action_n_6;
      const action_n_7 = action[n * 3 + 9]!;
      const action_n_8 = action[n * 3 + 10]!;
      t5_3 += (t3_3_0 + b_0) * action_n_7 + (t3_3_1 + b_1) * action_n_8;
      let t3_0_2 = 0;
      let t3_1_2 = 0;
      let t3_2_2 = 0;
      let t3_3_2 = 0;
      for (let j = 0; j < 24; j++) {
        const w_j = W2[j + 48]!;
        t3_0_2 += w_j * h[j]!;
        t3_1_2 += w_j * h[j + 24]!;
        t3_2_2 += w_j * h[j + 48]!;
        t3_3_2 += w_j * h[j + 72]!;
      }
      const action_n_9 = action[n * 3 + 2]!;
      t5_0 += (t3_0_2 + b_2) * action_n_9;
      const action_n_10 = action[n * 3 + 5]!;
      t5_1 += (t3_1_2 + b_2) * action_n_10;
      const action_n_11 = action[n * 3 + 8]!;
      t5_2 += (t3_2_2 + b_2) * action_n_11;
      const action_n_12 = action[n * 3 + 11]!;
      t5_3 += (t3_3_2 + b_2) * action_n_12;
      const t6_0 = t5_0 - target[n]!;
      const t6_1 = t5_1 - target[n + 1]!;
      const t6_2 = t5_2 - target[n + 2]!;
      const t6_3 = t5_3 - target[n + 3]!;
      // t̄4 = t6   [3]   net.ts:16
      // q̄ = t̄4 * action   [3]   net.ts:16
      const qBar_i_0_0 = t6_0 * action_n;
      const qBar_i_0_1 = t6_0 * action_n_2;
      const qBar_i_1_0 = t6_1 * action_n_3;
      const qBar_i_1_1 = t6_1 * action_n_4;
      const qBar_i_2_0 = t6_2 * action_n_5;
      const qBar_i_2_1 = t6_2 * action_n_6;
      const qBar_i_3_0 = t6_3 * action_n_7;
      const qBar_i_3_1 = t6_3 * action_n_8;
      qBar[0] = qBar_i_0_0;
      qBar[1] = qBar_i_0_1;
      qBar[3] = qBar_i_1_0;
      qBar[4] = qBar_i_1_1;
      qBar[6] = qBar_i_2_0;
      qBar[7] = qBar_i_2_1;
      qBar[9] = qBar_i_3_0;
      qBar[10] = qBar_i_3_1;
      // b̄2 = Σ q̄   [3]   net.ts:10
      db2[0]! += qBar_i_0_0 + qBar_i_1_0 + qBar_i_2_0 + qBar_i_3_0;
      db2[1]! += qBar_i_0_1 + qBar_i_1_1 + qBar_i_2_1 + qBar_i_3_1;
      // W̄2 = q̄ᵀ·h   [3, 24]   net.ts:10
      for (let j = 0; j < 24; j++) {
        const h_j = h[j]!;
        const h_j_2 = h[j + 24]!;
        const h_j_3 = h[j + 48]!;
        const h_j_4 = h[j + 72]!;
        dW2[j]! += qBar_i_0_0 * h_j + qBar_i_1_0 * h_j_2 + qBar_i_2_0 * h_j_3 + qBar_i_3_0 * h_j_4;
        dW2[j + 24]! += qBar_i_0_1 * h_j + qBar_i_1_1 * h_j_2 + qBar_i_2_1 * h_j_3 + qBar_i_3_1 * h_j_4;
      }
      // t̄4 = t6   [3]   net.ts:16
      // q̄ = t̄4 * action   [3]   net.ts:16
      const qBar_i_0_2 = t6_0 * action_n_9;
      const qBar_i_1_2 = t6_1 * action_n_10;
      const qBar_i_2_2 = t6_2 * action_n_11;
      const qBar_i_3_2 = t6_3 * action_n_12;
      qBar[2] = qBar_i_0_2;
      qBar[5] = qBar_i_1_2;
      qBar[8] = qBar_i_2_2;
      qBar[11] = qBar_i_3_2;
      // b̄2 = Σ q̄   [3]   net.ts:10
      db2[2]! += qBar_i_0_2 + qBar_i_1_2 + qBar_i_2_2 + qBar_i_3_2;
      // W̄2 = q̄ᵀ·h   [3, 24]   net.ts:10
      for (let j = 0; j < 24; j++) {
        dW2[j + 48]! +=
          qBar_i_0_2 * h[j]! + qBar_i_1_2 * h[j + 24]! + qBar_i_2_2 * h[j + 48]! + qBar_i_3_2 * h[j + 72]!;
      }
      for (let i = 0; i < 24; i += 2) {
        // h̄ = q̄·W2   [24]   net.ts:10
        // h̅i̅d̅d̅e̅n̅ = h̄ * 1₊(hidden)   [24]   net.ts:9
        let hBar_0_0 = 0;
        let hBar_0_1 = 0;
        let hBar_1_0 = 0;
        let hBar_1_1 = 0;
        let hBar_2_0 = 0;
        let hBar_2_1 = 0;
        let hBar_3_0 = 0;
        let hBar_3_1 = 0;
        const qBar_0 = qBar[0]!;
        const w_i = W2[i]!;
        const qBar_1 = qBar[1]!;
        const w_i_2 = W2[i + 24]!;
        const qBar_2 = qBar[2]!;
        const w_i_3 = W2[i + 48]!;
        hBar_0_0 += qBar_0 * w_i + qBar_1 * w_i_2 + qBar_2 * w_i_3;
        const w_i_4 = W2[i + 1]!;
        const w_i_5 = W2[i + 25]!;
        const w_i_6 = W2[i + 49]!;
        hBar_0_1 += qBar_0 * w_i_4 + qBar_1 * w_i_5 + qBar_2 * w_i_6;
        const qBar_3 = qBar[3]!;
        const qBar_4 = qBar[4]!;
        const qBar_5 = qBar[5]!;
        hBar_1_0 += qBar_3 * w_i + qBar_4 * w_i_2 + qBar_5 * w_i_3;
        hBar_1_1 += qBar_3 * w_i_4 + qBar_4 * w_i_5 + qBar_5 * w_i_6;
        const qBar_6 = qBar[6]!;
        const qBar_7 = qBar[7]!;
        const qBar_8 = qBar[8]!;
        hBar_2_0 += qBar_6 * w_i + qBar_7 * w_i_2 + qBar_8 * w_i_3;
        hBar_2_1 += qBar_6 * w_i_4 + qBar_7 * w_i_5 + qBar_8 * w_i_6;
        const qBar_9 = qBar[9]!;
        const qBar_10 = qBar[10]!;
        const qBar_11 = qBar[11]!;
        hBar_3_0 += qBar_9 * w_i + qBar_10 * w_i_2 + qBar_11 * w_i_3;
        hBar_3_1 += qBar_9 * w_i_4 + qBar_10 * w_i_5 + qBar_11 * w_i_6;
        const hiddenBar_0_0 = hBar_0_0 * (0 < hidden[i]! ? 1 : 0);
        const hiddenBar_0_1 = hBar_0_1 * (0 < hidden[i + 1]! ? 1 : 0);
        const hiddenBar_1_0 = hBar_1_0 * (0 < hidden[i + 24]! ? 1 : 0);
        const hiddenBar_1_1 = hBar_1_1 * (0 < hidden[i + 25]! ? 1 : 0);
        const hiddenBar_2_0 = hBar_2_0 * (0 < hidden[i + 48]! ? 1 : 0);
        const hiddenBar_2_1 = hBar_2_1 * (0 < hidden[i + 49]! ? 1 : 0);
        const hiddenBar_3_0 = hBar_3_0 * (0 < hidden[i + 72]! ? 1 : 0);
        const hiddenBar_3_1 = hBar_3_1 * (0 < hidden[i + 73]! ? 1 : 0);
        // b̄1 = Σ h̅i̅d̅d̅e̅n̅   [24]   net.ts:8
        db1[i]! += hiddenBar_0_0 + hiddenBar_1_0 + hiddenBar_2_0 + hiddenBar_3_0;
        db1[i + 1]! += hiddenBar_0_1 + hiddenBar_1_1 + hiddenBar_2_1 + hiddenBar_3_1;
        // W̄1 = h̅i̅d̅d̅e̅n̅ᵀ·state   [24, 4]   net.ts:8
        for (let j = 0; j < 4; j++) {
          const state_nj = state_2[n * 4 + j]!;
          const state_nj_2 = state_2[n * 4 + j + 4]!;
          const state_nj_3 = state_2[n * 4 + j + 8]!;
          const state_nj_4 = state_2[n * 4 + j + 12]!;
          dW1[i * 4 + j]! +=
            hiddenBar_0_0 * state_nj +
            hiddenBar_1_0 * state_nj_2 +
            hiddenBar_2_0 * state_nj_3 +
            hiddenBar_3_0 * state_nj_4;
          dW1[i * 4 + j + 4]! +=
            hiddenBar_0_1 * state_nj +
            hiddenBar_1_1 * state_nj_2 +
            hiddenBar_2_1 * state_nj_3 +
            hiddenBar_3_1 * state_nj_4;
        }
      }
      // t7 = t6²   net.ts:16
      // L = t7·0.5   net.ts:16
      // total = Σ L
      total += t6_0 * t6_0 * 0.5 + t6_1 * t6_1 * 0.5 + t6_2 * t6_2 * 0.5 + t6_3 * t6_3 * 0.5;
    }
    for (let n = count - (count % 4); n < count; n++) {
      for (let i = 0; i < 24; i += 4) {
        // t1 = state·W1ᵀ   [24]   net.ts:8
        // hidden = t1 + b1   [24]   net.ts:8
        let t1_0 = 0;
        let t1_1 = 0;
        let t1_2 = 0;
        let t1_3 = 0;
        for (let j = 0; j < 4; j++) {
          const state_nj = state_2[n * 4 + j]!;
          t1_0 += W1[i * 4 + j]! * state_nj;
          t1_1 += W1[i * 4 + j + 4]! * state_nj;
          t1_2 += W1[i * 4 + j + 8]! * state_nj;
          t1_3 += W1[i * 4 + j + 12]! * state_nj;
        }
        const hidden_i_0 = t1_0 + b1[i]!;
        const hidden_i_1 = t1_1 + b1[i + 1]!;
        const hidden_i_2 = t1_2 + b1[i + 2]!;
        const hidden_i_3 = t1_3 + b1[i + 3]!;
        hidden[i] = hidden_i_0;
        hidden[i + 1] = hidden_i_1;
        hidden[i + 2] = hidden_i_2;
        hidden[i + 3] = hidden_i_3;
        // h = relu(hidden)   [24]   net.ts:9
        h[i] = hidden_i_0 < 0 ? 0 : hidden_i_0;
        h[i + 1] = hidden_i_1 < 0 ? 0 : hidden_i_1;
        h[i + 2] = hidden_i_2 < 0 ? 0 : hidden_i_2;
        h[i + 3] = hidden_i_3 < 0 ? 0 : hidden_i_3;
      }
      // t3 = h·W2ᵀ   [3]   net.ts:10
      // q = t3 + b2   [3]   net.ts:10
      // t4 = q * action   [3]   net.ts:16
      // t5 = Σ t4   net.ts:16
      // t6 = t5 − target   net.ts:16
      let t5 = 0;
      let t3_0 = 0;
      let t3_1 = 0;
      let t3_2 = 0;
      for (let j = 0; j < 24; j++) {
        const h_j = h[j]!;
        t3_0 += W2[j]! * h_j;
        t3_1 += W2[j + 24]! * h_j;
        t3_2 += W2[j + 48]! * h_j;
      }
      const action_n = action[n * 3]!;
      const action_n_2 = action[n * 3 + 1]!;
      const action_n_3 = action[n * 3 + 2]!;
      t5 += (t3_0 + b_0) * action_n + (t3_1 + b_1) * action_n_2 + (t3_2 + b_2) * action_n_3;
      const t6 = t5 - target[n]!;
      // t̄4 = t6   [3]   net.ts:16
      // q̄ = t̄4 * action   [3]   net.ts:16
      const qBar_i_0 = t6 * action_n;
      const qBar_i_1 = t6 * action_n_2;
      const qBar_i_2 = t6 * action_n_3;
      qBar[0] = qBar_i_0;
      qBar[1] = qBar_i_1;
      qBar[2] = qBar_i_2;
      // b̄2 = Σ q̄   [3]   net.ts:10
      db2[0]! += qBar_i_0;
      db2[1]! += qBar_i_1;
      db2[2]! += qBar_i_2;
      // W̄2 = q̄ᵀ·h   [3, 24]   net.ts:10
      for (let j = 0; j < 24; j += 2) {
        const h_j = h[j]!;
        dW2[j]! += qBar_i_0 * h_j;
        const h_j_2 = h[j + 1]!;
        dW2[j + 1]! += qBar_i_0 * h_j_2;
        dW2[j + 24]! += qBar_i_1 * h_j;
        dW2[j + 25]! += qBar_i_1 * h_j_2;
        dW2[j + 48]! += qBar_i_2 * h_j;
        dW2[j + 49]! += qBar_i_2 * h_j_2;
      }
      for (let i = 0; i < 24; i += 4) {
        // h̄ = q̄·W2   [24]   net.ts:10
        // h̅i̅d̅d̅e̅n̅ = h̄ * 1₊(hidden)   [24]   net.ts:9
        let hBar_0 = 0;
        let hBar_1 = 0;
        let hBar_2 = 0;
        let hBar_3 = 0;
        const qBar_0 = qBar[0]!;
        const qBar_1 = qBar[1]!;
        const qBar_2 = qBar[2]!;
        hBar_0 += qBar_0 * W2[i]! + qBar_1 * W2[i + 24]! + qBar_2 * W2[i + 48]!;
        hBar_1 += qBar_0 * W2[i + 1]! + qBar_1 * W2[i + 25]! + qBar_2 * W2[i + 49]!;
        hBar_2 += qBar_0 * W2[i + 2]! + qBar_1 * W2[i + 26]! + qBar_2 * W2[i + 50]!;
        hBar_3 += qBar_0 * W2[i + 3]! + qBar_1 * W2[i + 27]! + qBar_2 * W2[i + 51]!;
        const hiddenBar_0 = hBar_0 * (0 < hidden[i]! ? 1 : 0);
        const hiddenBar_1 = hBar_1 * (0 < hidden[i + 1]! ? 1 : 0);
        const hiddenBar_2 = hBar_2 * (0 < hidden[i + 2]! ? 1 : 0);
        const hiddenBar_3 = hBar_3 * (0 < hidden[i + 3]! ? 1 : 0);
        // b̄1 = Σ h̅i̅d̅d̅e̅n̅   [24]   net.ts:8
        db1[i]! += hiddenBar_0;
        db1[i + 1]! += hiddenBar_1;
        db1[i + 2]! += hiddenBar_2;
        db1[i + 3]! += hiddenBar_3;
        // W̄1 = h̅i̅d̅d̅e̅n̅ᵀ·state   [24, 4]   net.ts:8
        for (let j = 0; j < 4; j += 2) {
          const state_nj = state_2[n * 4 + j]!;
          dW1[i * 4 + j]! += hiddenBar_0 * state_nj;
          const state_nj_2 = state_2[n * 4 + j + 1]!;
          dW1[i * 4 + j + 1]! += hiddenBar_0 * state_nj_2;
          dW1[i * 4 + j + 4]! += hiddenBar_1 * state_nj;
          dW1[i * 4 + j + 5]! += hiddenBar_1 * state_nj_2;
          dW1[i * 4 + j + 8]! += hiddenBar_2 * state_nj;
          dW1[i * 4 + j + 9]! += hiddenBar_2 * state_nj_2;
          dW1[i * 4 + j + 12]! += hiddenBar_3 * state_nj;
          dW1[i * 4 + j + 13]! += hiddenBar_3 * state_nj_2;
        }
      }
      // t7 = t6²   net.ts:16
      // L = t7·0.5   net.ts:16
      // total = Σ L
      total += t6 * t6 * 0.5;
    }
    // J = (Σ L)/count
    loss[0] = total / count;
    // ∇W1 = W̄1/count   [24, 4]
    for (let i = 0; i < 96; i += 2) {
      dW1[i]! /= count;
      dW1[i + 1]! /= count;
    }
    // ∇b1 = b̄1/count   [24]
    for (let i = 0; i < 24; i += 2) {
      db1[i]! /= count;
      db1[i + 1]! /= count;
    }
    // ∇W2 = W̄2/count   [3, 24]
    for (let i = 0; i < 72; i += 2) {
      dW2[i]! /= count;
      dW2[i + 1]! /= count;
    }
    // ∇b2 = b̄2/count   [3]
    db2[0]! /= count;
    db2[1]! /= count;
    db2[2]! /= count;
  }

  /** One step of the optimiser from `gradient` as it stands. Allocates nothing. */
  function update(): void {
    const learningRate = hyper[0]!;
    // W1 ← W1 − α * ∇W1   [24, 4]
    for (let i = 0; i < 96; i++) {
      W1[i]! -= learningRate * dW1[i]!;
    }
    // b1 ← b1 − α * ∇b1   [24]
    for (let i = 0; i < 24; i++) {
      b1[i]! -= learningRate * db1[i]!;
    }
    // W2 ← W2 − α * ∇W2   [3, 24]
    for (let i = 0; i < 72; i++) {
      W2[i]! -= learningRate * dW2[i]!;
    }
    // b2 ← b2 − α * ∇b2   [3]
    b2[0]! -= learningRate * db2[0]!;
    b2[1]! -= learningRate * db2[1]!;
    b2[2]! -= learningRate * db2[2]!;
  }

  /** `backward`, then `update`; `loss[0]` is J before the update, and `gradient` is left unspecified. Allocates nothing. */
  function trainStep(
    state_2: Float64Array = buffers.state,
    action: Float64Array = buffers.action,
    target: Float64Array = buffers.target,
    count: number = 1,
  ): void {
    check("trainStep", inputs[0]!, state_2, count);
    check("trainStep", inputs[1]!, action, count);
    check("trainStep", inputs[2]!, target, count);
    if (count !== 1) {
      backward(state_2, action, target, count);
      update();
      return;
    }
    const learningRate = hyper[0]!;
    const state_0 = state_2[0]!;
    const state_1 = state_2[1]!;
    const state_2_2 = state_2[2]!;
    const state_3 = state_2[3]!;
    const action_0 = action[0]!;
    const action_1 = action[1]!;
    const action_2 = action[2]!;
    // t1 = W1·state   [24]   net.ts:8
    // hidden = t1 + b1   [24]   net.ts:8
    const hidden_0 = W1[0]! * state_0 + W1[1]! * state_1 + W1[2]! * state_2_2 + W1[3]! * state_3 + b1[0]!;
    const hidden_1 = W1[4]! * state_0 + W1[5]! * state_1 + W1[6]! * state_2_2 + W1[7]! * state_3 + b1[1]!;
    const hidden_2 = W1[8]! * state_0 + W1[9]! * state_1 + W1[10]! * state_2_2 + W1[11]! * state_3 + b1[2]!;
    const hidden_3 = W1[12]! * state_0 + W1[13]! * state_1 + W1[14]! * state_2_2 + W1[15]! * state_3 + b1[3]!;
    const hidden_4 = W1[16]! * state_0 + W1[17]! * state_1 + W1[18]! * state_2_2 + W1[19]! * state_3 + b1[4]!;
    const hidden_5 = W1[20]! * state_0 + W1[21]! * state_1 + W1[22]! * state_2_2 + W1[23]! * state_3 + b1[5]!;
    const hidden_6 = W1[24]! * state_0 + W1[25]! * state_1 + W1[26]! * state_2_2 + W1[27]! * state_3 + b1[6]!;
    const hidden_7 = W1[28]! * state_0 + W1[29]! * state_1 + W1[30]! * state_2_2 + W1[31]! * state_3 + b1[7]!;
    const hidden_8 = W1[32]! * state_0 + W1[33]! * state_1 + W1[34]! * state_2_2 + W1[35]! * state_3 + b1[8]!;
    const hidden_9 = W1[36]! * state_0 + W1[37]! * state_1 + W1[38]! * state_2_2 + W1[39]! * state_3 + b1[9]!;
    const hidden_10 = W1[40]! * state_0 + W1[41]! * state_1 + W1[42]! * state_2_2 + W1[43]! * state_3 + b1[10]!;
    const hidden_11 = W1[44]! * state_0 + W1[45]! * state_1 + W1[46]! * state_2_2 + W1[47]! * state_3 + b1[11]!;
    const hidden_12 = W1[48]! * state_0 + W1[49]! * state_1 + W1[50]! * state_2_2 + W1[51]! * state_3 + b1[12]!;
    const hidden_13 = W1[52]! * state_0 + W1[53]! * state_1 + W1[54]! * state_2_2 + W1[55]! * state_3 + b1[13]!;
    const hidden_14 = W1[56]! * state_0 + W1[57]! * state_1 + W1[58]! * state_2_2 + W1[59]! * state_3 + b1[14]!;
    const hidden_15 = W1[60]! * state_0 + W1[61]! * state_1 + W1[62]! * state_2_2 + W1[63]! * state_3 + b1[15]!;
    const hidden_16 = W1[64]! * state_0 + W1[65]! * state_1 + W1[66]! * state_2_2 + W1[67]! * state_3 + b1[16]!;
    const hidden_17 = W1[68]! * state_0 + W1[69]! * state_1 + W1[70]! * state_2_2 + W1[71]! * state_3 + b1[17]!;
    const hidden_18 = W1[72]! * state_0 + W1[73]! * state_1 + W1[74]! * state_2_2 + W1[75]! * state_3 + b1[18]!;
    const hidden_19 = W1[76]! * state_0 + W1[77]! * state_1 + W1[78]! * state_2_2 + W1[79]! * state_3 + b1[19]!;
    const hidden_20 = W1[80]! * state_0 + W1[81]! * state_1 + W1[82]! * state_2_2 + W1[83]! * state_3 + b1[20]!;
    const hidden_21 = W1[84]! * state_0 + W1[85]! * state_1 + W1[86]! * state_2_2 + W1[87]! * state_3 + b1[21]!;
    const hidden_22 = W1[88]! * state_0 + W1[89]! * state_1 + W1[90]! * state_2_2 + W1[91]! * state_3 + b1[22]!;
    const hidden_23 = W1[92]! * state_0 + W1[93]! * state_1 + W1[94]! * state_2_2 + W1[95]! * state_3 + b1[23]!;
    // h = relu(hidden)   [24]   net.ts:9
    const h_0 = hidden_0 < 0 ? 0 : hidden_0;
    const h_1 = hidden_1 < 0 ? 0 : hidden_1;
    const h_2 = hidden_2 < 0 ? 0 : hidden_2;
    const h_3 = hidden_3 < 0 ? 0 : hidden_3;
    const h_4 = hidden_4 < 0 ? 0 : hidden_4;
    const h_5 = hidden_5 < 0 ? 0 : hidden_5;
    const h_6 = hidden_6 < 0 ? 0 : hidden_6;
    const h_7 = hidden_7 < 0 ? 0 : hidden_7;
    const h_8 = hidden_8 < 0 ? 0 : hidden_8;
    const h_9 = hidden_9 < 0 ? 0 : hidden_9;
    const h_10 = hidden_10 < 0 ? 0 : hidden_10;
    const h_11 = hidden_11 < 0 ? 0 : hidden_11;
    const h_12 = hidden_12 < 0 ? 0 : hidden_12;
    const h_13 = hidden_13 < 0 ? 0 : hidden_13;
    const h_14 = hidden_14 < 0 ? 0 : hidden_14;
    const h_15 = hidden_15 < 0 ? 0 : hidden_15;
    const h_16 = hidden_16 < 0 ? 0 : hidden_16;
    const h_17 = hidden_17 < 0 ? 0 : hidden_17;
    const h_18 = hidden_18 < 0 ? 0 : hidden_18;
    const h_19 = hidden_19 < 0 ? 0 : hidden_19;
    const h_20 = hidden_20 < 0 ? 0 : hidden_20;
    const h_21 = hidden_21 < 0 ? 0 : hidden_21;
    const h_22 = hidden_22 < 0 ? 0 : hidden_22;
    const h_23 = hidden_23 < 0 ? 0 : hidden_23;
    // t3 = W2·h   [3]   net.ts:10
    // q = t3 + b2   [3]   net.ts:10
    // t4 = q * action   [3]   net.ts:16
    // t5 = Σ t4   net.ts:16
    // t6 = t5 − target   net.ts:16
    let t5 = 0;
    t5 +=
      (W2[0]! * h_0 +
        W2[1]! * h_1 +
        W2[2]! * h_2 +
        W2[3]! * h_3 +
        (W2[4]! * h_4 + W2[5]! * h_5 + W2[6]! * h_6 + W2[7]! * h_7) +
        (W2[8]! * h_8 + W2[9]! * h_9 + W2[10]! * h_10 + W2[11]! * h_11) +
        (W2[12]! * h_12 + W2[13]! * h_13 + W2[14]! * h_14 + W2[15]! * h_15) +
        (W2[16]! * h_16 +
          W2[17]! * h_17 +
          W2[18]! * h_18 +
          W2[19]! * h_19 +
          (W2[20]! * h_20 + W2[21]! * h_21 + W2[22]! * h_22 + W2[23]! * h_23)) +
        b2[0]!) *
      action_0;
    t5 +=
      (W2[24]! * h_0 +
        W2[25]! * h_1 +
        W2[26]! * h_2 +
        W2[27]! * h_3 +
        (W2[28]! * h_4 + W2[29]! * h_5 + W2[30]! * h_6 + W2[31]! * h_7) +
        (W2[32]! * h_8 + W2[33]! * h_9 + W2[34]! * h_10 + W2[35]! * h_11) +
        (W2[36]! * h_12 + W2[37]! * h_13 + W2[38]! * h_14 + W2[39]! * h_15) +
        (W2[40]! * h_16 +
          W2[41]! * h_17 +
          W2[42]! * h_18 +
          W2[43]! * h_19 +
          (W2[44]! * h_20 + W2[45]! * h_21 + W2[46]! * h_22 + W2[47]! * h_23)) +
        b2[1]!) *
      action_1;
    t5 +=
      (W2[48]! * h_0 +
        W2[49]! * h_1 +
        W2[50]! * h_2 +
        W2[51]! * h_3 +
        (W2[52]! * h_4 + W2[53]! * h_5 + W2[54]! * h_6 + W2[55]! * h_7) +
        (W2[56]! * h_8 + W2[57]! * h_9 + W2[58]! * h_10 + W2[59]! * h_11) +
        (W2[60]! * h_12 + W2[61]! * h_13 + W2[62]! * h_14 + W2[63]! * h_15) +
        (W2[64]! * h_16 +
          W2[65]! * h_17 +
          W2[66]! * h_18 +
          W2[67]! * h_19 +
          (W2[68]! * h_20 + W2[69]! * h_21 + W2[70]! * h_22 + W2[71]! * h_23)) +
        b2[2]!) *
      action_2;
    const t6 = t5 - target[0]!;
    // t7 = t6²   net.ts:16
    // J = t7·0.5   net.ts:16
    loss[0] = t6 * t6 * 0.5;
    // t̄4 = t6   [3]   net.ts:16
    // q̄ = t̄4 * action   [3]   net.ts:16
    const qBar_0 = t6 * action_0;
    const qBar_1 = t6 * action_1;
    const qBar_2 = t6 * action_2;
    // h̄ = W2ᵀ·q̄   [24]   net.ts:10
    // h̅i̅d̅d̅e̅n̅ = h̄ * 1₊(hidden)   [24]   net.ts:9
    // hiddenStep = α * h̅i̅d̅d̅e̅n̅   [24]
    const hiddenStep_0 =
      learningRate * ((qBar_0 * W2[0]! + qBar_1 * W2[24]! + qBar_2 * W2[48]!) * (0 < hidden_0 ? 1 : 0));
    const hiddenStep_1 =
      learningRate * ((qBar_0 * W2[1]! + qBar_1 * W2[25]! + qBar_2 * W2[49]!) * (0 < hidden_1 ? 1 : 0));
    const hiddenStep_2 =
      learningRate * ((qBar_0 * W2[2]! + qBar_1 * W2[26]! + qBar_2 * W2[50]!) * (0 < hidden_2 ? 1 : 0));
    const hiddenStep_3 =
      learningRate * ((qBar_0 * W2[3]! + qBar_1 * W2[27]! + qBar_2 * W2[51]!) * (0 < hidden_3 ? 1 : 0));
    const hiddenStep_4 =
      learningRate * ((qBar_0 * W2[4]! + qBar_1 * W2[28]! + qBar_2 * W2[52]!) * (0 < hidden_4 ? 1 : 0));
    const hiddenStep_5 =
      learningRate * ((qBar_0 * W2[5]! + qBar_1 * W2[29]! + qBar_2 * W2[53]!) * (0 < hidden_5 ? 1 : 0));
    const hiddenStep_6 =
      learningRate * ((qBar_0 * W2[6]! + qBar_1 * W2[30]! + qBar_2 * W2[54]!) * (0 < hidden_6 ? 1 : 0));
    const hiddenStep_7 =
      learningRate * ((qBar_0 * W2[7]! + qBar_1 * W2[31]! + qBar_2 * W2[55]!) * (0 < hidden_7 ? 1 : 0));
    const hiddenStep_8 =
      learningRate * ((qBar_0 * W2[8]! + qBar_1 * W2[32]! + qBar_2 * W2[56]!) * (0 < hidden_8 ? 1 : 0));
    const hiddenStep_9 =
      learningRate * ((qBar_0 * W2[9]! + qBar_1 * W2[33]! + qBar_2 * W2[57]!) * (0 < hidden_9 ? 1 : 0));
    const hiddenStep_10 =
      learningRate * ((qBar_0 * W2[10]! + qBar_1 * W2[34]! + qBar_2 * W2[58]!) * (0 < hidden_10 ? 1 : 0));
    const hiddenStep_11 =
      learningRate * ((qBar_0 * W2[11]! + qBar_1 * W2[35]! + qBar_2 * W2[59]!) * (0 < hidden_11 ? 1 : 0));
    const hiddenStep_12 =
      learningRate * ((qBar_0 * W2[12]! + qBar_1 * W2[36]! + qBar_2 * W2[60]!) * (0 < hidden_12 ? 1 : 0));
    const hiddenStep_13 =
      learningRate * ((qBar_0 * W2[13]! + qBar_1 * W2[37]! + qBar_2 * W2[61]!) * (0 < hidden_13 ? 1 : 0));
    const hiddenStep_14 =
      learningRate * ((qBar_0 * W2[14]! + qBar_1 * W2[38]! + qBar_2 * W2[62]!) * (0 < hidden_14 ? 1 : 0));
    const hiddenStep_15 =
      learningRate * ((qBar_0 * W2[15]! + qBar_1 * W2[39]! + qBar_2 * W2[63]!) * (0 < hidden_15 ? 1 : 0));
    const hiddenStep_16 =
      learningRate * ((qBar_0 * W2[16]! + qBar_1 * W2[40]! + qBar_2 * W2[64]!) * (0 < hidden_16 ? 1 : 0));
    const hiddenStep_17 =
      learningRate * ((qBar_0 * W2[17]! + qBar_1 * W2[41]! + qBar_2 * W2[65]!) * (0 < hidden_17 ? 1 : 0));
    const hiddenStep_18 =
      learningRate * ((qBar_0 * W2[18]! + qBar_1 * W2[42]! + qBar_2 * W2[66]!) * (0 < hidden_18 ? 1 : 0));
    const hiddenStep_19 =
      learningRate * ((qBar_0 * W2[19]! + qBar_1 * W2[43]! + qBar_2 * W2[67]!) * (0 < hidden_19 ? 1 : 0));
    const hiddenStep_20 =
      learningRate * ((qBar_0 * W2[20]! + qBar_1 * W2[44]! + qBar_2 * W2[68]!) * (0 < hidden_20 ? 1 : 0));
    const hiddenStep_21 =
      learningRate * ((qBar_0 * W2[21]! + qBar_1 * W2[45]! + qBar_2 * W2[69]!) * (0 < hidden_21 ? 1 : 0));
    const hiddenStep_22 =
      learningRate * ((qBar_0 * W2[22]! + qBar_1 * W2[46]! + qBar_2 * W2[70]!) * (0 < hidden_22 ? 1 : 0));
    const hiddenStep_23 =
      learningRate * ((qBar_0 * W2[23]! + qBar_1 * W2[47]! + qBar_2 * W2[71]!) * (0 < hidden_23 ? 1 : 0));
    // W̄1 = hiddenStep·stateᵀ   [24, 4]   net.ts:8
    // W1 ← W1 − W̄1   [24, 4]
    W1[0]! -= hiddenStep_0 * state_0;
    W1[1]! -= hiddenStep_0 * state_1;
    W1[2]! -= hiddenStep_0 * state_2_2;
    W1[3]! -= hiddenStep_0 * state_3;
    W1[4]! -= hiddenStep_1 * state_0;
    W1[5]! -= hiddenStep_1 * state_1;
    W1[6]! -= hiddenStep_1 * state_2_2;
    W1[7]! -= hiddenStep_1 * state_3;
    W1[8]! -= hiddenStep_2 * state_0;
    W1[9]! -= hiddenStep_2 * state_1;
    W1[10]! -= hiddenStep_2 * state_2_2;
    W1[11]! -= hiddenStep_2 * state_3;
    W1[12]! -= hiddenStep_3 * state_0;
    W1[13]! -= hiddenStep_3 * state_1;
    W1[14]! -= hiddenStep_3 * state_2_2;
    W1[15]! -= hiddenStep_3 * state_3;
    W1[16]! -= hiddenStep_4 * state_0;
    W1[17]! -= hiddenStep_4 * state_1;
    W1[18]! -= hiddenStep_4 * state_2_2;
    W1[19]! -= hiddenStep_4 * state_3;
    W1[20]! -= hiddenStep_5 * state_0;
    W1[21]! -= hiddenStep_5 * state_1;
    W1[22]! -= hiddenStep_5 * state_2_2;
    W1[23]! -= hiddenStep_5 * state_3;
    W1[24]! -= hiddenStep_6 * state_0;
    W1[25]! -= hiddenStep_6 * state_1;
    W1[26]! -= hiddenStep_6 * state_2_2;
    W1[27]! -= hiddenStep_6 * state_3;
    W1[28]! -= hiddenStep_7 * state_0;
    W1[29]! -= hiddenStep_7 * state_1;
    W1[30]! -= hiddenStep_7 * state_2_2;
    W1[31]! -= hiddenStep_7 * state_3;
    W1[32]! -= hiddenStep_8 * state_0;
    W1[33]! -= hiddenStep_8 * state_1;
    W1[34]! -= hiddenStep_8 * state_2_2;
    W1[35]! -= hiddenStep_8 * state_3;
    W1[36]! -= hiddenStep_9 * state_0;
    W1[37]! -= hiddenStep_9 * state_1;
    W1[38]! -= hiddenStep_9 * state_2_2;
    W1[39]! -= hiddenStep_9 * state_3;
    W1[40]! -= hiddenStep_10 * state_0;
    W1[41]! -= hiddenStep_10 * state_1;
    W1[42]! -= hiddenStep_10 * state_2_2;
    W1[43]! -= hiddenStep_10 * state_3;
    W1[44]! -= hiddenStep_11 * state_0;
    W1[45]! -= hiddenStep_11 * state_1;
    W1[46]! -= hiddenStep_11 * state_2_2;
    W1[47]! -= hiddenStep_11 * state_3;
    W1[48]! -= hiddenStep_12 * state_0;
    W1[49]! -= hiddenStep_12 * state_1;
    W1[50]! -= hiddenStep_12 * state_2_2;
    W1[51]! -= hiddenStep_12 * state_3;
    W1[52]! -= hiddenStep_13 * state_0;
    W1[53]! -= hiddenStep_13 * state_1;
    W1[54]! -= hiddenStep_13 * state_2_2;
    W1[55]! -= hiddenStep_13 * state_3;
    W1[56]! -= hiddenStep_14 * state_0;
    W1[57]! -= hiddenStep_14 * state_1;
    W1[58]! -= hiddenStep_14 * state_2_2;
    W1[59]! -= hiddenStep_14 * state_3;
    W1[60]! -= hiddenStep_15 * state_0;
    W1[61]! -= hiddenStep_15 * state_1;
    W1[62]! -= hiddenStep_15 * state_2_2;
    W1[63]! -= hiddenStep_15 * state_3;
    W1[64]! -= hiddenStep_16 * state_0;
    W1[65]! -= hiddenStep_16 * state_1;
    W1[66]! -= hiddenStep_16 * state_2_2;
    W1[67]! -= hiddenStep_16 * state_3;
    W1[68]! -= hiddenStep_17 * state_0;
    W1[69]! -= hiddenStep_17 * state_1;
    W1[70]! -= hiddenStep_17 * state_2_2;
    W1[71]! -= hiddenStep_17 * state_3;
    W1[72]! -= hiddenStep_18 * state_0;
    W1[73]! -= hiddenStep_18 * state_1;
    W1[74]! -= hiddenStep_18 * state_2_2;
    W1[75]! -= hiddenStep_18 * state_3;
    W1[76]! -= hiddenStep_19 * state_0;
    W1[77]! -= hiddenStep_19 * state_1;
    W1[78]! -= hiddenStep_19 * state_2_2;
    W1[79]! -= hiddenStep_19 * state_3;
    W1[80]! -= hiddenStep_20 * state_0;
    W1[81]! -= hiddenStep_20 * state_1;
    W1[82]! -= hiddenStep_20 * state_2_2;
    W1[83]! -= hiddenStep_20 * state_3;
    W1[84]! -= hiddenStep_21 * state_0;
    W1[85]! -= hiddenStep_21 * state_1;
    W1[86]! -= hiddenStep_21 * state_2_2;
    W1[87]! -= hiddenStep_21 * state_3;
    W1[88]! -= hiddenStep_22 * state_0;
    W1[89]! -= hiddenStep_22 * state_1;
    W1[90]! -= hiddenStep_22 * state_2_2;
    W1[91]! -= hiddenStep_22 * state_3;
    W1[92]! -= hiddenStep_23 * state_0;
    W1[93]! -= hiddenStep_23 * state_1;
    W1[94]! -= hiddenStep_23 * state_2_2;
    W1[95]! -= hiddenStep_23 * state_3;
    // b1 ← b1 − hiddenStep   [24]
    b1[0]! -= hiddenStep_0;
    b1[1]! -= hiddenStep_1;
    b1[2]! -= hiddenStep_2;
    b1[3]! -= hiddenStep_3;
    b1[4]! -= hiddenStep_4;
    b1[5]! -= hiddenStep_5;
    b1[6]! -= hiddenStep_6;
    b1[7]! -= hiddenStep_7;
    b1[8]! -= hiddenStep_8;
    b1[9]! -= hiddenStep_9;
    b1[10]! -= hiddenStep_10;
    b1[11]! -= hiddenStep_11;
    b1[12]! -= hiddenStep_12;
    b1[13]! -= hiddenStep_13;
    b1[14]! -= hiddenStep_14;
    b1[15]! -= hiddenStep_15;
    b1[16]! -= hiddenStep_16;
    b1[17]! -= hiddenStep_17;
    b1[18]! -= hiddenStep_18;
    b1[19]! -= hiddenStep_19;
    b1[20]! -= hiddenStep_20;
    b1[21]! -= hiddenStep_21;
    b1[22]! -= hiddenStep_22;
    b1[23]! -= hiddenStep_23;
    // qStep = α * q̄   [3]
    const qStep_0 = learningRate * qBar_0;
    const qStep_1 = learningRate * qBar_1;
    const qStep_2 = learningRate * qBar_2;
    // W̄2 = qStep·hᵀ   [3, 24]   net.ts:10
    // W2 ← W2 − W̄2   [3, 24]
    W2[0]! -= qStep_0 * h_0;
    W2[1]! -= qStep_0 * h_1;
    W2[2]! -= qStep_0 * h_2;
    W2[3]! -= qStep_0 * h_3;
    W2[4]! -= qStep_0 * h_4;
    W2[5]! -= qStep_0 * h_5;
    W2[6]! -= qStep_0 * h_6;
    W2[7]! -= qStep_0 * h_7;
    W2[8]! -= qStep_0 * h_8;
    W2[9]! -= qStep_0 * h_9;
    W2[10]! -= qStep_0 * h_10;
    W2[11]! -= qStep_0 * h_11;
    W2[12]! -= qStep_0 * h_12;
    W2[13]! -= qStep_0 * h_13;
    W2[14]! -= qStep_0 * h_14;
    W2[15]! -= qStep_0 * h_15;
    W2[16]! -= qStep_0 * h_16;
    W2[17]! -= qStep_0 * h_17;
    W2[18]! -= qStep_0 * h_18;
    W2[19]! -= qStep_0 * h_19;
    W2[20]! -= qStep_0 * h_20;
    W2[21]! -= qStep_0 * h_21;
    W2[22]! -= qStep_0 * h_22;
    W2[23]! -= qStep_0 * h_23;
    W2[24]! -= qStep_1 * h_0;
    W2[25]! -= qStep_1 * h_1;
    W2[26]! -= qStep_1 * h_2;
    W2[27]! -= qStep_1 * h_3;
    W2[28]! -= qStep_1 * h_4;
    W2[29]! -= qStep_1 * h_5;
    W2[30]! -= qStep_1 * h_6;
    W2[31]! -= qStep_1 * h_7;
    W2[32]! -= qStep_1 * h_8;
    W2[33]! -= qStep_1 * h_9;
    W2[34]! -= qStep_1 * h_10;
    W2[35]! -= qStep_1 * h_11;
    W2[36]! -= qStep_1 * h_12;
    W2[37]! -= qStep_1 * h_13;
    W2[38]! -= qStep_1 * h_14;
    W2[39]! -= qStep_1 * h_15;
    W2[40]! -= qStep_1 * h_16;
    W2[41]! -= qStep_1 * h_17;
    W2[42]! -= qStep_1 * h_18;
    W2[43]! -= qStep_1 * h_19;
    W2[44]! -= qStep_1 * h_20;
    W2[45]! -= qStep_1 * h_21;
    W2[46]! -= qStep_1 * h_22;
    W2[47]! -= qStep_1 * h_23;
    W2[48]! -= qStep_2 * h_0;
    W2[49]! -= qStep_2 * h_1;
    W2[50]! -= qStep_2 * h_2;
    W2[51]! -= qStep_2 * h_3;
    W2[52]! -= qStep_2 * h_4;
    W2[53]! -= qStep_2 * h_5;
    W2[54]! -= qStep_2 * h_6;
    W2[55]! -= qStep_2 * h_7;
    W2[56]! -= qStep_2 * h_8;
    W2[57]! -= qStep_2 * h_9;
    W2[58]! -= qStep_2 * h_10;
    W2[59]! -= qStep_2 * h_11;
    W2[60]! -= qStep_2 * h_12;
    W2[61]! -= qStep_2 * h_13;
    W2[62]! -= qStep_2 * h_14;
    W2[63]! -= qStep_2 * h_15;
    W2[64]! -= qStep_2 * h_16;
    W2[65]! -= qStep_2 * h_17;
    W2[66]! -= qStep_2 * h_18;
    W2[67]! -= qStep_2 * h_19;
    W2[68]! -= qStep_2 * h_20;
    W2[69]! -= qStep_2 * h_21;
    W2[70]! -= qStep_2 * h_22;
    W2[71]! -= qStep_2 * h_23;
    // b2 ← b2 − qStep   [3]
    b2[0]! -= qStep_0;
    b2[1]! -= qStep_1;
    b2[2]! -= qStep_2;
  }

  /** J over `count` examples, regulariser included. Returns a number, which V8 may have to allocate. */
  function objective(
    state_2: Float64Array = buffers.state,
    action: Float64Array = buffers.action,
    target: Float64Array = buffers.target,
    count: number = 1,
  ): number {
    check("objective", inputs[0]!, state_2, count);
    check("objective", inputs[1]!, action, count);
    check("objective", inputs[2]!, target, count);
    // total = 0
    let total = 0;
    for (let n = 0; n < count; n++) {
      // t1 = state·W1ᵀ   [24]   net.ts:8
      // hidden = t1 + b1   [24]   net.ts:8
      // h = relu(hidden)   [24]   net.ts:9
      for (let i = 0; i < 24; i++) {
        let t1 = 0;
        for (let j = 0; j < 4; j++) {
          t1 += W1[i * 4 + j]! * state_2[n * 4 + j]!;
        }
        const hidden_2 = t1 + b1[i]!;
        h[i] = hidden_2 < 0 ? 0 : hidden_2;
      }
      // t3 = h·W2ᵀ   [3]   net.ts:10
      // q = t3 + b2   [3]   net.ts:10
      // t4 = q * action   [3]   net.ts:16
      // t5 = Σ t4   net.ts:16
      // t6 = t5 − target   net.ts:16
      // t7 = t6²   net.ts:16
      // L = t7·0.5   net.ts:16
      // total = Σ L
      let t5 = 0;
      for (let i = 0; i < 3; i++) {
        let t3 = 0;
        for (let j = 0; j < 24; j++) {
          t3 += W2[i * 24 + j]! * h[j]!;
        }
        t5 += (t3 + b2[i]!) * action[n * 3 + i]!;
      }
      const t6 = t5 - target[n]!;
      total += t6 * t6 * 0.5;
    }
    // J = (Σ L)/count
    return total / count;
  }

  /** Every parameter is drawn from a stream of its own, found by the seed and a hash of its name. */
  function initialize(seed: number = 0): void {
    parameters.fill(0);
    drawUniform(W1, 0.4629100498862757, random(seed, 0x69906e69)); // hidden.weight
    drawUniform(W2, 0.4714045207910317, random(seed, 0xc5aac77e)); // q.weight
  }

  const calls: Calls = {
    backward: (arrays, count) => backward(arrays[0]!, arrays[2]!, arrays[3]!, count),
    trainStep: (arrays, count) => trainStep(arrays[0]!, arrays[2]!, arrays[3]!, count),
    confusion(arrays, count) {
      forward(arrays[0]!, arrays[1]!, count);
      return confusion(arrays[2]!, arrays[1]!, 3, largest);
    },
    metrics(arrays, count) {
      return {
        loss: objective(arrays[0]!, arrays[2]!, arrays[3]!, count),
        ...classScores(calls.confusion(arrays, count)),
      };
    },
  };
  const network: OnlineAgent = {
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
      const count = rows.length / 4;
      out ??= zeros(count * 3);
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

/** Rows of state. */
export type Inputs = Rows;

/** Rows of action, target. */
export type Targets = { readonly action: Labels; readonly target: Rows };

/** Values of q, one example after another. */
export type Outputs = Float64Array;

/** The classes that `classify` tells apart. */
export type Class = "left" | "stay" | "right";

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
        rows = named(given, input);
        const values = pack(method, input, rows, count);
        count = values.length / input.size;
        return values;
      });
  const inputs = read(x);
  const targets = y.length > 0 ? read(y[0], true) : [];
  const examples = count ?? 1;
  return [[...inputs, ...metadata.outputs.map(({ size }) => zeros(examples * size)), ...targets], examples];
}

/** Of an object of rows by name, those of one input; of the only input or target, the rows themselves. */
function named(given: unknown, { name, target }: Input): Rows {
  const isOnly = metadata.inputs.filter((other) => other.target === target).length === 1;
  return isOnly ? (given as Rows) : ((given as Readonly<Record<string, Rows>> | undefined)?.[name] ?? []);
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
async function fit(network: OnlineAgent, calls: Calls, x: Inputs, y: Targets, options?: FitOptions): Promise<History> {
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
  let kept: OnlineAgent | undefined;
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
const summary = (): string => `Model: "online-agent"
Layer (type)    Output Shape  Param #
${"=".repeat(37)}
state (input)   (None, 4)           0
hidden (dense)  (None, 24)        120
h (relu)        (None, 24)          0
q (dense)       (None, 3)          75
${"=".repeat(37)}
Total params: 195
Trainable params: 195
Non-trainable params: 0`;

/**
 * Parameters and state in the safetensors format: the length of the header in 8 bytes, the header (JSON: name → type, shape, place),
 * then the numbers; little-endian, as all engines in use keep them. The header is ASCII, other characters are escaped, and
 * padded so that the numbers are aligned.
 */
function save({ parameters, state }: OnlineAgent): Uint8Array {
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
function load(network: OnlineAgent, bytes: Uint8Array): void {
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
