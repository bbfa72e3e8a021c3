import { at } from "../diagnostics/diagnostic.ts";
import { rebuild } from "../ir/builder.ts";
import type { Attributes } from "../ir/op.ts";
import { isValue } from "../ir/program.ts";
import type { Instruction, Operand, Program, Value } from "../ir/program.ts";
import { float } from "../ir/shape.ts";
import { axesOf, broadcast } from "../ops/reduction.ts";

/**
 * Computes before it repeats: an elementwise op whose operands are all repeated in the same way is done once on what they repeat, and
 * a repetition of a repetition becomes one.
 */
export function sinkBroadcasts(program: Program): Program {
  const repeats = new Map<Value, { source: Operand; attributes: Attributes }>();
  const sourceOf = (operand: Operand) => (isValue(operand) ? repeats.get(operand) : undefined);
  return rebuild(program, (instruction, operands, out) => {
    const result = at(instruction.results, 0);
    const [first] = operands;
    if (instruction.op === broadcast && first !== undefined) {
      const inner = sourceOf(first);
      if (inner === undefined) {
        repeats.set(result, { source: first, attributes: instruction.attributes });
        return undefined;
      }
      const outer = axesOf(instruction.attributes);
      const axes = axesOf(inner.attributes).map((axis) => at(outer, axis));
      const attributes = { ...instruction.attributes, axes };
      const value = out.emit(broadcast, [inner.source], { attributes, origin: instruction.origin, name: result.name });
      repeats.set(value, { source: inner.source, attributes });
      return value;
    }
    const shared = instruction.op.kind === "elementwise" ? commonRepeat(operands.map(sourceOf), operands) : undefined;
    if (shared === undefined) return undefined;
    const origin: Instruction["origin"] = { ...instruction.origin };
    const small = out.emit(
      instruction.op,
      operands.map(
        (operand) =>
          sourceOf(operand)?.source ?? (isValue(operand) ? operand : { ...operand, type: float(shared.shape) }),
      ),
      { attributes: instruction.attributes, origin, name: result.name },
    );
    const value = out.emit(broadcast, [small], {
      attributes: shared.attributes,
      origin: { ...origin, shown: false },
      name: `${result.name}_all`,
    });
    repeats.set(value, { source: small, attributes: shared.attributes });
    return value;
  });
}

/** The one way in which all values among the operands are repeated; literals fit any. */
function commonRepeat(
  sources: readonly ({ source: Operand; attributes: Attributes } | undefined)[],
  operands: readonly Operand[],
): { attributes: Attributes; shape: Operand["type"]["shape"] } | undefined {
  const known = sources.flatMap((source) => (source === undefined ? [] : [source]));
  const [first] = known;
  if (first === undefined || operands.some((operand, i) => isValue(operand) && sources[i] === undefined))
    return undefined;
  const text = JSON.stringify(first.attributes);
  const fits = known.every((s) => JSON.stringify(s.attributes) === text);
  return fits ? { attributes: first.attributes, shape: first.source.type.shape } : undefined;
}
