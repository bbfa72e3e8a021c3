import { describe, expect, it } from "vitest";
import { NODE } from "../../src/ir/graph.ts";
import * as nn from "../../src/index.ts";
import { diagnosticOf, errorOf, formula, inferred, opOf, untyped } from "./formula.ts";

const matmul = untyped(nn.matmul);
const A = nn.parameter("A", [2, 3]);
const B = nn.parameter("B", [3, 5]);
const v = nn.input("v", [3]);
const X = nn.input("X", ["m", 3]);

describe("matmul", () => {
  it.each([
    ["a matrix and a matrix", A, B, [2, 5], "ik,kj->ij"],
    ["a matrix and a vector", A, v, [2], "ik,k->i"],
    ["a vector and a matrix", v, B, [5], "k,kj->j"],
    ["two vectors", v, v, [], "k,k->"],
    ["rows and a matrix", X, B, ["m", 5], "ik,kj->ij"],
    ["rows and a vector", X, v, ["m"], "ik,k->i"],
  ])("multiplies %s", (_, a, b, shape, spec) => {
    const product = matmul(a, b);
    expect(product.shape).toEqual(shape);
    expect(opOf(product)).toMatchObject({ attributes: { spec }, operands: [a[NODE], b[NODE]] });
    expect(inferred(product)).toEqual(shape);
  });

  it.each([
    ["an inner axis that differs", A, nn.parameter("C", [4, 5]), "[4, 5]", "[3, 5]", "3, must be as long"],
    ["a right factor to transpose", A, nn.parameter("C", [5, 3]), "[5, 3]", "[3, 3]", "transpose the right one"],
    ["a left factor to transpose", A, nn.input("u", [2]), "[2]", "[3]", "transpose the left one"],
    ["the wrong order", B, nn.parameter("C", [4, 3]), "[4, 3]", "[5, 3]", "change their order"],
    ["a scalar", A, nn.parameter("c"), "[]", "a matrix [m, n] or a vector [n]", "mul"],
    ["a number", A, 2, "[]", "a matrix [m, n] or a vector [n]", "mul"],
    ["rank 3", nn.parameter("T", [2, 3, 4]), v, "[2, 3, 4]", "a matrix [m, n] or a vector [n]", "Split"],
  ])("reports %s", (_, a, b, found, expected, hint) => {
    const diagnostic = diagnosticOf(matmul(a, b));
    expect(diagnostic).toMatchObject({ code: "shape-mismatch", found, expected });
    expect(diagnostic.hint).toContain(hint);
  });

  it("names both factors, and guesses the shape of the product", () => {
    const node = errorOf(matmul(A, nn.parameter("C", [4, 5])));
    expect(node.diagnostic.message).toBe('matmul cannot multiply "A" [2, 3] by "C" [4, 5]');
    expect(node.shape).toEqual([2, 5]);
  });

  it("does not sum over the examples, nor pair them", () => {
    expect(diagnosticOf(matmul(nn.transpose(X), X))).toMatchObject({ code: "unsupported-axis", found: "[m]" });
    expect(diagnosticOf(matmul(X, nn.transpose(X)))).toMatchObject({ code: "unsupported-axis", found: "[m, m]" });
  });

  it("reports what is no tensor", () => {
    expect(diagnosticOf(matmul(A))).toMatchObject({ code: "bad-argument", message: "matmul: operand 2 is undefined" });
  });

  it("reports nothing where a factor rests on a mistake", () => {
    expect(matmul(matmul(A, A), nn.input("u", [2]))[NODE].kind).toBe("composite");
  });
});

describe("transpose", () => {
  it("reverses the axes", () => {
    const turned = nn.transpose(nn.parameter("T", [2, 3, 4]));
    expect(opOf(turned)).toMatchObject({ shape: [4, 3, 2], attributes: { permutation: [2, 1, 0] } });
    expect(inferred(turned)).toEqual([4, 3, 2]);
    expect(formula(nn.transpose(A))).toBe("transpose{[1,0]}(A)");
  });

  it("leaves vectors and scalars as they are", () => {
    expect(nn.transpose(v)[NODE]).toBe(v[NODE]);
    expect(nn.transpose(nn.parameter("c"))[NODE].kind).toBe("parameter");
  });

  it("reports what is no tensor", () => {
    expect(diagnosticOf(untyped(nn.transpose)("A")).code).toBe("bad-argument");
  });
});
