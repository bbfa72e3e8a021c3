import { describe, expect, it } from "vitest";
import * as nn from "../../src/index.ts";
import { compositeOf, diagnosticOf, errorOf, formula, untyped } from "./formula.ts";

const v = nn.input("v", [4]);
const x = nn.input("x", [4, 3]);

describe("layerNorm", () => {
  it("is γ (x − μ)/√(σ² + ε) + β over the last axis", () => {
    const deviation = "sub(v, broadcast{[4] []}(div(sum{[0]}(v), 4)))";
    expect(formula(nn.layerNorm(v))).toBe(
      `add(mul(div(${deviation}, broadcast{[4] []}(sqrt(add(div(sum{[0]}(square(${deviation})), 4), 0.00001)))), broadcast{[4] [0]}(bias)), broadcast{[4] [0]}(bias))`,
    );
    expect(formula(nn.layerNorm(x, { epsilon: 0.5 }))).toContain("sum{[1]}(x)");
    expect(formula(nn.layerNorm(x, { epsilon: 0.5 }))).toContain(", 0.5)");
    expect(nn.layerNorm(nn.input("X", ["m", 4])).shape).toEqual(["m", 4]);
  });

  it("has a scale of ones and a shift of zeros, neither regularised", () => {
    expect(compositeOf(nn.layerNorm(x, { name: "norm" })).parameters).toMatchObject({
      scale: { name: "norm.scale", shape: [3], role: "bias", initialize: { kind: "ones" } },
      shift: { name: "norm.shift", shape: [3], role: "bias", initialize: { kind: "zeros" } },
    });
  });

  it.each([
    [nn.input("s"), "[]"],
    [nn.input("c", ["m"]), "[m]"],
  ])("reports %o", (odd, found) => {
    expect(diagnosticOf(untyped(nn.layerNorm)(odd))).toMatchObject({
      code: "shape-mismatch",
      found,
      expected: "[n], or rows of n",
    });
  });
});

describe("groupNorm", () => {
  it("is taken over each group of channels", () => {
    expect(formula(nn.groupNorm(x, 2))).toContain("div(sum{[1,2]}(reshape{[2,2,3]}(x)), 6)");
    expect(formula(nn.groupNorm(v, 2))).toContain("div(sum{[1]}(reshape{[2,2]}(v)), 2)");
    expect(compositeOf(nn.groupNorm(x, 4)).parameters).toMatchObject({ scale: { shape: [4] }, shift: { shape: [4] } });
    expect(nn.groupNorm(x, 1).shape).toEqual([4, 3]);
  });

  it.each([[0], [3], ["2"], [undefined], [8]])("reports %o groups", (groups) => {
    const node = errorOf(untyped(nn.groupNorm)(x, groups));
    expect(node.diagnostic).toMatchObject({ code: "bad-option", expected: "a divisor of 4 channels" });
    expect(node.shape).toEqual([4, 3]);
  });

  it.each([
    [nn.input("s"), "[]"],
    [nn.input("X", ["m", 4]), "[m, 4]"],
  ])("reports %o", (odd, found) => {
    expect(diagnosticOf(untyped(nn.groupNorm)(odd, 1))).toMatchObject({
      code: "shape-mismatch",
      found,
      expected: "[channels, …]",
    });
  });
});

describe("both", () => {
  it.each([
    ["layerNorm", (options: unknown) => untyped(nn.layerNorm)(x, options)],
    ["groupNorm", (options: unknown) => untyped(nn.groupNorm)(x, 2, options)],
  ] as const)("%s reports options", (name, call) => {
    expect(diagnosticOf(call({ epsilon: -1 }))).toMatchObject({ code: "bad-option", expected: "a number from 0" });
    expect(diagnosticOf(call({ epsilon: "1" })).message).toBe(`${name}: epsilon is "1"`);
    expect(diagnosticOf(call({ eps: 1 })).message).toBe(`${name} has no option "eps"`);
    expect(diagnosticOf(call({ name: 3 }))).toMatchObject({
      code: "bad-name",
      hint: `As in ${name}(…, { name: "norm" }).`,
    });
    expect(diagnosticOf(call("norm")).message).toBe(`${name}: the options are "norm"`);
  });
});
