import { at, invariant } from "../diagnostics/diagnostic.ts";
import type { Builder } from "../ir/builder.ts";
import { isValue } from "../ir/program.ts";
import type { Instruction, Operand, Value } from "../ir/program.ts";
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
  const now = (operand: Operand): Operand => values.get(operand) ?? operand;
  for (const instruction of instructions) {
    const { op, origin } = instruction;
    const result = at(instruction.results, 0);
    if (!instruction.operands.some((operand) => values.has(operand))) {
      out.append(instruction);
      continue;
    }
    const spread = (operand: Operand): Operand => {
      const own = values.get(operand);
      if (own !== undefined) return own;
      const { element, shape } = operand.type;
      if (!isValue(operand)) return { ...operand, type: { element, shape: [extent, ...shape] } };
      const attributes = { shape: [extent, ...shape], axes: shape.map((_, axis) => axis + 1) };
      const name = `${operand.name}_each`;
      return out.emit(broadcast, [operand], { attributes, origin: { ...origin, shown: false }, name });
    };
    const all = instruction.operands.map(() => true);
    const some = instruction.operands.map((operand, i) => values.has(operand) || op.spreads?.includes(i) === true);
    const own = op.batch(instruction.attributes, some, extent);
    const isWhole = own === "broadcast operands first";
    const operands = instruction.operands.map((operand, i) =>
      isWhole || some[i] === true ? spread(operand) : operand,
    );
    const attributes = isWhole ? op.batch(instruction.attributes, all, extent) : own;
    invariant(typeof attributes !== "string", `${op.name} cannot be batched`);
    values.set(result, out.emit(op, operands, { attributes, origin, name: result.name }));
  }
  return now;
}
