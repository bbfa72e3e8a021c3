import type { Attributes, AttributeValue } from "./op.ts";
import type { Instruction, Operand, Program, Slot } from "./program.ts";
import { isBody, programOf } from "./region.ts";
import { shapeText, typeText } from "./shape.ts";

/**
 * The text form of a program; `parseProgram` reads it back. Tests of passes are written in it.
 *
 *     program neuron
 *     input x []
 *     parameter w [10, 2] weight
 *     t1 = contract{spec: "oi,i->o"}(w, x)
 *     z = add(t1, 1)
 *     output y = z
 *     gradient w = wBar
 *
 * A literal operand of rank 0, or of an elementwise op with a value among its operands, is a plain number; others carry their shape: `1[10]`.
 */
export function printProgram(program: Program): string {
  return [
    `program ${quoteIfNeeded(program.name)}`,
    ...program.slots.map(slotLine),
    ...program.instructions.map(instructionLine),
    ...program.results.map(({ kind, name, value }) => `${kind} ${quoteIfNeeded(name)} = ${operandText(value, false)}`),
    "",
  ].join("\n");
}

function slotLine(slot: Slot): string {
  const head = `${slot.kind} ${quoteIfNeeded(slot.value.name)} ${typeText(slot.value.type)}`;
  const words: string[] = [];
  if (slot.name !== slot.value.name) words.push(`as ${JSON.stringify(slot.name)}`);
  if (slot.kind === "parameter") {
    if (slot.role !== "weight") words.push(slot.role);
    if (!slot.trainable) words.push("frozen");
  }
  if (slot.kind === "input" && slot.domain.kind === "integer")
    words.push(`integer ${slot.domain.from} ${slot.domain.to}`);
  else if (slot.kind === "input" && slot.domain.kind !== "any") words.push(slot.domain.kind);
  if ((slot.kind === "state" || slot.kind === "hyperparameter") && slot.initial !== 0) words.push(`= ${slot.initial}`);
  return [head, ...words].join(" ");
}

function instructionLine({ op, operands, attributes, results }: Instruction): string {
  const names = results.map((value) => quoteIfNeeded(value.name)).join(", ");
  const elementwise = op.kind === "elementwise" && operands.some((operand) => operand.kind === "value");
  const list = operands.map((operand) => operandText(operand, elementwise)).join(", ");
  return `${names} = ${op.name}${attributesText(attributes)}(${list})`;
}

function operandText(operand: Operand, plain: boolean): string {
  if (operand.kind === "value") return quoteIfNeeded(operand.name);
  return plain || operand.type.shape.length === 0
    ? numberText(operand.value)
    : numberText(operand.value) + shapeText(operand.type.shape);
}

const numberText = (value: number): string => (Object.is(value, -0) ? "-0" : String(value));

function attributesText(attributes: Attributes): string {
  const entries = Object.entries(attributes);
  return entries.length === 0 ? "" : `{${entries.map(([key, value]) => `${key}: ${valueText(value)}`).join(", ")}}`;
}

/** A body stands as the text of a program, in quotes. */
function valueText(value: AttributeValue): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (isBody(value)) return JSON.stringify(printProgram(programOf(value)));
  return JSON.stringify(value).replaceAll(",", ", ");
}

/** Names are identifiers, dots included; anything else, and what would be read as a number, is written as a JSON string. */
const quoteIfNeeded = (name: string): string =>
  /^(?!(NaN|Infinity)$)[\p{L}_$][\p{L}\p{N}\p{M}_$.′]*$/u.test(name) ? name : JSON.stringify(name);
