import { at } from "../diagnostics/diagnostic.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { GraphNode } from "../ir/graph.ts";
import { shapeText, sizeOf } from "../ir/shape.ts";
import { div } from "./algebra.ts";
import { badOption, checkOptions, readOperands } from "./arguments.ts";
import { described, mismatch, mistake } from "./mistakes.ts";
import { rowsAxis, sumOver } from "./nodes.ts";
import type { Scalar, Shape, Without } from "./shapes.ts";
import { tensorOf } from "./tensor.ts";
import type { Tensor } from "./tensor.ts";

export interface ReductionOptions<A> {
  /** The axis or axes to reduce over; negative ones count from the end. All of them when left out. */
  readonly axis?: A;
}

export type Axis = number | readonly number[] | undefined;

/** Σ x over all axes, or over those given: [m, n] → [], with `{ axis: -1 }` → [m]. The sum of a scalar is that scalar. */
export function sum<S extends Shape = Scalar, const A extends Axis = undefined>(
  x: Tensor<S> | number,
  options?: ReductionOptions<A>,
): Tensor<Without<S, A>> {
  return reduce("sum", x, options, sumOver);
}

/** The mean of x over all axes, or over those given: Σ x / n. The mean of a scalar is that scalar. */
export function mean<S extends Shape = Scalar, const A extends Axis = undefined>(
  x: Tensor<S> | number,
  options?: ReductionOptions<A>,
): Tensor<Without<S, A>> {
  return reduce("mean", x, options, meanOver);
}

/** Σ / n; over one element nothing is divided. */
export function meanOver(node: GraphNode, axes: readonly number[]): GraphNode {
  const count = sizeOf(node.shape.filter((_, axis) => axes.includes(axis)));
  return count === 1 ? sumOver(node, axes) : div(sumOver(node, axes), count);
}

type Over = (node: GraphNode, axes: readonly number[]) => GraphNode;

function reduce(call: string, x: unknown, options: ReductionOptions<Axis> | undefined, over: Over): Tensor {
  const { nodes, wrong } = readOperands(call, [x]);
  const odd = wrong ?? checkOptions(call, options, ["axis"]);
  if (odd !== undefined) return mistake(odd, nodes, []);
  const node = at(nodes, 0);
  const given = options?.axis;
  const axes = given === undefined ? node.shape.map((_, axis) => axis) : readAxes(call, given, node);
  if ("code" in axes) return mismatch(call, axes, nodes, []);
  if (axes.some((axis) => typeof node.shape[axis] === "string")) {
    const kept = node.shape.filter((_, axis) => axis === 0 || !axes.includes(axis));
    return mismatch(call, overExamples(call, node), nodes, kept.slice(1));
  }
  return tensorOf(over(node, axes));
}

/** The axes counted from the front, in order. */
function readAxes(call: string, given: unknown, node: GraphNode): readonly number[] | Diagnostic {
  const rank = node.shape.length;
  const list: readonly unknown[] = Array.isArray(given) ? given : [given];
  const axes = list.map((axis) => (Number.isInteger(axis) ? (Number(axis) + rank) % rank : NaN));
  const inRange = list.every((axis) => Number.isInteger(axis) && Number(axis) >= -rank && Number(axis) < rank);
  if (inRange && new Set(axes).size === axes.length && axes.length > 0) return axes.sort((a, b) => a - b);
  const expected = rank === 0 ? "no axis: it is a scalar" : `axes of their own from ${-rank} to ${rank - 1}`;
  const hint = `${described(node)} has rank ${rank}; axes count from 0, and from the end with -1.`;
  return badOption(call, "axis", given, expected, hint);
}

const overExamples = (call: string, node: GraphNode): Diagnostic => ({
  code: "unsupported-axis",
  message: `${call} of ${described(node)} goes over the axis of examples, ${rowsAxis(node.shape)}`,
  found: shapeText(node.shape),
  expected: "the axes of one example",
  hint: "The loss is averaged over the examples by nngen. Within an example: { axis: -1 }.",
});
