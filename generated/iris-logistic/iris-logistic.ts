/**
 * Compiled by nngen 0.1.0 from net.ts: a change made here is lost when it is compiled again.
 *
 * iris-logistic: a network with 67 parameters
 *
 *   inputs     x [2]
 *   targets    species [3] (setosa, versicolor, virginica)
 *   outputs    yHat [3] (setosa, versicolor, virginica)
 *   optimizer  sgd
 *   precision  f64
 *   memory     1304 bytes a network
 *   gradient   agrees with central differences: the largest error is 6.7e-11, at hidden.weight[0, 0]
 *   sha256     2ffee576171380a2fc3bb028c6475c3a935665f03c5f7dfef4589d11fe6b506c
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
  inputs: [
    { name: "x", shape: [2], size: 2 },
    {
      name: "species",
      shape: [3],
      size: 3,
      target: true,
      label: "species",
      classes: ["setosa", "versicolor", "virginica"],
    },
  ],
  outputs: [{ name: "yHat", shape: [3], size: 3, classes: ["setosa", "versicolor", "virginica"] }],
  parameters: [
    { name: "hidden.weight", shape: [10, 2], offset: 0, size: 20, trainable: true },
    { name: "hidden.bias", shape: [10], offset: 20, size: 10, trainable: true },
    { name: "scores.weight", shape: [3, 10], offset: 30, size: 30, trainable: true },
    { name: "scores.bias", shape: [3], offset: 60, size: 3, trainable: true },
    { name: "x.mean", shape: [2], offset: 63, size: 2, trainable: false },
    { name: "x.scale", shape: [2], offset: 65, size: 2, trainable: false },
  ],
  state: [],
};

/**
 * One network, with every array that it will ever need. Arrays are row-major, `count` examples one after another; an argument
 * that is left out is the array of that name in `buffers`. A wrong length or count is a RangeError.
 */
