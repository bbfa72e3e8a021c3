import { at, invariant } from "../diagnostics/diagnostic.ts";
import { builder } from "../ir/builder.ts";
import { call } from "../ir/notation.ts";
import type { Apply, Attributes, Op } from "../ir/op.ts";
import type { Operand, Origin, Value } from "../ir/program.ts";
import { bodyOf } from "../ir/region.ts";
import type { Body } from "../ir/region.ts";
import { float, sameType, shapeText, typeText } from "../ir/shape.ts";
import type { Dim, Shape, Type } from "../ir/shape.ts";
import { add, mul } from "./arithmetic.ts";
import { numbersOf } from "./attributes.ts";
import { replay } from "./replay.ts";
import type { Emit, Traced } from "./replay.ts";
import { slice } from "./slices.ts";
import { reshape, transpose } from "./views.ts";

/**
 * A recurrence sₜ₊₁ = f(sₜ, xₜ, …, θ, …): operands are s₀, the sequences, and what f reads besides; the result holds s₀ to s_T along `axis`.
 * It stays a loop in everything that is made of it: its adjoint is the recurrence of the adjoint state, from the end to the start,
 * and the parameters' gradients are contractions over all steps at once.
 */
export const scan: Op = {
  name: "scan",
  kind: "region",
  doc: "the states of the recurrence sₜ₊₁ = f(sₜ, xₜ, …), from s₀ to the last; f is the body",
  arity: "any",
  notation: call("scan"),
  spreads: [0],
  infer: (operands, attributes) => {
    const { parameters, result } = scanBody(attributes);
    const [initial] = operands;
    if (initial === undefined || operands.length !== parameters.length)
      return "scan needs an operand for every parameter";
    const odd = operands.findIndex((type, i) => !sameType(elementOf(type, attributes, i), at(parameters, i).type));
    if (odd >= 0)
      return `scan: operand ${odd + 1} is ${typeText(at(operands, odd))}, its body takes ${typeText(at(parameters, odd).type)}`;
    if (!sameType(result.type, initial))
      return `scan: the state is ${typeText(initial)} and becomes ${typeText(result.type)}`;
    return { ...initial, shape: inserted(initial.shape, Number(attributes["axis"]), lengthOf(attributes) + 1) };
  },
  batch: (attributes, batched, extent) => {
    const sequences = numbersOf(attributes, "axes");
    return {
      ...attributes,
      axis: Number(attributes["axis"]) + 1,
      axes: sequences.map((axis, i) => axis + (batched[1 + i] === true ? 1 : 0)),
      body: batchBody(scanBody(attributes), batched, extent),
    };
  },
  vjp: ({ on, dy, y, operands, types, type, attributes }) => {
    const body = scanBody(attributes);
    const [T, axis, axes] = [lengthOf(attributes), Number(attributes["axis"]), numbersOf(attributes, "axes")];
    const take = takerOf(on);
    // What the reverse recurrence reads at its step k = T − t: the cotangent and the value of sₜ₋₁, and xₜ₋₁.
    const backwards = (value: (typeof operands)[number], shape: Type, along: number, count: number): typeof value =>
      take(value, shape, along, { start: count - 1, size: T, step: -1 });
    const sequences = axes.map((along, i) => backwards(at(operands, 1 + i), at(types, 1 + i), along, T));
    const adjoint = on(
      scan,
      [
        take(dy, type, axis, { start: T, size: 1, step: 1 }, true),
        backwards(dy, type, axis, T),
        backwards(y, type, axis, T),
        ...sequences,
        ...operands.slice(1 + axes.length),
      ],
      { ...attributes, axes: [axis, axis, ...axes], body: adjointBody(body) },
    );
    // The adjoint of s₁ to s_T, in order; then all steps at once.
    const steps = take(adjoint, type, axis, { start: T - 1, size: T, step: -1 });
    const first = <V>(value: V, full: Type, along: number, apply: Apply<V>): Traced<V> =>
      leading(apply, value, full, along, T);
    const states = first(take(y, type, axis, { start: 0, size: T, step: 1 }), resized(type, axis, T), axis, on);
    const given = [
      states,
      ...axes.map((along, i) => first(at(operands, 1 + i), at(types, 1 + i), along, on)),
      ...operands
        .slice(1 + axes.length)
        .map((value, i) => ({ value, type: at(types, 1 + axes.length + i), batched: false })),
    ];
    const cotangent = first(steps, resized(type, axis, T), axis, on).value;
    const parts = replay(body, on, given, T).pullBack(cotangent, body.parameters.slice(1));
    const initial = take(adjoint, type, axis, { start: T, size: 1, step: 1 }, true);
    return [
      initial,
      ...parts.map((part, i) => {
        const along = axes[i];
        return part === null || along === undefined ? part : trailing(on, part, at(types, 1 + i), along);
      }),
    ];
  },
  get samples() {
    return [{ shapes: [[2], [3, 2], [2]], attributes: { length: 3, axis: 0, axes: [0], body: sampleBody() } }];
  },
  get misfits() {
    const attributes = { length: 3, axis: 0, axes: [0], body: sampleBody() };
    return [
      { shapes: [[2], [4, 2], [2]], attributes },
      { shapes: [[3], [3, 2], [2]], attributes },
      { shapes: [[2], [3, 2]], attributes },
    ];
  },
};

