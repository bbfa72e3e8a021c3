import { NODE } from "../../src/ir/graph.ts";
import type { CompositeNode, ErrorNode, GraphNode, OpNode } from "../../src/ir/graph.ts";
import { float } from "../../src/ir/shape.ts";
import type { Shape } from "../../src/ir/shape.ts";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.ts";
import type { Tensor } from "../../src/index.ts";

/** A graph as a formula, composites written out: `div(square(sub(y, t)), 2)`. Attributes stand in braces. */
export const formula = (tensor: Tensor): string => formulaOf(tensor[NODE]);

export function formulaOf(node: GraphNode): string {
  switch (node.kind) {
    case "input":
      return node.name;
    case "parameter":
      return node.name ?? node.role;
    case "constant":
      return String(node.value);
    case "op": {
      const attributes = Object.values(node.attributes).map((value) => JSON.stringify(value));
      const suffix = attributes.length === 0 ? "" : `{${attributes.join(" ")}}`;
      return `${node.op.name}${suffix}(${node.operands.map(formulaOf).join(", ")})`;
    }
    case "composite":
      return formulaOf(node.body);
    case "counter":
    case "element":
      return node.name;
    case "scan":
      return `scan{${formulaOf(node.body)}}(${node.operands.map(formulaOf).join(", ")})`;
    case "error":
      return `error(${node.operands.map(formulaOf).join(", ")})`;
  }
}

export function errorOf(tensor: Tensor): ErrorNode {
  const node = tensor[NODE];
  if (node.kind !== "error") throw new Error(`expected a mistake, found ${node.kind} ${formulaOf(node)}`);
  return node;
}

export function opOf(tensor: Tensor): OpNode {
  const node = tensor[NODE];
  if (node.kind !== "op") throw new Error(`expected an op, found ${node.kind} ${formulaOf(node)}`);
  return node;
}

export function compositeOf(tensor: Tensor): CompositeNode {
  const node = tensor[NODE];
  if (node.kind !== "composite") throw new Error(`expected a composite, found ${node.kind} ${formulaOf(node)}`);
  return node;
}

/** The shape that the op record makes of the operands' shapes, or its complaint. */
export function inferred(tensor: Tensor): Shape | string {
  const { op, operands, attributes } = opOf(tensor);
  const type = op.infer(
    operands.map((operand) => float(operand.shape)),
    attributes,
  );
  return typeof type === "string" ? type : type.shape;
}

export const diagnosticOf = (tensor: Tensor): Diagnostic => errorOf(tensor).diagnostic;

/** What a JavaScript caller may pass: a value that the types of the DSL do not know about. */
export function untyped<F extends (...args: never) => unknown>(
  call: F,
): (...args: readonly unknown[]) => ReturnType<F> {
  return (...args) => Reflect.apply(call, undefined, [...args]);
}
