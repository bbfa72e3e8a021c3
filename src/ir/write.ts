import { right, wrap } from "./markup.ts";
import type { Markup, Term } from "./markup.ts";
import type { Attributes, Op } from "./op.ts";

/** An application of an op, as mathematics sees it. */
export interface Application {
  readonly op: Op;
  readonly attributes: Attributes;
  readonly operands: readonly Term[];
  /** The axes of the result, that of the examples apart: numbers are multiplied with a dot, tensors with a star. */
  readonly rank: number;
  /** Vectors are rows, as in the course's backward pass: β·W, βᵀ·x. Otherwise they are columns: W·x. */
  readonly rows?: boolean;
  /** Numbers above letters are those of layers, as in W²: the square of a tensor's name is written as a product, h * h. */
  readonly layers?: boolean;
}

/** How strongly a product of matrices binds: (β·W) * σ′ needs brackets, β·W + b none. */
const MATRIX = 1.5;

/** Writes an op as its record's notation says. Brackets follow from how strongly its operands bind. */
export function write(markup: Markup, application: Application): Term {
  const { op, attributes, operands, rank, rows = false, layers = false } = application;
  const missing: Term = { text: "?", strength: 5 };
  const [a = missing, b = missing] = operands;
  const { notation } = op;
  switch (notation.form) {
    case "infix": {
      if (notation.strength === 1) {
        const text = `${wrap(markup, a, 1)} ${markup.sign(notation)} ${right(markup, b, MATRIX)}`;
        return { text, strength: 1 };
      }
      return times(markup, a, b, rank);
    }
    case "fraction":
      return markup.fraction(a, b);
    case "reciprocal":
      return markup.fraction({ text: "1", strength: 5 }, a);
    case "prefix":
      return {
        text: markup.sign(notation) + wrap(markup, a, MATRIX),
        strength: a.strength <= 2 ? Math.max(a.strength, MATRIX) : 3,
      };
    case "power":
      if (layers && rank > 0 && notation.exponent === "2" && isShort(a)) return times(markup, a, a, rank);
      return { text: markup.power(wrap(markup, a, 5), notation.exponent), strength: 4 };
    case "call":
      return markup.call(
        notation,
        operands.map((o) => o.text),
      );
    case "letter":
      return { text: markup.sign(notation), strength: 5 };
    case "constant":
      return markup.number(Number(attributes["value"]));
    case "reduction":
      return { text: markup.over(notation, wrap(markup, a, MATRIX)), strength: 1 };
    case "transparent":
      return a;
    case "transpose":
      return { text: markup.transposed(wrap(markup, a, 5)), strength: 4 };
    case "contraction":
      return contraction(markup, String(attributes["spec"]), a, b, rows);
  }
}

/** A name, which can be written twice; not a sum or a call. */
const isShort = ({ text, strength }: Term): boolean => strength >= 4 && !text.includes("(");

/** Two numbers multiplied, or two tensors element by element. */
const times = (markup: Markup, a: Term, b: Term, rank: number): Term => ({
  text:
    rank > 0
      ? `${wrap(markup, a, 2)}${markup.star}${right(markup, b, 3)}`
      : markup.product(wrap(markup, a, MATRIX), right(markup, b, 2)),
  strength: 2,
});

/** W·x, Wᵀ·β, β·xᵀ, X·Wᵀ: a product of two matrices or vectors, read off the einsum spec; others keep their spec. */
function contraction(markup: Markup, spec: string, a: Term, b: Term, rows: boolean): Term {
  const [inputs = "", out = ""] = spec.split("->");
  const [left = "", right = ""] = inputs.split(",");
  const shared = [...left].filter((letter) => right.includes(letter) && !out.includes(letter));
  const factors = [
    { letters: left, term: a },
    { letters: right, term: b },
  ] as const;
  const sum = shared[0];
  const isMatrixLike = left.length <= 2 && right.length <= 2 && out.length <= 2 && shared.length <= 1;
  const isLost = [...left].some((letter) => !out.includes(letter) && letter !== sum);
  const isKept = [...left].some((letter) => right.includes(letter) && out.includes(letter));
  if (!isMatrixLike || isLost || isKept) {
    const product = `${wrap(markup, a, 2)}${markup.dot}${wrap(markup, b, 2)}`;
    return { text: markup.spec(product, spec), strength: MATRIX };
  }
  // A vector is a column, or in rows a row: the result's only axis is then that of the first factor, or of the second.
  const [row = "", column = ""] = out.length === 1 && rows ? ["", out] : [...out];
  const first =
    factors.find((f) => row !== "" && f.letters.includes(row)) ??
    factors.find((f) => column !== "" && !f.letters.includes(column)) ??
    factors[0];
  const second = first === factors[0] ? factors[1] : factors[0];
  const isFirstTurned =
    first.letters.length === 2
      ? first.letters[0] !== row && (row !== "" || first.letters[1] !== sum)
      : rows
        ? row !== "" && sum === undefined
        : row === "" && sum !== undefined;
  const isSecondTurned =
    second.letters.length === 2
      ? second.letters[1] !== column && (column !== "" || second.letters[0] !== sum)
      : rows
        ? column === "" && sum !== undefined
        : column !== "" && sum === undefined;
  const side = (f: (typeof factors)[number], isTurned: boolean): string =>
    isTurned ? markup.transposed(wrap(markup, f.term, 5)) : wrap(markup, f.term, 3);
  return { text: `${side(first, isFirstTurned)}${markup.dot}${side(second, isSecondTurned)}`, strength: MATRIX };
}
