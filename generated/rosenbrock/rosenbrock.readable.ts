/**
 * Compiled by nngen 0.1.0 from net.ts: a change made here is lost when it is compiled again.
 *
 * rosenbrock: a program with 2 parameters
 *
 *   inputs       none
 *   outputs      f [], grad [2], hessian [2, 2]
 *   optimizer    lbfgs
 *   precision    f64
 *   memory       952 bytes an instance
 *   gradient     agrees with central differences: the largest error is 2.7e-8, at x[0]
 *   derivatives  agree with central differences: the largest error is 1.7e-8, at grad[0]
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
  parameters: [{ name: "x", shape: [2], offset: 0, size: 2, trainable: true }],
  state: [{ name: "state.lbfgs", shape: [82], offset: 0, size: 82 }],
};

/**
 * One network, with every array that it will ever need. Arrays are row-major, `count` examples one after another; an argument
 * that is left out is the array of that name in `buffers`. A wrong length or count is a RangeError.
 */
export interface Rosenbrock {
  /** Flat, in the order of `metadata.parameters`. */
  readonly parameters: Float64Array;
  /** ∇J, laid out like `parameters`. */
  readonly gradient: Float64Array;
  /** The optimiser's memory and running statistics, in the order of `metadata.state`. */
  readonly state: Float64Array;
  /** [J] of the latest `backward` or `trainStep`, the regulariser included. */
  readonly loss: Float64Array;
  /** One example each, used where arrays are left out. */
  readonly buffers: { readonly f: Float64Array; readonly grad: Float64Array; readonly hessian: Float64Array };
  /** The m of the regulariser λ/(2m) Σ w²: the size of the training set, set by `fit`; 0 stands for `count`. */
  trainingSize: number;
  /** Draws all parameters anew and clears the state: the same numbers for a seed on every machine. Allocates a little. */
  initialize(seed?: number): void;
  /** Predicts: writes the outputs. Allocates nothing. */
  forward(f?: Float64Array, grad?: Float64Array, hessian?: Float64Array, count?: number): void;
  /** Writes `gradient` and `loss[0]`. Allocates nothing. */
  backward(count?: number): void;
  /** One iteration of L-BFGS on these examples: `backward`, as often as its line search asks for it. `loss[0]` is J before the step, `gradient` is left unspecified. */
  trainStep(count?: number): void;
  /** J. Allocates nothing but the number that it returns. */
  objective(count?: number): number;
  /** Takes over the parameters and the state of another network of this kind. Allocates nothing. */
  copyFrom(other: Rosenbrock): void;
  /** A table of the layers, as Keras lays it out; None stands for the number of examples. Allocates its text. */
  summary(): string;
  /** Parameters and state as a safetensors file; the same bytes for the same numbers. Allocates the file. */
  save(): Uint8Array;
  /**
   * Takes over the parameters from a safetensors file, and the state where the file holds all of it (else it starts anew).
   * Checks everything first: an Error leaves the network as it was. Allocates copies of the file and its tensors.
   */
  load(bytes: Uint8Array): void;
}

