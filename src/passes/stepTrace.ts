import { at, invariant } from "../diagnostics/diagnostic.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { builder, literal } from "../ir/builder.ts";
import type { Attributes, Op } from "../ir/op.ts";
import { isValue, producersOf } from "../ir/program.ts";
import type { Instruction, Operand, Program, Slot, StateSlot, Value } from "../ir/program.ts";
import { bodyOf } from "../ir/region.ts";
import { sameShape } from "../ir/shape.ts";
import type { Type } from "../ir/shape.ts";
import { along, readsPosition } from "../ops/along.ts";
import type { Along } from "../ops/along.ts";
import { numbersOf, shapeOf } from "../ops/attributes.ts";
import { broadcast } from "../ops/reduction.ts";
import { unlift } from "../ops/unlift.ts";
import type { Axis } from "../ops/unlift.ts";
import * as mistakes from "./stepMistakes.ts";

/** A value that has an axis of time: the first step stands at `start` of it. */
export interface Sequence {
  readonly axis: number;
  readonly start: number;
}

/** What a value is in the step: one element of a sequence; something else that depends on one, as the last state; or the same at all steps. */
export type Role = Sequence | "current" | "same" | "wrong";

/** What stands for a value in the step. */
export interface Stands {
  readonly value: Operand;
  readonly role: Role;
}

export interface State {
  readonly slot: StateSlot;
  readonly initial: Operand;
  readonly next: Operand;
}

/** A step in the making. It does not leave the pass. */
export interface Trace {
  readonly steps: number;
  readonly slots: readonly Slot[];
  readonly instructions: readonly Instruction[];
  readonly states: State[];
  /** Inputs that turned out to be sequences. */
  readonly found: ReadonlySet<string>;
  readonly wrong: readonly Diagnostic[];
  roleOf(operand: Operand): Role;
  now(operand: Operand): Operand;
  set(value: Value, stands: Stands): void;
  /** The value of an instruction that stands for another. */
  emit(source: Instruction, op: Op, operands: readonly Operand[], attributes: Attributes): Operand;
  freshName(wish: string): string;
  report(diagnostic: Diagnostic): undefined;
  /** One element of what is the same at all steps, along an axis whose elements are alike; nothing, and a report, where they are not. */
  elementOf(operand: Operand, axis: number, reader: Instruction): Operand | undefined;
}

/** @param sequences the names of the inputs that are sequences, as far as it is known */
export function traceOf(program: Program, steps: number, sequences: ReadonlySet<string>): Trace {
  const producers = producersOf(program);
  const stands = new Map<Operand, Stands>();
  const elements = new Map<Operand, Map<number, Operand | undefined>>();
  const wrong: Diagnostic[] = [];
  const found = new Set<string>();
  const slots = program.slots.flatMap((slot): readonly Slot[] => {
    // Counters of training are none of its business.
    if (slot.kind === "state") return [];
    if (slot.kind !== "input" || !sequences.has(slot.name)) return [slot];
    const value: Value = { ...slot.value, type: without(slot.value.type, 0) };
    if (slot.value.type.shape[0] !== steps) wrong.push(mistakes.otherLength(slot, steps));
    stands.set(slot.value, { value, role: { axis: 0, start: 0 } });
    return [{ ...slot, value }];
  });
  const out = builder(slots.map(({ value }) => value.name));
  const now: Trace["now"] = (operand) => stands.get(operand)?.value ?? operand;
  const report = (diagnostic: Diagnostic): undefined => {
    wrong.push(diagnostic);
  };
  const emit: Trace["emit"] = (source, op, operands, attributes) => {
    const [only] = operands;
    const isSame = op === broadcast && only !== undefined && sameShape(only.type.shape, shapeOf(attributes));
    if (isSame && numbersOf(attributes, "axes").every((axis, i) => axis === i)) return only;
    return out.emit(op, operands, { attributes, origin: source.origin, name: at(source.results, 0).name });
  };

  const elementOf: Trace["elementOf"] = (operand, axis, reader) => {
    if (!isValue(operand)) return literal(operand.value, without(operand.type, axis));
    const slot = program.slots.find(({ value }) => value === operand);
    if (slot !== undefined) {
      if (slot.kind !== "input") return report(mistakes.parameterOfSteps(reader, slot));
      if (axis !== 0) return report(mistakes.otherAxis(reader, slot));
      found.add(slot.name);
      return undefined;
    }
    const known = elements.get(operand) ?? new Map<number, Operand | undefined>();
    if (!known.has(axis)) known.set(axis, elementMade(operand, axis));
    elements.set(operand, known);
    return known.get(axis);
  };
  const elementMade = (operand: Value, axis: number): Operand | undefined => {
    const source = producers.get(operand);
    invariant(source !== undefined, `${operand.name} is neither a slot nor made`);
    const { op, attributes, operands } = source;
    const types = operands.map(({ type }) => type);
    const ways = along(op, attributes, types, axis);
    if (ways.includes("otherwise") || bodyOf(source) !== undefined || readsPosition(op, attributes, types, axis))
      return report(mistakes.whole(source));
    const parts = operands.flatMap((own, i) => {
      const way = ways[i];
      return (typeof way === "object" ? elementOf(own, way.axis, source) : now(own)) ?? [];
    });
    return parts.length < operands.length
      ? undefined
      : emit(source, op, parts, unlift(op, attributes, axisOf(axis, ways)));
  };

  return {
    steps,
    slots,
    instructions: out.instructions,
    states: [],
    found,
    wrong,
    roleOf: (operand) => stands.get(operand)?.role ?? "same",
    now,
    set: (value, own) => stands.set(value, own),
    emit,
    freshName: (wish) => out.freshName(wish),
    report,
    elementOf,
  };
}

/** The axis of the result, with that of each operand which is read along it. */
export const axisOf = (result: number, ways: readonly Along[]): Axis => ({
  result,
  operands: ways.map((way) => (typeof way === "object" ? way.axis : undefined)),
});

const without = (type: Type, axis: number): Type => ({ ...type, shape: type.shape.filter((_, i) => i !== axis) });
