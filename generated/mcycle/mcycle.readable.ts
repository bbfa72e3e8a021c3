/**
 * Compiled by nngen 0.1.0 from net.ts: a change made here is lost when it is compiled again.
 *
 * mcycle: a network with 35 parameters
 *
 *   inputs     x [1]
 *   targets    y [1]
 *   outputs    yHat [1]
 *   optimizer  adam
 *   precision  f64
 *   memory     1200 bytes a network
 *   gradient   agrees with central differences: the largest error is 8.7e-11, at out.weight[0, 3]
 *   sha256     e466ed6eaad64c94ab1cd04a31a63202069ad30aa37285bb40be7f2707713123
 *
 *   W1 = hidden.weight [10, 1]
 *   b1 = hidden.bias [10]
 *   W2 = out.weight [1, 10]
 *   b2 = out.bias [1]
 *   xMean = x.mean [1]
 *   xScale = x.scale [1]
 *   yScale = y.scale [1]
 *   yMean = y.mean [1]
 */

/** The number of values in `parameters`. */
export const PARAMETER_COUNT: number = 35;

/** What the network is made of. */
export const metadata: Metadata = {
  name: "mcycle",
  precision: "f64",
  inputs: [
    { name: "x", shape: [1], size: 1 },
    { name: "y", shape: [1], size: 1, target: true },
  ],
  outputs: [{ name: "yHat", shape: [1], size: 1 }],
  parameters: [
    { name: "hidden.weight", shape: [10, 1], offset: 0, size: 10, trainable: true },
    { name: "hidden.bias", shape: [10], offset: 10, size: 10, trainable: true },
    { name: "out.weight", shape: [1, 10], offset: 20, size: 10, trainable: true },
    { name: "out.bias", shape: [1], offset: 30, size: 1, trainable: true },
    { name: "x.mean", shape: [1], offset: 31, size: 1, trainable: false },
    { name: "x.scale", shape: [1], offset: 32, size: 1, trainable: false },
    { name: "y.scale", shape: [1], offset: 33, size: 1, trainable: false },
    { name: "y.mean", shape: [1], offset: 34, size: 1, trainable: false },
  ],
  state: [
    { name: "state.adam.beta1Power", shape: [], offset: 0, size: 1 },
    { name: "state.adam.beta2Power", shape: [], offset: 1, size: 1 },
    { name: "state.adam.m.hidden.weight", shape: [10, 1], offset: 2, size: 10 },
    { name: "state.adam.v.hidden.weight", shape: [10, 1], offset: 12, size: 10 },
    { name: "state.adam.m.hidden.bias", shape: [10], offset: 22, size: 10 },
    { name: "state.adam.v.hidden.bias", shape: [10], offset: 32, size: 10 },
    { name: "state.adam.m.out.weight", shape: [1, 10], offset: 42, size: 10 },
    { name: "state.adam.v.out.weight", shape: [1, 10], offset: 52, size: 10 },
    { name: "state.adam.m.out.bias", shape: [1], offset: 62, size: 1 },
    { name: "state.adam.v.out.bias", shape: [1], offset: 63, size: 1 },
  ],
};

/**
 * One network, with every array that it will ever need. Arrays are row-major, `count` examples one after another; an argument
 * that is left out is the array of that name in `buffers`. A wrong length or count is a RangeError.
 */
