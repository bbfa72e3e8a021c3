import { bufferKey } from "./kernel.ts";
import type { Buffer, Expr, For, Index, Statement } from "./kernel.ts";
import { accessesOf } from "./walk.ts";

/**
 * The text form of loop nests: what `inspect` shows, and what cases of scheduling passes are written in.
 *
 *     parameter W[6]                    the arrays, with their sizes; `next parameter W[6]` is the new value of one, written W',
 *                                       and a `gradient W[6]` is written ∇W
 *     group z = W·x                     a group and its last line
 *       for i < 2
 *         $sum = 0                      a variable; constants have no $
 *         for j < 3
 *           $sum += W[i*3 + j] * x[n*3 + j]
 *         let z = $sum
 *         y[0] = index[i + 1]           an index as a number
 *     function                          a piece that is a function of its own
 *     for n < count by 4                whole blocks of 4, and what they leave over
 *     for n < count after 4
 *
 * Names that are no identifiers stand in quotes.
 */
export function printKernel(body: readonly Statement[]): string {
  const buffers = new Map<string, Buffer>();
  for (const { buffer } of accessesOf(body)) if (buffer.storage !== "local") buffers.set(bufferKey(buffer), buffer);
  const head = [...buffers.values()].map(
    ({ name, storage, size, next }) => `${next === true ? "next " : ""}${storage} ${quoted(name)}[${size}]`,
  );
  return [...head.sort(), ...body.flatMap((statement) => printStatement(statement))].join("\n");
}

const quoted = (name: string): string => (/^[\p{L}_][\p{L}\p{M}\p{N}_.]*$/u.test(name) ? name : JSON.stringify(name));

const indented = (body: readonly Statement[]): readonly string[] =>
  body.flatMap((statement) => printStatement(statement)).map((line) => `  ${line}`);

const stepsOf = ({ step, rest }: For): string =>
  `${step === undefined ? "" : ` by ${step}`}${rest === undefined ? "" : ` after ${rest}`}`;

function printStatement(statement: Statement): readonly string[] {
  switch (statement.kind) {
    case "for":
      return [`for ${statement.index} < ${statement.extent}${stepsOf(statement)}`, ...indented(statement.body)];
    case "group":
      return [
        statement.apart === true ? "function" : `group ${statement.note.lines.at(-1)?.text ?? ""}`,
        ...indented(statement.body),
      ];
    case "let":
      return [`let ${quoted(statement.name)} = ${printExpr(statement.value)}`];
    case "store": {
      const { buffer, at, mode, value } = statement;
      return [`${printPlace(buffer, at)} ${mode === "add" ? "+=" : "="} ${printExpr(value)}`];
    }
  }
}

const printPlace = (buffer: Buffer, at: Index): string =>
  buffer.storage === "local"
    ? `$${quoted(buffer.name)}`
    : `${bufferAlias(quoted(buffer.name), buffer)}[${printIndex(at)}]`;

export const bufferAlias = (name: string, { storage, next }: Pick<Buffer, "storage" | "next">): string =>
  `${storage === "gradient" ? "∇" : ""}${name}${next === true ? "'" : ""}`;

function printIndex({ constant, terms }: Index): string {
  const parts = terms.map(({ index, stride }) => (stride === 1 ? index : `${index}*${stride}`));
  return [...parts, ...(constant !== 0 || parts.length === 0 ? [String(constant)] : [])].join(" + ");
}

const INFIX: Readonly<Record<string, { readonly sign: string; readonly strength: number }>> = {
  add: { sign: "+", strength: 1 },
  sub: { sign: "-", strength: 1 },
  mul: { sign: "*", strength: 2 },
  div: { sign: "/", strength: 2 },
};

function printExpr(expr: Expr, least: number = 0): string {
  switch (expr.kind) {
    case "constant":
      return Object.is(expr.value, -0) ? "-0" : String(expr.value);
    case "local":
      return quoted(expr.name);
    case "load":
      return printPlace(expr.buffer, expr.at);
    case "index":
      return `index[${printIndex(expr.at)}]`;
    case "apply": {
      const infix = INFIX[expr.intrinsic];
      const [a, b] = expr.operands;
      if (infix === undefined || a === undefined || b === undefined)
        return `${expr.intrinsic}(${expr.operands.map((operand) => printExpr(operand)).join(", ")})`;
      const text = `${printExpr(a, infix.strength)} ${infix.sign} ${printExpr(b, infix.strength + 1)}`;
      return infix.strength < least ? `(${text})` : text;
    }
  }
}
