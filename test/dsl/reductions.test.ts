import { describe, expect, it } from "vitest";
import * as nn from "../../src/index.ts";
import { diagnosticOf, errorOf, formula, untyped } from "./formula.ts";

const A = nn.parameter("A", [2, 3]);
const X = nn.input("X", ["m", 3]);

describe("sum", () => {
  it("goes over all axes, or over those given", () => {
    expect(formula(nn.sum(A))).toBe("sum{[0,1]}(A)");
    expect(nn.sum(A).shape).toEqual([]);
    expect(formula(nn.sum(A, { axis: 0 }))).toBe("sum{[0]}(A)");
    expect(nn.sum(A, { axis: 0 }).shape).toEqual([3]);
    expect(formula(nn.sum(A, { axis: -1 }))).toBe("sum{[1]}(A)");
    expect(formula(nn.sum(A, { axis: [-1, 0] }))).toBe("sum{[0,1]}(A)");
    expect(nn.sum(X, { axis: -1 }).shape).toEqual(["m"]);
  });

  it("of a scalar is that scalar", () => {
    expect(formula(nn.sum(nn.input("x")))).toBe("x");
    expect(formula(nn.sum(3))).toBe("3");
  });

  it("does not go over the examples", () => {
    const node = errorOf(nn.sum(X));
    expect(node.diagnostic).toMatchObject({ code: "unsupported-axis", found: "[m, 3]" });
    expect(node.diagnostic.message).toBe('sum of "X" [m, 3] goes over the axis of examples, m');
    expect(node.shape).toEqual([]);
    expect(errorOf(nn.sum(X, { axis: 0 })).shape).toEqual([3]);
  });

  it.each([
    [2, "2", "axes of their own from -2 to 1"],
    [-3, "-3", "axes of their own from -2 to 1"],
    [0.5, "0.5", "axes of their own from -2 to 1"],
    ["0", '"0"', "axes of their own from -2 to 1"],
    [[0, 0], "[0, 0]", "axes of their own from -2 to 1"],
    [[0, -2], "[0, -2]", "axes of their own from -2 to 1"],
    [[], "[]", "axes of their own from -2 to 1"],
    [null, "null", "axes of their own from -2 to 1"],
  ])("reports the axis %j", (axis, found, expected) => {
    const diagnostic = diagnosticOf(untyped(nn.sum)(A, { axis }));
    expect(diagnostic).toMatchObject({ code: "bad-option", message: `sum: axis is ${found}`, found, expected });
    expect(diagnostic.hint).toContain('"A" [2, 3] has rank 2');
  });

  it("reports an axis of a scalar", () => {
    expect(diagnosticOf(nn.sum(nn.input("x"), { axis: 0 })).expected).toBe("no axis: it is a scalar");
  });

  it("reports options that it does not know, and options that are none", () => {
    expect(diagnosticOf(untyped(nn.sum)(A, { axes: 0 })).message).toBe('sum has no option "axes"');
    expect(diagnosticOf(untyped(nn.sum)(A, 0)).message).toBe("sum: the options are 0");
    expect(diagnosticOf(untyped(nn.sum)(A, A)).message).toBe("sum: the options are a tensor");
  });
});

describe("mean", () => {
  it("divides the sum by the number of values", () => {
    expect(formula(nn.mean(A))).toBe("div(sum{[0,1]}(A), 6)");
    expect(formula(nn.mean(A, { axis: -1 }))).toBe("div(sum{[1]}(A), 3)");
    expect(nn.mean(A, { axis: -1 }).shape).toEqual([2]);
  });

  it("of one value divides nothing", () => {
    expect(formula(nn.mean(nn.input("x")))).toBe("x");
    expect(formula(nn.mean(nn.input("x", [1])))).toBe("sum{[0]}(x)");
  });

  it("does not go over the examples", () => {
    expect(diagnosticOf(nn.mean(X)).code).toBe("unsupported-axis");
  });
});

describe("argMax", () => {
  it("goes along one axis, the last where none is given", () => {
    expect(nn.argMax(A).shape).toEqual([2]);
    expect(nn.argMax(A, {}).shape).toEqual([2]);
    expect(nn.argMax(A, { axis: [0] }).shape).toEqual([3]);
  });

  it("reports several axes, and a scalar", () => {
    const several = diagnosticOf(nn.argMax(A, { axis: [0, 1] }));
    expect(several).toMatchObject({ code: "bad-option", found: "[0, 1]", expected: "one axis" });
    expect(diagnosticOf(untyped(nn.argMax)(0, Int8Array.of())).expected).toBe("no axis: it is a scalar");
  });
});
