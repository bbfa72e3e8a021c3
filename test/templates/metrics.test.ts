import { describe, expect, it } from "vitest";
import { create } from "../../templates/create.ts";
import { accuracy, average, errors } from "../../templates/metrics.ts";

describe("accuracy", () => {
  it("is the share of rows whose largest value is where it should be", () => {
    const target = Float64Array.of(1, 0, 0, 1, 1, 0, 0, 1);
    const output = Float64Array.of(0.9, 0.1, 0.2, 0.3, 0.4, 0.6, 0.5, 0.5);
    expect(accuracy(target, output, 2)).toBe(0.5);
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

  it("give a constant column the R² 0", () => {
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
