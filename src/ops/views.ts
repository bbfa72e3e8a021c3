import { at } from "../diagnostics/diagnostic.ts";
import { call } from "../ir/notation.ts";
import type { Affine, Op, Read } from "../ir/op.ts";
import { shapeText, sizeOf } from "../ir/shape.ts";
import type { Dim, Shape } from "../ir/shape.ts";
import { affine, identityRead, numbersOf, shapeOf } from "./attributes.ts";
import { fold, pad } from "./placing.ts";

/** Axis i of the result is axis permutation[i] of the operand. */
export const transpose: Op = {
  name: "transpose",
  kind: "view",
  doc: "aᵀ: the axes in another order",
  arity: 1,
  notation: { form: "transpose" },
  infer: ([operand], attributes) => {
    const permutation = numbersOf(attributes, "permutation");
    if (operand === undefined) return "transpose needs an operand";
    const sorted = [...permutation].sort((p, q) => p - q);
    if (permutation.length !== operand.shape.length || sorted.some((axis, i) => axis !== i)) {
      return `transpose [${permutation.join(", ")}] does not fit ${shapeText(operand.shape)}`;
    }
    return { element: operand.element, shape: permutation.map((axis) => operand.shape[axis] ?? 0) };
  },
  comprehension: ([operand], attributes) => {
    const permutation = numbersOf(attributes, "permutation");
    return {
      outputs: permutation.map((axis) => operand?.shape[axis] ?? 0),
      reads: [permutation.map((_, axis) => affine(permutation.indexOf(axis)))],
      body: (_on, a) => a,
    };
  },
  batch: (attributes) => ({ permutation: [0, ...numbersOf(attributes, "permutation").map((axis) => axis + 1)] }),
  vjp: ({ on, dy, attributes }) => {
    const permutation = numbersOf(attributes, "permutation");
    return [on(transpose, [dy], { permutation: permutation.map((_, axis) => permutation.indexOf(axis)) })];
  },
  samples: [
    { shapes: [[2, 3]], attributes: { permutation: [1, 0] } },
    { shapes: [[2, 3, 4]], attributes: { permutation: [2, 0, 1] } },
    { shapes: [[3]], attributes: { permutation: [0] } },
  ],
  misfits: [[0], [0, 0], [1, 2]].map((permutation) => ({ shapes: [[2, 3]], attributes: { permutation } })),
};

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

/** What slides over the axes: `axes` are replaced by positions, and an axis of `sizes` elements for each is added at the end. */
export const windowShape = (shape: Shape, attributes: Parameters<Op["infer"]>[1]): Shape | undefined => {
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
export function windowRead(rank: number, attributes: Parameters<Op["infer"]>[1]): readonly Affine[] {
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

/** The same elements in the same (row-major) order, under another shape. */
export const reshape: Op = {
  name: "reshape",
  kind: "view",
  doc: "the same elements in the same order, in another shape",
  arity: 1,
  notation: call("reshape"),
  infer: ([operand], attributes) => {
    const shape = shapeOf(attributes);
    if (operand === undefined) return "reshape needs an operand";
    const symbolic = (dims: Shape): readonly Dim[] => dims.filter((dim) => typeof dim === "string");
    const examples = symbolic(shape).length === 0 || (shape[0] === operand.shape[0] && symbolic(shape).length === 1);
    const fits = examples && symbolic(shape).length === symbolic(operand.shape).length;
    return fits && sizeOf(shape) === sizeOf(operand.shape)
      ? { element: operand.element, shape }
      : `reshape of ${shapeText(operand.shape)} to ${shapeText(shape)}: the elements do not fit`;
  },
  comprehension: ([operand], attributes) => {
    const outputs = shapeOf(attributes);
    return { outputs, reads: [reshapeRead(operand?.shape ?? [], outputs)], body: (_on, a) => a };
  },
  batch: (attributes, _batched, extent) => ({ shape: [extent, ...shapeOf(attributes)] }),
  vjp: ({ on, dy, types: [operand] }) => [on(reshape, [dy], { shape: operand?.shape ?? [] })],
  samples: [
    { shapes: [[6]], attributes: { shape: [2, 3] } },
    { shapes: [[2, 3]], attributes: { shape: [6] } },
    { shapes: [[2, 3]], attributes: { shape: [3, 2] } },
    { shapes: [[2, 1, 3]], attributes: { shape: [2, 3] } },
    { shapes: [[2, 6]], attributes: { shape: [2, 1, 3, 2] } },
    { shapes: [[]], attributes: { shape: [1, 1] } },
    { shapes: [[1]], attributes: { shape: [] } },
  ],
  misfits: [
    { shapes: [[2, 3]], attributes: { shape: [5] } },
    { shapes: [[2, 3]], attributes: { shape: ["m", 3] } },
  ],
};

/**
 * Where an axis of the operand is split, or stays, its index is affine in the result's; then nothing need be stored. Where axes are merged
 * it is not, and the operand is read flat.
 */
function reshapeRead(from: Shape, to: Shape): Read {
  const read: Affine[] = [];
  let axis = 0;
  for (const dim of from) {
    if (dim === 1) {
      read.push({ constant: 0, terms: [] });
      continue;
    }
    const group: number[] = [];
    let size = 1;
    while (axis < to.length && size !== dim) {
      const next = at(to, axis);
      if (typeof dim === "string" || typeof next === "string") {
        if (next !== dim || size !== 1) return { as: to, at: identityRead(to.length) };
        group.push(axis++);
        break;
      }
      size *= next;
      group.push(axis++);
    }
    if (typeof dim === "number" && size !== dim) return { as: to, at: identityRead(to.length) };
    let stride = 1;
    const terms = group.toReversed().map((i) => {
      const term = { axis: i, stride };
      stride *= Number(to[i]);
      return term;
    });
    read.push({ constant: 0, terms: terms.toReversed() });
  }
  return read;
}
