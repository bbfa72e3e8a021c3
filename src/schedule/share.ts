import { indexKey } from "../ir/affine.ts";
import { bufferKey } from "../ir/kernel.ts";
import type { Buffer, Expr, Index, Statement } from "../ir/kernel.ts";
import { accessesOf, mapExprs, visitExpr } from "../ir/walk.ts";
import { declaredIn } from "./copy.ts";
import { uniqueName } from "./unique.ts";

type Load = Extract<Expr, { kind: "load" }>;

/**
 * Reads an element of an array once where it is needed several times: by the statements of a block, or by every iteration of a loop in it. V8
 * does neither for typed arrays.
 * @param names those that stand in the function
 */
export function shareLoads(body: readonly Statement[], names: Names = namesOf(declaredIn(body))): readonly Statement[] {
  const taken = within(names);
  const constants = new Map<string, string>();
  for (const [key, { buffer, at }] of repeatedLoads(body)) constants.set(key, uniqueName(nameOf(buffer, at), taken));
  return insideLoops(withConstants(body, constants), taken);
}

/** Names that are taken: a loop sees those around it, and what it takes is seen only inside. */
interface Names {
  has(name: string): boolean;
  add(name: string): void;
}

function namesOf(names: ReadonlySet<string>): Names {
  const own = new Set(names);
  return { has: (name) => own.has(name), add: (name) => void own.add(name) };
}

function within(around: Names): Names {
  const own = namesOf(new Set());
  return { has: (name) => own.has(name) || around.has(name), add: own.add };
}

function insideLoops(body: readonly Statement[], names: Names): readonly Statement[] {
  return body.map((statement): Statement => {
    if (statement.kind === "group") return { ...statement, body: insideLoops(statement.body, names) };
    return statement.kind === "for" ? { ...statement, body: shareLoads(statement.body, names) } : statement;
  });
}

const isArray = ({ storage }: Buffer): boolean => storage !== "local" && storage !== "hyperparameter";
const placeKey = ({ buffer, at }: Load): string => `${bufferKey(buffer)}[${indexKey(at)}]`;

/** What a block reads more than once and does not write: a read in a loop counts as many. */
function repeatedLoads(body: readonly Statement[]): ReadonlyMap<string, Load> {
  const stored = new Set(accessesOf(body).flatMap(({ kind, buffer }) => (kind === "store" ? [bufferKey(buffer)] : [])));
  const declared = declaredIn(body);
  const times = new Map<string, { readonly load: Load; times: number }>();
  const visit = (statements: readonly Statement[], loops: readonly string[]): void => {
    for (const statement of statements) {
      if (statement.kind === "group") visit(statement.body, loops);
      else if (statement.kind === "for") visit(statement.body, [...loops, statement.index]);
      else {
        visitExpr(statement.value, (expr) => {
          if (expr.kind !== "load" || !isArray(expr.buffer) || stored.has(bufferKey(expr.buffer))) return;
          if (expr.at.terms.some(({ index }) => loops.includes(index) || declared.has(index))) return;
          const known = times.get(placeKey(expr)) ?? { load: expr, times: 0 };
          known.times += loops.length > 0 ? 2 : 1;
          times.set(placeKey(expr), known);
        });
      }
    }
  };
  visit(body, []);
  return new Map([...times].flatMap(([key, { load, times }]) => (times > 1 ? [[key, load]] : [])));
}

/** Declares each constant before the first statement that reads it. */
function withConstants(body: readonly Statement[], constants: ReadonlyMap<string, string>): readonly Statement[] {
  if (constants.size === 0) return body;
  const declared = new Set<string>();
  const place = (statements: readonly Statement[]): readonly Statement[] =>
    statements.flatMap((statement): readonly Statement[] => {
      if (statement.kind === "group") return [{ ...statement, body: place(statement.body) }];
      const lets: Statement[] = [];
      const read = mapExprs([statement], (expr): Expr => {
        const key = expr.kind === "load" ? placeKey(expr) : "";
        const name = constants.get(key);
        if (name === undefined) return expr;
        if (!declared.has(key)) lets.push({ kind: "let", name, value: expr });
        declared.add(key);
        return { kind: "local", name };
      });
      return [...lets, ...read];
    });
  return place(body);
}

/** `x[j]`; the names of parameters are long, and the first letter of their role says enough. */
function nameOf({ name, storage }: Buffer, at: Index): string {
  const base = storage === "parameter" ? name.slice(name.lastIndexOf(".") + 1).slice(0, 1) : name;
  return at.terms.length === 0 ? `${base}[${at.constant}]` : `${base}[${at.terms.map(({ index }) => index).join("")}]`;
}
