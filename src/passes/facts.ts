import { at } from "../diagnostics/diagnostic.ts";
import { literal, rebuild } from "../ir/builder.ts";
import type { Operand, Program } from "../ir/program.ts";
import { COUNT } from "../ir/shape.ts";
import { oneHot } from "../ops/indexing.ts";
import { axesOf, sum } from "../ops/reduction.ts";

/** Uses what is declared of the inputs: the values of a one-hot label, and the row that a class index stands for, sum to 1. */
export function useInputFacts(program: Program): Program {
  const inputs = program.slots.filter((slot) => slot.kind === "input");
  const sumsToOne = new Set<Operand>(
    inputs.filter(({ domain }) => domain.kind === "oneHot").map(({ value }): Operand => value),
  );
  return rebuild(program, (instruction, [operand]) => {
    if (instruction.op === oneHot) {
      const domain = inputs.find(({ value }) => value === operand)?.domain;
      const classes = Number(instruction.attributes["classes"]);
      const [row] = instruction.results;
      if (domain?.kind === "integer" && domain.from >= 0 && domain.to < classes && row) sumsToOne.add(row);
      return undefined;
    }
    if (instruction.op !== sum || operand?.kind !== "value" || !sumsToOne.has(operand)) return undefined;
    const { shape } = operand.type;
    const axes = axesOf(instruction.attributes);
    const overClasses = axes.length === 1 && axes[0] === shape.length - 1 && shape[at(axes, 0)] !== COUNT;
    return overClasses ? literal(1, at(instruction.results, 0).type) : undefined;
  });
}
