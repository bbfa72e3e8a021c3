import { describe, expect, it } from "vitest";
import { exact, largestError, moments, solve } from "../../examples/oscillator/solve.ts";
import { omega, zeta } from "../../examples/oscillator/spring.ts";
import { create } from "../../generated/oscillator/oscillator.ts";

describe("the damped oscillator, from its equation alone", () => {
  it("is found to 1e-3 in 1,000 steps of L-BFGS, between the moments too", () => {
    const net = solve(1, 1000);
    expect(largestError(net)).toBeLessThan(1e-3);
    expect(largestError(create({ seed: 1 }))).toBeGreaterThan(0.5);
  });

  it("starts at rest at 1, whatever the parameters", () => {
    const { x, velocity } = create({ seed: 5 }).predict([0]);
    expect([x[0], velocity[0]]).toEqual([1, 0]);
  });

  it("is asked for what the exact solution does: ẍ + 2ζω ẋ + ω²x = 0", () => {
    const h = 1e-3;
    for (const t of moments.subarray(1, 60)) {
      const [before, now, after] = [exact(t - h), exact(t), exact(t + h)];
      const residual = (after - 2 * now + before) / h ** 2 + (zeta * omega * (after - before)) / h + omega ** 2 * now;
      expect(Math.abs(residual)).toBeLessThan(1e-5);
    }
  });
});
