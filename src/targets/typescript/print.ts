import { sameIndex } from "../../ir/affine.ts";
import { visitExpr, visitStatements } from "../../ir/walk.ts";
import type { Intrinsic } from "../../ir/intrinsics.ts";
import { bufferKey } from "../../ir/kernel.ts";
import type { Expr, For, Index, NoteLine, Statement } from "../../ir/kernel.ts";
import { printExpr, printIndex } from "./expressions.ts";
import type { Names } from "./expressions.ts";

/** Of a function, from which that of loops is made. */
export interface FunctionNames extends Omit<Names, "index"> {
  /** The call of statements that are a function of their own, given the loops around them. */
  part?(body: readonly Statement[], indices: readonly string[]): string;
}

type Scope = FunctionNames & Names;

/**
 * Prints statements. Prettier lays them out, so only what matters to meaning and to readers is written here.
 * @param around the loops that the statements stand in, where they are a part
 */
export function printStatements(
  body: readonly Statement[],
  given: FunctionNames,
  around: readonly string[] = [],
): string {
  const declared = new Set<string>();
  const loops = new Set(around);
  visitStatements(body, (statement) => {
    if (statement.kind === "for") loops.add(statement.index);
  });
  const names: Scope = { ...given, index: (name) => (loops.has(name) ? name : given.local(name)) };
  return body.map((statement) => printStatement(statement, names, declared)).join("\n");
}

function printStatement(statement: Statement, names: Scope, declared: Set<string>): string {
  switch (statement.kind) {
    case "group": {
      if (statement.apart === true && names.part !== undefined)
        return names.part(statement.body, outerIndices(statement.body));
      const inner = statement.body.map((s) => printStatement(s, names, declared)).join("\n");
      return `${comment(statement)}\n${inner}`;
    }
    case "for": {
      // What is declared inside is not seen after it: the next loop may declare the same names.
      const seen = new Set(declared);
      const inner = statement.body.map((s) => printStatement(s, names, seen)).join("\n");
      return `${printLoop(statement)} {\n${inner}\n}`;
    }
    case "let":
      return `const ${names.local(statement.name)} = ${printExpr(statement.value, names)};`;
    case "store":
      return printStore(statement, names, declared);
  }
}

/** The loops around a piece whose variables it reads. */
function outerIndices(body: readonly Statement[]): readonly string[] {
  const own = new Set<string>();
  const read = new Set<string>();
  const note = (at: Index): void => at.terms.forEach(({ index }) => read.add(index));
  visitStatements(body, (statement) => {
    if (statement.kind === "for") own.add(statement.index);
    if (statement.kind === "let") own.add(statement.name);
    if (statement.kind === "let" || statement.kind === "store") {
      visitExpr(statement.value, (expr) => {
        if (expr.kind === "load" || expr.kind === "index") note(expr.at);
      });
    }
    if (statement.kind === "store") note(statement.at);
  });
  return [...read].filter((index) => !own.has(index));
}

/** Whole blocks run up to the last that fits; what they leave over begins where they end. */
function printLoop({ index, extent, step, rest }: For): string {
  const from = rest === undefined ? 0 : extent === "count" ? `count - (count % ${rest})` : extent - (extent % rest);
  if (step === undefined) return `for (let ${index} = ${from}; ${index} < ${extent}; ${index}++)`;
  const end = extent === "count" ? `count - ${step - 1}` : extent - (extent % step);
  return `for (let ${index} = ${from}; ${index} < ${end}; ${index} += ${step})`;
}

function printStore(statement: Extract<Statement, { kind: "store" }>, names: Scope, declared: Set<string>): string {
  const { buffer, at, mode } = statement;
  const value = printExpr(statement.value, names);
  if (buffer.storage === "local") {
    const name = names.buffer(buffer);
    if (mode === "add") return `${name} += ${value};`;
    const first = !declared.has(name);
    declared.add(name);
    return `${first ? "let " : ""}${name} = ${value};`;
  }
  const target = `${names.buffer(buffer)}[${printIndex(at, names)}]`;
  const change = inPlace(statement);
  if (change !== undefined) return `${target}! ${change.operator} ${printExpr(change.by, names)};`;
  return mode === "add" ? `${target}! += ${value};` : `${target} = ${value};`;
}

const IN_PLACE: Partial<Record<Intrinsic, string>> = { add: "+=", sub: "-=", mul: "*=", div: "/=" };

/** `w = w − e` is written `w -= e`, and likewise the others. */
function inPlace({
  buffer,
  at,
  value,
}: Extract<Statement, { kind: "store" }>): { operator: string; by: Expr } | undefined {
  const operator = value.kind === "apply" ? IN_PLACE[value.intrinsic] : undefined;
  if (value.kind !== "apply" || operator === undefined) return undefined;
  const [first, by] = value.operands;
  const same = first?.kind === "load" && bufferKey(first.buffer) === bufferKey(buffer) && sameIndex(first.at, at);
  return same && by !== undefined ? { operator, by } : undefined;
}

/** The lines of the derivation, one a line; nothing in them can end the comment, or turn or hide text, whatever files are called. */
const comment = (group: Extract<Statement, { kind: "group" }>): string => group.note.lines.map(commentLine).join("\n");

function commentLine({ text, shape, place }: NoteLine): string {
  const parts = [text, shape, place === undefined ? "" : `${fileOf(place.file)}:${place.line}`];
  const line = `// ${parts.filter((part) => part !== "").join("   ")}`;
  return line.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, " ").replaceAll("<!", "< !");
}

const fileOf = (path: string): string => path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);
