import { builder, namesOf } from "../ir/builder.ts";
import { invariant } from "../diagnostics/diagnostic.ts";
import type { Apply } from "../ir/op.ts";
import { isValue } from "../ir/program.ts";
import type { Instruction, Operand, Origin, Program, Result, Value } from "../ir/program.ts";
import { sameType, typeText } from "../ir/shape.ts";
import { add } from "../ops/arithmetic.ts";
import { constant } from "../ops/constant.ts";
import { identity } from "../ops/elementwise.ts";
import { select } from "../ops/piecewise.ts";
import { branchesOf } from "./branches.ts";
import type { Branch } from "./branches.ts";

/** The name of the adjoint of a value: `zBar`, shown as z̄. */
export const adjointName = (name: string): string => `${name}Bar`;

/**
 * Symbolic reverse mode: the program followed by its adjoint program, with a result `gradient` for every slot in `withRespectTo` that the
 * differentiated result depends on. From ȳ = 1 it walks the instructions backwards, asks each op's rule for the cotangents of its operands,
 * and adds them up where a value is read more than once. Only paths that lead to the slots are walked. The result is a program like any
 * other and can be differentiated again.
 * @param of the kind of the result to differentiate; a program without one is returned as it is; one of several elements stands for their sum
 */
export function differentiate(program: Program, of: Result["kind"], withRespectTo: readonly Value[]): Program {
  const result = program.results.find((r) => r.kind === of);
  if (result === undefined) return program;
  const active = dependents(program, withRespectTo);
  const out = builder(namesOf(program));
  program.instructions.forEach((instruction) => out.append(instruction));

  const path = pathTo(result.value, program).filter((i) => i.results.some((value) => active.has(value)));
  const branches = branchesOf(path);
  /** The instructions on the path that read a value and have not handed their adjoints on yet. */
  const pending = new Map<Value, Set<Instruction>>();
  for (const instruction of path) {
    for (const operand of instruction.operands) {
      if (isValue(operand)) pending.set(operand, (pending.get(operand) ?? new Set()).add(instruction));
    }
  }
  // The adjoint of a step that no derivation shows is not shown either.
  const unshown = new Set(program.instructions.flatMap((i) => (i.origin.shown === false ? i.results : [])));
  const contributions = new Map<Value, Operand[]>();
  const adjoints = new Map<Value, Value>();

  const contribute = (value: Value, cotangent: Operand): void => {
    invariant(
      sameType(cotangent.type, value.type),
      `the cotangent of ${value.name} is ${typeText(cotangent.type)}, it needs ${typeText(value.type)}`,
    );
    const list = contributions.get(value);
    if (list === undefined) contributions.set(value, [cotangent]);
    else list.push(cotangent);
  };
  /** Sums what has come in from all readers, under the name of the adjoint. */
  const settle = (value: Value, origin: Origin): void => {
    const [first, ...others] = contributions.get(value) ?? [];
    if (first === undefined) return;
    const own: Origin = { ...origin, adjointOf: value.name };
    const step: Origin = { ...own, shown: false };
    const total = others.reduce((sum, other) => out.emit(add, [sum, other], { origin: step }), first);
    const copy = unshown.has(value) ? step : own;
    adjoints.set(value, out.emit(identity, [total], { origin: copy, name: adjointName(value.name) }));
  };

  const root = result.value;
  if (!isValue(root) || !active.has(root)) return program;
  const start: Origin = { phase: "adjoint", adjointOf: root.name, rule: "start" };
  const attributes = { value: 1, shape: root.type.shape };
  contribute(root, out.emit(constant, [], { attributes, origin: { ...start, shown: false }, name: "one" }));
  settle(root, start);
  for (const instruction of path.toReversed()) pullBack(instruction);

  const gradients = withRespectTo.flatMap((value): Result[] => {
    const adjoint = adjoints.get(value);
    const slot = program.slots.find((s) => s.value === value);
    if (adjoint === undefined || slot === undefined) return [];
    return [{ kind: "gradient", name: slot.name, value: adjoint, ...derivativeOf(of) }];
  });
  return { ...program, instructions: out.instructions, results: [...program.results, ...gradients] };

  /** Hands the adjoint of a result on to the operands, and settles those that no other instruction reads any more. */
  function pullBack(instruction: Instruction): void {
    const { place, layer } = instruction.origin;
    const base: Origin = { phase: "adjoint", ...(place && { place }), ...(layer !== undefined && { layer }) };
    const [y] = instruction.results;
    const dy = y === undefined ? undefined : adjoints.get(y);
    if (y !== undefined && dy !== undefined) {
      const origin: Origin = { ...base, rule: instruction.op.name, shown: false };
      const on: Apply<Operand> = (op, operands, attrs = {}) => out.emit(op, operands, { attributes: attrs, origin });
      const { operands } = instruction;
      const types = operands.map((operand) => operand.type);
      const { attributes } = instruction;
      // A select hands its adjoint on to both branches, where it is masked when it leaves them.
      const cotangents =
        instruction.op === select
          ? [null, dy, dy]
          : instruction.op.vjp<Operand>({ on, dy, y, operands, types, type: y.type, attributes });
      for (const [i, operand] of operands.entries()) {
        const cotangent = cotangents[i];
        if (cotangent !== undefined && cotangent !== null && isValue(operand) && active.has(operand))
          contribute(operand, leave(on, branches.readFor(instruction, i), branches.of(operand), cotangent));
      }
    }
    for (const operand of new Set(instruction.operands)) {
      if (!isValue(operand) || !active.has(operand)) continue;
      const waiting = pending.get(operand);
      waiting?.delete(instruction);
      if (waiting?.size === 0) settle(operand, y === undefined ? base : { ...base, via: y.name });
    }
  }
}

/** A cotangent on its way out of branches: 0 where they are not taken. */
function leave(on: Apply<Operand>, from: Branch | undefined, to: Branch | undefined, cotangent: Operand): Operand {
  if (from === to || from === undefined) return cotangent;
  const { condition, holds, outer } = from;
  return leave(on, outer, to, on(select, holds ? [condition, cotangent, 0] : [condition, 0, cotangent]));
}

/** The instructions that a value is computed by. */
function pathTo(root: Operand, program: Program): readonly Instruction[] {
  const needed = new Set<Operand>([root]);
  const path = program.instructions.toReversed().filter((instruction) => {
    const isNeeded = instruction.results.some((value) => needed.has(value));
    if (isNeeded) for (const operand of instruction.operands) needed.add(operand);
    return isNeeded;
  });
  return path.toReversed();
}

/** The values that depend on any of the given ones, through instructions of every kind. */
export function dependents(program: Program, sources: readonly Value[]): ReadonlySet<Value> {
  const found = new Set<Value>(sources);
  for (const { operands, results } of program.instructions) {
    if (operands.some((operand) => isValue(operand) && found.has(operand)))
      results.forEach((value) => found.add(value));
  }
  return found;
}

const derivativeOf = (kind: Result["kind"]): { of?: "loss" | "penalty" } =>
  kind === "loss" || kind === "penalty" ? { of: kind } : {};
