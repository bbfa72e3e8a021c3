import type { Place } from "../diagnostics/diagnostic.ts";
import type { GraphNode, InputNode, Network, ParameterNode, SourceNotes } from "../ir/graph.ts";
import type { ParameterSlot, Slot, Value } from "../ir/program.ts";
import { COUNT, float } from "../ir/shape.ts";
import type { Shape, Type } from "../ir/shape.ts";
import { fittedInput, parameterKey } from "./names.ts";
import type { Names } from "./names.ts";

/** Makes the slots of a program, each once, whoever reads it. */
export interface SlotMaker {
  input(name: string, node: InputNode): Value;
  /** @param place of the layer that made it; a call of its own has its own place */
  parameter(node: ParameterNode, place: Place | undefined): Value;
  /** One counter serves all that is random. */
  counter(name: string): Value;
  placeOf(node: GraphNode): { place?: Place };
  /** Inputs, then parameters, each in order of appearance; what can be trained comes before what is only carried along. */
  ordered(): readonly Slot[];
}

/** Whatever the user calls the axis of examples, programs call it `count`. */
export const symbolic = (shape: Shape): Shape => shape.map((dim) => (typeof dim === "number" ? dim : COUNT));

/** @param nameOf makes a name for a value that no other has */
export function slotMaker(
  network: Network,
  notes: SourceNotes,
  names: Names,
  nameOf: (wish: string) => string,
): SlotMaker {
  const slots: Slot[] = [];
  const shared = new Map<GraphNode | string, Value>();
  const input = (name: string, node: InputNode): Value => {
    // A bool is a number that is 0 or 1, as comparisons make.
    const element = node.element === "bool" ? "float" : node.element;
    const value = slotValue(name, { element, shape: symbolic(node.shape) });
    const classes = node.classes === undefined ? {} : { classes: node.classes };
    slots.push({ kind: "input", name, value, domain: node.domain, ...classes, ...placeOf(node) });
    return value;
  };
  const placeOf = (node: GraphNode): { place?: Place } => {
    const place = notes.get(node)?.place;
    return place === undefined ? {} : { place };
  };
  const slotValue = (wish: string, type: Type): Value => ({ kind: "value", name: nameOf(wish), type });

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

  const ordered = (): readonly Slot[] => [
    ...slots.filter((slot) => slot.kind === "input"),
    ...slots.filter((slot) => slot.kind === "parameter" && slot.trainable),
    ...slots.filter((slot) => slot.kind === "parameter" && !slot.trainable),
    ...slots.filter((slot) => slot.kind === "state"),
  ];
  return { input, parameter, counter, placeOf, ordered };
}
