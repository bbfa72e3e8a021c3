import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { GraphNode, Network, SourceNotes } from "../ir/graph.ts";
import { nodesOf, operandsOf } from "../ir/graph.ts";
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
  for (const node of outsideOf(network)) {
    const leaks = operandsOf(node).some((operand) => operand.kind === "element");
    if (leaks) found.push(located(LEAKED, node, notes));
  }
  for (const { diagnostic, node } of network.diagnostics) found.push(located(diagnostic, node, notes));
  if (found.length > 0) throw new DiagnosticError(found);
}

/** The nodes outside of recurrences' bodies. */
const outsideOf = (network: Network): readonly GraphNode[] =>
  nodesOf([...network.outputs.map((output) => output.node), ...network.losses]);

const LEAKED: Diagnostic = {
  code: "bad-argument",
  message: "a value of one step of a scan is used outside of it",
  found: "the state or an element of a step",
  expected: "what the scan returns",
  hint: "Only the step's function knows its arguments; scan returns the states of all steps.",
};
