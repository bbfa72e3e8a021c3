import { describe, expect, it } from "vitest";
import { NODE } from "../../src/ir/graph.ts";
import * as nn from "../../src/index.ts";
import { diagnosticOf, errorOf, untyped } from "./formula.ts";

const input = untyped(nn.input);
const label = untyped(nn.label);
const parameter = untyped(nn.parameter);

describe("input", () => {
  it("is a scalar unless it has a shape", () => {
    const plain = { kind: "input", element: "float", domain: { kind: "any" } };
    expect(nn.input("x")[NODE]).toEqual({ ...plain, name: "x", shape: [] });
    expect(nn.input("x", [2, 3])[NODE]).toEqual({ ...plain, name: "x", shape: [2, 3] });
    expect(nn.input("X", ["m", 3])[NODE]).toEqual({ ...plain, name: "X", shape: ["m", 3] });
  });

  it("says what values may come in", () => {
    expect(nn.input("x", [], { domain: "positive" })[NODE]).toMatchObject({ domain: { kind: "positive" } });
    expect(nn.input("x", [], { domain: "probability" })[NODE]).toMatchObject({ domain: { kind: "probability" } });
    expect(nn.input("k", [], { domain: [0, 9], element: "int32" })[NODE]).toMatchObject({
      domain: { kind: "integer", from: 0, to: 9 },
      element: "int32",
    });
  });

  it("does not follow a shape that changes later", () => {
    const shape = [2];
    const x = nn.input("x", shape);
    shape.push(3);
    expect(x[NODE].shape).toEqual([2]);
    expect(Object.isFrozen(x)).toBe(true);
  });

  it.each([
    [0, "0"],
    [-1, "-1"],
    [2.5, "2.5"],
    [NaN, "NaN"],
    [Infinity, "Infinity"],
    ["", '""'],
    ["3", '"3"'],
    [null, "null"],
    [{}, "an object"],
  ])("reports the dimension %s, and takes 1 for it", (dim, found) => {
    const node = errorOf(input("x", [dim, 3]));
    expect(node.diagnostic).toMatchObject({ code: "bad-dimension", found, expected: "a positive whole number" });
    expect(node.diagnostic.message).toContain(`input("x"): dimension ${found} in `);
    expect(node.shape).toEqual([1, 3]);
  });

  it.each([[3], ["m"], [null], [{ domain: "any" }]])("reports a shape that is no array: %j", (shape) => {
    expect(diagnosticOf(input("x", shape))).toMatchObject({ code: "bad-dimension", expected: "an array of dims" });
  });

  it("hints at the array that a number should be", () => {
    expect(diagnosticOf(input("x", 3)).hint).toContain("[3]");
  });

  it("reports an axis of examples that does not lead", () => {
    const node = errorOf(input("X", [3, "m"]));
    expect(node.diagnostic).toMatchObject({ code: "unsupported-axis", found: '[3, "m"]' });
    expect(node.shape).toEqual([3, 1]);
    expect(diagnosticOf(input("X", ["m", "n"])).code).toBe("unsupported-axis");
  });

  it.each([[""], [undefined], [3], [null]])("reports the name %j", (name) => {
    expect(diagnosticOf(input(name, [2]))).toMatchObject({ code: "bad-name", expected: "a non-empty string" });
  });

  it.each([
    [{ domain: "negative" }, 'input("x"): domain is "negative"'],
    [{ domain: "__proto__" }, 'input("x"): domain is "__proto__"'],
    [{ domain: [0] }, 'input("x"): domain is [0]'],
    [{ domain: [9, 0] }, 'input("x"): domain is [9, 0]'],
    [{ domain: [0, 0.5] }, 'input("x"): domain is [0, 0.5]'],
    [{ element: "double" }, 'input("x"): element is "double"'],
    [{ dommain: "any" }, 'input has no option "dommain"'],
    ["positive", 'input: the options are "positive"'],
  ])("reports the options %j", (options, message) => {
    expect(diagnosticOf(input("x", [2], options))).toMatchObject({ code: "bad-option", message });
  });

  it("keeps hostile names as data", () => {
    for (const name of ["__proto__", "constructor", "`${x}`", "*/", "</script>", "'\"\\", "a\nb", "\u2028", "class"]) {
      expect(input(name)[NODE]).toMatchObject({ kind: "input", name });
    }
  });
});

