import { at } from "../diagnostics/diagnostic.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { GraphNode } from "../ir/graph.ts";
import { shapeText, sizeOf } from "../ir/shape.ts";
import { concat as concatOp, pad as padOp, slice as sliceOp } from "../ops/slices.ts";
import { reshape as reshapeOp } from "../ops/views.ts";
import { badOption, checkOptions, readOperands, readShape } from "./arguments.ts";
import { described, mismatch, mistake, shown } from "./mistakes.ts";
import { composite, exampleAxes, fitting, inferred, rowsAxis } from "./nodes.ts";
import type { Shape } from "./shapes.ts";
import { tensorOf } from "./tensor.ts";
import type { Tensor } from "./tensor.ts";

/** The same elements in the same (row-major) order, in another shape of as many: [6] → [2, 3]. */
export function reshape<const S extends Shape>(x: Tensor, shape: S): Tensor<S>;
export function reshape(x: Tensor, shape: Shape): Tensor {
  const { nodes, wrong } = readOperands("reshape", [x]);
  const read = readShape("reshape", shape, true);
  const odd = wrong ?? read.wrong;
  if (odd !== undefined) return mistake(odd, nodes, read.shape);
  const node = at(nodes, 0);
  const result = inferred(reshapeOp, nodes, { shape: read.shape });
  if (typeof result !== "string") return tensorOf(result);
  const diagnostic: Diagnostic = {
    code: "shape-mismatch",
    message: `reshape of ${described(node)} to ${shapeText(read.shape)}`,
    found: `${sizeOf(node.shape)} elements`,
    expected: `${sizeOf(read.shape)} elements`,
    hint: "A reshape keeps the number of elements, and the axis of examples where it is.",
  };
  return mismatch("reshape", diagnostic, nodes, read.shape);
}

/** All elements of an example in one vector: [8, 4, 4] → [128]. */
export function flatten(x: Tensor): Tensor<readonly [number]> {
  const { nodes, wrong } = readOperands("flatten", [x]);
  if (wrong !== undefined) return vectorOf(mistake(wrong, nodes, [1]));
  const { shape } = at(nodes, 0);
  const rows = rowsAxis(shape);
  const flat = [...(rows === undefined ? [] : [rows]), sizeOf(shape)];
  return vectorOf(tensorOf(composite("flatten", nodes, fitting(reshapeOp, nodes, { shape: flat }))));
}

/** Rows that are written out have two axes, which types leave to the graph. */
const vectorOf = (tensor: Tensor): Tensor<readonly [number]> => tensor as Tensor<readonly [number]>;

/** A part of an axis, as in NumPy: from `start` up to, but without, `end`; negative ones count from the end. */
export interface SliceRange {
  readonly start?: number;
  readonly end?: number;
  readonly step?: number;
}

/**
 * A part of a tensor along one axis: `slice(x, { start: 1, end: 3 })`. A step of −1 reverses it.
 * @param axis counted from 0, or from the end with −1; by default the first axis of an example
 */
export function slice(x: Tensor, range: SliceRange & { readonly axis?: number }): Tensor {
  const { nodes, wrong } = readOperands("slice", [x]);
  const odd = wrong ?? checkOptions("slice", range, ["start", "end", "step", "axis"]);
  if (odd !== undefined) return mistake(odd, nodes, []);
  const node = at(nodes, 0);
  const axis = readAxis(node, range.axis ?? exampleAxes(node.shape)[0]);
  const dim = axis === undefined ? undefined : node.shape[axis];
  if (axis === undefined || typeof dim !== "number")
    return mismatch("slice", badAxis("slice", node, range.axis), nodes, node.shape);
  const step = range.step ?? 1;
  const clamped = (index: number): number =>
    Math.min(Math.max(index < 0 ? index + dim : index, step < 0 ? -1 : 0), step < 0 ? dim - 1 : dim);
  const start = clamped(range.start ?? (step < 0 ? dim - 1 : 0));
  const end = range.end === undefined ? (step < 0 ? -1 : dim) : clamped(range.end);
  const size = Math.ceil((end - start) / step);
  if (![start, end, step].every(Number.isInteger) || step === 0 || size < 1) {
    const expected = `a range of at least one element of an axis of ${dim}`;
    return mismatch(
      "slice",
      badOption("slice", "the range", describedRange(range), expected, "end is not included."),
      nodes,
      node.shape,
    );
  }
  const along = (values: number, others: (dim: Shape[number]) => Shape[number]): Shape =>
    node.shape.map((d, i) => (i === axis ? values : others(d)));
  return tensorOf(
    fitting(sliceOp, nodes, {
      shape: along(size, (d) => d),
      starts: along(start, () => 0),
      steps: along(step, () => 1),
    }),
  );
}

const describedRange = ({ start, end, step }: SliceRange): string => [start, end, step].map(shown).join(":");

