/**
 * How an op is written in mathematics, as data: `write.ts` turns it into text or LaTeX, and knows where brackets are needed. The LaTeX of
 * a call is the function's name, or has #1 where its operand goes, as in TeX's own macros: `\\sigma`, `\\sqrt{#1}`.
 * Strength of an infix: 1 a sum, 2 a product.
 */
export type Notation =
  | { readonly form: "infix"; readonly text: string; readonly latex: string; readonly strength: 1 | 2 }
  | { readonly form: "fraction" }
  | { readonly form: "reciprocal" }
  | { readonly form: "prefix"; readonly text: string; readonly latex: string }
  | { readonly form: "power"; readonly exponent: string }
  | { readonly form: "call"; readonly text: string; readonly latex: string }
  | { readonly form: "constant" }
  | { readonly form: "letter"; readonly text: string; readonly latex: string }
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
export const call = (text: string, latex: string = `\\operatorname{${text}}`): Notation => ({
  form: "call",
  text,
  latex,
});
