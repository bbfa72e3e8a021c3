import { nodesOf } from "../ir/graph.ts";
import type { GraphNode, Network } from "../ir/graph.ts";

/** The public names of the targets: the inputs that no output needs. */
export function targetsOf(network: Network): readonly string[] {
  const read = new Set<GraphNode>(nodesOf(network.outputs.map((output) => output.node)));
  return network.inputs.filter((input) => !read.has(input.node)).map((input) => input.name);
}
