/**
 * Compiled by nngen 0.1.0 from net.ts: a change made here is lost when it is compiled again.
 *
 * polynomial: a network with 20 parameters
 *
 *   inputs     length []
 *   targets    y []
 *   outputs    line [], parabola [], cubic [], staircase [], margin []
 *   optimizer  adam
 *   precision  f64
 *   memory     768 bytes a network
 *   gradient   agrees with central differences: the largest error is 8.1e-11, at line.c
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
  inputs: [
    { name: "length", shape: [], size: 1 },
    { name: "y", shape: [], size: 1, target: true },
  ],
  outputs: [
    { name: "line", shape: [], size: 1 },
    { name: "parabola", shape: [], size: 1 },
    { name: "cubic", shape: [], size: 1 },
    { name: "staircase", shape: [], size: 1 },
    { name: "margin", shape: [], size: 1 },
  ],
  parameters: [
    { name: "line.b", shape: [], offset: 0, size: 1, trainable: true },
    { name: "line.c", shape: [], offset: 1, size: 1, trainable: true },
    { name: "parabola.a", shape: [], offset: 2, size: 1, trainable: true },
    { name: "parabola.b", shape: [], offset: 3, size: 1, trainable: true },
    { name: "parabola.c", shape: [], offset: 4, size: 1, trainable: true },
    { name: "cubic.theta", shape: [3], offset: 5, size: 3, trainable: true },
    { name: "cubic.theta0", shape: [], offset: 8, size: 1, trainable: true },
    { name: "stairs.v", shape: [5], offset: 9, size: 5, trainable: true },
    { name: "stairs.v0", shape: [], offset: 14, size: 1, trainable: true },
    { name: "margin.a", shape: [], offset: 15, size: 1, trainable: true },
    { name: "margin.b", shape: [], offset: 16, size: 1, trainable: true },
    { name: "margin.c", shape: [], offset: 17, size: 1, trainable: true },
    { name: "length.mean", shape: [], offset: 18, size: 1, trainable: false },
    { name: "length.scale", shape: [], offset: 19, size: 1, trainable: false },
  ],
  state: [
    { name: "state.adam.beta1Power", shape: [], offset: 0, size: 1 },
    { name: "state.adam.beta2Power", shape: [], offset: 1, size: 1 },
    { name: "state.adam.m.line.b", shape: [], offset: 2, size: 1 },
    { name: "state.adam.v.line.b", shape: [], offset: 3, size: 1 },
    { name: "state.adam.m.line.c", shape: [], offset: 4, size: 1 },
    { name: "state.adam.v.line.c", shape: [], offset: 5, size: 1 },
    { name: "state.adam.m.parabola.a", shape: [], offset: 6, size: 1 },
    { name: "state.adam.v.parabola.a", shape: [], offset: 7, size: 1 },
    { name: "state.adam.m.parabola.b", shape: [], offset: 8, size: 1 },
    { name: "state.adam.v.parabola.b", shape: [], offset: 9, size: 1 },
    { name: "state.adam.m.parabola.c", shape: [], offset: 10, size: 1 },
    { name: "state.adam.v.parabola.c", shape: [], offset: 11, size: 1 },
    { name: "state.adam.m.cubic.theta", shape: [3], offset: 12, size: 3 },
    { name: "state.adam.v.cubic.theta", shape: [3], offset: 15, size: 3 },
    { name: "state.adam.m.cubic.theta0", shape: [], offset: 18, size: 1 },
    { name: "state.adam.v.cubic.theta0", shape: [], offset: 19, size: 1 },
    { name: "state.adam.m.stairs.v", shape: [5], offset: 20, size: 5 },
    { name: "state.adam.v.stairs.v", shape: [5], offset: 25, size: 5 },
    { name: "state.adam.m.stairs.v0", shape: [], offset: 30, size: 1 },
    { name: "state.adam.v.stairs.v0", shape: [], offset: 31, size: 1 },
    { name: "state.adam.m.margin.a", shape: [], offset: 32, size: 1 },
    { name: "state.adam.v.margin.a", shape: [], offset: 33, size: 1 },
    { name: "state.adam.m.margin.b", shape: [], offset: 34, size: 1 },
    { name: "state.adam.v.margin.b", shape: [], offset: 35, size: 1 },
    { name: "state.adam.m.margin.c", shape: [], offset: 36, size: 1 },
    { name: "state.adam.v.margin.c", shape: [], offset: 37, size: 1 },
  ],
};

/**
 * One network, with every array that it will ever need. Arrays are row-major, `count` examples one after another; an argument
 * that is left out is the array of that name in `buffers`. A wrong length or count is a RangeError.
 */
