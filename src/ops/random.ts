import { call, infix } from "../ir/notation.ts";
import type { Apply, Op } from "../ir/op.ts";
import { mul } from "./arithmetic.ts";
import { constant } from "./constant.ts";
import { elementwise } from "./elementwise.ts";
import { iota } from "./indexing.ts";
import { broadcast } from "./reduction.ts";

// Integer arithmetic has no derivative; samples stay between whole numbers, where it does not change.
const between = { range: [0.2, 0.8] } as const;

/** a xor b, of 32-bit integers. */
export const xor: Op = elementwise({
  name: "xor",
  doc: "a xor b, of 32-bit integers",
  arity: 2,
  notation: infix("⊕", "\\oplus", 1),
  body: (on, a, b) => on.xor(a, b),
  vjp: () => [null, null],
  smooth: [between, between],
});

/** a shifted right by b bits, zeros coming in. */
export const shiftRight: Op = elementwise({
  name: "shiftRight",
  doc: "a, a 32-bit integer without a sign, shifted right by b bits",
  arity: 2,
  notation: call("shiftRight"),
  body: (on, a, b) => on.shiftRight(a, b),
  vjp: () => [null, null],
  smooth: [between, between],
});

/** a · b modulo 2³². */
export const imul: Op = elementwise({
  name: "imul",
  doc: "a · b modulo 2³², of 32-bit integers",
  arity: 2,
  notation: call("imul"),
  body: (on, a, b) => on.imul(a, b),
  vjp: () => [null, null],
  smooth: [between, between],
});

/**
 * Random numbers in [0, 1), one for each element of `like`: a hash of the element's indices (the example among them), a counter and `salt`. The
 * same counter gives the same numbers, on every engine. The mixing is the finalizer of MurmurHash3 (Appleby, public domain).
 */
export const uniform: Op = {
  name: "uniform",
  kind: "derived",
  doc: "a random number between 0 and 1 for each element of the first operand, made of its indices, a counter and `salt`",
  arity: 2,
  notation: call("uniform"),
  infer: ([like, counter]) => {
    if (like === undefined || counter === undefined) return "uniform needs what it is like, and a counter";
    return counter.shape.length === 0 ? like : `uniform needs a counter that is a scalar`;
  },
  expand: (on, [, counter], [like], attributes) => {
    if (counter === undefined || like === undefined) throw new RangeError("uniform needs two operands");
    const { shape } = like;
    const everywhere = (value: number): ReturnType<typeof on> => on(constant, [], { value, shape });
    const start = on(imul, [on(broadcast, [counter], { shape, axes: [] }), everywhere(0x9e3779b9 | 0)]);
    let hash = mixed(on, on(xor, [start, everywhere(Number(attributes["salt"]) | 0)]), everywhere);
    for (const axis of shape.keys()) {
      const index = on(imul, [on(iota, [], { shape, axis }), everywhere(0x27d4eb2f)]);
      hash = mixed(on, on(xor, [hash, index]), everywhere);
    }
    // Without its sign, as a share of 2³².
    return on(mul, [on(shiftRight, [hash, everywhere(0)]), everywhere(2 ** -32)]);
  },
  batch: (attributes) => attributes,
  vjp: () => [null, null],
  samples: [
    { shapes: [[4], []], attributes: { salt: 3 }, indices: { 1: 5 } },
    { shapes: [[2, 3], []], attributes: { salt: 0 }, indices: { 1: 5 } },
  ],
  misfits: [{ shapes: [[2], [2]], attributes: { salt: 0 } }],
};

function mixed<T>(on: Apply<T>, hash: T, everywhere: (value: number) => T): T {
  const shifted = (value: T, bits: number): T => on(xor, [value, on(shiftRight, [value, everywhere(bits)])]);
  const once = on(imul, [shifted(hash, 16), everywhere(0x85ebca6b | 0)]);
  return shifted(on(imul, [shifted(once, 13), everywhere(0xc2b2ae35 | 0)]), 16);
}

/** The first operand where a network is trained, the second where it predicts. The pass `modes` settles which. */
export const whenTraining: Op = elementwise({
  name: "whenTraining",
  doc: "a while training, b in prediction",
  arity: 2,
  notation: call("whenTraining"),
  body: (_on, a) => a,
  vjp: ({ on, dy }) => [on(whenTraining, [dy, 0]), on(whenTraining, [0, dy])],
  smooth: [{ range: [-3, 3] }, { range: [-3, 3] }],
});
