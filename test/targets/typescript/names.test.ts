import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { namer, toIdentifier } from "../../../src/targets/typescript/names.ts";

const IDENTIFIER = /^[A-Za-z][A-Za-z0-9_]*$/;

describe("identifiers", () => {
  it.each([
    ["hidden.weight", "hidden_weight"],
    ["ŷ", "y"],
    ["α", "alpha"],
    ["Σ w²", "Sigma_w2"],
    ["1st", "v1st"],
    ["_x_", "x"],
    ["", "v"],
    ["日本", "v"],
    ["*/ alert(1) /*", "alert_1"],
    ["`${x}`", "x"],
    ["a\u2028b", "a_b"],
    ["__proto__", "proto"],
  ])("%j becomes %s", (wish, identifier) => {
    expect(toIdentifier(wish)).toBe(identifier);
  });

  it.each([
    "class",
    "await",
    "let",
    "eval",
    "arguments",
    "Math",
    "NaN",
    "loss",
    "count",
    "n",
    "i",
    "metadata",
    "Float64Array",
  ])("%s stays what it is in the language and in the module", (taken) => {
    const found = namer().identifier("x", taken);
    expect(found).not.toBe(taken);
    expect(found).toMatch(IDENTIFIER);
  });

  it("are ASCII, and each thing has its own, whatever the names", () => {
    const wish = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom("w", "w_2", "w.2", "class", "α", "alpha", "W", "ẇ"),
    );
    fc.assert(
      fc.property(fc.array(wish, { maxLength: 30 }), (wishes) => {
        const names = namer();
        const found = wishes.map((w, i) => names.identifier(`thing ${i}`, w));
        expect(new Set(found).size).toBe(found.length);
        for (const identifier of found) expect(identifier).toMatch(IDENTIFIER);
        expect(wishes.map((w, i) => names.identifier(`thing ${i}`, w))).toEqual(found);
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  it("inside a function hide none outside, and those of two functions may be the same", () => {
    const names = namer();
    const outside = names.identifier("array", "h");
    const [one, two] = [names.scope(), names.scope()];
    expect(one.identifier("local", "h")).not.toBe(outside);
    expect(one.identifier("t", "t")).toBe("t");
    expect(two.identifier("t", "t")).toBe("t");
    expect(names.identifier("array", "other wish")).toBe(outside);
  });
});
