import { builder, namesOf } from "../ir/builder.ts";
import { isValue } from "../ir/program.ts";
import type { Instruction, Operand, Program, Result, Value } from "../ir/program.ts";
import { mapBodies } from "../ir/region.ts";
import { isDerivative } from "../ops/derivatives.ts";
import { identity } from "../ops/elementwise.ts";

/**
 * Puts a copy behind every intermediate value that something is differentiated with respect to. Rules of algebra do not see through copies:
 * log σ(z) stays a function of σ(z) where ∂/∂σ(z) is asked for, and does not become one of z alone.
 */
export function holdDifferentiated(outer: Program): Program {
  const program = mapBodies(outer, holdDifferentiated);
  const held = new Set(
    program.instructions.flatMap(({ op, operands }) => (isDerivative(op) ? operands.slice(1, 2) : [])),
  );
  if (held.size === 0) return program;
  const out = builder(namesOf(program));
  const copies = new Map<Value, Operand>();
  const now = (operand: Operand): Operand => (isValue(operand) ? (copies.get(operand) ?? operand) : operand);
  for (const instruction of program.instructions) {
    const kept: Instruction = { ...instruction, operands: instruction.operands.map(now) };
    const [value] = instruction.results;
    if (value === undefined || !held.has(value)) {
      out.append(kept);
      continue;
    }
    // The copy has the name, so that derivatives are named after it.
    const source: Value = { ...value, name: out.freshName(value.name) };
    out.append({ ...kept, results: [source] });
    out.release(value.name);
    const origin = { ...instruction.origin, shown: false };
    copies.set(value, out.emit(identity, [source], { origin, name: value.name }));
  }
  const results: readonly Result[] = program.results.map((result) => ({ ...result, value: now(result.value) }));
  return { ...program, instructions: out.instructions, results };
}
