import { invariant } from "../diagnostics/diagnostic.ts";
import { builder, namesOf } from "../ir/builder.ts";
import { isValue } from "../ir/program.ts";
import type { Attributes } from "../ir/op.ts";
import type { Instruction, Operand, Program, Result, Slot, Value } from "../ir/program.ts";
import { COUNT } from "../ir/shape.ts";
import type { Type } from "../ir/shape.ts";
import { broadcast } from "../ops/reduction.ts";

const batchedType = (type: Type): Type => ({ ...type, shape: [COUNT, ...type.shape] });

/** Whether the user wrote the axis of examples out: `input("X", ["m", 3])`. */
export const namesExamples = (program: Program): boolean =>
  program.slots.some((slot) => slot.kind === "input" && slot.value.type.shape.includes(COUNT));

/**
 * From one example to `count` of them: every value that depends on an input gains a leading axis; parameters do not. A program whose
 * inputs name that axis is left as it is. Outputs that depend on no input are repeated.
 */
export function batch(program: Program): Program {
  if (namesExamples(program)) return program;
  const out = builder(namesOf(program));
  const values = new Map<Value, Operand>();
  const batched = new Set<Operand>();

  const slots = program.slots.map((slot): Slot => {
    if (slot.kind !== "input") {
      values.set(slot.value, slot.value);
      return slot;
    }
    const value: Value = { ...slot.value, type: batchedType(slot.value.type) };
    values.set(slot.value, value);
    batched.add(value);
    return { ...slot, value };
  });
  const now = (operand: Operand): Operand => (isValue(operand) ? (values.get(operand) ?? operand) : operand);
  /** The operand for every example: literals change their type, values are repeated. */
  const spread = (operand: Operand, like: { origin: Program["instructions"][number]["origin"] }): Operand => {
    if (batched.has(operand)) return operand;
    if (!isValue(operand)) return { ...operand, type: batchedType(operand.type) };
    const attributes = { shape: [COUNT, ...operand.type.shape], axes: operand.type.shape.map((_, i) => i + 1) };
    const origin = { ...like.origin, shown: false };
    return out.emit(broadcast, [operand], { attributes, origin, name: `${operand.name}_each` });
  };

  for (const instruction of program.instructions) {
    const some = instruction.operands.some((operand) => batched.has(now(operand)));
    const operands = instruction.operands.map((operand, i) =>
      some && instruction.op.spreads?.includes(i) === true ? spread(now(operand), instruction) : now(operand),
    );
    const flags = operands.map((operand) => batched.has(operand) || operand.type.shape[0] === COUNT);
    const [result] = instruction.results;
    if (result === undefined) continue;
    if (!flags.some(Boolean)) {
      out.append({ ...instruction, operands });
      values.set(result, result);
      continue;
    }
    const given = instruction.op.batch(instruction.attributes, flags, COUNT);
    const spreadOut = given === "broadcast operands first";
    const spreadOperands = spreadOut ? operands.map((operand) => spread(operand, instruction)) : operands;
    const attributes = spreadOut ? spreadAttributes(instruction) : given;
    out.release(result.name);
    const value = out.emit(instruction.op, spreadOperands, {
      attributes,
      origin: instruction.origin,
      name: result.name,
    });
    values.set(result, value);
    // The statistics of a batch are of all examples.
    if (value.type.shape[0] === COUNT) batched.add(value);
  }
  const results = program.results.map((result): Result => {
    const value = now(result.value);
    return { ...result, value: result.kind === "output" ? spread(value, { origin: { phase: "forward" } }) : value };
  });
  return { ...program, slots, instructions: out.instructions, results };
}

/** The attributes for operands that all have the axis of examples. */
function spreadAttributes({ op, attributes, operands }: Instruction): Attributes {
  const batched = op.batch(
    attributes,
    operands.map(() => true),
    COUNT,
  );
  invariant(typeof batched !== "string", `${op.name} cannot be batched`);
  return batched;
}
