/**
 * Compiled by nngen 0.1.0 from net.ts: a change made here is lost when it is compiled again.
 *
 * mcycle-widths: a network with 213 parameters
 *
 *   inputs     x [1]
 *   outputs    yHat1 [1], yHat2 [1], yHat5 [1], yHat10 [1], yHat50 [1]
 *   precision  f64
 *   memory     1752 bytes a network
 *   sha256     4d494ba0822cd68bcdbafa5a82e2ded2cbe96626596197f15a5fc6aaac66c9e4
 *
 *   nodes1_hidden1_weight = nodes1.hidden1.weight [1, 1]
 *   nodes1_hidden1_bias = nodes1.hidden1.bias [1]
 *   nodes1_output_weight = nodes1.output.weight [1, 1]
 *   nodes1_output_bias = nodes1.output.bias [1]
 *   nodes2_hidden1_weight = nodes2.hidden1.weight [2, 1]
 *   nodes2_hidden1_bias = nodes2.hidden1.bias [2]
 *   nodes2_output_weight = nodes2.output.weight [1, 2]
 *   nodes2_output_bias = nodes2.output.bias [1]
 *   nodes5_hidden1_weight = nodes5.hidden1.weight [5, 1]
 *   nodes5_hidden1_bias = nodes5.hidden1.bias [5]
 *   nodes5_output_weight = nodes5.output.weight [1, 5]
 *   nodes5_output_bias = nodes5.output.bias [1]
 *   nodes10_hidden1_weight = nodes10.hidden1.weight [10, 1]
 *   nodes10_hidden1_bias = nodes10.hidden1.bias [10]
 *   nodes10_output_weight = nodes10.output.weight [1, 10]
 *   nodes10_output_bias = nodes10.output.bias [1]
 *   nodes50_hidden1_weight = nodes50.hidden1.weight [50, 1]
 *   nodes50_hidden1_bias = nodes50.hidden1.bias [50]
 *   nodes50_output_weight = nodes50.output.weight [1, 50]
 *   nodes50_output_bias = nodes50.output.bias [1]
 *   xMean = x.mean [1]
 *   xScale = x.scale [1]
 *   yScale = y.scale [1]
 *   yMean = y.mean [1]
 */

/** The number of values in `parameters`. */
export const PARAMETER_COUNT: number = 213;

/** What the network is made of. */
export const metadata: Metadata = {
  name: "mcycle-widths",
  precision: "f64",
  inputs: [{ name: "x", shape: [1], size: 1 }],
  outputs: [
    { name: "yHat1", shape: [1], size: 1 },
    { name: "yHat2", shape: [1], size: 1 },
    { name: "yHat5", shape: [1], size: 1 },
    { name: "yHat10", shape: [1], size: 1 },
    { name: "yHat50", shape: [1], size: 1 },
  ],
  parameters: [
    { name: "nodes1.hidden1.weight", shape: [1, 1], offset: 0, size: 1 },
    { name: "nodes1.hidden1.bias", shape: [1], offset: 1, size: 1 },
    { name: "nodes1.output.weight", shape: [1, 1], offset: 2, size: 1 },
    { name: "nodes1.output.bias", shape: [1], offset: 3, size: 1 },
    { name: "nodes2.hidden1.weight", shape: [2, 1], offset: 4, size: 2 },
    { name: "nodes2.hidden1.bias", shape: [2], offset: 6, size: 2 },
    { name: "nodes2.output.weight", shape: [1, 2], offset: 8, size: 2 },
    { name: "nodes2.output.bias", shape: [1], offset: 10, size: 1 },
    { name: "nodes5.hidden1.weight", shape: [5, 1], offset: 11, size: 5 },
    { name: "nodes5.hidden1.bias", shape: [5], offset: 16, size: 5 },
    { name: "nodes5.output.weight", shape: [1, 5], offset: 21, size: 5 },
    { name: "nodes5.output.bias", shape: [1], offset: 26, size: 1 },
    { name: "nodes10.hidden1.weight", shape: [10, 1], offset: 27, size: 10 },
    { name: "nodes10.hidden1.bias", shape: [10], offset: 37, size: 10 },
    { name: "nodes10.output.weight", shape: [1, 10], offset: 47, size: 10 },
    { name: "nodes10.output.bias", shape: [1], offset: 57, size: 1 },
    { name: "nodes50.hidden1.weight", shape: [50, 1], offset: 58, size: 50 },
    { name: "nodes50.hidden1.bias", shape: [50], offset: 108, size: 50 },
    { name: "nodes50.output.weight", shape: [1, 50], offset: 158, size: 50 },
    { name: "nodes50.output.bias", shape: [1], offset: 208, size: 1 },
    { name: "x.mean", shape: [1], offset: 209, size: 1 },
    { name: "x.scale", shape: [1], offset: 210, size: 1 },
    { name: "y.scale", shape: [1], offset: 211, size: 1 },
    { name: "y.mean", shape: [1], offset: 212, size: 1 },
  ],
};

/**
 * One network, with every array that it will ever need. Arrays are row-major, `count` examples one after another; an argument
 * that is left out is the array of that name in `buffers`. A wrong length or count is a RangeError.
 */
