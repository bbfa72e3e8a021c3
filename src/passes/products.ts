import { at } from "../diagnostics/diagnostic.ts";
import { rebuild } from "../ir/builder.ts";
import { isValue } from "../ir/program.ts";
import type { Operand, Program, Value } from "../ir/program.ts";
import { numbersOf } from "../ops/attributes.ts";
import { contract, specOf, specText } from "../ops/contraction.ts";
import { transpose } from "../ops/views.ts";

/**
 * A·(Wᵀ) and (A·B)ᵀ as one product each: a product reads its factors along any axes, and writes what it is to write. For what people
 * read: (Hᵀ·S̄)ᵀ is S̄ᵀ·H. In code a transpose costs nothing where it is read through.
 */
export function foldTransposes(program: Program): Program {
  const readers = new Map<Operand, number>();
  const read = [
    ...program.instructions.flatMap(({ operands }) => operands),
    ...program.results.map(({ value }) => value),
  ];
  for (const operand of read) readers.set(operand, (readers.get(operand) ?? 0) + 1);
  const sources = new Map<Value, { readonly source: Operand; readonly permutation: readonly number[] }>();
  const products = new Map<
    Value,
    { readonly operands: readonly Operand[]; readonly spec: ReturnType<typeof specOf> }
  >();
  return rebuild(program, (instruction, operands, out) => {
    const { op, attributes, origin } = instruction;
    const result = at(instruction.results, 0);
    const [first] = operands;
    if (op === contract) {
      const spec = specOf(attributes);
      const factors = operands.map((operand, i) => {
        const letters = i === 0 ? spec.left : spec.right;
        const transposed = isValue(operand) ? sources.get(operand) : undefined;
        if (transposed === undefined) return { operand, letters };
        const { source, permutation } = transposed;
        return { operand: source, letters: permutation.map((_, axis) => letters[permutation.indexOf(axis)]).join("") };
      });
      const folded = { left: at(factors, 0).letters, right: at(factors, 1).letters, out: spec.out };
      const from = factors.map(({ operand }) => operand);
      const value = out.emit(contract, from, { attributes: { spec: specText(folded) }, origin, name: result.name });
      if (readers.get(result) === 1) products.set(value, { operands: from, spec: folded });
      return value;
    }
    if (op !== transpose || first === undefined || !isValue(first)) return undefined;
    const permutation = numbersOf(attributes, "permutation");
    const product = products.get(first);
    if (product === undefined) {
      const value = out.emit(transpose, [first], { attributes, origin, name: result.name });
      sources.set(value, { source: first, permutation });
      return value;
    }
    const spec = { ...product.spec, out: permutation.map((axis) => product.spec.out[axis]).join("") };
    return out.emit(contract, product.operands, { attributes: { spec: specText(spec) }, origin, name: result.name });
  });
}
