import { at } from "../diagnostics/diagnostic.ts";
import { builder, isLiteral, literal, namesOf } from "../ir/builder.ts";
import type { Builder } from "../ir/builder.ts";
import { isValue } from "../ir/program.ts";
import type { Instruction, Operand, Origin, Program, Result, Value } from "../ir/program.ts";
import { mapBodies } from "../ir/region.ts";
import { sameShape, sizeOf } from "../ir/shape.ts";
import type { Shape } from "../ir/shape.ts";
import { constant } from "../ops/constant.ts";
import { derivativeName, isDerivative, jacobian, jvp } from "../ops/derivatives.ts";
import { identity } from "../ops/elementwise.ts";
import { unitMatrix } from "../ops/indexing.ts";
import { broadcast } from "../ops/reduction.ts";
import { reshape } from "../ops/views.ts";
import { labels, needed, NONE, scratchOf, wantedOf } from "./request.ts";
import type { Derivatives, Request } from "./request.ts";
import type { Steps } from "./steps.ts";
import { sweep } from "./sweep.ts";
import { tangents } from "./tangents.ts";
import { vmap } from "./vmap.ts";

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
