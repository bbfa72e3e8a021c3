import type { Place } from "../diagnostics/diagnostic.ts";
import { nodesOf, operandsOf } from "../ir/graph.ts";
import type { GraphNode, Network, Regularizer, SourceNotes } from "../ir/graph.ts";
import type { Shape } from "../ir/shape.ts";
import { shapeText } from "../ir/shape.ts";
import { columns, placeText } from "./table.ts";

/** One node of the graph as the user wrote it: composites closed. */
export interface GraphLine {
  readonly node: GraphNode;
  readonly name: string;
  readonly kind: GraphNode["kind"];
  readonly what: string;
  readonly operands: readonly string[];
  /** What the call takes besides: the units of a dense layer, an axis. */
  readonly settings: readonly string[];
  readonly shape: Shape;
  readonly place?: Place;
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
  return graphNodes(network).map((node) => {
    const place = notes.get(node)?.place;
    return {
      node,
      name: nameOf(node),
      kind: node.kind,
      what: whatOf(node),
      operands: operandsOf(node).map(nameOf),
      settings: settingsOf(node),
      shape: node.shape,
      ...(place !== undefined && { place }),
    };
  });
}

/** All nodes but constants, operands before users. */
const graphNodes = (network: Network): readonly GraphNode[] =>
  nodesOf([...network.inputs.map((i) => i.node), ...network.outputs.map((o) => o.node), ...network.losses]).filter(
    (node) => node.kind !== "constant",
  );

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

function settingsOf(node: GraphNode): readonly string[] {
  if (node.kind === "composite") return node.name === "dense" ? [String(node.shape.at(-1) ?? 1)] : [];
  const axes = node.kind === "op" && node.op.kind === "reduction" ? node.attributes["axes"] : undefined;
  return Array.isArray(axes) ? [`axis: ${axes.length === 1 ? String(axes[0]) : `[${axes.join(", ")}]`}`] : [];
}

/** `dense(#1, 8)`, or what a node without operands is. */
const callText = ({ what, operands, settings }: GraphLine): string =>
  operands.length === 0 ? what : `${what}(${[...operands, ...settings].join(", ")})`;

export function graphText(network: Network, notes: SourceNotes): string {
  const rows = graphLines(network, notes).map((line) => [
    line.name,
    callText(line),
    shapeText(line.shape),
    placeText(line.place),
  ]);
  return `${network.name}\n\n${columns(rows)}\n\n${endsOf(network).join("\n")}\n`;
}

/** What the network trains for, and how. */
export const endsOf = (network: Network): readonly string[] => [
  ...network.outputs.map((output) => `output ${output.name}`),
  network.losses.length === 0
    ? "no loss"
    : `loss of ${network.losses.length} term${network.losses.length === 1 ? "" : "s"}`,
  `optimizer ${network.optimizer.kind}, learning rate ${network.optimizer.learningRate}`,
  ...(network.regularizer === undefined
    ? []
    : [`regularizer ${network.regularizer.kind}, ${strengths(network.regularizer)}`]),
];

/** `λ = 0.001` */
const strengths = (regularizer: Regularizer): string =>
  Object.entries(regularizer)
    .filter(([name]) => name !== "kind")
    .map(([name, value]) => `${name === "lambda" ? "λ" : name} = ${value}`)
    .join(", ");
