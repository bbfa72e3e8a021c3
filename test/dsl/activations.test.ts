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
  ])("%s is a named composition of ops", (name, f, written) => {
    expect(f(z)[NODE]).toMatchObject({ kind: "composite", name, operands: [z[NODE]], shape: [3], parameters: {} });
    expect(formula(f(z))).toBe(written);
    expect(f(nn.input("s")).shape).toEqual([]);
    expect(f(0).shape).toEqual([]);
    expect(f(Z).shape).toEqual(["m", 3]);
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
