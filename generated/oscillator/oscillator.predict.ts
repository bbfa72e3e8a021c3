/**
 * Compiled by nngen 0.1.0 from net.ts: a change made here is lost when it is compiled again.
 *
 * oscillator: a network with 321 parameters
 *
 *   inputs       t [1]
 *   outputs      x [], velocity []
 *   precision    f64
 *   memory       4768 bytes a network
 *   derivatives  agree with central differences: the largest error is 1.1e-11, at acceleration
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
    { name: "hidden.weight", shape: [16, 1], offset: 0, size: 16 },
    { name: "hidden.bias", shape: [16], offset: 16, size: 16 },
    { name: "dense1.weight", shape: [16, 16], offset: 32, size: 256 },
    { name: "dense1.bias", shape: [16], offset: 288, size: 16 },
    { name: "out.weight", shape: [1, 16], offset: 304, size: 16 },
    { name: "out.bias", shape: [1], offset: 320, size: 1 },
  ],
};

/**
 * One network, with every array that it will ever need. Arrays are row-major, `count` examples one after another; an argument
 * that is left out is the array of that name in `buffers`. A wrong length or count is a RangeError.
 */
export interface Oscillator {
  /** Flat, in the order of `metadata.parameters`. */
  readonly parameters: Float64Array;
  /** One example each, used where arrays are left out. */
  readonly buffers: { readonly t: Float64Array; readonly x: Float64Array; readonly velocity: Float64Array };
  /** Predicts: writes the outputs. Allocates nothing. */
  forward(t?: Float64Array, x?: Float64Array, velocity?: Float64Array, count?: number): void;
  /** The outputs for each row. Allocates the result unless given `out`, and a copy of the rows. */
  predict(x: Inputs, out?: Outputs): Outputs;
  /**
   * Takes over the parameters from a safetensors file, and the state where the file holds all of it (else it starts anew).
   * Checks everything first: an Error leaves the network as it was. Allocates copies of the file and its tensors.
   */
  load(bytes: Uint8Array): void;
}

