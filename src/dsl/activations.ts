import { at } from "../diagnostics/diagnostic.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { GraphNode } from "../ir/graph.ts";
import { shapeText } from "../ir/shape.ts";
import { add, div, exp, log, neg, reciprocal, square } from "./algebra.ts";
import { readOperands } from "./arguments.ts";
import { combine } from "./combine.ts";
import type { Unary } from "./elementwise.ts";
import { described, mismatch, mistake } from "./mistakes.ts";
import { broadcastTo, composite, sumOver } from "./nodes.ts";
import type { Shape } from "./shapes.ts";
import { tensorOf } from "./tensor.ts";
import type { Tensor } from "./tensor.ts";

/** A named composition of elementwise ops. Its gradient follows from theirs. */
export const activation =
  (name: string, body: (z: GraphNode) => GraphNode): Unary =>
  (z) =>
    combine(name, [z], (node) => composite(name, [node], body(node)));

/** The logistic sigmoid, σ(z) = 1/(1 + e^−z), between 0 and 1; σ′ = σ(1 − σ). Keras and PyTorch call it sigmoid. */
export const logistic: Unary = (z) => combine("logistic", [z], logisticOf);

export const logisticOf = (z: GraphNode): GraphNode => composite("logistic", [z], reciprocal(add(1, exp(neg(z)))));

/** The Gaussian activation, σ(z) = e^(−z²/2), between 0 and 1; σ′ = −z σ. */
export const gaussian: Unary = activation("gaussian", (z) => exp(neg(div(square(z), 2))));

/** σ(z) = z: no activation, as at the output of a regression. It returns its operand. */
export const linear: Unary = (z) => combine("linear", [z], (node) => node);

/**
 * softmax(z)ₖ = e^zₖ / Σⱼ e^zⱼ over the last axis, so row by row where the rows are examples: positive numbers that sum to 1.
 * Written as the formula stands; compiling makes it safe against overflow.
 * @param z [K] or ["m", K], the logits
 * @returns the shape of z
 */
export const softmax = <S extends Shape>(z: Vectors<S>): Tensor<S> => overClasses("softmax", z, softmaxOf);

/**
 * log softmax(z)ₖ = zₖ − log Σⱼ e^zⱼ over the last axis, without overflow: logSoftmax([1000, 0]) = [0, −1000].
 * @param z [K] or ["m", K], the logits
 * @returns the shape of z
 */
export const logSoftmax = <S extends Shape>(z: Vectors<S>): Tensor<S> =>
  overClasses("logSoftmax", z, (node) => composite("logSoftmax", [node], log(softmaxOf(node))));

function overClasses(call: string, z: unknown, body: (z: GraphNode) => GraphNode): Tensor {
  const { nodes, wrong } = readOperands(call, [z]);
  if (wrong !== undefined) return mistake(wrong, nodes, []);
  const node = at(nodes, 0);
  if (typeof node.shape.at(-1) !== "number") return mismatch(call, notVectors(call, node), nodes, node.shape);
  return tensorOf(body(node));
}

/** A tensor with at least one axis. */
export type Vectors<S extends Shape> = S extends readonly [] ? Tensor<readonly [number]> : Tensor<S>;

export function softmaxOf(z: GraphNode): GraphNode {
  const last = z.shape.length - 1;
  const others = z.shape.map((_, axis) => axis).filter((axis) => axis !== last);
  const e = exp(z);
  return composite("softmax", [z], div(e, broadcastTo(sumOver(e, [last]), z.shape, others)));
}

export const notVectors = (call: string, node: GraphNode): Diagnostic => ({
  code: "shape-mismatch",
  message: `${call} of ${described(node)}: there is no axis of classes`,
  found: shapeText(node.shape),
  expected: "[K], one value for each class",
  hint: "A single logit belongs to logistic; softmax needs one for each class.",
});