export interface IrisLogistic {
  /** Flat, in the order of `metadata.parameters`. */
  readonly parameters: Float64Array;
  /** ∇J, laid out like `parameters`. */
  readonly gradient: Float64Array;
  /** The optimiser's memory and running statistics, in the order of `metadata.state`. */
  readonly state: Float64Array;
  /** [J] of the latest `backward` or `trainStep`, the regulariser included. */
  readonly loss: Float64Array;
  /** One example each, used where arrays are left out. */
  readonly buffers: { readonly x: Float64Array; readonly species: Float64Array; readonly yHat: Float64Array };
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
  backward(x?: Float64Array, species?: Float64Array, count?: number): void;
  /** One step of the optimiser, from `gradient` as it stands. Allocates nothing. */
  update(): void;
  /** `backward`, then `update`, in one: `loss[0]` is J before the step, `gradient` is left unspecified. Allocates nothing. */
  trainStep(x?: Float64Array, species?: Float64Array, count?: number): void;
  /** J. Allocates nothing but the number that it returns. */
  objective(x?: Float64Array, species?: Float64Array, count?: number): number;
  /** Takes over the parameters and the state of another network of this kind. Allocates nothing. */
  copyFrom(other: IrisLogistic): void;
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
export function create(options: CreateOptions = {}): IrisLogistic {
  const parameters = zeros(PARAMETER_COUNT);
  const gradient = zeros(PARAMETER_COUNT);
  const loss = zeros(1);
  const inputs = metadata.inputs;
  const outputs = metadata.outputs;
  const state = zeros(0);
  const hyper = Float64Array.of(0.5, 0); // learningRate, trainingSize
  const buffers: IrisLogistic["buffers"] = { x: zeros(2), species: zeros(3), yHat: zeros(3) };
  const W1 = parameters.subarray(0, 20); // hidden.weight
  const b1 = parameters.subarray(20, 30); // hidden.bias
  const W2 = parameters.subarray(30, 60); // scores.weight
  const b2 = parameters.subarray(60, 63); // scores.bias
  const xMean = parameters.subarray(63, 65); // x.mean
  const xScale = parameters.subarray(65, 67); // x.scale
  const dW1 = gradient.subarray(0, 20); // ∂J/∂hidden.weight
  const db1 = gradient.subarray(20, 30); // ∂J/∂hidden.bias
  const dW2 = gradient.subarray(30, 60); // ∂J/∂scores.weight
  const db2 = gradient.subarray(60, 63); // ∂J/∂scores.bias
  const t2 = zeros(2); // t2
  const h = zeros(10); // h
  const scores = zeros(3); // scores
  const scoresBar = zeros(3); // scoresBar
  // In nested loops V8 takes an array for fixed where a constant of the function holds it.
  const views = { xMean, xScale, t2, W1, W2, h, dW2, scoresBar, dW1, scores };

  /** Runs the network in inference mode on `count` examples and writes the outputs. Allocates nothing. */
  function forward(x: Float64Array = buffers.x, yHat: Float64Array = buffers.yHat, count: number = 1): void {
    check("forward", inputs[0]!, x, count);
    check("forward", outputs[0]!, yHat, count);
    const { xMean, xScale, t2, W1, W2, h } = views;
    for (let n = 0; n < count; n++) {
      // t1 = x − xMean   [2]   net.ts:8
      // t2 = t1/xScale   [2]   net.ts:8
      for (let i = 0; i < 2; i++) {
        t2[i] = (x[n * 2 + i]! - xMean[i]!) / xScale[i]!;
      }
      // t3 = t2·W1ᵀ   [10]   net.ts:8
      // hidden = t3 + b1   [10]   net.ts:8
      // h = σ(hidden)   [10]   net.ts:9
      for (let i = 0; i < 10; i++) {
        let t3 = 0;
        for (let j = 0; j < 2; j++) {
          t3 += W1[i * 2 + j]! * t2[j]!;
        }
        h[i] = 1 / (1 + Math.exp(-(t3 + b1[i]!)));
      }
      // t7 = h·W2ᵀ   [3]   net.ts:10
      // scores = t7 + b2   [3]   net.ts:10
      // ŷ = σ(scores)   [3]   net.ts:11
      for (let i = 0; i < 3; i++) {
        let t7 = 0;
        for (let j = 0; j < 10; j++) {
          t7 += W2[i * 10 + j]! * h[j]!;
        }
        yHat[n * 3 + i] = 1 / (1 + Math.exp(-(t7 + b2[i]!)));
      }
    }
  }

  /** Backpropagation over `count` examples: writes ∇J to `gradient` and J to `loss[0]`, regulariser included. Allocates nothing. */
  function backward(x: Float64Array = buffers.x, species: Float64Array = buffers.species, count: number = 1): void {
    check("backward", inputs[0]!, x, count);
    check("backward", inputs[1]!, species, count);
    const { xMean, xScale, t2, W1, W2, h, dW2, scoresBar, dW1, scores } = views;
    const trainingSize = hyper[1]!;
    // m = select(trainingSize > 0, trainingSize, count)
    // decay = 0.001/(m·2)
    const decay = 0.001 / ((0 < trainingSize ? trainingSize : count) * 2);
    // b̄2 = 0   [3]   net.ts:10
    for (let i = 0; i < 3; i++) {
      db2[i] = 0;
    }
    // W̄2 = 0   [3, 10]   net.ts:10
    for (let i = 0; i < 30; i++) {
      dW2[i] = 0;
    }
    // b̄1 = 0   [10]   net.ts:8
    for (let i = 0; i < 10; i++) {
      db1[i] = 0;
    }
    // W̄1 = 0   [10, 2]   net.ts:8
    for (let i = 0; i < 20; i++) {
      dW1[i] = 0;
    }
    // total = 0
    let total = 0;
    for (let n = 0; n < count; n++) {
      // t1 = x − xMean   [2]   net.ts:8
      // t2 = t1/xScale   [2]   net.ts:8
      for (let i = 0; i < 2; i++) {
        t2[i] = (x[n * 2 + i]! - xMean[i]!) / xScale[i]!;
      }
      // t3 = t2·W1ᵀ   [10]   net.ts:8
      // hidden = t3 + b1   [10]   net.ts:8
      // h = σ(hidden)   [10]   net.ts:9
      for (let i = 0; i < 10; i++) {
        let t3 = 0;
        for (let j = 0; j < 2; j++) {
          t3 += W1[i * 2 + j]! * t2[j]!;
        }
        h[i] = 1 / (1 + Math.exp(-(t3 + b1[i]!)));
      }
      for (let i = 0; i < 3; i++) {
        // t7 = h·W2ᵀ   [3]   net.ts:10
        // scores = t7 + b2   [3]   net.ts:10
        let t7 = 0;
        for (let j = 0; j < 10; j++) {
          t7 += W2[i * 10 + j]! * h[j]!;
        }
        const scores_i = t7 + b2[i]!;
        scores[i] = scores_i;
        // ŷ = σ(scores)   [3]   net.ts:11
        // s̅c̅o̅r̅e̅s̅ = ŷ − species   [3]   net.ts:17
        const scoresBar_i = 1 / (1 + Math.exp(-scores_i)) - species[n * 3 + i]!;
        scoresBar[i] = scoresBar_i;
        // b̄2 = Σ s̅c̅o̅r̅e̅s̅   [3]   net.ts:10
        db2[i]! += scoresBar_i;
        // W̄2 = s̅c̅o̅r̅e̅s̅ᵀ·h   [3, 10]   net.ts:10
        for (let j = 0; j < 10; j++) {
          dW2[i * 10 + j]! += scoresBar_i * h[j]!;
        }
      }
      for (let i = 0; i < 10; i++) {
        // h̄ = s̅c̅o̅r̅e̅s̅·W2   [10]   net.ts:10
        // h̅i̅d̅d̅e̅n̅ = h̄ * (h * (1 − h))   [10]   net.ts:9
        let hBar = 0;
        for (let j = 0; j < 3; j++) {
          hBar += scoresBar[j]! * W2[j * 10 + i]!;
        }
        const hiddenBar = hBar * (h[i]! * (1 - h[i]!));
        // b̄1 = Σ h̅i̅d̅d̅e̅n̅   [10]   net.ts:8
        db1[i]! += hiddenBar;
        // W̄1 = h̅i̅d̅d̅e̅n̅ᵀ·t2   [10, 2]   net.ts:8
        for (let j = 0; j < 2; j++) {
          dW1[i * 2 + j]! += hiddenBar * t2[j]!;
        }
      }
      // t18 = softplus(scores) − species * scores   [3]   net.ts:17
      // L = Σ t18   net.ts:17
      // total = Σ L
      let L = 0;
      for (let i = 0; i < 3; i++) {
        L += Math.max(scores[i]!, 0) + Math.log1p(Math.exp(-Math.abs(scores[i]!))) - species[n * 3 + i]! * scores[i]!;
      }
      total += L;
    }
    // R = Σ W1² + (Σ W2²)
    // J = (Σ L)/count + decay·R
    let sum = 0;
    for (let i = 0; i < 20; i++) {
      sum += W1[i]! * W1[i]!;
    }
    let sum_2 = 0;
    for (let i = 0; i < 30; i++) {
      sum_2 += W2[i]! * W2[i]!;
    }
    loss[0] = total / count + decay * (sum + sum_2);
    // W̄1 = 2 * W1   [10, 2]
    // ∇W1 = W̄1/count + decay * W̄1   [10, 2]
    for (let i = 0; i < 20; i++) {
      dW1[i] = dW1[i]! / count + decay * (2 * W1[i]!);
    }
    // ∇b1 = b̄1/count   [10]
    for (let i = 0; i < 10; i++) {
      db1[i]! /= count;
    }
    // W̄2 = 2 * W2   [3, 10]
    // ∇W2 = W̄2/count + decay * W̄2   [3, 10]
    for (let i = 0; i < 30; i++) {
      dW2[i] = dW2[i]! / count + decay * (2 * W2[i]!);
    }
    // ∇b2 = b̄2/count   [3]
    for (let i = 0; i < 3; i++) {
      db2[i]! /= count;
    }
  }

  /** One step of the optimiser from `gradient` as it stands. Allocates nothing. */
  function update(): void {
    const learningRate = hyper[0]!;
    // W1 ← W1 − α * ∇W1   [10, 2]
    for (let i = 0; i < 20; i++) {
      W1[i]! -= learningRate * dW1[i]!;
    }
    // b1 ← b1 − α * ∇b1   [10]
    for (let i = 0; i < 10; i++) {
      b1[i]! -= learningRate * db1[i]!;
    }
    // W2 ← W2 − α * ∇W2   [3, 10]
    for (let i = 0; i < 30; i++) {
      W2[i]! -= learningRate * dW2[i]!;
    }
    // b2 ← b2 − α * ∇b2   [3]
    b2[0]! -= learningRate * db2[0]!;
    b2[1]! -= learningRate * db2[1]!;
    b2[2]! -= learningRate * db2[2]!;
  }

  /** `backward`, then `update`; `loss[0]` is J before the update, and `gradient` is left unspecified. Allocates nothing. */
  function trainStep(x: Float64Array = buffers.x, species: Float64Array = buffers.species, count: number = 1): void {
    check("trainStep", inputs[0]!, x, count);
    check("trainStep", inputs[1]!, species, count);
    if (count !== 1) {
      backward(x, species, count);
      update();
      return;
    }
    const learningRate = hyper[0]!;
    const trainingSize = hyper[1]!;
    const species_0 = species[0]!;
    const species_1 = species[1]!;
    const species_2 = species[2]!;
    // t1 = x − xMean   [2]   net.ts:8
    // t2 = t1/xScale   [2]   net.ts:8
    const t2_0 = (x[0]! - xMean[0]!) / xScale[0]!;
    const t2_1 = (x[1]! - xMean[1]!) / xScale[1]!;
    // t3 = W1·t2   [10]   net.ts:8
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
    // t7 = W2·h   [3]   net.ts:10
    // scores = t7 + b2   [3]   net.ts:10
    const scores_0 =
      W2[0]! * h_0 +
      W2[1]! * h_1 +
      W2[2]! * h_2 +
      W2[3]! * h_3 +
      (W2[4]! * h_4 + W2[5]! * h_5 + W2[6]! * h_6 + W2[7]! * h_7) +
      (W2[8]! * h_8 + W2[9]! * h_9) +
      b2[0]!;
    const scores_1 =
      W2[10]! * h_0 +
      W2[11]! * h_1 +
      W2[12]! * h_2 +
      W2[13]! * h_3 +
      (W2[14]! * h_4 + W2[15]! * h_5 + W2[16]! * h_6 + W2[17]! * h_7) +
      (W2[18]! * h_8 + W2[19]! * h_9) +
      b2[1]!;
    const scores_2 =
      W2[20]! * h_0 +
      W2[21]! * h_1 +
      W2[22]! * h_2 +
      W2[23]! * h_3 +
      (W2[24]! * h_4 + W2[25]! * h_5 + W2[26]! * h_6 + W2[27]! * h_7) +
      (W2[28]! * h_8 + W2[29]! * h_9) +
      b2[2]!;
    // ŷ = σ(scores)   [3]   net.ts:11
    // s̅c̅o̅r̅e̅s̅ = ŷ − species   [3]   net.ts:17
    const scoresBar_0 = 1 / (1 + Math.exp(-scores_0)) - species_0;
    const scoresBar_1 = 1 / (1 + Math.exp(-scores_1)) - species_1;
    const scoresBar_2 = 1 / (1 + Math.exp(-scores_2)) - species_2;
    // h̄ = W2ᵀ·s̅c̅o̅r̅e̅s̅   [10]   net.ts:10
    // h̅i̅d̅d̅e̅n̅ = h̄ * (h * (1 − h))   [10]   net.ts:9
    const hiddenBar_0 = (scoresBar_0 * W2[0]! + scoresBar_1 * W2[10]! + scoresBar_2 * W2[20]!) * (h_0 * (1 - h_0));
    const hiddenBar_1 = (scoresBar_0 * W2[1]! + scoresBar_1 * W2[11]! + scoresBar_2 * W2[21]!) * (h_1 * (1 - h_1));
    const hiddenBar_2 = (scoresBar_0 * W2[2]! + scoresBar_1 * W2[12]! + scoresBar_2 * W2[22]!) * (h_2 * (1 - h_2));
    const hiddenBar_3 = (scoresBar_0 * W2[3]! + scoresBar_1 * W2[13]! + scoresBar_2 * W2[23]!) * (h_3 * (1 - h_3));
    const hiddenBar_4 = (scoresBar_0 * W2[4]! + scoresBar_1 * W2[14]! + scoresBar_2 * W2[24]!) * (h_4 * (1 - h_4));
    const hiddenBar_5 = (scoresBar_0 * W2[5]! + scoresBar_1 * W2[15]! + scoresBar_2 * W2[25]!) * (h_5 * (1 - h_5));
    const hiddenBar_6 = (scoresBar_0 * W2[6]! + scoresBar_1 * W2[16]! + scoresBar_2 * W2[26]!) * (h_6 * (1 - h_6));
    const hiddenBar_7 = (scoresBar_0 * W2[7]! + scoresBar_1 * W2[17]! + scoresBar_2 * W2[27]!) * (h_7 * (1 - h_7));
    const hiddenBar_8 = (scoresBar_0 * W2[8]! + scoresBar_1 * W2[18]! + scoresBar_2 * W2[28]!) * (h_8 * (1 - h_8));
    const hiddenBar_9 = (scoresBar_0 * W2[9]! + scoresBar_1 * W2[19]! + scoresBar_2 * W2[29]!) * (h_9 * (1 - h_9));
    // m = select(trainingSize > 0, trainingSize, 1)
    // decay = 0.001/(m·2)
    const decay = 0.001 / ((0 < trainingSize ? trainingSize : 1) * 2);
    // t18 = softplus(scores) − species * scores   [3]   net.ts:17
    // L = Σ t18   net.ts:17
    // R = Σ W1² + (Σ W2²)
    // J = L + decay·R
    const L =
      Math.max(scores_0, 0) +
      Math.log1p(Math.exp(-Math.abs(scores_0))) -
      species_0 * scores_0 +
      (Math.max(scores_1, 0) + Math.log1p(Math.exp(-Math.abs(scores_1))) - species_1 * scores_1) +
      (Math.max(scores_2, 0) + Math.log1p(Math.exp(-Math.abs(scores_2))) - species_2 * scores_2);
    const sum =
      W1[0]! * W1[0]! +
      W1[1]! * W1[1]! +
      W1[2]! * W1[2]! +
      W1[3]! * W1[3]! +
      (W1[4]! * W1[4]! + W1[5]! * W1[5]! + W1[6]! * W1[6]! + W1[7]! * W1[7]!) +
      (W1[8]! * W1[8]! + W1[9]! * W1[9]! + W1[10]! * W1[10]! + W1[11]! * W1[11]!) +
      (W1[12]! * W1[12]! + W1[13]! * W1[13]! + W1[14]! * W1[14]! + W1[15]! * W1[15]!) +
      (W1[16]! * W1[16]! + W1[17]! * W1[17]! + W1[18]! * W1[18]! + W1[19]! * W1[19]!);
    loss[0] =
      L +
      decay *
        (sum +
          (W2[0]! * W2[0]! +
            W2[1]! * W2[1]! +
            W2[2]! * W2[2]! +
            W2[3]! * W2[3]! +
            (W2[4]! * W2[4]! + W2[5]! * W2[5]! + W2[6]! * W2[6]! + W2[7]! * W2[7]!) +
            (W2[8]! * W2[8]! + W2[9]! * W2[9]! + W2[10]! * W2[10]! + W2[11]! * W2[11]!) +
            (W2[12]! * W2[12]! + W2[13]! * W2[13]! + W2[14]! * W2[14]! + W2[15]! * W2[15]!) +
            (W2[16]! * W2[16]! +
              W2[17]! * W2[17]! +
              W2[18]! * W2[18]! +
              W2[19]! * W2[19]! +
              (W2[20]! * W2[20]! + W2[21]! * W2[21]! + W2[22]! * W2[22]! + W2[23]! * W2[23]!) +
              (W2[24]! * W2[24]! + W2[25]! * W2[25]! + W2[26]! * W2[26]! + W2[27]! * W2[27]!) +
              (W2[28]! * W2[28]! + W2[29]! * W2[29]!))));
    // W̄1 = h̅i̅d̅d̅e̅n̅·t2ᵀ   [10, 2]   net.ts:8
    // W̄1 = 2 * W1   [10, 2]
    // W̄1 = W̄1 + decay * W̄1   [10, 2]
    // W1 ← W1 − α * W̄1   [10, 2]
    W1[0]! -= learningRate * (hiddenBar_0 * t2_0 + decay * (2 * W1[0]!));
    W1[1]! -= learningRate * (hiddenBar_0 * t2_1 + decay * (2 * W1[1]!));
    W1[2]! -= learningRate * (hiddenBar_1 * t2_0 + decay * (2 * W1[2]!));
    W1[3]! -= learningRate * (hiddenBar_1 * t2_1 + decay * (2 * W1[3]!));
    W1[4]! -= learningRate * (hiddenBar_2 * t2_0 + decay * (2 * W1[4]!));
    W1[5]! -= learningRate * (hiddenBar_2 * t2_1 + decay * (2 * W1[5]!));
    W1[6]! -= learningRate * (hiddenBar_3 * t2_0 + decay * (2 * W1[6]!));
    W1[7]! -= learningRate * (hiddenBar_3 * t2_1 + decay * (2 * W1[7]!));
    W1[8]! -= learningRate * (hiddenBar_4 * t2_0 + decay * (2 * W1[8]!));
    W1[9]! -= learningRate * (hiddenBar_4 * t2_1 + decay * (2 * W1[9]!));
    W1[10]! -= learningRate * (hiddenBar_5 * t2_0 + decay * (2 * W1[10]!));
    W1[11]! -= learningRate * (hiddenBar_5 * t2_1 + decay * (2 * W1[11]!));
    W1[12]! -= learningRate * (hiddenBar_6 * t2_0 + decay * (2 * W1[12]!));
    W1[13]! -= learningRate * (hiddenBar_6 * t2_1 + decay * (2 * W1[13]!));
    W1[14]! -= learningRate * (hiddenBar_7 * t2_0 + decay * (2 * W1[14]!));
    W1[15]! -= learningRate * (hiddenBar_7 * t2_1 + decay * (2 * W1[15]!));
    W1[16]! -= learningRate * (hiddenBar_8 * t2_0 + decay * (2 * W1[16]!));
    W1[17]! -= learningRate * (hiddenBar_8 * t2_1 + decay * (2 * W1[17]!));
    W1[18]! -= learningRate * (hiddenBar_9 * t2_0 + decay * (2 * W1[18]!));
    W1[19]! -= learningRate * (hiddenBar_9 * t2_1 + decay * (2 * W1[19]!));
    // b1 ← b1 − α * h̅i̅d̅d̅e̅n̅   [10]
    b1[0]! -= learningRate * hiddenBar_0;
    b1[1]! -= learningRate * hiddenBar_1;
    b1[2]! -= learningRate * hiddenBar_2;
    b1[3]! -= learningRate * hiddenBar_3;
    b1[4]! -= learningRate * hiddenBar_4;
    b1[5]! -= learningRate * hiddenBar_5;
    b1[6]! -= learningRate * hiddenBar_6;
    b1[7]! -= learningRate * hiddenBar_7;
    b1[8]! -= learningRate * hiddenBar_8;
    b1[9]! -= learningRate * hiddenBar_9;
    // W̄2 = s̅c̅o̅r̅e̅s̅·hᵀ   [3, 10]   net.ts:10
    // W̄2 = 2 * W2   [3, 10]
    // W̄2 = W̄2 + decay * W̄2   [3, 10]
    // W2 ← W2 − α * W̄2   [3, 10]
    W2[0]! -= learningRate * (scoresBar_0 * h_0 + decay * (2 * W2[0]!));
    W2[1]! -= learningRate * (scoresBar_0 * h_1 + decay * (2 * W2[1]!));
    W2[2]! -= learningRate * (scoresBar_0 * h_2 + decay * (2 * W2[2]!));
    W2[3]! -= learningRate * (scoresBar_0 * h_3 + decay * (2 * W2[3]!));
    W2[4]! -= learningRate * (scoresBar_0 * h_4 + decay * (2 * W2[4]!));
    W2[5]! -= learningRate * (scoresBar_0 * h_5 + decay * (2 * W2[5]!));
    W2[6]! -= learningRate * (scoresBar_0 * h_6 + decay * (2 * W2[6]!));
    W2[7]! -= learningRate * (scoresBar_0 * h_7 + decay * (2 * W2[7]!));
    W2[8]! -= learningRate * (scoresBar_0 * h_8 + decay * (2 * W2[8]!));
    W2[9]! -= learningRate * (scoresBar_0 * h_9 + decay * (2 * W2[9]!));
    W2[10]! -= learningRate * (scoresBar_1 * h_0 + decay * (2 * W2[10]!));
    W2[11]! -= learningRate * (scoresBar_1 * h_1 + decay * (2 * W2[11]!));
    W2[12]! -= learningRate * (scoresBar_1 * h_2 + decay * (2 * W2[12]!));
    W2[13]! -= learningRate * (scoresBar_1 * h_3 + decay * (2 * W2[13]!));
    W2[14]! -= learningRate * (scoresBar_1 * h_4 + decay * (2 * W2[14]!));
    W2[15]! -= learningRate * (scoresBar_1 * h_5 + decay * (2 * W2[15]!));
    W2[16]! -= learningRate * (scoresBar_1 * h_6 + decay * (2 * W2[16]!));
    W2[17]! -= learningRate * (scoresBar_1 * h_7 + decay * (2 * W2[17]!));
    W2[18]! -= learningRate * (scoresBar_1 * h_8 + decay * (2 * W2[18]!));
    W2[19]! -= learningRate * (scoresBar_1 * h_9 + decay * (2 * W2[19]!));
    W2[20]! -= learningRate * (scoresBar_2 * h_0 + decay * (2 * W2[20]!));
    W2[21]! -= learningRate * (scoresBar_2 * h_1 + decay * (2 * W2[21]!));
    W2[22]! -= learningRate * (scoresBar_2 * h_2 + decay * (2 * W2[22]!));
    W2[23]! -= learningRate * (scoresBar_2 * h_3 + decay * (2 * W2[23]!));
    W2[24]! -= learningRate * (scoresBar_2 * h_4 + decay * (2 * W2[24]!));
    W2[25]! -= learningRate * (scoresBar_2 * h_5 + decay * (2 * W2[25]!));
    W2[26]! -= learningRate * (scoresBar_2 * h_6 + decay * (2 * W2[26]!));
    W2[27]! -= learningRate * (scoresBar_2 * h_7 + decay * (2 * W2[27]!));
    W2[28]! -= learningRate * (scoresBar_2 * h_8 + decay * (2 * W2[28]!));
    W2[29]! -= learningRate * (scoresBar_2 * h_9 + decay * (2 * W2[29]!));
    // b2 ← b2 − α * s̅c̅o̅r̅e̅s̅   [3]
    b2[0]! -= learningRate * scoresBar_0;
    b2[1]! -= learningRate * scoresBar_1;
    b2[2]! -= learningRate * scoresBar_2;
  }

  /** J over `count` examples, regulariser included. Returns a number, which V8 may have to allocate. */
  function objective(x: Float64Array = buffers.x, species: Float64Array = buffers.species, count: number = 1): number {
    check("objective", inputs[0]!, x, count);
    check("objective", inputs[1]!, species, count);
    const trainingSize = hyper[1]!;
    // total = 0
    let total = 0;
    for (let n = 0; n < count; n++) {
      // t1 = x − xMean   [2]   net.ts:8
      // t2 = t1/xScale   [2]   net.ts:8
      for (let i = 0; i < 2; i++) {
        t2[i] = (x[n * 2 + i]! - xMean[i]!) / xScale[i]!;
      }
      // t3 = t2·W1ᵀ   [10]   net.ts:8
      // hidden = t3 + b1   [10]   net.ts:8
      // h = σ(hidden)   [10]   net.ts:9
      for (let i = 0; i < 10; i++) {
        let t3 = 0;
        for (let j = 0; j < 2; j++) {
          t3 += W1[i * 2 + j]! * t2[j]!;
        }
        h[i] = 1 / (1 + Math.exp(-(t3 + b1[i]!)));
      }
      // t7 = h·W2ᵀ   [3]   net.ts:10
      // scores = t7 + b2   [3]   net.ts:10
      for (let i = 0; i < 3; i++) {
        let t7 = 0;
        for (let j = 0; j < 10; j++) {
          t7 += W2[i * 10 + j]! * h[j]!;
        }
        scores[i] = t7 + b2[i]!;
      }
      // t18 = softplus(scores) − species * scores   [3]   net.ts:17
      // L = Σ t18   net.ts:17
      // total = Σ L
      let L = 0;
      for (let i = 0; i < 3; i++) {
        L += Math.max(scores[i]!, 0) + Math.log1p(Math.exp(-Math.abs(scores[i]!))) - species[n * 3 + i]! * scores[i]!;
      }
      total += L;
    }
    // m = select(trainingSize > 0, trainingSize, count)
    // decay = 0.001/(m·2)
    // R = Σ W1² + (Σ W2²)
    // J = (Σ L)/count + decay·R
    let sum = 0;
    for (let i = 0; i < 20; i++) {
      sum += W1[i]! * W1[i]!;
    }
    let sum_2 = 0;
    for (let i = 0; i < 30; i++) {
      sum_2 += W2[i]! * W2[i]!;
    }
    return total / count + (0.001 / ((0 < trainingSize ? trainingSize : count) * 2)) * (sum + sum_2);
  }

  /** Every parameter is drawn from a stream of its own, found by the seed and a hash of its name. */
  function initialize(seed: number = 0): void {
    parameters.fill(0);
    drawUniform(W1, 0.7071067811865476, random(seed, 0x69906e69)); // hidden.weight
    drawUniform(W2, 0.6793662204867574, random(seed, 0x7f982944)); // scores.weight
    xScale.fill(1);
    network.adapted = false;
  }

  const calls: Calls = {
    backward: (arrays, count) => backward(arrays[0]!, arrays[2]!, count),
    trainStep: (arrays, count) => trainStep(arrays[0]!, arrays[2]!, count),
    confusion(arrays, count) {
      forward(arrays[0]!, arrays[1]!, count);
      return confusion(arrays[2]!, arrays[1]!, 3, largest);
    },
    metrics(arrays, count) {
      return { loss: objective(arrays[0]!, arrays[2]!, count), ...classScores(calls.confusion(arrays, count)) };
    },
    adapt(arrays) {
      fitColumns(arrays[0]!, xMean, xScale);
      network.adapted = true;
    },
  };
  const network: IrisLogistic = {
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
      const rows = pack("predict", inputs[0]!, x);
      const count = rows.length / 2;
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

/** Rows of x. */
export type Inputs = Rows;

/** Rows of species. */
export type Targets = Labels;

/** Values of yHat, one example after another. */
export type Outputs = Float64Array;

/** The classes that `classify` tells apart. */
export type Class = "setosa" | "versicolor" | "virginica";

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
async function fit(network: IrisLogistic, calls: Calls, x: Inputs, y: Targets, options?: FitOptions): Promise<History> {
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
  let kept: IrisLogistic | undefined;
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
const summary = (): string => `Model: "iris-logistic"
Layer (type)               Output Shape  Param #
${"=".repeat(48)}
x (input)                  (None, 2)           0
standardize (standardize)  (None, 2)           4
hidden (dense)             (None, 10)         30
h (logistic)               (None, 10)          0
scores (dense)             (None, 3)          33
yHat (logistic)            (None, 3)           0
${"=".repeat(48)}
Total params: 67
Trainable params: 63
Non-trainable params: 4`;

/**
 * Parameters and state in the safetensors format: the length of the header in 8 bytes, the header (JSON: name → type, shape, place),
 * then the numbers; little-endian, as all engines in use keep them. The header is ASCII, other characters are escaped, and
 * padded so that the numbers are aligned.
 */
function save({ parameters, state }: IrisLogistic): Uint8Array {
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
function load(network: IrisLogistic, bytes: Uint8Array): void {
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
