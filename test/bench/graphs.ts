import {
  binaryCrossEntropyWithLogits,
  conv2d,
  dense,
  flatten,
  halfSquaredError,
  input,
  label,
  logistic,
  lstm,
  maxPool2d,
  network,
  relu,
  reshape,
  sgd,
  softmax,
  softmaxCrossEntropy,
} from "../../src/index.ts";
import type { Tensor } from "../../src/index.ts";
import { LEARNING_RATE, inputsOf, outputsOf } from "./workloads.ts";
import type { DenseNet, Net } from "./workloads.ts";

type Vector = Tensor<readonly [number]>;

/** The graph of a net, as a user writes it. */
export function graphOf(net: Net): ReturnType<typeof network> {
  const x = input("x", [inputsOf(net)]);
  // One-hot rows sum to 1, which loops by hand make use of as well.
  const isOneHot = net.kind === "conv" || (net.kind === "dense" && net.output === "softmax" && outputsOf(net) > 1);
  const y = isOneHot ? label("y", outputsOf(net)) : input("y", [outputsOf(net)]);
  const { yHat, loss } = endOf(net, x, y);
  return network({
    name: "net",
    inputs: { x, y },
    outputs: { yHat },
    loss,
    optimizer: sgd({ learningRate: LEARNING_RATE }),
  });
}

interface End {
  readonly yHat: Vector;
  readonly loss: Tensor<readonly []>;
}

function endOf(net: Net, x: Vector, y: Vector): End {
  if (net.kind === "lstm") {
    const yHat = lstm(reshape(x, [net.steps, net.inputs]), net.units);
    return { yHat, loss: halfSquaredError(yHat, y) };
  }
  if (net.kind === "conv") {
    const filtered = relu(conv2d(reshape(x, [1, net.side, net.side]), net.filters, 3, { padding: "same" }));
    const scores = dense(flatten(maxPool2d(filtered, 2)), net.classes);
    return { yHat: softmax(scores), loss: softmaxCrossEntropy(scores, y) };
  }
  const activation = net.hidden === "relu" ? relu : logistic;
  const z = net.sizes.slice(1).reduce((a: Vector, width, i) => dense(i === 0 ? a : activation(a), width), x);
  return outputOf(net.output, z, y);
}

function outputOf(output: DenseNet["output"], z: Vector, y: Vector): End {
  if (output === "softmax") return { yHat: softmax(z), loss: softmaxCrossEntropy(z, y) };
  if (output === "crossEntropies") return { yHat: logistic(z), loss: binaryCrossEntropyWithLogits(z, y) };
  const yHat = output === "linear" ? z : output === "relu" ? relu(z) : logistic(z);
  return { yHat, loss: halfSquaredError(yHat, y) };
}
