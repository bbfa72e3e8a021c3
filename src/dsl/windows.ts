/** What convolution and pooling layers have in common: sizes, strides, padding, and the sliding view over the last axes. */
import { at } from "../diagnostics/diagnostic.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { GraphNode } from "../ir/graph.ts";
import { shapeText } from "../ir/shape.ts";
import { iota } from "../ops/indexing.ts";
import { window } from "../ops/windows.ts";
import { greaterEqual, lessEqual, select } from "./algebra.ts";
import { padded } from "./arrange.ts";
import { badOption, isExtent } from "./arguments.ts";
import { described } from "./mistakes.ts";
import { apply, fitting, rowsAxis } from "./nodes.ts";

/** One number for all axes, or one an axis. */
export type PerAxis = number | readonly number[];

/** Zeros on both sides of each axis; "same" gives, at a stride of 1, as many positions as elements (n/stride, rounded up, at others); "valid" pads nothing. */
export type Padding = PerAxis | "same" | "valid";

export interface Window {
  readonly sizes: readonly number[];
  readonly strides: readonly number[];
  readonly dilations: readonly number[];
  readonly pads: readonly (readonly [before: number, after: number])[];
}

export interface WindowOptions {
  readonly stride?: PerAxis | undefined;
  readonly padding?: Padding | undefined;
  readonly dilation?: PerAxis | undefined;
}

/**
 * Reads a window over the last `rank` axes, or says what is wrong with it.
 * @param example how the call is written with a size
 */
export function readWindow(
  { call, example, rank }: { readonly call: string; readonly example: string; readonly rank: number },
  node: GraphNode,
  size: unknown,
  options: WindowOptions,
  stride: unknown,
): Window | Diagnostic {
  if (!isChannels(node, rank)) return notChannels(call, node, rank);
  const sizes = perAxis(size, rank, 1);
  if (sizes === undefined) return badOption(call, "size", size, counts(rank), `As in ${example}.`);
  const strides = perAxis(options.stride ?? stride, rank, 1);
  if (strides === undefined)
    return badOption(call, "stride", options.stride, counts(rank), "Windows are that far apart.");
  const dilations = perAxis(options.dilation ?? 1, rank, 1);
  if (dilations === undefined)
    return badOption(call, "dilation", options.dilation, counts(rank), "1 takes neighbours.");
  const pads = readPadding(options.padding ?? "valid", sizes, dilations);
  if (pads === undefined)
    return badOption(
      call,
      "padding",
      options.padding,
      '"same", "valid" or zeros on each side',
      'As in padding: "same".',
    );
  return { sizes, strides, dilations, pads };
}

/** What is wrong with a window that reaches beyond the operand. */
export function checkRoom(
  call: string,
  node: GraphNode,
  { sizes, dilations, pads }: Window,
  hint: string,
): Diagnostic | undefined {
  const reach = sizes.map((s, i) => at(dilations, i) * (s - 1) + 1);
  const dims = node.shape.slice(node.shape.length - sizes.length).map(Number);
  const room = dims.map((dim, i) => dim + at(pads, i)[0] + at(pads, i)[1]);
  if (reach.every((n, i) => n <= at(room, i))) return undefined;
  return {
    code: "shape-mismatch",
    message: `${call}: a window of ${shapeText(reach)} does not fit into ${described(node)}`,
    found: shapeText(reach),
    expected: `at most ${shapeText(room)}`,
    hint,
  };
}

const isChannels = ({ shape }: GraphNode, rank: number): boolean =>
  shape.length === rank + 1 && rowsAxis(shape) === undefined;

const counts = (rank: number): string =>
  rank === 1 ? "a positive whole number" : `a positive whole number, or ${rank} of them`;

function perAxis(value: unknown, rank: number, least: number): readonly number[] | undefined {
  const list: readonly unknown[] = Array.isArray(value) ? value : Array.from({ length: rank }, () => value);
  // Array.from, because a hole in an array is no number either.
  const numbers = Array.from(list, (n) => (n === 0 || isExtent(n) ? n : -1));
  return numbers.length === rank && numbers.every((n) => n >= least) ? numbers : undefined;
}

function readPadding(
  padding: unknown,
  sizes: readonly number[],
  dilations: readonly number[],
): Window["pads"] | undefined {
  if (padding === "valid") return sizes.map(() => [0, 0] as const);
  if (padding === "same") {
    return sizes.map((size, i) => {
      const total = at(dilations, i) * (size - 1);
      const before = Math.floor(total / 2);
      return [before, total - before] as const;
    });
  }
  return perAxis(padding, sizes.length, 0)?.map((n) => [n, n] as const);
}

/**
 * [C, …] → [C, positions…, window…]
 * @param around what padding holds
 */
export function slide(node: GraphNode, { sizes, strides, dilations, pads }: Window, around: number = 0): GraphNode {
  const first = node.shape.length - sizes.length;
  const zeros = padded(node, [...node.shape.slice(0, first).map(() => [0, 0] as const), ...pads]);
  const whole = around === 0 ? zeros : pads.reduce((x, pad, i) => outside(x, first + i, pad, around), zeros);
  return fitting(window, [whole], { axes: sizes.map((_, i) => first + i), sizes, strides, dilations });
}

/** The node, with a number in the first and the last places of an axis. */
function outside(
  node: GraphNode,
  axis: number,
  [before, after]: readonly [before: number, after: number],
  value: number,
): GraphNode {
  const { shape } = node;
  const place = apply(iota, [], { shape, axis }, shape);
  const last = Number(shape[axis]) - 1 - after;
  const kept = after === 0 ? node : select(lessEqual(place, last), node, value);
  return before === 0 ? kept : select(greaterEqual(place, before), kept, value);
}

const notChannels = (call: string, node: GraphNode, rank: number): Diagnostic => ({
  code: "shape-mismatch",
  message: `${call} of ${described(node)}`,
  found: shapeText(node.shape),
  expected: rank === 1 ? "[channels, length]" : "[channels, height, width]",
  hint: `A graph describes one example; one channel alone is made by reshape(x, [1, ${rank === 1 ? "length" : "height, width"}]).`,
});
