/**
 * Compiled by nngen 0.1.0 from net.ts: a change made here is lost when it is compiled again.
 *
 * digits-conv: a network with 1370 parameters
 *
 *   inputs     x [64]
 *   targets    digit [10] (0, 1, 2, 3, 4, 5, 6, 7, 8, 9)
 *   outputs    yHat [10] (0, 1, 2, 3, 4, 5, 6, 7, 8, 9)
 *   optimizer  adam
 *   precision  f64
 *   memory     63944 bytes a network
 *   gradient   agrees with central differences: the largest error is 7.1e-11, at scores.weight[7, 13]
 *   sha256     a283cc0cedc1737fb5c29a2be0321944e629a7be56e8afe057fcef61bd869815
 *
 *   W1 = filters.weight [8, 1, 3, 3]
 *   b1 = filters.bias [8]
 *   W2 = scores.weight [10, 128]
 *   b2 = scores.bias [10]
 */

/** The number of values in `parameters`. */
export const PARAMETER_COUNT: number = 1370;

/** What the network is made of. */
export const metadata: Metadata = {
  name: "digits-conv",
  precision: "f64",
  inputs: [
    { name: "x", shape: [64], size: 64 },
    {
      name: "digit",
      shape: [10],
      size: 10,
      target: true,
      label: "digit",
      classes: ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"],
    },
  ],
  outputs: [{ name: "yHat", shape: [10], size: 10, classes: ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"] }],
  parameters: [
    { name: "filters.weight", shape: [8, 1, 3, 3], offset: 0, size: 72, trainable: true },
    { name: "filters.bias", shape: [8], offset: 72, size: 8, trainable: true },
    { name: "scores.weight", shape: [10, 128], offset: 80, size: 1280, trainable: true },
    { name: "scores.bias", shape: [10], offset: 1360, size: 10, trainable: true },
  ],
  state: [
    { name: "state.adam.beta1Power", shape: [], offset: 0, size: 1 },
    { name: "state.adam.beta2Power", shape: [], offset: 1, size: 1 },
    { name: "state.adam.m.filters.weight", shape: [8, 1, 3, 3], offset: 2, size: 72 },
    { name: "state.adam.v.filters.weight", shape: [8, 1, 3, 3], offset: 74, size: 72 },
    { name: "state.adam.m.filters.bias", shape: [8], offset: 146, size: 8 },
    { name: "state.adam.v.filters.bias", shape: [8], offset: 154, size: 8 },
    { name: "state.adam.m.scores.weight", shape: [10, 128], offset: 162, size: 1280 },
    { name: "state.adam.v.scores.weight", shape: [10, 128], offset: 1442, size: 1280 },
    { name: "state.adam.m.scores.bias", shape: [10], offset: 2722, size: 10 },
    { name: "state.adam.v.scores.bias", shape: [10], offset: 2732, size: 10 },
  ],
};

/**
 * One network, with every array that it will ever need. Arrays are row-major, `count` examples one after another; an argument
 * that is left out is the array of that name in `buffers`. A wrong length or count is a RangeError.
 */
export interface DigitsConv {
  /** Flat, in the order of `metadata.parameters`. */
  readonly parameters: Float64Array;
  /** ∇J, laid out like `parameters`. */
  readonly gradient: Float64Array;
  /** The optimiser's memory and running statistics, in the order of `metadata.state`. */
  readonly state: Float64Array;
  /** [J] of the latest `backward` or `trainStep`, the regulariser included. */
  readonly loss: Float64Array;
  /** One example each, used where arrays are left out. */
  readonly buffers: { readonly x: Float64Array; readonly digit: Float64Array; readonly yHat: Float64Array };
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
  backward(x?: Float64Array, digit?: Float64Array, count?: number): void;
  /** One step of the optimiser, from `gradient` as it stands. Allocates nothing. */
  update(): void;
  /** `backward`, then `update`, in one: `loss[0]` is J before the step, `gradient` is left unspecified. Allocates nothing. */
  trainStep(x?: Float64Array, digit?: Float64Array, count?: number): void;
  /** J. Allocates nothing but the number that it returns. */
  objective(x?: Float64Array, digit?: Float64Array, count?: number): number;
  /** Takes over the parameters and the state of another network of this kind. Allocates nothing. */
  copyFrom(other: DigitsConv): void;
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
export function create(options: CreateOptions = {}): DigitsConv {
  const parameters = zeros(PARAMETER_COUNT);
  const gradient = zeros(PARAMETER_COUNT);
  const loss = zeros(1);
  const inputs = metadata.inputs;
  const outputs = metadata.outputs;
  const state = zeros(2742);
  const hyper = Float64Array.of(0.02, 0); // learningRate, trainingSize
  const buffers: DigitsConv["buffers"] = { x: zeros(64), digit: zeros(10), yHat: zeros(10) };
  const W1 = parameters.subarray(0, 72); // filters.weight
  const b1 = parameters.subarray(72, 80); // filters.bias
  const W2 = parameters.subarray(80, 1360); // scores.weight
  const b2 = parameters.subarray(1360, 1370); // scores.bias
  const dW1 = gradient.subarray(0, 72); // ∂J/∂filters.weight
  const db1 = gradient.subarray(72, 80); // ∂J/∂filters.bias
  const dW2 = gradient.subarray(80, 1360); // ∂J/∂scores.weight
  const db2 = gradient.subarray(1360, 1370); // ∂J/∂scores.bias
  const beta1Power = state.subarray(0, 1); // adam.beta1Power
  const beta2Power = state.subarray(1, 2); // adam.beta2Power
  const mW1 = state.subarray(2, 74); // adam.m.filters.weight
  const vW1 = state.subarray(74, 146); // adam.v.filters.weight
  const mb1 = state.subarray(146, 154); // adam.m.filters.bias
  const vb1 = state.subarray(154, 162); // adam.v.filters.bias
  const mW2 = state.subarray(162, 1442); // adam.m.scores.weight
  const vW2 = state.subarray(1442, 2722); // adam.v.scores.weight
  const mb2 = state.subarray(2722, 2732); // adam.m.scores.bias
  const vb2 = state.subarray(2732, 2742); // adam.v.scores.bias
  const memory = zeros(2424); // values on the way
  const t3 = memory.subarray(2304, 2404); // t3
  const h = memory.subarray(2048, 2176); // h
  const scores = memory.subarray(2404, 2414); // scores
  const exp = memory.subarray(2176, 2186); // exp
  const b1_allBar = memory.subarray(0, 512); // b1_allBar
  const filters = memory.subarray(512, 1024); // filters
  const t6 = memory.subarray(1024, 1536); // t6
  const beta2 = memory.subarray(2414, 2424); // beta2
  const equal = memory.subarray(1536, 2048); // equal
  const div = memory.subarray(2176, 2304); // div
  const t6Bar = memory.subarray(1024, 1536); // t6Bar
  const beta1 = memory.subarray(512, 1024); // beta1

  /** Runs the network in inference mode on `count` examples and writes the outputs. Allocates nothing. */
  function forward(x: Float64Array = buffers.x, yHat: Float64Array = buffers.yHat, count: number = 1): void {
    check("forward", inputs[0]!, x, count);
    check("forward", outputs[0]!, yHat, count);
    for (let n = 0; n < count; n++) {
      // t1 = x * 0.0625   [64]   net.ts:7
      // image = reshape(t1)   [1, 8, 8]   net.ts:7
      // t3 = pad(image)   [1, 10, 10]   net.ts:8
      for (let j = 0; j < 100; j++) {
        t3[j] = 0;
      }
      for (let j = 0; j < 8; j++) {
        for (let k = 0; k < 8; k++) {
          t3[j * 10 + k + 11] = x[n * 64 + j * 8 + k]! * 0.0625;
        }
      }
      // t4 = window(t3)   [1, 8, 8, 3, 3]   net.ts:8
      // filters = t4·W¹ {cpqij,ocij->opq} + b¹   [8, 8, 8]   net.ts:8
      // t6 = relu(filters)   [8, 8, 8]   net.ts:9
      // t7 = window(t6)   [8, 4, 4, 2, 2]   net.ts:9
      // h = max t7   [8, 4, 4]   net.ts:9
      for (let i = 0; i < 8; i++) {
        for (let j = 0; j < 4; j++) {
          for (let k = 0; k < 4; k++) {
            let sum = -Infinity;
            for (let l = 0; l < 2; l++) {
              for (let i4 = 0; i4 < 2; i4++) {
                let W1t4 = 0;
                for (let i6 = 0; i6 < 3; i6++) {
                  for (let i7 = 0; i7 < 3; i7++) {
                    W1t4 += t3[j * 20 + l * 10 + i6 * 10 + k * 2 + i4 + i7]! * W1[i * 9 + i6 * 3 + i7]!;
                  }
                }
                const filters = W1t4 + b1[i]!;
                sum = Math.max(sum, filters < 0 ? 0 : filters);
              }
            }
            h[i * 16 + j * 4 + k] = sum;
          }
        }
      }
      let max = -Infinity;
      for (let i = 0; i < 10; i++) {
        // t8 = reshape(h)   [128]   net.ts:10
        // scores = W²·t8 + b²   [10]   net.ts:10
        let W2t8 = 0;
        for (let j = 0; j < 128; j++) {
          W2t8 += W2[i * 128 + j]! * h[j]!;
        }
        const scores_i = W2t8 + b2[i]!;
        scores[i] = scores_i;
        // max = max scores   net.ts:11
        max = Math.max(max, scores_i);
      }
      let sum_2 = 0;
      for (let i = 0; i < 10; i++) {
        // exp = exp(scores − (max scores))   [10]   net.ts:11
        const exp_i = Math.exp(scores[i]! - max);
        exp[i] = exp_i;
        // sum.2 = Σ exp   net.ts:11
        sum_2 += exp_i;
      }
      // ŷ = exp/(Σ exp)   [10]   net.ts:11
      for (let i = 0; i < 10; i++) {
        yHat[n * 10 + i] = exp[i]! / sum_2;
      }
    }
  }

  /** Backpropagation over `count` examples: writes ∇J to `gradient` and J to `loss[0]`, regulariser included. Allocates nothing. */
  function backward(x: Float64Array = buffers.x, digit: Float64Array = buffers.digit, count: number = 1): void {
    check("backward", inputs[0]!, x, count);
    check("backward", inputs[1]!, digit, count);
    // ∇b² = 0   [10]   net.ts:10
    for (let i = 0; i < 10; i++) {
      db2[i] = 0;
    }
    // ∇W² = 0   [10, 128]   net.ts:10
    for (let i = 0; i < 1280; i++) {
      dW2[i] = 0;
    }
    // b1_allBar = 0   [8, 8, 8]   net.ts:8
    for (let i = 0; i < 512; i++) {
      b1_allBar[i] = 0;
    }
    // ∇W¹ = 0   [8, 1, 3, 3]   net.ts:8
    for (let i = 0; i < 72; i++) {
      dW1[i] = 0;
    }
    // sum = 0
    let sum_4 = 0;
    for (let n = 0; n < count; n++) {
      // t1 = x * 0.0625   [64]   net.ts:7
      // image = reshape(t1)   [1, 8, 8]   net.ts:7
      // t3 = pad(image)   [1, 10, 10]   net.ts:8
      for (let j = 0; j < 100; j++) {
        t3[j] = 0;
      }
      for (let j = 0; j < 8; j++) {
        for (let k = 0; k < 8; k++) {
          t3[j * 10 + k + 11] = x[n * 64 + j * 8 + k]! * 0.0625;
        }
      }
      for (let i = 0; i < 8; i++) {
        for (let j = 0; j < 8; j++) {
          for (let k = 0; k < 8; k++) {
            // t4 = window(t3)   [1, 8, 8, 3, 3]   net.ts:8
            // filters = t4·W¹ {cpqij,ocij->opq} + b¹   [8, 8, 8]   net.ts:8
            let W1t4 = 0;
            for (let i4 = 0; i4 < 3; i4++) {
              for (let i5 = 0; i5 < 3; i5++) {
                W1t4 += t3[j * 10 + i4 * 10 + k + i5]! * W1[i * 9 + i4 * 3 + i5]!;
              }
            }
            const filters_ijk = W1t4 + b1[i]!;
            filters[i * 64 + j * 8 + k] = filters_ijk;
            // t6 = relu(filters)   [8, 8, 8]   net.ts:9
            t6[i * 64 + j * 8 + k] = filters_ijk < 0 ? 0 : filters_ijk;
          }
        }
      }
      // t7 = window(t6)   [8, 4, 4, 2, 2]   net.ts:9
      // h = max t7   [8, 4, 4]   net.ts:9
      for (let i = 0; i < 32; i++) {
        for (let k = 0; k < 4; k++) {
          let sum = -Infinity;
          for (let l = 0; l < 2; l++) {
            for (let i4 = 0; i4 < 2; i4++) {
              sum = Math.max(sum, t6[i * 16 + l * 8 + k * 2 + i4]!);
            }
          }
          h[i * 4 + k] = sum;
        }
      }
      let max = -Infinity;
      for (let i = 0; i < 10; i++) {
        // t8 = reshape(h)   [128]   net.ts:10
        // scores = W²·t8 + b²   [10]   net.ts:10
        let W2t8 = 0;
        for (let j = 0; j < 128; j++) {
          W2t8 += W2[i * 128 + j]! * h[j]!;
        }
        const scores_i = W2t8 + b2[i]!;
        scores[i] = scores_i;
        // max = max scores   net.ts:11
        max = Math.max(max, scores_i);
      }
      let sum_2 = 0;
      for (let i = 0; i < 10; i++) {
        // exp = exp(scores − max)   [10]   net.ts:11
        const exp_i = Math.exp(scores[i]! - max);
        exp[i] = exp_i;
        // sum.2 = Σ exp   net.ts:11
        sum_2 += exp_i;
      }
      // logSumExp = log(sum.2) + max   net.ts:11
      const logSumExp = Math.log(sum_2) + max;
      for (let i = 0; i < 10; i++) {
        // ŷ = exp/sum.2   [10]   net.ts:11
        // β² = ŷ − digit   [10]   net.ts:17
        const beta2_i = exp[i]! / sum_2 - digit[n * 10 + i]!;
        beta2[i] = beta2_i;
        // ∇b² = Σ β²   [10]   net.ts:10
        db2[i]! += beta2_i;
        // t8 = reshape(h)   [128]   net.ts:10
        // ∇W² = (β²)ᵀ·t8   [10, 128]   net.ts:10
        for (let j = 0; j < 128; j++) {
          dW2[i * 128 + j]! += beta2_i * h[j]!;
        }
      }
      for (let i = 0; i < 32; i++) {
        for (let k = 0; k < 4; k++) {
          // t7 = window(t6)   [8, 4, 4, 2, 2]   net.ts:9
          // equal = t7 = h   [8, 4, 4, 2, 2]   net.ts:9
          for (let l = 0; l < 2; l++) {
            for (let i4 = 0; i4 < 2; i4++) {
              equal[i * 16 + k * 4 + l * 2 + i4] = t6[i * 16 + l * 8 + k * 2 + i4]! === h[i * 4 + k]! ? 1 : 0;
            }
          }
          // t̄8 = β²·W²   [128]   net.ts:10
          // h̄ = reshape(t̄8)   [8, 4, 4]   net.ts:10
          // div = h̄/(Σ equal)   [8, 4, 4]   net.ts:9
          let t8Bar = 0;
          for (let l = 0; l < 10; l++) {
            t8Bar += beta2[l]! * W2[l * 128 + i * 4 + k]!;
          }
          let sum_3 = 0;
          for (let l = 0; l < 4; l++) {
            sum_3 += equal[i * 16 + k * 4 + l]!;
          }
          div[i * 4 + k] = t8Bar / sum_3;
        }
      }
      // t̄7 = h̄/(Σ equal) * equal   [8, 4, 4, 2, 2]   net.ts:9
      // t̄6 = fold(t̄7)   [8, 8, 8]   net.ts:9
      for (let i = 0; i < 512; i++) {
        t6Bar[i] = 0;
      }
      for (let i = 0; i < 32; i++) {
        for (let k = 0; k < 4; k++) {
          for (let l = 0; l < 2; l++) {
            for (let i4 = 0; i4 < 2; i4++) {
              t6Bar[i * 16 + l * 8 + k * 2 + i4]! += div[i * 4 + k]! * equal[i * 16 + k * 4 + l * 2 + i4]!;
            }
          }
        }
      }
      for (let i = 0; i < 512; i++) {
        // β¹ = t̄6 * 1₊(filters)   [8, 8, 8]   net.ts:9
        const beta1_ijk = t6Bar[i]! * (0 < filters[i]! ? 1 : 0);
        beta1[i] = beta1_ijk;
        // b1_allBar = Σ β¹   [8, 8, 8]   net.ts:8
        b1_allBar[i]! += beta1_ijk;
      }
      // t4 = window(t3)   [1, 8, 8, 3, 3]   net.ts:8
      // ∇W¹ = β¹·t4 {nopq,ncpqij->ocij}   [8, 1, 3, 3]   net.ts:8
      for (let i = 0; i < 8; i++) {
        for (let k = 0; k < 3; k++) {
          for (let l = 0; l < 3; l++) {
            let W1Bar = 0;
            for (let i4 = 0; i4 < 8; i4++) {
              for (let i5 = 0; i5 < 8; i5++) {
                W1Bar += beta1[i * 64 + i4 * 8 + i5]! * t3[i4 * 10 + k * 10 + i5 + l]!;
              }
            }
            dW1[i * 9 + k * 3 + l]! += W1Bar;
          }
        }
      }
      // t16 = digit * (scores − (log(sum.2) + max))   [10]   net.ts:17
      // t17 = Σ t16   net.ts:17
      // sum = Σ t17
      let t17 = 0;
      for (let i = 0; i < 10; i++) {
        t17 += digit[n * 10 + i]! * (scores[i]! - logSumExp);
      }
      sum_4 += t17;
    }
    // J = −(Σ t17)/count
    loss[0] = -(sum_4 / count);
    // ∇W¹ = ∇W¹/count   [8, 1, 3, 3]
    for (let i = 0; i < 72; i++) {
      dW1[i]! /= count;
    }
    // ∇b¹ = Σ (Σ β¹)   [8]   net.ts:8
    // ∇b¹ = ∇b¹/count   [8]
    for (let i = 0; i < 8; i++) {
      let b1Bar = 0;
      for (let j = 0; j < 64; j++) {
        b1Bar += b1_allBar[i * 64 + j]!;
      }
      db1[i] = b1Bar / count;
    }
    // ∇W² = ∇W²/count   [10, 128]
    for (let i = 0; i < 1280; i++) {
      dW2[i]! /= count;
    }
    // ∇b² = ∇b²/count   [10]
    for (let i = 0; i < 10; i++) {
      db2[i]! /= count;
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
    for (let i = 0; i < 72; i++) {
      // mW1 ← mW1 * 0.9 + ∇W¹ * 0.09999999999999998   [8, 1, 3, 3]
      const adam_m_filters_weight_ikl = mW1[i]! * 0.9 + dW1[i]! * 0.09999999999999998;
      mW1[i] = adam_m_filters_weight_ikl;
      // vW1 ← vW1 * 0.999 + ∇W¹ * ∇W¹ * 0.0010000000000000009   [8, 1, 3, 3]
      const adam_v_filters_weight_ikl = vW1[i]! * 0.999 + dW1[i]! * dW1[i]! * 0.0010000000000000009;
      vW1[i] = adam_v_filters_weight_ikl;
      // W¹ ← W¹ − stepSize * mW1′/(sqrt(vW1′)/correction + 1e−8)   [8, 1, 3, 3]
      W1[i]! -= (stepSize * adam_m_filters_weight_ikl) / (Math.sqrt(adam_v_filters_weight_ikl) / correction + 1e-8);
    }
    for (let i = 0; i < 8; i++) {
      // mb1 ← mb1 * 0.9 + ∇b¹ * 0.09999999999999998   [8]
      const adam_m_filters_bias_i = mb1[i]! * 0.9 + db1[i]! * 0.09999999999999998;
      mb1[i] = adam_m_filters_bias_i;
      // vb1 ← vb1 * 0.999 + ∇b¹ * ∇b¹ * 0.0010000000000000009   [8]
      const adam_v_filters_bias_i = vb1[i]! * 0.999 + db1[i]! * db1[i]! * 0.0010000000000000009;
      vb1[i] = adam_v_filters_bias_i;
      // b¹ ← b¹ − stepSize * mb1′/(sqrt(vb1′)/correction + 1e−8)   [8]
      b1[i]! -= (stepSize * adam_m_filters_bias_i) / (Math.sqrt(adam_v_filters_bias_i) / correction + 1e-8);
    }
    for (let i = 0; i < 1280; i++) {
      // mW2 ← mW2 * 0.9 + ∇W² * 0.09999999999999998   [10, 128]
      const adam_m_scores_weight_ij = mW2[i]! * 0.9 + dW2[i]! * 0.09999999999999998;
      mW2[i] = adam_m_scores_weight_ij;
      // vW2 ← vW2 * 0.999 + ∇W² * ∇W² * 0.0010000000000000009   [10, 128]
      const adam_v_scores_weight_ij = vW2[i]! * 0.999 + dW2[i]! * dW2[i]! * 0.0010000000000000009;
      vW2[i] = adam_v_scores_weight_ij;
      // W² ← W² − stepSize * mW2′/(sqrt(vW2′)/correction + 1e−8)   [10, 128]
      W2[i]! -= (stepSize * adam_m_scores_weight_ij) / (Math.sqrt(adam_v_scores_weight_ij) / correction + 1e-8);
    }
    for (let i = 0; i < 10; i++) {
      // mb2 ← mb2 * 0.9 + ∇b² * 0.09999999999999998   [10]
      const adam_m_scores_bias_i = mb2[i]! * 0.9 + db2[i]! * 0.09999999999999998;
      mb2[i] = adam_m_scores_bias_i;
      // vb2 ← vb2 * 0.999 + ∇b² * ∇b² * 0.0010000000000000009   [10]
      const adam_v_scores_bias_i = vb2[i]! * 0.999 + db2[i]! * db2[i]! * 0.0010000000000000009;
      vb2[i] = adam_v_scores_bias_i;
      // b² ← b² − stepSize * mb2′/(sqrt(vb2′)/correction + 1e−8)   [10]
      b2[i]! -= (stepSize * adam_m_scores_bias_i) / (Math.sqrt(adam_v_scores_bias_i) / correction + 1e-8);
    }
  }

  /** `backward`, then `update`; `loss[0]` is J before the update, and `gradient` is left unspecified. Allocates nothing. */
  function trainStep(x: Float64Array = buffers.x, digit: Float64Array = buffers.digit, count: number = 1): void {
    check("trainStep", inputs[0]!, x, count);
    check("trainStep", inputs[1]!, digit, count);
    backward(x, digit, count);
    update();
  }

  /** J over `count` examples, regulariser included. Returns a number, which V8 may have to allocate. */
  function objective(x: Float64Array = buffers.x, digit: Float64Array = buffers.digit, count: number = 1): number {
    check("objective", inputs[0]!, x, count);
    check("objective", inputs[1]!, digit, count);
    // sum = 0
    let sum_3 = 0;
    for (let n = 0; n < count; n++) {
      // t1 = x * 0.0625   [64]   net.ts:7
      // image = reshape(t1)   [1, 8, 8]   net.ts:7
      // t3 = pad(image)   [1, 10, 10]   net.ts:8
      for (let j = 0; j < 100; j++) {
        t3[j] = 0;
      }
      for (let j = 0; j < 8; j++) {
        for (let k = 0; k < 8; k++) {
          t3[j * 10 + k + 11] = x[n * 64 + j * 8 + k]! * 0.0625;
        }
      }
      // t4 = window(t3)   [1, 8, 8, 3, 3]   net.ts:8
      // filters = t4·W¹ {cpqij,ocij->opq} + b¹   [8, 8, 8]   net.ts:8
      // t6 = relu(filters)   [8, 8, 8]   net.ts:9
      // t7 = window(t6)   [8, 4, 4, 2, 2]   net.ts:9
      // h = max t7   [8, 4, 4]   net.ts:9
      for (let i = 0; i < 8; i++) {
        for (let j = 0; j < 4; j++) {
          for (let k = 0; k < 4; k++) {
            let sum = -Infinity;
            for (let l = 0; l < 2; l++) {
              for (let i4 = 0; i4 < 2; i4++) {
                let W1t4 = 0;
                for (let i6 = 0; i6 < 3; i6++) {
                  for (let i7 = 0; i7 < 3; i7++) {
                    W1t4 += t3[j * 20 + l * 10 + i6 * 10 + k * 2 + i4 + i7]! * W1[i * 9 + i6 * 3 + i7]!;
                  }
                }
                const filters_2 = W1t4 + b1[i]!;
                sum = Math.max(sum, filters_2 < 0 ? 0 : filters_2);
              }
            }
            h[i * 16 + j * 4 + k] = sum;
          }
        }
      }
      let max = -Infinity;
      for (let i = 0; i < 10; i++) {
        // t8 = reshape(h)   [128]   net.ts:10
        // scores = W²·t8 + b²   [10]   net.ts:10
        let W2t8 = 0;
        for (let j = 0; j < 128; j++) {
          W2t8 += W2[i * 128 + j]! * h[j]!;
        }
        const scores_i = W2t8 + b2[i]!;
        scores[i] = scores_i;
        // max = max scores   net.ts:11
        max = Math.max(max, scores_i);
      }
      // logSumExp = log(Σ exp(scores − max)) + max   net.ts:11
      let sum_2 = 0;
      for (let i = 0; i < 10; i++) {
        sum_2 += Math.exp(scores[i]! - max);
      }
      const logSumExp = Math.log(sum_2) + max;
      // t16 = digit * (scores − (log(Σ exp(scores − max)) + max))   [10]   net.ts:17
      // t17 = Σ t16   net.ts:17
      // sum = Σ t17
      let t17 = 0;
      for (let i = 0; i < 10; i++) {
        t17 += digit[n * 10 + i]! * (scores[i]! - logSumExp);
      }
      sum_3 += t17;
    }
    // J = −(Σ t17)/count
    return -(sum_3 / count);
  }

  /** Every parameter is drawn from a stream of its own, found by the seed and a hash of its name. */
  function initialize(seed: number = 0): void {
    parameters.fill(0);
    drawUniform(W1, 0.2721655269759087, random(seed, 0x4cd8f1ce)); // filters.weight
    drawUniform(W2, 0.20851441405707477, random(seed, 0x7f982944)); // scores.weight
    state.fill(0);
    beta1Power.fill(1);
    beta2Power.fill(1);
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
  const network: DigitsConv = {
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

/** Rows of digit. */
export type Targets = Labels;

/** Values of yHat, one example after another. */
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
async function fit(network: DigitsConv, calls: Calls, x: Inputs, y: Targets, options?: FitOptions): Promise<History> {
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
  let kept: DigitsConv | undefined;
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
const summary = (): string => `Model: "digits-conv"
Layer (type)       Output Shape     Param #
${"=".repeat(43)}
x (input)          (None, 64)             0
filters (conv2d)   (None, 8, 8, 8)       80
relu (relu)        (None, 8, 8, 8)        0
h (maxPool2d)      (None, 8, 4, 4)        0
flatten (flatten)  (None, 128)            0
scores (dense)     (None, 10)          1290
yHat (softmax)     (None, 10)             0
${"=".repeat(43)}
Total params: 1370
Trainable params: 1370
Non-trainable params: 0`;

/**
 * Parameters and state in the safetensors format: the length of the header in 8 bytes, the header (JSON: name → type, shape, place),
 * then the numbers; little-endian, as all engines in use keep them. The header is ASCII, other characters are escaped, and
 * padded so that the numbers are aligned.
 */
function save({ parameters, state }: DigitsConv): Uint8Array {
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
function load(network: DigitsConv, bytes: Uint8Array): void {
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
function loadState(network: DigitsConv, tensors: Readonly<Record<string, StoredTensor>>): void {
  if (metadata.state.every(({ name, shape }) => `${tensors[name]?.shape}` === `${shape}`)) {
    for (const { name, offset } of metadata.state) network.state.set(tensors[name]!.values, offset);
  }
}
