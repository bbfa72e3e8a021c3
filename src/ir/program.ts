import type { Place } from "../diagnostics/diagnostic.ts";
import type { Domain, Initializer, Regularizer, Role } from "./graph.ts";
import type { Attributes, Op } from "./op.ts";
import { COUNT } from "./shape.ts";
import type { Type } from "./shape.ts";

/** An SSA value. Its identity is the object; its name is unique within a program. */
export interface Value {
  readonly kind: "value";
  readonly name: string;
  readonly type: Type;
}

/** A constant operand: every element of `type` is `value`. */
export interface Literal {
  readonly kind: "literal";
  readonly value: number;
  readonly type: Type;
}

export type Operand = Value | Literal;

export type Phase = "forward" | "adjoint" | "update";

/** Names of values, or again derivatives: of ∂(∂f/∂x)/∂z. */
export interface DerivativeName {
  readonly of?: string | DerivativeName;
  readonly by: string | DerivativeName;
}

/** Where an instruction comes from. Comments, line maps and the teaching views are read off it. */
export interface Origin {
  readonly phase: Phase;
  /** The call in net.ts. */
  readonly place?: Place;
  /** The user's name for the layer or composite that it belongs to, or the composite's own name (`hidden`, `logistic`). */
  readonly layer?: string;
  /** The primal value whose adjoint this is, or contributes to. */
  readonly adjointOf?: string;
  /** Of a derivative that the graph asks for, or of what the adjoint is of: ∂of/∂by, or without `of` the tangent of `by`. */
  readonly derivative?: DerivativeName;
  /** The value whose line of the op list this line of the chain rule comes from. */
  readonly via?: string;
  /** The op whose derivative rule made it, or the name of the algebraic rule. */
  readonly rule?: string;
  /** False for a step on the way inside one line of a derivation; the last step carries the line's name. Default true. */
  readonly shown?: boolean;
  /** It has a line of its own, and those of the adjoint and the update write it out all the same. */
  readonly spelled?: true;
  /** In the course's notation its line is that of one example: W·x, not x·Wᵀ. */
  readonly isOfOne?: true;
}

export interface Instruction {
  readonly op: Op;
  readonly operands: readonly Operand[];
  readonly attributes: Attributes;
  readonly results: readonly Value[];
  readonly origin: Origin;
}

interface SlotBase {
  /** The public name: `hidden.weight`, `x`, `learningRate`. */
  readonly name: string;
  readonly value: Value;
  /** The call in net.ts that made it. */
  readonly place?: Place;
}
export interface InputSlot extends SlotBase {
  readonly kind: "input";
  readonly domain: Domain;
  readonly classes?: readonly string[];
}
export interface ParameterSlot extends SlotBase {
  readonly kind: "parameter";
  readonly role: Role;
  readonly trainable: boolean;
  readonly initialize: Initializer;
  /** Its own penalty, in place of that of the network. */
  readonly regularizer?: Regularizer;
  /** The input that a mean or scale is fitted to. */
  readonly fits?: string;
}
export interface StateSlot extends SlotBase {
  readonly kind: "state";
  readonly initial: number;
}
/** A scalar that the caller may change: `learningRate`, `trainingSize`; and `count`, which every call sets. */
export interface HyperparameterSlot extends SlotBase {
  readonly kind: "hyperparameter";
  readonly initial: number;
}
/** A slot that holds ∂J/∂parameter, for the program that updates from a gradient as it stands. Named as the parameter is. */
export interface GradientSlot extends SlotBase {
  readonly kind: "gradient";
}
export type Slot = InputSlot | ParameterSlot | StateSlot | HyperparameterSlot | GradientSlot;

/**
 * What a program yields. `output`: an output of the network. `loss`: of one example, or of each. `penalty`: R(W), without its factor.
 * `objective`: J. * `gradient`: ∂J/∂w of the parameter called `name`. `replace`: the new value of the slot called `name`; all reads see the old one.
 */
export interface Result {
  readonly kind: "output" | "loss" | "penalty" | "objective" | "gradient" | "replace";
  readonly name: string;
  readonly value: Operand;
  /** Of a gradient: which result it is the derivative of; J, where it does not say. */
  readonly of?: "loss" | "penalty";
}

/** A flat list of primitive operations in SSA form over tensors. Immutable: passes return new ones. */
export interface Program {
  readonly name: string;
  readonly slots: readonly Slot[];
  readonly instructions: readonly Instruction[];
  readonly results: readonly Result[];
}

/** The slot that a result belongs to: the parameter of a gradient, the parameter or state that is replaced. */
export const slotOf = (program: Program, { kind, name }: Result): Slot | undefined =>
  kind === "gradient" || kind === "replace"
    ? program.slots.find(
        (s) => s.name === name && (s.kind === "parameter" || (kind === "replace" && s.kind === "state")),
      )
    : undefined;

export const isValue = (operand: Operand): operand is Value => operand.kind === "value";

/** How often each value is read, by instructions and results. */
export function usesOf(program: Program): ReadonlyMap<Value, number> {
  const uses = new Map<Value, number>();
  const count = (operand: Operand): void => {
    if (isValue(operand)) uses.set(operand, (uses.get(operand) ?? 0) + 1);
  };
  for (const instruction of program.instructions) instruction.operands.forEach(count);
  for (const result of program.results) count(result.value);
  return uses;
}

/** Which instruction makes a value; slots are made by none. */
export function producersOf(program: Program): ReadonlyMap<Value, Instruction> {
  const producers = new Map<Value, Instruction>();
  for (const instruction of program.instructions)
    for (const value of instruction.results) producers.set(value, instruction);
  return producers;
}

/** Whether a value holds something for every example of a batch. */
export const hasCount = (value: Value): boolean => value.type.shape.includes(COUNT);
