import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { learn } from "../../examples/perceptron/train.ts";
import { create } from "../../generated/perceptron/perceptron.ts";

const one = (value: number): Float64Array => Float64Array.of(value);

describe("the perceptron, from the emitted module", () => {
  it.each([1, 2, 3, 4, 5])("separates setosa from versicolor with seed %i, and stops moving", async (seed) => {
    const { mistakes, best } = await learn("setosa-versicolor.csv", 20, seed);
    expect(best).toBe(0);
    expect(mistakes.slice(-10)).toEqual(Array.from({ length: 10 }, () => 0));
  });

  it.each([1, 2, 3, 4, 5])("leaves a few of versicolor and virginica where they are with seed %i", async (seed) => {
    const { mistakes, best } = await learn("versicolor-virginica.csv", 100, seed);
    // No line has fewer than 3 (found by trying all that pass through two flowers).
    expect(best).toBeGreaterThanOrEqual(3);
    expect(best).toBeLessThanOrEqual(6);
    expect(Math.min(...mistakes)).toBe(best);
  });

  it.each([
    { x: [2, -3], w: [0.5, 0.25, 1], y: 0 },
    { x: [2, -3], w: [0.5, 0.25, 1], y: 1 },
    { x: [2, 3], w: [0.5, -0.75, 1], y: 0 },
    { x: [2, 3], w: [0.5, -0.75, 1], y: 1 },
    { x: [2, 3], w: [0, 0, 0], y: 0 },
    { x: [2, 3], w: [0, 0, 0], y: 1 },
  ])("steps by w ← w + α (y − ŷ) x: %o", ({ x: [x1 = 0, x2 = 0], w, y }) => {
    const [w1 = 0, w2 = 0, w0 = 0] = w;
    const z = w1 * x1 + w2 * x2 + w0;
    const yHat = z >= 0 ? 1 : 0;
    for (const fused of [true, false]) {
      const net = create({ parameters: w });
      net.learningRate = 0.5;
      const arrays = [one(x1), one(x2), one(y)] as const;
      if (fused) net.trainStep(...arrays);
      else {
        net.backward(...arrays);
        net.update();
      }
      const step = 0.5 * (y - yHat);
      expect([...net.parameters]).toEqual([w1 + step * x1, w2 + step * x2, w0 + step]);
      expect(net.loss[0]).toBe(Math.max(0, -(2 * y - 1) * z));
    }
  });

  it("says the rule where it takes the step", () => {
    const text = readFileSync(new URL("../../generated/perceptron/perceptron.ts", import.meta.url), "utf8");
    expect(text.slice(text.indexOf("function trainStep"))).toContain("// w1 ← w1 + α(y − ŷ)·x1\n");
  });
});
