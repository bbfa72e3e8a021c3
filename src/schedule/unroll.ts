import { constantIndex } from "../ir/affine.ts";
import type { Buffer, Index, Statement } from "../ir/kernel.ts";
import { accessesOf, visitExpr, visitStatements } from "../ir/walk.ts";
import { copyOf, declaredIn, startsVariable } from "./copy.ts";

/** The arrays of the instance and of the caller: unrolling gains nothing for a nest that reads and writes only these. */
const isPersistent = (buffer: Buffer): boolean => buffer.storage !== "scratch" && buffer.storage !== "local";

/** Nests over instance arrays only stay loops from this many iterations up: the same speed, and far less code. */
const SHORT = 4;

/**
 * Writes loops of fixed extent out, one copy of the body an iteration, so that scratch memory can become variables. Loops over the
 * examples stay, and so do nests that touch only the instance's own arrays and a sum of their own.
 */
export function unroll(body: readonly Statement[]): readonly Statement[] {
  return body.flatMap((statement): readonly Statement[] => {
    if (statement.kind === "group") {
      return staysRolled(statement.body) ? [statement] : [{ ...statement, body: unroll(statement.body) }];
    }
    if (statement.kind !== "for") return [statement];
    const { extent, index } = statement;
    if (extent === "count" || statement.inOrder === true) return [{ ...statement, body: unroll(statement.body) }];
    const inner = unroll(statement.body);
    return Array.from({ length: extent }, (_, i) => iteration(inner, index, i)).flat();
  });
}

/** One copy of a loop's body: the index is a number. */
const iteration = (body: readonly Statement[], index: string, i: number): readonly Statement[] =>
  body.map(copyOf(index, constantIndex(i), String(i), declaredIn(body)));

function staysRolled(body: readonly Statement[]): boolean {
  let iterations = 0;
  let examples = false;
  const count = (statements: readonly Statement[], times: number): void => {
    for (const statement of statements) {
      if (statement.kind === "for" && statement.extent === "count") examples = true;
      else if (statement.kind === "for" || statement.kind === "group") {
        count(statement.body, statement.kind === "for" ? times * Number(statement.extent) : times);
      } else iterations += times;
    }
  };
  count(body, 1);
  const own = new Set<string>();
  visitStatements(body, (statement) => {
    if (startsVariable(statement)) own.add(statement.buffer.name);
  });
  const isOwn = (buffer: Buffer): boolean => buffer.storage === "local" && own.has(buffer.name);
  return (
    !examples && iterations > SHORT && accessesOf(body).every(({ buffer }) => isPersistent(buffer) || isOwn(buffer))
  );
}

/** Bytes for one term of an index that is computed: load, multiply, add, with operands of two bytes where there are many variables. */
const TERM = 14;

/** An estimate of V8's bytecode for statements written out, in bytes: some 14 an operation, 12 an access to an array (FACTS of the project's measurements: 28 a multiply-add). */
export const unrolledBytes = (body: readonly Statement[]): number => bytesOf(body, "weighed");

/** The same where nests that stay loops count as loops: what `unroll` leaves, at most. */
export const writtenBytes = (body: readonly Statement[]): number => bytesOf(body, "written");

/**
 * The same for statements as they stand, loops as loops. Then indices are computed, which takes more than the rest; a small transformer in tiles
 * has 73,918 bytes (forward) and 201,900 (backward).
 */
export const codeBytes = (body: readonly Statement[]): number => bytesOf(body, "loops");

function bytesOf(body: readonly Statement[], form: "weighed" | "written" | "loops"): number {
  let bytes = 0;
  const writtenOut = form !== "loops";
  // What is written out has variables in place of scratch memory.
  const isArray = (buffer: Buffer): boolean => (writtenOut ? isPersistent(buffer) : buffer.storage !== "local");
  const indexBytes = (at: Index | undefined): number =>
    at === undefined || writtenOut ? 0 : at.terms.length * TERM + (at.constant === 0 ? 0 : TERM / 2);
  const count = (statements: readonly Statement[], times: number): void => {
    for (const statement of statements) {
      if (statement.kind === "for" || statement.kind === "group") {
        const rolled = writtenOut && statement.kind === "group" && staysRolled(statement.body);
        if (rolled && form === "written") {
          bytes += times * codeBytes(statement.body);
          continue;
        }
        const isWritten =
          writtenOut && statement.kind === "for" && statement.extent !== "count" && statement.inOrder !== true;
        const extent = isWritten && !rolled ? Number(statement.extent) : 1;
        count(statement.body, rolled ? times / 8 : times * extent);
        continue;
      }
      visitExpr(statement.value, (expr) => {
        bytes += times * (expr.kind === "apply" ? 8 : expr.kind === "load" && isArray(expr.buffer) ? 8 : 2);
        if (expr.kind === "load") bytes += indexBytes(expr.at);
      });
      bytes += times * (statement.kind === "store" && isArray(statement.buffer) ? 12 : 4);
      if (statement.kind === "store") bytes += indexBytes(statement.at);
    }
  };
  count(body, 1);
  return bytes;
}
