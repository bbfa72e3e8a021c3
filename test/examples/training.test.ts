import { describe, expect, it } from "vitest";
import { create as createIrisLogistic } from "../../generated/iris-logistic/iris-logistic.ts";
import { create as createIris } from "../../generated/iris/iris.ts";
import { create as createMcycle } from "../../generated/mcycle/mcycle.ts";
import { irisSplit, mcycleRows } from "./data.ts";

const SEEDS = [1, 2, 3];

describe("MCycle, 1-10-1, from the emitted module", () => {
  it.each(SEEDS)("reaches a training R² of 0.79 with seed %i", async (seed) => {
    const rows = mcycleRows();
    const [x, y] = [Float64Array.from(rows, (row) => row.x), Float64Array.from(rows, (row) => row.y)];
    const net = createMcycle({ seed });
    await net.fit(x, y, { epochs: 3000, batchSize: rows.length, seed });
    expect(net.evaluate(x, y).rSquared).toBeGreaterThanOrEqual(0.79);
  });
});

describe.each([
  ["softmax and cross entropy", createIris],
  ["logistic outputs and binary cross entropy", createIrisLogistic],
])("Iris, 2-10-3, %s, from the emitted module", (_, create) => {
  it.each(SEEDS)("reaches a test accuracy of 0.93 with seed %i", async (seed) => {
    const { train, test } = irisSplit(seed);
    const net = create({ seed });
    await net.fit(
      train.map((row) => row.x),
      train.map((row) => row.species),
      { epochs: 300, batchSize: 16, seed },
    );
    const score = net.evaluate(
      test.map((row) => row.x),
      test.map((row) => row.species),
    );
    expect([train.length, test.length]).toEqual([120, 30]);
    expect(score.accuracy).toBeGreaterThanOrEqual(0.93);
  });
});
