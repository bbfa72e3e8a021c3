/** Runs bodies symbolically: forwards, with one more leading axis where asked for, and backwards. */
import { at, invariant } from "../diagnostics/diagnostic.ts";
import type { Attributes, Op } from "../ir/op.ts";
import { isValue } from "../ir/program.ts";
import type { Body } from "../ir/region.ts";
import type { Instruction, Operand, Value } from "../ir/program.ts";
import type { Dim, Type } from "../ir/shape.ts";
import { add } from "./arithmetic.ts";
import { constant } from "./constant.ts";
import { lift } from "./lift.ts";
import { broadcast, sum } from "./reduction.ts";

/** What stands for a value of the body. */
export interface Traced<T> {
  readonly value: T;
  readonly type: Type;
  /** Whether it has the new axis. */
  readonly batched: boolean;
}

/** One instruction as it was applied: what pulling back needs. */
interface Step<T> {
  readonly instruction: Instruction;
  readonly operands: readonly Traced<T>[];
  readonly attributes: Attributes;
  readonly result: Traced<T>;
}

/** Applies an op; told which instruction of the body it stands for, it may keep its name and origin. */
export type Emit<T> = (op: Op, operands: readonly (T | number)[], attributes?: Attributes, source?: Instruction) => T;

export interface Replay<T> {
  readonly result: Traced<T>;
  /** The cotangents of some parameters, of the types of their arguments, from that of the result; null where it does not depend on them. */
  pullBack(cotangent: T, parameters: readonly Value[]): readonly (T | null)[];
}

/**
 * Applies a body to arguments. Arguments that are `batched` have a leading axis of `extent` elements; so has then what depends on them.
 */
export function replay<T>(body: Body, on: Emit<T>, given: readonly Traced<T>[], extent: Dim = 1): Replay<T> {
  const values = new Map<Operand, Traced<T>>(body.parameters.map((parameter, i) => [parameter, at(given, i)]));
  const steps: Step<T>[] = [];
  const trace = (operand: Operand): Traced<T> => {
    const known = values.get(operand);
    if (known !== undefined) return known;
    invariant(!isValue(operand), "a body reads what it does not make");
    const attributes = { value: operand.value, shape: operand.type.shape };
    return { value: on(constant, [], attributes), type: operand.type, batched: false };
  };
  const spread = (traced: Traced<T>): Traced<T> => {
    if (traced.batched) return traced;
    const { element, shape } = traced.type;
    const attributes = { shape: [extent, ...shape], axes: shape.map((_, axis) => axis + 1) };
    return {
      value: on(broadcast, [traced.value], attributes),
      type: { element, shape: attributes.shape },
      batched: true,
    };
  };

  for (const instruction of body.instructions) {
    const { op } = instruction;
    const traced = instruction.operands.map(trace);
    const batched = traced.some((operand) => operand.batched);
    const { operands, attributes } = batched
      ? lift(op, instruction.attributes, traced, { extent, isBatched: (operand) => operand.batched, spread })
      : { operands: traced, attributes: instruction.attributes };
    const result = {
      value: applied(on, instruction, operands, attributes),
      type: typeOf(op, operands, attributes),
      batched,
    };
    values.set(at(instruction.results, 0), result);
    steps.push({ instruction, operands, attributes, result });
  }
  const result = trace(body.result);

  function pullBack(cotangent: T, parameters: readonly Value[]): readonly (T | null)[] {
    const active = new Set<Operand>(parameters);
    for (const { operands, results } of body.instructions)
      if (operands.some((operand) => active.has(operand))) results.forEach((value) => active.add(value));
    const adjoints = new Map<Operand, T>();
    const contribute = (operand: Operand, part: T): void => {
      const known = adjoints.get(operand);
      adjoints.set(operand, known === undefined ? part : on(add, [known, part]));
    };
    if (active.has(body.result)) contribute(body.result, cotangent);
    for (const { instruction, operands, attributes, result: y } of steps.toReversed()) {
      const dy = adjoints.get(at(instruction.results, 0));
      if (dy === undefined) continue;
      const cotangents = instruction.op.vjp<T>({
        on: (rule, values, options) => on(rule, values, options),
        dy,
        y: y.value,
        operands: operands.map(({ value }) => value),
        types: operands.map(({ type }) => type),
        type: y.type,
        attributes,
      });
      for (const [i, operand] of instruction.operands.entries()) {
        const part = cotangents[i];
        if (part === undefined || part === null || !active.has(operand)) continue;
        contribute(operand, gathered(part, at(operands, i), trace(operand)));
      }
    }
    return parameters.map((parameter) => adjoints.get(parameter) ?? null);
  }

  /** The cotangent of an operand that was spread is summed back. */
  const gathered = (part: T, used: Traced<T>, own: Traced<T>): T =>
    used.batched && !own.batched ? on(sum, [part], { axes: [0] }) : part;

  return { result: result.batched || !given.some(({ batched }) => batched) ? result : spread(result), pullBack };
}

const applied = <T>(on: Emit<T>, source: Instruction, operands: readonly Traced<T>[], attributes: Attributes): T =>
  on(
    source.op,
    operands.map(({ value }) => value),
    attributes,
    source,
  );

function typeOf<T>(op: Op, operands: readonly Traced<T>[], attributes: Attributes): Type {
  const type = op.infer(
    operands.map((operand) => operand.type),
    attributes,
  );
  invariant(typeof type !== "string", String(type));
  return type;
}
