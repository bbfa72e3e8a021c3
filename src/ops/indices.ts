import { isValue, producersOf } from "../ir/program.ts";
import type { Program } from "../ir/program.ts";
import type { Op } from "../ir/op.ts";
import { gather, oneHot, scatterAdd } from "./indexing.ts";

/** Which operand of an op holds indices: whole numbers that name places of an axis. */
const INDICES: ReadonlyMap<Op, number> = new Map([
  [gather, 1],
  [scatterAdd, 0],
  [oneHot, 0],
]);

/** The inputs that are read as indices, by name: what comes in there is checked before it names a place. */
export function inputsReadAsIndices(program: Program): ReadonlySet<string> {
  const { slots, instructions } = program;
  const producers = producersOf(program);
  const names = new Map(slots.flatMap((slot) => (slot.kind === "input" ? [[slot.value, slot.name] as const] : [])));
  const found = new Set<string>();
  for (const { op, operands } of instructions) {
    let read = operands[INDICES.get(op) ?? -1];
    // A part or another shape of an input holds nothing else than the input.
    while (read !== undefined && isValue(read)) {
      const name = names.get(read);
      if (name !== undefined) found.add(name);
      const maker = producers.get(read);
      read = maker?.op.kind === "view" && maker.op.arity === 1 ? maker.operands[0] : undefined;
    }
  }
  return found;
}
