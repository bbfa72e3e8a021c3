import { describe, expect, it } from "vitest";
import { NODE } from "../../src/ir/graph.ts";
import * as nn from "../../src/index.ts";
import { diagnosticOf, formula, untyped } from "./formula.ts";

const x = nn.input("x", [2]);
const X = nn.input("X", ["m", 2]);
const s = nn.input("s");
const moment = { kind: "parameter", trainable: false };

describe("standardize", () => {
  it("takes the mean off and divides by the scale, which are fitted and not trained", () => {
    expect(formula(nn.standardize(x))).toBe("div(sub(x, mean), scale)");
    expect(nn.standardize(x)[NODE]).toMatchObject({
      kind: "composite",
      name: "standardize",
      shape: [2],
      parameters: {
        mean: { ...moment, shape: [2], role: "mean", initialize: { kind: "zeros" }, fits: x[NODE] },
        scale: { ...moment, shape: [2], role: "scale", initialize: { kind: "ones" }, fits: x[NODE] },
      },
    });
  });

  it("has one mean a feature, for a scalar and for rows", () => {
    expect(formula(nn.standardize(s))).toBe("div(sub(s, mean), scale)");
    const rows = 'div(sub(X, broadcast{["m",2] [1]}(mean)), broadcast{["m",2] [1]}(scale))';
    expect(formula(nn.standardize(X))).toBe(rows);
  });

  it.each([
    ["a computed value", nn.exp(x), "a computed value"],
    ["a label", nn.label("y", ["a", "b"]), "a label"],
    ["a number", 3, "a computed value"],
  ])("reports %s", (_, operand, found) => {
    expect(diagnosticOf(untyped(nn.standardize)(operand))).toMatchObject({ code: "bad-argument", found });
  });

  it("reports what is no tensor", () => {
    expect(diagnosticOf(untyped(nn.standardize)()).message).toBe("standardize: operand 1 is undefined");
  });
});

describe("unstandardize", () => {
  const h = nn.dense(x, 1);
  const y = nn.input("y", [1]);

  it("is the inverse, fitted to the target without reading it", () => {
    const node = nn.unstandardize(h, y)[NODE];
    expect(formula(nn.unstandardize(nn.input("h", [1]), y))).toBe("add(mul(h, scale), mean)");
    expect(node).toMatchObject({ name: "unstandardize", operands: [h[NODE]], shape: [1] });
    expect(node).toMatchObject({ parameters: { mean: { role: "mean", fits: y[NODE] }, scale: { fits: y[NODE] } } });
  });

  it("fits the only target where it names none", () => {
    const node = nn.unstandardize(h)[NODE];
    expect(node).toMatchObject({ parameters: { mean: { fits: "target", shape: [1] }, scale: { fits: "target" } } });
  });

  it("has one mean a feature for rows", () => {
    const rows = nn.unstandardize(nn.input("H", ["m", 2]));
    expect(formula(rows)).toBe('add(mul(H, broadcast{["m",2] [1]}(scale)), broadcast{["m",2] [1]}(mean))');
  });

  it("reports a target that does not fit", () => {
    const unstandardize = untyped(nn.unstandardize);
    expect(diagnosticOf(unstandardize(h, x))).toMatchObject({ code: "shape-mismatch", found: "[2]", expected: "[1]" });
    expect(diagnosticOf(unstandardize(h, h))).toMatchObject({ code: "bad-argument", found: "a computed value" });
    expect(diagnosticOf(unstandardize(h, "y"))).toMatchObject({ code: "bad-argument", found: '"y"' });
    expect(diagnosticOf(unstandardize())).toMatchObject({ code: "bad-argument", found: "undefined" });
  });
});
