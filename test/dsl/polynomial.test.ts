import { describe, expect, it } from "vitest";
import { DEFAULTS } from "../../src/build.ts";
import { compile } from "../../src/compile.ts";
import { interpret } from "../../src/ops/interpreter.ts";
import * as nn from "../../src/index.ts";
import { compositeOf, diagnosticOf, formula, untyped } from "./formula.ts";

const x = nn.input("x");
const rows = nn.input("x", ["m"]);

describe("polynomial", () => {
  it("is [1, x, x², …], each power by one multiplication", () => {
    const phi = nn.polynomial(x, 5);
    expect(compositeOf(phi)).toMatchObject({ name: "polynomial", shape: [6] });
    const column = (power: string): string => `reshape{[1]}(${power})`;
    const [square, cube] = ["square(x)", "mul(square(x), x)"];
    const powers = ["x", square, cube, `square(${square})`, `mul(square(${square}), x)`];
    expect(formula(phi)).toBe(`concat{0}(broadcast{[1] []}(1), ${powers.map(column).join(", ")})`);
  });

  it("goes row by row where the rows are written out", () => {
    expect(nn.polynomial(rows, 2).shape).toEqual(["m", 3]);
  });

  it.each([
    ["of one example", x, nn.polynomial(x, 4)],
    ["of rows", rows, nn.polynomial(rows, 4)],
  ])("has those values, %s", (_, numbers, phi) => {
    const net = nn.network({ name: "powers", inputs: { x: numbers }, outputs: { phi } });
    const { optimized } = compile(net, new Map(), { ...DEFAULTS, inferenceOnly: true });
    const results = interpret(optimized, { x: [3, -2] }, 2);
    expect([...results.values()].map((values) => [...values])).toEqual([[1, 3, 9, 27, 81, 1, -2, 4, -8, 16]]);
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
