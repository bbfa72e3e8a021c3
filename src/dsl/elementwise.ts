import type { GraphNode } from "../ir/graph.ts";
import type { Op } from "../ir/op.ts";
import * as arithmetic from "../ops/arithmetic.ts";
import * as copies from "../ops/elementwise.ts";
import * as error from "../ops/erf.ts";
import * as nearZero from "../ops/nearZero.ts";
import * as piecewise from "../ops/piecewise.ts";
import * as powers from "../ops/powers.ts";
import * as rounding from "../ops/rounding.ts";
import * as transcendental from "../ops/transcendental.ts";
import { combine } from "./combine.ts";
import { elementwise } from "./nodes.ts";
import type { FitAll, Fits, Merge, MergeAll, Scalar, Shape, ShapeOf } from "./shapes.ts";
import type { Operand, Tensor } from "./tensor.ts";

/** Takes one tensor or number; the result has its shape. */
export type Unary = <S extends Shape = Scalar>(x: Tensor<S> | number) => Tensor<S>;

/** Takes two operands of one shape; a scalar or a number goes with any shape. */
export type Binary = <A extends Operand, B extends Operand>(
  a: A,
  b: Fits<ShapeOf<A>, B>,
) => Tensor<Merge<ShapeOf<A>, ShapeOf<B>>>;

/** Takes two operands or more, of one shape; a scalar or a number goes with any shape. */
export type Variadic = <const T extends readonly [Operand, Operand, ...Operand[]]>(
  ...operands: FitAll<T>
) => Tensor<MergeAll<T>>;

const unary =
  (op: Op): Unary =>
  (...operands: readonly unknown[]) =>
    combine(op.name, operands, (x) => elementwise(op, x), 1);

const binary =
  (op: Op): Binary =>
  (...operands: readonly unknown[]) =>
    combine(op.name, operands, (a, b) => elementwise(op, a, b), 2);

/** From the left: add(a, b, c) = (a + b) + c. */
const variadic =
  (op: Op): Variadic =>
  (...operands) => {
    const values: readonly unknown[] = operands;
    const [a, b, ...more] = values;
    return combine(op.name, [a, b, ...more], (...nodes) => nodes.reduce((left, right) => elementwise(op, left, right)));
  };

/** a + b + …, element by element. At least two operands, of one shape; a scalar or a number goes with any shape. */
export const add: Variadic = variadic(arithmetic.add);

/** a − b, element by element. */
export const sub: Binary = binary(arithmetic.sub);

/** a · b · …, element by element (for the product of matrices see `matmul`). At least two operands. */
export const mul: Variadic = variadic(arithmetic.mul);

/** a / b, element by element. `div(1, x)` is `reciprocal(x)`. */
export const div: Binary = (...operands: readonly unknown[]) => combine("div", operands, quotient, 2);

const quotient = (a: GraphNode, b: GraphNode): GraphNode =>
  a.kind === "constant" && a.value === 1 ? elementwise(arithmetic.reciprocal, b) : elementwise(arithmetic.div, a, b);

/** −x */
export const neg: Unary = unary(arithmetic.neg);

/** 1 / x */
export const reciprocal: Unary = unary(arithmetic.reciprocal);

/** x² */
export const square: Unary = unary(arithmetic.square);

/** eˣ */
export const exp: Unary = unary(transcendental.exp);

/** The natural logarithm; log 0 = −∞. */
export const log: Unary = unary(transcendental.log);

/** √x; its gradient at 0 is ∞. */
export const sqrt: Unary = unary(transcendental.sqrt);

/** ln(1 + x), to all digits also where x is small. */
export const log1p: Unary = unary(nearZero.log1p);

/** eˣ − 1, to all digits also where x is small. */
export const expm1: Unary = unary(nearZero.expm1);

/** The error function, 2/√π ∫₀ˣ e^(−t²) dt, between −1 and 1. */
export const erf: Unary = unary(error.erf);

/**
 * `pow(x, p)` = xᵖ, element by element; NaN where x < 0 and p is no whole number. x² is `square(x)`. 0⁰ = 1 with gradient 0, and x^½ has
 * the gradient ∞ at 0, as in PyTorch.
 */
export const pow: Binary = (...operands: readonly unknown[]) => combine("pow", operands, power, 2);

const power = (a: GraphNode, b: GraphNode): GraphNode =>
  b.kind === "constant" && b.value === 2 ? elementwise(arithmetic.square, a) : elementwise(powers.pow, a, b);

/** ⌊x⌋, the largest whole number that is not above x. No gradient passes it. */
export const floor: Unary = unary(rounding.floor);

/** The nearest whole number, of two the even one. No gradient passes it. */
export const round: Unary = unary(rounding.round);

/** x, taken for a constant: no gradient passes it. PyTorch calls it `detach`, JAX `stop_gradient`. */
export const stopGradient: Unary = unary(copies.stopGradient);

/** sin x, x in radians. */
export const sin: Unary = unary(transcendental.sin);

/** cos x, x in radians. */
export const cos: Unary = unary(transcendental.cos);

/** The hyperbolic tangent, (1 − e^−2x)/(1 + e^−2x): an activation with values between −1 and 1. tanh′ = 1 − tanh². */
export const tanh: Unary = unary(transcendental.tanh);

/** |x|; its derivative at 0 is 0, as in PyTorch. */
export const abs: Unary = unary(piecewise.abs);

/** max(0, x): the rectified linear activation. Its derivative is 1[x > 0], so 0 at 0, as in PyTorch. */
export const relu: Unary = unary(piecewise.relu);

/** The threshold T(x): 1 where x ≥ 0, else 0. No gradient passes it: what reaches the loss only through `step` cannot be trained. */
export const step: Unary = unary(piecewise.step);
