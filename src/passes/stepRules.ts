/** What an instruction becomes in a step of the program that it stands in. */
import { at, invariant } from "../diagnostics/diagnostic.ts";
import type { Instruction, Operand, StateSlot, Value } from "../ir/program.ts";
import { bodyOf } from "../ir/region.ts";
import { along, resultAxis } from "../ops/along.ts";
import { numbersOf, shapeOf } from "../ops/attributes.ts";
import { slice } from "../ops/slices.ts";
import { unlift } from "../ops/unlift.ts";
import { reshape } from "../ops/views.ts";
import * as mistakes from "./stepMistakes.ts";
import { axisOf } from "./stepTrace.ts";
import type { Sequence, Stands, Trace } from "./stepTrace.ts";

/** @param isRecurrence whether it is one over time; what else is a scan is an op like any other */
export function atStep(trace: Trace, instruction: Instruction, isRecurrence: boolean): Stands | undefined {
  const { op, attributes, operands } = instruction;
  const roles = operands.map(trace.roleOf);
  if (roles.includes("wrong")) return undefined;
  if (isRecurrence) return recurrence(trace, instruction);
  const sequence = roles.find((role) => typeof role === "object");
  const isCurrent = roles.includes("current");
  if (sequence !== undefined && isCurrent) return trace.report(mistakes.readsEnd(instruction));
  if (sequence !== undefined)
    return op === slice ? part(trace, instruction, sequence) : stepwise(trace, instruction, sequence);
  const value = trace.emit(instruction, op, operands.map(trace.now), attributes);
  return { value, role: isCurrent ? "current" : "same" };
}

/** A recurrence as its body: the state comes from a slot. */
function recurrence(trace: Trace, instruction: Instruction): Stands | undefined {
  const { attributes, operands, origin } = instruction;
  const body = bodyOf(instruction);
  const [initial, ...others] = operands;
  const axes = numbersOf(attributes, "axes");
  invariant(body !== undefined && initial !== undefined, "a recurrence has a body and an initial state");
  if (trace.roleOf(initial) !== "same") return trace.report(mistakes.startsFromSequence(instruction));
  const given = others.flatMap((operand, i): Operand | readonly [] => {
    const [role, axis] = [trace.roleOf(operand), axes[i]];
    if (axis === undefined)
      return role === "same" ? trace.now(operand) : (trace.report(mistakes.readsAll(instruction)) ?? []);
    if (role === "same") return trace.elementOf(operand, axis, instruction) ?? [];
    const isElement = typeof role === "object" && role.axis === axis && role.start === 0;
    if (isElement) return trace.now(operand);
    return trace.report(role === "current" ? mistakes.readsEnd(instruction) : mistakes.whole(instruction)) ?? [];
  });
  if (given.length < others.length) return undefined;
  const name = trace.freshName(`${origin.layer ?? "scan"}State`);
  const state: Value = { kind: "value", name, type: initial.type };
  const inside = new Map<Operand, Operand>(
    body.parameters.map((parameter, i) => [parameter, i === 0 ? state : at(given, i - 1)]),
  );
  for (const each of body.instructions) {
    const own = each.operands.map((operand) => inside.get(operand) ?? operand);
    inside.set(at(each.results, 0), trace.emit(each, each.op, own, each.attributes));
  }
  const slot: StateSlot = { kind: "state", name, value: state, initial: 0 };
  const next = inside.get(body.result) ?? body.result;
  trace.states.push({ slot, initial: trace.now(initial), next });
  // Its value holds the first state, too.
  return { value: next, role: { axis: Number(attributes["axis"]), start: 1 } };
}

/** A part of a sequence: all steps of it, or the last alone. */
function part(trace: Trace, instruction: Instruction, { axis, start }: Sequence): Stands | undefined {
  const { attributes, operands } = instruction;
  const [first, step] = [at(numbersOf(attributes, "starts"), axis), at(numbersOf(attributes, "steps"), axis)];
  const size = Number(shapeOf(attributes)[axis]);
  const isAll = step === 1 && first <= start && start - first + trace.steps <= size;
  const isLast = size === 1 && first === start + trace.steps - 1;
  if (!isAll && !isLast) return trace.report(mistakes.partial(instruction));
  const own = trace.now(at(operands, 0));
  const taken = trace.emit(instruction, slice, [own], unlift(slice, attributes, { result: axis, operands: [axis] }));
  if (isAll) return { value: taken, role: { axis, start: start - first } };
  return { value: withAxis(trace, instruction, taken), role: "current" };
}

/** What is made of sequences element by element. */
function stepwise(trace: Trace, instruction: Instruction, sequence: Sequence): Stands | undefined {
  const { op, attributes, operands } = instruction;
  const roles = operands.map(trace.roleOf);
  const types = operands.map(({ type }) => type);
  const whole = (): undefined => trace.report(mistakes.whole(instruction));
  const axis = resultAxis(op, attributes, types, roles.indexOf(sequence), sequence.axis);
  if (axis === undefined) {
    // One step alone is the last one, too.
    if (op !== reshape || trace.steps !== 1 || sequence.start !== 0) return whole();
    return { value: withAxis(trace, instruction, trace.now(at(operands, 0))), role: "current" };
  }
  const ways = along(op, attributes, types, axis);
  const isMixed = operands.some((_, i) => {
    const [role, way] = [roles[i], ways[i]];
    if (typeof role !== "object") return way === "otherwise";
    return typeof way !== "object" || way.axis !== role.axis || role.start !== sequence.start;
  });
  if (isMixed) return whole();
  const parts = operands.flatMap((operand, i) => {
    const way = ways[i];
    const isRepeated = roles[i] === "same" && typeof way === "object";
    return isRepeated ? (trace.elementOf(operand, way.axis, instruction) ?? []) : trace.now(operand);
  });
  if (parts.length < operands.length) return undefined;
  const value = trace.emit(instruction, op, parts, unlift(op, attributes, axisOf(axis, ways)));
  return { value, role: { axis, start: sequence.start } };
}

/** The last step in the shape that it has in the program, an axis of one step among the others. */
const withAxis = (trace: Trace, instruction: Instruction, value: Operand): Operand =>
  trace.emit(instruction, reshape, [value], { shape: at(instruction.results, 0).type.shape });
