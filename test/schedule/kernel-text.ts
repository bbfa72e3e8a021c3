import { bufferKey } from "../../src/ir/kernel.ts";
import type { Buffer, Expr, For, Index, Statement } from "../../src/ir/kernel.ts";
import { accessesOf } from "../../src/ir/walk.ts";

/**
 * The text form of loop nests, for cases of scheduling passes; `parseKernel` reads it back.
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
      return [`group ${statement.note.lines.at(-1)?.text ?? ""}`, ...indented(statement.body)];
    case "let":
      return [`let ${quoted(statement.name)} = ${printExpr(statement.value)}`];
    case "store": {
      const { buffer, at, mode, value } = statement;
      return [`${printPlace(buffer, at)} ${mode === "add" ? "+=" : "="} ${printExpr(value)}`];
    }
  }
}

const printPlace = (buffer: Buffer, at: Index): string =>
  buffer.storage === "local" ? `$${quoted(buffer.name)}` : `${alias(quoted(buffer.name), buffer)}[${printIndex(at)}]`;

const alias = (name: string, { storage, next }: Pick<Buffer, "storage" | "next">): string =>
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

interface Line {
  readonly depth: number;
  readonly text: string;
}

/** Reads what `printKernel` writes; lines that begin with # are comments. */
export function parseKernel(text: string): readonly Statement[] {
  const buffers = new Map<string, Buffer>();
  const lines: Line[] = [];
  for (const raw of text.split("\n")) {
    const line: Line = { depth: raw.search(/\S/) / 2, text: raw.trim() };
    const declared = /^(next )?([a-z]+) ("(?:\\.|[^"])*"|[^\s[]+)\[(\d+)\]$/.exec(line.text);
    if (declared !== null && declared[2] !== "for") {
      const [, next, storage, name = "", size] = declared;
      const buffer: Buffer = {
        name: unquoted(name),
        storage: storage as Buffer["storage"],
        size: Number(size),
        ...(next !== undefined && { next: true }),
      };
      buffers.set(alias(name, buffer), buffer);
    } else if (line.text !== "" && !line.text.startsWith("#")) lines.push(line);
  }
  let position = 0;
  const block = (depth: number): readonly Statement[] => {
    const body: Statement[] = [];
    for (let line = lines[position]; line !== undefined && line.depth >= depth; line = lines[position]) {
      if (line.depth > depth) throw new Error(`“${line.text}” is indented too far`);
      position++;
      body.push(statement(line));
    }
    return body;
  };
  const statement = ({ depth, text }: Line): Statement => {
    const loop = /^for (\w+) < (\w+)(?: by (\d+))?(?: after (\d+))?$/.exec(text);
    if (loop !== null) {
      const [, index = "", extent = "", step, rest] = loop;
      return {
        kind: "for",
        index,
        extent: extent === "count" ? extent : Number(extent),
        ...(step !== undefined && { step: Number(step) }),
        ...(rest !== undefined && { rest: Number(rest) }),
        body: block(depth + 1),
      };
    }
    if (text.startsWith("group")) {
      return { kind: "group", note: { lines: [{ text: text.slice(6), shape: "" }] }, body: block(depth + 1) };
    }
    return parseAssignment(text, buffers);
  };
  return block(0);
}

const unquoted = (name: string): string => (name.startsWith('"') ? String(JSON.parse(name)) : name);

const TOKEN =
  /[$∇]?"(?:\\.|[^"])*"'?|[$∇]?[\p{L}_][\p{L}\p{M}\p{N}_.]*'?|-?\d+(?:\.\d+)?(?:e[+-]?\d+)?|-?Infinity|\+=|[-+*/()[\],=]/gu;

/** Reads `let a = …`, `$a = …`, `x[i] = …` or `x[i] += …` by recursive descent. */
function parseAssignment(text: string, buffers: ReadonlyMap<string, Buffer>): Statement {
  // A sign after a value is an operator, not part of a number.
  const spaced = text.replaceAll(/([\w)\]"'])\s*-\s*(?=\d)/g, "$1 - \u0000");
  const tokens = (spaced.match(TOKEN) ?? []).map((token) => token.replace("\u0000", ""));
  let position = 0;
  const peek = (): string | undefined => tokens[position];
  const take = (): string => tokens[position++] ?? "";
  const expect = (token: string): void => {
    const found = take();
    if (found !== token) throw new Error(`${token} expected, found ${found} in “${text}”`);
  };

  const sum = (): Expr => infix({ "+": "add", "-": "sub" }, () => infix({ "*": "mul", "/": "div" }, atom));
  const infix = (signs: Readonly<Record<string, "add" | "sub" | "mul" | "div">>, inner: () => Expr): Expr => {
    let left = inner();
    for (let sign = signs[peek() ?? ""]; sign !== undefined; sign = signs[peek() ?? ""]) {
      take();
      left = { kind: "apply", intrinsic: sign, operands: [left, inner()] };
    }
    return left;
  };
  const atom = (): Expr => {
    const token = take();
    if (token === "(") {
      const inner = sum();
      expect(")");
      return inner;
    }
    if (/^(-?\d|-?Infinity$|NaN$)/.test(token)) return { kind: "constant", value: Number(token) };
    if (token.startsWith("$")) {
      const buffer: Buffer = { name: unquoted(token.slice(1)), storage: "local", size: 1 };
      return { kind: "load", buffer, at: { constant: 0, terms: [] } };
    }
    if (token === "index" && peek() === "[") return { kind: "index", at: index() };
    if (peek() === "(") return { kind: "apply", intrinsic: token as "exp", operands: operands() };
    const buffer = buffers.get(token);
    if (buffer === undefined || peek() !== "[") return { kind: "local", name: unquoted(token) };
    return { kind: "load", buffer, at: index() };
  };
  const operands = (): readonly Expr[] => {
    const list: Expr[] = [];
    expect("(");
    while (peek() !== ")") {
      list.push(sum());
      if (peek() === ",") take();
    }
    expect(")");
    return list;
  };
  const index = (): Index => {
    let constant = 0;
    const terms: { index: string; stride: number }[] = [];
    do {
      take();
      const part = take();
      if (/^\d/.test(part)) constant += Number(part);
      else if (peek() === "*") {
        take();
        terms.push({ index: part, stride: Number(take()) });
      } else terms.push({ index: part, stride: 1 });
    } while (peek() === "+");
    expect("]");
    return { constant, terms };
  };

  if (peek() === "let") {
    take();
    const name = unquoted(take());
    expect("=");
    return { kind: "let", name, value: sum() };
  }
  const place = atom();
  if (place.kind !== "load") throw new Error(`“${text}” stores nowhere`);
  const mode = take() === "+=" ? "add" : "set";
  return { kind: "store", buffer: place.buffer, at: place.at, mode, value: sum() };
}
