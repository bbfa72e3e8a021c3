import { builder, namesOf } from "../ir/builder.ts";
import type { Builder } from "../ir/builder.ts";
import type { Optimizer } from "../ir/graph.ts";
import type { Apply } from "../ir/op.ts";
import type { Operand, Origin, ParameterSlot, Program, Result, Slot, Value } from "../ir/program.ts";
import { float } from "../ir/shape.ts";
import type { Type } from "../ir/shape.ts";
import { add, div, mul, square, sub } from "../ops/arithmetic.ts";
import { identity } from "../ops/elementwise.ts";
import { broadcast } from "../ops/reduction.ts";
import { sqrt } from "../ops/transcendental.ts";

/** What an optimiser's rule may use: ops, a state slot that it replaces, and scalars spread over the parameter. */
interface Rule {
  readonly on: Apply<Operand>;
  /** A slot of the optimiser, read at its old value. */
  state(name: string, symbol: string, type: Type, initial: number): Value;
  /** Gives a step a name and a line of its own. */
  name(value: Operand, name: string): Operand;
  replace(slot: Value, value: Operand): void;
  learningRate: Value;
}

/** Prepares what all parameters share, and returns the update of one: its new value from its gradient. */
type Descent = (rule: Rule) => (parameter: Value, gradient: Operand, own: (name: string) => Value) => Operand;

/**
 * Adds the optimiser's step: a result `replace` for every parameter that has a gradient, and for the optimiser's state. The gradients are the
 * program's own results; where it has none (a program of slots only), they are read from the gradient slots that it declares.
 */
export function addUpdate(program: Program, optimizer: Optimizer): Program {
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
  const rule: Rule = {
    on: applyTo(out),
    name: (value, name) => out.emit(identity, [value], { origin: { phase: "update" }, name }),
    state(wish, symbol, type, initial) {
      // Both parameters and states are replaced by name.
      let name = wish;
      while (parameters.has(name)) name = `${name}_`;
      return slot(symbol, type, (value) => ({ kind: "state", name, value, initial }));
    },
    replace(value, next) {
      const target = slots.find((s) => s.value === value);
      if (target !== undefined) replaced.push({ kind: "replace", name: target.name, value: next });
    },
    learningRate: slot("learningRate", float(), (value) => ({
      kind: "hyperparameter",
      name: "learningRate",
      value,
      initial: optimizer.learningRate,
    })),
  };
  const gradients = gradientsOf(program);
  if (gradients.length === 0) return program;
  const descend = descentOf(optimizer)(rule);
  for (const { parameter, gradient } of gradients) {
    const { value, name } = parameter;
    // The state `adam.m.hidden.weight` is called mW1 in derivations.
    const own = (state: string): Value =>
      rule.state(`${state}.${name}`, `${state.slice(state.lastIndexOf(".") + 1)}${value.name}`, value.type, 0);
    replaced.push({ kind: "replace", name, value: descend(value, gradient, own) });
  }
  return { ...program, slots, instructions: out.instructions, results: [...program.results, ...replaced] };
}

const update: Origin = { phase: "update", shown: false };

function applyTo(out: Builder): Apply<Operand> {
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

/** A scalar for every element of a parameter. */
function spread({ on }: Rule, scalar: Operand, like: Type): Operand {
  return like.shape.length === 0 ? scalar : on(broadcast, [scalar], { shape: like.shape, axes: [] });
}

function descentOf(optimizer: Optimizer): Descent {
  return optimizer.kind === "sgd" ? sgd(optimizer) : adam(optimizer);
}

/** w ← w − α g; with momentum v ← μ v + g and w ← w − α v, or, after Nesterov, w ← w − α (g + μ v) (as PyTorch's SGD). */
const sgd =
  ({ momentum, nesterov }: Extract<Optimizer, { kind: "sgd" }>): Descent =>
  (rule) =>
  (w, g, own) => {
    const { on } = rule;
    let direction = g;
    if (momentum > 0) {
      const v = own("momentum");
      const next = on(add, [on(mul, [v, momentum]), g]);
      rule.replace(v, next);
      direction = nesterov ? on(add, [g, on(mul, [next, momentum])]) : next;
    }
    return on(sub, [w, on(mul, [spread(rule, rule.learningRate, w.type), direction])]);
  };

/**
 * Adam (Kingma and Ba 2015, algorithm 1), in PyTorch's arrangement: w ← w − α/(1 − β₁ᵗ) · m / (√v/√(1 − β₂ᵗ) + ε). The powers βᵗ are kept as
 * running products, which are the same on every engine, where `pow` is not.
 */
const adam =
  ({ beta1, beta2, epsilon }: Extract<Optimizer, { kind: "adam" }>): Descent =>
  (rule) => {
    const { on } = rule;
    const power = (name: string, symbol: string, beta: number): Operand => {
      const slot = rule.state(name, symbol, float(), 1);
      const next = rule.name(on(mul, [slot, beta]), `${symbol}Next`);
      rule.replace(slot, next);
      return on(sub, [1, next]);
    };
    const stepSize = rule.name(on(div, [rule.learningRate, power("adam.beta1Power", "beta1Power", beta1)]), "stepSize");
    const correction = rule.name(on(sqrt, [power("adam.beta2Power", "beta2Power", beta2)]), "correction");
    return (w, g, own) => {
      const [m, v] = [own("adam.m"), own("adam.v")];
      const nextM = rule.name(on(add, [on(mul, [m, beta1]), on(mul, [g, 1 - beta1])]), `${m.name}Next`);
      const nextV = rule.name(on(add, [on(mul, [v, beta2]), on(mul, [on(square, [g]), 1 - beta2])]), `${v.name}Next`);
      rule.replace(m, nextM);
      rule.replace(v, nextV);
      const scale = on(add, [on(div, [on(sqrt, [nextV]), spread(rule, correction, w.type)]), epsilon]);
      return on(sub, [w, on(div, [on(mul, [spread(rule, stepSize, w.type), nextM]), scale])]);
    };
  };

/** The program of `update()`: parameters and the gradient of those that are trained as it stands, and nothing else. */
export function updateProgram(name: string, parameters: readonly ParameterSlot[], optimizer: Optimizer): Program {
  const names = builder(parameters.map((slot) => slot.value.name));
  const held = parameters
    .filter((slot) => slot.trainable)
    .map((slot): Slot => {
      const value = { ...slot.value, name: names.freshName(`${slot.value.name}Grad`) };
      return { kind: "gradient", name: slot.name, value };
    });
  return addUpdate({ name, slots: [...parameters, ...held], instructions: [], results: [] }, optimizer);
}
