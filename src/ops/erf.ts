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
  above: [0.18577770618460315, 3.1611237438705655, 113.86415415105016, 377.485237685302, 3209.3775891384694],
  below: [1, 23.601290952344122, 244.02463793444417, 1282.6165260773723, 2844.236833439171],
} as const;
const FAR = {
  above: [
    2.1531153547440383e-8, 0.5641884969886701, 8.883149794388377, 66.11919063714163, 298.6351381974001,
    881.952221241769, 1712.0476126340707, 2051.0783778260716, 1230.3393547979972,
  ],
  below: [
    1, 15.744926110709835, 117.6939508913125, 537.1811018620099, 1621.3895745666903, 3290.7992357334597,
    4362.619090143247, 3439.3676741437216, 1230.3393548037495,
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
