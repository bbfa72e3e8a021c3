/** A network is a closure over its arrays: constants of a closure are what V8 reaches fastest. */
import type { Calls } from "./calls.ts";
import { check, fail, pack, settings, zeros } from "./checks.ts";
import { largest, likeliest } from "./classify.ts";
import { fit } from "./fit.ts";
import type { CreateOptions, Network } from "./interface.ts";
import { load } from "./load.ts";
import { metadata, PARAMETER_COUNT } from "./metadata.ts";
import { classScores, confusion, errors } from "./metrics.ts";
import { drawUniform, random } from "./random.ts";
import { readRows } from "./rows.ts";
import { save } from "./save.ts";
import { fitColumns } from "./standardize.ts";
import { checkSteps } from "./steps.ts";
import { summary } from "./summary.ts";

/** Makes a network; as many as one likes. Allocates all that it will ever need. */
export function create(options: CreateOptions = {}): Network {
  const parameters = zeros(PARAMETER_COUNT);
  const gradient = zeros(PARAMETER_COUNT);
  const loss = zeros(1);
  const inputs = metadata.inputs;
  const outputs = metadata.outputs;
  const state = zeros(9);
  const carry = zeros(1);
  const hyper = Float64Array.of(0.1, 0);
  const buffers: Network["buffers"] = {
    x: zeros(2),
    y: zeros(3),
    yHat: zeros(3),
  };
  const mean = parameters.subarray(0, 2);
  const scale = parameters.subarray(2, 4);
  const W = parameters.subarray(4, 10);
  const b = parameters.subarray(10, 13);
  const dW = gradient.subarray(4, 10);
  const db = gradient.subarray(10, 13);
  const p = zeros(3);

  /** p = softmax(W·(x − mean)/scale + b) of example n. */
  function probabilities(x: Float64Array, n: number): void {
    let total = 0;
    for (let k = 0; k < 3; k++) {
      let z = b[k]!;
      for (let i = 0; i < 2; i++) z += W[2 * k + i]! * ((x[2 * n + i]! - mean[i]!) / scale[i]!);
      total += p[k] = Math.exp(z);
    }
    for (let k = 0; k < 3; k++) p[k] = p[k]! / total;
  }
  function forward(x: Float64Array = buffers.x, yHat: Float64Array = buffers.yHat, count: number = 1): void {
    check("forward", inputs[0]!, x, count);
    check("forward", outputs[0]!, yHat, count);
    for (let n = 0; n < count; n++) {
      probabilities(x, n);
      for (let k = 0; k < 3; k++) yHat[3 * n + k] = p[k]!;
    }
  }
  function process(x: Float64Array = buffers.x, yHat: Float64Array = buffers.yHat, count: number = 1): void {
    checkSteps(inputs[0]!, x, count, 2);
    checkSteps(outputs[0]!, yHat, count, 3);
    forward(x, yHat, count);
    carry[0] = carry[0]! + count;
  }
  function backward(x: Float64Array = buffers.x, y: Float64Array = buffers.y, count: number = 1): void {
    check("backward", inputs[0]!, x, count);
    check("backward", inputs[1]!, y, count);
    let J = 0;
    gradient.fill(0);
    for (let n = 0; n < count; n++) {
      probabilities(x, n);
      for (let k = 0; k < 3; k++) {
        J -= y[3 * n + k]! * Math.log(p[k]!);
        const zBar = (p[k]! - y[3 * n + k]!) / count;
        db[k] = db[k]! + zBar;
        for (let i = 0; i < 2; i++) {
          dW[2 * k + i] = dW[2 * k + i]! + zBar * ((x[2 * n + i]! - mean[i]!) / scale[i]!);
        }
      }
    }
    loss[0] = J / count;
  }
  function update(): void {
    for (let i = 0; i < 9; i++) {
      state[i] = 0.5 * state[i]! - hyper[0]! * gradient[4 + i]!;
      parameters[4 + i] = parameters[4 + i]! + state[i]!;
    }
  }
  function trainStep(x: Float64Array = buffers.x, y: Float64Array = buffers.y, count: number = 1): void {
    check("trainStep", inputs[0]!, x, count);
    check("trainStep", inputs[1]!, y, count);
    backward(x, y, count);
    update();
  }
  function objective(x: Float64Array = buffers.x, y: Float64Array = buffers.y, count: number = 1): number {
    check("objective", inputs[0]!, x, count);
    check("objective", inputs[1]!, y, count);
    let J = 0;
    for (let n = 0; n < count; n++) {
      probabilities(x, n);
      for (let k = 0; k < 3; k++) J -= y[3 * n + k]! * Math.log(p[k]!);
    }
    return J / count;
  }
  function initialize(seed: number = 0): void {
    parameters.fill(0);
    state.fill(0);
    carry.fill(0);
    scale.fill(1);
    drawUniform(W, 1.0954451150103321, random(seed, 0x2d1cbb5a));
    network.adapted = false;
  }

  const calls: Calls = {
    predictArrays: (arrays, count) => forward(arrays[0] as Float64Array, arrays[1] as Float64Array, count),
    backward: (arrays, count) => backward(arrays[0] as Float64Array, arrays[2] as Float64Array, count),
    trainStep: (arrays, count) => trainStep(arrays[0] as Float64Array, arrays[2] as Float64Array, count),
    confusion(arrays, count) {
      forward(arrays[0] as Float64Array, arrays[1] as Float64Array, count);
      return confusion(arrays[2] as Float64Array, arrays[1] as Float64Array, 3, largest);
    },
    metrics: (arrays, count) => ({
      loss: objective(arrays[0] as Float64Array, arrays[2] as Float64Array, count),
      ...classScores(calls.confusion(arrays, count)),
      ...errors(arrays[2] as Float64Array, arrays[1] as Float64Array, 3),
    }),
    adapt(arrays) {
      fitColumns(arrays[0] as Float64Array, mean, scale);
      network.adapted = true;
    },
  };
  const network: Network = {
    parameters,
    gradient,
    state,
    carry,
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
    process,
    reset() {
      carry.fill(0);
    },
    backward,
    update,
    trainStep,
    objective,
    copyFrom(other) {
      setParameters("copyFrom", other?.parameters ?? []);
      state.set(other.state);
      carry.set(other.carry);
      network.adapted = other.adapted;
    },
    adapt: (x, y) => calls.adapt(readRows("adapt", x, y)[0]),
    fit: (x, y, options) => fit(network, calls, x, y, options),
    predict(x, out) {
      const rows = pack("predict", inputs[0]!, x) as Float64Array;
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
