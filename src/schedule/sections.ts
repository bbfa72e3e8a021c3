import { invariant } from "../diagnostics/diagnostic.ts";
import { hasCount, isValue } from "../ir/program.ts";
import type { Instruction, Program, Value } from "../ir/program.ts";
import { COUNT } from "../ir/shape.ts";

/**
 * A stretch of a function: straight code, or one loop over the examples. Values of single examples never leave their loop; a later
 * loop that needs them (after a statistic of the whole batch) computes them again, so that memory does not grow with the batch.
 */
export interface Section {
  readonly kind: "serial" | "loop";
  readonly instructions: readonly Instruction[];
}

/** Whether an instruction reduces over the examples: it reads values of examples, or a number for each, and makes one of all. */
export const reducesCount = (instruction: Instruction): boolean =>
  instruction.results.every((value) => !hasCount(value)) &&
  instruction.operands.some((operand) => operand.type.shape.includes(COUNT));

/**
 * Cuts a program into sections. The level of a value of all examples is the section after which it is known: even numbers are straight code,
 * odd ones loops. A value of single examples can be computed in any loop after the levels that it needs.
 */
export function sectionsOf(program: Program): readonly Section[] {
  const level = new Map<Value, number>();
  const levelOf = (value: Value): number => level.get(value) ?? 0;
  let last = 0;
  for (const instruction of program.instructions) {
    const needed = Math.max(0, ...instruction.operands.filter(isValue).map(levelOf));
    const own = reducesCount(instruction) ? needed + 2 : needed;
    for (const value of instruction.results) level.set(value, own);
    last = Math.max(last, own);
  }
  for (const { value } of program.results)
    if (isValue(value) && hasCount(value)) last = Math.max(last, levelOf(value) + 1);

  const sections: Section[] = [];
  for (let current = 0; current <= last + 1; current++) {
    const serial = current % 2 === 0;
    const sinks = serial
      ? program.instructions.filter(
          (i) => i.results.some((v) => levelOf(v) === current) && !reducesCount(i) && !i.results.some(hasCount),
        )
      : program.instructions.filter(
          (i) =>
            (reducesCount(i) && i.results.some((v) => levelOf(v) === current + 1)) ||
            (i.results.some(hasCount) &&
              program.results.some(
                (r) => isValue(r.value) && i.results.includes(r.value) && levelOf(r.value) === current - 1,
              )),
        );
    if (sinks.length === 0) continue;
    sections.push({ kind: serial ? "serial" : "loop", instructions: serial ? sinks : withExamples(program, sinks) });
  }
  const placed = new Set(sections.flatMap((section) => section.instructions));
  invariant(
    program.instructions.every((i) => placed.has(i) || i.results.some(hasCount)),
    "an instruction is in no section",
  );
  return sections;
}

/** The given instructions and every instruction of single examples that they need, in program order. */
function withExamples(program: Program, sinks: readonly Instruction[]): readonly Instruction[] {
  const needed = new Set<Value>();
  const kept = new Set<Instruction>(sinks);
  for (const instruction of program.instructions.toReversed()) {
    const isNeeded = kept.has(instruction) || instruction.results.some((value) => needed.has(value));
    if (!isNeeded) continue;
    kept.add(instruction);
    for (const operand of instruction.operands) if (isValue(operand) && hasCount(operand)) needed.add(operand);
  }
  return program.instructions.filter((instruction) => kept.has(instruction));
}
