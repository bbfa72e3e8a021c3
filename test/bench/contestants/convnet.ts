import convnet from "convnetjs";
import type { ConvNetLayer, ConvNetVol } from "convnetjs";
import type { Contestant, Entry } from "../contestant.ts";
import type { Data } from "../data.ts";
import { LEARNING_RATE, outputsOf } from "../workloads.ts";
import type { Net, Workload } from "../workloads.ts";

/** Everything in f64; gradients of a batch are added up, as here. */
export const convNetJs: Entry = {
  name: "ConvNetJS",
  package: "convnetjs",
  precision: "f64",
  tolerance: 1e-9,
  make: (workload, data) => (workload.net.kind === "lstm" ? "has no recurrent layers" : contestant(workload, data)),
};

/** Layers one by one: its short form puts a layer of its own before a loss. */
function layersOf(net: Net): readonly ConvNetLayer[] {
  const layers: ConvNetLayer[] = [];
  const push = (Layer: new (options: object) => ConvNetLayer, options: object = {}): void => {
    const below = layers.at(-1);
    const shape = { in_sx: below?.out_sx, in_sy: below?.out_sy, in_depth: below?.out_depth };
    layers.push(new Layer({ ...shape, ...options }));
  };
  if (net.kind === "conv") {
    push(convnet.InputLayer, { out_sx: net.side, out_sy: net.side, out_depth: 1 });
    push(convnet.ConvLayer, { sx: 3, filters: net.filters, stride: 1, pad: 1 });
    push(convnet.ReluLayer);
    push(convnet.PoolLayer, { sx: 2, stride: 2 });
    push(convnet.FullyConnLayer, { num_neurons: net.classes });
    push(convnet.SoftmaxLayer);
  } else if (net.kind === "dense") {
    const [inputs = 1, ...widths] = net.sizes;
    push(convnet.InputLayer, { out_sx: 1, out_sy: 1, out_depth: inputs });
    for (const [l, width] of widths.entries()) {
      push(convnet.FullyConnLayer, { num_neurons: width });
      const isLast = l === widths.length - 1;
      if (!isLast) push(net.hidden === "relu" ? convnet.ReluLayer : convnet.SigmoidLayer);
      else if (net.output === "logistic") push(convnet.SigmoidLayer);
    }
    push(net.output === "softmax" ? convnet.SoftmaxLayer : convnet.RegressionLayer);
  }
  return layers;
}

/** Arrays of parameters with the places that their numbers have in `Data`. */
function placesOf(net: Net, layers: readonly ConvNetLayer[]): readonly (readonly [Float64Array, readonly number[]])[] {
  let at = 0;
  return layers.flatMap((layer) =>
    layer.getParamsAndGrads().map(({ params }): readonly [Float64Array, readonly number[]] => {
      const start = at;
      at += params.length;
      const pooled = net.kind === "conv" && layer.layer_type === "fc" && params.length > net.classes ? net : undefined;
      return [params, Array.from(params, (_, i) => start + (pooled === undefined ? i : channelsFirst(i, pooled)))];
    }),
  );
}

/** Its pictures are [row, column, channel], ours [channel, row, column]. */
function channelsFirst(index: number, { filters, side }: { readonly filters: number; readonly side: number }): number {
  const area = (side / 2) ** 2;
  return (index % filters) * area + Math.floor(index / filters);
}

function contestant({ net, count, batches }: Workload, data: Data): Contestant {
  const rows = count * batches;
  const network = new convnet.Net();
  network.layers = [...layersOf(net)];
  const trainer = new convnet.SGDTrainer(network, {
    learning_rate: LEARNING_RATE,
    momentum: 0,
    l2_decay: 0,
    batch_size: count,
  });
  const places = placesOf(net, network.layers);
  const of = (all: Float64Array, n: number): Float64Array =>
    all.slice((n * all.length) / rows, ((n + 1) * all.length) / rows);
  const isSoftmax = net.kind === "conv" || (net.kind === "dense" && net.output === "softmax");
  const examples = Array.from({ length: rows }, (_, n) => {
    const y = of(data.y, n);
    return { x: volume(net, of(data.x, n)), y: isSoftmax ? y.indexOf(1) : y };
  });
  const found = new Float64Array(rows * outputsOf(net));
  return {
    parameters: () => {
      const all = new Float64Array(data.parameters.length);
      for (const [params, where] of places) for (const [i, at] of where.entries()) all[at] = params[i] ?? NaN;
      return all;
    },
    reset: () => {
      for (const [params, where] of places)
        for (const [i, at] of where.entries()) params[i] = data.parameters[at] ?? NaN;
    },
    trainStep: () => {
      for (const { x, y } of examples) trainer.train(x, y);
    },
    predict: () => {
      for (const [n, { x }] of examples.entries()) found.set(network.forward(x).w, n * outputsOf(net));
    },
    outputs: () => found,
  };
}

function volume(net: Net, values: Float64Array): ConvNetVol {
  const vol = net.kind === "conv" ? new convnet.Vol(net.side, net.side, 1, 0) : new convnet.Vol(1, 1, values.length, 0);
  vol.w.set(values);
  return vol;
}
