import { indexKey, loopIndex } from "../ir/affine.ts";
import { bufferKey } from "../ir/kernel.ts";
import type { Buffer, Expr, Statement } from "../ir/kernel.ts";
import { accessesOf, mapExprs } from "../ir/walk.ts";
import type { Access } from "../ir/walk.ts";

/**
 * Decides where the new values of slots go. All reads see the old value: where nothing reads the old one after the nest that stores the new one, and
 * that nest reads only the element that it is about to store, the new value overwrites the old one in place. Else it waits in scratch memory and
 * is copied at the end.
 */
export function settleReplacements(body: readonly Statement[]): readonly Statement[] {
  const units = body.map((statement) => accessesOf([statement]));
  const accesses = new Map<string, Use[]>();
  const replaced = new Map<string, Buffer>();
  for (const [unit, list] of units.entries()) {
    for (const access of list) {
      const key = bufferKey(access.buffer);
      const known = accesses.get(key);
      if (known === undefined) accesses.set(key, [{ unit, access }]);
      else known.push({ unit, access });
      if (access.buffer.next === true) replaced.set(key, access.buffer);
    }
  }
  if (replaced.size === 0) return body;
  const targets = new Map<string, Buffer>();
  const copies: Statement[] = [];
  for (const [key, next] of replaced) {
    const slot: Buffer = { name: next.name, storage: next.storage, size: next.size };
    const inPlace = isSafe(accesses.get(key) ?? [], accesses.get(bufferKey(slot)) ?? []);
    const target: Buffer = inPlace ? slot : { name: `next ${next.name}`, storage: "scratch", size: next.size };
    targets.set(key, target);
    if (!inPlace) copies.push(copy(target, slot));
  }
  return [...renameBuffers(body, targets), ...copies];
}

/** An access, and the statement of the body that it stands in. */
interface Use {
  readonly unit: number;
  readonly access: Access;
}

/** @param next the accesses to the new value, in order, and `old` those to what it replaces */
function isSafe(next: readonly Use[], old: readonly Use[]): boolean {
  const places = new Map<number, Set<string>>();
  for (const { unit, access } of next) {
    if (access.kind !== "store") continue;
    const known = places.get(unit) ?? new Set();
    places.set(unit, known.add(indexKey(access.at)));
  }
  const first = Math.min(...places.keys());
  return old.every(
    ({ unit, access }) => unit < first || (unit === first && places.get(unit)?.has(indexKey(access.at)) === true),
  );
}

/** The statements with some buffers in other buffers' places. */
function renameBuffers(body: readonly Statement[], to: ReadonlyMap<string, Buffer>): readonly Statement[] {
  const renamed = (buffer: Buffer): Buffer => (buffer.next === true ? (to.get(bufferKey(buffer)) ?? buffer) : buffer);
  const loads = mapExprs(body, (expr: Expr) => {
    const buffer = expr.kind === "load" ? renamed(expr.buffer) : undefined;
    return expr.kind !== "load" || buffer === undefined || buffer === expr.buffer ? expr : { ...expr, buffer };
  });
  const stores = (statements: readonly Statement[]): readonly Statement[] =>
    statements.map((statement) => {
      if (statement.kind === "for" || statement.kind === "group") return { ...statement, body: stores(statement.body) };
      return statement.kind === "store" ? { ...statement, buffer: renamed(statement.buffer) } : statement;
    });
  return stores(loads);
}

function copy(from: Buffer, to: Buffer): Statement {
  const at = loopIndex("i");
  return {
    kind: "for",
    index: "i",
    extent: from.size,
    body: [{ kind: "store", buffer: to, at, mode: "set", value: { kind: "load", buffer: from, at } }],
  };
}
