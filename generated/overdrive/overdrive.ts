/**
 * Compiled by nngen 0.1.0 from net.ts: a change made here is lost when it is compiled again.
 *
 * overdrive: a network with 273 parameters
 *
 *   inputs     x [64, 1]
 *   targets    y [64, 1]
 *   outputs    yHat [64, 1]
 *   optimizer  adam
 *   precision  f64
 *   memory     93320 bytes a network
 *   gradient   agrees with central differences: the largest error is 9.6e-11, at memory.recurrent[12, 3]
 *   sha256     8ad584a23cf77c9dff055535e923d80504deda2eba85b542b7577fe0a0ed4518
 *
 *   W1 = memory.weight [24, 1]
 *   b1 = memory.bias [24]
 *   U1 = memory.recurrent [24, 8]
 *   v1 = memory.recurrentBias [24]
 *   W2 = dense1.weight [1, 8]
 *   b2 = dense1.bias [1]
 */

/** The number of values in `parameters`. */
export const PARAMETER_COUNT: number = 273;

/** What the network is made of. */
export const metadata: Metadata = {
  name: "overdrive",
  precision: "f64",
  inputs: [
    { name: "x", shape: [64, 1], size: 64 },
    { name: "y", shape: [64, 1], size: 64, target: true },
  ],
  outputs: [{ name: "yHat", shape: [64, 1], size: 64 }],
  parameters: [
    { name: "memory.weight", shape: [24, 1], offset: 0, size: 24, trainable: true },
    { name: "memory.bias", shape: [24], offset: 24, size: 24, trainable: true },
    { name: "memory.recurrent", shape: [24, 8], offset: 48, size: 192, trainable: true },
    { name: "memory.recurrentBias", shape: [24], offset: 240, size: 24, trainable: true },
    { name: "dense1.weight", shape: [1, 8], offset: 264, size: 8, trainable: true },
    { name: "dense1.bias", shape: [1], offset: 272, size: 1, trainable: true },
  ],
  state: [
    { name: "state.adam.beta1Power", shape: [], offset: 0, size: 1 },
    { name: "state.adam.beta2Power", shape: [], offset: 1, size: 1 },
    { name: "state.adam.m.memory.weight", shape: [24, 1], offset: 2, size: 24 },
    { name: "state.adam.v.memory.weight", shape: [24, 1], offset: 26, size: 24 },
    { name: "state.adam.m.memory.bias", shape: [24], offset: 50, size: 24 },
    { name: "state.adam.v.memory.bias", shape: [24], offset: 74, size: 24 },
    { name: "state.adam.m.memory.recurrent", shape: [24, 8], offset: 98, size: 192 },
    { name: "state.adam.v.memory.recurrent", shape: [24, 8], offset: 290, size: 192 },
    { name: "state.adam.m.memory.recurrentBias", shape: [24], offset: 482, size: 24 },
    { name: "state.adam.v.memory.recurrentBias", shape: [24], offset: 506, size: 24 },
    { name: "state.adam.m.dense1.weight", shape: [1, 8], offset: 530, size: 8 },
    { name: "state.adam.v.dense1.weight", shape: [1, 8], offset: 538, size: 8 },
    { name: "state.adam.m.dense1.bias", shape: [1], offset: 546, size: 1 },
    { name: "state.adam.v.dense1.bias", shape: [1], offset: 547, size: 1 },
  ],
};

/**
 * One network, with every array that it will ever need. Arrays are row-major, `count` examples one after another; an argument
 * that is left out is the array of that name in `buffers`. A wrong length or count is a RangeError.
 */
