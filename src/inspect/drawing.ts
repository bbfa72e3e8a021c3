import type { GraphNode, Network, SourceNotes } from "../ir/graph.ts";
import { shapeText } from "../ir/shape.ts";
import { endsOf, graphLines } from "./graph.ts";
import type { GraphLine } from "./graph.ts";

export const DOT_MARK = "// nngen inspect";

/** What a node is to its network. Colours are those of Okabe and Ito, light, and told apart without colour by their shapes. */
const LOOKS = {
  input: { shape: "box", style: "filled,rounded", fillcolor: "#d6eaf8", color: "#0072b2" },
  target: { shape: "box", style: "filled,rounded,dashed", fillcolor: "#fdebd0", color: "#d55e00" },
  parameter: { shape: "cylinder", style: "filled", fillcolor: "#fcf3cf", color: "#9a7d0a" },
  layer: { shape: "box", style: "filled,bold", fillcolor: "#e8daef", color: "#6c3483" },
  operation: { shape: "ellipse", style: "filled", fillcolor: "#f4f6f7", color: "#566573" },
  output: { shape: "box", style: "filled,rounded,bold", fillcolor: "#d5f5e3", color: "#00794f" },
  loss: { shape: "octagon", style: "filled", fillcolor: "#fadbd8", color: "#b03a2e" },
} as const;

type Look = keyof typeof LOOKS;

/**
 * The graph for Graphviz. Nodes carry the user's names and what they are; edges the shape that goes along them. Names are quoted, so that
 * they stay labels whatever they hold, and there are no links.
 */
export function graphDot(network: Network, notes: SourceNotes): string {
  const lines = graphLines(network, notes);
  const ids = new Map(lines.map(({ node }, i) => [node, `n${i + 1}`]));
  const look = looksOf(network, lines);
  const nodes = lines.map((line) => {
    const label = labelOf(line);
    return `  ${ids.get(line.node) ?? ""} [${attributes({ label, ...LOOKS[look(line.node)] })}];`;
  });
  const edges = lines.flatMap(({ node }) =>
    ("operands" in node ? node.operands : []).flatMap((operand) => {
      const from = ids.get(operand);
      const label = operand.shape.length === 0 ? "" : ` ${shapeText(operand.shape)}`;
      return from === undefined ? [] : [`  ${from} -> ${ids.get(node) ?? ""} [${attributes({ label })}];`];
    }),
  );
  const title = [network.name, ...endsOf(network).slice(network.outputs.length), ""].join("\n");
  return [
    `${DOT_MARK} ${network.name.replace(/[\p{C}\p{Zl}\p{Zp}\\]/gu, "?")}`,
    "digraph {",
    `  graph [${attributes({ label: title, labelloc: "t", bgcolor: "white", rankdir: "TB", fontname: FONT, fontsize: "14", pad: "0.4" })}];`,
    `  node [${attributes({ fontname: FONT, fontsize: "12", fontcolor: "#17202a", margin: "0.3,0.1" })}];`,
    `  edge [${attributes({ fontname: FONT, fontsize: "10", fontcolor: "#566573", color: "#566573", arrowsize: "0.7" })}];`,
    ...nodes,
    ...edges,
    "}",
    "",
  ].join("\n");
}

const FONT = "Helvetica,Arial,sans-serif";

function labelOf({ name, what, settings, operands, shape, node }: GraphLine): string {
  const written = settings.length === 0 ? what : `${what}(${settings.join(", ")})`;
  const second = operands.length === 0 && shape.length > 0 ? `${written} ${shapeText(shape)}` : written;
  const own = node.kind === "composite" ? Object.entries(node.parameters) : [];
  const third = own.map(([role, parameter]) => `${role} ${shapeText(parameter.shape)}`);
  return [...(name.startsWith("#") ? [] : [name]), second, ...third].join("\n");
}

function looksOf(network: Network, lines: readonly GraphLine[]): (node: GraphNode) => Look {
  const outputs = network.outputs.map(({ node }) => node);
  const needed = new Set<GraphNode>(outputs);
  for (const { node } of lines.toReversed()) {
    if (needed.has(node) && "operands" in node) for (const operand of node.operands) needed.add(operand);
  }
  return (node) => {
    if (node.kind === "input") return needed.has(node) ? "input" : "target";
    if (node.kind === "parameter") return "parameter";
    if (network.losses.includes(node)) return "loss";
    if (outputs.includes(node)) return "output";
    return node.kind === "composite" && Object.keys(node.parameters).length > 0 ? "layer" : "operation";
  };
}

const attributes = (values: Readonly<Record<string, string>>): string =>
  Object.entries(values)
    .map(([key, value]) => `${key}=${quoted(value)}`)
    .join(", ");

/** A string of DOT. A backslash would start an escape of Graphviz (\N, \G), & an entity of HTML, and an empty first line ends it. */
const quoted = (text: string): string =>
  `"${text
    .replace(/^(?=\n)/gm, " ")
    .replace(/[^\P{C}\n]/gu, "�")
    .replaceAll("\\", "\\\\")
    .replaceAll('"', '\\"')
    .replaceAll("&", "&amp;")
    .replaceAll("\n", "\\n")}"`;
