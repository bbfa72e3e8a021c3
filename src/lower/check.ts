import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { GraphNode, Network, SourceNotes } from "../ir/graph.ts";
import { operandsOf } from "../ir/graph.ts";
import { everyNode } from "../ir/nodes.ts";

/** Every node that the network reaches, the insides of composites included, operands first. */
export const allNodes = (network: Network): readonly GraphNode[] =>
  everyNode([
    ...network.outputs.map((output) => output.node),
    ...network.losses,
    ...network.inputs.map((input) => input.node),
  ]);

/** The diagnostic with the place of its node, unless it has one. */
const located = (diagnostic: Diagnostic, node: GraphNode | undefined, notes: SourceNotes): Diagnostic => {
  const place = diagnostic.place ?? (node === undefined ? undefined : notes.get(node)?.place);
  return place === undefined ? diagnostic : { ...diagnostic, place };
};

/** Reports every mistake in the graph at once, in the order in which the calls stand. */
export function checkGraph(network: Network, notes: SourceNotes): void {
  const found: Diagnostic[] = [];
  for (const node of allNodes(network)) if (node.kind === "error") found.push(located(node.diagnostic, node, notes));
  for (const node of leaksOf(network)) found.push(located(LEAKED, node, notes));
  for (const { diagnostic, node } of network.diagnostics) found.push(located(diagnostic, node, notes));
  if (found.length > 0) throw new DiagnosticError(distinct(found));
}

/** What a call in a loop or in a function gets wrong each time is told once. */
const distinct = (found: readonly Diagnostic[]): readonly Diagnostic[] => [
  ...new Map(found.map((diagnostic) => [JSON.stringify(diagnostic), diagnostic])).values(),
];

interface Visit {
  readonly node: GraphNode;
  /** What reads it. */
  readonly user: GraphNode;
  /** The states and elements of the steps around it. */
  readonly known: ReadonlySet<GraphNode>;
  readonly seen: Set<GraphNode>;
}

/** The nodes that read the state or an element of a step that they do not stand in. */
function leaksOf(network: Network): readonly GraphNode[] {
  const leaks = new Set<GraphNode>();
  const everywhere = new Set<GraphNode>();
  const roots = [...network.outputs.map(({ node }) => node), ...network.losses];
  const visit = (node: GraphNode): Visit => ({ node, user: node, known: new Set(), seen: everywhere });
  // A stack of our own: graphs may be thousands of calls deep.
  const stack: Visit[] = roots.map(visit).toReversed();
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { node, user, known, seen } = next;
    if (node.kind === "element" && !known.has(node)) leaks.add(user);
    if (seen.has(node)) continue;
    seen.add(node);
    const inner: Visit[] = operandsOf(node).map((operand) => ({ node: operand, user: node, known, seen }));
    // What is an operand has been told, and is not told again of what the composite is made of.
    if (node.kind === "composite")
      inner.push({ node: node.body, user: node, known: withElements(node.operands, known), seen });
    // What a step reads from outside has been seen there.
    if (node.kind === "scan") {
      const inside = new Set([...known, ...node.elements]);
      inner.push({ node: node.body, user: node, known: inside, seen: new Set(node.operands) });
    }
    stack.push(...inner.toReversed());
  }
  return [...leaks];
}

const withElements = (nodes: readonly GraphNode[], known: ReadonlySet<GraphNode>): ReadonlySet<GraphNode> =>
  nodes.some(({ kind }) => kind === "element") ? new Set([...known, ...nodes]) : known;

const LEAKED: Diagnostic = {
  code: "bad-argument",
  message: "a value of one step of a scan is used outside of it",
  found: "the state or an element of a step",
  expected: "what the scan returns",
  hint: "Only the step's function knows its arguments; scan returns the states of all steps.",
};