/** Makes a network; as many as one likes. Allocates all that it will ever need. */
export function create(options: CreateOptions = {}): Rosenbrock {
  const parameters = zeros(PARAMETER_COUNT);
  const gradient = zeros(PARAMETER_COUNT);
  const loss = zeros(1);
  const outputs = metadata.outputs;
  const state = zeros(82);
  const hyper = Float64Array.of(0); // trainingSize
  const buffers: Rosenbrock["buffers"] = { f: zeros(1), grad: zeros(2), hessian: zeros(4) };
  const x = parameters.subarray(0, 2); // x
  const dx = gradient.subarray(0, 2); // ∂J/∂x
  const search = state.subarray(0, 82); // lbfgs
  const pad = zeros(2); // pad
  const pad_2 = zeros(2); // pad.2
  const grad_2 = zeros(2); // grad
  const dgrad_dgrad = zeros(4); // dgrad_dgrad
  const dgrad_ddf_dt4 = zeros(2); // dgrad_ddf_dt4
  const pad_3 = zeros(4); // pad.3
  const pad_4 = zeros(4); // pad.4
  const hessian_2 = zeros(4); // hessian

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
    // t3 = here * here   [1]   net.ts:10
    // t4 = next − t3   [1]   net.ts:10
    const t4 = x[1]! - x[0]! * x[0]!;
    // here = slice(x)   [1]   net.ts:8
    // t7 = 1 − here   [1]   net.ts:10
    const t7 = 1 - x[0]!;
    // t5 = t4 * t4   [1]   net.ts:10
    // t6 = 100 * t5   [1]   net.ts:10
    // t8 = t7 * t7   [1]   net.ts:10
    // t9 = t6 + t8   [1]   net.ts:10
    // f = Σ t9   net.ts:10
    const f_2 = 100 * (t4 * t4) + t7 * t7;
    // mul = t4 * 400   [1]   net.ts:14
    const mul = t4 * 400;
    // ∂f/∂t7 = 2 * t7   [1]   net.ts:14
    // here = slice(x)   [1]   net.ts:8
    // ∂f/∂here = −∂f/∂t7 − mul * here   [1]   net.ts:14
    // pad = pad(∂f/∂here)   [2]   net.ts:14
    for (let i = 0; i < 2; i++) {
      pad[i] = 0;
    }
    pad[0] = -(2 * t7) - mul * x[0]!;
    // ∂f/∂t4 = 200 * t4   [1]   net.ts:14
    // pad.2 = pad(∂f/∂t4)   [2]   net.ts:14
    for (let i = 0; i < 2; i++) {
      pad_2[i] = 0;
    }
    pad_2[1] = 200 * t4;
    // grad = pad(∂f/∂here) + pad(∂f/∂t4)   [2]   net.ts:14
    for (let i = 0; i < 2; i++) {
      grad_2[i] = pad[i]! + pad_2[i]!;
    }
    // ∂grad/∂grad = I   [2, 2]   net.ts:14
    for (let i = 0; i < 2; i++) {
      for (let j = 0; j < 2; j++) {
        dgrad_dgrad[i * 2 + j] = i === j ? 1 : 0;
      }
    }
    // ∂grad/∂(∂f/∂next) = slice(∂grad/∂grad)   [2, 1]   net.ts:14
    // ∂grad/∂(∂f/∂here) = slice(∂grad/∂grad)   [2, 1]   net.ts:14
    // here = slice(x)   [1]   net.ts:8
    // ∂grad/∂(∂f/∂t3) = ∂grad/∂(∂f/∂here) * here * 2   [2, 1]   net.ts:14
    // ∂grad/∂(∂f/∂t4) = ∂grad/∂(∂f/∂next) − ∂grad/∂(∂f/∂t3)   [2, 1]   net.ts:14
    for (let i = 0; i < 2; i++) {
      dgrad_ddf_dt4[i] = dgrad_dgrad[i * 2 + 1]! - dgrad_dgrad[i * 2]! * x[0]! * 2;
    }
    // ∂grad/∂(∂f/∂here) = slice(∂grad/∂grad)   [2, 1]   net.ts:14
    // here = slice(x)   [1]   net.ts:8
    // ∂grad/∂here = ∂grad/∂(∂f/∂here) * 2 − mul * ∂grad/∂(∂f/∂here) − ∂grad/∂(∂f/∂t4) * 400 * here   [2, 1]   net.ts:14
    // pad.3 = pad(∂grad/∂here)   [2, 2]   net.ts:14
    for (let i = 0; i < 4; i++) {
      pad_3[i] = 0;
    }
    for (let i = 0; i < 2; i++) {
      pad_3[i * 2] = dgrad_dgrad[i * 2]! * 2 - mul * dgrad_dgrad[i * 2]! - dgrad_ddf_dt4[i]! * 400 * x[0]!;
    }
    // ∂grad/∂t4 = ∂grad/∂(∂f/∂t4) * 200   [2, 1]   net.ts:14
    // pad.4 = pad(∂grad/∂t4)   [2, 2]   net.ts:14
    for (let i = 0; i < 4; i++) {
      pad_4[i] = 0;
    }
    for (let i = 0; i < 2; i++) {
      pad_4[i * 2 + 1] = dgrad_ddf_dt4[i]! * 200;
    }
    // hessian = pad(∂grad/∂here) + pad(∂grad/∂t4)   [2, 2]   net.ts:14
    for (let i = 0; i < 4; i++) {
      hessian_2[i] = pad_3[i]! + pad_4[i]!;
    }
    for (let n = 0; n < count; n++) {
      // f_each = f
      f[n] = f_2;
      // grad_each = grad   [2]
      for (let i = 0; i < 2; i++) {
        grad[n * 2 + i] = grad_2[i]!;
      }
      // hessian_each = hessian   [2, 2]
      for (let i = 0; i < 4; i++) {
        hessian[n * 4 + i] = hessian_2[i]!;
      }
    }
  }

  /** Backpropagation over `count` examples: writes ∇J to `gradient` and J to `loss[0]`, regulariser included. Allocates nothing. */
  function backward(_count: number = 1): void {
    // next = slice(x)   [1]   net.ts:9
    // here = slice(x)   [1]   net.ts:8
    // t3 = here * here   [1]   net.ts:10
    // t4 = next − t3   [1]   net.ts:10
    const t4 = x[1]! - x[0]! * x[0]!;
    // here = slice(x)   [1]   net.ts:8
    // t7 = 1 − here   [1]   net.ts:10
    const t7 = 1 - x[0]!;
    // t5 = t4 * t4   [1]   net.ts:10
    // t6 = 100 * t5   [1]   net.ts:10
    // t8 = t7 * t7   [1]   net.ts:10
    // t9 = t6 + t8   [1]   net.ts:10
    // J = Σ t9   net.ts:10
    loss[0] = 100 * (t4 * t4) + t7 * t7;
    // ∂f/∂t7 = 2 * t7   [1]   net.ts:14
    // here = slice(x)   [1]   net.ts:8
    // ∂f/∂here = −∂f/∂t7 − t4 * 400 * here   [1]   net.ts:14
    // pad = pad(∂f/∂here)   [2]   net.ts:14
    for (let i = 0; i < 2; i++) {
      pad[i] = 0;
    }
    pad[0] = -(2 * t7) - t4 * 400 * x[0]!;
    // ∂f/∂t4 = 200 * t4   [1]   net.ts:14
    // pad.2 = pad(∂f/∂t4)   [2]   net.ts:14
    for (let i = 0; i < 2; i++) {
      pad_2[i] = 0;
    }
    pad_2[1] = 200 * t4;
    // ∇x = pad(∂f/∂here) + pad(∂f/∂t4)   [2]   net.ts:14
    for (let i = 0; i < 2; i++) {
      dx[i] = pad[i]! + pad_2[i]!;
    }
  }

  /** `backward`, then `update`; `loss[0]` is J before the update, and `gradient` is left unspecified. Allocates nothing. */
  function trainStep(count: number = 1): void {
    do backward(count);
    while (lbfgs(parameters, gradient, loss, search, 2, 10));
  }

  /** J over `count` examples, regulariser included. Returns a number, which V8 may have to allocate. */
  function objective(_count: number = 1): number {
    // next = slice(x)   [1]   net.ts:9
    // here = slice(x)   [1]   net.ts:8
    // t3 = here * here   [1]   net.ts:10
    // t4 = next − t3   [1]   net.ts:10
    // t5 = t4 * t4   [1]   net.ts:10
    // t6 = 100 * t5   [1]   net.ts:10
    // t7 = 1 − here   [1]   net.ts:10
    // t8 = t7 * t7   [1]   net.ts:10
    // t9 = t6 + t8   [1]   net.ts:10
    // J = Σ t9   net.ts:10
    let sum = 0;
    const t4 = x[1]! - x[0]! * x[0]!;
    const t7 = 1 - x[0]!;
    sum += 100 * (t4 * t4) + t7 * t7;
    return sum;
  }

  /** Every parameter is drawn from a stream of its own, found by the seed and a hash of its name. */
  function initialize(seed: number = 0): void {
    parameters.fill(0);
    drawUniform(x, 1.4142135623730951, random(seed, 0xfd0c5087)); // x
    state.fill(0);
  }

  const network: Rosenbrock = {
    parameters,
    gradient,
    state,
    loss,
    buffers,
    get trainingSize() {
      return hyper[0]!;
    },
    set trainingSize(value) {
      hyper[0] = value;
    },
    initialize,
    forward,
    backward,
    trainStep,
    objective,
    copyFrom(other) {
      setParameters("copyFrom", other?.parameters ?? []);
      state.set(other.state);
    },
    summary,
    save: () => save(network),
    load(bytes) {
      load(network, bytes);
    },
  };
  const setParameters = (method: string, given: ArrayLike<number>): void =>
    given.length === PARAMETER_COUNT
      ? parameters.set(given)
      : fail(method, `${given.length} parameters, not ${PARAMETER_COUNT}`);
  initialize(settings("create", { seed: 0, parameters: {} }, options).seed);
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