/** Makes a network; as many as one likes. Allocates all that it will ever need. */
export function create(options: CreateOptions = {}): Oscillator {
  const parameters = zeros(PARAMETER_COUNT);
  const inputs = metadata.inputs;
  const outputs = metadata.outputs;
  const buffers: Oscillator["buffers"] = { t: zeros(1), x: zeros(1), velocity: zeros(1) };
  const W1 = parameters.subarray(0, 16); // hidden.weight
  const b1 = parameters.subarray(16, 32); // hidden.bias
  const W2 = parameters.subarray(32, 288); // dense1.weight
  const b2 = parameters.subarray(288, 304); // dense1.bias
  const W3 = parameters.subarray(304, 320); // out.weight
  const b3 = parameters.subarray(320, 321); // out.bias
  const t3Dot = zeros(16); // t3Dot
  const hidden = zeros(64); // hidden
  const waves = zeros(64); // waves
  const t7 = zeros(64); // t7
  const wavesDot = zeros(64); // wavesDot
  // In nested loops V8 takes an array for fixed where a constant of the function holds it.
  const views = { W1, b1, hidden, waves, W2, W3, t7, t3Dot, wavesDot };

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
    const { W1, b1, hidden, waves, W2, W3, t7, t3Dot, wavesDot } = views;
    // ṫ3 = W1·1   [16]   net.ts:12
    for (let i = 0; i < 16; i += 2) {
      let sum_0 = 0;
      let sum_1 = 0;
      sum_0 += 1 * W1[i]!;
      sum_1 += 1 * W1[i + 1]!;
      t3Dot[i] = sum_0;
      t3Dot[i + 1] = sum_1;
    }
    const b_0 = b3[0]!;
    for (let n = 0; n < count - 3; n += 4) {
      // t1 = tanh(t)   [1]   net.ts:11
      const t_n = t[n]!;
      const t1_0 = Math.tanh(t_n);
      const t_n_2 = t[n + 1]!;
      const t1_1 = Math.tanh(t_n_2);
      const t_n_3 = t[n + 2]!;
      const t1_2 = Math.tanh(t_n_3);
      const t_n_4 = t[n + 3]!;
      const t1_3 = Math.tanh(t_n_4);
      // t2 = t1²   [1]   net.ts:11
      const t2_0 = t1_0 * t1_0;
      const t2_1 = t1_1 * t1_1;
      const t2_2 = t1_2 * t1_2;
      const t2_3 = t1_3 * t1_3;
      for (let i = 0; i < 16; i++) {
        // t3 = t·W1ᵀ   [16]   net.ts:6
        // hidden = t3 + b1   [16]   net.ts:6
        let t3_0 = 0;
        let t3_1 = 0;
        let t3_2 = 0;
        let t3_3 = 0;
        const w_i = W1[i]!;
        t3_0 += w_i * t_n;
        t3_1 += w_i * t_n_2;
        t3_2 += w_i * t_n_3;
        t3_3 += w_i * t_n_4;
        const b_i = b1[i]!;
        const hidden_i_0 = t3_0 + b_i;
        const hidden_i_1 = t3_1 + b_i;
        const hidden_i_2 = t3_2 + b_i;
        const hidden_i_3 = t3_3 + b_i;
        hidden[i] = hidden_i_0;
        hidden[i + 16] = hidden_i_1;
        hidden[i + 32] = hidden_i_2;
        hidden[i + 48] = hidden_i_3;
        // waves = sin(hidden)   [16]   net.ts:7
        waves[i] = Math.sin(hidden_i_0);
        waves[i + 16] = Math.sin(hidden_i_1);
        waves[i + 32] = Math.sin(hidden_i_2);
        waves[i + 48] = Math.sin(hidden_i_3);
      }
      // t5 = waves·W2ᵀ   [16]   net.ts:8
      // t6 = t5 + b2   [16]   net.ts:8
      // t7 = tanh(t6)   [16]   net.ts:8
      for (let i = 0; i < 16; i += 2) {
        let t5_0_0 = 0;
        let t5_0_1 = 0;
        let t5_1_0 = 0;
        let t5_1_1 = 0;
        let t5_2_0 = 0;
        let t5_2_1 = 0;
        let t5_3_0 = 0;
        let t5_3_1 = 0;
        for (let j = 0; j < 16; j++) {
          const w_ij = W2[i * 16 + j]!;
          const waves_j = waves[j]!;
          t5_0_0 += w_ij * waves_j;
          const w_ij_2 = W2[i * 16 + j + 16]!;
          t5_0_1 += w_ij_2 * waves_j;
          const waves_j_2 = waves[j + 16]!;
          t5_1_0 += w_ij * waves_j_2;
          t5_1_1 += w_ij_2 * waves_j_2;
          const waves_j_3 = waves[j + 32]!;
          t5_2_0 += w_ij * waves_j_3;
          t5_2_1 += w_ij_2 * waves_j_3;
          const waves_j_4 = waves[j + 48]!;
          t5_3_0 += w_ij * waves_j_4;
          t5_3_1 += w_ij_2 * waves_j_4;
        }
        const b_i = b2[i]!;
        t7[i] = Math.tanh(t5_0_0 + b_i);
        const b_i_2 = b2[i + 1]!;
        t7[i + 1] = Math.tanh(t5_0_1 + b_i_2);
        t7[i + 16] = Math.tanh(t5_1_0 + b_i);
        t7[i + 17] = Math.tanh(t5_1_1 + b_i_2);
        t7[i + 32] = Math.tanh(t5_2_0 + b_i);
        t7[i + 33] = Math.tanh(t5_2_1 + b_i_2);
        t7[i + 48] = Math.tanh(t5_3_0 + b_i);
        t7[i + 49] = Math.tanh(t5_3_1 + b_i_2);
      }
      // t8 = t7·W3ᵀ   [1]   net.ts:8
      // out = t8 + b3   [1]   net.ts:8
      let t8_0 = 0;
      let t8_1 = 0;
      let t8_2 = 0;
      let t8_3 = 0;
      for (let j = 0; j < 16; j++) {
        const w_j = W3[j]!;
        t8_0 += w_j * t7[j]!;
        t8_1 += w_j * t7[j + 16]!;
        t8_2 += w_j * t7[j + 32]!;
        t8_3 += w_j * t7[j + 48]!;
      }
      const out_0 = t8_0 + b_0;
      const out_1 = t8_1 + b_0;
      const out_2 = t8_2 + b_0;
      const out_3 = t8_3 + b_0;
      // t9 = t2 * out   [1]   net.ts:11
      // t10 = 1 + t9   [1]   net.ts:11
      // x = Σ t10   net.ts:11
      let sum_2_0 = 0;
      let sum_2_1 = 0;
      let sum_2_2 = 0;
      let sum_2_3 = 0;
      sum_2_0 += 1 + t2_0 * out_0;
      sum_2_1 += 1 + t2_1 * out_1;
      sum_2_2 += 1 + t2_2 * out_2;
      sum_2_3 += 1 + t2_3 * out_3;
      x[n] = sum_2_0;
      x[n + 1] = sum_2_1;
      x[n + 2] = sum_2_2;
      x[n + 3] = sum_2_3;
      // ẇaves = ṫ3 * cos(hidden)   [16]   net.ts:12
      for (let i = 0; i < 16; i++) {
        const t3Dot_i = t3Dot[i]!;
        wavesDot[i] = t3Dot_i * Math.cos(hidden[i]!);
        wavesDot[i + 16] = t3Dot_i * Math.cos(hidden[i + 16]!);
        wavesDot[i + 32] = t3Dot_i * Math.cos(hidden[i + 32]!);
        wavesDot[i + 48] = t3Dot_i * Math.cos(hidden[i + 48]!);
      }
      // ṫ5 = ẇaves·W2ᵀ   [16]   net.ts:12
      // ṫ7 = ṫ5 * (1 − t7²)   [16]   net.ts:12
      // ṫ8 = ṫ7·W3ᵀ   [1]   net.ts:12
      // ṫ2 = (1 − t2) * t1 * 2   [1]   net.ts:12
      // ṫ9 = ṫ8 * t2 + ṫ2 * out   [1]   net.ts:12
      // velocity = Σ ṫ9   net.ts:12
      let sum_3_0 = 0;
      let sum_3_1 = 0;
      let sum_3_2 = 0;
      let sum_3_3 = 0;
      let t8Dot_0 = 0;
      let t8Dot_1 = 0;
      let t8Dot_2 = 0;
      let t8Dot_3 = 0;
      for (let j = 0; j < 16; j += 2) {
        let t5Dot_0_0 = 0;
        let t5Dot_0_1 = 0;
        let t5Dot_1_0 = 0;
        let t5Dot_1_1 = 0;
        let t5Dot_2_0 = 0;
        let t5Dot_2_1 = 0;
        let t5Dot_3_0 = 0;
        let t5Dot_3_1 = 0;
        for (let k = 0; k < 16; k++) {
          const wavesDot_k = wavesDot[k]!;
          const w_jk = W2[j * 16 + k]!;
          t5Dot_0_0 += wavesDot_k * w_jk;
          const w_jk_2 = W2[j * 16 + k + 16]!;
          t5Dot_0_1 += wavesDot_k * w_jk_2;
          const wavesDot_k_2 = wavesDot[k + 16]!;
          t5Dot_1_0 += wavesDot_k_2 * w_jk;
          t5Dot_1_1 += wavesDot_k_2 * w_jk_2;
          const wavesDot_k_3 = wavesDot[k + 32]!;
          t5Dot_2_0 += wavesDot_k_3 * w_jk;
          t5Dot_2_1 += wavesDot_k_3 * w_jk_2;
          const wavesDot_k_4 = wavesDot[k + 48]!;
          t5Dot_3_0 += wavesDot_k_4 * w_jk;
          t5Dot_3_1 += wavesDot_k_4 * w_jk_2;
        }
        const t7_j = t7[j]!;
        const w_j = W3[j]!;
        const t7_j_2 = t7[j + 1]!;
        const w_j_2 = W3[j + 1]!;
        t8Dot_0 += t5Dot_0_0 * (1 - t7_j * t7_j) * w_j + t5Dot_0_1 * (1 - t7_j_2 * t7_j_2) * w_j_2;
        const t7_j_3 = t7[j + 16]!;
        const t7_j_4 = t7[j + 17]!;
        t8Dot_1 += t5Dot_1_0 * (1 - t7_j_3 * t7_j_3) * w_j + t5Dot_1_1 * (1 - t7_j_4 * t7_j_4) * w_j_2;
        const t7_j_5 = t7[j + 32]!;
        const t7_j_6 = t7[j + 33]!;
        t8Dot_2 += t5Dot_2_0 * (1 - t7_j_5 * t7_j_5) * w_j + t5Dot_2_1 * (1 - t7_j_6 * t7_j_6) * w_j_2;
        const t7_j_7 = t7[j + 48]!;
        const t7_j_8 = t7[j + 49]!;
        t8Dot_3 += t5Dot_3_0 * (1 - t7_j_7 * t7_j_7) * w_j + t5Dot_3_1 * (1 - t7_j_8 * t7_j_8) * w_j_2;
      }
      sum_3_0 += t8Dot_0 * t2_0 + (1 - t2_0) * t1_0 * 2 * out_0;
      sum_3_1 += t8Dot_1 * t2_1 + (1 - t2_1) * t1_1 * 2 * out_1;
      sum_3_2 += t8Dot_2 * t2_2 + (1 - t2_2) * t1_2 * 2 * out_2;
      sum_3_3 += t8Dot_3 * t2_3 + (1 - t2_3) * t1_3 * 2 * out_3;
      velocity[n] = sum_3_0;
      velocity[n + 1] = sum_3_1;
      velocity[n + 2] = sum_3_2;
      velocity[n + 3] = sum_3_3;
    }
    for (let n = count - (count % 4); n < count; n++) {
      // t1 = tanh(t)   [1]   net.ts:11
      const t_n = t[n]!;
      const t1 = Math.tanh(t_n);
      // t2 = t1²   [1]   net.ts:11
      const t2 = t1 * t1;
      for (let i = 0; i < 16; i += 2) {
        // t3 = t·W1ᵀ   [16]   net.ts:6
        // hidden = t3 + b1   [16]   net.ts:6
        let t3_0 = 0;
        let t3_1 = 0;
        t3_0 += W1[i]! * t_n;
        t3_1 += W1[i + 1]! * t_n;
        const hidden_i_0 = t3_0 + b1[i]!;
        const hidden_i_1 = t3_1 + b1[i + 1]!;
        hidden[i] = hidden_i_0;
        hidden[i + 1] = hidden_i_1;
        // waves = sin(hidden)   [16]   net.ts:7
        waves[i] = Math.sin(hidden_i_0);
        waves[i + 1] = Math.sin(hidden_i_1);
      }
      // t5 = waves·W2ᵀ   [16]   net.ts:8
      // t6 = t5 + b2   [16]   net.ts:8
      // t7 = tanh(t6)   [16]   net.ts:8
      for (let i = 0; i < 16; i += 4) {
        let t5_0 = 0;
        let t5_1 = 0;
        let t5_2 = 0;
        let t5_3 = 0;
        for (let j = 0; j < 16; j++) {
          const waves_j = waves[j]!;
          t5_0 += W2[i * 16 + j]! * waves_j;
          t5_1 += W2[i * 16 + j + 16]! * waves_j;
          t5_2 += W2[i * 16 + j + 32]! * waves_j;
          t5_3 += W2[i * 16 + j + 48]! * waves_j;
        }
        t7[i] = Math.tanh(t5_0 + b2[i]!);
        t7[i + 1] = Math.tanh(t5_1 + b2[i + 1]!);
        t7[i + 2] = Math.tanh(t5_2 + b2[i + 2]!);
        t7[i + 3] = Math.tanh(t5_3 + b2[i + 3]!);
      }
      // t8 = t7·W3ᵀ   [1]   net.ts:8
      // out = t8 + b3   [1]   net.ts:8
      let t8 = 0;
      for (let j = 0; j < 16; j++) {
        t8 += W3[j]! * t7[j]!;
      }
      const out_4 = t8 + b_0;
      // t9 = t2 * out   [1]   net.ts:11
      // t10 = 1 + t9   [1]   net.ts:11
      // x = Σ t10   net.ts:11
      x[n] = 1 + t2 * out_4;
      // ẇaves = ṫ3 * cos(hidden)   [16]   net.ts:12
      for (let i = 0; i < 16; i += 2) {
        wavesDot[i] = t3Dot[i]! * Math.cos(hidden[i]!);
        wavesDot[i + 1] = t3Dot[i + 1]! * Math.cos(hidden[i + 1]!);
      }
      // ṫ5 = ẇaves·W2ᵀ   [16]   net.ts:12
      // ṫ7 = ṫ5 * (1 − t7²)   [16]   net.ts:12
      // ṫ8 = ṫ7·W3ᵀ   [1]   net.ts:12
      // ṫ2 = (1 − t2) * t1 * 2   [1]   net.ts:12
      // ṫ9 = ṫ8 * t2 + ṫ2 * out   [1]   net.ts:12
      // velocity = Σ ṫ9   net.ts:12
      let sum_3 = 0;
      let t8Dot = 0;
      for (let j = 0; j < 16; j += 4) {
        let t5Dot_0 = 0;
        let t5Dot_1 = 0;
        let t5Dot_2 = 0;
        let t5Dot_3 = 0;
        for (let k = 0; k < 16; k++) {
          const wavesDot_k = wavesDot[k]!;
          t5Dot_0 += wavesDot_k * W2[j * 16 + k]!;
          t5Dot_1 += wavesDot_k * W2[j * 16 + k + 16]!;
          t5Dot_2 += wavesDot_k * W2[j * 16 + k + 32]!;
          t5Dot_3 += wavesDot_k * W2[j * 16 + k + 48]!;
        }
        const t7_j = t7[j]!;
        const t7_j_2 = t7[j + 1]!;
        const t7_j_3 = t7[j + 2]!;
        const t7_j_4 = t7[j + 3]!;
        t8Dot +=
          t5Dot_0 * (1 - t7_j * t7_j) * W3[j]! +
          t5Dot_1 * (1 - t7_j_2 * t7_j_2) * W3[j + 1]! +
          t5Dot_2 * (1 - t7_j_3 * t7_j_3) * W3[j + 2]! +
          t5Dot_3 * (1 - t7_j_4 * t7_j_4) * W3[j + 3]!;
      }
      sum_3 += t8Dot * t2 + (1 - t2) * t1 * 2 * out_4;
      velocity[n] = sum_3;
    }
  }

  const calls: Calls = { predictArrays: (arrays, count) => forward(arrays[0]!, arrays[1]!, arrays[2]!, count) };
  const network: Oscillator = {
    parameters,
    buffers,
    forward,
    predict(x, out) {
      const outputs = predictAll(calls, x, [out?.x, out?.velocity]);
      return { x: outputs[0]!, velocity: outputs[1]! };
    },
    load(bytes) {
      load(network, bytes);
    },
  };
  const setParameters = (method: string, given: ArrayLike<number>): void =>
    given.length === PARAMETER_COUNT
      ? parameters.set(given)
      : fail(method, `${given.length} parameters, not ${PARAMETER_COUNT}`);

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

