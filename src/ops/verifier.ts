import { invariant } from "../diagnostics/diagnostic.ts";
import { slotOf } from "../ir/program.ts";
import type { Program, Value } from "../ir/program.ts";
import { bodyOf, programOf } from "../ir/region.ts";
import { sameType, typeText } from "../ir/shape.ts";

/**
 * Checks what every program must hold: operands are made before they are read, names are unique, types are those that the ops infer,
 * replacements keep the type of their slot. An invariant that names the pass that broke it.
 */
export function verify(program: Program, after: string): Program {
  const broken = (message: string): never => {
    invariant(false, `after ${after}: ${message}`);
  };
  const known = new Set<Value>();
  const names = new Set<string>();
  const define = (value: Value): void => {
    if (names.has(value.name)) broken(`two values are called ${value.name}`);
    names.add(value.name);
    known.add(value);
  };
  for (const slot of program.slots) define(slot.value);
  for (const instruction of program.instructions) {
    const { op, operands, attributes, results } = instruction;
    const body = bodyOf(instruction);
    if (body !== undefined) verify(programOf(body), `${after}, in a body`);
    const [result] = results;
    if (result === undefined) return broken(`${op.name} has no result`);
    for (const operand of operands) {
      if (operand.kind === "value" && !known.has(operand))
        broken(`${result.name} reads ${operand.name}, which is not made before it`);
    }
    if (op.arity === "any" ? operands.length === 0 : operands.length !== op.arity)
      broken(`${result.name} = ${op.name} has ${operands.length} operands`);
    const type = op.infer(
      operands.map((operand) => operand.type),
      attributes,
    );
    if (typeof type === "string") broken(`${result.name}: ${type}`);
    else if (!sameType(type, result.type))
      broken(`${result.name} is ${typeText(result.type)}, ${op.name} makes ${typeText(type)}`);
    results.forEach(define);
  }
  for (const result of program.results) {
    const { kind, name, value } = result;
    if (value.kind === "value" && !known.has(value)) broken(`the ${kind} ${name} is not made`);
    if (kind !== "gradient" && kind !== "replace") continue;
    const slot = slotOf(program, result);
    if (slot === undefined) broken(`the ${kind} ${name} belongs to no slot`);
    else if (!sameType(value.type, slot.value.type))
      broken(`the ${kind} ${name} is ${typeText(value.type)}, its slot ${typeText(slot.value.type)}`);
  }
  return program;
}
