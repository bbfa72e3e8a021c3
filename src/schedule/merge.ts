import { sameIndex } from "../ir/affine.ts";
import { bufferKey } from "../ir/kernel.ts";
import type { Expr, Statement, Store } from "../ir/kernel.ts";
import { visitExpr } from "../ir/walk.ts";
import { sumOf } from "./sums.ts";

/** Adds to one element at once what consecutive statements add to it: the element is read and written once. */
export function mergeSteps(body: readonly Statement[]): readonly Statement[] {
  const merged: Statement[] = [];
  let terms: Expr[] = [];
  for (const statement of body) {
    const previous = merged.at(-1);
    if (previous !== undefined && isStep(previous) && isStep(statement) && sameElement(previous, statement)) {
      terms = terms.length === 0 ? [previous.value, statement.value] : [...terms, statement.value];
      merged.splice(-1, 1, { ...previous, value: sumOf(terms) });
    } else {
      terms = [];
      merged.push(statement);
    }
  }
  return merged;
}

const isStep = (statement: Statement): statement is Store => statement.kind === "store" && statement.mode === "add";

/** Whether two stores add to one element, and the second does not read what the first has written. */
function sameElement(a: Store, b: Store): boolean {
  if (bufferKey(a.buffer) !== bufferKey(b.buffer) || !sameIndex(a.at, b.at)) return false;
  let reads = false;
  visitExpr(b.value, (expr) => {
    reads ||= expr.kind === "load" && bufferKey(expr.buffer) === bufferKey(a.buffer);
  });
  return !reads;
}
