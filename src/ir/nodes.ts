import type { GraphNode } from "./graph.ts";
import { operandsOf } from "./graph.ts";

/** Every node that values are made of, operands before users; the bodies of composites and recurrences included. */
export function everyNode(roots: readonly GraphNode[]): readonly GraphNode[] {
  const seen = new Set<GraphNode>();
  const order: GraphNode[] = [];
  const stack: { readonly node: GraphNode; readonly rest: GraphNode[] }[] = [];
  const enter = (node: GraphNode): void => {
    if (seen.has(node)) return;
    seen.add(node);
    const inner = "body" in node ? [...node.operands, node.body] : operandsOf(node);
    stack.push({ node, rest: inner.toReversed() });
  };
  for (const root of roots) {
    enter(root);
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const next = top.rest.pop();
      if (next !== undefined) enter(next);
      else {
        order.push(top.node);
        stack.pop();
      }
    }
  }
  return order;
}
