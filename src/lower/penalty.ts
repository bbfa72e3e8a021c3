import { builder, namesOf } from "../ir/builder.ts";
import type { Regularizer } from "../ir/graph.ts";
import type { Op } from "../ir/op.ts";
import type { Operand, Origin, Program, Slot, Value } from "../ir/program.ts";
import { add, mul, square } from "../ops/arithmetic.ts";
import { abs } from "../ops/piecewise.ts";
import { sum } from "../ops/reduction.ts";

/** Σ w² or Σ |w| over some parameters, and what J weighs it with, over m: λ/2, or λ. */
interface Term {
  readonly op: Op;
  readonly factor: number;
  readonly values: Value[];
}

/** What J weighs the penalty with: factor/m. */
export interface PenaltyWeight {
  readonly lambda: number;
  /** Whether it is λ/(2m), as for Σ w², and not λ/m. */
  readonly halved: boolean;
}

/** The penalties of trainable parameters: their own, or for weights that of the network. Biases have none unless they have their own. */
function termsOf(slots: readonly Slot[], regularizer: Regularizer | undefined): readonly Term[] {
  const terms = new Map<string, Term>();
  const penalise = (op: Op, factor: number, value: Value): void => {
    if (factor === 0) return;
    const key = `${op.name} ${factor}`;
    const term = terms.get(key) ?? { op, factor, values: [] };
    term.values.push(value);
    terms.set(key, term);
  };
  for (const slot of slots) {
    if (slot.kind !== "parameter" || !slot.trainable) continue;
    const given = slot.regularizer ?? (slot.role === "weight" ? regularizer : undefined);
    if (given === undefined) continue;
    const [l1, l2] =
      given.kind === "elasticNet" ? [given.l1, given.l2] : given.kind === "l1" ? [given.lambda, 0] : [0, given.lambda];
    penalise(abs, l1, slot.value);
    penalise(square, l2, slot.value);
  }
  return [...terms.values()];
}

/** What stands before R(W) in J. Where there are several λ they stand inside it. */
export function weightOf(slots: readonly Slot[], regularizer: Regularizer | undefined): PenaltyWeight | undefined {
  const [first, ...others] = termsOf(slots, regularizer);
  if (first === undefined) return undefined;
  return others.length === 0 ? { lambda: first.factor, halved: first.op === square } : { lambda: 1, halved: false };
}

/**
 * Adds the result `penalty`, R(W): Σ w² over the weights, which J weighs with λ/(2m), or Σ |w|, which it weighs with λ/m. Where there
 * are several λ, R(W) = Σ λ₁ |w| + Σ λ₂/2 w², and J weighs it with 1/m.
 */
export function addPenalty(program: Program, regularizer: Regularizer | undefined): Program {
  const terms = termsOf(program.slots, regularizer);
  const [only, ...others] = terms;
  if (only === undefined) return program;
  const origin: Origin = { phase: "forward", rule: "regularizer" };
  const step: Origin = { ...origin, shown: false };
  const out = builder(namesOf(program));
  program.instructions.forEach((instruction) => out.append(instruction));

  const sumOf = ({ op, values }: Term): Operand =>
    values
      .map((value): Operand => {
        const axes = value.type.shape.map((_, axis) => axis);
        const each = out.emit(op, [value], { origin: step });
        return axes.length === 0 ? each : out.emit(sum, [each], { attributes: { axes }, origin: step });
      })
      .reduce((a, b) => out.emit(add, [a, b], { origin: step }));
  const weighed = (term: Term): Operand =>
    out.emit(mul, [sumOf(term), term.op === square ? term.factor / 2 : term.factor], { origin: step });
  const total =
    others.length === 0 ? sumOf(only) : terms.map(weighed).reduce((a, b) => out.emit(add, [a, b], { origin: step }));
  // The last step carries the name; that of a single scalar may be the only one.
  const penalty = total.kind === "value" ? out.renameLast("R") : total;
  const instructions = out.instructions.map((instruction) =>
    instruction.results.includes(penalty as Value) ? { ...instruction, origin } : instruction,
  );
  return { ...program, instructions, results: [...program.results, { kind: "penalty", name: "R", value: penalty }] };
}
