import { bufferKey } from "../ir/kernel.ts";
import type { Buffer, Expr, For, Index, Statement, Store } from "../ir/kernel.ts";
import { visitExpr, visitStatements } from "../ir/walk.ts";
import { declaredIn } from "./copy.ts";

interface Place {
  readonly at: Index;
  readonly store: boolean;
}

/** What a loop does to one buffer. */
interface Use {
  readonly buffer: Buffer;
  readonly places: Place[];
  /** Whether it is only added to, or only raised as a maximum is: the order of such steps belongs to the scheduler. */
  steps: boolean;
}

/**
 * Whether the iterations of a loop may run side by side: what one writes no other reads or writes, except in sums and maxima.
 * @param isPrivate memory that each iteration gets for itself
 */
export function isIndependent(loop: For, isPrivate: (buffer: Buffer) => boolean = () => false): boolean {
  const extents = new Map<string, number>();
  visitStatements(loop.body, (statement) => {
    if (statement.kind === "for") extents.set(statement.index, statement.extent === "count" ? NaN : statement.extent);
  });
  const declared = declaredIn(loop.body);
  const isOwn = (buffer: Buffer): boolean =>
    buffer.storage === "local" ? declared.has(buffer.name) : isPrivate(buffer);
  return [...usesIn(loop.body).values()].every(({ buffer, places, steps }) => {
    if (isOwn(buffer) || steps || places.every(({ store }) => !store)) return true;
    return places.every((a) => places.every((b) => (!a.store && !b.store) || isApart(a.at, b.at, loop, extents)));
  });
}

function usesIn(body: readonly Statement[]): ReadonlyMap<string, Use> {
  const uses = new Map<string, Use>();
  const use = (buffer: Buffer, at: Index, store: boolean, step: boolean): void => {
    const key = bufferKey(buffer);
    const known = uses.get(key) ?? { buffer, places: [], steps: true };
    known.places.push({ at, store });
    known.steps &&= step;
    uses.set(key, known);
  };
  visitStatements(body, (statement) => {
    if (statement.kind !== "let" && statement.kind !== "store") return;
    const raised = statement.kind === "store" ? raisedBy(statement) : undefined;
    visitExpr(raised ?? statement.value, (expr) => {
      if (expr.kind === "load") use(expr.buffer, expr.at, false, false);
    });
    if (statement.kind === "store")
      use(statement.buffer, statement.at, true, statement.mode === "add" || raised !== undefined);
  });
  return uses;
}

/** The operand a of `m = max(m, a)`. */
function raisedBy({ buffer, mode, value }: Store): Expr | undefined {
  if (mode !== "set" || buffer.storage !== "local" || value.kind !== "apply" || value.intrinsic !== "max")
    return undefined;
  const [own, other] = value.operands;
  return own?.kind === "load" && bufferKey(own.buffer) === bufferKey(buffer) ? other : undefined;
}

/**
 * Whether two places differ whenever they belong to different iterations: their indices move by one stride, and all else that may differ between
 * them is less than that, or more than the loop moves. Loops around this one stand still; those inside run on their own.
 */
function isApart(a: Index, b: Index, { index, extent }: For, extents: ReadonlyMap<string, number>): boolean {
  const reach = extent === "count" ? Infinity : extent - 1;
  const stride = strideOf(a, index);
  if (stride === 0 || stride !== strideOf(b, index)) return false;
  let [low, high] = [a.constant - b.constant, a.constant - b.constant];
  const names = new Set([...a.terms, ...b.terms].map((term) => term.index));
  names.delete(index);
  for (const name of names) {
    const [of, other] = [strideOf(a, name), strideOf(b, name)];
    const inner = extents.get(name);
    if (inner === undefined) {
      if (of !== other) return false;
      continue;
    }
    if (Number.isNaN(inner)) return false;
    low += Math.min(0, of * (inner - 1)) - Math.max(0, other * (inner - 1));
    high += Math.max(0, of * (inner - 1)) - Math.min(0, other * (inner - 1));
  }
  const step = Math.abs(stride);
  return Math.max(-low, high) < step || low > step * reach || high < -step * reach;
}

const strideOf = (at: Index, index: string): number => at.terms.find((term) => term.index === index)?.stride ?? 0;