/** The tensors one after another along an axis, the first of an example by default: [2] and [3] → [5]. */
export function concat(tensors: readonly Tensor[], options: { readonly axis?: number } = {}): Tensor {
  const { nodes, wrong } = readOperands("concat", Array.isArray(tensors) ? tensors : [tensors]);
  const odd = wrong ?? checkOptions("concat", options, ["axis"]);
  const first = nodes[0];
  if (odd !== undefined || first === undefined) return mistake(odd ?? noTensors("concat"), nodes, []);
  const axis = readAxis(first, options.axis ?? exampleAxes(first.shape)[0]);
  const result = axis === undefined ? "" : inferred(concatOp, nodes, { axis });
  if (typeof result !== "string") return tensorOf(result);
  if (axis === undefined) return mismatch("concat", badAxis("concat", first, options.axis), nodes, first.shape);
  return mismatch(
    "concat",
    unequal("concat", nodes, "Only the axis that they are joined along may differ."),
    nodes,
    first.shape,
  );
}

/** Tensors of one shape along a new first axis: two of [3] → [2, 3]. */
export function stack(tensors: readonly Tensor[]): Tensor {
  const { nodes, wrong } = readOperands("stack", Array.isArray(tensors) ? tensors : [tensors]);
  const first = nodes[0];
  if (wrong !== undefined || first === undefined) return mistake(wrong ?? noTensors("stack"), nodes, []);
  const odd = nodes.some(({ shape }) => shapeText(shape) !== shapeText(first.shape));
  const rows = rowsAxis(first.shape);
  if (odd || rows !== undefined)
    return mismatch("stack", unequal("stack", nodes, "All must have one shape, of one example."), nodes, [
      nodes.length,
      ...first.shape,
    ]);
  const layers = nodes.map((node) => fitting(reshapeOp, [node], { shape: [1, ...node.shape] }));
  return tensorOf(composite("stack", nodes, fitting(concatOp, layers, { axis: 0 })));
}

/** Zeros around a tensor: `padding` holds, for every axis, how many come before and after. [3] with [[1, 2]] → [6]. */
export function pad(x: Tensor, padding: readonly (readonly [before: number, after: number])[]): Tensor {
  const { nodes, wrong } = readOperands("pad", [x]);
  if (wrong !== undefined) return mistake(wrong, nodes, []);
  const node = at(nodes, 0);
  const axes = exampleAxes(node.shape);
  const given: readonly unknown[] = Array.isArray(padding) ? padding : [];
  const pairs = given.map((pair) => (Array.isArray(pair) ? pair.map(Number) : []));
  const fits =
    pairs.length === axes.length &&
    pairs.every((pair) => pair.length === 2 && pair.every((n) => Number.isSafeInteger(n) && n >= 0));
  if (!fits) {
    const expected = `[before, after] for each of ${axes.length} axes`;
    return mismatch(
      "pad",
      badOption("pad", "padding", padding, expected, "As in pad(x, [[1, 1], [1, 1]])."),
      nodes,
      node.shape,
    );
  }
  return tensorOf(padded(node, pairs));
}

/** Zeros before and after each axis of an example. */
export function padded(node: GraphNode, pairs: readonly (readonly number[])[]): GraphNode {
  if (pairs.every(([before, after]) => before === 0 && after === 0)) return node;
  const axes = exampleAxes(node.shape);
  const pairOf = (axis: number): readonly number[] => pairs[axes.indexOf(axis)] ?? [0, 0];
  return fitting(padOp, [node], {
    shape: node.shape.map((dim, axis) =>
      typeof dim === "number" ? dim + at(pairOf(axis), 0) + at(pairOf(axis), 1) : dim,
    ),
    starts: node.shape.map((_, axis) => at(pairOf(axis), 0)),
    steps: node.shape.map(() => 1),
  });
}

/** The elements of one axis, the first of an example by default, in reverse order. */
export const reverse = (x: Tensor, options: { readonly axis?: number } = {}): Tensor =>
  slice(x, { ...options, step: -1 });

function readAxis(node: GraphNode, axis: unknown): number | undefined {
  const rank = node.shape.length;
  if (!Number.isInteger(axis) || Number(axis) < -rank || Number(axis) >= rank) return undefined;
  const counted = (Number(axis) + rank) % rank;
  return typeof node.shape[counted] === "number" ? counted : undefined;
}

const badAxis = (call: string, node: GraphNode, axis: unknown): Diagnostic =>
  badOption(
    call,
    "axis",
    axis,
    `an axis of ${described(node)}, not that of the examples`,
    "Axes count from 0, and from the end with -1.",
  );

const noTensors = (call: string): Diagnostic => ({
  code: "bad-argument",
  message: `${call}: there are no tensors`,
  found: "an empty list",
  expected: "a list of tensors",
  hint: `As in ${call}([a, b]).`,
});

const unequal = (call: string, nodes: readonly GraphNode[], hint: string): Diagnostic => ({
  code: "shape-mismatch",
  message: `${call} of ${nodes.map(described).join(" and ")}`,
  found: nodes.map(({ shape }) => shapeText(shape)).join(" and "),
  expected: "shapes that go together",
  hint,
});
