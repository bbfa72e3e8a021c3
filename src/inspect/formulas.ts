import type { Place } from "../diagnostics/diagnostic.ts";
import { courseParameter } from "../ir/course.ts";
import type { CompositeNode, GraphNode, Network, ParameterNode, SourceNotes } from "../ir/graph.ts";
import { operandsOf } from "../ir/graph.ts";
import type { MathNotation } from "../ir/math.ts";
import { TEXT } from "../ir/markup.ts";
import type { Markup, Term } from "../ir/markup.ts";
import type { Program, Slot } from "../ir/program.ts";
import { isValue } from "../ir/program.ts";
import { layered, symbolOf } from "../ir/symbol.ts";
import type { Sym } from "../ir/symbol.ts";
import { write } from "../ir/write.ts";
import { opByName } from "../ops/table.ts";
import { graphLines } from "./graph.ts";
import type { Line } from "./listing.ts";

export interface Formulas {
  readonly lines: readonly Line[];
  /** What the values of the op list are called in the lines. */
  readonly forward: ReadonlyMap<string, Sym>;
}

/**
 * The graph as mathematics: z¹ = W¹·x + b¹, h = σ(z¹), ŷ = softmax(z²). Layers are written out, activations and losses are called. In the
 * course's notation a layer's value is z¹ and its activation h¹, unless the user has a name for that or it is an output.
 * @param ops the op list, for the names of parameters and of unnamed values
 */
export function formulasOf(
  network: Network,
  notes: SourceNotes,
  ops: Program,
  { notation = "ops", markup = TEXT }: { readonly notation?: MathNotation; readonly markup?: Markup } = {},
): Formulas {
  const lines = graphLines(network, notes);
  const valueNames = linked(lines, ops);
  const parameters = parametersOf(ops);
  const outputs = new Set(network.outputs.map(({ node }) => node));
  const isCourse = notation === "course";
  const readers = new Map<GraphNode, number>();
  for (const node of [...lines.flatMap((line) => operandsOf(line.node)), ...outputs, ...network.losses]) {
    readers.set(node, (readers.get(node) ?? 0) + 1);
  }

  const parameter = (name: string): Sym => (isCourse ? courseParameter(name) : undefined) ?? symbolOf(name);
  const layerOf = (node: GraphNode | undefined): string | undefined => {
    const weight = node?.kind === "composite" ? weightOf(node, notes.get(node)?.place) : undefined;
    return weight === undefined ? undefined : /^W(\d+)$/.exec(weight.value.name)?.[1];
  };
  const weightOf = (node: CompositeNode, place: Place | undefined): Slot | undefined =>
    node.name === "dense" ? parameters.used(place, "weight") : undefined;

  const isNamed = (node: GraphNode): boolean => notes.get(node)?.name !== undefined || outputs.has(node);
  const symbol = (node: GraphNode, shown: string): Sym => {
    const layer = isCourse && !outputs.has(node) ? layerOf(node) : undefined;
    if (layer !== undefined) return layered("z", layer);
    const [inner] = operandsOf(node);
    const activated = isCourse && !isNamed(node) && operandsOf(node).length === 1 ? layerOf(inner) : undefined;
    if (activated !== undefined) return layered("h", activated);
    if (node.kind === "parameter") return parameter(parameters.symbol(shown) ?? shown);
    return symbolOf(valueNames.get(node) ?? shown);
  };
  const symbols = new Map(lines.map((line) => [line.node, symbol(line.node, line.name)]));

  /** A single use of an unnamed operation is written where it is read. */
  const isLine = (node: GraphNode): boolean =>
    node.kind === "composite" ||
    (node.kind === "op" && (isNamed(node) || (readers.get(node) ?? 0) !== 1 || isLoss(node)));
  const isLoss = (node: GraphNode): boolean => network.losses.includes(node);
  const term = (node: GraphNode): Term => {
    const known = symbols.get(node);
    if (node.kind === "constant") return markup.number(node.value);
    const isWrittenIn = node.kind === "scan" || (node.kind === "op" && !isLine(node));
    return isWrittenIn ? definition(node) : markup.symbol(known ?? symbolOf("?"));
  };
  const definition = (node: GraphNode): Term => {
    if (node.kind === "op") return application(node, term);
    if (node.kind !== "composite" && node.kind !== "scan") return term(node);
    const name = node.kind === "scan" ? node.kind : node.name;
    if (node.kind === "composite" && name === "dense") return layer(node);
    const known = opByName.get(name)?.notation;
    return markup.call(
      known?.form === "call" ? known : { text: name, latex: `\\operatorname{${name}}` },
      node.operands.map((operand) => term(operand).text),
    );
  };
  const application = (node: GraphNode, inner: (node: GraphNode) => Term): Term => {
    if (node.kind !== "op") return inner(node);
    const rank = node.shape.filter((dim) => typeof dim === "number").length;
    const operands = node.operands.map(inner);
    return write(markup, { op: node.op, attributes: node.attributes, operands, rank, layers: isCourse });
  };
  const layer = (node: CompositeNode): Term => {
    const place = notes.get(node)?.place;
    const inner = (operand: GraphNode): Term => {
      if (symbols.has(operand)) return term(operand);
      if (operand.kind !== "parameter") return application(operand, inner);
      const slot = parameters.used(place, operand.role);
      return markup.symbol(parameter(slot?.value.name ?? (operand.role === "bias" ? "b" : "W")));
    };
    return application(node.body, inner);
  };
  return {
    lines: lines
      .filter(({ node }) => isLine(node))
      .map(({ node, name, place }) => ({
        left: markup.symbol(symbols.get(node) ?? symbolOf(name)).text,
        right: definition(node).text,
        shape: node.shape,
        ...(place !== undefined && { place }),
      })),
    forward: new Map(
      lines.flatMap(({ node, name }) => {
        const value = valueNames.get(node) ?? name;
        const known = symbols.get(node);
        return isLine(node) && known !== undefined ? [[value, known] as const] : [];
      }),
    ),
  };
}

