import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { GraphNode, InputNode, Network } from "../ir/graph.ts";
import { named } from "./mistakes.ts";

/** A mistake and the node to point at. */
export type Finding = Network["diagnostics"][number];
export type Entry = Network["inputs"][number];

/** What a network is made of. */
export interface Roots {
  readonly inputs: readonly Entry[];
  readonly outputs: readonly Entry[];
  readonly losses: readonly GraphNode[];
}

export const isInput = (node: GraphNode): node is InputNode => node.kind === "input";

export const notDeclared = (node: GraphNode): Diagnostic => ({
  code: "undeclared-input",
  message: `network reads the input ${named(node)}, which its inputs do not hold`,
  found: named(node),
  hint: "Add it to inputs: { … }.",
});
