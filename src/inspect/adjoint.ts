import { mathWriter } from "../ir/math.ts";
import type { Instruction, Program } from "../ir/program.ts";
import { shapeText } from "../ir/shape.ts";
import { dropEmpty, equation } from "./ops.ts";
import { columns, placeText } from "./table.ts";

/**
 * The chain rule over the op list, line by line from L̄ = 1, beside the line that each comes from. Targets and inputs have no line: nobody
 * needs their adjoints.
 */
export function adjointText(program: Program): string {
  const writer = mathWriter(program);
  const primal = new Map(
    program.instructions
      .filter((i) => i.origin.phase === "forward")
      .flatMap((i) => i.results.map((value) => [value.name, i] as const)),
  );
  const lines = program.instructions.filter((i) => i.origin.phase === "adjoint" && i.origin.shown !== false);
  const rows = lines.map((instruction) => {
    const source = shownReader(primal.get(instruction.origin.via ?? ""), program);
    const shape = instruction.results[0]?.type.shape ?? [];
    return [
      equation(instruction, writer),
      shape.length === 0 ? "" : shapeText(shape),
      source === undefined ? "" : equation(source, writer),
      placeText(source?.origin.place),
    ];
  });
  return `${program.name}: backpropagation, from the loss to the parameters\n\n${columns(dropEmpty(rows))}\n`;
}

/** A repetition is not shown: the line that reads it is. */
function shownReader(source: Instruction | undefined, program: Program): Instruction | undefined {
  if (source === undefined || source.origin.shown !== false) return source;
  const reader = program.instructions.find((i) => source.results.some((value) => i.operands.includes(value)));
  return shownReader(reader, program);
}