export interface Overdrive {
  /** Flat, in the order of `metadata.parameters`. */
  readonly parameters: Float64Array;
  /** ∇J, laid out like `parameters`. */
  readonly gradient: Float64Array;
  /** The optimiser's memory and running statistics, in the order of `metadata.state`. */
  readonly state: Float64Array;
  /** What `process` carries from step to step: the states of the recurrences. All 0 stands for the start. Copied, it can be put back. */
  readonly carry: Float64Array;
  /** [J] of the latest `backward` or `trainStep`, the regulariser included. */
  readonly loss: Float64Array;
  /** One example each, used where arrays are left out. */
  readonly buffers: { readonly x: Float64Array; readonly y: Float64Array; readonly yHat: Float64Array };
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
  /**
   * The next `count` steps of a stream: what `forward` does with sequences, step by step, however the steps are cut into calls. Sequences
   * hold `count` steps; the outputs of each are written, where `forward` takes the last step alone that of each. An array that is left out
   * is the first step of that in `buffers`. Allocates nothing.
   */
  process(x?: Float64Array, yHat?: Float64Array, count?: number): void;
  /** The next call of `process` starts a stream. `initialize` and `load` do it, too. Allocates nothing. */
  reset(): void;
  /** Writes `gradient` and `loss[0]`. Allocates nothing. */
  backward(x?: Float64Array, y?: Float64Array, count?: number): void;
  /** One step of the optimiser, from `gradient` as it stands. Allocates nothing. */
  update(): void;
  /** `backward`, then `update`, in one: `loss[0]` is J before the step, `gradient` is left unspecified. Allocates nothing. */
  trainStep(x?: Float64Array, y?: Float64Array, count?: number): void;
  /** J. Allocates nothing but the number that it returns. */
  objective(x?: Float64Array, y?: Float64Array, count?: number): number;
  /** Takes over the parameters and the state of another network of this kind. Allocates nothing. */
  copyFrom(other: Overdrive): void;
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
export function create(options: CreateOptions = {}): Overdrive {
  const parameters = zeros(PARAMETER_COUNT);
  const gradient = zeros(PARAMETER_COUNT);
  const loss = zeros(1);
  const inputs = metadata.inputs;
  const outputs = metadata.outputs;
  const state = zeros(548);
  const carry = zeros(8);
  const hyper = Float64Array.of(0.005, 0); // learningRate, trainingSize
  const buffers: Overdrive["buffers"] = { x: zeros(64), y: zeros(64), yHat: zeros(64) };
  const xStep = buffers.x.subarray(0, 1);
  const yHatStep = buffers.yHat.subarray(0, 1);
  const W1 = parameters.subarray(0, 24); // memory.weight
  const b1 = parameters.subarray(24, 48); // memory.bias
  const U1 = parameters.subarray(48, 240); // memory.recurrent
  const v1 = parameters.subarray(240, 264); // memory.recurrentBias
  const W2 = parameters.subarray(264, 272); // dense1.weight
  const b2 = parameters.subarray(272, 273); // dense1.bias
  const dW1 = gradient.subarray(0, 24); // ∂J/∂memory.weight
  const db1 = gradient.subarray(24, 48); // ∂J/∂memory.bias
  const dU1 = gradient.subarray(48, 240); // ∂J/∂memory.recurrent
  const dv1 = gradient.subarray(240, 264); // ∂J/∂memory.recurrentBias
  const dW2 = gradient.subarray(264, 272); // ∂J/∂dense1.weight
  const db2 = gradient.subarray(272, 273); // ∂J/∂dense1.bias
  const beta1Power = state.subarray(0, 1); // adam.beta1Power
  const beta2Power = state.subarray(1, 2); // adam.beta2Power
  const mW1 = state.subarray(2, 26); // adam.m.memory.weight
  const vW1 = state.subarray(26, 50); // adam.v.memory.weight
  const mb1 = state.subarray(50, 74); // adam.m.memory.bias
  const vb1 = state.subarray(74, 98); // adam.v.memory.bias
  const mU1 = state.subarray(98, 290); // adam.m.memory.recurrent
  const vU1 = state.subarray(290, 482); // adam.v.memory.recurrent
  const mv1 = state.subarray(482, 506); // adam.m.memory.recurrentBias
  const vv1 = state.subarray(506, 530); // adam.v.memory.recurrentBias
  const mW2 = state.subarray(530, 538); // adam.m.dense1.weight
  const vW2 = state.subarray(538, 546); // adam.v.dense1.weight
  const mb2 = state.subarray(546, 547); // adam.m.dense1.bias
  const vb2 = state.subarray(547, 548); // adam.v.dense1.bias
  const memoryState = carry.subarray(0, 8); // memoryState
  const memory = zeros(10368); // values on the way
  const t2 = memory.subarray(0, 6144); // t2
  const t28 = memory.subarray(6144, 8224); // t28
  const t5 = memory.subarray(8224, 8320); // t5
  const b2_allBar = memory.subarray(10256, 10320); // b2_allBar
  const b1_allBar = memory.subarray(1536, 3072); // b1_allBar
  const t34 = memory.subarray(10320, 10368); // t34
  const yHatBar = memory.subarray(3592, 3656); // yHatBar
  const t28Bar = memory.subarray(3072, 3592); // t28Bar
  const scan = memory.subarray(8200, 8720); // scan
  const t5_2 = memory.subarray(6664, 6688); // t5.2
  const t11_2 = memory.subarray(6736, 6744); // t11.2
  const t12 = memory.subarray(6744, 6752); // t12
  const t20 = memory.subarray(6752, 6760); // t20
  const t24 = memory.subarray(6760, 6768); // t24
  const mul_5 = memory.subarray(6768, 6776); // mul.5
  const pad = memory.subarray(6688, 6712); // pad
  const pad_2 = memory.subarray(6712, 6736); // pad.2
  const pad_3 = memory.subarray(6664, 6688); // pad.3
  const add_3 = memory.subarray(6664, 6688); // add.3
  const add = memory.subarray(3072, 4608); // add
  const logistic = memory.subarray(8720, 9232); // logistic
  const sub = memory.subarray(9232, 9744); // sub
  const logistic_2 = memory.subarray(6664, 7176); // logistic.2
  const tanh = memory.subarray(9744, 10256); // tanh
  const mul_5_2 = memory.subarray(7176, 7688); // mul.5.2
  const pad_4 = memory.subarray(0, 1536); // pad.4
  const pad_2_2 = memory.subarray(4608, 6144); // pad.2.2
  const pad_3_2 = memory.subarray(3072, 4608); // pad.3.2
  const pad_4_2 = memory.subarray(6664, 8200); // pad.4.2
  const add_8 = memory.subarray(0, 1536); // add.8
  const add_9 = memory.subarray(0, 1536); // add.9
  // In nested loops V8 takes an array for fixed where a constant of the function holds it.
  const views = {
    W1,
    b1,
    t2,
    t28,
    U1,
    t5,
    W2,
    memoryState,
    yHatBar,
    t34,
    b2_allBar,
    t28Bar,
    scan,
    t5_2,
    t11_2,
    t12,
    t20,
    t24,
    mul_5,
    pad,
    pad_2,
    pad_3,
    add_3,
    add,
    logistic,
    sub,
    logistic_2,
    tanh,
    mul_5_2,
    pad_4,
    pad_2_2,
    pad_3_2,
    pad_4_2,
    add_8,
    add_9,
    b1_allBar,
  };

  /** Runs the network in inference mode on `count` examples and writes the outputs. Allocates nothing. */
  function forward(x: Float64Array = buffers.x, yHat: Float64Array = buffers.yHat, count: number = 1): void {
    check("forward", inputs[0]!, x, count);
    check("forward", outputs[0]!, yHat, count);
    const { W1, b1, t2, t28, U1, t5, W2 } = views;
    const b_0 = b2[0]!;
    for (let n = 0; n < count - 3; n += 4) {
      // t1 = x·W1 {nti,oi->nto}   [64, 24]   net.ts:7
      // t2 = t1 + b1   [64, 24]   net.ts:7
      for (let i = 0; i < 64; i += 2) {
        const x_ni = x[n * 64 + i]!;
        const x_ni_2 = x[n * 64 + i + 1]!;
        const x_ni_3 = x[n * 64 + i + 64]!;
        const x_ni_4 = x[n * 64 + i + 65]!;
        const x_ni_5 = x[n * 64 + i + 128]!;
        const x_ni_6 = x[n * 64 + i + 129]!;
        const x_ni_7 = x[n * 64 + i + 192]!;
        const x_ni_8 = x[n * 64 + i + 193]!;
        for (let j = 0; j < 24; j++) {
          let t1_0_0 = 0;
          let t1_0_1 = 0;
          let t1_1_0 = 0;
          let t1_1_1 = 0;
          let t1_2_0 = 0;
          let t1_2_1 = 0;
          let t1_3_0 = 0;
          let t1_3_1 = 0;
          const w_j = W1[j]!;
          t1_0_0 += x_ni * w_j;
          t1_0_1 += x_ni_2 * w_j;
          t1_1_0 += x_ni_3 * w_j;
          t1_1_1 += x_ni_4 * w_j;
          t1_2_0 += x_ni_5 * w_j;
          t1_2_1 += x_ni_6 * w_j;
          t1_3_0 += x_ni_7 * w_j;
          t1_3_1 += x_ni_8 * w_j;
          const b_j = b1[j]!;
          t2[i * 24 + j] = t1_0_0 + b_j;
          t2[i * 24 + j + 24] = t1_0_1 + b_j;
          t2[i * 24 + j + 1536] = t1_1_0 + b_j;
          t2[i * 24 + j + 1560] = t1_1_1 + b_j;
          t2[i * 24 + j + 3072] = t1_2_0 + b_j;
          t2[i * 24 + j + 3096] = t1_2_1 + b_j;
          t2[i * 24 + j + 4608] = t1_3_0 + b_j;
          t2[i * 24 + j + 4632] = t1_3_1 + b_j;
        }
      }
      // t28 = scan(0, t2, U1, v1)   [65, 8]   net.ts:7
      for (let i = 0; i < 8; i++) {
        t28[i] = 0;
        t28[i + 520] = 0;
        t28[i + 1040] = 0;
        t28[i + 1560] = 0;
      }
      for (let step = 0; step < 64; step++) {
        // t4 = state·U1ᵀ   [24]   net.ts:7
        // t5 = t4 + v1   [24]   net.ts:7
        for (let i = 0; i < 24; i += 2) {
          let t4_0_0 = 0;
          let t4_0_1 = 0;
          let t4_1_0 = 0;
          let t4_1_1 = 0;
          let t4_2_0 = 0;
          let t4_2_1 = 0;
          let t4_3_0 = 0;
          let t4_3_1 = 0;
          for (let j = 0; j < 8; j++) {
            const r_ij = U1[i * 8 + j]!;
            const t28_stepj = t28[step * 8 + j]!;
            t4_0_0 += r_ij * t28_stepj;
            const r_ij_2 = U1[i * 8 + j + 8]!;
            t4_0_1 += r_ij_2 * t28_stepj;
            const t28_stepj_2 = t28[step * 8 + j + 520]!;
            t4_1_0 += r_ij * t28_stepj_2;
            t4_1_1 += r_ij_2 * t28_stepj_2;
            const t28_stepj_3 = t28[step * 8 + j + 1040]!;
            t4_2_0 += r_ij * t28_stepj_3;
            t4_2_1 += r_ij_2 * t28_stepj_3;
            const t28_stepj_4 = t28[step * 8 + j + 1560]!;
            t4_3_0 += r_ij * t28_stepj_4;
            t4_3_1 += r_ij_2 * t28_stepj_4;
          }
          const r_i = v1[i]!;
          t5[i] = t4_0_0 + r_i;
          const r_i_2 = v1[i + 1]!;
          t5[i + 1] = t4_0_1 + r_i_2;
          t5[i + 24] = t4_1_0 + r_i;
          t5[i + 25] = t4_1_1 + r_i_2;
          t5[i + 48] = t4_2_0 + r_i;
          t5[i + 49] = t4_2_1 + r_i_2;
          t5[i + 72] = t4_3_0 + r_i;
          t5[i + 73] = t4_3_1 + r_i_2;
        }
        for (let i = 0; i < 8; i += 4) {
          // t3 = slice(x)   [8]   net.ts:7
          // t6 = slice(t5)   [8]   net.ts:7
          // t7 = t3 + t6   [8]   net.ts:7
          // t11 = σ(t7)   [8]   net.ts:7
          const t11_0_0 = 1 / (1 + Math.exp(-(t2[step * 24 + i + 8]! + t5[i + 8]!)));
          const t11_0_1 = 1 / (1 + Math.exp(-(t2[step * 24 + i + 9]! + t5[i + 9]!)));
          const t11_0_2 = 1 / (1 + Math.exp(-(t2[step * 24 + i + 10]! + t5[i + 10]!)));
          const t11_0_3 = 1 / (1 + Math.exp(-(t2[step * 24 + i + 11]! + t5[i + 11]!)));
          const t11_1_0 = 1 / (1 + Math.exp(-(t2[step * 24 + i + 1544]! + t5[i + 32]!)));
          const t11_1_1 = 1 / (1 + Math.exp(-(t2[step * 24 + i + 1545]! + t5[i + 33]!)));
          const t11_1_2 = 1 / (1 + Math.exp(-(t2[step * 24 + i + 1546]! + t5[i + 34]!)));
          const t11_1_3 = 1 / (1 + Math.exp(-(t2[step * 24 + i + 1547]! + t5[i + 35]!)));
          const t11_2_0 = 1 / (1 + Math.exp(-(t2[step * 24 + i + 3080]! + t5[i + 56]!)));
          const t11_2_1 = 1 / (1 + Math.exp(-(t2[step * 24 + i + 3081]! + t5[i + 57]!)));
          const t11_2_2 = 1 / (1 + Math.exp(-(t2[step * 24 + i + 3082]! + t5[i + 58]!)));
          const t11_2_3 = 1 / (1 + Math.exp(-(t2[step * 24 + i + 3083]! + t5[i + 59]!)));
          const t11_3_0 = 1 / (1 + Math.exp(-(t2[step * 24 + i + 4616]! + t5[i + 80]!)));
          const t11_3_1 = 1 / (1 + Math.exp(-(t2[step * 24 + i + 4617]! + t5[i + 81]!)));
          const t11_3_2 = 1 / (1 + Math.exp(-(t2[step * 24 + i + 4618]! + t5[i + 82]!)));
          const t11_3_3 = 1 / (1 + Math.exp(-(t2[step * 24 + i + 4619]! + t5[i + 83]!)));
          t28[step * 8 + i + 8] =
            (1 - t11_0_0) *
              Math.tanh(t2[step * 24 + i + 16]! + (1 / (1 + Math.exp(-(t2[step * 24 + i]! + t5[i]!)))) * t5[i + 16]!) +
            t11_0_0 * t28[step * 8 + i]!;
          t28[step * 8 + i + 9] =
            (1 - t11_0_1) *
              Math.tanh(
                t2[step * 24 + i + 17]! + (1 / (1 + Math.exp(-(t2[step * 24 + i + 1]! + t5[i + 1]!)))) * t5[i + 17]!,
              ) +
            t11_0_1 * t28[step * 8 + i + 1]!;
          t28[step * 8 + i + 10] =
            (1 - t11_0_2) *
              Math.tanh(
                t2[step * 24 + i + 18]! + (1 / (1 + Math.exp(-(t2[step * 24 + i + 2]! + t5[i + 2]!)))) * t5[i + 18]!,
              ) +
            t11_0_2 * t28[step * 8 + i + 2]!;
          t28[step * 8 + i + 11] =
            (1 - t11_0_3) *
              Math.tanh(
                t2[step * 24 + i + 19]! + (1 / (1 + Math.exp(-(t2[step * 24 + i + 3]! + t5[i + 3]!)))) * t5[i + 19]!,
              ) +
            t11_0_3 * t28[step * 8 + i + 3]!;
          t28[step * 8 + i + 528] =
            (1 - t11_1_0) *
              Math.tanh(
                t2[step * 24 + i + 1552]! +
                  (1 / (1 + Math.exp(-(t2[step * 24 + i + 1536]! + t5[i + 24]!)))) * t5[i + 40]!,
              ) +
            t11_1_0 * t28[step * 8 + i + 520]!;
          t28[step * 8 + i + 529] =
            (1 - t11_1_1) *
              Math.tanh(
                t2[step * 24 + i + 1553]! +
                  (1 / (1 + Math.exp(-(t2[step * 24 + i + 1537]! + t5[i + 25]!)))) * t5[i + 41]!,
              ) +
            t11_1_1 * t28[step * 8 + i + 521]!;
          t28[step * 8 + i + 530] =
            (1 - t11_1_2) *
              Math.tanh(
                t2[step * 24 + i + 1554]! +
                  (1 / (1 + Math.exp(-(t2[step * 24 + i + 1538]! + t5[i + 26]!)))) * t5[i + 42]!,
              ) +
            t11_1_2 * t28[step * 8 + i + 522]!;
          t28[step * 8 + i + 531] =
            (1 - t11_1_3) *
              Math.tanh(
                t2[step * 24 + i + 1555]! +
                  (1 / (1 + Math.exp(-(t2[step * 24 + i + 1539]! + t5[i + 27]!)))) * t5[i + 43]!,
              ) +
            t11_1_3 * t28[step * 8 + i + 523]!;
          t28[step * 8 + i + 1048] =
            (1 - t11_2_0) *
              Math.tanh(
                t2[step * 24 + i + 3088]! +
                  (1 / (1 + Math.exp(-(t2[step * 24 + i + 3072]! + t5[i + 48]!)))) * t5[i + 64]!,
              ) +
            t11_2_0 * t28[step * 8 + i + 1040]!;
          t28[step * 8 + i + 1049] =
            (1 - t11_2_1) *
              Math.tanh(
                t2[step * 24 + i + 3089]! +
                  (1 / (1 + Math.exp(-(t2[step * 24 + i + 3073]! + t5[i + 49]!)))) * t5[i + 65]!,
              ) +
            t11_2_1 * t28[step * 8 + i + 1041]!;
          t28[step * 8 + i + 1050] =
            (1 - t11_2_2) *
              Math.tanh(
                t2[step * 24 + i + 3090]! +
                  (1 / (1 + Math.exp(-(t2[step * 24 + i + 3074]! + t5[i + 50]!)))) * t5[i + 66]!,
              ) +
            t11_2_2 * t28[step * 8 + i + 1042]!;
          t28[step * 8 + i + 1051] =
            (1 - t11_2_3) *
              Math.tanh(
                t2[step * 24 + i + 3091]! +
                  (1 / (1 + Math.exp(-(t2[step * 24 + i + 3075]! + t5[i + 51]!)))) * t5[i + 67]!,
              ) +
            t11_2_3 * t28[step * 8 + i + 1043]!;
          t28[step * 8 + i + 1568] =
            (1 - t11_3_0) *
              Math.tanh(
                t2[step * 24 + i + 4624]! +
                  (1 / (1 + Math.exp(-(t2[step * 24 + i + 4608]! + t5[i + 72]!)))) * t5[i + 88]!,
              ) +
            t11_3_0 * t28[step * 8 + i + 1560]!;
          t28[step * 8 + i + 1569] =
            (1 - t11_3_1) *
              Math.tanh(
                t2[step * 24 + i + 4625]! +
                  (1 / (1 + Math.exp(-(t2[step * 24 + i + 4609]! + t5[i + 73]!)))) * t5[i + 89]!,
              ) +
            t11_3_1 * t28[step * 8 + i + 1561]!;
          t28[step * 8 + i + 1570] =
            (1 - t11_3_2) *
              Math.tanh(
                t2[step * 24 + i + 4626]! +
                  (1 / (1 + Math.exp(-(t2[step * 24 + i + 4610]! + t5[i + 74]!)))) * t5[i + 90]!,
              ) +
            t11_3_2 * t28[step * 8 + i + 1562]!;
          t28[step * 8 + i + 1571] =
            (1 - t11_3_3) *
              Math.tanh(
                t2[step * 24 + i + 4627]! +
                  (1 / (1 + Math.exp(-(t2[step * 24 + i + 4611]! + t5[i + 75]!)))) * t5[i + 91]!,
              ) +
            t11_3_3 * t28[step * 8 + i + 1563]!;
        }
      }
      // memory = slice(t28)   [64, 8]   net.ts:7
      // t29 = memory·W2 {nmi,oi->nmo}   [64, 1]   net.ts:8
      // t30 = t29 + b2   [64, 1]   net.ts:8
      // ŷ = t30 + x   [64, 1]   net.ts:8
      for (let i = 0; i < 64; i += 2) {
        let t29_0_0 = 0;
        let t29_0_1 = 0;
        let t29_1_0 = 0;
        let t29_1_1 = 0;
        let t29_2_0 = 0;
        let t29_2_1 = 0;
        let t29_3_0 = 0;
        let t29_3_1 = 0;
        for (let k = 0; k < 8; k++) {
          const w_k = W2[k]!;
          t29_0_0 += t28[i * 8 + k + 8]! * w_k;
          t29_0_1 += t28[i * 8 + k + 16]! * w_k;
          t29_1_0 += t28[i * 8 + k + 528]! * w_k;
          t29_1_1 += t28[i * 8 + k + 536]! * w_k;
          t29_2_0 += t28[i * 8 + k + 1048]! * w_k;
          t29_2_1 += t28[i * 8 + k + 1056]! * w_k;
          t29_3_0 += t28[i * 8 + k + 1568]! * w_k;
          t29_3_1 += t28[i * 8 + k + 1576]! * w_k;
        }
        yHat[n * 64 + i] = t29_0_0 + b_0 + x[n * 64 + i]!;
        yHat[n * 64 + i + 1] = t29_0_1 + b_0 + x[n * 64 + i + 1]!;
        yHat[n * 64 + i + 64] = t29_1_0 + b_0 + x[n * 64 + i + 64]!;
        yHat[n * 64 + i + 65] = t29_1_1 + b_0 + x[n * 64 + i + 65]!;
        yHat[n * 64 + i + 128] = t29_2_0 + b_0 + x[n * 64 + i + 128]!;
        yHat[n * 64 + i + 129] = t29_2_1 + b_0 + x[n * 64 + i + 129]!;
        yHat[n * 64 + i + 192] = t29_3_0 + b_0 + x[n * 64 + i + 192]!;
        yHat[n * 64 + i + 193] = t29_3_1 + b_0 + x[n * 64 + i + 193]!;
      }
    }
    for (let n = count - (count % 4); n < count; n++) {
      // t1 = x·W1 {nti,oi->nto}   [64, 24]   net.ts:7
      // t2 = t1 + b1   [64, 24]   net.ts:7
      for (let i = 0; i < 64; i += 4) {
        const x_ni = x[n * 64 + i]!;
        const x_ni_2 = x[n * 64 + i + 1]!;
        const x_ni_3 = x[n * 64 + i + 2]!;
        const x_ni_4 = x[n * 64 + i + 3]!;
        for (let j = 0; j < 24; j += 2) {
          let t1_0_0 = 0;
          let t1_0_1 = 0;
          let t1_1_0 = 0;
          let t1_1_1 = 0;
          let t1_2_0 = 0;
          let t1_2_1 = 0;
          let t1_3_0 = 0;
          let t1_3_1 = 0;
          const w_j = W1[j]!;
          t1_0_0 += x_ni * w_j;
          const w_j_2 = W1[j + 1]!;
          t1_0_1 += x_ni * w_j_2;
          t1_1_0 += x_ni_2 * w_j;
          t1_1_1 += x_ni_2 * w_j_2;
          t1_2_0 += x_ni_3 * w_j;
          t1_2_1 += x_ni_3 * w_j_2;
          t1_3_0 += x_ni_4 * w_j;
          t1_3_1 += x_ni_4 * w_j_2;
          const b_j = b1[j]!;
          t2[i * 24 + j] = t1_0_0 + b_j;
          const b_j_2 = b1[j + 1]!;
          t2[i * 24 + j + 1] = t1_0_1 + b_j_2;
          t2[i * 24 + j + 24] = t1_1_0 + b_j;
          t2[i * 24 + j + 25] = t1_1_1 + b_j_2;
          t2[i * 24 + j + 48] = t1_2_0 + b_j;
          t2[i * 24 + j + 49] = t1_2_1 + b_j_2;
          t2[i * 24 + j + 72] = t1_3_0 + b_j;
          t2[i * 24 + j + 73] = t1_3_1 + b_j_2;
        }
      }
      // t28 = scan(0, t2, U1, v1)   [65, 8]   net.ts:7
      for (let i = 0; i < 8; i += 2) {
        t28[i] = 0;
        t28[i + 1] = 0;
      }
      for (let step = 0; step < 64; step++) {
        // t4 = state·U1ᵀ   [24]   net.ts:7
        // t5 = t4 + v1   [24]   net.ts:7
        for (let i = 0; i < 24; i += 4) {
          let t4_0 = 0;
          let t4_1 = 0;
          let t4_2 = 0;
          let t4_3 = 0;
          for (let j = 0; j < 8; j++) {
            const t28_stepj = t28[step * 8 + j]!;
            t4_0 += U1[i * 8 + j]! * t28_stepj;
            t4_1 += U1[i * 8 + j + 8]! * t28_stepj;
            t4_2 += U1[i * 8 + j + 16]! * t28_stepj;
            t4_3 += U1[i * 8 + j + 24]! * t28_stepj;
          }
          t5[i] = t4_0 + v1[i]!;
          t5[i + 1] = t4_1 + v1[i + 1]!;
          t5[i + 2] = t4_2 + v1[i + 2]!;
          t5[i + 3] = t4_3 + v1[i + 3]!;
        }
        for (let i = 0; i < 8; i += 4) {
          // t3 = slice(x)   [8]   net.ts:7
          // t6 = slice(t5)   [8]   net.ts:7
          // t7 = t3 + t6   [8]   net.ts:7
          // t11 = σ(t7)   [8]   net.ts:7
          const t11_0 = 1 / (1 + Math.exp(-(t2[step * 24 + i + 8]! + t5[i + 8]!)));
          const t11_1 = 1 / (1 + Math.exp(-(t2[step * 24 + i + 9]! + t5[i + 9]!)));
          const t11_2 = 1 / (1 + Math.exp(-(t2[step * 24 + i + 10]! + t5[i + 10]!)));
          const t11_3 = 1 / (1 + Math.exp(-(t2[step * 24 + i + 11]! + t5[i + 11]!)));
          t28[step * 8 + i + 8] =
            (1 - t11_0) *
              Math.tanh(t2[step * 24 + i + 16]! + (1 / (1 + Math.exp(-(t2[step * 24 + i]! + t5[i]!)))) * t5[i + 16]!) +
            t11_0 * t28[step * 8 + i]!;
          t28[step * 8 + i + 9] =
            (1 - t11_1) *
              Math.tanh(
                t2[step * 24 + i + 17]! + (1 / (1 + Math.exp(-(t2[step * 24 + i + 1]! + t5[i + 1]!)))) * t5[i + 17]!,
              ) +
            t11_1 * t28[step * 8 + i + 1]!;
          t28[step * 8 + i + 10] =
            (1 - t11_2) *
              Math.tanh(
                t2[step * 24 + i + 18]! + (1 / (1 + Math.exp(-(t2[step * 24 + i + 2]! + t5[i + 2]!)))) * t5[i + 18]!,
              ) +
            t11_2 * t28[step * 8 + i + 2]!;
          t28[step * 8 + i + 11] =
            (1 - t11_3) *
              Math.tanh(
                t2[step * 24 + i + 19]! + (1 / (1 + Math.exp(-(t2[step * 24 + i + 3]! + t5[i + 3]!)))) * t5[i + 19]!,
              ) +
            t11_3 * t28[step * 8 + i + 3]!;
        }
      }
      // memory = slice(t28)   [64, 8]   net.ts:7
      // t29 = memory·W2 {nmi,oi->nmo}   [64, 1]   net.ts:8
      // t30 = t29 + b2   [64, 1]   net.ts:8
      // ŷ = t30 + x   [64, 1]   net.ts:8
      for (let i = 0; i < 64; i += 4) {
        let t29_0 = 0;
        let t29_1 = 0;
        let t29_2 = 0;
        let t29_3 = 0;
        for (let k = 0; k < 8; k++) {
          const w_k = W2[k]!;
          t29_0 += t28[i * 8 + k + 8]! * w_k;
          t29_1 += t28[i * 8 + k + 16]! * w_k;
          t29_2 += t28[i * 8 + k + 24]! * w_k;
          t29_3 += t28[i * 8 + k + 32]! * w_k;
        }
        yHat[n * 64 + i] = t29_0 + b_0 + x[n * 64 + i]!;
        yHat[n * 64 + i + 1] = t29_1 + b_0 + x[n * 64 + i + 1]!;
        yHat[n * 64 + i + 2] = t29_2 + b_0 + x[n * 64 + i + 2]!;
        yHat[n * 64 + i + 3] = t29_3 + b_0 + x[n * 64 + i + 3]!;
      }
    }
  }

  /** The next `count` steps of a stream, in inference mode: reads a step of each sequence after another, writes the outputs of each, and leaves the states in `carry` for the call that follows. Allocates nothing. */
  function process(x: Float64Array = xStep, yHat: Float64Array = yHatStep, count: number = 1): void {
    checkSteps(inputs[0]!, x, count, 1);
    checkSteps(outputs[0]!, yHat, count, 1);
    const { W1, b1, t2, memoryState, U1, t5, W2 } = views;
    const b_0 = b2[0]!;
    for (let n = 0; n < count; n++) {
      // t1 = x·W1ᵀ   [24]   net.ts:7
      // t2 = t1 + b1   [24]   net.ts:7
      const x_n = x[n]!;
      for (let i = 0; i < 24; i += 2) {
        let t1_0 = 0;
        let t1_1 = 0;
        t1_0 += x_n * W1[i]!;
        t1_1 += x_n * W1[i + 1]!;
        t2[i] = t1_0 + b1[i]!;
        t2[i + 1] = t1_1 + b1[i + 1]!;
      }
      // t4 = memoryState·U1ᵀ   [24]   net.ts:7
      // t5 = t4 + v1   [24]   net.ts:7
      for (let i = 0; i < 24; i += 4) {
        let t4_0 = 0;
        let t4_1 = 0;
        let t4_2 = 0;
        let t4_3 = 0;
        for (let j = 0; j < 8; j++) {
          const memoryState_j = memoryState[j]!;
          t4_0 += U1[i * 8 + j]! * memoryState_j;
          t4_1 += U1[i * 8 + j + 8]! * memoryState_j;
          t4_2 += U1[i * 8 + j + 16]! * memoryState_j;
          t4_3 += U1[i * 8 + j + 24]! * memoryState_j;
        }
        t5[i] = t4_0 + v1[i]!;
        t5[i + 1] = t4_1 + v1[i + 1]!;
        t5[i + 2] = t4_2 + v1[i + 2]!;
        t5[i + 3] = t4_3 + v1[i + 3]!;
      }
      for (let i = 0; i < 8; i += 2) {
        // t3 = slice(t2)   [8]   net.ts:7
        // t6 = slice(t5)   [8]   net.ts:7
        // t7 = t3 + t6   [8]   net.ts:7
        // t11 = σ(t7)   [8]   net.ts:7
        const t11_0 = 1 / (1 + Math.exp(-(t2[i + 8]! + t5[i + 8]!)));
        const t11_1 = 1 / (1 + Math.exp(-(t2[i + 9]! + t5[i + 9]!)));
        // t12 = 1 − t11   [8]   net.ts:7
        // t13 = slice(t2)   [8]   net.ts:7
        // t14 = slice(t2)   [8]   net.ts:7
        // t15 = slice(t5)   [8]   net.ts:7
        // t16 = t14 + t15   [8]   net.ts:7
        // t20 = σ(t16)   [8]   net.ts:7
        // t21 = slice(t5)   [8]   net.ts:7
        // t22 = t20 * t21   [8]   net.ts:7
        // t23 = t13 + t22   [8]   net.ts:7
        // t24 = tanh(t23)   [8]   net.ts:7
        // t25 = t12 * t24   [8]   net.ts:7
        // t26 = t11 * memoryState   [8]   net.ts:7
        // memoryState ← t25 + t26   [8]   net.ts:7
        memoryState[i] =
          (1 - t11_0) * Math.tanh(t2[i + 16]! + (1 / (1 + Math.exp(-(t2[i]! + t5[i]!)))) * t5[i + 16]!) +
          t11_0 * memoryState[i]!;
        memoryState[i + 1] =
          (1 - t11_1) * Math.tanh(t2[i + 17]! + (1 / (1 + Math.exp(-(t2[i + 1]! + t5[i + 1]!)))) * t5[i + 17]!) +
          t11_1 * memoryState[i + 1]!;
      }
      // memory = slice(t27)   [8]   net.ts:7
      // t29 = memory·W2ᵀ   [1]   net.ts:8
      // t30 = t29 + b2   [1]   net.ts:8
      // ŷ = t30 + x   [1]   net.ts:8
      let t29 = 0;
      for (let j = 0; j < 8; j++) {
        t29 += memoryState[j]! * W2[j]!;
      }
      yHat[n] = t29 + b_0 + x_n;
    }
  }

  /** Backpropagation over `count` examples: writes ∇J to `gradient` and J to `loss[0]`, regulariser included. Allocates nothing. */
  function backward(x: Float64Array = buffers.x, y: Float64Array = buffers.y, count: number = 1): void {
    check("backward", inputs[0]!, x, count);
    check("backward", inputs[1]!, y, count);
    const {
      W1,
      b1,
      t2,
      t28,
      U1,
      t5,
      W2,
      yHatBar,
      t34,
      b2_allBar,
      t28Bar,
      scan,
      t5_2,
      t11_2,
      t12,
      t20,
      t24,
      mul_5,
      pad,
      pad_2,
      pad_3,
      add_3,
      add,
      logistic,
      sub,
      logistic_2,
      tanh,
      mul_5_2,
      pad_4,
      pad_2_2,
      pad_3_2,
      pad_4_2,
      add_8,
      add_9,
      b1_allBar,
    } = views;
    // b2_allBar = 0   [64, 1]   net.ts:8
    for (let i = 0; i < 64; i += 2) {
      b2_allBar[i] = 0;
      b2_allBar[i + 1] = 0;
    }
    // W̄2 = 0   [1, 8]   net.ts:8
    for (let j = 0; j < 8; j += 2) {
      dW2[j] = 0;
      dW2[j + 1] = 0;
    }
    // v̄1 = 0   [24]   net.ts:7
    for (let i = 0; i < 24; i += 2) {
      dv1[i] = 0;
      dv1[i + 1] = 0;
    }
    // Ū1 = 0   [24, 8]   net.ts:7
    for (let i = 0; i < 192; i += 2) {
      dU1[i] = 0;
      dU1[i + 1] = 0;
    }
    // b1_allBar = 0   [64, 24]   net.ts:7
    for (let i = 0; i < 1536; i += 2) {
      b1_allBar[i] = 0;
      b1_allBar[i + 1] = 0;
    }
    // W̄1 = 0   [24, 1]   net.ts:7
    for (let i = 0; i < 24; i += 2) {
      dW1[i] = 0;
      dW1[i + 1] = 0;
    }
    // total = 0
    let total = 0;
    const b_0 = b2[0]!;
    for (let n = 0; n < count; n++) {
      // t1 = x·W1 {nti,oi->nto}   [64, 24]   net.ts:7
      // t2 = t1 + b1   [64, 24]   net.ts:7
      for (let i = 0; i < 64; i += 4) {
        const x_ni = x[n * 64 + i]!;
        const x_ni_2 = x[n * 64 + i + 1]!;
        const x_ni_3 = x[n * 64 + i + 2]!;
        const x_ni_4 = x[n * 64 + i + 3]!;
        for (let j = 0; j < 24; j += 2) {
          let t1_0_0 = 0;
          let t1_0_1 = 0;
          let t1_1_0 = 0;
          let t1_1_1 = 0;
          let t1_2_0 = 0;
          let t1_2_1 = 0;
          let t1_3_0 = 0;
          let t1_3_1 = 0;
          const w_j = W1[j]!;
          t1_0_0 += x_ni * w_j;
          const w_j_2 = W1[j + 1]!;
          t1_0_1 += x_ni * w_j_2;
          t1_1_0 += x_ni_2 * w_j;
          t1_1_1 += x_ni_2 * w_j_2;
          t1_2_0 += x_ni_3 * w_j;
          t1_2_1 += x_ni_3 * w_j_2;
          t1_3_0 += x_ni_4 * w_j;
          t1_3_1 += x_ni_4 * w_j_2;
          const b_j = b1[j]!;
          t2[i * 24 + j] = t1_0_0 + b_j;
          const b_j_2 = b1[j + 1]!;
          t2[i * 24 + j + 1] = t1_0_1 + b_j_2;
          t2[i * 24 + j + 24] = t1_1_0 + b_j;
          t2[i * 24 + j + 25] = t1_1_1 + b_j_2;
          t2[i * 24 + j + 48] = t1_2_0 + b_j;
          t2[i * 24 + j + 49] = t1_2_1 + b_j_2;
          t2[i * 24 + j + 72] = t1_3_0 + b_j;
          t2[i * 24 + j + 73] = t1_3_1 + b_j_2;
        }
      }
      // t28 = scan(0, t2, U1, v1)   [65, 8]   net.ts:7
      for (let i = 0; i < 8; i += 2) {
        t28[i] = 0;
        t28[i + 1] = 0;
      }
      for (let step = 0; step < 64; step++) {
        // t4 = state·U1ᵀ   [24]   net.ts:7
        // t5 = t4 + v1   [24]   net.ts:7
        for (let i = 0; i < 24; i += 4) {
          let t4_0 = 0;
          let t4_1 = 0;
          let t4_2 = 0;
          let t4_3 = 0;
          for (let j = 0; j < 8; j++) {
            const t28_stepj = t28[step * 8 + j]!;
            t4_0 += U1[i * 8 + j]! * t28_stepj;
            t4_1 += U1[i * 8 + j + 8]! * t28_stepj;
            t4_2 += U1[i * 8 + j + 16]! * t28_stepj;
            t4_3 += U1[i * 8 + j + 24]! * t28_stepj;
          }
          t5[i] = t4_0 + v1[i]!;
          t5[i + 1] = t4_1 + v1[i + 1]!;
          t5[i + 2] = t4_2 + v1[i + 2]!;
          t5[i + 3] = t4_3 + v1[i + 3]!;
        }
        for (let i = 0; i < 8; i += 4) {
          // t3 = slice(x)   [8]   net.ts:7
          // t6 = slice(t5)   [8]   net.ts:7
          // t7 = t3 + t6   [8]   net.ts:7
          // t11 = σ(t7)   [8]   net.ts:7
          const t11_0 = 1 / (1 + Math.exp(-(t2[step * 24 + i + 8]! + t5[i + 8]!)));
          const t11_1 = 1 / (1 + Math.exp(-(t2[step * 24 + i + 9]! + t5[i + 9]!)));
          const t11_2_2 = 1 / (1 + Math.exp(-(t2[step * 24 + i + 10]! + t5[i + 10]!)));
          const t11_3 = 1 / (1 + Math.exp(-(t2[step * 24 + i + 11]! + t5[i + 11]!)));
          t28[step * 8 + i + 8] =
            (1 - t11_0) *
              Math.tanh(t2[step * 24 + i + 16]! + (1 / (1 + Math.exp(-(t2[step * 24 + i]! + t5[i]!)))) * t5[i + 16]!) +
            t11_0 * t28[step * 8 + i]!;
          t28[step * 8 + i + 9] =
            (1 - t11_1) *
              Math.tanh(
                t2[step * 24 + i + 17]! + (1 / (1 + Math.exp(-(t2[step * 24 + i + 1]! + t5[i + 1]!)))) * t5[i + 17]!,
              ) +
            t11_1 * t28[step * 8 + i + 1]!;
          t28[step * 8 + i + 10] =
            (1 - t11_2_2) *
              Math.tanh(
                t2[step * 24 + i + 18]! + (1 / (1 + Math.exp(-(t2[step * 24 + i + 2]! + t5[i + 2]!)))) * t5[i + 18]!,
              ) +
            t11_2_2 * t28[step * 8 + i + 2]!;
          t28[step * 8 + i + 11] =
            (1 - t11_3) *
              Math.tanh(
                t2[step * 24 + i + 19]! + (1 / (1 + Math.exp(-(t2[step * 24 + i + 3]! + t5[i + 3]!)))) * t5[i + 19]!,
              ) +
            t11_3 * t28[step * 8 + i + 3]!;
        }
      }
      // memory = slice(t28)   [64, 8]   net.ts:7
      // t29 = memory·W2 {nmi,oi->nmo}   [64, 1]   net.ts:8
      // t30 = t29 + b2   [64, 1]   net.ts:8
      // ŷ = t30 + x   [64, 1]   net.ts:8
      // t32 = slice(ŷ)   [48, 1]   net.ts:17
      // t33 = slice(y)   [48, 1]   net.ts:17
      // t34 = t32 − t33   [48, 1]   net.ts:17
      for (let i = 0; i < 48; i += 4) {
        let t29_0 = 0;
        let t29_1 = 0;
        let t29_2 = 0;
        let t29_3 = 0;
        for (let k = 0; k < 8; k++) {
          const w_k = W2[k]!;
          t29_0 += t28[i * 8 + k + 136]! * w_k;
          t29_1 += t28[i * 8 + k + 144]! * w_k;
          t29_2 += t28[i * 8 + k + 152]! * w_k;
          t29_3 += t28[i * 8 + k + 160]! * w_k;
        }
        t34[i] = t29_0 + b_0 + x[n * 64 + i + 16]! - y[n * 64 + i + 16]!;
        t34[i + 1] = t29_1 + b_0 + x[n * 64 + i + 17]! - y[n * 64 + i + 17]!;
        t34[i + 2] = t29_2 + b_0 + x[n * 64 + i + 18]! - y[n * 64 + i + 18]!;
        t34[i + 3] = t29_3 + b_0 + x[n * 64 + i + 19]! - y[n * 64 + i + 19]!;
      }
      // t̄34 = 0.041666666666666664 * t34   [48, 1]   net.ts:17
      // ŷ̄ = pad(t̄34)   [64, 1]   net.ts:17
      for (let i = 0; i < 64; i += 2) {
        yHatBar[i] = 0;
        yHatBar[i + 1] = 0;
      }
      for (let i = 0; i < 48; i += 2) {
        yHatBar[i + 16] = 0.041666666666666664 * t34[i]!;
        yHatBar[i + 17] = 0.041666666666666664 * t34[i + 1]!;
      }
      // b2_allBar = Σ ŷ̄   [64, 1]   net.ts:8
      for (let i = 0; i < 64; i += 4) {
        b2_allBar[i]! += yHatBar[i]!;
        b2_allBar[i + 1]! += yHatBar[i + 1]!;
        b2_allBar[i + 2]! += yHatBar[i + 2]!;
        b2_allBar[i + 3]! += yHatBar[i + 3]!;
      }
      // memory = slice(t28)   [64, 8]   net.ts:7
      // W̄2 = ŷ̄·memory {nmo,nmi->oi}   [1, 8]   net.ts:8
      for (let j = 0; j < 8; j += 4) {
        let W2Bar_0 = 0;
        let W2Bar_1 = 0;
        let W2Bar_2 = 0;
        let W2Bar_3 = 0;
        for (let k = 0; k < 64; k++) {
          const yHatBar_k = yHatBar[k]!;
          W2Bar_0 += yHatBar_k * t28[k * 8 + j + 8]!;
          W2Bar_1 += yHatBar_k * t28[k * 8 + j + 9]!;
          W2Bar_2 += yHatBar_k * t28[k * 8 + j + 10]!;
          W2Bar_3 += yHatBar_k * t28[k * 8 + j + 11]!;
        }
        dW2[j]! += W2Bar_0;
        dW2[j + 1]! += W2Bar_1;
        dW2[j + 2]! += W2Bar_2;
        dW2[j + 3]! += W2Bar_3;
      }
      // m̅e̅m̅o̅r̅y̅ = ŷ̄·W2 {nmo,oi->nmi}   [64, 8]   net.ts:8
      // t̄28 = pad(m̅e̅m̅o̅r̅y̅)   [65, 8]   net.ts:7
      for (let i = 0; i < 520; i += 2) {
        t28Bar[i] = 0;
        t28Bar[i + 1] = 0;
      }
      for (let i = 0; i < 64; i += 4) {
        const yHatBar_i = yHatBar[i]!;
        const yHatBar_i_2 = yHatBar[i + 1]!;
        const yHatBar_i_3 = yHatBar[i + 2]!;
        const yHatBar_i_4 = yHatBar[i + 3]!;
        for (let j = 0; j < 8; j += 2) {
          let memoryBar_0_0 = 0;
          let memoryBar_0_1 = 0;
          let memoryBar_1_0 = 0;
          let memoryBar_1_1 = 0;
          let memoryBar_2_0 = 0;
          let memoryBar_2_1 = 0;
          let memoryBar_3_0 = 0;
          let memoryBar_3_1 = 0;
          const w_j = W2[j]!;
          memoryBar_0_0 += yHatBar_i * w_j;
          const w_j_2 = W2[j + 1]!;
          memoryBar_0_1 += yHatBar_i * w_j_2;
          memoryBar_1_0 += yHatBar_i_2 * w_j;
          memoryBar_1_1 += yHatBar_i_2 * w_j_2;
          memoryBar_2_0 += yHatBar_i_3 * w_j;
          memoryBar_2_1 += yHatBar_i_3 * w_j_2;
          memoryBar_3_0 += yHatBar_i_4 * w_j;
          memoryBar_3_1 += yHatBar_i_4 * w_j_2;
          t28Bar[i * 8 + j + 8] = memoryBar_0_0;
          t28Bar[i * 8 + j + 9] = memoryBar_0_1;
          t28Bar[i * 8 + j + 16] = memoryBar_1_0;
          t28Bar[i * 8 + j + 17] = memoryBar_1_1;
          t28Bar[i * 8 + j + 24] = memoryBar_2_0;
          t28Bar[i * 8 + j + 25] = memoryBar_2_1;
          t28Bar[i * 8 + j + 32] = memoryBar_3_0;
          t28Bar[i * 8 + j + 33] = memoryBar_3_1;
        }
      }
      // scan = scan(reshape(slice(t̄28)), slice(t̄28), slice(t28), slice(t2), U1, v1)   [65, 8]   net.ts:7
      for (let i = 0; i < 8; i += 2) {
        scan[i] = t28Bar[i + 512]!;
        scan[i + 1] = t28Bar[i + 513]!;
      }
      for (let step2 = 0; step2 < 64; step2++) {
        // t4 = state·U1ᵀ   [24]   net.ts:7
        // t5 = t4 + v1   [24]   net.ts:7
        for (let i = 0; i < 24; i += 4) {
          let t4_2_0 = 0;
          let t4_2_1 = 0;
          let t4_2_2 = 0;
          let t4_2_3 = 0;
          for (let j = 0; j < 8; j++) {
            const t28_step2j = t28[step2 * -8 + j + 504]!;
            t4_2_0 += U1[i * 8 + j]! * t28_step2j;
            t4_2_1 += U1[i * 8 + j + 8]! * t28_step2j;
            t4_2_2 += U1[i * 8 + j + 16]! * t28_step2j;
            t4_2_3 += U1[i * 8 + j + 24]! * t28_step2j;
          }
          t5_2[i] = t4_2_0 + v1[i]!;
          t5_2[i + 1] = t4_2_1 + v1[i + 1]!;
          t5_2[i + 2] = t4_2_2 + v1[i + 2]!;
          t5_2[i + 3] = t4_2_3 + v1[i + 3]!;
        }
        for (let i = 0; i < 8; i += 2) {
          // t3 = slice(x)   [8]   net.ts:7
          // t6 = slice(t5)   [8]   net.ts:7
          // t7 = t3 + t6   [8]   net.ts:7
          // t11 = σ(t7)   [8]   net.ts:7
          const t11_2_i_0 = 1 / (1 + Math.exp(-(t2[step2 * -24 + i + 1520]! + t5_2[i + 8]!)));
          const t11_2_i_1 = 1 / (1 + Math.exp(-(t2[step2 * -24 + i + 1521]! + t5_2[i + 9]!)));
          t11_2[i] = t11_2_i_0;
          t11_2[i + 1] = t11_2_i_1;
          // t12 = 1 − t11   [8]   net.ts:7
          const t12_i_0 = 1 - t11_2_i_0;
          const t12_i_1 = 1 - t11_2_i_1;
          t12[i] = t12_i_0;
          t12[i + 1] = t12_i_1;
          // t14 = slice(x)   [8]   net.ts:7
          // t15 = slice(t5)   [8]   net.ts:7
          // t16 = t14 + t15   [8]   net.ts:7
          // t20 = σ(t16)   [8]   net.ts:7
          const t20_i_0 = 1 / (1 + Math.exp(-(t2[step2 * -24 + i + 1512]! + t5_2[i]!)));
          const t20_i_1 = 1 / (1 + Math.exp(-(t2[step2 * -24 + i + 1513]! + t5_2[i + 1]!)));
          t20[i] = t20_i_0;
          t20[i + 1] = t20_i_1;
          // t13 = slice(x)   [8]   net.ts:7
          // t21 = slice(t5)   [8]   net.ts:7
          // t22 = t20 * t21   [8]   net.ts:7
          // t23 = t13 + t22   [8]   net.ts:7
          // t24 = tanh(t23)   [8]   net.ts:7
          const t24_i_0 = Math.tanh(t2[step2 * -24 + i + 1528]! + t20_i_0 * t5_2[i + 16]!);
          const t24_i_1 = Math.tanh(t2[step2 * -24 + i + 1529]! + t20_i_1 * t5_2[i + 17]!);
          t24[i] = t24_i_0;
          t24[i + 1] = t24_i_1;
          // mul.5 = stateBar * t12 * (1 − t24²)   [8]   net.ts:7
          mul_5[i] = scan[step2 * 8 + i]! * t12_i_0 * (1 - t24_i_0 * t24_i_0);
          mul_5[i + 1] = scan[step2 * 8 + i + 1]! * t12_i_1 * (1 - t24_i_1 * t24_i_1);
        }
        // pad = pad(mul.5 * t20)   [24]   net.ts:7
        for (let i = 0; i < 24; i += 2) {
          pad[i] = 0;
          pad[i + 1] = 0;
        }
        for (let i = 0; i < 8; i += 2) {
          pad[i + 16] = mul_5[i]! * t20[i]!;
          pad[i + 17] = mul_5[i + 1]! * t20[i + 1]!;
        }
        // t21 = slice(t5)   [8]   net.ts:7
        // pad.2 = pad(mul.5 * t21 * (t20 * (1 − t20)))   [24]   net.ts:7
        for (let i = 0; i < 24; i += 2) {
          pad_2[i] = 0;
          pad_2[i + 1] = 0;
        }
        for (let i = 0; i < 8; i += 2) {
          const t20_i = t20[i]!;
          pad_2[i] = mul_5[i]! * t5_2[i + 16]! * (t20_i * (1 - t20_i));
          const t20_i_2 = t20[i + 1]!;
          pad_2[i + 1] = mul_5[i + 1]! * t5_2[i + 17]! * (t20_i_2 * (1 - t20_i_2));
        }
        // pad.3 = pad((stateBar * state − stateBar * t24) * (t11 * t12))   [24]   net.ts:7
        for (let i = 0; i < 24; i += 2) {
          pad_3[i] = 0;
          pad_3[i + 1] = 0;
        }
        for (let i = 0; i < 8; i += 2) {
          const scan_step2i = scan[step2 * 8 + i]!;
          pad_3[i + 8] = (scan_step2i * t28[step2 * -8 + i + 504]! - scan_step2i * t24[i]!) * (t11_2[i]! * t12[i]!);
          const scan_step2i_2 = scan[step2 * 8 + i + 1]!;
          pad_3[i + 9] =
            (scan_step2i_2 * t28[step2 * -8 + i + 505]! - scan_step2i_2 * t24[i + 1]!) * (t11_2[i + 1]! * t12[i + 1]!);
        }
        // add.3 = pad(mul.5 * t20) + pad(mul.5 * t21 * (t20 * (1 − t20))) + pad((stateBar * state − stateBar * t24) * (t11 * t12))   [24]   net.ts:7
        for (let i = 0; i < 24; i += 2) {
          add_3[i] = pad[i]! + pad_2[i]! + pad_3[i]!;
          add_3[i + 1] = pad[i + 1]! + pad_2[i + 1]! + pad_3[i + 1]!;
        }
        for (let i = 0; i < 8; i += 4) {
          let contract_0 = 0;
          let contract_1 = 0;
          let contract_2 = 0;
          let contract_3 = 0;
          for (let j = 0; j < 24; j++) {
            const add_3_j = add_3[j]!;
            contract_0 += add_3_j * U1[j * 8 + i]!;
            contract_1 += add_3_j * U1[j * 8 + i + 1]!;
            contract_2 += add_3_j * U1[j * 8 + i + 2]!;
            contract_3 += add_3_j * U1[j * 8 + i + 3]!;
          }
          scan[step2 * 8 + i + 8] = t28Bar[step2 * -8 + i + 504]! + (scan[step2 * 8 + i]! * t11_2[i]! + contract_0);
          scan[step2 * 8 + i + 9] =
            t28Bar[step2 * -8 + i + 505]! + (scan[step2 * 8 + i + 1]! * t11_2[i + 1]! + contract_1);
          scan[step2 * 8 + i + 10] =
            t28Bar[step2 * -8 + i + 506]! + (scan[step2 * 8 + i + 2]! * t11_2[i + 2]! + contract_2);
          scan[step2 * 8 + i + 11] =
            t28Bar[step2 * -8 + i + 507]! + (scan[step2 * 8 + i + 3]! * t11_2[i + 3]! + contract_3);
        }
      }
      // transpose = slice(t28)ᵀ   [64, 8]   net.ts:7
      // add = U1·transpose {oi,mni->mno} + v1   [64, 24]   net.ts:7
      for (let i = 0; i < 64; i += 4) {
        for (let j = 0; j < 24; j++) {
          let contract_2_0 = 0;
          let contract_2_1 = 0;
          let contract_2_2 = 0;
          let contract_2_3 = 0;
          for (let k = 0; k < 8; k++) {
            const r_jk = U1[j * 8 + k]!;
            contract_2_0 += r_jk * t28[i * 8 + k]!;
            contract_2_1 += r_jk * t28[i * 8 + k + 8]!;
            contract_2_2 += r_jk * t28[i * 8 + k + 16]!;
            contract_2_3 += r_jk * t28[i * 8 + k + 24]!;
          }
          const r_j = v1[j]!;
          add[i * 24 + j] = contract_2_0 + r_j;
          add[i * 24 + j + 24] = contract_2_1 + r_j;
          add[i * 24 + j + 48] = contract_2_2 + r_j;
          add[i * 24 + j + 72] = contract_2_3 + r_j;
        }
      }
      for (let i = 0; i < 64; i += 4) {
        for (let j = 0; j < 8; j += 2) {
          // transpose.2 = t2ᵀ   [64, 24]   net.ts:7
          // logistic = σ(slice(transpose.2) + slice(add))   [64, 8]   net.ts:7
          const logistic_ij_0_0 = 1 / (1 + Math.exp(-(t2[i * 24 + j + 8]! + add[i * 24 + j + 8]!)));
          const logistic_ij_0_1 = 1 / (1 + Math.exp(-(t2[i * 24 + j + 9]! + add[i * 24 + j + 9]!)));
          const logistic_ij_1_0 = 1 / (1 + Math.exp(-(t2[i * 24 + j + 32]! + add[i * 24 + j + 32]!)));
          const logistic_ij_1_1 = 1 / (1 + Math.exp(-(t2[i * 24 + j + 33]! + add[i * 24 + j + 33]!)));
          const logistic_ij_2_0 = 1 / (1 + Math.exp(-(t2[i * 24 + j + 56]! + add[i * 24 + j + 56]!)));
          const logistic_ij_2_1 = 1 / (1 + Math.exp(-(t2[i * 24 + j + 57]! + add[i * 24 + j + 57]!)));
          const logistic_ij_3_0 = 1 / (1 + Math.exp(-(t2[i * 24 + j + 80]! + add[i * 24 + j + 80]!)));
          const logistic_ij_3_1 = 1 / (1 + Math.exp(-(t2[i * 24 + j + 81]! + add[i * 24 + j + 81]!)));
          logistic[i * 8 + j] = logistic_ij_0_0;
          logistic[i * 8 + j + 1] = logistic_ij_0_1;
          logistic[i * 8 + j + 8] = logistic_ij_1_0;
          logistic[i * 8 + j + 9] = logistic_ij_1_1;
          logistic[i * 8 + j + 16] = logistic_ij_2_0;
          logistic[i * 8 + j + 17] = logistic_ij_2_1;
          logistic[i * 8 + j + 24] = logistic_ij_3_0;
          logistic[i * 8 + j + 25] = logistic_ij_3_1;
          // sub = 1 − logistic   [64, 8]   net.ts:7
          const sub_ij_0_0 = 1 - logistic_ij_0_0;
          const sub_ij_0_1 = 1 - logistic_ij_0_1;
          const sub_ij_1_0 = 1 - logistic_ij_1_0;
          const sub_ij_1_1 = 1 - logistic_ij_1_1;
          const sub_ij_2_0 = 1 - logistic_ij_2_0;
          const sub_ij_2_1 = 1 - logistic_ij_2_1;
          const sub_ij_3_0 = 1 - logistic_ij_3_0;
          const sub_ij_3_1 = 1 - logistic_ij_3_1;
          sub[i * 8 + j] = sub_ij_0_0;
          sub[i * 8 + j + 1] = sub_ij_0_1;
          sub[i * 8 + j + 8] = sub_ij_1_0;
          sub[i * 8 + j + 9] = sub_ij_1_1;
          sub[i * 8 + j + 16] = sub_ij_2_0;
          sub[i * 8 + j + 17] = sub_ij_2_1;
          sub[i * 8 + j + 24] = sub_ij_3_0;
          sub[i * 8 + j + 25] = sub_ij_3_1;
          // transpose.2 = t2ᵀ   [64, 24]   net.ts:7
          // logistic.2 = σ(slice(transpose.2) + slice(add))   [64, 8]   net.ts:7
          const logistic_2_ij_0_0 = 1 / (1 + Math.exp(-(t2[i * 24 + j]! + add[i * 24 + j]!)));
          const logistic_2_ij_0_1 = 1 / (1 + Math.exp(-(t2[i * 24 + j + 1]! + add[i * 24 + j + 1]!)));
          const logistic_2_ij_1_0 = 1 / (1 + Math.exp(-(t2[i * 24 + j + 24]! + add[i * 24 + j + 24]!)));
          const logistic_2_ij_1_1 = 1 / (1 + Math.exp(-(t2[i * 24 + j + 25]! + add[i * 24 + j + 25]!)));
          const logistic_2_ij_2_0 = 1 / (1 + Math.exp(-(t2[i * 24 + j + 48]! + add[i * 24 + j + 48]!)));
          const logistic_2_ij_2_1 = 1 / (1 + Math.exp(-(t2[i * 24 + j + 49]! + add[i * 24 + j + 49]!)));
          const logistic_2_ij_3_0 = 1 / (1 + Math.exp(-(t2[i * 24 + j + 72]! + add[i * 24 + j + 72]!)));
          const logistic_2_ij_3_1 = 1 / (1 + Math.exp(-(t2[i * 24 + j + 73]! + add[i * 24 + j + 73]!)));
          logistic_2[i * 8 + j] = logistic_2_ij_0_0;
          logistic_2[i * 8 + j + 1] = logistic_2_ij_0_1;
          logistic_2[i * 8 + j + 8] = logistic_2_ij_1_0;
          logistic_2[i * 8 + j + 9] = logistic_2_ij_1_1;
          logistic_2[i * 8 + j + 16] = logistic_2_ij_2_0;
          logistic_2[i * 8 + j + 17] = logistic_2_ij_2_1;
          logistic_2[i * 8 + j + 24] = logistic_2_ij_3_0;
          logistic_2[i * 8 + j + 25] = logistic_2_ij_3_1;
          // transpose.2 = t2ᵀ   [64, 24]   net.ts:7
          // slice.12 = slice(add)   [64, 8]   net.ts:7
          // tanh = tanh(slice(transpose.2) + logistic.2 * slice.12)   [64, 8]   net.ts:7
          const tanh_ij_0_0 = Math.tanh(t2[i * 24 + j + 16]! + logistic_2_ij_0_0 * add[i * 24 + j + 16]!);
          const tanh_ij_0_1 = Math.tanh(t2[i * 24 + j + 17]! + logistic_2_ij_0_1 * add[i * 24 + j + 17]!);
          const tanh_ij_1_0 = Math.tanh(t2[i * 24 + j + 40]! + logistic_2_ij_1_0 * add[i * 24 + j + 40]!);
          const tanh_ij_1_1 = Math.tanh(t2[i * 24 + j + 41]! + logistic_2_ij_1_1 * add[i * 24 + j + 41]!);
          const tanh_ij_2_0 = Math.tanh(t2[i * 24 + j + 64]! + logistic_2_ij_2_0 * add[i * 24 + j + 64]!);
          const tanh_ij_2_1 = Math.tanh(t2[i * 24 + j + 65]! + logistic_2_ij_2_1 * add[i * 24 + j + 65]!);
          const tanh_ij_3_0 = Math.tanh(t2[i * 24 + j + 88]! + logistic_2_ij_3_0 * add[i * 24 + j + 88]!);
          const tanh_ij_3_1 = Math.tanh(t2[i * 24 + j + 89]! + logistic_2_ij_3_1 * add[i * 24 + j + 89]!);
          tanh[i * 8 + j] = tanh_ij_0_0;
          tanh[i * 8 + j + 1] = tanh_ij_0_1;
          tanh[i * 8 + j + 8] = tanh_ij_1_0;
          tanh[i * 8 + j + 9] = tanh_ij_1_1;
          tanh[i * 8 + j + 16] = tanh_ij_2_0;
          tanh[i * 8 + j + 17] = tanh_ij_2_1;
          tanh[i * 8 + j + 24] = tanh_ij_3_0;
          tanh[i * 8 + j + 25] = tanh_ij_3_1;
          // transpose.3 = slice(scan)ᵀ   [64, 8]   net.ts:7
          // mul.5 = transpose.3 * sub * (1 − tanh²)   [64, 8]   net.ts:7
          mul_5_2[i * 8 + j] = scan[i * -8 + j + 504]! * sub_ij_0_0 * (1 - tanh_ij_0_0 * tanh_ij_0_0);
          mul_5_2[i * 8 + j + 1] = scan[i * -8 + j + 505]! * sub_ij_0_1 * (1 - tanh_ij_0_1 * tanh_ij_0_1);
          mul_5_2[i * 8 + j + 8] = scan[i * -8 + j + 496]! * sub_ij_1_0 * (1 - tanh_ij_1_0 * tanh_ij_1_0);
          mul_5_2[i * 8 + j + 9] = scan[i * -8 + j + 497]! * sub_ij_1_1 * (1 - tanh_ij_1_1 * tanh_ij_1_1);
          mul_5_2[i * 8 + j + 16] = scan[i * -8 + j + 488]! * sub_ij_2_0 * (1 - tanh_ij_2_0 * tanh_ij_2_0);
          mul_5_2[i * 8 + j + 17] = scan[i * -8 + j + 489]! * sub_ij_2_1 * (1 - tanh_ij_2_1 * tanh_ij_2_1);
          mul_5_2[i * 8 + j + 24] = scan[i * -8 + j + 480]! * sub_ij_3_0 * (1 - tanh_ij_3_0 * tanh_ij_3_0);
          mul_5_2[i * 8 + j + 25] = scan[i * -8 + j + 481]! * sub_ij_3_1 * (1 - tanh_ij_3_1 * tanh_ij_3_1);
        }
      }
      // pad = pad(mul.5 * logistic.2)   [64, 24]   net.ts:7
      for (let i = 0; i < 1536; i += 2) {
        pad_4[i] = 0;
        pad_4[i + 1] = 0;
      }
      for (let i = 0; i < 64; i += 4) {
        for (let j = 0; j < 8; j += 2) {
          pad_4[i * 24 + j + 16] = mul_5_2[i * 8 + j]! * logistic_2[i * 8 + j]!;
          pad_4[i * 24 + j + 17] = mul_5_2[i * 8 + j + 1]! * logistic_2[i * 8 + j + 1]!;
          pad_4[i * 24 + j + 40] = mul_5_2[i * 8 + j + 8]! * logistic_2[i * 8 + j + 8]!;
          pad_4[i * 24 + j + 41] = mul_5_2[i * 8 + j + 9]! * logistic_2[i * 8 + j + 9]!;
          pad_4[i * 24 + j + 64] = mul_5_2[i * 8 + j + 16]! * logistic_2[i * 8 + j + 16]!;
          pad_4[i * 24 + j + 65] = mul_5_2[i * 8 + j + 17]! * logistic_2[i * 8 + j + 17]!;
          pad_4[i * 24 + j + 88] = mul_5_2[i * 8 + j + 24]! * logistic_2[i * 8 + j + 24]!;
          pad_4[i * 24 + j + 89] = mul_5_2[i * 8 + j + 25]! * logistic_2[i * 8 + j + 25]!;
        }
      }
      // slice.12 = slice(add)   [64, 8]   net.ts:7
      // pad.2 = pad(mul.5 * slice.12 * (logistic.2 * (1 − logistic.2)))   [64, 24]   net.ts:7
      for (let i = 0; i < 1536; i += 2) {
        pad_2_2[i] = 0;
        pad_2_2[i + 1] = 0;
      }
      for (let i = 0; i < 64; i += 4) {
        for (let j = 0; j < 8; j += 2) {
          const logistic_2_ij = logistic_2[i * 8 + j]!;
          pad_2_2[i * 24 + j] = mul_5_2[i * 8 + j]! * add[i * 24 + j + 16]! * (logistic_2_ij * (1 - logistic_2_ij));
          const logistic_2_ij_2 = logistic_2[i * 8 + j + 1]!;
          pad_2_2[i * 24 + j + 1] =
            mul_5_2[i * 8 + j + 1]! * add[i * 24 + j + 17]! * (logistic_2_ij_2 * (1 - logistic_2_ij_2));
          const logistic_2_ij_3 = logistic_2[i * 8 + j + 8]!;
          pad_2_2[i * 24 + j + 24] =
            mul_5_2[i * 8 + j + 8]! * add[i * 24 + j + 40]! * (logistic_2_ij_3 * (1 - logistic_2_ij_3));
          const logistic_2_ij_4 = logistic_2[i * 8 + j + 9]!;
          pad_2_2[i * 24 + j + 25] =
            mul_5_2[i * 8 + j + 9]! * add[i * 24 + j + 41]! * (logistic_2_ij_4 * (1 - logistic_2_ij_4));
          const logistic_2_ij_5 = logistic_2[i * 8 + j + 16]!;
          pad_2_2[i * 24 + j + 48] =
            mul_5_2[i * 8 + j + 16]! * add[i * 24 + j + 64]! * (logistic_2_ij_5 * (1 - logistic_2_ij_5));
          const logistic_2_ij_6 = logistic_2[i * 8 + j + 17]!;
          pad_2_2[i * 24 + j + 49] =
            mul_5_2[i * 8 + j + 17]! * add[i * 24 + j + 65]! * (logistic_2_ij_6 * (1 - logistic_2_ij_6));
          const logistic_2_ij_7 = logistic_2[i * 8 + j + 24]!;
          pad_2_2[i * 24 + j + 72] =
            mul_5_2[i * 8 + j + 24]! * add[i * 24 + j + 88]! * (logistic_2_ij_7 * (1 - logistic_2_ij_7));
          const logistic_2_ij_8 = logistic_2[i * 8 + j + 25]!;
          pad_2_2[i * 24 + j + 73] =
            mul_5_2[i * 8 + j + 25]! * add[i * 24 + j + 89]! * (logistic_2_ij_8 * (1 - logistic_2_ij_8));
        }
      }
      // pad.3 = pad(mul.5)   [64, 24]   net.ts:7
      for (let i = 0; i < 1536; i += 2) {
        pad_3_2[i] = 0;
        pad_3_2[i + 1] = 0;
      }
      for (let i = 0; i < 64; i += 4) {
        for (let j = 0; j < 8; j += 2) {
          pad_3_2[i * 24 + j + 16] = mul_5_2[i * 8 + j]!;
          pad_3_2[i * 24 + j + 17] = mul_5_2[i * 8 + j + 1]!;
          pad_3_2[i * 24 + j + 40] = mul_5_2[i * 8 + j + 8]!;
          pad_3_2[i * 24 + j + 41] = mul_5_2[i * 8 + j + 9]!;
          pad_3_2[i * 24 + j + 64] = mul_5_2[i * 8 + j + 16]!;
          pad_3_2[i * 24 + j + 65] = mul_5_2[i * 8 + j + 17]!;
          pad_3_2[i * 24 + j + 88] = mul_5_2[i * 8 + j + 24]!;
          pad_3_2[i * 24 + j + 89] = mul_5_2[i * 8 + j + 25]!;
        }
      }
      // transpose.3 = slice(scan)ᵀ   [64, 8]   net.ts:7
      // transpose = slice(t28)ᵀ   [64, 8]   net.ts:7
      // pad.4 = pad((transpose.3 * transpose − transpose.3 * tanh) * (logistic * sub))   [64, 24]   net.ts:7
      for (let i = 0; i < 1536; i += 2) {
        pad_4_2[i] = 0;
        pad_4_2[i + 1] = 0;
      }
      for (let i = 0; i < 64; i += 4) {
        for (let j = 0; j < 8; j += 2) {
          const scan_ij = scan[i * -8 + j + 504]!;
          pad_4_2[i * 24 + j + 8] =
            (scan_ij * t28[i * 8 + j]! - scan_ij * tanh[i * 8 + j]!) * (logistic[i * 8 + j]! * sub[i * 8 + j]!);
          const scan_ij_2 = scan[i * -8 + j + 505]!;
          pad_4_2[i * 24 + j + 9] =
            (scan_ij_2 * t28[i * 8 + j + 1]! - scan_ij_2 * tanh[i * 8 + j + 1]!) *
            (logistic[i * 8 + j + 1]! * sub[i * 8 + j + 1]!);
          const scan_ij_3 = scan[i * -8 + j + 496]!;
          pad_4_2[i * 24 + j + 32] =
            (scan_ij_3 * t28[i * 8 + j + 8]! - scan_ij_3 * tanh[i * 8 + j + 8]!) *
            (logistic[i * 8 + j + 8]! * sub[i * 8 + j + 8]!);
          const scan_ij_4 = scan[i * -8 + j + 497]!;
          pad_4_2[i * 24 + j + 33] =
            (scan_ij_4 * t28[i * 8 + j + 9]! - scan_ij_4 * tanh[i * 8 + j + 9]!) *
            (logistic[i * 8 + j + 9]! * sub[i * 8 + j + 9]!);
          const scan_ij_5 = scan[i * -8 + j + 488]!;
          pad_4_2[i * 24 + j + 56] =
            (scan_ij_5 * t28[i * 8 + j + 16]! - scan_ij_5 * tanh[i * 8 + j + 16]!) *
            (logistic[i * 8 + j + 16]! * sub[i * 8 + j + 16]!);
          const scan_ij_6 = scan[i * -8 + j + 489]!;
          pad_4_2[i * 24 + j + 57] =
            (scan_ij_6 * t28[i * 8 + j + 17]! - scan_ij_6 * tanh[i * 8 + j + 17]!) *
            (logistic[i * 8 + j + 17]! * sub[i * 8 + j + 17]!);
          const scan_ij_7 = scan[i * -8 + j + 480]!;
          pad_4_2[i * 24 + j + 80] =
            (scan_ij_7 * t28[i * 8 + j + 24]! - scan_ij_7 * tanh[i * 8 + j + 24]!) *
            (logistic[i * 8 + j + 24]! * sub[i * 8 + j + 24]!);
          const scan_ij_8 = scan[i * -8 + j + 481]!;
          pad_4_2[i * 24 + j + 81] =
            (scan_ij_8 * t28[i * 8 + j + 25]! - scan_ij_8 * tanh[i * 8 + j + 25]!) *
            (logistic[i * 8 + j + 25]! * sub[i * 8 + j + 25]!);
        }
      }
      // add.8 = pad(mul.5 * logistic.2) + pad.2 + pad.4   [64, 24]   net.ts:7
      for (let i = 0; i < 1536; i += 2) {
        add_8[i] = pad_4[i]! + pad_2_2[i]! + pad_4_2[i]!;
        add_8[i + 1] = pad_4[i + 1]! + pad_2_2[i + 1]! + pad_4_2[i + 1]!;
      }
      for (let i = 0; i < 24; i += 4) {
        // v̄1 = Σ (Σ add.8)   [24]   net.ts:7
        let sum_0 = 0;
        let sum_1 = 0;
        let sum_2 = 0;
        let sum_3 = 0;
        for (let j = 0; j < 64; j++) {
          sum_0 += add_8[j * 24 + i]!;
          sum_1 += add_8[j * 24 + i + 1]!;
          sum_2 += add_8[j * 24 + i + 2]!;
          sum_3 += add_8[j * 24 + i + 3]!;
        }
        dv1[i]! += sum_0;
        dv1[i + 1]! += sum_1;
        dv1[i + 2]! += sum_2;
        dv1[i + 3]! += sum_3;
        // transpose = slice(t28)ᵀ   [64, 8]   net.ts:7
        // Ū1 = add.8·transpose {mno,mni->oi}   [24, 8]   net.ts:7
        for (let j = 0; j < 8; j++) {
          let U1Bar_0 = 0;
          let U1Bar_1 = 0;
          let U1Bar_2 = 0;
          let U1Bar_3 = 0;
          for (let k = 0; k < 64; k++) {
            const t28_kj = t28[k * 8 + j]!;
            U1Bar_0 += add_8[k * 24 + i]! * t28_kj;
            U1Bar_1 += add_8[k * 24 + i + 1]! * t28_kj;
            U1Bar_2 += add_8[k * 24 + i + 2]! * t28_kj;
            U1Bar_3 += add_8[k * 24 + i + 3]! * t28_kj;
          }
          dU1[i * 8 + j]! += U1Bar_0;
          dU1[i * 8 + j + 8]! += U1Bar_1;
          dU1[i * 8 + j + 16]! += U1Bar_2;
          dU1[i * 8 + j + 24]! += U1Bar_3;
        }
      }
      for (let i = 0; i < 1536; i += 4) {
        // add.9 = pad.2 + pad(mul.5) + pad.4   [64, 24]   net.ts:7
        const add_9_ij_0 = pad_2_2[i]! + pad_3_2[i]! + pad_4_2[i]!;
        const add_9_ij_1 = pad_2_2[i + 1]! + pad_3_2[i + 1]! + pad_4_2[i + 1]!;
        const add_9_ij_2 = pad_2_2[i + 2]! + pad_3_2[i + 2]! + pad_4_2[i + 2]!;
        const add_9_ij_3 = pad_2_2[i + 3]! + pad_3_2[i + 3]! + pad_4_2[i + 3]!;
        add_9[i] = add_9_ij_0;
        add_9[i + 1] = add_9_ij_1;
        add_9[i + 2] = add_9_ij_2;
        add_9[i + 3] = add_9_ij_3;
        // t̄2 = (pad.2 + pad(mul.5) + pad.4)ᵀ   [64, 24]   net.ts:7
        // b1_allBar = Σ t̄2   [64, 24]   net.ts:7
        b1_allBar[i]! += add_9_ij_0;
        b1_allBar[i + 1]! += add_9_ij_1;
        b1_allBar[i + 2]! += add_9_ij_2;
        b1_allBar[i + 3]! += add_9_ij_3;
      }
      // t̄2 = (pad.2 + pad(mul.5) + pad.4)ᵀ   [64, 24]   net.ts:7
      // W̄1 = t̄2·x {nto,nti->oi}   [24, 1]   net.ts:7
      for (let i = 0; i < 24; i += 4) {
        let W1Bar_0 = 0;
        let W1Bar_1 = 0;
        let W1Bar_2 = 0;
        let W1Bar_3 = 0;
        for (let k = 0; k < 64; k++) {
          const x_nk = x[n * 64 + k]!;
          W1Bar_0 += add_9[k * 24 + i]! * x_nk;
          W1Bar_1 += add_9[k * 24 + i + 1]! * x_nk;
          W1Bar_2 += add_9[k * 24 + i + 2]! * x_nk;
          W1Bar_3 += add_9[k * 24 + i + 3]! * x_nk;
        }
        dW1[i]! += W1Bar_0;
        dW1[i + 1]! += W1Bar_1;
        dW1[i + 2]! += W1Bar_2;
        dW1[i + 3]! += W1Bar_3;
      }
      // t35 = t34²   [48, 1]   net.ts:17
      // t36 = Σ t35   net.ts:17
      // L = t36/48   net.ts:17
      // total = Σ L
      let t36 = 0;
      for (let i = 0; i < 48; i++) {
        const t34_i = t34[i]!;
        t36 += t34_i * t34_i;
      }
      total += t36 / 48;
    }
    // J = (Σ L)/count
    loss[0] = total / count;
    // ∇W1 = W̄1/count   [24, 1]
    for (let i = 0; i < 24; i += 2) {
      dW1[i]! /= count;
      dW1[i + 1]! /= count;
    }
    // b̄1 = Σ (Σ t̄2)   [24]   net.ts:7
    // ∇b1 = b̄1/count   [24]
    for (let i = 0; i < 24; i += 4) {
      let b1Bar_0 = 0;
      let b1Bar_1 = 0;
      let b1Bar_2 = 0;
      let b1Bar_3 = 0;
      for (let j = 0; j < 64; j++) {
        b1Bar_0 += b1_allBar[j * 24 + i]!;
        b1Bar_1 += b1_allBar[j * 24 + i + 1]!;
        b1Bar_2 += b1_allBar[j * 24 + i + 2]!;
        b1Bar_3 += b1_allBar[j * 24 + i + 3]!;
      }
      db1[i] = b1Bar_0 / count;
      db1[i + 1] = b1Bar_1 / count;
      db1[i + 2] = b1Bar_2 / count;
      db1[i + 3] = b1Bar_3 / count;
    }
    // ∇U1 = Ū1/count   [24, 8]
    for (let i = 0; i < 192; i += 2) {
      dU1[i]! /= count;
      dU1[i + 1]! /= count;
    }
    // ∇v1 = v̄1/count   [24]
    for (let i = 0; i < 24; i += 2) {
      dv1[i]! /= count;
      dv1[i + 1]! /= count;
    }
    // ∇W2 = W̄2/count   [1, 8]
    for (let j = 0; j < 8; j += 2) {
      dW2[j]! /= count;
      dW2[j + 1]! /= count;
    }
    // b̄2 = Σ (Σ ŷ̄)   [1]   net.ts:8
    // ∇b2 = b̄2/count   [1]
    let b2Bar = 0;
    for (let j = 0; j < 64; j++) {
      b2Bar += b2_allBar[j]!;
    }
    db2[0] = b2Bar / count;
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
    for (let i = 0; i < 24; i++) {
      // mW1 ← mW1 * 0.9 + ∇W1 * 0.09999999999999998   [24, 1]
      const adam_m_memory_weight_i = mW1[i]! * 0.9 + dW1[i]! * 0.09999999999999998;
      mW1[i] = adam_m_memory_weight_i;
      // vW1 ← vW1 * 0.999 + ∇W1² * 0.0010000000000000009   [24, 1]
      const adam_v_memory_weight_i = vW1[i]! * 0.999 + dW1[i]! * dW1[i]! * 0.0010000000000000009;
      vW1[i] = adam_v_memory_weight_i;
      // W1 ← W1 − stepSize * mW1′/(sqrt(vW1′)/correction + 1e−8)   [24, 1]
      W1[i]! -= (stepSize * adam_m_memory_weight_i) / (Math.sqrt(adam_v_memory_weight_i) / correction + 1e-8);
    }
    for (let i = 0; i < 24; i++) {
      // mb1 ← mb1 * 0.9 + ∇b1 * 0.09999999999999998   [24]
      const adam_m_memory_bias_i = mb1[i]! * 0.9 + db1[i]! * 0.09999999999999998;
      mb1[i] = adam_m_memory_bias_i;
      // vb1 ← vb1 * 0.999 + ∇b1² * 0.0010000000000000009   [24]
      const adam_v_memory_bias_i = vb1[i]! * 0.999 + db1[i]! * db1[i]! * 0.0010000000000000009;
      vb1[i] = adam_v_memory_bias_i;
      // b1 ← b1 − stepSize * mb1′/(sqrt(vb1′)/correction + 1e−8)   [24]
      b1[i]! -= (stepSize * adam_m_memory_bias_i) / (Math.sqrt(adam_v_memory_bias_i) / correction + 1e-8);
    }
    for (let i = 0; i < 192; i++) {
      // mU1 ← mU1 * 0.9 + ∇U1 * 0.09999999999999998   [24, 8]
      const adam_m_memory_recurrent_ij = mU1[i]! * 0.9 + dU1[i]! * 0.09999999999999998;
      mU1[i] = adam_m_memory_recurrent_ij;
      // vU1 ← vU1 * 0.999 + ∇U1² * 0.0010000000000000009   [24, 8]
      const adam_v_memory_recurrent_ij = vU1[i]! * 0.999 + dU1[i]! * dU1[i]! * 0.0010000000000000009;
      vU1[i] = adam_v_memory_recurrent_ij;
      // U1 ← U1 − stepSize * mU1′/(sqrt(vU1′)/correction + 1e−8)   [24, 8]
      U1[i]! -= (stepSize * adam_m_memory_recurrent_ij) / (Math.sqrt(adam_v_memory_recurrent_ij) / correction + 1e-8);
    }
    for (let i = 0; i < 24; i++) {
      // mv1 ← mv1 * 0.9 + ∇v1 * 0.09999999999999998   [24]
      const adam_m_memory_recurrentBias_i = mv1[i]! * 0.9 + dv1[i]! * 0.09999999999999998;
      mv1[i] = adam_m_memory_recurrentBias_i;
      // vv1 ← vv1 * 0.999 + ∇v1² * 0.0010000000000000009   [24]
      const adam_v_memory_recurrentBias_i = vv1[i]! * 0.999 + dv1[i]! * dv1[i]! * 0.0010000000000000009;
      vv1[i] = adam_v_memory_recurrentBias_i;
      // v1 ← v1 − stepSize * mv1′/(sqrt(vv1′)/correction + 1e−8)   [24]
      v1[i]! -=
        (stepSize * adam_m_memory_recurrentBias_i) / (Math.sqrt(adam_v_memory_recurrentBias_i) / correction + 1e-8);
    }
    for (let j = 0; j < 8; j++) {
      // mW2 ← mW2 * 0.9 + ∇W2 * 0.09999999999999998   [1, 8]
      const adam_m_dense1_weight_j = mW2[j]! * 0.9 + dW2[j]! * 0.09999999999999998;
      mW2[j] = adam_m_dense1_weight_j;
      // vW2 ← vW2 * 0.999 + ∇W2² * 0.0010000000000000009   [1, 8]
      const adam_v_dense1_weight_j = vW2[j]! * 0.999 + dW2[j]! * dW2[j]! * 0.0010000000000000009;
      vW2[j] = adam_v_dense1_weight_j;
      // W2 ← W2 − stepSize * mW2′/(sqrt(vW2′)/correction + 1e−8)   [1, 8]
      W2[j]! -= (stepSize * adam_m_dense1_weight_j) / (Math.sqrt(adam_v_dense1_weight_j) / correction + 1e-8);
    }
    // mb2 ← mb2 * 0.9 + ∇b2 * 0.09999999999999998   [1]
    const adam_m_dense1_bias = mb2[0]! * 0.9 + db2[0]! * 0.09999999999999998;
    mb2[0] = adam_m_dense1_bias;
    // vb2 ← vb2 * 0.999 + ∇b2² * 0.0010000000000000009   [1]
    const adam_v_dense1_bias = vb2[0]! * 0.999 + db2[0]! * db2[0]! * 0.0010000000000000009;
    vb2[0] = adam_v_dense1_bias;
    // b2 ← b2 − stepSize * mb2′/(sqrt(vb2′)/correction + 1e−8)   [1]
    b2[0]! -= (stepSize * adam_m_dense1_bias) / (Math.sqrt(adam_v_dense1_bias) / correction + 1e-8);
  }

  /** `backward`, then `update`; `loss[0]` is J before the update, and `gradient` is left unspecified. Allocates nothing. */
  function trainStep(x: Float64Array = buffers.x, y: Float64Array = buffers.y, count: number = 1): void {
    check("trainStep", inputs[0]!, x, count);
    check("trainStep", inputs[1]!, y, count);
    backward(x, y, count);
    update();
  }

  /** J over `count` examples, regulariser included. Returns a number, which V8 may have to allocate. */
  function objective(x: Float64Array = buffers.x, y: Float64Array = buffers.y, count: number = 1): number {
    check("objective", inputs[0]!, x, count);
    check("objective", inputs[1]!, y, count);
    // total = 0
    let total = 0;
    for (let n = 0; n < count; n++) {
      // t1 = x·W1 {nti,oi->nto}   [64, 24]   net.ts:7
      // t2 = t1 + b1   [64, 24]   net.ts:7
      for (let i = 0; i < 64; i++) {
        for (let j = 0; j < 24; j++) {
          t2[i * 24 + j] = x[n * 64 + i]! * W1[j]! + b1[j]!;
        }
      }
      // t28 = scan(0, t2, U1, v1)   [65, 8]   net.ts:7
      for (let i = 0; i < 8; i++) {
        t28[i] = 0;
      }
      for (let step = 0; step < 64; step++) {
        // t4 = state·U1ᵀ   [24]   net.ts:7
        // t5 = t4 + v1   [24]   net.ts:7
        for (let i = 0; i < 24; i++) {
          let t4 = 0;
          for (let j = 0; j < 8; j++) {
            t4 += U1[i * 8 + j]! * t28[step * 8 + j]!;
          }
          t5[i] = t4 + v1[i]!;
        }
        for (let i = 0; i < 8; i++) {
          // t3 = slice(x)   [8]   net.ts:7
          // t6 = slice(t5)   [8]   net.ts:7
          // t7 = t3 + t6   [8]   net.ts:7
          // t11 = σ(t7)   [8]   net.ts:7
          const t11 = 1 / (1 + Math.exp(-(t2[step * 24 + i + 8]! + t5[i + 8]!)));
          t28[step * 8 + i + 8] =
            (1 - t11) *
              Math.tanh(t2[step * 24 + i + 16]! + (1 / (1 + Math.exp(-(t2[step * 24 + i]! + t5[i]!)))) * t5[i + 16]!) +
            t11 * t28[step * 8 + i]!;
        }
      }
      // memory = slice(t28)   [64, 8]   net.ts:7
      // t29 = memory·W2 {nmi,oi->nmo}   [64, 1]   net.ts:8
      // t30 = t29 + b2   [64, 1]   net.ts:8
      // ŷ = t30 + x   [64, 1]   net.ts:8
      // t32 = slice(ŷ)   [48, 1]   net.ts:17
      // t33 = slice(y)   [48, 1]   net.ts:17
      // t34 = t32 − t33   [48, 1]   net.ts:17
      // t35 = t34²   [48, 1]   net.ts:17
      // t36 = Σ t35   net.ts:17
      // L = t36/48   net.ts:17
      // total = Σ L
      let t36 = 0;
      for (let i = 0; i < 48; i++) {
        let t29 = 0;
        for (let k = 0; k < 8; k++) {
          t29 += t28[i * 8 + k + 136]! * W2[k]!;
        }
        const t34_2 = t29 + b2[0]! + x[n * 64 + i + 16]! - y[n * 64 + i + 16]!;
        t36 += t34_2 * t34_2;
      }
      total += t36 / 48;
    }
    // J = (Σ L)/count
    return total / count;
  }

  /** Every parameter is drawn from a stream of its own, found by the seed and a hash of its name. */
  function initialize(seed: number = 0): void {
    parameters.fill(0);
    drawUniform(W1, 0.4898979485566356, random(seed, 0xb0fdd0c0)); // memory.weight
    drawOrthogonal(U1, 8, random(seed, 0x9ac09dc6)); // memory.recurrent
    drawUniform(W2, 0.816496580927726, random(seed, 0x99274a83)); // dense1.weight
    state.fill(0);
    beta1Power.fill(1);
    beta2Power.fill(1);
    carry.fill(0);
  }

  const calls: Calls = {
    backward: (arrays, count) => backward(arrays[0]!, arrays[2]!, count),
    trainStep: (arrays, count) => trainStep(arrays[0]!, arrays[2]!, count),
    metrics(arrays, count) {
      forward(arrays[0]!, arrays[1]!, count);
      return { loss: objective(arrays[0]!, arrays[2]!, count), ...errors(arrays[2]!, arrays[1]!, 64) };
    },
  };
  const network: Overdrive = {
    parameters,
    gradient,
    state,
    carry,
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
    process,
    reset() {
      carry.fill(0);
    },
    backward,
    update,
    trainStep,
    objective,
    copyFrom(other) {
      setParameters("copyFrom", other?.parameters ?? []);
      state.set(other.state);
      carry.set(other.carry);
    },
    fit: (x, y, options) => fit(network, calls, x, y, options),
    predict(x, out) {
      const rows = pack("predict", inputs[0]!, x);
      const count = rows.length / 64;
      out ??= zeros(count * 64);
      forward(rows, out, count);
      return out;
    },
    evaluate: (x, y) => calls.metrics(...readRows("evaluate", x, y)),
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
export type Inputs = NestedRows;

/** Rows of y. */
export type Targets = NestedRows;

/** Values of yHat, one example after another. */
export type Outputs = Float64Array;

/** How far outputs are off. */
export type Errors = {
  /** The coefficient of determination R² = 1 − Σ(y − ŷ)²/Σ(y − ȳ)², the mean over columns; of a constant column 0, or 1 if met. */
  readonly rSquared: number;
  /** The mean absolute error. */
  readonly mae: number;
  /** The root of the mean squared error. */
  readonly rmse: number;
};

/** How well a network does on some examples: J, the regulariser included, and how well its targets are met. */
export type Metrics = { readonly loss: number } & Errors;

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
      row = unnested(`${method}: row ${i}`, input, row);
      return [...pack(`${method}: row ${i}`, input, row, 1)];
    }).flat();
  }
  check(method, input, rows, count ?? Math.ceil(rows.length / input.size || 1));
  return Float64Array.from(rows as ArrayLike<number>, (value, i) =>
    Number.isFinite(value) ? value : fail(method, `${input.name}[${i}] is ${value} (${typeof value})`),
  );
}

