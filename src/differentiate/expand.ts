import { at } from "../diagnostics/diagnostic.ts";
import { builder, isLiteral, literal, namesOf } from "../ir/builder.ts";
import type { Builder } from "../ir/builder.ts";
import { isValue } from "../ir/program.ts";
import type { DerivativeName, Instruction, Operand, Origin, Program, Result, Value } from "../ir/program.ts";
import { bodyOf, mapBodies } from "../ir/region.ts";
import { sameShape, sizeOf, typeText } from "../ir/shape.ts";
import type { Shape } from "../ir/shape.ts";
import { constant } from "../ops/constant.ts";
import { isDerivative, jacobian, jvp } from "../ops/derivatives.ts";
import { identity } from "../ops/elementwise.ts";
import { unitMatrix } from "../ops/indexing.ts";
import { broadcast } from "../ops/reduction.ts";
import { reshape } from "../ops/views.ts";
import { originsOf, pathTo, sweep } from "./sweep.ts";
import type { Labels } from "./sweep.ts";
import { vmap } from "./vmap.ts";

/** The name of a derivative that the user gave none: `dy_dx`, shown as ∂y/∂x. */
const derivativeName = (of: string, by: string): string => `d${of}_d${by}`;

/**
 * Writes the derivatives inside a program out: `vjp`, `jvp` and `jacobian` become the instructions of their sweeps. These belong to the
 * forward pass, read what it has computed, and can be differentiated like all others. Derivatives of one value share a sweep, as those of
 * a loss with respect to its parameters do. Where the value does not depend on the other the derivative is 0.
 */
export function expandDerivatives(outer: Program): Program {
  const program = mapBodies(outer, expandDerivatives);
  const markers = program.instructions.filter(({ op }) => isDerivative(op));
  if (markers.length === 0) return program;
  const out = builder(namesOf(program));
  const known: Steps = { values: new Map(), numbers: new Map() };
  const replaced = new Map<Value, Operand>();
  const now = (operand: Operand): Operand => (isValue(operand) ? (replaced.get(operand) ?? operand) : operand);
  for (const instruction of program.instructions) {
    const operands = instruction.operands.map(now);
    if (!isDerivative(instruction.op)) out.append({ ...instruction, operands });
    else if (!replaced.has(at(instruction.results, 0))) {
      const together = markers.filter((other) => sharesSweep(instruction, other));
      writeOut(out, together, now, known).forEach((value, i) => {
        replaced.set(at(at(together, i).results, 0), value);
      });
    }
  }
  const results: readonly Result[] = program.results.map((result) => ({ ...result, value: now(result.value) }));
  return { ...program, instructions: out.instructions, results };
}

/** Forward mode goes along one direction, the others to all values at once. */
const sharesSweep = (a: Instruction, b: Instruction): boolean =>
  a === b ||
  (a.op === b.op &&
    a.op !== jvp &&
    sameOperand(a.operands[0], b.operands[0]) &&
    sameOperand(a.operands[2], b.operands[2]));

const sameOperand = (a: Operand | undefined, b: Operand | undefined): boolean =>
  a === b || (a?.kind === "literal" && b !== undefined && isLiteral(b, a.value));

/** One sweep for derivatives of the same value, each under its name. */
function writeOut(
  out: Builder,
  markers: readonly Instruction[],
  now: (operand: Operand) => Operand,
  known: Steps,
): readonly Operand[] {
  const { op, operands, origin } = at(markers, 0);
  const root = now(at(operands, 0));
  const wanted = markers.map((marker) => now(at(marker.operands, 1)));
  const [vector = literal(1)] = operands.slice(2).map((operand) => asNumber(out, now(operand)));
  const { place, layer } = origin;
  const base: Origin = { phase: "forward", ...(place && { place }), ...(layer !== undefined && { layer }) };
  markers.forEach(({ results }) => out.release(at(results, 0).name));

  // Of two names for one derivative the user's own comes first.
  const names = new Map<Operand, string>();
  for (const marker of markers.toSorted((a, b) => Number(isUnnamed(a)) - Number(isUnnamed(b)))) {
    const x = now(at(marker.operands, 1));
    if (!isUnnamed(marker)) names.set(x, names.get(x) ?? at(marker.results, 0).name);
  }
  const sources = [...new Set(wanted)].filter(isValue);
  const request = { out, known, root, sources, vector, base, names };
  const derivatives = isValue(root)
    ? METHODS[op === jacobian ? "jacobian" : op === jvp ? "jvp" : "vjp"]({ ...request, root })
    : NONE;

  const used = new Set<string>();
  return markers.map((marker, i): Operand => {
    const result = at(marker.results, 0);
    const x = at(wanted, i);
    const found = isValue(x) ? derivatives.get(x) : undefined;
    if (found === undefined) {
      const attributes = { value: 0, shape: result.type.shape };
      return out.emit(constant, [], { attributes, origin: marker.origin, name: result.name });
    }
    const isFirst = names.get(x) === result.name && !used.has(result.name);
    used.add(result.name);
    if (isFirst || isUnnamed(marker)) return found;
    return out.emit(identity, [found], { origin: marker.origin, name: result.name });
  });
}

