import { describe, expect, it } from "vitest";
import * as nn from "../../src/index.ts";
import { compositeOf, diagnosticOf, errorOf, formula, untyped } from "./formula.ts";

const x = nn.input("x", [2, 7]);
const picture = nn.input("p", [2, 5, 6]);
const [conv1d, conv2d] = [untyped(nn.conv1d), untyped(nn.conv2d)];
const [up1d, up2d] = [untyped(nn.convTranspose1d), untyped(nn.convTranspose2d)];

describe("convolutions", () => {
  it("contract windows with filters, and add a bias a filter", () => {
    expect(formula(nn.conv1d(x, 3, 3))).toBe(
      'add(contract{"cpi,oci->op"}(window{[1] [3] [1] [1]}(x), weight), broadcast{[3,5] [0]}(bias))',
    );
    expect(formula(nn.conv2d(picture, 3, [2, 3], { padding: "same" }))).toBe(
      'add(contract{"cpqij,ocij->opq"}(window{[1,2] [2,3] [1,1] [1,1]}(pad{[2,6,8] [0,0,1] [1,1,1]}(p)), weight), broadcast{[3,5,6] [0]}(bias))',
    );
  });

  it("take stride, padding and dilation, for all axes or each", () => {
    expect(formula(nn.conv1d(x, 3, 3, { stride: 2, padding: 1, dilation: 2, bias: false }))).toBe(
      'contract{"cpi,oci->op"}(window{[1] [3] [2] [2]}(pad{[2,9] [0,1] [1,1]}(x)), weight)',
    );
    expect(nn.conv2d(picture, 4, 2, { stride: [2, 1] }).shape).toEqual([4, 2, 5]);
    expect(nn.conv2d(picture, 4, 3, { padding: [0, 1] }).shape).toEqual([4, 3, 6]);
    expect(nn.conv2d(picture, 4, 3, { padding: "same", stride: 2 }).shape).toEqual([4, 3, 3]);
    expect(nn.conv2d(picture, 4, 3, { padding: "valid" }).shape).toEqual([4, 3, 4]);
  });

  it("split channels into groups", () => {
    expect(formula(nn.conv1d(x, 4, 2, { groups: 2, bias: false }))).toBe(
      'reshape{[4,6]}(contract{"gcpi,goci->gop"}(reshape{[2,1,6,2]}(window{[1] [2] [1] [1]}(x)), reshape{[2,2,1,2]}(weight)))',
    );
    expect(compositeOf(nn.conv2d(picture, 4, 2, { groups: 2 })).parameters["weight"]?.shape).toEqual([4, 1, 2, 2]);
  });

  it("have parameters in PyTorch's layout, of the roles weight and bias", () => {
    const { weight, bias } = compositeOf(nn.conv2d(picture, 4, [2, 3], { name: "edges" })).parameters;
    expect(weight).toMatchObject({
      name: "edges.weight",
      shape: [4, 2, 2, 3],
      role: "weight",
      initialize: { kind: "glorotUniform" },
    });
    expect(bias).toMatchObject({ name: "edges.bias", shape: [4], role: "bias", initialize: { kind: "zeros" } });
    expect(Object.keys(compositeOf(nn.conv1d(x, 1, 1, { bias: false })).parameters)).toEqual(["weight"]);
    expect(compositeOf(nn.convTranspose1d(x, 4, 3)).parameters["weight"]?.shape).toEqual([2, 4, 3]);
  });
});

describe("transposed convolutions", () => {
  it("add up pieces where windows overlap, and cut the padding off", () => {
    expect(formula(nn.convTranspose2d(picture, 3, 2, { stride: 2, bias: false }))).toBe(
      'fold{[1,2] [2,2] [2,2] [1,1] [10,12]}(contract{"cpq,coij->opqij"}(p, weight))',
    );
    expect(formula(nn.convTranspose1d(x, 3, 3, { stride: 2, padding: 1, bias: false }))).toBe(
      'slice{[3,13] [0,1] [1,1]}(fold{[1] [3] [2] [1] [15]}(contract{"cp,coi->opi"}(x, weight)))',
    );
  });

  it("split channels into groups", () => {
    expect(formula(nn.convTranspose1d(x, 4, 3, { groups: 2, bias: false }))).toBe(
      'fold{[1] [3] [1] [1] [9]}(reshape{[4,7,3]}(contract{"gcp,gcoi->gopi"}(reshape{[2,1,7]}(x), reshape{[2,1,2,3]}(weight))))',
    );
    const layer = compositeOf(nn.convTranspose2d(picture, 6, 2, { groups: 2 }));
    expect(layer.parameters["weight"]?.shape).toEqual([2, 3, 2, 2]);
    expect(layer.shape).toEqual([6, 6, 7]);
  });

  it('keep the length with "same" at a stride of 1', () => {
    expect(nn.convTranspose1d(x, 3, 4, { padding: "same" }).shape).toEqual([3, 7]);
    expect(nn.convTranspose1d(x, 3, 3, { padding: "same", stride: 2 }).shape).toEqual([3, 13]);
  });

  it("reports padding that leaves nothing", () => {
    expect(diagnosticOf(up1d(nn.input("v", [1, 1]), 3, 3, { padding: 2 }))).toMatchObject({
      code: "bad-option",
      found: "2",
      expected: "less than half of [3]",
    });
  });
});

