/**
 * Compiled by nngen 0.1.0 from net.ts: a change made here is lost when it is compiled again.
 *
 * four-classes: a network with 4732 parameters
 *
 *   inputs     x [192]
 *   outputs    yHat [4] (pedestrian, car, motorcycle, truck)
 *   precision  f64
 *   memory     40448 bytes a network
 *   sha256     df3fef6bb7ef4fa5b31522e20b59c2fd9059efe31755e782270c4083fd925fad
 *
 *   W1 = hidden.weight [24, 192]
 *   b1 = hidden.bias [24]
 *   W2 = scores.weight [4, 24]
 *   b2 = scores.bias [4]
 */

/** The number of values in `parameters`. */
export const PARAMETER_COUNT: number = 4732;

/** What the network is made of. */
export const metadata: Metadata = {
  name: "four-classes",
  precision: "f64",
  inputs: [{ name: "x", shape: [192], size: 192 }],
  outputs: [{ name: "yHat", shape: [4], size: 4, classes: ["pedestrian", "car", "motorcycle", "truck"] }],
  parameters: [
    { name: "hidden.weight", shape: [24, 192], offset: 0, size: 4608 },
    { name: "hidden.bias", shape: [24], offset: 4608, size: 24 },
    { name: "scores.weight", shape: [4, 24], offset: 4632, size: 96 },
    { name: "scores.bias", shape: [4], offset: 4728, size: 4 },
  ],
};

/**
 * One network, with every array that it will ever need. Arrays are row-major, `count` examples one after another; an argument
 * that is left out is the array of that name in `buffers`. A wrong length or count is a RangeError.
 */
