import type { Scalars } from "../ir/intrinsics.ts";
import { call } from "../ir/notation.ts";
import type { Op } from "../ir/op.ts";
import { mul, neg, square } from "./arithmetic.ts";
import { elementwise } from "./elementwise.ts";
import { exp } from "./transcendental.ts";

/**
 * The coefficients of W. J. Cody, Rational Chebyshev approximations for the error function, Math. Comp. 23 (1969), 631–637, as in his
 * CALERF (netlib.org/specfun/erf): highest power first.
 */
const NEAR = {
  above: [
    1.8577770618460315e-1, 3.1611237438705656, 1.1386415415105016e2, 3.77485237685302021e2, 3.20937758913846947e3,
  ],
  below: [1, 2.36012909523441209e1, 2.44024637934444173e2, 1.28261652607737228e3, 2.84423683343917062e3],
} as const;
const FAR = {
  above: [
    2.15311535474403846e-8, 5.64188496988670089e-1, 8.88314979438837594, 6.61191906371416295e1, 2.98635138197400131e2,
    8.8195222124176909e2, 1.71204761263407058e3, 2.05107837782607147e3, 1.23033935479799725e3,
  ],
  below: [
    1, 1.57449261107098347e1, 1.17693950891312499e2, 5.37181101862009858e2, 1.62138957456669019e3,
    3.29079923573345963e3, 4.36261909014324716e3, 3.43936767414372164e3, 1.23033935480374942e3,
  ],
} as const;

/** Horner's scheme: a polynomial in x. */
const polynomial = <T>(on: Scalars<T>, [first = 0, ...others]: readonly number[], x: T): T =>
  others.reduce((sum, coefficient) => on.add(on.mul(sum, x), on.constant(coefficient)), on.constant(first));

const ratio = <T>(on: Scalars<T>, { above, below }: typeof NEAR | typeof FAR, x: T): T =>
  on.div(polynomial(on, above, x), polynomial(on, below, x));

/**
 * x R(x²) up to 0.46875, then ±(1 − e^(−x²) R(|x|)). Cody has a third form beyond 4, for erfc; here that is less than 2 · 10⁻⁸ and the
 * second still has the digits that are left of it. From 6 on, erf is 1 to the last bit.
 */
function body<T>(on: Scalars<T>, x: T): T {
  const size = on.abs(x);
  const tail = on.mul(on.exp(on.neg(on.mul(x, x))), ratio(on, FAR, size));
  const far = on.select(on.less(x, on.constant(0)), on.sub(tail, on.constant(1)), on.sub(on.constant(1), tail));
  const ends = on.select(on.less(x, on.constant(-6)), on.constant(-1), on.constant(1));
  return on.select(
    on.less(size, on.constant(0.46875)),
    on.mul(x, ratio(on, NEAR, on.mul(x, x))),
    on.select(on.less(on.constant(6), size), ends, far),
  );
}

export const erf: Op = elementwise({
  name: "erf",
  doc: "the error function, 2/√π ∫₀ᵃ e^(−t²) dt, between −1 and 1",
  arity: 1,
  notation: call("erf", "\\operatorname{erf}"),
  body,
  // erf′(a) = 2/√π e^(−a²)
  vjp: ({ on, dy, a }) => [on(mul, [on(mul, [dy, 2 / Math.sqrt(Math.PI)]), on(exp, [on(neg, [on(square, [a])])])])],
  smooth: [{ range: [-3, 3] }],
  edges: [
    { at: [0], value: 0, gradient: [2 / Math.sqrt(Math.PI)] },
    { at: [Infinity], value: 1, gradient: [0] },
    { at: [-1e200], value: -1, gradient: [0] },
    { at: [NaN], value: NaN },
  ],
});
