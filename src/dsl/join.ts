/** Several tensors in one. */
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { GraphNode } from "../ir/graph.ts";
import { sameShape, shapeText } from "../ir/shape.ts";
import { concat as concatOp } from "../ops/slices.ts";
import { reshape as reshapeOp } from "../ops/views.ts";
import { checkOptions, fieldOf, readOperands } from "./arguments.ts";
import type { Operands } from "./arguments.ts";
import { described, mismatch, mistake, shown } from "./mistakes.ts";
import { composite, fitting, inferred, rowsAxis } from "./nodes.ts";
import type { Loose, Shape } from "./shapes.ts";
import { badAxis, readAxis } from "./slices.ts";
import { isTensor, tensorOf } from "./tensor.ts";
import type { Tensor } from "./tensor.ts";

/** The shape of the first of some tensors. */
type First<T extends readonly Tensor[]> = T extends readonly [Tensor<infer S>, ...unknown[]]
  ? S
  : T extends readonly Tensor<infer S>[]
    ? S
    : Shape;

/** N tensors of shape S in one; the axis of examples stays first. */
type Stacked<S extends Shape, N extends number> = number extends S["length"]
  ? Shape
  : S extends readonly [infer M extends string, ...infer Rest extends Shape]
    ? readonly [M, N, ...Rest]
    : readonly [N, ...S];

/** The tensors one after another along an axis, the first of an example by default: [2] and [3] → [5]. */
export function concat<const T extends readonly Tensor[]>(
  tensors: T,
  options?: { readonly axis?: number },
): Tensor<Loose<First<T>>>;
export function concat(tensors: unknown, options?: unknown): Tensor {
  const { nodes, wrong } = readList("concat", tensors);
  const odd = wrong ?? checkOptions("concat", options, ["axis"]);
  const first = nodes[0];
  if (odd !== undefined || first === undefined) return mistake(odd ?? noTensors("concat"), nodes, first?.shape ?? []);
  const given = fieldOf(options, "axis");
  const axis = readAxis(first, given);
  if (axis === undefined) return mismatch("concat", badAxis("concat", first, given), nodes, first.shape);
  const result = inferred(concatOp, nodes, { axis });
  if (typeof result !== "string") return tensorOf(result);
  const expected = shapeText(first.shape.map((dim, i) => (i === axis ? "…" : dim)));
  const fits = ({ shape }: GraphNode): boolean =>
    shape.length === first.shape.length && shape.every((dim, i) => i === axis || dim === first.shape[i]);
  const hint = "Only the axis that they are joined along may differ; { axis } chooses it.";
  return mismatch("concat", unequal("concat", nodes, fits, expected, hint), nodes, first.shape);
}

/** Tensors of one shape along a new axis, the first of an example: two of [3] → [2, 3]. */
export function stack<const T extends readonly Tensor[]>(tensors: T): Tensor<Stacked<First<T>, T["length"]>>;
export function stack(tensors: unknown): Tensor {
  const { nodes, wrong } = readList("stack", tensors);
  const first = nodes[0];
  if (wrong !== undefined || first === undefined) return mistake(wrong ?? noTensors("stack"), nodes, [1]);
  const axis = rowsAxis(first.shape) === undefined ? 0 : 1;
  const shape = first.shape.toSpliced(axis, 0, 1);
  const fits = (node: GraphNode): boolean => sameShape(node.shape, first.shape);
  if (!nodes.every(fits)) {
    const odd = unequal("stack", nodes, fits, shapeText(first.shape), "All tensors of a stack have one shape.");
    return mismatch("stack", odd, nodes, shape.with(axis, nodes.length));
  }
  const layers = nodes.map((node) => fitting(reshapeOp, [node], { shape }));
  return tensorOf(composite("stack", nodes, fitting(concatOp, layers, { axis })));
}

function readList(call: string, tensors: unknown): Operands {
  if (Array.isArray(tensors))
    return tensors.length === 0 ? { nodes: [], wrong: noTensors(call) } : readOperands(call, tensors);
  const found = isTensor(tensors) ? "a tensor" : shown(tensors);
  return { nodes: [], wrong: { ...noTensors(call), message: `${call}: the tensors are ${found}`, found } };
}

const noTensors = (call: string): Diagnostic => ({
  code: "bad-argument",
  message: `${call}: there are no tensors`,
  found: "an empty list",
  expected: "a list of tensors",
  hint: `As in ${call}([a, b]).`,
});

function unequal(
  call: string,
  nodes: readonly GraphNode[],
  fits: (node: GraphNode) => boolean,
  expected: string,
  hint: string,
): Diagnostic {
  const odd = nodes.find((node) => !fits(node));
  return {
    code: "shape-mismatch",
    message: `${call}: the shapes of ${nodes.map(described).join(", ")} do not go together`,
    found: shapeText(odd?.shape ?? []),
    expected,
    hint,
  };
}