export interface Parameter extends Slot {
  readonly trainable: boolean;
}

export interface Metadata {
  readonly name: string;
  readonly precision: "f64" | "f32";
  readonly inputs: readonly Input[];
  readonly outputs: readonly Tensor[];
  readonly parameters: readonly Parameter[];
  readonly state: readonly Slot[];
}

/** An unknown option and a value of another type are a RangeError. */
export interface CreateOptions {
  /** Of `initialize`, a whole number from 0; default 0, or the weights that the module was compiled with. */
  readonly seed?: number | undefined;
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

/** Options over their defaults; null is left out. A name that there is not, a value of another type and a number that makes no sense are errors. */
function settings<T extends object>(place: string, defaults: T, given: { readonly [K in keyof T]?: unknown } = {}): T {
  const all: T = { ...defaults };
  for (const name in given) {
    const value = given[name] as T[typeof name];
    known(place, name, defaults);
    const type = typeof defaults[name];
    if (value === undefined || (value === null && type === "object")) continue;
    // Epochs, batchSize, patience and seed are whole numbers.
    const isPart = /^[ebps]/.test(name) && (value as number) % 1;
    if (typeof value !== type || (value as number) < 0 || value !== value || isPart)
      fail(place, `${name} is ${shown(value)}, no valid ${type}`);
    all[name] = value;
  }
  return all;
}

/** Text in quotes: "1" is no number. */
const shown = (value: unknown): unknown => (value === `${value}` ? `"${value}"` : value);

/** Fails unless a table has an entry of a name, and says which it has. */
function known(place: string, name: string, table: object): void {
  const names = Object.keys(table);
  if (!names.includes(name)) fail(place, `there is no ${name}; there are ${names.join(", ")}`);
}

/** An array of zeros. */
const zeros = (size: number): Float64Array => new Float64Array(size);

/** A 32-bit hash of 32 bits, one to one: the finaliser of splitmix32. */
function scramble(bits: number): number {
  bits = Math.imul(bits ^ (bits >>> 16), 0x21f0aaad);
  bits = Math.imul(bits ^ (bits >>> 15), 0x735a2d97);
  return bits ^ (bits >>> 15);
}

/** splitmix32: numbers in [0, 1). Every seed and every stream of a seed starts elsewhere. */
function random(seed: number, stream: number = 0): () => number {
  let counter = scramble(scramble(seed) ^ stream);
  return () => {
    counter = (counter + 0x9e3779b9) | 0;
    return (scramble(counter) >>> 0) / 2 ** 32;
  };
}

/** Uniform in [−limit, limit). */
function drawUniform(tensor: Float64Array, limit: number, next: () => number): void {
  for (let i = 0; i < tensor.length; i++) tensor[i] = (2 * next() - 1) * limit;
}

/** What the first places of the array hold: where the search stands, and the two ends of its bracket. */
const HEAD = 16;

const PHASE = 0;

const START = 1;

const FALL = 2;

const STEP = 3;

const TRIES = 4;

const PAIRS = 5;

const LOW = 6;

const HIGH = 9;

/**
 * Goes on from J and its gradient at `x`, whose first `size` elements are trained, and moves `x`.
 * @param work HEAD + (3 + 2 memory) size + 2 memory elements, zeros at first
 * @returns whether J and its gradient are wanted at the `x` that it left; if not, a step is done, and `loss[0]` is J before it
 */
function lbfgs(
  x: Float64Array,
  gradient: Float64Array,
  loss: Float64Array,
  work: Float64Array,
  size: number,
  memory: number,
): boolean {
  const direction = HEAD;
  const before = direction + size;
  const slopes = before + size;
  const steps = slopes + size;
  const changes = steps + memory * size;
  const curvatures = changes + memory * size;
  const shares = curvatures + memory;
  const J = loss[0]!;

  if (!work[PHASE]) {
    let apart = 0;
    let length = 0;
    for (let i = 0; i < size; i++) {
      apart += Math.abs(gradient[i]! - work[slopes + i]!);
      length += Math.abs(gradient[i]!);
      work[before + i] = x[i]!;
      work[slopes + i] = gradient[i]!;
      work[direction + i] = -gradient[i]!;
    }
    // Other examples or other parameters than those of the last step: what was learnt of J is not true of this one.
    if (!(apart <= 1e-3 * length)) work[PAIRS] = 0;
    // Algorithm 7.4: −H∇J from the latest pairs of steps s and changes y of the gradient.
    const last = work[PAIRS]!;
    const first = Math.max(0, last - memory);
    for (let k = last - 1; k >= first; k--) {
      const i = k % memory;
      const share = dot(work, steps + i * size, work, direction, size) * work[curvatures + i]!;
      work[shares + i] = share;
      addTo(work, direction, -share, changes + i * size, size);
    }
    if (last > 0) {
      const i = (last - 1) % memory;
      const scale = 1 / (work[curvatures + i]! * dot(work, changes + i * size, work, changes + i * size, size));
      for (let k = 0; k < size; k++) work[direction + k]! *= scale;
    }
    for (let k = first; k < last; k++) {
      const i = k % memory;
      const share = dot(work, changes + i * size, work, direction, size) * work[curvatures + i]!;
      addTo(work, direction, work[shares + i]! - share, steps + i * size, size);
    }
    let fall = dot(work, direction, gradient, 0, size);
    if (!(fall < 0)) {
      // No way down, by rounding: along the gradient itself, as at the start.
      work[PAIRS] = 0;
      for (let i = 0; i < size; i++) work[direction + i] = -gradient[i]!;
      fall = dot(work, direction, gradient, 0, size);
      if (!(fall < 0)) return false;
    }
    work[START] = work[LOW + 1] = J;
    work[FALL] = work[LOW + 2] = fall;
    work[STEP] = work[PAIRS] ? 1 : Math.min(1, 1 / length);
    work[LOW] = work[HIGH] = work[TRIES] = 0;
    work[PHASE] = 1;
  } else {
    const step = work[STEP]!;
    const slope = dot(work, direction, gradient, 0, size);
    const start = work[START]!;
    const fall = work[FALL]!;
    // What J may rise by rounding alone.
    const rounding = Math.abs(start) * (work.BYTES_PER_ELEMENT > 4 ? 1e-15 : 1e-6);
    const enough = Math.min(start + 1e-4 * step * fall, work[LOW + 1]!) + rounding;
    if (work[PHASE] === 2 || (J <= enough && Math.abs(slope) <= -0.9 * fall)) {
      const i = work[PAIRS]! % memory;
      const [s, y] = [steps + i * size, changes + i * size];
      for (let k = 0; k < size; k++) {
        work[s + k] = x[k]! - work[before + k]!;
        work[y + k] = gradient[k]! - work[slopes + k]!;
        work[slopes + k] = gradient[k]!;
      }
      const curvature = dot(work, s, work, y, size);
      if (curvature > 0) {
        work[curvatures + i] = 1 / curvature;
        work[PAIRS]!++;
      }
      work[PHASE] = 0;
      loss[0] = start;
      return false;
    }
    // Algorithm 3.5 while there is no other end, 3.6 when there is: both narrow the bracket by the same three cases.
    let end = -1;
    if (!(J <= enough)) end = HIGH;
    else {
      if (work[HIGH] ? slope * (work[HIGH]! - work[LOW]!) >= 0 : slope >= 0) {
        for (let i = 0; i < 3; i++) work[HIGH + i] = work[LOW + i]!;
        // The start, too, can be the other end: a step that is not quite 0.
        work[HIGH] ||= 1e-30;
      }
      end = LOW;
    }
    work[end] = step;
    work[end + 1] = J;
    work[end + 2] = slope;
    work[STEP] = work[HIGH] ? between(work) : 4 * step;
    const narrow = work[HIGH] && Math.abs(work[HIGH]! - work[LOW]!) <= 1e-12 * step;
    if (++work[TRIES]! > 30 || narrow) {
      // The best step so far; where there is none, back to the start, and steps are forgotten.
      work[STEP] = work[LOW]!;
      work[PHASE] = 2;
      if (!work[LOW]) work[PAIRS] = work[PHASE] = 0;
    }
  }
  for (let i = 0; i < size; i++) x[i] = work[before + i]! + work[STEP]! * work[direction + i]!;
  if (!work[PHASE]) loss[0] = work[START]!;
  return work[PHASE]! > 0;
}

/** Where the cubic through both ends of the bracket is least (Nocedal and Wright, 3.59), or their middle where that is too near one. */
function between(work: Float64Array): number {
  const low = work[LOW]!;
  const high = work[HIGH]!;
  const a = work[LOW + 2]! + work[HIGH + 2]! - (3 * (work[LOW + 1]! - work[HIGH + 1]!)) / (low - high);
  const root = Math.sign(high - low) * Math.sqrt(a * a - work[LOW + 2]! * work[HIGH + 2]!);
  const share = (work[HIGH + 2]! + root - a) / (work[HIGH + 2]! - work[LOW + 2]! + 2 * root);
  return high - (high - low) * (share > 0.1 && share < 0.9 ? share : 0.5);
}

function dot(a: Float64Array, from: number, b: Float64Array, at: number, size: number): number {
  let sum = 0;
  for (let i = 0; i < size; i++) sum += a[from + i]! * b[at + i]!;
  return sum;
}

/** Adds a multiple of a piece of the array to another. */
function addTo(work: Float64Array, to: number, factor: number, from: number, size: number): void {
  for (let i = 0; i < size; i++) work[to + i]! += factor * work[from + i]!;
}

/** The table of the layers. */
const summary = (): string => `Model: "rosenbrock"
Layer (type)       Output Shape  Param #
${"=".repeat(40)}
x (parameter)      (None, 2)           2
grad (gradient)    (None, 2)           0
hessian (hessian)  (None, 2, 2)        0
${"=".repeat(40)}
Total params: 2
Trainable params: 2
Non-trainable params: 0`;

/**
 * Parameters and state in the safetensors format: the length of the header in 8 bytes, the header (JSON: name → type, shape, place),
 * then the numbers; little-endian, as all engines in use keep them. The header is ASCII, other characters are escaped, and
 * padded so that the numbers are aligned.
 */
function save({ parameters, state }: Rosenbrock): Uint8Array {
  let end = 0;
  const entries = [...metadata.parameters, ...metadata.state].map(({ name, shape, size }) => {
    const data_offsets = [end, (end += size * 8)];
    return [name, { dtype: "F64", shape, data_offsets }];
  });
  let header = JSON.stringify(Object.fromEntries(entries));
  header += " ".repeat(-header.length & 7);
  const bytes = new Uint8Array(8 + header.length + end);
  new Uint32Array(bytes.buffer)[0] = header.length;
  bytes.set(
    Array.from(header, (character) => character.charCodeAt(0)),
    8,
  );
  const values = new Float64Array(bytes.buffer, 8 + header.length);
  values.set(parameters);
  values.set(state, parameters.length);
  return bytes;
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
  network.initialize();
  for (const { name, offset } of metadata.parameters) network.parameters.set(tensors[name]!.values, offset);
  loadState(network, tensors);
}

/** Takes over the state where all of it is there. */
function loadState(network: Rosenbrock, tensors: Readonly<Record<string, StoredTensor>>): void {
  if (metadata.state.every(({ name, shape }) => `${tensors[name]?.shape}` === `${shape}`)) {
    for (const { name, offset } of metadata.state) network.state.set(tensors[name]!.values, offset);
  }
}
