import { builder } from "../ir/builder.ts";
import type { Operand, Program, Value } from "../ir/program.ts";

const plain = (name: string): string => name.replace(/\.\d+$/, "");

/** Renumbers names that were made unique: `max.3` becomes `max` where the other two are gone. Purely cosmetic. */
export function tidyNames(program: Program): Program {
  const out = builder(program.slots.map((slot) => slot.value.name));
  // Names without a number keep them.
  for (const { results } of program.instructions) {
    for (const { name } of results) if (name === plain(name)) out.freshName(name);
  }
  const renamed = new Map<Operand, Value>();
  const now = (operand: Operand): Operand => renamed.get(operand) ?? operand;
  const instructions = program.instructions.map((instruction) => ({
    ...instruction,
    operands: instruction.operands.map(now),
    results: instruction.results.map((value) => {
      if (value.name === plain(value.name)) return value;
      const tidy: Value = { ...value, name: out.freshName(plain(value.name)) };
      renamed.set(value, tidy);
      return tidy;
    }),
  }));
  return { ...program, instructions, results: program.results.map((r) => ({ ...r, value: now(r.value) })) };
}
