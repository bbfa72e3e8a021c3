import { describe, expect, it } from "vitest";
import * as dsl from "../../src/index.ts";
import { closest, didYouMean } from "../../src/diagnostics/suggest.ts";

describe("the nearest name", () => {
  it.each([
    ["dens", "dense"],
    ["Petal.Lenght", "Petal.Length"],
    ["species", "Species"],
    ["PETAL.WIDTH", "Petal.Width"],
    ["y", "Y"],
  ])("of %s is %s", (name, expected) => {
    expect(closest(name, ["dense", "Petal.Length", "Petal.Width", "Species", "Y", "a"])).toBe(expected);
  });

  it.each([["weight"], ["xyz"], [""]])("of %j is none that is far away", (name) => {
    expect(closest(name, ["dense", "Petal.Length", "Species"])).toBeUndefined();
  });

  it.each([
    ["5", "a"],
    ["z", "x"],
    ["ab", "cd"],
  ])("of %s is not %s, which has nothing in common with it", (name, other) => {
    expect(closest(name, [other])).toBeUndefined();
  });

  it("may be abbreviated, if no other begins so", () => {
    expect(closest("acc", ["times", "Accel"])).toBe("Accel");
    expect(closest("acc", ["accuracy", "accel"])).toBeUndefined();
    expect(closest("ac", ["times", "accel"])).toBeUndefined();
  });

  it("is the one that differs in case only, before others", () => {
    expect(closest("Dense", ["sense", "dense"])).toBe("dense");
  });

  it("is a sentence, or another one where there is none", () => {
    expect(didYouMean("dens", ["dense"], "No.")).toBe('Did you mean "dense"?');
    expect(didYouMean("zzz", ["dense"], "No.")).toBe("No.");
  });

  it("knows what other libraries call it", () => {
    expect(closest("lr", ["learningRate", "beta1"])).toBe("learningRate");
    expect(closest("Sigmoid", ["logistic", "sin"])).toBe("logistic");
    expect(closest("sigmoid", ["sin"])).toBeUndefined();
    const exported = new Set([...Object.keys(dsl), "learningRate"]);
    for (const name of [
      "mse",
      "MSELoss",
      "CrossEntropyLoss",
      "BatchNormalization",
      "normalize",
      "subtract",
      "Sequential",
    ])
      expect(exported).toContain(closest(name, exported));
  });
});
