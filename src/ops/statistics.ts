import { call } from "../ir/notation.ts";
import type { Apply, Attributes, Op } from "../ir/op.ts";
import { COUNT } from "../ir/shape.ts";
import type { Shape } from "../ir/shape.ts";
import { div } from "./arithmetic.ts";
import { constant } from "./constant.ts";
import { broadcast, sum } from "./reduction.ts";

const isBatched = (attributes: Attributes): boolean => attributes["batched"] === 1;

/** How many examples there are: a sum of ones. Spread over the shape of what is divided by it. */
function countOf<T>(on: Apply<T>, examples: Shape[number], shape: Shape): T {
  const ones = on(constant, [], { value: 1, shape: [examples] });
  return on(broadcast, [on(sum, [ones], { axes: [0] })], { shape, axes: [] });
}

/**
 * The mean over the examples of a batch; of one example alone it is the operand itself. What is batched loses the axis of examples, so that the
 * statistics of a batch are values of all of them.
 */
export const meanOverExamples: Op = {
  name: "meanOverExamples",
  kind: "derived",
  doc: "the mean over the examples of the batch",
  arity: 1,
  notation: call("mean"),
  infer: ([operand], attributes) => {
    if (operand === undefined) return "meanOverExamples needs an operand";
    if (!isBatched(attributes)) return operand;
    return operand.shape.length > 0 ? { ...operand, shape: operand.shape.slice(1) } : "meanOverExamples needs a batch";
  },
  expand: (on, [x], [type], attributes) => {
    if (x === undefined || type === undefined) throw new RangeError("meanOverExamples needs an operand");
    const [examples = 1, ...shape] = type.shape;
    return isBatched(attributes) ? on(div, [on(sum, [x], { axes: [0] }), countOf(on, examples, shape)]) : x;
  },
  // Of the rows of a Jacobian, and of other axes that are no examples, each has a mean of its own.
  batch: (attributes, _batched, extent) => (extent === COUNT ? { batched: 1 } : attributes),
  vjp: ({ on, dy, types: [operand], attributes }) => {
    // Every example has a part in the mean, and so in what is made of it for the others: Σ over the batch is differentiated.
    if (operand === undefined || !isBatched(attributes)) return [on(meanOverExamples, [dy], { batched: 0 })];
    const [examples = 1, ...shape] = operand.shape;
    const share = on(div, [dy, countOf(on, examples, shape)]);
    return [on(broadcast, [share], { shape: operand.shape, axes: shape.map((_, axis) => axis + 1) })];
  },
  samples: [
    { shapes: [[3]], attributes: { batched: 0 } },
    { shapes: [[4, 3]], attributes: { batched: 1 } },
    { shapes: [[4]], attributes: { batched: 1 } },
  ],
  misfits: [{ shapes: [[]], attributes: { batched: 1 } }],
};