export interface Polynomial {
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
    readonly length: Float64Array;
    readonly y: Float64Array;
    readonly line: Float64Array;
    readonly parabola: Float64Array;
    readonly cubic: Float64Array;
    readonly staircase: Float64Array;
    readonly margin: Float64Array;
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
    length?: Float64Array,
    line?: Float64Array,
    parabola?: Float64Array,
    cubic?: Float64Array,
    staircase?: Float64Array,
    margin?: Float64Array,
    count?: number,
  ): void;
  /** Writes `gradient` and `loss[0]`. Allocates nothing. */
  backward(length?: Float64Array, y?: Float64Array, count?: number): void;
  /** One step of the optimiser, from `gradient` as it stands. Allocates nothing. */
  update(): void;
  /** `backward`, then `update`, in one: `loss[0]` is J before the step, `gradient` is left unspecified. Allocates nothing. */
  trainStep(length?: Float64Array, y?: Float64Array, count?: number): void;
  /** J. Allocates nothing but the number that it returns. */
  objective(length?: Float64Array, y?: Float64Array, count?: number): number;
  /** Takes over the parameters and the state of another network of this kind. Allocates nothing. */
  copyFrom(other: Polynomial): void;
  /**
   * Sets mean and scale to the mean and the population standard deviation of each column (1 for a constant column). `fit` does
   * it from the training rows, unless `adapted`. Allocates copies of the rows.
   */
  adapt(x: Inputs): void;
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
export function create(options: CreateOptions = {}): Polynomial {
  const parameters = zeros(PARAMETER_COUNT);
  const gradient = zeros(PARAMETER_COUNT);
  const loss = zeros(1);
  const inputs = metadata.inputs;
  const outputs = metadata.outputs;
  const state = zeros(38);
  const hyper = Float64Array.of(0.1, 0); // learningRate, trainingSize
  const buffers: Polynomial["buffers"] = {
    length: zeros(1),
    y: zeros(1),
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
  const dline_b = gradient.subarray(0, 1); // ∂J/∂line.b
  const dline_c = gradient.subarray(1, 2); // ∂J/∂line.c
  const dparabola_a = gradient.subarray(2, 3); // ∂J/∂parabola.a
  const dparabola_b = gradient.subarray(3, 4); // ∂J/∂parabola.b
  const dparabola_c = gradient.subarray(4, 5); // ∂J/∂parabola.c
  const dcubic_theta = gradient.subarray(5, 8); // ∂J/∂cubic.theta
  const dcubic_theta0 = gradient.subarray(8, 9); // ∂J/∂cubic.theta0
  const dstairs_v = gradient.subarray(9, 14); // ∂J/∂stairs.v
  const dstairs_v0 = gradient.subarray(14, 15); // ∂J/∂stairs.v0
  const dmargin_a = gradient.subarray(15, 16); // ∂J/∂margin.a
  const dmargin_b = gradient.subarray(16, 17); // ∂J/∂margin.b
  const dmargin_c = gradient.subarray(17, 18); // ∂J/∂margin.c
  const beta1Power = state.subarray(0, 1); // adam.beta1Power
  const beta2Power = state.subarray(1, 2); // adam.beta2Power
  const mline_b = state.subarray(2, 3); // adam.m.line.b
  const vline_b = state.subarray(3, 4); // adam.v.line.b
  const mline_c = state.subarray(4, 5); // adam.m.line.c
  const vline_c = state.subarray(5, 6); // adam.v.line.c
  const mparabola_a = state.subarray(6, 7); // adam.m.parabola.a
  const vparabola_a = state.subarray(7, 8); // adam.v.parabola.a
  const mparabola_b = state.subarray(8, 9); // adam.m.parabola.b
  const vparabola_b = state.subarray(9, 10); // adam.v.parabola.b
  const mparabola_c = state.subarray(10, 11); // adam.m.parabola.c
  const vparabola_c = state.subarray(11, 12); // adam.v.parabola.c
  const mcubic_theta = state.subarray(12, 15); // adam.m.cubic.theta
  const vcubic_theta = state.subarray(15, 18); // adam.v.cubic.theta
  const mcubic_theta0 = state.subarray(18, 19); // adam.m.cubic.theta0
  const vcubic_theta0 = state.subarray(19, 20); // adam.v.cubic.theta0
  const mstairs_v = state.subarray(20, 25); // adam.m.stairs.v
  const vstairs_v = state.subarray(25, 30); // adam.v.stairs.v
  const mstairs_v0 = state.subarray(30, 31); // adam.m.stairs.v0
  const vstairs_v0 = state.subarray(31, 32); // adam.v.stairs.v0
  const mmargin_a = state.subarray(32, 33); // adam.m.margin.a
  const vmargin_a = state.subarray(33, 34); // adam.v.margin.a
  const mmargin_b = state.subarray(34, 35); // adam.m.margin.b
  const vmargin_b = state.subarray(35, 36); // adam.v.margin.b
  const mmargin_c = state.subarray(36, 37); // adam.m.margin.c
  const vmargin_c = state.subarray(37, 38); // adam.v.margin.c
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

  /** Backpropagation over `count` examples: writes ∇J to `gradient` and J to `loss[0]`, regulariser included. Allocates nothing. */
  function backward(length: Float64Array = buffers.length, y: Float64Array = buffers.y, count: number = 1): void {
    check("backward", inputs[0]!, length, count);
    check("backward", inputs[1]!, y, count);
    // sum = 0   net.ts:36
    let sum = 0;
    // sum.2 = 0   net.ts:36
    let sum_2 = 0;
    // sum.3 = 0   net.ts:36
    let sum_3 = 0;
    // s̅t̅a̅i̅r̅s̅_̅v̅0̅ = 0   net.ts:30
    let stairs_v0Bar = 0;
    // s̅t̅a̅i̅r̅s̅_̅v̅ = 0   [5]   net.ts:30
    for (let i = 0; i < 5; i++) {
      dstairs_v[i] = 0;
    }
    // c̅u̅b̅i̅c̅_̅t̅h̅e̅t̅a̅0̅ = 0   net.ts:24
    let cubic_theta0Bar = 0;
    // c̅u̅b̅i̅c̅_̅t̅h̅e̅t̅a̅ = 0   [3]   net.ts:24
    for (let i = 0; i < 3; i++) {
      dcubic_theta[i] = 0;
    }
    // p̅a̅r̅a̅b̅o̅l̅a̅_̅c̅ = 0   net.ts:19
    let parabola_cBar = 0;
    // p̅a̅r̅a̅b̅o̅l̅a̅_̅b̅ = 0   net.ts:19
    let parabola_bBar = 0;
    // p̅a̅r̅a̅b̅o̅l̅a̅_̅a̅ = 0   net.ts:19
    let parabola_aBar = 0;
    // l̅i̅n̅e̅_̅c̅ = 0   net.ts:13
    let line_cBar = 0;
    // l̅i̅n̅e̅_̅b̅ = 0   net.ts:13
    let line_bBar = 0;
    // total = 0
    let total = 0;
    for (let n = 0; n < count; n++) {
      const length_0 = length[n]!;
      const y_0 = y[n]!;
      // t1 = length − lengthMean   net.ts:6
      // x = t1/lengthScale   net.ts:6
      const x = (length_0 - lengthMean[0]!) / lengthScale[0]!;
      // t2 = line_b·x   net.ts:13
      // line = t2 + line_c   net.ts:13
      const line_2 = line_b[0]! * x + line_c[0]!;
      // x2 = x²   net.ts:7
      const x2 = x * x;
      // t5 = parabola_a·x2   net.ts:19
      // t6 = parabola_b·x   net.ts:19
      // t7 = t5 + t6
      // parabola = t7 + parabola_c   net.ts:19
      const parabola_2 = parabola_a[0]! * x2 + parabola_b[0]! * x + parabola_c[0]!;
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
      const cubic_2 = t15 + cubic_theta0[0]!;
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
      const staircase_2 = t33 + stairs_v0[0]!;
      // t87 = 2y   net.ts:44
      // t88 = t87 − 1   net.ts:44
      const t88 = 2 * y_0 - 1;
      // t35 = margin_a·x2   net.ts:36
      // t36 = margin_b·x   net.ts:36
      // t37 = t35 + t36
      // margin = t37 + margin_c   net.ts:36
      // t89 = t88·margin   net.ts:44
      // t90 = 1 − t89   net.ts:44
      const t90 = 1 - t88 * (margin_a[0]! * x2 + margin_b[0]! * x + margin_c[0]!);
      // mul.5 = 1₊(t90)·t88   net.ts:44
      const mul_5 = (0 < t90 ? 1 : 0) * t88;
      // t78 = σ(staircase)   net.ts:43
      // s̅t̅a̅i̅r̅c̅a̅s̅e̅ = t78 − y   net.ts:43
      const staircaseBar = 1 / (1 + Math.exp(-staircase_2)) - y_0;
      // t66 = σ(cubic)   net.ts:43
      // c̅u̅b̅i̅c̅ = t66 − y   net.ts:43
      const cubicBar = 1 / (1 + Math.exp(-cubic_2)) - y_0;
      // t54 = σ(parabola)   net.ts:43
      // p̅a̅r̅a̅b̅o̅l̅a̅ = t54 − y   net.ts:43
      const parabolaBar = 1 / (1 + Math.exp(-parabola_2)) - y_0;
      // t42 = σ(line)   net.ts:43
      // l̅i̅n̅e̅ = t42 − y   net.ts:43
      const lineBar = 1 / (1 + Math.exp(-line_2)) - y_0;
      // sum = Σ mul.5   net.ts:36
      sum += mul_5;
      // sum.2 = Σ mul.5x   net.ts:36
      sum_2 += mul_5 * x;
      // sum.3 = Σ mul.5x2   net.ts:36
      sum_3 += mul_5 * x2;
      // s̅t̅a̅i̅r̅s̅_̅v̅0̅ = Σ s̅t̅a̅i̅r̅c̅a̅s̅e̅   net.ts:30
      stairs_v0Bar += staircaseBar;
      // t̄32 = s̅t̅a̅i̅r̅c̅a̅s̅e̅   [5]   net.ts:30
      // s̅t̅a̅i̅r̅s̅_̅v̅ = Σ t̄32 * stairs   [5]   net.ts:30
      for (let i = 0; i < 5; i++) {
        dstairs_v[i]! += staircaseBar * stairs[i]!;
      }
      // c̅u̅b̅i̅c̅_̅t̅h̅e̅t̅a̅0̅ = Σ c̅u̅b̅i̅c̅   net.ts:24
      cubic_theta0Bar += cubicBar;
      // t̄14 = c̅u̅b̅i̅c̅   [3]   net.ts:24
      // c̅u̅b̅i̅c̅_̅t̅h̅e̅t̅a̅ = Σ t̄14 * t13   [3]   net.ts:24
      for (let i = 0; i < 3; i++) {
        dcubic_theta[i]! += cubicBar * t13[i]!;
      }
      // p̅a̅r̅a̅b̅o̅l̅a̅_̅c̅ = Σ p̅a̅r̅a̅b̅o̅l̅a̅   net.ts:19
      parabola_cBar += parabolaBar;
      // p̅a̅r̅a̅b̅o̅l̅a̅_̅b̅ = Σ p̅a̅r̅a̅b̅o̅l̅a̅·x   net.ts:19
      parabola_bBar += parabolaBar * x;
      // p̅a̅r̅a̅b̅o̅l̅a̅_̅a̅ = Σ p̅a̅r̅a̅b̅o̅l̅a̅·x2   net.ts:19
      parabola_aBar += parabolaBar * x2;
      // l̅i̅n̅e̅_̅c̅ = Σ l̅i̅n̅e̅   net.ts:13
      line_cBar += lineBar;
      // l̅i̅n̅e̅_̅b̅ = Σ l̅i̅n̅e̅·x   net.ts:13
      line_bBar += lineBar * x;
      // t50 = softplus(line) − y·line   net.ts:43
      // t62 = softplus(parabola) − y·parabola   net.ts:43
      // t92 = t50 + t62
      // t74 = softplus(cubic) − y·cubic   net.ts:43
      // t93 = t92 + t74
      // t86 = softplus(staircase) − y·staircase   net.ts:43
      // t94 = t93 + t86
      // t91 = relu(t90)   net.ts:44
      // L = t94 + t91
      // total = Σ L
      total +=
        Math.max(line_2, 0) +
        Math.log1p(Math.exp(-Math.abs(line_2))) -
        y_0 * line_2 +
        (Math.max(parabola_2, 0) + Math.log1p(Math.exp(-Math.abs(parabola_2))) - y_0 * parabola_2) +
        (Math.max(cubic_2, 0) + Math.log1p(Math.exp(-Math.abs(cubic_2))) - y_0 * cubic_2) +
        (Math.max(staircase_2, 0) + Math.log1p(Math.exp(-Math.abs(staircase_2))) - y_0 * staircase_2) +
        (t90 < 0 ? 0 : t90);
    }
    // J = (Σ L)/count
    loss[0] = total / count;
    // ∇line_b = l̅i̅n̅e̅_̅b̅/count
    dline_b[0] = line_bBar / count;
    // ∇line_c = l̅i̅n̅e̅_̅c̅/count
    dline_c[0] = line_cBar / count;
    // ∇parabola_a = p̅a̅r̅a̅b̅o̅l̅a̅_̅a̅/count
    dparabola_a[0] = parabola_aBar / count;
    // ∇parabola_b = p̅a̅r̅a̅b̅o̅l̅a̅_̅b̅/count
    dparabola_b[0] = parabola_bBar / count;
    // ∇parabola_c = p̅a̅r̅a̅b̅o̅l̅a̅_̅c̅/count
    dparabola_c[0] = parabola_cBar / count;
    // ∇cubic_theta = c̅u̅b̅i̅c̅_̅t̅h̅e̅t̅a̅/count   [3]
    for (let i = 0; i < 3; i++) {
      dcubic_theta[i]! /= count;
    }
    // ∇cubic_theta0 = c̅u̅b̅i̅c̅_̅t̅h̅e̅t̅a̅0̅/count
    dcubic_theta0[0] = cubic_theta0Bar / count;
    // ∇stairs_v = s̅t̅a̅i̅r̅s̅_̅v̅/count   [5]
    for (let i = 0; i < 5; i++) {
      dstairs_v[i]! /= count;
    }
    // ∇stairs_v0 = s̅t̅a̅i̅r̅s̅_̅v̅0̅/count
    dstairs_v0[0] = stairs_v0Bar / count;
    // ∇margin_a = −(Σ mul.5x2)/count
    dmargin_a[0] = -(sum_3 / count);
    // ∇margin_b = −(Σ mul.5x)/count
    dmargin_b[0] = -(sum_2 / count);
    // ∇margin_c = −(Σ mul.5)/count
    dmargin_c[0] = -(sum / count);
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
    // mline_b ← mline_b·0.9 + ∇line_b·0.09999999999999998
    const adam_m_line_b = mline_b[0]! * 0.9 + dline_b[0]! * 0.09999999999999998;
    mline_b[0] = adam_m_line_b;
    // vline_b ← vline_b·0.999 + ∇line_b²·0.0010000000000000009
    const adam_v_line_b = vline_b[0]! * 0.999 + dline_b[0]! * dline_b[0]! * 0.0010000000000000009;
    vline_b[0] = adam_v_line_b;
    // line_b ← line_b − stepSize·mline_b′/(sqrt(vline_b′)/correction + 1e−8)
    line_b[0]! -= (stepSize * adam_m_line_b) / (Math.sqrt(adam_v_line_b) / correction + 1e-8);
    // mline_c ← mline_c·0.9 + ∇line_c·0.09999999999999998
    const adam_m_line_c = mline_c[0]! * 0.9 + dline_c[0]! * 0.09999999999999998;
    mline_c[0] = adam_m_line_c;
    // vline_c ← vline_c·0.999 + ∇line_c²·0.0010000000000000009
    const adam_v_line_c = vline_c[0]! * 0.999 + dline_c[0]! * dline_c[0]! * 0.0010000000000000009;
    vline_c[0] = adam_v_line_c;
    // line_c ← line_c − stepSize·mline_c′/(sqrt(vline_c′)/correction + 1e−8)
    line_c[0]! -= (stepSize * adam_m_line_c) / (Math.sqrt(adam_v_line_c) / correction + 1e-8);
    // mparabola_a ← mparabola_a·0.9 + ∇parabola_a·0.09999999999999998
    const adam_m_parabola_a = mparabola_a[0]! * 0.9 + dparabola_a[0]! * 0.09999999999999998;
    mparabola_a[0] = adam_m_parabola_a;
    // vparabola_a ← vparabola_a·0.999 + ∇parabola_a²·0.0010000000000000009
    const adam_v_parabola_a = vparabola_a[0]! * 0.999 + dparabola_a[0]! * dparabola_a[0]! * 0.0010000000000000009;
    vparabola_a[0] = adam_v_parabola_a;
    // parabola_a ← parabola_a − stepSize·mparabola_a′/(sqrt(vparabola_a′)/correction + 1e−8)
    parabola_a[0]! -= (stepSize * adam_m_parabola_a) / (Math.sqrt(adam_v_parabola_a) / correction + 1e-8);
    // mparabola_b ← mparabola_b·0.9 + ∇parabola_b·0.09999999999999998
    const adam_m_parabola_b = mparabola_b[0]! * 0.9 + dparabola_b[0]! * 0.09999999999999998;
    mparabola_b[0] = adam_m_parabola_b;
    // vparabola_b ← vparabola_b·0.999 + ∇parabola_b²·0.0010000000000000009
    const adam_v_parabola_b = vparabola_b[0]! * 0.999 + dparabola_b[0]! * dparabola_b[0]! * 0.0010000000000000009;
    vparabola_b[0] = adam_v_parabola_b;
    // parabola_b ← parabola_b − stepSize·mparabola_b′/(sqrt(vparabola_b′)/correction + 1e−8)
    parabola_b[0]! -= (stepSize * adam_m_parabola_b) / (Math.sqrt(adam_v_parabola_b) / correction + 1e-8);
    // mparabola_c ← mparabola_c·0.9 + ∇parabola_c·0.09999999999999998
    const adam_m_parabola_c = mparabola_c[0]! * 0.9 + dparabola_c[0]! * 0.09999999999999998;
    mparabola_c[0] = adam_m_parabola_c;
    // vparabola_c ← vparabola_c·0.999 + ∇parabola_c²·0.0010000000000000009
    const adam_v_parabola_c = vparabola_c[0]! * 0.999 + dparabola_c[0]! * dparabola_c[0]! * 0.0010000000000000009;
    vparabola_c[0] = adam_v_parabola_c;
    // parabola_c ← parabola_c − stepSize·mparabola_c′/(sqrt(vparabola_c′)/correction + 1e−8)
    parabola_c[0]! -= (stepSize * adam_m_parabola_c) / (Math.sqrt(adam_v_parabola_c) / correction + 1e-8);
    for (let i = 0; i < 3; i++) {
      // mcubic_theta ← mcubic_theta * 0.9 + ∇cubic_theta * 0.09999999999999998   [3]
      const adam_m_cubic_theta_i = mcubic_theta[i]! * 0.9 + dcubic_theta[i]! * 0.09999999999999998;
      mcubic_theta[i] = adam_m_cubic_theta_i;
      // vcubic_theta ← vcubic_theta * 0.999 + ∇cubic_theta * ∇cubic_theta * 0.0010000000000000009   [3]
      const adam_v_cubic_theta_i =
        vcubic_theta[i]! * 0.999 + dcubic_theta[i]! * dcubic_theta[i]! * 0.0010000000000000009;
      vcubic_theta[i] = adam_v_cubic_theta_i;
      // cubic_theta ← cubic_theta − stepSize * mcubic_theta′/(sqrt(vcubic_theta′)/correction + 1e−8)   [3]
      cubic_theta[i]! -= (stepSize * adam_m_cubic_theta_i) / (Math.sqrt(adam_v_cubic_theta_i) / correction + 1e-8);
    }
    // mcubic_theta0 ← mcubic_theta0·0.9 + ∇cubic_theta0·0.09999999999999998
    const adam_m_cubic_theta0 = mcubic_theta0[0]! * 0.9 + dcubic_theta0[0]! * 0.09999999999999998;
    mcubic_theta0[0] = adam_m_cubic_theta0;
    // vcubic_theta0 ← vcubic_theta0·0.999 + ∇cubic_theta0²·0.0010000000000000009
    const adam_v_cubic_theta0 =
      vcubic_theta0[0]! * 0.999 + dcubic_theta0[0]! * dcubic_theta0[0]! * 0.0010000000000000009;
    vcubic_theta0[0] = adam_v_cubic_theta0;
    // cubic_theta0 ← cubic_theta0 − stepSize·mcubic_theta0′/(sqrt(vcubic_theta0′)/correction + 1e−8)
    cubic_theta0[0]! -= (stepSize * adam_m_cubic_theta0) / (Math.sqrt(adam_v_cubic_theta0) / correction + 1e-8);
    for (let i = 0; i < 5; i++) {
      // mstairs_v ← mstairs_v * 0.9 + ∇stairs_v * 0.09999999999999998   [5]
      const adam_m_stairs_v_i = mstairs_v[i]! * 0.9 + dstairs_v[i]! * 0.09999999999999998;
      mstairs_v[i] = adam_m_stairs_v_i;
      // vstairs_v ← vstairs_v * 0.999 + ∇stairs_v * ∇stairs_v * 0.0010000000000000009   [5]
      const adam_v_stairs_v_i = vstairs_v[i]! * 0.999 + dstairs_v[i]! * dstairs_v[i]! * 0.0010000000000000009;
      vstairs_v[i] = adam_v_stairs_v_i;
      // stairs_v ← stairs_v − stepSize * mstairs_v′/(sqrt(vstairs_v′)/correction + 1e−8)   [5]
      stairs_v[i]! -= (stepSize * adam_m_stairs_v_i) / (Math.sqrt(adam_v_stairs_v_i) / correction + 1e-8);
    }
    // mstairs_v0 ← mstairs_v0·0.9 + ∇stairs_v0·0.09999999999999998
    const adam_m_stairs_v0 = mstairs_v0[0]! * 0.9 + dstairs_v0[0]! * 0.09999999999999998;
    mstairs_v0[0] = adam_m_stairs_v0;
    // vstairs_v0 ← vstairs_v0·0.999 + ∇stairs_v0²·0.0010000000000000009
    const adam_v_stairs_v0 = vstairs_v0[0]! * 0.999 + dstairs_v0[0]! * dstairs_v0[0]! * 0.0010000000000000009;
    vstairs_v0[0] = adam_v_stairs_v0;
    // stairs_v0 ← stairs_v0 − stepSize·mstairs_v0′/(sqrt(vstairs_v0′)/correction + 1e−8)
    stairs_v0[0]! -= (stepSize * adam_m_stairs_v0) / (Math.sqrt(adam_v_stairs_v0) / correction + 1e-8);
    // mmargin_a ← mmargin_a·0.9 + ∇margin_a·0.09999999999999998
    const adam_m_margin_a = mmargin_a[0]! * 0.9 + dmargin_a[0]! * 0.09999999999999998;
    mmargin_a[0] = adam_m_margin_a;
    // vmargin_a ← vmargin_a·0.999 + ∇margin_a²·0.0010000000000000009
    const adam_v_margin_a = vmargin_a[0]! * 0.999 + dmargin_a[0]! * dmargin_a[0]! * 0.0010000000000000009;
    vmargin_a[0] = adam_v_margin_a;
    // margin_a ← margin_a − stepSize·mmargin_a′/(sqrt(vmargin_a′)/correction + 1e−8)
    margin_a[0]! -= (stepSize * adam_m_margin_a) / (Math.sqrt(adam_v_margin_a) / correction + 1e-8);
    // mmargin_b ← mmargin_b·0.9 + ∇margin_b·0.09999999999999998
    const adam_m_margin_b = mmargin_b[0]! * 0.9 + dmargin_b[0]! * 0.09999999999999998;
    mmargin_b[0] = adam_m_margin_b;
    // vmargin_b ← vmargin_b·0.999 + ∇margin_b²·0.0010000000000000009
    const adam_v_margin_b = vmargin_b[0]! * 0.999 + dmargin_b[0]! * dmargin_b[0]! * 0.0010000000000000009;
    vmargin_b[0] = adam_v_margin_b;
    // margin_b ← margin_b − stepSize·mmargin_b′/(sqrt(vmargin_b′)/correction + 1e−8)
    margin_b[0]! -= (stepSize * adam_m_margin_b) / (Math.sqrt(adam_v_margin_b) / correction + 1e-8);
    // mmargin_c ← mmargin_c·0.9 + ∇margin_c·0.09999999999999998
    const adam_m_margin_c = mmargin_c[0]! * 0.9 + dmargin_c[0]! * 0.09999999999999998;
    mmargin_c[0] = adam_m_margin_c;
    // vmargin_c ← vmargin_c·0.999 + ∇margin_c²·0.0010000000000000009
    const adam_v_margin_c = vmargin_c[0]! * 0.999 + dmargin_c[0]! * dmargin_c[0]! * 0.0010000000000000009;
    vmargin_c[0] = adam_v_margin_c;
    // margin_c ← margin_c − stepSize·mmargin_c′/(sqrt(vmargin_c′)/correction + 1e−8)
    margin_c[0]! -= (stepSize * adam_m_margin_c) / (Math.sqrt(adam_v_margin_c) / correction + 1e-8);
  }

  /** `backward`, then `update`; `loss[0]` is J before the update, and `gradient` is left unspecified. Allocates nothing. */
  function trainStep(length: Float64Array = buffers.length, y: Float64Array = buffers.y, count: number = 1): void {
    check("trainStep", inputs[0]!, length, count);
    check("trainStep", inputs[1]!, y, count);
    backward(length, y, count);
    update();
  }

  /** J over `count` examples, regulariser included. Returns a number, which V8 may have to allocate. */
  function objective(length: Float64Array = buffers.length, y: Float64Array = buffers.y, count: number = 1): number {
    check("objective", inputs[0]!, length, count);
    check("objective", inputs[1]!, y, count);
    // total = 0
    let total = 0;
    for (let n = 0; n < count; n++) {
      const length_0 = length[n]!;
      const y_0 = y[n]!;
      // t1 = length − lengthMean   net.ts:6
      // x = t1/lengthScale   net.ts:6
      const x = (length_0 - lengthMean[0]!) / lengthScale[0]!;
      // t2 = line_b·x   net.ts:13
      // line = t2 + line_c   net.ts:13
      const line_2 = line_b[0]! * x + line_c[0]!;
      // x2 = x²   net.ts:7
      const x2 = x * x;
      // t5 = parabola_a·x2   net.ts:19
      // t6 = parabola_b·x   net.ts:19
      // t7 = t5 + t6
      // parabola = t7 + parabola_c   net.ts:19
      const parabola_2 = parabola_a[0]! * x2 + parabola_b[0]! * x + parabola_c[0]!;
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
      const cubic_2 = t15 + cubic_theta0[0]!;
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
      const staircase_2 = t33 + stairs_v0[0]!;
      // t50 = softplus(line) − y·line   net.ts:43
      // t62 = softplus(parabola) − y·parabola   net.ts:43
      // t92 = t50 + t62
      // t74 = softplus(cubic) − y·cubic   net.ts:43
      // t93 = t92 + t74
      // t86 = softplus(staircase) − y·staircase   net.ts:43
      // t94 = t93 + t86
      // t87 = 2y   net.ts:44
      // t88 = t87 − 1   net.ts:44
      // t35 = margin_a·x2   net.ts:36
      // t36 = margin_b·x   net.ts:36
      // t37 = t35 + t36
      // margin = t37 + margin_c   net.ts:36
      // t89 = t88·margin   net.ts:44
      // t90 = 1 − t89   net.ts:44
      // t91 = relu(t90)   net.ts:44
      // L = t94 + t91
      // total = Σ L
      const t90 = 1 - (2 * y_0 - 1) * (margin_a[0]! * x2 + margin_b[0]! * x + margin_c[0]!);
      total +=
        Math.max(line_2, 0) +
        Math.log1p(Math.exp(-Math.abs(line_2))) -
        y_0 * line_2 +
        (Math.max(parabola_2, 0) + Math.log1p(Math.exp(-Math.abs(parabola_2))) - y_0 * parabola_2) +
        (Math.max(cubic_2, 0) + Math.log1p(Math.exp(-Math.abs(cubic_2))) - y_0 * cubic_2) +
        (Math.max(staircase_2, 0) + Math.log1p(Math.exp(-Math.abs(staircase_2))) - y_0 * staircase_2) +
        (t90 < 0 ? 0 : t90);
    }
    // J = (Σ L)/count
    return total / count;
  }

  /** Every parameter is drawn from a stream of its own, found by the seed and a hash of its name. */
  function initialize(seed: number = 0): void {
    parameters.fill(0);
    drawUniform(line_b, 1.7320508075688772, random(seed, 0xd16e82eb)); // line.b
    drawUniform(parabola_a, 1.7320508075688772, random(seed, 0x705e7992)); // parabola.a
    drawUniform(parabola_b, 1.7320508075688772, random(seed, 0x6f5e77ff)); // parabola.b
    drawUniform(cubic_theta, 1.224744871391589, random(seed, 0xb32ac617)); // cubic.theta
    drawUniform(stairs_v, 1, random(seed, 0xa9ee46ff)); // stairs.v
    drawUniform(margin_a, 1.7320508075688772, random(seed, 0x49dc0cea)); // margin.a
    drawUniform(margin_b, 1.7320508075688772, random(seed, 0x48dc0b57)); // margin.b
    lengthScale.fill(1);
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
      fitColumns(arrays[0]!, lengthMean, lengthScale);
      network.adapted = true;
    },
  };
  const network: Polynomial = {
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
    adapt: (x) => calls.adapt(readRows("adapt", x)[0]),
    fit: (x, y, options) => fit(network, calls, x, y, options),
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

/** Rows of length. */
export type Inputs = Rows;

/** Rows of y. */
export type Targets = Rows;

/** Values of line, parabola, cubic, staircase, margin, one example after another. */
export type Outputs = {
  readonly line: Float64Array;
  readonly parabola: Float64Array;
  readonly cubic: Float64Array;
  readonly staircase: Float64Array;
  readonly margin: Float64Array;
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
async function fit(network: Polynomial, calls: Calls, x: Inputs, y: Targets, options?: FitOptions): Promise<History> {
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
  let kept: Polynomial | undefined;
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
const summary = (): string => `Model: "polynomial"
Layer (type)              Output Shape  Param #
${"=".repeat(47)}
line.b (parameter)        (None)              1
length (input)            (None)              0
x (standardize)           (None)              2
line.c (parameter)        (None)              1
parabola.a (parameter)    (None)              1
parabola.b (parameter)    (None)              1
parabola.c (parameter)    (None)              1
cubic.theta (parameter)   (None, 3)           3
stack (stack)             (None, 3)           0
cubic.theta0 (parameter)  (None)              1
stairs.v (parameter)      (None, 5)           5
step (step)               (None)              0
step (step)               (None)              0
step (step)               (None)              0
step (step)               (None)              0
step (step)               (None)              0
stairs (stack)            (None, 5)           0
stairs.v0 (parameter)     (None)              1
margin.a (parameter)      (None)              1
margin.b (parameter)      (None)              1
margin.c (parameter)      (None)              1
${"=".repeat(47)}
Total params: 20
Trainable params: 18
Non-trainable params: 2`;

/**
 * Parameters and state in the safetensors format: the length of the header in 8 bytes, the header (JSON: name → type, shape, place),
 * then the numbers; little-endian, as all engines in use keep them. The header is ASCII, other characters are escaped, and
 * padded so that the numbers are aligned.
 */
function save({ parameters, state }: Polynomial): Uint8Array {
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
  network.initialize();
  for (const { name, offset } of metadata.parameters) network.parameters.set(tensors[name]!.values, offset);
  loadState(network, tensors);
}

/** Takes over the state where all of it is there. */
function loadState(network: Polynomial, tensors: Readonly<Record<string, StoredTensor>>): void {
  if (metadata.state.every(({ name, shape }) => `${tensors[name]?.shape}` === `${shape}`)) {
    for (const { name, offset } of metadata.state) network.state.set(tensors[name]!.values, offset);
  }
}
