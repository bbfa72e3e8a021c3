import { builder, namesOf } from "../ir/builder.ts";
import { invariant } from "../diagnostics/diagnostic.ts";
import type { Apply } from "../ir/op.ts";
import { isValue } from "../ir/program.ts";
import type { Instruction, Operand, Origin, Program, Result, Value } from "../ir/program.ts";
import { sameType, typeText } from "../ir/shape.ts";
import { add } from "../ops/arithmetic.ts";
import { constant } from "../ops/constant.ts";
import { identity } from "../ops/elementwise.ts";

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

  // The adjoint of a step that no derivation shows is not shown either.
  const unshown = new Set(program.instructions.flatMap((i) => (i.origin.shown === false ? i.results : [])));
  const contributions = new Map<Value, Operand[]>();
  const contribute = (value: Value, cotangent: Operand): void => {
    invariant(
      sameType(cotangent.type, value.type),
      `the cotangent of ${value.name} is ${typeText(cotangent.type)}, it needs ${typeText(value.type)}`,
    );
    const list = contributions.get(value);
    if (list === undefined) contributions.set(value, [cotangent]);
    else list.push(cotangent);
  };
  /** Sums what has come in, under the name of the adjoint. */
  const adjointOf = (value: Value, origin: Origin): Value | undefined => {
    const [first, ...others] = contributions.get(value) ?? [];
    if (first === undefined) return undefined;
    let total = first;
    for (const other of others) {
      total = out.emit(add, [total, other], { origin: { ...origin, shown: false } });
    }
    const hidden = unshown.has(value) ? { ...origin, shown: false } : origin;
    return out.emit(identity, [total], { origin: hidden, name: adjointName(value.name) });
  };

  const root = result.value;
  if (isValue(root) && active.has(root)) {
    const origin: Origin = { phase: "adjoint", adjointOf: root.name, rule: "start" };
    const attributes = { value: 1, shape: root.type.shape };
    contribute(root, out.emit(constant, [], { attributes, origin: { ...origin, shown: false }, name: "one" }));
  }
  for (const instruction of [...program.instructions].reverse()) pullBack(instruction);

  const gradients = withRespectTo.flatMap((value): Result[] => {
    const origin: Origin = { phase: "adjoint", adjointOf: value.name };
    const adjoint = adjointOf(value, origin);
    const slot = program.slots.find((s) => s.value === value);
    return adjoint === undefined || slot === undefined
      ? []
      : [{ kind: "gradient", name: slot.name, value: adjoint, ...derivativeOf(of) }];
  });
  return { ...program, instructions: out.instructions, results: [...program.results, ...gradients] };

  function pullBack(instruction: Instruction): void {
    const [y] = instruction.results;
    if (y === undefined || !active.has(y)) return;
    const { place, layer } = instruction.origin;
    const base: Origin = { phase: "adjoint", ...(place && { place }), ...(layer !== undefined && { layer }) };
    const dy = adjointOf(y, { ...base, adjointOf: y.name });
    if (dy === undefined) return;
    const wanted = instruction.operands.find((operand) => isValue(operand) && active.has(operand));
    if (wanted === undefined || !isValue(wanted)) return;
    const origin: Origin = { ...base, rule: instruction.op.name, shown: false };
    const on: Apply<Operand> = (op, operands, attributes = {}) => out.emit(op, operands, { attributes, origin });
    const cotangents = instruction.op.vjp<Operand>({
      on,
      dy,
      y,
      operands: instruction.operands,
      types: instruction.operands.map((operand) => operand.type),
      type: y.type,
      attributes: instruction.attributes,
    });
    for (const [i, operand] of instruction.operands.entries()) {
      const cotangent = cotangents[i];
      if (cotangent != null && isValue(operand) && active.has(operand)) contribute(operand, cotangent);
    }
  }
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
