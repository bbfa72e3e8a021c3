/**
 * Compiled by nngen 0.1.0 from net.ts: a change made here is lost when it is compiled again.
 *
 * names-rnn: a network with 3339 parameters
 *
 *   inputs     before [6]
 *   targets    next [27] (., a, b, c, d, e, f, g, h, i, …)
 *   outputs    yHat [27] (., a, b, c, d, e, f, g, h, i, …)
 *   optimizer  adam
 *   precision  f64
 *   memory     132016 bytes a network
 *   gradient   agrees with central differences: the largest error is 1.1e-10, at h.recurrent[66, 11]
 *   sha256     a365a39c3f96c24e7af5007e0fdd54c318dc9d01c94e0d70dabad38d74cdadcb
 *
 *   W1 = embedded.weight [27, 8]
 *   W2 = h.weight [72, 8]
 *   b2 = h.bias [72]
 *   U2 = h.recurrent [72, 24]
 *   v2 = h.recurrentBias [72]
 *   W3 = scores.weight [27, 24]
 *   b3 = scores.bias [27]
 */

/** The number of values in `parameters`. */
export const PARAMETER_COUNT: number = 3339;

/** What the network is made of. */
export const metadata: Metadata = {
  name: "names-rnn",
  precision: "f64",
  inputs: [
    { name: "before", shape: [6], size: 6, element: "int32", range: [0, 26] },
    {
      name: "next",
      shape: [27],
      size: 27,
      target: true,
      label: "next",
      classes: [
        ".",
        "a",
        "b",
        "c",
        "d",
        "e",
        "f",
        "g",
        "h",
        "i",
        "j",
        "k",
        "l",
        "m",
        "n",
        "o",
        "p",
        "q",
        "r",
        "s",
        "t",
        "u",
        "v",
        "w",
        "x",
        "y",
        "z",
      ],
    },
  ],
  outputs: [
    {
      name: "yHat",
      shape: [27],
      size: 27,
      classes: [
        ".",
        "a",
        "b",
        "c",
        "d",
        "e",
        "f",
        "g",
        "h",
        "i",
        "j",
        "k",
        "l",
        "m",
        "n",
        "o",
        "p",
        "q",
        "r",
        "s",
        "t",
        "u",
        "v",
        "w",
        "x",
        "y",
        "z",
      ],
    },
  ],
  parameters: [
    { name: "embedded.weight", shape: [27, 8], offset: 0, size: 216, trainable: true },
    { name: "h.weight", shape: [72, 8], offset: 216, size: 576, trainable: true },
    { name: "h.bias", shape: [72], offset: 792, size: 72, trainable: true },
    { name: "h.recurrent", shape: [72, 24], offset: 864, size: 1728, trainable: true },
    { name: "h.recurrentBias", shape: [72], offset: 2592, size: 72, trainable: true },
    { name: "scores.weight", shape: [27, 24], offset: 2664, size: 648, trainable: true },
    { name: "scores.bias", shape: [27], offset: 3312, size: 27, trainable: true },
  ],
  state: [
    { name: "state.adam.beta1Power", shape: [], offset: 0, size: 1 },
    { name: "state.adam.beta2Power", shape: [], offset: 1, size: 1 },
    { name: "state.adam.m.embedded.weight", shape: [27, 8], offset: 2, size: 216 },
    { name: "state.adam.v.embedded.weight", shape: [27, 8], offset: 218, size: 216 },
    { name: "state.adam.m.h.weight", shape: [72, 8], offset: 434, size: 576 },
    { name: "state.adam.v.h.weight", shape: [72, 8], offset: 1010, size: 576 },
    { name: "state.adam.m.h.bias", shape: [72], offset: 1586, size: 72 },
    { name: "state.adam.v.h.bias", shape: [72], offset: 1658, size: 72 },
    { name: "state.adam.m.h.recurrent", shape: [72, 24], offset: 1730, size: 1728 },
    { name: "state.adam.v.h.recurrent", shape: [72, 24], offset: 3458, size: 1728 },
    { name: "state.adam.m.h.recurrentBias", shape: [72], offset: 5186, size: 72 },
    { name: "state.adam.v.h.recurrentBias", shape: [72], offset: 5258, size: 72 },
    { name: "state.adam.m.scores.weight", shape: [27, 24], offset: 5330, size: 648 },
    { name: "state.adam.v.scores.weight", shape: [27, 24], offset: 5978, size: 648 },
    { name: "state.adam.m.scores.bias", shape: [27], offset: 6626, size: 27 },
    { name: "state.adam.v.scores.bias", shape: [27], offset: 6653, size: 27 },
  ],
};

/**
 * One network, with every array that it will ever need. Arrays are row-major, `count` examples one after another; an argument
 * that is left out is the array of that name in `buffers`. A wrong length or count is a RangeError.
 */
