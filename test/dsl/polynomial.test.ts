import { describe, expect, it } from "vitest";
import * as nn from "../../src/index.ts";
import { compositeOf, diagnosticOf, formula, untyped } from "./formula.ts";

const x = nn.input("x");

describe("polynomial", () => {
  it("is [1, x, x², …], each power by one multiplication", () => {
    const phi = nn.polynomial(x, 5);
    expect(compositeOf(phi)).toMatchObject({ name: "polynomial", shape: [6] });
    const column = (power: string): string => `reshape{[1]}(${power})`;
    const [square, cube] = ["square(x)", "mul(square(x), x)"];
    const powers = ["x", square, cube, `square(${square})`, `mul(square(${square}), x)`];
    expect(formula(phi)).toBe(`concat{0}(1, ${powers.map(column).join(", ")})`);
  });

  it("goes row by row where the rows are written out", () => {
    expect(nn.polynomial(nn.input("x", ["m"]), 2).shape).toEqual(["m", 3]);
  });

  it.each([0, -1, 1.5, NaN, "2", undefined])("refuses the degree %s", (degree) => {
    expect(diagnosticOf(untyped(nn.polynomial)(x, degree))).toMatchObject({
      code: "bad-option",
      expected: "a whole number from 1",
    });
  });

  it("is of one number", () => {
    expect(diagnosticOf(untyped(nn.polynomial)(nn.input("v", [2]), 2))).toMatchObject({
      code: "shape-mismatch",
      message: 'polynomial of "v" [2]',
      found: "[2]",
      expected: "one number: []",
    });
  });
});
