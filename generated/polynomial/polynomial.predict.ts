/**
 * Compiled by nngen 0.1.0 from net.ts: a change made here is lost when it is compiled again.
 *
 * polynomial: a network with 20 parameters
 *
 *   inputs     length []
 *   outputs    line [], parabola [], cubic [], staircase [], margin []
 *   precision  f64
 *   memory     272 bytes a network
 *   sha256     0df16f76e6e745a1240ee3c3c796ae1d39304d946163301eda5f448a38690053
 *
 *   line_b = line.b []
 *   line_c = line.c []
 *   parabola_a = parabola.a []
 *   parabola_b = parabola.b []
 *   parabola_c = parabola.c []
 *   cubic_theta = cubic.theta [3]
 *   cubic_theta0 = cubic.theta0 []
 *   stairs_v = stairs.v [5]
 *   stairs_v0 = stairs.v0 []
 *   margin_a = margin.a []
 *   margin_b = margin.b []
 *   margin_c = margin.c []
 *   lengthMean = length.mean []
 *   lengthScale = length.scale []
 */

/** The number of values in `parameters`. */
export const PARAMETER_COUNT: number = 20;

/** What the network is made of. */
export const metadata: Metadata = {
  name: "polynomial",
  precision: "f64",
  inputs: [{ name: "length", shape: [], size: 1 }],
  outputs: [
    { name: "line", shape: [], size: 1 },
    { name: "parabola", shape: [], size: 1 },
    { name: "cubic", shape: [], size: 1 },
    { name: "staircase", shape: [], size: 1 },
    { name: "margin", shape: [], size: 1 },
  ],
  parameters: [
    { name: "line.b", shape: [], offset: 0, size: 1 },
    { name: "line.c", shape: [], offset: 1, size: 1 },
    { name: "parabola.a", shape: [], offset: 2, size: 1 },
    { name: "parabola.b", shape: [], offset: 3, size: 1 },
    { name: "parabola.c", shape: [], offset: 4, size: 1 },
    { name: "cubic.theta", shape: [3], offset: 5, size: 3 },
    { name: "cubic.theta0", shape: [], offset: 8, size: 1 },
    { name: "stairs.v", shape: [5], offset: 9, size: 5 },
    { name: "stairs.v0", shape: [], offset: 14, size: 1 },
    { name: "margin.a", shape: [], offset: 15, size: 1 },
    { name: "margin.b", shape: [], offset: 16, size: 1 },
    { name: "margin.c", shape: [], offset: 17, size: 1 },
    { name: "length.mean", shape: [], offset: 18, size: 1 },
    { name: "length.scale", shape: [], offset: 19, size: 1 },
  ],
};

/**
 * One network, with every array that it will ever need. Arrays are row-major, `count` examples one after another; an argument
 * that is left out is the array of that name in `buffers`. A wrong length or count is a RangeError.
 */