export interface Parameter extends Slot {}

export interface Metadata {
  readonly name: string;
  readonly precision: "f64" | "f32";
  readonly inputs: readonly Input[];
  readonly outputs: readonly Tensor[];
  readonly parameters: readonly Parameter[];
}

/** Examples: an array of rows, or their numbers one after another. */
export type Rows = ArrayLike<number> | ArrayLike<ArrayLike<number>>;

/** Examples with several axes: also nested like these, rows of rows. */
export type NestedRows = Rows | ArrayLike<Rows> | ArrayLike<ArrayLike<Rows>>;

/** Examples of a label: class names, class indices (from 0), or one-hot rows. */
export type Labels = Rows | readonly string[];

/** Rows of t. */
export type Inputs = Rows;

/** Values of x, velocity, one example after another. */
export type Outputs = { readonly x: Float64Array; readonly velocity: Float64Array };

/** An unknown option and a value of another type are a RangeError. */
export interface CreateOptions {
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

/** An array of zeros. */
const zeros = (size: number): Float64Array => new Float64Array(size);

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

/** All outputs, in the order of their declaration; written to the arrays of `out` where given. */
function predictAll(calls: Calls, x: unknown, out: readonly (Float64Array | undefined)[]): Float64Array[] {
  const [arrays, count] = readRows("predict", x);
  const first = arrays.length - metadata.outputs.length;
  const outputs = arrays.slice(first).map((array, i) => out[i] ?? (array as Float64Array));
  calls.predictArrays([...arrays.slice(0, first), ...outputs], count);
  return outputs;
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
  for (const { name, offset } of metadata.parameters) network.parameters.set(tensors[name]!.values, offset);
}
