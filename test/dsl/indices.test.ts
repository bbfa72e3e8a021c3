import { describe, expect, it } from "vitest";
import * as nn from "../../src/index.ts";
import { NODE } from "../../src/ir/graph.ts";
import { diagnosticOf, errorOf, formula, untyped } from "./formula.ts";

const tokens = nn.input("tokens", [4], { element: "int32", domain: [0, 2] });
const k = nn.input("k", [], { element: "int32", domain: [0, 2] });
const free = nn.input("free", [4], { element: "int32" });
const X = nn.input("X", ["m", 3]);
const ks = nn.input("ks", ["m"], { element: "int32", domain: [0, 2] });
const h = nn.input("h", [3]);
const table = nn.parameter("table", [3, 2]);

describe("indices", () => {
  it("are read by embedding, oneHot, gather and scatterAdd", () => {
    expect(formula(nn.embedding(tokens, 3, 2))).toBe("gather{0}(weight, tokens)");
    expect(formula(nn.oneHot(k, 3))).toBe("oneHot{3}(k)");
    expect(nn.oneHot(tokens, 3).shape).toEqual([4, 3]);
    expect(nn.oneHot(ks, 3).shape).toEqual(["m", 3]);
    expect(formula(nn.gather(table, tokens))).toBe("gather{0}(table, tokens)");
    expect(nn.gather(table, tokens).shape).toEqual([4, 2]);
    expect(nn.gather(h, k).shape).toEqual([]);
    expect(formula(nn.gather(X, ks))).toBe("gather{1}(X, ks)");
    expect(nn.gather(X, ks).shape).toEqual(["m"]);
    expect(formula(nn.scatterAdd(nn.parameter("v", [4, 2]), tokens, 3))).toBe("scatterAdd{0 3}(tokens, v)");
    expect(nn.scatterAdd(nn.parameter("v", [4, 2]), tokens, 3).shape).toEqual([3, 2]);
    expect(nn.scatterAdd(X, nn.input("places", ["m", 3], { element: "int32", domain: [0, 4] }), 5).shape).toEqual([
      "m",
      5,
    ]);
  });

  it("may be cut and laid out anew, and stay indices", () => {
    const cut = nn.reverse(nn.reshape(nn.slice(nn.flatten(tokens), { start: 1 }), [1, 3]));
    expect(nn.embedding(cut, 3, 2).shape).toEqual([1, 3, 2]);
    expect(diagnosticOf(nn.tanh(cut))).toMatchObject({ found: "int32", expected: "float" });
    expect(diagnosticOf(nn.embedding(nn.slice(free, { start: 1 }), 3, 2)).message).toBe(
      'embedding: the domain of "free" [4] is "any", and there are 3 tokens',
    );
  });

  it("may be numbers, whose domain says that they are indices", () => {
    const whole = nn.input("whole", [4], { domain: [0, 2] });
    expect(formula(nn.oneHot(whole, 3))).toBe("oneHot{3}(whole)");
    expect(formula(nn.gather(table, whole))).toBe("gather{0}(table, whole)");
    expect(formula(nn.gather(table, untyped(nn.neg)(-2)))).toContain("gather{0}(table, select(");
  });

  it("that are computed are made NaN where they name nothing, so that nothing else is read", () => {
    expect(formula(nn.embedding(nn.argMax(h), 3, 2))).toMatch(
      /^gather\{0\}\(weight, select\(equal\(floor\(clamp\(.*, NaN\)\)$/,
    );
    expect(formula(nn.oneHot(nn.argMax(h), 3))).toMatch(/^oneHot\{3\}\(sub\(2, /);
  });
});

describe("mistakes with indices", () => {
  const numbers = (call: string, name: string): object => ({
    code: "bad-argument",
    message: `${call}: ${name} holds int32 values`,
    found: "int32",
    expected: "float",
    hint: "Indices are read by embedding, oneHot and gather. For numbers leave `element` out: inputs hold floats.",
  });

  it.each([
    ["matmul", () => untyped(nn.matmul)(table, tokens), '"tokens"'],
    ["add", () => nn.add(k, 1), '"k"'],
    ["dense", () => untyped(nn.dense)(tokens, 3), '"tokens"'],
    ["dense", () => untyped(nn.dense)(h, 4, { bias: tokens }), '"tokens"'],
    ["softmaxCrossEntropy", () => untyped(nn.softmaxCrossEntropy)(h, k), '"k"'],
    ["concat", () => nn.concat([tokens, tokens]), '"tokens"'],
    ["gradient", () => nn.gradient(nn.sum(nn.embedding(tokens, 3, 2)), tokens), '"tokens"'],
    ["gather", () => nn.gather(tokens, k), '"tokens"'],
    ["scatterAdd", () => nn.scatterAdd(tokens, tokens, 3), '"tokens"'],
    ["scan", () => untyped(nn.scan)(h, tokens, () => h), '"tokens"'],
    ["sum", () => nn.sum(nn.flatten(tokens)), "flatten(…)"],
  ])("%s takes none: both are named", (call, make, name) => {
    expect(diagnosticOf(make())).toMatchObject(numbers(call, name));
  });

  it("a loss and a target that numbers are fitted to are numbers", () => {
    const of = (loss: unknown, yHat: nn.Tensor = h): readonly unknown[] =>
      untypedNetwork({ name: "n", inputs: { h, k }, outputs: { yHat }, loss }).diagnostics.map((d) => d.diagnostic);
    expect(of(k)).toMatchObject([numbers("network: the loss", '"k"')]);
    const fitted = nn.unstandardize(nn.sum(h));
    const found = of(nn.softmaxCrossEntropy(h, nn.oneHot(k, 3)), fitted);
    expect(found).toMatchObject([numbers("unstandardize", '"k"')]);
  });

  it.each([
    [() => nn.embedding(free, 3, 2), '"any"', "embedding", '[4], { element: "int32", domain: [0, 2] }'],
    [() => nn.oneHot(k, 2), "[0, 2]", "oneHot", '[], { element: "int32", domain: [0, 1] }'],
    [() => nn.gather(h, nn.input("k", [], { domain: [-1, 2] })), "[-1, 2]", "gather", "[], { domain: [0, 2] }"],
    [
      () => nn.scatterAdd(nn.parameter("v", [4]), tokens, 2),
      "[0, 2]",
      "scatterAdd",
      '[4], { element: "int32", domain: [0, 1] }',
    ],
  ])("an input whose domain reaches beyond: %o", (make, found, call, declared) => {
    const { diagnostic } = errorOf(make());
    expect(diagnostic).toMatchObject({ code: "bad-argument", found });
    expect(diagnostic.message).toMatch(new RegExp(`^${call}: the domain of `));
    expect(diagnostic.hint).toContain(declared);
  });

  it("an index that is no place", () => {
    expect(diagnosticOf(untyped(nn.gather)(table, 3))).toMatchObject({
      found: "3 []",
      expected: "whole numbers from 0 to 2",
    });
    expect(diagnosticOf(untyped(nn.oneHot)(0.5, 2)).message).toBe("oneHot: the index 0.5 [] is none of 2 classes");
  });

  it("sizes and shapes", () => {
    expect(diagnosticOf(untyped(nn.oneHot)(k, 0))).toMatchObject({ code: "bad-option", hint: "As in oneHot(k, 10)." });
    expect(diagnosticOf(untyped(nn.scatterAdd)(h, k, "3"))).toMatchObject({ code: "bad-option" });
    expect(diagnosticOf(nn.scatterAdd(h, tokens, 3))).toMatchObject({
      code: "shape-mismatch",
      message: 'scatterAdd of "h" [3] at indices [4]',
    });
    expect(diagnosticOf(nn.gather(nn.input("s"), k))).toMatchObject({ code: "shape-mismatch", found: "[] at []" });
    expect(diagnosticOf(nn.gather(X, k))).toMatchObject({ code: "shape-mismatch", found: "[m, 3] at []" });
  });
});

const untypedNetwork = (options: unknown): nn.Network => nn.network(options as nn.NetworkOptions);

it("a bool is a number that is 0 or 1", () => {
  const mask = nn.input("mask", [3], { element: "bool" });
  expect(mask[NODE]).toMatchObject({ element: "bool", domain: { kind: "integer", from: 0, to: 1 } });
  expect(formula(nn.where(mask, h, 0))).toBe("select(mask, h, 0)");
  const wrong = nn.input("wrong", [3], { element: "bool", domain: "positive" });
  expect(diagnosticOf(wrong)).toMatchObject({ code: "bad-option", message: 'input("wrong"): domain is "positive"' });
});
