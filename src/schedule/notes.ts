import type { Note } from "../ir/kernel.ts";
import { mathWriter, readable } from "../ir/math.ts";
import type { Instruction, Program, Value } from "../ir/program.ts";
import { COUNT, shapeText } from "../ir/shape.ts";

/** Writes the line of the derivation that a nest implements. */
export interface Notes {
  of(instruction: Instruction, value: Value): Note;
  /** The line that starts a sum over the examples. */
  start(instruction: Instruction, value: Value): Note;
}

export function notesOf(program: Program): Notes {
  const writer = mathWriter(program);

  /** What a line defines: J, a gradient, a new weight, or a value. */
  const left = (value: Value): string => {
    const result = program.results.find((r) => r.value === value);
    const slot = program.slots.find((s) => s.name === result?.name && s.kind !== "gradient");
    if (result?.kind === "objective") return "J =";
    if (result?.kind === "gradient" && slot !== undefined) return `∇${readable(slot.value.name)} =`;
    if (result?.kind === "replace" && slot !== undefined) return `${readable(slot.value.name)} ←`;
    return `${writer.name(value)} =`;
  };
  const note = (line: string, { origin }: Instruction, value: Value): Note => ({
    line,
    shape: shapeText(value.type.shape.filter((dim) => dim !== COUNT)),
    origin,
  });
  return {
    of: (instruction, value) => note(`${left(value)} ${writer.definition(instruction)}`, instruction, value),
    start: (instruction, value) => note(`${writer.name(value)} = 0`, instruction, value),
  };
}
