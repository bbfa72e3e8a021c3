import type { Markup, Term } from "./markup.ts";
import type { Sym } from "./symbol.ts";
import { isLetter } from "./symbol.ts";

/** A table written as text: keys and values in turn. */
const pairs = (text: string): ReadonlyMap<string, string> =>
  new Map([...text.matchAll(/(\S+) (\S+)/g)].map(([, key = "", value = ""]) => [key, value]));

const GREEK = pairs(
  "α alpha β beta γ gamma δ delta ε varepsilon ζ zeta η eta θ theta ι iota κ kappa λ lambda μ mu ν nu ξ xi π pi ρ rho σ sigma " +
    "ς varsigma τ tau υ upsilon φ varphi χ chi ψ psi ω omega ϵ epsilon ϕ phi ϑ vartheta Γ Gamma Δ Delta Θ Theta Λ Lambda " +
    "Ξ Xi Π Pi Σ Sigma Υ Upsilon Φ Phi Ψ Psi Ω Omega ∇ nabla ∂ partial",
);

const ESCAPED = pairs(
  "\\ \\textbackslash{} ~ \\textasciitilde{} ^ \\textasciicircum{} < \\textless{} > \\textgreater{} | \\textbar{} " +
    "{ \\{ } \\} $ \\$ & \\& # \\# _ \\_ % \\%",
);

/** ASCII without what TeX reads as commands or ligatures, and the letters of scripts that fonts for TeX and KaTeX have. */
const PLAIN = /^[A-Za-z0-9 !()*+,\-./:;=?@[\]'À-ÖØ-öø-ɏЀ-ӿぁ-ヿ一-龯가-힣]$/u;

/** Any string as text of LaTeX. What no font has (control characters, emoji) is named by its code point: [U+1F600]. */
export const latexText = (text: string): string =>
  [...text.normalize("NFC")]
    .map((char) => {
      if (PLAIN.test(char)) return char;
      const greek = GREEK.get(char);
      if (greek !== undefined) return `$\\${greek}$`;
      const code = (char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
      return ESCAPED.get(char) ?? `[U+${code}]`;
    })
    .join("");

const ACCENTS: Readonly<Record<string, string>> = {
  "\u0300": "grave",
  "\u0301": "acute",
  "\u0302": "hat",
  "\u0303": "tilde",
  "\u0304": "bar",
  "\u0306": "breve",
  "\u0307": "dot",
  "\u0308": "ddot",
  "\u20DB": "dddot",
  "\u030C": "check",
};

/** One letter, its marks as accents; a word in italics; anything else as text. */
function letters(text: string): string {
  const [first = "", ...marks] = text.normalize("NFD");
  const base = /^[A-Za-z]$/.test(first) ? first : GREEK.has(first) ? `\\${GREEK.get(first) ?? ""}` : undefined;
  if (base !== undefined && marks.every((mark) => ACCENTS[mark] !== undefined)) {
    return marks.reduce((inner, mark) => `\\${ACCENTS[mark] ?? "hat"}{${inner}}`, base);
  }
  // x_train: the usual way to write a word below a letter.
  const [, letter, below] = /^([A-Za-z])_([A-Za-z0-9]+)$/.exec(text) ?? [];
  if (letter !== undefined && below !== undefined) return `${letter}_{\\mathrm{${below}}}`;
  if (/^[A-Za-z0-9.]+$/.test(text)) return `\\mathit{${text}}`;
  // Italic fonts lack signs.
  return `\\${/^[\p{L}\p{N}_. ]+$/u.test(text) ? "textit" : "text"}{${latexText(text)}}`;
}

function symbolLatex(symbol: Sym): Term {
  const { index, hat, bar, operator, primes, layer, fraction } = symbol;
  if (fraction !== undefined) {
    const part = (own: Sym): string =>
      own.fraction === undefined ? symbolLatex(own).text : brackets(symbolLatex(own).text);
    const text = `\\frac{\\partial ${part(fraction.of)}}{\\partial ${part(fraction.by)}}`;
    return { text: bar ? `\\overline{${text}}` : text, strength: 4 };
  }
  const body = letters(symbol.letters);
  const hatted = hat ? `\\hat{${body}}` : body;
  const barred = bar ? `\\${isLetter(symbol) ? "bar" : "overline"}{${hatted}}` : hatted;
  const above = `${layer}${"\\prime".repeat(primes)}`;
  const below = index === "" ? "" : `_{${index}}`;
  // A letter with a word below it takes no second index.
  const base = index !== "" && /^[A-Za-z]_/.test(body) && !bar ? `{${barred}}` : barred;
  const text = `${base}${below}${above === "" ? "" : `^{${above}}`}`;
  if (operator === "∂J/∂") return { text: `\\frac{\\partial J}{\\partial ${text}}`, strength: 4 };
  return { text: operator === "∇" ? `\\nabla ${text}` : text, strength: above === "" ? 5 : 4 };
}

/** Brackets grow around fractions. */
const brackets = (text: string): string => (text.includes("\\frac") ? `\\left(${text}\\right)` : `(${text})`);

/** A number as it is printed: 1e-8 is 10⁻⁸. */
function number(value: number): Term {
  const [mantissa = "", exponent] = String(value).replace("Infinity", "\\infty").split("e");
  const digits = mantissa === "NaN" ? "\\mathrm{NaN}" : mantissa;
  if (exponent === undefined) return { text: digits, strength: value < 0 ? 3 : 5 };
  return { text: `${digits} \\times 10^{${exponent.replace("+", "")}}`, strength: 2 };
}

/** `2 t_{6}`, `y (1 - y)`, `w \cdot x`. */
function product(left: string, right: string): string {
  const isDigit = (text: string): boolean => /^[\d.]/.test(text);
  const juxtaposed = /^(\\left)?\((?!-)/.test(right) || /(^|[\s(])[\d.]+$/.test(left);
  return juxtaposed && !isDigit(right) ? `${left} ${right}` : `${left} \\cdot ${right}`;
}

/** Mathematics in LaTeX, for amsmath and amssymb; KaTeX and MathJax read it too. */
export const LATEX: Markup = {
  symbol: symbolLatex,
  number,
  brackets,
  sign: ({ latex }) => latex,
  product,
  star: " * ",
  dot: " \\cdot ",
  fraction: (a, b) => ({ text: `\\frac{${a.text}}{${b.text}}`, strength: 4 }),
  power: (base, exponent) => `${base}^{${exponent}}`,
  transposed: (text) => `${text}^{\\top}`,
  // A record's LaTeX with #1 in it takes its operand there, as TeX's own macros do: \sqrt{#1}.
  call: ({ latex }, operands) =>
    latex.includes("#1")
      ? { text: latex.replaceAll("#1", () => operands[0] ?? ""), strength: 4 }
      : { text: `${latex}${brackets(operands.join(", "))}`, strength: 5 },
  derivative: ({ latex }, operand) => ({ text: `${latex}'${brackets(operand)}`, strength: 5 }),
  over: ({ latex }, operand) => `${latex} ${operand}`,
  spec: (text, spec) => `${text}\\;\\{\\text{${latexText(spec)}}\\}`,
};

/** The set that a tensor of a shape lies in: ℝ^{3×10}; nothing for a number. */
export const latexShape = (shape: readonly (number | string)[]): string =>
  shape.length === 0
    ? ""
    : `\\mathbb{R}^{${shape.map((dim) => (typeof dim === "number" ? String(dim) : `\\text{${latexText(dim)}}`)).join(" \\times ")}}`;
