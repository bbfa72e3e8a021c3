import { describe, expect, it } from "vitest";
import {
  binaryCrossEntropy,
  concat,
  dense,
  input,
  label,
  logistic,
  mul,
  network,
  parameter,
  relu,
  softmax,
  softmaxCrossEntropy,
  standardize,
  tanh,
} from "../../src/index.ts";
import { layersOf, probabilitiesOf } from "../../src/lower/layers.ts";

describe("layersOf", () => {
  it("lists inputs, layers and activations with what they hold, in the order of the graph", () => {
    const x = input("x", [2]);
    const y = label("y", ["a", "b", "c"]);
    const scores = dense(logistic(dense(standardize(x), 4)), 3);
    const yHat = softmax(scores);
    const net = network({
      name: "net",
      inputs: { x, y },
      outputs: { yHat },
      loss: softmaxCrossEntropy(scores, y),
    });
    expect(layersOf(net, new Map())).toEqual([
      { name: "x", type: "input", shape: [2], parameterCount: 0 },
      { name: "standardize", type: "standardize", shape: [2], parameterCount: 4 },
      { name: "dense1", type: "dense", shape: [4], parameterCount: 12 },
      { name: "logistic", type: "logistic", shape: [4], parameterCount: 0 },
      { name: "dense2", type: "dense", shape: [3], parameterCount: 15 },
      { name: "yHat", type: "softmax", shape: [3], parameterCount: 0 },
    ]);
  });

  it("lists activations and joins that are plain ops, under their names", () => {
    const x = input("x", [2]);
    const h = relu(dense(x, 3));
    const joined = concat([tanh(x), h]);
    const net = network({ name: "joined", inputs: { x }, outputs: { h, y: dense(joined, 1) } });
    expect(layersOf(net, new Map()).map(({ name, type, shape }) => [name, type, shape])).toEqual([
      ["x", "input", [2]],
      ["dense1", "dense", [3]],
      ["h", "relu", [3]],
      ["tanh", "tanh", [2]],
      ["concat", "concat", [5]],
      ["y", "dense", [1]],
    ]);
  });

  it("counts a parameter once, and lists those outside of layers", () => {
    const x = input("x", [2]);
    const weight = parameter("w", [2, 2]);
    const first = dense(x, 2, { weight, bias: false });
    const second = dense(first, 2, { weight, bias: false });
    const scale = parameter("scale");
    const net = network({ name: "tied", inputs: { x }, outputs: { y: mul(second, scale) } });
    const rows = layersOf(net, new Map()).map(({ name, parameterCount }) => [name, parameterCount]);
    expect(rows.reduce((sum, [, count]) => sum + Number(count), 0)).toBe(5);
    expect(rows).toContainEqual(["w", 4]);
    expect(rows).toContainEqual(["scale", 1]);
  });
});

it("probabilitiesOf are the outputs that a binary cross entropy takes", () => {
  const x = input("x", [2]);
  const t = input("t", [1]);
  const p = logistic(dense(x, 1));
  const q = logistic(dense(x, 1));
  const net = network({ name: "binary", inputs: { x, t }, outputs: { q, p }, loss: binaryCrossEntropy(p, t) });
  expect(probabilitiesOf(net)).toEqual(["p"]);
});
