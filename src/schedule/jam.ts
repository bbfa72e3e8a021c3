import { addIndex, constantIndex, loopIndex } from "../ir/affine.ts";
import type { For, Index, Statement } from "../ir/kernel.ts";
import { copyOf, declaredIn } from "./copy.ts";
import { mergeSteps } from "./merge.ts";
import { inPiece } from "./private.ts";

/**
 * Unroll and jam: runs `factor` iterations side by side. Each statement is followed by its copies, the loops inside are shared, so what an inner
 * loop reads serves all of them: two nested loops of a matrix product become a tile. What is left over runs side by side, too; of the
 * examples, one after the other.
 * Only for loops whose iterations are independent (`independent.ts`).
 * @param own the sizes of the arrays of which each iteration gets a piece, by key
 */
export function jam(loop: For, factor: number, own: ReadonlyMap<string, number> = new Map()): readonly Statement[] {
  const { index, extent, body } = loop;
  if (factor <= 1) return [loop];
  if (extent !== "count" && extent <= factor) return jammed(loop, extent, constantIndex(0), own);
  if (extent !== "count" && extent < 2 * factor) {
    // One block needs no loop; what follows it stands beside it, so its names go on counting.
    const rest = jammed(loop, extent - factor, constantIndex(factor), own, factor);
    return [...jammed(loop, factor, constantIndex(0), own), ...rest];
  }
  const blocks: For = { kind: "for", index, extent, step: factor, body: jammed(loop, factor, loopIndex(index), own) };
  if (extent === "count") return [blocks, { ...loop, rest: factor, body: inPiece(body, own, 0, factor) }];
  const rest = extent % factor;
  return rest === 0 ? [blocks] : [blocks, ...jammed(loop, rest, constantIndex(extent - rest), own)];
}

function jammed(
  { body, index }: For,
  factor: number,
  first: Index,
  own: ReadonlyMap<string, number>,
  counted: number = 0,
): readonly Statement[] {
  const declared = declaredIn(body);
  const copies = Array.from({ length: factor }, (_, m) => {
    const copy = copyOf(index, addIndex(first, constantIndex(m)), String(counted + m), declared);
    return (statement: Statement): readonly Statement[] => inPiece([copy(statement)], own, m, factor);
  });
  const together = (statements: readonly Statement[]): readonly Statement[] =>
    mergeSteps(
      statements.flatMap((statement): readonly Statement[] => {
        if (statement.kind === "for" || statement.kind === "group")
          return [{ ...statement, body: together(statement.body) }];
        return copies.flatMap((copy) => copy(statement));
      }),
    );
  return together(body);
}