/** The numbers of one example, which may be nested like its axes. */
function unnested(place: string, input: Input, given: ArrayLike<unknown> | null, axis: number = 0): number[] {
  const values = Array.from(given ?? []);
  const isNested = typeof values[0] === "object";
  const inner = input.shape.slice(axis).reduce((size, dim) => size * dim, 1);
  const needed = isNested ? input.shape[axis] : inner;
  if (axis > 0 && values.length !== needed) {
    fail(place, `${input.name} [${input.shape}] has ${values.length} values along axis ${axis}, not ${needed}`);
  }
  if (!isNested) return values as number[];
  return values.flatMap((part) => unnested(place, input, part as ArrayLike<unknown>, axis + 1));
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

/** Fails unless an array holds `count` steps of `size` values: `echo.process: x has 64 values; 128 steps need 128`. */
function checkSteps({ name }: Tensor, { length }: ArrayLike<unknown>, count: number, size: number): void {
  if (!(count > 0 && count % 1 === 0)) fail("process", `count is ${count}`);
  const needed = count * size;
  if (length === needed) return;
  const [values, steps] = [length === 1 ? "value" : "values", count === 1 ? "step needs" : "steps need"];
  fail("process", `${name} has ${length} ${values}; ${count} ${steps} ${needed}`);
}

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

/** Normal with mean 0, by Irwin and Hall: 12 uniform numbers add up to mean 6 and variance 1. No logarithm, so exact everywhere. */
function drawNormal(tensor: Float64Array, deviation: number, next: () => number): void {
  for (let i = 0; i < tensor.length; i++) {
    let sum = -6;
    for (let k = 0; k < 12; k++) sum += next();
    tensor[i] = sum * deviation;
  }
}

/**
 * Orthonormal rows, or columns where there are more rows than columns: random ones, made so by Gram and Schmidt, twice against
 * rounding. `width` is the length of a row.
 */
function drawOrthogonal(tensor: Float64Array, width: number, next: () => number): void {
  drawNormal(tensor, 1, next);
  const height = tensor.length / width;
  const [vectors, apart, length, step] = height > width ? [width, 1, height, width] : [height, width, width, 1];
  for (let i = 0; i < vectors; i++) {
    for (let j = 0; j < 2 * i + 1; j++) {
      let product = 0;
      const [u, v] = [i * apart, (j % i || 0) * apart];
      const other = j < 2 * i ? v : u;
      for (let k = 0; k < length; k++) product += tensor[u + k * step]! * tensor[other + k * step]!;
      // Of the last product, with itself, is left what makes its length 1.
      const part = j < 2 * i ? product : 1 - 1 / Math.sqrt(product);
      for (let k = 0; k < length; k++) tensor[u + k * step]! -= part * tensor[other + k * step]!;
    }
  }
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
async function fit(network: Overdrive, calls: Calls, x: Inputs, y: Targets, options?: FitOptions): Promise<History> {
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
  let kept: Overdrive | undefined;
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

/** How far an output is off. R² is a mean over columns; that of a constant column is 1 where it is met exactly, else 0. */
function errors(target: Float64Array, output: Float64Array, size: number): Errors {
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

/** The table of the layers. */
const summary = (): string => `Model: "overdrive"
Layer (type)    Output Shape   Param #
${"=".repeat(38)}
x (input)       (None, 64, 1)        0
memory (gru)    (None, 64, 8)      264
dense1 (dense)  (None, 64, 1)        9
${"=".repeat(38)}
Total params: 273
Trainable params: 273
Non-trainable params: 0`;

/**
 * Parameters and state in the safetensors format: the length of the header in 8 bytes, the header (JSON: name → type, shape, place),
 * then the numbers; little-endian, as all engines in use keep them. The header is ASCII, other characters are escaped, and
 * padded so that the numbers are aligned.
 */
function save({ parameters, state }: Overdrive): Uint8Array {
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
function load(network: Overdrive, bytes: Uint8Array): void {
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
  network.reset();
  for (const { name, offset } of metadata.parameters) network.parameters.set(tensors[name]!.values, offset);
  loadState(network, tensors);
}

/** Takes over the state where all of it is there. */
function loadState(network: Overdrive, tensors: Readonly<Record<string, StoredTensor>>): void {
  if (metadata.state.every(({ name, shape }) => `${tensors[name]?.shape}` === `${shape}`)) {
    for (const { name, offset } of metadata.state) network.state.set(tensors[name]!.values, offset);
  }
}
