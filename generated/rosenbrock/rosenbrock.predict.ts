/**
 * Compiled by nngen 0.1.0 from net.ts: a change made here is lost when it is compiled again.
 *
 * rosenbrock: a program with 2 parameters
 *
 *   inputs       none
 *   outputs      f [], grad [2], hessian [2, 2]
 *   precision    f64
 *   memory       72 bytes an instance
 *   derivatives  agree with central differences: the largest error is 1.4e-8, at hessian[0, 0]
 *   sha256       d548ebeb54108c48f116a399bec3602ad52609817b1715af4ca971a3aa1e0cf9
 *
 *   x = x [2]
 */

/** The number of values in `parameters`. */
export const PARAMETER_COUNT: number = 2;

/** What the network is made of. */
export const metadata: Metadata = {
  name: "rosenbrock",
  precision: "f64",
  inputs: [],
  outputs: [
    { name: "f", shape: [], size: 1 },
    { name: "grad", shape: [2], size: 2 },
    { name: "hessian", shape: [2, 2], size: 4 },
  ],
  parameters: [{ name: "x", shape: [2], offset: 0, size: 2 }],
};

/**
 * One network, with every array that it will ever need. Arrays are row-major, `count` examples one after another; an argument
 * that is left out is the array of that name in `buffers`. A wrong length or count is a RangeError.
 */
export interface Rosenbrock {
  /** Flat, in the order of `metadata.parameters`. */
  readonly parameters: Float64Array;
  /** One example each, used where arrays are left out. */
  readonly buffers: { readonly f: Float64Array; readonly grad: Float64Array; readonly hessian: Float64Array };
  /** Predicts: writes the outputs. Allocates nothing. */
  forward(f?: Float64Array, grad?: Float64Array, hessian?: Float64Array, count?: number): void;
  /**
   * Takes over the parameters from a safetensors file, and the state where the file holds all of it (else it starts anew).
   * Checks everything first: an Error leaves the network as it was. Allocates copies of the file and its tensors.
   */
  load(bytes: Uint8Array): void;
}

