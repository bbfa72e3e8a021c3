import { invariant } from "../diagnostics/diagnostic.ts";
import type { Attributes, Op } from "../ir/op.ts";
import type { Dim } from "../ir/shape.ts";

/** An op with one more leading axis: over the examples of a batch, the steps of a recurrence, or the rows of a Jacobian. */
export interface Lifted<T> {
  readonly operands: readonly T[];
  readonly attributes: Attributes;
}

/** What is known of operands that may have the new axis. */
export interface Lifting<T> {
  readonly extent: Dim;
  isBatched(operand: T): boolean;
  /** The operand repeated along the new axis, unless it has it. */
  spread(operand: T): T;
}

/**
 * The operands and attributes of an op, some of whose operands have a new leading axis. Most ops take the others as they are; some need the
 * axis on all of them, or on those in `spreads`.
 */
export function lift<T>(
  op: Op,
  attributes: Attributes,
  given: readonly T[],
  { extent, isBatched, spread }: Lifting<T>,
): Lifted<T> {
  const operands = given.map((operand, i) => (op.spreads?.includes(i) === true ? spread(operand) : operand));
  const lifted = op.batch(attributes, operands.map(isBatched), extent);
  if (typeof lifted !== "string") return { operands, attributes: lifted };
  const all = op.batch(
    attributes,
    operands.map(() => true),
    extent,
  );
  invariant(typeof all !== "string", `${op.name} cannot be batched`);
  return { operands: operands.map(spread), attributes: all };
}
