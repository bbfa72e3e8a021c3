import { mathWriter } from "../ir/math.ts";
import type { Writer, WriterOptions, MathNotation } from "../ir/math.ts";
import type { Instruction, Operand } from "../ir/program.ts";
import { isValue } from "../ir/program.ts";
import { bodyOf, programOf } from "../ir/region.ts";
import type { Line } from "./listing.ts";

interface BodyOptions extends WriterOptions {
  readonly notation?: MathNotation;
}

/**
 * What a recurrence does in each step, to stand indented under its line: what it reads of its sequences, `x = t2[step]`, its own lines, and
 * the next state, `state ← t9`.
 */
export function bodyLines(
  instruction: Instruction,
  outer: Writer,
  { notation, markup }: BodyOptions,
  depth: number = 1,
): readonly Line[] {
  const body = bodyOf(instruction);
  if (body === undefined) return [];
  const writer = mathWriter(programOf(body), notation, markup === undefined ? {} : { markup });
  const { axes } = instruction.attributes;
  const sequences = Array.isArray(axes) ? axes.length : 0;
  const [state] = body.parameters;
  const read = body.parameters.flatMap((parameter, i): Line[] => {
    const operand: Operand | undefined = instruction.operands[i];
    if (i === 0 || operand === undefined) return [];
    const left = writer.name(parameter);
    const right = `${outer.text(operand)}${i <= sequences ? "[step]" : ""}`;
    return left === right ? [] : [{ left, right, shape: parameter.type.shape, depth }];
  });
  const lines = body.instructions.filter(writer.isLine).flatMap((inner): readonly Line[] => [
    {
      left: inner.results[0] === undefined ? "?" : writer.name(inner.results[0]),
      right: writer.definition(inner),
      shape: inner.results[0]?.type.shape ?? [],
      depth,
      ...(inner.origin.place !== undefined && { place: inner.origin.place }),
    },
    ...bodyLines(inner, writer, { ...(notation && { notation }), ...(markup && { markup }) }, depth + 1),
  ]);
  if (state === undefined) return [...read, ...lines];
  const last = isValue(body.result) ? lines.at(-1) : undefined;
  // The last line is the next state, where it has no other name.
  const isLast = last !== undefined && last.left === writer.text(body.result) && last.depth === depth;
  const next: Line = { left: writer.name(state), right: isLast ? last.right : writer.text(body.result), sign: "←" };
  const shown = isLast ? lines.slice(0, -1) : lines;
  const place = isLast ? last.place : undefined;
  return [...read, ...shown, { ...next, shape: state.type.shape, depth, ...(place !== undefined && { place }) }];
}
