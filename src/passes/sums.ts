import { at } from "../diagnostics/diagnostic.ts";
import { rebuild } from "../ir/builder.ts";
import { isValue, producersOf, usesOf } from "../ir/program.ts";
import type { Program } from "../ir/program.ts";
import { axesOf, sum } from "../ops/reduction.ts";

/**
 * Σᵢ Σⱼ x = Σᵢⱼ x, where nothing else reads the inner sum: a sum over the examples of what is summed over an image needs no image of sums. The
 * order of additions changes.
 */
export function mergeSums(program: Program): Program {
  const producers = producersOf(program);
  const uses = usesOf(program);
  return rebuild(program, ({ op, operands: [value], attributes, origin, results }, _, out) => {
    const inner = value !== undefined && isValue(value) ? producers.get(value) : undefined;
    if (op !== sum || inner?.op !== sum || value === undefined || !isValue(value) || uses.get(value) !== 1)
      return undefined;
    const whole = at(inner.operands, 0);
    const summed = axesOf(inner.attributes);
    const left = whole.type.shape.map((_, axis) => axis).filter((axis) => !summed.includes(axis));
    const axes = [...summed, ...axesOf(attributes).map((axis) => at(left, axis))].sort((a, b) => a - b);
    return out.emit(sum, [whole], { attributes: { axes }, origin, name: at(results, 0).name });
  });
}
