import { at } from "../diagnostics/diagnostic.ts";
import type { DerivativeClaim, DerivativeClaims } from "../ir/claims.ts";
import { isValue } from "../ir/program.ts";
import type { Operand, Program } from "../ir/program.ts";
import { interpret } from "../ops/interpreter.ts";
import type { Bindings } from "../ops/interpreter.ts";
import { createRandom } from "./random.ts";
import { slope } from "./slope.ts";
import type { Slope } from "./slope.ts";

/** One element of a derivative. */
export interface DerivativeRow extends Slope {
  /** The output, or the value of the op list. */
  readonly name: string;
  /** Its position, row-major. */
  readonly index: number;
  readonly rank: number;
}

export interface DerivativeCheck {
  readonly ok: boolean;
  readonly rows: readonly DerivativeRow[];
  readonly largest?: DerivativeRow;
  /** What is not finite where it was checked. */
  readonly nonFinite?: string;
}

/** Of each derivative; its other elements are made by the same code. */
const SAMPLES = 12;

/**
 * Compares derivatives inside a graph with central differences of what they are derivatives of. The function is run by the interpreter, from
 * the list that people read; the derivative is that of the emitted code where it is an output. So the two share no code.
 * @param bindings a point: arrays by the names of slots
 * @param outputs what the emitted code makes there, by the names of outputs
 */
export function checkDerivatives(
  { program, claims }: DerivativeClaims,
  bindings: Bindings,
  outputs: Readonly<Record<string, ArrayLike<number>>>,
  options: { readonly precision: "f64" | "f32"; readonly count?: number; readonly all?: boolean },
): DerivativeCheck {
  const { precision, count = 1, all = false } = options;
  const random = createRandom(3);
  const rows: DerivativeRow[] = [];
  for (const claim of claims) {
    if (stops(program, claim)) continue;
    const [own, of, by, vector] = valuesOf(
      program,
      [claim.value, claim.of, claim.by, claim.vector ?? claim.of],
      bindings,
      count,
    );
    const found: ArrayLike<number> = (claim.isOutput ? outputs[claim.name] : undefined) ?? own ?? [];
    const odd = [found, of ?? []].find((values) => !Array.from(values).every(Number.isFinite));
    if (odd !== undefined) return { ok: false, rows, nonFinite: claim.name };
    const moved = mover(program, claim, by ?? new Float64Array(), bindings, count);
    const indices =
      all || found.length <= SAMPLES ? [...Array(found.length).keys()] : sampled(found.length, random.integer);
    for (const index of indices) {
      const line = lineOf(claim, index, by ?? new Float64Array(), vector ?? new Float64Array());
      const value = (step: number): number => line.read(moved(line.direction, step));
      const measured = slope(value, { analytic: at(found, index), x: line.x, loss: value(0), precision });
      rows.push({ name: claim.name, index, rank: claim.value.type.shape.length, ...measured });
    }
  }
  const largest = rows.reduce<DerivativeRow | undefined>(
    (most, row) => (most === undefined || row.difference > most.difference ? row : most),
    undefined,
  );
  return { ok: rows.every((row) => row.ok), rows, ...(largest !== undefined && { largest }) };
}

/** Where an element of a derivative is the slope of a number along a direction. */
interface Line {
  readonly direction: (i: number) => number;
  /** The size of what is moved. */
  readonly x: number;
  readonly read: (of: Float64Array) => number;
}

function lineOf({ mode }: DerivativeClaim, index: number, by: Float64Array, vector: Float64Array): Line {
  const unit = (k: number) => (i: number) => (i === k ? 1 : 0);
  switch (mode) {
    case "vjp":
      return {
        direction: unit(index),
        x: at(by, index),
        read: (of) => of.reduce((sum, value, k) => sum + value * at(vector, k), 0),
      };
    case "jvp":
      return { direction: (i) => at(vector, i), x: 1, read: (of) => at(of, index) };
    case "jacobian": {
      const k = index % by.length;
      return { direction: unit(k), x: at(by, k), read: (of) => at(of, (index - k) / by.length) };
    }
  }
}

/** The value that is differentiated, where the other is moved: an instruction that made it is left out, and it comes in from outside. */
function mover(
  program: Program,
  { of, by }: DerivativeClaim,
  point: Float64Array,
  bindings: Bindings,
  count: number,
): (direction: (i: number) => number, step: number) => Float64Array {
  const slot = program.slots.find(({ value }) => value === by);
  const name = slot?.name ?? " moved";
  const free: Program =
    slot !== undefined || !isValue(by)
      ? program
      : {
          ...program,
          slots: [...program.slots, { kind: "input", name, value: by, domain: { kind: "any" } }],
          instructions: program.instructions.filter(({ results }) => !results.includes(by)),
        };
  const needed = reaching(free, of);
  return (direction, step) => {
    const moved = point.map((value, i) => value + step * direction(i));
    return at(valuesOf(needed, [of], { ...bindings, [name]: moved }, count), 0);
  };
}

/** Only the instructions that a value needs. */
function reaching(program: Program, of: Operand): Program {
  const needed = new Set<Operand>([of]);
  const instructions = program.instructions
    .toReversed()
    .filter(({ results, operands }) => {
      if (!results.some((value) => needed.has(value))) return false;
      for (const operand of operands) needed.add(operand);
      return true;
    })
    .toReversed();
  return { ...program, instructions, results: [] };
}

/** Differences do not stop where gradients do. */
const stops = (program: Program, { of }: DerivativeClaim): boolean =>
  reaching(program, of).instructions.some(({ op }) => op.name === "stopGradient");

function valuesOf(
  program: Program,
  operands: readonly Operand[],
  bindings: Bindings,
  count: number,
): readonly Float64Array[] {
  const results = operands.map((value, i) => ({ kind: "output", name: String(i), value }) as const);
  const found = interpret({ ...program, results }, bindings, count);
  return operands.map((_, i) => found.get(`output ${i}`) ?? new Float64Array());
}

function sampled(size: number, integer: (count: number) => number): readonly number[] {
  const chosen = new Set<number>();
  while (chosen.size < SAMPLES) chosen.add(integer(size));
  return [...chosen].toSorted((a, b) => a - b);
}
