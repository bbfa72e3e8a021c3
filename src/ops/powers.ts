import type { Op } from "../ir/op.ts";
import { call } from "../ir/notation.ts";
import { mul, sub } from "./arithmetic.ts";
import { greaterEqual } from "./comparison.ts";
import { elementwise } from "./elementwise.ts";
import { equal, select } from "./piecewise.ts";
import { log } from "./transcendental.ts";

export const pow: Op = elementwise({
  name: "pow",
  doc: "a to the power b; 0⁰ = 1 with gradient 0",
  arity: 2,
  notation: call("pow", "\\operatorname{pow}"),
  body: (on, a, b) => on.pow(a, b),
  // ∂aᵇ/∂a = b aᵇ⁻¹, and 0 at 0⁰; ∂aᵇ/∂b = aᵇ ln a, and 0 at a = 0 where 0ᵇ stays finite.
  vjp: ({ on, dy, y, a, b }) => {
    const slope = on(mul, [on(mul, [dy, b]), on(pow, [a, on(sub, [b, 1])])]);
    const stays = on(mul, [on(equal, [a, 0]), on(greaterEqual, [b, 0])]);
    return [
      // The exponent is tested first: where it is a number, as in x³, nothing is left of the test.
      on(select, [on(equal, [b, 0]), on(select, [on(equal, [a, 0]), 0, slope]), slope]),
      on(select, [stays, 0, on(mul, [on(mul, [dy, y]), on(log, [a])])]),
    ];
  },
  smooth: [{ range: [0.4, 3] }, { range: [-2, 3] }],
  edges: [
    { at: [0, 0], value: 1, gradient: [0, 0] },
    { at: [0, 0.5], value: 0, gradient: [Infinity, 0] },
    { at: [0, 1], value: 0, gradient: [1, 0] },
    { at: [0, 2], value: 0, gradient: [0, 0] },
    { at: [-2, 0], value: 1 },
  ],
});
