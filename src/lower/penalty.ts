import { builder, namesOf } from "../ir/builder.ts";
import type { Regularizer } from "../ir/graph.ts";
import type { Origin, Program, Value } from "../ir/program.ts";
import { add, mul, square } from "../ops/arithmetic.ts";
import { sum } from "../ops/reduction.ts";

/** The parameters that a regulariser holds small: trainable weights, not biases. */
const regularized = (program: Program): readonly Value[] =>
  program.slots.flatMap((slot) =>
    slot.kind === "parameter" && slot.role === "weight" && slot.trainable ? [slot.value] : [],
  );

/**
 * Adds the result `penalty`, ½ Σ w² over the weights. J weighs it with λ/m, which makes the course's λ/(2m) Σ w² with ∂/∂w = (λ/m) w.
 */
export function addPenalty(program: Program, regularizer: Regularizer | undefined): Program {
  const weights = regularized(program);
  if (regularizer === undefined || regularizer.lambda === 0 || weights.length === 0) return program;
  const origin: Origin = { phase: "forward", rule: "regularizer" };
  const step: Origin = { ...origin, shown: false };
  const out = builder(namesOf(program));
  program.instructions.forEach((instruction) => out.append(instruction));
  const squares = weights.map((weight) => {
    const axes = weight.type.shape.map((_, axis) => axis);
    const squared = out.emit(square, [weight], { origin: step });
    return axes.length === 0 ? squared : out.emit(sum, [squared], { attributes: { axes }, origin: step });
  });
  const total = squares.reduce((a, b) => out.emit(add, [a, b], { origin: step }));
  const penalty = out.emit(mul, [total, 0.5], { origin, name: "R" });
  return {
    ...program,
    instructions: out.instructions,
    results: [...program.results, { kind: "penalty", name: "R", value: penalty }],
  };
}
