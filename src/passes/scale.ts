import { at } from "../diagnostics/diagnostic.ts";
import { rebuild } from "../ir/builder.ts";
import { isValue, producersOf, usesOf } from "../ir/program.ts";
import type { Instruction, Operand, Program } from "../ir/program.ts";
import { sizeOf } from "../ir/shape.ts";
import { mul } from "../ops/arithmetic.ts";
import { contract, specOf } from "../ops/contraction.ts";
import { axesOf, broadcast } from "../ops/reduction.ts";

/**
 * α·(d xᵀ) = (α·d) xᵀ: a number that multiplies a whole product of matrices multiplies one of its factors instead, the one that the rows of the
 * product belong to. A step of gradient descent then takes one multiplication an element of W, not two. Relaxed: the last bit may differ.
 */
export function scaleFactors(program: Program): Program {
  const producers = producersOf(program);
  const uses = usesOf(program);
  const producerOf = (operand: Operand): Instruction | undefined =>
    isValue(operand) ? producers.get(operand) : undefined;

  return rebuild(program, ({ op, operands: [left, right], results, origin }, _, out) => {
    if (op !== mul || left === undefined || right === undefined) return undefined;
    const [scale, whole] = isRepeated(producerOf(left)) ? [left, right] : [right, left];
    const [repeated, product] = [producerOf(scale), producerOf(whole)];
    if (repeated === undefined || !isRepeated(repeated) || product?.op !== contract) return undefined;
    if (uses.get(at(product.results, 0)) !== 1) return undefined;
    const spec = specOf(product.attributes);
    const side = spec.left.includes(spec.out.charAt(0)) ? 0 : 1;
    const factor = at(product.operands, side);
    const result = at(results, 0);
    if (sizeOf(factor.type.shape) > sizeOf(result.type.shape)) return undefined;
    const { shape } = factor.type;
    const alpha = at(repeated.operands, 0);
    const each = out.emit(broadcast, [alpha], { attributes: { shape, axes: [] }, origin: repeated.origin });
    const name = isValue(factor) ? `${factor.name.replace(/Bar$/, "")}Step` : undefined;
    const scaled = out.emit(mul, [each, factor], { origin, ...(name !== undefined && { name }) });
    const { attributes } = product;
    const factors = product.operands.with(side, scaled);
    return out.emit(contract, factors, { attributes, origin: product.origin, name: result.name });
  });
}

/** One number, repeated. */
const isRepeated = (instruction: Instruction | undefined): boolean =>
  instruction?.op === broadcast && axesOf(instruction.attributes).length === 0;
