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
  const replaced = new Map<string, Buffer>();
  for (const access of units.flat())
    if (access.buffer.next === true) replaced.set(bufferKey(access.buffer), access.buffer);
  let current = body;
  const copies: Statement[] = [];
  for (const next of replaced.values()) {
    const slot: Buffer = { name: next.name, storage: next.storage, size: next.size };
    const inPlace = isSafe(units, next, slot);
    const target: Buffer = inPlace ? slot : { name: `next ${next.name}`, storage: "scratch", size: next.size };
    current = renameBuffer(current, bufferKey(next), target);
    if (!inPlace) copies.push(copy(target, slot));
  }
  return [...current, ...copies];
}

function isSafe(units: readonly (readonly Access[])[], next: Buffer, slot: Buffer): boolean {
  const [nextKey, slotKey] = [bufferKey(next), bufferKey(slot)];
  let stored = false;
  for (const unit of units) {
    const reads = unit.filter((access) => bufferKey(access.buffer) === slotKey);
    if (stored && reads.length > 0) return false;
    const stores = unit.filter((access) => bufferKey(access.buffer) === nextKey && access.kind === "store");
    if (stores.length === 0) continue;
    stored = true;
    const places = new Set(stores.map((access) => indexKey(access.at)));
    if (reads.some((access) => !places.has(indexKey(access.at)))) return false;
  }
  return true;
}

/** The statements with one buffer in another's place. */
function renameBuffer(body: readonly Statement[], key: string, to: Buffer): readonly Statement[] {
  const loads = mapExprs(body, (expr: Expr) =>
    expr.kind === "load" && bufferKey(expr.buffer) === key ? { ...expr, buffer: to } : expr,
  );
  const stores = (statements: readonly Statement[]): readonly Statement[] =>
    statements.map((statement) => {
      if (statement.kind === "for" || statement.kind === "group") return { ...statement, body: stores(statement.body) };
      return statement.kind === "store" && bufferKey(statement.buffer) === key
        ? { ...statement, buffer: to }
        : statement;
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
