import { describe, expect, it } from "vitest";
import { NODE } from "../../src/ir/graph.ts";
import * as nn from "../../src/index.ts";
import { compositeOf, diagnosticOf, errorOf, formula, untyped } from "./formula.ts";

const [reshape, pad] = [untyped(nn.reshape), untyped(nn.pad)];
const x = nn.input("x", [2, 3]);
const s = nn.input("s");
const X = nn.input("X", ["m", 6]);

describe("reshape", () => {
  it("keeps the elements in their order", () => {
    expect(formula(nn.reshape(x, [3, 2]))).toBe("reshape{[3,2]}(x)");
    expect(formula(nn.reshape(s, [1]))).toBe("reshape{[1]}(s)");
  });

  it("leaves the axis of examples first", () => {
    expect(formula(nn.reshape(X, ["m", 2, 3]))).toBe('reshape{["m",2,3]}(X)');
  });

  it.each([
    [x, [4], "6 elements", "a shape of 6, not of 4", "keeps the number"],
    [x, [], "6 elements", "a shape of 6, not of 1", "keeps the number"],
    [X, [6], "[6]", "the axis of examples, m, first", "leaves the axis"],
    [X, ["n", 6], "[n, 6]", "the axis of examples, m, first", "leaves the axis"],
    [x, ["m", 6], "[m, 6]", "no axis of examples", "one example"],
  ])("reports %o to %j", (operand, shape, found, expected, hint) => {
    const node = errorOf(reshape(operand, shape));
    expect(node.diagnostic).toMatchObject({ code: "shape-mismatch", found, expected });
    expect(node.diagnostic.hint).toContain(hint);
    expect(node.shape).toEqual(shape);
  });

  it.each([[[-1, 2]], [6], [[0, 6]], ["6"], [undefined], [[2.5]], [[3, "m"]]])("reports the shape %j", (shape) => {
    expect(diagnosticOf(reshape(x, shape)).code).toMatch(/^(bad-dimension|unsupported-axis)$/);
  });
});

describe("flatten", () => {
  it("makes a vector of an example", () => {
    expect(compositeOf(nn.flatten(x))).toMatchObject({ name: "flatten", shape: [6] });
    expect(formula(nn.flatten(x))).toBe("reshape{[6]}(x)");
    expect(nn.flatten(s).shape).toEqual([1]);
    expect(nn.flatten(nn.input("P", ["m", 2, 3])).shape).toEqual(["m", 6]);
  });

  it("reports what is no tensor", () => {
    expect(diagnosticOf(untyped(nn.flatten)("x"))).toMatchObject({ code: "bad-argument", found: '"x"' });
  });
});

describe("pad", () => {
  it("puts zeros around every axis of an example", () => {
    expect(
      formula(
        nn.pad(x, [
          [1, 0],
          [0, 2],
        ]),
      ),
    ).toBe("pad{[3,5] [1,0] [1,1]}(x)");
    expect(formula(nn.pad(X, [[0, 2]]))).toBe('pad{["m",8] [0,0] [1,1]}(X)');
  });

  it("leaves a tensor as it is where there is nothing to add", () => {
    expect(nn.pad(X, [[0, 0]])[NODE]).toBe(X[NODE]);
    expect(nn.pad(s, [])[NODE]).toBe(s[NODE]);
  });

  it.each([
    [[[1, 1]]],
    [[[1], [1]]],
    [
      [
        [1, -1],
        [0, 0],
      ],
    ],
    [
      [
        [1, 0.5],
        [0, 0],
      ],
    ],
    [1],
    [undefined],
    [[1, 1]],
    [[Symbol("p"), [0, 0]]],
  ])("reports the padding %o", (padding) => {
    const node = errorOf(pad(x, padding));
    expect(node.diagnostic).toMatchObject({
      code: "bad-option",
      expected: '[before, after] for each axis of "x" [2, 3], 2 in all',
    });
    expect(node.diagnostic.message).toContain("pad: padding is ");
    expect(node.shape).toEqual([2, 3]);
  });
});

it.each([
  ["flatten", nn.flatten, [nn.input("x", [2, 3])]],
  ["transpose", nn.transpose, [nn.input("x", [2, 3])]],
  ["matmul", nn.matmul, [nn.input("x", [2, 3]), nn.input("y", [3])]],
  ["oneHot", nn.oneHot, [nn.input("k", [], { element: "int32", domain: [0, 2] }), 3]],
  ["gather", nn.gather, [nn.input("x", [3]), nn.input("k", [2], { element: "int32", domain: [0, 2] })]],
] as const)("%s has no options", (name, call, operands) => {
  expect(diagnosticOf(untyped(call)(...operands, { axis: 0 }))).toMatchObject({
    code: "bad-option",
    message: `${name} has no option "axis"`,
  });
});
