import { describe, expect, it } from "vitest";
import { create } from "../../generated/neuron/neuron.ts";

const single = (value: number): Float64Array => Float64Array.of(value);

describe("the neuron far from zero", () => {
  it.each([
    { z: 800, t: 0, y: 1, gradient: 0 },
    { z: 800, t: 1, y: 1, gradient: 0 },
    { z: -800, t: 0, y: 0, gradient: 0 },
    { z: -800, t: 1, y: 0, gradient: 0 },
  ])("is finite and right at z = $z for t = $t", ({ z, t, y, gradient }) => {
    const net = create({ parameters: [z, 0] });
    const out = new Float64Array(1);
    net.forward(single(1), out);
    expect(out[0]).toBe(y);
    net.backward(single(1), single(t));
    expect([...net.gradient].map((value) => value + 0)).toEqual([gradient, gradient]);
    expect(net.loss[0]).toBe((y - t) ** 2 / 2);
    net.trainStep(single(1), single(t));
    expect([...net.parameters]).toEqual([z, 0]);
  });

  it("has the derivative ȳ·y(1 − y) in between", () => {
    const net = create({ parameters: [0.7, -0.2] });
    net.backward(single(2), single(1));
    const y = 1 / (1 + Math.exp(-1.2));
    const zBar = (y - 1) * y * (1 - y);
    expect(net.gradient[0]).toBeCloseTo(zBar * 2, 15);
    expect(net.gradient[1]).toBeCloseTo(zBar, 15);
  });
});
