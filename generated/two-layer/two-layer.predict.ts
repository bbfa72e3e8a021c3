/**
 * Compiled by nngen 0.1.0 from net.ts: a change made here is lost when it is compiled again.
 *
 * two-layer: a network with 5560 parameters
 *
 *   inputs     x [100]
 *   outputs    y_pred [10] (0, 1, 2, 3, 4, 5, 6, 7, 8, 9)
 *   precision  f64
 *   memory     46960 bytes a network
 *   sha256     ed359da385b9b0598b19ffcfc97721e70524c390eff5d66c0ad9969702cd5ccc
 *
 *   W1 = linear1.weight [50, 100]
 *   b1 = linear1.bias [50]
 *   W2 = linear2.weight [10, 50]
 *   b2 = linear2.bias [10]
 */

/** The number of values in `parameters`. */
export const PARAMETER_COUNT: number = 5560;

/** What the network is made of. */
export const metadata: Metadata = {
  name: "two-layer",
  precision: "f64",
  inputs: [{ name: "x", shape: [100], size: 100 }],
  outputs: [{ name: "y_pred", shape: [10], size: 10, classes: ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"] }],
  parameters: [
    { name: "linear1.weight", shape: [50, 100], offset: 0, size: 5000 },
    { name: "linear1.bias", shape: [50], offset: 5000, size: 50 },
    { name: "linear2.weight", shape: [10, 50], offset: 5050, size: 500 },
    { name: "linear2.bias", shape: [10], offset: 5550, size: 10 },
  ],
};

/**
 * One network, with every array that it will ever need. Arrays are row-major, `count` examples one after another; an argument
 * that is left out is the array of that name in `buffers`. A wrong length or count is a RangeError.
 */
export interface TwoLayer {
  /** Flat, in the order of `metadata.parameters`. */
  readonly parameters: Float64Array;
  /** One example each, used where arrays are left out. */
  readonly buffers: { readonly x: Float64Array; readonly y_pred: Float64Array };
  /** Predicts: writes the outputs. Allocates nothing. */
  forward(x?: Float64Array, y_pred?: Float64Array, count?: number): void;
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
export function create(options: CreateOptions = {}): TwoLayer {
  const parameters = zeros(PARAMETER_COUNT);
  const inputs = metadata.inputs;
  const outputs = metadata.outputs;
  const buffers: TwoLayer["buffers"] = { x: zeros(100), y_pred: zeros(10) };
  const W1 = parameters.subarray(0, 5000); // linear1.weight
  const b1 = parameters.subarray(5000, 5050); // linear1.bias
  const W2 = parameters.subarray(5050, 5550); // linear2.weight
  const b2 = parameters.subarray(5550, 5560); // linear2.bias
  const h_relu = zeros(200); // h_relu
  // In nested loops V8 takes an array for fixed where a constant of the function holds it.
  const views = { W1, W2, h_relu };

  /** Runs the network in inference mode on `count` examples and writes the outputs. Allocates nothing. */
  function forward(x: Float64Array = buffers.x, y_pred: Float64Array = buffers.y_pred, count: number = 1): void {
    check("forward", inputs[0]!, x, count);
    check("forward", outputs[0]!, y_pred, count);
    const { W1, W2, h_relu } = views;
    for (let n = 0; n < count - 3; n += 4) {
      // t1 = x·W1ᵀ   [50]   net.ts:8
      // linear1 = t1 + b1   [50]   net.ts:8
      // h_relu = relu(linear1)   [50]   net.ts:9
      for (let i = 0; i < 50; i += 2) {
        let t1_0_0 = 0;
        let t1_0_1 = 0;
        let t1_1_0 = 0;
        let t1_1_1 = 0;
        let t1_2_0 = 0;
        let t1_2_1 = 0;
        let t1_3_0 = 0;
        let t1_3_1 = 0;
        for (let j = 0; j < 100; j++) {
          const w_ij = W1[i * 100 + j]!;
          const x_nj = x[n * 100 + j]!;
          t1_0_0 += w_ij * x_nj;
          const w_ij_2 = W1[i * 100 + j + 100]!;
          t1_0_1 += w_ij_2 * x_nj;
          const x_nj_2 = x[n * 100 + j + 100]!;
          t1_1_0 += w_ij * x_nj_2;
          t1_1_1 += w_ij_2 * x_nj_2;
          const x_nj_3 = x[n * 100 + j + 200]!;
          t1_2_0 += w_ij * x_nj_3;
          t1_2_1 += w_ij_2 * x_nj_3;
          const x_nj_4 = x[n * 100 + j + 300]!;
          t1_3_0 += w_ij * x_nj_4;
          t1_3_1 += w_ij_2 * x_nj_4;
        }
        const b_i = b1[i]!;
        const linear1_0_0 = t1_0_0 + b_i;
        const b_i_2 = b1[i + 1]!;
        const linear1_0_1 = t1_0_1 + b_i_2;
        const linear1_1_0 = t1_1_0 + b_i;
        const linear1_1_1 = t1_1_1 + b_i_2;
        const linear1_2_0 = t1_2_0 + b_i;
        const linear1_2_1 = t1_2_1 + b_i_2;
        const linear1_3_0 = t1_3_0 + b_i;
        const linear1_3_1 = t1_3_1 + b_i_2;
        h_relu[i] = linear1_0_0 < 0 ? 0 : linear1_0_0;
        h_relu[i + 1] = linear1_0_1 < 0 ? 0 : linear1_0_1;
        h_relu[i + 50] = linear1_1_0 < 0 ? 0 : linear1_1_0;
        h_relu[i + 51] = linear1_1_1 < 0 ? 0 : linear1_1_1;
        h_relu[i + 100] = linear1_2_0 < 0 ? 0 : linear1_2_0;
        h_relu[i + 101] = linear1_2_1 < 0 ? 0 : linear1_2_1;
        h_relu[i + 150] = linear1_3_0 < 0 ? 0 : linear1_3_0;
        h_relu[i + 151] = linear1_3_1 < 0 ? 0 : linear1_3_1;
      }
      // t3 = h_relu·W2ᵀ   [10]   net.ts:10
      // linear2 = t3 + b2   [10]   net.ts:10
      for (let i = 0; i < 10; i += 2) {
        let t3_0_0 = 0;
        let t3_0_1 = 0;
        let t3_1_0 = 0;
        let t3_1_1 = 0;
        let t3_2_0 = 0;
        let t3_2_1 = 0;
        let t3_3_0 = 0;
        let t3_3_1 = 0;
        for (let j = 0; j < 50; j++) {
          const w_ij = W2[i * 50 + j]!;
          const h_relu_j = h_relu[j]!;
          t3_0_0 += w_ij * h_relu_j;
          const w_ij_2 = W2[i * 50 + j + 50]!;
          t3_0_1 += w_ij_2 * h_relu_j;
          const h_relu_j_2 = h_relu[j + 50]!;
          t3_1_0 += w_ij * h_relu_j_2;
          t3_1_1 += w_ij_2 * h_relu_j_2;
          const h_relu_j_3 = h_relu[j + 100]!;
          t3_2_0 += w_ij * h_relu_j_3;
          t3_2_1 += w_ij_2 * h_relu_j_3;
          const h_relu_j_4 = h_relu[j + 150]!;
          t3_3_0 += w_ij * h_relu_j_4;
          t3_3_1 += w_ij_2 * h_relu_j_4;
        }
        const b_i = b2[i]!;
        y_pred[n * 10 + i] = t3_0_0 + b_i;
        const b_i_2 = b2[i + 1]!;
        y_pred[n * 10 + i + 1] = t3_0_1 + b_i_2;
        y_pred[n * 10 + i + 10] = t3_1_0 + b_i;
        y_pred[n * 10 + i + 11] = t3_1_1 + b_i_2;
        y_pred[n * 10 + i + 20] = t3_2_0 + b_i;
        y_pred[n * 10 + i + 21] = t3_2_1 + b_i_2;
        y_pred[n * 10 + i + 30] = t3_3_0 + b_i;
        y_pred[n * 10 + i + 31] = t3_3_1 + b_i_2;
      }
    }
    const b_48 = b1[48]!;
    const b_49 = b1[49]!;
    const b_8 = b2[8]!;
    const b_9 = b2[9]!;
    for (let n = count - (count % 4); n < count; n++) {
      // t1 = x·W1ᵀ   [50]   net.ts:8
      // linear1 = t1 + b1   [50]   net.ts:8
      // h_relu = relu(linear1)   [50]   net.ts:9
      for (let i = 0; i < 48; i += 4) {
        let t1_0 = 0;
        let t1_1 = 0;
        let t1_2 = 0;
        let t1_3 = 0;
        for (let j = 0; j < 100; j++) {
          const x_nj = x[n * 100 + j]!;
          t1_0 += W1[i * 100 + j]! * x_nj;
          t1_1 += W1[i * 100 + j + 100]! * x_nj;
          t1_2 += W1[i * 100 + j + 200]! * x_nj;
          t1_3 += W1[i * 100 + j + 300]! * x_nj;
        }
        const linear1_0 = t1_0 + b1[i]!;
        const linear1_1 = t1_1 + b1[i + 1]!;
        const linear1_2 = t1_2 + b1[i + 2]!;
        const linear1_3 = t1_3 + b1[i + 3]!;
        h_relu[i] = linear1_0 < 0 ? 0 : linear1_0;
        h_relu[i + 1] = linear1_1 < 0 ? 0 : linear1_1;
        h_relu[i + 2] = linear1_2 < 0 ? 0 : linear1_2;
        h_relu[i + 3] = linear1_3 < 0 ? 0 : linear1_3;
      }
      let t1_0 = 0;
      let t1_1 = 0;
      for (let j = 0; j < 100; j++) {
        const x_nj = x[n * 100 + j]!;
        t1_0 += W1[j + 4800]! * x_nj;
        t1_1 += W1[j + 4900]! * x_nj;
      }
      const linear1_0 = t1_0 + b_48;
      const linear1_1 = t1_1 + b_49;
      h_relu[48] = linear1_0 < 0 ? 0 : linear1_0;
      h_relu[49] = linear1_1 < 0 ? 0 : linear1_1;
      // t3 = h_relu·W2ᵀ   [10]   net.ts:10
      // linear2 = t3 + b2   [10]   net.ts:10
      for (let i = 0; i < 8; i += 4) {
        let t3_0 = 0;
        let t3_1 = 0;
        let t3_2 = 0;
        let t3_3 = 0;
        for (let j = 0; j < 50; j++) {
          const h_relu_j = h_relu[j]!;
          t3_0 += W2[i * 50 + j]! * h_relu_j;
          t3_1 += W2[i * 50 + j + 50]! * h_relu_j;
          t3_2 += W2[i * 50 + j + 100]! * h_relu_j;
          t3_3 += W2[i * 50 + j + 150]! * h_relu_j;
        }
        y_pred[n * 10 + i] = t3_0 + b2[i]!;
        y_pred[n * 10 + i + 1] = t3_1 + b2[i + 1]!;
        y_pred[n * 10 + i + 2] = t3_2 + b2[i + 2]!;
        y_pred[n * 10 + i + 3] = t3_3 + b2[i + 3]!;
      }
      let t3_0 = 0;
      let t3_1 = 0;
      for (let j = 0; j < 50; j++) {
        const h_relu_j = h_relu[j]!;
        t3_0 += W2[j + 400]! * h_relu_j;
        t3_1 += W2[j + 450]! * h_relu_j;
      }
      y_pred[n * 10 + 8] = t3_0 + b_8;
      y_pred[n * 10 + 9] = t3_1 + b_9;
    }
  }

  const network: TwoLayer = {
    parameters,
    buffers,
    forward,
    predict(x, out) {
      const rows = pack("predict", inputs[0]!, x);
      const count = rows.length / 100;
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

/** Values of y_pred, one example after another. */
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
function load(network: TwoLayer, bytes: Uint8Array): void {
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
