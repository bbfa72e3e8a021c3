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
 *   memory     131368 bytes a network
 *   gradient   agrees with central differences: the largest error is 1.1e-10, at h.recurrent[13, 17]
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
  const memory = zeros(3003); // values on the way
  const embedded = memory.subarray(2928, 2976); // embedded
  const z2 = memory.subarray(0, 432); // z2
  const t28 = memory.subarray(2160, 2328); // t28
  const t5 = memory.subarray(864, 936); // t5
  const scores = memory.subarray(2976, 3003); // scores
  const exp = memory.subarray(2328, 2355); // exp
  const b2_allBar = memory.subarray(432, 864); // b2_allBar
  const beta3 = memory.subarray(864, 891); // beta3
  const t29Bar = memory.subarray(1032, 1176); // t29Bar
  const t28Bar = memory.subarray(864, 1032); // t28Bar
  const scan = memory.subarray(2328, 2496); // scan
  const t5_2 = memory.subarray(1032, 1104); // t5.2
  const t11_2 = memory.subarray(2496, 2520); // t11.2
  const t12 = memory.subarray(2520, 2544); // t12
  const t20 = memory.subarray(2544, 2568); // t20
  const t24 = memory.subarray(2568, 2592); // t24
  const mul_5 = memory.subarray(2592, 2616); // mul.5
  const pad = memory.subarray(1104, 1176); // pad
  const pad_2 = memory.subarray(1176, 1248); // pad.2
  const pad_3 = memory.subarray(1032, 1104); // pad.3
  const add_3 = memory.subarray(1032, 1104); // add.3
  const add = memory.subarray(864, 1296); // add
  const logistic = memory.subarray(2496, 2640); // logistic
  const sub_3 = memory.subarray(2640, 2784); // sub.3
  const logistic_2 = memory.subarray(1728, 1872); // logistic.2
  const tanh = memory.subarray(2784, 2928); // tanh
  const mul_5_2 = memory.subarray(1872, 2016); // mul.5.2
  const pad_4 = memory.subarray(0, 432); // pad.4
  const pad_2_2 = memory.subarray(1296, 1728); // pad.2.2
  const pad_3_2 = memory.subarray(864, 1296); // pad.3.2
  const pad_4_2 = memory.subarray(1728, 2160); // pad.4.2
  const add_8 = memory.subarray(0, 432); // add.8
  const add_9 = memory.subarray(0, 432); // add.9

  /** Runs the network in inference mode on `count` examples and writes the outputs. Allocates nothing. */
  function forward(before: Int32Array = buffers.before, yHat: Float64Array = buffers.yHat, count: number = 1): void {
    check("forward", inputs[0]!, before, count);
    checkRange("forward", inputs[0]!, before);
    check("forward", outputs[0]!, yHat, count);
    for (let n = 0; n < count; n++) {
      // embedded = gather(W¹, before)   [6, 8]   net.ts:9
      for (let i = 0; i < 6; i++) {
        for (let j = 0; j < 8; j++) {
          const before_at = before[n * 6 + i]!;
          embedded[i * 8 + j] = W1[before_at * 8 + j]!;
        }
      }
      // z² = embedded·(W²)ᵀ + b²   [6, 72]   net.ts:10
      for (let i = 0; i < 6; i++) {
        for (let j = 0; j < 72; j++) {
          let W2embedded = 0;
          for (let k = 0; k < 8; k++) {
            W2embedded += embedded[i * 8 + k]! * W2[j * 8 + k]!;
          }
          z2[i * 72 + j] = W2embedded + b2[j]!;
        }
      }
      // t28 = scan(0, z², U2, v2)   [7, 24]   net.ts:10
      for (let i = 0; i < 24; i++) {
        t28[i] = 0;
      }
      for (let step = 0; step < 6; step++) {
        // t4 = U2·state   [72]   net.ts:10
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
          const t11 = 1 / (1 + Math.exp(-(z2[step * 72 + i + 24]! + t5[i + 24]!)));
          t28[step * 24 + i + 24] =
            (1 - t11) *
              Math.tanh(z2[step * 72 + i + 48]! + (1 / (1 + Math.exp(-(z2[step * 72 + i]! + t5[i]!)))) * t5[i + 48]!) +
            t11 * t28[step * 24 + i]!;
        }
      }
      let max = -Infinity;
      for (let i = 0; i < 27; i++) {
        // t29 = slice(t28)   [6, 24]   net.ts:10
        // t30 = slice(t29)   [1, 24]   net.ts:10
        // h = reshape(t30)   [24]   net.ts:10
        // scores = W³·h + b³   [27]   net.ts:11
        let W3h = 0;
        for (let j = 0; j < 24; j++) {
          W3h += W3[i * 24 + j]! * t28[j + 144]!;
        }
        const scores_i = W3h + b3[i]!;
        scores[i] = scores_i;
        // max = max scores   net.ts:12
        max = Math.max(max, scores_i);
      }
      let sum_2 = 0;
      for (let i = 0; i < 27; i++) {
        // exp = exp(scores − (max scores))   [27]   net.ts:12
        const exp_i = Math.exp(scores[i]! - max);
        exp[i] = exp_i;
        // sum.2 = Σ exp   net.ts:12
        sum_2 += exp_i;
      }
      // ŷ = exp/(Σ exp)   [27]   net.ts:12
      for (let i = 0; i < 27; i++) {
        yHat[n * 27 + i] = exp[i]! / sum_2;
      }
    }
  }

  /** Backpropagation over `count` examples: writes ∇J to `gradient` and J to `loss[0]`, regulariser included. Allocates nothing. */
  function backward(before: Int32Array = buffers.before, next: Float64Array = buffers.next, count: number = 1): void {
    check("backward", inputs[0]!, before, count);
    checkRange("backward", inputs[0]!, before);
    check("backward", inputs[1]!, next, count);
    // ∇b³ = 0   [27]   net.ts:11
    for (let i = 0; i < 27; i++) {
      db3[i] = 0;
    }
    // ∇W³ = 0   [27, 24]   net.ts:11
    for (let i = 0; i < 648; i++) {
      dW3[i] = 0;
    }
    // v̄2 = 0   [72]   net.ts:10
    for (let i = 0; i < 72; i++) {
      dv2[i] = 0;
    }
    // Ū2 = 0   [72, 24]   net.ts:10
    for (let i = 0; i < 1728; i++) {
      dU2[i] = 0;
    }
    // b2_allBar = 0   [6, 72]   net.ts:10
    for (let i = 0; i < 432; i++) {
      b2_allBar[i] = 0;
    }
    // ∇W² = 0   [72, 8]   net.ts:10
    for (let i = 0; i < 576; i++) {
      dW2[i] = 0;
    }
    // ∇W¹ = 0   [27, 8]   net.ts:9
    for (let i = 0; i < 216; i++) {
      dW1[i] = 0;
    }
    // sum = 0
    let sum = 0;
    for (let n = 0; n < count; n++) {
      // embedded = gather(W¹, before)   [6, 8]   net.ts:9
      for (let i = 0; i < 6; i++) {
        for (let j = 0; j < 8; j++) {
          const before_at = before[n * 6 + i]!;
          embedded[i * 8 + j] = W1[before_at * 8 + j]!;
        }
      }
      // z² = embedded·(W²)ᵀ + b²   [6, 72]   net.ts:10
      for (let i = 0; i < 6; i++) {
        for (let j = 0; j < 72; j++) {
          let W2embedded = 0;
          for (let k = 0; k < 8; k++) {
            W2embedded += embedded[i * 8 + k]! * W2[j * 8 + k]!;
          }
          z2[i * 72 + j] = W2embedded + b2[j]!;
        }
      }
      // t28 = scan(0, z², U2, v2)   [7, 24]   net.ts:10
      for (let i = 0; i < 24; i++) {
        t28[i] = 0;
      }
      for (let step = 0; step < 6; step++) {
        // t4 = U2·state   [72]   net.ts:10
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
          const t11 = 1 / (1 + Math.exp(-(z2[step * 72 + i + 24]! + t5[i + 24]!)));
          t28[step * 24 + i + 24] =
            (1 - t11) *
              Math.tanh(z2[step * 72 + i + 48]! + (1 / (1 + Math.exp(-(z2[step * 72 + i]! + t5[i]!)))) * t5[i + 48]!) +
            t11 * t28[step * 24 + i]!;
        }
      }
      let max = -Infinity;
      for (let i = 0; i < 27; i++) {
        // t29 = slice(t28)   [6, 24]   net.ts:10
        // t30 = slice(t29)   [1, 24]   net.ts:10
        // h = reshape(t30)   [24]   net.ts:10
        // scores = W³·h + b³   [27]   net.ts:11
        let W3h = 0;
        for (let j = 0; j < 24; j++) {
          W3h += W3[i * 24 + j]! * t28[j + 144]!;
        }
        const scores_i = W3h + b3[i]!;
        scores[i] = scores_i;
        // max = max scores   net.ts:12
        max = Math.max(max, scores_i);
      }
      let sum_2 = 0;
      for (let i = 0; i < 27; i++) {
        // exp = exp(scores − max)   [27]   net.ts:12
        const exp_i = Math.exp(scores[i]! - max);
        exp[i] = exp_i;
        // sum.2 = Σ exp   net.ts:12
        sum_2 += exp_i;
      }
      // logSumExp = log(sum.2) + max   net.ts:12
      const logSumExp = Math.log(sum_2) + max;
      for (let i = 0; i < 27; i++) {
        // ŷ = exp/sum.2   [27]   net.ts:12
        // β³ = ŷ − next   [27]   net.ts:18
        const beta3_i = exp[i]! / sum_2 - next[n * 27 + i]!;
        beta3[i] = beta3_i;
        // ∇b³ = Σ β³   [27]   net.ts:11
        db3[i]! += beta3_i;
        // t29 = slice(t28)   [6, 24]   net.ts:10
        // t30 = slice(t29)   [1, 24]   net.ts:10
        // h = reshape(t30)   [24]   net.ts:10
        // ∇W³ = (β³)ᵀ·h   [27, 24]   net.ts:11
        for (let j = 0; j < 24; j++) {
          dW3[i * 24 + j]! += beta3_i * t28[j + 144]!;
        }
      }
      // h̄ = β³·W³   [24]   net.ts:11
      // t̄30 = reshape(h̄)   [1, 24]   net.ts:10
      // t̄29 = pad(t̄30)   [6, 24]   net.ts:10
      for (let i = 0; i < 144; i++) {
        t29Bar[i] = 0;
      }
      for (let j = 0; j < 24; j++) {
        let hBar = 0;
        for (let k = 0; k < 27; k++) {
          hBar += beta3[k]! * W3[k * 24 + j]!;
        }
        t29Bar[j + 120] = hBar;
      }
      // t̄28 = pad(t̄29)   [7, 24]   net.ts:10
      for (let i = 0; i < 168; i++) {
        t28Bar[i] = 0;
      }
      for (let i = 0; i < 144; i++) {
        t28Bar[i + 24] = t29Bar[i]!;
      }
      // scan = scan(reshape(slice(t̄28)), slice(t̄28), slice(t28), slice(z²), U2, v2)   [7, 24]   net.ts:10
      for (let i = 0; i < 24; i++) {
        scan[i] = t28Bar[i + 144]!;
      }
      for (let step2 = 0; step2 < 6; step2++) {
        // t4 = U2·state   [72]   net.ts:10
        // t5 = t4 + v2   [72]   net.ts:10
        for (let i = 0; i < 72; i++) {
          let t4_2 = 0;
          for (let j = 0; j < 24; j++) {
            t4_2 += U2[i * 24 + j]! * t28[step2 * -24 + j + 120]!;
          }
          t5_2[i] = t4_2 + v2[i]!;
        }
        for (let i = 0; i < 24; i++) {
          // t3 = slice(x)   [24]   net.ts:10
          // t6 = slice(t5)   [24]   net.ts:10
          // t7 = t3 + t6   [24]   net.ts:10
          // t11 = σ(t7)   [24]   net.ts:10
          const t11_2_i = 1 / (1 + Math.exp(-(z2[step2 * -72 + i + 384]! + t5_2[i + 24]!)));
          t11_2[i] = t11_2_i;
          // t12 = 1 − t11   [24]   net.ts:10
          const t12_i = 1 - t11_2_i;
          t12[i] = t12_i;
          // t14 = slice(x)   [24]   net.ts:10
          // t15 = slice(t5)   [24]   net.ts:10
          // t16 = t14 + t15   [24]   net.ts:10
          // t20 = σ(t16)   [24]   net.ts:10
          const t20_i = 1 / (1 + Math.exp(-(z2[step2 * -72 + i + 360]! + t5_2[i]!)));
          t20[i] = t20_i;
          // t13 = slice(x)   [24]   net.ts:10
          // t21 = slice(t5)   [24]   net.ts:10
          // t22 = t20 * t21   [24]   net.ts:10
          // t23 = t13 + t22   [24]   net.ts:10
          // t24 = tanh(t23)   [24]   net.ts:10
          const t24_i = Math.tanh(z2[step2 * -72 + i + 408]! + t20_i * t5_2[i + 48]!);
          t24[i] = t24_i;
          // mul.5 = stateBar * t12 * (1 − t24 * t24)   [24]   net.ts:10
          mul_5[i] = scan[step2 * 24 + i]! * t12_i * (1 - t24_i * t24_i);
        }
        // pad = pad(mul.5 * t20)   [72]   net.ts:10
        for (let i = 0; i < 72; i++) {
          pad[i] = 0;
        }
        for (let i = 0; i < 24; i++) {
          pad[i + 48] = mul_5[i]! * t20[i]!;
        }
        // t21 = slice(t5)   [24]   net.ts:10
        // pad.2 = pad(mul.5 * t21 * (t20 * (1 − t20)))   [72]   net.ts:10
        for (let i = 0; i < 72; i++) {
          pad_2[i] = 0;
        }
        for (let i = 0; i < 24; i++) {
          pad_2[i] = mul_5[i]! * t5_2[i + 48]! * (t20[i]! * (1 - t20[i]!));
        }
        // pad.3 = pad((stateBar * state − stateBar * t24) * (t11 * t12))   [72]   net.ts:10
        for (let i = 0; i < 72; i++) {
          pad_3[i] = 0;
        }
        for (let i = 0; i < 24; i++) {
          pad_3[i + 24] =
            (scan[step2 * 24 + i]! * t28[step2 * -24 + i + 120]! - scan[step2 * 24 + i]! * t24[i]!) *
            (t11_2[i]! * t12[i]!);
        }
        // add.3 = pad(mul.5 * t20) + pad(mul.5 * t21 * (t20 * (1 − t20))) + pad((stateBar * state − stateBar * t24) * (t11 * t12))   [72]   net.ts:10
        for (let i = 0; i < 72; i++) {
          add_3[i] = pad[i]! + pad_2[i]! + pad_3[i]!;
        }
        for (let i = 0; i < 24; i++) {
          let contract = 0;
          for (let j = 0; j < 72; j++) {
            contract += add_3[j]! * U2[j * 24 + i]!;
          }
          scan[step2 * 24 + i + 24] = t28Bar[step2 * -24 + i + 120]! + (scan[step2 * 24 + i]! * t11_2[i]! + contract);
        }
      }
      // transpose = slice(t28)ᵀ   [6, 24]   net.ts:10
      // add = U2·transpose {oi,mni->mno} + v2   [6, 72]   net.ts:10
      for (let i = 0; i < 6; i++) {
        for (let j = 0; j < 72; j++) {
          let contract_2 = 0;
          for (let k = 0; k < 24; k++) {
            contract_2 += U2[j * 24 + k]! * t28[i * 24 + k]!;
          }
          add[i * 72 + j] = contract_2 + v2[j]!;
        }
      }
      for (let i = 0; i < 6; i++) {
        for (let j = 0; j < 24; j++) {
          // transpose.2 = (z²)ᵀ   [6, 72]   net.ts:10
          // logistic = σ(slice(transpose.2) + slice(add))   [6, 24]   net.ts:10
          const logistic_ij = 1 / (1 + Math.exp(-(z2[i * 72 + j + 24]! + add[i * 72 + j + 24]!)));
          logistic[i * 24 + j] = logistic_ij;
          // sub.3 = 1 − logistic   [6, 24]   net.ts:10
          const sub_3_ij = 1 - logistic_ij;
          sub_3[i * 24 + j] = sub_3_ij;
          // transpose.2 = (z²)ᵀ   [6, 72]   net.ts:10
          // logistic.2 = σ(slice(transpose.2) + slice(add))   [6, 24]   net.ts:10
          const logistic_2_ij = 1 / (1 + Math.exp(-(z2[i * 72 + j]! + add[i * 72 + j]!)));
          logistic_2[i * 24 + j] = logistic_2_ij;
          // transpose.2 = (z²)ᵀ   [6, 72]   net.ts:10
          // slice.12 = slice(add)   [6, 24]   net.ts:10
          // tanh = tanh(slice(transpose.2) + logistic.2 * slice.12)   [6, 24]   net.ts:10
          const tanh_ij = Math.tanh(z2[i * 72 + j + 48]! + logistic_2_ij * add[i * 72 + j + 48]!);
          tanh[i * 24 + j] = tanh_ij;
          // transpose.3 = slice(scan)ᵀ   [6, 24]   net.ts:10
          // mul.5 = transpose.3 * sub.3 * (1 − tanh * tanh)   [6, 24]   net.ts:10
          mul_5_2[i * 24 + j] = scan[i * -24 + j + 120]! * sub_3_ij * (1 - tanh_ij * tanh_ij);
        }
      }
      // pad = pad(mul.5 * logistic.2)   [6, 72]   net.ts:10
      for (let i = 0; i < 432; i++) {
        pad_4[i] = 0;
      }
      for (let i = 0; i < 6; i++) {
        for (let j = 0; j < 24; j++) {
          pad_4[i * 72 + j + 48] = mul_5_2[i * 24 + j]! * logistic_2[i * 24 + j]!;
        }
      }
      // slice.12 = slice(add)   [6, 24]   net.ts:10
      // pad.2 = pad(mul.5 * slice.12 * (logistic.2 * (1 − logistic.2)))   [6, 72]   net.ts:10
      for (let i = 0; i < 432; i++) {
        pad_2_2[i] = 0;
      }
      for (let i = 0; i < 6; i++) {
        for (let j = 0; j < 24; j++) {
          pad_2_2[i * 72 + j] =
            mul_5_2[i * 24 + j]! * add[i * 72 + j + 48]! * (logistic_2[i * 24 + j]! * (1 - logistic_2[i * 24 + j]!));
        }
      }
      // pad.3 = pad(mul.5)   [6, 72]   net.ts:10
      for (let i = 0; i < 432; i++) {
        pad_3_2[i] = 0;
      }
      for (let i = 0; i < 6; i++) {
        for (let j = 0; j < 24; j++) {
          pad_3_2[i * 72 + j + 48] = mul_5_2[i * 24 + j]!;
        }
      }
      // transpose.3 = slice(scan)ᵀ   [6, 24]   net.ts:10
      // transpose = slice(t28)ᵀ   [6, 24]   net.ts:10
      // pad.4 = pad((transpose.3 * transpose − transpose.3 * tanh) * (logistic * sub.3))   [6, 72]   net.ts:10
      for (let i = 0; i < 432; i++) {
        pad_4_2[i] = 0;
      }
      for (let i = 0; i < 6; i++) {
        for (let j = 0; j < 24; j++) {
          pad_4_2[i * 72 + j + 24] =
            (scan[i * -24 + j + 120]! * t28[i * 24 + j]! - scan[i * -24 + j + 120]! * tanh[i * 24 + j]!) *
            (logistic[i * 24 + j]! * sub_3[i * 24 + j]!);
        }
      }
      // add.8 = pad(mul.5 * logistic.2) + pad.2 + pad.4   [6, 72]   net.ts:10
      for (let i = 0; i < 432; i++) {
        add_8[i] = pad_4[i]! + pad_2_2[i]! + pad_4_2[i]!;
      }
      for (let i = 0; i < 72; i++) {
        // v̄2 = Σ (Σ add.8)   [72]   net.ts:10
        let sum_3 = 0;
        for (let j = 0; j < 6; j++) {
          sum_3 += add_8[j * 72 + i]!;
        }
        dv2[i]! += sum_3;
        // transpose = slice(t28)ᵀ   [6, 24]   net.ts:10
        // Ū2 = add.8·transpose {mno,mni->oi}   [72, 24]   net.ts:10
        for (let j = 0; j < 24; j++) {
          let U2Bar = 0;
          for (let k = 0; k < 6; k++) {
            U2Bar += add_8[k * 72 + i]! * t28[k * 24 + j]!;
          }
          dU2[i * 24 + j]! += U2Bar;
        }
      }
      for (let i = 0; i < 432; i++) {
        // add.9 = pad.2 + pad(mul.5) + pad.4   [6, 72]   net.ts:10
        const add_9_ij = pad_2_2[i]! + pad_3_2[i]! + pad_4_2[i]!;
        add_9[i] = add_9_ij;
        // β² = (pad.2 + pad(mul.5) + pad.4)ᵀ   [6, 72]   net.ts:10
        // b2_allBar = Σ β²   [6, 72]   net.ts:10
        b2_allBar[i]! += add_9_ij;
      }
      // β² = (pad.2 + pad(mul.5) + pad.4)ᵀ   [6, 72]   net.ts:10
      // ∇W² = β²·embedded {nto,nti->oi}   [72, 8]   net.ts:10
      for (let i = 0; i < 72; i++) {
        for (let j = 0; j < 8; j++) {
          let W2Bar = 0;
          for (let k = 0; k < 6; k++) {
            W2Bar += add_9[k * 72 + i]! * embedded[k * 8 + j]!;
          }
          dW2[i * 8 + j]! += W2Bar;
        }
      }
      // β² = (pad.2 + pad(mul.5) + pad.4)ᵀ   [6, 72]   net.ts:10
      // e̅m̅b̅e̅d̅d̅e̅d̅ = β²·W² {nto,oi->nti}   [6, 8]   net.ts:10
      // ∇W¹ = scatterAdd(before, e̅m̅b̅e̅d̅d̅e̅d̅)   [27, 8]   net.ts:9
      for (let i = 0; i < 6; i++) {
        for (let j = 0; j < 8; j++) {
          let embeddedBar = 0;
          for (let k = 0; k < 72; k++) {
            embeddedBar += add_9[i * 72 + k]! * W2[k * 8 + j]!;
          }
          const before_at_2 = before[n * 6 + i]!;
          dW1[before_at_2 * 8 + j]! += embeddedBar;
        }
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
    // ∇W¹ = ∇W¹/count   [27, 8]
    for (let i = 0; i < 216; i++) {
      dW1[i]! /= count;
    }
    // ∇W² = ∇W²/count   [72, 8]
    for (let i = 0; i < 576; i++) {
      dW2[i]! /= count;
    }
    // ∇b² = Σ (Σ β²)   [72]   net.ts:10
    // ∇b² = ∇b²/count   [72]
    for (let i = 0; i < 72; i++) {
      let b2Bar = 0;
      for (let j = 0; j < 6; j++) {
        b2Bar += b2_allBar[j * 72 + i]!;
      }
      db2[i] = b2Bar / count;
    }
    // ∇U2 = Ū2/count   [72, 24]
    for (let i = 0; i < 1728; i++) {
      dU2[i]! /= count;
    }
    // ∇v2 = v̄2/count   [72]
    for (let i = 0; i < 72; i++) {
      dv2[i]! /= count;
    }
    // ∇W³ = ∇W³/count   [27, 24]
    for (let i = 0; i < 648; i++) {
      dW3[i]! /= count;
    }
    // ∇b³ = ∇b³/count   [27]
    for (let i = 0; i < 27; i++) {
      db3[i]! /= count;
    }
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
    for (let i = 0; i < 216; i++) {
      // mW1 ← mW1 * 0.9 + ∇W¹ * 0.09999999999999998   [27, 8]
      const adam_m_embedded_weight_ij = mW1[i]! * 0.9 + dW1[i]! * 0.09999999999999998;
      mW1[i] = adam_m_embedded_weight_ij;
      // vW1 ← vW1 * 0.999 + ∇W¹ * ∇W¹ * 0.0010000000000000009   [27, 8]
      const adam_v_embedded_weight_ij = vW1[i]! * 0.999 + dW1[i]! * dW1[i]! * 0.0010000000000000009;
      vW1[i] = adam_v_embedded_weight_ij;
      // W¹ ← W¹ − stepSize * mW1′/(sqrt(vW1′)/correction + 1e−8)   [27, 8]
      W1[i]! -= (stepSize * adam_m_embedded_weight_ij) / (Math.sqrt(adam_v_embedded_weight_ij) / correction + 1e-8);
    }
    for (let i = 0; i < 576; i++) {
      // mW2 ← mW2 * 0.9 + ∇W² * 0.09999999999999998   [72, 8]
      const adam_m_h_weight_ij = mW2[i]! * 0.9 + dW2[i]! * 0.09999999999999998;
      mW2[i] = adam_m_h_weight_ij;
      // vW2 ← vW2 * 0.999 + ∇W² * ∇W² * 0.0010000000000000009   [72, 8]
      const adam_v_h_weight_ij = vW2[i]! * 0.999 + dW2[i]! * dW2[i]! * 0.0010000000000000009;
      vW2[i] = adam_v_h_weight_ij;
      // W² ← W² − stepSize * mW2′/(sqrt(vW2′)/correction + 1e−8)   [72, 8]
      W2[i]! -= (stepSize * adam_m_h_weight_ij) / (Math.sqrt(adam_v_h_weight_ij) / correction + 1e-8);
    }
    for (let i = 0; i < 72; i++) {
      // mb2 ← mb2 * 0.9 + ∇b² * 0.09999999999999998   [72]
      const adam_m_h_bias_i = mb2[i]! * 0.9 + db2[i]! * 0.09999999999999998;
      mb2[i] = adam_m_h_bias_i;
      // vb2 ← vb2 * 0.999 + ∇b² * ∇b² * 0.0010000000000000009   [72]
      const adam_v_h_bias_i = vb2[i]! * 0.999 + db2[i]! * db2[i]! * 0.0010000000000000009;
      vb2[i] = adam_v_h_bias_i;
      // b² ← b² − stepSize * mb2′/(sqrt(vb2′)/correction + 1e−8)   [72]
      b2[i]! -= (stepSize * adam_m_h_bias_i) / (Math.sqrt(adam_v_h_bias_i) / correction + 1e-8);
    }
    for (let i = 0; i < 1728; i++) {
      // mU2 ← mU2 * 0.9 + ∇U2 * 0.09999999999999998   [72, 24]
      const adam_m_h_recurrent_ij = mU2[i]! * 0.9 + dU2[i]! * 0.09999999999999998;
      mU2[i] = adam_m_h_recurrent_ij;
      // vU2 ← vU2 * 0.999 + ∇U2 * ∇U2 * 0.0010000000000000009   [72, 24]
      const adam_v_h_recurrent_ij = vU2[i]! * 0.999 + dU2[i]! * dU2[i]! * 0.0010000000000000009;
      vU2[i] = adam_v_h_recurrent_ij;
      // U2 ← U2 − stepSize * mU2′/(sqrt(vU2′)/correction + 1e−8)   [72, 24]
      U2[i]! -= (stepSize * adam_m_h_recurrent_ij) / (Math.sqrt(adam_v_h_recurrent_ij) / correction + 1e-8);
    }
    for (let i = 0; i < 72; i++) {
      // mv2 ← mv2 * 0.9 + ∇v2 * 0.09999999999999998   [72]
      const adam_m_h_recurrentBias_i = mv2[i]! * 0.9 + dv2[i]! * 0.09999999999999998;
      mv2[i] = adam_m_h_recurrentBias_i;
      // vv2 ← vv2 * 0.999 + ∇v2 * ∇v2 * 0.0010000000000000009   [72]
      const adam_v_h_recurrentBias_i = vv2[i]! * 0.999 + dv2[i]! * dv2[i]! * 0.0010000000000000009;
      vv2[i] = adam_v_h_recurrentBias_i;
      // v2 ← v2 − stepSize * mv2′/(sqrt(vv2′)/correction + 1e−8)   [72]
      v2[i]! -= (stepSize * adam_m_h_recurrentBias_i) / (Math.sqrt(adam_v_h_recurrentBias_i) / correction + 1e-8);
    }
    for (let i = 0; i < 648; i++) {
      // mW3 ← mW3 * 0.9 + ∇W³ * 0.09999999999999998   [27, 24]
      const adam_m_scores_weight_ij = mW3[i]! * 0.9 + dW3[i]! * 0.09999999999999998;
      mW3[i] = adam_m_scores_weight_ij;
      // vW3 ← vW3 * 0.999 + ∇W³ * ∇W³ * 0.0010000000000000009   [27, 24]
      const adam_v_scores_weight_ij = vW3[i]! * 0.999 + dW3[i]! * dW3[i]! * 0.0010000000000000009;
      vW3[i] = adam_v_scores_weight_ij;
      // W³ ← W³ − stepSize * mW3′/(sqrt(vW3′)/correction + 1e−8)   [27, 24]
      W3[i]! -= (stepSize * adam_m_scores_weight_ij) / (Math.sqrt(adam_v_scores_weight_ij) / correction + 1e-8);
    }
    for (let i = 0; i < 27; i++) {
      // mb3 ← mb3 * 0.9 + ∇b³ * 0.09999999999999998   [27]
      const adam_m_scores_bias_i = mb3[i]! * 0.9 + db3[i]! * 0.09999999999999998;
      mb3[i] = adam_m_scores_bias_i;
      // vb3 ← vb3 * 0.999 + ∇b³ * ∇b³ * 0.0010000000000000009   [27]
      const adam_v_scores_bias_i = vb3[i]! * 0.999 + db3[i]! * db3[i]! * 0.0010000000000000009;
      vb3[i] = adam_v_scores_bias_i;
      // b³ ← b³ − stepSize * mb3′/(sqrt(vb3′)/correction + 1e−8)   [27]
      b3[i]! -= (stepSize * adam_m_scores_bias_i) / (Math.sqrt(adam_v_scores_bias_i) / correction + 1e-8);
    }
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
      // embedded = gather(W¹, before)   [6, 8]   net.ts:9
      for (let i = 0; i < 6; i++) {
        for (let j = 0; j < 8; j++) {
          const before_at = before[n * 6 + i]!;
          embedded[i * 8 + j] = W1[before_at * 8 + j]!;
        }
      }
      // z² = embedded·(W²)ᵀ + b²   [6, 72]   net.ts:10
      for (let i = 0; i < 6; i++) {
        for (let j = 0; j < 72; j++) {
          let W2embedded = 0;
          for (let k = 0; k < 8; k++) {
            W2embedded += embedded[i * 8 + k]! * W2[j * 8 + k]!;
          }
          z2[i * 72 + j] = W2embedded + b2[j]!;
        }
      }
      // t28 = scan(0, z², U2, v2)   [7, 24]   net.ts:10
      for (let i = 0; i < 24; i++) {
        t28[i] = 0;
      }
      for (let step = 0; step < 6; step++) {
        // t4 = U2·state   [72]   net.ts:10
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
          const t11 = 1 / (1 + Math.exp(-(z2[step * 72 + i + 24]! + t5[i + 24]!)));
          t28[step * 24 + i + 24] =
            (1 - t11) *
              Math.tanh(z2[step * 72 + i + 48]! + (1 / (1 + Math.exp(-(z2[step * 72 + i]! + t5[i]!)))) * t5[i + 48]!) +
            t11 * t28[step * 24 + i]!;
        }
      }
      let max = -Infinity;
      for (let i = 0; i < 27; i++) {
        // t29 = slice(t28)   [6, 24]   net.ts:10
        // t30 = slice(t29)   [1, 24]   net.ts:10
        // h = reshape(t30)   [24]   net.ts:10
        // scores = W³·h + b³   [27]   net.ts:11
        let W3h = 0;
        for (let j = 0; j < 24; j++) {
          W3h += W3[i * 24 + j]! * t28[j + 144]!;
        }
        const scores_i = W3h + b3[i]!;
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
