import { describe, expect, it } from "vitest";
import { nodesOf } from "../../src/ir/graph.ts";
import type { Network } from "../../src/index.ts";
import features from "../types/samples/features.ts";
import iris from "../types/samples/iris.ts";
import matrix from "../types/samples/matrix.ts";
import neuron from "../types/samples/neuron.ts";
import perceptron from "../types/samples/perceptron.ts";
import { formulaOf } from "./formula.ts";

const rootsOf = (net: Network): Parameters<typeof nodesOf>[0] => [
  ...net.inputs.map(({ node }) => node),
  ...net.outputs.map(({ node }) => node),
  ...net.losses,
];

describe("the lessons of the course", () => {
  it.each([
    ["neuron", neuron],
    ["perceptron", perceptron],
    ["features", features],
    ["matrix", matrix],
    ["iris", iris],
  ])("%s has no mistake", (_, net) => {
    expect(net.diagnostics).toEqual([]);
    expect(nodesOf(rootsOf(net)).filter(({ kind }) => kind === "error")).toEqual([]);
  });

  it("neuron: z = wx + b, y = 1/(1 + e^−z), L = ½(y − t)²", () => {
    const y = "reciprocal(add(1, exp(neg(add(mul(w, x), b)))))";
    expect(neuron.outputs.map(({ node }) => formulaOf(node))).toEqual([y]);
    expect(neuron.losses.map(formulaOf)).toEqual([`div(square(sub(${y}, t)), 2)`]);
  });

  it("perceptron: ŷ = T(z), L = −(y − ŷ) z", () => {
    const z = "add(add(mul(w1, x1), mul(w2, x2)), w0)";
    expect(perceptron.outputs.map(({ node }) => formulaOf(node))).toEqual([`step(${z})`]);
    expect(perceptron.losses.map(formulaOf)).toEqual([`sub(0, mul(sub(y, step(${z})), ${z}))`]);
  });

  it("features: z = θ·Φ(x), Φ(x) = [1, x, x²]", () => {
    const z = "sum{[0]}(mul(theta, concat{0}(broadcast{[1] []}(1), reshape{[1]}(x), reshape{[1]}(square(x)))))";
    expect(features.outputs.map(({ node }) => formulaOf(node))).toEqual([
      `reciprocal(add(1, exp(neg(${z}))))`,
      `step(${z})`,
    ]);
  });

  it("matrix: T = X·(W¹)ᵀ, H = σ(T), S = H·(W²)ᵀ, Ŷ = softmax(S), row by row", () => {
    expect(matrix.outputs[0]?.node.shape).toEqual(["m", 2]);
    expect(matrix.losses[0]?.shape).toEqual(["m"]);
  });

  it("iris: 2-10-3, the loss summed over three outputs", () => {
    expect(iris).toMatchObject({
      name: "iris-logistic",
      inputs: [
        { name: "x", node: { shape: [2] } },
        { name: "y", node: { shape: [3], classes: ["setosa", "versicolor", "virginica"] } },
      ],
      outputs: [{ name: "yHat", node: { shape: [3] } }],
      losses: [{ name: "binaryCrossEntropy", shape: [] }],
    });
  });
});
