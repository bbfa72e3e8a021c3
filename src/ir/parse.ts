import { literal } from "./builder.ts";
import type { Domain } from "./graph.ts";
import type { Attributes, Op } from "./op.ts";
import type { Instruction, Operand, Program, Result, Slot, Value } from "./program.ts";
import { bodyFrom } from "./region.ts";
import { float } from "./shape.ts";
import type { ElementType, Shape, Type } from "./shape.ts";

/** Reads the text form of `printProgram`. Throws an Error that names the line: it is for tests and tools, not for users' files. */
export function parseProgram(text: string, ops: ReadonlyMap<string, Op>): Program {
  let name = "program";
  const values = new Map<string, Value>();
  const slots: Slot[] = [];
  const instructions: Instruction[] = [];
  const results: Result[] = [];
  for (const [number, raw] of text.split("\n").entries()) {
    const line = (UNCOMMENTED.exec(raw)?.[0] ?? "").trim();
    if (line === "") continue;
    const s = scanner(line, number + 1);
    const head = s.name();
    if (head === "program" && !s.at("=")) name = s.name();
    else if (isSlotKind(head) && /^\S+ +("(\\.|[^"])*"|\S+) +(int32|bool)?\[/.test(line))
      slots.push(parseSlot(head, s, values));
    else if (isResultKind(head) && !s.at("=") && !s.at(",")) results.push(parseResult(head, s, values));
    else instructions.push(parseInstruction(head, s, values, ops));
    s.end();
  }
  return { name, slots, instructions, results };
}

/** A line up to its comment; a # inside a quoted name starts none. */
const UNCOMMENTED = /^("(\\.|[^"\\])*"|[^#])*/;

const SLOT_KINDS = ["input", "parameter", "state", "hyperparameter", "gradient"] as const;
type SlotKind = (typeof SLOT_KINDS)[number];
const isSlotKind = (word: string): word is SlotKind => SLOT_KINDS.some((kind) => kind === word);

const RESULT_KINDS = ["output", "loss", "penalty", "objective", "gradient", "replace"] as const;
type ResultKind = Result["kind"];
const isResultKind = (word: string): word is ResultKind => RESULT_KINDS.some((kind) => kind === word);

function parseSlot(kind: SlotKind, s: Scanner, values: Map<string, Value>): Slot {
  const valueName = s.name();
  const value: Value = { kind: "value", name: valueName, type: s.type() };
  define(value, s, values);
  let name = valueName;
  let initial = 0;
  let integer: Domain | undefined;
  const words = new Set<string>();
  while (!s.done()) {
    if (s.take("=")) initial = s.number();
    else {
      const word = s.name();
      if (word === "as") name = s.name();
      else if (word === "integer") integer = { kind: word, from: s.number(), to: s.number() };
      else words.add(word);
    }
  }
  if (kind === "input") {
    const domain = (["positive", "probability", "oneHot"] as const).find((d) => words.has(d)) ?? "any";
    return { kind, name, value, domain: integer ?? { kind: domain } };
  }
  if (kind === "parameter") {
    const role = (["bias", "mean", "scale"] as const).find((r) => words.has(r)) ?? "weight";
    return { kind, name, value, role, trainable: !words.has("frozen"), initialize: { kind: "zeros" } };
  }
  return kind === "gradient" ? { kind, name, value } : { kind, name, value, initial };
}

function parseResult(kind: ResultKind, s: Scanner, values: ReadonlyMap<string, Value>): Result {
  const name = s.name();
  s.expect("=");
  return { kind, name, value: s.operand(values, undefined) };
}

function parseInstruction(
  first: string,
  s: Scanner,
  values: Map<string, Value>,
  ops: ReadonlyMap<string, Op>,
): Instruction {
  const names = [first];
  while (s.take(",")) names.push(s.name());
  s.expect("=");
  const opName = s.name();
  const op = ops.get(opName);
  if (op === undefined) throw s.error(`no op is called ${opName}`);
  const given = s.at("{") ? s.attributes() : {};
  const { body } = given;
  const attributes = typeof body === "string" ? { ...given, body: bodyFrom(parseProgram(body, ops)) } : given;
  s.expect("(");
  const raw: (Operand | number)[] = [];
  while (!s.take(")")) {
    raw.push(s.rawOperand(values));
    s.take(",");
  }
  const typed = raw.find((operand): operand is Operand => typeof operand !== "number");
  const operands = raw.map((o) =>
    typeof o === "number" ? literal(o, op.kind === "elementwise" ? typed?.type : float()) : o,
  );
  const type = op.infer(
    operands.map((operand) => operand.type),
    attributes,
  );
  if (typeof type === "string") throw s.error(type);
  const results = names.map((name): Value => ({ kind: "value", name, type }));
  for (const value of results) define(value, s, values);
  return { op, operands, attributes, results, origin: { phase: "forward" } };
}

