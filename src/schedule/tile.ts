import { bufferKey } from "../ir/kernel.ts";
import type { Buffer, For, Index, Statement } from "../ir/kernel.ts";
import { accessesOf, isInnermost } from "../ir/walk.ts";
import { COST } from "./cost.ts";
import { isIndependent } from "./independent.ts";
import { jam } from "./jam.ts";
import { EXAMPLE } from "./loops.ts";
import { privateMemory } from "./private.ts";

/**
 * Cuts loops into blocks that run side by side: several examples, several outputs of a matrix product, several columns of what is stored. What the
 * iterations of a block read in common they read once, in registers. The sizes are those of the cost model.
 * @param examples how many examples run side by side
 */
export function tile(body: readonly Statement[], examples: number = COST.examples): readonly Statement[] {
  return body.flatMap((statement): readonly Statement[] => {
    if (statement.kind === "group") return [{ ...statement, body: tile(statement.body, examples) }];
    if (statement.kind !== "for") return [statement];
    if (statement.index !== EXAMPLE) return tileLoop(statement, 1, false);
    if (examples === 1 || statement.inOrder === true)
      return [{ ...statement, body: tileNests(statement.body, 1, false) }];
    const own = privateMemory(statement, accessesOf(body));
    const isPrivate = (buffer: Buffer): boolean => own.has(bufferKey(buffer));
    const blocks = isIndependent(statement, isPrivate) ? jam(statement, examples, own) : [statement];
    return blocks.map((loop) =>
      loop.kind === "for" ? { ...loop, body: tileNests(loop.body, loop.step ?? 1, false) } : loop,
    );
  });
}

const tileNests = (body: readonly Statement[], examples: number, isWide: boolean): readonly Statement[] =>
  body.flatMap((statement): readonly Statement[] => {
    if (statement.kind === "group") return [{ ...statement, body: tileNests(statement.body, examples, isWide) }];
    return statement.kind === "for" ? tileLoop(statement, examples, isWide) : [statement];
  });

function tileLoop(loop: For, examples: number, isWide: boolean): readonly Statement[] {
  const innermost = isInnermost(loop.body);
  // One of the outer loops is enough: blocks multiply, and a convolution has three of them around its sums.
  const factor = isWide && !innermost ? 1 : blockOf(loop, examples);
  const blocks = loop.inOrder !== true && isIndependent(loop) ? jam(loop, factor) : [loop];
  if (innermost) return blocks;
  const wider = isWide || !blocks.includes(loop);
  return blocks.flatMap((block): readonly Statement[] =>
    block.kind === "for" && block.index === loop.index
      ? [{ ...block, body: tileNests(block.body, examples, wider) }]
      : tileNests([block], examples, wider),
  );
}

function blockOf(loop: For, examples: number): number {
  const accesses = accessesOf(loop.body).filter(({ buffer }) => buffer.storage !== "local");
  const stores = accesses.filter(({ kind }) => kind === "store");
  // Sums that grow row by row (interchange.ts) lie in scratch memory, and stay where they are while the rows go by.
  const growsInScratch = accesses.some(
    ({ kind, buffer }) =>
      kind === "load" &&
      buffer.storage === "scratch" &&
      stores.some((store) => bufferKey(store.buffer) === bufferKey(buffer)),
  );
  if (!isInnermost(loop.body)) {
    if (growsInScratch && stores.every(({ at }) => !moves(at, loop))) return COST.rowsTurned;
    return examples > 1 ? COST.outputsTimesExamples : COST.outputs;
  }
  if (typeof loop.extent === "number" && loop.extent <= COST.shortLoop) return loop.extent;
  if (stores.length === 0) return COST.columnsSummed;
  if (growsInScratch) return COST.columnsOfRows;
  return examples > 1 ? COST.columnsStoredTimesExamples : COST.columnsStored;
}

const moves = (at: Index, { index }: For): boolean => at.terms.some((term) => term.index === index);