/** Makes a network; as many as one likes. Allocates all that it will ever need. */
export function create(options: CreateOptions = {}): Rosenbrock {
  const parameters = zeros(PARAMETER_COUNT);
  const outputs = metadata.outputs;
  const buffers: Rosenbrock["buffers"] = { f: zeros(1), grad: zeros(2), hessian: zeros(4) };
  const x = parameters.subarray(0, 2); // x

  /** Runs the network in inference mode on `count` examples and writes the outputs. Allocates nothing. */
  function forward(
    f: Float64Array = buffers.f,
    grad: Float64Array = buffers.grad,
    hessian: Float64Array = buffers.hessian,
    count: number = 1,
  ): void {
    check("forward", outputs[0]!, f, count);
    check("forward", outputs[1]!, grad, count);
    check("forward", outputs[2]!, hessian, count);
    // next = slice(x)   [1]   net.ts:9
    // here = slice(x)   [1]   net.ts:8
    // t3 = here²   [1]   net.ts:10
    // t4 = next − t3   [1]   net.ts:10
    const t4 = x[1]! - x[0]! * x[0]!;
    // here = slice(x)   [1]   net.ts:8
    // t7 = 1 − here   [1]   net.ts:10
    const t7 = 1 - x[0]!;
    // t5 = t4²   [1]   net.ts:10
    // t6 = 100 * t5   [1]   net.ts:10
    // t8 = t7²   [1]   net.ts:10
    // t9 = t6 + t8   [1]   net.ts:10
    // f = Σ t9   net.ts:10
    const f_2 = 100 * (t4 * t4) + t7 * t7;
    // mul = t4 * 400   [1]   net.ts:14
    const mul = t4 * 400;
    // ∂f/∂t7 = 2 * t7   [1]   net.ts:14
    // here = slice(x)   [1]   net.ts:8
    // ∂f/∂here = −∂f/∂t7 − mul * here   [1]   net.ts:14
    // pad = pad(∂f/∂here)   [2]   net.ts:14
    let pad_0 = 0;
    const pad_1 = 0;
    pad_0 = -(2 * t7) - mul * x[0]!;
    // ∂f/∂t4 = 200 * t4   [1]   net.ts:14
    // pad.2 = pad(∂f/∂t4)   [2]   net.ts:14
    const pad_2_0 = 0;
    const pad_2_1 = 200 * t4;
    // grad = pad(∂f/∂here) + pad(∂f/∂t4)   [2]   net.ts:14
    const grad_0 = pad_0 + pad_2_0;
    const grad_1 = pad_1 + pad_2_1;
    // ∂grad/∂grad = I   [2, 2]   net.ts:14
    const dgrad_dgrad_0 = 1;
    const dgrad_dgrad_1 = 0;
    const dgrad_dgrad_2 = 0;
    const dgrad_dgrad_3 = 1;
    // ∂grad/∂(∂f/∂next) = slice(∂grad/∂grad)   [2, 1]   net.ts:14
    // ∂grad/∂(∂f/∂here) = slice(∂grad/∂grad)   [2, 1]   net.ts:14
    // here = slice(x)   [1]   net.ts:8
    // ∂grad/∂(∂f/∂t3) = ∂grad/∂(∂f/∂here) * here * 2   [2, 1]   net.ts:14
    // ∂grad/∂(∂f/∂t4) = ∂grad/∂(∂f/∂next) − ∂grad/∂(∂f/∂t3)   [2, 1]   net.ts:14
    const dgrad_ddf_dt4_0 = dgrad_dgrad_1 - dgrad_dgrad_0 * x[0]! * 2;
    const dgrad_ddf_dt4_1 = dgrad_dgrad_3 - dgrad_dgrad_2 * x[0]! * 2;
    // ∂grad/∂(∂f/∂here) = slice(∂grad/∂grad)   [2, 1]   net.ts:14
    // here = slice(x)   [1]   net.ts:8
    // ∂grad/∂here = ∂grad/∂(∂f/∂here) * 2 − mul * ∂grad/∂(∂f/∂here) − ∂grad/∂(∂f/∂t4) * 400 * here   [2, 1]   net.ts:14
    // pad.3 = pad(∂grad/∂here)   [2, 2]   net.ts:14
    let pad_3_0 = 0;
    const pad_3_1 = 0;
    let pad_3_2 = 0;
    const pad_3_3 = 0;
    pad_3_0 = dgrad_dgrad_0 * 2 - mul * dgrad_dgrad_0 - dgrad_ddf_dt4_0 * 400 * x[0]!;
    pad_3_2 = dgrad_dgrad_2 * 2 - mul * dgrad_dgrad_2 - dgrad_ddf_dt4_1 * 400 * x[0]!;
    // ∂grad/∂t4 = ∂grad/∂(∂f/∂t4) * 200   [2, 1]   net.ts:14
    // pad.4 = pad(∂grad/∂t4)   [2, 2]   net.ts:14
    const pad_4_0 = 0;
    let pad_4_1 = 0;
    const pad_4_2 = 0;
    let pad_4_3 = 0;
    pad_4_1 = dgrad_ddf_dt4_0 * 200;
    pad_4_3 = dgrad_ddf_dt4_1 * 200;
    // hessian = pad(∂grad/∂here) + pad(∂grad/∂t4)   [2, 2]   net.ts:14
    const hessian_0 = pad_3_0 + pad_4_0;
    const hessian_1 = pad_3_1 + pad_4_1;
    const hessian_2 = pad_3_2 + pad_4_2;
    const hessian_3 = pad_3_3 + pad_4_3;
    for (let n = 0; n < count; n++) {
      // f_each = f
      f[n] = f_2;
      // grad_each = grad   [2]
      grad[n * 2] = grad_0;
      grad[n * 2 + 1] = grad_1;
      // hessian_each = hessian   [2, 2]
      hessian[n * 4] = hessian_0;
      hessian[n * 4 + 1] = hessian_1;
      hessian[n * 4 + 2] = hessian_2;
      hessian[n * 4 + 3] = hessian_3;
    }
  }

  const network: Rosenbrock = {
    parameters,
    buffers,
    forward,
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
function load(network: Rosenbrock, bytes: Uint8Array): void {
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
