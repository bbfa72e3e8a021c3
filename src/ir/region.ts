import type { AttributeValue, Nested } from "./op.ts";
import type { Instruction, Operand, Program, Slot, Value } from "./program.ts";

/** What is done again and again: instructions from the parameters to the result, in a scope of their own. */
export interface Body extends Nested {
  readonly parameters: readonly Value[];
  readonly instructions: readonly Instruction[];
  readonly result: Operand;
}

export const isBody = (value: AttributeValue | undefined): value is Body =>
  typeof value === "object" && "instructions" in value && "result" in value;

/** A body as a program of its own, so that passes and the text form work on it: its parameters are inputs, its result is `next`. */
export const programOf = ({ parameters, instructions, result }: Body): Program => ({
  name: "body",
  slots: parameters.map((value): Slot => ({ kind: "input", name: value.name, value, domain: { kind: "any" } })),
  instructions,
  results: [{ kind: "output", name: "next", value: result }],
});

/** The body that a program stands for; its slots are the parameters. */
export function bodyFrom({ slots, instructions, results }: Program): Body {
  const [result] = results;
  if (result === undefined) throw new RangeError("a body has a result");
  return { parameters: slots.map(({ value }) => value), instructions, result: result.value };
}

/** The body that an instruction owns. */
export const bodyOf = ({ attributes: { body } }: Pick<Instruction, "attributes">): Body | undefined =>
  isBody(body) ? body : undefined;

/** Applies a pass to the bodies inside a program. */
export function mapBodies(program: Program, pass: (body: Program) => Program): Program {
  if (!program.instructions.some((instruction) => bodyOf(instruction) !== undefined)) return program;
  const instructions = program.instructions.map((instruction): Instruction => {
    const body = bodyOf(instruction);
    if (body === undefined) return instruction;
    return { ...instruction, attributes: { ...instruction.attributes, body: bodyFrom(pass(programOf(body))) } };
  });
  return { ...program, instructions };
}
