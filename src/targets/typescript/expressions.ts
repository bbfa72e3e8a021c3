import { invariant } from "../../diagnostics/diagnostic.ts";
import { isConstant } from "../../ir/affine.ts";
import type { Intrinsic } from "../../ir/intrinsics.ts";
import type { Buffer, Expr, Index } from "../../ir/kernel.ts";

/** How names in a kernel are written in the function that it becomes. */
export interface Names {
  /** The array that a buffer is; for a local, the variable; for a hyperparameter, the constant at the top of the function. */
  buffer(buffer: Buffer): string;
  local(name: string): string;
  /** An index is a loop's, or a constant that was loaded to be one. */
  index(name: string): string;
  /** In single precision, whether an array keeps that much and no more; left out, all are in double precision. */
  isSingle?(array: Buffer): boolean;
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

export function printIndex({ constant, terms }: Index, names: Names): string {
  const parts = terms.map(({ index, stride }) =>
    stride === 1 ? names.index(index) : `${names.index(index)} * ${stride}`,
  );
  if (constant !== 0 || parts.length === 0) parts.push(String(constant));
  return parts.join(" + ");
}

export const printExpr = (expr: Expr, names: Names): string => print(expr, names)[0];

const wrap = ([text, strength]: Text, least: number): string => (strength < least ? `(${text})` : text);

function print(expr: Expr, names: Names): Text {
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

function printLoad(buffer: Buffer, at: Index, names: Names): Text {
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

function printApply(intrinsic: Intrinsic, operands: readonly Expr[], names: Names): Text {
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
function printOperand(intrinsic: Intrinsic, operand: Expr, names: Names): Text {
  const text = print(operand, names);
  if (names.isSingle === undefined || intrinsic !== "equal" || operand.kind === "index") return text;
  const isRounded =
    operand.kind === "constant"
      ? Math.fround(operand.value) === operand.value
      : operand.kind === "load" && names.isSingle(operand.buffer);
  return isRounded ? text : [`Math.fround(${text[0]})`, PRECEDENCE.atom];
}

function printSelect([condition, then, otherwise]: readonly Expr[], names: Names): Text {
  invariant(then !== undefined && otherwise !== undefined, "select needs three operands");
  const branches = `${printExpr(then, names)} : ${printExpr(otherwise, names)}`;
  return [`(${printCondition(condition, names)} ? ${branches})`, PRECEDENCE.atom];
}

/** A comparison that is only tested needs no 1 or 0. */
function printCondition(expr: Expr | undefined, names: Names): string {
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
