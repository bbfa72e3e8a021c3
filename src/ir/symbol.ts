/** A name as mathematics writes it: letters with marks over them, an index below, the number of a layer above. */
export interface Sym {
  readonly letters: string;
  /** What stands below: the 7 of t₇. */
  readonly index: string;
  readonly hat: boolean;
  readonly bar: boolean;
  /** What stands before it: a gradient (of the loss), or the derivative of J. */
  readonly operator: "" | "∇" | "∂J/∂";
  /** One ′ for each time that it is the new value of something. */
  readonly primes: number;
  /** The number of a layer in the course's notation: the 2 of W². */
  readonly layer: string;
  /** Of a derivative: ∂of/∂by. Only a bar may stand with it. */
  readonly fraction?: { readonly of: Sym; readonly by: Sym };
}

const plain = (letters: string, index: string = ""): Sym => ({
  letters,
  index,
  hat: false,
  bar: false,
  operator: "",
  primes: 0,
  layer: "",
});

/** A letter of a layer: W², β¹. */
export const layered = (letters: string, layer: string): Sym => ({ ...plain(letters), layer });

/** The name of a value: `yHat` is ŷ, `learningRate` α, `wNext` w′, `W1Grad` ∇W1; other names are letters and an index. */
export function symbolOf(name: string): Sym {
  if (name === "learningRate") return plain("α");
  if (/.Next$/u.test(name)) {
    const old = symbolOf(name.slice(0, -"Next".length));
    return { ...old, primes: old.primes + 1 };
  }
  if (/.Grad$/u.test(name)) return { ...symbolOf(name.slice(0, -"Grad".length)), operator: "∇" };
  const [, hatted, below = ""] = /^([A-Za-z])Hat(\d*)$/.exec(name) ?? [];
  if (hatted !== undefined) return { ...plain(hatted, below), hat: true };
  const [, letters = name, index = ""] = /^(\p{L}[\p{L}\p{M}]*)(\d+)$/u.exec(name) ?? [];
  return plain(letters, index);
}

/** ∂f/∂x. */
export const derivativeSymbol = (of: Sym, by: Sym): Sym => ({ ...plain(""), fraction: { of, by } });

/** z → ż; of a word the first letter has the dot, of a derivative what is differentiated: ∂ḟ/∂x. */
export const dotted = (symbol: Sym): Sym => ({
  ...symbol,
  ...(symbol.fraction && { fraction: { ...symbol.fraction, of: dotted(symbol.fraction.of) } }),
  letters: symbol.letters.replace(/^\p{L}\p{M}*/u, withDot),
});

/** One dot, two, three; then again. */
const DOTS = ["\u0307", "\u0308", "\u20db"];

function withDot(letter: string): string {
  const marks = letter.normalize("NFD");
  const last = DOTS.findLastIndex((dot) => marks.endsWith(dot));
  const next = DOTS[last + 1];
  return (next === undefined ? `${marks}${DOTS[0]}` : `${last < 0 ? marks : marks.slice(0, -1)}${next}`).normalize(
    "NFC",
  );
}

/** z → z̄. */
export const barredOf = (symbol: Sym): Sym => ({ ...symbol, bar: true });

/** Whether the letters are one letter, with its own marks. */
export const isLetter = ({ letters }: Sym): boolean => /^\p{L}\p{M}*$/u.test(letters);
