import { describe, expect, it } from "vitest";
import * as nn from "../../src/index.ts";
import { compositeOf, diagnosticOf, errorOf, formula, untyped } from "./formula.ts";

const [attention, heads, residual] = [untyped(nn.attention), untyped(nn.multiHeadAttention), untyped(nn.residual)];
const [q, k, v] = [nn.input("q", [2, 4]), nn.input("k", [3, 4]), nn.input("v", [3, 5])];
const x = nn.input("x", [3, 4]);

describe("attention", () => {
  it("is softmax(Q·Kᵀ/√d)·V", () => {
    const e = 'exp(div(contract{"td,sd->ts"}(q, k), 2))';
    expect(formula(nn.attention(q, k, v))).toBe(
      `contract{"ts,se->te"}(div(${e}, broadcast{[2,3] [0]}(sum{[1]}(${e}))), v)`,
    );
    expect(nn.attention(q, k, v).shape).toEqual([2, 5]);
  });

  it("sees nothing that comes later, where it is causal", () => {
    const scores = 'div(contract{"td,sd->ts"}(x, x), 2)';
    expect(formula(nn.attention(x, x, x, { causal: true }))).toContain(
      `exp(select(lessEqual(iota{[3,3] 1}(), iota{[3,3] 0}()), ${scores}, broadcast{[3,3] []}(-Infinity)))`,
    );
  });

  it.each([
    [[q, v, v], "[2, 4], [3, 5], [3, 5]"],
    [[q, k, q], "[2, 4], [3, 4], [2, 4]"],
    [[nn.input("u", [4]), k, v], "[4], [3, 4], [3, 5]"],
    [[nn.input("Q", ["m", 4]), k, v], "[m, 4], [3, 4], [3, 5]"],
    [[q, k, 1], "[2, 4], [3, 4], []"],
  ])("reports %o", (operands, found) => {
    expect(diagnosticOf(attention(...operands))).toMatchObject({
      code: "shape-mismatch",
      found,
      expected: "[T, d], [S, d] and [S, e]",
    });
    expect(errorOf(attention(...operands)).shape).toEqual([1, 1]);
  });

  it("reports operands and options", () => {
    expect(diagnosticOf(attention(q, k)).message).toBe("attention: operand 3 is undefined");
    expect(diagnosticOf(attention(q, k, v, { mask: true })).message).toBe('attention has no option "mask"');
    expect(diagnosticOf(attention(q, k, v, { causal: 1 }))).toMatchObject({
      code: "bad-option",
      message: "attention: causal is 1",
      expected: "true or false",
    });
  });
});

describe("multiHeadAttention", () => {
  it("projects, splits into heads, attends and projects", () => {
    const projected = 'contract{"ti,oi->to"}(x, weight)';
    const text = formula(nn.multiHeadAttention(x, 2));
    expect(text).toContain(`contract{"thd,shd->hts"}(reshape{[3,2,2]}(${projected}), reshape{[3,2,2]}(${projected}))`);
    expect(text.startsWith('contract{"ti,oi->to"}(reshape{[3,4]}(contract{"hts,shd->thd"}(')).toBe(true);
    expect(nn.multiHeadAttention(x, 4, { causal: true }).shape).toEqual([3, 4]);
  });

  it("has four matrices", () => {
    const { parameters } = compositeOf(nn.multiHeadAttention(x, 2, { name: "heads" }));
    expect(Object.values(parameters).map(({ name, shape, role }) => [name, shape, role])).toEqual(
      ["query", "key", "value", "output"].map((part) => [`heads.${part}`, [4, 4], "weight"]),
    );
  });

  it.each([[0], [3], ["2"], [undefined]])("reports %o heads", (count) => {
    expect(diagnosticOf(heads(x, count))).toMatchObject({ code: "bad-option", expected: "a divisor of 4" });
    expect(errorOf(heads(x, count)).shape).toEqual([3, 4]);
  });

  it("reports operands and options", () => {
    expect(diagnosticOf(heads(nn.input("u", [4]), 2))).toMatchObject({
      code: "shape-mismatch",
      found: "[4]",
      expected: "a sequence [T, d]",
    });
    expect(diagnosticOf(heads(nn.input("X", ["m", 4]), 2)).message).toBe('multiHeadAttention of "X" [m, 4]');
    expect(diagnosticOf(heads(x, 2, { bias: true })).message).toBe('multiHeadAttention has no option "bias"');
    expect(diagnosticOf(heads(x, 2, { causal: "yes" })).message).toBe('multiHeadAttention: causal is "yes"');
    expect(diagnosticOf(heads(x, 2, { name: "" })).hint).toBe('As in multiHeadAttention(x, 4, { name: "heads" }).');
  });
});

describe("residual", () => {
  it("adds what a layer makes of x to x", () => {
    expect(formula(nn.residual(x, nn.tanh))).toBe("add(x, tanh(x))");
    expect(compositeOf(nn.residual(x, (h) => nn.dense(h, 4)))).toMatchObject({ name: "residual", shape: [3, 4] });
  });

  it("reports a layer that changes the shape", () => {
    const node = errorOf(residual(x, (h: nn.Tensor) => nn.dense(h, 5)));
    expect(node.diagnostic).toMatchObject({ code: "shape-mismatch", found: "[3, 5]", expected: "[3, 4]" });
    expect(node.diagnostic.message).toBe('residual: the layer turns "x" [3, 4] into [3, 5]');
    expect(node.shape).toEqual([3, 4]);
  });

  it.each([
    [undefined, "undefined"],
    [x, "a tensor"],
    [3, "3"],
    [{}, "an object"],
  ])("reports the layer %o", (layer, found) => {
    expect(diagnosticOf(residual(x, layer))).toMatchObject({
      code: "bad-argument",
      found,
      expected: "a function of x that returns a tensor",
    });
  });

  it("reports a layer that returns nothing", () => {
    expect(diagnosticOf(residual(x, () => undefined)).message).toBe("residual: operand 2 is undefined");
  });
});
