import { at } from "../diagnostics/diagnostic.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { GraphNode } from "../ir/graph.ts";
import { shapeText } from "../ir/shape.ts";
import { add, div, exp, log, neg, reciprocal, square } from "./algebra.ts";
import { checkOptions, fieldOf, readOperands } from "./arguments.ts";
import { combine } from "./combine.ts";
import type { Unary } from "./elementwise.ts";
import { described, mismatch, mistake } from "./mistakes.ts";
import { broadcastTo, composite, sumOver } from "./nodes.ts";
import type { Shape } from "./shapes.ts";
import { badAxis, readAxis } from "./slices.ts";
import { tensorOf } from "./tensor.ts";
import type { Tensor } from "./tensor.ts";

/** A named composition of elementwise ops. Its gradient follows from theirs. */
export const activation =
  (name: string, body: (z: GraphNode) => GraphNode): Unary =>
  (...operands: readonly unknown[]) =>
    combine(name, operands, (z) => composite(name, [z], body(z)), 1);

/** The logistic sigmoid, σ(z) = 1/(1 + e^−z), between 0 and 1; σ′ = σ(1 − σ). Keras and PyTorch call it sigmoid. */
export const logistic: Unary = (...operands: readonly unknown[]) => combine("logistic", operands, logisticOf, 1);

export const logisticOf = (z: GraphNode): GraphNode => composite("logistic", [z], reciprocal(add(1, exp(neg(z)))));

/** The Gaussian activation, σ(z) = e^(−z²/2), between 0 and 1; σ′ = −z σ. */
export const gaussian: Unary = activation("gaussian", (z) => exp(neg(div(square(z), 2))));

/** σ(z) = z: no activation, as at the output of a regression. It returns its operand. */
export const linear: Unary = (...operands: readonly unknown[]) => combine("linear", operands, (z) => z, 1);

export interface SoftmaxOptions {
  /** The axis that sums to 1, counted from 0, or from the end with −1. Default −1, the last. */
  readonly axis?: number;
}

/**
 * softmax(z)ₖ = e^zₖ / Σⱼ e^zⱼ over the last axis, so row by row where the rows are examples, or over the axis given: positive numbers
 * that sum to 1. Written as the formula stands; compiling makes it safe against overflow.
 * @param z [K] or ["m", K], the logits
 * @returns the shape of z
 */
export const softmax = <S extends Shape>(z: Vectors<S>, options?: SoftmaxOptions): Tensor<S> =>
  overClasses("softmax", z, options, softmaxOf);

/**
 * log softmax(z)ₖ = zₖ − log Σⱼ e^zⱼ over the last axis, or the one given, without overflow: logSoftmax([1000, 0]) = [0, −1000].
 * @param z [K] or ["m", K], the logits
 * @returns the shape of z
 */
export const logSoftmax = <S extends Shape>(z: Vectors<S>, options?: SoftmaxOptions): Tensor<S> =>
  overClasses("logSoftmax", z, options, (node, axis) => composite("logSoftmax", [node], log(softmaxOf(node, axis))));

function overClasses(
  call: string,
  z: unknown,
  options: unknown,
  body: (z: GraphNode, axis: number) => GraphNode,
): Tensor {
  const { nodes, wrong } = readOperands(call, [z]);
  const odd = wrong ?? checkOptions(call, options, ["axis"]);
  if (odd !== undefined) return mistake(odd, nodes, nodes[0]?.shape ?? []);
  const node = at(nodes, 0);
  if (typeof node.shape.at(-1) !== "number") return mismatch(call, notVectors(call, node), nodes, node.shape);
  const given = fieldOf(options, "axis");
  const axis = readAxis(node, given ?? -1);
  if (axis === undefined) return mismatch(call, badAxis(call, node, given), nodes, node.shape);
  return tensorOf(body(node, axis));
}

/** A tensor with at least one axis. */
export type Vectors<S extends Shape> = S extends readonly [] ? Tensor<readonly [number]> : Tensor<S>;

export function softmaxOf(z: GraphNode, over: number = z.shape.length - 1): GraphNode {
  const others = z.shape.map((_, axis) => axis).filter((axis) => axis !== over);
  const e = exp(z);
  return composite("softmax", [z], div(e, broadcastTo(sumOver(e, [over]), z.shape, others)));
}

export const notVectors = (call: string, node: GraphNode): Diagnostic => ({
  code: "shape-mismatch",
  message: `${call} of ${described(node)}: there is no axis of classes`,
  found: shapeText(node.shape),
  expected: "[K], one value for each class",
  hint: "A single logit belongs to logistic; softmax needs one for each class.",
});
