import { isConstant, substituteIndex } from "../ir/affine.ts";
import { numbers } from "../ir/intrinsics.ts";
import type { Buffer, Expr, Index, Statement, Store } from "../ir/kernel.ts";
import { visitExpr, visitStatements } from "../ir/walk.ts";

/** A store that declares its variable: one that does not build on its value, as the next step of a maximum does. */
export function startsVariable(statement: Statement): statement is Store {
  if (statement.kind !== "store" || statement.buffer.storage !== "local" || statement.mode !== "set") return false;
  const { name } = statement.buffer;
  let builds = false;
  visitExpr(statement.value, (expr) => {
    builds ||= expr.kind === "load" && expr.buffer.storage === "local" && expr.buffer.name === name;
  });
  return !builds;
}

/** The constants and variables that statements declare. */
export function declaredIn(body: readonly Statement[]): ReadonlySet<string> {
  const declared = new Set<string>();
  visitStatements(body, (statement) => {
    if (statement.kind === "let") declared.add(statement.name);
    if (startsVariable(statement)) declared.add(statement.buffer.name);
  });
  return declared;
}

/**
 * Copies statements of a loop for one of its iterations: something else stands for the index, and the names that are declared inside get a
 * suffix: `t1[3]`.
 */
export function copyOf(
  index: string,
  by: Index,
  suffix: string,
  declared: ReadonlySet<string>,
): (statement: Statement) => Statement {
  const rename = (name: string): string => (declared.has(name) ? `${name}[${suffix}]` : name);
  const buffer = (b: Buffer): Buffer => (b.storage === "local" ? { ...b, name: rename(b.name) } : b);
  // Constants of the body may stand in indices, too: those that were loaded.
  const place = ({ constant, terms }: Index): Index =>
    substituteIndex({ constant, terms: terms.map((term) => ({ ...term, index: rename(term.index) })) }, index, by);
  const expr = (e: Expr): Expr => {
    switch (e.kind) {
      case "constant":
        return e;
      case "index": {
        const moved = place(e.at);
        return isConstant(moved) ? { kind: "constant", value: moved.constant } : { ...e, at: moved };
      }
      case "local":
        return { ...e, name: rename(e.name) };
      case "load":
        return { ...e, buffer: buffer(e.buffer), at: place(e.at) };
      case "apply":
        return decided({ ...e, operands: e.operands.map(expr) });
    }
  };
  const copy = (statement: Statement): Statement => {
    switch (statement.kind) {
      case "for":
      case "group":
        return { ...statement, body: statement.body.map(copy) };
      case "let":
        return { ...statement, name: rename(statement.name), value: expr(statement.value) };
      case "store":
        return {
          ...statement,
          buffer: buffer(statement.buffer),
          at: place(statement.at),
          value: expr(statement.value),
        };
    }
  };
  return copy;
}

/** Comparisons of indices that are numbers now, and what is chosen by them: the code asks nothing whose answer is known. */
function decided(e: Extract<Expr, { kind: "apply" }>): Expr {
  const [a, b, c] = e.operands;
  if (a?.kind !== "constant") return e;
  if (e.intrinsic === "select") return (a.value !== 0 ? b : c) ?? e;
  if (b?.kind !== "constant") return e;
  switch (e.intrinsic) {
    case "less":
    case "lessEqual":
    case "equal":
      return { kind: "constant", value: numbers[e.intrinsic](a.value, b.value) };
    default:
      return e;
  }
}
