import { bufferKey } from "../ir/kernel.ts";
import { indexKey } from "../ir/affine.ts";
import type { Expr, Statement } from "../ir/kernel.ts";
import { accessesOf, mapExprs } from "../ir/walk.ts";
import { EXAMPLE } from "./loops.ts";

/** Reads each element of the caller's inputs once an example, where straight code reads it several times. */
export function cacheInputs(body: readonly Statement[]): readonly Statement[] {
  const hasLoop = body.some((statement) => statement.kind === "for" && statement.index === EXAMPLE);
  if (!hasLoop) return cacheIn(body);
  return body.map((statement) =>
    statement.kind === "for" && statement.index === EXAMPLE
      ? { ...statement, body: cacheIn(statement.body) }
      : statement,
  );
}

function cacheIn(body: readonly Statement[]): readonly Statement[] {
  const reads = new Map<string, { expr: Extract<Expr, { kind: "load" }>; times: number }>();
  for (const { buffer, at } of accessesOf(body)) {
    if (buffer.storage !== "input" || at.terms.some((term) => term.index !== EXAMPLE)) continue;
    const key = `${bufferKey(buffer)}[${indexKey(at)}]`;
    const known = reads.get(key);
    reads.set(key, { expr: { kind: "load", buffer, at }, times: (known?.times ?? 0) + 1 });
  }
  const variables = new Map<string, string>();
  const lets: Statement[] = [];
  for (const [key, { expr, times }] of reads) {
    if (times < 2) continue;
    const name = `${expr.buffer.name}[${expr.at.constant}]`;
    variables.set(key, name);
    lets.push({ kind: "let", name, value: expr });
  }
  if (lets.length === 0) return body;
  return [
    ...lets,
    ...mapExprs(body, (expr): Expr => {
      const name = expr.kind === "load" ? variables.get(`${bufferKey(expr.buffer)}[${indexKey(expr.at)}]`) : undefined;
      return name === undefined ? expr : { kind: "local", name };
    }),
  ];
}
