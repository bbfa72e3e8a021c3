import { courseNames } from "./course.ts";
import type { Attributes, Op } from "./op.ts";
import { COUNT } from "./shape.ts";
import type { Instruction, Operand, Program, Value } from "./program.ts";
import { isValue, producersOf, usesOf } from "./program.ts";

/** How instructions are written as mathematics. One renderer for op lists, adjoints and comments in emitted code. */
export interface Writer {
  /** The name that a reader knows the value by: `z`, `z̄`, `ŷ`. */
  name(value: Value): string;
  /** A value by its name, or by its definition where it has no line of its own. */
  text(operand: Operand): string;
  /** Whether a value has a line of its own; others are written where they are read. */
  isLine(instruction: Instruction): boolean;
  /** The right side of the line that defines a value, with the steps on the way written in: `t̄7·2t6`. */
  definition(instruction: Instruction): string;
}

/** A piece of text and how strongly it binds: 1 sums, 2 products, 3 signs, 4 powers, 5 names and calls. */
interface Term {
  readonly text: string;
  readonly strength: number;
}

const atom = (text: string): Term => ({ text, strength: 5 });
const wrap = (term: Term, least: number): string => (term.strength >= least ? term.text : `(${term.text})`);

/** After an operator a sign needs brackets: a·(−b). */
const right = (term: Term, least: number): string =>
  wrap(term.text.startsWith("−") ? { ...term, strength: 0 } : term, least);

/** A raised number binds like a power: (W²)ᵀ. */
const named = (text: string): Term => ({ text, strength: /[⁰¹²³⁴⁵⁶⁷⁸⁹]$/.test(text) ? 4 : 5 });

const MACRON = "\u0304";

/** `yHat` → `ŷ`; other names stay. */
export const readable = (name: string): string => {
  if (name === "learningRate") return "α";
  if (name.endsWith("Next")) return `${readable(name.slice(0, -"Next".length))}′`;
  if (name.endsWith("Grad")) return `∇${readable(name.slice(0, -"Grad".length))}`;
  const hat = /^([A-Za-z])Hat(\d*)$/.exec(name);
  return hat === null ? name : `${hat[1]}\u0302${hat[2]}`.normalize("NFC");
};

/** `z` → `z̄`, `t7` → `t̄7`, `hidden` → `h̄idden`: a macron over the first letter, with its own marks. */
export const barred = (name: string): string => readable(name).replace(/^(\p{L}\p{M}*)/u, `$1${MACRON}`);

/** The notation of lines: that of the op list (z̄, W̄1), or the course's (β¹, ∇W¹). */
export type MathNotation = "ops" | "course";

export function mathWriter(program: Program, notation: MathNotation = "ops"): Writer {
  const producers = producersOf(program);
  const uses = usesOf(program);
  const course = notation === "course" ? courseNames(program, producers) : undefined;

  const name = (value: Value): string => {
    const own = course?.name(value);
    if (own !== undefined) return own;
    const origin = producers.get(value)?.origin;
    return origin?.adjointOf !== undefined && origin.shown !== false ? barred(origin.adjointOf) : readable(value.name);
  };
  /** Repetitions are not written, and steps that are read once are written where they are read. */
  const isWrittenIn = (instruction: Instruction, value: Value): boolean =>
    instruction.op.notation.form === "transparent" && instruction.origin.shown === false
      ? true
      : instruction.origin.shown === false && (uses.get(value) ?? 0) <= 1;
  const operand = (o: Operand): Term => {
    if (!isValue(o)) return number(o.value);
    const producer = producers.get(o);
    return producer !== undefined && isWrittenIn(producer, o) ? term(producer) : named(name(o));
  };
  const term = ({ op, operands, attributes, results }: Instruction): Term =>
    write(op, attributes, operands.map(operand), results[0]?.type.shape.filter((dim) => dim !== COUNT).length ?? 0);
  const isLine = (instruction: Instruction): boolean =>
    instruction.results.every((value) => !isWrittenIn(instruction, value));
  return { name, isLine, text: (o) => operand(o).text, definition: (instruction) => term(instruction).text };
}

