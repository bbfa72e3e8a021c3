import { nodesOf } from "../ir/graph.ts";
import type { CompositeNode, GraphNode, Network, SourceNotes } from "../ir/graph.ts";
import { COUNT, sizeOf } from "../ir/shape.ts";
import type { Shape } from "../ir/shape.ts";
import { nameNodes, parameterKey } from "./names.ts";

/** An input, a layer or an activation on the way to the outputs. */
export interface Layer {
  readonly name: string;
  /** What made it: `dense`. */
  readonly type: string;
  /** Of one example. */
  readonly shape: Shape;
  /** The values of its parameters, but for those that an earlier one has. */
  readonly parameterCount: number;
}

/** Ops that people take for layers: activations that are no composites, and what Keras calls Concatenate. */
const LAYERS: ReadonlySet<string> = new Set(["relu", "tanh", "step", "concat"]);

/** The layers of a network as a summary lists them, in the order of the graph; parameters outside of layers are rows too. */
export function layersOf(network: Network, notes: SourceNotes): readonly Layer[] {
  const names = nameNodes(network, notes);
  const publicNames = new Map(network.inputs.map(({ name, node }) => [node, name]));
  const counted = new Set<GraphNode | string>();
  const perExample = (shape: Shape): Shape => shape.filter((dim) => dim !== COUNT);
  const parametersOf = (node: CompositeNode): number =>
    Object.values(node.parameters).reduce((sum, parameter) => {
      const key = parameterKey(network, parameter);
      if (counted.has(key)) return sum;
      counted.add(key);
      return sum + sizeOf(parameter.shape);
    }, 0);
  const nodes = nodesOf(network.outputs.map(({ node }) => node));
  // What a layer made is its own; what it was given stands by itself.
  const made = new Set(nodes.flatMap((node) => (node.kind === "composite" ? Object.values(node.parameters) : [])));
  return nodes.flatMap((node): Layer[] => {
    const shape = perExample(node.shape);
    const row = (name: string, type: string, parameterCount: number): Layer[] => [
      { name, type, shape, parameterCount },
    ];
    if (node.kind === "input") return row(publicNames.get(node) ?? node.name, "input", 0);
    if (node.kind === "parameter" && !made.has(node))
      return row(names.parameter(node).name, "parameter", sizeOf(shape));
    if (node.kind === "op" && LAYERS.has(node.op.name)) return row(names.user(node) ?? node.op.name, node.op.name, 0);
    return node.kind === "composite" ? row(names.layer(node), node.name, parametersOf(node)) : [];
  });
}

/** The outputs that a binary cross entropy takes for probabilities: one half tells their classes apart. */
export function probabilitiesOf({ outputs, losses }: Network): readonly string[] {
  const taken = nodesOf(losses).flatMap((node) =>
    node.kind === "composite" && node.name === "binaryCrossEntropy" ? node.operands.slice(0, 1) : [],
  );
  return outputs.filter(({ node }) => taken.includes(node)).map(({ name }) => name);
}