export interface Mcycle {
  /** Flat, in the order of `metadata.parameters`. */
  readonly parameters: Float64Array;
  /** ∇J, laid out like `parameters`. */
  readonly gradient: Float64Array;
  /** The optimiser's memory and running statistics, in the order of `metadata.state`. */
  readonly state: Float64Array;
  /** [J] of the latest `backward` or `trainStep`, the regulariser included. */
  readonly loss: Float64Array;
  /** One example each, used where arrays are left out. */
  readonly buffers: { readonly x: Float64Array; readonly y: Float64Array; readonly yHat: Float64Array };
  /** Whether mean and scale have been fitted or loaded; `fit` fits them only before that. */
  adapted: boolean;
  /** Set to true in a callback, it ends `fit` after the step or epoch at hand; `fit` sets it to false when it begins. */
  stopTraining: boolean;
  /** The step size α. */
  learningRate: number;
  /** The m of the regulariser λ/(2m) Σ w²: the size of the training set, set by `fit`; 0 stands for `count`. */
  trainingSize: number;
  /** Draws all parameters anew and clears the state: the same numbers for a seed on every machine. Allocates a little. */
  initialize(seed?: number): void;
  /** Predicts: writes the outputs. Allocates nothing. */
  forward(x?: Float64Array, yHat?: Float64Array, count?: number): void;
  /** Writes `gradient` and `loss[0]`. Allocates nothing. */
  backward(x?: Float64Array, y?: Float64Array, count?: number): void;
  /** One step of the optimiser, from `gradient` as it stands. Allocates nothing. */
  update(): void;
  /** `backward`, then `update`, in one: `loss[0]` is J before the step, `gradient` is left unspecified. Allocates nothing. */
  trainStep(x?: Float64Array, y?: Float64Array, count?: number): void;
  /** J. Allocates nothing but the number that it returns. */
  objective(x?: Float64Array, y?: Float64Array, count?: number): number;
  /** Takes over the parameters and the state of another network of this kind. Allocates nothing. */
  copyFrom(other: Mcycle): void;
  /**
   * Sets mean and scale to the mean and the population standard deviation of each column (1 for a constant column). `fit` does
   * it from the training rows, unless `adapted`. Allocates copies of the rows.
   */
  adapt(x: Inputs, y: Targets): void;
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
export function create(options: CreateOptions = {}): Mcycle {
  const parameters = zeros(PARAMETER_COUNT);
  const gradient = zeros(PARAMETER_COUNT);
  const loss = zeros(1);
  const inputs = metadata.inputs;
  const outputs = metadata.outputs;
  const state = zeros(64);
  const hyper = Float64Array.of(0.05, 0); // learningRate, trainingSize
  const buffers: Mcycle["buffers"] = { x: zeros(1), y: zeros(1), yHat: zeros(1) };
  const W1 = parameters.subarray(0, 10); // hidden.weight
  const b1 = parameters.subarray(10, 20); // hidden.bias
  const W2 = parameters.subarray(20, 30); // out.weight
  const b2 = parameters.subarray(30, 31); // out.bias
  const xMean = parameters.subarray(31, 32); // x.mean
  const xScale = parameters.subarray(32, 33); // x.scale
  const yScale = parameters.subarray(33, 34); // y.scale
  const yMean = parameters.subarray(34, 35); // y.mean
  const dW1 = gradient.subarray(0, 10); // ∂J/∂hidden.weight
  const db1 = gradient.subarray(10, 20); // ∂J/∂hidden.bias
  const dW2 = gradient.subarray(20, 30); // ∂J/∂out.weight
  const db2 = gradient.subarray(30, 31); // ∂J/∂out.bias
  const beta1Power = state.subarray(0, 1); // adam.beta1Power
  const beta2Power = state.subarray(1, 2); // adam.beta2Power
  const mW1 = state.subarray(2, 12); // adam.m.hidden.weight
  const vW1 = state.subarray(12, 22); // adam.v.hidden.weight
  const mb1 = state.subarray(22, 32); // adam.m.hidden.bias
  const vb1 = state.subarray(32, 42); // adam.v.hidden.bias
  const mW2 = state.subarray(42, 52); // adam.m.out.weight
  const vW2 = state.subarray(52, 62); // adam.v.out.weight
  const mb2 = state.subarray(62, 63); // adam.m.out.bias
  const vb2 = state.subarray(63, 64); // adam.v.out.bias
  const h = zeros(10); // h

  /** Runs the network in inference mode on `count` examples and writes the outputs. Allocates nothing. */
  function forward(x: Float64Array = buffers.x, yHat: Float64Array = buffers.yHat, count: number = 1): void {
    check("forward", inputs[0]!, x, count);
    check("forward", outputs[0]!, yHat, count);
    for (let n = 0; n < count; n++) {
      // t1 = x − xMean   [1]   net.ts:7
      // t2 = t1/xScale   [1]   net.ts:7
      const t2 = (x[n]! - xMean[0]!) / xScale[0]!;
      // hidden = W¹·t2 + b¹   [10]   net.ts:7
      // h = σ(hidden)   [10]   net.ts:8
      // out = W²·h + b²   [1]   net.ts:9
      // t8 = out * yScale   [1]   net.ts:10
      // ŷ = t8 + yMean   [1]   net.ts:10
      let W2h = 0;
      for (let j = 0; j < 10; j++) {
        W2h += W2[j]! * (1 / (1 + Math.exp(-(W1[j]! * t2 + b1[j]!))));
      }
      yHat[n] = (W2h + b2[0]!) * yScale[0]! + yMean[0]!;
    }
  }

  /** Backpropagation over `count` examples: writes ∇J to `gradient` and J to `loss[0]`, regulariser included. Allocates nothing. */
  function backward(x: Float64Array = buffers.x, y: Float64Array = buffers.y, count: number = 1): void {
    check("backward", inputs[0]!, x, count);
    check("backward", inputs[1]!, y, count);
    // ∇b² = 0   [1]   net.ts:9
    db2[0] = 0;
    // ∇W² = 0   [1, 10]   net.ts:9
    for (let j = 0; j < 10; j++) {
      dW2[j] = 0;
    }
    // ∇b¹ = 0   [10]   net.ts:7
    for (let i = 0; i < 10; i++) {
      db1[i] = 0;
    }
    // ∇W¹ = 0   [10, 1]   net.ts:7
    for (let i = 0; i < 10; i++) {
      dW1[i] = 0;
    }
    // total = 0
    let total = 0;
    for (let n = 0; n < count; n++) {
      // t1 = x − xMean   [1]   net.ts:7
      // t2 = t1/xScale   [1]   net.ts:7
      const t2 = (x[n]! - xMean[0]!) / xScale[0]!;
      // hidden = W¹·t2 + b¹   [10]   net.ts:7
      // h = σ(hidden)   [10]   net.ts:8
      for (let i = 0; i < 10; i++) {
        h[i] = 1 / (1 + Math.exp(-(W1[i]! * t2 + b1[i]!)));
      }
      // out = W²·h + b²   [1]   net.ts:9
      // t9 = y − yMean   [1]   net.ts:16
      // t10 = t9/yScale   [1]   net.ts:16
      // t11 = out − t10   [1]   net.ts:16
      let W2h = 0;
      for (let j = 0; j < 10; j++) {
        W2h += W2[j]! * h[j]!;
      }
      const t11 = W2h + b2[0]! - (y[n]! - yMean[0]!) / yScale[0]!;
      // β² = 2 * t11   [1]   net.ts:16
      const beta2 = 2 * t11;
      // ∇b² = Σ β²   [1]   net.ts:9
      db2[0]! += beta2;
      // ∇W² = (β²)ᵀ·h   [1, 10]   net.ts:9
      for (let j = 0; j < 10; j++) {
        dW2[j]! += beta2 * h[j]!;
      }
      for (let i = 0; i < 10; i++) {
        // h̄ = β²·W²   [10]   net.ts:9
        // β¹ = h̄ * (h * (1 − h))   [10]   net.ts:8
        const beta1 = beta2 * W2[i]! * (h[i]! * (1 - h[i]!));
        // ∇b¹ = Σ β¹   [10]   net.ts:7
        db1[i]! += beta1;
        // ∇W¹ = (β¹)ᵀ·t2   [10, 1]   net.ts:7
        dW1[i]! += beta1 * t2;
      }
      // t12 = t11 * t11   [1]   net.ts:16
      // L = Σ t12   net.ts:16
      // total = Σ L
      total += t11 * t11;
    }
    // J = (Σ L)/count
    loss[0] = total / count;
    // ∇W¹ = ∇W¹/count   [10, 1]
    for (let i = 0; i < 10; i++) {
      dW1[i]! /= count;
    }
    // ∇b¹ = ∇b¹/count   [10]
    for (let i = 0; i < 10; i++) {
      db1[i]! /= count;
    }
    // ∇W² = ∇W²/count   [1, 10]
    for (let j = 0; j < 10; j++) {
      dW2[j]! /= count;
    }
    // ∇b² = ∇b²/count   [1]
    db2[0]! /= count;
  }

  /** One step of the optimiser from `gradient` as it stands. Allocates nothing. */
  function update(): void {
    const learningRate = hyper[0]!;
    // beta1Power ← beta1Power·0.9
    const adam_beta1Power = beta1Power[0]! * 0.9;
    beta1Power[0] = adam_beta1Power;
    // stepSize = α/(1 − beta1Power′)
    const stepSize = learningRate / (1 - adam_beta1Power);
    // beta2Power ← beta2Power·0.999
    const adam_beta2Power = beta2Power[0]! * 0.999;
    beta2Power[0] = adam_beta2Power;
    // correction = sqrt(1 − beta2Power′)
    const correction = Math.sqrt(1 - adam_beta2Power);
    for (let i = 0; i < 10; i++) {
      // mW1 ← mW1 * 0.9 + ∇W¹ * 0.09999999999999998   [10, 1]
      const adam_m_hidden_weight_i = mW1[i]! * 0.9 + dW1[i]! * 0.09999999999999998;
      mW1[i] = adam_m_hidden_weight_i;
      // vW1 ← vW1 * 0.999 + ∇W¹ * ∇W¹ * 0.0010000000000000009   [10, 1]
      const adam_v_hidden_weight_i = vW1[i]! * 0.999 + dW1[i]! * dW1[i]! * 0.0010000000000000009;
      vW1[i] = adam_v_hidden_weight_i;
      // W¹ ← W¹ − stepSize * mW1′/(sqrt(vW1′)/correction + 1e−8)   [10, 1]
      W1[i]! -= (stepSize * adam_m_hidden_weight_i) / (Math.sqrt(adam_v_hidden_weight_i) / correction + 1e-8);
    }
    for (let i = 0; i < 10; i++) {
      // mb1 ← mb1 * 0.9 + ∇b¹ * 0.09999999999999998   [10]
      const adam_m_hidden_bias_i = mb1[i]! * 0.9 + db1[i]! * 0.09999999999999998;
      mb1[i] = adam_m_hidden_bias_i;
      // vb1 ← vb1 * 0.999 + ∇b¹ * ∇b¹ * 0.0010000000000000009   [10]
      const adam_v_hidden_bias_i = vb1[i]! * 0.999 + db1[i]! * db1[i]! * 0.0010000000000000009;
      vb1[i] = adam_v_hidden_bias_i;
      // b¹ ← b¹ − stepSize * mb1′/(sqrt(vb1′)/correction + 1e−8)   [10]
      b1[i]! -= (stepSize * adam_m_hidden_bias_i) / (Math.sqrt(adam_v_hidden_bias_i) / correction + 1e-8);
    }
    for (let j = 0; j < 10; j++) {
      // mW2 ← mW2 * 0.9 + ∇W² * 0.09999999999999998   [1, 10]
      const adam_m_out_weight_j = mW2[j]! * 0.9 + dW2[j]! * 0.09999999999999998;
      mW2[j] = adam_m_out_weight_j;
      // vW2 ← vW2 * 0.999 + ∇W² * ∇W² * 0.0010000000000000009   [1, 10]
      const adam_v_out_weight_j = vW2[j]! * 0.999 + dW2[j]! * dW2[j]! * 0.0010000000000000009;
      vW2[j] = adam_v_out_weight_j;
      // W² ← W² − stepSize * mW2′/(sqrt(vW2′)/correction + 1e−8)   [1, 10]
      W2[j]! -= (stepSize * adam_m_out_weight_j) / (Math.sqrt(adam_v_out_weight_j) / correction + 1e-8);
    }
    // mb2 ← mb2 * 0.9 + ∇b² * 0.09999999999999998   [1]
    const adam_m_out_bias = mb2[0]! * 0.9 + db2[0]! * 0.09999999999999998;
    mb2[0] = adam_m_out_bias;
    // vb2 ← vb2 * 0.999 + ∇b² * ∇b² * 0.0010000000000000009   [1]
    const adam_v_out_bias = vb2[0]! * 0.999 + db2[0]! * db2[0]! * 0.0010000000000000009;
    vb2[0] = adam_v_out_bias;
    // b² ← b² − stepSize * mb2′/(sqrt(vb2′)/correction + 1e−8)   [1]
    b2[0]! -= (stepSize * adam_m_out_bias) / (Math.sqrt(adam_v_out_bias) / correction + 1e-8);
  }

  /** `backward`, then `update`; `loss[0]` is J before the update, and `gradient` is left unspecified. Allocates nothing. */
  function trainStep(x: Float64Array = buffers.x, y: Float64Array = buffers.y, count: number = 1): void {
    check("trainStep", inputs[0]!, x, count);
    check("trainStep", inputs[1]!, y, count);
    backward(x, y, count);
    update();
  }

  /** J over `count` examples, regulariser included. Returns a number, which V8 may have to allocate. */
  function objective(x: Float64Array = buffers.x, y: Float64Array = buffers.y, count: number = 1): number {
    check("objective", inputs[0]!, x, count);
    check("objective", inputs[1]!, y, count);
    // total = 0
    let total = 0;
    for (let n = 0; n < count; n++) {
      // t1 = x − xMean   [1]   net.ts:7
      // t2 = t1/xScale   [1]   net.ts:7
      const t2 = (x[n]! - xMean[0]!) / xScale[0]!;
      // hidden = W¹·t2 + b¹   [10]   net.ts:7
      // h = σ(hidden)   [10]   net.ts:8
      // out = W²·h + b²   [1]   net.ts:9
      // t9 = y − yMean   [1]   net.ts:16
      // t10 = t9/yScale   [1]   net.ts:16
      // t11 = out − t10   [1]   net.ts:16
      // t12 = t11 * t11   [1]   net.ts:16
      // L = Σ t12   net.ts:16
      // total = Σ L
      let L = 0;
      let W2h = 0;
      for (let j = 0; j < 10; j++) {
        W2h += W2[j]! * (1 / (1 + Math.exp(-(W1[j]! * t2 + b1[j]!))));
      }
      const t11 = W2h + b2[0]! - (y[n]! - yMean[0]!) / yScale[0]!;
      L += t11 * t11;
      total += L;
    }
    // J = (Σ L)/count
    return total / count;
  }

  /** Every parameter is drawn from a stream of its own, found by the seed and a hash of its name. */
  function initialize(seed: number = 0): void {
    parameters.fill(0);
    drawUniform(W1, 0.7385489458759964, random(seed, 0x69906e69)); // hidden.weight
    drawUniform(W2, 0.7385489458759964, random(seed, 0xd4d0965f)); // out.weight
    xScale.fill(1);
    yScale.fill(1);
    state.fill(0);
    beta1Power.fill(1);
    beta2Power.fill(1);
    network.adapted = false;
  }

  const calls: Calls = {
    backward: (arrays, count) => backward(arrays[0]!, arrays[2]!, count),
    trainStep: (arrays, count) => trainStep(arrays[0]!, arrays[2]!, count),
    metrics(arrays, count) {
      forward(arrays[0]!, arrays[1]!, count);
      return { loss: objective(arrays[0]!, arrays[2]!, count), ...errors(arrays[2]!, arrays[1]!, 1) };
    },
    adapt(arrays) {
      fitColumns(arrays[0]!, xMean, xScale);
      fitColumns(arrays[2]!, yMean, yScale);
      network.adapted = true;
    },
  };
  const network: Mcycle = {
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
    adapted: false,
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
      network.adapted = other.adapted;
    },
    adapt: (x, y) => calls.adapt(readRows("adapt", x, y)[0]),
    fit: (x, y, options) => fit(network, calls, x, y, options),
    predict(x, out) {
      const rows = pack("predict", inputs[0]!, x);
      const count = rows.length;
      out ??= zeros(count);
      forward(rows, out, count);
      return out;
    },
    evaluate: (x, y) => calls.metrics(...readRows("evaluate", x, y)),
    summary,
    save: () => save(network),
    load(bytes) {
      load(network, bytes);
      network.adapted = true;
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
    network.adapted = true;
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

/** Rows of x. */
export type Inputs = Rows;

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
  backward(arrays: Arrays, count: number): void;
  trainStep(arrays: Arrays, count: number): void;
  metrics(arrays: Arrays, count: number): Metrics;
  adapt(arrays: Arrays): void;
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
        const values = pack(method, input, rows, count);
        count = values.length / input.size;
        return values;
      });
  const inputs = read(x);
  const targets = y.length > 0 ? read(y[0], true) : [];
  const examples = count ?? 1;
  return [[...inputs, ...metadata.outputs.map(({ size }) => zeros(examples * size)), ...targets], examples];
}

