import type { Attributes, Op } from "../ir/op.ts";
import { shapeText } from "../ir/shape.ts";

const permutationOf = (attributes: Attributes): readonly number[] => {
  const value = attributes["permutation"];
  return Array.isArray(value) ? value.map(Number) : [];
};

/** Axis i of the result is axis permutation[i] of the operand. */
export const transpose: Op = {
  name: "transpose",
  kind: "view",
  doc: "aᵀ: the axes in another order",
  arity: 1,
  notation: { form: "transpose" },
  infer: ([operand], attributes) => {
    const permutation = permutationOf(attributes);
    if (operand === undefined) return "transpose needs an operand";
    const sorted = [...permutation].sort((p, q) => p - q);
    if (permutation.length !== operand.shape.length || sorted.some((axis, i) => axis !== i)) {
      return `transpose [${permutation.join(", ")}] does not fit ${shapeText(operand.shape)}`;
    }
    return { element: operand.element, shape: permutation.map((axis) => operand.shape[axis] ?? 0) };
  },
  comprehension: ([operand], attributes) => {
    const permutation = permutationOf(attributes);
    return {
      outputs: permutation.map((axis) => operand?.shape[axis] ?? 0),
      reads: [permutation.map((_, axis) => ({ constant: 0, terms: [{ axis: permutation.indexOf(axis), stride: 1 }] }))],
      body: (_on, a) => a,
    };
  },
  batch: (attributes) => ({ permutation: [0, ...permutationOf(attributes).map((axis) => axis + 1)] }),
  vjp: ({ on, dy, attributes }) => {
    const permutation = permutationOf(attributes);
    return [on(transpose, [dy], { permutation: permutation.map((_, axis) => permutation.indexOf(axis)) })];
  },
};
