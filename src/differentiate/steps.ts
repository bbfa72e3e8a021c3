import type { Builder } from "../ir/builder.ts";
import { isValue } from "../ir/program.ts";
import type { Instruction, Operand, Value } from "../ir/program.ts";
import { bodyOf } from "../ir/region.ts";
import { typeText } from "../ir/shape.ts";

/** Instructions by what they do, and numbers that tell operands apart. */
export interface Steps {
  readonly values: Map<string, Value>;
  readonly numbers: Map<Operand, number>;
}

/** Appends instructions but those that are known already, whose results then stand for theirs; the last one has a name of its own. */
export function appendNew(out: Builder, lines: readonly Instruction[], { values, numbers }: Steps): void {
  const replaced = new Map<Operand, Operand>();
  const keyOf = (operand: Operand): string => {
    if (!isValue(operand)) return `${operand.value} ${typeText(operand.type)}`;
    const number = numbers.get(operand) ?? numbers.size;
    numbers.set(operand, number);
    return `%${number}`;
  };
  for (const [i, line] of lines.entries()) {
    const operands = line.operands.map((operand) => replaced.get(operand) ?? operand);
    const [result] = line.results;
    const key = `${line.op.name} ${JSON.stringify(line.attributes)} ${operands.map(keyOf).join()}`;
    const same = bodyOf(line) === undefined && i < lines.length - 1 ? values.get(key) : undefined;
    if (result === undefined || same === undefined) {
      out.append({ ...line, operands });
      if (result !== undefined && bodyOf(line) === undefined) values.set(key, result);
    } else replaced.set(result, same);
  }
}
