import { indexKey } from "../ir/affine.ts";
import { bufferKey } from "../ir/kernel.ts";
import type { For, Statement } from "../ir/kernel.ts";
import { accessesOf } from "../ir/walk.ts";
import type { Access } from "../ir/walk.ts";

/** A loop, and the variables that a sum or maximum in it starts from. */
interface Nest {
  readonly starts: readonly Statement[];
  readonly loop: For;
}

/**
 * Puts neighbouring loops of one extent into one, from the outside in, where each iteration of the second reads and writes only what the same
 * iteration of the first did. Loops that have nothing in common stay apart. Comments move inside; the start of a sum moves before the loop.
 */
export function fuse(body: readonly Statement[]): readonly Statement[] {
  const fused: Statement[] = [];
  // What the last loop reaches: it may be made of thousands, and is asked again for each that follows.
  let reached: Reach | undefined;
  for (const statement of body) {
    const previous = fused.at(-1);
    const [first, second] = [previous === undefined ? undefined : nestOf(previous), nestOf(statement)];
    const after = second === undefined ? [] : accessesOf(second.loop.body);
    if (first !== undefined) reached ??= reach(new Map(), accessesOf(first.loop.body));
    if (first !== undefined && second !== undefined && reached && mayFuse(first.loop, reached, second.loop, after)) {
      const loop: Statement = { ...first.loop, body: [...first.loop.body, ...second.loop.body] };
      fused.splice(-1, 1, ...first.starts, ...second.starts, loop);
      reach(reached, after);
    } else {
      fused.push(statement);
      reached = undefined;
    }
  }
  return fused.map((statement): Statement => {
    if (statement.kind === "for") return { ...statement, body: fuse(statement.body) };
    return statement.kind === "group" ? { ...statement, body: statement.body.map(inside) } : statement;
  });
}

const inside = (statement: Statement): Statement =>
  statement.kind === "for" || statement.kind === "group" ? { ...statement, body: fuse(statement.body) } : statement;

/** The nest that a statement is: a group of a loop hands its comment to the loop's body. */
function nestOf(statement: Statement): Nest | undefined {
  if (statement.kind === "for") return { starts: [], loop: statement };
  if (statement.kind !== "group") return undefined;
  const loop = statement.body.at(-1);
  const starts = statement.body.slice(0, -1);
  if (loop?.kind !== "for" || !starts.every(isStart)) return undefined;
  return { starts, loop: { ...loop, body: [{ kind: "group", note: statement.note, body: loop.body }] } };
}

/** `let sum = 0`: it depends on nothing. */
const isStart = (statement: Statement): boolean =>
  statement.kind === "store" &&
  statement.buffer.storage === "local" &&
  statement.mode === "set" &&
  statement.value.kind === "constant";

/** The accesses of a loop, by what they reach. */
type Reach = Map<string, Access[]>;

function reach(known: Reach, accesses: readonly Access[]): Reach {
  for (const access of accesses) {
    const key = bufferKey(access.buffer);
    const same = known.get(key);
    if (same === undefined) known.set(key, [access]);
    else same.push(access);
  }
  return known;
}

/** Whether loops reach the same memory; numbers that everything reads do not count. */
const haveCommon = (before: Reach, after: readonly Access[]): boolean =>
  after.some(({ buffer }) => buffer.storage !== "hyperparameter" && before.has(bufferKey(buffer)));

function mayFuse(first: For, before: Reach, second: For, after: readonly Access[]): boolean {
  if (first.extent !== second.extent || first.index !== second.index) return false;
  if (first.extent !== "count" && !haveCommon(before, after)) return false;
  return after.every((b) =>
    (before.get(bufferKey(b.buffer)) ?? []).every((a) => {
      if (a.kind === "load" && b.kind === "load") return true;
      return indexKey(a.at) === indexKey(b.at) && a.at.terms.some((term) => term.index === first.index);
    }),
  );
}
