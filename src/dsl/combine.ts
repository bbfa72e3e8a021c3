import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { GraphNode } from "../ir/graph.ts";
import { sameShape, shapeText } from "../ir/shape.ts";
import type { Shape } from "../ir/shape.ts";
import { checkSurplus, readOperands } from "./arguments.ts";
import { described, mismatch, mistake } from "./mistakes.ts";
import { rowsAxis } from "./nodes.ts";
import { tensorOf } from "./tensor.ts";
import type { Tensor } from "./tensor.ts";

/**
 * Builds an elementwise value from operands of one shape; scalars go with any.
 * @param takes how many operands there are, where a caller may have given more
 */
export function combine(
  call: string,
  values: readonly unknown[],
  build: (...operands: readonly GraphNode[]) => GraphNode,
  takes: number = values.length,
): Tensor {
  const read = readOperands(
    call,
    Array.from({ length: takes }, (_, i) => values[i]),
  );
  const { nodes } = read;
  const wrong = read.wrong ?? checkSurplus(call, takes, values);
  const [first, ...others] = nodes.filter((node) => node.shape.length > 0);
  const shape = first?.shape ?? [];
  if (wrong !== undefined) return mistake(wrong, nodes, shape);
  const odd = others.find((node) => !sameShape(node.shape, shape));
  if (first === undefined || odd === undefined) return tensorOf(build(...nodes));
  return mismatch(call, differ(call, first, odd), nodes, shape);
}

/** Two operands whose shapes should be one shape. */
export const differ = (call: string, first: GraphNode, odd: GraphNode): Diagnostic => ({
  code: "shape-mismatch",
  message: `${call}: the shapes of ${described(first)} and ${described(odd)} differ`,
  found: shapeText(odd.shape),
  expected: shapeText(first.shape),
  hint: hintFor(first.shape, odd.shape),
});

/** Where shapes differ only by axes of one. */
export function axisLeft(a: Shape, b: Shape): string | undefined {
  const shorter = a.length < b.length ? a : b;
  if (shorter.length === 0 || a.length === b.length || !sameShape(withoutOnes(a), withoutOnes(b))) return undefined;
  return `An axis of one is left, as by slice(x, { start: -1 }): reshape(…, ${shapeText(shorter)}) drops it.`;
}

const withoutOnes = (shape: Shape): Shape => shape.filter((dim) => dim !== 1);

function hintFor(a: Shape, b: Shape): string {
  if (a.length === 2 && sameShape(a, b.toReversed())) return "Transpose one of them: transpose(…).";
  if ((rowsAxis(a) === undefined) !== (rowsAxis(b) === undefined)) {
    return "Write the axis of examples out in every input, or in none: a graph describes one example.";
  }
  const left = axisLeft(a, b);
  if (left !== undefined) return left;
  if ([a, b].some((shape) => sameShape(shape, [1])))
    return "[1] is a vector of one; a scalar has the shape [], and goes with any shape.";
  return "Give both one shape; a scalar or a number goes with any.";
}
