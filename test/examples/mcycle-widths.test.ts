import { describe, expect, it } from "vitest";
import { figure } from "../../examples/mcycle-widths/figure.ts";
import { curvesOf, readMcycle, rSquaredOf, train } from "../../examples/mcycle-widths/train.ts";

describe("1, 2, 5, 10 and 50 hidden nodes, from the emitted module", () => {
  it.each([1, 2])("approximate the MCycle data better and better with seed %i", async (seed) => {
    const net = await train(seed, 1000);
    const [one = 0, two = 0, five = 0, ten = 0, fifty = 0] = rSquaredOf(net);
    // One node is a step, two make the valley, five the hill too; 0.924 is the ceiling.
    expect(one).toBeGreaterThan(0.3);
    expect(one).toBeLessThan(0.45);
    expect(two).toBeGreaterThan(0.7);
    expect(five).toBeGreaterThan(two);
    expect(Math.min(five, ten, fifty)).toBeGreaterThan(0.78);
    expect(Math.max(five, ten, fifty)).toBeLessThan(0.924);
    const panels = curvesOf(net, Float64Array.of(0, 30, 60)).map((curve) => ({ title: "a width", curve }));
    const svg = figure(readMcycle(), panels);
    expect(svg.match(/<circle /g)).toHaveLength(133);
    expect(svg.match(/<polyline points="0\.0,[-\d.]+ 90\.0,[-\d.]+ 180\.0,[-\d.]+"/g)).toHaveLength(5);
  });
});
