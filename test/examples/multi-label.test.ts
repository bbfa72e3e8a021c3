import { describe, expect, it } from "vitest";
import { display, segmentsOf, train } from "../../examples/multi-label/train.ts";

describe("the seven segments of a display, from the emitted module", () => {
  it.each([1, 2, 3])(
    "are right for 96 of 100, all seven for 85 of 100 digits, after 12 epochs with seed %i",
    async (seed) => {
      const { score } = await train(seed, 12);
      expect(score.segments).toBeGreaterThanOrEqual(0.96);
      expect(score.displays).toBeGreaterThanOrEqual(0.85);
    },
  );

  it("are seven questions of their own, not one of ten classes", () => {
    const targets = segmentsOf(Int32Array.of(1, 4, 8));
    expect([...targets]).toEqual([0, 1, 1, 0, 0, 0, 0, 0, 1, 1, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1]);
    expect(new Set(Array.from({ length: 10 }, (_, n) => segmentsOf(Int32Array.of(n)).join())).size).toBe(10);
  });

  it("are drawn", () => {
    expect(display(segmentsOf(Int32Array.of(4)))).toEqual(["   ", "|_|", "  |"]);
    expect(display(segmentsOf(Int32Array.of(5)))).toEqual([" _ ", "|_ ", " _|"]);
  });
});
