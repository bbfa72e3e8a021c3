import { at } from "../diagnostics/diagnostic.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { GraphNode } from "../ir/graph.ts";
import { shapeText } from "../ir/shape.ts";
import { max } from "../ops/reduction.ts";
import { badOption, checkOptions, readOperands } from "./arguments.ts";
import { described, mismatch, mistake } from "./mistakes.ts";
import { composite, exampleAxes, fitting, rowsAxis } from "./nodes.ts";
import { meanOver } from "./reductions.ts";
import type { Dim, Shape } from "./shapes.ts";
import { tensorOf } from "./tensor.ts";
import type { Tensor } from "./tensor.ts";
import { checkRoom, readWindow, slide } from "./windows.ts";
import type { Padding, PerAxis, Window } from "./windows.ts";

export interface PoolOptions {
  /** How far windows are apart; by default as far as they are wide. */
  readonly stride?: PerAxis;
  /**
   * Elements around the operand, at most half a window on each side; "same" gives n/stride positions, rounded up. To a maximum they are −∞, so
   * that they are never taken; to a mean they are zeros that count, as in PyTorch (`count_include_pad`; Keras' "same" leaves them out).
   * Default none.
   */
  readonly padding?: Padding;
}

/** The largest value in each window: [channels, length] → [channels, positions]. Equal ones share the gradient equally. */
export const maxPool1d = <C extends number>(
  x: Tensor<readonly [C, number]>,
  size: number,
  options?: PoolOptions,
): Tensor<readonly [C, number]> =>
  pool("maxPool1d", 1, x, size, options, largest, -Infinity) as Tensor<readonly [C, number]>;

/** The largest value in each window: [channels, height, width] → [channels, rows, columns]. Equal ones share the gradient equally. */
export const maxPool2d = <C extends number>(
  x: Tensor<readonly [C, number, number]>,
  size: PerAxis,
  options?: PoolOptions,
): Tensor<readonly [C, number, number]> =>
  pool("maxPool2d", 2, x, size, options, largest, -Infinity) as Tensor<readonly [C, number, number]>;

/** The mean of each window: [channels, length] → [channels, positions]. */
export const averagePool1d = <C extends number>(
  x: Tensor<readonly [C, number]>,
  size: number,
  options?: PoolOptions,
): Tensor<readonly [C, number]> => pool("averagePool1d", 1, x, size, options, average) as Tensor<readonly [C, number]>;

/** The mean of each window: [channels, height, width] → [channels, rows, columns]. */
export const averagePool2d = <C extends number>(
  x: Tensor<readonly [C, number, number]>,
  size: PerAxis,
  options?: PoolOptions,
): Tensor<readonly [C, number, number]> =>
  pool("averagePool2d", 2, x, size, options, average) as Tensor<readonly [C, number, number]>;

/** The mean of each channel: [channels, …] → [channels]. */
export const globalAveragePool = <S extends Shape>(x: Channels<S>): Tensor<readonly [FirstDim<S>]> =>
  everywhere("globalAveragePool", x, meanOver) as Tensor<readonly [FirstDim<S>]>;

/** The largest value of each channel: [channels, …] → [channels]. Equal ones share the gradient equally. */
export const globalMaxPool = <S extends Shape>(x: Channels<S>): Tensor<readonly [FirstDim<S>]> =>
  everywhere("globalMaxPool", x, largest) as Tensor<readonly [FirstDim<S>]>;

/** Channels, and at least one axis to pool over. */
type Channels<S extends Shape> = S extends readonly [] | readonly [unknown] | readonly [string, ...unknown[]]
  ? Tensor<readonly [number, number]>
  : Tensor<S>;

type FirstDim<S extends Shape> = S extends readonly [infer C extends number, ...unknown[]] ? C : number;

type Over = (windows: GraphNode, axes: readonly number[]) => GraphNode;

const largest: Over = (windows, axes) => fitting(max, [windows], { axes });

const average: Over = meanOver;

/** @param around what padding holds */
function pool(
  call: string,
  rank: number,
  x: unknown,
  size: unknown,
  given: unknown,
  over: Over,
  around: number = 0,
): Tensor {
  const { nodes, wrong } = readOperands(call, [x]);
  const odd = wrong ?? checkOptions(call, given, ["stride", "padding"]);
  const guess = new Array<Dim>(rank + 1).fill(1);
  if (odd !== undefined) return mistake(odd, nodes, guess);
  const node = at(nodes, 0);
  const options = (given ?? {}) as PoolOptions;
  const window = readWindow({ call, example: `${call}(x, 2)`, rank }, node, size, options, size);
  if ("code" in window) return mismatch(call, window, nodes, guess);
  const beyond = checkPadding(call, window, options) ?? checkRoom(call, node, window, "Take a smaller window.");
  if (beyond !== undefined) return mismatch(call, beyond, nodes, guess);
  const windows = slide(node, window, around);
  const axes = window.sizes.map((_, i) => windows.shape.length - rank + i);
  return tensorOf(composite(call, nodes, over(windows, axes)));
}

/** A window that lay in the padding alone would have no largest value. */
function checkPadding(call: string, { sizes, pads }: Window, { padding }: PoolOptions): Diagnostic | undefined {
  if (pads.every((pad, i) => Math.max(...pad) <= at(sizes, i) / 2)) return undefined;
  const most = sizes.map((size) => Math.floor(size / 2));
  const expected = `at most ${most.every((n) => n === most[0]) ? String(most[0]) : shapeText(most)} on each side, half of a window of ${shapeText(sizes)}`;
  return badOption(call, "padding", padding, expected, "A window in the padding alone would have no value.");
}

function everywhere(call: string, x: unknown, over: Over): Tensor {
  const { nodes, wrong } = readOperands(call, [x]);
  const guess = [firstDim(nodes[0])];
  if (wrong !== undefined) return mistake(wrong, nodes, guess);
  const node = at(nodes, 0);
  const [, ...axes] = exampleAxes(node.shape);
  if (axes.length === 0 || rowsAxis(node.shape) !== undefined)
    return mismatch(call, notChannels(call, node), nodes, guess);
  return tensorOf(composite(call, nodes, over(node, axes)));
}

const firstDim = (node: GraphNode | undefined): number => {
  const dim = node?.shape[0];
  return typeof dim === "number" ? dim : 1;
};

const notChannels = (call: string, node: GraphNode): Diagnostic => ({
  code: "shape-mismatch",
  message: `${call} of ${described(node)}: there is nothing to pool over`,
  found: shapeText(node.shape),
  expected: "[channels, length] or [channels, height, width]",
  hint: "A graph describes one example; one channel alone is made by reshape(x, [1, length]).",
});
