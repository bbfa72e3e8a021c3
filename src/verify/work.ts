import type { Instruction, Program } from "../ir/program.ts";
import { bodyOf } from "../ir/region.ts";
import type { Shape } from "../ir/shape.ts";

/** How many scalar bodies the interpreter goes through, for so many examples: roughly, as derived ops count as one each. */
export const workOf = ({ instructions }: Program, count: number): number =>
  instructions.reduce((sum, instruction) => sum + workOfOne(instruction, count), 0);

function workOfOne(instruction: Instruction, count: number): number {
  const { op, operands, attributes, results } = instruction;
  const sizeOf = (shape: Shape): number =>
    shape.reduce<number>((size, dim) => size * (typeof dim === "number" ? dim : count), 1);
  const result = results.reduce((sum, { type }) => sum + sizeOf(type.shape), 0);
  const body = bodyOf(instruction);
  if (body !== undefined) {
    const steps = Number(attributes["length"]);
    return result + steps * body.instructions.reduce((sum, inner) => sum + workOfOne(inner, count), 0);
  }
  const types = operands.map(({ type }) => type);
  const reduced = op.comprehension?.(types, attributes).reduction?.axes ?? [];
  return result * sizeOf(reduced);
}
