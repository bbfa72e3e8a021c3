import { at } from "../diagnostics/diagnostic.ts";
import { literal, rebuild } from "../ir/builder.ts";
import { numbers } from "../ir/intrinsics.ts";
import { isPosition } from "../ir/op.ts";
import type { Attributes } from "../ir/op.ts";
import type { Literal, Operand, Program } from "../ir/program.ts";
import type { Type } from "../ir/shape.ts";
import { axesOf } from "../ops/reduction.ts";

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
    if (comprehension.reads.some(isPosition)) return undefined;
    // A reduction of n equal numbers is left to run: n · k rounds otherwise than k + k + … + k.
    if (comprehension.reduction !== undefined) return exactSum(op.name, operands, attributes, type);
    return literal(comprehension.body(numbers, ...operands.map((operand) => operand.value)), type);
  });
}

const isLiteral = (operand: Operand): operand is Literal => operand.kind === "literal";

/** Sums of whole numbers are exact while they are small enough; so is their number, unless it is that of the examples. */
function exactSum(op: string, [operand]: readonly Literal[], attributes: Attributes, type: Type): Literal | undefined {
  if (op !== "sum" || operand === undefined || !Number.isInteger(operand.value)) return undefined;
  const times = axesOf(attributes).reduce((product, axis) => product * Number(operand.type.shape[axis]), 1);
  // Adding −0 to the 0 that a sum starts from makes 0.
  return Number.isSafeInteger(operand.value * times) ? literal(operand.value * times + 0, type) : undefined;
}
