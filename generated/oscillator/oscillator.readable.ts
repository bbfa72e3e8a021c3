/**
 * Compiled by nngen 0.1.0 from net.ts: a change made here is lost when it is compiled again.
 *
 * oscillator: a network with 321 parameters
 *
 *   inputs       t [1]
 *   outputs      x [], velocity []
 *   optimizer    lbfgs
 *   precision    f64
 *   memory       72080 bytes a network
 *   gradient     agrees with central differences: the largest error is 8.7e-10, at hidden.weight[12, 0]
 *   derivatives  agree with central differences: the largest error is 4.6e-11, at velocity
 *   sha256       ad1d66c6d28e76c762dec752ed91018d67c4754621ed11c53af05ca773b1f5f1
 *
 *   W1 = hidden.weight [16, 1]
 *   b1 = hidden.bias [16]
 *   W2 = dense1.weight [16, 16]
 *   b2 = dense1.bias [16]
 *   W3 = out.weight [1, 16]
 *   b3 = out.bias [1]
 */

/** The number of values in `parameters`. */
export const PARAMETER_COUNT: number = 321;

/** What the network is made of. */
export const metadata: Metadata = {
  name: "oscillator",
  precision: "f64",
  inputs: [{ name: "t", shape: [1], size: 1 }],
  outputs: [
    { name: "x", shape: [], size: 1 },
    { name: "velocity", shape: [], size: 1 },
  ],
  parameters: [
    { name: "hidden.weight", shape: [16, 1], offset: 0, size: 16, trainable: true },
    { name: "hidden.bias", shape: [16], offset: 16, size: 16, trainable: true },
    { name: "dense1.weight", shape: [16, 16], offset: 32, size: 256, trainable: true },
    { name: "dense1.bias", shape: [16], offset: 288, size: 16, trainable: true },
    { name: "out.weight", shape: [1, 16], offset: 304, size: 16, trainable: true },
    { name: "out.bias", shape: [1], offset: 320, size: 1, trainable: true },
  ],
  state: [{ name: "state.lbfgs", shape: [7419], offset: 0, size: 7419 }],
};

/**
 * One network, with every array that it will ever need. Arrays are row-major, `count` examples one after another; an argument
 * that is left out is the array of that name in `buffers`. A wrong length or count is a RangeError.
 */
