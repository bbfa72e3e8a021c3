/**
 * Compiled by nngen 0.1.0 from net.ts: a change made here is lost when it is compiled again.
 *
 * digits-mlp: a network with 2410 parameters
 *
 *   inputs     x [64]
 *   outputs    yHat [10] (0, 1, 2, 3, 4, 5, 6, 7, 8, 9)
 *   precision  f64
 *   memory     23584 bytes a network
 *   sha256     65f1dfc33f2fd3db9c78420285a5e871eff3021340bf7a511a77ddcba3bc8b7c
 *
 *   W1 = hidden.weight [32, 64]
 *   b1 = hidden.bias [32]
 *   W2 = scores.weight [10, 32]
 *   b2 = scores.bias [10]
 */

/** The number of values in `parameters`. */
export const PARAMETER_COUNT: number = 2410;

/** What the network is made of. */
export const metadata: Metadata = {
  name: "digits-mlp",
  precision: "f64",
  inputs: [{ name: "x", shape: [64], size: 64 }],
  outputs: [{ name: "yHat", shape: [10], size: 10, classes: ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"] }],
  parameters: [
    { name: "hidden.weight", shape: [32, 64], offset: 0, size: 2048 },
    { name: "hidden.bias", shape: [32], offset: 2048, size: 32 },
    { name: "scores.weight", shape: [10, 32], offset: 2080, size: 320 },
    { name: "scores.bias", shape: [10], offset: 2400, size: 10 },
  ],
};

/**
 * One network, with every array that it will ever need. Arrays are row-major, `count` examples one after another; an argument
 * that is left out is the array of that name in `buffers`. A wrong length or count is a RangeError.
 */
export interface DigitsMlp {
  /** Flat, in the order of `metadata.parameters`. */
  readonly parameters: Float64Array;
  /** One example each, used where arrays are left out. */
  readonly buffers: { readonly x: Float64Array; readonly yHat: Float64Array };
  /** Predicts: writes the outputs. Allocates nothing. */
  forward(x?: Float64Array, yHat?: Float64Array, count?: number): void;
  /** The outputs for each row. Allocates the result unless given `out`, and a copy of the rows. */
  predict(x: Inputs, out?: Outputs): Outputs;
  /** The likeliest class of each row: `const [species] = net.classify([1.4, 0.2])`. Allocates as `predict` does. */
  classify(x: Inputs): Class[];
  /**
   * Takes over the parameters from a safetensors file, and the state where the file holds all of it (else it starts anew).
   * Checks everything first: an Error leaves the network as it was. Allocates copies of the file and its tensors.
   */
  load(bytes: Uint8Array): void;
}

/** Makes a network; as many as one likes. Allocates all that it will ever need. */
export function create(options: CreateOptions = {}): DigitsMlp {
  const parameters = zeros(PARAMETER_COUNT);
  const inputs = metadata.inputs;
  const outputs = metadata.outputs;
  const buffers: DigitsMlp["buffers"] = { x: zeros(64), yHat: zeros(10) };
  const W1 = parameters.subarray(0, 2048); // hidden.weight
  const b1 = parameters.subarray(2048, 2080); // hidden.bias
  const W2 = parameters.subarray(2080, 2400); // scores.weight
  const b2 = parameters.subarray(2400, 2410); // scores.bias
  const t1 = zeros(256); // t1
  const h = zeros(128); // h
  const scores = zeros(40); // scores
  const exp = zeros(40); // exp
  // In nested loops V8 takes an array for fixed where a constant of the function holds it.
  const views = { t1, W1, W2, h, scores, exp };

  /** Runs the network in inference mode on `count` examples and writes the outputs. Allocates nothing. */
  function forward(x: Float64Array = buffers.x, yHat: Float64Array = buffers.yHat, count: number = 1): void {
    check("forward", inputs[0]!, x, count);
    check("forward", outputs[0]!, yHat, count);
    const { t1, W1, W2, h, scores, exp } = views;
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
      let max_0 = -Infinity;
      let max_1 = -Infinity;
      let max_2 = -Infinity;
      let max_3 = -Infinity;
      for (let i = 0; i < 10; i += 2) {
        // t4 = h·W2ᵀ   [10]   net.ts:9
        // scores = t4 + b2   [10]   net.ts:9
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
        scores[i + 10] = scores_i_1_0;
        scores[i + 11] = scores_i_1_1;
        scores[i + 20] = scores_i_2_0;
        scores[i + 21] = scores_i_2_1;
        scores[i + 30] = scores_i_3_0;
        scores[i + 31] = scores_i_3_1;
        // max = max scores   net.ts:10
        max_0 = Math.max(max_0, scores_i_0_0);
        max_0 = Math.max(max_0, scores_i_0_1);
        max_1 = Math.max(max_1, scores_i_1_0);
        max_1 = Math.max(max_1, scores_i_1_1);
        max_2 = Math.max(max_2, scores_i_2_0);
        max_2 = Math.max(max_2, scores_i_2_1);
        max_3 = Math.max(max_3, scores_i_3_0);
        max_3 = Math.max(max_3, scores_i_3_1);
      }
      let sum_0 = 0;
      let sum_1 = 0;
      let sum_2 = 0;
      let sum_3 = 0;
      for (let i = 0; i < 10; i++) {
        // exp = exp(scores − (max scores))   [10]   net.ts:10
        const exp_i_0 = Math.exp(scores[i]! - max_0);
        const exp_i_1 = Math.exp(scores[i + 10]! - max_1);
        const exp_i_2 = Math.exp(scores[i + 20]! - max_2);
        const exp_i_3 = Math.exp(scores[i + 30]! - max_3);
        exp[i] = exp_i_0;
        exp[i + 10] = exp_i_1;
        exp[i + 20] = exp_i_2;
        exp[i + 30] = exp_i_3;
        // sum = Σ exp   net.ts:10
        sum_0 += exp_i_0;
        sum_1 += exp_i_1;
        sum_2 += exp_i_2;
        sum_3 += exp_i_3;
      }
      // ŷ = exp/(Σ exp)   [10]   net.ts:10
      for (let i = 0; i < 10; i++) {
        yHat[n * 10 + i] = exp[i]! / sum_0;
        yHat[n * 10 + i + 10] = exp[i + 10]! / sum_1;
        yHat[n * 10 + i + 20] = exp[i + 20]! / sum_2;
        yHat[n * 10 + i + 30] = exp[i + 30]! / sum_3;
      }
    }
    const b_8 = b2[8]!;
    const b_9 = b2[9]!;
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
      let max = -Infinity;
      for (let i = 0; i < 8; i += 4) {
        // t4 = h·W2ᵀ   [10]   net.ts:9
        // scores = t4 + b2   [10]   net.ts:9
        let t4_0 = 0;
        let t4_1 = 0;
        let t4_2 = 0;
        let t4_3 = 0;
        for (let j = 0; j < 32; j++) {
          const h_j = h[j]!;
          t4_0 += W2[i * 32 + j]! * h_j;
          t4_1 += W2[i * 32 + j + 32]! * h_j;
          t4_2 += W2[i * 32 + j + 64]! * h_j;
          t4_3 += W2[i * 32 + j + 96]! * h_j;
        }
        const scores_i_0 = t4_0 + b2[i]!;
        const scores_i_1 = t4_1 + b2[i + 1]!;
        const scores_i_2 = t4_2 + b2[i + 2]!;
        const scores_i_3 = t4_3 + b2[i + 3]!;
        scores[i] = scores_i_0;
        scores[i + 1] = scores_i_1;
        scores[i + 2] = scores_i_2;
        scores[i + 3] = scores_i_3;
        // max = max scores   net.ts:10
        max = Math.max(max, scores_i_0);
        max = Math.max(max, scores_i_1);
        max = Math.max(max, scores_i_2);
        max = Math.max(max, scores_i_3);
      }
      // t4 = h·W2ᵀ   [10]   net.ts:9
      // scores = t4 + b2   [10]   net.ts:9
      let t4_0 = 0;
      let t4_1 = 0;
      for (let j = 0; j < 32; j++) {
        const h_j = h[j]!;
        t4_0 += W2[j + 256]! * h_j;
        t4_1 += W2[j + 288]! * h_j;
      }
      const scores_i_0 = t4_0 + b_8;
      const scores_i_1 = t4_1 + b_9;
      scores[8] = scores_i_0;
      scores[9] = scores_i_1;
      // max = max scores   net.ts:10
      max = Math.max(max, scores_i_0);
      max = Math.max(max, scores_i_1);
      let sum = 0;
      for (let i = 0; i < 10; i += 2) {
        // exp = exp(scores − (max scores))   [10]   net.ts:10
        const exp_i_0 = Math.exp(scores[i]! - max);
        const exp_i_1 = Math.exp(scores[i + 1]! - max);
        exp[i] = exp_i_0;
        exp[i + 1] = exp_i_1;
        // sum = Σ exp   net.ts:10
        sum += exp_i_0 + exp_i_1;
      }
      // ŷ = exp/(Σ exp)   [10]   net.ts:10
      for (let i = 0; i < 10; i += 2) {
        yHat[n * 10 + i] = exp[i]! / sum;
        yHat[n * 10 + i + 1] = exp[i + 1]! / sum;
      }
    }
  }

  const network: DigitsMlp = {
    parameters,
    buffers,
    forward,
    predict(x, out) {
      const rows = pack("predict", inputs[0]!, x);
      const count = rows.length / 64;
      out ??= zeros(count * 10);
      forward(rows, out, count);
      return out;
    },
    classify: (x) => likeliest(network.predict(x), outputs[0]!.classes!),
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

/** Rows of x. */
export type Inputs = Rows;

/** Values of yHat, one example after another. */
export type Outputs = Float64Array;

/** The classes that `classify` tells apart. */
export type Class = "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9";

/** An unknown option and a value of another type are a RangeError. */
export interface CreateOptions {
  /** All parameters, copied, in the order of `metadata.parameters`. */
  readonly parameters?: ArrayLike<number> | undefined;
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
function load(network: DigitsMlp, bytes: Uint8Array): void {
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
