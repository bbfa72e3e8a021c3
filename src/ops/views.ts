import { at } from "../diagnostics/diagnostic.ts";
import { call } from "../ir/notation.ts";
import type { Affine, Op, Read } from "../ir/op.ts";
import { shapeText, sizeOf } from "../ir/shape.ts";
import type { Dim, Shape } from "../ir/shape.ts";
import { affine, identityRead, numbersOf, shapeOf } from "./attributes.ts";

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
