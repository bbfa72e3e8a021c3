import { isValue } from "../ir/program.ts";
import type { Instruction, Program, Value } from "../ir/program.ts";

/** Drops instructions that no result needs. Slots stay: they are the signature. */
export function eliminateDead(program: Program): Program {
  const needed = new Set<Value>();
  for (const result of program.results) if (isValue(result.value)) needed.add(result.value);
  const kept: Instruction[] = [];
  for (const instruction of program.instructions.toReversed()) {
    if (!instruction.results.some((value) => needed.has(value))) continue;
    for (const operand of instruction.operands) if (isValue(operand)) needed.add(operand);
    kept.push(instruction);
  }
  return kept.length === program.instructions.length ? program : { ...program, instructions: kept.toReversed() };
}