describe("label", () => {
  it("is a one-hot target that knows its classes", () => {
    expect(nn.label("species", ["setosa", "versicolor", "virginica"])[NODE]).toEqual({
      kind: "input",
      name: "species",
      shape: [3],
      element: "float",
      domain: { kind: "oneHot" },
      classes: ["setosa", "versicolor", "virginica"],
    });
  });

  it("names classes by their indices where only their number is given", () => {
    expect(nn.label("digit", 3)[NODE]).toMatchObject({ shape: [3], classes: ["0", "1", "2"] });
  });

  it.each([
    [0, "bad-argument", "0 classes", [1]],
    [1, "bad-argument", "1 class", [1]],
    [2.5, "bad-argument", "2.5", [1]],
    [-3, "bad-argument", "-3", [1]],
    [1e9, "bad-argument", "1000000000", [1]],
    [[], "bad-argument", "0 classes", [1]],
    [["a"], "bad-argument", "1 class", [1]],
    [undefined, "bad-argument", "undefined", [1]],
    ["ab", "bad-argument", '"ab"', [1]],
    [["a", "b", "a"], "duplicate-name", '"a"', [3]],
    [["a", ""], "bad-name", '""', [2]],
    [["a", 3], "bad-name", "3", [2]],
    [["a", undefined], "bad-name", "undefined", [2]],
  ])("reports the classes %j", (classes, code, found, shape) => {
    const node = errorOf(label("y", classes));
    expect(node.diagnostic).toMatchObject({ code, found });
    expect(node.diagnostic.message).toContain('label("y")');
    expect(node.shape).toEqual(shape);
  });

  it("reports its name", () => {
    expect(diagnosticOf(label("", ["a", "b"])).code).toBe("bad-name");
  });
});

describe("parameter", () => {
  it("is a weight that is trained, unless told otherwise", () => {
    expect(nn.parameter("w")[NODE]).toEqual({
      kind: "parameter",
      name: "w",
      shape: [],
      role: "weight",
      trainable: true,
      initialize: { kind: "glorotUniform" },
    });
    expect(nn.parameter("b", [3], { role: "bias", trainable: false })[NODE]).toMatchObject({
      role: "bias",
      trainable: false,
      initialize: { kind: "zeros" },
    });
  });

  it.each([
    ["zeros", { kind: "zeros" }],
    ["ones", { kind: "ones" }],
    ["glorotUniform", { kind: "glorotUniform" }],
    ["heNormal", { kind: "heNormal" }],
    [0.5, { kind: "constant", value: 0.5 }],
    [
      { kind: "constant", value: -1 },
      { kind: "constant", value: -1 },
    ],
    [
      { kind: "uniform", limit: 0.1 },
      { kind: "uniform", limit: 0.1 },
    ],
    [
      { kind: "normal", deviation: 0.1 },
      { kind: "normal", deviation: 0.1 },
    ],
  ])("starts as %j says", (initialize, kept) => {
    expect(parameter("w", [3], { initialize })[NODE]).toMatchObject({ initialize: kept });
  });

  it.each([
    [{ initialize: "zero" }, 'parameter("w"): initialize is "zero"'],
    [{ initialize: NaN }, 'parameter("w"): initialize is NaN'],
    [{ initialize: ["zeros"] }, 'parameter("w"): initialize is ["zeros"]'],
    [{ initialize: { kind: "uniform" } }, 'parameter("w"): initialize.limit is undefined'],
    [{ initialize: { kind: "normal", deviation: -1 } }, 'parameter("w"): initialize.deviation is -1'],
    [{ initialize: { kind: "constant", value: "1" } }, 'parameter("w"): initialize.value is "1"'],
    [{ initialize: { kind: "normal", stddev: 1 } }, 'parameter("w"): initialize has no field "stddev"'],
    [{ initialize: { kind: "zeros", value: 1 } }, 'parameter("w"): initialize has no field "value"'],
    [{ initialize: { kind: "gauss" } }, 'parameter("w"): initialize.kind is "gauss"'],
    [{ initialize: {} }, 'parameter("w"): initialize.kind is undefined'],
    [{ role: "mean" }, 'parameter("w"): role is "mean"'],
    [{ trainable: "no" }, 'parameter("w"): trainable is "no"'],
    [{ init: "zeros" }, 'parameter has no option "init"'],
  ])("reports the options %j", (options, message) => {
    const node = errorOf(parameter("w", [3], options));
    expect(node.diagnostic).toMatchObject({ code: "bad-option", message });
    expect(node.shape).toEqual([3]);
  });

  it.each([
    [{ initialize: "glorotuniform" }, 'Did you mean "glorotUniform"?'],
    [{ initialize: { kind: "heNorm" } }, 'Did you mean "heNormal"?'],
    [{ initialize: { kind: "uniform", limit: NaN } }, 'As in initialize: { kind: "uniform", limit: 0.1 }.'],
    [{ roll: "bias" }, 'Did you mean "role"?'],
  ])("says what the options %j probably meant", (options, hint) => {
    expect(diagnosticOf(parameter("w", [3], options)).hint).toBe(hint);
  });

  it("has no axis of examples, and needs a name", () => {
    expect(diagnosticOf(parameter("W", ["m", 3]))).toMatchObject({ code: "unsupported-axis", found: '["m", 3]' });
    expect(diagnosticOf(parameter("W", [0])).code).toBe("bad-dimension");
    expect(diagnosticOf(parameter(undefined, [3])).code).toBe("bad-name");
  });
});
