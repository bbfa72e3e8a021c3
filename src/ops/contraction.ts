import type { Affine, Apply, Attributes, Comprehension, Op } from "../ir/op.ts";
import { float, shapeText } from "../ir/shape.ts";
import type { Dim, Type } from "../ir/shape.ts";
import { affine } from "./attributes.ts";
import { broadcast } from "./reduction.ts";

export interface Spec {
  readonly left: string;
  readonly right: string;
  readonly out: string;
}

/** Splits `"oi,i->o"`. */
export function specOf(attributes: Attributes): Spec {
  const [inputs = "", out = ""] = String(attributes["spec"]).split("->");
  const [left = "", right = ""] = inputs.split(",");
  return { left, right, out };
}

export const specText = ({ left, right, out }: Spec): string => `${left},${right}->${out}`;

/** The extent of each letter, or a sentence about two that differ. */
function extentsOf(spec: Spec, operands: readonly Type[]): ReadonlyMap<string, Dim> | string {
  const extents = new Map<string, Dim>();
  for (const [letters, type] of [
    [spec.left, operands[0]],
    [spec.right, operands[1]],
  ] as const) {
    if (type === undefined || letters.length !== type.shape.length) {
      return `contract ${specText(spec)} does not fit ${operands.map((o) => shapeText(o.shape)).join(" and ")}`;
    }
    for (const [axis, letter] of [...letters].entries()) {
      const dim = type.shape[axis] ?? 0;
      const known = extents.get(letter);
      if (known !== undefined && known !== dim) {
        return `contract ${specText(spec)}: ${letter} is ${known} and ${dim} (${operands.map((o) => shapeText(o.shape)).join(" · ")})`;
      }
      extents.set(letter, dim);
    }
  }
  return extents;
}

/**
 * The product of two tensors summed over the letters that are missing in the result, as in einsum: `"oi,i->o"` is W·x,
 * `"ni,oi->no"` is X·Wᵀ. Its derivative is again a contraction, with the specs turned round.
 */
export const contract: Op = {
  name: "contract",
  kind: "contraction",
  doc: "Σ a·b over the axes that the result lacks, by an einsum spec",
  arity: 2,
  notation: { form: "contraction" },
  infer: (operands, attributes) => {
    const spec = specOf(attributes);
    const extents = extentsOf(spec, operands);
    if (typeof extents === "string") return extents;
    const shape = [...spec.out].map((letter) => extents.get(letter) ?? 0);
    return shape.includes(0) ? `contract ${specText(spec)}: a letter of the result stands in no operand` : float(shape);
  },
  comprehension: (operands, attributes) => {
    const spec = specOf(attributes);
    const extents = extentsOf(spec, operands);
    if (typeof extents === "string") throw new RangeError(extents);
    const summed = [...extents.keys()].filter((letter) => !spec.out.includes(letter));
    const order = [...spec.out, ...summed];
    const read = (letters: string): readonly Affine[] => [...letters].map((letter) => affine(order.indexOf(letter)));
    const dims = order.map((letter) => extents.get(letter) ?? 0);
    const outputs = dims.slice(0, spec.out.length);
    const reads = [read(spec.left), read(spec.right)];
    const product: Comprehension = { outputs, reads, body: (on, a, b) => on.mul(a, b) };
    if (summed.length === 0) return product;
    return { ...product, reduction: { axes: dims.slice(spec.out.length), combiner: "sum" } };
  },
  batch: (attributes, batched) => {
    const spec = specOf(attributes);
    const used = spec.left + spec.right + spec.out;
    const letter = [..."nmbcdefgh"].find((candidate) => !used.includes(candidate)) ?? "z";
    return {
      spec: specText({
        left: (batched[0] ? letter : "") + spec.left,
        right: (batched[1] ? letter : "") + spec.right,
        out: letter + spec.out,
      }),
    };
  },
  vjp: ({ on, dy, operands: [a, b], types: [ta, tb], attributes }) => {
    if (a === undefined || b === undefined || ta === undefined || tb === undefined) return [];
    const { left, right, out } = specOf(attributes);
    return [
      cotangent(on, dy, b, { out, other: right, wanted: left }, ta),
      cotangent(on, dy, a, { out, other: left, wanted: right }, tb),
    ];
  },
};

/** ā = Σ dy · b over what a lacks. A letter that only a has (a was summed over it alone) is broadcast back. */
function cotangent<T>(
  on: Apply<T>,
  dy: T,
  other: T,
  letters: { readonly out: string; readonly other: string; readonly wanted: string },
  type: Type,
): T {
  const kept = [...letters.wanted]
    .filter((letter) => letters.out.includes(letter) || letters.other.includes(letter))
    .join("");
  const product = on(contract, [dy, other], { spec: `${letters.out},${letters.other}->${kept}` });
  if (kept === letters.wanted) return product;
  const axes = [...kept].map((letter) => letters.wanted.indexOf(letter));
  return on(broadcast, [product], { shape: type.shape, axes });
}