export interface Oscillator {
  /** Flat, in the order of `metadata.parameters`. */
  readonly parameters: Float64Array;
  /** ∇J, laid out like `parameters`. */
  readonly gradient: Float64Array;
  /** The optimiser's memory and running statistics, in the order of `metadata.state`. */
  readonly state: Float64Array;
  /** [J] of the latest `backward` or `trainStep`, the regulariser included. */
  readonly loss: Float64Array;
  /** One example each, used where arrays are left out. */
  readonly buffers: { readonly t: Float64Array; readonly x: Float64Array; readonly velocity: Float64Array };
  /** Set to true in a callback, it ends `fit` after the step or epoch at hand; `fit` sets it to false when it begins. */
  stopTraining: boolean;
  /** The m of the regulariser λ/(2m) Σ w²: the size of the training set, set by `fit`; 0 stands for `count`. */
  trainingSize: number;
  /** Draws all parameters anew and clears the state: the same numbers for a seed on every machine. Allocates a little. */
  initialize(seed?: number): void;
  /** Predicts: writes the outputs. Allocates nothing. */
  forward(t?: Float64Array, x?: Float64Array, velocity?: Float64Array, count?: number): void;
  /** Writes `gradient` and `loss[0]`. Allocates nothing. */
  backward(t?: Float64Array, count?: number): void;
  /** One iteration of L-BFGS on these examples: `backward`, as often as its line search asks for it. `loss[0]` is J before the step, `gradient` is left unspecified. */
  trainStep(t?: Float64Array, count?: number): void;
  /** J. Allocates nothing but the number that it returns. */
  objective(t?: Float64Array, count?: number): number;
  /** Takes over the parameters and the state of another network of this kind. Allocates nothing. */
  copyFrom(other: Oscillator): void;
  /** Trains, one iteration an epoch on all training rows at once, in their order: `batchSize` and `shuffle` are unlimited and false unless given. Sets `trainingSize` to the number of training rows. Rejects at the first loss that is not finite, and while another `fit` is at work. */
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
export function create(options: CreateOptions = {}): Oscillator {
  const parameters = zeros(PARAMETER_COUNT);
  const gradient = zeros(PARAMETER_COUNT);
  const loss = zeros(1);
  const inputs = metadata.inputs;
  const outputs = metadata.outputs;
  const state = zeros(7419);
  const hyper = Float64Array.of(0); // trainingSize
  const buffers: Oscillator["buffers"] = { t: zeros(1), x: zeros(1), velocity: zeros(1) };
  const W1 = parameters.subarray(0, 16); // hidden.weight
  const b1 = parameters.subarray(16, 32); // hidden.bias
  const W2 = parameters.subarray(32, 288); // dense1.weight
  const b2 = parameters.subarray(288, 304); // dense1.bias
  const W3 = parameters.subarray(304, 320); // out.weight
  const b3 = parameters.subarray(320, 321); // out.bias
  const dW1 = gradient.subarray(0, 16); // ∂J/∂hidden.weight
  const db1 = gradient.subarray(16, 32); // ∂J/∂hidden.bias
  const dW2 = gradient.subarray(32, 288); // ∂J/∂dense1.weight
  const db2 = gradient.subarray(288, 304); // ∂J/∂dense1.bias
  const dW3 = gradient.subarray(304, 320); // ∂J/∂out.weight
  const db3 = gradient.subarray(320, 321); // ∂J/∂out.bias
  const search = state.subarray(0, 7419); // lbfgs
  const t3Dot = zeros(16); // t3Dot
  const hidden = zeros(16); // hidden
  const waves = zeros(16); // waves
  const t7 = zeros(16); // t7
  const wavesDot = zeros(16); // wavesDot
  const sum_7 = zeros(16); // sum.7
  const sum_3_2 = zeros(16); // sum.3.2
  const contract_4 = zeros(16); // contract.4
  const contract_5 = zeros(256); // contract.5
  const sum_4_2 = zeros(16); // sum.4.2
  const contract_7 = zeros(16); // contract.7
  const contract_9 = zeros(256); // contract.9
  const sub = zeros(16); // sub
  const cos = zeros(16); // cos
  const t5Dot = zeros(16); // t5Dot
  const t7Dot = zeros(16); // t7Dot
  const squareDot = zeros(16); // squareDot
  const mul_6 = zeros(16); // mul.6
  const mul_14Dot = zeros(16); // mul.14Dot
  const contract_9Dot = zeros(16); // contract.9Dot
  const mul_16Dot = zeros(16); // mul.16Dot
  const t7DotDotBar = zeros(16); // t7DotDotBar
  const t6DotDotBar = zeros(16); // t6DotDotBar
  const cosDotBar = zeros(16); // cosDotBar
  const mul_21 = zeros(16); // mul.21
  const t7DotBar = zeros(16); // t7DotBar
  const t6DotBar = zeros(16); // t6DotBar
  const wavesDotBar = zeros(16); // wavesDotBar
  const t6Bar = zeros(16); // t6Bar

  /** Runs the network in inference mode on `count` examples and writes the outputs. Allocates nothing. */
  function forward(
    t: Float64Array = buffers.t,
    x: Float64Array = buffers.x,
    velocity: Float64Array = buffers.velocity,
    count: number = 1,
  ): void {
    check("forward", inputs[0]!, t, count);
    check("forward", outputs[0]!, x, count);
    check("forward", outputs[1]!, velocity, count);
    // ṫ3 = W¹·1   [16]   net.ts:12
    for (let i = 0; i < 16; i++) {
      t3Dot[i] = 1 * W1[i]!;
    }
    for (let n = 0; n < count; n++) {
      const t_0 = t[n]!;
      // t1 = tanh(t)   [1]   net.ts:11
      const t1 = Math.tanh(t_0);
      // t2 = t1 * t1   [1]   net.ts:11
      const t2 = t1 * t1;
      for (let i = 0; i < 16; i++) {
        // t3 = W¹·t   [16]   net.ts:6
        // hidden = t3 + b¹   [16]   net.ts:6
        const hidden_i = W1[i]! * t_0 + b1[i]!;
        hidden[i] = hidden_i;
        // waves = sin(hidden)   [16]   net.ts:7
        waves[i] = Math.sin(hidden_i);
      }
      // t5 = W²·waves   [16]   net.ts:8
      // t6 = t5 + b²   [16]   net.ts:8
      // t7 = tanh(t6)   [16]   net.ts:8
      for (let i = 0; i < 16; i++) {
        let t5 = 0;
        for (let j = 0; j < 16; j++) {
          t5 += W2[i * 16 + j]! * waves[j]!;
        }
        t7[i] = Math.tanh(t5 + b2[i]!);
      }
      // t8 = W³·t7   [1]   net.ts:8
      // out = t8 + b³   [1]   net.ts:8
      let t8 = 0;
      for (let j = 0; j < 16; j++) {
        t8 += W3[j]! * t7[j]!;
      }
      const out_2 = t8 + b3[0]!;
      // t9 = t2 * out   [1]   net.ts:11
      // t10 = 1 + t9   [1]   net.ts:11
      // x = Σ t10   net.ts:11
      x[n] = 1 + t2 * out_2;
      // ẇaves = ṫ3 * cos(hidden)   [16]   net.ts:12
      for (let i = 0; i < 16; i++) {
        wavesDot[i] = t3Dot[i]! * Math.cos(hidden[i]!);
      }
      // ṫ5 = W²·ẇaves   [16]   net.ts:12
      // ṫ7 = ṫ5 * (1 − t7 * t7)   [16]   net.ts:12
      // ṫ8 = W³·ṫ7   [1]   net.ts:12
      // ṫ2 = (1 − t2) * t1 * 2   [1]   net.ts:12
      // ṫ9 = ṫ8 * t2 + ṫ2 * out   [1]   net.ts:12
      // velocity = Σ ṫ9   net.ts:12
      let sum_3 = 0;
      let t8Dot = 0;
      for (let j = 0; j < 16; j++) {
        let t5Dot = 0;
        for (let k = 0; k < 16; k++) {
          t5Dot += wavesDot[k]! * W2[j * 16 + k]!;
        }
        t8Dot += t5Dot * (1 - t7[j]! * t7[j]!) * W3[j]!;
      }
      sum_3 += t8Dot * t2 + (1 - t2) * t1 * 2 * out_2;
      velocity[n] = sum_3;
    }
  }

  /** Backpropagation over `count` examples: writes ∇J to `gradient` and J to `loss[0]`, regulariser included. Allocates nothing. */
  function backward(t: Float64Array = buffers.t, count: number = 1): void {
    check("backward", inputs[0]!, t, count);
    // ṫ3 = W¹·1   [16]   net.ts:12
    for (let i = 0; i < 16; i++) {
      t3Dot[i] = 1 * W1[i]!;
    }
    // contract = 0   [1, 16]   net.ts:13
    for (let j = 0; j < 16; j++) {
      dW3[j] = 0;
    }
    // contract.2 = 0   [16, 16]   net.ts:13
    for (let i = 0; i < 256; i++) {
      dW2[i] = 0;
    }
    // sum = 0   [16]   net.ts:13
    for (let i = 0; i < 16; i++) {
      sum_7[i] = 0;
    }
    // sum.3 = 0   [16]   net.ts:13
    for (let i = 0; i < 16; i++) {
      sum_3_2[i] = 0;
    }
    // contract.4 = 0   [1, 16]   net.ts:12
    for (let j = 0; j < 16; j++) {
      contract_4[j] = 0;
    }
    // contract.5 = 0   [16, 16]   net.ts:12
    for (let i = 0; i < 256; i++) {
      contract_5[i] = 0;
    }
    // sum.4 = 0   [16]   net.ts:12
    for (let i = 0; i < 16; i++) {
      sum_4_2[i] = 0;
    }
    // ∇b³ = 0   [1]   net.ts:8
    db3[0] = 0;
    // contract.7 = 0   [1, 16]   net.ts:8
    for (let j = 0; j < 16; j++) {
      contract_7[j] = 0;
    }
    // ∇b² = 0   [16]   net.ts:8
    for (let i = 0; i < 16; i++) {
      db2[i] = 0;
    }
    // contract.9 = 0   [16, 16]   net.ts:8
    for (let i = 0; i < 256; i++) {
      contract_9[i] = 0;
    }
    // ∇b¹ = 0   [16]   net.ts:6
    for (let i = 0; i < 16; i++) {
      db1[i] = 0;
    }
    // contract.10 = 0   [16, 1]   net.ts:6
    for (let i = 0; i < 16; i++) {
      dW1[i] = 0;
    }
    // total = 0
    let total = 0;
    for (let n = 0; n < count; n++) {
      const t_0 = t[n]!;
      // t1 = tanh(t)   [1]   net.ts:11
      const t1 = Math.tanh(t_0);
      // t2 = t1 * t1   [1]   net.ts:11
      const t2 = t1 * t1;
      for (let i = 0; i < 16; i++) {
        // t3 = W¹·t   [16]   net.ts:6
        // hidden = t3 + b¹   [16]   net.ts:6
        const hidden_i = W1[i]! * t_0 + b1[i]!;
        hidden[i] = hidden_i;
        // waves = sin(hidden)   [16]   net.ts:7
        waves[i] = Math.sin(hidden_i);
      }
      // t5 = W²·waves   [16]   net.ts:8
      // t6 = t5 + b²   [16]   net.ts:8
      // t7 = tanh(t6)   [16]   net.ts:8
      for (let i = 0; i < 16; i++) {
        let t5 = 0;
        for (let j = 0; j < 16; j++) {
          t5 += W2[i * 16 + j]! * waves[j]!;
        }
        t7[i] = Math.tanh(t5 + b2[i]!);
      }
      // t8 = W³·t7   [1]   net.ts:8
      // out = t8 + b³   [1]   net.ts:8
      let t8 = 0;
      for (let j = 0; j < 16; j++) {
        t8 += W3[j]! * t7[j]!;
      }
      const out_2 = t8 + b3[0]!;
      // sub = 1 − t7 * t7   [16]   net.ts:12
      for (let i = 0; i < 16; i++) {
        sub[i] = 1 - t7[i]! * t7[i]!;
      }
      // cos = cos(hidden)   [16]   net.ts:12
      for (let i = 0; i < 16; i++) {
        cos[i] = Math.cos(hidden[i]!);
      }
      // sub.2 = 1 − t2   [1]   net.ts:12
      const sub_2 = 1 - t2;
      // ṫ2 = sub.2 * t1 * 2   [1]   net.ts:12
      const t2Dot = sub_2 * t1 * 2;
      // ẇaves = ṫ3 * cos   [16]   net.ts:12
      for (let i = 0; i < 16; i++) {
        wavesDot[i] = t3Dot[i]! * cos[i]!;
      }
      for (let i = 0; i < 16; i++) {
        // ṫ5 = W²·ẇaves   [16]   net.ts:12
        let sum_2 = 0;
        for (let j = 0; j < 16; j++) {
          sum_2 += wavesDot[j]! * W2[i * 16 + j]!;
        }
        const t5Dot_i = sum_2;
        t5Dot[i] = t5Dot_i;
        // ṫ7 = ṫ5 * sub   [16]   net.ts:12
        t7Dot[i] = t5Dot_i * sub[i]!;
      }
      // ṫ8 = W³·ṫ7   [1]   net.ts:12
      let sum_3 = 0;
      for (let j = 0; j < 16; j++) {
        sum_3 += t7Dot[j]! * W3[j]!;
      }
      const t8Dot = sum_3;
      // squareDot = ṫ7 * t7 * 2   [16]   net.ts:13
      for (let i = 0; i < 16; i++) {
        squareDot[i] = t7Dot[i]! * t7[i]! * 2;
      }
      // mul.6 = ṫ3 * waves   [16]   net.ts:13
      for (let i = 0; i < 16; i++) {
        mul_6[i] = t3Dot[i]! * waves[i]!;
      }
      // mul.12Dot = (sub.2 * sub.2 − ṫ2 * t1) * 2   [1]   net.ts:13
      const mul_12Dot = (sub_2 * sub_2 - t2Dot * t1) * 2;
      // mul.14Dot = −mul.6 * ṫ3   [16]   net.ts:13
      for (let i = 0; i < 16; i++) {
        mul_14Dot[i] = -(mul_6[i]! * t3Dot[i]!);
      }
      for (let i = 0; i < 16; i++) {
        // contract.9Dot = W²·mul.14Dot   [16]   net.ts:13
        let sum_4 = 0;
        for (let j = 0; j < 16; j++) {
          sum_4 += mul_14Dot[j]! * W2[i * 16 + j]!;
        }
        const contract_9Dot_i = sum_4;
        contract_9Dot[i] = contract_9Dot_i;
        // mul.16Dot = contract.9Dot * sub − squareDot * ṫ5   [16]   net.ts:13
        mul_16Dot[i] = contract_9Dot_i * sub[i]! - squareDot[i]! * t5Dot[i]!;
      }
      // mul.11 = ṫ2 * ṫ8   [1]   net.ts:13
      const mul_11 = t2Dot * t8Dot;
      // ṫ9 = ṫ8 * t2 + ṫ2 * out   [1]   net.ts:12
      // velocity = Σ ṫ9   net.ts:12
      // t12 = 0.6velocity   net.ts:14
      // t9 = t2 * out   [1]   net.ts:11
      // t10 = 1 + t9   [1]   net.ts:11
      // x = Σ t10   net.ts:11
      // t13 = 4x   net.ts:14
      // t14 = t12 + t13   net.ts:14
      // residual = Σ (mul.11 + mul.12Dot * out + (mul.11 + (W³·mul.16Dot) * t2)) + t14   net.ts:14
      let sumDot = 0;
      let contract_11Dot = 0;
      for (let j = 0; j < 16; j++) {
        contract_11Dot += mul_16Dot[j]! * W3[j]!;
      }
      sumDot += mul_11 + mul_12Dot * out_2 + (mul_11 + contract_11Dot * t2);
      const velocity_2 = t8Dot * t2 + t2Dot * out_2;
      const residual = sumDot + (0.6 * velocity_2 + 4 * (1 + t2 * out_2));
      // r̅e̅s̅i̅d̅u̅a̅l̅ = 2residual   net.ts:20
      const residualBar = 2 * residual;
      // v̅e̅l̅o̅c̅i̅t̅y̅ = residual·1.2   net.ts:14
      const velocityBar = residual * 1.2;
      // ẗ̄10 = r̅e̅s̅i̅d̅u̅a̅l̅   [1]   net.ts:13
      // mul.15 = ẗ̄10 * ṫ2   [1]   net.ts:13
      const mul_15 = residualBar * t2Dot;
      // ẗ̄10 = r̅e̅s̅i̅d̅u̅a̅l̅   [1]   net.ts:13
      // ö̅u̅t̅ = ẗ̄10 * t2   [1]   net.ts:13
      const outDotDotBar = residualBar * t2;
      // ẗ̄7 = ö̅u̅t̅·W³   [16]   net.ts:13
      for (let i = 0; i < 16; i++) {
        t7DotDotBar[i] = outDotDotBar * W3[i]!;
      }
      // contract = ö̅u̅t̅ᵀ·mul.16Dot   [1, 16]   net.ts:13
      for (let j = 0; j < 16; j++) {
        dW3[j]! += outDotDotBar * mul_16Dot[j]!;
      }
      // ẗ̄6 = ẗ̄7 * sub   [16]   net.ts:13
      for (let i = 0; i < 16; i++) {
        t6DotDotBar[i] = t7DotDotBar[i]! * sub[i]!;
      }
      for (let i = 0; i < 16; i++) {
        // ẅ̅a̅v̅e̅s̅ = ẗ̄6·W²   [16]   net.ts:13
        let sum_6 = 0;
        for (let j = 0; j < 16; j++) {
          sum_6 += t6DotDotBar[j]! * W2[j * 16 + i]!;
        }
        const wavesDotDotBar = sum_6;
        // contract.2 = ẗ̄6ᵀ·mul.14Dot   [16, 16]   net.ts:13
        for (let j = 0; j < 16; j++) {
          dW2[i * 16 + j]! += t6DotDotBar[i]! * mul_14Dot[j]!;
        }
        // cosDotBar = ẅ̅a̅v̅e̅s̅ * ṫ3   [16]   net.ts:13
        const cosDotBar_i = wavesDotDotBar * t3Dot[i]!;
        cosDotBar[i] = cosDotBar_i;
        // sum = Σ mul.6 * ẅ̅a̅v̅e̅s̅   [16]   net.ts:13
        sum_7[i]! += mul_6[i]! * wavesDotDotBar;
        // sum.3 = Σ cosDotBar * waves   [16]   net.ts:13
        sum_3_2[i]! += cosDotBar_i * waves[i]!;
      }
      // mul.21 = ẗ̄7 * ṫ5 * 2   [16]   net.ts:13
      for (let i = 0; i < 16; i++) {
        mul_21[i] = t7DotDotBar[i]! * t5Dot[i]! * 2;
      }
      // ṫ̄10 = v̅e̅l̅o̅c̅i̅t̅y̅   [1]   net.ts:12
      // ȯ̅u̅t̅ = mul.15 + mul.15 + ṫ̄10 * t2   [1]   net.ts:12
      const outDotBar = mul_15 + mul_15 + velocityBar * t2;
      // contract.4 = ȯ̅u̅t̅ᵀ·ṫ7   [1, 16]   net.ts:12
      for (let j = 0; j < 16; j++) {
        contract_4[j]! += outDotBar * t7Dot[j]!;
      }
      for (let i = 0; i < 16; i++) {
        // ṫ̄7 = ȯ̅u̅t̅·W³ − mul.21 * t7   [16]   net.ts:12
        const t7DotBar_i = outDotBar * W3[i]! - mul_21[i]! * t7[i]!;
        t7DotBar[i] = t7DotBar_i;
        // ṫ̄6 = ṫ̄7 * sub − squareDot * ẗ̄7   [16]   net.ts:12
        t6DotBar[i] = t7DotBar_i * sub[i]! - squareDot[i]! * t7DotDotBar[i]!;
      }
      for (let i = 0; i < 16; i++) {
        // ẇ̅a̅v̅e̅s̅ = ṫ̄6·W²   [16]   net.ts:12
        let sum_8 = 0;
        for (let j = 0; j < 16; j++) {
          sum_8 += t6DotBar[j]! * W2[j * 16 + i]!;
        }
        const wavesDotBar_i = sum_8;
        wavesDotBar[i] = wavesDotBar_i;
        // contract.5 = ṫ̄6ᵀ·ẇaves   [16, 16]   net.ts:12
        for (let j = 0; j < 16; j++) {
          contract_5[i * 16 + j]! += t6DotBar[i]! * wavesDot[j]!;
        }
        // sum.4 = Σ ẇ̅a̅v̅e̅s̅ * cos   [16]   net.ts:12
        sum_4_2[i]! += wavesDotBar_i * cos[i]!;
      }
      // ẗ̄10 = r̅e̅s̅i̅d̅u̅a̅l̅   [1]   net.ts:13
      // ṫ̄10 = v̅e̅l̅o̅c̅i̅t̅y̅   [1]   net.ts:12
      // x̄ = residual·8   net.ts:14
      // t̄10 = x̄   [1]   net.ts:11
      // β³ = ẗ̄10 * mul.12Dot + ṫ̄10 * ṫ2 + t̄10 * t2   [1]   net.ts:11
      const outBar = residualBar * mul_12Dot + velocityBar * t2Dot + residual * 8 * t2;
      // ∇b³ = Σ β³   [1]   net.ts:8
      db3[0]! += outBar;
      // contract.7 = (β³)ᵀ·t7   [1, 16]   net.ts:8
      for (let j = 0; j < 16; j++) {
        contract_7[j]! += outBar * t7[j]!;
      }
      for (let i = 0; i < 16; i++) {
        // t̄7 = −mul.21 * ṫ7 − (ẗ̄7 * contract.9Dot + ṫ̄7 * ṫ5) * 2 * t7 + β³·W³   [16]   net.ts:8
        // β² = t̄7 * sub   [16]   net.ts:8
        const t6Bar_i =
          (-(mul_21[i]! * t7Dot[i]!) -
            (t7DotDotBar[i]! * contract_9Dot[i]! + t7DotBar[i]! * t5Dot[i]!) * 2 * t7[i]! +
            outBar * W3[i]!) *
          sub[i]!;
        t6Bar[i] = t6Bar_i;
        // ∇b² = Σ β²   [16]   net.ts:8
        db2[i]! += t6Bar_i;
        // contract.9 = (β²)ᵀ·waves   [16, 16]   net.ts:8
        for (let j = 0; j < 16; j++) {
          contract_9[i * 16 + j]! += t6Bar_i * waves[j]!;
        }
      }
      for (let i = 0; i < 16; i++) {
        // w̅a̅v̅e̅s̅ = β²·W²   [16]   net.ts:8
        // β¹ = −cosDotBar * ṫ3 * cos − ẇ̅a̅v̅e̅s̅ * ṫ3 * waves + w̅a̅v̅e̅s̅ * cos   [16]   net.ts:7
        let wavesBar = 0;
        for (let j = 0; j < 16; j++) {
          wavesBar += t6Bar[j]! * W2[j * 16 + i]!;
        }
        const hiddenBar =
          -(cosDotBar[i]! * t3Dot[i]! * cos[i]!) - wavesDotBar[i]! * t3Dot[i]! * waves[i]! + wavesBar * cos[i]!;
        // ∇b¹ = Σ β¹   [16]   net.ts:6
        db1[i]! += hiddenBar;
        // contract.10 = (β¹)ᵀ·t   [16, 1]   net.ts:6
        dW1[i]! += hiddenBar * t_0;
      }
      // L = residual²   net.ts:20
      // total = Σ L
      total += residual * residual;
    }
    // J = (Σ L)/count
    loss[0] = total / count;
    // ḣ̅i̅d̅d̅e̅n̅ = −(Σ mul.6 * ẅ̅a̅v̅e̅s̅) − (Σ cosDotBar * waves) + (Σ ẇ̅a̅v̅e̅s̅ * cos)   [16]   net.ts:12
    // ∇W¹ = ḣ̅i̅d̅d̅e̅n̅·1ᵀ + (β¹)ᵀ·t   [16, 1]   net.ts:6
    // ∇W¹ = ∇W¹/count   [16, 1]
    for (let i = 0; i < 16; i++) {
      dW1[i] = ((-sum_7[i]! - sum_3_2[i]! + sum_4_2[i]!) * 1 + dW1[i]!) / count;
    }
    // ∇b¹ = ∇b¹/count   [16]
    for (let i = 0; i < 16; i++) {
      db1[i]! /= count;
    }
    // ∇W² = ẗ̄6ᵀ·mul.14Dot + ṫ̄6ᵀ·ẇaves + (β²)ᵀ·waves   [16, 16]   net.ts:8
    // ∇W² = ∇W²/count   [16, 16]
    for (let i = 0; i < 256; i++) {
      dW2[i] = (dW2[i]! + contract_5[i]! + contract_9[i]!) / count;
    }
    // ∇b² = ∇b²/count   [16]
    for (let i = 0; i < 16; i++) {
      db2[i]! /= count;
    }
    // ∇W³ = ö̅u̅t̅ᵀ·mul.16Dot + ȯ̅u̅t̅ᵀ·ṫ7 + (β³)ᵀ·t7   [1, 16]   net.ts:8
    // ∇W³ = ∇W³/count   [1, 16]
    for (let j = 0; j < 16; j++) {
      dW3[j] = (dW3[j]! + contract_4[j]! + contract_7[j]!) / count;
    }
    // ∇b³ = ∇b³/count   [1]
    db3[0]! /= count;
  }

  /** `backward`, then `update`; `loss[0]` is J before the update, and `gradient` is left unspecified. Allocates nothing. */
  function trainStep(t: Float64Array = buffers.t, count: number = 1): void {
    check("trainStep", inputs[0]!, t, count);
    do backward(t, count);
    while (lbfgs(parameters, gradient, loss, search, 321, 10));
  }

  /** J over `count` examples, regulariser included. Returns a number, which V8 may have to allocate. */
  function objective(t: Float64Array = buffers.t, count: number = 1): number {
    check("objective", inputs[0]!, t, count);
    // ṫ3 = W¹·1   [16]   net.ts:12
    for (let i = 0; i < 16; i++) {
      t3Dot[i] = 1 * W1[i]!;
    }
    // total = 0
    let total = 0;
    for (let n = 0; n < count; n++) {
      const t_0 = t[n]!;
      // t1 = tanh(t)   [1]   net.ts:11
      const t1 = Math.tanh(t_0);
      // t2 = t1 * t1   [1]   net.ts:11
      const t2 = t1 * t1;
      for (let i = 0; i < 16; i++) {
        // t3 = W¹·t   [16]   net.ts:6
        // hidden = t3 + b¹   [16]   net.ts:6
        const hidden_i = W1[i]! * t_0 + b1[i]!;
        hidden[i] = hidden_i;
        // waves = sin(hidden)   [16]   net.ts:7
        waves[i] = Math.sin(hidden_i);
      }
      // t5 = W²·waves   [16]   net.ts:8
      // t6 = t5 + b²   [16]   net.ts:8
      // t7 = tanh(t6)   [16]   net.ts:8
      for (let i = 0; i < 16; i++) {
        let t5 = 0;
        for (let j = 0; j < 16; j++) {
          t5 += W2[i * 16 + j]! * waves[j]!;
        }
        t7[i] = Math.tanh(t5 + b2[i]!);
      }
      // t8 = W³·t7   [1]   net.ts:8
      // out = t8 + b³   [1]   net.ts:8
      let t8 = 0;
      for (let j = 0; j < 16; j++) {
        t8 += W3[j]! * t7[j]!;
      }
      const out_2 = t8 + b3[0]!;
      // sub = 1 − t7 * t7   [16]   net.ts:12
      for (let i = 0; i < 16; i++) {
        sub[i] = 1 - t7[i]! * t7[i]!;
      }
      // sub.2 = 1 − t2   [1]   net.ts:12
      const sub_2 = 1 - t2;
      // ṫ2 = sub.2 * t1 * 2   [1]   net.ts:12
      const t2Dot = sub_2 * t1 * 2;
      // ẇaves = ṫ3 * cos(hidden)   [16]   net.ts:12
      for (let i = 0; i < 16; i++) {
        wavesDot[i] = t3Dot[i]! * Math.cos(hidden[i]!);
      }
      for (let i = 0; i < 16; i++) {
        // ṫ5 = W²·ẇaves   [16]   net.ts:12
        let sum_2 = 0;
        for (let j = 0; j < 16; j++) {
          sum_2 += wavesDot[j]! * W2[i * 16 + j]!;
        }
        const t5Dot_i = sum_2;
        t5Dot[i] = t5Dot_i;
        // ṫ7 = ṫ5 * sub   [16]   net.ts:12
        t7Dot[i] = t5Dot_i * sub[i]!;
      }
      // ṫ8 = W³·ṫ7   [1]   net.ts:12
      let sum_3 = 0;
      for (let j = 0; j < 16; j++) {
        sum_3 += t7Dot[j]! * W3[j]!;
      }
      const t8Dot = sum_3;
      // mul.14Dot = −ṫ3 * waves * ṫ3   [16]   net.ts:13
      for (let i = 0; i < 16; i++) {
        mul_14Dot[i] = -(t3Dot[i]! * waves[i]! * t3Dot[i]!);
      }
      // mul.11 = ṫ2 * ṫ8   [1]   net.ts:13
      const mul_11 = t2Dot * t8Dot;
      // ṫ9 = ṫ8 * t2 + ṫ2 * out   [1]   net.ts:12
      // velocity = Σ ṫ9   net.ts:12
      // t12 = 0.6velocity   net.ts:14
      // t9 = t2 * out   [1]   net.ts:11
      // t10 = 1 + t9   [1]   net.ts:11
      // x = Σ t10   net.ts:11
      // t13 = 4x   net.ts:14
      // t14 = t12 + t13   net.ts:14
      // residual = Σ (mul.11 + (sub.2 * sub.2 − ṫ2 * t1) * 2 * out + (mul.11 + (W³·((W²·(−ṫ3 * waves * ṫ3)) * sub − ṫ7 * t7 * 2 * ṫ5)) * t2)) + t14   net.ts:14
      // L = residual²   net.ts:20
      // total = Σ L
      let sumDot = 0;
      let contract_11Dot = 0;
      for (let j = 0; j < 16; j++) {
        let contract_9Dot_2 = 0;
        for (let k = 0; k < 16; k++) {
          contract_9Dot_2 += mul_14Dot[k]! * W2[j * 16 + k]!;
        }
        contract_11Dot += (contract_9Dot_2 * sub[j]! - t7Dot[j]! * t7[j]! * 2 * t5Dot[j]!) * W3[j]!;
      }
      sumDot += mul_11 + (sub_2 * sub_2 - t2Dot * t1) * 2 * out_2 + (mul_11 + contract_11Dot * t2);
      const velocity_2 = t8Dot * t2 + t2Dot * out_2;
      const residual = sumDot + (0.6 * velocity_2 + 4 * (1 + t2 * out_2));
      total += residual * residual;
    }
    // J = (Σ L)/count
    return total / count;
  }

  /** Every parameter is drawn from a stream of its own, found by the seed and a hash of its name. */
  function initialize(seed: number = 0): void {
    parameters.fill(0);
    drawUniform(W1, 0.5940885257860046, random(seed, 0x69906e69)); // hidden.weight
    drawUniform(W2, 0.4330127018922193, random(seed, 0x99274a83)); // dense1.weight
    drawUniform(W3, 0.5940885257860046, random(seed, 0xd4d0965f)); // out.weight
    state.fill(0);
  }

  const calls: Calls = {
    predictArrays: (arrays, count) => forward(arrays[0]!, arrays[1]!, arrays[2]!, count),
    backward: (arrays, count) => backward(arrays[0]!, count),
    trainStep: (arrays, count) => trainStep(arrays[0]!, count),
    metrics(arrays, count) {
      return { loss: objective(arrays[0]!, count) };
    },
  };
  const network: Oscillator = {
    parameters,
    gradient,
    state,
    loss,
    buffers,
    get trainingSize() {
      return hyper[0]!;
    },
    set trainingSize(value) {
      hyper[0] = value;
    },
    stopTraining: false,
    initialize,
    forward,
    backward,
    trainStep,
    objective,
    copyFrom(other) {
      setParameters("copyFrom", other?.parameters ?? []);
      state.set(other.state);
    },
    fit: (x, y, options) => fit(network, calls, x, y, { batchSize: Infinity, shuffle: false, ...options }),
    predict(x, out) {
      const outputs = predictAll(calls, x, [out?.x, out?.velocity]);
      return { x: outputs[0]!, velocity: outputs[1]! };
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

/** Rows of t. */
export type Inputs = Rows;

/** Rows of no target. */
export type Targets = {};

/** Values of x, velocity, one example after another. */
export type Outputs = { readonly x: Float64Array; readonly velocity: Float64Array };

/** How well a network does on some examples: J, the regulariser included, and how well its targets are met. */
export type Metrics = { readonly loss: number };

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
  predictArrays(arrays: Arrays, count: number): void;
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
async function fit(network: Oscillator, calls: Calls, x: Inputs, y: Targets, options?: FitOptions): Promise<History> {
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
  let kept: Oscillator | undefined;
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

/** What the first places of the array hold: where the search stands, and the two ends of its bracket. */
const HEAD = 16;

const PHASE = 0;

const START = 1;

const FALL = 2;

const STEP = 3;

const TRIES = 4;

const PAIRS = 5;

const LOW = 6;

const HIGH = 9;

/**
 * Goes on from J and its gradient at `x`, whose first `size` elements are trained, and moves `x`.
 * @param work HEAD + (3 + 2 memory) size + 2 memory elements, zeros at first
 * @returns whether J and its gradient are wanted at the `x` that it left; if not, a step is done, and `loss[0]` is J before it
 */
function lbfgs(
  x: Float64Array,
  gradient: Float64Array,
  loss: Float64Array,
  work: Float64Array,
  size: number,
  memory: number,
): boolean {
  const direction = HEAD;
  const before = direction + size;
  const slopes = before + size;
  const steps = slopes + size;
  const changes = steps + memory * size;
  const curvatures = changes + memory * size;
  const shares = curvatures + memory;
  const J = loss[0]!;

  if (!work[PHASE]) {
    let apart = 0;
    let length = 0;
    for (let i = 0; i < size; i++) {
      apart += Math.abs(gradient[i]! - work[slopes + i]!);
      length += Math.abs(gradient[i]!);
      work[before + i] = x[i]!;
      work[slopes + i] = gradient[i]!;
      work[direction + i] = -gradient[i]!;
    }
    // Other examples or other parameters than those of the last step: what was learnt of J is not true of this one.
    if (!(apart <= 1e-3 * length)) work[PAIRS] = 0;
    // Algorithm 7.4: −H∇J from the latest pairs of steps s and changes y of the gradient.
    const last = work[PAIRS]!;
    const first = Math.max(0, last - memory);
    for (let k = last - 1; k >= first; k--) {
      const i = k % memory;
      const share = dot(work, steps + i * size, work, direction, size) * work[curvatures + i]!;
      work[shares + i] = share;
      addTo(work, direction, -share, changes + i * size, size);
    }
    if (last > 0) {
      const i = (last - 1) % memory;
      const scale = 1 / (work[curvatures + i]! * dot(work, changes + i * size, work, changes + i * size, size));
      for (let k = 0; k < size; k++) work[direction + k]! *= scale;
    }
    for (let k = first; k < last; k++) {
      const i = k % memory;
      const share = dot(work, changes + i * size, work, direction, size) * work[curvatures + i]!;
      addTo(work, direction, work[shares + i]! - share, steps + i * size, size);
    }
    let fall = dot(work, direction, gradient, 0, size);
    if (!(fall < 0)) {
      // No way down, by rounding: along the gradient itself, as at the start.
      work[PAIRS] = 0;
      for (let i = 0; i < size; i++) work[direction + i] = -gradient[i]!;
      fall = dot(work, direction, gradient, 0, size);
      if (!(fall < 0)) return false;
    }
    work[START] = work[LOW + 1] = J;
    work[FALL] = work[LOW + 2] = fall;
    work[STEP] = work[PAIRS] ? 1 : Math.min(1, 1 / length);
    work[LOW] = work[HIGH] = work[TRIES] = 0;
    work[PHASE] = 1;
  } else {
    const step = work[STEP]!;
    const slope = dot(work, direction, gradient, 0, size);
    const start = work[START]!;
    const fall = work[FALL]!;
    // What J may rise by rounding alone.
    const rounding = Math.abs(start) * (work.BYTES_PER_ELEMENT > 4 ? 1e-15 : 1e-6);
    const enough = Math.min(start + 1e-4 * step * fall, work[LOW + 1]!) + rounding;
    if (work[PHASE] === 2 || (J <= enough && Math.abs(slope) <= -0.9 * fall)) {
      const i = work[PAIRS]! % memory;
      const [s, y] = [steps + i * size, changes + i * size];
      for (let k = 0; k < size; k++) {
        work[s + k] = x[k]! - work[before + k]!;
        work[y + k] = gradient[k]! - work[slopes + k]!;
        work[slopes + k] = gradient[k]!;
      }
      const curvature = dot(work, s, work, y, size);
      if (curvature > 0) {
        work[curvatures + i] = 1 / curvature;
        work[PAIRS]!++;
      }
      work[PHASE] = 0;
      loss[0] = start;
      return false;
    }
    // Algorithm 3.5 while there is no other end, 3.6 when there is: both narrow the bracket by the same three cases.
    let end = -1;
    if (!(J <= enough)) end = HIGH;
    else {
      if (work[HIGH] ? slope * (work[HIGH]! - work[LOW]!) >= 0 : slope >= 0) {
        for (let i = 0; i < 3; i++) work[HIGH + i] = work[LOW + i]!;
        // The start, too, can be the other end: a step that is not quite 0.
        work[HIGH] ||= 1e-30;
      }
      end = LOW;
    }
    work[end] = step;
    work[end + 1] = J;
    work[end + 2] = slope;
    work[STEP] = work[HIGH] ? between(work) : 4 * step;
    const narrow = work[HIGH] && Math.abs(work[HIGH]! - work[LOW]!) <= 1e-12 * step;
    if (++work[TRIES]! > 30 || narrow) {
      // The best step so far; where there is none, back to the start, and steps are forgotten.
      work[STEP] = work[LOW]!;
      work[PHASE] = 2;
      if (!work[LOW]) work[PAIRS] = work[PHASE] = 0;
    }
  }
  for (let i = 0; i < size; i++) x[i] = work[before + i]! + work[STEP]! * work[direction + i]!;
  if (!work[PHASE]) loss[0] = work[START]!;
  return work[PHASE]! > 0;
}

/** Where the cubic through both ends of the bracket is least (Nocedal and Wright, 3.59), or their middle where that is too near one. */
function between(work: Float64Array): number {
  const low = work[LOW]!;
  const high = work[HIGH]!;
  const a = work[LOW + 2]! + work[HIGH + 2]! - (3 * (work[LOW + 1]! - work[HIGH + 1]!)) / (low - high);
  const root = Math.sign(high - low) * Math.sqrt(a * a - work[LOW + 2]! * work[HIGH + 2]!);
  const share = (work[HIGH + 2]! + root - a) / (work[HIGH + 2]! - work[LOW + 2]! + 2 * root);
  return high - (high - low) * (share > 0.1 && share < 0.9 ? share : 0.5);
}

function dot(a: Float64Array, from: number, b: Float64Array, at: number, size: number): number {
  let sum = 0;
  for (let i = 0; i < size; i++) sum += a[from + i]! * b[at + i]!;
  return sum;
}

/** Adds a multiple of a piece of the array to another. */
function addTo(work: Float64Array, to: number, factor: number, from: number, size: number): void {
  for (let i = 0; i < size; i++) work[to + i]! += factor * work[from + i]!;
}

/** All outputs, in the order of their declaration; written to the arrays of `out` where given. */
function predictAll(calls: Calls, x: unknown, out: readonly (Float64Array | undefined)[]): Float64Array[] {
  const [arrays, count] = readRows("predict", x);
  const first = arrays.length - metadata.outputs.length;
  const outputs = arrays.slice(first).map((array, i) => out[i] ?? (array as Float64Array));
  calls.predictArrays([...arrays.slice(0, first), ...outputs], count);
  return outputs;
}

/** The table of the layers. */
const summary = (): string => `Model: "oscillator"
Layer (type)    Output Shape  Param #
${"=".repeat(37)}
t (input)       (None, 1)           0
tanh (tanh)     (None, 1)           0
hidden (dense)  (None, 16)         32
dense1 (dense)  (None, 16)        272
tanh (tanh)     (None, 16)          0
out (dense)     (None, 1)          17
velocity (jvp)  (None)              0
${"=".repeat(37)}
Total params: 321
Trainable params: 321
Non-trainable params: 0`;

/**
 * Parameters and state in the safetensors format: the length of the header in 8 bytes, the header (JSON: name → type, shape, place),
 * then the numbers; little-endian, as all engines in use keep them. The header is ASCII, other characters are escaped, and
 * padded so that the numbers are aligned.
 */
function save({ parameters, state }: Oscillator): Uint8Array {
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
function load(network: Oscillator, bytes: Uint8Array): void {
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
function loadState(network: Oscillator, tensors: Readonly<Record<string, StoredTensor>>): void {
  if (metadata.state.every(({ name, shape }) => `${tensors[name]?.shape}` === `${shape}`)) {
    for (const { name, offset } of metadata.state) network.state.set(tensors[name]!.values, offset);
  }
}
