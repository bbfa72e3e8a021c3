import { createRequire } from "node:module";
import { dirname } from "node:path";
import * as tf from "@tensorflow/tfjs-core";
import type { TfTensor } from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-core/dist/register_all_gradients.js";
import "@tensorflow/tfjs-backend-cpu";
import { setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import type { Contestant, Entry } from "../contestant.ts";
import type { Data } from "../data.ts";
import { LEARNING_RATE, inputsOf, outputsOf } from "../workloads.ts";
import type { Net, Workload } from "../workloads.ts";

const entry = (name: string, backend: string): Entry => ({
  name,
  package: "@tensorflow/tfjs-core",
  precision: "f32",
  tolerance: 1e-3,
  make: (workload, data) =>
    backend === "wasm" && workload.net.kind === "conv"
      ? "has no kernels for the gradients of convolution and pooling"
      : contestant(backend, workload, data),
});

export const tensorFlowCpu: Entry = entry("TensorFlow.js cpu", "cpu");
export const tensorFlowWasm: Entry = entry("TensorFlow.js wasm", "wasm");

/** One parameter: its shape as in `Data`, and as TensorFlow.js wants it. */
interface Part {
  readonly shape: readonly number[];
  /** The order of axes that TensorFlow.js has. */
  readonly axes?: readonly number[];
  /** What is made of that. */
  readonly flat?: readonly number[];
}

function partsOf(net: Net): readonly Part[] {
  if (net.kind === "dense")
    return net.sizes.slice(1).flatMap((to, l) => [{ shape: [to, net.sizes[l] ?? 1] }, { shape: [to] }]);
  if (net.kind === "lstm") {
    const rows = 4 * net.units;
    return [{ shape: [rows, net.inputs] }, { shape: [rows] }, { shape: [rows, net.units] }];
  }
  const half = net.side / 2;
  return [
    { shape: [net.filters, 1, 3, 3], axes: [2, 3, 1, 0] },
    { shape: [net.filters] },
    {
      shape: [net.classes, net.filters, half, half],
      axes: [0, 2, 3, 1],
      flat: [net.classes, half * half * net.filters],
    },
    { shape: [net.classes] },
  ];
}

const sizeOf = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1);

/** Scores of a classifier, values of the others. */
function forward(net: Net, x: TfTensor, parameters: readonly TfTensor[], count: number): TfTensor {
  const [W1, b1, W2, b2] = parameters;
  if (net.kind === "lstm") {
    if (W1 === undefined || b1 === undefined || W2 === undefined) throw new Error("an LSTM has W, b and U");
    return lstm(net, x, { W: W1, b: b1, U: W2 }, count);
  }
  if (net.kind === "conv") {
    if (W1 === undefined || b1 === undefined || W2 === undefined || b2 === undefined) throw new Error("two layers");
    const picture = tf.reshape(x, [count, net.side, net.side, 1]);
    const filtered = tf.relu(tf.add(tf.conv2d(picture, W1, 1, "same"), b1));
    const pooled = tf.reshape(tf.maxPool(filtered, 2, 2, "valid"), [count, -1]);
    return tf.add(tf.matMul(pooled, W2, false, true), b2);
  }
  const layers = net.sizes.slice(1);
  return layers.reduce((a, _, l) => {
    const [W, b] = [parameters[2 * l], parameters[2 * l + 1]];
    if (W === undefined || b === undefined) throw new Error("a layer has weights and biases");
    const z = tf.add(tf.matMul(a, W, false, true), b);
    if (l < layers.length - 1) return net.hidden === "relu" ? tf.relu(z) : tf.sigmoid(z);
    return net.output === "logistic" ? tf.sigmoid(z) : z;
  }, x);
}

