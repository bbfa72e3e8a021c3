import { describe, expect, it } from "vitest";
import { classifiersOf, solutions, train } from "../../examples/polynomial/train.ts";

describe("classifiers of features of one number, from the emitted module", () => {
  it.each([1, 2, 3])("find the versicolors between two solutions of ax² + bx + c = 0 with seed %i", async (seed) => {
    const net = await train(seed, 1000);
    const found = new Map(classifiersOf(net).map((classifier) => [classifier.name, classifier]));
    // One threshold cannot cut out a middle: it is hardly better than saying no to all, which is right for 100 of 150.
    expect(found.get("line")?.right).toBeLessThanOrEqual(100);
    for (const name of ["parabola", "cubic", "staircase", "margin"]) {
      expect(found.get(name)?.right, `${name}`).toBeGreaterThanOrEqual(142);
      expect(found.get(name)?.boundaries, `${name}`).toHaveLength(2);
    }
    const [low, high] = solutions(net);
    // No setosa has petals of 2 cm, no versicolor such of less than 3.
    expect(low).toBeGreaterThan(1.9);
    expect(low).toBeLessThan(3);
    expect(high).toBeCloseTo(4.9, 1);
    const boundaries = found.get("parabola")?.boundaries ?? [];
    expect(Math.abs((boundaries[0] ?? 0) - low)).toBeLessThanOrEqual(0.01);
    expect(Math.abs((boundaries[1] ?? 0) - high)).toBeLessThanOrEqual(0.01);
    // A staircase can only change at its steps.
    expect(found.get("staircase")?.boundaries.every((cm) => Number.isInteger(cm))).toBe(true);
  });
});
