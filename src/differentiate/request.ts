/** What the ways of taking a derivative have in common. */
import { builder } from "../ir/builder.ts";
import type { Builder } from "../ir/builder.ts";
import type { DerivativeName, Instruction, Operand, Origin, Value } from "../ir/program.ts";
import { derivativeName } from "../ops/derivatives.ts";
import { originsOf, pathTo } from "./sweep.ts";
import type { Labels } from "./sweep.ts";
import type { Steps } from "./steps.ts";

export interface Request {
  readonly out: Builder;
  readonly root: Value;
  readonly sources: readonly Value[];
  /** What J or Jᵀ is multiplied by. */
  readonly vector: Operand;
  readonly base: Origin;
  /** The user's names for derivatives with respect to these values. */
  readonly names: ReadonlyMap<Operand, string>;
  /** The steps of forward mode so far: what goes along the same direction once more is not done again. */
  readonly known: Steps;
}

export type Derivatives = ReadonlyMap<Value, Operand>;

export const NONE: Derivatives = new Map();

/** ∂y/∂z for every z on the way; what is asked for is called as the user calls it. */
export function labels({ out, root, base, names }: Request): Labels {
  const called = nameOf(out.instructions);
  return {
    name: (value) => names.get(value) ?? derivativeName(root.name, value.name),
    origin: (value) => (names.has(value) ? base : { ...base, derivative: { of: called(root), by: called(value) } }),
  };
}

/** How origins refer to a value: by its name, or as the derivative that it is. */
export function nameOf(instructions: readonly Instruction[]): (value: Value) => string | DerivativeName {
  const origins = originsOf(instructions);
  return (value) => origins.get(value)?.derivative ?? value.name;
}

export const wantedOf = (adjoints: ReadonlyMap<Value, Value>, sources: readonly Value[]): readonly Value[] =>
  sources.flatMap((x) => adjoints.get(x) ?? []);

/** A list beside another, whose names it does not take. */
export const scratchOf = (out: Builder): Builder => builder(out.taken);

/** The instructions that some values are computed by. */
export function needed(instructions: readonly Instruction[], values: readonly Value[]): readonly Instruction[] {
  const kept = new Set(values.flatMap((value) => pathTo(value, instructions)));
  return instructions.filter((instruction) => kept.has(instruction));
}
