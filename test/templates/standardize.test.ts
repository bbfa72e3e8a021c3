import { describe, expect, it } from "vitest";
import { create } from "../../templates/create.ts";
import { fitColumns } from "../../templates/standardize.ts";

const fit = (rows: readonly number[], size: number): readonly [mean: number[], scale: number[]] => {
  const [mean, scale] = [new Float64Array(size), new Float64Array(size)];
  fitColumns(Float64Array.from(rows), mean, scale);
  return [[...mean], [...scale]];
};

describe("fitColumns", () => {
  it("finds mean and population standard deviation of each column", () => {
    expect(fit([1, 10, 3, 30], 2)).toEqual([
      [2, 20],
      [1, 10],
    ]);
  });

  it("gives a constant column the scale 1, whatever the rounding", () => {
    expect(fit(new Array(7).fill(0.1), 1)).toEqual([[0.1], [1]]);
    expect(fit([5], 1)).toEqual([[5], [1]]);
  });

  it("is exact for numbers that differ little", () => {
    expect(fit([1e9, 1e9 + 1, 1e9 + 2], 1)).toEqual([[1e9 + 1], [Math.sqrt(2 / 3)]]);
  });
});

describe("adapt", () => {
  it("sets the parameters of standardize and nothing else", () => {
    const net = create();
    const others = net.parameters.slice(4);
    expect(net.adapted).toBe(false);
    net.adapt(
      [
        [1, 10],
        [3, 30],
      ],
      ["setosa", "setosa"],
    );
    expect(net.parameters.slice(0, 4)).toEqual(Float64Array.of(2, 20, 1, 10));
    expect(net.parameters.slice(4)).toEqual(others);
    expect(net.adapted).toBe(true);
  });
});
