import type { CompositeNode, GraphNode, Network, ParameterNode, SourceNotes } from "../ir/graph.ts";
import { allNodes } from "./check.ts";
import { targetsOf } from "./targets.ts";

/** The public name of a parameter (`hidden.weight`) and the symbol that derivations use for it (`W1`). */
export interface ParameterName {
  readonly name: string;
  readonly symbol: string;
}

export interface Names {
  /** The user's name of a node: its const, or the key it stands under in `outputs`. */
  user(node: GraphNode): string | undefined;
  parameter(node: ParameterNode): ParameterName;
  /** The layer that a composite stands for: its const, or its kind and a number (`dense2`). */
  layer(node: CompositeNode): string;
}

/** The public name of the input that a mean or scale is fitted to: "target" is the network's only target. */
export function fittedInput(network: Network, { fits }: ParameterNode): string | undefined {
  if (fits === undefined) return undefined;
  return fits === "target" ? targetsOf(network)[0] : network.inputs.find((input) => input.node === fits)?.name;
}

/** What a parameter node stands for: itself, but means and scales that fit one input are one (`x.mean`). */
export const parameterKey = (network: Network, node: ParameterNode): GraphNode | string =>
  node.fits === undefined ? node : `${fittedInput(network, node) ?? ""}.${node.role}`;

/** The letters of W·x + b, and of what a step does to the state, U·h + v. What else is no weight, a scale or a mean, goes by its part. */
const LETTERS: ReadonlyMap<string, string> = new Map([
  ["bias", "b"],
  ["recurrent", "U"],
  ["recurrentBias", "v"],
]);

/** Names everything, once, in the order of the graph. Layers count their weights and biases: W1, b1, W2, b2. */
export function nameNodes(network: Network, notes: SourceNotes): Names {
  const outputs = new Map(network.outputs.map(({ name, node }) => [node, name]));
  const user = (node: GraphNode): string | undefined => notes.get(node)?.name ?? outputs.get(node);
  const parameters = new Map<GraphNode | string, ParameterName>();
  const layers = new Map<CompositeNode, string>();
  const counts = new Map<string, number>();
  // A slot is found by its name: a layer called as an input must not make a parameter called as one.
  const taken = new Set(network.inputs.map((input) => input.name));
  const unique = (base: string): string => {
    let name = base;
    for (let i = 2; taken.has(name); i++) name = `${base}_${i}`;
    taken.add(name);
    return name;
  };
  const next = (kind: string): number => {
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    return count;
  };

  const nodes = allNodes(network);
  for (const node of nodes) {
    if (node.kind === "parameter" && node.name !== undefined)
      parameters.set(node, { name: unique(node.name), symbol: node.name });
  }
  for (const node of nodes) {
    if (node.kind !== "composite" || Object.keys(node.parameters).length === 0) continue;
    const learns = Object.values(node.parameters).some((parameter) => parameter.fits === undefined);
    const layer = user(node) ?? (learns ? `${node.name}${next(node.name)}` : node.name);
    layers.set(node, layer);
    const number = learns ? next("layer with parameters") : 0;
    for (const [part, parameter] of Object.entries(node.parameters)) {
      const key = parameterKey(network, parameter);
      if (parameters.has(key)) continue;
      if (typeof key === "string") {
        const input = key.slice(0, key.lastIndexOf("."));
        parameters.set(key, { name: unique(key), symbol: `${input}${parameter.role === "mean" ? "Mean" : "Scale"}` });
      } else {
        const letter = LETTERS.get(part) ?? (parameter.role === "weight" ? "W" : part);
        parameters.set(key, { name: unique(`${layer}.${part}`), symbol: `${letter}${number}` });
      }
    }
  }
  return {
    user,
    layer: (node) => layers.get(node) ?? user(node) ?? node.name,
    parameter(node) {
      const key = parameterKey(network, node);
      const known = parameters.get(key);
      if (known !== undefined) return known;
      const name = { name: unique(user(node) ?? "parameter"), symbol: user(node) ?? "theta" };
      parameters.set(key, name);
      return name;
    },
  };
}
