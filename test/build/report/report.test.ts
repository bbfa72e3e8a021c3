import { describe, expect, it } from "vitest";
import { boundaryText, rootsOf } from "../../../src/build/report/boundary.ts";
import { confusionText } from "../../../src/build/report/confusion.ts";
import { lossText, roundNumbers, thin } from "../../../src/build/report/curves.ts";

describe("roots of a decision boundary", () => {
  const classify = (values: Float64Array): Uint32Array => Uint32Array.from(values, (x) => (x * x < 2 ? 1 : 0));

  it("are where the class changes, to the last bit", () => {
    const { range, roots } = rootsOf([-3, 3], ["out", "in"], classify);
    expect(range).toEqual([-3.3, 3.3]);
    expect(roots.map(({ below, above }) => [below, above])).toEqual([
      ["out", "in"],
      ["in", "out"],
    ]);
    expect(roots.map(({ at }) => Math.abs(at))).toEqual([
      expect.closeTo(Math.SQRT2, 15),
      expect.closeTo(Math.SQRT2, 15),
    ]);
    expect(boundaryText({ target: "t", feature: "x", range, roots })).toBe(
      "Decision boundary of t, x from -3.300 to 3.300\n\n  x = -1.4142136  out → in\n  x = 1.4142136   in → out",
    );
  });

  it("may be none", () => {
    const { range, roots } = rootsOf([5, 5], ["out", "in"], classify);
    expect(boundaryText({ target: "t", feature: "x", range, roots })).toBe(
      "Decision boundary of t, x from 4.500 to 5.500: none, the class is the same throughout",
    );
  });
});

describe("a confusion matrix", () => {
  it("has true classes across and predicted ones down, recall and precision at the edges", () => {
    const confusion = {
      target: "kind",
      classes: ["no", "yes", "maybe"],
      counts: [
        [8, 2, 0],
        [1, 3, 0],
        [0, 0, 0],
      ],
    };
    expect(confusionText(confusion, "14 test rows", 52)).toBe(`Confusion matrix of kind, 14 test rows

  true \\ predicted     no    yes  maybe  recall
  no                    8      2      0   0.800
  yes                   1      3      0   0.750
  maybe                 0      0      0       -
  precision         0.889  0.600      -`);
    expect(confusionText(confusion, "14 test rows", 40)).toBe(`Mistakes of kind, 14 test rows, 3 classes: 3

  true  predicted  rows
  no          yes     2
  yes          no     1`);
    const right = {
      target: "kind",
      classes: ["no", "yes"],
      counts: [
        [1, 0],
        [0, 1],
      ],
    };
    expect(confusionText(right, "2 rows", 20)).toBe("Mistakes of kind, 2 rows, 2 classes: 0");
  });
});

describe("a loss curve", () => {
  const losses = (...values: readonly number[]): readonly { readonly loss: number }[] =>
    values.map((loss) => ({ loss }));

  it("is on a logarithmic scale where losses lie far apart", () => {
    expect(lossText(losses(1000, 1, 0.1), 60)).toContain("Loss by epoch, logarithmic\n");
    expect(lossText(losses(1000, 1, 0.1), 60)).toMatch(/^ *100┤/m);
    expect(lossText(losses(3, 2, 1), 60)).toMatch(/^Loss by epoch\n/);
  });

  it("needs two epochs, and stands a loss that does not change", () => {
    expect(lossText(losses(1), 60)).toBeUndefined();
    expect(lossText(losses(1, 1), 60)).toContain("Loss by epoch");
  });

  it("shows losses that there were", () => {
    expect(thin([1, 2, 3, 4, 5, 6, 7], 3)).toEqual([1, 4, 7]);
    expect(thin([1, 2], 3)).toEqual([1, 2]);
  });

  it("has round numbers at its axes", () => {
    expect(roundNumbers(-144.4, 85.45, 4)).toEqual([-100, -50, 0, 50]);
    expect(roundNumbers(0, 1, 5)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1]);
    expect(roundNumbers(2, 2, 5)).toEqual([2]);
  });
});
