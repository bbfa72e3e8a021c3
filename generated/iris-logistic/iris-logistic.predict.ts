/**
 * Compiled by nngen 0.1.0 from net.ts: a change made here is lost when it is compiled again.
 *
 * iris-logistic: a network with 67 parameters
 *
 *   inputs    x[2]
 *   outputs   yHat[3] (one-hot: setosa, versicolor, virginica)
 *   precision f64
 *   memory    576 bytes a network
 *   sha256    2ffee576171380a2fc3bb028c6475c3a935665f03c5f7dfef4589d11fe6b506c
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
    { name: "hidden.weight", shape: [10, 2], offset: 0, size: 20, trainable: true },
    { name: "hidden.bias", shape: [10], offset: 20, size: 10, trainable: true },
    { name: "scores.weight", shape: [3, 10], offset: 30, size: 30, trainable: true },
    { name: "scores.bias", shape: [3], offset: 60, size: 3, trainable: true },
    { name: "x.mean", shape: [2], offset: 63, size: 2, trainable: false },
    { name: "x.scale", shape: [2], offset: 65, size: 2, trainable: false },
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
  /** The outputs for each row. Allocates the result unless given `out`, and a copy of rows that are not typed arrays. */
  predict(x: Inputs, out?: Outputs): Outputs;
  /** The likeliest class of each row: `const [species] = net.classify([1.4, 0.2])`. Allocates as `predict` does. */
  classify(x: Inputs): Class[];
  /**
   * Takes over the parameters from a safetensors file, and the state where the file holds all of it (else it starts anew).
   * Checks everything first: an Error leaves the network as it was.
   */
  load(bytes: Uint8Array): void;
}

