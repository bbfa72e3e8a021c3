import { createRequire } from "node:module";
import type * as Synaptic from "synaptic";
import type { Contestant, Entry } from "../contestant.ts";
import type { Data } from "../data.ts";
import { LEARNING_RATE } from "../workloads.ts";
import type { DenseNet } from "../workloads.ts";

// What the package has for Node; a bundler would take its sources.
const { Layer, Network, Neuron } = createRequire(import.meta.url)("synaptic") as typeof Synaptic;

export const synaptic: Entry = {
  name: "synaptic",
  package: "synaptic",
  precision: "f64",
  tolerance: 5e-2,
  note: "has linear outputs with ½(ŷ − y)² or logistic ones with cross entropy, which stand for a softmax, and takes examples one by one, also in a batch. It is checked against nngen's module of that network, to 5%: it moves a layer's weights before the error passes through them.",
  make: ({ net, count, batches }, data) => {
    if (net.kind === "conv") return "has no convolutions";
    if (net.kind === "lstm") return "has another gradient where there are gates";
    return denseNet(net, count * batches, data);
  },
};

function denseNet(net: DenseNet, rows: number, data: Data): Contestant {
  const { LOGISTIC, RELU, IDENTITY } = Neuron.squash;
  const layers = net.sizes.map((size) => new Layer(size));
  const [inputs, ...others] = layers;
  const outputs = others.at(-1);
  if (inputs === undefined || outputs === undefined) throw new Error("a network has two layers at least");
  const linear = net.output === "linear";
  for (const [l, layer] of others.entries()) {
    layers[l]?.project(layer);
    layer.set({ squash: layer === outputs ? (linear ? IDENTITY : LOGISTIC) : net.hidden === "relu" ? RELU : LOGISTIC });
  }
  const network = new Network({ input: inputs, hidden: others.slice(0, -1), output: outputs });
  /** Weights and biases in the order of `Data`, whatever holds them. */
  const each = (visit: (holder: Record<string, number>, key: string) => void): void => {
    for (const [l, layer] of others.entries()) {
      const connections = layers[l]?.connectedTo[0]?.list ?? [];
      const [from, to] = [layers[l]?.size ?? 0, layer.size];
      for (let i = 0; i < to; i++) for (let j = 0; j < from; j++) visit(connections[j * to + i] ?? {}, "weight");
      for (const neuron of layer.list) visit(neuron, "bias");
    }
  };
  const of = (all: Float64Array, n: number): number[] => [
    ...all.subarray((n * all.length) / rows, ((n + 1) * all.length) / rows),
  ];
  const examples = Array.from({ length: rows }, (_, n) => ({ x: of(data.x, n), y: of(data.y, n) }));
  let found: readonly (readonly number[])[] = [];
  let first: Float64Array | undefined;
  return {
    ...(linear ? {} : { instead: { ...net, output: "crossEntropies" } }),
    parameters: () => {
      network.restore();
      const all: number[] = [];
      each((holder, key) => all.push(holder[key] ?? NaN));
      return all;
    },
    reset: () => {
      if (first === undefined) {
        let at = 0;
        each((holder, key) => {
          holder[key] = data.parameters[at++] ?? NaN;
        });
        // It writes out code for the network; what that works on is one array.
        network.optimize();
        first = network.optimized.memory.slice();
      }
      network.optimized.memory.set(first);
    },
    trainStep: () => {
      for (const { x, y } of examples) {
        network.activate(x);
        network.propagate(LEARNING_RATE, y);
      }
    },
    predict: () => {
      found = examples.map(({ x }) => network.activate(x));
    },
    outputs: () => found.flat(),
  };
}
