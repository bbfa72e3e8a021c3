import { describe, expect, it } from "vitest";
import { drawMistakes, learn, readDigits } from "../../examples/digits/digits.ts";
import { create as createConv } from "../../generated/digits-conv/digits-conv.ts";
import { create as createMlp } from "../../generated/digits-mlp/digits-mlp.ts";

describe("the digits", () => {
  it("are split by a seed into 1437 to train on and 360 to test on, no digit in both", () => {
    const { train, test } = readDigits(1);
    expect([train.digit.length, test.digit.length]).toEqual([1437, 360]);
    expect([train.x.length, test.x.length]).toEqual([1437 * 64, 360 * 64]);
    const total = [...train.x, ...test.x].reduce((sum, ink) => sum + ink, 0);
    const other = readDigits(2);
    expect([...other.train.x, ...other.test.x].reduce((sum, ink) => sum + ink, 0)).toBe(total);
    expect(other.test.digit).not.toEqual(test.digit);
    expect(new Set(train.digit).size).toBe(10);
  });

  it("are drawn where they are read wrong", () => {
    const { test } = readDigits(1);
    const drawing = drawMistakes(createMlp({ seed: 1 }), test, 2).split("\n");
    expect(drawing).toHaveLength(9);
    expect(drawing[0]).toMatch(/^a \d, read as \d +a \d, read as \d$/);
  });
});

describe("digits-mlp, 64-32-10, from the emitted module", () => {
  it.each([1, 2, 3])("reaches a test accuracy of 0.95 in 10 epochs with seed %i", async (seed) => {
    expect(await learn(createMlp({ seed }), 10, seed)).toBeGreaterThanOrEqual(0.95);
  });
});

describe("digits-conv, a convolution, pooling and a dense layer, from the emitted module", () => {
  it("reaches a test accuracy of 0.97 in 15 epochs", async () => {
    expect(await learn(createConv({ seed: 1 }), 15, 1)).toBeGreaterThanOrEqual(0.97);
  });
});
