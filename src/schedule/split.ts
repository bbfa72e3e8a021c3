import { constantIndex } from "../ir/affine.ts";
import type { Buffer, Expr, For, Index, Note, Statement } from "../ir/kernel.ts";
import { accessesOf, mapExprs, visitExpr, visitStatements } from "../ir/walk.ts";
import { declaredIn } from "./copy.ts";
import { EXAMPLE } from "./loops.ts";
import { codeBytes } from "./unroll.ts";

/**
 * Cuts long straight code into pieces that are functions of their own: V8 does not optimise what is too long. What a piece computes and a later one
 * reads is handed on in scratch memory. A variable that grows, as a sum over the examples does, keeps its statements together.
 * @param most bytes of bytecode a piece, estimated
 */
export function split(body: readonly Statement[], most: number): readonly Statement[] {
  if (codeBytes(body) <= most) return body;
  const pieces = inPieces(body, most);
  // Where variables tie everything together, nothing is gained.
  return longest(pieces) < codeBytes(body) ? pieces : body;
}

function inPieces(body: readonly Statement[], most: number): readonly Statement[] {
  const loops = body.filter(isOverExamples);
  if (loops.length === 0) return cut(body, most, KEPT, new Map());
  // Constants that stand before a loop are read in its pieces, too.
  const before = body.filter((statement) => !isOverExamples(statement));
  const read = readIn(loops);
  const given = placesOf(
    [...declaredIn(before)].filter((name) => read.has(name)),
    "values given",
  );
  return leaving(body, given).map((statement): Statement => {
    if (!isOverExamples(statement)) return statement;
    const loop = loops.indexOf(statement);
    const memory = loop === 0 ? KEPT : `${KEPT} ${loop + 1}`;
    return { ...statement, body: cut(statement.body, most, memory, given) };
  });
}

/** The memory of what is handed on. No value has a space in its name. */
const KEPT = "values kept";

const isOverExamples = (statement: Statement): statement is For =>
  statement.kind === "for" && statement.index === EXAMPLE;

function cut(
  body: readonly Statement[],
  most: number,
  memory: string,
  given: ReadonlyMap<string, Home>,
): readonly Statement[] {
  const pieces = piecesOf(
    constantsRead(body).flatMap((statement) => shorter(statement, most)),
    most,
  );
  if (pieces.length < 2) return body;
  const homes = placesOf(escaping(pieces), memory);
  // Constants that stand in the loop, beside the pieces.
  const standing = new Set<string>();
  return pieces.flatMap((piece): readonly Statement[] => {
    // What grows from example to example stays where its variable is.
    if (reachesOut(piece)) return remembered(piece, homes, standing);
    return [{ kind: "group", note: NOTHING, body: handedOn(piece, homes, given), apart: true }];
  });
}

/** Variables that have become constants, as whole sums do, read as such. */
function constantsRead(body: readonly Statement[]): readonly Statement[] {
  const constants = new Set<string>();
  visitStatements(body, (statement) => {
    if (statement.kind === "let") constants.add(statement.name);
  });
  return mapExprs(body, (expr) =>
    expr.kind === "load" && expr.buffer.storage === "local" && constants.has(expr.buffer.name)
      ? { kind: "local", name: expr.buffer.name }
      : expr,
  );
}

/** Whether statements read or change a variable that they do not start. */
function reachesOut(piece: readonly Statement[]): boolean {
  const own = declaredIn(piece);
  return accessesOf(piece).some(({ buffer }) => buffer.storage === "local" && !own.has(buffer.name));
}

/** The constants that statements declare for those that follow, not inside their loops. */
const constantsOf = (body: readonly Statement[]): readonly string[] =>
  body.flatMap((statement) => {
    if (statement.kind === "group") return constantsOf(statement.body);
    return statement.kind === "let" ? [statement.name] : [];
  });

/** Statements that stay: they take what pieces have left into constants, once, and leave what pieces will read. */
function remembered(
  piece: readonly Statement[],
  homes: ReadonlyMap<string, Home>,
  standing: Set<string>,
): readonly Statement[] {
  const own = declaredIn(piece);
  const lets = [...readIn(piece)].flatMap((name): Statement[] => {
    const home = own.has(name) || standing.has(name) ? undefined : homes.get(name);
    return home === undefined ? [] : [{ kind: "let", name, value: { kind: "load", ...home } }];
  });
  constantsOf([...lets, ...piece]).forEach((name) => standing.add(name));
  return [...lets, ...leaving(piece, homes)];
}

const NOTHING: Note = { lines: [] };

