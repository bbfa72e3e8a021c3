import { at } from "../diagnostics/diagnostic.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { GraphNode } from "../ir/graph.ts";
import type { Op } from "../ir/op.ts";
import { shapeText, sizeOf } from "../ir/shape.ts";
import { iota } from "../ops/indexing.ts";
import * as reduction from "../ops/reduction.ts";
import { div, equal, greater, mul, neg, select, sqrt, square, sub } from "./algebra.ts";
import { badOption, checkOptions, readOperands } from "./arguments.ts";
import { described, mismatch, mistake } from "./mistakes.ts";
import { apply, broadcastTo, composite, fitting, rowsAxis, sumOver } from "./nodes.ts";
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

/** The largest element over all axes, or over those given; equal ones share the gradient equally, as in PyTorch's `amax`. */
export function max<S extends Shape = Scalar, const A extends Axis = undefined>(
  x: Tensor<S> | number,
  options?: ReductionOptions<A>,
): Tensor<Without<S, A>> {
  return reduce("max", x, options, maxOver);
}

/** The smallest element over all axes, or over those given; equal ones share the gradient equally, as in PyTorch's `amin`. */
export function min<S extends Shape = Scalar, const A extends Axis = undefined>(
  x: Tensor<S> | number,
  options?: ReductionOptions<A>,
): Tensor<Without<S, A>> {
  return reduce("min", x, options, (node, axes) => neg(maxOver(neg(node), axes)));
}

/** log Σ eˣ over all axes, or over those given, without overflow: a soft maximum, whose gradient is softmax. */
export function logSumExp<S extends Shape = Scalar, const A extends Axis = undefined>(
  x: Tensor<S> | number,
  options?: ReductionOptions<A>,
): Tensor<Without<S, A>> {
  return reduce("logSumExp", x, options, (node, axes) => reduced(reduction.logSumExp, node, axes));
}

/** The Euclidean norm √(Σ x²) over all axes, or over those given; its gradient at 0 is 0, as in PyTorch. */
export function norm<S extends Shape = Scalar, const A extends Axis = undefined>(
  x: Tensor<S> | number,
  options?: ReductionOptions<A>,
): Tensor<Without<S, A>> {
  return reduce("norm", x, options, (node, axes) => {
    const squares = sumOver(square(node), axes);
    return composite("norm", [node], select(greater(squares, 0), sqrt(squares), 0));
  });
}

/**
 * The index of the largest element along an axis, the last by default: the first of equal ones, counted from 0. [3] → [], [T, 3] → [T]. It is
 * a step function: no gradient passes it.
 */
export function argMax<S extends Shape, const A extends Axis = -1>(
  x: Tensor<S>,
  options?: ReductionOptions<A>,
): Tensor<Without<S, A>> {
  return reduce(
    "argMax",
    x,
    options,
    (node, axes) => {
      const axis = at(axes, 0);
      const last = Number(node.shape[axis]) - 1;
      const kept = node.shape.map((_, i) => i).filter((i) => i !== axis);
      const attains = equal(node, broadcastTo(maxOver(node, [axis]), node.shape, kept));
      // Of the places that attain it, the one that is the farthest from the end.
      const fromEnd = sub(last, apply(iota, [], { shape: node.shape, axis }, node.shape));
      return composite("argMax", [node], sub(last, maxOver(mul(attains, fromEnd), [axis])));
    },
    true,
  );
}

const reduced = (op: Op, node: GraphNode, axes: readonly number[]): GraphNode =>
  axes.length === 0 ? node : fitting(op, [node], { axes });

const maxOver = (node: GraphNode, axes: readonly number[]): GraphNode => reduced(reduction.max, node, axes);

type Over = (node: GraphNode, axes: readonly number[]) => GraphNode;

/** @param one whether it goes along one axis, the last by default; others go over all by default */
function reduce(
  call: string,
  x: unknown,
  options: ReductionOptions<Axis> | undefined,
  over: Over,
  one: boolean = false,
): Tensor {
  const { nodes, wrong } = readOperands(call, [x]);
  const odd = wrong ?? checkOptions(call, options, ["axis"]);
  if (odd !== undefined) return mistake(odd, nodes, []);
  const node = at(nodes, 0);
  const given = one && options?.axis === undefined ? -1 : options?.axis;
  const axes = given === undefined ? node.shape.map((_, axis) => axis) : readAxes(call, given, node);
  if ("code" in axes) return mismatch(call, axes, nodes, []);
  if (one && axes.length > 1) {
    const hint = "It is an index, and an index counts along one axis.";
    return mismatch(call, badOption(call, "axis", given, "one axis", hint), nodes, []);
  }
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
