import { invariant } from "../../diagnostics/diagnostic.ts";
import { isConstant, sameIndex } from "../../ir/affine.ts";
import { visitExpr, visitStatements } from "../../ir/walk.ts";
import type { Intrinsic } from "../../ir/intrinsics.ts";
import { bufferKey } from "../../ir/kernel.ts";
import type { Buffer, Expr, For, Index, NoteLine, Statement } from "../../ir/kernel.ts";

/** How names in a kernel are written in the function that it becomes. */
export interface Names {
  /** The array that a buffer is; for a local, the variable; for a hyperparameter, the constant at the top of the function. */
  buffer(buffer: Buffer): string;
  local(name: string): string;
  /** The call of statements that are a function of their own, given the loops around them. */
  part?(body: readonly Statement[], indices: readonly string[]): string;
  /** Numbers are kept in single precision. */
  readonly isSingle?: boolean;
}

/** TypeScript's operators, and how strongly they bind. */
const PRECEDENCE = { select: 1, compare: 2, add: 3, mul: 4, unary: 5, atom: 6 } as const;

type Text = readonly [text: string, strength: number];

const CALLS: Partial<Record<Intrinsic, string>> = {
  abs: "Math.abs",
  sqrt: "Math.sqrt",
  exp: "Math.exp",
  log: "Math.log",
  expm1: "Math.expm1",
  log1p: "Math.log1p",
  sin: "Math.sin",
  cos: "Math.cos",
  tanh: "Math.tanh",
  floor: "Math.floor",
  pow: "Math.pow",
  imul: "Math.imul",
  min: "Math.min",
  max: "Math.max",
};

/** Of the tables in `templates/exp2.ts`. The operand is a whole number: that it is written out as one costs nothing, and settles what NaN does. */
const LOOKUPS: Partial<Record<Intrinsic, (k: string) => string>> = {
  exp2Part: (k) => `ROOTS[${k} & 31]!`,
  exp2Rest: (k) => `RESTS[${k} & 31]!`,
  exp2Whole: (k) => `POWERS[(${k} >> 5) + 1077]!`,
};

const BITWISE: Partial<Record<Intrinsic, string>> = { xor: "^", shiftRight: ">>>" };

const COMPARISONS: Partial<Record<Intrinsic, string>> = { less: "<", lessEqual: "<=", equal: "===" };

/** Prints statements. Prettier lays them out, so only what matters to meaning and to readers is written here. */
/** @param around the loops that the statements stand in, where they are a part */
export function printStatements(body: readonly Statement[], given: Names, around: readonly string[] = []): string {
  const declared = new Set<string>();
  const loops = new Set(around);
  visitStatements(body, (statement) => {
    if (statement.kind === "for") loops.add(statement.index);
  });
  const names: Scope = { ...given, index: (name) => (loops.has(name) ? name : given.local(name)) };
  return body.map((statement) => printStatement(statement, names, declared)).join("\n");
}

