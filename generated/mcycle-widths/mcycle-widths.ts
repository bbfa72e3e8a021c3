/**
 * Compiled by nngen 0.1.0 from net.ts: a change made here is lost when it is compiled again.
 *
 * mcycle-widths: a network with 213 parameters
 *
 *   inputs     x [1]
 *   targets    y [1]
 *   outputs    yHat1 [1], yHat2 [1], yHat5 [1], yHat10 [1], yHat50 [1]
 *   optimizer  adam
 *   precision  f64
 *   memory     6848 bytes a network
 *   gradient   agrees with central differences: the largest error is 7.4e-11, at nodes5.hidden1.bias[1]
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
  inputs: [
    { name: "x", shape: [1], size: 1 },
    { name: "y", shape: [1], size: 1, target: true },
  ],
  outputs: [
    { name: "yHat1", shape: [1], size: 1 },
    { name: "yHat2", shape: [1], size: 1 },
    { name: "yHat5", shape: [1], size: 1 },
    { name: "yHat10", shape: [1], size: 1 },
    { name: "yHat50", shape: [1], size: 1 },
  ],
  parameters: [
    { name: "nodes1.hidden1.weight", shape: [1, 1], offset: 0, size: 1, trainable: true },
    { name: "nodes1.hidden1.bias", shape: [1], offset: 1, size: 1, trainable: true },
    { name: "nodes1.output.weight", shape: [1, 1], offset: 2, size: 1, trainable: true },
    { name: "nodes1.output.bias", shape: [1], offset: 3, size: 1, trainable: true },
    { name: "nodes2.hidden1.weight", shape: [2, 1], offset: 4, size: 2, trainable: true },
    { name: "nodes2.hidden1.bias", shape: [2], offset: 6, size: 2, trainable: true },
    { name: "nodes2.output.weight", shape: [1, 2], offset: 8, size: 2, trainable: true },
    { name: "nodes2.output.bias", shape: [1], offset: 10, size: 1, trainable: true },
    { name: "nodes5.hidden1.weight", shape: [5, 1], offset: 11, size: 5, trainable: true },
    { name: "nodes5.hidden1.bias", shape: [5], offset: 16, size: 5, trainable: true },
    { name: "nodes5.output.weight", shape: [1, 5], offset: 21, size: 5, trainable: true },
    { name: "nodes5.output.bias", shape: [1], offset: 26, size: 1, trainable: true },
    { name: "nodes10.hidden1.weight", shape: [10, 1], offset: 27, size: 10, trainable: true },
    { name: "nodes10.hidden1.bias", shape: [10], offset: 37, size: 10, trainable: true },
    { name: "nodes10.output.weight", shape: [1, 10], offset: 47, size: 10, trainable: true },
    { name: "nodes10.output.bias", shape: [1], offset: 57, size: 1, trainable: true },
    { name: "nodes50.hidden1.weight", shape: [50, 1], offset: 58, size: 50, trainable: true },
    { name: "nodes50.hidden1.bias", shape: [50], offset: 108, size: 50, trainable: true },
    { name: "nodes50.output.weight", shape: [1, 50], offset: 158, size: 50, trainable: true },
    { name: "nodes50.output.bias", shape: [1], offset: 208, size: 1, trainable: true },
    { name: "x.mean", shape: [1], offset: 209, size: 1, trainable: false },
    { name: "x.scale", shape: [1], offset: 210, size: 1, trainable: false },
    { name: "y.scale", shape: [1], offset: 211, size: 1, trainable: false },
    { name: "y.mean", shape: [1], offset: 212, size: 1, trainable: false },
  ],
  state: [
    { name: "state.adam.beta1Power", shape: [], offset: 0, size: 1 },
    { name: "state.adam.beta2Power", shape: [], offset: 1, size: 1 },
    { name: "state.adam.m.nodes1.hidden1.weight", shape: [1, 1], offset: 2, size: 1 },
    { name: "state.adam.v.nodes1.hidden1.weight", shape: [1, 1], offset: 3, size: 1 },
    { name: "state.adam.m.nodes1.hidden1.bias", shape: [1], offset: 4, size: 1 },
    { name: "state.adam.v.nodes1.hidden1.bias", shape: [1], offset: 5, size: 1 },
    { name: "state.adam.m.nodes1.output.weight", shape: [1, 1], offset: 6, size: 1 },
    { name: "state.adam.v.nodes1.output.weight", shape: [1, 1], offset: 7, size: 1 },
    { name: "state.adam.m.nodes1.output.bias", shape: [1], offset: 8, size: 1 },
    { name: "state.adam.v.nodes1.output.bias", shape: [1], offset: 9, size: 1 },
    { name: "state.adam.m.nodes2.hidden1.weight", shape: [2, 1], offset: 10, size: 2 },
    { name: "state.adam.v.nodes2.hidden1.weight", shape: [2, 1], offset: 12, size: 2 },
    { name: "state.adam.m.nodes2.hidden1.bias", shape: [2], offset: 14, size: 2 },
    { name: "state.adam.v.nodes2.hidden1.bias", shape: [2], offset: 16, size: 2 },
    { name: "state.adam.m.nodes2.output.weight", shape: [1, 2], offset: 18, size: 2 },
    { name: "state.adam.v.nodes2.output.weight", shape: [1, 2], offset: 20, size: 2 },
    { name: "state.adam.m.nodes2.output.bias", shape: [1], offset: 22, size: 1 },
    { name: "state.adam.v.nodes2.output.bias", shape: [1], offset: 23, size: 1 },
    { name: "state.adam.m.nodes5.hidden1.weight", shape: [5, 1], offset: 24, size: 5 },
    { name: "state.adam.v.nodes5.hidden1.weight", shape: [5, 1], offset: 29, size: 5 },
    { name: "state.adam.m.nodes5.hidden1.bias", shape: [5], offset: 34, size: 5 },
    { name: "state.adam.v.nodes5.hidden1.bias", shape: [5], offset: 39, size: 5 },
    { name: "state.adam.m.nodes5.output.weight", shape: [1, 5], offset: 44, size: 5 },
    { name: "state.adam.v.nodes5.output.weight", shape: [1, 5], offset: 49, size: 5 },
    { name: "state.adam.m.nodes5.output.bias", shape: [1], offset: 54, size: 1 },
    { name: "state.adam.v.nodes5.output.bias", shape: [1], offset: 55, size: 1 },
    { name: "state.adam.m.nodes10.hidden1.weight", shape: [10, 1], offset: 56, size: 10 },
    { name: "state.adam.v.nodes10.hidden1.weight", shape: [10, 1], offset: 66, size: 10 },
    { name: "state.adam.m.nodes10.hidden1.bias", shape: [10], offset: 76, size: 10 },
    { name: "state.adam.v.nodes10.hidden1.bias", shape: [10], offset: 86, size: 10 },
    { name: "state.adam.m.nodes10.output.weight", shape: [1, 10], offset: 96, size: 10 },
    { name: "state.adam.v.nodes10.output.weight", shape: [1, 10], offset: 106, size: 10 },
    { name: "state.adam.m.nodes10.output.bias", shape: [1], offset: 116, size: 1 },
    { name: "state.adam.v.nodes10.output.bias", shape: [1], offset: 117, size: 1 },
    { name: "state.adam.m.nodes50.hidden1.weight", shape: [50, 1], offset: 118, size: 50 },
    { name: "state.adam.v.nodes50.hidden1.weight", shape: [50, 1], offset: 168, size: 50 },
    { name: "state.adam.m.nodes50.hidden1.bias", shape: [50], offset: 218, size: 50 },
    { name: "state.adam.v.nodes50.hidden1.bias", shape: [50], offset: 268, size: 50 },
    { name: "state.adam.m.nodes50.output.weight", shape: [1, 50], offset: 318, size: 50 },
    { name: "state.adam.v.nodes50.output.weight", shape: [1, 50], offset: 368, size: 50 },
    { name: "state.adam.m.nodes50.output.bias", shape: [1], offset: 418, size: 1 },
    { name: "state.adam.v.nodes50.output.bias", shape: [1], offset: 419, size: 1 },
  ],
};

/**
 * One network, with every array that it will ever need. Arrays are row-major, `count` examples one after another; an argument
 * that is left out is the array of that name in `buffers`. A wrong length or count is a RangeError.
 */
