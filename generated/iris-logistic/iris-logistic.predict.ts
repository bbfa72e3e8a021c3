/**
 * Compiled by nngen 0.1.0 from net.ts: a change made here is lost when it is compiled again.
 *
 * iris-logistic: a network with 67 parameters
 *
 *   inputs     x [2]
 *   outputs    yHat [3] (setosa, versicolor, virginica)
 *   precision  f64
 *   memory     672 bytes a network
 *   sha256     2ffee576171380a2fc3bb028c6475c3a935665f03c5f7dfef4589d11fe6b506c
 *
 *   W1 = hidden.weight [10, 2]
 *   b1 = hidden.bias [10]
 *   W2 = scores.weight [3, 10]
 *   b2 = scores.bias [3]
 *   xMean = x.mean [2]
 *   xScale = x.scale [2]
 */

/** The number of values in `parameters`. */
export const PARAMETER_COUNT: number = 67;

/** What the network is made of. */
export const metadata: Metadata = {
  name: "iris-logistic",
  precision: "f64",
  inputs: [{ name: "x", shape: [2], size: 2 }],
  outputs: [{ name: "yHat", shape: [3], size: 3, classes: ["setosa", "versicolor", "virginica"] }],
  parameters: [
    { name: "hidden.weight", shape: [10, 2], offset: 0, size: 20 },
    { name: "hidden.bias", shape: [10], offset: 20, size: 10 },
    { name: "scores.weight", shape: [3, 10], offset: 30, size: 30 },
    { name: "scores.bias", shape: [3], offset: 60, size: 3 },
    { name: "x.mean", shape: [2], offset: 63, size: 2 },
    { name: "x.scale", shape: [2], offset: 65, size: 2 },
  ],
};

/**
 * One network, with every array that it will ever need. Arrays are row-major, `count` examples one after another; an argument
 * that is left out is the array of that name in `buffers`. A wrong length or count is a RangeError.
 */
export interface IrisLogistic {
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
export function create(options: CreateOptions = {}): IrisLogistic {
  const parameters = zeros(PARAMETER_COUNT);
  const inputs = metadata.inputs;
  const outputs = metadata.outputs;
  const buffers: IrisLogistic["buffers"] = { x: zeros(2), yHat: zeros(3) };
  const W1 = parameters.subarray(0, 20); // hidden.weight
  const b1 = parameters.subarray(20, 30); // hidden.bias
  const W2 = parameters.subarray(30, 60); // scores.weight
  const b2 = parameters.subarray(60, 63); // scores.bias
  const xMean = parameters.subarray(63, 65); // x.mean
  const xScale = parameters.subarray(65, 67); // x.scale
  const t2 = zeros(2); // t2
  const h = zeros(10); // h

  /** Runs the network in inference mode on `count` examples and writes the outputs. Allocates nothing. */
  function forward(x: Float64Array = buffers.x, yHat: Float64Array = buffers.yHat, count: number = 1): void {
    check("forward", inputs[0]!, x, count);
    check("forward", outputs[0]!, yHat, count);
    for (let n = 0; n < count; n++) {
      // t1 = x − xMean   [2]   net.ts:8
      // t2 = t1/xScale   [2]   net.ts:8
      for (let i = 0; i < 2; i++) {
        t2[i] = (x[n * 2 + i]! - xMean[i]!) / xScale[i]!;
      }
      // t3 = t2·W1ᵀ   [10]   net.ts:8
      // hidden = t3 + b1   [10]   net.ts:8
      // h = σ(hidden)   [10]   net.ts:9
      for (let i = 0; i < 10; i++) {
        let t3 = 0;
        for (let j = 0; j < 2; j++) {
          t3 += W1[i * 2 + j]! * t2[j]!;
        }
        h[i] = 1 / (1 + Math.exp(-(t3 + b1[i]!)));
      }
      // t7 = h·W2ᵀ   [3]   net.ts:10
      // scores = t7 + b2   [3]   net.ts:10
      // ŷ = σ(scores)   [3]   net.ts:11
      for (let i = 0; i < 3; i++) {
        let t7 = 0;
        for (let j = 0; j < 10; j++) {
          t7 += W2[i * 10 + j]! * h[j]!;
        }
        yHat[n * 3 + i] = 1 / (1 + Math.exp(-(t7 + b2[i]!)));
      }
    }
  }

  const network: IrisLogistic = {
    parameters,
    buffers,
    forward,
    predict(x, out) {
      const rows = pack("predict", inputs[0]!, x);
      const count = rows.length / 2;
      out ??= zeros(count * 3);
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
export type Class = "setosa" | "versicolor" | "virginica";

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
function load(network: IrisLogistic, bytes: Uint8Array): void {
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
