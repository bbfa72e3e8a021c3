import { describe, expect, it } from "vitest";
import * as nn from "../../src/index.ts";
import { compositeOf, diagnosticOf, errorOf, formula, untyped } from "./formula.ts";

const x = nn.input("x", [2, 7]);
const picture = nn.input("p", [2, 5, 6]);

describe("pooling", () => {
  it("takes the largest or the mean of each window, one after another", () => {
    expect(formula(nn.maxPool1d(x, 2))).toBe("max{[2]}(window{[1] [2] [2] [1]}(x))");
    expect(formula(nn.averagePool1d(x, 3))).toBe("div(sum{[2]}(window{[1] [3] [3] [1]}(x)), 3)");
    expect(formula(nn.maxPool2d(picture, 2))).toBe("max{[3,4]}(window{[1,2] [2,2] [2,2] [1,1]}(p))");
    expect(formula(nn.averagePool2d(picture, [2, 3], { stride: 1 }))).toBe(
      "div(sum{[3,4]}(window{[1,2] [2,3] [1,1] [1,1]}(p)), 6)",
    );
    expect(compositeOf(nn.maxPool2d(picture, [1, 2], { stride: [2, 3] }))).toMatchObject({
      name: "maxPool2d",
      shape: [2, 3, 2],
    });
  });

  it("takes all of a channel", () => {
    expect(formula(nn.globalAveragePool(picture))).toBe("div(sum{[1,2]}(p), 30)");
    expect(formula(nn.globalMaxPool(x))).toBe("max{[1]}(x)");
    expect(nn.globalMaxPool(nn.input("r", [3, 2, 2, 2])).shape).toEqual([3]);
  });
});

describe.each(
  Object.entries({
    maxPool1d: nn.maxPool1d,
    averagePool1d: nn.averagePool1d,
    maxPool2d: nn.maxPool2d,
    averagePool2d: nn.averagePool2d,
  }),
)("mistakes of %s", (name, typed) => {
  const call = untyped(typed);
  const rank = name.endsWith("1d") ? 1 : 2;
  const operand = rank === 1 ? x : picture;
  const ones = new Array<number>(rank + 1).fill(1);
  const count = rank === 1 ? "a positive whole number" : "a positive whole number, or 2 of them";

  it.each([[0], ["2"], [undefined], [[2, 2, 2]], [Symbol("two")]])("the size %o", (size) => {
    const node = errorOf(call(operand, size));
    expect(node.diagnostic).toMatchObject({ code: "bad-option", expected: count, hint: `As in ${name}(x, 2).` });
    expect(node.shape).toEqual(ones);
  });

  it("the stride, and options that it does not know", () => {
    expect(diagnosticOf(call(operand, 2, { stride: 0 }))).toMatchObject({
      code: "bad-option",
      message: `${name}: stride is 0`,
      expected: count,
    });
    expect(diagnosticOf(call(operand, 2, { dilation: 1 })).message).toBe(`${name} has no option "dilation"`);
    expect(diagnosticOf(call(operand, 2, 2)).message).toBe(`${name}: the options are 2`);
  });

  it.each([
    ["all", '"same", "valid" or zeros on each side'],
    [-1, '"same", "valid" or zeros on each side'],
    [2, `at most 1 on each side, half of a window of ${rank === 1 ? "[3]" : "[3, 3]"}`],
  ])("the padding %o", (padding, expected) => {
    const message = `${name}: padding is ${JSON.stringify(padding)}`;
    expect(diagnosticOf(call(operand, 3, { padding }))).toMatchObject({ code: "bad-option", message, expected });
  });

  it("windows that do not fit", () => {
    const size = rank === 1 ? 8 : [2, 7];
    expect(diagnosticOf(call(operand, size))).toMatchObject({
      code: "shape-mismatch",
      expected: rank === 1 ? "at most [7]" : "at most [5, 6]",
      hint: "Take a smaller window.",
    });
  });

  it.each([
    [nn.input("v", [7]), "[7]"],
    [nn.input("X", ["m", 7]), "[m, 7]"],
  ])("the operand %o", (odd, found) => {
    expect(diagnosticOf(call(odd, 2))).toMatchObject({ code: "shape-mismatch", found });
  });
});

describe.each(Object.entries({ globalAveragePool: nn.globalAveragePool, globalMaxPool: nn.globalMaxPool }))(
  "mistakes of %s",
  (name, typed) => {
    const call = untyped(typed);
    it.each([
      [nn.input("v", [7]), "[7]", [7]],
      [nn.input("s"), "[]", [1]],
      [nn.input("X", ["m", 2, 7]), "[m, 2, 7]", [1]],
    ])("the operand %o", (odd, found, shape) => {
      const node = errorOf(call(odd));
      expect(node.diagnostic).toMatchObject({
        code: "shape-mismatch",
        found,
        expected: "[channels, length] or [channels, height, width]",
      });
      expect(node.diagnostic.message).toContain(`${name} of "`);
      expect(node.shape).toEqual(shape);
    });

    it("what is no tensor", () => {
      expect(diagnosticOf(call(undefined)).message).toBe(`${name}: operand 1 is undefined`);
    });
  },
);
