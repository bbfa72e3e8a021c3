import { describe, expect, it } from "vitest";
import { NODE } from "../../src/ir/graph.ts";
import * as nn from "../../src/index.ts";
import { compositeOf, diagnosticOf, errorOf, formula, untyped } from "./formula.ts";

const dense = untyped(nn.dense);
const x = nn.input("x", [2]);
const X = nn.input("X", ["m", 2]);

describe("dense", () => {
  it("is W·x + b, with parameters of its own", () => {
    const layer = compositeOf(nn.dense(x, 10));
    expect(formula(nn.dense(x, 10))).toBe('add(contract{"oi,i->o"}(weight, x), bias)');
    expect(layer).toMatchObject({ name: "dense", shape: [10], operands: [x[NODE]] });
    expect(layer.parameters).toEqual({
      weight: {
        kind: "parameter",
        shape: [10, 2],
        role: "weight",
        trainable: true,
        initialize: { kind: "glorotUniform" },
      },
      bias: { kind: "parameter", shape: [10], role: "bias", trainable: true, initialize: { kind: "zeros" } },
    });
  });

  it("goes row by row where the rows are examples", () => {
    expect(formula(nn.dense(X, 10))).toBe('add(contract{"mi,oi->mo"}(X, weight), broadcast{["m",10] [1]}(bias))');
    expect(nn.dense(X, 10).shape).toEqual(["m", 10]);
  });

  it("goes row by row along the last axis of a sequence, as Keras' Dense does", () => {
    const sequence = nn.input("s", [7, 2]);
    expect(formula(nn.dense(sequence, 10))).toBe('add(contract{"mi,oi->mo"}(s, weight), broadcast{[7,10] [1]}(bias))');
    expect(compositeOf(nn.dense(sequence, 10)).parameters["weight"]?.shape).toEqual([10, 2]);
    expect(formula(nn.dense(nn.input("S", ["m", 7, 2]), 10, { bias: false }))).toBe(
      'contract{"lmi,oi->lmo"}(S, weight)',
    );
    expect(nn.dense(nn.input("S", ["m", 7, 2]), 10).shape).toEqual(["m", 7, 10]);
    expect(nn.dense(sequence, 3, { weight: nn.parameter("W", [3, 2]) }).shape).toEqual([7, 3]);
  });

  it("leaves the bias out", () => {
    expect(formula(nn.dense(x, 10, { bias: false }))).toBe('contract{"oi,i->o"}(weight, x)');
    expect(Object.keys(compositeOf(nn.dense(x, 10, { bias: false })).parameters)).toEqual(["weight"]);
    expect(formula(nn.dense(x, 10, { bias: true }))).toContain("bias");
  });

  it("names its parameters", () => {
    const { weight, bias } = compositeOf(nn.dense(x, 10, { name: "hidden" })).parameters;
    expect([weight?.name, bias?.name]).toEqual(["hidden.weight", "hidden.bias"]);
  });

  it("ties parameters that it is given", () => {
    const W = nn.parameter("W", [10, 2]);
    const b = nn.parameter("b", [10], { role: "bias" });
    const layer = compositeOf(nn.dense(x, 10, { weight: W, bias: b }));
    expect(layer.parameters).toEqual({});
    expect(layer.operands).toEqual([x[NODE], W[NODE], b[NODE]]);
    expect(formula(nn.dense(X, 10, { weight: W }))).toContain("(X, W)");
    expect(formula(nn.dense(x, 10, { weight: nn.transpose(nn.parameter("V", [2, 10])) }))).toContain("transpose");
  });

  it.each([
    ["weight", { weight: nn.parameter("W", [2, 10]) }, "[2, 10]", "[10, 2]", "[units, in]"],
    ["bias", { bias: nn.parameter("b", [9]) }, "[9]", "[10]", "[units]"],
  ])("reports a %s that does not fit", (_, options, found, expected, hint) => {
    const node = errorOf(dense(x, 10, options));
    expect(node.diagnostic).toMatchObject({ code: "shape-mismatch", found, expected });
    expect(node.diagnostic.hint).toContain(hint);
    expect(node.shape).toEqual([10]);
  });

  it.each([
    ["a scalar", nn.input("s"), "[]", "vector of one"],
    ["a column of scalars", nn.input("c", ["m"]), "[m]", "last axis"],
    [
      "more axes than there are letters",
      nn.input("r", new Array(14).fill(1)),
      `[${new Array(14).fill(1).join(", ")}]`,
      "last axis",
    ],
  ])("reports %s", (_, operand, found, hint) => {
    const diagnostic = diagnosticOf(dense(operand, 10));
    expect(diagnostic).toMatchObject({ code: "shape-mismatch", found });
    expect(diagnostic.hint).toContain(hint);
  });

  it.each([[0], [-3], [2.5], [NaN], ["10"], [undefined], [x]])("reports units that are none: %s", (units) => {
    const node = errorOf(dense(x, units));
    expect(node.diagnostic).toMatchObject({ code: "bad-dimension", expected: "a positive whole number" });
    expect(node.shape).toEqual([1]);
  });

  it.each([
    [{ units: 3 }, "bad-option", 'dense has no option "units"'],
    [{ bias: "yes" }, "bad-option", 'dense: bias is "yes"'],
    [{ weight: [[1, 2]] }, "bad-option", "dense: weight is an array"],
    [{ name: "" }, "bad-name", 'dense: the name is ""'],
    [{ name: 3 }, "bad-name", "dense: the name is 3"],
    ["hidden", "bad-option", 'dense: the options are "hidden"'],
    [null, "bad-option", "dense: the options are null"],
  ])("reports the options %j", (options, code, message) => {
    expect(diagnosticOf(dense(x, 10, options))).toMatchObject({ code, message });
  });

  it("reports what is no tensor, and nothing that rests on a mistake", () => {
    expect(diagnosticOf(dense(undefined, 10)).message).toBe("dense: operand 1 is undefined");
    const wrong = untyped(nn.sum)(x, { axis: 7 });
    expect(dense(wrong, 10)[NODE]).toMatchObject({ kind: "composite", shape: [10], operands: [wrong[NODE]] });
    expect(dense(x, 10, { weight: wrong })[NODE].kind).toBe("composite");
  });
});
