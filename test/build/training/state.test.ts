import { describe, expect, it } from "vitest";
import { settingsOf, watchOf } from "../../../src/build/training/settings.ts";
import { reasonToStop } from "../../../src/build/training/state.ts";
import type { StopConditions, TrainingState } from "../../../src/build/training/state.ts";
import { mistakesOf } from "../../load/mistakes.ts";

const state = (losses: readonly number[], best?: number): TrainingState => ({
  parameters: Float64Array.of(1),
  optimizer: new Float64Array(0),
  history: losses.map((loss) => ({ loss, gradientNorm: loss / 10 })),
  ...(best !== undefined && { best: { epoch: best, parameters: Float64Array.of(best) } }),
});

describe("training ends", () => {
  it.each<[string, TrainingState, StopConditions, string | undefined]>([
    ["never before the first epoch", state([]), { patience: 0, gradientNorm: 9, lossChange: 9 }, undefined],
    ["not without a condition", state([1, 1, 1], 1), {}, undefined],
    ["when patience is at an end", state([1, 2, 2], 1), { patience: 2 }, "patience"],
    ["not before that", state([1, 2], 1), { patience: 2 }, undefined],
    ["with no patience at the first that is no better", state([1, 2], 1), { patience: 0 }, "patience"],
    ["not at the best epoch", state([2, 1], 2), { patience: 0 }, undefined],
    ["when the gradient is small", state([0.1]), { gradientNorm: 0.01 }, "gradientNorm"],
    ["not when it is larger", state([0.11]), { gradientNorm: 0.01 }, undefined],
    ["when the loss stands still", state([1, 0.5, 0.5]), { lossChange: 0 }, "lossChange"],
    ["or rises as little", state([1, 1.25]), { lossChange: 0.25 }, "lossChange"],
    ["not when it moves", state([1, 0.5]), { lossChange: 0.25 }, undefined],
  ])("%s", (_, at, conditions, reason) => {
    expect(reasonToStop(at, conditions)).toBe(reason);
  });
});

describe("settings", () => {
  it("hold rows out for patience, unless a training figure is watched", () => {
    expect(settingsOf({ patience: 5 })).toMatchObject({ validationSplit: 0.2, monitor: "valLoss" });
    expect(settingsOf({ patience: 5, monitor: "loss" })).toMatchObject({ validationSplit: 0, monitor: "loss" });
    expect(settingsOf({ monitor: "valAccuracy" })).toMatchObject({ validationSplit: 0.2 });
    expect(settingsOf({})).toEqual({ batchSize: 16, seed: 0, testSplit: 0.2, validationSplit: 0 });
  });

  it("that are left out are the checkpoint's", () => {
    const made = { batchSize: 3, seed: 4, testSplit: 0.5, validationSplit: 0.1, monitor: "valLoss" };
    expect(settingsOf({}, made)).toEqual(made);
    expect(settingsOf({ seed: 9 }, made)).toEqual({ ...made, seed: 9 });
  });

  it("name a figure that there is", async () => {
    const settings = settingsOf({ monitor: "val_loss" });
    expect(await mistakesOf(() => watchOf(settings, ["loss", "valLoss"]))).toMatchObject([
      { code: "bad-option", hint: 'Did you mean "valLoss"?' },
    ]);
    expect(watchOf(settingsOf({}), ["loss"])).toBeUndefined();
  });
});
