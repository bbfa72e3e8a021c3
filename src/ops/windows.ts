import { at } from "../diagnostics/diagnostic.ts";
import { call } from "../ir/notation.ts";
import type { Affine, Attributes, Op } from "../ir/op.ts";
import { shapeText } from "../ir/shape.ts";
import type { Dim, Shape } from "../ir/shape.ts";
import { identityRead, numbersOf } from "./attributes.ts";

/** What slides over the axes: `axes` are replaced by positions, and an axis of `sizes` elements for each is added at the end. */
const windowShape = (shape: Shape, attributes: Attributes): Shape | undefined => {
  const [axes, sizes] = [numbersOf(attributes, "axes"), numbersOf(attributes, "sizes")];
  const [strides, dilations] = [numbersOf(attributes, "strides"), numbersOf(attributes, "dilations")];
  if (axes.length === 0 || [sizes, strides, dilations].some((list) => list.length !== axes.length)) return undefined;
  if ([...sizes, ...strides, ...dilations].some((n) => !Number.isInteger(n) || n < 1)) return undefined;
  const positions = shape.map((dim, axis) => {
    const i = axes.indexOf(axis);
    if (i < 0) return dim;
    return typeof dim === "number"
      ? Math.floor((dim - at(dilations, i) * (at(sizes, i) - 1) - 1) / at(strides, i)) + 1
      : 0;
  });
  const fits = axes.every((axis) => axis >= 0 && axis < shape.length) && new Set(axes).size === axes.length;
  return fits && positions.every((dim) => typeof dim === "string" || dim > 0) ? [...positions, ...sizes] : undefined;
};

/** A window that slides over some axes: element k of the window at position p is the operand's element stride · p + dilation · k. */
export const window: Op = {
  name: "window",
  kind: "view",
  doc: "a sliding view: for each position along `axes`, the `sizes` elements from there, `dilations` apart; positions are `strides` apart",
  arity: 1,
  notation: call("window"),
  infer: ([operand], attributes) => {
    if (operand === undefined) return "window needs an operand";
    const shape = windowShape(operand.shape, attributes);
    return shape === undefined
      ? `window of [${numbersOf(attributes, "sizes").join(", ")}] does not fit ${shapeText(operand.shape)}`
      : { element: operand.element, shape };
  },
  comprehension: ([operand], attributes) => {
    const shape = operand?.shape ?? [];
    return {
      outputs: windowShape(shape, attributes) ?? [],
      reads: [windowRead(shape.length, attributes)],
      body: (_on, a) => a,
    };
  },
  batch: (attributes) => ({ ...attributes, axes: numbersOf(attributes, "axes").map((axis) => axis + 1) }),
  vjp: ({ on, dy, types: [operand], attributes }) => {
    const axes = numbersOf(attributes, "axes");
    return [on(fold, [dy], { ...attributes, extents: axes.map((axis) => Number(operand?.shape[axis])) })];
  },
  samples: [
    { shapes: [[4]], attributes: { axes: [0], sizes: [2], strides: [1], dilations: [1] } },
    { shapes: [[6]], attributes: { axes: [0], sizes: [2], strides: [2], dilations: [2] } },
    { shapes: [[2, 5]], attributes: { axes: [1], sizes: [3], strides: [2], dilations: [1] } },
    { shapes: [[3, 4]], attributes: { axes: [0, 1], sizes: [2, 2], strides: [1, 2], dilations: [1, 1] } },
  ],
  misfits: [
    { shapes: [[2]], attributes: { axes: [0], sizes: [3], strides: [1], dilations: [1] } },
    { shapes: [[4]], attributes: { axes: [1], sizes: [2], strides: [1], dilations: [1] } },
    { shapes: [[4]], attributes: { axes: [0], sizes: [2], strides: [0], dilations: [1] } },
  ],
};

/** Where a window's elements lie in what it slides over, by the axes of the window's result. */
function windowRead(rank: number, attributes: Attributes): readonly Affine[] {
  const [axes, strides] = [numbersOf(attributes, "axes"), numbersOf(attributes, "strides")];
  const dilations = numbersOf(attributes, "dilations");
  return identityRead(rank).map((index, axis) => {
    const i = axes.indexOf(axis);
    if (i < 0) return index;
    return {
      constant: 0,
      terms: [
        { axis, stride: at(strides, i) },
        { axis: rank + i, stride: at(dilations, i) },
      ],
    };
  });
}

/** Sums windows back to where they were taken from. The adjoint of `window`. */
export const fold: Op = {
  name: "fold",
  kind: "scatter",
  doc: "the sum of overlapping windows at their places: `axes` of `extents` elements; undoes `window` where windows do not overlap",
  arity: 1,
  notation: call("fold"),
  infer: ([operand], attributes) => {
    if (operand === undefined) return "fold needs an operand";
    const shape = foldShape(operand.shape, attributes);
    const windows = windowShape(shape, attributes);
    return windows !== undefined && shapeText(windows) === shapeText(operand.shape)
      ? { element: operand.element, shape }
      : `fold of ${shapeText(operand.shape)}: it holds no windows over ${shapeText(shape)}`;
  },
  scatter: ([operand], attributes) => {
    const axes = operand?.shape ?? [];
    const outputs = foldShape(axes, attributes);
    const piece = { axes, operand: 0, read: identityRead(axes.length), at: windowRead(outputs.length, attributes) };
    return { outputs, mode: "add", pieces: [piece] };
  },
  batch: (attributes) => window.batch(attributes, [true], ""),
  vjp: ({ on, dy, attributes }) => [on(window, [dy], withoutExtents(attributes))],
  samples: [
    { shapes: [[3, 2]], attributes: { axes: [0], sizes: [2], strides: [1], dilations: [1], extents: [4] } },
    { shapes: [[2, 2]], attributes: { axes: [0], sizes: [2], strides: [2], dilations: [2], extents: [6] } },
    {
      shapes: [[2, 2, 2, 2]],
      attributes: { axes: [0, 1], sizes: [2, 2], strides: [1, 2], dilations: [1, 1], extents: [3, 5] },
    },
  ],
  misfits: [
    { shapes: [[3, 2]], attributes: { axes: [0], sizes: [2], strides: [1], dilations: [1], extents: [5] } },
    { shapes: [[3, 2]], attributes: { axes: [0], sizes: [3], strides: [1], dilations: [1], extents: [4] } },
  ],
};

function foldShape(windows: readonly Dim[], attributes: Attributes): readonly Dim[] {
  const [axes, extents] = [numbersOf(attributes, "axes"), numbersOf(attributes, "extents")];
  return windows.slice(0, windows.length - axes.length).map((dim, axis) => extents[axes.indexOf(axis)] ?? dim);
}

const withoutExtents = (attributes: Attributes): Attributes =>
  Object.fromEntries(Object.entries(attributes).filter(([key]) => key !== "extents"));