const keyOf = (place: Place | undefined): string | undefined =>
  place === undefined ? undefined : [place.file, place.line, place.column, place.length ?? 1].join(":");

/** The value of the op list that a node is: the last one made at its call. A call that ran twice has no single one. */
function linked(
  lines: readonly { readonly node: GraphNode; readonly place?: Place }[],
  ops: Program,
): ReadonlyMap<GraphNode, string> {
  const last = new Map<string, string>();
  for (const { origin, results } of ops.instructions) {
    const key = keyOf(origin.place);
    const [value] = results;
    if (key !== undefined && value !== undefined && origin.shown !== false) last.set(key, value.name);
  }
  const counts = new Map<string, number>();
  const keys = lines.flatMap(({ place }) => keyOf(place) ?? []);
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return new Map(
    lines.flatMap(({ node, place }) => {
      const key = keyOf(place);
      const name = key === undefined || counts.get(key) !== 1 ? undefined : last.get(key);
      return name === undefined || (node.kind !== "op" && node.kind !== "composite") ? [] : [[node, name] as const];
    }),
  );
}

/** The slots of parameters, by their public names and by the call that reads them. */
function parametersOf(ops: Program): {
  symbol(name: string): string | undefined;
  used(place: Place | undefined, role: ParameterNode["role"]): Slot | undefined;
} {
  const slots = ops.slots.filter((slot) => slot.kind === "parameter");
  return {
    symbol: (name) => slots.find((slot) => slot.name === name)?.value.name,
    used: (place, role) => {
      const key = keyOf(place);
      const read = ops.instructions
        .filter(({ origin }) => key !== undefined && keyOf(origin.place) === key)
        .flatMap(({ operands }) => operands.filter(isValue));
      return slots.find((slot) => slot.role === role && read.includes(slot.value));
    },
  };
}