const number = (value: number): Term => {
  const text = String(value).replace("-", "−").replace("Infinity", "∞");
  return { text, strength: value < 0 ? 3 : 5 };
};

function write(op: Op, attributes: Attributes, operands: readonly Term[], rank: number): Term {
  const [a = atom("?"), b = atom("?")] = operands;
  const { notation } = op;
  switch (notation.form) {
    case "infix":
      return notation.strength === 2
        ? { text: rank > 0 ? `${wrap(a, 2)} * ${right(b, 3)}` : product(wrap(a, 2), right(b, 2)), strength: 2 }
        : { text: `${wrap(a, 1)} ${notation.text} ${right(b, 2)}`, strength: 1 };
    case "fraction":
      return { text: `${wrap(a, 2)}/${wrap(b, 4)}`, strength: 2 };
    case "reciprocal":
      return { text: `1/${wrap(a, 4)}`, strength: 2 };
    case "prefix":
      return { text: notation.text + wrap(a, 2), strength: a.strength === 2 ? 2 : 3 };
    case "power":
      return { text: wrap(a, 5) + superscript(notation.exponent), strength: 4 };
    case "call":
      return atom(`${notation.text}(${operands.map((o) => o.text).join(", ")})`);
    case "constant":
      return number(Number(attributes["value"]));
    case "reduction":
      return { text: `${notation.text} ${wrap(a, 2)}`, strength: 1 };
    case "transparent":
      return a;
    case "transpose":
      return { text: `${wrap(a, 5)}ᵀ`, strength: 4 };
    case "contraction":
      return contraction(String(attributes["spec"]), a, b);
  }
}

/** `2t6`, `y(1 − y)`, `w·x`. */
const product = (left: string, right: string): string => {
  const juxtaposed = /^\((?!−)/.test(right) || /(^|[^\p{L}\p{M}\d])\d+$/u.test(left);
  return juxtaposed && !/^[\d−]/.test(right) ? left + right : `${left}·${right}`;
};

const superscript = (exponent: string): string => exponent.replace(/[0-9]/g, (d) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(d)] ?? d);

/** W·x, Wᵀ·β, β·xᵀ, X·Wᵀ: a product of two matrices or vectors, read off the einsum spec; others keep their spec. */
function contraction(spec: string, a: Term, b: Term): Term {
  const [inputs = "", out = ""] = spec.split("->");
  const [left = "", right = ""] = inputs.split(",");
  const shared = [...left].filter((letter) => right.includes(letter) && !out.includes(letter));
  const factors = [
    { letters: left, term: a },
    { letters: right, term: b },
  ];
  const matrixLike = left.length <= 2 && right.length <= 2 && out.length <= 2 && shared.length <= 1;
  const sum = shared[0];
  if (!matrixLike || [...left].some((letter) => !out.includes(letter) && letter !== sum)) {
    return { text: `${wrap(a, 2)}·${wrap(b, 2)} {${spec}}`, strength: 2 };
  }
  if ([...left].some((letter) => right.includes(letter) && out.includes(letter))) {
    return { text: `${wrap(a, 2)}·${wrap(b, 2)} {${spec}}`, strength: 2 };
  }
  const [row = "", column = ""] = [...out];
  const first = factors.find((f) => row !== "" && f.letters.includes(row)) ?? factors[0];
  const second = factors.find((f) => f !== first);
  if (first === undefined || second === undefined) return atom("?");
  const turnedFirst = first.letters.length === 2 ? first.letters[0] !== row : row === "" && sum !== undefined;
  const turnedSecond = second.letters.length === 2 ? second.letters[1] !== column : column !== "" && sum === undefined;
  const side = (f: { term: Term }, turned: boolean): string => (turned ? `${wrap(f.term, 5)}ᵀ` : wrap(f.term, 3));
  return { text: `${side(first, turnedFirst)}·${side(second, turnedSecond)}`, strength: 2 };
}
