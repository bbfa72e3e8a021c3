import { invariant } from "../diagnostics/diagnostic.ts";
import type { Attributes, Op } from "./op.ts";
import { isValue } from "./program.ts";
import type { Instruction, Literal, Operand, Origin, Program, Result, Slot, Value } from "./program.ts";
import { float, sameType } from "./shape.ts";
import type { Type } from "./shape.ts";

export const literal = (value: number, type: Type = float()): Literal => ({ kind: "literal", value, type });

export const isLiteral = (operand: Operand, value?: number): operand is Literal =>
  operand.kind === "literal" && (value === undefined || Object.is(operand.value, value));

/** A list of instructions in the making. The only mutable thing about programs; it does not leave the function that made it. */
export interface Builder {
  readonly instructions: readonly Instruction[];
  /** The names that new values must not have. */
  readonly taken: ReadonlySet<string>;
  /** Appends an instruction of one result. Numbers become literals of the shape that fits. */
  emit(op: Op, operands: readonly (Operand | number)[], options: EmitOptions): Value;
  /** Appends an instruction made elsewhere, its operands and results as they are. */
  append(instruction: Instruction): void;
  /** A name that no value of this builder has yet. */
  freshName(base: string): string;
  /** Gives the value that was just made another name; nothing may have read it yet. */
  renameLast(name: string): Value;
  /** Gives a name back that is about to lose its value. */
  release(name: string): void;
}

export interface EmitOptions {
  readonly attributes?: Attributes;
  readonly origin: Origin;
  /** The value's name, by default that of the op; made unique by a number where it is taken. */
  readonly name?: string;
}

/** @param taken names that new values must not have */
export function builder(taken: Iterable<string> = []): Builder {
  const instructions: Instruction[] = [];
  const names = new Set(taken);
  const counters = new Map<string, number>();

  const freshName = (base: string): string => {
    let name = base;
    let next = counters.get(base) ?? 2;
    while (names.has(name)) name = `${base}.${next++}`;
    counters.set(base, next);
    names.add(name);
    return name;
  };

  return {
    instructions,
    taken: names,
    freshName,
    release: (name) => names.delete(name),
    renameLast(name) {
      const last = instructions.pop();
      const value = last?.results[0];
      invariant(last !== undefined && value !== undefined, "there is no last instruction to rename");
      names.delete(value.name);
      const renamed: Value = { ...value, name: freshName(name) };
      instructions.push({ ...last, results: [renamed] });
      return renamed;
    },
    append(instruction) {
      for (const value of instruction.results) names.add(value.name);
      instructions.push(instruction);
    },
    emit(op, operands, { attributes = {}, origin, name = op.name }) {
      const typed = typeLiterals(operands);
      const type = op.infer(
        typed.map((operand) => operand.type),
        attributes,
      );
      invariant(typeof type !== "string", String(type));
      const value: Value = { kind: "value", name: freshName(name), type };
      instructions.push({ op, operands: typed, attributes, results: [value], origin });
      return value;
    },
  };
}

/** A plain number takes the type of the first operand that has one. */
function typeLiterals(operands: readonly (Operand | number)[]): readonly Operand[] {
  const typed = operands.find((operand) => typeof operand !== "number");
  const type = typed === undefined ? float() : (typed as Operand).type;
  return operands.map((operand) => (typeof operand === "number" ? literal(operand, type) : operand));
}

/** Every name that stands in a program. */
export function namesOf(program: Program): readonly string[] {
  return [
    ...program.slots.map((slot) => slot.value.name),
    ...program.instructions.flatMap((instruction) => instruction.results.map((value) => value.name)),
  ];
}

/** What to do with one instruction while a program is rebuilt. */
export type Visit = (instruction: Instruction, operands: readonly Operand[], out: Builder) => Operand | undefined;

/**
 * Rebuilds a program instruction by instruction, with operands already replaced. `visit` returns what stands for the (only)
 * result, having emitted what it needs, or undefined to keep the instruction. Kept instructions that did not change keep their identity,
 * and so does a program in which nothing has.
 */
export function rebuild(program: Program, visit: Visit, slots: readonly Slot[] = program.slots): Program {
  const out = builder(namesOf(program));
  const replaced = new Map<Value, Operand>();
  const now = (operand: Operand): Operand => (isValue(operand) ? (replaced.get(operand) ?? operand) : operand);
  let changed = slots !== program.slots;
  for (const instruction of program.instructions) {
    const operands = instruction.operands.map(now);
    // What replaces an instruction may take its name; one that stays takes it back.
    for (const value of instruction.results) out.release(value.name);
    const replacement = visit(instruction, operands, out);
    const [result] = instruction.results;
    changed ||= replacement !== undefined;
    if (replacement === undefined) {
      const same = operands.every((operand, i) => operand === instruction.operands[i]);
      out.append(same ? instruction : { ...instruction, operands });
    } else if (result !== undefined && replacement !== result) {
      invariant(sameType(replacement.type, result.type), `the replacement of ${result.name} has another type`);
      replaced.set(result, replacement);
    }
  }
  if (!changed && out.instructions.length === program.instructions.length) return program;
  const results: readonly Result[] = program.results.map((result) => ({ ...result, value: now(result.value) }));
  return { ...program, slots, instructions: out.instructions, results };
}