export interface FourClasses {
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
export function create(options: CreateOptions = {}): FourClasses {
  const parameters = zeros(PARAMETER_COUNT);
  const inputs = metadata.inputs;
  const outputs = metadata.outputs;
  const buffers: FourClasses["buffers"] = { x: zeros(192), yHat: zeros(4) };
  const W1 = parameters.subarray(0, 4608); // hidden.weight
  const b1 = parameters.subarray(4608, 4632); // hidden.bias
  const W2 = parameters.subarray(4632, 4728); // scores.weight
  const b2 = parameters.subarray(4728, 4732); // scores.bias
  const h = zeros(96); // h
  const scores = zeros(16); // scores
  const exp = zeros(16); // exp
  // In nested loops V8 takes an array for fixed where a constant of the function holds it.
  const views = { W1, W2, h, scores, exp };

  /** Runs the network in inference mode on `count` examples and writes the outputs. Allocates nothing. */
  function forward(x: Float64Array = buffers.x, yHat: Float64Array = buffers.yHat, count: number = 1): void {
    check("forward", inputs[0]!, x, count);
    check("forward", outputs[0]!, yHat, count);
    const { W1, W2, h, scores, exp } = views;
    for (let n = 0; n < count - 3; n += 4) {
      // t1 = x·W1ᵀ   [24]   net.ts:7
      // hidden = t1 + b1   [24]   net.ts:7
      // h = σ(hidden)   [24]   net.ts:8
      for (let i = 0; i < 24; i += 2) {
        let t1_0_0 = 0;
        let t1_0_1 = 0;
        let t1_1_0 = 0;
        let t1_1_1 = 0;
        let t1_2_0 = 0;
        let t1_2_1 = 0;
        let t1_3_0 = 0;
        let t1_3_1 = 0;
        for (let j = 0; j < 192; j++) {
          const w_ij = W1[i * 192 + j]!;
          const x_nj = x[n * 192 + j]!;
          t1_0_0 += w_ij * x_nj;
          const w_ij_2 = W1[i * 192 + j + 192]!;
          t1_0_1 += w_ij_2 * x_nj;
          const x_nj_2 = x[n * 192 + j + 192]!;
          t1_1_0 += w_ij * x_nj_2;
          t1_1_1 += w_ij_2 * x_nj_2;
          const x_nj_3 = x[n * 192 + j + 384]!;
          t1_2_0 += w_ij * x_nj_3;
          t1_2_1 += w_ij_2 * x_nj_3;
          const x_nj_4 = x[n * 192 + j + 576]!;
          t1_3_0 += w_ij * x_nj_4;
          t1_3_1 += w_ij_2 * x_nj_4;
        }
        const b_i = b1[i]!;
        h[i] = 1 / (1 + Math.exp(-(t1_0_0 + b_i)));
        const b_i_2 = b1[i + 1]!;
        h[i + 1] = 1 / (1 + Math.exp(-(t1_0_1 + b_i_2)));
        h[i + 24] = 1 / (1 + Math.exp(-(t1_1_0 + b_i)));
        h[i + 25] = 1 / (1 + Math.exp(-(t1_1_1 + b_i_2)));
        h[i + 48] = 1 / (1 + Math.exp(-(t1_2_0 + b_i)));
        h[i + 49] = 1 / (1 + Math.exp(-(t1_2_1 + b_i_2)));
        h[i + 72] = 1 / (1 + Math.exp(-(t1_3_0 + b_i)));
        h[i + 73] = 1 / (1 + Math.exp(-(t1_3_1 + b_i_2)));
      }
      let max_0 = -Infinity;
      let max_1 = -Infinity;
      let max_2 = -Infinity;
      let max_3 = -Infinity;
      for (let i = 0; i < 4; i += 2) {
        // t5 = h·W2ᵀ   [4]   net.ts:9
        // scores = t5 + b2   [4]   net.ts:9
        let t5_0_0 = 0;
        let t5_0_1 = 0;
        let t5_1_0 = 0;
        let t5_1_1 = 0;
        let t5_2_0 = 0;
        let t5_2_1 = 0;
        let t5_3_0 = 0;
        let t5_3_1 = 0;
        for (let j = 0; j < 24; j++) {
          const w_ij = W2[i * 24 + j]!;
          const h_j = h[j]!;
          t5_0_0 += w_ij * h_j;
          const w_ij_2 = W2[i * 24 + j + 24]!;
          t5_0_1 += w_ij_2 * h_j;
          const h_j_2 = h[j + 24]!;
          t5_1_0 += w_ij * h_j_2;
          t5_1_1 += w_ij_2 * h_j_2;
          const h_j_3 = h[j + 48]!;
          t5_2_0 += w_ij * h_j_3;
          t5_2_1 += w_ij_2 * h_j_3;
          const h_j_4 = h[j + 72]!;
          t5_3_0 += w_ij * h_j_4;
          t5_3_1 += w_ij_2 * h_j_4;
        }
        const b_i = b2[i]!;
        const scores_i_0_0 = t5_0_0 + b_i;
        const b_i_2 = b2[i + 1]!;
        const scores_i_0_1 = t5_0_1 + b_i_2;
        const scores_i_1_0 = t5_1_0 + b_i;
        const scores_i_1_1 = t5_1_1 + b_i_2;
        const scores_i_2_0 = t5_2_0 + b_i;
        const scores_i_2_1 = t5_2_1 + b_i_2;
        const scores_i_3_0 = t5_3_0 + b_i;
        const scores_i_3_1 = t5_3_1 + b_i_2;
        scores[i] = scores_i_0_0;
        scores[i + 1] = scores_i_0_1;
        scores[i + 4] = scores_i_1_0;
        scores[i + 5] = scores_i_1_1;
        scores[i + 8] = scores_i_2_0;
        scores[i + 9] = scores_i_2_1;
        scores[i + 12] = scores_i_3_0;
        scores[i + 13] = scores_i_3_1;
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
      for (let i = 0; i < 4; i++) {
        // exp = exp(scores − (max scores))   [4]   net.ts:10
        const exp_i_0 = Math.exp(scores[i]! - max_0);
        const exp_i_1 = Math.exp(scores[i + 4]! - max_1);
        const exp_i_2 = Math.exp(scores[i + 8]! - max_2);
        const exp_i_3 = Math.exp(scores[i + 12]! - max_3);
        exp[i] = exp_i_0;
        exp[i + 4] = exp_i_1;
        exp[i + 8] = exp_i_2;
        exp[i + 12] = exp_i_3;
        // sum = Σ exp   net.ts:10
        sum_0 += exp_i_0;
        sum_1 += exp_i_1;
        sum_2 += exp_i_2;
        sum_3 += exp_i_3;
      }
      // ŷ = exp/(Σ exp)   [4]   net.ts:10
      for (let i = 0; i < 4; i++) {
        yHat[n * 4 + i] = exp[i]! / sum_0;
        yHat[n * 4 + i + 4] = exp[i + 4]! / sum_1;
        yHat[n * 4 + i + 8] = exp[i + 8]! / sum_2;
        yHat[n * 4 + i + 12] = exp[i + 12]! / sum_3;
      }
    }
    const b_0 = b2[0]!;
    const b_1 = b2[1]!;
    const b_2 = b2[2]!;
    const b_3 = b2[3]!;
    for (let n = count - (count % 4); n < count; n++) {
      // t1 = x·W1ᵀ   [24]   net.ts:7
      // hidden = t1 + b1   [24]   net.ts:7
      // h = σ(hidden)   [24]   net.ts:8
      for (let i = 0; i < 24; i += 4) {
        let t1_0 = 0;
        let t1_1 = 0;
        let t1_2 = 0;
        let t1_3 = 0;
        for (let j = 0; j < 192; j++) {
          const x_nj = x[n * 192 + j]!;
          t1_0 += W1[i * 192 + j]! * x_nj;
          t1_1 += W1[i * 192 + j + 192]! * x_nj;
          t1_2 += W1[i * 192 + j + 384]! * x_nj;
          t1_3 += W1[i * 192 + j + 576]! * x_nj;
        }
        h[i] = 1 / (1 + Math.exp(-(t1_0 + b1[i]!)));
        h[i + 1] = 1 / (1 + Math.exp(-(t1_1 + b1[i + 1]!)));
        h[i + 2] = 1 / (1 + Math.exp(-(t1_2 + b1[i + 2]!)));
        h[i + 3] = 1 / (1 + Math.exp(-(t1_3 + b1[i + 3]!)));
      }
      let max = -Infinity;
      // t5 = h·W2ᵀ   [4]   net.ts:9
      // scores = t5 + b2   [4]   net.ts:9
      let t5_0 = 0;
      let t5_1 = 0;
      let t5_2 = 0;
      let t5_3 = 0;
      for (let j = 0; j < 24; j++) {
        const h_j = h[j]!;
        t5_0 += W2[j]! * h_j;
        t5_1 += W2[j + 24]! * h_j;
        t5_2 += W2[j + 48]! * h_j;
        t5_3 += W2[j + 72]! * h_j;
      }
      const scores_i_0 = t5_0 + b_0;
      const scores_i_1 = t5_1 + b_1;
      const scores_i_2 = t5_2 + b_2;
      const scores_i_3 = t5_3 + b_3;
      scores[0] = scores_i_0;
      scores[1] = scores_i_1;
      scores[2] = scores_i_2;
      scores[3] = scores_i_3;
      // max = max scores   net.ts:10
      max = Math.max(max, scores_i_0);
      max = Math.max(max, scores_i_1);
      max = Math.max(max, scores_i_2);
      max = Math.max(max, scores_i_3);
      let sum = 0;
      for (let i = 0; i < 4; i += 2) {
        // exp = exp(scores − (max scores))   [4]   net.ts:10
        const exp_i_0 = Math.exp(scores[i]! - max);
        const exp_i_1 = Math.exp(scores[i + 1]! - max);
        exp[i] = exp_i_0;
        exp[i + 1] = exp_i_1;
        // sum = Σ exp   net.ts:10
        sum += exp_i_0 + exp_i_1;
      }
      // ŷ = exp/(Σ exp)   [4]   net.ts:10
      for (let i = 0; i < 4; i += 2) {
        yHat[n * 4 + i] = exp[i]! / sum;
        yHat[n * 4 + i + 1] = exp[i + 1]! / sum;
      }
    }
  }

  const network: FourClasses = {
    parameters,
    buffers,
    forward,
    predict(x, out) {
      const rows = pack("predict", inputs[0]!, x);
      const count = rows.length / 192;
      out ??= zeros(count * 4);
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
export type Class = "pedestrian" | "car" | "motorcycle" | "truck";

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
function load(network: FourClasses, bytes: Uint8Array): void {
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
