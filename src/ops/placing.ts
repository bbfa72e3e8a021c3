import { at } from "../diagnostics/diagnostic.ts";
import { call } from "../ir/notation.ts";
import type { Op } from "../ir/op.ts";
import { shapeText } from "../ir/shape.ts";
import type { Dim } from "../ir/shape.ts";
import { affine, identityRead, numbersOf, shapeOf } from "./attributes.ts";
import { slice, window, windowRead, windowShape } from "./views.ts";

/** The operand among zeros: its element i goes to starts + steps · i. The adjoint of `slice`. */
export const pad: Op = {
  name: "pad",
  kind: "scatter",
  doc: "zeros of `shape`, with the operand's element i at `starts` + `steps` · i",
  arity: 1,
  notation: call("pad"),
  infer: ([operand], attributes) => {
    const shape = shapeOf(attributes);
    if (operand === undefined) return "pad needs an operand";
    const part = slice.infer([{ ...operand, shape }], { ...attributes, shape: operand.shape });
    const from = `[${numbersOf(attributes, "starts").join(", ")}]`;
    return typeof part === "string"
      ? `pad: ${shapeText(operand.shape)} from ${from} on does not fit into ${shapeText(shape)}`
      : { element: operand.element, shape };
  },
  scatter: ([operand], attributes) => {
    const [starts, steps] = [numbersOf(attributes, "starts"), numbersOf(attributes, "steps")];
    const axes = operand?.shape ?? [];
    const places = axes.map((_, axis) => affine(axis, at(steps, axis), at(starts, axis)));
    return {
      outputs: shapeOf(attributes),
      mode: "set",
      pieces: [{ axes, operand: 0, read: identityRead(axes.length), at: places }],
    };
  },
  batch: (...given) => slice.batch(...given),
  vjp: ({ on, dy, types: [operand], attributes }) => [on(slice, [dy], { ...attributes, shape: operand?.shape ?? [] })],
  samples: [
    { shapes: [[2]], attributes: { shape: [5], starts: [1], steps: [2] } },
    { shapes: [[2]], attributes: { shape: [2], starts: [1], steps: [-1] } },
    { shapes: [[2, 3]], attributes: { shape: [3, 5], starts: [1, 1], steps: [1, 1] } },
  ],
  misfits: [
    { shapes: [[3]], attributes: { shape: [2], starts: [0], steps: [1] } },
    { shapes: [[3]], attributes: { shape: [4], starts: [2], steps: [1] } },
  ],
};

/** Operands one after another along an axis. */
export const concat: Op = {
  name: "concat",
  kind: "scatter",
  doc: "the operands one after another along `axis`",
  arity: "any",
  notation: call("concat"),
  infer: (operands, attributes) => {
    const axis = Number(attributes["axis"]);
    const [first] = operands;
    if (first === undefined) return "concat needs operands";
    const fit = operands.every(
      ({ shape, element }) =>
        element === first.element &&
        shape.length === first.shape.length &&
        typeof shape[axis] === "number" &&
        shape.every((dim, i) => i === axis || dim === first.shape[i]),
    );
    if (!fit) return `concat along axis ${axis} of ${operands.map(({ shape }) => shapeText(shape)).join(" and ")}`;
    const total = operands.reduce((sum, { shape }) => sum + Number(shape[axis]), 0);
    return { element: first.element, shape: first.shape.map((dim, i): Dim => (i === axis ? total : dim)) };
  },
  scatter: (operands, attributes) => {
    const axis = Number(attributes["axis"]);
    let offset = 0;
    const pieces = operands.map(({ shape }, operand) => {
      const identity = identityRead(shape.length);
      const start = offset;
      offset += Number(shape[axis]);
      return {
        axes: shape,
        operand,
        read: identity,
        at: identity.map((index, i) => (i === axis ? { ...index, constant: start } : index)),
      };
    });
    const outputs = at(operands, 0).shape.map((dim, i): Dim => (i === axis ? offset : dim));
    return { outputs, mode: "set", pieces };
  },
  batch: (attributes, batched) =>
    batched.every(Boolean) ? { axis: Number(attributes["axis"]) + 1 } : "broadcast operands first",
  vjp: ({ on, dy, types, attributes }) => {
    const axis = Number(attributes["axis"]);
    let offset = 0;
    return types.map(({ shape }) => {
      const starts = shape.map((_, i) => (i === axis ? offset : 0));
      offset += Number(shape[axis]);
      return on(slice, [dy], { shape, starts, steps: shape.map(() => 1) });
    });
  },
  samples: [
    { shapes: [[2], [3]], attributes: { axis: 0 } },
    {
      shapes: [
        [2, 1],
        [2, 2],
        [2, 1],
      ],
      attributes: { axis: 1 },
    },
    { shapes: [[2, 2]], attributes: { axis: 0 } },
  ],
  misfits: [
    {
      shapes: [
        [2, 1],
        [3, 2],
      ],
      attributes: { axis: 1 },
    },
    { shapes: [[2], [2, 2]], attributes: { axis: 0 } },
    { shapes: [[2], [2]], attributes: { axis: 1 } },
  ],
};

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
  vjp: ({ on, dy, attributes: { extents: _, ...attributes } }) => [on(window, [dy], attributes)],
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

function foldShape(windows: readonly Dim[], attributes: Parameters<Op["infer"]>[1]): readonly Dim[] {
  const [axes, extents] = [numbersOf(attributes, "axes"), numbersOf(attributes, "extents")];
  return windows.slice(0, windows.length - axes.length).map((dim, axis) => extents[axes.indexOf(axis)] ?? dim);
}
