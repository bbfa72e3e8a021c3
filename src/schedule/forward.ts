import { indexKey } from "../ir/affine.ts";
import { bufferKey } from "../ir/kernel.ts";
import type { Expr, Statement, Store } from "../ir/kernel.ts";
import { accessesOf, mapExprs } from "../ir/walk.ts";
import { uniqueName } from "./unique.ts";

/** Keeps what was just stored in a variable where the same iteration reads it again, as the moments of Adam. */
export function forwardStores(body: readonly Statement[], names: Set<string>): readonly Statement[] {
  const inner = body.map((statement): Statement => {
    if (statement.kind !== "for" && statement.kind !== "group") return statement;
    const inside = forwardStores(statement.body, names);
    return inside === statement.body ? statement : { ...statement, body: inside };
  });
  const last = lastAccesses(inner);
  /** What stands for the elements that have been stored by now. */
  const kept = new Map<string, Expr>();
  const forwarded = inner.flatMap((before, position): readonly Statement[] => {
    const read = (expr: Expr): Expr => (expr.kind === "load" && kept.get(elementKey(expr))) || expr;
    const statement = kept.size === 0 ? before : (mapExprs([before], read)[0] ?? before);
    const store = onlyStore(statement);
    if (store === undefined || store.mode !== "set" || store.buffer.storage === "local") return [statement];
    if (store.value.kind === "local" || store.value.kind === "constant") return [statement];
    if ((last.loads.get(elementKey(store)) ?? -1) <= position) return [statement];
    if ((last.stores.get(bufferKey(store.buffer)) ?? -1) > position) return [statement];
    const name = uniqueName(`${store.buffer.name}[${store.at.terms.map((term) => term.index).join("")}]`, names);
    const value: Expr = { kind: "local", name };
    kept.set(elementKey(store), value);
    const named: readonly Statement[] = [
      { kind: "let", name, value: store.value },
      { ...store, value },
    ];
    return statement.kind === "group" ? [{ ...statement, body: replaceStore(statement.body, store, named) }] : named;
  });
  return forwarded.every((statement, i) => statement === body[i]) ? body : forwarded;
}

const elementKey = ({ buffer, at }: Pick<Store, "buffer" | "at">): string => `${bufferKey(buffer)}[${indexKey(at)}]`;

/** The last statement that reads an element, and the last that writes to a buffer. */
function lastAccesses(body: readonly Statement[]): {
  readonly loads: ReadonlyMap<string, number>;
  readonly stores: ReadonlyMap<string, number>;
} {
  const loads = new Map<string, number>();
  const stores = new Map<string, number>();
  for (const [position, statement] of body.entries()) {
    for (const access of accessesOf([statement])) {
      if (access.kind === "load") loads.set(elementKey(access), position);
      else stores.set(bufferKey(access.buffer), position);
    }
  }
  return { loads, stores };
}

/** The store that a statement is, or that ends a group. */
function onlyStore(statement: Statement): Store | undefined {
  if (statement.kind === "store") return statement;
  const last = statement.kind === "group" ? statement.body.at(-1) : undefined;
  return last === undefined ? undefined : onlyStore(last);
}

function replaceStore(body: readonly Statement[], store: Store, by: readonly Statement[]): readonly Statement[] {
  return body.flatMap((statement): readonly Statement[] => {
    if (statement === store) return by;
    return statement.kind === "group" ? [{ ...statement, body: replaceStore(statement.body, store, by) }] : [statement];
  });
}