export interface Polynomial {
  /** Flat, in the order of `metadata.parameters`. */
  readonly parameters: Float64Array;
  /** One example each, used where arrays are left out. */
  readonly buffers: {
    readonly length: Float64Array;
    readonly line: Float64Array;
    readonly parabola: Float64Array;
    readonly cubic: Float64Array;
    readonly staircase: Float64Array;
    readonly margin: Float64Array;
  };
  /** Predicts: writes the outputs. Allocates nothing. */
  forward(
    length?: Float64Array,
    line?: Float64Array,
    parabola?: Float64Array,
    cubic?: Float64Array,
    staircase?: Float64Array,
    margin?: Float64Array,
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
export function create(options: CreateOptions = {}): Polynomial {
  const parameters = zeros(PARAMETER_COUNT);
  const inputs = metadata.inputs;
  const outputs = metadata.outputs;
  const buffers: Polynomial["buffers"] = {
    length: zeros(1),
    line: zeros(1),
    parabola: zeros(1),
    cubic: zeros(1),
    staircase: zeros(1),
    margin: zeros(1),
  };
  const line_b = parameters.subarray(0, 1); // line.b
  const line_c = parameters.subarray(1, 2); // line.c
  const parabola_a = parameters.subarray(2, 3); // parabola.a
  const parabola_b = parameters.subarray(3, 4); // parabola.b
  const parabola_c = parameters.subarray(4, 5); // parabola.c
  const cubic_theta = parameters.subarray(5, 8); // cubic.theta
  const cubic_theta0 = parameters.subarray(8, 9); // cubic.theta0
  const stairs_v = parameters.subarray(9, 14); // stairs.v
  const stairs_v0 = parameters.subarray(14, 15); // stairs.v0
  const margin_a = parameters.subarray(15, 16); // margin.a
  const margin_b = parameters.subarray(16, 17); // margin.b
  const margin_c = parameters.subarray(17, 18); // margin.c
  const lengthMean = parameters.subarray(18, 19); // length.mean
  const lengthScale = parameters.subarray(19, 20); // length.scale
  const t13 = zeros(3); // t13
  const stairs = zeros(5); // stairs

  /** Runs the network in inference mode on `count` examples and writes the outputs. Allocates nothing. */
  function forward(
    length: Float64Array = buffers.length,
    line: Float64Array = buffers.line,
    parabola: Float64Array = buffers.parabola,
    cubic: Float64Array = buffers.cubic,
    staircase: Float64Array = buffers.staircase,
    margin: Float64Array = buffers.margin,
    count: number = 1,
  ): void {
    check("forward", inputs[0]!, length, count);
    check("forward", outputs[0]!, line, count);
    check("forward", outputs[1]!, parabola, count);
    check("forward", outputs[2]!, cubic, count);
    check("forward", outputs[3]!, staircase, count);
    check("forward", outputs[4]!, margin, count);
    for (let n = 0; n < count; n++) {
      const length_0 = length[n]!;
      // t1 = length − lengthMean   net.ts:6
      // x = t1/lengthScale   net.ts:6
      const x = (length_0 - lengthMean[0]!) / lengthScale[0]!;
      // t2 = line_b·x   net.ts:13
      // line = t2 + line_c   net.ts:13
      line[n] = line_b[0]! * x + line_c[0]!;
      // x2 = x²   net.ts:7
      const x2 = x * x;
      // t5 = parabola_a·x2   net.ts:19
      // t6 = parabola_b·x   net.ts:19
      // t7 = t5 + t6
      // parabola = t7 + parabola_c   net.ts:19
      parabola[n] = parabola_a[0]! * x2 + parabola_b[0]! * x + parabola_c[0]!;
      // t10 = reshape(x)   [1]   net.ts:24
      // t11 = reshape(x2)   [1]   net.ts:24
      // x3 = x2·x   net.ts:8
      // t12 = reshape(x3)   [1]   net.ts:24
      // t13 = concat(t10, t11, t12)   [3]   net.ts:24
      t13[0] = x;
      t13[1] = x2;
      t13[2] = x2 * x;
      // t14 = cubic_theta * t13   [3]   net.ts:24
      // t15 = Σ t14   net.ts:24
      // cubic = t15 + cubic_theta0   net.ts:24
      let t15 = 0;
      for (let i = 0; i < 3; i++) {
        t15 += cubic_theta[i]! * t13[i]!;
      }
      cubic[n] = t15 + cubic_theta0[0]!;
      // t17 = length − 2   net.ts:27
      // t18 = T(t17)   net.ts:27
      // t27 = reshape(t18)   [1]   net.ts:27
      // t19 = length − 3   net.ts:27
      // t20 = T(t19)   net.ts:27
      // t28 = reshape(t20)   [1]   net.ts:27
      // t21 = length − 4   net.ts:27
      // t22 = T(t21)   net.ts:27
      // t29 = reshape(t22)   [1]   net.ts:27
      // t23 = length − 5   net.ts:27
      // t24 = T(t23)   net.ts:27
      // t30 = reshape(t24)   [1]   net.ts:27
      // t25 = length − 6   net.ts:27
      // t26 = T(t25)   net.ts:27
      // t31 = reshape(t26)   [1]   net.ts:27
      // stairs = concat(t27, t28, t29, t30, t31)   [5]   net.ts:27
      stairs[0] = 0 <= length_0 - 2 ? 1 : 0;
      stairs[1] = 0 <= length_0 - 3 ? 1 : 0;
      stairs[2] = 0 <= length_0 - 4 ? 1 : 0;
      stairs[3] = 0 <= length_0 - 5 ? 1 : 0;
      stairs[4] = 0 <= length_0 - 6 ? 1 : 0;
      // t32 = stairs_v * stairs   [5]   net.ts:30
      // t33 = Σ t32   net.ts:30
      // staircase = t33 + stairs_v0   net.ts:30
      let t33 = 0;
      for (let i = 0; i < 5; i++) {
        t33 += stairs_v[i]! * stairs[i]!;
      }
      staircase[n] = t33 + stairs_v0[0]!;
      // t35 = margin_a·x2   net.ts:36
      // t36 = margin_b·x   net.ts:36
      // t37 = t35 + t36
      // margin = t37 + margin_c   net.ts:36
      margin[n] = margin_a[0]! * x2 + margin_b[0]! * x + margin_c[0]!;
    }
  }

  const calls: Calls = {
    predictArrays: (arrays, count) =>
      forward(arrays[0]!, arrays[1]!, arrays[2]!, arrays[3]!, arrays[4]!, arrays[5]!, count),
  };
  const network: Polynomial = {
    parameters,
    buffers,
    forward,
    predict(x, out) {
      const outputs = predictAll(calls, x, [out?.line, out?.parabola, out?.cubic, out?.staircase, out?.margin]);
      return {
        line: outputs[0]!,
        parabola: outputs[1]!,
        cubic: outputs[2]!,
        staircase: outputs[3]!,
        margin: outputs[4]!,
      };
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

/** Rows of length. */
export type Inputs = Rows;

/** Values of line, parabola, cubic, staircase, margin, one example after another. */
export type Outputs = {
  readonly line: Float64Array;
  readonly parabola: Float64Array;
  readonly cubic: Float64Array;
  readonly staircase: Float64Array;
  readonly margin: Float64Array;
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
function load(network: Polynomial, bytes: Uint8Array): void {
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
