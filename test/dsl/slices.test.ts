import { describe, expect, it } from "vitest";
import { interpret } from "../../src/ops/interpreter.ts";
import { lower } from "../../src/lower/lower.ts";
import * as nn from "../../src/index.ts";
import { diagnosticOf, errorOf, formula, untyped } from "./formula.ts";

const [slice, reverse] = [untyped(nn.slice), untyped(nn.reverse)];
const x = nn.input("x", [2, 7]);
const v = nn.input("v", [7]);
const X = nn.input("X", ["m", 7]);

/** What is left of 0, 1, 2, … 6. */
function leftBy(range: nn.SliceRange): readonly number[] {
  const out = nn.slice(v, range);
  const program = lower(nn.network({ name: "n", inputs: { v }, outputs: { out }, loss: nn.sum(out) }), new Map());
  return Array.from(interpret(program, { v: [0, 1, 2, 3, 4, 5, 6] }).get("output out") ?? []);
}

describe("slice", () => {
  it.each([
    [{}, [0, 1, 2, 3, 4, 5, 6]],
    [{ start: 2 }, [2, 3, 4, 5, 6]],
    [{ end: 2 }, [0, 1]],
    [{ start: 1, end: 6, step: 2 }, [1, 3, 5]],
    [{ start: -2 }, [5, 6]],
    [{ end: -5 }, [0, 1]],
    [{ start: -100, end: 100 }, [0, 1, 2, 3, 4, 5, 6]],
    [{ step: -1 }, [6, 5, 4, 3, 2, 1, 0]],
    [{ start: 4, end: 1, step: -1 }, [4, 3, 2]],
    [{ start: 100, step: -3 }, [6, 3, 0]],
    [{ start: -1, end: -4, step: -2 }, [6, 4]],
    [{ start: 2, end: -100, step: -1 }, [2, 1, 0]],
  ])("takes %j as Python does", (range, left) => {
    expect(leftBy(range)).toEqual(left);
  });

  it("goes along the axis that is named, or the first of an example", () => {
    expect(formula(nn.slice(x, { start: 1 }))).toBe("slice{[1,7] [1,0] [1,1]}(x)");
    expect(formula(nn.slice(x, { axis: -1, end: 3 }))).toBe("slice{[2,3] [0,0] [1,1]}(x)");
    expect(formula(nn.slice(X, { start: 5 }))).toBe('slice{["m",2] [0,5] [1,1]}(X)');
  });

  it.each([
    [{ start: 7 }, "7:"],
    [{ start: 3, end: 3 }, "3:3"],
    [{ start: 1, end: 5, step: -1 }, "1:5:-1"],
    [{ step: 0 }, "::0"],
    [{ start: 0.5 }, "0.5:"],
    [{ end: "3" }, ':"3"'],
    [{ start: Symbol("s") }, "a symbol:"],
  ])("reports the range %o", (range, found) => {
    const node = errorOf(slice(v, range));
    expect(node.diagnostic).toMatchObject({
      code: "bad-option",
      message: `slice: the range is ${found}`,
      found,
      expected: "whole numbers that leave at least one element of an axis of 7",
    });
    expect(node.shape).toEqual([7]);
  });

  it.each([
    [X, 0, 'an axis of "X" [m, 7], not that of examples'],
    [x, 2, 'an axis of "x" [2, 7], not that of examples'],
    [x, -3, 'an axis of "x" [2, 7], not that of examples'],
    [x, "0", 'an axis of "x" [2, 7], not that of examples'],
    [nn.input("s"), undefined, 'an operand with axes: "s" [] has none'],
  ])("reports of %o the axis %j", (operand, axis, expected) => {
    expect(diagnosticOf(slice(operand, axis === undefined ? {} : { axis }))).toMatchObject({
      code: "bad-option",
      expected,
    });
  });

  it("reports options that it does not know, and none", () => {
    expect(diagnosticOf(slice(x, { from: 1 }))).toMatchObject({ code: "bad-option", found: '"from"' });
    expect(diagnosticOf(slice(x))).toMatchObject({ code: "bad-option", found: "undefined", expected: "an object" });
    expect(diagnosticOf(slice(x, x)).message).toBe("slice: the options are a tensor");
  });
});

describe("reverse", () => {
  it("turns an axis round", () => {
    expect(formula(nn.reverse(x))).toBe("slice{[2,7] [1,0] [-1,1]}(x)");
    expect(formula(nn.reverse(x, { axis: 1 }))).toBe("slice{[2,7] [0,6] [1,-1]}(x)");
    expect(formula(nn.reverse(X))).toBe('slice{["m",7] [0,6] [1,-1]}(X)');
  });

  it("reports in its own name", () => {
    expect(diagnosticOf(reverse(x, { axis: 5 })).message).toBe("reverse: axis is 5");
    expect(diagnosticOf(reverse(x, { start: 1 })).message).toBe('reverse has no option "start"');
    expect(diagnosticOf(reverse(null)).message).toBe("reverse: operand 1 is null");
  });
});
