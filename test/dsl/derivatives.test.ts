import { describe, expect, it } from "vitest";
import * as nn from "../../src/index.ts";
import type { Tensor } from "../../src/index.ts";
import { errorOf, formula } from "./formula.ts";

const x = nn.input("x", [2]);
const s = nn.input("s");
const W = nn.parameter("W", [3, 2]);
const h = nn.tanh(nn.matmul(W, x));
const f = nn.sum(h);

describe("derivatives", () => {
  it("are values of the graph with the axes that they should have", () => {
    const shapes: readonly (readonly [Tensor, readonly number[]])[] = [
      [nn.gradient(f, x), [2]],
      [nn.gradient(f, W), [3, 2]],
      [nn.gradient(f, h), [3]],
      [nn.jacobian(h, x), [3, 2]],
      [nn.jacobian(h, W), [3, 3, 2]],
      [nn.jacobian(f, x), [2]],
      [nn.hessian(f, W), [3, 2, 3, 2]],
      [nn.jvp(h, x, x), [3]],
      [nn.vjp(h, x, h), [2]],
      [nn.hessianVectorProduct(f, W, W), [3, 2]],
    ];
    for (const [tensor, shape] of shapes) expect(tensor.shape).toEqual(shape);
  });

  it("are made of three ops", () => {
    const square = nn.square(s);
    expect(formula(nn.gradient(square, s))).toBe("vjp(square(s), s, 1)");
    expect(formula(nn.hessian(square, s))).toBe("jacobian(vjp(square(s), s, 1), s)");
    expect(formula(nn.hessianVectorProduct(square, s, 2))).toBe("jvp(vjp(square(s), s, 1), s, 2)");
    const y = nn.sin(x);
    expect(formula(nn.jvp(y, x, 1))).toBe("jvp(sin(x), x, broadcast{[2] []}(1))");
    expect(formula(nn.vjp(y, x, y))).toBe("vjp(sin(x), x, sin(x))");
  });

  it("of a vector have to be asked for as such", () => {
    const { diagnostic } = errorOf(nn.gradient(h as never, x));
    expect(diagnostic).toMatchObject({ code: "shape-mismatch", found: "[3]", expected: "[]" });
    expect(diagnostic.message).toBe("gradient is taken of one number, and tanh(…) [3] has 3");
    expect(diagnostic.hint).toMatch(/jacobian\(y, x\).*vjp\(y, x, u\)/);
    expect(errorOf(nn.hessian(h as never, x)).diagnostic.code).toBe("shape-mismatch");
  });

  it("are taken with respect to what was used", () => {
    const other = nn.tanh(nn.matmul(W, x));
    const { diagnostic } = errorOf(nn.gradient(f, other));
    expect(diagnostic).toMatchObject({ code: "no-derivative" });
    expect(diagnostic.message).toBe("gradient: sum(…) [] is not computed from tanh(…) [3]");
    expect(errorOf(nn.gradient(f, s)).diagnostic.code).toBe("no-derivative");
    expect(errorOf(nn.jacobian(h, 3 as never)).diagnostic.message).toBe("jacobian: 3 is a constant");
    expect(errorOf(nn.jvp(s as never, nn.square(s), 1)).diagnostic.code).toBe("no-derivative");
  });

  it("take a vector of the shape that it stands beside, or a number", () => {
    expect(errorOf(nn.jvp(h, x, h as never)).diagnostic).toMatchObject({ found: "[3]", expected: "[2]" });
    expect(errorOf(nn.vjp(h, x, x as never)).diagnostic).toMatchObject({ found: "[2]", expected: "[3]" });
    expect(errorOf(nn.hessianVectorProduct(f, x, h as never)).diagnostic.code).toBe("shape-mismatch");
    expect(errorOf(nn.jvp(h, x, undefined as never)).diagnostic.code).toBe("bad-argument");
  });

  it("have no axis of examples in their own axes, and none with respect to what all rows share", () => {
    const X = nn.input("X", ["m", 2]);
    const V = nn.parameter("V", [2, 3]);
    const Y = nn.matmul(X, V);
    const rows = nn.sum(Y, { axis: -1 });
    expect(nn.gradient(rows, X).shape).toEqual(["m", 2]);
    expect(nn.hessianVectorProduct(rows, X, X).shape).toEqual(["m", 2]);
    expect(errorOf(nn.gradient(rows, V)).diagnostic.code).toBe("unsupported-axis");
    expect(errorOf(nn.jacobian(Y, X)).diagnostic.message).toMatch(/no place for the axis of examples/);
  });

  it("of a value with a mistake report no second one", () => {
    const bad = nn.matmul(W, nn.input("q", [5]) as never);
    expect(nn.gradient(nn.sum(bad), x).shape).toEqual([2]);
    const network = nn.network({ name: "n", inputs: { x }, outputs: { g: nn.gradient(nn.sum(bad), x) } });
    expect(network.diagnostics.filter(({ diagnostic }) => diagnostic.code === "no-derivative")).toEqual([]);
  });
});
