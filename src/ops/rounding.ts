import { call } from "../ir/notation.ts";
import type { Op } from "../ir/op.ts";
import { elementwise } from "./elementwise.ts";

export const floor: Op = elementwise({
  name: "floor",
  doc: "⌊a⌋, the largest whole number that is not above a; it has no gradient",
  arity: 1,
  notation: call("floor", "\\left\\lfloor #1\\right\\rfloor"),
  body: (on, a) => on.floor(a),
  vjp: () => [null],
  smooth: [{ range: [-3, 3], avoid: [-3, -2, -1, 0, 1, 2, 3] }],
  edges: [
    { at: [-0.5], value: -1 },
    { at: [2], value: 2 },
  ],
});

export const round: Op = elementwise({
  name: "round",
  doc: "the nearest whole number, of two the even one (as IEEE 754, NumPy and PyTorch have it); it has no gradient",
  arity: 1,
  notation: call("round"),
  body: (on, a) => {
    const low = on.floor(a);
    const rest = on.sub(a, low);
    const half = on.constant(0.5);
    const high = on.add(low, on.constant(1));
    const isEven = on.equal(on.mul(on.floor(on.mul(low, half)), on.constant(2)), low);
    return on.select(on.less(rest, half), low, on.select(on.less(half, rest), high, on.select(isEven, low, high)));
  },
  vjp: () => [null],
  smooth: [{ range: [-3, 3], avoid: [-2.5, -1.5, -0.5, 0.5, 1.5, 2.5] }],
  edges: [
    { at: [0.5], value: 0 },
    { at: [1.5], value: 2 },
    { at: [-1.5], value: -2 },
    { at: [0.49999999999999994], value: 0 },
    { at: [Infinity], value: Infinity },
    { at: [NaN], value: NaN },
  ],
});
