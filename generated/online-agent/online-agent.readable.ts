/**
 * Compiled by nngen 0.1.0 from net.ts: a change made here is lost when it is compiled again.
 *
 * online-agent: a network with 195 parameters
 *
 *   inputs     state [4]
 *   targets    action [3] (left, stay, right), target []
 *   outputs    q [3] (left, stay, right)
 *   optimizer  sgd
 *   precision  f64
 *   memory     3640 bytes a network
 *   gradient   agrees with central differences: the largest error is 1.2e-11, at hidden.weight[23, 1]
 *   sha256     f7f27eaf9f8dc1ea409e5ed1b591174fd35e77487636b434f0abd892c6d9d6c5
 *
 *   W1 = hidden.weight [24, 4]
 *   b1 = hidden.bias [24]
 *   W2 = q.weight [3, 24]
 *   b2 = q.bias [3]
 */

/** The number of values in `parameters`. */
export const PARAMETER_COUNT: number = 195;

/** What the network is made of. */
export const metadata: Metadata = {
  name: "online-agent",
  precision: "f64",
  inputs: [
    { name: "state", shape: [4], size: 4 },
    { name: "action", shape: [3], size: 3, target: true, label: "action", classes: ["left", "stay", "right"] },
    { name: "target", shape: [], size: 1, target: true },
  ],
  outputs: [{ name: "q", shape: [3], size: 3, classes: ["left", "stay", "right"] }],
  parameters: [
    { name: "hidden.weight", shape: [24, 4], offset: 0, size: 96, trainable: true },
    { name: "hidden.bias", shape: [24], offset: 96, size: 24, trainable: true },
    { name: "q.weight", shape: [3, 24], offset: 120, size: 72, trainable: true },
    { name: "q.bias", shape: [3], offset: 192, size: 3, trainable: true },
  ],
  state: [],
};

/**
 * One network, with every array that it will ever need. Arrays are row-major, `count` examples one after another; an argument
 * that is left out is the array of that name in `buffers`. A wrong length or count is a RangeError.
 */
