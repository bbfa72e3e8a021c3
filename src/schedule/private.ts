import { addIndex, constantIndex } from "../ir/affine.ts";
import { bufferKey } from "../ir/kernel.ts";
import type { Buffer, For, Index, Statement } from "../ir/kernel.ts";
import { accessesOf, mapExprs } from "../ir/walk.ts";
import type { Access } from "../ir/walk.ts";

/** Scratch memory that only one loop uses: every iteration fills it anew, so that iterations side by side take a piece each. */
export function privateMemory(loop: For, whole: readonly Access[]): ReadonlyMap<string, number> {
  const count = (accesses: readonly Access[]): ReadonlyMap<string, number> => {
    const times = new Map<string, number>();
    for (const { buffer } of accesses) {
      if (buffer.storage !== "scratch") continue;
      times.set(bufferKey(buffer), (times.get(bufferKey(buffer)) ?? 0) + 1);
    }
    return times;
  };
  const inside = accessesOf(loop.body);
  const [own, all] = [count(inside), count(whole)];
  return new Map(
    inside.flatMap(({ buffer }): [string, number][] => {
      const key = bufferKey(buffer);
      return own.get(key) !== undefined && own.get(key) === all.get(key) ? [[key, buffer.size]] : [];
    }),
  );
}

/** The statements with the private arrays made longer, at the piece of one of the iterations. */
export function inPiece(
  body: readonly Statement[],
  sizes: ReadonlyMap<string, number>,
  piece: number,
  pieces: number,
): readonly Statement[] {
  if (sizes.size === 0) return body;
  const moved = (buffer: Buffer, at: Index): { readonly buffer: Buffer; readonly at: Index } => {
    const size = sizes.get(bufferKey(buffer));
    if (size === undefined) return { buffer, at };
    return { buffer: { ...buffer, size: size * pieces }, at: addIndex(at, constantIndex(piece * size)) };
  };
  const loads = mapExprs(body, (expr) => (expr.kind === "load" ? { ...expr, ...moved(expr.buffer, expr.at) } : expr));
  const stores = (statements: readonly Statement[]): readonly Statement[] =>
    statements.map((statement): Statement => {
      if (statement.kind === "for" || statement.kind === "group") return { ...statement, body: stores(statement.body) };
      return statement.kind === "store" ? { ...statement, ...moved(statement.buffer, statement.at) } : statement;
    });
  return stores(loads);
}
