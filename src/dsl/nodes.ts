/** Builds graph nodes from operands that have been checked. */
import { invariant } from "../diagnostics/diagnostic.ts";
import type { CompositeNode, ConstantNode, GraphNode, InputNode, OpNode, ParameterNode } from "../ir/graph.ts";
import type { Attributes, Op } from "../ir/op.ts";
import { float } from "../ir/shape.ts";
import type { Dim, Shape } from "../ir/shape.ts";
import * as reduction from "../ops/reduction.ts";
import { slice } from "../ops/slices.ts";
import { reshape } from "../ops/views.ts";

export const constant = (value: number, shape: Shape = []): ConstantNode => ({ kind: "constant", value, shape });

const asNode = (operand: GraphNode | number): GraphNode => (typeof operand === "number" ? constant(operand) : operand);

export const apply = (op: Op, operands: readonly GraphNode[], attributes: Attributes, shape: Shape): OpNode => ({
  kind: "op",
  op,
  operands,
  attributes,
  shape,
});

/** An op whose shape follows from those of its operands; a sentence where they do not fit. */
export function inferred(op: Op, operands: readonly GraphNode[], attributes: Attributes): OpNode | string {
  const type = op.infer(
    operands.map(({ shape }) => float(shape)),
    attributes,
  );
  return typeof type === "string" ? type : apply(op, operands, attributes, type.shape);
}

/** The same for operands that are known to fit. */
export function fitting(op: Op, operands: readonly GraphNode[], attributes: Attributes): OpNode {
  const node = inferred(op, operands, attributes);
  invariant(typeof node !== "string", String(node));
  return node;
}

/** An elementwise op. Scalars go with any shape; lowering writes their broadcasts out. */
export function elementwise(op: Op, ...operands: readonly (GraphNode | number)[]): OpNode {
  const nodes = operands.map(asNode);
  const shape = nodes.find((node) => node.shape.length > 0)?.shape ?? [];
  return apply(op, nodes, {}, shape);
}

/** The node, which lines of the adjoint and the update write out instead of naming it. */
export const spelled = (node: OpNode): OpNode => ({ ...node, spelled: true });

/** Σ over the axes given; over none it is the operand itself. */
export function sumOver(node: GraphNode, axes: readonly number[]): GraphNode {
  if (axes.length === 0) return node;
  const shape = node.shape.filter((_, axis) => !axes.includes(axis));
  return apply(reduction.sum, [node], { axes }, shape);
}

/** Repeats a node along the axes of `shape` that `axes` does not name. */
export const broadcastTo = (node: GraphNode, shape: Shape, axes: readonly number[]): OpNode =>
  apply(reduction.broadcast, [node], { shape, axes }, shape);

export const composite = (
  name: string,
  operands: readonly GraphNode[],
  body: GraphNode,
  parameters: Readonly<Record<string, ParameterNode>> = {},
): CompositeNode => ({ kind: "composite", name, operands, body, parameters, shape: body.shape });

/** The leading axis of examples, where the rows are written out. */
export const rowsAxis = (shape: Shape): string | undefined => {
  const first: Dim | undefined = shape[0];
  return typeof first === "string" ? first : undefined;
};

/** The axes of one example: all but the axis of examples. */
export const exampleAxes = (shape: Shape): readonly number[] =>
  shape.map((_, axis) => axis).filter((axis) => typeof shape[axis] === "number");

/** The input whose values a node holds, if it is one, a part of one or one in another shape. */
export function inputOf(node: GraphNode): InputNode | undefined {
  if (node.kind === "input") return node;
  const [inner] =
    node.kind === "composite" ? [node.body] : node.kind === "op" && VIEWS.has(node.op) ? node.operands : [];
  return inner === undefined ? undefined : inputOf(inner);
}

const VIEWS: ReadonlySet<Op> = new Set([slice, reshape]);

/** Whether a node holds indices: what is computed from numbers are numbers, so only what comes in as such does. */
export const holdsIndices = (node: GraphNode): boolean => inputOf(node)?.element === "int32";
