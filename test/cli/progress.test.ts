import { expect, it } from "vitest";
import { figuresText } from "../../src/cli/progress.ts";

it.each([
  [120, "loss 0.500, accuracy 0.900, valLoss 0.250"],
  [80, "loss 0.500, accuracy 0.900"],
  [60, "loss 0.500"],
])("a line of %i cells has room for some figures", (width, text) => {
  expect(figuresText({ loss: 0.5, accuracy: 0.9, f1: 0.8, valLoss: 0.25, valAccuracy: 0.7 }, width)).toBe(text);
});