interface Scope extends Names {
  /** An index is a loop's, or a constant that was loaded to be one. */
  index(name: string): string;
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

function printIndex({ constant, terms }: Index, names: Scope): string {
  const parts = terms.map(({ index, stride }) =>
    stride === 1 ? names.index(index) : `${names.index(index)} * ${stride}`,
  );
  if (constant !== 0 || parts.length === 0) parts.push(String(constant));
  return parts.join(" + ");
}

const printExpr = (expr: Expr, names: Scope): string => print(expr, names)[0];

const wrap = ([text, strength]: Text, least: number): string => (strength < least ? `(${text})` : text);

function print(expr: Expr, names: Scope): Text {
  switch (expr.kind) {
    case "constant":
      return printNumber(expr.value);
    case "local":
      return [names.local(expr.name), PRECEDENCE.atom];
    case "load":
      return printLoad(expr.buffer, expr.at, names);
    case "index": {
      // i + 1 is a sum as much as i + j: 32 − (i + 1).
      const isSum = expr.at.terms.length + Number(expr.at.constant !== 0) > 1;
      return [printIndex(expr.at, names), isSum ? PRECEDENCE.add : PRECEDENCE.mul];
    }
    case "apply":
      return printApply(expr.intrinsic, expr.operands, names);
  }
}

function printLoad(buffer: Buffer, at: Index, names: Scope): Text {
  const name = names.buffer(buffer);
  if (buffer.storage === "local" || buffer.storage === "hyperparameter") {
    invariant(isConstant(at), `${buffer.name} is a scalar`);
    return [name, PRECEDENCE.atom];
  }
  return [`${name}[${printIndex(at, names)}]!`, PRECEDENCE.atom];
}

function printNumber(value: number): Text {
  if (Number.isNaN(value)) return ["NaN", PRECEDENCE.atom];
  if (!Number.isFinite(value)) return value > 0 ? ["Infinity", PRECEDENCE.atom] : ["-Infinity", PRECEDENCE.unary];
  return Object.is(value, -0)
    ? ["-0", PRECEDENCE.unary]
    : [String(value), value < 0 ? PRECEDENCE.unary : PRECEDENCE.atom];
}

function printApply(intrinsic: Intrinsic, operands: readonly Expr[], names: Scope): Text {
  if (intrinsic === "select") return printSelect(operands, names);
  // Once each: expressions are deep, and printing an operand twice at every level would take for ever.
  const texts = operands.map((operand) => printOperand(intrinsic, operand, names));
  const [a, b] = texts;
  invariant(a !== undefined, `${intrinsic} has no operands`);
  const call = CALLS[intrinsic];
  if (call !== undefined) return [`${call}(${texts.map(([text]) => text).join(", ")})`, PRECEDENCE.atom];
  const lookup = LOOKUPS[intrinsic];
  if (lookup !== undefined) return [lookup(wrap(a, PRECEDENCE.atom)), PRECEDENCE.atom];
  if (intrinsic === "neg") {
    const [text] = a;
    return [`-${text.startsWith("-") ? `(${text})` : wrap(a, PRECEDENCE.unary)}`, PRECEDENCE.unary];
  }
  invariant(b !== undefined, `${intrinsic} needs two operands`);
  const bits = BITWISE[intrinsic];
  if (bits !== undefined)
    return [`(${wrap(a, PRECEDENCE.unary)} ${bits} ${wrap(b, PRECEDENCE.unary)})`, PRECEDENCE.atom];
  const comparison = COMPARISONS[intrinsic];
  if (comparison !== undefined)
    return [`(${wrap(a, PRECEDENCE.add)} ${comparison} ${wrap(b, PRECEDENCE.add)} ? 1 : 0)`, PRECEDENCE.atom];
  switch (intrinsic) {
    case "add":
      return [`${wrap(a, PRECEDENCE.add)} + ${wrap(b, PRECEDENCE.mul)}`, PRECEDENCE.add];
    case "sub":
      return [`${wrap(a, PRECEDENCE.add)} - ${wrap(b, PRECEDENCE.mul)}`, PRECEDENCE.add];
    case "mul":
      return [`${wrap(a, PRECEDENCE.mul)} * ${wrap(b, PRECEDENCE.unary)}`, PRECEDENCE.mul];
    case "div":
      return [`${wrap(a, PRECEDENCE.mul)} / ${wrap(b, PRECEDENCE.unary)}`, PRECEDENCE.mul];
    default:
      invariant(false, `${intrinsic} has no TypeScript form`);
  }
}

/**
 * In single precision a value that was stored is not quite the one that goes on in a variable. Both sides of an equality are rounded, or the
 * largest of some numbers would equal none of them.
 */
function printOperand(intrinsic: Intrinsic, operand: Expr, names: Scope): Text {
  const text = print(operand, names);
  if (names.isSingle !== true || intrinsic !== "equal" || operand.kind === "index") return text;
  const isRounded =
    operand.kind === "constant"
      ? Math.fround(operand.value) === operand.value
      : operand.kind === "load" && operand.buffer.storage !== "local" && operand.buffer.storage !== "hyperparameter";
  return isRounded ? text : [`Math.fround(${text[0]})`, PRECEDENCE.atom];
}

function printSelect([condition, then, otherwise]: readonly Expr[], names: Scope): Text {
  invariant(then !== undefined && otherwise !== undefined, "select needs three operands");
  const branches = `${printExpr(then, names)} : ${printExpr(otherwise, names)}`;
  return [`(${printCondition(condition, names)} ? ${branches})`, PRECEDENCE.atom];
}

/** A comparison that is only tested needs no 1 or 0. */
function printCondition(expr: Expr | undefined, names: Scope): string {
  invariant(expr !== undefined, "select needs a condition");
  const indicated = indicates(expr);
  if (indicated !== undefined) return printCondition(indicated, names);
  const comparison = expr.kind === "apply" ? COMPARISONS[expr.intrinsic] : undefined;
  if (expr.kind !== "apply" || comparison === undefined) return `${wrap(print(expr, names), PRECEDENCE.add)} !== 0`;
  const [a, b] = expr.operands.map((operand) => printOperand(expr.intrinsic, operand, names));
  invariant(a !== undefined && b !== undefined, `${expr.intrinsic} needs two operands`);
  return `${wrap(a, PRECEDENCE.add)} ${comparison} ${wrap(b, PRECEDENCE.add)}`;
}

/** The condition c of `c ? 1 : 0`. */
function indicates(expr: Expr): Expr | undefined {
  if (expr.kind !== "apply" || expr.intrinsic !== "select") return undefined;
  const [condition, then, otherwise] = expr.operands;
  const isOneOrZero =
    then?.kind === "constant" && then.value === 1 && otherwise?.kind === "constant" && otherwise.value === 0;
  return isOneOrZero ? condition : undefined;
}