/** One name of each rank, for what both say alike. */
const CALLS = { conv1d, conv2d, convTranspose1d: up1d, convTranspose2d: up2d };
const operandOf = (name: string): nn.Tensor => (name.endsWith("1d") ? x : picture);

describe.each(Object.entries(CALLS))("mistakes of %s", (name, call) => {
  const operand = operandOf(name);
  const rank = name.endsWith("1d") ? 1 : 2;
  const ones = new Array<number>(rank).fill(1);
  const count = rank === 1 ? "a positive whole number" : "a positive whole number, or 2 of them";

  it.each([[0], [-1], [2.5], ["8"], [undefined], [x]])("filters %o", (filters) => {
    const node = errorOf(call(operand, filters, 3));
    expect(node.diagnostic).toMatchObject({ code: "bad-option", expected: "a positive whole number" });
    expect(node.diagnostic.hint).toBe(`As in ${name}(x, 8, 3): 8 filters of size 3.`);
    expect(node.shape).toEqual([1, ...ones]);
  });

  it.each([[0], ["3"], [undefined], [[1, 2, 3]], [[]], [new Array(rank)]])("the size %o", (size) => {
    const node = errorOf(call(operand, 4, size));
    expect(node.diagnostic).toMatchObject({ code: "bad-option", expected: count, hint: `As in ${name}(x, 8, 3).` });
    expect(node.diagnostic.message).toContain(`${name}: size is `);
    expect(node.shape).toEqual([4, ...ones]);
  });

  it.each([
    [{ stride: 0 }, count],
    [{ stride: "2" }, count],
    [{ dilation: 0.5 }, count],
    [{ padding: -1 }, '"same", "valid" or zeros on each side'],
    [{ padding: "full" }, '"same", "valid" or zeros on each side'],
    [{ bias: "no" }, "true or false"],
    [{ bias: x }, "true or false"],
  ])("the options %o", (options, expected) => {
    expect(diagnosticOf(call(operand, 4, 2, options))).toMatchObject({ code: "bad-option", expected });
  });

  it("names and options that it does not know", () => {
    const bad = diagnosticOf(call(operand, 4, 2, { name: "" }));
    expect(bad).toMatchObject({ code: "bad-name", hint: `As in ${name}(x, 8, 3, { name: "edges" }).` });
    expect(diagnosticOf(call(operand, 4, 2, { strides: 2 })).message).toBe(`${name} has no option "strides"`);
    expect(diagnosticOf(call(operand, 4, 2, null)).message).toBe(`${name}: the options are null`);
  });

  it.each([
    [nn.input("v", [7]), "[7]"],
    [nn.input("s"), "[]"],
    [nn.input("X", ["m", 7]), "[m, 7]"],
    [nn.input("r", [1, 2, 3, 4]), "[1, 2, 3, 4]"],
  ])("the operand %o", (odd, found) => {
    expect(diagnosticOf(call(odd, 4, 2))).toMatchObject({
      code: "shape-mismatch",
      found,
      expected: rank === 1 ? "[channels, length]" : "[channels, height, width]",
    });
    expect(diagnosticOf(call(odd, 4, 2)).hint).toContain("one example");
  });

  it("what is no tensor, and nothing that rests on a mistake", () => {
    expect(diagnosticOf(call("x", 4, 2)).message).toBe(`${name}: operand 1 is "x"`);
    const wrong = untyped(nn.sum)(x, { axis: 7 });
    expect(call(wrong, 4, 2).shape).toEqual([4, ...ones]);
    expect(() => errorOf(call(wrong, 4, 2))).toThrow("composite");
  });
});

describe("mistakes of one kind of convolution", () => {
  it.each([[0], [3], [1.5], ["2"]])("groups %o", (groups) => {
    expect(diagnosticOf(conv1d(x, 4, 2, { groups }))).toMatchObject({
      code: "bad-option",
      expected: "a number that divides 2 channels and 4 filters",
    });
    expect(diagnosticOf(up1d(x, 4, 2, { groups }))).toMatchObject({
      code: "bad-option",
      expected: "a number that divides 2 channels and 4 filters",
    });
  });

  it("windows that do not fit", () => {
    expect(diagnosticOf(conv2d(picture, 4, [3, 7]))).toMatchObject({
      code: "shape-mismatch",
      message: 'conv2d: a window of [3, 7] does not fit into "p" [2, 5, 6]',
      found: "[3, 7]",
      expected: "at most [5, 6]",
      hint: 'Take a smaller window, or pad: padding: "same".',
    });
    expect(diagnosticOf(conv1d(x, 4, 3, { dilation: 4 })).found).toBe("[9]");
    expect(nn.conv1d(x, 4, 3, { dilation: 4, padding: 1 }).shape).toEqual([4, 1]);
  });
});
