import type { Op } from "../ir/op.ts";
import { float } from "../ir/shape.ts";
import { shapeOf } from "./attributes.ts";

/** A named constant, such as L̄ = 1. Folding turns its uses into literal operands. */
export const constant: Op = {
  name: "constant",
  kind: "constant",
  doc: "the same number everywhere",
  arity: 0,
  notation: { form: "constant" },
  infer: (_operands, attributes) => float(shapeOf(attributes)),
  comprehension: (_operands, attributes) => ({
    outputs: shapeOf(attributes),
    reads: [],
    body: (on) => on.constant(Number(attributes["value"])),
  }),
  batch: (attributes) => attributes,
  vjp: () => [],
};
