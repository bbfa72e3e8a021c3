/**
 * e^x and tanh x by a table and a short polynomial, written out where they stand, in place of calls of the language's own functions.
 *
 * The reduction is Tang's (Table-driven implementation of the exponential function in IEEE floating-point arithmetic, ACM TOMS 15, 1989): with k the
 * whole number nearest to x · 32/ln 2, e^x = 2^(k/32) · e^r and |r| ≤ ln 2/64. There e^r = 1 + r + r² q(r), with a polynomial q.
 */
import type { Expr, Kernel, Statement } from "../ir/kernel.ts";
import { mapExprs, visitStatements } from "../ir/walk.ts";
import { COST } from "./cost.ts";
import { expressions as on } from "./expressions.ts";
import { longest, split } from "./split.ts";
import { uniqueName } from "./unique.ts";
import { codeBytes } from "./unroll.ts";

/** How many bits of a result are kept: 53 or 24. */
export type Bits = "double" | "single";

/** 32/ln 2, and ln 2/32 in two parts, of which the first has so many zeros at its end that its products with k are exact. */
const STEPS = 46.16624130844683;
const STEP = { high: 0.02166084938653512, low: 5.9631716539705866e-12, rounded: 0.02166084939249829 };

/** Adding 1.5 · 2^52 and taking it away leaves the nearest whole number. */
const SHIFT = 6755399441055744;

/**
 * The coefficients of q. `exp`: minimax for the error of e^r (2^−53.4); `expm1`: interpolation of (e^r − 1 − r)/r² in Chebyshev's nodes, which keeps the
 * relative error of e^r − 1 (2^−55.5) and so that of tanh near 0; `single`: minimax for that, with two coefficients (2^−26.2).
 */
const Q = {
  exp: [0.4999999999917719, 0.16666666666466765, 0.041666893455218436, 0.008333373648933436],
  expm1: [0.5, 0.16666666666581356, 0.04166666666656003, 0.00833336242517118, 0.0013888925253674347],
  single: [0.5000036708673641, 0.16666691175624518],
} as const;

/** Beyond these the results are 0 and ∞, and beyond this tanh is ±1: k stays where the table is. */
const LEAST = -746;
const MOST = 710;
const FLAT = 40;

/**
 * A function with e^x and tanh x written out, in pieces where it would be too long for V8; as it was, and its choice says so, where that does not
 * help.
 */
export function withFastMath(kernel: Kernel, bits: Bits): Kernel {
  const written = fastMath(kernel.body, bits);
  const isWhole = longest(written) === codeBytes(written);
  const isLong = longest(written) > COST.functionBytes;
  const body = isLong && isWhole ? split(written, COST.partBytes) : written;
  if (longest(body) <= COST.functionBytes) return { ...kernel, body };
  return { ...kernel, choice: `${kernel.choice}; exact functions: the fast ones would make it too long` };
}

export function fastMath(body: readonly Statement[], bits: Bits): readonly Statement[] {
  return writtenOut(body, bits, namesOf(body));
}

function writtenOut(body: readonly Statement[], bits: Bits, taken: Set<string>): readonly Statement[] {
  return body.flatMap((statement): readonly Statement[] => {
    if (statement.kind === "for" || statement.kind === "group")
      return [{ ...statement, body: writtenOut(statement.body, bits, taken) }];
    const before: Statement[] = [];
    const name = (wish: string, value: Expr): Expr => {
      const unique = uniqueName(wish, taken);
      before.push({ kind: "let", name: unique, value });
      return { kind: "local", name: unique };
    };
    const after = mapExprs([statement], (expr) => {
      const [a] = expr.kind === "apply" ? expr.operands : [];
      if (expr.kind !== "apply" || a === undefined) return expr;
      if (expr.intrinsic === "exp") return exp(a, bits, name);
      return expr.intrinsic === "tanh" ? tanh(a, bits, name) : expr;
    });
    return [...before, ...after];
  });
}

type Namer = (wish: string, value: Expr) => Expr;

/** e^x = part · e^r · whole, as (part + part · (e^r − 1)) · whole. */
function exp(x: Expr, bits: Bits, name: Namer): Expr {
  const { k, p } = reduced(clamped(x, LEAST, MOST), bits, "exp", name);
  const part = name("part", on.exp2Part(k));
  return on.mul(on.add(part, on.mul(part, p)), on.exp2Whole(k));
}

/**
 * tanh x = (e^2x − 1)/(e^2x + 1). With e^2x = s e^r, s = 2^(k/32), it is ((s − 1) + d)/((s + 1) + d) with d = s (e^r − 1) and what s lacks of the exact
 * number. Near 0, s = 1 and d = e^r − 1: nothing cancels. The numerator is never more than the denominator, so no result is beyond ±1.
 */
function tanh(x: Expr, bits: Bits, name: Namer): Expr {
  const { k, p } = reduced(clamped(on.mul(on.constant(2), x), -FLAT, FLAT), bits, "expm1", name);
  const whole = name("whole", on.exp2Whole(k));
  const s = name("s", on.mul(on.exp2Part(k), whole));
  const beyond = on.mul(s, p);
  const d = name("d", bits === "single" ? beyond : on.add(on.mul(on.exp2Rest(k), whole), beyond));
  return on.div(on.add(on.sub(s, on.constant(1)), d), on.add(on.add(s, on.constant(1)), d));
}

/** NaN stays NaN. */
const clamped = (x: Expr, least: number, most: number): Expr =>
  on.max(on.constant(least), on.min(x, on.constant(most)));

/** k, and p = e^r − 1 for the r that is left. */
function reduced(
  clamp: Expr,
  bits: Bits,
  accuracy: "exp" | "expm1",
  name: Namer,
): { readonly k: Expr; readonly p: Expr } {
  const x = name("x", clamp);
  const shift = on.constant(SHIFT);
  const k = name("k", on.sub(on.add(on.mul(x, on.constant(STEPS)), shift), shift));
  const times = (step: number): Expr => on.mul(k, on.constant(step));
  const r = name(
    "r",
    bits === "single" ? on.sub(x, times(STEP.rounded)) : on.sub(on.sub(x, times(STEP.high)), times(STEP.low)),
  );
  const square = name("r²", on.mul(r, r));
  const q = polynomial(Q[bits === "single" ? "single" : accuracy], r, square);
  return { k, p: name("p", on.add(r, on.mul(square, q))) };
}

/** (c₀ + c₁ r) + r² ((c₂ + c₃ r) + r² (c₄ + …)): pairs do not wait for each other. */
function polynomial([c0 = 0, c1, ...rest]: readonly number[], r: Expr, square: Expr): Expr {
  if (c1 === undefined) return on.constant(c0);
  const pair = on.add(on.constant(c0), on.mul(on.constant(c1), r));
  return rest.length === 0 ? pair : on.add(pair, on.mul(square, polynomial(rest, r, square)));
}

function namesOf(body: readonly Statement[]): Set<string> {
  const names = new Set<string>();
  visitStatements(body, (statement) => {
    if (statement.kind === "for") names.add(statement.index);
    else if (statement.kind === "let") names.add(statement.name);
    else if (statement.kind === "store") names.add(statement.buffer.name);
  });
  return names;
}
