import { at } from "../diagnostics/diagnostic.ts";
import type { GraphNode } from "../ir/graph.ts";
import { sizeOf } from "../ir/shape.ts";
import { max } from "../ops/reduction.ts";
import { div } from "./algebra.ts";
import { badOption, checkOptions, readOperands } from "./arguments.ts";
import { mismatch, mistake } from "./mistakes.ts";
import { composite, exampleAxes, fitting, sumOver } from "./nodes.ts";
import { meanOver } from "./reductions.ts";
import type { Dim } from "./shapes.ts";
import { tensorOf } from "./tensor.ts";
import type { Tensor } from "./tensor.ts";
import { readWindow, slide } from "./windows.ts";
import type { PerAxis } from "./windows.ts";

export interface PoolOptions {
  /** How far windows are apart; by default as far as they are wide. */
  readonly stride?: PerAxis;
}

type Sequence = Tensor<readonly [Dim, Dim]>;
type Picture = Tensor<readonly [Dim, Dim, Dim]>;
type Pooled1 = Tensor<readonly [number, number]>;
type Pooled2 = Tensor<readonly [number, number, number]>;

/** The largest value in each window: [channels, length] → [channels, positions]. Equal ones share the gradient equally. */
export const maxPool1d = (x: Sequence, size: number, options?: PoolOptions): Pooled1 =>
  pool("maxPool1d", 1, x, size, options, largest) as Pooled1;

/** The largest value in each window: [channels, height, width] → [channels, rows, columns]. Equal ones share the gradient equally. */
export const maxPool2d = (x: Picture, size: PerAxis, options?: PoolOptions): Pooled2 =>
  pool("maxPool2d", 2, x, size, options, largest) as Pooled2;

/** The mean of each window: [channels, length] → [channels, positions]. */
export const averagePool1d = (x: Sequence, size: number, options?: PoolOptions): Pooled1 =>
  pool("averagePool1d", 1, x, size, options, average) as Pooled1;

/** The mean of each window: [channels, height, width] → [channels, rows, columns]. */
export const averagePool2d = (x: Picture, size: PerAxis, options?: PoolOptions): Pooled2 =>
  pool("averagePool2d", 2, x, size, options, average) as Pooled2;

/** The mean of each channel: [channels, …] → [channels]. */
export const globalAveragePool = (x: Tensor): Tensor<readonly [number]> =>
  everywhere("globalAveragePool", x, (node, axes) => meanOver(node, axes));

/** The largest value of each channel: [channels, …] → [channels]. */
export const globalMaxPool = (x: Tensor): Tensor<readonly [number]> =>
  everywhere("globalMaxPool", x, (node, axes) => fitting(max, [node], { axes }));

type Over = (windows: GraphNode, axes: readonly number[]) => GraphNode;

const largest: Over = (windows, axes) => fitting(max, [windows], { axes });

const average: Over = (windows, axes) => {
  const size = sizeOf(axes.map((axis) => windows.shape[axis] ?? 1));
  return div(sumOver(windows, axes), size);
};

function pool(call: string, rank: number, x: unknown, size: unknown, given: unknown, over: Over): Tensor {
  const { nodes, wrong } = readOperands(call, [x]);
  const odd = wrong ?? checkOptions(call, given, ["stride"]);
  const guess = new Array<Dim>(rank + 1).fill(1);
  if (odd !== undefined) return mistake(odd, nodes, guess);
  const node = at(nodes, 0);
  const window = readWindow(call, node, rank, size, (given ?? {}) as PoolOptions, size as PerAxis);
  if ("code" in window) return mismatch(call, window, nodes, guess);
  const windows = slide(node, window);
  const axes = window.sizes.map((_, i) => windows.shape.length - rank + i);
  return tensorOf(composite(call, nodes, over(windows, axes)));
}

function everywhere(call: string, x: unknown, over: Over): Tensor<readonly [number]> {
  const { nodes, wrong } = readOperands(call, [x]);
  if (wrong !== undefined) return mistake(wrong, nodes, [1]) as Tensor<readonly [number]>;
  const node = at(nodes, 0);
  const [, ...axes] = exampleAxes(node.shape);
  if (axes.length === 0 || axes.length !== node.shape.length - 1) {
    const odd = badOption(call, "x", undefined, "[channels, …]", "There is nothing to pool over in a vector.");
    return mismatch(call, odd, nodes, [1]) as Tensor<readonly [number]>;
  }
  return tensorOf(composite(call, nodes, over(node, axes))) as Tensor<readonly [number]>;
}
