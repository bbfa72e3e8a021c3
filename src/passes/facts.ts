import { at } from "../diagnostics/diagnostic.ts";
import { literal, rebuild } from "../ir/builder.ts";
import type { Program, Value } from "../ir/program.ts";
import { COUNT } from "../ir/shape.ts";
import { axesOf, sum } from "../ops/reduction.ts";

/** Uses what is declared of the inputs: the values of a one-hot label sum to 1. */
export function useInputFacts(program: Program): Program {
  const oneHot = new Set<Value>(
    program.slots.flatMap((slot) => (slot.kind === "input" && slot.domain.kind === "oneHot" ? [slot.value] : [])),
  );
  return rebuild(program, (instruction, [operand]) => {
    if (instruction.op !== sum || operand?.kind !== "value" || !oneHot.has(operand)) return undefined;
    const { shape } = operand.type;
    const axes = axesOf(instruction.attributes);
    const overClasses = axes.length === 1 && axes[0] === shape.length - 1 && shape[at(axes, 0)] !== COUNT;
    return overClasses ? literal(1, at(instruction.results, 0).type) : undefined;
  });
}