/** s ← s·w + x */
function sampleBody(): Body {
  const named = (name: string): Value => ({ kind: "value", name, type: float([2]) });
  const [s, x, w] = [named("s"), named("x"), named("w")];
  const out = builder(["s", "x", "w"]);
  const origin = { phase: "forward" as const };
  const result = out.emit(add, [out.emit(mul, [s, w], { origin }), x], { origin });
  return { parameters: [s, x, w], instructions: out.instructions, result };
}

function scanBody(attributes: Attributes): Body {
  const body = bodyOf({ attributes });
  invariant(body !== undefined, "scan has a body");
  return body;
}

const lengthOf = (attributes: Attributes): number => Number(attributes["length"]);

/** The type of what a step sees of an operand: one element of a sequence, and all of the others. */
function elementOf(type: Type, attributes: Attributes, operand: number): Type {
  const along = operand === 0 ? undefined : numbersOf(attributes, "axes")[operand - 1];
  if (along === undefined) return type;
  if (type.shape[along] !== lengthOf(attributes)) return { ...type, shape: [`${shapeText(type.shape)} has no steps`] };
  return { ...type, shape: type.shape.filter((_, axis) => axis !== along) };
}

const inserted = (shape: Shape, axis: number, dim: Dim): Shape => [...shape.slice(0, axis), dim, ...shape.slice(axis)];

const resized = (type: Type, axis: number, dim: Dim): Type => ({
  ...type,
  shape: type.shape.map((own, i) => (i === axis ? dim : own)),
});

interface Range {
  readonly start: number;
  readonly size: number;
  readonly step: number;
}

/** Steps of a sequence as slices; a single one without its axis, where `alone`. */
const takerOf =
  <T>(on: Apply<T>) =>
  (value: T, type: Type, axis: number, { start, size, step }: Range, alone: boolean = false): T => {
    const along = (own: number, other: number): readonly number[] =>
      type.shape.map((_, i) => (i === axis ? own : other));
    const part = on(slice, [value], {
      shape: resized(type, axis, size).shape,
      starts: along(start, 0),
      steps: along(step, 1),
    });
    return alone ? on(reshape, [part], { shape: type.shape.filter((_, i) => i !== axis) }) : part;
  };

/** With the axis of steps in front, as one more axis of a batch. */
function leading<T>(on: Apply<T>, value: T, type: Type, axis: number, steps: number): Traced<T> {
  const order = [axis, ...type.shape.map((_, i) => i).filter((i) => i !== axis)];
  const shape = [steps, ...type.shape.filter((_, i) => i !== axis)];
  const moved = axis === 0 ? value : on(transpose, [value], { permutation: order });
  return { value: moved, type: { ...type, shape }, batched: true };
}

/** The axis of steps back at its place. */
function trailing<T>(on: Apply<T>, value: T, type: Type, axis: number): T {
  if (axis === 0) return value;
  const permutation = type.shape.map((_, i) => (i === axis ? 0 : i < axis ? i + 1 : i));
  return on(transpose, [value], { permutation });
}

/** The body for a batch: parameters with one more leading axis, where flagged. */
function batchBody(body: Body, batched: readonly boolean[], extent: Dim): Body {
  const parameters = body.parameters.map((parameter, i): Value =>
    batched[i] === true
      ? { ...parameter, type: { ...parameter.type, shape: [extent, ...parameter.type.shape] } }
      : parameter,
  );
  const { out, on } = bodyBuilder(parameters, body);
  const given = parameters.map((value, i) => ({ value, type: value.type, batched: batched[i] === true }));
  const { result } = replay<Operand>(body, on, given, extent);
  return { parameters, instructions: out.instructions, result: result.value };
}

/** The body of the reverse recurrence: r ← s̄ + (∂f/∂s)ᵀ r, with s̄ the cotangent that comes in from outside. */
function adjointBody(body: Body): Body {
  const [state, ...others] = body.parameters;
  invariant(state !== undefined, "the first parameter of a scan's body is its state");
  const taken = new Set(body.parameters.map(({ name }) => name));
  const made = (suffix: string): Value => {
    let name = `${state.name}${suffix}`;
    while (taken.has(name)) name += "_";
    return { kind: "value", name, type: state.type };
  };
  const [r, incoming] = [made("Bar"), made("In")];
  const parameters = [r, incoming, ...body.parameters];
  const { out, on } = bodyBuilder(parameters, body);
  const given = [state, ...others].map((value) => ({ value, type: value.type, batched: false }));
  const [back] = replay<Operand>(body, on, given).pullBack(r, [state]);
  const result = back === null || back === undefined ? incoming : on(add, [incoming, back]);
  return { parameters, instructions: out.instructions, result };
}

function bodyBuilder(parameters: readonly Value[], body: Body): { out: ReturnType<typeof builder>; on: Emit<Operand> } {
  const out = builder(parameters.map(({ name }) => name));
  const place = body.instructions[0]?.origin.place;
  const adjoint: Origin = { phase: "adjoint", shown: false, ...(place && { place }) };
  const on: Emit<Operand> = (op, operands, attributes = {}, source) => {
    const origin = source?.origin ?? adjoint;
    const name = source?.results[0]?.name;
    return out.emit(op, operands, { attributes, origin, ...(name !== undefined && { name }) });
  };
  return { out, on };
}
