import { describe, expect, it } from "vitest";
import * as nn from "../../src/index.ts";
import { compositeOf, diagnosticOf, errorOf, formula, untyped } from "./formula.ts";

const embedding = untyped(nn.embedding);
const text = nn.input("text", [5], { domain: [0, 3] });

describe("embedding", () => {
  it("takes rows of a table", () => {
    expect(formula(nn.embedding(text, 4, 3))).toBe("gather{0}(weight, text)");
    expect(nn.embedding(text, 4, 3).shape).toEqual([5, 3]);
    expect(nn.embedding(nn.input("k", [], { domain: [0, 1] }), 4, 3).shape).toEqual([3]);
    expect(compositeOf(nn.embedding(text, 4, 3, { name: "letters" })).parameters).toMatchObject({
      weight: { name: "letters.weight", shape: [4, 3], role: "weight", initialize: { kind: "normal", deviation: 1 } },
    });
  });

  it.each([
    [nn.input("t", [5]), '"any"', "[5]"],
    [nn.input("t", [5], { domain: "positive" }), '"positive"', "[5]"],
    [nn.input("t", [], { domain: [1, 4] }), "[1, 4]", "[]"],
    [nn.input("t", [5], { domain: [-1, 3] }), "[-1, 3]", "[5]"],
  ])("reports an input that may hold no token: %o", (odd, found, shape) => {
    const node = errorOf(embedding(odd, 4, 3));
    expect(node.diagnostic).toMatchObject({ code: "bad-argument", found, expected: "whole numbers from 0 to 3" });
    expect(node.diagnostic.hint).toBe(`Declare it: input("t", ${shape}, { domain: [0, 3] }).`);
  });

  it.each([
    [[0, 3], "tokens"],
    [["4", 3], "tokens"],
    [[4, 0], "units"],
    [[4, undefined], "units"],
  ])("reports the sizes %o", ([tokens, units], option) => {
    expect(diagnosticOf(embedding(text, tokens, units))).toMatchObject({
      code: "bad-option",
      expected: "a positive whole number",
    });
    expect(diagnosticOf(embedding(text, tokens, units)).message).toContain(`embedding: ${option} is `);
  });

  it("reports options, names and operands", () => {
    expect(diagnosticOf(embedding(text, 4, 3, { bias: true })).message).toBe('embedding has no option "bias"');
    expect(diagnosticOf(embedding(text, 4, 3, { name: "" }))).toMatchObject({
      code: "bad-name",
      hint: 'As in embedding(text, 26, 8, { name: "letters" }).',
    });
    expect(diagnosticOf(embedding("text", 4, 3)).message).toBe('embedding: operand 1 is "text"');
  });
});
