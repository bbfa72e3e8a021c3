import { at, fail, invariant } from "../diagnostics/diagnostic.ts";
import type { Place } from "../diagnostics/diagnostic.ts";
import { builder, isLiteral, literal } from "../ir/builder.ts";
import type { CompositeNode, GraphNode, Network, OpNode, ParameterNode, ScanNode, SourceNotes } from "../ir/graph.ts";
import { nodesOf } from "../ir/graph.ts";
import type { Attributes, AttributeValue } from "../ir/op.ts";
import type { Operand, Origin, Program, Result, Value } from "../ir/program.ts";
import { float } from "../ir/shape.ts";
import type { Type } from "../ir/shape.ts";
import { add } from "../ops/arithmetic.ts";
import { derivativeName, isDerivative } from "../ops/derivatives.ts";
import { broadcast } from "../ops/reduction.ts";
import { uniform } from "../ops/random.ts";
import { scan } from "../ops/scan.ts";
import { closed, requireOwnDerivatives, STATISTICS_IN_STEP } from "./body.ts";
import { checkGraph } from "./check.ts";
import { nameNodes } from "./names.ts";
import { slotMaker, symbolic } from "./slots.ts";

/**
 * The op list of one example, as it stands in the textbook: composites opened, nothing stabilised, nothing shared that the user did
 * not share. Numbering: every op takes the next number and is called t1, t2, … unless the user named it; the last op of a named
 * composite takes the name and no number. Broadcasts are notation and are not counted.
 */
export function lower(network: Network, notes: SourceNotes): Program {
  checkGraph(network, notes);
  const names = nameNodes(network, notes);
  const outer = builder();
  // The list that instructions go to: that of the network, or, while a recurrence is lowered, of its body.
  let out = outer;
  const values = new Map<GraphNode, Operand>();
  let number = 0;
  let draws = 0;
  const kept: { readonly node: ParameterNode; readonly next: GraphNode; readonly layer: string }[] = [];

  const slots = slotMaker(network, notes, names, (wish) => outer.freshName(plain(wish)));
  const { placeOf } = slots;

  const op = (node: OpNode, { name, numbered, layer, place }: Context): Operand => {
    const origin: Origin = {
      phase: "forward",
      ...(place && { place }),
      ...placeOf(node),
      ...(layer !== undefined && { layer }),
      ...(node.spelled === true && { spelled: true }),
    };
    const type = node.op.kind === "elementwise" ? widest(node.operands.map(valueOf)) : undefined;
    const operands = node.operands.map((operand) => {
      const value = valueOf(operand);
      if (type === undefined || value.type.shape.length === type.shape.length) return value;
      if (isLiteral(value)) return literal(value.value, type);
      const attributes = { shape: type.shape, axes: [] };
      return out.emit(broadcast, [value], {
        attributes,
        origin: { ...origin, shown: false },
        name: `${nameOf(value)}_all`,
      });
    });
    // Derivatives have names of their own: ∂y/∂x.
    const counted = node.op !== broadcast && !isDerivative(node.op);
    if (counted && numbered) number++;
    const own =
      (name === undefined ? undefined : plain(name)) ??
      (counted
        ? `t${number}`
        : isDerivative(node.op)
          ? derivativeName(nameOf(at(operands, 0)), nameOf(at(operands, 1)))
          : `${nameOf(at(operands, 0))}_all`);
    const shown = node.op !== broadcast || name !== undefined ? origin : { ...origin, shown: false };
    // Every draw has a stream of its own.
    const salted = node.op === uniform ? { salt: Number(node.attributes["salt"]) + STREAM * ++draws } : {};
    const attributes = { ...symbolicAttributes(node.attributes), ...salted };
    return out.emit(node.op, operands, { attributes, origin: shown, name: own });
  };

  const valueOf = (node: GraphNode): Operand => {
    const value = values.get(node);
    invariant(value !== undefined, "a node is read before it is lowered");
    return value;
  };

  /** Lowers a node and what it needs; the context is that of the node itself. */
  const lowerInto = (root: GraphNode, context: Context): void => {
    for (const node of nodesOf([root])) {
      if (values.has(node)) continue;
      const { layer, place } = context;
      const own = node === root ? context : { name: undefined, numbered: true, layer, place };
      values.set(node, lowered(node, { ...own, name: own.name ?? names.user(node) }));
    }
  };
  const lowered = (node: GraphNode, context: Context): Operand => {
    switch (node.kind) {
      case "input":
        return slots.input(node.name, node);
      case "parameter":
        return slots.parameter(node, context.place);
      case "constant":
        return literal(node.value);
      case "op":
        return op(node, context);
      case "composite":
        return composite(node, context);
      case "scan":
        return recurrence(node, context);
      case "counter":
        return slots.counter(node.name);
      case "element":
        invariant(false, "an element is read outside its recurrence");
      case "error":
        invariant(false, "an error node was lowered");
    }
  };
  const composite = (node: CompositeNode, { name, numbered, layer, place }: Context): Operand => {
    const isLayer = Object.keys(node.parameters).length > 0;
    kept.push(...(node.running ?? []).map((statistic) => ({ ...statistic, layer: names.layer(node) })));
    lowerInto(node.body, {
      name,
      numbered: numbered && name === undefined,
      layer: isLayer ? names.layer(node) : layer,
      place: placeOf(node).place ?? place,
    });
    return valueOf(node.body);
  };

  const recurrence = (node: ScanNode, { name, numbered, layer, place }: Context): Operand => {
    const around = out;
    const inside = builder();
    const elements = node.elements.map((element): Value => {
      const type = float(element.shape);
      return { kind: "value", name: inside.freshName(plain(names.user(element) ?? element.name)), type };
    });
    for (const [i, element] of node.elements.entries()) values.set(element, at(elements, i));
    const where = { name: undefined, layer, place: placeOf(node).place ?? place };
    const statistics = kept.length;
    out = inside;
    lowerInto(node.body, { ...where, numbered: true });
    out = around;
    if (kept.length > statistics) fail({ ...STATISTICS_IN_STEP, ...placeOf(node) });
    const { body, captured } = closed(elements, inside, valueOf(node.body));
    requireOwnDerivatives(body, elements);
    const [initial, ...sequences] = node.operands.slice(0, elements.length).map(valueOf);
    invariant(initial !== undefined, "a recurrence has an initial state");
    const given = initial.kind === "literal" ? literal(initial.value, float(at(node.elements, 0).shape)) : initial;
    if (numbered && name === undefined) number++;
    return out.emit(scan, [given, ...sequences, ...captured], {
      attributes: { length: node.steps, axis: 0, axes: sequences.map(() => 0), body },
      origin: { phase: "forward", ...(place && { place }), ...placeOf(node), ...(layer !== undefined && { layer }) },
      name: name === undefined ? `t${number}` : plain(name),
    });
  };

  for (const { name, node } of network.inputs) if (node.kind === "input") values.set(node, slots.input(name, node));
  const results: Result[] = network.outputs.map(({ name, node }) => {
    lowerInto(node, { ...outermost, name: names.user(node) });
    return { kind: "output", name, value: valueOf(node) };
  });
  const [first, ...others] = network.losses;
  if (first !== undefined) {
    const alone = others.length === 0;
    for (const node of network.losses) {
      lowerInto(node, { ...outermost, name: names.user(node) ?? (alone ? "L" : undefined) });
    }
    let total = valueOf(first);
    for (const [i, node] of others.entries()) {
      const name = i === others.length - 1 ? "L" : `t${++number}`;
      total = out.emit(add, [total, valueOf(node)], { origin: { phase: "forward" }, name });
    }
    results.push({ kind: "loss", name: nameOf(total), value: total });
  }
  for (const { node, next, layer } of kept) {
    lowerInto(next, { ...outermost, layer });
    results.push({ kind: "replace", name: names.parameter(node).name, value: valueOf(next) });
  }
  return { name: network.name, slots: slots.ordered(), instructions: outer.instructions, results };
}

