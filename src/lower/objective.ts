import { builder, literal, namesOf } from "../ir/builder.ts";
import type { Regularizer } from "../ir/graph.ts";
import type { HyperparameterSlot, Operand, Origin, Program, Result, Slot, Value } from "../ir/program.ts";
import { float } from "../ir/shape.ts";
import { add, div, mul } from "../ops/arithmetic.ts";
import { greater, select } from "../ops/piecewise.ts";
import { broadcast, sum } from "../ops/reduction.ts";
import { weightOf } from "./penalty.ts";

/** How many examples one run of the program sees: any number, or the only one. */
export type Examples = "count" | 1;

const shown: Origin = { phase: "forward", rule: "objective" };
const step: Origin = { ...shown, shown: false };

/**
 * Adds the objective J = 1/count Σ loss + λ/(2m) R(W), R(W) = Σ w², m = trainingSize, or count where that is 0; see `penalty.ts` for the others.
 *
 * A program that has been differentiated with respect to its loss and its penalty carries two gradients a parameter; they become the one
 * of J in the same proportion. The derivative of the mean is taken after the sum over examples, so that the adjoint program of each example is
 * that of the textbook, starting at L̄ = 1. A scalar loss in a program that names its examples is taken as it stands.
 */
export function addObjective(program: Program, regularizer: Regularizer | undefined, examples: Examples): Program {
  const loss = program.results.find((result) => result.kind === "loss");
  if (loss === undefined) return program;
  const penalty = program.results.find((result) => result.kind === "penalty");
  const out = builder(namesOf(program));
  program.instructions.forEach((instruction) => out.append(instruction));
  const added: Slot[] = [];
  const hyperparameter = (name: string): Value => {
    const value: Value = { kind: "value", name: out.freshName(name), type: float() };
    const slot: HyperparameterSlot = { kind: "hyperparameter", name, value, initial: name === "count" ? 1 : 0 };
    added.push(slot);
    return value;
  };

  const perExample = loss.value.type.shape.length > 0 || examples === 1;
  const count: Operand = perExample && examples === "count" ? hyperparameter("count") : literal(1);
  const total =
    loss.value.type.shape.length > 0
      ? out.emit(sum, [loss.value], { attributes: { axes: [0] }, origin: step, name: "total" })
      : loss.value;
  const mean = out.emit(div, [total, count], { origin: step, name: "meanLoss" });

  let objective: Operand = mean;
  let weight: Operand = literal(0);
  const factor = weightOf(program.slots, regularizer);
  if (penalty !== undefined && factor !== undefined) {
    const trainingSize = hyperparameter("trainingSize");
    const isSet = out.emit(greater, [trainingSize, 0], { origin: step });
    const m = out.emit(
      select,
      [isSet, trainingSize, examples === "count" && !perExample ? hyperparameter("count") : count],
      { origin: shown, name: "m" },
    );
    const under = factor.halved ? out.emit(mul, [m, 2], { origin: step }) : m;
    weight = out.emit(div, [factor.lambda, under], { origin: shown, name: "decay" });
    objective = out.emit(add, [mean, out.emit(mul, [weight, penalty.value], { origin: step })], {
      origin: { phase: "forward", rule: "objective" },
      name: "J",
    });
  }

  const results: Result[] = program.results.filter(({ kind }) => kind === "output" || kind === "replace");
  results.push({ kind: "objective", name: "J", value: objective });
  for (const slot of program.slots) {
    if (slot.kind !== "parameter") continue;
    const parts = program.results.filter((result) => result.kind === "gradient" && result.name === slot.name);
    const terms = parts.map(({ value, of }) => {
      const origin: Origin = { phase: "adjoint", adjointOf: slot.value.name, shown: false };
      const spread = (scalar: Operand): Operand => {
        const { shape } = slot.value.type;
        return shape.length === 0 ? scalar : out.emit(broadcast, [scalar], { attributes: { shape, axes: [] }, origin });
      };
      return of === "penalty"
        ? out.emit(mul, [spread(weight), value], { origin })
        : out.emit(div, [value, spread(count)], { origin });
    });
    const [first, second] = terms;
    if (first === undefined) continue;
    const origin: Origin = { phase: "adjoint", adjointOf: slot.value.name, rule: "objective" };
    const value =
      second === undefined ? first : out.emit(add, [first, second], { origin, name: `${slot.value.name}Grad` });
    results.push({ kind: "gradient", name: slot.name, value });
  }
  return { ...program, slots: [...program.slots, ...added], instructions: out.instructions, results };
}
