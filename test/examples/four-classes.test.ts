import { describe, expect, it } from "vitest";
import { CLASSES, draw, HEIGHT, show, WIDTH } from "../../examples/four-classes/drawings.ts";
import { train } from "../../examples/four-classes/train.ts";
import { metadata } from "../../generated/four-classes/four-classes.ts";

describe("pedestrian, car, motorcycle and truck, one-hot, from the emitted module", () => {
  it("draws the same with the same seed, each class in turn", () => {
    const [one, two] = [draw(8, 1), draw(8, 1)];
    expect(one).toEqual(two);
    expect(draw(8, 2).x).not.toEqual(one.x);
    expect([...one.seen]).toEqual([0, 1, 2, 3, 0, 1, 2, 3]);
    expect(metadata.outputs[0]?.classes).toEqual([...CLASSES]);
    expect(one.x).toHaveLength(8 * WIDTH * HEIGHT);
    expect(show(one, [0, 1]).split("\n")).toHaveLength(HEIGHT);
  });

  it.each([1, 2])("tells drawings apart that it has not learnt with seed %i", async (seed) => {
    const { net, accuracy } = await train(seed, 10);
    expect(accuracy).toBeGreaterThanOrEqual(0.97);
    expect(net.predict(draw(1, 9).x)).toHaveLength(4);
  });
});
