import type { Notation } from "../ir/notation.ts";
import type { Attributes, Combiner, Comprehension, Op } from "../ir/op.ts";
import { shapeText } from "../ir/shape.ts";
import type { Shape, Type } from "../ir/shape.ts";
import { add, div, mul, sub } from "./arithmetic.ts";
import { affine, numbersOf, shapeOf } from "./attributes.ts";
import { equal } from "./piecewise.ts";
import { exp, log } from "./transcendental.ts";

/** The axes that a reduction sums over, or that a broadcast maps its operand's axes to. */
export const axesOf = (attributes: Attributes): readonly number[] => numbersOf(attributes, "axes");

/** The axes that stay, in order. */
export const keptAxes = (shape: Shape, axes: readonly number[]): readonly number[] =>
  shape.map((_, i) => i).filter((i) => !axes.includes(i));

function inferReduction(name: string, operand: Type | undefined, attributes: Attributes): Type | string {
  const axes = axesOf(attributes);
  if (operand === undefined) return `${name} needs an operand`;
  if (axes.length === 0 || new Set(axes).size !== axes.length || axes.some((a) => a < 0 || a >= operand.shape.length)) {
    return `${name} over the axes [${axes.join(", ")}] does not fit ${shapeText(operand.shape)}`;
  }
  return { element: operand.element, shape: keptAxes(operand.shape, axes).map((i) => operand.shape[i] ?? 0) };
}

function reduce(combiner: Combiner, operand: Type | undefined, attributes: Attributes): Comprehension {
  const shape = operand?.shape ?? [];
  const axes = axesOf(attributes);
  const kept = keptAxes(shape, axes);
  const order = [...kept, ...axes];
  return {
    outputs: kept.map((i) => shape[i] ?? 0),
    reduction: { axes: axes.map((i) => shape[i] ?? 0), combiner },
    reads: [shape.map((_, i) => affine(order.indexOf(i)))],
    body: (_on, a) => a,
  };
}

const shiftedAxes = (attributes: Attributes): Attributes => ({ axes: axesOf(attributes).map((i) => i + 1) });

/** Back to the operand's shape: the axes that were kept stay where they were. */
const spread = (operand: Type | undefined, attributes: Attributes): Attributes => {
  const shape = operand?.shape ?? [];
  return { shape, axes: keptAxes(shape, axesOf(attributes)) };
};

const sigma: Notation = { form: "reduction", text: "Σ", latex: "\\sum" };

export const sum: Op = {
  name: "sum",
  kind: "reduction",
  doc: "Σ over the axes given",
  arity: 1,
  notation: sigma,
  infer: ([operand], attributes) => inferReduction("sum", operand, attributes),
  comprehension: ([operand], attributes) => reduce("sum", operand, attributes),
  batch: shiftedAxes,
  vjp: ({ on, dy, types: [operand], attributes }) => [on(broadcast, [dy], spread(operand, attributes))],
};

/** Equal maxima share the gradient equally. */
export const max: Op = {
  name: "max",
  kind: "reduction",
  doc: "the largest element over the axes given; equal ones share the gradient equally",
  arity: 1,
  notation: { form: "reduction", text: "max", latex: "\\max" },
  infer: ([operand], attributes) => inferReduction("max", operand, attributes),
  comprehension: ([operand], attributes) => reduce("max", operand, attributes),
  batch: shiftedAxes,
  vjp: ({ on, dy, y, operands: [x], types: [operand], attributes }) => {
    if (x === undefined) return [];
    const back = spread(operand, attributes);
    const attains = on(equal, [x, on(broadcast, [y], back)]);
    const share = on(div, [dy, on(sum, [attains], attributes)]);
    return [on(mul, [on(broadcast, [share], back), attains])];
  },
};

/** Repeats a tensor along new axes; `axes` says where the operand's axes go in `shape`. */
export const broadcast: Op = {
  name: "broadcast",
  kind: "view",
  doc: "the operand repeated along the axes of `shape` that `axes` does not name",
  arity: 1,
  notation: { form: "transparent" },
  infer: ([operand], attributes) => {
    const shape = shapeOf(attributes);
    const axes = axesOf(attributes);
    if (operand === undefined) return "broadcast needs an operand";
    const fits = axes.length === operand.shape.length && axes.every((to, from) => shape[to] === operand.shape[from]);
    return fits
      ? { element: operand.element, shape }
      : `broadcast of ${shapeText(operand.shape)} along [${axes.join(", ")}] does not fit ${shapeText(shape)}`;
  },
  comprehension: (_operands, attributes) => ({
    outputs: shapeOf(attributes),
    reads: [axesOf(attributes).map((axis) => affine(axis))],
    body: (_on, a) => a,
  }),
  batch: (attributes, _batched, extent) => ({
    shape: [extent, ...shapeOf(attributes)],
    axes: [0, ...axesOf(attributes).map((i) => i + 1)],
  }),
  vjp: ({ on, dy, attributes }) => {
    const axes = axesOf(attributes);
    const repeated = keptAxes(shapeOf(attributes), axes);
    return [repeated.length === 0 ? dy : on(sum, [dy], { axes: repeated })];
  },
  samples: [
    { shapes: [[]], attributes: { shape: [3], axes: [] } },
    { shapes: [[3]], attributes: { shape: [2, 3], axes: [1] } },
    { shapes: [[2]], attributes: { shape: [2, 3], axes: [0] } },
    { shapes: [[2, 3]], attributes: { shape: [2, 3], axes: [0, 1] } },
    { shapes: [[2]], attributes: { shape: [3, 2, 2], axes: [2] } },
  ],
  misfits: [
    { shapes: [[2, 3]], attributes: { shape: [2, 3], axes: [0] } },
    { shapes: [[7, 7]], attributes: { shape: [2, 3], axes: [0, 1] } },
  ],
};

/**
 * log Σ eˣ, computed as m + log Σ e^(x − m) with m = max x. Not a comprehension of its own: it is expanded into others after
 * differentiation, because its derivative is one line and that of its expansion is not.
 */
export const logSumExp: Op = {
  name: "logSumExp",
  kind: "derived",
  doc: "log Σ eᵃ over the axes given, without overflow",
  arity: 1,
  notation: { form: "reduction", text: "logΣexp", latex: "\\log\\sum\\exp" },
  infer: ([operand], attributes) => inferReduction("logSumExp", operand, attributes),
  expand: (on, [x], [operand], attributes) => {
    if (x === undefined) throw new RangeError("logSumExp needs an operand");
    const m = on(max, [x], attributes);
    const shifted = on(sub, [x, on(broadcast, [m], spread(operand, attributes))]);
    return on(add, [on(log, [on(sum, [on(exp, [shifted])], attributes)]), m]);
  },
  batch: shiftedAxes,
  // d log Σ eˣ = softmax(x) = e^(x − y)
  vjp: ({ on, dy, y, operands: [x], types: [operand], attributes }) => {
    if (x === undefined) return [];
    const back = spread(operand, attributes);
    return [on(mul, [on(broadcast, [dy], back), on(exp, [on(sub, [x, on(broadcast, [y], back)])])])];
  },
};
