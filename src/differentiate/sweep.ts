import { invariant } from "../diagnostics/diagnostic.ts";
import type { Builder } from "../ir/builder.ts";
import type { Apply } from "../ir/op.ts";
import { isValue } from "../ir/program.ts";
import type { Instruction, Operand, Origin, Value } from "../ir/program.ts";
import { sameType, typeText } from "../ir/shape.ts";
import { add } from "../ops/arithmetic.ts";
import { constant } from "../ops/constant.ts";
import { identity } from "../ops/elementwise.ts";
import { select } from "../ops/piecewise.ts";
import { branchesOf } from "./branches.ts";
import type { Branch } from "./branches.ts";

/** What a sweep calls the adjoints that it makes, and what it says of where they come from. */
export interface Labels {
  name(value: Value): string;
  /** The origin of the adjoint of a value and of the steps on the way to it; `instruction` is the one that hands it on. */
  origin(value: Value, instruction?: Instruction): Origin;
  /** Whether a value is a step inside a line of a derivation, whose adjoint needs no name. */
  isStep?(value: Value): boolean;
}

/** Where a sweep starts, and what it goes for. */
export interface Sweep {
  readonly root: Value;
  /** The adjoint of the root: a number stands for all of its elements. */
  readonly cotangent: Operand | 1;
  /** The values whose adjoints are wanted; they need not be slots. */
  readonly withRespectTo: readonly Value[];
  readonly labels: Labels;
}

/**
 * One sweep of reverse mode: walks instructions backwards from the root, asks each op's rule for the cotangents of its operands, and adds
 * them up where a value is read more than once. Only paths that lead to the wanted values are walked.
 * @param out receives the adjoint instructions; it may already hold those that are differentiated
 * @returns the adjoints of all values on these paths; a value that the root does not depend on has none
 */
export function sweep(
  out: Builder,
  instructions: readonly Instruction[],
  { root, cotangent, withRespectTo, labels }: Sweep,
): ReadonlyMap<Value, Value> {
  const active = dependents({ instructions }, withRespectTo);
  const adjoints = new Map<Value, Value>();
  if (!active.has(root)) return adjoints;
  const isActive = (operand: Operand): operand is Value => isValue(operand) && active.has(operand);
  const path = pathTo(root, instructions).filter(({ operands }) => operands.some(isActive));
  const branches = branchesOf(path);
  /** The instructions on the path that read a value and have not handed their adjoints on yet. */
  const pending = new Map<Value, Set<Instruction>>();
  for (const instruction of path) {
    for (const operand of instruction.operands) {
      if (isValue(operand)) pending.set(operand, (pending.get(operand) ?? new Set()).add(instruction));
    }
  }
  // The adjoint of a step that no derivation shows is not shown either, unless it is asked for.
  const wanted = new Set(withRespectTo);
  const unshown = new Set(
    instructions.flatMap((i) => (i.origin.shown === false ? i.results.filter((value) => !wanted.has(value)) : [])),
  );
  const contributions = new Map<Value, Operand[]>();

  const contribute = (value: Value, contribution: Operand): void => {
    invariant(
      sameType(contribution.type, value.type),
      `the cotangent of ${value.name} is ${typeText(contribution.type)}, it needs ${typeText(value.type)}`,
    );
    const list = contributions.get(value);
    if (list === undefined) contributions.set(value, [contribution]);
    else list.push(contribution);
  };
  /** Sums what has come in from all readers, under the name of the adjoint. */
  const settle = (value: Value, origin: Origin): void => {
    const [first, ...others] = contributions.get(value) ?? [];
    if (first === undefined) return;
    const step: Origin = { ...origin, shown: false };
    const total = others.reduce((sum, other) => out.emit(add, [sum, other], { origin: step }), first);
    if (labels.isStep?.(value) === true && isValue(total)) {
      adjoints.set(value, total);
      return;
    }
    const copy = unshown.has(value) ? step : origin;
    adjoints.set(value, out.emit(identity, [total], { origin: copy, name: labels.name(value) }));
  };

  const start: Origin = { ...labels.origin(root), rule: "start" };
  const attributes = { value: 1, shape: root.type.shape };
  contribute(
    root,
    cotangent === 1
      ? out.emit(constant, [], { attributes, origin: { ...start, shown: false }, name: "one" })
      : cotangent,
  );
  settle(root, start);
  for (const instruction of path.toReversed()) pullBack(instruction);
  return adjoints;

  /** Hands the adjoint of a result on to the operands, and settles those that no other instruction reads any more. */
  function pullBack(instruction: Instruction): void {
    const [y] = instruction.results;
    const dy = y === undefined ? undefined : adjoints.get(y);
    if (y !== undefined && dy !== undefined) {
      const { adjointOf: _, derivative: __, via: ___, ...base } = labels.origin(y, instruction);
      const origin: Origin = { ...base, rule: instruction.op.name, shown: false };
      const on: Apply<Operand> = (op, operands, attrs = {}) => out.emit(op, operands, { attributes: attrs, origin });
      const { operands } = instruction;
      const types = operands.map((operand) => operand.type);
      // A select hands its adjoint on to both branches, where it is masked when it leaves them.
      const cotangents =
        instruction.op === select
          ? [null, dy, dy]
          : instruction.op.vjp<Operand>({
              on,
              dy,
              y,
              operands,
              types,
              type: y.type,
              attributes: instruction.attributes,
            });
      for (const [i, operand] of operands.entries()) {
        const given = cotangents[i];
        if (given !== undefined && given !== null && isActive(operand))
          contribute(operand, leave(on, branches.readFor(instruction, i), branches.of(operand), given));
      }
    }
    for (const operand of new Set(instruction.operands)) {
      if (!isActive(operand)) continue;
      const waiting = pending.get(operand);
      waiting?.delete(instruction);
      if (waiting?.size === 0) settle(operand, labels.origin(operand, instruction));
    }
  }
}

/** A cotangent on its way out of branches: 0 where they are not taken. */
function leave(on: Apply<Operand>, from: Branch | undefined, to: Branch | undefined, cotangent: Operand): Operand {
  if (from === to || from === undefined) return cotangent;
  const { condition, holds, outer } = from;
  return leave(on, outer, to, on(select, holds ? [condition, cotangent, 0] : [condition, 0, cotangent]));
}

/** Where values come from. */
export const originsOf = (instructions: readonly Instruction[]): ReadonlyMap<Value, Origin> =>
  new Map(instructions.flatMap(({ results, origin }) => results.map((value) => [value, origin] as const)));

/** The instructions that a value is computed by. */
export function pathTo(root: Operand, instructions: readonly Instruction[]): readonly Instruction[] {
  const needed = new Set<Operand>([root]);
  const path = instructions.toReversed().filter((instruction) => {
    const isNeeded = instruction.results.some((value) => needed.has(value));
    if (isNeeded) for (const operand of instruction.operands) needed.add(operand);
    return isNeeded;
  });
  return path.toReversed();
}

/** The values that depend on any of the given ones, through instructions of every kind. */
export function dependents(
  { instructions }: { readonly instructions: readonly Instruction[] },
  sources: readonly Value[],
): ReadonlySet<Value> {
  const found = new Set<Value>(sources);
  for (const { operands, results } of instructions) {
    if (operands.some((operand) => isValue(operand) && found.has(operand)))
      results.forEach((value) => found.add(value));
  }
  return found;
}
