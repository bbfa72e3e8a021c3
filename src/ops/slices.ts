import { at } from "../diagnostics/diagnostic.ts";
import { call } from "../ir/notation.ts";
import type { Op } from "../ir/op.ts";
import { shapeText } from "../ir/shape.ts";
import type { Dim } from "../ir/shape.ts";
import { affine, identityRead, numbersOf, shapeOf } from "./attributes.ts";

/** Element i along an axis of the result is element starts + steps · i of the operand. A step of −1 reverses. */
export const slice: Op = {
  name: "slice",
  kind: "view",
  doc: "a part of the operand: on each axis, `shape` elements from `starts`, `steps` apart",
  arity: 1,
  notation: call("slice"),
  infer: ([operand], attributes) => {
    const shape = shapeOf(attributes);
    const [starts, steps] = [numbersOf(attributes, "starts"), numbersOf(attributes, "steps")];
    if (operand === undefined) return "slice needs an operand";
    const fits = operand.shape.every((dim, axis) => within(dim, shape[axis], starts[axis], steps[axis]));
    const ranks = [shape.length, starts.length, steps.length];
    return fits && ranks.every((rank) => rank === operand.shape.length)
      ? { element: operand.element, shape }
      : `slice of ${shapeText(operand.shape)} from [${starts.join(", ")}] in steps of [${steps.join(", ")}] has no ${shapeText(shape)}`;
  },
  comprehension: (_operands, attributes) => {
    const [starts, steps] = [numbersOf(attributes, "starts"), numbersOf(attributes, "steps")];
    const outputs = shapeOf(attributes);
    const read = outputs.map((_, axis) => affine(axis, at(steps, axis), at(starts, axis)));
    return { outputs, reads: [read], body: (_on, a) => a };
  },
  batch: (attributes, _batched, extent) => ({
    shape: [extent, ...shapeOf(attributes)],
    starts: [0, ...numbersOf(attributes, "starts")],
    steps: [1, ...numbersOf(attributes, "steps")],
  }),
  vjp: ({ on, dy, types: [operand], attributes }) => [on(pad, [dy], { ...attributes, shape: operand?.shape ?? [] })],
  samples: [
    { shapes: [[5]], attributes: { shape: [2], starts: [1], steps: [2] } },
    { shapes: [[4]], attributes: { shape: [4], starts: [3], steps: [-1] } },
    { shapes: [[2, 3]], attributes: { shape: [2, 2], starts: [0, 1], steps: [1, 1] } },
    { shapes: [[2, 3]], attributes: { shape: [1, 1], starts: [1, 2], steps: [1, 1] } },
  ],
  misfits: [
    { shapes: [[3]], attributes: { shape: [2], starts: [2], steps: [1] } },
    { shapes: [[3]], attributes: { shape: [2], starts: [0], steps: [-1] } },
    { shapes: [[2, 3]], attributes: { shape: [2], starts: [0], steps: [1] } },
  ],
};

/** Whether `size` elements from `start`, `step` apart, lie in an axis; the examples' axis is only taken whole. */
function within(dim: Dim, size: Dim | undefined, start: number = 0, step: number = 1): boolean {
  if (typeof dim === "string" || typeof size !== "number") return size === dim && start === 0 && step === 1;
  const last = start + (size - 1) * step;
  return size > 0 && step !== 0 && Math.min(start, last) >= 0 && Math.max(start, last) < dim;
}

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
