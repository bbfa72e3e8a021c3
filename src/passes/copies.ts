import { isValue, producersOf } from "../ir/program.ts";
import type { Instruction, Operand, Program, Value } from "../ir/program.ts";

/**
 * Removes `identity`: a step without a name of its own takes the name and the origin of its first copy, so that adjoints keep
 * their names (`zBar`) when the copy goes.
 */
export function removeCopies(program: Program): Program {
  if (!program.instructions.some(({ op }) => op.name === "identity")) return program;
  const producers = producersOf(program);
  const renamed = new Map<Value, { value: Value; copy: Instruction }>();
  for (const instruction of program.instructions) {
    const [source] = instruction.operands;
    const [copy] = instruction.results;
    if (instruction.op.name !== "identity" || source === undefined || !isValue(source) || copy === undefined) continue;
    if (producers.get(source)?.origin.shown !== false || renamed.has(source)) continue;
    renamed.set(source, { value: { ...source, name: copy.name }, copy: instruction });
  }
  const replaced = new Map<Value, Operand>();
  const now = (operand: Operand): Operand => (isValue(operand) ? (replaced.get(operand) ?? operand) : operand);
  const instructions: Instruction[] = [];
  for (const instruction of program.instructions) {
    const [result] = instruction.results;
    const operands = instruction.operands.map(now);
    const [source] = operands;
    if (result !== undefined && source !== undefined && instruction.op.name === "identity") {
      replaced.set(result, source);
      continue;
    }
    const rename = result === undefined ? undefined : renamed.get(result);
    if (result === undefined || rename === undefined) {
      instructions.push({ ...instruction, operands });
    } else {
      replaced.set(result, rename.value);
      const { rule } = instruction.origin;
      const origin = { ...rename.copy.origin, ...(rule !== undefined && { rule }) };
      instructions.push({ ...instruction, operands, results: [rename.value], origin });
    }
  }
  return {
    ...program,
    instructions,
    results: program.results.map((result) => ({ ...result, value: now(result.value) })),
  };
}
