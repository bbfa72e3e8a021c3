import type { Note, NoteLine } from "../ir/kernel.ts";
import { mathWriter } from "../ir/math.ts";
import type { MathNotation } from "../ir/math.ts";
import { isValue, slotOf } from "../ir/program.ts";
import type { Instruction, Program, Value } from "../ir/program.ts";
import { COUNT, shapeText } from "../ir/shape.ts";

/** Writes the lines of the derivation that a nest implements. */
export interface Notes {
  /** The line of a value, after those of the values that its nest computes on the way. */
  of(instruction: Instruction, isStored: (value: Value) => boolean): Note;
  /** The line that starts a sum over the examples. */
  start(instruction: Instruction): Note;
}

export function notesOf(program: Program, producers: ReadonlyMap<Value, Instruction>, notation: MathNotation): Notes {
  const writer = mathWriter(program, notation);

  /** What a line defines: J, a gradient, a new weight, or a value. */
  const left = (value: Value): string => {
    const result = program.results.find((r) => r.value === value);
    const slot = result === undefined ? undefined : slotOf(program, result);
    if (result?.kind === "objective") return "J =";
    if (result?.kind === "gradient" && slot !== undefined) return `∇${writer.name(slot.value)} =`;
    if (result?.kind === "replace" && slot !== undefined) return `${writer.name(slot.value)} ←`;
    return `${writer.name(value)} =`;
  };
  const line = (instruction: Instruction, right: string): NoteLine[] =>
    instruction.results.map((value) => {
      const shape = value.type.shape.filter((dim) => dim !== COUNT);
      const { place } = instruction.origin;
      return {
        text: `${left(value)} ${right}`,
        shape: shape.length === 0 ? "" : shapeText(shape),
        ...(place !== undefined && { place }),
      };
    });

  /** The lines of what is computed on the way, operands first, each once. */
  const before = (instruction: Instruction, isStored: (value: Value) => boolean, seen: Set<Instruction>): NoteLine[] =>
    instruction.operands.filter(isValue).flatMap((operand) => {
      const producer = producers.get(operand);
      if (producer === undefined || isStored(operand) || seen.has(producer)) return [];
      seen.add(producer);
      const own = writer.isLine(producer) ? line(producer, writer.definition(producer)) : [];
      return [...before(producer, isStored, seen), ...own];
    });

  return {
    of: (instruction, isStored) => ({
      lines: [...before(instruction, isStored, new Set()), ...line(instruction, writer.definition(instruction))],
    }),
    start: (instruction) => ({ lines: line(instruction, "0") }),
  };
}
