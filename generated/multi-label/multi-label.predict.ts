/**
 * Compiled by nngen 0.1.0 from net.ts: a change made here is lost when it is compiled again.
 *
 * multi-label: a network with 2311 parameters
 *
 *   inputs     x [64]
 *   outputs    yHat [7]
 *   precision  f64
 *   memory     22128 bytes a network
 *   sha256     06bd3576278e37d532803b9387df3e3c033627633b631065999bee62788df6a3
 *
 *   W1 = hidden.weight [32, 64]
 *   b1 = hidden.bias [32]
 *   W2 = scores.weight [7, 32]
 *   b2 = scores.bias [7]
 */

/** The number of values in `parameters`. */
export const PARAMETER_COUNT: number = 2311;

/** What the network is made of. */
export const metadata: Metadata = {
  name: "multi-label",
  precision: "f64",
  inputs: [{ name: "x", shape: [64], size: 64 }],
  outputs: [{ name: "yHat", shape: [7], size: 7 }],
  parameters: [
    { name: "hidden.weight", shape: [32, 64], offset: 0, size: 2048 },
    { name: "hidden.bias", shape: [32], offset: 2048, size: 32 },
    { name: "scores.weight", shape: [7, 32], offset: 2080, size: 224 },
    { name: "scores.bias", shape: [7], offset: 2304, size: 7 },
  ],
};

/**
 * One network, with every array that it will ever need. Arrays are row-major, `count` examples one after another; an argument
 * that is left out is the array of that name in `buffers`. A wrong length or count is a RangeError.
 */
export interface MultiLabel {
  /** Flat, in the order of `metadata.parameters`. */
  readonly parameters: Float64Array;
  /** One example each, used where arrays are left out. */
  readonly buffers: { readonly x: Float64Array; readonly yHat: Float64Array };
  /** Predicts: writes the outputs. Allocates nothing. */
  forward(x?: Float64Array, yHat?: Float64Array, count?: number): void;
  /** The outputs for each row. Allocates the result unless given `out`, and a copy of the rows. */
  predict(x: Inputs, out?: Outputs): Outputs;
  /**
   * Takes over the parameters from a safetensors file, and the state where the file holds all of it (else it starts anew).
   * Checks everything first: an Error leaves the network as it was. Allocates copies of the file and its tensors.
   */
  load(bytes: Uint8Array): void;
}

