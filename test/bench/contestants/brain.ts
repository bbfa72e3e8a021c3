import { NeuralNetwork } from "brain.js";
import type { Contestant, Entry } from "../contestant.ts";
import type { Data } from "../data.ts";
import { LEARNING_RATE } from "../workloads.ts";
import type { DenseNet, Workload } from "../workloads.ts";

export const brain: Entry = {
  name: "brain.js",
  package: "brain.js",
  precision: "f32",
  tolerance: 1e-3,
  note: "has one activation for all layers, the last included, and ½(ŷ − y)² as loss; it takes examples one by one, also in a batch. It is checked against nngen's module of that network.",
  make: ({ net, count, batches }, data) =>
    net.kind === "dense" ? denseNet(net, count * batches, data) : REASONS[net.kind],
};

const REASONS: Readonly<Record<Exclude<Workload["net"]["kind"], "dense">, string>> = {
  conv: "has no convolutions to train",
  lstm: "trains recurrent networks by RMSprop alone",
};

function denseNet(net: DenseNet, rows: number, data: Data): Contestant {
  const { sizes } = net;
  const activation = sizes.length > 2 && net.hidden === "relu" ? "relu" : "sigmoid";
  const brain = new NeuralNetwork({
    inputSize: sizes[0] ?? 1,
    hiddenLayers: sizes.slice(1, -1),
    outputSize: sizes.at(-1) ?? 1,
    activation,
    learningRate: LEARNING_RATE,
  });
  // Its options do not admit this one.
  brain.trainOpts.momentum = 0;
  brain.initialize();
  const of = (all: Float64Array, n: number): Float32Array =>
    Float32Array.from(all.subarray((n * all.length) / rows, ((n + 1) * all.length) / rows));
  const examples = Array.from({ length: rows }, (_, n) => ({ input: of(data.x, n), output: of(data.y, n) }));
  let found: readonly Float32Array[] = [];
  return {
    instead: {
      ...net,
      hidden: activation === "relu" ? "relu" : "logistic",
      output: activation === "relu" ? "relu" : "logistic",
    },
    parameters: () =>
      sizes
        .slice(1)
        .flatMap((_, l) => [
          ...(brain.weights[l + 1] ?? []).flatMap((row) => [...row]),
          ...(brain.biases[l + 1] ?? []),
        ]),
    reset: () => {
      let at = 0;
      for (let k = 1; k < sizes.length; k++) {
        for (const row of [...(brain.weights[k] ?? []), brain.biases[k] ?? new Float32Array(0)]) {
          row.set(data.parameters.subarray(at, at + row.length));
          at += row.length;
        }
      }
    },
    trainStep: () => {
      for (const example of examples) brain.trainPattern(example);
    },
    predict: () => {
      found = examples.map(({ input }) => brain.run(input));
    },
    outputs: () => found.flatMap((row) => [...row]),
  };
}
