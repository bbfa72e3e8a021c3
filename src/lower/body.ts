/** The bodies of recurrences: closed lists, which know nothing of the list around them. */
import { fail } from "../diagnostics/diagnostic.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Builder } from "../ir/builder.ts";
import type { Instruction, Operand, Value } from "../ir/program.ts";
import type { Body } from "../ir/region.ts";
import { isDerivative } from "../ops/derivatives.ts";

/** The body of a recurrence, with parameters for what it reads of the list around it. */
export function closed(
  elements: readonly Value[],
  inside: Builder,
  result: Operand,
): { body: Body; captured: readonly Value[] } {
  const own = new Set<Operand>([...elements, ...inside.instructions.flatMap(({ results }) => results)]);
  const copies = new Map<Operand, Value>();
  const closing = (operand: Operand): Operand => {
    if (operand.kind === "literal" || own.has(operand)) return operand;
    const copy = copies.get(operand) ?? { ...operand, name: inside.freshName(operand.name) };
    copies.set(operand, copy);
    return copy;
  };
  const instructions = inside.instructions.map((i) => ({ ...i, operands: i.operands.map(closing) }));
  const next = closing(result);
  const captured = [...copies.keys()].filter((operand) => operand.kind === "value");
  return { body: { parameters: [...elements, ...copies.values()], instructions, result: next }, captured };
}

/** A step may take derivatives of what it computes with respect to what it is given, and no others. */
export function requireOwnDerivatives({ instructions, parameters }: Body, elements: readonly Value[]): void {
  const captured = parameters.slice(elements.length);
  const odd = instructions.find(({ op, operands }) => isDerivative(op) && captured.some((v) => v === operands[1]));
  if (odd !== undefined) fail(outsideOfStep(odd));
}

/** What a step reads besides may hang together outside of it, where a derivative inside does not look. */
const outsideOfStep = ({ op, origin }: Instruction): Diagnostic => ({
  code: "no-derivative",
  message: `${op.name}: a step of a scan takes a derivative with respect to a value from outside of the step`,
  found: "a value that is the same for all steps",
  expected: "the state, an element, or what the step computes of them",
  hint: "Take it outside, of the states that scan returns: it then reaches through all steps.",
  ...(origin.place && { place: origin.place }),
});

/** A running statistic would have one value for all steps, and as many batches as there are steps. */
export const STATISTICS_IN_STEP: Diagnostic = {
  code: "unsupported-axis",
  message: "batchNorm stands in a step of a scan: it would take the statistics of every step apart",
  found: "a layer that keeps statistics of the batch",
  expected: "layerNorm or groupNorm in a step",
  hint: "Or normalise the whole sequence before the scan, or the states that it returns.",
};
