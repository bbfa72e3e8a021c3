/**
 * Compiled by nngen 0.1.0 from net.ts: a change made here is lost when it is compiled again.
 *
 * perceptron: a network with 3 parameters
 *
 *   inputs     x1 [], x2 []
 *   targets    y []
 *   outputs    yHat []
 *   optimizer  sgd
 *   precision  f64
 *   memory     104 bytes a network
 *   gradient   agrees with central differences: the largest error is 0.0e+0, at w1
 *   sha256     fb52a9c728871ec727e0ce704e447ab4471509cb4f9d0190afe717cc97dc52fa
 *
 *   w1 = w1 []
 *   w2 = w2 []
 *   w0 = w0 []
 */

/** The number of values in `parameters`. */
export const PARAMETER_COUNT: number = 3;

/** What the network is made of. */
export const metadata: Metadata = {
  name: "perceptron",
  precision: "f64",
  inputs: [
    { name: "x1", shape: [], size: 1 },
    { name: "x2", shape: [], size: 1 },
    { name: "y", shape: [], size: 1, target: true },
  ],
  outputs: [{ name: "yHat", shape: [], size: 1 }],
  parameters: [
    { name: "w1", shape: [], offset: 0, size: 1, trainable: true },
    { name: "w2", shape: [], offset: 1, size: 1, trainable: true },
    { name: "w0", shape: [], offset: 2, size: 1, trainable: true },
  ],
  state: [],
};

/**
 * One network, with every array that it will ever need. Arrays are row-major, `count` examples one after another; an argument
 * that is left out is the array of that name in `buffers`. A wrong length or count is a RangeError.
 */