/** Values are named by letters, digits and underscores, whatever the user's strings hold; slots keep the string itself. */
const plain = (name: string): string =>
  name.replace(/[^\p{L}\p{N}\p{M}_$]/gu, "_").replace(/^(?=[\p{N}\p{M}]|$)/u, "_");

/** What an op takes from the composites around it. */
interface Context {
  /** The name of the composite whose last op it is. */
  readonly name: string | undefined;
  /** Whether it takes a number: the last op of a named composite does not. */
  readonly numbered: boolean;
  readonly layer: string | undefined;
  /** Where the composite's call stands; an op with a call of its own has its own place. */
  readonly place: Place | undefined;
}

/** What lies between the salts of two draws. */
const STREAM = 0x632be5ab;

const outermost: Context = { name: undefined, numbered: true, layer: undefined, place: undefined };

const nameOf = (operand: Operand): string => (operand.kind === "value" ? operand.name : "c");

/** The type of the operand of the highest rank, which scalars are broadcast to. */
function widest(operands: readonly Operand[]): Type {
  return operands.reduce<Type>(
    (type, operand) => (operand.type.shape.length > type.shape.length ? operand.type : type),
    at(operands, 0).type,
  );
}

const symbolicAttributes = (attributes: Attributes): Attributes =>
  Object.fromEntries(
    Object.entries(attributes).map(([key, value]): [string, AttributeValue] => [
      key,
      key === "shape" && Array.isArray(value) ? symbolic(value) : value,
    ]),
  );
