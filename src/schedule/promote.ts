import { indexKey, isConstant } from "../ir/affine.ts";
import { bufferKey } from "../ir/kernel.ts";
import type { Buffer, Expr, Index, Statement } from "../ir/kernel.ts";
import { accessesOf, mapExprs, visitStatements } from "../ir/walk.ts";
import type { Access } from "../ir/walk.ts";

/** What an element of a scratch buffer becomes: a variable; a constant one where it is stored once. */
interface Variable {
  readonly name: string;
  readonly single: boolean;
}
type Variables = ReadonlyMap<string, Variable>;

const elementKey = (buffer: Buffer, at: Index): string => `${bufferKey(buffer)}[${indexKey(at)}]`;

/** Turns scratch memory into variables: buffers whose every index is a number, and buffers that live inside one iteration of a loop. */
export function promote(body: readonly Statement[]): readonly Statement[] {
  const byBuffer = groupByBuffer(accessesOf(body));
  const variables = new Map<string, Variable>();
  for (const accesses of byBuffer.values()) {
    if (accesses.every((access) => isConstant(access.at))) nameElements(accesses, variables);
  }
  return promoteIterations(replace(body, variables), byBuffer);
}

function groupByBuffer(accesses: readonly Access[]): ReadonlyMap<string, readonly Access[]> {
  const groups = new Map<string, Access[]>();
  for (const access of accesses) {
    if (access.buffer.storage !== "scratch") continue;
    const key = bufferKey(access.buffer);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [access]);
    else group.push(access);
  }
  return groups;
}

function nameElements(accesses: readonly Access[], variables: Map<string, Variable>): void {
  const stores = new Map<string, number>();
  for (const { buffer, at, kind } of accesses) {
    const key = elementKey(buffer, at);
    stores.set(key, (stores.get(key) ?? 0) + (kind === "store" ? 1 : 0));
  }
  for (const { buffer, at } of accesses) {
    const key = elementKey(buffer, at);
    const name = buffer.size === 1 || !isConstant(at) ? buffer.name : `${buffer.name}[${at.constant}]`;
    variables.set(key, { name, single: stores.get(key) === 1 });
  }
}

/** Inside each loop: buffers that are used nowhere else, always at one index that moves with the loop. */
function promoteIterations(
  body: readonly Statement[],
  whole: ReadonlyMap<string, readonly Access[]>,
): readonly Statement[] {
  return body.map((statement): Statement => {
    if (statement.kind === "group") return { ...statement, body: promoteIterations(statement.body, whole) };
    if (statement.kind !== "for") return statement;
    const variables = new Map<string, Variable>();
    const inside = indicesIn(statement.body);
    for (const [key, accesses] of groupByBuffer(accessesOf(statement.body))) {
      const places = new Set(accesses.map((access) => indexKey(access.at)));
      const movesWithLoop = accesses.every(({ at }) => at.terms.some((term) => term.index === statement.index));
      // What moves with a loop further inside is another element in each of its iterations.
      const movesInside = accesses.some(({ at }) => at.terms.some((term) => inside.has(term.index)));
      if (places.size === 1 && movesWithLoop && !movesInside && whole.get(key)?.length === accesses.length)
        nameElements(accesses, variables);
    }
    return { ...statement, body: promoteIterations(replace(statement.body, variables), whole) };
  });
}

/** What indices are named by inside: loops, and constants that were loaded. */
function indicesIn(body: readonly Statement[]): ReadonlySet<string> {
  const names = new Set<string>();
  visitStatements(body, (statement) => {
    if (statement.kind === "for") names.add(statement.index);
    if (statement.kind === "let") names.add(statement.name);
  });
  return names;
}

function replace(body: readonly Statement[], variables: Variables): readonly Statement[] {
  if (variables.size === 0) return body;
  const loads = mapExprs(body, (expr): Expr => {
    if (expr.kind !== "load") return expr;
    const variable = variables.get(elementKey(expr.buffer, expr.at));
    if (variable === undefined) return expr;
    return variable.single ? { kind: "local", name: variable.name } : { ...expr, buffer: local(variable), at: ZERO };
  });
  const stores = (statements: readonly Statement[]): readonly Statement[] =>
    statements.map((statement): Statement => {
      if (statement.kind === "for" || statement.kind === "group") return { ...statement, body: stores(statement.body) };
      const variable =
        statement.kind === "store" ? variables.get(elementKey(statement.buffer, statement.at)) : undefined;
      if (statement.kind !== "store" || variable === undefined) return statement;
      if (variable.single && statement.mode === "set")
        return { kind: "let", name: variable.name, value: statement.value };
      return { ...statement, buffer: local(variable), at: ZERO };
    });
  return stores(loads);
}

const ZERO: Index = { constant: 0, terms: [] };
const local = (variable: Variable): Buffer => ({ name: variable.name, storage: "local", size: 1 });
