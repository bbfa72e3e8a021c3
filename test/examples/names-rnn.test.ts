import { beforeAll, describe, expect, it } from "vitest";
import { bitsOfFrequencies, examplesOf, readNames, windowOf } from "../../examples/names-rnn/names.ts";
import { continued, train } from "../../examples/names-rnn/train.ts";
import { uniformNumbers } from "../../examples/random.ts";

describe("first names", () => {
  it("are split by a seed into 1835 to train on and 458 to test on, no name in both", () => {
    const { train: known, test } = readNames(1);
    expect([known.length, test.length]).toEqual([1835, 458]);
    expect(new Set([...known, ...test]).size).toBe(2293);
    expect(readNames(2).test).not.toEqual(test);
  });

  it("are an example for each letter and one for the end", () => {
    const { before, next } = examplesOf(["mae", "jo"]);
    expect([...next]).toEqual([13, 1, 5, 0, 10, 15, 0]);
    expect([...before].slice(12, 18)).toEqual([0, 0, 0, 0, 13, 1]);
    expect(windowOf("angelica")).toEqual([7, 5, 12, 9, 3, 1]);
  });

  it("take less than log2(27) bits a letter by frequency alone", () => {
    expect(bitsOfFrequencies(Int32Array.of(1, 1), Int32Array.of(1))).toBeCloseTo(-Math.log2(3 / 29), 12);
  });
});

describe("names-rnn, from the emitted module", () => {
  let trained: Awaited<ReturnType<typeof train>>;
  beforeAll(async () => {
    trained = await train(1, 2);
  }, 60_000);

  it("knows 0.7 bits a letter more than the frequencies after two epochs", () => {
    const { bits, baseline, guessed } = trained.score;
    expect(baseline).toBeGreaterThan(3.9);
    expect(bits).toBeLessThan(baseline - 0.7);
    expect(guessed).toBeGreaterThan(0.25);
  });

  it("continues names, by chance with a seed", () => {
    const { net } = trained;
    for (const beginning of ["mar", "jo", "el"])
      expect(continued(net, beginning)).toMatch(new RegExp(`^${beginning}[a-z]*$`));
    const drawn = (seed: number): readonly string[] => {
      const random = uniformNumbers(seed);
      return Array.from({ length: 8 }, () => continued(net, "an", random));
    };
    expect(drawn(3)).toEqual(drawn(3));
    expect(new Set([...drawn(3), ...drawn(4)]).size).toBeGreaterThan(4);
  });
});