export interface OnlineAgent {
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
    readonly state: Float64Array;
    readonly action: Float64Array;
    readonly target: Float64Array;
    readonly q: Float64Array;
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
  forward(state_2?: Float64Array, q?: Float64Array, count?: number): void;
  /** Writes `gradient` and `loss[0]`. Allocates nothing. */
  backward(state_2?: Float64Array, action?: Float64Array, target?: Float64Array, count?: number): void;
  /** One step of the optimiser, from `gradient` as it stands. Allocates nothing. */
  update(): void;
  /** `backward`, then `update`, in one: `loss[0]` is J before the step, `gradient` is left unspecified. Allocates nothing. */
  trainStep(state_2?: Float64Array, action?: Float64Array, target?: Float64Array, count?: number): void;
  /** J. Allocates nothing but the number that it returns. */
  objective(state_2?: Float64Array, action?: Float64Array, target?: Float64Array, count?: number): number;
  /** Takes over the parameters and the state of another network of this kind. Allocates nothing. */
  copyFrom(other: OnlineAgent): void;
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
  /** The likeliest class of each row: `const [species] = net.classify([1.4, 0.2])`. Allocates as `predict` does. */
  classify(x: Inputs): Class[];
  /** J and how well predictions meet the targets. Allocates the predictions, copies of the rows, and a little for each row. */
  evaluate(x: Inputs, y: Targets): Metrics;
  /** How many rows of each class (first index) are taken for each class (second). Allocates as `evaluate` does. */
  confusionMatrix(x: Inputs, y: Targets): number[][];
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
export function create(options: CreateOptions = {}): OnlineAgent {
  const parameters = zeros(PARAMETER_COUNT);
  const gradient = zeros(PARAMETER_COUNT);
  const loss = zeros(1);
  const inputs = metadata.inputs;
  const outputs = metadata.outputs;
  const state = zeros(0);
  const hyper = Float64Array.of(0.05, 0); // learningRate, trainingSize
  const buffers: OnlineAgent["buffers"] = { state: zeros(4), action: zeros(3), target: zeros(1), q: zeros(3) };
  const W1 = parameters.subarray(0, 96); // hidden.weight
  const b1 = parameters.subarray(96, 120); // hidden.bias
  const W2 = parameters.subarray(120, 192); // q.weight
  const b2 = parameters.subarray(192, 195); // q.bias
  const dW1 = gradient.subarray(0, 96); // ∂J/∂hidden.weight
  const db1 = gradient.subarray(96, 120); // ∂J/∂hidden.bias
  const dW2 = gradient.subarray(120, 192); // ∂J/∂q.weight
  const db2 = gradient.subarray(192, 195); // ∂J/∂q.bias
  const h = zeros(24); // h
  const hidden = zeros(24); // hidden
  const beta2 = zeros(3); // beta2

  /** Runs the network in inference mode on `count` examples and writes the outputs. Allocates nothing. */
  function forward(state_2: Float64Array = buffers.state, q: Float64Array = buffers.q, count: number = 1): void {
    check("forward", inputs[0]!, state_2, count);
    check("forward", outputs[0]!, q, count);
    for (let n = 0; n < count; n++) {
      // hidden = W¹·state + b¹   [24]   net.ts:8
      // h = relu(hidden)   [24]   net.ts:9
      for (let i = 0; i < 24; i++) {
        let W1state = 0;
        for (let j = 0; j < 4; j++) {
          W1state += W1[i * 4 + j]! * state_2[n * 4 + j]!;
        }
        const hidden = W1state + b1[i]!;
        h[i] = hidden < 0 ? 0 : hidden;
      }
      // q = W²·h + b²   [3]   net.ts:10
      for (let i = 0; i < 3; i++) {
        let W2h = 0;
        for (let j = 0; j < 24; j++) {
          W2h += W2[i * 24 + j]! * h[j]!;
        }
        q[n * 3 + i] = W2h + b2[i]!;
      }
    }
  }

  /** Backpropagation over `count` examples: writes ∇J to `gradient` and J to `loss[0]`, regulariser included. Allocates nothing. */
  function backward(
    state_2: Float64Array = buffers.state,
    action: Float64Array = buffers.action,
    target: Float64Array = buffers.target,
    count: number = 1,
  ): void {
    check("backward", inputs[0]!, state_2, count);
    check("backward", inputs[1]!, action, count);
    check("backward", inputs[2]!, target, count);
    // ∇b² = 0   [3]   net.ts:10
    for (let i = 0; i < 3; i++) {
      db2[i] = 0;
    }
    // ∇W² = 0   [3, 24]   net.ts:10
    for (let i = 0; i < 72; i++) {
      dW2[i] = 0;
    }
    // ∇b¹ = 0   [24]   net.ts:8
    for (let i = 0; i < 24; i++) {
      db1[i] = 0;
    }
    // ∇W¹ = 0   [24, 4]   net.ts:8
    for (let i = 0; i < 96; i++) {
      dW1[i] = 0;
    }
    // total = 0
    let total = 0;
    for (let n = 0; n < count; n++) {
      for (let i = 0; i < 24; i++) {
        // hidden = W¹·state + b¹   [24]   net.ts:8
        let W1state = 0;
        for (let j = 0; j < 4; j++) {
          W1state += W1[i * 4 + j]! * state_2[n * 4 + j]!;
        }
        const hidden_i = W1state + b1[i]!;
        hidden[i] = hidden_i;
        // h = relu(hidden)   [24]   net.ts:9
        h[i] = hidden_i < 0 ? 0 : hidden_i;
      }
      // q = W²·h + b²   [3]   net.ts:10
      // t4 = q * action   [3]   net.ts:16
      // t5 = Σ t4   net.ts:16
      // t6 = t5 − target   net.ts:16
      let t5 = 0;
      for (let i = 0; i < 3; i++) {
        let W2h = 0;
        for (let j = 0; j < 24; j++) {
          W2h += W2[i * 24 + j]! * h[j]!;
        }
        t5 += (W2h + b2[i]!) * action[n * 3 + i]!;
      }
      const t6 = t5 - target[n]!;
      for (let i = 0; i < 3; i++) {
        // t̄4 = t6   [3]   net.ts:16
        // β² = t̄4 * action   [3]   net.ts:16
        const beta2_i = t6 * action[n * 3 + i]!;
        beta2[i] = beta2_i;
        // ∇b² = Σ β²   [3]   net.ts:10
        db2[i]! += beta2_i;
        // ∇W² = (β²)ᵀ·h   [3, 24]   net.ts:10
        for (let j = 0; j < 24; j++) {
          dW2[i * 24 + j]! += beta2_i * h[j]!;
        }
      }
      for (let i = 0; i < 24; i++) {
        // h̄ = β²·W²   [24]   net.ts:10
        // β¹ = h̄ * 1₊(hidden)   [24]   net.ts:9
        let hBar = 0;
        for (let j = 0; j < 3; j++) {
          hBar += beta2[j]! * W2[j * 24 + i]!;
        }
        const beta1 = hBar * (0 < hidden[i]! ? 1 : 0);
        // ∇b¹ = Σ β¹   [24]   net.ts:8
        db1[i]! += beta1;
        // ∇W¹ = (β¹)ᵀ·state   [24, 4]   net.ts:8
        for (let j = 0; j < 4; j++) {
          dW1[i * 4 + j]! += beta1 * state_2[n * 4 + j]!;
        }
      }
      // t7 = t6²   net.ts:16
      // L = t7·0.5   net.ts:16
      // total = Σ L
      total += t6 * t6 * 0.5;
    }
    // J = (Σ L)/count
    loss[0] = total / count;
    // ∇W¹ = ∇W¹/count   [24, 4]
    for (let i = 0; i < 96; i++) {
      dW1[i]! /= count;
    }
    // ∇b¹ = ∇b¹/count   [24]
    for (let i = 0; i < 24; i++) {
      db1[i]! /= count;
    }
    // ∇W² = ∇W²/count   [3, 24]
    for (let i = 0; i < 72; i++) {
      dW2[i]! /= count;
    }
    // ∇b² = ∇b²/count   [3]
    for (let i = 0; i < 3; i++) {
      db2[i]! /= count;
    }
  }

  /** One step of the optimiser from `gradient` as it stands. Allocates nothing. */
  function update(): void {
    const learningRate = hyper[0]!;
    // W¹ ← W¹ − α * ∇W¹   [24, 4]
    for (let i = 0; i < 96; i++) {
      W1[i]! -= learningRate * dW1[i]!;
    }
    // b¹ ← b¹ − α * ∇b¹   [24]
    for (let i = 0; i < 24; i++) {
      b1[i]! -= learningRate * db1[i]!;
    }
    // W² ← W² − α * ∇W²   [3, 24]
    for (let i = 0; i < 72; i++) {
      W2[i]! -= learningRate * dW2[i]!;
    }
    // b² ← b² − α * ∇b²   [3]
    for (let i = 0; i < 3; i++) {
      b2[i]! -= learningRate * db2[i]!;
    }
  }

  /** `backward`, then `update`; `loss[0]` is J before the update, and `gradient` is left unspecified. Allocates nothing. */
  function trainStep(
    state_2: Float64Array = buffers.state,
    action: Float64Array = buffers.action,
    target: Float64Array = buffers.target,
    count: number = 1,
  ): void {
    check("trainStep", inputs[0]!, state_2, count);
    check("trainStep", inputs[1]!, action, count);
    check("trainStep", inputs[2]!, target, count);
    backward(state_2, action, target, count);
    update();
  }

  /** J over `count` examples, regulariser included. Returns a number, which V8 may have to allocate. */
  function objective(
    state_2: Float64Array = buffers.state,
    action: Float64Array = buffers.action,
    target: Float64Array = buffers.target,
    count: number = 1,
  ): number {
    check("objective", inputs[0]!, state_2, count);
    check("objective", inputs[1]!, action, count);
    check("objective", inputs[2]!, target, count);
    // total = 0
    let total = 0;
    for (let n = 0; n < count; n++) {
      // hidden = W¹·state + b¹   [24]   net.ts:8
      // h = relu(hidden)   [24]   net.ts:9
      for (let i = 0; i < 24; i++) {
        let W1state = 0;
        for (let j = 0; j < 4; j++) {
          W1state += W1[i * 4 + j]! * state_2[n * 4 + j]!;
        }
        const hidden_2 = W1state + b1[i]!;
        h[i] = hidden_2 < 0 ? 0 : hidden_2;
      }
      // q = W²·h + b²   [3]   net.ts:10
      // t4 = q * action   [3]   net.ts:16
      // t5 = Σ t4   net.ts:16
      // t6 = t5 − target   net.ts:16
      // t7 = t6²   net.ts:16
      // L = t7·0.5   net.ts:16
      // total = Σ L
      let t5 = 0;
      for (let i = 0; i < 3; i++) {
        let W2h = 0;
        for (let j = 0; j < 24; j++) {
          W2h += W2[i * 24 + j]! * h[j]!;
        }
        t5 += (W2h + b2[i]!) * action[n * 3 + i]!;
      }
      const t6 = t5 - target[n]!;
      total += t6 * t6 * 0.5;
    }
    // J = (Σ L)/count
    return total / count;
  }

  /** Every parameter is drawn from a stream of its own, found by the seed and a hash of its name. */
  function initialize(seed: number = 0): void {
    parameters.fill(0);
    drawUniform(W1, 0.4629100498862757, random(seed, 0x69906e69)); // hidden.weight
    drawUniform(W2, 0.4714045207910317, random(seed, 0xc5aac77e)); // q.weight
  }

  const calls: Calls = {
    backward: (arrays, count) => backward(arrays[0]!, arrays[2]!, arrays[3]!, count),
    trainStep: (arrays, count) => trainStep(arrays[0]!, arrays[2]!, arrays[3]!, count),
    confusion(arrays, count) {
      forward(arrays[0]!, arrays[1]!, count);
      return confusion(arrays[2]!, arrays[1]!, 3, largest);
    },
    metrics(arrays, count) {
      return {
        loss: objective(arrays[0]!, arrays[2]!, arrays[3]!, count),
        ...classScores(calls.confusion(arrays, count)),
      };
    },
  };
  const network: OnlineAgent = {
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
    predict(x, out) {
      const rows = pack("predict", inputs[0]!, x);
      const count = rows.length / 4;
      out ??= zeros(count * 3);
      forward(rows, out, count);
      return out;
    },
    classify: (x) => likeliest(network.predict(x), outputs[0]!.classes!),
    evaluate: (x, y) => calls.metrics(...readRows("evaluate", x, y)),
    confusionMatrix: (x, y) => calls.confusion(...readRows("confusionMatrix", x, y)),
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
  readonly state: readonly Slot[];
}

/** Examples: an array of rows, or their numbers one after another. */
export type Rows = ArrayLike<number> | ArrayLike<ArrayLike<number>>;

/** Examples with several axes: also nested like these, rows of rows. */
export type NestedRows = Rows | ArrayLike<Rows> | ArrayLike<ArrayLike<Rows>>;

/** Examples of a label: class names, class indices (from 0), or one-hot rows. */
export type Labels = Rows | readonly string[];

/** Rows of state. */
export type Inputs = Rows;

/** Rows of action, target. */
export type Targets = { readonly action: Labels; readonly target: Rows };

/** Values of q, one example after another. */
export type Outputs = Float64Array;

/** The classes that `classify` tells apart. */
export type Class = "left" | "stay" | "right";

/** How well predicted classes meet the right ones. */
export type ClassScores = {
  /** The share of right ones. */
  readonly accuracy: number;
  /**
   * Of what is taken for a class, the share that is of it. Of the second class where there are two, else the mean over classes
   * that occur; 0 where nothing is taken for it. So are `recall` and `f1`.
   */
  readonly precision: number;
  /** Of what is of a class, the share that is taken for it. */
  readonly recall: number;
  /** The harmonic mean of precision and recall. */
  readonly f1: number;
};

/** How well a network does on some examples: J, the regulariser included, and how well its targets are met. */
export type Metrics = { readonly loss: number } & ClassScores;

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
  backward(arrays: Arrays, count: number): void;
  trainStep(arrays: Arrays, count: number): void;
  confusion(arrays: Arrays, count: number): number[][];
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
  if (input.label) needed = `${needed} (${input.label}, one-hot)`;
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
  if (input.label) areRows ||= typeof rows[0] === "string" || rows.length === count;
  if (areRows) {
    rows = Array.from(rows as ArrayLike<ArrayLike<number>>, (row, i) => {
      // A row that holds one index: its number stands in `method`.
      if (input.label && typeof row !== "object")
        return oneHot(count === 1 ? method : `${method}: row ${i}`, input, row);
      return [...pack(`${method}: row ${i}`, input, row, 1)];
    }).flat();
  }
  check(method, input, rows, count ?? Math.ceil(rows.length / input.size || 1));
  return Float64Array.from(rows as ArrayLike<number>, (value, i) =>
    Number.isFinite(value) ? value : fail(method, `${input.name}[${i}] is ${value} (${typeof value})`),
  );
}

/** The values of a label for the name or the index of a class. */
function oneHot(place: string, { name, classes = [] }: Input, given: unknown): number[] {
  const values = classes.map((name, k) => Number(name === given || k === given));
  if (!values.includes(1)) fail(place, `${name} is ${shown(given)}; its classes are ${classes.join(", ")}`);
  return values;
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
async function fit(network: OnlineAgent, calls: Calls, x: Inputs, y: Targets, options?: FitOptions): Promise<History> {
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
  let kept: OnlineAgent | undefined;
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

/** How many rows of each class (first index) were taken for each class (second); `classOf` tells it from the values of a row. */
function confusion(
  target: Float64Array,
  output: Float64Array,
  size: number,
  classOf: (values: Float64Array) => number,
  classes: number = size,
): number[][] {
  const matrix = Array.from({ length: classes }, () => Array<number>(classes).fill(0));
  for (let i = 0; i < target.length; i += size) {
    matrix[classOf(target.subarray(i, i + size))]![classOf(output.subarray(i, i + size))]!++;
  }
  return matrix;
}

/**
 * Precision, recall and F1 are of class 1 where there are two classes, else means over the classes that occur; a quotient by
 * zero counts as 0 (the conventions of scikit-learn).
 */
function classScores(matrix: readonly (readonly number[])[]): ClassScores {
  let right = 0;
  let total = 0;
  let classes = 0;
  let precision = 0;
  let recall = 0;
  let f1 = 0;
  matrix.forEach((row, k) => {
    const hits = row[k]!;
    const actual = row.reduce((sum, n) => sum + n);
    const predicted = matrix.reduce((sum, row) => sum + row[k]!, 0);
    right += hits;
    total += actual;
    if (k === 0 && matrix.length === 2) return;
    if (actual + predicted > 0) classes++;
    precision += hits / predicted || 0;
    recall += hits / actual || 0;
    f1 += (2 * hits) / (actual + predicted) || 0;
  });
  classes ||= 1;
  return { accuracy: right / total, precision: precision / classes, recall: recall / classes, f1: f1 / classes };
}

/** The table of the layers. */
const summary = (): string => `Model: "online-agent"
Layer (type)    Output Shape  Param #
${"=".repeat(37)}
state (input)   (None, 4)           0
hidden (dense)  (None, 24)        120
h (relu)        (None, 24)          0
q (dense)       (None, 3)          75
${"=".repeat(37)}
Total params: 195
Trainable params: 195
Non-trainable params: 0`;

/**
 * Parameters and state in the safetensors format: the length of the header in 8 bytes, the header (JSON: name → type, shape, place),
 * then the numbers; little-endian, as all engines in use keep them. The header is ASCII, other characters are escaped, and
 * padded so that the numbers are aligned.
 */
function save({ parameters, state }: OnlineAgent): Uint8Array {
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
function load(network: OnlineAgent, bytes: Uint8Array): void {
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
