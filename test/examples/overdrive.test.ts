import { beforeAll, describe, expect, it } from "vitest";
import { amplified, strings } from "../../examples/overdrive/amplifier.ts";
import { stream, train } from "../../examples/overdrive/train.ts";
import { create } from "../../generated/overdrive/overdrive.predict.ts";

describe("overdrive, from the emitted module", () => {
  let trained: Awaited<ReturnType<typeof train>>;
  beforeAll(async () => {
    trained = await train(1, 6, 8);
  }, 120_000);

  it("sounds as the amplifier does, where a straight line does not", () => {
    const { error, straight } = trained.score;
    expect(straight).toBeGreaterThan(0.15);
    expect(error).toBeLessThan(0.03);
  });

  it("makes the same of a sound in blocks as in a module that only predicts, sample by sample", () => {
    const small = create({ parameters: trained.net.parameters });
    const sound = strings(1, 9);
    const blocks = stream(trained.net, sound);
    const out = new Float64Array(1);
    for (const [i, x] of sound.entries()) {
      small.process(Float64Array.of(x), out);
      expect(Object.is(out[0], blocks[i])).toBe(true);
    }
  });

  it("has a sound that clips one side sooner", () => {
    const loud = amplified(Float64Array.from({ length: 4000 }, (_, i) => Math.sin(0.3 * i)));
    expect(Math.max(...loud)).toBeLessThan(0.6);
    expect(Math.min(...loud)).toBeLessThan(-Math.max(...loud));
  });
});
