import { at } from "../diagnostics/diagnostic.ts";
import { literal, rebuild } from "../ir/builder.ts";
import { numbers } from "../ir/intrinsics.ts";
import type { Literal, Operand, Program } from "../ir/program.ts";
import type { Type } from "../ir/shape.ts";

/** Computes at compile time what depends on constants only. */
export function foldConstants(program: Program): Program {
  return rebuild(program, ({ op, attributes, results }, operands) => {
    const type = at(results, 0).type;
    if (op.kind === "constant") return literal(Number(attributes["value"]), type);
    if (!operands.every(isLiteral) || op.comprehension === undefined) return undefined;
    const comprehension = op.comprehension(
      operands.map((operand) => operand.type),
      attributes,
    );
    // A reduction of n equal numbers is left to run: n · k rounds otherwise than k + k + … + k.
    if (comprehension.reduction !== undefined) return exactSum(op.name, operands, type);
    return literal(comprehension.body(numbers, ...operands.map((operand) => operand.value)), type);
  });
}

const isLiteral = (operand: Operand): operand is Literal => operand.kind === "literal";

/** Sums of whole numbers are exact. */
function exactSum(op: string, [operand]: readonly Literal[], type: Type): Literal | undefined {
  if (op !== "sum" || operand === undefined || !Number.isInteger(operand.value)) return undefined;
  const dims = operand.type.shape.filter((_, axis) => !type.shape.includes(operand.type.shape[axis] ?? 0));
  const kept = type.shape.reduce<number>((size, dim) => size * (typeof dim === "number" ? dim : Number.NaN), 1);
  const all = operand.type.shape.reduce<number>((size, dim) => size * (typeof dim === "number" ? dim : Number.NaN), 1);
  return dims.length > 0 && Number.isFinite(all / kept) ? literal(operand.value * (all / kept), type) : undefined;
}
