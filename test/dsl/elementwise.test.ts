import { describe, expect, it } from "vitest";
import { NODE } from "../../src/ir/graph.ts";
import * as nn from "../../src/index.ts";
import { diagnosticOf, errorOf, formula, inferred, opOf, untyped } from "./formula.ts";

const x = nn.input("x", [3]);
const y = nn.input("y", [3]);
const s = nn.input("s");

const UNARY = { neg: nn.neg, reciprocal: nn.reciprocal, square: nn.square, exp: nn.exp, log: nn.log, sqrt: nn.sqrt };
const NEW = {
  log1p: nn.log1p,
  expm1: nn.expm1,
  erf: nn.erf,
  floor: nn.floor,
  round: nn.round,
  stopGradient: nn.stopGradient,
};
const MORE = { sin: nn.sin, cos: nn.cos, tanh: nn.tanh, abs: nn.abs, relu: nn.relu, step: nn.step };

describe.each(Object.entries({ ...UNARY, ...NEW, ...MORE }))("%s", (name, f) => {
  it("is one op, with the shape of its operand", () => {
    expect(formula(f(x))).toBe(`${name}(x)`);
    expect(opOf(f(x))).toMatchObject({ shape: [3], operands: [x[NODE]], attributes: {} });
    expect(inferred(f(x))).toEqual([3]);
  });

  it("has no options, and is handed to map", () => {
    expect(diagnosticOf(untyped(f)(x, { axis: 0 }))).toMatchObject({
      code: "bad-option",
      message: `${name} has no option "axis"`,
      expected: "1 operand and no options",
    });
    expect(diagnosticOf(untyped(f)(x, y)).message).toBe(`${name} takes 1 operand`);
    expect([x, y].map((...each) => formula(untyped(f)(...each)))).toEqual([`${name}(x)`, `${name}(y)`]);
  });

  it("takes a number", () => {
    expect(f(2)[NODE]).toMatchObject({ shape: [], operands: [{ kind: "constant", value: 2, shape: [] }] });
  });

  it("can be mapped over an array", () => {
    expect([x, y].map(untyped(f)).map(formula)).toEqual([`${name}(x)`, `${name}(y)`]);
  });
});

describe("add, sub, mul, div", () => {
  it("take tensors of one shape", () => {
    expect([nn.add(x, y), nn.sub(x, y), nn.mul(x, y), nn.div(x, y)].map(formula)).toEqual([
      "add(x, y)",
      "sub(x, y)",
      "mul(x, y)",
      "div(x, y)",
    ]);
    expect(nn.add(x, y).shape).toEqual([3]);
  });

  it("take numbers and scalars with any shape", () => {
    for (const sum of [nn.add(2, x), nn.add(x, 2), nn.add(s, x), nn.add(x, s)]) expect(sum.shape).toEqual([3]);
    expect(formula(nn.sub(1, x))).toBe("sub(1, x)");
    expect(nn.add(1, 2).shape).toEqual([]);
  });

  it("add and mul go from the left", () => {
    expect(formula(nn.add(x, 1, s, y))).toBe("add(add(add(x, 1), s), y)");
    expect(formula(nn.mul(s, 2, x))).toBe("mul(mul(s, 2), x)");
  });

  it("div(1, x) is reciprocal(x), and nothing else is", () => {
    expect(formula(nn.div(1, x))).toBe("reciprocal(x)");
    expect(formula(nn.div(2, x))).toBe("div(2, x)");
    expect(formula(nn.div(x, 1))).toBe("div(x, 1)");
  });

  it("are written as the neuron of the course", () => {
    const [x, t, w, b] = [nn.input("x"), nn.input("t"), nn.parameter("w"), nn.parameter("b")];
    const z = nn.add(nn.mul(w, x), b);
    const y = nn.div(1, nn.add(1, nn.exp(nn.neg(z))));
    const L = nn.div(nn.square(nn.sub(y, t)), 2);
    expect(formula(L)).toBe("div(square(sub(reciprocal(add(1, exp(neg(add(mul(w, x), b))))), t)), 2)");
  });
});