export interface Perceptron {
  /** Flat, in the order of `metadata.parameters`. */
  readonly parameters: Float64Array;
  /** ∇J, laid out like `parameters`. */
  readonly gradient: Float64Array;
  /** The optimiser's memory and running statistics, in the order of `metadata.state`. */
  readonly state: Float64Array;
  /** [J] of the latest `backward` or `trainStep`, the regulariser included. */
  readonly loss: Float64Array;
  /** One example each, used where arrays are left out. */
  readonly buffers: {
    readonly x1: Float64Array;
    readonly x2: Float64Array;
    readonly y: Float64Array;
    readonly yHat: Float64Array;
  };
  /** Set to true in a callback, it ends `fit` after the step or epoch at hand; `fit` sets it to false when it begins. */
  stopTraining: boolean;
  /** The step size α. */
  learningRate: number;
  /** The m of the regulariser λ/(2m) Σ w²: the size of the training set, set by `fit`; 0 stands for `count`. */
  trainingSize: number;
  /** Draws all parameters anew and clears the state: the same numbers for a seed on every machine. Allocates a little. */
  initialize(seed?: number): void;
  /** Predicts: writes the outputs. Allocates nothing. */
  forward(x1?: Float64Array, x2?: Float64Array, yHat?: Float64Array, count?: number): void;
  /** Writes `gradient` and `loss[0]`. Allocates nothing. */
  backward(x1?: Float64Array, x2?: Float64Array, y?: Float64Array, count?: number): void;
  /** One step of the optimiser, from `gradient` as it stands. Allocates nothing. */
  update(): void;
  /** `backward`, then `update`, in one: `loss[0]` is J before the step, `gradient` is left unspecified. Allocates nothing. */
  trainStep(x1?: Float64Array, x2?: Float64Array, y?: Float64Array, count?: number): void;
  /** J. Allocates nothing but the number that it returns. */
  objective(x1?: Float64Array, x2?: Float64Array, y?: Float64Array, count?: number): number;
  /** Takes over the parameters and the state of another network of this kind. Allocates nothing. */
  copyFrom(other: Perceptron): void;
  /**
   * Trains, and sets `trainingSize` to the number of training rows. Rejects with a RangeError for rows and options that do not
   * fit and while another `fit` is at work, before anything is changed, and at the first loss that is not finite; the `name` of
   * that error is "DivergenceError". Allocates copies of the rows, an order and the figures for every epoch, and in a step
   * nothing but single numbers and what `onBatchEnd` is told. Needs no timers, but where there are some, it lets other work run
   * every now and then.
   */
  fit(x: Inputs, y: Targets, options?: FitOptions): Promise<History>;
  /** The outputs for each row. Allocates the result unless given `out`, and a copy of the rows. */
  predict(x: Inputs, out?: Outputs): Outputs;
  /** J and how well predictions meet the targets. Allocates the predictions, copies of the rows, and a little for each row. */
  evaluate(x: Inputs, y: Targets): Metrics;
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
export function create(options: CreateOptions = {}): Perceptron {
  const parameters = zeros(PARAMETER_COUNT);
  const gradient = zeros(PARAMETER_COUNT);
  const loss = zeros(1);
  const inputs = metadata.inputs;
  const outputs = metadata.outputs;
  const state = zeros(0);
  const hyper = Float64Array.of(1, 0); // learningRate, trainingSize
  const buffers: Perceptron["buffers"] = { x1: zeros(1), x2: zeros(1), y: zeros(1), yHat: zeros(1) };
  const w1 = parameters.subarray(0, 1); // w1
  const w2 = parameters.subarray(1, 2); // w2
  const w0 = parameters.subarray(2, 3); // w0
  const dw1 = gradient.subarray(0, 1); // ∂J/∂w1
  const dw2 = gradient.subarray(1, 2); // ∂J/∂w2
  const dw0 = gradient.subarray(2, 3); // ∂J/∂w0

  /** Runs the network in inference mode on `count` examples and writes the outputs. Allocates nothing. */
  function forward(
    x1: Float64Array = buffers.x1,
    x2: Float64Array = buffers.x2,
    yHat: Float64Array = buffers.yHat,
    count: number = 1,
  ): void {
    check("forward", inputs[0]!, x1, count);
    check("forward", inputs[1]!, x2, count);
    check("forward", outputs[0]!, yHat, count);
    for (let n = 0; n < count; n++) {
      // t1 = w1·x1   net.ts:11
      // t2 = w2·x2   net.ts:11
      // t3 = t1 + t2
      // z = t3 + w0   net.ts:11
      // ŷ = T(z)   net.ts:12
      yHat[n] = 0 <= w1[0]! * x1[n]! + w2[0]! * x2[n]! + w0[0]! ? 1 : 0;
    }
  }

  /** Backpropagation over `count` examples: writes ∇J to `gradient` and J to `loss[0]`, regulariser included. Allocates nothing. */
  function backward(
    x1: Float64Array = buffers.x1,
    x2: Float64Array = buffers.x2,
    y: Float64Array = buffers.y,
    count: number = 1,
  ): void {
    check("backward", inputs[0]!, x1, count);
    check("backward", inputs[1]!, x2, count);
    check("backward", inputs[2]!, y, count);
    // sum = 0   net.ts:11
    let sum = 0;
    // sum.2 = 0   net.ts:11
    let sum_2 = 0;
    // sum.3 = 0   net.ts:11
    let sum_3 = 0;
    // total = 0
    let total = 0;
    for (let n = 0; n < count; n++) {
      const x1_0 = x1[n]!;
      const x2_0 = x2[n]!;
      // t1 = w1·x1   net.ts:11
      // t2 = w2·x2   net.ts:11
      // t3 = t1 + t2
      // z = t3 + w0   net.ts:11
      const z = w1[0]! * x1_0 + w2[0]! * x2_0 + w0[0]!;
      // ŷ = T(z)   net.ts:12
      // t7 = y − ŷ   net.ts:18
      const t7 = y[n]! - (0 <= z ? 1 : 0);
      // sum = Σ (y − ŷ)   net.ts:11
      sum += t7;
      // sum.2 = Σ (y − ŷ)·x2   net.ts:11
      sum_2 += t7 * x2_0;
      // sum.3 = Σ (y − ŷ)·x1   net.ts:11
      sum_3 += t7 * x1_0;
      // t8 = t7·z   net.ts:18
      // L = 0 − t8   net.ts:18
      // total = Σ L
      total += 0 - t7 * z;
    }
    // J = (Σ L)/count
    loss[0] = total / count;
    // ∇w1 = −(Σ (y − ŷ)·x1)/count
    dw1[0] = -(sum_3 / count);
    // ∇w2 = −(Σ (y − ŷ)·x2)/count
    dw2[0] = -(sum_2 / count);
    // ∇w0 = −(Σ (y − ŷ))/count
    dw0[0] = -(sum / count);
  }

  /** One step of the optimiser from `gradient` as it stands. Allocates nothing. */
  function update(): void {
    const learningRate = hyper[0]!;
    // w1 ← w1 − α·∇w1
    w1[0]! -= learningRate * dw1[0]!;
    // w2 ← w2 − α·∇w2
    w2[0]! -= learningRate * dw2[0]!;
    // w0 ← w0 − α·∇w0
    w0[0]! -= learningRate * dw0[0]!;
  }

  /** `backward`, then `update`; `loss[0]` is J before the update, and `gradient` is left unspecified. Allocates nothing. */
  function trainStep(
    x1: Float64Array = buffers.x1,
    x2: Float64Array = buffers.x2,
    y: Float64Array = buffers.y,
    count: number = 1,
  ): void {
    check("trainStep", inputs[0]!, x1, count);
    check("trainStep", inputs[1]!, x2, count);
    check("trainStep", inputs[2]!, y, count);
    if (count !== 1) {
      backward(x1, x2, y, count);
      update();
      return;
    }
    const learningRate = hyper[0]!;
    const x1_0 = x1[0]!;
    const x2_0 = x2[0]!;
    // t1 = w1·x1   net.ts:11
    // t2 = w2·x2   net.ts:11
    // t3 = t1 + t2
    // z = t3 + w0   net.ts:11
    const z = w1[0]! * x1_0 + w2[0]! * x2_0 + w0[0]!;
    // ŷ = T(z)   net.ts:12
    // t7 = y − ŷ   net.ts:18
    const t7 = y[0]! - (0 <= z ? 1 : 0);
    // t8 = t7·z   net.ts:18
    // J = 0 − t8   net.ts:18
    loss[0] = 0 - t7 * z;
    // w1 ← w1 + α(y − ŷ)·x1
    w1[0]! += t7 * x1_0 * learningRate;
    // w2 ← w2 + α(y − ŷ)·x2
    w2[0]! += t7 * x2_0 * learningRate;
    // w0 ← w0 + α(y − ŷ)
    w0[0]! += t7 * learningRate;
  }

  /** J over `count` examples, regulariser included. Returns a number, which V8 may have to allocate. */
  function objective(
    x1: Float64Array = buffers.x1,
    x2: Float64Array = buffers.x2,
    y: Float64Array = buffers.y,
    count: number = 1,
  ): number {
    check("objective", inputs[0]!, x1, count);
    check("objective", inputs[1]!, x2, count);
    check("objective", inputs[2]!, y, count);
    // total = 0
    let total = 0;
    for (let n = 0; n < count; n++) {
      // t1 = w1·x1   net.ts:11
      // t2 = w2·x2   net.ts:11
      // t3 = t1 + t2
      // z = t3 + w0   net.ts:11
      const z = w1[0]! * x1[n]! + w2[0]! * x2[n]! + w0[0]!;
      // ŷ = T(z)   net.ts:12
      // t7 = y − ŷ   net.ts:18
      // t8 = t7·z   net.ts:18
      // L = 0 − t8   net.ts:18
      // total = Σ L
      total += 0 - (y[n]! - (0 <= z ? 1 : 0)) * z;
    }
    // J = (Σ L)/count
    return total / count;
  }

  /** Nothing is drawn: the same for every seed. */
  function initialize(_seed: number = 0): void {
    parameters.fill(0);
  }

  const calls: Calls = {
    predictArrays: (arrays, count) => forward(arrays[0]!, arrays[1]!, arrays[2]!, count),
    backward: (arrays, count) => backward(arrays[0]!, arrays[1]!, arrays[3]!, count),
    trainStep: (arrays, count) => trainStep(arrays[0]!, arrays[1]!, arrays[3]!, count),
    metrics(arrays, count) {
      forward(arrays[0]!, arrays[1]!, arrays[2]!, count);
      return { loss: objective(arrays[0]!, arrays[1]!, arrays[3]!, count), ...errors(arrays[3]!, arrays[2]!, 1) };
    },
  };
  const network: Perceptron = {
    parameters,
    gradient,
    state,
    loss,
    buffers,
    get learningRate() {
      return hyper[0]!;
    },
    set learningRate(value) {
      hyper[0] = value;
    },
    get trainingSize() {
      return hyper[1]!;
    },
    set trainingSize(value) {
      hyper[1] = value;
    },
    stopTraining: false,
    initialize,
    forward,
    backward,
    update,
    trainStep,
    objective,
    copyFrom(other) {
      setParameters("copyFrom", other?.parameters ?? []);
      state.set(other.state);
    },
    fit: (x, y, options) => fit(network, calls, x, y, options),
    predict: (x, out) => predictAll(calls, x, [out])[0]!,
    evaluate: (x, y) => calls.metrics(...readRows("evaluate", x, y)),
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

/** Examples: an array of rows, or their numbers one after another. */
export type Rows = ArrayLike<number> | ArrayLike<ArrayLike<number>>;

/** Examples with several axes: also nested like these, rows of rows. */
export type NestedRows = Rows | ArrayLike<Rows> | ArrayLike<ArrayLike<Rows>>;

/** Examples of a label: class names, class indices (from 0), or one-hot rows. */
export type Labels = Rows | readonly string[];

/** Rows of x1, x2. */
export type Inputs = { readonly x1: Rows; readonly x2: Rows };

/** Rows of y. */
export type Targets = Rows;

/** Values of yHat, one example after another. */
export type Outputs = Float64Array;

/** How far outputs are off. */
export type Errors = {
  /** The coefficient of determination R² = 1 − Σ(y − ŷ)²/Σ(y − ȳ)², the mean over columns; of a constant column 0, or 1 if met. */
  readonly rSquared: number;
  /** The mean absolute error. */
  readonly mae: number;
  /** The root of the mean squared error. */
  readonly rmse: number;
};

/** How well a network does on some examples: J, the regulariser included, and how well its targets are met. */
export type Metrics = { readonly loss: number } & Errors;

/**
 * What is known after an epoch. `loss` is the mean of J over the epoch's batches, each before its step; the other figures are of
 * the training rows, and under `val…` of the validation rows, after the epoch. `gradientNorm` is there where `stop` asks for it.
 */
export type EpochLog = Metrics & { readonly [K in keyof Metrics as `val${Capitalize<K>}`]?: number } & {
  readonly gradientNorm?: number;
};

/** The figures of every epoch; `val…` only where there are validation rows. */
export type History = { readonly [K in keyof EpochLog]: number[] } & {
  /** How many epochs were run. */
  readonly epochs: number;
  /** Whether a condition or a callback ended the training, and not the number of epochs. */
  readonly stoppedEarly: boolean;
};

/** Called during training, and waited for where they return a promise. Epochs and batches count from 1. */
export interface Callbacks {
  onTrainBegin?(): unknown;
  onEpochBegin?(epoch: number): unknown;
  /** `loss` is J of the batch before its step, `size` the number of its examples. */
  onBatchEnd?(batch: number, log: { readonly loss: number; readonly size: number }): unknown;
  onEpochEnd?(epoch: number, log: EpochLog): unknown;
  onTrainEnd?(history: History): unknown;
}

/** An unknown option, a value of another type, a negative number and a fraction of what is counted are a RangeError. */
export interface FitOptions {
  /** Default 100. */
  readonly epochs?: number | undefined;
  /** Default 32; the last batch of an epoch may be smaller. Infinity: all rows in one. */
  readonly batchSize?: number | undefined;
  /** Draw a new order of the rows for every epoch; default true. */
  readonly shuffle?: boolean | undefined;
  /** Of shuffling and splitting: the same seed and rows, the same result. A whole number; default 0. */
  readonly seed?: number | undefined;
  /** The share of the rows to hold out and validate on, drawn at random; the last rows with `shuffle: false`. Default 0. */
  readonly validationSplit?: number | undefined;
  /** Examples to validate on, instead. */
  readonly validationData?: readonly [x: Inputs, y: Targets] | undefined;
  readonly earlyStopping?: EarlyStopping | undefined;
  readonly stop?: StopConditions | undefined;
  /** The most used of the callbacks; it comes before those in `callbacks`. */
  readonly onEpochEnd?: Callbacks["onEpochEnd"] | undefined;
  /** One object of callbacks, or several. */
  readonly callbacks?: Callbacks | readonly Callbacks[] | undefined;
  /** An AbortSignal: when it aborts, `fit` rejects with its reason; the network stays as the latest step left it. */
  readonly signal?: { readonly aborted: boolean; readonly reason?: unknown } | undefined;
  /** Milliseconds of work between two pauses in which events are handled and frames drawn; default 50. */
  readonly yieldEvery?: number | undefined;
}

/** Stops training when a figure has not improved for some epochs. */
export interface EarlyStopping {
  /** Default `valLoss`, or `loss` without validation rows. */
  readonly monitor?: Exclude<keyof EpochLog, "gradientNorm"> | undefined;
  /** How many epochs without improvement end the training; default 0: the first does. */
  readonly patience?: number | undefined;
  /** What counts as an improvement; default: anything above 0. */
  readonly minDelta?: number | undefined;
  /**
   * End with the parameters of the best epoch and the optimiser's state at its end, however training ends: by an error or a
   * signal too. Default false. Allocates a second network.
   */
  readonly restoreBestWeights?: boolean | undefined;
}

/** Stops training after the first epoch for which one of these holds. */
export interface StopConditions {
  /** ‖∇J‖ of all training rows is below this. It is computed after every epoch, by one more pass over the rows. */
  readonly gradientNorm?: number | undefined;
  /** `loss` differs by less than this from that of the epoch before. */
  readonly lossChange?: number | undefined;
}

/** An unknown option and a value of another type are a RangeError. */
export interface CreateOptions {
  /** Of `initialize`, a whole number from 0; default 0, or the weights that the module was compiled with. */
  readonly seed?: number | undefined;
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
  backward(arrays: Arrays, count: number): void;
  trainStep(arrays: Arrays, count: number): void;
  metrics(arrays: Arrays, count: number): Metrics;
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

/** Where there are several inputs or targets, `x` or `y` is an object of rows by name. Without `y` there are no targets. */
function readRows(method: string, x: unknown, ...y: readonly unknown[]): Examples {
  let count: number | undefined;
  const read = (given: unknown, target?: true): Float64Array[] =>
    metadata.inputs
      .filter((input) => input.target === target)
      .map((input) => {
        let rows = given as Rows;
        rows = named(given, input);
        const values = pack(method, input, rows, count);
        count = values.length / input.size;
        return values;
      });
  const inputs = read(x);
  const targets = y.length > 0 ? read(y[0], true) : [];
  const examples = count ?? 1;
  return [[...inputs, ...metadata.outputs.map(({ size }) => zeros(examples * size)), ...targets], examples];
}

/** Of an object of rows by name, those of one input; of the only input or target, the rows themselves. */
function named(given: unknown, { name, target }: Input): Rows {
  const isOnly = metadata.inputs.filter((other) => other.target === target).length === 1;
  return isOnly ? (given as Rows) : ((given as Readonly<Record<string, Rows>> | undefined)?.[name] ?? []);
}

/** The options with their defaults; of those without one, something of their type. */
const FIT_OPTIONS = {
  epochs: 100,
  batchSize: 32,
  shuffle: true,
  seed: 0,
  validationSplit: 0,
  yieldEvery: 50,
  validationData: {},
  earlyStopping: { patience: Infinity } as EarlyStopping,
  stop: {} as StopConditions,
  callbacks: {} as Callbacks,
  signal: { aborted: false } as NonNullable<FitOptions["signal"]>,
  onEpochEnd: (): void => {},
};

type Listener = (...news: unknown[]) => unknown;

/** See the interface. */
async function fit(network: Perceptron, calls: Calls, x: Inputs, y: Targets, options?: FitOptions): Promise<History> {
  const { epochs, batchSize, shuffle, seed, validationSplit, yieldEvery, signal, onEpochEnd, ...more } = settings(
    "fit",
    FIT_OPTIONS,
    options,
  );
  const validationData = options?.validationData;
  const all = readRows("fit", x, y);
  const total = all[1];
  const size = total - Math.round(total * validationSplit);
  const rows = Math.min(batchSize, size);
  if (size < 1 || (validationSplit && validationData)) fail("fit", `validationSplit is ${validationSplit}`);
  if (!batchSize) fail("fit", "batchSize is 0");
  if (!("aborted" in signal)) fail("fit", "no AbortSignal");
  if (calls.fitting) fail("fit", "fit is running");

  const next = shuffle ? random(seed) : undefined;
  const split = orderOf(total, next);
  const train: Examples = [take(all, split, 0, size), size];
  let validation: Examples | undefined;
  if (validationData) validation = readRows("fit", validationData[0], validationData[1]);
  else if (size < total) validation = [take(all, split, size, total - size), total - size];

  const measure = (train: Examples, validation: Examples | undefined): Record<string, number> => {
    const log: Record<string, number> = calls.metrics(...train);
    if (validation) {
      const figures: Record<string, number> = calls.metrics(...validation);
      for (const name in figures) log[`val${name[0]!.toUpperCase()}${name.slice(1)}`] = figures[name]!;
    }
    return log;
  };
  const one: Examples = [take(all, split, 0, 1), 1];
  const figures: Record<string, number[]> = {};
  for (const name in measure(one, validation && one)) figures[name] = [];
  const { monitor, patience, minDelta, restoreBestWeights } = settings(
    "fit",
    { monitor: (validation ? "valLoss" : "loss") as string, patience: 0, minDelta: 0, restoreBestWeights: false },
    more.earlyStopping,
  );
  known("fit", monitor, figures);
  const stop = settings("fit", { gradientNorm: 0, lossChange: 0 }, more.stop);
  const listeners: readonly Callbacks[] = [{ onEpochEnd } as Callbacks].concat(more.callbacks);
  const tell = async (name: keyof Callbacks, ...news: unknown[]): Promise<void> => {
    for (const listener of listeners) await (listener[name] as Listener | undefined)?.(...news);
  };
  const tellsBatches = listeners.some(({ onBatchEnd }) => onBatchEnd);

  network.trainingSize = size;
  network.stopTraining = false;
  const batch = take(train, split, 0, rows);
  let epoch = 0;
  let resumed = Date.now();
  let best = Infinity;
  let waited = 0;
  let kept: Perceptron | undefined;
  calls.fitting = true;
  try {
    await tell("onTrainBegin");
    while (epoch < epochs && !network.stopTraining) {
      await tell("onEpochBegin", ++epoch);
      const order = orderOf(size, next);
      const sum = [0];
      let seen = 0;
      let number = 0;
      do {
        if (signal.aborted) throw signal.reason;
        const count = Math.min(rows, size - seen);
        // The arrays of a batch are used again; only the last one of an epoch may need others.
        const arrays = take(train, order, seen, count, count === rows ? batch : undefined);
        calls.trainStep(arrays, count);
        seen += count;
        const loss = network.loss[0]!;
        sum[0]! += loss * count;
        number++;
        if (!Number.isFinite(loss)) {
          throw Object.assign(
            RangeError(
              `${metadata.name}.fit: the loss is ${loss} at epoch ${epoch}, batch ${number}; lower the learningRate`,
            ),
            { name: "DivergenceError" },
          );
        }
        if (tellsBatches) await tell("onBatchEnd", number, { loss, size: count });
        if (Date.now() - resumed >= yieldEvery) {
          await pause();
          resumed = Date.now();
        }
      } while (seen < size && !network.stopTraining);

      const loss = sum[0]! / seen;
      const log: Record<string, number> = { ...measure(train, validation), loss };
      const change = Math.abs(loss - figures["loss"]!.at(-1)!);
      if (stop.gradientNorm) {
        calls.backward(...train);
        log["gradientNorm"] = Math.sqrt(network.gradient.reduce((sum, g) => sum + g * g, 0));
      }
      for (const name in log) (figures[name] ??= []).push(log[name]!);
      const cost = /loss|mae|rmse/i.test(monitor) ? log[monitor]! : -log[monitor]!;
      if (cost < best - minDelta) {
        best = cost;
        waited = 0;
        if (restoreBestWeights) (kept ??= create()).copyFrom(network);
      } else waited++;
      network.stopTraining ||=
        (waited > 0 && waited >= patience) || change < stop.lossChange || log["gradientNorm"]! < stop.gradientNorm;
      await tell("onEpochEnd", epoch, log);
    }
  } finally {
    calls.fitting = false;
    if (kept) network.copyFrom(kept);
  }
  const history: object = { ...figures, epochs: epoch, stoppedEarly: network.stopTraining };
  await tell("onTrainEnd", history);
  return history as History;
}

/** The numbers from 0 to length − 1, in an order drawn with `next` (Fisher and Yates), or as they are. */
function orderOf(length: number, next: (() => number) | undefined): Uint32Array {
  const order = new Uint32Array(length).map((_, i) => i);
  if (next) {
    for (let i = length - 1; i > 0; i--) {
      const k = Math.floor(next() * (i + 1));
      [order[i], order[k]] = [order[k]!, order[i]!];
    }
  }
  return order;
}

/** Copies rows: row k of each array in `into` is row order[start + k] of that in `from`. */
function take(
  [from, total]: Examples,
  order: Uint32Array,
  start: number,
  count: number,
  into: Arrays = from.map((source) => source.slice(0, (count * source.length) / total)),
): Arrays {
  for (let i = 0; i < into.length; i++) {
    const size = from[i]!.length / total;
    for (let k = 0; k < count; k++) {
      for (let j = 0; j < size; j++) into[i]![k * size + j] = from[i]![order[start + k]! * size + j]!;
    }
  }
  return into;
}

/** Lets events be handled and frames be drawn, where the engine has timers. */
const pause = (): Promise<void> =>
  new Promise((resume) =>
    ((globalThis as { readonly setTimeout?: (resume: () => void) => unknown }).setTimeout ?? ((resume) => resume()))(
      resume,
    ),
  );

/** All outputs, in the order of their declaration; written to the arrays of `out` where given. */
function predictAll(calls: Calls, x: unknown, out: readonly (Float64Array | undefined)[]): Float64Array[] {
  const [arrays, count] = readRows("predict", x);
  const first = arrays.length - metadata.outputs.length;
  const outputs = arrays.slice(first).map((array, i) => out[i] ?? (array as Float64Array));
  calls.predictArrays([...arrays.slice(0, first), ...outputs], count);
  return outputs;
}

/** How far an output is off. R² is a mean over columns; that of a constant column is 1 where it is met exactly, else 0. */
function errors(target: Float64Array, output: Float64Array, size: number): Errors {
  let rSquared = 0;
  let absolute = 0;
  let squared = 0;
  for (let j = 0; j < size; j++) {
    let mean = 0;
    let error = 0;
    let spread = 0;
    for (let i = j; i < target.length; i += size) mean += (target[i]! * size) / target.length;
    for (let i = j; i < target.length; i += size) {
      absolute += Math.abs(target[i]! - output[i]!);
      error += (target[i]! - output[i]!) ** 2;
      spread += (target[i]! - mean) ** 2;
    }
    squared += error;
    rSquared += spread > 0 ? 1 - error / spread : Number(error === 0);
  }
  return { rSquared: rSquared / size, mae: absolute / target.length, rmse: Math.sqrt(squared / target.length) };
}

/** The table of the layers. */
const summary = (): string => `Model: "perceptron"
Layer (type)    Output Shape  Param #
${"=".repeat(37)}
w1 (parameter)  (None)              1
x1 (input)      (None)              0
w2 (parameter)  (None)              1
x2 (input)      (None)              0
w0 (parameter)  (None)              1
yHat (step)     (None)              0
${"=".repeat(37)}
Total params: 3
Trainable params: 3
Non-trainable params: 0`;

/**
 * Parameters and state in the safetensors format: the length of the header in 8 bytes, the header (JSON: name → type, shape, place),
 * then the numbers; little-endian, as all engines in use keep them. The header is ASCII, other characters are escaped, and
 * padded so that the numbers are aligned.
 */
function save({ parameters, state }: Perceptron): Uint8Array {
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
function load(network: Perceptron, bytes: Uint8Array): void {
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
}
