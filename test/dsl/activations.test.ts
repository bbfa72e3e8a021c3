import { describe, expect, it } from "vitest";
import { NODE, operandsOf } from "../../src/ir/graph.ts";
import * as nn from "../../src/index.ts";
import { compositeOf, diagnosticOf, formula, untyped } from "./formula.ts";

const z = nn.input("z", [3]);
const Z = nn.input("Z", ["m", 3]);

describe("activations", () => {
  it.each([
    ["logistic", nn.logistic, "reciprocal(add(1, exp(neg(z))))"],
    ["gaussian", nn.gaussian, "exp(neg(div(square(z), 2)))"],
    ["leakyRelu", nn.leakyRelu, "select(greater(z, 0), z, mul(0.01, z))"],
    ["elu", nn.elu, "select(greater(z, 0), z, expm1(z))"],
    ["selu", nn.selu, "mul(1.0507009873554805, select(greater(z, 0), z, mul(1.6732632423543772, expm1(z))))"],
    ["relu6", nn.relu6, "select(greaterEqual(z, 6), 6, relu(z))"],
    ["hardTanh", nn.hardTanh, "select(greaterEqual(z, 1), 1, select(lessEqual(z, -1), -1, z))"],
    ["hardSigmoid", nn.hardSigmoid, "div(select(greaterEqual(add(z, 3), 6), 6, relu(add(z, 3))), 6)"],
    ["softplus", nn.softplus, "log(add(1, exp(z)))"],
    ["softsign", nn.softsign, "div(z, add(1, abs(z)))"],
    ["silu", nn.silu, "mul(z, reciprocal(add(1, exp(neg(z)))))"],
    ["mish", nn.mish, "mul(z, tanh(log(add(1, exp(z)))))"],
    ["gelu", nn.gelu, "mul(mul(0.5, z), add(1, erf(mul(z, 0.7071067811865476))))"],
  ])("%s is a named composition of ops", (name, f, written) => {
    expect(f(z)[NODE]).toMatchObject({ kind: "composite", name, operands: [z[NODE]], shape: [3], parameters: {} });
    expect(formula(f(z))).toBe(written);
    expect(f(nn.input("s")).shape).toEqual([]);
    expect(f(0).shape).toEqual([]);
    expect(f(Z).shape).toEqual(["m", 3]);
  });

  it("take their numbers as options", () => {
    expect(formula(nn.leakyRelu(z, { negativeSlope: 0.3 }))).toBe("select(greater(z, 0), z, mul(0.3, z))");
    expect(formula(nn.elu(z, { alpha: 0.5 }))).toBe("select(greater(z, 0), z, mul(0.5, expm1(z)))");
    expect(formula(nn.gelu(z, { approximate: "tanh" }))).toBe(
      "mul(mul(0.5, z), add(1, tanh(mul(0.7978845608028654, add(z, mul(0.044715, mul(z, square(z))))))))",
    );
    expect(diagnosticOf(untyped(nn.leakyRelu)(z, 0.3)).code).toBe("bad-option");
    expect(diagnosticOf(untyped(nn.elu)(z, { alpha: "1" })).message).toBe('elu: alpha is "1"');
    expect(diagnosticOf(untyped(nn.gelu)(z, { approximate: true })).message).toBe("gelu: approximate is true");
  });

  it("linear is its operand", () => {
    expect(nn.linear(z)[NODE]).toBe(z[NODE]);
    expect(diagnosticOf(untyped(nn.linear)("z")).code).toBe("bad-argument");
  });
});

describe("softmax", () => {
  it("normalises over the last axis, the same eᶻ above and below", () => {
    const node = compositeOf(nn.softmax(z));
    expect(node).toMatchObject({ name: "softmax", operands: [z[NODE]], shape: [3] });
    expect(formula(nn.softmax(z))).toBe("div(exp(z), broadcast{[3] []}(sum{[0]}(exp(z))))");
    const [above, below] = operandsOf(node.body);
    expect(below).toMatchObject({ operands: [{ operands: [above] }] });
  });

  it("goes row by row where the rows are examples", () => {
    expect(formula(nn.softmax(Z))).toBe('div(exp(Z), broadcast{["m",3] [0]}(sum{[1]}(exp(Z))))');
  });

  it("goes over the axis that is given", () => {
    const grid = nn.input("g", [2, 3]);
    expect(formula(nn.softmax(grid, { axis: 0 }))).toBe("div(exp(g), broadcast{[2,3] [1]}(sum{[0]}(exp(g))))");
    expect(formula(nn.softmax(grid, { axis: -1 }))).toBe(formula(nn.softmax(grid)));
    expect(formula(nn.logSoftmax(grid, { axis: -2 }))).toBe("log(div(exp(g), broadcast{[2,3] [1]}(sum{[0]}(exp(g)))))");
    expect(diagnosticOf(nn.softmax(grid, { axis: 2 }))).toMatchObject({
      code: "bad-option",
      message: "softmax: axis is 2",
    });
    expect(diagnosticOf(nn.softmax(Z, { axis: 0 })).expected).toContain("not that of examples");
    expect(diagnosticOf(untyped(nn.softmax)(grid, { dim: 0 }))).toMatchObject({
      message: 'softmax has no option "dim"',
      expected: "the option axis",
    });
  });

  it("needs an axis of classes", () => {
    const diagnostic = diagnosticOf(untyped(nn.softmax)(nn.input("s")));
    expect(diagnostic).toMatchObject({
      code: "shape-mismatch",
      found: "[]",
      expected: "[K], one value for each class",
    });
    expect(diagnostic.hint).toContain("logistic");
    expect(diagnosticOf(nn.softmax(nn.input("r", ["m"]))).code).toBe("shape-mismatch");
    expect(diagnosticOf(untyped(nn.softmax)({})).code).toBe("bad-argument");
  });
});