/** A group that is too long for a piece, as several; the comment stays with the first. */
function shorter(statement: Statement, most: number): readonly Statement[] {
  if (statement.kind !== "group" || codeBytes([statement]) <= most) return [statement];
  const parts = piecesOf(
    statement.body.flatMap((inner) => shorter(inner, most)),
    most,
  );
  return parts.map((part, i): Statement => ({ kind: "group", note: i === 0 ? statement.note : NOTHING, body: part }));
}

/** Runs of statements, each as long as it may be. A cut never parts a variable's statements. */
function piecesOf(body: readonly Statement[], most: number): readonly (readonly Statement[])[] {
  const lastUse = new Map<string, number>();
  body.forEach((statement, i) => {
    for (const { buffer } of accessesOf([statement])) if (buffer.storage === "local") lastUse.set(buffer.name, i);
  });
  const started = declaredIn(body);
  const pieces: Statement[][] = [];
  let bytes = 0;
  // The last statement of the variables that the piece has started.
  let open = -1;
  let alone = false;
  body.forEach((statement, i) => {
    const own = codeBytes([statement]);
    const names = accessesOf([statement]).flatMap(({ buffer }) => (buffer.storage === "local" ? [buffer.name] : []));
    const isAlone = names.some((name) => !started.has(name));
    const piece = pieces.at(-1);
    if (piece === undefined || (i > open && (bytes + own > most || isAlone || alone))) {
      pieces.push([statement]);
      bytes = own;
    } else {
      piece.push(statement);
      bytes += own;
    }
    alone = isAlone;
    for (const name of names) if (started.has(name)) open = Math.max(open, lastUse.get(name) ?? i);
  });
  return pieces;
}

interface Home {
  readonly buffer: Buffer;
  readonly at: Index;
}

/** The constants that are read outside the piece that declares them. */
function escaping(pieces: readonly (readonly Statement[])[]): readonly string[] {
  const declared = pieces.map(declaredIn);
  const read = pieces.flatMap((piece, i) => [...readIn(piece)].filter((name) => declared[i]?.has(name) !== true));
  return [...new Set(read)].filter((name) => declared.some((own) => own.has(name)));
}

function placesOf(names: readonly string[], memory: string): ReadonlyMap<string, Home> {
  const buffer: Buffer = { name: memory, storage: "scratch", size: names.length };
  return new Map(names.map((name, i) => [name, { buffer, at: constantIndex(i) }]));
}

/** The constants that statements read, in values and in indices. */
function readIn(body: readonly Statement[]): ReadonlySet<string> {
  const names = new Set<string>();
  const note = (at: Index): void => at.terms.forEach(({ index }) => names.add(index));
  visitStatements(body, (statement) => {
    if (statement.kind === "store") note(statement.at);
    if (statement.kind !== "let" && statement.kind !== "store") return;
    visitExpr(statement.value, (expr) => {
      if (expr.kind === "local") names.add(expr.name);
      else if (expr.kind === "load" || expr.kind === "index") note(expr.at);
    });
  });
  return names;
}

/** A piece that reads what others have left for it, and leaves what others will read. */
function handedOn(
  piece: readonly Statement[],
  homes: ReadonlyMap<string, Home>,
  given: ReadonlyMap<string, Home>,
): readonly Statement[] {
  const own = declaredIn(piece);
  const lets = [...readIn(piece)].flatMap((name): Statement[] => {
    const home = own.has(name) ? undefined : (homes.get(name) ?? given.get(name));
    return home === undefined ? [] : [{ kind: "let", name, value: { kind: "load", ...home } }];
  });
  return [...lets, ...leaving(piece, homes)];
}

/** Statements that put constants where pieces find them. */
const leaving = (statements: readonly Statement[], homes: ReadonlyMap<string, Home>): readonly Statement[] =>
  statements.flatMap((statement): readonly Statement[] => {
    if (statement.kind === "group") return [{ ...statement, body: leaving(statement.body, homes) }];
    const home = statement.kind === "let" ? homes.get(statement.name) : undefined;
    if (statement.kind !== "let" || home === undefined) return [statement];
    const value: Expr = { kind: "local", name: statement.name };
    return [statement, { kind: "store", ...home, mode: "set", value }];
  });

/** The longest function that a body becomes, in bytes of bytecode, estimated: one of its pieces, or what is left around them. */
export function longest(body: readonly Statement[]): number {
  const pieces: number[] = [];
  const without = (statements: readonly Statement[]): readonly Statement[] =>
    statements.flatMap((statement): readonly Statement[] => {
      if (statement.kind !== "for" && statement.kind !== "group") return [statement];
      if (statement.kind === "for" || statement.apart !== true)
        return [{ ...statement, body: without(statement.body) }];
      pieces.push(codeBytes(statement.body));
      return [];
    });
  return Math.max(codeBytes(without(body)), ...pieces);
}
