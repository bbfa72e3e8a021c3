import { defaultDevice, grad, init, jit, lax, nn, numpy as np } from "@jax-js/jax";
import type { JaxArray } from "@jax-js/jax";
import type { Contestant, Entry } from "../contestant.ts";
import type { Data } from "../data.ts";
import { LEARNING_RATE, inputsOf, outputsOf } from "../workloads.ts";
import type { Net, Workload } from "../workloads.ts";

/** Compiled by `jit`: gradient and update in one function. */
export const jaxJs: Entry = {
  name: "jax-js wasm",
  package: "@jax-js/jax",
  precision: "f32",
  tolerance: 1e-3,
  make: contestant,
};

/** Shapes of the parameters, in the order of `Data`. */
function shapesOf(net: Net): readonly (readonly number[])[] {
  if (net.kind === "dense") return net.sizes.slice(1).flatMap((to, l) => [[to, net.sizes[l] ?? 1], [to]]);
  if (net.kind === "conv") {
    const pooled = net.filters * (net.side / 2) ** 2;
    return [[net.filters, 1, 3, 3], [net.filters], [net.classes, pooled], [net.classes]];
  }
  return [[4 * net.units, net.inputs], [4 * net.units], [4 * net.units, net.units]];
}

const affine = (x: JaxArray, W: JaxArray, b: JaxArray): JaxArray => np.add(np.matmul(x, np.transpose(W)), b);

/** Scores of a classifier, values of the others. Arrays are consumed where they are passed on; `ref` keeps one alive. */
function forward(net: Net, x: JaxArray, parameters: readonly JaxArray[], count: number): JaxArray {
  const part = (index: number): JaxArray => {
    const found = parameters[index];
    if (found === undefined) throw new Error(`no parameter ${index}`);
    return found;
  };
  if (net.kind === "conv") {
    const { side, filters } = net;
    const picture = x.reshape([count, 1, side, side]);
    const bias = part(1).reshape([1, filters, 1, 1]);
    const filtered = nn.relu(np.add(lax.conv(picture, part(0), [1, 1], "SAME"), bias));
    const pooled = np.max(filtered.reshape([count, filters, side / 2, 2, side / 2, 2]), [3, 5]);
    return affine(pooled.reshape([count, -1]), part(2), part(3));
  }
  if (net.kind === "lstm") {
    const { steps, inputs, units } = net;
    const sums = affine(x.reshape([count * steps, inputs]), part(0), part(1)).reshape([count, steps, 4 * units]);
    const U = np.transpose(part(2));
    let [h, c] = [np.zeros([count, units]), np.zeros([count, units])];
    for (const z of np.split(sums, steps, 1)) {
      const gates = np.add(z.reshape([count, 4 * units]), np.matmul(h, U.ref));
      const [i, f, g, o] = np.split(gates, 4, 1);
      if (i === undefined || f === undefined || g === undefined || o === undefined) throw new Error("four gates");
      c = np.add(np.multiply(nn.sigmoid(f), c), np.multiply(nn.sigmoid(i), np.tanh(g)));
      h = np.multiply(nn.sigmoid(o), np.tanh(c.ref));
    }
    c.dispose();
    U.dispose();
    return h;
  }
  const layers = net.sizes.slice(1);
  return layers.reduce((a, _, l) => {
    const z = affine(a, part(2 * l), part(2 * l + 1));
    if (l < layers.length - 1) return net.hidden === "relu" ? nn.relu(z) : nn.sigmoid(z);
    return net.output === "logistic" ? nn.sigmoid(z) : z;
  }, x);
}

async function contestant({ net, count, batches }: Workload, data: Data): Promise<Contestant> {
  await init("wasm");
  defaultDevice("wasm");
  const rows = count * batches;
  const isSoftmax = net.kind === "conv" || (net.kind === "dense" && net.output === "softmax");
  const shapes = shapesOf(net);
  const tensor = (values: Float64Array, shape: readonly number[]): JaxArray =>
    np.array(Float32Array.from(values)).reshape([...shape]);
  const loss = (parameters: readonly JaxArray[], x: JaxArray, y: JaxArray): JaxArray => {
    const z = forward(net, x, parameters, count);
    if (isSoftmax) return np.multiply(np.sum(np.multiply(nn.logSoftmax(z), y)), -1 / count);
    const gap = np.subtract(z, y);
    return np.multiply(np.sum(np.square(gap)), 0.5 / count);
  };
  const step = jit((parameters: readonly JaxArray[], x: JaxArray, y: JaxArray): JaxArray[] => {
    const gradients = grad(loss)(
      parameters.map((p) => p.ref),
      x,
      y,
    );
    return parameters.map((p, k) => {
      const gradient = gradients[k];
      return gradient === undefined ? p : np.subtract(p, np.multiply(gradient, LEARNING_RATE));
    });
  });
  const run = jit((parameters: readonly JaxArray[], x: JaxArray): JaxArray => {
    const z = forward(net, x, parameters, rows);
    return isSoftmax ? nn.softmax(z) : z;
  });
  const tensors = data.batches.map(({ x, y }) => ({
    x: tensor(x, [count, inputsOf(net)]),
    y: tensor(y, [count, outputsOf(net)]),
  }));
  const all = tensor(data.x, [rows, inputsOf(net)]);
  const first = (): JaxArray[] => {
    let at = 0;
    return shapes.map((shape) => {
      const size = shape.reduce((a, b) => a * b, 1);
      at += size;
      return tensor(data.parameters.slice(at - size, at), shape);
    });
  };
  let parameters = first();
  let found: ArrayLike<number> = [];
  return {
    parameters: () => parameters.flatMap((p) => [...p.ref.dataSync()]),
    reset: () => {
      for (const p of parameters) p.dispose();
      parameters = first();
    },
    trainStep: () => {
      for (const { x, y } of tensors) parameters = step(parameters, x.ref, y.ref);
      // What has been asked for is computed when it is read.
      parameters.at(-1)?.ref.dataSync();
    },
    predict: () => {
      found = run(
        parameters.map((p) => p.ref),
        all.ref,
      ).dataSync();
    },
    outputs: () => found,
  };
}