/** A number that is repeated is that number. */
function asNumber(out: Builder, operand: Operand): Operand {
  const producer = out.instructions.find(({ op, results }) => op === broadcast && results[0] === operand);
  const [source] = producer?.operands ?? [];
  return source?.kind === "literal" ? literal(source.value, operand.type) : operand;
}

/** Whether the user has given a derivative no name: it is called as `lower` calls it. */
const isUnnamed = ({ operands, results }: Instruction): boolean => {
  const [of, by] = operands.map((operand) => (isValue(operand) ? operand.name : ""));
  return at(results, 0).name.replace(/\.\d+$/u, "") === derivativeName(of ?? "", by ?? "");
};

interface Request {
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

type Derivatives = ReadonlyMap<Value, Operand>;

const NONE: Derivatives = new Map();

/** ∂y/∂z for every z on the way; what is asked for is called as the user calls it. */
function labels({ out, root, base, names }: Request): Labels {
  const called = nameOf(out.instructions);
  return {
    name: (value) => names.get(value) ?? derivativeName(root.name, value.name),
    origin: (value) => (names.has(value) ? base : { ...base, derivative: { of: called(root), by: called(value) } }),
  };
}

/** How origins refer to a value: by its name, or as the derivative that it is. */
function nameOf(instructions: readonly Instruction[]): (value: Value) => string | DerivativeName {
  const origins = originsOf(instructions);
  return (value) => origins.get(value)?.derivative ?? value.name;
}

const METHODS = { vjp: cotangents, jvp: tangents, jacobian: jacobians } as const;

function cotangents(request: Request): Derivatives {
  const { out, root, sources: withRespectTo, vector } = request;
  const scratch = scratchOf(out);
  const cotangent = isLiteral(vector, 1) ? 1 : vector;
  const adjoints = sweep(scratch, out.instructions, { root, cotangent, withRespectTo, labels: labels(request) });
  needed(scratch.instructions, wantedOf(adjoints, withRespectTo)).forEach((instruction) => out.append(instruction));
  return adjoints;
}

/** All rows of J = ∂y/∂x in one sweep, whose cotangents are the rows of the identity matrix. */
function jacobians(request: Request): Derivatives {
  const { out, root, sources, base } = request;
  const { shape } = root.type;
  if (shape.length === 0) return cotangents({ ...request, vector: literal(1) });
  const own = labels(request);
  const scratch = scratchOf(out);
  const cotangent: Value = { kind: "value", name: scratch.freshName("u"), type: root.type };
  const adjoints = sweep(scratch, out.instructions, { root, cotangent, withRespectTo: sources, labels: own });
  if (adjoints.size === 0) return NONE;

  const rows = sizeOf(shape);
  const unit = out.emit(unitMatrix, [], {
    attributes: { shape: [rows, rows], axes: [0, 1] },
    origin: { ...base, shown: false },
  });
  const inShape = (value: Operand, to: Shape, origin: Origin, name: string): Operand =>
    sameShape(value.type.shape, to) ? value : out.emit(reshape, [value], { attributes: { shape: to }, origin, name });
  const basis = inShape(unit, [rows, ...shape], { ...base, shown: false }, "basis");
  const lines = needed(scratch.instructions, wantedOf(adjoints, sources));
  const lifted = vmap(out, lines, new Map([[cotangent, basis]]), rows);
  return new Map(
    sources.flatMap((x): readonly (readonly [Value, Operand])[] => {
      const adjoint = adjoints.get(x);
      if (adjoint === undefined) return [];
      const whole = [...shape, ...x.type.shape];
      return [[x, inShape(lifted(adjoint), whole, own.origin(x), own.name(x))]];
    }),
  );
}

/**
 * Forward mode is reverse mode twice: u ↦ Jᵀu is linear, its transpose is v ↦ J v. What the second sweep calls the adjoint of z̄ is the
 * tangent ż; of the first, only the local derivatives are left in it.
 */
function tangents({ out, root, sources, vector, base, names, known }: Request): Derivatives {
  const first = scratchOf(out);
  const cotangent: Value = { kind: "value", name: first.freshName("u"), type: root.type };
  const bars: Labels = { name: ({ name }) => `${name}Bar`, origin: () => base };
  const adjoints = sweep(first, out.instructions, { root, cotangent, withRespectTo: sources, labels: bars });
  const [x] = sources;
  const adjoint = x === undefined ? undefined : adjoints.get(x);
  if (x === undefined || adjoint === undefined) return NONE;

  const primals = new Map([...adjoints].map(([value, bar]) => [bar, value]));
  const called = nameOf(out.instructions);
  const name = names.get(x) ?? derivativeName(root.name, x.name);
  // The result has a line of its own, and so have the tangents of values; the steps between the lines of the first sweep have none.
  const dots: Labels = {
    isStep: (value) => value !== cotangent && (primals.get(value) ?? root) === root,
    name: (value) => (value === cotangent ? name : `${primals.get(value)?.name ?? "t"}Dot`),
    origin(value) {
      const by = value === cotangent ? (names.has(x) ? undefined : root) : primals.get(value);
      return by === undefined ? base : { ...base, derivative: { by: called(by) } };
    },
  };
  const second = scratchOf(first);
  const tangent = sweep(second, first.instructions, {
    root: adjoint,
    cotangent: isLiteral(vector, 1) ? 1 : vector,
    withRespectTo: [cotangent],
    labels: dots,
  }).get(cotangent);
  if (tangent === undefined) return NONE;
  // A recurrence names what it is linear in, whatever that is.
  const attributes = { value: 0, shape: root.type.shape };
  const zero: Instruction = {
    op: constant,
    operands: [],
    attributes,
    results: [cotangent],
    origin: { ...base, shown: false },
  };
  const lines = [zero, ...first.instructions, ...second.instructions];
  appendNew(out, needed(lines, [tangent]), known);
  return new Map([[x, tangent]]);
}

const wantedOf = (adjoints: ReadonlyMap<Value, Value>, sources: readonly Value[]): readonly Value[] =>
  sources.flatMap((x) => adjoints.get(x) ?? []);

/** A list beside another, whose names it does not take. */
const scratchOf = (out: Builder): Builder => builder(out.taken);

/** The instructions that some values are computed by. */
function needed(instructions: readonly Instruction[], values: readonly Value[]): readonly Instruction[] {
  const kept = new Set(values.flatMap((value) => pathTo(value, instructions)));
  return instructions.filter((instruction) => kept.has(instruction));
}

/** Instructions by what they do, and numbers that tell operands apart. */
interface Steps {
  readonly values: Map<string, Value>;
  readonly numbers: Map<Operand, number>;
}

/** Appends instructions but those that are known already, whose results then stand for theirs; the last one has a name of its own. */
function appendNew(out: Builder, lines: readonly Instruction[], { values, numbers }: Steps): void {
  const replaced = new Map<Operand, Operand>();
  const keyOf = (operand: Operand): string => {
    if (!isValue(operand)) return `${operand.value} ${typeText(operand.type)}`;
    const number = numbers.get(operand) ?? numbers.size;
    numbers.set(operand, number);
    return `%${number}`;
  };
  for (const [i, line] of lines.entries()) {
    const operands = line.operands.map((operand) => replaced.get(operand) ?? operand);
    const [result] = line.results;
    const key = `${line.op.name} ${JSON.stringify(line.attributes)} ${operands.map(keyOf).join()}`;
    const same = bodyOf(line) === undefined && i < lines.length - 1 ? values.get(key) : undefined;
    if (result === undefined || same === undefined) {
      out.append({ ...line, operands });
      if (result !== undefined && bodyOf(line) === undefined) values.set(key, result);
    } else replaced.set(result, same);
  }
}
