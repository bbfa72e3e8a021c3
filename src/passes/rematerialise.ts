import { builder, namesOf } from "../ir/builder.ts";
import { hasCount, isValue, producersOf } from "../ir/program.ts";
import type { Instruction, Operand, Program, Value } from "../ir/program.ts";
import * as arithmetic from "../ops/arithmetic.ts";
import * as bounds from "../ops/bounds.ts";
import * as comparison from "../ops/comparison.ts";
import * as piecewise from "../ops/piecewise.ts";
import { concat, pad } from "../ops/slices.ts";
import type { Op } from "../ir/op.ts";

/** What costs less than a few additions an element. */
const CHEAP: ReadonlySet<Op> = new Set<Op>([
  ...Object.values(arithmetic),
  ...Object.values(bounds),
  ...Object.values(comparison),
  ...Object.values(piecewise),
  pad,
  concat,
]);

/** So many cheap steps may stand between what is kept and what is computed again. */
const STEPS = 8;

/**
 * What becomes of a value of the forward pass on the way back. `kept`: it stays. `again`: every reader computes it for itself. `once`: it is
 * computed again where the way back first needs it. `gone`: nothing there can have it.
 */
type Fate = "kept" | "again" | "once" | "gone";

/**
 * Computes values of the forward pass a second time on the way back instead of holding them until then: what follows in a few cheap steps from what
 * is held anyway; and, where a network has several stages of contractions, all but every √n-th of them and what stands between (Chen, Xu, Zhang
 * and Guestrin, "Training Deep Nets with Sublinear Memory Cost", 2016).
 */
export function rematerialise(program: Program): Program {
  const { instructions } = program;
  const start = instructions.findIndex(({ origin }) => origin.phase === "adjoint");
  if (start <= 0) return program;
  const producers = producersOf(program);
  const fates = fatesOf(program, start, producers);
  const out = builder(namesOf(program));
  instructions.slice(0, start).forEach((instruction) => out.append(instruction));

  const once = new Map<Value, Operand>();
  const again = (operand: Operand, own: Map<Value, Operand>): Operand => {
    if (!isValue(operand)) return operand;
    const [fate, producer] = [fates.get(operand), producers.get(operand)];
    if (producer === undefined || fate === undefined || fate === "kept" || fate === "gone") return operand;
    const copies = fate === "once" ? once : own;
    const known = copies.get(operand);
    if (known !== undefined) return known;
    const { op, operands, attributes, origin } = producer;
    const copy = out.emit(
      op,
      operands.map((each) => again(each, own)),
      { attributes, origin: { ...origin, phase: "adjoint" }, name: operand.name },
    );
    copies.set(operand, copy);
    return copy;
  };
  for (const instruction of instructions.slice(start)) {
    const own = new Map<Value, Operand>();
    const operands = instruction.operands.map((operand) => again(operand, own));
    const same = operands.every((operand, i) => operand === instruction.operands[i]);
    out.append(same ? instruction : { ...instruction, operands });
  }
  return { ...program, instructions: out.instructions };
}

function fatesOf(
  { instructions, results }: Program,
  start: number,
  producers: ReadonlyMap<Value, Instruction>,
): ReadonlyMap<Value, Fate> {
  const forward = instructions.slice(0, start);
  const stages = stagesOf(forward);
  const last = Math.max(...stages.values());
  const isSeen = new Set(results.map(({ value }) => value));
  const wanted = readThroughViews(instructions.slice(start), producers);
  // What later stages read of an earlier one.
  const crossing = new Set<Value>();
  for (const instruction of forward)
    for (const value of readThroughViews([instruction], producers)) {
      const [from, to] = [stages.get(value), Math.max(...instruction.results.map((each) => stages.get(each) ?? 0))];
      if (from !== undefined && from < to) crossing.add(value);
    }
  // What the examples have in common is computed before their loop, and cannot be computed later in it.
  const isBatched = instructions.some((instruction) => instruction.results.some(hasCount));
  const fates = new Map<Value, Fate>();
  const steps = new Map<Value, number>();
  const isAvailable = (operand: Operand): boolean => !isValue(operand) || fates.get(operand) !== "gone";
  for (const [i, { op, operands, results: made }] of instructions.entries()) {
    const cost = operands.reduce((sum, operand) => sum + (isValue(operand) ? (steps.get(operand) ?? 0) : 0), 0);
    for (const value of made) {
      const isView = op.kind === "view" || op.kind === "constant" || op.name === "broadcast";
      const own = cost + (isView ? 0 : 1);
      const isOfExample = isView || !isBatched || hasCount(value);
      const mayRepeat = isOfExample && !isSeen.has(value) && operands.every(isAvailable);
      // On the way back itself: what is made of the forward pass alone.
      const isForward =
        i < start || operands.every((operand) => !isValue(operand) || isOfForward(operand, fates, producers));
      if (!isForward) continue;
      const isEarly = i < start && (stages.get(value) ?? last) < last && !crossing.has(value);
      if (mayRepeat && (isView || (CHEAP.has(op) && own <= STEPS))) {
        fates.set(value, "again");
        steps.set(value, own);
      } else if (i < start && mayRepeat && isEarly) fates.set(value, "once");
      else if (i < start)
        fates.set(value, wanted.has(value) || crossing.has(value) || isSeen.has(value) ? "kept" : "gone");
    }
  }
  return fates;
}

/** Slots and values of the forward pass, and what is computed of them again. */
const isOfForward = (
  value: Value,
  fates: ReadonlyMap<Value, Fate>,
  producers: ReadonlyMap<Value, Instruction>,
): boolean => !producers.has(value) || fates.has(value);

/** Every √n-th contraction or recurrence begins a stage. */
function stagesOf(forward: readonly Instruction[]): ReadonlyMap<Value, number> {
  const isHeavy = ({ op }: Instruction): boolean => op.kind === "contraction" || op.kind === "region";
  const length = Math.ceil(Math.sqrt(forward.filter(isHeavy).length));
  const stages = new Map<Value, number>();
  let heavy = 0;
  for (const instruction of forward) {
    if (isHeavy(instruction)) heavy++;
    for (const value of instruction.results)
      stages.set(value, Math.floor(Math.max(0, heavy - 1) / Math.max(1, length)));
  }
  return stages;
}

/** The values that instructions read, and those behind views. */
function readThroughViews(
  instructions: readonly Instruction[],
  producers: ReadonlyMap<Value, Instruction>,
): ReadonlySet<Value> {
  const found = new Set<Value>();
  const read = (operand: Operand): void => {
    if (!isValue(operand) || found.has(operand)) return;
    found.add(operand);
    const producer = producers.get(operand);
    if (producer?.op.kind === "view" || producer?.op.name === "broadcast") producer.operands.forEach(read);
  };
  for (const { operands } of instructions) operands.forEach(read);
  return found;
}