/** W·x + b for all steps at once, then step by step. */
function lstm(
  { steps, inputs, units }: Extract<Net, { kind: "lstm" }>,
  x: TfTensor,
  { W, b, U }: { readonly W: TfTensor; readonly b: TfTensor; readonly U: TfTensor },
  count: number,
): TfTensor {
  const sums = tf.add(tf.matMul(tf.reshape(x, [count * steps, inputs]), W, false, true), b);
  const each = tf.unstack(tf.reshape(sums, [count, steps, 4 * units]), 1);
  let [h, c] = [tf.zeros([count, units]), tf.zeros([count, units])];
  for (const z of each) {
    const [i, f, g, o] = tf.split(tf.add(z, tf.matMul(h, U, false, true)), 4, 1);
    if (i === undefined || f === undefined || g === undefined || o === undefined) throw new Error("four gates");
    c = tf.add(tf.mul(tf.sigmoid(f), c), tf.mul(tf.sigmoid(i), tf.tanh(g)));
    h = tf.mul(tf.sigmoid(o), tf.tanh(c));
  }
  return h;
}

async function contestant(backend: string, { net, count, batches }: Workload, data: Data): Promise<Contestant> {
  tf.enableProdMode();
  const require = createRequire(import.meta.url);
  setWasmPaths(`${dirname(require.resolve("@tensorflow/tfjs-backend-wasm"))}/`);
  if (!(await tf.setBackend(backend))) throw new Error(`no backend ${backend}`);
  await tf.ready();
  const rows = count * batches;
  const isSoftmax = net.kind === "conv" || (net.kind === "dense" && net.output === "softmax");
  const parts = partsOf(net);
  const variables = parts.map(({ shape, axes, flat }) =>
    tf.variable(tf.zeros(flat ?? (axes ?? shape.map((_, i) => i)).map((axis) => shape[axis] ?? 1))),
  );
  const tensors = data.batches.map(({ x, y }) => ({
    x: tf.tensor(Float32Array.from(x), [count, inputsOf(net)]),
    y: tf.tensor(Float32Array.from(y), [count, outputsOf(net)]),
  }));
  const all = tf.tensor(Float32Array.from(data.x), [rows, inputsOf(net)]);
  const optimizer = tf.train.sgd(LEARNING_RATE);
  const loss = (x: TfTensor, y: TfTensor): TfTensor => {
    const z = forward(net, x, variables, count);
    return isSoftmax ? tf.losses.softmaxCrossEntropy(y, z) : tf.mul(tf.sum(tf.squaredDifference(z, y)), 0.5 / count);
  };
  let found: ArrayLike<number> = [];
  // There is one backend at a time. One that has been started before is there at once.
  const use = (): void => {
    if (tf.getBackend() !== backend) void tf.setBackend(backend);
  };
  return {
    parameters: () =>
      parts.flatMap(({ shape, axes, flat }, k) => {
        const variable = variables[k];
        if (variable === undefined) return [];
        if (axes === undefined) return [...variable.dataSync()];
        const turned = axes.map((axis) => shape[axis] ?? 1);
        const back = shape.map((_, axis) => axes.indexOf(axis));
        return [...tf.transpose(flat === undefined ? variable : tf.reshape(variable, turned), back).dataSync()];
      }),
    reset: () => {
      use();
      tf.tidy(() => {
        let at = 0;
        for (const [k, { shape, axes, flat }] of parts.entries()) {
          const size = sizeOf(shape);
          const values = tf.tensor(Float32Array.from(data.parameters.subarray(at, at + size)), shape);
          const turned = axes === undefined ? values : tf.transpose(values, axes);
          variables[k]?.assign(flat === undefined ? turned : tf.reshape(turned, flat));
          at += size;
        }
      });
    },
    trainStep: () => {
      use();
      for (const { x, y } of tensors) optimizer.minimize(() => loss(x, y));
    },
    predict: () => {
      use();
      found = tf.tidy(() => {
        const z = forward(net, all, variables, rows);
        return (isSoftmax ? tf.softmax(z) : z).dataSync();
      });
    },
    outputs: () => found,
  };
}
