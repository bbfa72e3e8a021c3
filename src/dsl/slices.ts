/** Parts of an axis. */
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { GraphNode } from "../ir/graph.ts";
import { slice as sliceOp } from "../ops/slices.ts";
import { badOption, checkOptions, fieldOf, readOperands } from "./arguments.ts";
import { described, mismatch, mistake, shown } from "./mistakes.ts";
import { exampleAxes, fitting } from "./nodes.ts";
import type { Loose, Shape } from "./shapes.ts";
import { tensorOf } from "./tensor.ts";
import type { Tensor } from "./tensor.ts";

/** A part of an axis, as in NumPy: from `start` up to, but without, `end`; negative ones count from the end. */
export interface SliceRange {
  readonly start?: number;
  readonly end?: number;
  /** Default 1; 2 takes every second element, −1 goes backwards. */
  readonly step?: number;
  /** Counted from 0, or from the end with −1; by default the first axis of an example. */
  readonly axis?: number;
}

/** A part of a tensor along one axis: `slice(x, { start: 1, end: 3 })`, [5, 4] → [2, 4]. A step of −1 reverses it. */
export function slice<S extends Shape>(x: Tensor<S>, range: SliceRange): Tensor<Loose<S>>;
export function slice(x: Tensor, range: unknown): Tensor {
  return part("slice", x, range, ["start", "end", "step", "axis"], (given, dim) => rangeOf(given, dim));
}

/** The elements of one axis, the first of an example by default, in reverse order. */
export function reverse<S extends Shape>(x: Tensor<S>, options?: { readonly axis?: number }): Tensor<S>;
export function reverse(x: Tensor, options: unknown = {}): Tensor {
  return part("reverse", x, options, ["axis"], (_, dim) => ({ start: dim - 1, step: -1, size: dim }));
}

interface Part {
  readonly start: number;
  readonly step: number;
  readonly size: number;
}

function part(
  call: string,
  x: Tensor,
  options: unknown,
  known: readonly string[],
  read: (options: unknown, dim: number) => Part | undefined,
): Tensor {
  const { nodes, wrong } = readOperands(call, [x], "indices");
  const odd = wrong ?? checkOptions(call, options, known) ?? (options === undefined ? noRange(call) : undefined);
  const node = nodes[0];
  if (odd !== undefined || node === undefined) return mistake(odd ?? noRange(call), nodes, node?.shape ?? []);
  const given = fieldOf(options, "axis");
  const axis = readAxis(node, given);
  if (axis === undefined) return mismatch(call, badAxis(call, node, given), nodes, node.shape);
  const dim = Number(node.shape[axis]);
  const range = read(options, dim);
  if (range === undefined) return mismatch(call, badRange(call, options, dim), nodes, node.shape);
  const along = <T>(here: T, others: (dim: Shape[number]) => T): readonly T[] =>
    node.shape.map((d, i) => (i === axis ? here : others(d)));
  const shape = along<Shape[number]>(range.size, (d) => d);
  const attributes = { shape, starts: along(range.start, () => 0), steps: along(range.step, () => 1) };
  return tensorOf(fitting(sliceOp, nodes, attributes));
}

/** What Python's `slice.indices` makes of a range; undefined where there is no element in it. */
function rangeOf(given: unknown, dim: number): Part | undefined {
  const [start, end, step = 1] = ["start", "end", "step"].map((field) => fieldOf(given, field));
  const isIndex = (value: unknown): value is number | undefined => value === undefined || Number.isSafeInteger(value);
  if (!isIndex(start) || !isIndex(end) || !isIndex(step) || step === 0 || step === undefined) return undefined;
  const back = step < 0;
  const clamped = (index: number): number =>
    Math.min(Math.max(index < 0 ? index + dim : index, back ? -1 : 0), back ? dim - 1 : dim);
  const from = start === undefined ? (back ? dim - 1 : 0) : clamped(start);
  const to = end === undefined ? (back ? -1 : dim) : clamped(end);
  const size = Math.ceil((to - from) / step);
  return size > 0 ? { start: from, step, size } : undefined;
}

const noRange = (call: string): Diagnostic =>
  badOption(call, "the range", undefined, "an object", `As in ${call}(x, { start: 1, end: 3 }).`);

function badRange(call: string, options: unknown, dim: number): Diagnostic {
  const [start, end, step] = ["start", "end", "step"].map((field) => fieldOf(options, field));
  const text = [start ?? "", end ?? "", ...(step === undefined ? [] : [step])]
    .map((value) => (value === "" ? "" : shown(value)))
    .join(":");
  return {
    code: "bad-option",
    message: `${call}: the range is ${text}`,
    found: text,
    expected: `whole numbers that leave at least one element of an axis of ${dim}`,
    hint: "The element at `end` is not included; negative numbers count from the end.",
  };
}

/** An axis of an example counted from the front, the first where none is given. */
export function readAxis(node: GraphNode, given: unknown): number | undefined {
  const axes = exampleAxes(node.shape);
  if (given === undefined) return axes[0];
  if (typeof given !== "number" || !Number.isInteger(given)) return undefined;
  const axis = given < 0 ? given + node.shape.length : given;
  return axes.includes(axis) ? axis : undefined;
}

export function badAxis(call: string, node: GraphNode, given: unknown): Diagnostic {
  const scalar = exampleAxes(node.shape).length === 0;
  return badOption(
    call,
    "axis",
    given,
    scalar
      ? `an operand with axes: ${described(node)} has none`
      : `an axis of ${described(node)}, not that of examples`,
    scalar ? "reshape(x, [1]) makes a vector of a scalar." : "Axes count from 0, and from the end with -1.",
  );
}