/**
 * Sets mean and scale to the mean and the population standard deviation of each column of `rows`; the scale of a constant
 * column is 1. Sums are of distances from the first row, so that a constant column has the deviation 0 exactly.
 */
function fitColumns(rows: Float64Array, mean: Float64Array, scale: Float64Array): void {
  const size = mean.length;
  const count = rows.length / size;
  for (let j = 0; j < size; j++) {
    let shift = 0;
    let variance = 0;
    for (let i = j; i < rows.length; i += size) shift += (rows[i]! - rows[j]!) / count;
    mean[j] = rows[j]! + shift;
    for (let i = j; i < rows.length; i += size) variance += (rows[i]! - rows[j]! - shift) ** 2 / count;
    scale[j] = Math.sqrt(variance) || 1;
  }
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
async function fit(network: Mcycle, calls: Calls, x: Inputs, y: Targets, options?: FitOptions): Promise<History> {
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
  if (!network.adapted) calls.adapt(train[0]);
  const batch = take(train, split, 0, rows);
  let epoch = 0;
  let resumed = Date.now();
  let best = Infinity;
  let waited = 0;
  let kept: Mcycle | undefined;
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
const summary = (): string => `Model: "mcycle"
Layer (type)               Output Shape  Param #
${"=".repeat(48)}
x (input)                  (None, 1)           0
standardize (standardize)  (None, 1)           2
hidden (dense)             (None, 10)         20
h (logistic)               (None, 10)          0
out (dense)                (None, 1)          11
yHat (unstandardize)       (None, 1)           2
${"=".repeat(48)}
Total params: 35
Trainable params: 31
Non-trainable params: 4`;

/**
 * Parameters and state in the safetensors format: the length of the header in 8 bytes, the header (JSON: name → type, shape, place),
 * then the numbers; little-endian, as all engines in use keep them. The header is ASCII, other characters are escaped, and
 * padded so that the numbers are aligned.
 */
function save({ parameters, state }: Mcycle): Uint8Array {
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
function load(network: Mcycle, bytes: Uint8Array): void {
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
function loadState(network: Mcycle, tensors: Readonly<Record<string, StoredTensor>>): void {
  if (metadata.state.every(({ name, shape }) => `${tensors[name]?.shape}` === `${shape}`)) {
    for (const { name, offset } of metadata.state) network.state.set(tensors[name]!.values, offset);
  }
}
