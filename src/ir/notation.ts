/**
 * How an op is written in mathematics, as data; `inspect` renders it as text or LaTeX, and knows where parentheses are needed.
 * Strength: 1 sums, 2 products, 3 signs, 4 powers, 5 calls and names.
 */
export type Notation =
  | { readonly form: "infix"; readonly text: string; readonly latex: string; readonly strength: 1 | 2 }
  | { readonly form: "fraction" }
  | { readonly form: "reciprocal" }
  | { readonly form: "prefix"; readonly text: string; readonly latex: string }
  | { readonly form: "power"; readonly exponent: string }
  | { readonly form: "call"; readonly text: string; readonly latex: string }
  | { readonly form: "constant" }
  | { readonly form: "contraction" }
  | { readonly form: "reduction"; readonly text: string; readonly latex: string }
  | { readonly form: "transparent" }
  | { readonly form: "transpose" };

export const infix = (text: string, latex: string, strength: 1 | 2): Notation => ({
  form: "infix",
  text,
  latex,
  strength,
});
export const call = (text: string, latex: string = `\\mathrm{${text}}`): Notation => ({ form: "call", text, latex });
