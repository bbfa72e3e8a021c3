import { indexKey } from "../ir/affine.ts";
import { bufferKey } from "../ir/kernel.ts";
import type { Statement } from "../ir/kernel.ts";
import { accessesOf } from "../ir/walk.ts";

type For = Extract<Statement, { kind: "for" }>;

/**
 * Puts neighbouring loops of one extent into one, from the outside in, where each iteration of the second reads and writes only what the same
 * iteration of the first did. Comments move inside.
 */
export function fuse(body: readonly Statement[]): readonly Statement[] {
  const fused: Statement[] = [];
  for (const statement of body) {
    const previous = fused.at(-1);
    const [first, second] = [previous === undefined ? undefined : loopOf(previous), loopOf(statement)];
    if (first !== undefined && second !== undefined && mayFuse(first, second)) {
      fused[fused.length - 1] = { ...first, body: [...first.body, ...second.body] };
    } else fused.push(statement);
  }
  return fused.map((statement): Statement => {
    if (statement.kind === "for") return { ...statement, body: fuse(statement.body) };
    return statement.kind === "group" ? { ...statement, body: statement.body.map(inside) } : statement;
  });
}

const inside = (statement: Statement): Statement =>
  statement.kind === "for" || statement.kind === "group" ? { ...statement, body: fuse(statement.body) } : statement;

/** The loop that a statement is: a group of a single loop hands its comment to the loop's body. */
function loopOf(statement: Statement): For | undefined {
  if (statement.kind === "for") return statement;
  const [only, ...others] = statement.kind === "group" ? statement.body : [];
  if (statement.kind !== "group" || only?.kind !== "for" || others.length > 0) return undefined;
  return { ...only, body: [{ kind: "group", note: statement.note, body: only.body }] };
}

function mayFuse(first: For, second: For): boolean {
  if (first.extent !== second.extent || first.index !== second.index) return false;
  const before = accessesOf(first.body);
  const after = accessesOf(second.body);
  return after.every((b) =>
    before.every((a) => {
      if (bufferKey(a.buffer) !== bufferKey(b.buffer) || (a.kind === "load" && b.kind === "load")) return true;
      return indexKey(a.at) === indexKey(b.at) && a.at.terms.some((term) => term.index === first.index);
    }),
  );
}