export interface McycleWidths {
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
    readonly x: Float64Array;
    readonly y: Float64Array;
    readonly yHat1: Float64Array;
    readonly yHat2: Float64Array;
    readonly yHat5: Float64Array;
    readonly yHat10: Float64Array;
    readonly yHat50: Float64Array;
  };
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
  forward(
    x?: Float64Array,
    yHat1?: Float64Array,
    yHat2?: Float64Array,
    yHat5?: Float64Array,
    yHat10?: Float64Array,
    yHat50?: Float64Array,
    count?: number,
  ): void;
  /** Writes `gradient` and `loss[0]`. Allocates nothing. */
  backward(x?: Float64Array, y?: Float64Array, count?: number): void;
  /** One step of the optimiser, from `gradient` as it stands. Allocates nothing. */
  update(): void;
  /** `backward`, then `update`, in one: `loss[0]` is J before the step, `gradient` is left unspecified. Allocates nothing. */
  trainStep(x?: Float64Array, y?: Float64Array, count?: number): void;
  /** J. Allocates nothing but the number that it returns. */
  objective(x?: Float64Array, y?: Float64Array, count?: number): number;
  /** Takes over the parameters and the state of another network of this kind. Allocates nothing. */
  copyFrom(other: McycleWidths): void;
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
export function create(options: CreateOptions = {}): McycleWidths {
  const parameters = zeros(PARAMETER_COUNT);
  const gradient = zeros(PARAMETER_COUNT);
  const loss = zeros(1);
  const inputs = metadata.inputs;
  const outputs = metadata.outputs;
  const state = zeros(420);
  const hyper = Float64Array.of(0.05, 0); // learningRate, trainingSize
  const buffers: McycleWidths["buffers"] = {
    x: zeros(1),
    y: zeros(1),
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
  const dnodes1_hidden1_weight = gradient.subarray(0, 1); // ∂J/∂nodes1.hidden1.weight
  const dnodes1_hidden1_bias = gradient.subarray(1, 2); // ∂J/∂nodes1.hidden1.bias
  const dnodes1_output_weight = gradient.subarray(2, 3); // ∂J/∂nodes1.output.weight
  const dnodes1_output_bias = gradient.subarray(3, 4); // ∂J/∂nodes1.output.bias
  const dnodes2_hidden1_weight = gradient.subarray(4, 6); // ∂J/∂nodes2.hidden1.weight
  const dnodes2_hidden1_bias = gradient.subarray(6, 8); // ∂J/∂nodes2.hidden1.bias
  const dnodes2_output_weight = gradient.subarray(8, 10); // ∂J/∂nodes2.output.weight
  const dnodes2_output_bias = gradient.subarray(10, 11); // ∂J/∂nodes2.output.bias
  const dnodes5_hidden1_weight = gradient.subarray(11, 16); // ∂J/∂nodes5.hidden1.weight
  const dnodes5_hidden1_bias = gradient.subarray(16, 21); // ∂J/∂nodes5.hidden1.bias
  const dnodes5_output_weight = gradient.subarray(21, 26); // ∂J/∂nodes5.output.weight
  const dnodes5_output_bias = gradient.subarray(26, 27); // ∂J/∂nodes5.output.bias
  const dnodes10_hidden1_weight = gradient.subarray(27, 37); // ∂J/∂nodes10.hidden1.weight
  const dnodes10_hidden1_bias = gradient.subarray(37, 47); // ∂J/∂nodes10.hidden1.bias
  const dnodes10_output_weight = gradient.subarray(47, 57); // ∂J/∂nodes10.output.weight
  const dnodes10_output_bias = gradient.subarray(57, 58); // ∂J/∂nodes10.output.bias
  const dnodes50_hidden1_weight = gradient.subarray(58, 108); // ∂J/∂nodes50.hidden1.weight
  const dnodes50_hidden1_bias = gradient.subarray(108, 158); // ∂J/∂nodes50.hidden1.bias
  const dnodes50_output_weight = gradient.subarray(158, 208); // ∂J/∂nodes50.output.weight
  const dnodes50_output_bias = gradient.subarray(208, 209); // ∂J/∂nodes50.output.bias
  const beta1Power = state.subarray(0, 1); // adam.beta1Power
  const beta2Power = state.subarray(1, 2); // adam.beta2Power
  const mnodes1_hidden1_weight = state.subarray(2, 3); // adam.m.nodes1.hidden1.weight
  const vnodes1_hidden1_weight = state.subarray(3, 4); // adam.v.nodes1.hidden1.weight
  const mnodes1_hidden1_bias = state.subarray(4, 5); // adam.m.nodes1.hidden1.bias
  const vnodes1_hidden1_bias = state.subarray(5, 6); // adam.v.nodes1.hidden1.bias
  const mnodes1_output_weight = state.subarray(6, 7); // adam.m.nodes1.output.weight
  const vnodes1_output_weight = state.subarray(7, 8); // adam.v.nodes1.output.weight
  const mnodes1_output_bias = state.subarray(8, 9); // adam.m.nodes1.output.bias
  const vnodes1_output_bias = state.subarray(9, 10); // adam.v.nodes1.output.bias
  const mnodes2_hidden1_weight = state.subarray(10, 12); // adam.m.nodes2.hidden1.weight
  const vnodes2_hidden1_weight = state.subarray(12, 14); // adam.v.nodes2.hidden1.weight
  const mnodes2_hidden1_bias = state.subarray(14, 16); // adam.m.nodes2.hidden1.bias
  const vnodes2_hidden1_bias = state.subarray(16, 18); // adam.v.nodes2.hidden1.bias
  const mnodes2_output_weight = state.subarray(18, 20); // adam.m.nodes2.output.weight
  const vnodes2_output_weight = state.subarray(20, 22); // adam.v.nodes2.output.weight
  const mnodes2_output_bias = state.subarray(22, 23); // adam.m.nodes2.output.bias
  const vnodes2_output_bias = state.subarray(23, 24); // adam.v.nodes2.output.bias
  const mnodes5_hidden1_weight = state.subarray(24, 29); // adam.m.nodes5.hidden1.weight
  const vnodes5_hidden1_weight = state.subarray(29, 34); // adam.v.nodes5.hidden1.weight
  const mnodes5_hidden1_bias = state.subarray(34, 39); // adam.m.nodes5.hidden1.bias
  const vnodes5_hidden1_bias = state.subarray(39, 44); // adam.v.nodes5.hidden1.bias
  const mnodes5_output_weight = state.subarray(44, 49); // adam.m.nodes5.output.weight
  const vnodes5_output_weight = state.subarray(49, 54); // adam.v.nodes5.output.weight
  const mnodes5_output_bias = state.subarray(54, 55); // adam.m.nodes5.output.bias
  const vnodes5_output_bias = state.subarray(55, 56); // adam.v.nodes5.output.bias
  const mnodes10_hidden1_weight = state.subarray(56, 66); // adam.m.nodes10.hidden1.weight
  const vnodes10_hidden1_weight = state.subarray(66, 76); // adam.v.nodes10.hidden1.weight
  const mnodes10_hidden1_bias = state.subarray(76, 86); // adam.m.nodes10.hidden1.bias
  const vnodes10_hidden1_bias = state.subarray(86, 96); // adam.v.nodes10.hidden1.bias
  const mnodes10_output_weight = state.subarray(96, 106); // adam.m.nodes10.output.weight
  const vnodes10_output_weight = state.subarray(106, 116); // adam.v.nodes10.output.weight
  const mnodes10_output_bias = state.subarray(116, 117); // adam.m.nodes10.output.bias
  const vnodes10_output_bias = state.subarray(117, 118); // adam.v.nodes10.output.bias
  const mnodes50_hidden1_weight = state.subarray(118, 168); // adam.m.nodes50.hidden1.weight
  const vnodes50_hidden1_weight = state.subarray(168, 218); // adam.v.nodes50.hidden1.weight
  const mnodes50_hidden1_bias = state.subarray(218, 268); // adam.m.nodes50.hidden1.bias
  const vnodes50_hidden1_bias = state.subarray(268, 318); // adam.v.nodes50.hidden1.bias
  const mnodes50_output_weight = state.subarray(318, 368); // adam.m.nodes50.output.weight
  const vnodes50_output_weight = state.subarray(368, 418); // adam.v.nodes50.output.weight
  const mnodes50_output_bias = state.subarray(418, 419); // adam.m.nodes50.output.bias
  const vnodes50_output_bias = state.subarray(419, 420); // adam.v.nodes50.output.bias
  // In nested loops V8 takes an array for fixed where a constant of the function holds it.
  const views = {
    nodes2_output_weight,
    nodes2_hidden1_weight,
    nodes2_hidden1_bias,
    nodes5_output_weight,
    nodes5_hidden1_weight,
    nodes5_hidden1_bias,
    nodes10_output_weight,
    nodes10_hidden1_weight,
    nodes10_hidden1_bias,
    nodes50_output_weight,
    nodes50_hidden1_weight,
    nodes50_hidden1_bias,
  };

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
    const {
      nodes2_output_weight,
      nodes2_hidden1_weight,
      nodes2_hidden1_bias,
      nodes5_output_weight,
      nodes5_hidden1_weight,
      nodes5_hidden1_bias,
      nodes10_output_weight,
      nodes10_hidden1_weight,
      nodes10_hidden1_bias,
      nodes50_output_weight,
      nodes50_hidden1_weight,
      nodes50_hidden1_bias,
    } = views;
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

  /** Backpropagation over `count` examples: writes ∇J to `gradient` and J to `loss[0]`, regulariser included. Allocates nothing. */
  function backward(x: Float64Array = buffers.x, y: Float64Array = buffers.y, count: number = 1): void {
    check("backward", inputs[0]!, x, count);
    check("backward", inputs[1]!, y, count);
    // n̅o̅d̅e̅s̅5̅0̅_̅o̅u̅t̅p̅u̅t̅_̅b̅i̅a̅s̅ = 0   [1]   net.ts:8
    dnodes50_output_bias[0] = 0;
    // n̅o̅d̅e̅s̅5̅0̅_̅o̅u̅t̅p̅u̅t̅_̅w̅e̅i̅g̅h̅t̅ = 0   [1, 50]   net.ts:8
    for (let j = 0; j < 50; j++) {
      dnodes50_output_weight[j] = 0;
    }
    // n̅o̅d̅e̅s̅5̅0̅_̅h̅i̅d̅d̅e̅n̅1̅_̅b̅i̅a̅s̅ = 0   [50]
    for (let i = 0; i < 50; i++) {
      dnodes50_hidden1_bias[i] = 0;
    }
    // n̅o̅d̅e̅s̅5̅0̅_̅h̅i̅d̅d̅e̅n̅1̅_̅w̅e̅i̅g̅h̅t̅ = 0   [50, 1]
    for (let i = 0; i < 50; i++) {
      dnodes50_hidden1_weight[i] = 0;
    }
    // n̅o̅d̅e̅s̅1̅0̅_̅o̅u̅t̅p̅u̅t̅_̅b̅i̅a̅s̅ = 0   [1]   net.ts:8
    dnodes10_output_bias[0] = 0;
    // n̅o̅d̅e̅s̅1̅0̅_̅o̅u̅t̅p̅u̅t̅_̅w̅e̅i̅g̅h̅t̅ = 0   [1, 10]   net.ts:8
    for (let j = 0; j < 10; j++) {
      dnodes10_output_weight[j] = 0;
    }
    // n̅o̅d̅e̅s̅1̅0̅_̅h̅i̅d̅d̅e̅n̅1̅_̅b̅i̅a̅s̅ = 0   [10]
    for (let i = 0; i < 10; i++) {
      dnodes10_hidden1_bias[i] = 0;
    }
    // n̅o̅d̅e̅s̅1̅0̅_̅h̅i̅d̅d̅e̅n̅1̅_̅w̅e̅i̅g̅h̅t̅ = 0   [10, 1]
    for (let i = 0; i < 10; i++) {
      dnodes10_hidden1_weight[i] = 0;
    }
    // n̅o̅d̅e̅s̅5̅_̅o̅u̅t̅p̅u̅t̅_̅b̅i̅a̅s̅ = 0   [1]   net.ts:8
    dnodes5_output_bias[0] = 0;
    // n̅o̅d̅e̅s̅5̅_̅o̅u̅t̅p̅u̅t̅_̅w̅e̅i̅g̅h̅t̅ = 0   [1, 5]   net.ts:8
    for (let j = 0; j < 5; j++) {
      dnodes5_output_weight[j] = 0;
    }
    // n̅o̅d̅e̅s̅5̅_̅h̅i̅d̅d̅e̅n̅1̅_̅b̅i̅a̅s̅ = 0   [5]
    for (let i = 0; i < 5; i++) {
      dnodes5_hidden1_bias[i] = 0;
    }
    // n̅o̅d̅e̅s̅5̅_̅h̅i̅d̅d̅e̅n̅1̅_̅w̅e̅i̅g̅h̅t̅ = 0   [5, 1]
    for (let i = 0; i < 5; i++) {
      dnodes5_hidden1_weight[i] = 0;
    }
    // n̅o̅d̅e̅s̅2̅_̅o̅u̅t̅p̅u̅t̅_̅b̅i̅a̅s̅ = 0   [1]   net.ts:8
    dnodes2_output_bias[0] = 0;
    // n̅o̅d̅e̅s̅2̅_̅o̅u̅t̅p̅u̅t̅_̅w̅e̅i̅g̅h̅t̅ = 0   [1, 2]   net.ts:8
    dnodes2_output_weight[0] = 0;
    dnodes2_output_weight[1] = 0;
    // n̅o̅d̅e̅s̅2̅_̅h̅i̅d̅d̅e̅n̅1̅_̅b̅i̅a̅s̅ = 0   [2]
    dnodes2_hidden1_bias[0] = 0;
    dnodes2_hidden1_bias[1] = 0;
    // n̅o̅d̅e̅s̅2̅_̅h̅i̅d̅d̅e̅n̅1̅_̅w̅e̅i̅g̅h̅t̅ = 0   [2, 1]
    dnodes2_hidden1_weight[0] = 0;
    dnodes2_hidden1_weight[1] = 0;
    // n̅o̅d̅e̅s̅1̅_̅o̅u̅t̅p̅u̅t̅_̅b̅i̅a̅s̅ = 0   [1]   net.ts:8
    dnodes1_output_bias[0] = 0;
    // n̅o̅d̅e̅s̅1̅_̅o̅u̅t̅p̅u̅t̅_̅w̅e̅i̅g̅h̅t̅ = 0   [1, 1]   net.ts:8
    dnodes1_output_weight[0] = 0;
    // n̅o̅d̅e̅s̅1̅_̅h̅i̅d̅d̅e̅n̅1̅_̅b̅i̅a̅s̅ = 0   [1]
    dnodes1_hidden1_bias[0] = 0;
    // n̅o̅d̅e̅s̅1̅_̅h̅i̅d̅d̅e̅n̅1̅_̅w̅e̅i̅g̅h̅t̅ = 0   [1, 1]
    dnodes1_hidden1_weight[0] = 0;
    // total = 0
    let total = 0;
    for (let n = 0; n < count; n++) {
      // t1 = x − xMean   [1]   net.ts:8
      // t2 = t1/xScale   [1]   net.ts:8
      const t2 = (x[n]! - xMean[0]!) / xScale[0]!;
      // t3 = t2·nodes1_hidden1_weightᵀ   [1]
      // t4 = t3 + nodes1_hidden1_bias   [1]
      // t5 = tanh(t4)   [1]
      const t5 = Math.tanh(nodes1_hidden1_weight[0]! * t2 + nodes1_hidden1_bias[0]!);
      // t10 = t2·nodes2_hidden1_weightᵀ   [2]
      // t11 = t10 + nodes2_hidden1_bias   [2]
      // t12 = tanh(t11)   [2]
      const t12_0 = Math.tanh(nodes2_hidden1_weight[0]! * t2 + nodes2_hidden1_bias[0]!);
      const t12_1 = Math.tanh(nodes2_hidden1_weight[1]! * t2 + nodes2_hidden1_bias[1]!);
      // t17 = t2·nodes5_hidden1_weightᵀ   [5]
      // t18 = t17 + nodes5_hidden1_bias   [5]
      // t19 = tanh(t18)   [5]
      const t19_0 = Math.tanh(nodes5_hidden1_weight[0]! * t2 + nodes5_hidden1_bias[0]!);
      const t19_1 = Math.tanh(nodes5_hidden1_weight[1]! * t2 + nodes5_hidden1_bias[1]!);
      const t19_2 = Math.tanh(nodes5_hidden1_weight[2]! * t2 + nodes5_hidden1_bias[2]!);
      const t19_3 = Math.tanh(nodes5_hidden1_weight[3]! * t2 + nodes5_hidden1_bias[3]!);
      const t19_4 = Math.tanh(nodes5_hidden1_weight[4]! * t2 + nodes5_hidden1_bias[4]!);
      // t24 = t2·nodes10_hidden1_weightᵀ   [10]
      // t25 = t24 + nodes10_hidden1_bias   [10]
      // t26 = tanh(t25)   [10]
      const t26_0 = Math.tanh(nodes10_hidden1_weight[0]! * t2 + nodes10_hidden1_bias[0]!);
      const t26_1 = Math.tanh(nodes10_hidden1_weight[1]! * t2 + nodes10_hidden1_bias[1]!);
      const t26_2 = Math.tanh(nodes10_hidden1_weight[2]! * t2 + nodes10_hidden1_bias[2]!);
      const t26_3 = Math.tanh(nodes10_hidden1_weight[3]! * t2 + nodes10_hidden1_bias[3]!);
      const t26_4 = Math.tanh(nodes10_hidden1_weight[4]! * t2 + nodes10_hidden1_bias[4]!);
      const t26_5 = Math.tanh(nodes10_hidden1_weight[5]! * t2 + nodes10_hidden1_bias[5]!);
      const t26_6 = Math.tanh(nodes10_hidden1_weight[6]! * t2 + nodes10_hidden1_bias[6]!);
      const t26_7 = Math.tanh(nodes10_hidden1_weight[7]! * t2 + nodes10_hidden1_bias[7]!);
      const t26_8 = Math.tanh(nodes10_hidden1_weight[8]! * t2 + nodes10_hidden1_bias[8]!);
      const t26_9 = Math.tanh(nodes10_hidden1_weight[9]! * t2 + nodes10_hidden1_bias[9]!);
      // t31 = t2·nodes50_hidden1_weightᵀ   [50]
      // t32 = t31 + nodes50_hidden1_bias   [50]
      // t33 = tanh(t32)   [50]
      const t33_0 = Math.tanh(nodes50_hidden1_weight[0]! * t2 + nodes50_hidden1_bias[0]!);
      const t33_1 = Math.tanh(nodes50_hidden1_weight[1]! * t2 + nodes50_hidden1_bias[1]!);
      const t33_2 = Math.tanh(nodes50_hidden1_weight[2]! * t2 + nodes50_hidden1_bias[2]!);
      const t33_3 = Math.tanh(nodes50_hidden1_weight[3]! * t2 + nodes50_hidden1_bias[3]!);
      const t33_4 = Math.tanh(nodes50_hidden1_weight[4]! * t2 + nodes50_hidden1_bias[4]!);
      const t33_5 = Math.tanh(nodes50_hidden1_weight[5]! * t2 + nodes50_hidden1_bias[5]!);
      const t33_6 = Math.tanh(nodes50_hidden1_weight[6]! * t2 + nodes50_hidden1_bias[6]!);
      const t33_7 = Math.tanh(nodes50_hidden1_weight[7]! * t2 + nodes50_hidden1_bias[7]!);
      const t33_8 = Math.tanh(nodes50_hidden1_weight[8]! * t2 + nodes50_hidden1_bias[8]!);
      const t33_9 = Math.tanh(nodes50_hidden1_weight[9]! * t2 + nodes50_hidden1_bias[9]!);
      const t33_10 = Math.tanh(nodes50_hidden1_weight[10]! * t2 + nodes50_hidden1_bias[10]!);
      const t33_11 = Math.tanh(nodes50_hidden1_weight[11]! * t2 + nodes50_hidden1_bias[11]!);
      const t33_12 = Math.tanh(nodes50_hidden1_weight[12]! * t2 + nodes50_hidden1_bias[12]!);
      const t33_13 = Math.tanh(nodes50_hidden1_weight[13]! * t2 + nodes50_hidden1_bias[13]!);
      const t33_14 = Math.tanh(nodes50_hidden1_weight[14]! * t2 + nodes50_hidden1_bias[14]!);
      const t33_15 = Math.tanh(nodes50_hidden1_weight[15]! * t2 + nodes50_hidden1_bias[15]!);
      const t33_16 = Math.tanh(nodes50_hidden1_weight[16]! * t2 + nodes50_hidden1_bias[16]!);
      const t33_17 = Math.tanh(nodes50_hidden1_weight[17]! * t2 + nodes50_hidden1_bias[17]!);
      const t33_18 = Math.tanh(nodes50_hidden1_weight[18]! * t2 + nodes50_hidden1_bias[18]!);
      const t33_19 = Math.tanh(nodes50_hidden1_weight[19]! * t2 + nodes50_hidden1_bias[19]!);
      const t33_20 = Math.tanh(nodes50_hidden1_weight[20]! * t2 + nodes50_hidden1_bias[20]!);
      const t33_21 = Math.tanh(nodes50_hidden1_weight[21]! * t2 + nodes50_hidden1_bias[21]!);
      const t33_22 = Math.tanh(nodes50_hidden1_weight[22]! * t2 + nodes50_hidden1_bias[22]!);
      const t33_23 = Math.tanh(nodes50_hidden1_weight[23]! * t2 + nodes50_hidden1_bias[23]!);
      const t33_24 = Math.tanh(nodes50_hidden1_weight[24]! * t2 + nodes50_hidden1_bias[24]!);
      const t33_25 = Math.tanh(nodes50_hidden1_weight[25]! * t2 + nodes50_hidden1_bias[25]!);
      const t33_26 = Math.tanh(nodes50_hidden1_weight[26]! * t2 + nodes50_hidden1_bias[26]!);
      const t33_27 = Math.tanh(nodes50_hidden1_weight[27]! * t2 + nodes50_hidden1_bias[27]!);
      const t33_28 = Math.tanh(nodes50_hidden1_weight[28]! * t2 + nodes50_hidden1_bias[28]!);
      const t33_29 = Math.tanh(nodes50_hidden1_weight[29]! * t2 + nodes50_hidden1_bias[29]!);
      const t33_30 = Math.tanh(nodes50_hidden1_weight[30]! * t2 + nodes50_hidden1_bias[30]!);
      const t33_31 = Math.tanh(nodes50_hidden1_weight[31]! * t2 + nodes50_hidden1_bias[31]!);
      const t33_32 = Math.tanh(nodes50_hidden1_weight[32]! * t2 + nodes50_hidden1_bias[32]!);
      const t33_33 = Math.tanh(nodes50_hidden1_weight[33]! * t2 + nodes50_hidden1_bias[33]!);
      const t33_34 = Math.tanh(nodes50_hidden1_weight[34]! * t2 + nodes50_hidden1_bias[34]!);
      const t33_35 = Math.tanh(nodes50_hidden1_weight[35]! * t2 + nodes50_hidden1_bias[35]!);
      const t33_36 = Math.tanh(nodes50_hidden1_weight[36]! * t2 + nodes50_hidden1_bias[36]!);
      const t33_37 = Math.tanh(nodes50_hidden1_weight[37]! * t2 + nodes50_hidden1_bias[37]!);
      const t33_38 = Math.tanh(nodes50_hidden1_weight[38]! * t2 + nodes50_hidden1_bias[38]!);
      const t33_39 = Math.tanh(nodes50_hidden1_weight[39]! * t2 + nodes50_hidden1_bias[39]!);
      const t33_40 = Math.tanh(nodes50_hidden1_weight[40]! * t2 + nodes50_hidden1_bias[40]!);
      const t33_41 = Math.tanh(nodes50_hidden1_weight[41]! * t2 + nodes50_hidden1_bias[41]!);
      const t33_42 = Math.tanh(nodes50_hidden1_weight[42]! * t2 + nodes50_hidden1_bias[42]!);
      const t33_43 = Math.tanh(nodes50_hidden1_weight[43]! * t2 + nodes50_hidden1_bias[43]!);
      const t33_44 = Math.tanh(nodes50_hidden1_weight[44]! * t2 + nodes50_hidden1_bias[44]!);
      const t33_45 = Math.tanh(nodes50_hidden1_weight[45]! * t2 + nodes50_hidden1_bias[45]!);
      const t33_46 = Math.tanh(nodes50_hidden1_weight[46]! * t2 + nodes50_hidden1_bias[46]!);
      const t33_47 = Math.tanh(nodes50_hidden1_weight[47]! * t2 + nodes50_hidden1_bias[47]!);
      const t33_48 = Math.tanh(nodes50_hidden1_weight[48]! * t2 + nodes50_hidden1_bias[48]!);
      const t33_49 = Math.tanh(nodes50_hidden1_weight[49]! * t2 + nodes50_hidden1_bias[49]!);
      // t36 = y − yMean   [1]   net.ts:26
      // t37 = t36/yScale   [1]   net.ts:26
      const t37 = (y[n]! - yMean[0]!) / yScale[0]!;
      // t6 = t5·nodes1_output_weightᵀ   [1]   net.ts:8
      // nodes1 = t6 + nodes1_output_bias   [1]   net.ts:8
      // t38 = nodes1 − t37   [1]   net.ts:26
      const t38 = nodes1_output_weight[0]! * t5 + nodes1_output_bias[0]! - t37;
      // t13 = t12·nodes2_output_weightᵀ   [1]   net.ts:8
      // nodes2 = t13 + nodes2_output_bias   [1]   net.ts:8
      // t43 = nodes2 − t37   [1]   net.ts:26
      const t43 = nodes2_output_weight[0]! * t12_0 + nodes2_output_weight[1]! * t12_1 + nodes2_output_bias[0]! - t37;
      // t20 = t19·nodes5_output_weightᵀ   [1]   net.ts:8
      // nodes5 = t20 + nodes5_output_bias   [1]   net.ts:8
      // t48 = nodes5 − t37   [1]   net.ts:26
      const t48 =
        nodes5_output_weight[0]! * t19_0 +
        nodes5_output_weight[1]! * t19_1 +
        nodes5_output_weight[2]! * t19_2 +
        nodes5_output_weight[3]! * t19_3 +
        nodes5_output_weight[4]! * t19_4 +
        nodes5_output_bias[0]! -
        t37;
      // t27 = t26·nodes10_output_weightᵀ   [1]   net.ts:8
      // nodes10 = t27 + nodes10_output_bias   [1]   net.ts:8
      // t53 = nodes10 − t37   [1]   net.ts:26
      const t53 =
        nodes10_output_weight[0]! * t26_0 +
        nodes10_output_weight[1]! * t26_1 +
        nodes10_output_weight[2]! * t26_2 +
        nodes10_output_weight[3]! * t26_3 +
        (nodes10_output_weight[4]! * t26_4 +
          nodes10_output_weight[5]! * t26_5 +
          nodes10_output_weight[6]! * t26_6 +
          nodes10_output_weight[7]! * t26_7) +
        (nodes10_output_weight[8]! * t26_8 + nodes10_output_weight[9]! * t26_9) +
        nodes10_output_bias[0]! -
        t37;
      // t34 = t33·nodes50_output_weightᵀ   [1]   net.ts:8
      // nodes50 = t34 + nodes50_output_bias   [1]   net.ts:8
      // t58 = nodes50 − t37   [1]   net.ts:26
      const t58 =
        nodes50_output_weight[0]! * t33_0 +
        nodes50_output_weight[1]! * t33_1 +
        nodes50_output_weight[2]! * t33_2 +
        nodes50_output_weight[3]! * t33_3 +
        (nodes50_output_weight[4]! * t33_4 +
          nodes50_output_weight[5]! * t33_5 +
          nodes50_output_weight[6]! * t33_6 +
          nodes50_output_weight[7]! * t33_7) +
        (nodes50_output_weight[8]! * t33_8 +
          nodes50_output_weight[9]! * t33_9 +
          nodes50_output_weight[10]! * t33_10 +
          nodes50_output_weight[11]! * t33_11) +
        (nodes50_output_weight[12]! * t33_12 +
          nodes50_output_weight[13]! * t33_13 +
          nodes50_output_weight[14]! * t33_14 +
          nodes50_output_weight[15]! * t33_15) +
        (nodes50_output_weight[16]! * t33_16 +
          nodes50_output_weight[17]! * t33_17 +
          nodes50_output_weight[18]! * t33_18 +
          nodes50_output_weight[19]! * t33_19 +
          (nodes50_output_weight[20]! * t33_20 +
            nodes50_output_weight[21]! * t33_21 +
            nodes50_output_weight[22]! * t33_22 +
            nodes50_output_weight[23]! * t33_23) +
          (nodes50_output_weight[24]! * t33_24 +
            nodes50_output_weight[25]! * t33_25 +
            nodes50_output_weight[26]! * t33_26 +
            nodes50_output_weight[27]! * t33_27) +
          (nodes50_output_weight[28]! * t33_28 +
            nodes50_output_weight[29]! * t33_29 +
            nodes50_output_weight[30]! * t33_30 +
            nodes50_output_weight[31]! * t33_31)) +
        (nodes50_output_weight[32]! * t33_32 +
          nodes50_output_weight[33]! * t33_33 +
          nodes50_output_weight[34]! * t33_34 +
          nodes50_output_weight[35]! * t33_35 +
          (nodes50_output_weight[36]! * t33_36 +
            nodes50_output_weight[37]! * t33_37 +
            nodes50_output_weight[38]! * t33_38 +
            nodes50_output_weight[39]! * t33_39) +
          (nodes50_output_weight[40]! * t33_40 +
            nodes50_output_weight[41]! * t33_41 +
            nodes50_output_weight[42]! * t33_42 +
            nodes50_output_weight[43]! * t33_43) +
          (nodes50_output_weight[44]! * t33_44 +
            nodes50_output_weight[45]! * t33_45 +
            nodes50_output_weight[46]! * t33_46 +
            nodes50_output_weight[47]! * t33_47)) +
        (nodes50_output_weight[48]! * t33_48 + nodes50_output_weight[49]! * t33_49) +
        nodes50_output_bias[0]! -
        t37;
      // t̄58 = 2 * t58   [1]   net.ts:26
      const t58Bar = 2 * t58;
      // t̄53 = 2 * t53   [1]   net.ts:26
      const t53Bar = 2 * t53;
      // t̄48 = 2 * t48   [1]   net.ts:26
      const t48Bar = 2 * t48;
      // t̄43 = 2 * t43   [1]   net.ts:26
      const t43Bar = 2 * t43;
      // t̄38 = 2 * t38   [1]   net.ts:26
      const t38Bar = 2 * t38;
      // n̅o̅d̅e̅s̅5̅0̅_̅o̅u̅t̅p̅u̅t̅_̅b̅i̅a̅s̅ = Σ t̄58   [1]   net.ts:8
      dnodes50_output_bias[0]! += t58Bar;
      // n̅o̅d̅e̅s̅5̅0̅_̅o̅u̅t̅p̅u̅t̅_̅w̅e̅i̅g̅h̅t̅ = t̄58ᵀ·t33   [1, 50]   net.ts:8
      dnodes50_output_weight[0]! += t58Bar * t33_0;
      dnodes50_output_weight[1]! += t58Bar * t33_1;
      dnodes50_output_weight[2]! += t58Bar * t33_2;
      dnodes50_output_weight[3]! += t58Bar * t33_3;
      dnodes50_output_weight[4]! += t58Bar * t33_4;
      dnodes50_output_weight[5]! += t58Bar * t33_5;
      dnodes50_output_weight[6]! += t58Bar * t33_6;
      dnodes50_output_weight[7]! += t58Bar * t33_7;
      dnodes50_output_weight[8]! += t58Bar * t33_8;
      dnodes50_output_weight[9]! += t58Bar * t33_9;
      dnodes50_output_weight[10]! += t58Bar * t33_10;
      dnodes50_output_weight[11]! += t58Bar * t33_11;
      dnodes50_output_weight[12]! += t58Bar * t33_12;
      dnodes50_output_weight[13]! += t58Bar * t33_13;
      dnodes50_output_weight[14]! += t58Bar * t33_14;
      dnodes50_output_weight[15]! += t58Bar * t33_15;
      dnodes50_output_weight[16]! += t58Bar * t33_16;
      dnodes50_output_weight[17]! += t58Bar * t33_17;
      dnodes50_output_weight[18]! += t58Bar * t33_18;
      dnodes50_output_weight[19]! += t58Bar * t33_19;
      dnodes50_output_weight[20]! += t58Bar * t33_20;
      dnodes50_output_weight[21]! += t58Bar * t33_21;
      dnodes50_output_weight[22]! += t58Bar * t33_22;
      dnodes50_output_weight[23]! += t58Bar * t33_23;
      dnodes50_output_weight[24]! += t58Bar * t33_24;
      dnodes50_output_weight[25]! += t58Bar * t33_25;
      dnodes50_output_weight[26]! += t58Bar * t33_26;
      dnodes50_output_weight[27]! += t58Bar * t33_27;
      dnodes50_output_weight[28]! += t58Bar * t33_28;
      dnodes50_output_weight[29]! += t58Bar * t33_29;
      dnodes50_output_weight[30]! += t58Bar * t33_30;
      dnodes50_output_weight[31]! += t58Bar * t33_31;
      dnodes50_output_weight[32]! += t58Bar * t33_32;
      dnodes50_output_weight[33]! += t58Bar * t33_33;
      dnodes50_output_weight[34]! += t58Bar * t33_34;
      dnodes50_output_weight[35]! += t58Bar * t33_35;
      dnodes50_output_weight[36]! += t58Bar * t33_36;
      dnodes50_output_weight[37]! += t58Bar * t33_37;
      dnodes50_output_weight[38]! += t58Bar * t33_38;
      dnodes50_output_weight[39]! += t58Bar * t33_39;
      dnodes50_output_weight[40]! += t58Bar * t33_40;
      dnodes50_output_weight[41]! += t58Bar * t33_41;
      dnodes50_output_weight[42]! += t58Bar * t33_42;
      dnodes50_output_weight[43]! += t58Bar * t33_43;
      dnodes50_output_weight[44]! += t58Bar * t33_44;
      dnodes50_output_weight[45]! += t58Bar * t33_45;
      dnodes50_output_weight[46]! += t58Bar * t33_46;
      dnodes50_output_weight[47]! += t58Bar * t33_47;
      dnodes50_output_weight[48]! += t58Bar * t33_48;
      dnodes50_output_weight[49]! += t58Bar * t33_49;
      // t̄33 = t̄58·nodes50_output_weight   [50]   net.ts:8
      // t̄32 = t̄33 * (1 − t33²)   [50]
      const t32Bar_0 = t58Bar * nodes50_output_weight[0]! * (1 - t33_0 * t33_0);
      const t32Bar_1 = t58Bar * nodes50_output_weight[1]! * (1 - t33_1 * t33_1);
      const t32Bar_2 = t58Bar * nodes50_output_weight[2]! * (1 - t33_2 * t33_2);
      const t32Bar_3 = t58Bar * nodes50_output_weight[3]! * (1 - t33_3 * t33_3);
      const t32Bar_4 = t58Bar * nodes50_output_weight[4]! * (1 - t33_4 * t33_4);
      const t32Bar_5 = t58Bar * nodes50_output_weight[5]! * (1 - t33_5 * t33_5);
      const t32Bar_6 = t58Bar * nodes50_output_weight[6]! * (1 - t33_6 * t33_6);
      const t32Bar_7 = t58Bar * nodes50_output_weight[7]! * (1 - t33_7 * t33_7);
      const t32Bar_8 = t58Bar * nodes50_output_weight[8]! * (1 - t33_8 * t33_8);
      const t32Bar_9 = t58Bar * nodes50_output_weight[9]! * (1 - t33_9 * t33_9);
      const t32Bar_10 = t58Bar * nodes50_output_weight[10]! * (1 - t33_10 * t33_10);
      const t32Bar_11 = t58Bar * nodes50_output_weight[11]! * (1 - t33_11 * t33_11);
      const t32Bar_12 = t58Bar * nodes50_output_weight[12]! * (1 - t33_12 * t33_12);
      const t32Bar_13 = t58Bar * nodes50_output_weight[13]! * (1 - t33_13 * t33_13);
      const t32Bar_14 = t58Bar * nodes50_output_weight[14]! * (1 - t33_14 * t33_14);
      const t32Bar_15 = t58Bar * nodes50_output_weight[15]! * (1 - t33_15 * t33_15);
      const t32Bar_16 = t58Bar * nodes50_output_weight[16]! * (1 - t33_16 * t33_16);
      const t32Bar_17 = t58Bar * nodes50_output_weight[17]! * (1 - t33_17 * t33_17);
      const t32Bar_18 = t58Bar * nodes50_output_weight[18]! * (1 - t33_18 * t33_18);
      const t32Bar_19 = t58Bar * nodes50_output_weight[19]! * (1 - t33_19 * t33_19);
      const t32Bar_20 = t58Bar * nodes50_output_weight[20]! * (1 - t33_20 * t33_20);
      const t32Bar_21 = t58Bar * nodes50_output_weight[21]! * (1 - t33_21 * t33_21);
      const t32Bar_22 = t58Bar * nodes50_output_weight[22]! * (1 - t33_22 * t33_22);
      const t32Bar_23 = t58Bar * nodes50_output_weight[23]! * (1 - t33_23 * t33_23);
      const t32Bar_24 = t58Bar * nodes50_output_weight[24]! * (1 - t33_24 * t33_24);
      const t32Bar_25 = t58Bar * nodes50_output_weight[25]! * (1 - t33_25 * t33_25);
      const t32Bar_26 = t58Bar * nodes50_output_weight[26]! * (1 - t33_26 * t33_26);
      const t32Bar_27 = t58Bar * nodes50_output_weight[27]! * (1 - t33_27 * t33_27);
      const t32Bar_28 = t58Bar * nodes50_output_weight[28]! * (1 - t33_28 * t33_28);
      const t32Bar_29 = t58Bar * nodes50_output_weight[29]! * (1 - t33_29 * t33_29);
      const t32Bar_30 = t58Bar * nodes50_output_weight[30]! * (1 - t33_30 * t33_30);
      const t32Bar_31 = t58Bar * nodes50_output_weight[31]! * (1 - t33_31 * t33_31);
      const t32Bar_32 = t58Bar * nodes50_output_weight[32]! * (1 - t33_32 * t33_32);
      const t32Bar_33 = t58Bar * nodes50_output_weight[33]! * (1 - t33_33 * t33_33);
      const t32Bar_34 = t58Bar * nodes50_output_weight[34]! * (1 - t33_34 * t33_34);
      const t32Bar_35 = t58Bar * nodes50_output_weight[35]! * (1 - t33_35 * t33_35);
      const t32Bar_36 = t58Bar * nodes50_output_weight[36]! * (1 - t33_36 * t33_36);
      const t32Bar_37 = t58Bar * nodes50_output_weight[37]! * (1 - t33_37 * t33_37);
      const t32Bar_38 = t58Bar * nodes50_output_weight[38]! * (1 - t33_38 * t33_38);
      const t32Bar_39 = t58Bar * nodes50_output_weight[39]! * (1 - t33_39 * t33_39);
      const t32Bar_40 = t58Bar * nodes50_output_weight[40]! * (1 - t33_40 * t33_40);
      const t32Bar_41 = t58Bar * nodes50_output_weight[41]! * (1 - t33_41 * t33_41);
      const t32Bar_42 = t58Bar * nodes50_output_weight[42]! * (1 - t33_42 * t33_42);
      const t32Bar_43 = t58Bar * nodes50_output_weight[43]! * (1 - t33_43 * t33_43);
      const t32Bar_44 = t58Bar * nodes50_output_weight[44]! * (1 - t33_44 * t33_44);
      const t32Bar_45 = t58Bar * nodes50_output_weight[45]! * (1 - t33_45 * t33_45);
      const t32Bar_46 = t58Bar * nodes50_output_weight[46]! * (1 - t33_46 * t33_46);
      const t32Bar_47 = t58Bar * nodes50_output_weight[47]! * (1 - t33_47 * t33_47);
      const t32Bar_48 = t58Bar * nodes50_output_weight[48]! * (1 - t33_48 * t33_48);
      const t32Bar_49 = t58Bar * nodes50_output_weight[49]! * (1 - t33_49 * t33_49);
      // n̅o̅d̅e̅s̅5̅0̅_̅h̅i̅d̅d̅e̅n̅1̅_̅b̅i̅a̅s̅ = Σ t̄32   [50]
      dnodes50_hidden1_bias[0]! += t32Bar_0;
      dnodes50_hidden1_bias[1]! += t32Bar_1;
      dnodes50_hidden1_bias[2]! += t32Bar_2;
      dnodes50_hidden1_bias[3]! += t32Bar_3;
      dnodes50_hidden1_bias[4]! += t32Bar_4;
      dnodes50_hidden1_bias[5]! += t32Bar_5;
      dnodes50_hidden1_bias[6]! += t32Bar_6;
      dnodes50_hidden1_bias[7]! += t32Bar_7;
      dnodes50_hidden1_bias[8]! += t32Bar_8;
      dnodes50_hidden1_bias[9]! += t32Bar_9;
      dnodes50_hidden1_bias[10]! += t32Bar_10;
      dnodes50_hidden1_bias[11]! += t32Bar_11;
      dnodes50_hidden1_bias[12]! += t32Bar_12;
      dnodes50_hidden1_bias[13]! += t32Bar_13;
      dnodes50_hidden1_bias[14]! += t32Bar_14;
      dnodes50_hidden1_bias[15]! += t32Bar_15;
      dnodes50_hidden1_bias[16]! += t32Bar_16;
      dnodes50_hidden1_bias[17]! += t32Bar_17;
      dnodes50_hidden1_bias[18]! += t32Bar_18;
      dnodes50_hidden1_bias[19]! += t32Bar_19;
      dnodes50_hidden1_bias[20]! += t32Bar_20;
      dnodes50_hidden1_bias[21]! += t32Bar_21;
      dnodes50_hidden1_bias[22]! += t32Bar_22;
      dnodes50_hidden1_bias[23]! += t32Bar_23;
      dnodes50_hidden1_bias[24]! += t32Bar_24;
      dnodes50_hidden1_bias[25]! += t32Bar_25;
      dnodes50_hidden1_bias[26]! += t32Bar_26;
      dnodes50_hidden1_bias[27]! += t32Bar_27;
      dnodes50_hidden1_bias[28]! += t32Bar_28;
      dnodes50_hidden1_bias[29]! += t32Bar_29;
      dnodes50_hidden1_bias[30]! += t32Bar_30;
      dnodes50_hidden1_bias[31]! += t32Bar_31;
      dnodes50_hidden1_bias[32]! += t32Bar_32;
      dnodes50_hidden1_bias[33]! += t32Bar_33;
      dnodes50_hidden1_bias[34]! += t32Bar_34;
      dnodes50_hidden1_bias[35]! += t32Bar_35;
      dnodes50_hidden1_bias[36]! += t32Bar_36;
      dnodes50_hidden1_bias[37]! += t32Bar_37;
      dnodes50_hidden1_bias[38]! += t32Bar_38;
      dnodes50_hidden1_bias[39]! += t32Bar_39;
      dnodes50_hidden1_bias[40]! += t32Bar_40;
      dnodes50_hidden1_bias[41]! += t32Bar_41;
      dnodes50_hidden1_bias[42]! += t32Bar_42;
      dnodes50_hidden1_bias[43]! += t32Bar_43;
      dnodes50_hidden1_bias[44]! += t32Bar_44;
      dnodes50_hidden1_bias[45]! += t32Bar_45;
      dnodes50_hidden1_bias[46]! += t32Bar_46;
      dnodes50_hidden1_bias[47]! += t32Bar_47;
      dnodes50_hidden1_bias[48]! += t32Bar_48;
      dnodes50_hidden1_bias[49]! += t32Bar_49;
      // n̅o̅d̅e̅s̅5̅0̅_̅h̅i̅d̅d̅e̅n̅1̅_̅w̅e̅i̅g̅h̅t̅ = t̄32ᵀ·t2   [50, 1]
      dnodes50_hidden1_weight[0]! += t32Bar_0 * t2;
      dnodes50_hidden1_weight[1]! += t32Bar_1 * t2;
      dnodes50_hidden1_weight[2]! += t32Bar_2 * t2;
      dnodes50_hidden1_weight[3]! += t32Bar_3 * t2;
      dnodes50_hidden1_weight[4]! += t32Bar_4 * t2;
      dnodes50_hidden1_weight[5]! += t32Bar_5 * t2;
      dnodes50_hidden1_weight[6]! += t32Bar_6 * t2;
      dnodes50_hidden1_weight[7]! += t32Bar_7 * t2;
      dnodes50_hidden1_weight[8]! += t32Bar_8 * t2;
      dnodes50_hidden1_weight[9]! += t32Bar_9 * t2;
      dnodes50_hidden1_weight[10]! += t32Bar_10 * t2;
      dnodes50_hidden1_weight[11]! += t32Bar_11 * t2;
      dnodes50_hidden1_weight[12]! += t32Bar_12 * t2;
      dnodes50_hidden1_weight[13]! += t32Bar_13 * t2;
      dnodes50_hidden1_weight[14]! += t32Bar_14 * t2;
      dnodes50_hidden1_weight[15]! += t32Bar_15 * t2;
      dnodes50_hidden1_weight[16]! += t32Bar_16 * t2;
      dnodes50_hidden1_weight[17]! += t32Bar_17 * t2;
      dnodes50_hidden1_weight[18]! += t32Bar_18 * t2;
      dnodes50_hidden1_weight[19]! += t32Bar_19 * t2;
      dnodes50_hidden1_weight[20]! += t32Bar_20 * t2;
      dnodes50_hidden1_weight[21]! += t32Bar_21 * t2;
      dnodes50_hidden1_weight[22]! += t32Bar_22 * t2;
      dnodes50_hidden1_weight[23]! += t32Bar_23 * t2;
      dnodes50_hidden1_weight[24]! += t32Bar_24 * t2;
      dnodes50_hidden1_weight[25]! += t32Bar_25 * t2;
      dnodes50_hidden1_weight[26]! += t32Bar_26 * t2;
      dnodes50_hidden1_weight[27]! += t32Bar_27 * t2;
      dnodes50_hidden1_weight[28]! += t32Bar_28 * t2;
      dnodes50_hidden1_weight[29]! += t32Bar_29 * t2;
      dnodes50_hidden1_weight[30]! += t32Bar_30 * t2;
      dnodes50_hidden1_weight[31]! += t32Bar_31 * t2;
      dnodes50_hidden1_weight[32]! += t32Bar_32 * t2;
      dnodes50_hidden1_weight[33]! += t32Bar_33 * t2;
      dnodes50_hidden1_weight[34]! += t32Bar_34 * t2;
      dnodes50_hidden1_weight[35]! += t32Bar_35 * t2;
      dnodes50_hidden1_weight[36]! += t32Bar_36 * t2;
      dnodes50_hidden1_weight[37]! += t32Bar_37 * t2;
      dnodes50_hidden1_weight[38]! += t32Bar_38 * t2;
      dnodes50_hidden1_weight[39]! += t32Bar_39 * t2;
      dnodes50_hidden1_weight[40]! += t32Bar_40 * t2;
      dnodes50_hidden1_weight[41]! += t32Bar_41 * t2;
      dnodes50_hidden1_weight[42]! += t32Bar_42 * t2;
      dnodes50_hidden1_weight[43]! += t32Bar_43 * t2;
      dnodes50_hidden1_weight[44]! += t32Bar_44 * t2;
      dnodes50_hidden1_weight[45]! += t32Bar_45 * t2;
      dnodes50_hidden1_weight[46]! += t32Bar_46 * t2;
      dnodes50_hidden1_weight[47]! += t32Bar_47 * t2;
      dnodes50_hidden1_weight[48]! += t32Bar_48 * t2;
      dnodes50_hidden1_weight[49]! += t32Bar_49 * t2;
      // n̅o̅d̅e̅s̅1̅0̅_̅o̅u̅t̅p̅u̅t̅_̅b̅i̅a̅s̅ = Σ t̄53   [1]   net.ts:8
      dnodes10_output_bias[0]! += t53Bar;
      // n̅o̅d̅e̅s̅1̅0̅_̅o̅u̅t̅p̅u̅t̅_̅w̅e̅i̅g̅h̅t̅ = t̄53ᵀ·t26   [1, 10]   net.ts:8
      dnodes10_output_weight[0]! += t53Bar * t26_0;
      dnodes10_output_weight[1]! += t53Bar * t26_1;
      dnodes10_output_weight[2]! += t53Bar * t26_2;
      dnodes10_output_weight[3]! += t53Bar * t26_3;
      dnodes10_output_weight[4]! += t53Bar * t26_4;
      dnodes10_output_weight[5]! += t53Bar * t26_5;
      dnodes10_output_weight[6]! += t53Bar * t26_6;
      dnodes10_output_weight[7]! += t53Bar * t26_7;
      dnodes10_output_weight[8]! += t53Bar * t26_8;
      dnodes10_output_weight[9]! += t53Bar * t26_9;
      // t̄26 = t̄53·nodes10_output_weight   [10]   net.ts:8
      // t̄25 = t̄26 * (1 − t26²)   [10]
      const t25Bar_0 = t53Bar * nodes10_output_weight[0]! * (1 - t26_0 * t26_0);
      const t25Bar_1 = t53Bar * nodes10_output_weight[1]! * (1 - t26_1 * t26_1);
      const t25Bar_2 = t53Bar * nodes10_output_weight[2]! * (1 - t26_2 * t26_2);
      const t25Bar_3 = t53Bar * nodes10_output_weight[3]! * (1 - t26_3 * t26_3);
      const t25Bar_4 = t53Bar * nodes10_output_weight[4]! * (1 - t26_4 * t26_4);
      const t25Bar_5 = t53Bar * nodes10_output_weight[5]! * (1 - t26_5 * t26_5);
      const t25Bar_6 = t53Bar * nodes10_output_weight[6]! * (1 - t26_6 * t26_6);
      const t25Bar_7 = t53Bar * nodes10_output_weight[7]! * (1 - t26_7 * t26_7);
      const t25Bar_8 = t53Bar * nodes10_output_weight[8]! * (1 - t26_8 * t26_8);
      const t25Bar_9 = t53Bar * nodes10_output_weight[9]! * (1 - t26_9 * t26_9);
      // n̅o̅d̅e̅s̅1̅0̅_̅h̅i̅d̅d̅e̅n̅1̅_̅b̅i̅a̅s̅ = Σ t̄25   [10]
      dnodes10_hidden1_bias[0]! += t25Bar_0;
      dnodes10_hidden1_bias[1]! += t25Bar_1;
      dnodes10_hidden1_bias[2]! += t25Bar_2;
      dnodes10_hidden1_bias[3]! += t25Bar_3;
      dnodes10_hidden1_bias[4]! += t25Bar_4;
      dnodes10_hidden1_bias[5]! += t25Bar_5;
      dnodes10_hidden1_bias[6]! += t25Bar_6;
      dnodes10_hidden1_bias[7]! += t25Bar_7;
      dnodes10_hidden1_bias[8]! += t25Bar_8;
      dnodes10_hidden1_bias[9]! += t25Bar_9;
      // n̅o̅d̅e̅s̅1̅0̅_̅h̅i̅d̅d̅e̅n̅1̅_̅w̅e̅i̅g̅h̅t̅ = t̄25ᵀ·t2   [10, 1]
      dnodes10_hidden1_weight[0]! += t25Bar_0 * t2;
      dnodes10_hidden1_weight[1]! += t25Bar_1 * t2;
      dnodes10_hidden1_weight[2]! += t25Bar_2 * t2;
      dnodes10_hidden1_weight[3]! += t25Bar_3 * t2;
      dnodes10_hidden1_weight[4]! += t25Bar_4 * t2;
      dnodes10_hidden1_weight[5]! += t25Bar_5 * t2;
      dnodes10_hidden1_weight[6]! += t25Bar_6 * t2;
      dnodes10_hidden1_weight[7]! += t25Bar_7 * t2;
      dnodes10_hidden1_weight[8]! += t25Bar_8 * t2;
      dnodes10_hidden1_weight[9]! += t25Bar_9 * t2;
      // n̅o̅d̅e̅s̅5̅_̅o̅u̅t̅p̅u̅t̅_̅b̅i̅a̅s̅ = Σ t̄48   [1]   net.ts:8
      dnodes5_output_bias[0]! += t48Bar;
      // n̅o̅d̅e̅s̅5̅_̅o̅u̅t̅p̅u̅t̅_̅w̅e̅i̅g̅h̅t̅ = t̄48ᵀ·t19   [1, 5]   net.ts:8
      dnodes5_output_weight[0]! += t48Bar * t19_0;
      dnodes5_output_weight[1]! += t48Bar * t19_1;
      dnodes5_output_weight[2]! += t48Bar * t19_2;
      dnodes5_output_weight[3]! += t48Bar * t19_3;
      dnodes5_output_weight[4]! += t48Bar * t19_4;
      // t̄19 = t̄48·nodes5_output_weight   [5]   net.ts:8
      // t̄18 = t̄19 * (1 − t19²)   [5]
      const t18Bar_0 = t48Bar * nodes5_output_weight[0]! * (1 - t19_0 * t19_0);
      const t18Bar_1 = t48Bar * nodes5_output_weight[1]! * (1 - t19_1 * t19_1);
      const t18Bar_2 = t48Bar * nodes5_output_weight[2]! * (1 - t19_2 * t19_2);
      const t18Bar_3 = t48Bar * nodes5_output_weight[3]! * (1 - t19_3 * t19_3);
      const t18Bar_4 = t48Bar * nodes5_output_weight[4]! * (1 - t19_4 * t19_4);
      // n̅o̅d̅e̅s̅5̅_̅h̅i̅d̅d̅e̅n̅1̅_̅b̅i̅a̅s̅ = Σ t̄18   [5]
      dnodes5_hidden1_bias[0]! += t18Bar_0;
      dnodes5_hidden1_bias[1]! += t18Bar_1;
      dnodes5_hidden1_bias[2]! += t18Bar_2;
      dnodes5_hidden1_bias[3]! += t18Bar_3;
      dnodes5_hidden1_bias[4]! += t18Bar_4;
      // n̅o̅d̅e̅s̅5̅_̅h̅i̅d̅d̅e̅n̅1̅_̅w̅e̅i̅g̅h̅t̅ = t̄18ᵀ·t2   [5, 1]
      dnodes5_hidden1_weight[0]! += t18Bar_0 * t2;
      dnodes5_hidden1_weight[1]! += t18Bar_1 * t2;
      dnodes5_hidden1_weight[2]! += t18Bar_2 * t2;
      dnodes5_hidden1_weight[3]! += t18Bar_3 * t2;
      dnodes5_hidden1_weight[4]! += t18Bar_4 * t2;
      // n̅o̅d̅e̅s̅2̅_̅o̅u̅t̅p̅u̅t̅_̅b̅i̅a̅s̅ = Σ t̄43   [1]   net.ts:8
      dnodes2_output_bias[0]! += t43Bar;
      // n̅o̅d̅e̅s̅2̅_̅o̅u̅t̅p̅u̅t̅_̅w̅e̅i̅g̅h̅t̅ = t̄43ᵀ·t12   [1, 2]   net.ts:8
      dnodes2_output_weight[0]! += t43Bar * t12_0;
      dnodes2_output_weight[1]! += t43Bar * t12_1;
      // t̄12 = t̄43·nodes2_output_weight   [2]   net.ts:8
      // t̄11 = t̄12 * (1 − t12²)   [2]
      const t11Bar_0 = t43Bar * nodes2_output_weight[0]! * (1 - t12_0 * t12_0);
      const t11Bar_1 = t43Bar * nodes2_output_weight[1]! * (1 - t12_1 * t12_1);
      // n̅o̅d̅e̅s̅2̅_̅h̅i̅d̅d̅e̅n̅1̅_̅b̅i̅a̅s̅ = Σ t̄11   [2]
      dnodes2_hidden1_bias[0]! += t11Bar_0;
      dnodes2_hidden1_bias[1]! += t11Bar_1;
      // n̅o̅d̅e̅s̅2̅_̅h̅i̅d̅d̅e̅n̅1̅_̅w̅e̅i̅g̅h̅t̅ = t̄11ᵀ·t2   [2, 1]
      dnodes2_hidden1_weight[0]! += t11Bar_0 * t2;
      dnodes2_hidden1_weight[1]! += t11Bar_1 * t2;
      // n̅o̅d̅e̅s̅1̅_̅o̅u̅t̅p̅u̅t̅_̅b̅i̅a̅s̅ = Σ t̄38   [1]   net.ts:8
      dnodes1_output_bias[0]! += t38Bar;
      // n̅o̅d̅e̅s̅1̅_̅o̅u̅t̅p̅u̅t̅_̅w̅e̅i̅g̅h̅t̅ = t̄38ᵀ·t5   [1, 1]   net.ts:8
      dnodes1_output_weight[0]! += t38Bar * t5;
      // t̄5 = t̄38·nodes1_output_weight   [1]   net.ts:8
      // t̄4 = t̄5 * (1 − t5²)   [1]
      const t4Bar = t38Bar * nodes1_output_weight[0]! * (1 - t5 * t5);
      // n̅o̅d̅e̅s̅1̅_̅h̅i̅d̅d̅e̅n̅1̅_̅b̅i̅a̅s̅ = Σ t̄4   [1]
      dnodes1_hidden1_bias[0]! += t4Bar;
      // n̅o̅d̅e̅s̅1̅_̅h̅i̅d̅d̅e̅n̅1̅_̅w̅e̅i̅g̅h̅t̅ = t̄4ᵀ·t2   [1, 1]
      dnodes1_hidden1_weight[0]! += t4Bar * t2;
      // t39 = t38²   [1]   net.ts:26
      // t40 = Σ t39   net.ts:26
      // t44 = t43²   [1]   net.ts:26
      // t45 = Σ t44   net.ts:26
      // t61 = t40 + t45
      // t49 = t48²   [1]   net.ts:26
      // t50 = Σ t49   net.ts:26
      // t62 = t61 + t50
      // t54 = t53²   [1]   net.ts:26
      // t55 = Σ t54   net.ts:26
      // t63 = t62 + t55
      // t59 = t58²   [1]   net.ts:26
      // t60 = Σ t59   net.ts:26
      // L = t63 + t60
      // total = Σ L
      const t40 = t38 * t38;
      const t45 = t43 * t43;
      const t50 = t48 * t48;
      const t55 = t53 * t53;
      total += t40 + t45 + t50 + t55 + t58 * t58;
    }
    // J = (Σ L)/count
    loss[0] = total / count;
    // ∇nodes1_hidden1_weight = n̅o̅d̅e̅s̅1̅_̅h̅i̅d̅d̅e̅n̅1̅_̅w̅e̅i̅g̅h̅t̅/count   [1, 1]
    dnodes1_hidden1_weight[0]! /= count;
    // ∇nodes1_hidden1_bias = n̅o̅d̅e̅s̅1̅_̅h̅i̅d̅d̅e̅n̅1̅_̅b̅i̅a̅s̅/count   [1]
    dnodes1_hidden1_bias[0]! /= count;
    // ∇nodes1_output_weight = n̅o̅d̅e̅s̅1̅_̅o̅u̅t̅p̅u̅t̅_̅w̅e̅i̅g̅h̅t̅/count   [1, 1]
    dnodes1_output_weight[0]! /= count;
    // ∇nodes1_output_bias = n̅o̅d̅e̅s̅1̅_̅o̅u̅t̅p̅u̅t̅_̅b̅i̅a̅s̅/count   [1]
    dnodes1_output_bias[0]! /= count;
    // ∇nodes2_hidden1_weight = n̅o̅d̅e̅s̅2̅_̅h̅i̅d̅d̅e̅n̅1̅_̅w̅e̅i̅g̅h̅t̅/count   [2, 1]
    dnodes2_hidden1_weight[0]! /= count;
    dnodes2_hidden1_weight[1]! /= count;
    // ∇nodes2_hidden1_bias = n̅o̅d̅e̅s̅2̅_̅h̅i̅d̅d̅e̅n̅1̅_̅b̅i̅a̅s̅/count   [2]
    dnodes2_hidden1_bias[0]! /= count;
    dnodes2_hidden1_bias[1]! /= count;
    // ∇nodes2_output_weight = n̅o̅d̅e̅s̅2̅_̅o̅u̅t̅p̅u̅t̅_̅w̅e̅i̅g̅h̅t̅/count   [1, 2]
    dnodes2_output_weight[0]! /= count;
    dnodes2_output_weight[1]! /= count;
    // ∇nodes2_output_bias = n̅o̅d̅e̅s̅2̅_̅o̅u̅t̅p̅u̅t̅_̅b̅i̅a̅s̅/count   [1]
    dnodes2_output_bias[0]! /= count;
    // ∇nodes5_hidden1_weight = n̅o̅d̅e̅s̅5̅_̅h̅i̅d̅d̅e̅n̅1̅_̅w̅e̅i̅g̅h̅t̅/count   [5, 1]
    for (let i = 0; i < 5; i++) {
      dnodes5_hidden1_weight[i]! /= count;
    }
    // ∇nodes5_hidden1_bias = n̅o̅d̅e̅s̅5̅_̅h̅i̅d̅d̅e̅n̅1̅_̅b̅i̅a̅s̅/count   [5]
    for (let i = 0; i < 5; i++) {
      dnodes5_hidden1_bias[i]! /= count;
    }
    // ∇nodes5_output_weight = n̅o̅d̅e̅s̅5̅_̅o̅u̅t̅p̅u̅t̅_̅w̅e̅i̅g̅h̅t̅/count   [1, 5]
    for (let j = 0; j < 5; j++) {
      dnodes5_output_weight[j]! /= count;
    }
    // ∇nodes5_output_bias = n̅o̅d̅e̅s̅5̅_̅o̅u̅t̅p̅u̅t̅_̅b̅i̅a̅s̅/count   [1]
    dnodes5_output_bias[0]! /= count;
    // ∇nodes10_hidden1_weight = n̅o̅d̅e̅s̅1̅0̅_̅h̅i̅d̅d̅e̅n̅1̅_̅w̅e̅i̅g̅h̅t̅/count   [10, 1]
    for (let i = 0; i < 10; i++) {
      dnodes10_hidden1_weight[i]! /= count;
    }
    // ∇nodes10_hidden1_bias = n̅o̅d̅e̅s̅1̅0̅_̅h̅i̅d̅d̅e̅n̅1̅_̅b̅i̅a̅s̅/count   [10]
    for (let i = 0; i < 10; i++) {
      dnodes10_hidden1_bias[i]! /= count;
    }
    // ∇nodes10_output_weight = n̅o̅d̅e̅s̅1̅0̅_̅o̅u̅t̅p̅u̅t̅_̅w̅e̅i̅g̅h̅t̅/count   [1, 10]
    for (let j = 0; j < 10; j++) {
      dnodes10_output_weight[j]! /= count;
    }
    // ∇nodes10_output_bias = n̅o̅d̅e̅s̅1̅0̅_̅o̅u̅t̅p̅u̅t̅_̅b̅i̅a̅s̅/count   [1]
    dnodes10_output_bias[0]! /= count;
    // ∇nodes50_hidden1_weight = n̅o̅d̅e̅s̅5̅0̅_̅h̅i̅d̅d̅e̅n̅1̅_̅w̅e̅i̅g̅h̅t̅/count   [50, 1]
    for (let i = 0; i < 50; i++) {
      dnodes50_hidden1_weight[i]! /= count;
    }
    // ∇nodes50_hidden1_bias = n̅o̅d̅e̅s̅5̅0̅_̅h̅i̅d̅d̅e̅n̅1̅_̅b̅i̅a̅s̅/count   [50]
    for (let i = 0; i < 50; i++) {
      dnodes50_hidden1_bias[i]! /= count;
    }
    // ∇nodes50_output_weight = n̅o̅d̅e̅s̅5̅0̅_̅o̅u̅t̅p̅u̅t̅_̅w̅e̅i̅g̅h̅t̅/count   [1, 50]
    for (let j = 0; j < 50; j++) {
      dnodes50_output_weight[j]! /= count;
    }
    // ∇nodes50_output_bias = n̅o̅d̅e̅s̅5̅0̅_̅o̅u̅t̅p̅u̅t̅_̅b̅i̅a̅s̅/count   [1]
    dnodes50_output_bias[0]! /= count;
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
    // mnodes1_hidden1_weight ← mnodes1_hidden1_weight * 0.9 + ∇nodes1_hidden1_weight * 0.09999999999999998   [1, 1]
    const adam_m_nodes1_hidden1_weight =
      mnodes1_hidden1_weight[0]! * 0.9 + dnodes1_hidden1_weight[0]! * 0.09999999999999998;
    mnodes1_hidden1_weight[0] = adam_m_nodes1_hidden1_weight;
    // vnodes1_hidden1_weight ← vnodes1_hidden1_weight * 0.999 + ∇nodes1_hidden1_weight² * 0.0010000000000000009   [1, 1]
    const adam_v_nodes1_hidden1_weight =
      vnodes1_hidden1_weight[0]! * 0.999 +
      dnodes1_hidden1_weight[0]! * dnodes1_hidden1_weight[0]! * 0.0010000000000000009;
    vnodes1_hidden1_weight[0] = adam_v_nodes1_hidden1_weight;
    // nodes1_hidden1_weight ← nodes1_hidden1_weight − stepSize * mnodes1_hidden1_weight′/(sqrt(vnodes1_hidden1_weight′)/correction + 1e−8)   [1, 1]
    nodes1_hidden1_weight[0]! -=
      (stepSize * adam_m_nodes1_hidden1_weight) / (Math.sqrt(adam_v_nodes1_hidden1_weight) / correction + 1e-8);
    // mnodes1_hidden1_bias ← mnodes1_hidden1_bias * 0.9 + ∇nodes1_hidden1_bias * 0.09999999999999998   [1]
    const adam_m_nodes1_hidden1_bias = mnodes1_hidden1_bias[0]! * 0.9 + dnodes1_hidden1_bias[0]! * 0.09999999999999998;
    mnodes1_hidden1_bias[0] = adam_m_nodes1_hidden1_bias;
    // vnodes1_hidden1_bias ← vnodes1_hidden1_bias * 0.999 + ∇nodes1_hidden1_bias² * 0.0010000000000000009   [1]
    const adam_v_nodes1_hidden1_bias =
      vnodes1_hidden1_bias[0]! * 0.999 + dnodes1_hidden1_bias[0]! * dnodes1_hidden1_bias[0]! * 0.0010000000000000009;
    vnodes1_hidden1_bias[0] = adam_v_nodes1_hidden1_bias;
    // nodes1_hidden1_bias ← nodes1_hidden1_bias − stepSize * mnodes1_hidden1_bias′/(sqrt(vnodes1_hidden1_bias′)/correction + 1e−8)   [1]
    nodes1_hidden1_bias[0]! -=
      (stepSize * adam_m_nodes1_hidden1_bias) / (Math.sqrt(adam_v_nodes1_hidden1_bias) / correction + 1e-8);
    // mnodes1_output_weight ← mnodes1_output_weight * 0.9 + ∇nodes1_output_weight * 0.09999999999999998   [1, 1]
    const adam_m_nodes1_output_weight =
      mnodes1_output_weight[0]! * 0.9 + dnodes1_output_weight[0]! * 0.09999999999999998;
    mnodes1_output_weight[0] = adam_m_nodes1_output_weight;
    // vnodes1_output_weight ← vnodes1_output_weight * 0.999 + ∇nodes1_output_weight² * 0.0010000000000000009   [1, 1]
    const adam_v_nodes1_output_weight =
      vnodes1_output_weight[0]! * 0.999 + dnodes1_output_weight[0]! * dnodes1_output_weight[0]! * 0.0010000000000000009;
    vnodes1_output_weight[0] = adam_v_nodes1_output_weight;
    // nodes1_output_weight ← nodes1_output_weight − stepSize * mnodes1_output_weight′/(sqrt(vnodes1_output_weight′)/correction + 1e−8)   [1, 1]
    nodes1_output_weight[0]! -=
      (stepSize * adam_m_nodes1_output_weight) / (Math.sqrt(adam_v_nodes1_output_weight) / correction + 1e-8);
    // mnodes1_output_bias ← mnodes1_output_bias * 0.9 + ∇nodes1_output_bias * 0.09999999999999998   [1]
    const adam_m_nodes1_output_bias = mnodes1_output_bias[0]! * 0.9 + dnodes1_output_bias[0]! * 0.09999999999999998;
    mnodes1_output_bias[0] = adam_m_nodes1_output_bias;
    // vnodes1_output_bias ← vnodes1_output_bias * 0.999 + ∇nodes1_output_bias² * 0.0010000000000000009   [1]
    const adam_v_nodes1_output_bias =
      vnodes1_output_bias[0]! * 0.999 + dnodes1_output_bias[0]! * dnodes1_output_bias[0]! * 0.0010000000000000009;
    vnodes1_output_bias[0] = adam_v_nodes1_output_bias;
    // nodes1_output_bias ← nodes1_output_bias − stepSize * mnodes1_output_bias′/(sqrt(vnodes1_output_bias′)/correction + 1e−8)   [1]
    nodes1_output_bias[0]! -=
      (stepSize * adam_m_nodes1_output_bias) / (Math.sqrt(adam_v_nodes1_output_bias) / correction + 1e-8);
    // mnodes2_hidden1_weight ← mnodes2_hidden1_weight * 0.9 + ∇nodes2_hidden1_weight * 0.09999999999999998   [2, 1]
    mnodes2_hidden1_weight[0] = mnodes2_hidden1_weight[0]! * 0.9 + dnodes2_hidden1_weight[0]! * 0.09999999999999998;
    const adam_m_nodes2_hidden1_weight =
      mnodes2_hidden1_weight[1]! * 0.9 + dnodes2_hidden1_weight[1]! * 0.09999999999999998;
    mnodes2_hidden1_weight[1] = adam_m_nodes2_hidden1_weight;
    // vnodes2_hidden1_weight ← vnodes2_hidden1_weight * 0.999 + ∇nodes2_hidden1_weight² * 0.0010000000000000009   [2, 1]
    vnodes2_hidden1_weight[0] =
      vnodes2_hidden1_weight[0]! * 0.999 +
      dnodes2_hidden1_weight[0]! * dnodes2_hidden1_weight[0]! * 0.0010000000000000009;
    const adam_v_nodes2_hidden1_weight =
      vnodes2_hidden1_weight[1]! * 0.999 +
      dnodes2_hidden1_weight[1]! * dnodes2_hidden1_weight[1]! * 0.0010000000000000009;
    vnodes2_hidden1_weight[1] = adam_v_nodes2_hidden1_weight;
    // nodes2_hidden1_weight ← nodes2_hidden1_weight − stepSize * mnodes2_hidden1_weight′/(sqrt(vnodes2_hidden1_weight′)/correction + 1e−8)   [2, 1]
    nodes2_hidden1_weight[0]! -=
      (stepSize * mnodes2_hidden1_weight[0]!) / (Math.sqrt(vnodes2_hidden1_weight[0]!) / correction + 1e-8);
    nodes2_hidden1_weight[1]! -=
      (stepSize * adam_m_nodes2_hidden1_weight) / (Math.sqrt(adam_v_nodes2_hidden1_weight) / correction + 1e-8);
    // mnodes2_hidden1_bias ← mnodes2_hidden1_bias * 0.9 + ∇nodes2_hidden1_bias * 0.09999999999999998   [2]
    mnodes2_hidden1_bias[0] = mnodes2_hidden1_bias[0]! * 0.9 + dnodes2_hidden1_bias[0]! * 0.09999999999999998;
    const adam_m_nodes2_hidden1_bias = mnodes2_hidden1_bias[1]! * 0.9 + dnodes2_hidden1_bias[1]! * 0.09999999999999998;
    mnodes2_hidden1_bias[1] = adam_m_nodes2_hidden1_bias;
    // vnodes2_hidden1_bias ← vnodes2_hidden1_bias * 0.999 + ∇nodes2_hidden1_bias² * 0.0010000000000000009   [2]
    vnodes2_hidden1_bias[0] =
      vnodes2_hidden1_bias[0]! * 0.999 + dnodes2_hidden1_bias[0]! * dnodes2_hidden1_bias[0]! * 0.0010000000000000009;
    const adam_v_nodes2_hidden1_bias =
      vnodes2_hidden1_bias[1]! * 0.999 + dnodes2_hidden1_bias[1]! * dnodes2_hidden1_bias[1]! * 0.0010000000000000009;
    vnodes2_hidden1_bias[1] = adam_v_nodes2_hidden1_bias;
    // nodes2_hidden1_bias ← nodes2_hidden1_bias − stepSize * mnodes2_hidden1_bias′/(sqrt(vnodes2_hidden1_bias′)/correction + 1e−8)   [2]
    nodes2_hidden1_bias[0]! -=
      (stepSize * mnodes2_hidden1_bias[0]!) / (Math.sqrt(vnodes2_hidden1_bias[0]!) / correction + 1e-8);
    nodes2_hidden1_bias[1]! -=
      (stepSize * adam_m_nodes2_hidden1_bias) / (Math.sqrt(adam_v_nodes2_hidden1_bias) / correction + 1e-8);
    // mnodes2_output_weight ← mnodes2_output_weight * 0.9 + ∇nodes2_output_weight * 0.09999999999999998   [1, 2]
    mnodes2_output_weight[0] = mnodes2_output_weight[0]! * 0.9 + dnodes2_output_weight[0]! * 0.09999999999999998;
    const adam_m_nodes2_output_weight =
      mnodes2_output_weight[1]! * 0.9 + dnodes2_output_weight[1]! * 0.09999999999999998;
    mnodes2_output_weight[1] = adam_m_nodes2_output_weight;
    // vnodes2_output_weight ← vnodes2_output_weight * 0.999 + ∇nodes2_output_weight² * 0.0010000000000000009   [1, 2]
    vnodes2_output_weight[0] =
      vnodes2_output_weight[0]! * 0.999 + dnodes2_output_weight[0]! * dnodes2_output_weight[0]! * 0.0010000000000000009;
    const adam_v_nodes2_output_weight =
      vnodes2_output_weight[1]! * 0.999 + dnodes2_output_weight[1]! * dnodes2_output_weight[1]! * 0.0010000000000000009;
    vnodes2_output_weight[1] = adam_v_nodes2_output_weight;
    // nodes2_output_weight ← nodes2_output_weight − stepSize * mnodes2_output_weight′/(sqrt(vnodes2_output_weight′)/correction + 1e−8)   [1, 2]
    nodes2_output_weight[0]! -=
      (stepSize * mnodes2_output_weight[0]!) / (Math.sqrt(vnodes2_output_weight[0]!) / correction + 1e-8);
    nodes2_output_weight[1]! -=
      (stepSize * adam_m_nodes2_output_weight) / (Math.sqrt(adam_v_nodes2_output_weight) / correction + 1e-8);
    // mnodes2_output_bias ← mnodes2_output_bias * 0.9 + ∇nodes2_output_bias * 0.09999999999999998   [1]
    const adam_m_nodes2_output_bias = mnodes2_output_bias[0]! * 0.9 + dnodes2_output_bias[0]! * 0.09999999999999998;
    mnodes2_output_bias[0] = adam_m_nodes2_output_bias;
    // vnodes2_output_bias ← vnodes2_output_bias * 0.999 + ∇nodes2_output_bias² * 0.0010000000000000009   [1]
    const adam_v_nodes2_output_bias =
      vnodes2_output_bias[0]! * 0.999 + dnodes2_output_bias[0]! * dnodes2_output_bias[0]! * 0.0010000000000000009;
    vnodes2_output_bias[0] = adam_v_nodes2_output_bias;
    // nodes2_output_bias ← nodes2_output_bias − stepSize * mnodes2_output_bias′/(sqrt(vnodes2_output_bias′)/correction + 1e−8)   [1]
    nodes2_output_bias[0]! -=
      (stepSize * adam_m_nodes2_output_bias) / (Math.sqrt(adam_v_nodes2_output_bias) / correction + 1e-8);
    for (let i = 0; i < 5; i++) {
      // mnodes5_hidden1_weight ← mnodes5_hidden1_weight * 0.9 + ∇nodes5_hidden1_weight * 0.09999999999999998   [5, 1]
      const adam_m_nodes5_hidden1_weight_i =
        mnodes5_hidden1_weight[i]! * 0.9 + dnodes5_hidden1_weight[i]! * 0.09999999999999998;
      mnodes5_hidden1_weight[i] = adam_m_nodes5_hidden1_weight_i;
      // vnodes5_hidden1_weight ← vnodes5_hidden1_weight * 0.999 + ∇nodes5_hidden1_weight² * 0.0010000000000000009   [5, 1]
      const adam_v_nodes5_hidden1_weight_i =
        vnodes5_hidden1_weight[i]! * 0.999 +
        dnodes5_hidden1_weight[i]! * dnodes5_hidden1_weight[i]! * 0.0010000000000000009;
      vnodes5_hidden1_weight[i] = adam_v_nodes5_hidden1_weight_i;
      // nodes5_hidden1_weight ← nodes5_hidden1_weight − stepSize * mnodes5_hidden1_weight′/(sqrt(vnodes5_hidden1_weight′)/correction + 1e−8)   [5, 1]
      nodes5_hidden1_weight[i]! -=
        (stepSize * adam_m_nodes5_hidden1_weight_i) / (Math.sqrt(adam_v_nodes5_hidden1_weight_i) / correction + 1e-8);
    }
    for (let i = 0; i < 5; i++) {
      // mnodes5_hidden1_bias ← mnodes5_hidden1_bias * 0.9 + ∇nodes5_hidden1_bias * 0.09999999999999998   [5]
      const adam_m_nodes5_hidden1_bias_i =
        mnodes5_hidden1_bias[i]! * 0.9 + dnodes5_hidden1_bias[i]! * 0.09999999999999998;
      mnodes5_hidden1_bias[i] = adam_m_nodes5_hidden1_bias_i;
      // vnodes5_hidden1_bias ← vnodes5_hidden1_bias * 0.999 + ∇nodes5_hidden1_bias² * 0.0010000000000000009   [5]
      const adam_v_nodes5_hidden1_bias_i =
        vnodes5_hidden1_bias[i]! * 0.999 + dnodes5_hidden1_bias[i]! * dnodes5_hidden1_bias[i]! * 0.0010000000000000009;
      vnodes5_hidden1_bias[i] = adam_v_nodes5_hidden1_bias_i;
      // nodes5_hidden1_bias ← nodes5_hidden1_bias − stepSize * mnodes5_hidden1_bias′/(sqrt(vnodes5_hidden1_bias′)/correction + 1e−8)   [5]
      nodes5_hidden1_bias[i]! -=
        (stepSize * adam_m_nodes5_hidden1_bias_i) / (Math.sqrt(adam_v_nodes5_hidden1_bias_i) / correction + 1e-8);
    }
    for (let j = 0; j < 5; j++) {
      // mnodes5_output_weight ← mnodes5_output_weight * 0.9 + ∇nodes5_output_weight * 0.09999999999999998   [1, 5]
      const adam_m_nodes5_output_weight_j =
        mnodes5_output_weight[j]! * 0.9 + dnodes5_output_weight[j]! * 0.09999999999999998;
      mnodes5_output_weight[j] = adam_m_nodes5_output_weight_j;
      // vnodes5_output_weight ← vnodes5_output_weight * 0.999 + ∇nodes5_output_weight² * 0.0010000000000000009   [1, 5]
      const adam_v_nodes5_output_weight_j =
        vnodes5_output_weight[j]! * 0.999 +
        dnodes5_output_weight[j]! * dnodes5_output_weight[j]! * 0.0010000000000000009;
      vnodes5_output_weight[j] = adam_v_nodes5_output_weight_j;
      // nodes5_output_weight ← nodes5_output_weight − stepSize * mnodes5_output_weight′/(sqrt(vnodes5_output_weight′)/correction + 1e−8)   [1, 5]
      nodes5_output_weight[j]! -=
        (stepSize * adam_m_nodes5_output_weight_j) / (Math.sqrt(adam_v_nodes5_output_weight_j) / correction + 1e-8);
    }
    // mnodes5_output_bias ← mnodes5_output_bias * 0.9 + ∇nodes5_output_bias * 0.09999999999999998   [1]
    const adam_m_nodes5_output_bias = mnodes5_output_bias[0]! * 0.9 + dnodes5_output_bias[0]! * 0.09999999999999998;
    mnodes5_output_bias[0] = adam_m_nodes5_output_bias;
    // vnodes5_output_bias ← vnodes5_output_bias * 0.999 + ∇nodes5_output_bias² * 0.0010000000000000009   [1]
    const adam_v_nodes5_output_bias =
      vnodes5_output_bias[0]! * 0.999 + dnodes5_output_bias[0]! * dnodes5_output_bias[0]! * 0.0010000000000000009;
    vnodes5_output_bias[0] = adam_v_nodes5_output_bias;
    // nodes5_output_bias ← nodes5_output_bias − stepSize * mnodes5_output_bias′/(sqrt(vnodes5_output_bias′)/correction + 1e−8)   [1]
    nodes5_output_bias[0]! -=
      (stepSize * adam_m_nodes5_output_bias) / (Math.sqrt(adam_v_nodes5_output_bias) / correction + 1e-8);
    for (let i = 0; i < 10; i++) {
      // mnodes10_hidden1_weight ← mnodes10_hidden1_weight * 0.9 + ∇nodes10_hidden1_weight * 0.09999999999999998   [10, 1]
      const adam_m_nodes10_hidden1_weight_i =
        mnodes10_hidden1_weight[i]! * 0.9 + dnodes10_hidden1_weight[i]! * 0.09999999999999998;
      mnodes10_hidden1_weight[i] = adam_m_nodes10_hidden1_weight_i;
      // vnodes10_hidden1_weight ← vnodes10_hidden1_weight * 0.999 + ∇nodes10_hidden1_weight² * 0.0010000000000000009   [10, 1]
      const adam_v_nodes10_hidden1_weight_i =
        vnodes10_hidden1_weight[i]! * 0.999 +
        dnodes10_hidden1_weight[i]! * dnodes10_hidden1_weight[i]! * 0.0010000000000000009;
      vnodes10_hidden1_weight[i] = adam_v_nodes10_hidden1_weight_i;
      // nodes10_hidden1_weight ← nodes10_hidden1_weight − stepSize * mnodes10_hidden1_weight′/(sqrt(vnodes10_hidden1_weight′)/correction + 1e−8)   [10, 1]
      nodes10_hidden1_weight[i]! -=
        (stepSize * adam_m_nodes10_hidden1_weight_i) / (Math.sqrt(adam_v_nodes10_hidden1_weight_i) / correction + 1e-8);
    }
    for (let i = 0; i < 10; i++) {
      // mnodes10_hidden1_bias ← mnodes10_hidden1_bias * 0.9 + ∇nodes10_hidden1_bias * 0.09999999999999998   [10]
      const adam_m_nodes10_hidden1_bias_i =
        mnodes10_hidden1_bias[i]! * 0.9 + dnodes10_hidden1_bias[i]! * 0.09999999999999998;
      mnodes10_hidden1_bias[i] = adam_m_nodes10_hidden1_bias_i;
      // vnodes10_hidden1_bias ← vnodes10_hidden1_bias * 0.999 + ∇nodes10_hidden1_bias² * 0.0010000000000000009   [10]
      const adam_v_nodes10_hidden1_bias_i =
        vnodes10_hidden1_bias[i]! * 0.999 +
        dnodes10_hidden1_bias[i]! * dnodes10_hidden1_bias[i]! * 0.0010000000000000009;
      vnodes10_hidden1_bias[i] = adam_v_nodes10_hidden1_bias_i;
      // nodes10_hidden1_bias ← nodes10_hidden1_bias − stepSize * mnodes10_hidden1_bias′/(sqrt(vnodes10_hidden1_bias′)/correction + 1e−8)   [10]
      nodes10_hidden1_bias[i]! -=
        (stepSize * adam_m_nodes10_hidden1_bias_i) / (Math.sqrt(adam_v_nodes10_hidden1_bias_i) / correction + 1e-8);
    }
    for (let j = 0; j < 10; j++) {
      // mnodes10_output_weight ← mnodes10_output_weight * 0.9 + ∇nodes10_output_weight * 0.09999999999999998   [1, 10]
      const adam_m_nodes10_output_weight_j =
        mnodes10_output_weight[j]! * 0.9 + dnodes10_output_weight[j]! * 0.09999999999999998;
      mnodes10_output_weight[j] = adam_m_nodes10_output_weight_j;
      // vnodes10_output_weight ← vnodes10_output_weight * 0.999 + ∇nodes10_output_weight² * 0.0010000000000000009   [1, 10]
      const adam_v_nodes10_output_weight_j =
        vnodes10_output_weight[j]! * 0.999 +
        dnodes10_output_weight[j]! * dnodes10_output_weight[j]! * 0.0010000000000000009;
      vnodes10_output_weight[j] = adam_v_nodes10_output_weight_j;
      // nodes10_output_weight ← nodes10_output_weight − stepSize * mnodes10_output_weight′/(sqrt(vnodes10_output_weight′)/correction + 1e−8)   [1, 10]
      nodes10_output_weight[j]! -=
        (stepSize * adam_m_nodes10_output_weight_j) / (Math.sqrt(adam_v_nodes10_output_weight_j) / correction + 1e-8);
    }
    // mnodes10_output_bias ← mnodes10_output_bias * 0.9 + ∇nodes10_output_bias * 0.09999999999999998   [1]
    const adam_m_nodes10_output_bias = mnodes10_output_bias[0]! * 0.9 + dnodes10_output_bias[0]! * 0.09999999999999998;
    mnodes10_output_bias[0] = adam_m_nodes10_output_bias;
    // vnodes10_output_bias ← vnodes10_output_bias * 0.999 + ∇nodes10_output_bias² * 0.0010000000000000009   [1]
    const adam_v_nodes10_output_bias =
      vnodes10_output_bias[0]! * 0.999 + dnodes10_output_bias[0]! * dnodes10_output_bias[0]! * 0.0010000000000000009;
    vnodes10_output_bias[0] = adam_v_nodes10_output_bias;
    // nodes10_output_bias ← nodes10_output_bias − stepSize * mnodes10_output_bias′/(sqrt(vnodes10_output_bias′)/correction + 1e−8)   [1]
    nodes10_output_bias[0]! -=
      (stepSize * adam_m_nodes10_output_bias) / (Math.sqrt(adam_v_nodes10_output_bias) / correction + 1e-8);
    for (let i = 0; i < 50; i++) {
      // mnodes50_hidden1_weight ← mnodes50_hidden1_weight * 0.9 + ∇nodes50_hidden1_weight * 0.09999999999999998   [50, 1]
      const adam_m_nodes50_hidden1_weight_i =
        mnodes50_hidden1_weight[i]! * 0.9 + dnodes50_hidden1_weight[i]! * 0.09999999999999998;
      mnodes50_hidden1_weight[i] = adam_m_nodes50_hidden1_weight_i;
      // vnodes50_hidden1_weight ← vnodes50_hidden1_weight * 0.999 + ∇nodes50_hidden1_weight² * 0.0010000000000000009   [50, 1]
      const adam_v_nodes50_hidden1_weight_i =
        vnodes50_hidden1_weight[i]! * 0.999 +
        dnodes50_hidden1_weight[i]! * dnodes50_hidden1_weight[i]! * 0.0010000000000000009;
      vnodes50_hidden1_weight[i] = adam_v_nodes50_hidden1_weight_i;
      // nodes50_hidden1_weight ← nodes50_hidden1_weight − stepSize * mnodes50_hidden1_weight′/(sqrt(vnodes50_hidden1_weight′)/correction + 1e−8)   [50, 1]
      nodes50_hidden1_weight[i]! -=
        (stepSize * adam_m_nodes50_hidden1_weight_i) / (Math.sqrt(adam_v_nodes50_hidden1_weight_i) / correction + 1e-8);
    }
    for (let i = 0; i < 50; i++) {
      // mnodes50_hidden1_bias ← mnodes50_hidden1_bias * 0.9 + ∇nodes50_hidden1_bias * 0.09999999999999998   [50]
      const adam_m_nodes50_hidden1_bias_i =
        mnodes50_hidden1_bias[i]! * 0.9 + dnodes50_hidden1_bias[i]! * 0.09999999999999998;
      mnodes50_hidden1_bias[i] = adam_m_nodes50_hidden1_bias_i;
      // vnodes50_hidden1_bias ← vnodes50_hidden1_bias * 0.999 + ∇nodes50_hidden1_bias² * 0.0010000000000000009   [50]
      const adam_v_nodes50_hidden1_bias_i =
        vnodes50_hidden1_bias[i]! * 0.999 +
        dnodes50_hidden1_bias[i]! * dnodes50_hidden1_bias[i]! * 0.0010000000000000009;
      vnodes50_hidden1_bias[i] = adam_v_nodes50_hidden1_bias_i;
      // nodes50_hidden1_bias ← nodes50_hidden1_bias − stepSize * mnodes50_hidden1_bias′/(sqrt(vnodes50_hidden1_bias′)/correction + 1e−8)   [50]
      nodes50_hidden1_bias[i]! -=
        (stepSize * adam_m_nodes50_hidden1_bias_i) / (Math.sqrt(adam_v_nodes50_hidden1_bias_i) / correction + 1e-8);
    }
    for (let j = 0; j < 50; j++) {
      // mnodes50_output_weight ← mnodes50_output_weight * 0.9 + ∇nodes50_output_weight * 0.09999999999999998   [1, 50]
      const adam_m_nodes50_output_weight_j =
        mnodes50_output_weight[j]! * 0.9 + dnodes50_output_weight[j]! * 0.09999999999999998;
      mnodes50_output_weight[j] = adam_m_nodes50_output_weight_j;
      // vnodes50_output_weight ← vnodes50_output_weight * 0.999 + ∇nodes50_output_weight² * 0.0010000000000000009   [1, 50]
      const adam_v_nodes50_output_weight_j =
        vnodes50_output_weight[j]! * 0.999 +
        dnodes50_output_weight[j]! * dnodes50_output_weight[j]! * 0.0010000000000000009;
      vnodes50_output_weight[j] = adam_v_nodes50_output_weight_j;
      // nodes50_output_weight ← nodes50_output_weight − stepSize * mnodes50_output_weight′/(sqrt(vnodes50_output_weight′)/correction + 1e−8)   [1, 50]
      nodes50_output_weight[j]! -=
        (stepSize * adam_m_nodes50_output_weight_j) / (Math.sqrt(adam_v_nodes50_output_weight_j) / correction + 1e-8);
    }
    // mnodes50_output_bias ← mnodes50_output_bias * 0.9 + ∇nodes50_output_bias * 0.09999999999999998   [1]
    const adam_m_nodes50_output_bias = mnodes50_output_bias[0]! * 0.9 + dnodes50_output_bias[0]! * 0.09999999999999998;
    mnodes50_output_bias[0] = adam_m_nodes50_output_bias;
    // vnodes50_output_bias ← vnodes50_output_bias * 0.999 + ∇nodes50_output_bias² * 0.0010000000000000009   [1]
    const adam_v_nodes50_output_bias =
      vnodes50_output_bias[0]! * 0.999 + dnodes50_output_bias[0]! * dnodes50_output_bias[0]! * 0.0010000000000000009;
    vnodes50_output_bias[0] = adam_v_nodes50_output_bias;
    // nodes50_output_bias ← nodes50_output_bias − stepSize * mnodes50_output_bias′/(sqrt(vnodes50_output_bias′)/correction + 1e−8)   [1]
    nodes50_output_bias[0]! -=
      (stepSize * adam_m_nodes50_output_bias) / (Math.sqrt(adam_v_nodes50_output_bias) / correction + 1e-8);
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
      // t1 = x − xMean   [1]   net.ts:8
      // t2 = t1/xScale   [1]   net.ts:8
      const t2 = (x[n]! - xMean[0]!) / xScale[0]!;
      // t36 = y − yMean   [1]   net.ts:26
      // t37 = t36/yScale   [1]   net.ts:26
      const t37 = (y[n]! - yMean[0]!) / yScale[0]!;
      // t3 = t2·nodes1_hidden1_weightᵀ   [1]
      // t4 = t3 + nodes1_hidden1_bias   [1]
      // t5 = tanh(t4)   [1]
      // t6 = t5·nodes1_output_weightᵀ   [1]   net.ts:8
      // nodes1 = t6 + nodes1_output_bias   [1]   net.ts:8
      // t38 = nodes1 − t37   [1]   net.ts:26
      // t39 = t38²   [1]   net.ts:26
      // t40 = Σ t39   net.ts:26
      // t10 = t2·nodes2_hidden1_weightᵀ   [2]
      // t11 = t10 + nodes2_hidden1_bias   [2]
      // t12 = tanh(t11)   [2]
      // t13 = t12·nodes2_output_weightᵀ   [1]   net.ts:8
      // nodes2 = t13 + nodes2_output_bias   [1]   net.ts:8
      // t43 = nodes2 − t37   [1]   net.ts:26
      // t44 = t43²   [1]   net.ts:26
      // t45 = Σ t44   net.ts:26
      // t61 = t40 + t45
      // t17 = t2·nodes5_hidden1_weightᵀ   [5]
      // t18 = t17 + nodes5_hidden1_bias   [5]
      // t19 = tanh(t18)   [5]
      // t20 = t19·nodes5_output_weightᵀ   [1]   net.ts:8
      // nodes5 = t20 + nodes5_output_bias   [1]   net.ts:8
      // t48 = nodes5 − t37   [1]   net.ts:26
      // t49 = t48²   [1]   net.ts:26
      // t50 = Σ t49   net.ts:26
      // t62 = t61 + t50
      // t24 = t2·nodes10_hidden1_weightᵀ   [10]
      // t25 = t24 + nodes10_hidden1_bias   [10]
      // t26 = tanh(t25)   [10]
      // t27 = t26·nodes10_output_weightᵀ   [1]   net.ts:8
      // nodes10 = t27 + nodes10_output_bias   [1]   net.ts:8
      // t53 = nodes10 − t37   [1]   net.ts:26
      // t54 = t53²   [1]   net.ts:26
      // t55 = Σ t54   net.ts:26
      // t63 = t62 + t55
      // t31 = t2·nodes50_hidden1_weightᵀ   [50]
      // t32 = t31 + nodes50_hidden1_bias   [50]
      // t33 = tanh(t32)   [50]
      // t34 = t33·nodes50_output_weightᵀ   [1]   net.ts:8
      // nodes50 = t34 + nodes50_output_bias   [1]   net.ts:8
      // t58 = nodes50 − t37   [1]   net.ts:26
      // t59 = t58²   [1]   net.ts:26
      // t60 = Σ t59   net.ts:26
      // L = t63 + t60
      // total = Σ L
      let t40 = 0;
      let t6 = 0;
      t6 += nodes1_output_weight[0]! * Math.tanh(nodes1_hidden1_weight[0]! * t2 + nodes1_hidden1_bias[0]!);
      const t38 = t6 + nodes1_output_bias[0]! - t37;
      t40 += t38 * t38;
      let t45 = 0;
      let t13 = 0;
      for (let j = 0; j < 2; j++) {
        t13 += nodes2_output_weight[j]! * Math.tanh(nodes2_hidden1_weight[j]! * t2 + nodes2_hidden1_bias[j]!);
      }
      const t43 = t13 + nodes2_output_bias[0]! - t37;
      t45 += t43 * t43;
      let t50 = 0;
      let t20 = 0;
      for (let j = 0; j < 5; j++) {
        t20 += nodes5_output_weight[j]! * Math.tanh(nodes5_hidden1_weight[j]! * t2 + nodes5_hidden1_bias[j]!);
      }
      const t48 = t20 + nodes5_output_bias[0]! - t37;
      t50 += t48 * t48;
      let t55 = 0;
      let t27 = 0;
      for (let j = 0; j < 10; j++) {
        t27 += nodes10_output_weight[j]! * Math.tanh(nodes10_hidden1_weight[j]! * t2 + nodes10_hidden1_bias[j]!);
      }
      const t53 = t27 + nodes10_output_bias[0]! - t37;
      t55 += t53 * t53;
      let t60 = 0;
      let t34 = 0;
      for (let j = 0; j < 50; j++) {
        t34 += nodes50_output_weight[j]! * Math.tanh(nodes50_hidden1_weight[j]! * t2 + nodes50_hidden1_bias[j]!);
      }
      const t58 = t34 + nodes50_output_bias[0]! - t37;
      t60 += t58 * t58;
      total += t40 + t45 + t50 + t55 + t60;
    }
    // J = (Σ L)/count
    return total / count;
  }

  /** Every parameter is drawn from a stream of its own, found by the seed and a hash of its name. */
  function initialize(seed: number = 0): void {
    parameters.fill(0);
    drawUniform(nodes1_hidden1_weight, 1.7320508075688772, random(seed, 0x5ed43e52)); // nodes1.hidden1.weight
    drawUniform(nodes1_output_weight, 1.7320508075688772, random(seed, 0x1349799e)); // nodes1.output.weight
    drawUniform(nodes2_hidden1_weight, 1.4142135623730951, random(seed, 0x46e5c1d1)); // nodes2.hidden1.weight
    drawUniform(nodes2_output_weight, 1.4142135623730951, random(seed, 0x94a50813)); // nodes2.output.weight
    drawUniform(nodes5_hidden1_weight, 1, random(seed, 0x53c1f796)); // nodes5.hidden1.weight
    drawUniform(nodes5_output_weight, 1, random(seed, 0xa53a6e32)); // nodes5.output.weight
    drawUniform(nodes10_hidden1_weight, 0.7385489458759964, random(seed, 0x3cfdec34)); // nodes10.hidden1.weight
    drawUniform(nodes10_output_weight, 0.7385489458759964, random(seed, 0x8d1083dc)); // nodes10.output.weight
    drawUniform(nodes50_hidden1_weight, 0.3429971702850177, random(seed, 0xddcfc980)); // nodes50.hidden1.weight
    drawUniform(nodes50_output_weight, 0.3429971702850177, random(seed, 0xe0676638)); // nodes50.output.weight
    xScale.fill(1);
    yScale.fill(1);
    state.fill(0);
    beta1Power.fill(1);
    beta2Power.fill(1);
    network.adapted = false;
  }

  const calls: Calls = {
    predictArrays: (arrays, count) =>
      forward(arrays[0]!, arrays[1]!, arrays[2]!, arrays[3]!, arrays[4]!, arrays[5]!, count),
    backward: (arrays, count) => backward(arrays[0]!, arrays[6]!, count),
    trainStep: (arrays, count) => trainStep(arrays[0]!, arrays[6]!, count),
    metrics(arrays, count) {
      forward(arrays[0]!, arrays[1]!, arrays[2]!, arrays[3]!, arrays[4]!, arrays[5]!, count);
      return {
        loss: objective(arrays[0]!, arrays[6]!, count),
        ...average(
          errors(arrays[6]!, arrays[1]!, 1),
          errors(arrays[6]!, arrays[2]!, 1),
          errors(arrays[6]!, arrays[3]!, 1),
          errors(arrays[6]!, arrays[4]!, 1),
          errors(arrays[6]!, arrays[5]!, 1),
        ),
      };
    },
    adapt(arrays) {
      fitColumns(arrays[0]!, xMean, xScale);
      fitColumns(arrays[6]!, yMean, yScale);
      network.adapted = true;
    },
  };
  const network: McycleWidths = {
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
      const outputs = predictAll(calls, x, [out?.yHat1, out?.yHat2, out?.yHat5, out?.yHat10, out?.yHat50]);
      return { yHat1: outputs[0]!, yHat2: outputs[1]!, yHat5: outputs[2]!, yHat10: outputs[3]!, yHat50: outputs[4]! };
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

/** Values of yHat1, yHat2, yHat5, yHat10, yHat50, one example after another. */
export type Outputs = {
  readonly yHat1: Float64Array;
  readonly yHat2: Float64Array;
  readonly yHat5: Float64Array;
  readonly yHat10: Float64Array;
  readonly yHat50: Float64Array;
};

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
async function fit(network: McycleWidths, calls: Calls, x: Inputs, y: Targets, options?: FitOptions): Promise<History> {
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
  let kept: McycleWidths | undefined;
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

/** Of a network with several targets of a kind: the mean of each figure over them. */
function average<T extends Readonly<Record<string, number>>>(first: T, ...others: readonly T[]): T {
  const mean = (name: string): number => others.reduce((sum, other) => sum + other[name]!, first[name]!);
  const means = Object.keys(first).map((name) => [name, mean(name) / (others.length + 1)]);
  return Object.fromEntries(means) as T;
}

/** The table of the layers. */
const summary = (): string => `Model: "mcycle-widths"
Layer (type)               Output Shape  Param #
${"=".repeat(48)}
x (input)                  (None, 1)           0
standardize (standardize)  (None, 1)           2
dense1 (dense)             (None, 1)           2
tanh (tanh)                (None, 1)           0
nodes1 (dense)             (None, 1)           2
yHat1 (unstandardize)      (None, 1)           2
standardize (standardize)  (None, 1)           0
dense2 (dense)             (None, 2)           4
tanh (tanh)                (None, 2)           0
nodes2 (dense)             (None, 1)           3
yHat2 (unstandardize)      (None, 1)           0
standardize (standardize)  (None, 1)           0
dense3 (dense)             (None, 5)          10
tanh (tanh)                (None, 5)           0
nodes5 (dense)             (None, 1)           6
yHat5 (unstandardize)      (None, 1)           0
standardize (standardize)  (None, 1)           0
dense4 (dense)             (None, 10)         20
tanh (tanh)                (None, 10)          0
nodes10 (dense)            (None, 1)          11
yHat10 (unstandardize)     (None, 1)           0
standardize (standardize)  (None, 1)           0
dense5 (dense)             (None, 50)        100
tanh (tanh)                (None, 50)          0
nodes50 (dense)            (None, 1)          51
yHat50 (unstandardize)     (None, 1)           0
${"=".repeat(48)}
Total params: 213
Trainable params: 209
Non-trainable params: 4`;

/**
 * Parameters and state in the safetensors format: the length of the header in 8 bytes, the header (JSON: name → type, shape, place),
 * then the numbers; little-endian, as all engines in use keep them. The header is ASCII, other characters are escaped, and
 * padded so that the numbers are aligned.
 */
function save({ parameters, state }: McycleWidths): Uint8Array {
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
  network.initialize();
  for (const { name, offset } of metadata.parameters) network.parameters.set(tensors[name]!.values, offset);
  loadState(network, tensors);
}

/** Takes over the state where all of it is there. */
function loadState(network: McycleWidths, tensors: Readonly<Record<string, StoredTensor>>): void {
  if (metadata.state.every(({ name, shape }) => `${tensors[name]?.shape}` === `${shape}`)) {
    for (const { name, offset } of metadata.state) network.state.set(tensors[name]!.values, offset);
  }
}
