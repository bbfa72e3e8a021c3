import type { Buffer, Expr, Index, Statement } from "./kernel.ts";

/** Rewrites an expression from the leaves up. */
export function mapExpr(expr: Expr, visit: (expr: Expr) => Expr): Expr {
  if (expr.kind !== "apply") return visit(expr);
  const operands = expr.operands.map((operand) => mapExpr(operand, visit));
  const same = operands.every((operand, i) => operand === expr.operands[i]);
  return visit(same ? expr : { ...expr, operands });
}

/** Rewrites every expression of a list of statements. What has nothing to rewrite keeps its identity. */
export function mapExprs(statements: readonly Statement[], visit: (expr: Expr) => Expr): readonly Statement[] {
  const mapped = statements.map((statement): Statement => {
    switch (statement.kind) {
      case "for":
      case "group": {
        const body = mapExprs(statement.body, visit);
        return body === statement.body ? statement : { ...statement, body };
      }
      case "let":
      case "store": {
        const value = mapExpr(statement.value, visit);
        return value === statement.value ? statement : { ...statement, value };
      }
    }
  });
  return mapped.every((statement, i) => statement === statements[i]) ? statements : mapped;
}

/** Visits every expression, the innermost first. */
export function visitExpr(expr: Expr, visit: (expr: Expr) => void): void {
  if (expr.kind === "apply") for (const operand of expr.operands) visitExpr(operand, visit);
  visit(expr);
}

/** Visits every statement, the outer ones first. */
export function visitStatements(statements: readonly Statement[], visit: (statement: Statement) => void): void {
  for (const statement of statements) {
    visit(statement);
    if (statement.kind === "for" || statement.kind === "group") visitStatements(statement.body, visit);
  }
}

/** Whether no loop stands in the body of a loop. */
export function isInnermost(body: readonly Statement[]): boolean {
  let inner = true;
  visitStatements(body, ({ kind }) => {
    inner &&= kind !== "for";
  });
  return inner;
}

export interface Access {
  readonly buffer: Buffer;
  readonly at: Index;
  readonly kind: "load" | "store";
}

/** Every access to a buffer, in order. Adding to an element also loads it. */
export function accessesOf(statements: readonly Statement[]): readonly Access[] {
  const accesses: Access[] = [];
  visitStatements(statements, (statement) => {
    if (statement.kind !== "let" && statement.kind !== "store") return;
    visitExpr(statement.value, (expr) => {
      if (expr.kind === "load") accesses.push({ buffer: expr.buffer, at: expr.at, kind: "load" });
    });
    if (statement.kind !== "store") return;
    if (statement.mode === "add") accesses.push({ buffer: statement.buffer, at: statement.at, kind: "load" });
    accesses.push({ buffer: statement.buffer, at: statement.at, kind: "store" });
  });
  return accesses;
}
