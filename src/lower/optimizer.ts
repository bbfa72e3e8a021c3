import { builder, namesOf } from "../ir/builder.ts";
import type { Optimizer, UpdateRule } from "../ir/optimizer.ts";
import type { Apply } from "../ir/op.ts";
import type { Operand, Origin, ParameterSlot, Program, Result, Slot, StateSlot, Value } from "../ir/program.ts";
import { float } from "../ir/shape.ts";
import type { Type } from "../ir/shape.ts";
import { add, mul } from "../ops/arithmetic.ts";
import { identity } from "../ops/elementwise.ts";
import { broadcast } from "../ops/reduction.ts";
import { clipped } from "./clip.ts";

/**
 * Adds the optimiser's step: a result `replace` for every parameter that has a gradient, and for the optimiser's state. The gradients are the
 * program's own results; where it has none (a program of slots only), they are read from the gradient slots that it declares.
 */
export function addUpdate(program: Program, optimizer: Optimizer): Program {
  const gradients = gradientsOf(program);
  const { descent, schedule } = optimizer;
  if (gradients.length === 0 || descent === undefined) return program;
  const out = builder(namesOf(program));
  program.instructions.forEach((instruction) => out.append(instruction));
  const slots: Slot[] = [...program.slots];
  const replaced: Result[] = [];
  const slot = (symbol: string, type: Type, make: (value: Value) => Slot): Value => {
    const value: Value = { kind: "value", name: out.freshName(symbol), type };
    slots.push(make(value));
    return value;
  };
  const parameters = new Set(program.slots.flatMap((s) => (s.kind === "parameter" ? [s.name] : [])));
  const state = (wish: string, symbol: string, type: Type, initial: number): Value => {
    // Both parameters and states are replaced by name.
    let name = wish;
    while (parameters.has(name)) name = `${name}_`;
    return slot(symbol, type, (value) => ({ kind: "state", name, value, initial }));
  };
  const on = applyTo(out);
  const base: Omit<UpdateRule<Operand>, "learningRate"> = {
    on,
    name: (value, name) => out.emit(identity, [value], { origin: { phase: "update" }, name }),
    state: (name, symbol, initial) => state(name, symbol, float(), initial),
    replace(value, next) {
      const target = slots.find((s) => s.value === value);
      if (target !== undefined) replaced.push({ kind: "replace", name: target.name, value: next });
    },
    spread: (scalar, like) =>
      like.shape.length === 0 ? scalar : on(broadcast, [scalar], { shape: like.shape, axes: [] }),
  };
  const given = slot("learningRate", float(), (value) => ({
    kind: "hyperparameter",
    name: "learningRate",
    value,
    initial: optimizer.learningRate,
  }));
  const rule: UpdateRule<Operand> = { ...base, learningRate: schedule === undefined ? given : scheduled(given) };
  const shortened = clipped(
    on,
    gradients.map(({ gradient }) => gradient),
    optimizer,
  );
  const descend = descent(rule);
  for (const [i, { parameter }] of gradients.entries()) {
    const { value, name, role } = parameter;
    const next = descend({
      value,
      type: value.type,
      gradient: shortened[i] ?? value,
      isWeight: role === "weight",
      own(wish, initial = 0) {
        // The state `adam.m.hidden.weight` is called mW1 in derivations.
        const symbol = `${wish.slice(wish.lastIndexOf(".") + 1)}${value.name}`;
        const own = state(`${wish}.${name}`, symbol, value.type, initial);
        return { value: own, symbol: own.name };
      },
    });
    replaced.push({ kind: "replace", name, value: next });
  }
  for (const { kind, name, value } of program.slots)
    if (kind === "state") replaced.push({ kind: "replace", name, value: on(add, [value, 1]) });
  return { ...program, slots, instructions: out.instructions, results: [...program.results, ...replaced] };

  /** α times the schedule's factor, by a counter of steps in the state. */
  function scheduled(rate: Value): Operand {
    const step = base.state("schedule.step", "step", 0);
    base.replace(step, on(add, [step, 1]));
    const factor = schedule?.factor<Operand>({ ...base, step }) ?? step;
    return base.name(on(mul, [rate, factor]), "rate");
  }
}

const update: Origin = { phase: "update", shown: false };

function applyTo(out: ReturnType<typeof builder>): Apply<Operand> {
  return (op, operands, attributes = {}) => out.emit(op, operands, { attributes, origin: update });
}

function gradientsOf(program: Program): readonly { parameter: ParameterSlot; gradient: Operand }[] {
  return program.slots.flatMap((parameter) => {
    if (parameter.kind !== "parameter") return [];
    const result = program.results.find((r) => r.kind === "gradient" && r.name === parameter.name);
    const held = program.slots.find((s) => s.kind === "gradient" && s.name === parameter.name);
    const gradient = result?.value ?? held?.value;
    return gradient === undefined ? [] : [{ parameter, gradient }];
  });
}

/** The program of `update()`: parameters, counters and the gradient of those that are trained as it stands, and nothing else. */
export function updateProgram(
  name: string,
  parameters: readonly (ParameterSlot | StateSlot)[],
  optimizer: Optimizer,
): Program {
  const names = builder(parameters.map((slot) => slot.value.name));
  const held = parameters
    .filter((slot) => slot.kind === "parameter" && slot.trainable)
    .map((slot): Slot => {
      const value = { ...slot.value, name: names.freshName(`${slot.value.name}Grad`) };
      return { kind: "gradient", name: slot.name, value };
    });
  return addUpdate({ name, slots: [...parameters, ...held], instructions: [], results: [] }, optimizer);
}
