import { describe, expect, it } from "vitest";
import * as nn from "../../src/index.ts";
import { compositeOf, diagnosticOf, errorOf, formula, untyped } from "./formula.ts";

const [concat, stack] = [untyped(nn.concat), untyped(nn.stack)];
const [a, b] = [nn.input("a", [2, 3]), nn.input("b", [2, 5])];
const [X, Y] = [nn.input("X", ["m", 3]), nn.input("Y", ["m", 2])];

describe("concat", () => {
  it("joins along an axis, the first of an example where none is named", () => {
    expect(formula(nn.concat([a, b], { axis: 1 }))).toBe("concat{1}(a, b)");
    expect(nn.concat([a, b], { axis: -1 }).shape).toEqual([2, 8]);
    expect(formula(nn.concat([a, a]))).toBe("concat{0}(a, a)");
    expect(formula(nn.concat([X, Y]))).toBe("concat{1}(X, Y)");
    expect(nn.concat([X, Y]).shape).toEqual(["m", 5]);
    expect(nn.concat([a]).shape).toEqual([2, 3]);
  });

  it.each([
    [[a, b], {}, "[2, 5]", "[…, 3]"],
    [[a, nn.input("v", [2])], {}, "[2]", "[…, 3]"],
    [[X, a], {}, "[2, 3]", "[m, …]"],
    [[a, 1], {}, "[]", "[…, 3]"],
    [[a, b, a], { axis: 0 }, "[2, 5]", "[…, 3]"],
  ])("reports the shapes of %o %j", (tensors, options, found, expected) => {
    const node = errorOf(concat(tensors, options));
    expect(node.diagnostic).toMatchObject({ code: "shape-mismatch", found, expected });
    expect(node.diagnostic.hint).toContain("Only the axis");
  });

  it.each([
    [[], "an empty list"],
    [a, "a tensor"],
    [undefined, "undefined"],
    ["ab", '"ab"'],
  ])("reports the list %o", (tensors, found) => {
    expect(diagnosticOf(concat(tensors))).toMatchObject({
      code: "bad-argument",
      found,
      expected: "a list of tensors",
      hint: "As in concat([a, b]).",
    });
    expect(diagnosticOf(stack(tensors))).toMatchObject({ code: "bad-argument", found, hint: "As in stack([a, b])." });
  });

  it("reports axes and options", () => {
    expect(diagnosticOf(concat([X, Y], { axis: 0 }))).toMatchObject({
      code: "bad-option",
      expected: 'an axis of "X" [m, 3], not that of examples',
    });
    expect(diagnosticOf(concat([1, 2]))).toMatchObject({
      code: "bad-option",
      hint: "reshape(x, [1]) makes a vector of a scalar.",
    });
    expect(diagnosticOf(concat([a, b], b)).message).toBe("concat: the options are a tensor");
    expect(diagnosticOf(concat([a, "b"])).message).toBe('concat: operand 2 is "b"');
  });
});

describe("stack", () => {
  it("makes a new first axis", () => {
    expect(compositeOf(nn.stack([a, a]))).toMatchObject({ name: "stack", shape: [2, 2, 3] });
    expect(formula(nn.stack([a, a]))).toBe("concat{0}(reshape{[1,2,3]}(a), reshape{[1,2,3]}(a))");
    expect(nn.stack([nn.input("s"), nn.input("t"), nn.input("u")]).shape).toEqual([3]);
  });

  it("leaves the axis of examples first", () => {
    expect(nn.stack([X, X]).shape).toEqual(["m", 2, 3]);
  });

  it("reports other shapes", () => {
    const node = errorOf(stack([a, b]));
    expect(node.diagnostic).toMatchObject({ code: "shape-mismatch", found: "[2, 5]", expected: "[2, 3]" });
    expect(node.shape).toEqual([2, 2, 3]);
    expect(errorOf(stack([X, Y, X])).shape).toEqual(["m", 3, 3]);
  });
});