/** Makes a network; as many as one likes. Allocates all that it will ever need. */
export function create(options: CreateOptions = {}): IrisLogistic {
  const parameters = new Float64Array(PARAMETER_COUNT);
  const buffers: IrisLogistic["buffers"] = { x: new Float64Array(2), yHat: new Float64Array(3) };
  const W1 = parameters.subarray(0, 20); // hidden.weight
  const b1 = parameters.subarray(20, 30); // hidden.bias
  const W2 = parameters.subarray(30, 60); // scores.weight
  const b2 = parameters.subarray(60, 63); // scores.bias
  const xMean = parameters.subarray(63, 65); // x.mean
  const xScale = parameters.subarray(65, 67); // x.scale

  /** Runs the network in inference mode on `count` examples and writes the outputs. Allocates nothing. */
  function forward(x: Float64Array = buffers.x, yHat: Float64Array = buffers.yHat, count: number = 1): void {
    check("forward", metadata.inputs[0]!, x, count);
    check("forward", metadata.outputs[0]!, yHat, count);
    for (let n = 0; n < count; n++) {
      // t1 = x − xMean   [2]   net.ts:8
      // t2 = t1/xScale   [2]   net.ts:8
      const t2_0 = (x[n * 2]! - xMean[0]!) / xScale[0]!;
      const t2_1 = (x[n * 2 + 1]! - xMean[1]!) / xScale[1]!;
      // t3 = t2·W1ᵀ   [10]   net.ts:8
      // hidden = t3 + b1   [10]   net.ts:8
      // h = σ(hidden)   [10]   net.ts:9
      const h_0 = 1 / (1 + Math.exp(-(W1[0]! * t2_0 + W1[1]! * t2_1 + b1[0]!)));
      const h_1 = 1 / (1 + Math.exp(-(W1[2]! * t2_0 + W1[3]! * t2_1 + b1[1]!)));
      const h_2 = 1 / (1 + Math.exp(-(W1[4]! * t2_0 + W1[5]! * t2_1 + b1[2]!)));
      const h_3 = 1 / (1 + Math.exp(-(W1[6]! * t2_0 + W1[7]! * t2_1 + b1[3]!)));
      const h_4 = 1 / (1 + Math.exp(-(W1[8]! * t2_0 + W1[9]! * t2_1 + b1[4]!)));
      const h_5 = 1 / (1 + Math.exp(-(W1[10]! * t2_0 + W1[11]! * t2_1 + b1[5]!)));
      const h_6 = 1 / (1 + Math.exp(-(W1[12]! * t2_0 + W1[13]! * t2_1 + b1[6]!)));
      const h_7 = 1 / (1 + Math.exp(-(W1[14]! * t2_0 + W1[15]! * t2_1 + b1[7]!)));
      const h_8 = 1 / (1 + Math.exp(-(W1[16]! * t2_0 + W1[17]! * t2_1 + b1[8]!)));
      const h_9 = 1 / (1 + Math.exp(-(W1[18]! * t2_0 + W1[19]! * t2_1 + b1[9]!)));
      // t7 = h·W2ᵀ   [3]   net.ts:10
      // scores = t7 + b2   [3]   net.ts:10
      // ŷ = σ(scores)   [3]   net.ts:11
      yHat[n * 3] =
        1 /
        (1 +
          Math.exp(
            -(
              W2[0]! * h_0 +
              W2[1]! * h_1 +
              W2[2]! * h_2 +
              W2[3]! * h_3 +
              (W2[4]! * h_4 + W2[5]! * h_5 + W2[6]! * h_6 + W2[7]! * h_7) +
              (W2[8]! * h_8 + W2[9]! * h_9) +
              b2[0]!
            ),
          ));
      yHat[n * 3 + 1] =
        1 /
        (1 +
          Math.exp(
            -(
              W2[10]! * h_0 +
              W2[11]! * h_1 +
              W2[12]! * h_2 +
              W2[13]! * h_3 +
              (W2[14]! * h_4 + W2[15]! * h_5 + W2[16]! * h_6 + W2[17]! * h_7) +
              (W2[18]! * h_8 + W2[19]! * h_9) +
              b2[1]!
            ),
          ));
      yHat[n * 3 + 2] =
        1 /
        (1 +
          Math.exp(
            -(
              W2[20]! * h_0 +
              W2[21]! * h_1 +
              W2[22]! * h_2 +
              W2[23]! * h_3 +
              (W2[24]! * h_4 + W2[25]! * h_5 + W2[26]! * h_6 + W2[27]! * h_7) +
              (W2[28]! * h_8 + W2[29]! * h_9) +
              b2[2]!
            ),
          ));
    }
  }

  /** Copies a list of all parameters. */
  function setParameters(method: string, values: ArrayLike<number>): void {
    if (values.length !== PARAMETER_COUNT) {
      fail(method, `there are ${values.length} parameters, not ${PARAMETER_COUNT}`);
    }
    parameters.set(values);
  }

  const network: IrisLogistic = {
    parameters,
    buffers,
    forward,
    predict: (x, out) => predict(network, metadata.inputs[0]!, x, out),
    classify: (x) => likeliest(network.predict(x), metadata.outputs[0]!.classes!),
    load(bytes) {
      load(network, bytes);
    },
  };

  if (options.parameters) {
    setParameters("create", options.parameters);
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
}

/** Examples: an array of rows, or their numbers one after another. */
export type Rows = ArrayLike<number> | ArrayLike<ArrayLike<number>>;
/** Rows of x. */
export type Inputs = Rows;
/** Values of yHat, one example after another. */
export type Outputs = Float64Array;
/** The classes that `classify` tells apart. */
export type Class = "setosa" | "versicolor" | "virginica";

export interface CreateOptions {
  /** All parameters, copied, in the order of `metadata.parameters`. */
  readonly parameters?: ArrayLike<number> | undefined;
}

function fail(method: string, problem: string): never {
  throw new RangeError(`${metadata.name}.${method}: ${problem}`);
}

/** Fails unless an array holds `count` examples: `iris.trainStep: y has 1 value; 1 example needs 3 (species, one-hot)`. */
function check(method: string, { name, size, label }: Input, { length }: ArrayLike<unknown>, count: number): void {
  if (!(count >= 1) || count % 1 !== 0) fail(method, `count cannot be ${count}`);
  if (length === count * size) return;
  const examples = count === 1 ? "1 example needs" : `${count} examples need`;
  const hint = label ? ` (${label}, one-hot)` : "";
  fail(method, `${name} has ${length} value${length === 1 ? "" : "s"}; ${examples} ${count * size}${hint}`);
}

/** The numbers of some rows one after another, `count` of them where that is known. A typed array is not copied. */
function pack(method: string, input: Input, rows: Rows, count?: number): Float64Array {
  let values = rows;
  if (typeof rows[0] === "object") {
    values = Array.from(rows as ArrayLike<ArrayLike<number>>, (row, i) => {
      check(`${method}: row ${i}`, input, row, 1);
      return Array.from(row);
    }).flat();
  }
  const packed = values instanceof Float64Array ? values : Float64Array.from(values as ArrayLike<number>);
  check(method, input, packed, count ?? Math.ceil(packed.length / input.size || 1));
  return packed;
}

/** Of a network with one input and one output. */
function predict(network: IrisLogistic, input: Input, x: Inputs, out?: Outputs): Outputs {
  const rows = pack("predict", input, x);
  const count = rows.length / input.size;
  const result = out ?? new Float64Array(count * metadata.outputs[0]!.size);
  network.forward(rows, result, count);
  return result;
}

/** The class with the largest value, for every row of an output. */
function likeliest(output: Float64Array, classes: readonly string[]): Class[] {
  const size = classes.length;
  return Array.from({ length: output.length / size }, (_, i) => classes[largest(output, i * size, size)] as Class);
}

/** The index of the largest of `size` values, the first of equals, counted from `start`. */
function largest(values: Float64Array, start: number, size: number): number {
  let best = 0;
  for (let k = 1; k < size; k++) if (values[start + k]! > values[start + best]!) best = k;
  return best;
}

/** What a safetensors file says of a tensor, and its numbers. */
interface StoredTensor {
  readonly dtype: "F64" | "F32";
  readonly shape: readonly number[];
  readonly data_offsets: readonly [from: number, to: number];
  values: Float64Array | Float32Array;
}

/**
 * Takes over what a safetensors file holds (see `save`). Everything is checked before anything is written: tensors have to fill
 * the file without a gap, and be those of the network; only the state may be missing, or another optimiser's.
 */
function load(network: IrisLogistic, bytes: Uint8Array): void {
  const types = { F64: Float64Array, F32: Float32Array };
  const text = (shape?: readonly number[]): string => (shape ? `[${shape.join(", ")}]` : "missing");
  let problem = "this is not a whole safetensors file of F64 or F32 tensors";
  let tensors: Record<string, StoredTensor> = {};
  try {
    let end = 8 + Number(new BigUint64Array(bytes.slice(0, 8).buffer)[0]);
    const start = end;
    // Percent signs, because an AudioWorklet has no TextDecoder.
    const header = Array.from(bytes.subarray(8, start), (byte) => `%${(byte + 256).toString(16).slice(1)}`);
    tensors = JSON.parse(decodeURIComponent(header.join("")));
    delete tensors["__metadata__"];
    const entries = Object.entries(tensors);
    for (const [, tensor] of entries.sort(([, a], [, b]) => a.data_offsets[0] - b.data_offsets[0])) {
      const [from, to] = tensor.data_offsets;
      tensor.values = new types[tensor.dtype](bytes.slice(end, start + to).buffer);
      if (start + from !== end || tensor.values.length !== tensor.shape.reduce((a, b) => a * b, 1)) throw problem;
      end = start + to;
    }
    if (end !== bytes.length) throw problem;
    for (const { name, shape } of metadata.parameters) {
      const found = text(tensors[name]?.shape);
      problem = `${name} is ${text(shape)} in this network, ${found} in the file`;
      if (found !== text(shape)) throw problem;
    }
    for (const [name] of entries) {
      problem = `${name} is not in this network`;
      if (!name.startsWith("state.") && !metadata.parameters.some((own) => own.name === name)) throw problem;
    }
  } catch {
    fail("load", problem);
  }
  for (const { name, offset } of metadata.parameters) network.parameters.set(tensors[name]!.values, offset);
}
