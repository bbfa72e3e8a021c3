import * as fc from "fast-check";
import type { Op, Sample } from "../../src/ir/op.ts";
import type { Shape } from "../../src/ir/shape.ts";

const REDUCTIONS: readonly Sample[] = [
  { shapes: [[3]], attributes: { axes: [0] } },
  { shapes: [[1]], attributes: { axes: [0] } },
  { shapes: [[2, 3]], attributes: { axes: [0] } },
  { shapes: [[2, 3]], attributes: { axes: [1] } },
  { shapes: [[2, 3]], attributes: { axes: [0, 1] } },
  { shapes: [[2, 3]], attributes: { axes: [1, 0] } },
  { shapes: [[2, 3, 2]], attributes: { axes: [0, 2] } },
];

/** Specs of two vectors, a matrix and a vector, two matrices either way round, and letters that stand alone or in all three. */
const CONTRACTIONS: readonly Sample[] = [
  { shapes: [[3], [3]], attributes: { spec: "i,i->" } },
  { shapes: [[2], [3]], attributes: { spec: "i,j->ij" } },
  { shapes: [[2, 3], [3]], attributes: { spec: "oi,i->o" } },
  { shapes: [[2], [2, 3]], attributes: { spec: "o,oi->i" } },
  {
    shapes: [
      [2, 3],
      [3, 2],
    ],
    attributes: { spec: "ik,kj->ij" },
  },
  {
    shapes: [
      [2, 3],
      [4, 3],
    ],
    attributes: { spec: "ni,oi->no" },
  },
  {
    shapes: [
      [2, 3],
      [2, 3],
    ],
    attributes: { spec: "ij,ij->" },
  },
  {
    shapes: [
      [2, 3],
      [2, 3],
    ],
    attributes: { spec: "ni,ni->n" },
  },
  { shapes: [[2, 3], [2]], attributes: { spec: "ij,k->k" } },
  { shapes: [[], [2]], attributes: { spec: ",i->i" } },
];

/** The samples of an op: its own, or those of its kind. */
export function samplesOf(op: Op): readonly Sample[] {
  if (op.samples !== undefined) return op.samples;
  switch (op.kind) {
    case "elementwise":
      return [[], [3], [2, 3]].map((shape) => ({
        shapes: new Array<Shape>(Number(op.arity)).fill(shape),
        attributes: {},
      }));
    case "contraction":
      return CONTRACTIONS;
    case "reduction":
    case "derived":
      return REDUCTIONS;
    case "view":
    case "indexed":
    case "scatter":
    case "region":
      return [];
    case "constant":
      return [[], [2, 3]].map((shape) => ({ shapes: [], attributes: { value: 2.5, shape } }));
  }
}

export const sampleText = ({ shapes, attributes }: Sample): string => JSON.stringify({ shapes, ...attributes });

const sizeOf = (shape: Shape): number => shape.reduce<number>((size, dim) => size * Number(dim), 1);

/** How far from a kink or a pole points are taken; differences step less far. */
const MARGIN = 0.05;

/** Points of one operand: inside the op's smooth region; for other ops, numbers of which no two are close, as maxima need it. */
function operandOf(op: Op, position: number, size: number): fc.Arbitrary<readonly number[]> {
  const smooth = op.smooth?.[position];
  if (smooth !== undefined) {
    const [low, high] = smooth.range;
    const away = (x: number): boolean => (smooth.avoid ?? []).every((kink) => Math.abs(x - kink) >= MARGIN);
    const point = fc.double({ min: low, max: high, noNaN: true }).filter(away);
    return fc.array(point, { minLength: size, maxLength: size });
  }
  return fc
    .tuple(
      fc.shuffledSubarray(
        Array.from({ length: 24 }, (_, i) => i),
        { minLength: size, maxLength: size },
      ),
      fc.array(fc.double({ min: 0, max: 0.1, noNaN: true }), { minLength: size, maxLength: size }),
    )
    .map(([ranks, jitter]) => ranks.map((rank, i) => (rank - 12) * 0.17 + (jitter[i] ?? 0)));
}

/** Values of all operands of a sample. */
export const operandsOf = (op: Op, { shapes, indices }: Sample): fc.Arbitrary<readonly (readonly number[])[]> =>
  fc.tuple(
    ...shapes.map((shape, i) => {
      const size = sizeOf(shape);
      const extent = indices?.[i];
      if (extent === undefined) return operandOf(op, i, size);
      return fc.array(fc.integer({ min: 0, max: extent - 1 }), { minLength: size, maxLength: size });
    }),
  );

/** Weights that make a scalar of a tensor: away from 0, so that no element goes unseen. */
export const weightsOf = (shape: Shape): fc.Arbitrary<readonly number[]> => {
  const size = sizeOf(shape);
  return fc.array(fc.double({ min: 0.5, max: 2, noNaN: true }), { minLength: size, maxLength: size });
};
