import type { Program } from "../ir/program.ts";
import type { Bindings } from "./pattern.ts";
import { rewrite, rules } from "./rewrite.ts";
import type { Rule } from "./rewrite.ts";

const valueOf = (bound: Bindings, name: string): number => {
  const operand = bound.operands.get(name);
  return operand?.kind === "literal" ? operand.value : Number.NaN;
};

/** Multiplying by a power of two only changes the exponent. The logarithm alone would take numbers next to one for it. */
const isPowerOfTwo = (value: number): boolean => {
  const exponent = Math.round(Math.log2(Math.abs(value)));
  return Math.abs(exponent) < 64 && 2 ** exponent === Math.abs(value);
};

/** Identities of sums, products and signs. `a + 0` stays: for a = −0 it is 0. */
export const ALGEBRA = rules([
  { identity: "1 · a = a", from: "mul(a, 1)", to: "a", tag: "exact" },
  { identity: "a/1 = a", from: "div(a, 1)", to: "a", tag: "exact" },
  { identity: "a − 0 = a", from: "sub(a, 0)", to: "a", tag: "exact" },
  { identity: "−1 · a = −a", from: "mul(a, -1)", to: "neg(a)", tag: "exact" },
  { identity: "1/a = 1/a", from: "div(1, a)", to: "reciprocal(a)", tag: "exact" },
  { identity: "−(−a) = a", from: "neg(neg(a))", to: "a", tag: "exact" },
  { identity: "a + (−b) = a − b", from: "add(a, neg(b))", to: "sub(a, b)", tag: "exact" },
  { identity: "a − (−b) = a + b", from: "sub(a, neg(b))", to: "add(a, b)", tag: "exact" },
  { identity: "−a · −b = a · b", from: "mul(neg(a), neg(b))", to: "mul(a, b)", tag: "exact" },
  { identity: "−a · b = −(a · b)", from: "mul(neg(a), b)", to: "neg(mul(a, b))", tag: "exact" },
  { identity: "−a / b = −(a / b)", from: "div(neg(a), b)", to: "neg(div(a, b))", tag: "exact" },
  { identity: "Σ −a = −Σ a", from: "sum@s(neg(a))", to: "neg(sum@s(a))", tag: "exact", upToSignOfZero: true },
  { identity: "−(a − b) = b − a", from: "neg(sub(a, b))", to: "sub(b, a)", tag: "relaxed" },
  { identity: "(−a) repeated = −(a repeated)", from: "broadcast@b(neg(a))", to: "neg(broadcast@b(a))", tag: "exact" },
  { identity: "select(0, a, b) = b", from: "select(0, a, b)", to: "b", tag: "exact" },
  { identity: "select(1, a, b) = a", from: "select(1, a, b)", to: "a", tag: "exact" },
  { identity: "0 · a = 0", from: "mul(a, 0)", to: "sub(0, 0)", tag: "relaxed" },
]);

/** Factors that are powers of two move and merge freely. */
export const POWERS_OF_TWO = rules([
  {
    identity: "(a · k) · k1 = a · (k · k1), k1 a power of two",
    from: "mul(mul(a, k), k1)",
    to: "mul(a, mul(k, k1))",
    tag: "exact",
    when: (bound) => isPowerOfTwo(valueOf(bound, "k1")) || isPowerOfTwo(valueOf(bound, "k")),
  },
  {
    identity: "(k/a) · k1 = (k · k1)/a, k1 a power of two",
    from: "mul(div(k, a), k1)",
    to: "div(mul(k, k1), a)",
    tag: "exact",
    when: (bound) => isPowerOfTwo(valueOf(bound, "k1")),
  },
  {
    identity: "a/k = a · (1/k), k a power of two",
    from: "div(a, k)",
    to: "mul(a, reciprocal(k))",
    tag: "exact",
    when: (bound) => isPowerOfTwo(valueOf(bound, "k")) && valueOf(bound, "k") !== 1,
  },
]);

/** A square is one operand read twice. */
export const SQUARES = rules([{ identity: "a · a = a²", from: "mul(a, a)", to: "square(a)", tag: "exact" }]);

const EXACT: readonly Rule[] = [...ALGEBRA, ...POWERS_OF_TWO, ...SQUARES].filter((rule) => rule.tag === "exact");

/** Rewrites by exact identities: the bits of every finite result stay what they were, but for the sign of a sum that is 0. */
export const simplify = (program: Program): Program => rewrite(program, EXACT);
