import { at, fail, invariant } from "../diagnostics/diagnostic.ts";
import type { Diagnostic, Place } from "../diagnostics/diagnostic.ts";
import { builder, isLiteral, literal } from "../ir/builder.ts";
import type { Builder } from "../ir/builder.ts";
import type {
  CompositeNode,
  GraphNode,
  InputNode,
  Network,
  OpNode,
  ParameterNode,
  ScanNode,
  SourceNotes,
} from "../ir/graph.ts";
import { nodesOf } from "../ir/graph.ts";
import type { Attributes, AttributeValue } from "../ir/op.ts";
import type { Instruction, Operand, Origin, ParameterSlot, Program, Result, Slot, Value } from "../ir/program.ts";
import type { Body } from "../ir/region.ts";
import { COUNT, float } from "../ir/shape.ts";
import type { Shape, Type } from "../ir/shape.ts";
import { add } from "../ops/arithmetic.ts";
import { isDerivative } from "../ops/derivatives.ts";
import { broadcast } from "../ops/reduction.ts";
import { uniform } from "../ops/random.ts";
import { scan } from "../ops/scan.ts";
import { checkGraph } from "./check.ts";
import { fittedInput, nameNodes, parameterKey } from "./names.ts";

/**
 * The op list of one example, as it stands in the textbook: composites opened, nothing stabilised, nothing shared that the user did
 * not share. Numbering: every op takes the next number and is called t1, t2, … unless the user named it; the last op of a named
 * composite takes the name and no number. Broadcasts are notation and are not counted.
 */
export function lower(network: Network, notes: SourceNotes): Program {
  checkGraph(network, notes);
  const names = nameNodes(network, notes);
  const slots: Slot[] = [];
  const outer = builder();
  // The list that instructions go to: that of the network, or, while a recurrence is lowered, of its body.
  let out = outer;
  const values = new Map<GraphNode, Operand>();
  const shared = new Map<GraphNode | string, Value>();
  let number = 0;
  let draws = 0;
  const kept: { readonly node: ParameterNode; readonly next: GraphNode; readonly layer: string }[] = [];

  const input = (name: string, node: InputNode): Value => {
    const value = slotValue(name, { element: node.element, shape: symbolic(node.shape) });
    const classes = node.classes === undefined ? {} : { classes: node.classes };
    slots.push({ kind: "input", name, value, domain: node.domain, ...classes, ...placeOf(node) });
    return value;
  };
  const placeOf = (node: GraphNode): { place?: Place } => {
    const place = notes.get(node)?.place;
    return place === undefined ? {} : { place };
  };
  const slotValue = (base: string, type: Type): Value => ({ kind: "value", name: outer.freshName(plain(base)), type });

  const parameter = (node: ParameterNode, place: Place | undefined): Value => {
    const key = parameterKey(network, node);
    const known = shared.get(key);
    if (known !== undefined) return known;
    const { name, symbol } = names.parameter(node);
    const value = slotValue(symbol, float(node.shape));
    const fits = fittedInput(network, node);
    const { role, trainable, initialize, regularizer } = node;
    const slot: ParameterSlot = {
      kind: "parameter",
      name,
      value,
      role,
      trainable,
      initialize,
      ...(regularizer !== undefined && { regularizer }),
      ...(fits !== undefined && { fits }),
      ...(place && { place }),
      ...placeOf(node),
    };
    slots.push(slot);
    shared.set(key, value);
    return value;
  };

  /** One counter serves all that is random. */
  const counter = (name: string): Value => {
    const known = shared.get(name);
    if (known !== undefined) return known;
    const value = slotValue("step", float());
    slots.push({ kind: "state", name, value, initial: 0 });
    shared.set(name, value);
    return value;
  };

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
      (counted ? `t${number}` : isDerivative(node.op) ? derivativeOf(operands) : `${nameOf(at(operands, 0))}_all`);
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
        return input(node.name, node);
      case "parameter":
        return parameter(node, context.place);
      case "constant":
        return literal(node.value);
      case "op":
        return op(node, context);
      case "composite":
        return composite(node, context);
      case "scan":
        return recurrence(node, context);
      case "counter":
        return counter(node.name);
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
    out = inside;
    lowerInto(node.body, { ...where, numbered: true });
    out = around;
    const { body, captured } = closed(elements, inside, valueOf(node.body));
    const odd = body.instructions.find(
      ({ op, operands }) =>
        isDerivative(op) && body.parameters.slice(elements.length).some((value) => value === operands[1]),
    );
    if (odd !== undefined) fail(outsideOfStep(odd));
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

  for (const { name, node } of network.inputs) if (node.kind === "input") values.set(node, input(name, node));
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
  return { name: network.name, slots: ordered(slots), instructions: outer.instructions, results };
}

/** The body of a recurrence, with parameters for what it reads of the list around it. */
function closed(
  elements: readonly Value[],
  inside: Builder,
  result: Operand,
): { body: Body; captured: readonly Value[] } {
  const own = new Set<Operand>([...elements, ...inside.instructions.flatMap(({ results }) => results)]);
  const copies = new Map<Operand, Value>();
  const closing = (operand: Operand): Operand => {
    if (operand.kind === "literal" || own.has(operand)) return operand;
    const copy = copies.get(operand) ?? { ...operand, name: inside.freshName(operand.name) };
    copies.set(operand, copy);
    return copy;
  };
  const instructions = inside.instructions.map((i) => ({ ...i, operands: i.operands.map(closing) }));
  const next = closing(result);
  const captured = [...copies.keys()].filter((operand) => operand.kind === "value");
  return { body: { parameters: [...elements, ...copies.values()], instructions, result: next }, captured };
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

/** What a step reads besides may hang together outside of it, where a derivative inside does not look. */
const outsideOfStep = ({ op, origin }: Instruction): Diagnostic => ({
  code: "no-derivative",
  message: `${op.name}: a step of a scan takes a derivative with respect to a value from outside of the step`,
  found: "a value that is the same for all steps",
  expected: "the state, an element, or what the step computes of them",
  hint: "Take it outside, of the states that scan returns: it then reaches through all steps.",
  ...(origin.place && { place: origin.place }),
});

/** As `differentiate/expand.ts` names what stands for it. */
const derivativeOf = (operands: readonly Operand[]): string =>
  `d${nameOf(at(operands, 0))}_d${nameOf(at(operands, 1))}`;

const nameOf = (operand: Operand): string => (operand.kind === "value" ? operand.name : "c");

/** The type of the operand of the highest rank, which scalars are broadcast to. */
function widest(operands: readonly Operand[]): Type {
  return operands.reduce<Type>(
    (type, operand) => (operand.type.shape.length > type.shape.length ? operand.type : type),
    at(operands, 0).type,
  );
}

/** Whatever the user calls the axis of examples, programs call it `count`. */
const symbolic = (shape: Shape): Shape => shape.map((dim) => (typeof dim === "number" ? dim : COUNT));

const symbolicAttributes = (attributes: Attributes): Attributes =>
  Object.fromEntries(
    Object.entries(attributes).map(([key, value]): [string, AttributeValue] => [
      key,
      key === "shape" && Array.isArray(value) ? symbolic(value) : value,
    ]),
  );

/** Inputs, then parameters, each in order of appearance; what can be trained comes before what is only carried along. */
const ordered = (slots: readonly Slot[]): readonly Slot[] => [
  ...slots.filter((slot) => slot.kind === "input"),
  ...slots.filter((slot) => slot.kind === "parameter" && slot.trainable),
  ...slots.filter((slot) => slot.kind === "parameter" && !slot.trainable),
  ...slots.filter((slot) => slot.kind === "state"),
];