function define(value: Value, s: Scanner, values: Map<string, Value>): void {
  if (values.has(value.name)) throw s.error(`two values are called ${value.name}`);
  values.set(value.name, value);
}

interface Scanner {
  name(): string;
  number(): number;
  type(): Type;
  attributes(): Attributes;
  value(values: ReadonlyMap<string, Value>): Value;
  rawOperand(values: ReadonlyMap<string, Value>): Operand | number;
  operand(values: ReadonlyMap<string, Value>, type: Type | undefined): Operand;
  take(symbol: string): boolean;
  expect(symbol: string): void;
  at(symbol: string): boolean;
  done(): boolean;
  end(): void;
  error(message: string): Error;
}

function scanner(line: string, number: number): Scanner {
  let position = 0;
  const skip = (): void => {
    while (line[position] === " ") position++;
  };
  const match = (pattern: RegExp): string | undefined => {
    skip();
    const found = pattern.exec(line.slice(position))?.[0];
    if (found !== undefined) position += found.length;
    return found;
  };
  const error = (message: string): Error => new Error(`line ${number}: ${message}, at “${line.slice(position)}”`);
  const need = (found: string | undefined, what: string): string => {
    if (found === undefined) throw error(`${what} expected`);
    return found;
  };
  const shape = (): Shape =>
    need(match(/^\[[^\]]*\]/), "a shape")
      .slice(1, -1)
      .split(",")
      .map((dim) => dim.trim())
      .filter((dim) => dim !== "")
      .map((dim) => (/^\d+$/.test(dim) ? Number(dim) : dim));
  // A name may begin as a number does: Infinity_norm.
  const NUMBER = /^(-?(\d+\.?\d*(e[+-]?\d+)?|Infinity)|NaN)(?![\p{L}\p{N}\p{M}_$.′])/u;
  const s: Scanner = {
    error,
    at: (symbol) => (skip(), line.startsWith(symbol, position)),
    take(symbol) {
      const found = s.at(symbol);
      if (found) position += symbol.length;
      return found;
    },
    expect(symbol) {
      if (!s.take(symbol)) throw error(`${symbol} expected`);
    },
    name() {
      const found = need(match(/^("(\\.|[^"\\])*"|[\p{L}_$][\p{L}\p{N}\p{M}_$.′]*)/u), "a name");
      return found.startsWith('"') ? String(JSON.parse(found)) : found;
    },
    number: () => Number(need(match(NUMBER), "a number")),
    type() {
      const element = (match(/^(int32|bool)/) ?? "float") as ElementType;
      return { element, shape: shape() };
    },
    attributes() {
      const text = need(match(/^\{("(\\.|[^"\\])*"|[^"}])*\}/), "attributes").replace(
        /("(?:\\.|[^"\\])*")|(\w+):/g,
        (_, quoted: string | undefined, key: string | undefined) => quoted ?? `"${key ?? ""}":`,
      );
      try {
        return JSON.parse(text) as Attributes;
      } catch {
        throw error(`the attributes ${text} cannot be read`);
      }
    },
    value(values) {
      const name = s.name();
      const value = values.get(name);
      if (value === undefined) throw error(`no value is called ${name}`);
      return value;
    },
    rawOperand(values) {
      const constant = match(NUMBER);
      if (constant === undefined) return s.value(values);
      return s.at("[") ? literal(Number(constant), float(shape())) : Number(constant);
    },
    operand(values, type) {
      const raw = s.rawOperand(values);
      return typeof raw === "number" ? literal(raw, type) : raw;
    },
    done: () => (skip(), position >= line.length),
    end() {
      if (!s.done()) throw error("the end of the line expected");
    },
  };
  return s;
}