/** Makes a network; as many as one likes. Allocates all that it will ever need. */
export function create(options: CreateOptions = {}): MultiLabel {
  const parameters = zeros(PARAMETER_COUNT);
  const inputs = metadata.inputs;
  const outputs = metadata.outputs;
  const buffers: MultiLabel["buffers"] = { x: zeros(64), yHat: zeros(7) };
  const W1 = parameters.subarray(0, 2048); // hidden.weight
  const b1 = parameters.subarray(2048, 2080); // hidden.bias
  const W2 = parameters.subarray(2080, 2304); // scores.weight
  const b2 = parameters.subarray(2304, 2311); // scores.bias
  const t1 = zeros(256); // t1
  const h = zeros(128); // h
  // In nested loops V8 takes an array for fixed where a constant of the function holds it.
  const views = { t1, W1, W2, h };

  /** Runs the network in inference mode on `count` examples and writes the outputs. Allocates nothing. */
  function forward(x: Float64Array = buffers.x, yHat: Float64Array = buffers.yHat, count: number = 1): void {
    check("forward", inputs[0]!, x, count);
    check("forward", outputs[0]!, yHat, count);
    const { t1, W1, W2, h } = views;
    const b_6 = b2[6]!;
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
      // t4 = h·W2ᵀ   [7]   net.ts:9
      // scores = t4 + b2   [7]   net.ts:9
      // ŷ = σ(scores)   [7]   net.ts:10
      for (let i = 0; i < 6; i += 2) {
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
        yHat[n * 7 + i] = 1 / (1 + Math.exp(-(t4_0_0 + b_i)));
        const b_i_2 = b2[i + 1]!;
        yHat[n * 7 + i + 1] = 1 / (1 + Math.exp(-(t4_0_1 + b_i_2)));
        yHat[n * 7 + i + 7] = 1 / (1 + Math.exp(-(t4_1_0 + b_i)));
        yHat[n * 7 + i + 8] = 1 / (1 + Math.exp(-(t4_1_1 + b_i_2)));
        yHat[n * 7 + i + 14] = 1 / (1 + Math.exp(-(t4_2_0 + b_i)));
        yHat[n * 7 + i + 15] = 1 / (1 + Math.exp(-(t4_2_1 + b_i_2)));
        yHat[n * 7 + i + 21] = 1 / (1 + Math.exp(-(t4_3_0 + b_i)));
        yHat[n * 7 + i + 22] = 1 / (1 + Math.exp(-(t4_3_1 + b_i_2)));
      }
      let t4_0_0 = 0;
      let t4_1_0 = 0;
      let t4_2_0 = 0;
      let t4_3_0 = 0;
      for (let j = 0; j < 32; j++) {
        const w_j = W2[j + 192]!;
        t4_0_0 += w_j * h[j]!;
        t4_1_0 += w_j * h[j + 32]!;
        t4_2_0 += w_j * h[j + 64]!;
        t4_3_0 += w_j * h[j + 96]!;
      }
      yHat[n * 7 + 6] = 1 / (1 + Math.exp(-(t4_0_0 + b_6)));
      yHat[n * 7 + 13] = 1 / (1 + Math.exp(-(t4_1_0 + b_6)));
      yHat[n * 7 + 20] = 1 / (1 + Math.exp(-(t4_2_0 + b_6)));
      yHat[n * 7 + 27] = 1 / (1 + Math.exp(-(t4_3_0 + b_6)));
    }
    const b_0 = b2[0]!;
    const b_1 = b2[1]!;
    const b_2 = b2[2]!;
    const b_3 = b2[3]!;
    const b_4 = b2[4]!;
    const b_5 = b2[5]!;
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
      // t4 = h·W2ᵀ   [7]   net.ts:9
      // scores = t4 + b2   [7]   net.ts:9
      // ŷ = σ(scores)   [7]   net.ts:10
      let t4_0 = 0;
      let t4_1 = 0;
      let t4_2 = 0;
      let t4_3 = 0;
      for (let j = 0; j < 32; j++) {
        const h_j = h[j]!;
        t4_0 += W2[j]! * h_j;
        t4_1 += W2[j + 32]! * h_j;
        t4_2 += W2[j + 64]! * h_j;
        t4_3 += W2[j + 96]! * h_j;
      }
      yHat[n * 7] = 1 / (1 + Math.exp(-(t4_0 + b_0)));
      yHat[n * 7 + 1] = 1 / (1 + Math.exp(-(t4_1 + b_1)));
      yHat[n * 7 + 2] = 1 / (1 + Math.exp(-(t4_2 + b_2)));
      yHat[n * 7 + 3] = 1 / (1 + Math.exp(-(t4_3 + b_3)));
      let t4_4 = 0;
      let t4_5 = 0;
      let t4_6 = 0;
      for (let j = 0; j < 32; j++) {
        const h_j = h[j]!;
        t4_4 += W2[j + 128]! * h_j;
        t4_5 += W2[j + 160]! * h_j;
        t4_6 += W2[j + 192]! * h_j;
      }
      yHat[n * 7 + 4] = 1 / (1 + Math.exp(-(t4_4 + b_4)));
      yHat[n * 7 + 5] = 1 / (1 + Math.exp(-(t4_5 + b_5)));
      yHat[n * 7 + 6] = 1 / (1 + Math.exp(-(t4_6 + b_6)));
    }
  }

  const network: MultiLabel = {
    parameters,
    buffers,
    forward,
    predict(x, out) {
      const rows = pack("predict", inputs[0]!, x);
      const count = rows.length / 64;
      out ??= zeros(count * 7);
      forward(rows, out, count);
      return out;
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

/** Rows of x. */
export type Inputs = Rows;

/** Values of yHat, one example after another. */
export type Outputs = Float64Array;

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
function load(network: MultiLabel, bytes: Uint8Array): void {
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
