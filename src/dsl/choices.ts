/** Comparisons, and what chooses between values by them. */
import type { Op } from "../ir/op.ts";
import * as bounds from "../ops/bounds.ts";
import * as comparison from "../ops/comparison.ts";
import * as piecewise from "../ops/piecewise.ts";
import { combine } from "./combine.ts";
import type { Binary } from "./elementwise.ts";
import { elementwise } from "./nodes.ts";
import type { FitAll, MergeAll } from "./shapes.ts";
import type { Operand, Tensor } from "./tensor.ts";

/** Takes three operands of one shape; a scalar or a number goes with any shape. */
export type Ternary = <const T extends readonly [Operand, Operand, Operand]>(
  ...operands: FitAll<T>
) => Tensor<MergeAll<T>>;

const binary =
  (op: Op): Binary =>
  (...operands: readonly unknown[]) =>
    combine(op.name, operands, (a, b) => elementwise(op, a, b), 2);

const ternary =
  (call: string, op: Op): Ternary =>
  (...operands: readonly unknown[]) =>
    combine(call, operands, (a, b, c) => elementwise(op, a, b, c), 3);

/** 1 where a > b, else 0. Like all comparisons it has no gradient. */
export const greater: Binary = binary(piecewise.greater);

/** 1 where a ≥ b, else 0. */
export const greaterEqual: Binary = binary(comparison.greaterEqual);

/** 1 where a < b, else 0. */
export const less: Binary = binary(comparison.less);

/** 1 where a ≤ b, else 0. */
export const lessEqual: Binary = binary(comparison.lessEqual);

/** 1 where a = b, else 0. */
export const equal: Binary = binary(piecewise.equal);

/** The larger of a and b, element by element; equal ones share the gradient equally, as in PyTorch. NaN goes through. */
export const maximum: Binary = binary(bounds.maximum);

/** The smaller of a and b, element by element; equal ones share the gradient equally, as in PyTorch. NaN goes through. */
export const minimum: Binary = binary(bounds.minimum);

/**
 * `where(condition, a, b)`: a where the condition is not 0, else b, as in NumPy, JAX and PyTorch. Both are computed; the one that is not
 * taken hands on no gradient, also where it is infinite or NaN: `where(greater(x, 0), sqrt(x), 0)` has the gradient 0 at 0. That
 * holds for branches that are computed element by element; put sums and products of matrices outside.
 */
export const where: Ternary = ternary("where", piecewise.select);

/**
 * `clamp(x, low, high)`: x, but low where x < low, and high where x > high. The gradient passes at the edges, x = low and x = high,
 * as in PyTorch (`hardTanh` and `relu6` hold it back there).
 */
export const clamp: Ternary = ternary("clamp", bounds.clamp);
