import { loopIndex } from "../ir/affine.ts";
import { bufferKey } from "../ir/kernel.ts";
import type { Buffer, Expr, For, Index, Note, Statement, Store } from "../ir/kernel.ts";
import { accessesOf, mapExprs, visitExpr } from "../ir/walk.ts";
import { COST } from "./cost.ts";
import { startsVariable } from "./copy.ts";

/** `for i { sum = 0; for j { sum += term }; rest }` */
interface Sum {
  readonly outer: For;
  readonly start: Store;
  readonly inner: For;
  readonly step: Store;
  readonly rest: readonly Statement[];
}

/**
 * Turns a product with a transposed matrix around, Wᵀδ: its sums walk down columns, and go along the rows of W instead when all of them grow
 * together, row by row. Each sum gets an element of memory for that. Inside the loop over the examples the sums stay: there, what is
 * read of a column serves several examples.
 */
export function interchange(body: readonly Statement[]): readonly Statement[] {
  return body.flatMap((statement): readonly Statement[] => {
    const [only, ...others] = statement.kind === "group" ? statement.body : [];
    if (statement.kind !== "group" || only?.kind !== "for" || others.length > 0) return [statement];
    const sum = sumIn(only);
    return sum === undefined || !walksColumns(sum) ? [statement] : turned(sum, statement.note);
  });
}

function sumIn(outer: For): Sum | undefined {
  const [start, inner, ...rest] = outer.body;
  if (start === undefined || !startsVariable(start) || inner?.kind !== "for" || outer.inOrder || inner.inOrder)
    return undefined;
  const [step, ...others] = inner.body;
  const isStart = start.value.kind === "constant" && start.value.value === 0;
  if (!isStart || step?.kind !== "store" || step.mode !== "add" || others.length > 0) return undefined;
  if (step.buffer.storage !== "local" || step.buffer.name !== start.buffer.name) return undefined;
  const isPlain = rest.every((statement) => statement.kind === "let" || statement.kind === "store");
  // What follows a sum must not change it, nor what the next sum reads.
  const fixed = new Set(accessesOf([step]).map(({ buffer }) => bufferKey(buffer)));
  const changes = accessesOf(rest).some(({ kind, buffer }) => kind === "store" && fixed.has(bufferKey(buffer)));
  return isPlain && !changes ? { outer, start, inner, step, rest } : undefined;
}

/** Whether the terms lie in memory along the outer loop, not along the sum, and the sums are many enough for a row to pay. */
function walksColumns({ outer, inner, step }: Sum): boolean {
  if (typeof outer.extent !== "number" || outer.extent < COST.columnsTurned) return false;
  let [columns, rows] = [0, 0];
  visitExpr(step.value, (expr) => {
    if (expr.kind !== "load") return;
    const [i, j] = [strideOf(expr.at, outer.index), strideOf(expr.at, inner.index)];
    if (i === 1 && j > 1) columns++;
    if (j === 1 && i > 1) rows++;
  });
  return columns > 0 && rows === 0;
}

const strideOf = (at: Index, index: string): number => at.terms.find((term) => term.index === index)?.stride ?? 0;

function turned({ outer, start, inner, step, rest }: Sum, note: Note): readonly Statement[] {
  const sums: Buffer = { name: start.buffer.name, storage: "scratch", size: Number(outer.extent) };
  const at = loopIndex(outer.index);
  const over = (statement: Statement): Statement => ({ ...outer, body: [statement] });
  const read = mapExprs(rest, (expr): Expr =>
    expr.kind === "load" && expr.buffer.storage === "local" && expr.buffer.name === sums.name
      ? { ...expr, buffer: sums, at }
      : expr,
  );
  const last = note.lines.slice(-1);
  return [
    {
      kind: "group",
      note: { lines: note.lines.length > 1 ? note.lines.slice(0, -1) : last },
      body: [
        over({ kind: "store", buffer: sums, at, mode: "set", value: start.value }),
        { ...inner, body: [over({ ...step, buffer: sums, at })] },
      ],
    },
    { kind: "group", note: { lines: last }, body: [{ ...outer, body: read }] },
  ];
}
