import { describe, expect, it } from "vitest";
import * as nn from "../../src/index.ts";
import type { Network } from "../../src/index.ts";
import { printProgram } from "../../src/ir/text.ts";
import matrix from "../types/samples/matrix.ts";
import { compiled, difference, STYLES } from "./harness.ts";
import { instantiate } from "./emitted.ts";

/** The network of the lesson in matrix form, as a graph of one example. */
function perExample(): Network {
  const [X, Y] = [nn.input("X", [3]), nn.input("Y", [2])];
  const H = nn.logistic(nn.dense(X, 5, { bias: false, name: "one" }));
  const S = nn.dense(H, 2, { bias: false, name: "two" });
  const parts = { inputs: { X, Y }, outputs: { YHat: nn.softmax(S) }, loss: nn.softmaxCrossEntropy(S, Y) };
  return nn.network({ name: "rows", ...parts, regularizer: nn.l2(0.01), optimizer: nn.sgd({ learningRate: 0.5 }) });
}

const COUNT = 7;
const X = Float64Array.from({ length: 3 * COUNT }, (_, i) => Math.sin(5 * i));
const Y = Float64Array.from({ length: 2 * COUNT }, (_, i) => Number(i % 2 === Math.floor(i / 2) % 2));

const gradientOf = (network: Network, style: (typeof STYLES)[number]): { gradient: Float64Array; J: number } => {
  const net = instantiate(compiled(network, style).code);
  net.parameters.set(net.parameters.map((_, i) => Math.cos(3 * i)));
  net.hyper[1] = 120;
  net.run("backward", { X, Y }, COUNT);
  return { gradient: net.gradient, J: net.loss[0] ?? NaN };
};

describe("T = X·(W¹)ᵀ, H = σ(T), written out", () => {
  it.each(STYLES)("has the gradient of the graph of one example: %s", (style) => {
    const [rows, single] = [gradientOf(matrix, style), gradientOf(perExample(), style)];
    expect(rows.gradient.length).toBe(25);
    expect(difference(rows.gradient, single.gradient)).toBeLessThan(1e-14);
    expect(Math.abs(rows.J - single.J)).toBeLessThan(1e-14);
    expect(Math.hypot(...rows.gradient)).toBeGreaterThan(0.1);
  });

  it("minimises the empirical loss and λ/(2m) R(W)", () => {
    const text = printProgram(compiled(matrix, "auto").optimized);
    expect(text).toMatch(/R = add\(sum(\.\d+)?, sum(\.\d+)?\)/);
    expect(text).toMatch(/mul(\.\d+)? = mul\(m, 2\)\n\s*decay = div\(0\.01, mul(\.\d+)?\)/);
    // The sign of the cross entropy has moved: λ/(2m) R + mean(−…) became λ/(2m) R − ….
    expect(text).toMatch(/(mul(?:\.\d+)?) = mul\(decay, R\)\n\s*J = sub\(\1, div(\.\d+)?\)/);
  });
});
