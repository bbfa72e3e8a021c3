import { describe, expect, it } from "vitest";
import { memorise, randomBatch } from "../../examples/two-layer/train.ts";
import { create } from "../../generated/two-layer/two-layer.ts";

describe("the course's two-layer net, from the emitted module", () => {
  it.each([1, 2, 3])("memorises 64 rows of noise in 400 steps with seed %i", async (seed) => {
    const { x, labels } = randomBatch(seed);
    expect(create({ seed }).evaluate(x, labels).accuracy).toBeLessThan(0.3);
    const { accuracy, loss } = (await memorise(seed, 400)).evaluate(x, labels);
    expect(accuracy).toBe(1);
    expect(loss).toBeLessThan(0.4);
  });

  it("takes class indices, and gives classes by the name of their index", () => {
    const net = create({ seed: 1 });
    const { x, labels } = randomBatch(1);
    expect(labels).toBeInstanceOf(Int32Array);
    const oneHot = Float64Array.from({ length: 640 }, (_, i) => Number(labels[Math.floor(i / 10)] === i % 10));
    expect(net.evaluate(x, labels)).toEqual(net.evaluate(x, oneHot));
    expect(net.classify(x)).toHaveLength(64);
    expect("0123456789").toContain(net.classify(x)[0]);
  });
});
