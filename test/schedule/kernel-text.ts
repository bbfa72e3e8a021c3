import type { Buffer, Expr, Index, Statement } from "../../src/ir/kernel.ts";
import { bufferAlias } from "../../src/ir/kernelText.ts";

export { printKernel } from "../../src/ir/kernelText.ts";

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
      buffers.set(bufferAlias(name, buffer), buffer);
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
    if (text === "function") return { kind: "group", note: { lines: [] }, apart: true, body: block(depth + 1) };
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
