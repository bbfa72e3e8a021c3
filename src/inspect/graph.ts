import { nodesOf, operandsOf } from "../ir/graph.ts";
import type { GraphNode, Network, SourceNotes } from "../ir/graph.ts";
import { shapeText } from "../ir/shape.ts";
import { columns, placeText } from "./table.ts";

/** One node of the graph as the user wrote it: composites closed. */
export interface GraphLine {
  readonly name: string;
  readonly kind: GraphNode["kind"];
  readonly what: string;
  readonly operands: readonly string[];
  readonly shape: string;
  readonly place: string;
}

/** The graph in the order of its calls. Unnamed nodes are numbered. */
export function graphLines(network: Network, notes: SourceNotes): readonly GraphLine[] {
  const names = new Map<GraphNode, string>();
  const keys = new Map(network.outputs.map(({ name, node }) => [node, name]));
  let number = 0;
  const nameOf = (node: GraphNode): string => {
    const known = names.get(node);
    if (known !== undefined) return known;
    const own = "name" in node && node.kind !== "composite" ? node.name : undefined;
    const name =
      notes.get(node)?.name ??
      own ??
      keys.get(node) ??
      (node.kind === "constant" ? String(node.value) : `#${++number}`);
    names.set(node, name);
    return name;
  };
  const roots = [...network.inputs.map((i) => i.node), ...network.outputs.map((o) => o.node), ...network.losses];
  return nodesOf(roots)
    .filter((node) => node.kind !== "constant")
    .map((node) => ({
      name: nameOf(node),
      kind: node.kind,
      what: whatOf(node),
      operands: operandsOf(node).map(nameOf),
      shape: shapeText(node.shape),
      place: placeText(notes.get(node)?.place),
    }));
}

function whatOf(node: GraphNode): string {
  switch (node.kind) {
    case "op":
      return node.op.name;
    case "composite":
      return node.name;
    case "parameter":
      return node.trainable ? node.role : `${node.role}, frozen`;
    default:
      return node.kind;
  }
}

export function graphText(network: Network, notes: SourceNotes): string {
  const rows = graphLines(network, notes).map(({ name, what, operands, shape, place }) => [
    name,
    operands.length === 0 ? what : `${what}(${operands.join(", ")})`,
    shape,
    place,
  ]);
  const ends = [
    ...network.outputs.map((output) => `output ${output.name}`),
    network.losses.length === 0
      ? "no loss"
      : `loss of ${network.losses.length} term${network.losses.length === 1 ? "" : "s"}`,
    `optimizer ${network.optimizer.kind}, learning rate ${network.optimizer.learningRate}`,
    ...(network.regularizer === undefined
      ? []
      : [`regularizer ${network.regularizer.kind}, λ = ${network.regularizer.lambda}`]),
  ];
  return `${network.name}\n\n${columns(rows)}\n\n${ends.join("\n")}\n`;
}
