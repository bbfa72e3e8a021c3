import { at } from "../diagnostics/diagnostic.ts";
import type { Builder } from "../ir/builder.ts";
import { isValue } from "../ir/program.ts";
import type { Instruction, Operand, Origin, Value } from "../ir/program.ts";
import { lift } from "../ops/lift.ts";
import { broadcast } from "../ops/reduction.ts";

/**
 * Instructions for `extent` values at once of those that `given` maps: they, and all that depends on them, gain a leading axis. As
 * `passes/batch.ts` does it for the inputs of a program and its examples.
 * @param given values, and what stands for them with the new axis
 * @returns what stands for a value; itself, where it does not depend on the given ones
 */
export function vmap(
  out: Builder,
  instructions: readonly Instruction[],
  given: ReadonlyMap<Value, Operand>,
  extent: number,
): (value: Operand) => Operand {
  const values = new Map<Operand, Operand>(given);
  const lifted = new Set<Operand>(given.values());
  const now = (operand: Operand): Operand => values.get(operand) ?? operand;
  const repeated = (operand: Operand, origin: Origin): Operand => {
    if (lifted.has(operand)) return operand;
    const { element, shape } = operand.type;
    const wide = [extent, ...shape];
    const attributes = { shape: wide, axes: shape.map((_, axis) => axis + 1) };
    const spread = isValue(operand)
      ? out.emit(broadcast, [operand], {
          attributes,
          origin: { ...origin, shown: false },
          name: `${operand.name}_each`,
        })
      : { ...operand, type: { element, shape: wide } };
    lifted.add(spread);
    return spread;
  };
  for (const instruction of instructions) {
    const { op, origin } = instruction;
    const result = at(instruction.results, 0);
    if (!instruction.operands.some((operand) => values.has(operand))) {
      out.append(instruction);
      continue;
    }
    const { operands, attributes } = lift(op, instruction.attributes, instruction.operands.map(now), {
      extent,
      isBatched: (operand) => lifted.has(operand),
      spread: (operand) => repeated(operand, origin),
    });
    const value = out.emit(op, operands, { attributes, origin, name: result.name });
    values.set(result, value);
    lifted.add(value);
  }
  return now;
}
