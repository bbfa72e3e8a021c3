import { rebuild } from "../ir/builder.ts";
import { isValue } from "../ir/program.ts";
import type { Operand, Program, Value } from "../ir/program.ts";
import { typeText } from "../ir/shape.ts";

/** Common subexpressions: of instructions that compute the same, the first one stays. */
export function eliminateCommon(program: Program): Program {
  const numbers = new Map<Value, number>();
  const seen = new Map<string, Value>();
  const key = (operand: Operand): string => {
    if (!isValue(operand)) return `${Object.is(operand.value, -0) ? "-0" : operand.value}${typeText(operand.type)}`;
    let number = numbers.get(operand);
    if (number === undefined) numbers.set(operand, (number = numbers.size));
    return `%${number}`;
  };
  return rebuild(program, ({ op, attributes, results }, operands) => {
    const [result] = results;
    if (result === undefined || results.length > 1) return undefined;
    const keys = operands.map(key);
    const text = `${op.name}${JSON.stringify(attributes)}(${(op.commutative === true ? keys.toSorted() : keys).join()})`;
    const first = seen.get(text);
    if (first === undefined) seen.set(text, result);
    return first;
  });
}
