import { describe, expect, it } from "vitest";
import { DEFAULTS } from "../../src/build.ts";
import { inspectStage } from "../../src/build/inspect.ts";
import { compile } from "../../src/compile.ts";
import * as nn from "../../src/index.ts";

const x = nn.input("x", [4]);
const picture = nn.input("p", [2, 6]);
const word = nn.input("k", [3], { element: "int32", domain: [0, 4] });

/** A layer each, and how many parameters it has that are trained. */
const LAYERS: readonly (readonly [name: string, h: nn.Tensor, parameters: number])[] = [
  ["dense", nn.tanh(nn.dense(nn.tanh(x), 3)), 2],
  ["layerNorm", nn.layerNorm(nn.tanh(x)), 2],
  ["batchNorm", nn.batchNorm(nn.tanh(nn.dense(x, 3))), 4],
  ["conv1d", nn.flatten(nn.conv1d(picture, 3, 2)), 2],
  ["groupNorm", nn.flatten(nn.groupNorm(nn.tanh(picture), 2)), 2],
  ["embedding", nn.flatten(nn.embedding(word, 5, 2)), 1],
  ["gru", nn.gru(nn.transpose(picture), 3), 4],
  ["a parameter of the user's own", nn.exp(nn.mul(nn.parameter("gain", [4]), nn.sin(x))), 1],
];

describe("backpropagation in the course's notation", () => {
  it.each(LAYERS)("has a line for the gradient of every parameter: %s", async (_, h, parameters) => {
    const inputs = Object.fromEntries([x, picture, word].map((input, i) => [["x", "p", "k"][i] ?? "", input] as const));
    const loss = nn.sum(nn.square(nn.add(nn.sum(h), nn.sum(x), nn.sum(picture), nn.sum(nn.oneHot(word, 5)))));
    const network = nn.network({ name: "n", inputs, outputs: { h }, loss: loss as nn.Tensor<readonly []> });
    const compilation = compile(network, new Map(), DEFAULTS);
    const trained = compilation.code.parameters.filter(({ trainable }) => trainable);
    expect(trained).toHaveLength(parameters);
    const text = await inspectStage(compilation, { stage: "adjoint", format: "text", notation: "course" });
    const lines = text.split("\n").filter((line) => line.startsWith("∇"));
    expect(new Set(lines.map((line) => line.split(" ")[0])).size).toBe(parameters);
    expect(lines).toHaveLength(parameters);
  });
});