export interface McycleWidths {
  /** Flat, in the order of `metadata.parameters`. */
  readonly parameters: Float64Array;
  /** One example each, used where arrays are left out. */
  readonly buffers: {
    readonly x: Float64Array;
    readonly yHat1: Float64Array;
    readonly yHat2: Float64Array;
    readonly yHat5: Float64Array;
    readonly yHat10: Float64Array;
    readonly yHat50: Float64Array;
  };
  /** Predicts: writes the outputs. Allocates nothing. */
  forward(
    x?: Float64Array,
    yHat1?: Float64Array,
    yHat2?: Float64Array,
    yHat5?: Float64Array,
    yHat10?: Float64Array,
    yHat50?: Float64Array,
    count?: number,
  ): void;
  /** The outputs for each row. Allocates the result unless given `out`, and a copy of the rows. */
  predict(x: Inputs, out?: Outputs): Outputs;
  /**
   * Takes over the parameters from a safetensors file, and the state where the file holds all of it (else it starts anew).
   * Checks everything first: an Error leaves the network as it was. Allocates copies of the file and its tensors.
   */
  load(bytes: Uint8Array): void;
}

/** Makes a network; as many as one likes. Allocates all that it will ever need. */
export function create(options: CreateOptions = {}): McycleWidths {
  const parameters = zeros(PARAMETER_COUNT);
  const inputs = metadata.inputs;
  const outputs = metadata.outputs;
  const buffers: McycleWidths["buffers"] = {
    x: zeros(1),
    yHat1: zeros(1),
    yHat2: zeros(1),
    yHat5: zeros(1),
    yHat10: zeros(1),
    yHat50: zeros(1),
  };
  const nodes1_hidden1_weight = parameters.subarray(0, 1); // nodes1.hidden1.weight
  const nodes1_hidden1_bias = parameters.subarray(1, 2); // nodes1.hidden1.bias
  const nodes1_output_weight = parameters.subarray(2, 3); // nodes1.output.weight
  const nodes1_output_bias = parameters.subarray(3, 4); // nodes1.output.bias
  const nodes2_hidden1_weight = parameters.subarray(4, 6); // nodes2.hidden1.weight
  const nodes2_hidden1_bias = parameters.subarray(6, 8); // nodes2.hidden1.bias
  const nodes2_output_weight = parameters.subarray(8, 10); // nodes2.output.weight
  const nodes2_output_bias = parameters.subarray(10, 11); // nodes2.output.bias
  const nodes5_hidden1_weight = parameters.subarray(11, 16); // nodes5.hidden1.weight
  const nodes5_hidden1_bias = parameters.subarray(16, 21); // nodes5.hidden1.bias
  const nodes5_output_weight = parameters.subarray(21, 26); // nodes5.output.weight
  const nodes5_output_bias = parameters.subarray(26, 27); // nodes5.output.bias
  const nodes10_hidden1_weight = parameters.subarray(27, 37); // nodes10.hidden1.weight
  const nodes10_hidden1_bias = parameters.subarray(37, 47); // nodes10.hidden1.bias
  const nodes10_output_weight = parameters.subarray(47, 57); // nodes10.output.weight
  const nodes10_output_bias = parameters.subarray(57, 58); // nodes10.output.bias
  const nodes50_hidden1_weight = parameters.subarray(58, 108); // nodes50.hidden1.weight
  const nodes50_hidden1_bias = parameters.subarray(108, 158); // nodes50.hidden1.bias
  const nodes50_output_weight = parameters.subarray(158, 208); // nodes50.output.weight
  const nodes50_output_bias = parameters.subarray(208, 209); // nodes50.output.bias
  const xMean = parameters.subarray(209, 210); // x.mean
  const xScale = parameters.subarray(210, 211); // x.scale
  const yScale = parameters.subarray(211, 212); // y.scale
  const yMean = parameters.subarray(212, 213); // y.mean

  /** Runs the network in inference mode on `count` examples and writes the outputs. Allocates nothing. */
  function forward(
    x: Float64Array = buffers.x,
    yHat1: Float64Array = buffers.yHat1,
    yHat2: Float64Array = buffers.yHat2,
    yHat5: Float64Array = buffers.yHat5,
    yHat10: Float64Array = buffers.yHat10,
    yHat50: Float64Array = buffers.yHat50,
    count: number = 1,
  ): void {
    check("forward", inputs[0]!, x, count);
    check("forward", outputs[0]!, yHat1, count);
    check("forward", outputs[1]!, yHat2, count);
    check("forward", outputs[2]!, yHat5, count);
    check("forward", outputs[3]!, yHat10, count);
    check("forward", outputs[4]!, yHat50, count);
    for (let n = 0; n < count; n++) {
      // t1 = x − xMean   [1]   net.ts:8
      // t2 = t1/xScale   [1]   net.ts:8
      const t2 = (x[n]! - xMean[0]!) / xScale[0]!;
      // t3 = t2·nodes1_hidden1_weightᵀ   [1]
      // t4 = t3 + nodes1_hidden1_bias   [1]
      // t5 = tanh(t4)   [1]
      // t6 = t5·nodes1_output_weightᵀ   [1]   net.ts:8
      // nodes1 = t6 + nodes1_output_bias   [1]   net.ts:8
      // t7 = nodes1 * yScale   [1]   net.ts:19
      // ŷ1 = t7 + yMean   [1]   net.ts:19
      let t6 = 0;
      t6 += nodes1_output_weight[0]! * Math.tanh(nodes1_hidden1_weight[0]! * t2 + nodes1_hidden1_bias[0]!);
      yHat1[n] = (t6 + nodes1_output_bias[0]!) * yScale[0]! + yMean[0]!;
      // t10 = t2·nodes2_hidden1_weightᵀ   [2]
      // t11 = t10 + nodes2_hidden1_bias   [2]
      // t12 = tanh(t11)   [2]
      // t13 = t12·nodes2_output_weightᵀ   [1]   net.ts:8
      // nodes2 = t13 + nodes2_output_bias   [1]   net.ts:8
      // t14 = nodes2 * yScale   [1]   net.ts:20
      // ŷ2 = t14 + yMean   [1]   net.ts:20
      let t13 = 0;
      for (let j = 0; j < 2; j++) {
        t13 += nodes2_output_weight[j]! * Math.tanh(nodes2_hidden1_weight[j]! * t2 + nodes2_hidden1_bias[j]!);
      }
      yHat2[n] = (t13 + nodes2_output_bias[0]!) * yScale[0]! + yMean[0]!;
      // t17 = t2·nodes5_hidden1_weightᵀ   [5]
      // t18 = t17 + nodes5_hidden1_bias   [5]
      // t19 = tanh(t18)   [5]
      // t20 = t19·nodes5_output_weightᵀ   [1]   net.ts:8
      // nodes5 = t20 + nodes5_output_bias   [1]   net.ts:8
      // t21 = nodes5 * yScale   [1]   net.ts:21
      // ŷ5 = t21 + yMean   [1]   net.ts:21
      let t20 = 0;
      for (let j = 0; j < 5; j++) {
        t20 += nodes5_output_weight[j]! * Math.tanh(nodes5_hidden1_weight[j]! * t2 + nodes5_hidden1_bias[j]!);
      }
      yHat5[n] = (t20 + nodes5_output_bias[0]!) * yScale[0]! + yMean[0]!;
      // t24 = t2·nodes10_hidden1_weightᵀ   [10]
      // t25 = t24 + nodes10_hidden1_bias   [10]
      // t26 = tanh(t25)   [10]
      // t27 = t26·nodes10_output_weightᵀ   [1]   net.ts:8
      // nodes10 = t27 + nodes10_output_bias   [1]   net.ts:8
      // t28 = nodes10 * yScale   [1]   net.ts:22
      // ŷ10 = t28 + yMean   [1]   net.ts:22
      let t27 = 0;
      for (let j = 0; j < 10; j++) {
        t27 += nodes10_output_weight[j]! * Math.tanh(nodes10_hidden1_weight[j]! * t2 + nodes10_hidden1_bias[j]!);
      }
      yHat10[n] = (t27 + nodes10_output_bias[0]!) * yScale[0]! + yMean[0]!;
      // t31 = t2·nodes50_hidden1_weightᵀ   [50]
      // t32 = t31 + nodes50_hidden1_bias   [50]
      // t33 = tanh(t32)   [50]
      // t34 = t33·nodes50_output_weightᵀ   [1]   net.ts:8
      // nodes50 = t34 + nodes50_output_bias   [1]   net.ts:8
      // t35 = nodes50 * yScale   [1]   net.ts:23
      // ŷ50 = t35 + yMean   [1]   net.ts:23
      let t34 = 0;
      for (let j = 0; j < 50; j++) {
        t34 += nodes50_output_weight[j]! * Math.tanh(nodes50_hidden1_weight[j]! * t2 + nodes50_hidden1_bias[j]!);
      }
      yHat50[n] = (t34 + nodes50_output_bias[0]!) * yScale[0]! + yMean[0]!;
    }
  }

  const calls: Calls = {
    predictArrays: (arrays, count) =>
      forward(arrays[0]!, arrays[1]!, arrays[2]!, arrays[3]!, arrays[4]!, arrays[5]!, count),
  };
  const network: McycleWidths = {
    parameters,
    buffers,
    forward,
    predict(x, out) {
      const outputs = predictAll(calls, x, [out?.yHat1, out?.yHat2, out?.yHat5, out?.yHat10, out?.yHat50]);
      return { yHat1: outputs[0]!, yHat2: outputs[1]!, yHat5: outputs[2]!, yHat10: outputs[3]!, yHat50: outputs[4]! };
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

/** Values of yHat1, yHat2, yHat5, yHat10, yHat50, one example after another. */
export type Outputs = {
  readonly yHat1: Float64Array;
  readonly yHat2: Float64Array;
  readonly yHat5: Float64Array;
  readonly yHat10: Float64Array;
  readonly yHat50: Float64Array;
};

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
function load(network: McycleWidths, bytes: Uint8Array): void {
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
