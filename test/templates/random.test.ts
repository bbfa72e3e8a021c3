import { describe, expect, it } from "vitest";
import { drawNormal, drawUniform, random } from "../../templates/random.ts";

const draw = (seed: number, stream: number, length: number): number[] => {
  const next = random(seed, stream);
  return Array.from({ length }, next);
};

const moments = (values: Float64Array): readonly [mean: number, deviation: number] => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return [mean, Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length)];
};

describe("random", () => {
  it("gives the same numbers for ever", () => {
    expect(draw(0, 0, 3)).toMatchInlineSnapshot(`
      [
        0.3921251413412392,
        0.8505931859835982,
        0.684420470148325,
      ]
    `);
    expect(draw(1, 0x1234, 2)).toMatchInlineSnapshot(`
      [
        0.22014588047750294,
        0.04477056534960866,
      ]
    `);
  });

  it("stays in [0, 1) and fills it evenly", () => {
    const tenths = new Uint32Array(10);
    for (const value of draw(5, 7, 100_000)) {
      const tenth = Math.floor(value * 10);
      tenths[tenth] = (tenths[tenth] ?? 0) + 1;
    }
    // 10,000 expected, standard deviation 95.
    for (const count of tenths) expect(Math.abs(count - 10_000)).toBeLessThan(500);
  });

  it("starts elsewhere for every seed and every stream", () => {
    const starts = new Set<number>();
    for (let seed = 0; seed < 50; seed++)
      for (let stream = 0; stream < 50; stream++) draw(seed, stream, 2).forEach((v) => starts.add(v));
    expect(starts.size).toBe(5000);
  });

  it("does not run through the same numbers shifted, for neighbouring seeds", () => {
    const [one, two] = [draw(0, 0, 1000), new Set(draw(1, 0, 1000))];
    expect(one.filter((value) => two.has(value))).toEqual([]);
  });
});

describe("drawUniform", () => {
  it("stays within the limit and has its deviation, limit/√3", () => {
    const values = new Float64Array(100_000);
    drawUniform(values, 0.3, random(1));
    expect(Math.max(...values.map(Math.abs))).toBeLessThanOrEqual(0.3);
    const [mean, deviation] = moments(values);
    expect(Math.abs(mean)).toBeLessThan(0.003);
    expect(Math.abs(deviation - 0.3 / Math.sqrt(3))).toBeLessThan(0.003);
  });
});

describe("drawNormal", () => {
  it("has mean 0, the deviation, and the tails of a normal distribution", () => {
    const values = new Float64Array(100_000);
    drawNormal(values, 2, random(1));
    const [mean, deviation] = moments(values);
    expect(Math.abs(mean)).toBeLessThan(0.03);
    expect(Math.abs(deviation - 2)).toBeLessThan(0.03);
    // P(|Z| > 2) is 0.0455 for a normal and 0.0456 for a sum of twelve.
    expect(values.filter((value) => Math.abs(value) > 4).length / values.length).toBeCloseTo(0.0455, 2);
  });
});
