import { describe, expect, it } from "vitest";
import { largest } from "../../templates/classify.ts";
import { create } from "../../templates/create.ts";
import { aboveHalf, average, classScores, confusion, errors } from "../../templates/metrics.ts";

/** 10 rows of three classes; the third is never predicted. */
const ACTUAL = [0, 0, 0, 0, 1, 1, 1, 2, 2, 2];
const PREDICTED = [0, 0, 0, 1, 1, 1, 0, 0, 1, 1];
const oneHot = (classes: readonly number[], size: number): Float64Array =>
  Float64Array.from(classes.flatMap((k) => Array.from({ length: size }, (_, j) => Number(j === k))));

describe("confusion", () => {
  it("counts actual classes by row and predicted ones by column", () => {
    expect(confusion(oneHot(ACTUAL, 3), oneHot(PREDICTED, 3), 3, largest)).toEqual([
      [3, 1, 0],
      [1, 2, 0],
      [1, 2, 0],
    ]);
  });

  it("tells probabilities apart at one half", () => {
    const output = Float64Array.of(0.9, 0.5, 0.51, 0.1);
    expect(confusion(Float64Array.of(1, 1, 0, 0), output, 1, aboveHalf, 2)).toEqual([
      [1, 1],
      [1, 1],
    ]);
  });
});

describe("classScores", () => {
  it("are macro averages over several classes, a quotient by zero counting as 0", () => {
    const { accuracy, precision, recall, f1 } = classScores([
      [3, 1, 0],
      [1, 2, 0],
      [1, 2, 0],
    ]);
    expect(accuracy).toBe(0.5);
    expect(precision).toBeCloseTo((3 / 5 + 2 / 5 + 0) / 3, 15);
    expect(recall).toBeCloseTo((3 / 4 + 2 / 3 + 0) / 3, 15);
    expect(f1).toBeCloseTo((6 / 9 + 4 / 8 + 0) / 3, 15);
  });

  it("leave out classes that do not occur", () => {
    const scores = { accuracy: 1, precision: 1, recall: 1, f1: 1 };
    expect(
      classScores([
        [2, 0, 0],
        [0, 0, 0],
        [0, 0, 1],
      ]),
    ).toEqual(scores);
  });

  it("are those of the second of two classes", () => {
    // 5 true negatives, 1 false positive, 2 false negatives, 4 true positives.
    expect(
      classScores([
        [5, 1],
        [2, 4],
      ]),
    ).toEqual({ accuracy: 9 / 12, precision: 4 / 5, recall: 4 / 6, f1: 8 / 11 });
    expect(
      classScores([
        [3, 0],
        [0, 0],
      ]),
    ).toEqual({ accuracy: 1, precision: 0, recall: 0, f1: 0 });
  });
});

describe("errors", () => {
  it("are R², the mean absolute error and the root of the mean square", () => {
    // Σ(y − ŷ)² = 1 + 0 + 1 = 2, Σ(y − ȳ)² = 1 + 0 + 1 = 2 for the first; a perfect second.
    expect(errors(Float64Array.of(1, 2, 3), Float64Array.of(2, 2, 2), 1)).toEqual({
      rSquared: 0,
      mae: 2 / 3,
      rmse: Math.sqrt(2 / 3),
    });
    expect(errors(Float64Array.of(1, 2, 3), Float64Array.of(1, 2, 3), 1)).toEqual({ rSquared: 1, mae: 0, rmse: 0 });
  });

  it("average R² over columns, and pool the others", () => {
    const figures = errors(Float64Array.of(1, 10, 3, 30), Float64Array.of(1, 20, 3, 20), 2);
    expect(figures).toEqual({ rSquared: 0.5, mae: 5, rmse: Math.sqrt(50) });
  });

  it("give a constant column the R² 1 where it is met, else 0", () => {
    expect(errors(Float64Array.of(2, 2), Float64Array.of(2, 2), 1).rSquared).toBe(1);
    expect(errors(Float64Array.of(2, 2), Float64Array.of(2, 3), 1).rSquared).toBe(0);
  });
});

describe("average", () => {
  it("is taken figure by figure", () => {
    expect(average({ mae: 1, rmse: 2 }, { mae: 3, rmse: 6 })).toEqual({ mae: 2, rmse: 4 });
    expect(average({ accuracy: 0.5 })).toEqual({ accuracy: 0.5 });
  });
});

describe("evaluate", () => {
  it("gives J and the figures of the targets", () => {
    const net = create({ seed: 1 });
    const metrics = net.evaluate(
      [
        [1, 2],
        [3, 4],
      ],
      ["setosa", "virginica"],
    );
    expect(metrics.loss).toBe(net.objective(Float64Array.of(1, 2, 3, 4), Float64Array.of(1, 0, 0, 0, 0, 1), 2));
    const right = net
      .classify([
        [1, 2],
        [3, 4],
      ])
      .filter((name, i) => name === ["setosa", "virginica"][i]).length;
    expect(metrics.accuracy).toBe(right / 2);
  });
});
