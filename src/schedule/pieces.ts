import { at } from "../diagnostics/diagnostic.ts";
import type { Buffer, Statement } from "../ir/kernel.ts";
import type { Scatter } from "../ir/op.ts";
import type { Instruction } from "../ir/program.ts";
import { sizeOf } from "../ir/shape.ts";
import type { Shape } from "../ir/shape.ts";
import type { Block, Elements } from "./elements.ts";
import { addTo, set } from "./expressions.ts";
import { flatIndex, loopsOf, nest, outputIndices } from "./loops.ts";

/** The nests that write the pieces of a scatter. */
export function piecesOf(
  elements: Elements,
  instruction: Instruction,
  { mode, outputs, pieces }: Scatter,
  home: Buffer,
): readonly Statement[] {
  return pieces.flatMap(({ axes, operand, read, at: target }) => {
    const point = outputIndices(axes, 0);
    const inner: Block = { statements: [], depth: loopsOf(axes).length };
    const from = elements.places(read, instruction, point, inner);
    const value = elements.element(at(instruction.operands, operand), from, inner);
    const to = flatIndex(outputs, home, elements.places(target, instruction, point, inner));
    inner.statements.push((mode === "add" ? addTo : set)(home, to, value));
    return nest(loopsOf(axes), 0, inner.statements);
  });
}

/** What a scatter starts from. */
export const zeroed = (home: Buffer, shape: Shape): readonly Statement[] =>
  nest(loopsOf(shape), 0, [set(home, flatIndex(shape, home, outputIndices(shape, 0)), { kind: "constant", value: 0 })]);

/** Whether the pieces leave no element out. */
export const covers = ({ mode, outputs, pieces }: Scatter): boolean =>
  mode === "set" && pieces.reduce((size, { axes }) => size + sizeOf(axes), 0) === sizeOf(outputs);
