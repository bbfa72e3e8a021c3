import { describe, expect, it } from "vitest";
import { centralDifference, numericalGradient, richardson, stepAt } from "../../src/verify/numerical.ts";

/** L = ½ (σ(wx + b) − t)² at x = 1.5, t = 0.2, as a function of [w, b], and its gradient by the chain rule. */
const loss = (p: Float64Array): number => {
  const [w = 0, b = 0] = p;
  return 0.5 * (1 / (1 + Math.exp(-(w * 1.5 + b))) - 0.2) ** 2;
};
const gradient = ([w = 0, b = 0]: Float64Array): readonly number[] => {
  const y = 1 / (1 + Math.exp(-(w * 1.5 + b)));
  const z = (y - 0.2) * y * (1 - y);
  return [z * 1.5, z];
};
const worst = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Math.max(...Array.from(a, (value, i) => Math.abs(value - (b[i] ?? NaN))));

describe("differences", () => {
  const points = [0.3, -1.7, 4].map((w) => Float64Array.of(w, 0.4 - w));

  it("measure a gradient to 1e-9", () => {
    for (const p of points) expect(worst(numericalGradient(loss, p), gradient(p))).toBeLessThan(1e-9);
  });

  it("measure it to 1e-11 by Richardson's extrapolation", () => {
    for (const p of points) expect(worst(numericalGradient(loss, p, "richardson"), gradient(p))).toBeLessThan(1e-11);
  });

  it("leave the point as it was", () => {
    const p = Float64Array.of(0.3, 0.1);
    numericalGradient(loss, p);
    expect(p).toEqual(Float64Array.of(0.3, 0.1));
  });

  it("scale the step to the value", () => {
    expect(stepAt(0)).toBe(6e-6);
    expect(stepAt(-1000)).toBeCloseTo(6e-3, 12);
    expect(numericalGradient(([x = 0]) => x * x, Float64Array.of(1e6))[0]).toBeCloseTo(2e6, 3);
  });

  it("are exact for polynomials: of degree 2 central, of degree 4 by Richardson's extrapolation", () => {
    expect(centralDifference((h) => (3 + h) ** 2, 0.5)).toBeCloseTo(6, 12);
    expect(richardson((h) => (1 + h) ** 4, 0.5)).toBeCloseTo(4, 12);
    expect(centralDifference((h) => (1 + h) ** 4, 0.5)).not.toBeCloseTo(4, 1);
  });
});
