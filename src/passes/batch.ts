import { builder, namesOf } from "../ir/builder.ts";
import { isValue, slotOf } from "../ir/program.ts";
import type { Operand, Program, Result, Slot, Value } from "../ir/program.ts";
import { COUNT } from "../ir/shape.ts";
import type { Type } from "../ir/shape.ts";
import { lift } from "../ops/lift.ts";
import { broadcast } from "../ops/reduction.ts";

const hasExamples = ({ type }: Operand): boolean => type.shape[0] === COUNT;

const batchedType = (type: Type): Type => ({ ...type, shape: [COUNT, ...type.shape] });

/** Whether the user wrote the axis of examples out: `input("X", ["m", 3])`. */
export const namesExamples = (program: Program): boolean =>
  program.slots.some((slot) => slot.kind === "input" && slot.value.type.shape.includes(COUNT));

/**
 * From one example to `count` of them: every value that depends on an input gains a leading axis; parameters do not. A program whose
 * inputs name that axis is left as it is. Outputs that depend on no input are repeated.
 * @param isBatched which slots have the new axis: inputs, where it is not said otherwise
 */
export function batch(program: Program, isBatched: (slot: Slot) => boolean = ({ kind }) => kind === "input"): Program {
  if (namesExamples(program)) return program;
  const out = builder(namesOf(program));
  const values = new Map<Value, Operand>();

  const slots = program.slots.map((slot): Slot => {
    if (!isBatched(slot)) {
      values.set(slot.value, slot.value);
      return slot;
    }
    const value: Value = { ...slot.value, type: batchedType(slot.value.type) };
    values.set(slot.value, value);
    return { ...slot, value };
  });
  const now = (operand: Operand): Operand => (isValue(operand) ? (values.get(operand) ?? operand) : operand);
  /** The operand for every example: literals change their type, values are repeated. */
  const spread = (operand: Operand, like: { origin: Program["instructions"][number]["origin"] }): Operand => {
    if (hasExamples(operand)) return operand;
    if (!isValue(operand)) return { ...operand, type: batchedType(operand.type) };
    const attributes = { shape: [COUNT, ...operand.type.shape], axes: operand.type.shape.map((_, i) => i + 1) };
    const origin = { ...like.origin, shown: false };
    return out.emit(broadcast, [operand], { attributes, origin, name: `${operand.name}_each` });
  };

  for (const instruction of program.instructions) {
    const given = instruction.operands.map(now);
    const [result] = instruction.results;
    if (result === undefined) continue;
    if (!given.some(hasExamples)) {
      out.append({ ...instruction, operands: given });
      values.set(result, result);
      continue;
    }
    const { operands, attributes } = lift(instruction.op, instruction.attributes, given, {
      extent: COUNT,
      isBatched: hasExamples,
      spread: (operand) => spread(operand, instruction),
    });
    out.release(result.name);
    // The statistics of a batch are of all examples: they have lost the axis.
    const { origin } = instruction;
    values.set(result, out.emit(instruction.op, operands, { attributes, origin, name: result.name }));
  }
  const results = program.results.map((result): Result => {
    const value = now(result.value);
    const slot = slotOf(program, result);
    const isEach = result.kind === "output" || (slot !== undefined && isBatched(slot));
    return { ...result, value: isEach ? spread(value, { origin: { phase: "forward" } }) : value };
  });
  return { ...program, slots, instructions: out.instructions, results };
}
