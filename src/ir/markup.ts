import type { Sym } from "./symbol.ts";
import { isLetter } from "./symbol.ts";

/**
 * A piece of mathematics and how strongly it binds: 1 sums, 1.5 products of matrices, 2 products, 3 signs, 4 powers, 5 names and calls.
 */
export interface Term {
  readonly text: string;
  readonly strength: number;
}

/** What an op's record says of a sign or a function: how it looks as text and in LaTeX. */
interface Sign {
  readonly text: string;
  readonly latex: string;
}

/** How the forms of mathematics are written. Which of them are needed, and where brackets are, is decided in `write.ts`. */
export interface Markup {
  symbol(symbol: Sym): Term;
  number(value: number): Term;
  brackets(text: string): string;
  /** A sign of an op's record. */
  sign(sign: Sign): string;
  /** Two numbers multiplied: `2t6`, `y(1 − y)`, `w·x`. */
  product(left: string, right: string): string;
  /** Between tensors that are multiplied element by element, and between matrices. */
  readonly star: string;
  readonly dot: string;
  fraction(a: Term, b: Term): Term;
  power(base: string, exponent: string): string;
  transposed(text: string): string;
  call(name: Sign, operands: readonly string[]): Term;
  /** The derivative of a function: σ′(z). */
  derivative(name: Sign, operand: string): Term;
  /** What stands before the one operand of a reduction. */
  over(name: Sign, operand: string): string;
  /** A contraction that is no product of matrices keeps its einsum spec. */
  spec(product: string, spec: string): string;
}

export const wrap = (markup: Markup, term: Term, least: number): string =>
  term.strength >= least ? term.text : markup.brackets(term.text);

/** After an operator a sign needs brackets: a·(−b). */
export const right = (markup: Markup, term: Term, least: number): string =>
  wrap(markup, /^[−-]/u.test(term.text) ? { ...term, strength: 0 } : term, least);

const HAT = "\u0302";
const MACRON = "\u0304";
const OVERLINE = "\u0305";

const raised = (text: string): string => text.replace(/[0-9]/g, (digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(digit)] ?? digit);

const overlined = (text: string): string =>
  [...text].map((char) => (/\p{M}/u.test(char) ? char : `${char}${OVERLINE}`)).join("");

/** ŷ, z̄, t̄7, W², ∇b¹. A bar over a word covers it: h̅i̅d̅d̅e̅n̅. */
function symbolText(symbol: Sym): Term {
  const { letters, index, hat, bar, operator, primes, layer, fraction } = symbol;
  if (fraction !== undefined) {
    const part = (own: Sym): string => wrap(TEXT, symbolText(own), own.fraction === undefined ? 4 : 6);
    const text = `∂${part(fraction.of)}/∂${part(fraction.by)}`;
    return { text: bar ? overlined(text) : text, strength: 4 };
  }
  const marked = hat ? `${letters}${HAT}`.normalize("NFC") : letters;
  const over = !bar ? marked : isLetter(symbol) ? `${marked}${MACRON}` : overlined(marked);
  const text = `${operator}${over}${index}${raised(layer)}${"′".repeat(primes)}`;
  return { text, strength: layer === "" || primes > 0 ? 5 : 4 };
}

/** `2t6`, `y(1 − y)`, `w·x`. */
function productText(left: string, right: string): string {
  const juxtaposed = /^\((?!−)/.test(right) || /(^|[^\p{L}\p{M}\d])\d+$/u.test(left);
  return juxtaposed && !/^[\d−]/.test(right) ? left + right : `${left}·${right}`;
}

/** Mathematics in a line of Unicode. */
export const TEXT: Markup = {
  symbol: symbolText,
  number: (value) => ({
    text: String(value).replace("-", "−").replace("Infinity", "∞"),
    strength: value < 0 ? 3 : 5,
  }),
  brackets: (text) => `(${text})`,
  sign: ({ text }) => text,
  product: productText,
  star: " * ",
  dot: "·",
  fraction: (a, b) => ({ text: `${wrap(TEXT, a, 2)}/${wrap(TEXT, b, 4)}`, strength: 2 }),
  power: (base, exponent) => base + raised(exponent),
  transposed: (text) => `${text}ᵀ`,
  call: ({ text }, operands) => ({ text: `${text}(${operands.join(", ")})`, strength: 5 }),
  derivative: ({ text }, operand) => ({ text: `${text}′(${operand})`, strength: 5 }),
  over: ({ text }, operand) => `${text} ${operand}`,
  spec: (product, spec) => `${product} {${spec}}`,
};
