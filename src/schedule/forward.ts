import { indexKey } from "../ir/affine.ts";
import { bufferKey } from "../ir/kernel.ts";
import type { Expr, Statement, Store } from "../ir/kernel.ts";
import { accessesOf, mapExprs } from "../ir/walk.ts";
import { uniqueName } from "./unique.ts";

/** Keeps what was just stored in a variable where the same iteration reads it again, as the moments of Adam. */
export function forwardStores(body: readonly Statement[], names: Set<string>): readonly Statement[] {
  let current = body.map((statement): Statement =>
    statement.kind === "for" || statement.kind === "group"
      ? { ...statement, body: forwardStores(statement.body, names) }
      : statement,
  );
  for (let position = 0; position < current.length; position++) {
    const statement = current[position];
    const store = statement === undefined ? undefined : onlyStore(statement);
    if (statement === undefined || store === undefined || store.mode !== "set" || store.buffer.storage === "local")
      continue;
    if (store.value.kind === "local" || store.value.kind === "constant") continue;
    const key = bufferKey(store.buffer);
    const place = indexKey(store.at);
    const rest = current.slice(position + 1);
    const later = accessesOf(rest).filter((access) => bufferKey(access.buffer) === key);
    if (!later.some((access) => access.kind === "load" && indexKey(access.at) === place)) continue;
    if (later.some((access) => access.kind === "store")) continue;
    const name = uniqueName(`${store.buffer.name}[${store.at.terms.map((term) => term.index).join("")}]`, names);
    const value: Expr = { kind: "local", name };
    const read = mapExprs(rest, (expr) =>
      expr.kind === "load" && bufferKey(expr.buffer) === key && indexKey(expr.at) === place ? value : expr,
    );
    const named: readonly Statement[] = [
      { kind: "let", name, value: store.value },
      { ...store, value },
    ];
    const kept: Statement =
      statement.kind === "group" ? { ...statement, body: replaceStore(statement.body, store, named) } : statement;
    const own = statement.kind === "group" ? [kept] : named;
    current = [...current.slice(0, position), ...own, ...read];
    if (statement.kind !== "group") position++;
  }
  return current;
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