export interface NamesRnn {
  /** Flat, in the order of `metadata.parameters`. */
  readonly parameters: Float64Array;
  /** ∇J, laid out like `parameters`. */
  readonly gradient: Float64Array;
  /** The optimiser's memory and running statistics, in the order of `metadata.state`. */
  readonly state: Float64Array;
  /** [J] of the latest `backward` or `trainStep`, the regulariser included. */
  readonly loss: Float64Array;
  /** One example each, used where arrays are left out. */
  readonly buffers: { readonly before: Int32Array; readonly next: Float64Array; readonly yHat: Float64Array };
  /** Set to true in a callback, it ends `fit` after the step or epoch at hand; `fit` sets it to false when it begins. */
  stopTraining: boolean;
  /** The step size α. */
  learningRate: number;
  /** The m of the regulariser λ/(2m) Σ w²: the size of the training set, set by `fit`; 0 stands for `count`. */
  trainingSize: number;
  /** Draws all parameters anew and clears the state: the same numbers for a seed on every machine. Allocates a little. */
  initialize(seed?: number): void;
  /** Predicts: writes the outputs. Allocates nothing. */
  forward(before?: Int32Array, yHat?: Float64Array, count?: number): void;
  /** Writes `gradient` and `loss[0]`. Allocates nothing. */
  backward(before?: Int32Array, next?: Float64Array, count?: number): void;
  /** One step of the optimiser, from `gradient` as it stands. Allocates nothing. */
  update(): void;
  /** `backward`, then `update`, in one: `loss[0]` is J before the step, `gradient` is left unspecified. Allocates nothing. */
  trainStep(before?: Int32Array, next?: Float64Array, count?: number): void;
  /** J. Allocates nothing but the number that it returns. */
  objective(before?: Int32Array, next?: Float64Array, count?: number): number;
  /** Takes over the parameters and the state of another network of this kind. Allocates nothing. */
  copyFrom(other: NamesRnn): void;
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
export function create(options: CreateOptions = {}): NamesRnn {
  const parameters = zeros(PARAMETER_COUNT);
  const gradient = zeros(PARAMETER_COUNT);
  const loss = zeros(1);
  const inputs = metadata.inputs;
  const outputs = metadata.outputs;
  const state = zeros(6680);
  const hyper = Float64Array.of(0.01, 0); // learningRate, trainingSize
  const buffers: NamesRnn["buffers"] = { before: integers(6), next: zeros(27), yHat: zeros(27) };
  const W1 = parameters.subarray(0, 216); // embedded.weight
  const W2 = parameters.subarray(216, 792); // h.weight
  const b2 = parameters.subarray(792, 864); // h.bias
  const U2 = parameters.subarray(864, 2592); // h.recurrent
  const v2 = parameters.subarray(2592, 2664); // h.recurrentBias
  const W3 = parameters.subarray(2664, 3312); // scores.weight
  const b3 = parameters.subarray(3312, 3339); // scores.bias
  const dW1 = gradient.subarray(0, 216); // ∂J/∂embedded.weight
  const dW2 = gradient.subarray(216, 792); // ∂J/∂h.weight
  const db2 = gradient.subarray(792, 864); // ∂J/∂h.bias
  const dU2 = gradient.subarray(864, 2592); // ∂J/∂h.recurrent
  const dv2 = gradient.subarray(2592, 2664); // ∂J/∂h.recurrentBias
  const dW3 = gradient.subarray(2664, 3312); // ∂J/∂scores.weight
  const db3 = gradient.subarray(3312, 3339); // ∂J/∂scores.bias
  const beta1Power = state.subarray(0, 1); // adam.beta1Power
  const beta2Power = state.subarray(1, 2); // adam.beta2Power
  const mW1 = state.subarray(2, 218); // adam.m.embedded.weight
  const vW1 = state.subarray(218, 434); // adam.v.embedded.weight
  const mW2 = state.subarray(434, 1010); // adam.m.h.weight
  const vW2 = state.subarray(1010, 1586); // adam.v.h.weight
  const mb2 = state.subarray(1586, 1658); // adam.m.h.bias
  const vb2 = state.subarray(1658, 1730); // adam.v.h.bias
  const mU2 = state.subarray(1730, 3458); // adam.m.h.recurrent
  const vU2 = state.subarray(3458, 5186); // adam.v.h.recurrent
  const mv2 = state.subarray(5186, 5258); // adam.m.h.recurrentBias
  const vv2 = state.subarray(5258, 5330); // adam.v.h.recurrentBias
  const mW3 = state.subarray(5330, 5978); // adam.m.scores.weight
  const vW3 = state.subarray(5978, 6626); // adam.v.scores.weight
  const mb3 = state.subarray(6626, 6653); // adam.m.scores.bias
  const vb3 = state.subarray(6653, 6680); // adam.v.scores.bias
  const memory = zeros(3084); // values on the way
  const embedded = memory.subarray(2328, 2520); // embedded
  const t2 = memory.subarray(0, 1728); // t2
  const t28 = memory.subarray(1728, 2400); // t28
  const t5 = memory.subarray(2400, 2688); // t5
  const scores = memory.subarray(2976, 3084); // scores
  const exp = memory.subarray(1896, 2004); // exp
  const b2_allBar = memory.subarray(432, 864); // b2_allBar
  const scoresBar = memory.subarray(2208, 2235); // scoresBar
  const t29Bar = memory.subarray(2064, 2208); // t29Bar
  const t28Bar = memory.subarray(1896, 2064); // t28Bar
  const scan = memory.subarray(2376, 2544); // scan
  const t5_2 = memory.subarray(2064, 2136); // t5.2
  const t11_2 = memory.subarray(2280, 2304); // t11.2
  const t12 = memory.subarray(2304, 2328); // t12
  const t20 = memory.subarray(2544, 2568); // t20
  const t24 = memory.subarray(2568, 2592); // t24
  const mul_5 = memory.subarray(2592, 2616); // mul.5
  const pad = memory.subarray(2136, 2208); // pad
  const pad_2 = memory.subarray(2208, 2280); // pad.2
  const pad_3 = memory.subarray(2064, 2136); // pad.3
  const add_3 = memory.subarray(2064, 2136); // add.3
  const add = memory.subarray(864, 1296); // add
  const logistic = memory.subarray(2544, 2688); // logistic
  const sub_3 = memory.subarray(2688, 2832); // sub.3
  const logistic_2 = memory.subarray(1896, 2040); // logistic.2
  const tanh = memory.subarray(2832, 2976); // tanh
  const mul_5_2 = memory.subarray(2040, 2184); // mul.5.2
  const pad_4 = memory.subarray(0, 432); // pad.4
  const pad_2_2 = memory.subarray(1296, 1728); // pad.2.2
  const pad_3_2 = memory.subarray(864, 1296); // pad.3.2
  const pad_4_2 = memory.subarray(1896, 2328); // pad.4.2
  const add_8 = memory.subarray(0, 432); // add.8
  const add_9 = memory.subarray(0, 432); // add.9
  const b2Bar = memory.subarray(0, 72); // b2Bar
  // In nested loops V8 takes an array for fixed where a constant of the function holds it.
  const views = {
    W1,
    embedded,
    W2,
    t28,
    U2,
    t2,
    t5,
    W3,
    scores,
    exp,
    dW3,
    t29Bar,
    scoresBar,
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
    sub_3,
    logistic_2,
    tanh,
    mul_5_2,
    pad_4,
    pad_2_2,
    pad_3_2,
    pad_4_2,
    add_8,
    add_9,
    b2_allBar,
  };

  /** Runs the network in inference mode on `count` examples and writes the outputs. Allocates nothing. */
  function forward(before: Int32Array = buffers.before, yHat: Float64Array = buffers.yHat, count: number = 1): void {
    check("forward", inputs[0]!, before, count);
    checkRange("forward", inputs[0]!, before);
    check("forward", outputs[0]!, yHat, count);
    const { W1, embedded, W2, t28, U2, t2, t5, W3, scores, exp } = views;
    const b_26 = b3[26]!;
    for (let n = 0; n < count - 3; n += 4) {
      // embedded = gather(W1, before)   [6, 8]   net.ts:9
      for (let i = 0; i < 6; i += 2) {
        const before_ni = before[n * 6 + i]!;
        const before_ni_2 = before[n * 6 + i + 1]!;
        const before_ni_3 = before[n * 6 + i + 6]!;
        const before_ni_4 = before[n * 6 + i + 7]!;
        const before_ni_5 = before[n * 6 + i + 12]!;
        const before_ni_6 = before[n * 6 + i + 13]!;
        const before_ni_7 = before[n * 6 + i + 18]!;
        const before_ni_8 = before[n * 6 + i + 19]!;
        for (let j = 0; j < 8; j++) {
          const before_at_0_0 = before_ni;
          const before_at_0_1 = before_ni_2;
          const before_at_1_0 = before_ni_3;
          const before_at_1_1 = before_ni_4;
          const before_at_2_0 = before_ni_5;
          const before_at_2_1 = before_ni_6;
          const before_at_3_0 = before_ni_7;
          const before_at_3_1 = before_ni_8;
          embedded[i * 8 + j] = W1[before_at_0_0 * 8 + j]!;
          embedded[i * 8 + j + 8] = W1[before_at_0_1 * 8 + j]!;
          embedded[i * 8 + j + 48] = W1[before_at_1_0 * 8 + j]!;
          embedded[i * 8 + j + 56] = W1[before_at_1_1 * 8 + j]!;
          embedded[i * 8 + j + 96] = W1[before_at_2_0 * 8 + j]!;
          embedded[i * 8 + j + 104] = W1[before_at_2_1 * 8 + j]!;
          embedded[i * 8 + j + 144] = W1[before_at_3_0 * 8 + j]!;
          embedded[i * 8 + j + 152] = W1[before_at_3_1 * 8 + j]!;
        }
      }
      // t1 = embedded·W2 {nti,oi->nto}   [6, 72]   net.ts:10
      // t2 = t1 + b2   [6, 72]   net.ts:10
      for (let i = 0; i < 6; i += 2) {
        for (let j = 0; j < 72; j++) {
          let t1_0_0 = 0;
          let t1_0_1 = 0;
          let t1_1_0 = 0;
          let t1_1_1 = 0;
          let t1_2_0 = 0;
          let t1_2_1 = 0;
          let t1_3_0 = 0;
          let t1_3_1 = 0;
          for (let k = 0; k < 8; k++) {
            const w_jk = W2[j * 8 + k]!;
            t1_0_0 += embedded[i * 8 + k]! * w_jk;
            t1_0_1 += embedded[i * 8 + k + 8]! * w_jk;
            t1_1_0 += embedded[i * 8 + k + 48]! * w_jk;
            t1_1_1 += embedded[i * 8 + k + 56]! * w_jk;
            t1_2_0 += embedded[i * 8 + k + 96]! * w_jk;
            t1_2_1 += embedded[i * 8 + k + 104]! * w_jk;
            t1_3_0 += embedded[i * 8 + k + 144]! * w_jk;
            t1_3_1 += embedded[i * 8 + k + 152]! * w_jk;
          }
          const b_j = b2[j]!;
          t2[i * 72 + j] = t1_0_0 + b_j;
          t2[i * 72 + j + 72] = t1_0_1 + b_j;
          t2[i * 72 + j + 432] = t1_1_0 + b_j;
          t2[i * 72 + j + 504] = t1_1_1 + b_j;
          t2[i * 72 + j + 864] = t1_2_0 + b_j;
          t2[i * 72 + j + 936] = t1_2_1 + b_j;
          t2[i * 72 + j + 1296] = t1_3_0 + b_j;
          t2[i * 72 + j + 1368] = t1_3_1 + b_j;
        }
      }
      // t28 = scan(0, t2, U2, v2)   [7, 24]   net.ts:10
      for (let i = 0; i < 24; i++) {
        t28[i] = 0;
        t28[i + 168] = 0;
        t28[i + 336] = 0;
        t28[i + 504] = 0;
      }
      for (let step = 0; step < 6; step++) {
        // t4 = state·U2ᵀ   [72]   net.ts:10
        // t5 = t4 + v2   [72]   net.ts:10
        for (let i = 0; i < 72; i += 2) {
          let t4_0_0 = 0;
          let t4_0_1 = 0;
          let t4_1_0 = 0;
          let t4_1_1 = 0;
          let t4_2_0 = 0;
          let t4_2_1 = 0;
          let t4_3_0 = 0;
          let t4_3_1 = 0;
          for (let j = 0; j < 24; j++) {
            const r_ij = U2[i * 24 + j]!;
            const t28_stepj = t28[step * 24 + j]!;
            t4_0_0 += r_ij * t28_stepj;
            const r_ij_2 = U2[i * 24 + j + 24]!;
            t4_0_1 += r_ij_2 * t28_stepj;
            const t28_stepj_2 = t28[step * 24 + j + 168]!;
            t4_1_0 += r_ij * t28_stepj_2;
            t4_1_1 += r_ij_2 * t28_stepj_2;
            const t28_stepj_3 = t28[step * 24 + j + 336]!;
            t4_2_0 += r_ij * t28_stepj_3;
            t4_2_1 += r_ij_2 * t28_stepj_3;
            const t28_stepj_4 = t28[step * 24 + j + 504]!;
            t4_3_0 += r_ij * t28_stepj_4;
            t4_3_1 += r_ij_2 * t28_stepj_4;
          }
          const r_i = v2[i]!;
          t5[i] = t4_0_0 + r_i;
          const r_i_2 = v2[i + 1]!;
          t5[i + 1] = t4_0_1 + r_i_2;
          t5[i + 72] = t4_1_0 + r_i;
          t5[i + 73] = t4_1_1 + r_i_2;
          t5[i + 144] = t4_2_0 + r_i;
          t5[i + 145] = t4_2_1 + r_i_2;
          t5[i + 216] = t4_3_0 + r_i;
          t5[i + 217] = t4_3_1 + r_i_2;
        }
        for (let i = 0; i < 24; i += 4) {
          // t3 = slice(x)   [24]   net.ts:10
          // t6 = slice(t5)   [24]   net.ts:10
          // t7 = t3 + t6   [24]   net.ts:10
          // t11 = σ(t7)   [24]   net.ts:10
          const t11_0_0 = 1 / (1 + Math.exp(-(t2[step * 72 + i + 24]! + t5[i + 24]!)));
          const t11_0_1 = 1 / (1 + Math.exp(-(t2[step * 72 + i + 25]! + t5[i + 25]!)));
          const t11_0_2 = 1 / (1 + Math.exp(-(t2[step * 72 + i + 26]! + t5[i + 26]!)));
          const t11_0_3 = 1 / (1 + Math.exp(-(t2[step * 72 + i + 27]! + t5[i + 27]!)));
          const t11_1_0 = 1 / (1 + Math.exp(-(t2[step * 72 + i + 456]! + t5[i + 96]!)));
          const t11_1_1 = 1 / (1 + Math.exp(-(t2[step * 72 + i + 457]! + t5[i + 97]!)));
          const t11_1_2 = 1 / (1 + Math.exp(-(t2[step * 72 + i + 458]! + t5[i + 98]!)));
          const t11_1_3 = 1 / (1 + Math.exp(-(t2[step * 72 + i + 459]! + t5[i + 99]!)));
          const t11_2_0 = 1 / (1 + Math.exp(-(t2[step * 72 + i + 888]! + t5[i + 168]!)));
          const t11_2_1 = 1 / (1 + Math.exp(-(t2[step * 72 + i + 889]! + t5[i + 169]!)));
          const t11_2_2 = 1 / (1 + Math.exp(-(t2[step * 72 + i + 890]! + t5[i + 170]!)));
          const t11_2_3 = 1 / (1 + Math.exp(-(t2[step * 72 + i + 891]! + t5[i + 171]!)));
          const t11_3_0 = 1 / (1 + Math.exp(-(t2[step * 72 + i + 1320]! + t5[i + 240]!)));
          const t11_3_1 = 1 / (1 + Math.exp(-(t2[step * 72 + i + 1321]! + t5[i + 241]!)));
          const t11_3_2 = 1 / (1 + Math.exp(-(t2[step * 72 + i + 1322]! + t5[i + 242]!)));
          const t11_3_3 = 1 / (1 + Math.exp(-(t2[step * 72 + i + 1323]! + t5[i + 243]!)));
          t28[step * 24 + i + 24] =
            (1 - t11_0_0) *
              Math.tanh(t2[step * 72 + i + 48]! + (1 / (1 + Math.exp(-(t2[step * 72 + i]! + t5[i]!)))) * t5[i + 48]!) +
            t11_0_0 * t28[step * 24 + i]!;
          t28[step * 24 + i + 25] =
            (1 - t11_0_1) *
              Math.tanh(
                t2[step * 72 + i + 49]! + (1 / (1 + Math.exp(-(t2[step * 72 + i + 1]! + t5[i + 1]!)))) * t5[i + 49]!,
              ) +
            t11_0_1 * t28[step * 24 + i + 1]!;
          t28[step * 24 + i + 26] =
            (1 - t11_0_2) *
              Math.tanh(
                t2[step * 72 + i + 50]! + (1 / (1 + Math.exp(-(t2[step * 72 + i + 2]! + t5[i + 2]!)))) * t5[i + 50]!,
              ) +
            t11_0_2 * t28[step * 24 + i + 2]!;
          t28[step * 24 + i + 27] =
            (1 - t11_0_3) *
              Math.tanh(
                t2[step * 72 + i + 51]! + (1 / (1 + Math.exp(-(t2[step * 72 + i + 3]! + t5[i + 3]!)))) * t5[i + 51]!,
              ) +
            t11_0_3 * t28[step * 24 + i + 3]!;
          t28[step * 24 + i + 192] =
            (1 - t11_1_0) *
              Math.tanh(
                t2[step * 72 + i + 480]! +
                  (1 / (1 + Math.exp(-(t2[step * 72 + i + 432]! + t5[i + 72]!)))) * t5[i + 120]!,
              ) +
            t11_1_0 * t28[step * 24 + i + 168]!;
          t28[step * 24 + i + 193] =
            (1 - t11_1_1) *
              Math.tanh(
                t2[step * 72 + i + 481]! +
                  (1 / (1 + Math.exp(-(t2[step * 72 + i + 433]! + t5[i + 73]!)))) * t5[i + 121]!,
              ) +
            t11_1_1 * t28[step * 24 + i + 169]!;
          t28[step * 24 + i + 194] =
            (1 - t11_1_2) *
              Math.tanh(
                t2[step * 72 + i + 482]! +
                  (1 / (1 + Math.exp(-(t2[step * 72 + i + 434]! + t5[i + 74]!)))) * t5[i + 122]!,
              ) +
            t11_1_2 * t28[step * 24 + i + 170]!;
          t28[step * 24 + i + 195] =
            (1 - t11_1_3) *
              Math.tanh(
                t2[step * 72 + i + 483]! +
                  (1 / (1 + Math.exp(-(t2[step * 72 + i + 435]! + t5[i + 75]!)))) * t5[i + 123]!,
              ) +
            t11_1_3 * t28[step * 24 + i + 171]!;
          t28[step * 24 + i + 360] =
            (1 - t11_2_0) *
              Math.tanh(
                t2[step * 72 + i + 912]! +
                  (1 / (1 + Math.exp(-(t2[step * 72 + i + 864]! + t5[i + 144]!)))) * t5[i + 192]!,
              ) +
            t11_2_0 * t28[step * 24 + i + 336]!;
          t28[step * 24 + i + 361] =
            (1 - t11_2_1) *
              Math.tanh(
                t2[step * 72 + i + 913]! +
                  (1 / (1 + Math.exp(-(t2[step * 72 + i + 865]! + t5[i + 145]!)))) * t5[i + 193]!,
              ) +
            t11_2_1 * t28[step * 24 + i + 337]!;
          t28[step * 24 + i + 362] =
            (1 - t11_2_2) *
              Math.tanh(
                t2[step * 72 + i + 914]! +
                  (1 / (1 + Math.exp(-(t2[step * 72 + i + 866]! + t5[i + 146]!)))) * t5[i + 194]!,
              ) +
            t11_2_2 * t28[step * 24 + i + 338]!;
          t28[step * 24 + i + 363] =
            (1 - t11_2_3) *
              Math.tanh(
                t2[step * 72 + i + 915]! +
                  (1 / (1 + Math.exp(-(t2[step * 72 + i + 867]! + t5[i + 147]!)))) * t5[i + 195]!,
              ) +
            t11_2_3 * t28[step * 24 + i + 339]!;
          t28[step * 24 + i + 528] =
            (1 - t11_3_0) *
              Math.tanh(
                t2[step * 72 + i + 1344]! +
                  (1 / (1 + Math.exp(-(t2[step * 72 + i + 1296]! + t5[i + 216]!)))) * t5[i + 264]!,
              ) +
            t11_3_0 * t28[step * 24 + i + 504]!;
          t28[step * 24 + i + 529] =
            (1 - t11_3_1) *
              Math.tanh(
                t2[step * 72 + i + 1345]! +
                  (1 / (1 + Math.exp(-(t2[step * 72 + i + 1297]! + t5[i + 217]!)))) * t5[i + 265]!,
              ) +
            t11_3_1 * t28[step * 24 + i + 505]!;
          t28[step * 24 + i + 530] =
            (1 - t11_3_2) *
              Math.tanh(
                t2[step * 72 + i + 1346]! +
                  (1 / (1 + Math.exp(-(t2[step * 72 + i + 1298]! + t5[i + 218]!)))) * t5[i + 266]!,
              ) +
            t11_3_2 * t28[step * 24 + i + 506]!;
          t28[step * 24 + i + 531] =
            (1 - t11_3_3) *
              Math.tanh(
                t2[step * 72 + i + 1347]! +
                  (1 / (1 + Math.exp(-(t2[step * 72 + i + 1299]! + t5[i + 219]!)))) * t5[i + 267]!,
              ) +
            t11_3_3 * t28[step * 24 + i + 507]!;
        }
      }
      let max_0 = -Infinity;
      let max_1 = -Infinity;
      let max_2 = -Infinity;
      let max_3 = -Infinity;
      for (let i = 0; i < 26; i += 2) {
        // t29 = slice(t28)   [6, 24]   net.ts:10
        // t30 = slice(t29)   [1, 24]   net.ts:10
        // h = reshape(t30)   [24]   net.ts:10
        // t31 = h·W3ᵀ   [27]   net.ts:11
        // scores = t31 + b3   [27]   net.ts:11
        let t31_0_0 = 0;
        let t31_0_1 = 0;
        let t31_1_0 = 0;
        let t31_1_1 = 0;
        let t31_2_0 = 0;
        let t31_2_1 = 0;
        let t31_3_0 = 0;
        let t31_3_1 = 0;
        for (let j = 0; j < 24; j++) {
          const w_ij = W3[i * 24 + j]!;
          const t28_j = t28[j + 144]!;
          t31_0_0 += w_ij * t28_j;
          const w_ij_2 = W3[i * 24 + j + 24]!;
          t31_0_1 += w_ij_2 * t28_j;
          const t28_j_2 = t28[j + 312]!;
          t31_1_0 += w_ij * t28_j_2;
          t31_1_1 += w_ij_2 * t28_j_2;
          const t28_j_3 = t28[j + 480]!;
          t31_2_0 += w_ij * t28_j_3;
          t31_2_1 += w_ij_2 * t28_j_3;
          const t28_j_4 = t28[j + 648]!;
          t31_3_0 += w_ij * t28_j_4;
          t31_3_1 += w_ij_2 * t28_j_4;
        }
        const b_i = b3[i]!;
        const scores_i_0_0 = t31_0_0 + b_i;
        const b_i_2 = b3[i + 1]!;
        const scores_i_0_1 = t31_0_1 + b_i_2;
        const scores_i_1_0 = t31_1_0 + b_i;
        const scores_i_1_1 = t31_1_1 + b_i_2;
        const scores_i_2_0 = t31_2_0 + b_i;
        const scores_i_2_1 = t31_2_1 + b_i_2;
        const scores_i_3_0 = t31_3_0 + b_i;
        const scores_i_3_1 = t31_3_1 + b_i_2;
        scores[i] = scores_i_0_0;
        scores[i + 1] = scores_i_0_1;
        scores[i + 27] = scores_i_1_0;
        scores[i + 28] = scores_i_1_1;
        scores[i + 54] = scores_i_2_0;
        scores[i + 55] = scores_i_2_1;
        scores[i + 81] = scores_i_3_0;
        scores[i + 82] = scores_i_3_1;
        // max = max scores   net.ts:12
        max_0 = Math.max(max_0, scores_i_0_0);
        max_0 = Math.max(max_0, scores_i_0_1);
        max_1 = Math.max(max_1, scores_i_1_0);
        max_1 = Math.max(max_1, scores_i_1_1);
        max_2 = Math.max(max_2, scores_i_2_0);
        max_2 = Math.max(max_2, scores_i_2_1);
        max_3 = Math.max(max_3, scores_i_3_0);
        max_3 = Math.max(max_3, scores_i_3_1);
      }
      // t29 = slice(t28)   [6, 24]   net.ts:10
      // t30 = slice(t29)   [1, 24]   net.ts:10
      // h = reshape(t30)   [24]   net.ts:10
      // t31 = h·W3ᵀ   [27]   net.ts:11
      // scores = t31 + b3   [27]   net.ts:11
      let t31_0_0 = 0;
      let t31_1_0 = 0;
      let t31_2_0 = 0;
      let t31_3_0 = 0;
      for (let j = 0; j < 24; j++) {
        const w_j = W3[j + 624]!;
        t31_0_0 += w_j * t28[j + 144]!;
        t31_1_0 += w_j * t28[j + 312]!;
        t31_2_0 += w_j * t28[j + 480]!;
        t31_3_0 += w_j * t28[j + 648]!;
      }
      const scores_i_0_0 = t31_0_0 + b_26;
      const scores_i_1_0 = t31_1_0 + b_26;
      const scores_i_2_0 = t31_2_0 + b_26;
      const scores_i_3_0 = t31_3_0 + b_26;
      scores[26] = scores_i_0_0;
      scores[53] = scores_i_1_0;
      scores[80] = scores_i_2_0;
      scores[107] = scores_i_3_0;
      // max = max scores   net.ts:12
      max_0 = Math.max(max_0, scores_i_0_0);
      max_1 = Math.max(max_1, scores_i_1_0);
      max_2 = Math.max(max_2, scores_i_2_0);
      max_3 = Math.max(max_3, scores_i_3_0);
      let sum_2_0 = 0;
      let sum_2_1 = 0;
      let sum_2_2 = 0;
      let sum_2_3 = 0;
      for (let i = 0; i < 27; i++) {
        // exp = exp(scores − (max scores))   [27]   net.ts:12
        const exp_i_0 = Math.exp(scores[i]! - max_0);
        const exp_i_1 = Math.exp(scores[i + 27]! - max_1);
        const exp_i_2 = Math.exp(scores[i + 54]! - max_2);
        const exp_i_3 = Math.exp(scores[i + 81]! - max_3);
        exp[i] = exp_i_0;
        exp[i + 27] = exp_i_1;
        exp[i + 54] = exp_i_2;
        exp[i + 81] = exp_i_3;
        // sum.2 = Σ exp   net.ts:12
        sum_2_0 += exp_i_0;
        sum_2_1 += exp_i_1;
        sum_2_2 += exp_i_2;
        sum_2_3 += exp_i_3;
      }
      // ŷ = exp/(Σ exp)   [27]   net.ts:12
      for (let i = 0; i < 27; i++) {
        yHat[n * 27 + i] = exp[i]! / sum_2_0;
        yHat[n * 27 + i + 27] = exp[i + 27]! / sum_2_1;
        yHat[n * 27 + i + 54] = exp[i + 54]! / sum_2_2;
        yHat[n * 27 + i + 81] = exp[i + 81]! / sum_2_3;
      }
    }
    const b_24 = b3[24]!;
    const b_25 = b3[25]!;
    for (let n = count - (count % 4); n < count; n++) {
      // embedded = gather(W1, before)   [6, 8]   net.ts:9
      const before_n = before[n * 6]!;
      const before_n_2 = before[n * 6 + 1]!;
      const before_n_3 = before[n * 6 + 2]!;
      const before_n_4 = before[n * 6 + 3]!;
      for (let j = 0; j < 8; j += 2) {
        const before_at_0_0 = before_n;
        const before_at_0_1 = before_n;
        const before_at_1_0 = before_n_2;
        const before_at_1_1 = before_n_2;
        const before_at_2_0 = before_n_3;
        const before_at_2_1 = before_n_3;
        const before_at_3_0 = before_n_4;
        const before_at_3_1 = before_n_4;
        embedded[j] = W1[before_at_0_0 * 8 + j]!;
        embedded[j + 1] = W1[before_at_0_1 * 8 + j + 1]!;
        embedded[j + 8] = W1[before_at_1_0 * 8 + j]!;
        embedded[j + 9] = W1[before_at_1_1 * 8 + j + 1]!;
        embedded[j + 16] = W1[before_at_2_0 * 8 + j]!;
        embedded[j + 17] = W1[before_at_2_1 * 8 + j + 1]!;
        embedded[j + 24] = W1[before_at_3_0 * 8 + j]!;
        embedded[j + 25] = W1[before_at_3_1 * 8 + j + 1]!;
      }
      const before_n_5 = before[n * 6 + 4]!;
      const before_n_6 = before[n * 6 + 5]!;
      for (let j = 0; j < 8; j += 2) {
        const before_at_4_0 = before_n_5;
        const before_at_4_1 = before_n_5;
        const before_at_5_0 = before_n_6;
        const before_at_5_1 = before_n_6;
        embedded[j + 32] = W1[before_at_4_0 * 8 + j]!;
        embedded[j + 33] = W1[before_at_4_1 * 8 + j + 1]!;
        embedded[j + 40] = W1[before_at_5_0 * 8 + j]!;
        embedded[j + 41] = W1[before_at_5_1 * 8 + j + 1]!;
      }
      // t1 = embedded·W2 {nti,oi->nto}   [6, 72]   net.ts:10
      // t2 = t1 + b2   [6, 72]   net.ts:10
      for (let j = 0; j < 72; j++) {
        let t1_0 = 0;
        let t1_1 = 0;
        let t1_2 = 0;
        let t1_3 = 0;
        for (let k = 0; k < 8; k++) {
          const w_jk = W2[j * 8 + k]!;
          t1_0 += embedded[k]! * w_jk;
          t1_1 += embedded[k + 8]! * w_jk;
          t1_2 += embedded[k + 16]! * w_jk;
          t1_3 += embedded[k + 24]! * w_jk;
        }
        const b_j = b2[j]!;
        t2[j] = t1_0 + b_j;
        t2[j + 72] = t1_1 + b_j;
        t2[j + 144] = t1_2 + b_j;
        t2[j + 216] = t1_3 + b_j;
      }
      for (let j = 0; j < 72; j++) {
        let t1_4 = 0;
        let t1_5 = 0;
        for (let k = 0; k < 8; k++) {
          const w_jk = W2[j * 8 + k]!;
          t1_4 += embedded[k + 32]! * w_jk;
          t1_5 += embedded[k + 40]! * w_jk;
        }
        const b_j = b2[j]!;
        t2[j + 288] = t1_4 + b_j;
        t2[j + 360] = t1_5 + b_j;
      }
      // t28 = scan(0, t2, U2, v2)   [7, 24]   net.ts:10
      for (let i = 0; i < 24; i += 2) {
        t28[i] = 0;
        t28[i + 1] = 0;
      }
      for (let step = 0; step < 6; step++) {
        // t4 = state·U2ᵀ   [72]   net.ts:10
        // t5 = t4 + v2   [72]   net.ts:10
        for (let i = 0; i < 72; i += 4) {
          let t4_0 = 0;
          let t4_1 = 0;
          let t4_2 = 0;
          let t4_3 = 0;
          for (let j = 0; j < 24; j++) {
            const t28_stepj = t28[step * 24 + j]!;
            t4_0 += U2[i * 24 + j]! * t28_stepj;
            t4_1 += U2[i * 24 + j + 24]! * t28_stepj;
            t4_2 += U2[i * 24 + j + 48]! * t28_stepj;
            t4_3 += U2[i * 24 + j + 72]! * t28_stepj;
          }
          t5[i] = t4_0 + v2[i]!;
          t5[i + 1] = t4_1 + v2[i + 1]!;
          t5[i + 2] = t4_2 + v2[i + 2]!;
          t5[i + 3] = t4_3 + v2[i + 3]!;
        }
        for (let i = 0; i < 24; i += 4) {
          // t3 = slice(x)   [24]   net.ts:10
          // t6 = slice(t5)   [24]   net.ts:10
          // t7 = t3 + t6   [24]   net.ts:10
          // t11 = σ(t7)   [24]   net.ts:10
          const t11_0 = 1 / (1 + Math.exp(-(t2[step * 72 + i + 24]! + t5[i + 24]!)));
          const t11_1 = 1 / (1 + Math.exp(-(t2[step * 72 + i + 25]! + t5[i + 25]!)));
          const t11_2 = 1 / (1 + Math.exp(-(t2[step * 72 + i + 26]! + t5[i + 26]!)));
          const t11_3 = 1 / (1 + Math.exp(-(t2[step * 72 + i + 27]! + t5[i + 27]!)));
          t28[step * 24 + i + 24] =
            (1 - t11_0) *
              Math.tanh(t2[step * 72 + i + 48]! + (1 / (1 + Math.exp(-(t2[step * 72 + i]! + t5[i]!)))) * t5[i + 48]!) +
            t11_0 * t28[step * 24 + i]!;
          t28[step * 24 + i + 25] =
            (1 - t11_1) *
              Math.tanh(
                t2[step * 72 + i + 49]! + (1 / (1 + Math.exp(-(t2[step * 72 + i + 1]! + t5[i + 1]!)))) * t5[i + 49]!,
              ) +
            t11_1 * t28[step * 24 + i + 1]!;
          t28[step * 24 + i + 26] =
            (1 - t11_2) *
              Math.tanh(
                t2[step * 72 + i + 50]! + (1 / (1 + Math.exp(-(t2[step * 72 + i + 2]! + t5[i + 2]!)))) * t5[i + 50]!,
              ) +
            t11_2 * t28[step * 24 + i + 2]!;
          t28[step * 24 + i + 27] =
            (1 - t11_3) *
              Math.tanh(
                t2[step * 72 + i + 51]! + (1 / (1 + Math.exp(-(t2[step * 72 + i + 3]! + t5[i + 3]!)))) * t5[i + 51]!,
              ) +
            t11_3 * t28[step * 24 + i + 3]!;
        }
      }
      let max = -Infinity;
      for (let i = 0; i < 24; i += 4) {
        // t29 = slice(t28)   [6, 24]   net.ts:10
        // t30 = slice(t29)   [1, 24]   net.ts:10
        // h = reshape(t30)   [24]   net.ts:10
        // t31 = h·W3ᵀ   [27]   net.ts:11
        // scores = t31 + b3   [27]   net.ts:11
        let t31_0 = 0;
        let t31_1 = 0;
        let t31_2 = 0;
        let t31_3 = 0;
        for (let j = 0; j < 24; j++) {
          const t28_j = t28[j + 144]!;
          t31_0 += W3[i * 24 + j]! * t28_j;
          t31_1 += W3[i * 24 + j + 24]! * t28_j;
          t31_2 += W3[i * 24 + j + 48]! * t28_j;
          t31_3 += W3[i * 24 + j + 72]! * t28_j;
        }
        const scores_i_0 = t31_0 + b3[i]!;
        const scores_i_1 = t31_1 + b3[i + 1]!;
        const scores_i_2 = t31_2 + b3[i + 2]!;
        const scores_i_3 = t31_3 + b3[i + 3]!;
        scores[i] = scores_i_0;
        scores[i + 1] = scores_i_1;
        scores[i + 2] = scores_i_2;
        scores[i + 3] = scores_i_3;
        // max = max scores   net.ts:12
        max = Math.max(max, scores_i_0);
        max = Math.max(max, scores_i_1);
        max = Math.max(max, scores_i_2);
        max = Math.max(max, scores_i_3);
      }
      // t29 = slice(t28)   [6, 24]   net.ts:10
      // t30 = slice(t29)   [1, 24]   net.ts:10
      // h = reshape(t30)   [24]   net.ts:10
      // t31 = h·W3ᵀ   [27]   net.ts:11
      // scores = t31 + b3   [27]   net.ts:11
      let t31_0 = 0;
      let t31_1 = 0;
      let t31_2 = 0;
      for (let j = 0; j < 24; j++) {
        const t28_j = t28[j + 144]!;
        t31_0 += W3[j + 576]! * t28_j;
        t31_1 += W3[j + 600]! * t28_j;
        t31_2 += W3[j + 624]! * t28_j;
      }
      const scores_i_0 = t31_0 + b_24;
      const scores_i_1 = t31_1 + b_25;
      const scores_i_2 = t31_2 + b_26;
      scores[24] = scores_i_0;
      scores[25] = scores_i_1;
      scores[26] = scores_i_2;
      // max = max scores   net.ts:12
      max = Math.max(max, scores_i_0);
      max = Math.max(max, scores_i_1);
      max = Math.max(max, scores_i_2);
      let sum_2 = 0;
      for (let i = 0; i < 26; i += 2) {
        // exp = exp(scores − (max scores))   [27]   net.ts:12
        const exp_i_0 = Math.exp(scores[i]! - max);
        const exp_i_1 = Math.exp(scores[i + 1]! - max);
        exp[i] = exp_i_0;
        exp[i + 1] = exp_i_1;
        // sum.2 = Σ exp   net.ts:12
        sum_2 += exp_i_0 + exp_i_1;
      }
      // exp = exp(scores − (max scores))   [27]   net.ts:12
      const exp_i_0 = Math.exp(scores[26]! - max);
      exp[26] = exp_i_0;
      // sum.2 = Σ exp   net.ts:12
      sum_2 += exp_i_0;
      // ŷ = exp/(Σ exp)   [27]   net.ts:12
      for (let i = 0; i < 26; i += 2) {
        yHat[n * 27 + i] = exp[i]! / sum_2;
        yHat[n * 27 + i + 1] = exp[i + 1]! / sum_2;
      }
      yHat[n * 27 + 26] = exp[26]! / sum_2;
    }
  }

  /** Backpropagation over `count` examples: writes ∇J to `gradient` and J to `loss[0]`, regulariser included. Allocates nothing. */
  function backward(before: Int32Array = buffers.before, next: Float64Array = buffers.next, count: number = 1): void {
    check("backward", inputs[0]!, before, count);
    checkRange("backward", inputs[0]!, before);
    check("backward", inputs[1]!, next, count);
    const {
      W1,
      embedded,
      W2,
      t28,
      U2,
      t2,
      t5,
      W3,
      scores,
      exp,
      dW3,
      t29Bar,
      scoresBar,
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
      sub_3,
      logistic_2,
      tanh,
      mul_5_2,
      pad_4,
      pad_2_2,
      pad_3_2,
      pad_4_2,
      add_8,
      add_9,
      b2_allBar,
    } = views;
    // b̄3 = 0   [27]   net.ts:11
    for (let i = 0; i < 26; i += 2) {
      db3[i] = 0;
      db3[i + 1] = 0;
    }
    db3[26] = 0;
    // W̄3 = 0   [27, 24]   net.ts:11
    for (let i = 0; i < 648; i += 2) {
      dW3[i] = 0;
      dW3[i + 1] = 0;
    }
    // v̄2 = 0   [72]   net.ts:10
    for (let i = 0; i < 72; i += 2) {
      dv2[i] = 0;
      dv2[i + 1] = 0;
    }
    // Ū2 = 0   [72, 24]   net.ts:10
    for (let i = 0; i < 1728; i += 2) {
      dU2[i] = 0;
      dU2[i + 1] = 0;
    }
    // b2_allBar = 0   [6, 72]   net.ts:10
    for (let i = 0; i < 432; i += 2) {
      b2_allBar[i] = 0;
      b2_allBar[i + 1] = 0;
    }
    // W̄2 = 0   [72, 8]   net.ts:10
    for (let i = 0; i < 576; i += 2) {
      dW2[i] = 0;
      dW2[i + 1] = 0;
    }
    // W̄1 = 0   [27, 8]   net.ts:9
    for (let i = 0; i < 216; i += 2) {
      dW1[i] = 0;
      dW1[i + 1] = 0;
    }
    // sum = 0
    let sum = 0;
    const b_24 = b3[24]!;
    const b_25 = b3[25]!;
    const b_26 = b3[26]!;
    for (let n = 0; n < count; n++) {
      // embedded = gather(W1, before)   [6, 8]   net.ts:9
      const before_n = before[n * 6]!;
      const before_n_2 = before[n * 6 + 1]!;
      const before_n_3 = before[n * 6 + 2]!;
      const before_n_4 = before[n * 6 + 3]!;
      for (let j = 0; j < 8; j += 2) {
        const before_at_0_0 = before_n;
        const before_at_0_1 = before_n;
        const before_at_1_0 = before_n_2;
        const before_at_1_1 = before_n_2;
        const before_at_2_0 = before_n_3;
        const before_at_2_1 = before_n_3;
        const before_at_3_0 = before_n_4;
        const before_at_3_1 = before_n_4;
        embedded[j] = W1[before_at_0_0 * 8 + j]!;
        embedded[j + 1] = W1[before_at_0_1 * 8 + j + 1]!;
        embedded[j + 8] = W1[before_at_1_0 * 8 + j]!;
        embedded[j + 9] = W1[before_at_1_1 * 8 + j + 1]!;
        embedded[j + 16] = W1[before_at_2_0 * 8 + j]!;
        embedded[j + 17] = W1[before_at_2_1 * 8 + j + 1]!;
        embedded[j + 24] = W1[before_at_3_0 * 8 + j]!;
        embedded[j + 25] = W1[before_at_3_1 * 8 + j + 1]!;
      }
      const before_n_5 = before[n * 6 + 4]!;
      const before_n_6 = before[n * 6 + 5]!;
      for (let j = 0; j < 8; j += 2) {
        const before_at_4_0 = before_n_5;
        const before_at_4_1 = before_n_5;
        const before_at_5_0 = before_n_6;
        const before_at_5_1 = before_n_6;
        embedded[j + 32] = W1[before_at_4_0 * 8 + j]!;
        embedded[j + 33] = W1[before_at_4_1 * 8 + j + 1]!;
        embedded[j + 40] = W1[before_at_5_0 * 8 + j]!;
        embedded[j + 41] = W1[before_at_5_1 * 8 + j + 1]!;
      }
      // t1 = embedded·W2 {nti,oi->nto}   [6, 72]   net.ts:10
      // t2 = t1 + b2   [6, 72]   net.ts:10
      for (let j = 0; j < 72; j++) {
        let t1_0 = 0;
        let t1_1 = 0;
        let t1_2 = 0;
        let t1_3 = 0;
        for (let k = 0; k < 8; k++) {
          const w_jk = W2[j * 8 + k]!;
          t1_0 += embedded[k]! * w_jk;
          t1_1 += embedded[k + 8]! * w_jk;
          t1_2 += embedded[k + 16]! * w_jk;
          t1_3 += embedded[k + 24]! * w_jk;
        }
        const b_j = b2[j]!;
        t2[j] = t1_0 + b_j;
        t2[j + 72] = t1_1 + b_j;
        t2[j + 144] = t1_2 + b_j;
        t2[j + 216] = t1_3 + b_j;
      }
      for (let j = 0; j < 72; j++) {
        let t1_4 = 0;
        let t1_5 = 0;
        for (let k = 0; k < 8; k++) {
          const w_jk = W2[j * 8 + k]!;
          t1_4 += embedded[k + 32]! * w_jk;
          t1_5 += embedded[k + 40]! * w_jk;
        }
        const b_j = b2[j]!;
        t2[j + 288] = t1_4 + b_j;
        t2[j + 360] = t1_5 + b_j;
      }
      // t28 = scan(0, t2, U2, v2)   [7, 24]   net.ts:10
      for (let i = 0; i < 24; i += 2) {
        t28[i] = 0;
        t28[i + 1] = 0;
      }
      for (let step = 0; step < 6; step++) {
        // t4 = state·U2ᵀ   [72]   net.ts:10
        // t5 = t4 + v2   [72]   net.ts:10
        for (let i = 0; i < 72; i += 4) {
          let t4_0 = 0;
          let t4_1 = 0;
          let t4_2 = 0;
          let t4_3 = 0;
          for (let j = 0; j < 24; j++) {
            const t28_stepj = t28[step * 24 + j]!;
            t4_0 += U2[i * 24 + j]! * t28_stepj;
            t4_1 += U2[i * 24 + j + 24]! * t28_stepj;
            t4_2 += U2[i * 24 + j + 48]! * t28_stepj;
            t4_3 += U2[i * 24 + j + 72]! * t28_stepj;
          }
          t5[i] = t4_0 + v2[i]!;
          t5[i + 1] = t4_1 + v2[i + 1]!;
          t5[i + 2] = t4_2 + v2[i + 2]!;
          t5[i + 3] = t4_3 + v2[i + 3]!;
        }
        for (let i = 0; i < 24; i += 4) {
          // t3 = slice(x)   [24]   net.ts:10
          // t6 = slice(t5)   [24]   net.ts:10
          // t7 = t3 + t6   [24]   net.ts:10
          // t11 = σ(t7)   [24]   net.ts:10
          const t11_0 = 1 / (1 + Math.exp(-(t2[step * 72 + i + 24]! + t5[i + 24]!)));
          const t11_1 = 1 / (1 + Math.exp(-(t2[step * 72 + i + 25]! + t5[i + 25]!)));
          const t11_2_2 = 1 / (1 + Math.exp(-(t2[step * 72 + i + 26]! + t5[i + 26]!)));
          const t11_3 = 1 / (1 + Math.exp(-(t2[step * 72 + i + 27]! + t5[i + 27]!)));
          t28[step * 24 + i + 24] =
            (1 - t11_0) *
              Math.tanh(t2[step * 72 + i + 48]! + (1 / (1 + Math.exp(-(t2[step * 72 + i]! + t5[i]!)))) * t5[i + 48]!) +
            t11_0 * t28[step * 24 + i]!;
          t28[step * 24 + i + 25] =
            (1 - t11_1) *
              Math.tanh(
                t2[step * 72 + i + 49]! + (1 / (1 + Math.exp(-(t2[step * 72 + i + 1]! + t5[i + 1]!)))) * t5[i + 49]!,
              ) +
            t11_1 * t28[step * 24 + i + 1]!;
          t28[step * 24 + i + 26] =
            (1 - t11_2_2) *
              Math.tanh(
                t2[step * 72 + i + 50]! + (1 / (1 + Math.exp(-(t2[step * 72 + i + 2]! + t5[i + 2]!)))) * t5[i + 50]!,
              ) +
            t11_2_2 * t28[step * 24 + i + 2]!;
          t28[step * 24 + i + 27] =
            (1 - t11_3) *
              Math.tanh(
                t2[step * 72 + i + 51]! + (1 / (1 + Math.exp(-(t2[step * 72 + i + 3]! + t5[i + 3]!)))) * t5[i + 51]!,
              ) +
            t11_3 * t28[step * 24 + i + 3]!;
        }
      }
      let max = -Infinity;
      for (let i = 0; i < 24; i += 4) {
        // t29 = slice(t28)   [6, 24]   net.ts:10
        // t30 = slice(t29)   [1, 24]   net.ts:10
        // h = reshape(t30)   [24]   net.ts:10
        // t31 = h·W3ᵀ   [27]   net.ts:11
        // scores = t31 + b3   [27]   net.ts:11
        let t31_0 = 0;
        let t31_1 = 0;
        let t31_2 = 0;
        let t31_3 = 0;
        for (let j = 0; j < 24; j++) {
          const t28_j = t28[j + 144]!;
          t31_0 += W3[i * 24 + j]! * t28_j;
          t31_1 += W3[i * 24 + j + 24]! * t28_j;
          t31_2 += W3[i * 24 + j + 48]! * t28_j;
          t31_3 += W3[i * 24 + j + 72]! * t28_j;
        }
        const scores_i_0 = t31_0 + b3[i]!;
        const scores_i_1 = t31_1 + b3[i + 1]!;
        const scores_i_2 = t31_2 + b3[i + 2]!;
        const scores_i_3 = t31_3 + b3[i + 3]!;
        scores[i] = scores_i_0;
        scores[i + 1] = scores_i_1;
        scores[i + 2] = scores_i_2;
        scores[i + 3] = scores_i_3;
        // max = max scores   net.ts:12
        max = Math.max(max, scores_i_0);
        max = Math.max(max, scores_i_1);
        max = Math.max(max, scores_i_2);
        max = Math.max(max, scores_i_3);
      }
      // t29 = slice(t28)   [6, 24]   net.ts:10
      // t30 = slice(t29)   [1, 24]   net.ts:10
      // h = reshape(t30)   [24]   net.ts:10
      // t31 = h·W3ᵀ   [27]   net.ts:11
      // scores = t31 + b3   [27]   net.ts:11
      let t31_0 = 0;
      let t31_1 = 0;
      let t31_2 = 0;
      for (let j = 0; j < 24; j++) {
        const t28_j = t28[j + 144]!;
        t31_0 += W3[j + 576]! * t28_j;
        t31_1 += W3[j + 600]! * t28_j;
        t31_2 += W3[j + 624]! * t28_j;
      }
      const scores_i_0 = t31_0 + b_24;
      const scores_i_1 = t31_1 + b_25;
      const scores_i_2 = t31_2 + b_26;
      scores[24] = scores_i_0;
      scores[25] = scores_i_1;
      scores[26] = scores_i_2;
      // max = max scores   net.ts:12
      max = Math.max(max, scores_i_0);
      max = Math.max(max, scores_i_1);
      max = Math.max(max, scores_i_2);
      let sum_2 = 0;
      for (let i = 0; i < 26; i += 2) {
        // exp = exp(scores − max)   [27]   net.ts:12
        const exp_i_0 = Math.exp(scores[i]! - max);
        const exp_i_1 = Math.exp(scores[i + 1]! - max);
        exp[i] = exp_i_0;
        exp[i + 1] = exp_i_1;
        // sum.2 = Σ exp   net.ts:12
        sum_2 += exp_i_0 + exp_i_1;
      }
      // exp = exp(scores − max)   [27]   net.ts:12
      const exp_i_0 = Math.exp(scores[26]! - max);
      exp[26] = exp_i_0;
      // sum.2 = Σ exp   net.ts:12
      sum_2 += exp_i_0;
      // logSumExp = log(sum.2) + max   net.ts:12
      const logSumExp = Math.log(sum_2) + max;
      for (let i = 0; i < 24; i += 4) {
        // ŷ = exp/sum.2   [27]   net.ts:12
        // s̅c̅o̅r̅e̅s̅ = ŷ − next   [27]   net.ts:18
        const scoresBar_i_0 = exp[i]! / sum_2 - next[n * 27 + i]!;
        const scoresBar_i_1 = exp[i + 1]! / sum_2 - next[n * 27 + i + 1]!;
        const scoresBar_i_2 = exp[i + 2]! / sum_2 - next[n * 27 + i + 2]!;
        const scoresBar_i_3 = exp[i + 3]! / sum_2 - next[n * 27 + i + 3]!;
        scoresBar[i] = scoresBar_i_0;
        scoresBar[i + 1] = scoresBar_i_1;
        scoresBar[i + 2] = scoresBar_i_2;
        scoresBar[i + 3] = scoresBar_i_3;
        // b̄3 = Σ s̅c̅o̅r̅e̅s̅   [27]   net.ts:11
        db3[i]! += scoresBar_i_0;
        db3[i + 1]! += scoresBar_i_1;
        db3[i + 2]! += scoresBar_i_2;
        db3[i + 3]! += scoresBar_i_3;
        // t29 = slice(t28)   [6, 24]   net.ts:10
        // t30 = slice(t29)   [1, 24]   net.ts:10
        // h = reshape(t30)   [24]   net.ts:10
        // W̄3 = s̅c̅o̅r̅e̅s̅ᵀ·h   [27, 24]   net.ts:11
        for (let j = 0; j < 24; j += 2) {
          const t28_j = t28[j + 144]!;
          dW3[i * 24 + j]! += scoresBar_i_0 * t28_j;
          const t28_j_2 = t28[j + 145]!;
          dW3[i * 24 + j + 1]! += scoresBar_i_0 * t28_j_2;
          dW3[i * 24 + j + 24]! += scoresBar_i_1 * t28_j;
          dW3[i * 24 + j + 25]! += scoresBar_i_1 * t28_j_2;
          dW3[i * 24 + j + 48]! += scoresBar_i_2 * t28_j;
          dW3[i * 24 + j + 49]! += scoresBar_i_2 * t28_j_2;
          dW3[i * 24 + j + 72]! += scoresBar_i_3 * t28_j;
          dW3[i * 24 + j + 73]! += scoresBar_i_3 * t28_j_2;
        }
      }
      // ŷ = exp/sum.2   [27]   net.ts:12
      // s̅c̅o̅r̅e̅s̅ = ŷ − next   [27]   net.ts:18
      const scoresBar_i_0 = exp[24]! / sum_2 - next[n * 27 + 24]!;
      const scoresBar_i_1 = exp[25]! / sum_2 - next[n * 27 + 25]!;
      const scoresBar_i_2 = exp[26]! / sum_2 - next[n * 27 + 26]!;
      scoresBar[24] = scoresBar_i_0;
      scoresBar[25] = scoresBar_i_1;
      scoresBar[26] = scoresBar_i_2;
      // b̄3 = Σ s̅c̅o̅r̅e̅s̅   [27]   net.ts:11
      db3[24]! += scoresBar_i_0;
      db3[25]! += scoresBar_i_1;
      db3[26]! += scoresBar_i_2;
      // t29 = slice(t28)   [6, 24]   net.ts:10
      // t30 = slice(t29)   [1, 24]   net.ts:10
      // h = reshape(t30)   [24]   net.ts:10
      // W̄3 = s̅c̅o̅r̅e̅s̅ᵀ·h   [27, 24]   net.ts:11
      for (let j = 0; j < 24; j += 2) {
        const t28_j = t28[j + 144]!;
        dW3[j + 576]! += scoresBar_i_0 * t28_j;
        const t28_j_2 = t28[j + 145]!;
        dW3[j + 577]! += scoresBar_i_0 * t28_j_2;
        dW3[j + 600]! += scoresBar_i_1 * t28_j;
        dW3[j + 601]! += scoresBar_i_1 * t28_j_2;
        dW3[j + 624]! += scoresBar_i_2 * t28_j;
        dW3[j + 625]! += scoresBar_i_2 * t28_j_2;
      }
      // h̄ = s̅c̅o̅r̅e̅s̅·W3   [24]   net.ts:11
      // t̄30 = reshape(h̄)   [1, 24]   net.ts:10
      // t̄29 = pad(t̄30)   [6, 24]   net.ts:10
      for (let i = 0; i < 144; i += 2) {
        t29Bar[i] = 0;
        t29Bar[i + 1] = 0;
      }
      for (let j = 0; j < 24; j += 4) {
        let hBar_0 = 0;
        let hBar_1 = 0;
        let hBar_2 = 0;
        let hBar_3 = 0;
        for (let k = 0; k < 27; k++) {
          const scoresBar_k = scoresBar[k]!;
          hBar_0 += scoresBar_k * W3[k * 24 + j]!;
          hBar_1 += scoresBar_k * W3[k * 24 + j + 1]!;
          hBar_2 += scoresBar_k * W3[k * 24 + j + 2]!;
          hBar_3 += scoresBar_k * W3[k * 24 + j + 3]!;
        }
        t29Bar[j + 120] = hBar_0;
        t29Bar[j + 121] = hBar_1;
        t29Bar[j + 122] = hBar_2;
        t29Bar[j + 123] = hBar_3;
      }
      // t̄28 = pad(t̄29)   [7, 24]   net.ts:10
      for (let i = 0; i < 168; i += 2) {
        t28Bar[i] = 0;
        t28Bar[i + 1] = 0;
      }
      for (let i = 0; i < 144; i += 2) {
        t28Bar[i + 24] = t29Bar[i]!;
        t28Bar[i + 25] = t29Bar[i + 1]!;
      }
      // scan = scan(reshape(slice(t̄28)), slice(t̄28), slice(t28), slice(t2), U2, v2)   [7, 24]   net.ts:10
      for (let i = 0; i < 24; i += 2) {
        scan[i] = t28Bar[i + 144]!;
        scan[i + 1] = t28Bar[i + 145]!;
      }
      for (let step2 = 0; step2 < 6; step2++) {
        // t4 = state·U2ᵀ   [72]   net.ts:10
        // t5 = t4 + v2   [72]   net.ts:10
        for (let i = 0; i < 72; i += 4) {
          let t4_2_0 = 0;
          let t4_2_1 = 0;
          let t4_2_2 = 0;
          let t4_2_3 = 0;
          for (let j = 0; j < 24; j++) {
            const t28_step2j = t28[step2 * -24 + j + 120]!;
            t4_2_0 += U2[i * 24 + j]! * t28_step2j;
            t4_2_1 += U2[i * 24 + j + 24]! * t28_step2j;
            t4_2_2 += U2[i * 24 + j + 48]! * t28_step2j;
            t4_2_3 += U2[i * 24 + j + 72]! * t28_step2j;
          }
          t5_2[i] = t4_2_0 + v2[i]!;
          t5_2[i + 1] = t4_2_1 + v2[i + 1]!;
          t5_2[i + 2] = t4_2_2 + v2[i + 2]!;
          t5_2[i + 3] = t4_2_3 + v2[i + 3]!;
        }
        for (let i = 0; i < 24; i += 2) {
          // t3 = slice(x)   [24]   net.ts:10
          // t6 = slice(t5)   [24]   net.ts:10
          // t7 = t3 + t6   [24]   net.ts:10
          // t11 = σ(t7)   [24]   net.ts:10
          const t11_2_i_0 = 1 / (1 + Math.exp(-(t2[step2 * -72 + i + 384]! + t5_2[i + 24]!)));
          const t11_2_i_1 = 1 / (1 + Math.exp(-(t2[step2 * -72 + i + 385]! + t5_2[i + 25]!)));
          t11_2[i] = t11_2_i_0;
          t11_2[i + 1] = t11_2_i_1;
          // t12 = 1 − t11   [24]   net.ts:10
          const t12_i_0 = 1 - t11_2_i_0;
          const t12_i_1 = 1 - t11_2_i_1;
          t12[i] = t12_i_0;
          t12[i + 1] = t12_i_1;
          // t14 = slice(x)   [24]   net.ts:10
          // t15 = slice(t5)   [24]   net.ts:10
          // t16 = t14 + t15   [24]   net.ts:10
          // t20 = σ(t16)   [24]   net.ts:10
          const t20_i_0 = 1 / (1 + Math.exp(-(t2[step2 * -72 + i + 360]! + t5_2[i]!)));
          const t20_i_1 = 1 / (1 + Math.exp(-(t2[step2 * -72 + i + 361]! + t5_2[i + 1]!)));
          t20[i] = t20_i_0;
          t20[i + 1] = t20_i_1;
          // t13 = slice(x)   [24]   net.ts:10
          // t21 = slice(t5)   [24]   net.ts:10
          // t22 = t20 * t21   [24]   net.ts:10
          // t23 = t13 + t22   [24]   net.ts:10
          // t24 = tanh(t23)   [24]   net.ts:10
          const t24_i_0 = Math.tanh(t2[step2 * -72 + i + 408]! + t20_i_0 * t5_2[i + 48]!);
          const t24_i_1 = Math.tanh(t2[step2 * -72 + i + 409]! + t20_i_1 * t5_2[i + 49]!);
          t24[i] = t24_i_0;
          t24[i + 1] = t24_i_1;
          // mul.5 = stateBar * t12 * (1 − t24²)   [24]   net.ts:10
          mul_5[i] = scan[step2 * 24 + i]! * t12_i_0 * (1 - t24_i_0 * t24_i_0);
          mul_5[i + 1] = scan[step2 * 24 + i + 1]! * t12_i_1 * (1 - t24_i_1 * t24_i_1);
        }
        // pad = pad(mul.5 * t20)   [72]   net.ts:10
        for (let i = 0; i < 72; i += 2) {
          pad[i] = 0;
          pad[i + 1] = 0;
        }
        for (let i = 0; i < 24; i += 2) {
          pad[i + 48] = mul_5[i]! * t20[i]!;
          pad[i + 49] = mul_5[i + 1]! * t20[i + 1]!;
        }
        // t21 = slice(t5)   [24]   net.ts:10
        // pad.2 = pad(mul.5 * t21 * (t20 * (1 − t20)))   [72]   net.ts:10
        for (let i = 0; i < 72; i += 2) {
          pad_2[i] = 0;
          pad_2[i + 1] = 0;
        }
        for (let i = 0; i < 24; i += 2) {
          const t20_i = t20[i]!;
          pad_2[i] = mul_5[i]! * t5_2[i + 48]! * (t20_i * (1 - t20_i));
          const t20_i_2 = t20[i + 1]!;
          pad_2[i + 1] = mul_5[i + 1]! * t5_2[i + 49]! * (t20_i_2 * (1 - t20_i_2));
        }
        // pad.3 = pad((stateBar * state − stateBar * t24) * (t11 * t12))   [72]   net.ts:10
        for (let i = 0; i < 72; i += 2) {
          pad_3[i] = 0;
          pad_3[i + 1] = 0;
        }
        for (let i = 0; i < 24; i += 2) {
          const scan_step2i = scan[step2 * 24 + i]!;
          pad_3[i + 24] = (scan_step2i * t28[step2 * -24 + i + 120]! - scan_step2i * t24[i]!) * (t11_2[i]! * t12[i]!);
          const scan_step2i_2 = scan[step2 * 24 + i + 1]!;
          pad_3[i + 25] =
            (scan_step2i_2 * t28[step2 * -24 + i + 121]! - scan_step2i_2 * t24[i + 1]!) * (t11_2[i + 1]! * t12[i + 1]!);
        }
        // add.3 = pad(mul.5 * t20) + pad(mul.5 * t21 * (t20 * (1 − t20))) + pad((stateBar * state − stateBar * t24) * (t11 * t12))   [72]   net.ts:10
        for (let i = 0; i < 72; i += 2) {
          add_3[i] = pad[i]! + pad_2[i]! + pad_3[i]!;
          add_3[i + 1] = pad[i + 1]! + pad_2[i + 1]! + pad_3[i + 1]!;
        }
        for (let i = 0; i < 24; i += 4) {
          let contract_0 = 0;
          let contract_1 = 0;
          let contract_2 = 0;
          let contract_3 = 0;
          for (let j = 0; j < 72; j++) {
            const add_3_j = add_3[j]!;
            contract_0 += add_3_j * U2[j * 24 + i]!;
            contract_1 += add_3_j * U2[j * 24 + i + 1]!;
            contract_2 += add_3_j * U2[j * 24 + i + 2]!;
            contract_3 += add_3_j * U2[j * 24 + i + 3]!;
          }
          scan[step2 * 24 + i + 24] = t28Bar[step2 * -24 + i + 120]! + (scan[step2 * 24 + i]! * t11_2[i]! + contract_0);
          scan[step2 * 24 + i + 25] =
            t28Bar[step2 * -24 + i + 121]! + (scan[step2 * 24 + i + 1]! * t11_2[i + 1]! + contract_1);
          scan[step2 * 24 + i + 26] =
            t28Bar[step2 * -24 + i + 122]! + (scan[step2 * 24 + i + 2]! * t11_2[i + 2]! + contract_2);
          scan[step2 * 24 + i + 27] =
            t28Bar[step2 * -24 + i + 123]! + (scan[step2 * 24 + i + 3]! * t11_2[i + 3]! + contract_3);
        }
      }
      // transpose = slice(t28)ᵀ   [6, 24]   net.ts:10
      // add = U2·transpose {oi,mni->mno} + v2   [6, 72]   net.ts:10
      for (let j = 0; j < 72; j++) {
        let contract_2_0 = 0;
        let contract_2_1 = 0;
        let contract_2_2 = 0;
        let contract_2_3 = 0;
        for (let k = 0; k < 24; k++) {
          const r_jk = U2[j * 24 + k]!;
          contract_2_0 += r_jk * t28[k]!;
          contract_2_1 += r_jk * t28[k + 24]!;
          contract_2_2 += r_jk * t28[k + 48]!;
          contract_2_3 += r_jk * t28[k + 72]!;
        }
        const r_j = v2[j]!;
        add[j] = contract_2_0 + r_j;
        add[j + 72] = contract_2_1 + r_j;
        add[j + 144] = contract_2_2 + r_j;
        add[j + 216] = contract_2_3 + r_j;
      }
      for (let j = 0; j < 72; j++) {
        let contract_2_4 = 0;
        let contract_2_5 = 0;
        for (let k = 0; k < 24; k++) {
          const r_jk = U2[j * 24 + k]!;
          contract_2_4 += r_jk * t28[k + 96]!;
          contract_2_5 += r_jk * t28[k + 120]!;
        }
        const r_j = v2[j]!;
        add[j + 288] = contract_2_4 + r_j;
        add[j + 360] = contract_2_5 + r_j;
      }
      for (let j = 0; j < 24; j += 2) {
        // transpose.2 = t2ᵀ   [6, 72]   net.ts:10
        // logistic = σ(slice(transpose.2) + slice(add))   [6, 24]   net.ts:10
        const logistic_ij_0_0 = 1 / (1 + Math.exp(-(t2[j + 24]! + add[j + 24]!)));
        const logistic_ij_0_1 = 1 / (1 + Math.exp(-(t2[j + 25]! + add[j + 25]!)));
        const logistic_ij_1_0 = 1 / (1 + Math.exp(-(t2[j + 96]! + add[j + 96]!)));
        const logistic_ij_1_1 = 1 / (1 + Math.exp(-(t2[j + 97]! + add[j + 97]!)));
        const logistic_ij_2_0 = 1 / (1 + Math.exp(-(t2[j + 168]! + add[j + 168]!)));
        const logistic_ij_2_1 = 1 / (1 + Math.exp(-(t2[j + 169]! + add[j + 169]!)));
        const logistic_ij_3_0 = 1 / (1 + Math.exp(-(t2[j + 240]! + add[j + 240]!)));
        const logistic_ij_3_1 = 1 / (1 + Math.exp(-(t2[j + 241]! + add[j + 241]!)));
        logistic[j] = logistic_ij_0_0;
        logistic[j + 1] = logistic_ij_0_1;
        logistic[j + 24] = logistic_ij_1_0;
        logistic[j + 25] = logistic_ij_1_1;
        logistic[j + 48] = logistic_ij_2_0;
        logistic[j + 49] = logistic_ij_2_1;
        logistic[j + 72] = logistic_ij_3_0;
        logistic[j + 73] = logistic_ij_3_1;
        // sub.3 = 1 − logistic   [6, 24]   net.ts:10
        const sub_3_ij_0_0 = 1 - logistic_ij_0_0;
        const sub_3_ij_0_1 = 1 - logistic_ij_0_1;
        const sub_3_ij_1_0 = 1 - logistic_ij_1_0;
        const sub_3_ij_1_1 = 1 - logistic_ij_1_1;
        const sub_3_ij_2_0 = 1 - logistic_ij_2_0;
        const sub_3_ij_2_1 = 1 - logistic_ij_2_1;
        const sub_3_ij_3_0 = 1 - logistic_ij_3_0;
        const sub_3_ij_3_1 = 1 - logistic_ij_3_1;
        sub_3[j] = sub_3_ij_0_0;
        sub_3[j + 1] = sub_3_ij_0_1;
        sub_3[j + 24] = sub_3_ij_1_0;
        sub_3[j + 25] = sub_3_ij_1_1;
        sub_3[j + 48] = sub_3_ij_2_0;
        sub_3[j + 49] = sub_3_ij_2_1;
        sub_3[j + 72] = sub_3_ij_3_0;
        sub_3[j + 73] = sub_3_ij_3_1;
        // transpose.2 = t2ᵀ   [6, 72]   net.ts:10
        // logistic.2 = σ(slice(transpose.2) + slice(add))   [6, 24]   net.ts:10
        const logistic_2_ij_0_0 = 1 / (1 + Math.exp(-(t2[j]! + add[j]!)));
        const logistic_2_ij_0_1 = 1 / (1 + Math.exp(-(t2[j + 1]! + add[j + 1]!)));
        const logistic_2_ij_1_0 = 1 / (1 + Math.exp(-(t2[j + 72]! + add[j + 72]!)));
        const logistic_2_ij_1_1 = 1 / (1 + Math.exp(-(t2[j + 73]! + add[j + 73]!)));
        const logistic_2_ij_2_0 = 1 / (1 + Math.exp(-(t2[j + 144]! + add[j + 144]!)));
        const logistic_2_ij_2_1 = 1 / (1 + Math.exp(-(t2[j + 145]! + add[j + 145]!)));
        const logistic_2_ij_3_0 = 1 / (1 + Math.exp(-(t2[j + 216]! + add[j + 216]!)));
        const logistic_2_ij_3_1 = 1 / (1 + Math.exp(-(t2[j + 217]! + add[j + 217]!)));
        logistic_2[j] = logistic_2_ij_0_0;
        logistic_2[j + 1] = logistic_2_ij_0_1;
        logistic_2[j + 24] = logistic_2_ij_1_0;
        logistic_2[j + 25] = logistic_2_ij_1_1;
        logistic_2[j + 48] = logistic_2_ij_2_0;
        logistic_2[j + 49] = logistic_2_ij_2_1;
        logistic_2[j + 72] = logistic_2_ij_3_0;
        logistic_2[j + 73] = logistic_2_ij_3_1;
        // transpose.2 = t2ᵀ   [6, 72]   net.ts:10
        // slice.12 = slice(add)   [6, 24]   net.ts:10
        // tanh = tanh(slice(transpose.2) + logistic.2 * slice.12)   [6, 24]   net.ts:10
        const tanh_ij_0_0 = Math.tanh(t2[j + 48]! + logistic_2_ij_0_0 * add[j + 48]!);
        const tanh_ij_0_1 = Math.tanh(t2[j + 49]! + logistic_2_ij_0_1 * add[j + 49]!);
        const tanh_ij_1_0 = Math.tanh(t2[j + 120]! + logistic_2_ij_1_0 * add[j + 120]!);
        const tanh_ij_1_1 = Math.tanh(t2[j + 121]! + logistic_2_ij_1_1 * add[j + 121]!);
        const tanh_ij_2_0 = Math.tanh(t2[j + 192]! + logistic_2_ij_2_0 * add[j + 192]!);
        const tanh_ij_2_1 = Math.tanh(t2[j + 193]! + logistic_2_ij_2_1 * add[j + 193]!);
        const tanh_ij_3_0 = Math.tanh(t2[j + 264]! + logistic_2_ij_3_0 * add[j + 264]!);
        const tanh_ij_3_1 = Math.tanh(t2[j + 265]! + logistic_2_ij_3_1 * add[j + 265]!);
        tanh[j] = tanh_ij_0_0;
        tanh[j + 1] = tanh_ij_0_1;
        tanh[j + 24] = tanh_ij_1_0;
        tanh[j + 25] = tanh_ij_1_1;
        tanh[j + 48] = tanh_ij_2_0;
        tanh[j + 49] = tanh_ij_2_1;
        tanh[j + 72] = tanh_ij_3_0;
        tanh[j + 73] = tanh_ij_3_1;
        // transpose.3 = slice(scan)ᵀ   [6, 24]   net.ts:10
        // mul.5 = transpose.3 * sub.3 * (1 − tanh²)   [6, 24]   net.ts:10
        mul_5_2[j] = scan[j + 120]! * sub_3_ij_0_0 * (1 - tanh_ij_0_0 * tanh_ij_0_0);
        mul_5_2[j + 1] = scan[j + 121]! * sub_3_ij_0_1 * (1 - tanh_ij_0_1 * tanh_ij_0_1);
        mul_5_2[j + 24] = scan[j + 96]! * sub_3_ij_1_0 * (1 - tanh_ij_1_0 * tanh_ij_1_0);
        mul_5_2[j + 25] = scan[j + 97]! * sub_3_ij_1_1 * (1 - tanh_ij_1_1 * tanh_ij_1_1);
        mul_5_2[j + 48] = scan[j + 72]! * sub_3_ij_2_0 * (1 - tanh_ij_2_0 * tanh_ij_2_0);
        mul_5_2[j + 49] = scan[j + 73]! * sub_3_ij_2_1 * (1 - tanh_ij_2_1 * tanh_ij_2_1);
        mul_5_2[j + 72] = scan[j + 48]! * sub_3_ij_3_0 * (1 - tanh_ij_3_0 * tanh_ij_3_0);
        mul_5_2[j + 73] = scan[j + 49]! * sub_3_ij_3_1 * (1 - tanh_ij_3_1 * tanh_ij_3_1);
      }
      for (let j = 0; j < 24; j += 2) {
        // transpose.2 = t2ᵀ   [6, 72]   net.ts:10
        // logistic = σ(slice(transpose.2) + slice(add))   [6, 24]   net.ts:10
        const logistic_ij_4_0 = 1 / (1 + Math.exp(-(t2[j + 312]! + add[j + 312]!)));
        const logistic_ij_4_1 = 1 / (1 + Math.exp(-(t2[j + 313]! + add[j + 313]!)));
        const logistic_ij_5_0 = 1 / (1 + Math.exp(-(t2[j + 384]! + add[j + 384]!)));
        const logistic_ij_5_1 = 1 / (1 + Math.exp(-(t2[j + 385]! + add[j + 385]!)));
        logistic[j + 96] = logistic_ij_4_0;
        logistic[j + 97] = logistic_ij_4_1;
        logistic[j + 120] = logistic_ij_5_0;
        logistic[j + 121] = logistic_ij_5_1;
        // sub.3 = 1 − logistic   [6, 24]   net.ts:10
        const sub_3_ij_4_0 = 1 - logistic_ij_4_0;
        const sub_3_ij_4_1 = 1 - logistic_ij_4_1;
        const sub_3_ij_5_0 = 1 - logistic_ij_5_0;
        const sub_3_ij_5_1 = 1 - logistic_ij_5_1;
        sub_3[j + 96] = sub_3_ij_4_0;
        sub_3[j + 97] = sub_3_ij_4_1;
        sub_3[j + 120] = sub_3_ij_5_0;
        sub_3[j + 121] = sub_3_ij_5_1;
        // transpose.2 = t2ᵀ   [6, 72]   net.ts:10
        // logistic.2 = σ(slice(transpose.2) + slice(add))   [6, 24]   net.ts:10
        const logistic_2_ij_4_0 = 1 / (1 + Math.exp(-(t2[j + 288]! + add[j + 288]!)));
        const logistic_2_ij_4_1 = 1 / (1 + Math.exp(-(t2[j + 289]! + add[j + 289]!)));
        const logistic_2_ij_5_0 = 1 / (1 + Math.exp(-(t2[j + 360]! + add[j + 360]!)));
        const logistic_2_ij_5_1 = 1 / (1 + Math.exp(-(t2[j + 361]! + add[j + 361]!)));
        logistic_2[j + 96] = logistic_2_ij_4_0;
        logistic_2[j + 97] = logistic_2_ij_4_1;
        logistic_2[j + 120] = logistic_2_ij_5_0;
        logistic_2[j + 121] = logistic_2_ij_5_1;
        // transpose.2 = t2ᵀ   [6, 72]   net.ts:10
        // slice.12 = slice(add)   [6, 24]   net.ts:10
        // tanh = tanh(slice(transpose.2) + logistic.2 * slice.12)   [6, 24]   net.ts:10
        const tanh_ij_4_0 = Math.tanh(t2[j + 336]! + logistic_2_ij_4_0 * add[j + 336]!);
        const tanh_ij_4_1 = Math.tanh(t2[j + 337]! + logistic_2_ij_4_1 * add[j + 337]!);
        const tanh_ij_5_0 = Math.tanh(t2[j + 408]! + logistic_2_ij_5_0 * add[j + 408]!);
        const tanh_ij_5_1 = Math.tanh(t2[j + 409]! + logistic_2_ij_5_1 * add[j + 409]!);
        tanh[j + 96] = tanh_ij_4_0;
        tanh[j + 97] = tanh_ij_4_1;
        tanh[j + 120] = tanh_ij_5_0;
        tanh[j + 121] = tanh_ij_5_1;
        // transpose.3 = slice(scan)ᵀ   [6, 24]   net.ts:10
        // mul.5 = transpose.3 * sub.3 * (1 − tanh²)   [6, 24]   net.ts:10
        mul_5_2[j + 96] = scan[j + 24]! * sub_3_ij_4_0 * (1 - tanh_ij_4_0 * tanh_ij_4_0);
        mul_5_2[j + 97] = scan[j + 25]! * sub_3_ij_4_1 * (1 - tanh_ij_4_1 * tanh_ij_4_1);
        mul_5_2[j + 120] = scan[j]! * sub_3_ij_5_0 * (1 - tanh_ij_5_0 * tanh_ij_5_0);
        mul_5_2[j + 121] = scan[j + 1]! * sub_3_ij_5_1 * (1 - tanh_ij_5_1 * tanh_ij_5_1);
      }
      // pad = pad(mul.5 * logistic.2)   [6, 72]   net.ts:10
      for (let i = 0; i < 432; i += 2) {
        pad_4[i] = 0;
        pad_4[i + 1] = 0;
      }
      for (let j = 0; j < 24; j += 2) {
        pad_4[j + 48] = mul_5_2[j]! * logistic_2[j]!;
        pad_4[j + 49] = mul_5_2[j + 1]! * logistic_2[j + 1]!;
        pad_4[j + 120] = mul_5_2[j + 24]! * logistic_2[j + 24]!;
        pad_4[j + 121] = mul_5_2[j + 25]! * logistic_2[j + 25]!;
        pad_4[j + 192] = mul_5_2[j + 48]! * logistic_2[j + 48]!;
        pad_4[j + 193] = mul_5_2[j + 49]! * logistic_2[j + 49]!;
        pad_4[j + 264] = mul_5_2[j + 72]! * logistic_2[j + 72]!;
        pad_4[j + 265] = mul_5_2[j + 73]! * logistic_2[j + 73]!;
      }
      for (let j = 0; j < 24; j += 2) {
        pad_4[j + 336] = mul_5_2[j + 96]! * logistic_2[j + 96]!;
        pad_4[j + 337] = mul_5_2[j + 97]! * logistic_2[j + 97]!;
        pad_4[j + 408] = mul_5_2[j + 120]! * logistic_2[j + 120]!;
        pad_4[j + 409] = mul_5_2[j + 121]! * logistic_2[j + 121]!;
      }
      // slice.12 = slice(add)   [6, 24]   net.ts:10
      // pad.2 = pad(mul.5 * slice.12 * (logistic.2 * (1 − logistic.2)))   [6, 72]   net.ts:10
      for (let i = 0; i < 432; i += 2) {
        pad_2_2[i] = 0;
        pad_2_2[i + 1] = 0;
      }
      for (let j = 0; j < 24; j += 2) {
        const logistic_2_j = logistic_2[j]!;
        pad_2_2[j] = mul_5_2[j]! * add[j + 48]! * (logistic_2_j * (1 - logistic_2_j));
        const logistic_2_j_2 = logistic_2[j + 1]!;
        pad_2_2[j + 1] = mul_5_2[j + 1]! * add[j + 49]! * (logistic_2_j_2 * (1 - logistic_2_j_2));
        const logistic_2_j_3 = logistic_2[j + 24]!;
        pad_2_2[j + 72] = mul_5_2[j + 24]! * add[j + 120]! * (logistic_2_j_3 * (1 - logistic_2_j_3));
        const logistic_2_j_4 = logistic_2[j + 25]!;
        pad_2_2[j + 73] = mul_5_2[j + 25]! * add[j + 121]! * (logistic_2_j_4 * (1 - logistic_2_j_4));
        const logistic_2_j_5 = logistic_2[j + 48]!;
        pad_2_2[j + 144] = mul_5_2[j + 48]! * add[j + 192]! * (logistic_2_j_5 * (1 - logistic_2_j_5));
        const logistic_2_j_6 = logistic_2[j + 49]!;
        pad_2_2[j + 145] = mul_5_2[j + 49]! * add[j + 193]! * (logistic_2_j_6 * (1 - logistic_2_j_6));
        const logistic_2_j_7 = logistic_2[j + 72]!;
        pad_2_2[j + 216] = mul_5_2[j + 72]! * add[j + 264]! * (logistic_2_j_7 * (1 - logistic_2_j_7));
        const logistic_2_j_8 = logistic_2[j + 73]!;
        pad_2_2[j + 217] = mul_5_2[j + 73]! * add[j + 265]! * (logistic_2_j_8 * (1 - logistic_2_j_8));
      }
      for (let j = 0; j < 24; j += 2) {
        const logistic_2_j = logistic_2[j + 96]!;
        pad_2_2[j + 288] = mul_5_2[j + 96]! * add[j + 336]! * (logistic_2_j * (1 - logistic_2_j));
        const logistic_2_j_2 = logistic_2[j + 97]!;
        pad_2_2[j + 289] = mul_5_2[j + 97]! * add[j + 337]! * (logistic_2_j_2 * (1 - logistic_2_j_2));
        const logistic_2_j_3 = logistic_2[j + 120]!;
        pad_2_2[j + 360] = mul_5_2[j + 120]! * add[j + 408]! * (logistic_2_j_3 * (1 - logistic_2_j_3));
        const logistic_2_j_4 = logistic_2[j + 121]!;
        pad_2_2[j + 361] = mul_5_2[j + 121]! * add[j + 409]! * (logistic_2_j_4 * (1 - logistic_2_j_4));
      }
      // pad.3 = pad(mul.5)   [6, 72]   net.ts:10
      for (let i = 0; i < 432; i += 2) {
        pad_3_2[i] = 0;
        pad_3_2[i + 1] = 0;
      }
      for (let j = 0; j < 24; j += 2) {
        pad_3_2[j + 48] = mul_5_2[j]!;
        pad_3_2[j + 49] = mul_5_2[j + 1]!;
        pad_3_2[j + 120] = mul_5_2[j + 24]!;
        pad_3_2[j + 121] = mul_5_2[j + 25]!;
        pad_3_2[j + 192] = mul_5_2[j + 48]!;
        pad_3_2[j + 193] = mul_5_2[j + 49]!;
        pad_3_2[j + 264] = mul_5_2[j + 72]!;
        pad_3_2[j + 265] = mul_5_2[j + 73]!;
      }
      for (let j = 0; j < 24; j += 2) {
        pad_3_2[j + 336] = mul_5_2[j + 96]!;
        pad_3_2[j + 337] = mul_5_2[j + 97]!;
        pad_3_2[j + 408] = mul_5_2[j + 120]!;
        pad_3_2[j + 409] = mul_5_2[j + 121]!;
      }
      // transpose.3 = slice(scan)ᵀ   [6, 24]   net.ts:10
      // transpose = slice(t28)ᵀ   [6, 24]   net.ts:10
      // pad.4 = pad((transpose.3 * transpose − transpose.3 * tanh) * (logistic * sub.3))   [6, 72]   net.ts:10
      for (let i = 0; i < 432; i += 2) {
        pad_4_2[i] = 0;
        pad_4_2[i + 1] = 0;
      }
      for (let j = 0; j < 24; j += 2) {
        const scan_j = scan[j + 120]!;
        pad_4_2[j + 24] = (scan_j * t28[j]! - scan_j * tanh[j]!) * (logistic[j]! * sub_3[j]!);
        const scan_j_2 = scan[j + 121]!;
        pad_4_2[j + 25] = (scan_j_2 * t28[j + 1]! - scan_j_2 * tanh[j + 1]!) * (logistic[j + 1]! * sub_3[j + 1]!);
        const scan_j_3 = scan[j + 96]!;
        pad_4_2[j + 96] = (scan_j_3 * t28[j + 24]! - scan_j_3 * tanh[j + 24]!) * (logistic[j + 24]! * sub_3[j + 24]!);
        const scan_j_4 = scan[j + 97]!;
        pad_4_2[j + 97] = (scan_j_4 * t28[j + 25]! - scan_j_4 * tanh[j + 25]!) * (logistic[j + 25]! * sub_3[j + 25]!);
        const scan_j_5 = scan[j + 72]!;
        pad_4_2[j + 168] = (scan_j_5 * t28[j + 48]! - scan_j_5 * tanh[j + 48]!) * (logistic[j + 48]! * sub_3[j + 48]!);
        const scan_j_6 = scan[j + 73]!;
        pad_4_2[j + 169] = (scan_j_6 * t28[j + 49]! - scan_j_6 * tanh[j + 49]!) * (logistic[j + 49]! * sub_3[j + 49]!);
        const scan_j_7 = scan[j + 48]!;
        pad_4_2[j + 240] = (scan_j_7 * t28[j + 72]! - scan_j_7 * tanh[j + 72]!) * (logistic[j + 72]! * sub_3[j + 72]!);
        const scan_j_8 = scan[j + 49]!;
        pad_4_2[j + 241] = (scan_j_8 * t28[j + 73]! - scan_j_8 * tanh[j + 73]!) * (logistic[j + 73]! * sub_3[j + 73]!);
      }
      for (let j = 0; j < 24; j += 2) {
        const scan_j = scan[j + 24]!;
        pad_4_2[j + 312] = (scan_j * t28[j + 96]! - scan_j * tanh[j + 96]!) * (logistic[j + 96]! * sub_3[j + 96]!);
        const scan_j_2 = scan[j + 25]!;
        pad_4_2[j + 313] = (scan_j_2 * t28[j + 97]! - scan_j_2 * tanh[j + 97]!) * (logistic[j + 97]! * sub_3[j + 97]!);
        const scan_j_3 = scan[j]!;
        pad_4_2[j + 384] =
          (scan_j_3 * t28[j + 120]! - scan_j_3 * tanh[j + 120]!) * (logistic[j + 120]! * sub_3[j + 120]!);
        const scan_j_4 = scan[j + 1]!;
        pad_4_2[j + 385] =
          (scan_j_4 * t28[j + 121]! - scan_j_4 * tanh[j + 121]!) * (logistic[j + 121]! * sub_3[j + 121]!);
      }
      // add.8 = pad(mul.5 * logistic.2) + pad.2 + pad.4   [6, 72]   net.ts:10
      for (let i = 0; i < 432; i += 2) {
        add_8[i] = pad_4[i]! + pad_2_2[i]! + pad_4_2[i]!;
        add_8[i + 1] = pad_4[i + 1]! + pad_2_2[i + 1]! + pad_4_2[i + 1]!;
      }
      for (let i = 0; i < 72; i += 4) {
        // v̄2 = Σ (Σ add.8)   [72]   net.ts:10
        let sum_3_0 = 0;
        let sum_3_1 = 0;
        let sum_3_2 = 0;
        let sum_3_3 = 0;
        for (let j = 0; j < 6; j++) {
          sum_3_0 += add_8[j * 72 + i]!;
          sum_3_1 += add_8[j * 72 + i + 1]!;
          sum_3_2 += add_8[j * 72 + i + 2]!;
          sum_3_3 += add_8[j * 72 + i + 3]!;
        }
        dv2[i]! += sum_3_0;
        dv2[i + 1]! += sum_3_1;
        dv2[i + 2]! += sum_3_2;
        dv2[i + 3]! += sum_3_3;
        // transpose = slice(t28)ᵀ   [6, 24]   net.ts:10
        // Ū2 = add.8·transpose {mno,mni->oi}   [72, 24]   net.ts:10
        for (let j = 0; j < 24; j++) {
          let U2Bar_0 = 0;
          let U2Bar_1 = 0;
          let U2Bar_2 = 0;
          let U2Bar_3 = 0;
          for (let k = 0; k < 6; k++) {
            const t28_kj = t28[k * 24 + j]!;
            U2Bar_0 += add_8[k * 72 + i]! * t28_kj;
            U2Bar_1 += add_8[k * 72 + i + 1]! * t28_kj;
            U2Bar_2 += add_8[k * 72 + i + 2]! * t28_kj;
            U2Bar_3 += add_8[k * 72 + i + 3]! * t28_kj;
          }
          dU2[i * 24 + j]! += U2Bar_0;
          dU2[i * 24 + j + 24]! += U2Bar_1;
          dU2[i * 24 + j + 48]! += U2Bar_2;
          dU2[i * 24 + j + 72]! += U2Bar_3;
        }
      }
      for (let i = 0; i < 432; i += 4) {
        // add.9 = pad.2 + pad(mul.5) + pad.4   [6, 72]   net.ts:10
        const add_9_ij_0 = pad_2_2[i]! + pad_3_2[i]! + pad_4_2[i]!;
        const add_9_ij_1 = pad_2_2[i + 1]! + pad_3_2[i + 1]! + pad_4_2[i + 1]!;
        const add_9_ij_2 = pad_2_2[i + 2]! + pad_3_2[i + 2]! + pad_4_2[i + 2]!;
        const add_9_ij_3 = pad_2_2[i + 3]! + pad_3_2[i + 3]! + pad_4_2[i + 3]!;
        add_9[i] = add_9_ij_0;
        add_9[i + 1] = add_9_ij_1;
        add_9[i + 2] = add_9_ij_2;
        add_9[i + 3] = add_9_ij_3;
        // t̄2 = (pad.2 + pad(mul.5) + pad.4)ᵀ   [6, 72]   net.ts:10
        // b2_allBar = Σ t̄2   [6, 72]   net.ts:10
        b2_allBar[i]! += add_9_ij_0;
        b2_allBar[i + 1]! += add_9_ij_1;
        b2_allBar[i + 2]! += add_9_ij_2;
        b2_allBar[i + 3]! += add_9_ij_3;
      }
      // t̄2 = (pad.2 + pad(mul.5) + pad.4)ᵀ   [6, 72]   net.ts:10
      // W̄2 = t̄2·embedded {nto,nti->oi}   [72, 8]   net.ts:10
      for (let i = 0; i < 72; i += 4) {
        for (let j = 0; j < 8; j++) {
          let W2Bar_0 = 0;
          let W2Bar_1 = 0;
          let W2Bar_2 = 0;
          let W2Bar_3 = 0;
          for (let k = 0; k < 6; k++) {
            const embedded_kj = embedded[k * 8 + j]!;
            W2Bar_0 += add_9[k * 72 + i]! * embedded_kj;
            W2Bar_1 += add_9[k * 72 + i + 1]! * embedded_kj;
            W2Bar_2 += add_9[k * 72 + i + 2]! * embedded_kj;
            W2Bar_3 += add_9[k * 72 + i + 3]! * embedded_kj;
          }
          dW2[i * 8 + j]! += W2Bar_0;
          dW2[i * 8 + j + 8]! += W2Bar_1;
          dW2[i * 8 + j + 16]! += W2Bar_2;
          dW2[i * 8 + j + 24]! += W2Bar_3;
        }
      }
      // t̄2 = (pad.2 + pad(mul.5) + pad.4)ᵀ   [6, 72]   net.ts:10
      // e̅m̅b̅e̅d̅d̅e̅d̅ = t̄2·W2 {nto,oi->nti}   [6, 8]   net.ts:10
      // W̄1 = scatterAdd(before, e̅m̅b̅e̅d̅d̅e̅d̅)   [27, 8]   net.ts:9
      for (let j = 0; j < 8; j++) {
        let embeddedBar_0 = 0;
        let embeddedBar_1 = 0;
        let embeddedBar_2 = 0;
        let embeddedBar_3 = 0;
        for (let k = 0; k < 72; k++) {
          const w_kj = W2[k * 8 + j]!;
          embeddedBar_0 += add_9[k]! * w_kj;
          embeddedBar_1 += add_9[k + 72]! * w_kj;
          embeddedBar_2 += add_9[k + 144]! * w_kj;
          embeddedBar_3 += add_9[k + 216]! * w_kj;
        }
        const before_at_2_0_2 = before_n;
        const before_at_2_1_2 = before_n_2;
        const before_at_2_2 = before_n_3;
        const before_at_2_3 = before_n_4;
        dW1[before_at_2_0_2 * 8 + j]! += embeddedBar_0;
        dW1[before_at_2_1_2 * 8 + j]! += embeddedBar_1;
        dW1[before_at_2_2 * 8 + j]! += embeddedBar_2;
        dW1[before_at_2_3 * 8 + j]! += embeddedBar_3;
      }
      for (let j = 0; j < 8; j++) {
        let embeddedBar_4 = 0;
        let embeddedBar_5 = 0;
        for (let k = 0; k < 72; k++) {
          const w_kj = W2[k * 8 + j]!;
          embeddedBar_4 += add_9[k + 288]! * w_kj;
          embeddedBar_5 += add_9[k + 360]! * w_kj;
        }
        const before_at_2_4 = before_n_5;
        const before_at_2_5 = before_n_6;
        dW1[before_at_2_4 * 8 + j]! += embeddedBar_4;
        dW1[before_at_2_5 * 8 + j]! += embeddedBar_5;
      }
      // t38 = next * (scores − (log(sum.2) + max))   [27]   net.ts:18
      // t39 = Σ t38   net.ts:18
      // sum = Σ t39
      let t39 = 0;
      for (let i = 0; i < 27; i++) {
        t39 += next[n * 27 + i]! * (scores[i]! - logSumExp);
      }
      sum += t39;
    }
    // J = −(Σ t39)/count
    loss[0] = -(sum / count);
    // ∇W1 = W̄1/count   [27, 8]
    for (let i = 0; i < 216; i += 2) {
      dW1[i]! /= count;
      dW1[i + 1]! /= count;
    }
    // ∇W2 = W̄2/count   [72, 8]
    for (let i = 0; i < 576; i += 2) {
      dW2[i]! /= count;
      dW2[i + 1]! /= count;
    }
    // b̄2 = Σ (Σ t̄2)   [72]   net.ts:10
    for (let i = 0; i < 72; i += 2) {
      b2Bar[i] = 0;
      b2Bar[i + 1] = 0;
    }
    for (let i = 0; i < 72; i += 4) {
      b2Bar[i]! += b2_allBar[i]! + b2_allBar[i + 72]! + b2_allBar[i + 144]! + b2_allBar[i + 216]!;
      b2Bar[i + 1]! += b2_allBar[i + 1]! + b2_allBar[i + 73]! + b2_allBar[i + 145]! + b2_allBar[i + 217]!;
      b2Bar[i + 2]! += b2_allBar[i + 2]! + b2_allBar[i + 74]! + b2_allBar[i + 146]! + b2_allBar[i + 218]!;
      b2Bar[i + 3]! += b2_allBar[i + 3]! + b2_allBar[i + 75]! + b2_allBar[i + 147]! + b2_allBar[i + 219]!;
    }
    for (let i = 0; i < 72; i += 4) {
      b2Bar[i]! += b2_allBar[i + 288]! + b2_allBar[i + 360]!;
      b2Bar[i + 1]! += b2_allBar[i + 289]! + b2_allBar[i + 361]!;
      b2Bar[i + 2]! += b2_allBar[i + 290]! + b2_allBar[i + 362]!;
      b2Bar[i + 3]! += b2_allBar[i + 291]! + b2_allBar[i + 363]!;
    }
    // ∇b2 = b̄2/count   [72]
    for (let i = 0; i < 72; i += 2) {
      db2[i] = b2Bar[i]! / count;
      db2[i + 1] = b2Bar[i + 1]! / count;
    }
    // ∇U2 = Ū2/count   [72, 24]
    for (let i = 0; i < 1728; i += 2) {
      dU2[i]! /= count;
      dU2[i + 1]! /= count;
    }
    // ∇v2 = v̄2/count   [72]
    for (let i = 0; i < 72; i += 2) {
      dv2[i]! /= count;
      dv2[i + 1]! /= count;
    }
    // ∇W3 = W̄3/count   [27, 24]
    for (let i = 0; i < 648; i += 2) {
      dW3[i]! /= count;
      dW3[i + 1]! /= count;
    }
    // ∇b3 = b̄3/count   [27]
    for (let i = 0; i < 26; i += 2) {
      db3[i]! /= count;
      db3[i + 1]! /= count;
    }
    db3[26]! /= count;
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
    for (let i = 0; i < 216; i += 2) {
      // mW1 ← mW1 * 0.9 + ∇W1 * 0.09999999999999998   [27, 8]
      const embedded_weight_i = dW1[i]!;
      const adam_m_embedded_weight_ij_0 = mW1[i]! * 0.9 + embedded_weight_i * 0.09999999999999998;
      const embedded_weight_i_2 = dW1[i + 1]!;
      const adam_m_embedded_weight_ij_1 = mW1[i + 1]! * 0.9 + embedded_weight_i_2 * 0.09999999999999998;
      mW1[i] = adam_m_embedded_weight_ij_0;
      mW1[i + 1] = adam_m_embedded_weight_ij_1;
      // vW1 ← vW1 * 0.999 + ∇W1² * 0.0010000000000000009   [27, 8]
      const adam_v_embedded_weight_ij_0 =
        vW1[i]! * 0.999 + embedded_weight_i * embedded_weight_i * 0.0010000000000000009;
      const adam_v_embedded_weight_ij_1 =
        vW1[i + 1]! * 0.999 + embedded_weight_i_2 * embedded_weight_i_2 * 0.0010000000000000009;
      vW1[i] = adam_v_embedded_weight_ij_0;
      vW1[i + 1] = adam_v_embedded_weight_ij_1;
      // W1 ← W1 − stepSize * mW1′/(sqrt(vW1′)/correction + 1e−8)   [27, 8]
      W1[i]! -= (stepSize * adam_m_embedded_weight_ij_0) / (Math.sqrt(adam_v_embedded_weight_ij_0) / correction + 1e-8);
      W1[i + 1]! -=
        (stepSize * adam_m_embedded_weight_ij_1) / (Math.sqrt(adam_v_embedded_weight_ij_1) / correction + 1e-8);
    }
    for (let i = 0; i < 576; i += 2) {
      // mW2 ← mW2 * 0.9 + ∇W2 * 0.09999999999999998   [72, 8]
      const h_weight_i = dW2[i]!;
      const adam_m_h_weight_ij_0 = mW2[i]! * 0.9 + h_weight_i * 0.09999999999999998;
      const h_weight_i_2 = dW2[i + 1]!;
      const adam_m_h_weight_ij_1 = mW2[i + 1]! * 0.9 + h_weight_i_2 * 0.09999999999999998;
      mW2[i] = adam_m_h_weight_ij_0;
      mW2[i + 1] = adam_m_h_weight_ij_1;
      // vW2 ← vW2 * 0.999 + ∇W2² * 0.0010000000000000009   [72, 8]
      const adam_v_h_weight_ij_0 = vW2[i]! * 0.999 + h_weight_i * h_weight_i * 0.0010000000000000009;
      const adam_v_h_weight_ij_1 = vW2[i + 1]! * 0.999 + h_weight_i_2 * h_weight_i_2 * 0.0010000000000000009;
      vW2[i] = adam_v_h_weight_ij_0;
      vW2[i + 1] = adam_v_h_weight_ij_1;
      // W2 ← W2 − stepSize * mW2′/(sqrt(vW2′)/correction + 1e−8)   [72, 8]
      W2[i]! -= (stepSize * adam_m_h_weight_ij_0) / (Math.sqrt(adam_v_h_weight_ij_0) / correction + 1e-8);
      W2[i + 1]! -= (stepSize * adam_m_h_weight_ij_1) / (Math.sqrt(adam_v_h_weight_ij_1) / correction + 1e-8);
    }
    for (let i = 0; i < 72; i += 2) {
      // mb2 ← mb2 * 0.9 + ∇b2 * 0.09999999999999998   [72]
      const h_bias_i = db2[i]!;
      const adam_m_h_bias_i_0 = mb2[i]! * 0.9 + h_bias_i * 0.09999999999999998;
      const h_bias_i_2 = db2[i + 1]!;
      const adam_m_h_bias_i_1 = mb2[i + 1]! * 0.9 + h_bias_i_2 * 0.09999999999999998;
      mb2[i] = adam_m_h_bias_i_0;
      mb2[i + 1] = adam_m_h_bias_i_1;
      // vb2 ← vb2 * 0.999 + ∇b2² * 0.0010000000000000009   [72]
      const adam_v_h_bias_i_0 = vb2[i]! * 0.999 + h_bias_i * h_bias_i * 0.0010000000000000009;
      const adam_v_h_bias_i_1 = vb2[i + 1]! * 0.999 + h_bias_i_2 * h_bias_i_2 * 0.0010000000000000009;
      vb2[i] = adam_v_h_bias_i_0;
      vb2[i + 1] = adam_v_h_bias_i_1;
      // b2 ← b2 − stepSize * mb2′/(sqrt(vb2′)/correction + 1e−8)   [72]
      b2[i]! -= (stepSize * adam_m_h_bias_i_0) / (Math.sqrt(adam_v_h_bias_i_0) / correction + 1e-8);
      b2[i + 1]! -= (stepSize * adam_m_h_bias_i_1) / (Math.sqrt(adam_v_h_bias_i_1) / correction + 1e-8);
    }
    for (let i = 0; i < 1728; i += 2) {
      // mU2 ← mU2 * 0.9 + ∇U2 * 0.09999999999999998   [72, 24]
      const h_recurrent_i = dU2[i]!;
      const adam_m_h_recurrent_ij_0 = mU2[i]! * 0.9 + h_recurrent_i * 0.09999999999999998;
      const h_recurrent_i_2 = dU2[i + 1]!;
      const adam_m_h_recurrent_ij_1 = mU2[i + 1]! * 0.9 + h_recurrent_i_2 * 0.09999999999999998;
      mU2[i] = adam_m_h_recurrent_ij_0;
      mU2[i + 1] = adam_m_h_recurrent_ij_1;
      // vU2 ← vU2 * 0.999 + ∇U2² * 0.0010000000000000009   [72, 24]
      const adam_v_h_recurrent_ij_0 = vU2[i]! * 0.999 + h_recurrent_i * h_recurrent_i * 0.0010000000000000009;
      const adam_v_h_recurrent_ij_1 = vU2[i + 1]! * 0.999 + h_recurrent_i_2 * h_recurrent_i_2 * 0.0010000000000000009;
      vU2[i] = adam_v_h_recurrent_ij_0;
      vU2[i + 1] = adam_v_h_recurrent_ij_1;
      // U2 ← U2 − stepSize * mU2′/(sqrt(vU2′)/correction + 1e−8)   [72, 24]
      U2[i]! -= (stepSize * adam_m_h_recurrent_ij_0) / (Math.sqrt(adam_v_h_recurrent_ij_0) / correction + 1e-8);
      U2[i + 1]! -= (stepSize * adam_m_h_recurrent_ij_1) / (Math.sqrt(adam_v_h_recurrent_ij_1) / correction + 1e-8);
    }
    for (let i = 0; i < 72; i += 2) {
      // mv2 ← mv2 * 0.9 + ∇v2 * 0.09999999999999998   [72]
      const h_recurrentBias_i = dv2[i]!;
      const adam_m_h_recurrentBias_i_0 = mv2[i]! * 0.9 + h_recurrentBias_i * 0.09999999999999998;
      const h_recurrentBias_i_2 = dv2[i + 1]!;
      const adam_m_h_recurrentBias_i_1 = mv2[i + 1]! * 0.9 + h_recurrentBias_i_2 * 0.09999999999999998;
      mv2[i] = adam_m_h_recurrentBias_i_0;
      mv2[i + 1] = adam_m_h_recurrentBias_i_1;
      // vv2 ← vv2 * 0.999 + ∇v2² * 0.0010000000000000009   [72]
      const adam_v_h_recurrentBias_i_0 =
        vv2[i]! * 0.999 + h_recurrentBias_i * h_recurrentBias_i * 0.0010000000000000009;
      const adam_v_h_recurrentBias_i_1 =
        vv2[i + 1]! * 0.999 + h_recurrentBias_i_2 * h_recurrentBias_i_2 * 0.0010000000000000009;
      vv2[i] = adam_v_h_recurrentBias_i_0;
      vv2[i + 1] = adam_v_h_recurrentBias_i_1;
      // v2 ← v2 − stepSize * mv2′/(sqrt(vv2′)/correction + 1e−8)   [72]
      v2[i]! -= (stepSize * adam_m_h_recurrentBias_i_0) / (Math.sqrt(adam_v_h_recurrentBias_i_0) / correction + 1e-8);
      v2[i + 1]! -=
        (stepSize * adam_m_h_recurrentBias_i_1) / (Math.sqrt(adam_v_h_recurrentBias_i_1) / correction + 1e-8);
    }
    for (let i = 0; i < 648; i += 2) {
      // mW3 ← mW3 * 0.9 + ∇W3 * 0.09999999999999998   [27, 24]
      const scores_weight_i = dW3[i]!;
      const adam_m_scores_weight_ij_0 = mW3[i]! * 0.9 + scores_weight_i * 0.09999999999999998;
      const scores_weight_i_2 = dW3[i + 1]!;
      const adam_m_scores_weight_ij_1 = mW3[i + 1]! * 0.9 + scores_weight_i_2 * 0.09999999999999998;
      mW3[i] = adam_m_scores_weight_ij_0;
      mW3[i + 1] = adam_m_scores_weight_ij_1;
      // vW3 ← vW3 * 0.999 + ∇W3² * 0.0010000000000000009   [27, 24]
      const adam_v_scores_weight_ij_0 = vW3[i]! * 0.999 + scores_weight_i * scores_weight_i * 0.0010000000000000009;
      const adam_v_scores_weight_ij_1 =
        vW3[i + 1]! * 0.999 + scores_weight_i_2 * scores_weight_i_2 * 0.0010000000000000009;
      vW3[i] = adam_v_scores_weight_ij_0;
      vW3[i + 1] = adam_v_scores_weight_ij_1;
      // W3 ← W3 − stepSize * mW3′/(sqrt(vW3′)/correction + 1e−8)   [27, 24]
      W3[i]! -= (stepSize * adam_m_scores_weight_ij_0) / (Math.sqrt(adam_v_scores_weight_ij_0) / correction + 1e-8);
      W3[i + 1]! -= (stepSize * adam_m_scores_weight_ij_1) / (Math.sqrt(adam_v_scores_weight_ij_1) / correction + 1e-8);
    }
    for (let i = 0; i < 26; i += 2) {
      // mb3 ← mb3 * 0.9 + ∇b3 * 0.09999999999999998   [27]
      const scores_bias_i = db3[i]!;
      const adam_m_scores_bias_i_0 = mb3[i]! * 0.9 + scores_bias_i * 0.09999999999999998;
      const scores_bias_i_2 = db3[i + 1]!;
      const adam_m_scores_bias_i_1 = mb3[i + 1]! * 0.9 + scores_bias_i_2 * 0.09999999999999998;
      mb3[i] = adam_m_scores_bias_i_0;
      mb3[i + 1] = adam_m_scores_bias_i_1;
      // vb3 ← vb3 * 0.999 + ∇b3² * 0.0010000000000000009   [27]
      const adam_v_scores_bias_i_0 = vb3[i]! * 0.999 + scores_bias_i * scores_bias_i * 0.0010000000000000009;
      const adam_v_scores_bias_i_1 = vb3[i + 1]! * 0.999 + scores_bias_i_2 * scores_bias_i_2 * 0.0010000000000000009;
      vb3[i] = adam_v_scores_bias_i_0;
      vb3[i + 1] = adam_v_scores_bias_i_1;
      // b3 ← b3 − stepSize * mb3′/(sqrt(vb3′)/correction + 1e−8)   [27]
      b3[i]! -= (stepSize * adam_m_scores_bias_i_0) / (Math.sqrt(adam_v_scores_bias_i_0) / correction + 1e-8);
      b3[i + 1]! -= (stepSize * adam_m_scores_bias_i_1) / (Math.sqrt(adam_v_scores_bias_i_1) / correction + 1e-8);
    }
    // mb3 ← mb3 * 0.9 + ∇b3 * 0.09999999999999998   [27]
    const scores_bias_26 = db3[26]!;
    const adam_m_scores_bias_i_0 = mb3[26]! * 0.9 + scores_bias_26 * 0.09999999999999998;
    mb3[26] = adam_m_scores_bias_i_0;
    // vb3 ← vb3 * 0.999 + ∇b3² * 0.0010000000000000009   [27]
    const adam_v_scores_bias_i_0 = vb3[26]! * 0.999 + scores_bias_26 * scores_bias_26 * 0.0010000000000000009;
    vb3[26] = adam_v_scores_bias_i_0;
    // b3 ← b3 − stepSize * mb3′/(sqrt(vb3′)/correction + 1e−8)   [27]
    b3[26]! -= (stepSize * adam_m_scores_bias_i_0) / (Math.sqrt(adam_v_scores_bias_i_0) / correction + 1e-8);
  }

  /** `backward`, then `update`; `loss[0]` is J before the update, and `gradient` is left unspecified. Allocates nothing. */
  function trainStep(before: Int32Array = buffers.before, next: Float64Array = buffers.next, count: number = 1): void {
    check("trainStep", inputs[0]!, before, count);
    checkRange("trainStep", inputs[0]!, before);
    check("trainStep", inputs[1]!, next, count);
    backward(before, next, count);
    update();
  }

  /** J over `count` examples, regulariser included. Returns a number, which V8 may have to allocate. */
  function objective(
    before: Int32Array = buffers.before,
    next: Float64Array = buffers.next,
    count: number = 1,
  ): number {
    check("objective", inputs[0]!, before, count);
    checkRange("objective", inputs[0]!, before);
    check("objective", inputs[1]!, next, count);
    // sum = 0
    let sum = 0;
    for (let n = 0; n < count; n++) {
      // embedded = gather(W1, before)   [6, 8]   net.ts:9
      for (let i = 0; i < 6; i++) {
        for (let j = 0; j < 8; j++) {
          const before_at = before[n * 6 + i]!;
          embedded[i * 8 + j] = W1[before_at * 8 + j]!;
        }
      }
      // t1 = embedded·W2 {nti,oi->nto}   [6, 72]   net.ts:10
      // t2 = t1 + b2   [6, 72]   net.ts:10
      for (let i = 0; i < 6; i++) {
        for (let j = 0; j < 72; j++) {
          let t1 = 0;
          for (let k = 0; k < 8; k++) {
            t1 += embedded[i * 8 + k]! * W2[j * 8 + k]!;
          }
          t2[i * 72 + j] = t1 + b2[j]!;
        }
      }
      // t28 = scan(0, t2, U2, v2)   [7, 24]   net.ts:10
      for (let i = 0; i < 24; i++) {
        t28[i] = 0;
      }
      for (let step = 0; step < 6; step++) {
        // t4 = state·U2ᵀ   [72]   net.ts:10
        // t5 = t4 + v2   [72]   net.ts:10
        for (let i = 0; i < 72; i++) {
          let t4 = 0;
          for (let j = 0; j < 24; j++) {
            t4 += U2[i * 24 + j]! * t28[step * 24 + j]!;
          }
          t5[i] = t4 + v2[i]!;
        }
        for (let i = 0; i < 24; i++) {
          // t3 = slice(x)   [24]   net.ts:10
          // t6 = slice(t5)   [24]   net.ts:10
          // t7 = t3 + t6   [24]   net.ts:10
          // t11 = σ(t7)   [24]   net.ts:10
          const t11 = 1 / (1 + Math.exp(-(t2[step * 72 + i + 24]! + t5[i + 24]!)));
          t28[step * 24 + i + 24] =
            (1 - t11) *
              Math.tanh(t2[step * 72 + i + 48]! + (1 / (1 + Math.exp(-(t2[step * 72 + i]! + t5[i]!)))) * t5[i + 48]!) +
            t11 * t28[step * 24 + i]!;
        }
      }
      let max = -Infinity;
      for (let i = 0; i < 27; i++) {
        // t29 = slice(t28)   [6, 24]   net.ts:10
        // t30 = slice(t29)   [1, 24]   net.ts:10
        // h = reshape(t30)   [24]   net.ts:10
        // t31 = h·W3ᵀ   [27]   net.ts:11
        // scores = t31 + b3   [27]   net.ts:11
        let t31 = 0;
        for (let j = 0; j < 24; j++) {
          t31 += W3[i * 24 + j]! * t28[j + 144]!;
        }
        const scores_i = t31 + b3[i]!;
        scores[i] = scores_i;
        // max = max scores   net.ts:12
        max = Math.max(max, scores_i);
      }
      // logSumExp = log(Σ exp(scores − max)) + max   net.ts:12
      let sum_2 = 0;
      for (let i = 0; i < 27; i++) {
        sum_2 += Math.exp(scores[i]! - max);
      }
      const logSumExp = Math.log(sum_2) + max;
      // t38 = next * (scores − (log(Σ exp(scores − max)) + max))   [27]   net.ts:18
      // t39 = Σ t38   net.ts:18
      // sum = Σ t39
      let t39 = 0;
      for (let i = 0; i < 27; i++) {
        t39 += next[n * 27 + i]! * (scores[i]! - logSumExp);
      }
      sum += t39;
    }
    // J = −(Σ t39)/count
    return -(sum / count);
  }

  /** Every parameter is drawn from a stream of its own, found by the seed and a hash of its name. */
  function initialize(seed: number = 0): void {
    parameters.fill(0);
    drawNormal(W1, 1, random(seed, 0x32960a9f)); // embedded.weight
    drawUniform(W2, 0.27386127875258304, random(seed, 0x138c1997)); // h.weight
    drawOrthogonal(U2, 24, random(seed, 0x1351dbab)); // h.recurrent
    drawUniform(W3, 0.3429971702850177, random(seed, 0x7f982944)); // scores.weight
    state.fill(0);
    beta1Power.fill(1);
    beta2Power.fill(1);
  }

  const calls: Calls = {
    backward: (arrays, count) => backward(arrays[0]! as Int32Array, arrays[2]! as Float64Array, count),
    trainStep: (arrays, count) => trainStep(arrays[0]! as Int32Array, arrays[2]! as Float64Array, count),
    confusion(arrays, count) {
      forward(arrays[0]! as Int32Array, arrays[1]! as Float64Array, count);
      return confusion(arrays[2]! as Float64Array, arrays[1]! as Float64Array, 27, largest);
    },
    metrics(arrays, count) {
      return {
        loss: objective(arrays[0]! as Int32Array, arrays[2]! as Float64Array, count),
        ...classScores(calls.confusion(arrays, count)),
      };
    },
  };
  const network: NamesRnn = {
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
      const rows = pack("predict", inputs[0]!, x) as Int32Array;
      const count = rows.length / 6;
      out ??= zeros(count * 27);
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
  /** Its values are held in an Int32Array. */
  readonly element?: "int32";
  /** Whole numbers from the first to the last, such as indices; others are a RangeError. */
  readonly range?: readonly [from: number, to: number];
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

/** Rows of before. */
export type Inputs = Rows;

/** Rows of next. */
export type Targets = Labels;

/** Values of yHat, one example after another. */
export type Outputs = Float64Array;

/** The classes that `classify` tells apart. */
export type Class =
  | "."
  | "a"
  | "b"
  | "c"
  | "d"
  | "e"
  | "f"
  | "g"
  | "h"
  | "i"
  | "j"
  | "k"
  | "l"
  | "m"
  | "n"
  | "o"
  | "p"
  | "q"
  | "r"
  | "s"
  | "t"
  | "u"
  | "v"
  | "w"
  | "x"
  | "y"
  | "z";

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
type Arrays = readonly (Float64Array | Int32Array)[];

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
function pack(method: string, input: Input, rows: Labels | NestedRows, count?: number): Float64Array | Int32Array {
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
  if (input.range) checkRange(method, input, rows as ArrayLike<number>);
  if (input.element) return Int32Array.from(rows as ArrayLike<number>);
  return Float64Array.from(rows as ArrayLike<number>, (value, i) =>
    Number.isFinite(value) ? value : fail(method, `${input.name}[${i}] is ${value} (${typeof value})`),
  );
}

/** Fails where a value is none of the indices that may come in: it would be read as the index of something else, or of nothing. */
function checkRange(method: string, { name, range = [0, 0] }: Input, values: ArrayLike<number>): void {
  const from = range[0];
  const to = range[1];
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (!(value >= from && value <= to && Number.isInteger(value)))
      fail(method, `${name}[${i}] is ${shown(value)}, no whole number from ${from} to ${to}`);
  }
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

/** An array of zeros for indices. */
const integers = (size: number): Int32Array => new Int32Array(size);

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
  const read = (given: unknown, target?: true): (Float64Array | Int32Array)[] =>
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
async function fit(network: NamesRnn, calls: Calls, x: Inputs, y: Targets, options?: FitOptions): Promise<History> {
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
  let kept: NamesRnn | undefined;
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
const summary = (): string => `Model: "names-rnn"
Layer (type)          Output Shape  Param #
${"=".repeat(43)}
before (input)        (None, 6)           0
embedded (embedding)  (None, 6, 8)      216
h (gru)               (None, 24)       2448
scores (dense)        (None, 27)        675
yHat (softmax)        (None, 27)          0
${"=".repeat(43)}
Total params: 3339
Trainable params: 3339
Non-trainable params: 0`;

/**
 * Parameters and state in the safetensors format: the length of the header in 8 bytes, the header (JSON: name → type, shape, place),
 * then the numbers; little-endian, as all engines in use keep them. The header is ASCII, other characters are escaped, and
 * padded so that the numbers are aligned.
 */
function save({ parameters, state }: NamesRnn): Uint8Array {
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
function load(network: NamesRnn, bytes: Uint8Array): void {
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
function loadState(network: NamesRnn, tensors: Readonly<Record<string, StoredTensor>>): void {
  if (metadata.state.every(({ name, shape }) => `${tensors[name]?.shape}` === `${shape}`)) {
    for (const { name, offset } of metadata.state) network.state.set(tensors[name]!.values, offset);
  }
}