describe("comparisons and choices", () => {
  it("are one op each", () => {
    const binaries = [nn.greater, nn.greaterEqual, nn.less, nn.lessEqual, nn.equal, nn.maximum, nn.minimum, nn.pow];
    expect(binaries.map((f) => formula(f(x, 1)))).toEqual([
      "greater(x, 1)",
      "greaterEqual(x, 1)",
      "less(x, 1)",
      "lessEqual(x, 1)",
      "equal(x, 1)",
      "maximum(x, 1)",
      "minimum(x, 1)",
      "pow(x, 1)",
    ]);
    expect(formula(nn.where(nn.greater(x, y), x, 0))).toBe("select(greater(x, y), x, 0)");
    expect(formula(nn.clamp(x, -1, s))).toBe("clamp(x, -1, s)");
    expect(nn.where(s, 0, x).shape).toEqual([3]);
    expect(diagnosticOf(untyped(nn.where)(x, 1)).message).toBe("where: operand 3 is undefined");
    expect(diagnosticOf(untyped(nn.clamp)(x, nn.input("v", [4]), 1)).code).toBe("shape-mismatch");
  });

  it("pow(x, 2) is square(x), and nothing else is", () => {
    expect(formula(nn.pow(x, 2))).toBe("square(x)");
    expect(formula(nn.pow(2, x))).toBe("pow(2, x)");
  });
});

describe("shapes that differ", () => {
  const wide = nn.input("wide", [10]);

  it("are reported with both shapes, and the first is kept", () => {
    const node = errorOf(untyped(nn.add)(wide, 1, x));
    expect(node.shape).toEqual([10]);
    expect(node.operands).toContain(wide[NODE]);
    expect(node.diagnostic).toMatchObject({ code: "shape-mismatch", found: "[3]", expected: "[10]" });
    expect(node.diagnostic.message).toBe('add: the shapes of "wide" [10] and "x" [3] differ');
    expect(node.diagnostic.hint).toContain("one shape");
  });

  it.each([
    ["a transposed matrix", nn.parameter("A", [2, 3]), nn.parameter("B", [3, 2]), "Transpose"],
    ["an axis of examples on one side", nn.input("X", ["m", 3]), x, "axis of examples"],
    ["a vector of one", x, nn.input("u", [1]), "scalar"],
  ])("have a hint for %s", (_, a, b, hint) => {
    expect(diagnosticOf(untyped(nn.sub)(a, b)).hint).toContain(hint);
  });

  it("name what made the operands", () => {
    const message = diagnosticOf(untyped(nn.mul)(nn.dense(x, 4), nn.exp(x))).message;
    expect(message).toBe("mul: the shapes of dense(…) [4] and exp(…) [3] differ");
  });

  it("are reported once: what rests on a mistake has none of its own", () => {
    const wrong = untyped(nn.add)(wide, x);
    const node = untyped(nn.sub)(nn.exp(wrong), x)[NODE];
    expect(node.kind).toBe("composite");
    expect(node.shape).toEqual([10]);
  });
});

describe("operands that are no tensors", () => {
  it.each([
    [undefined, "undefined", "declare"],
    [null, "null", "finite"],
    ["2", '"2"', "quotes"],
    [NaN, "NaN", "finite"],
    [Infinity, "Infinity", "finite"],
    [true, "true", "finite"],
    [[1, 2], "[1, 2]", "one by one"],
    [[x, y], "an array", "one by one"],
    [() => x, "a function", "Call"],
    [{}, "an object", "input"],
    [1n, "a bigint", "finite"],
    [Symbol("x"), "a symbol", "finite"],
    [nn.network({ name: "n", inputs: { x }, outputs: { y: x } }), "a network", "input"],
  ])("%s", (value, found, hint) => {
    const node = errorOf(untyped(nn.add)(x, value));
    expect(node.diagnostic).toMatchObject({ code: "bad-argument", message: `add: operand 2 is ${found}`, found });
    expect(node.diagnostic.hint).toContain(hint);
    expect(node.shape).toEqual([3]);
    expect(node.operands).toEqual([x[NODE]]);
  });

  it("include those that were left out", () => {
    expect(diagnosticOf(untyped(nn.add)(x)).message).toBe("add: operand 2 is undefined");
    expect(diagnosticOf(untyped(nn.sub)()).message).toBe("sub: operand 1 is undefined");
    expect(diagnosticOf(untyped(nn.exp)()).message).toBe("exp: operand 1 is undefined");
  });

  it("include tensors of indices", () => {
    const index = nn.input("index", [], { element: "int32" });
    expect(diagnosticOf(nn.exp(index))).toMatchObject({ code: "bad-argument", found: "int32", expected: "float" });
  });
});
