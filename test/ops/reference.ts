import { numbers } from "../../src/ir/intrinsics.ts";
import type { Op } from "../../src/ir/op.ts";
import { float } from "../../src/ir/shape.ts";
import type { Sample } from "./samples.ts";

/** A tensor as a function of its indices; slow, and written without the comprehensions that it checks. */
type Read = (index: readonly number[]) => number;

const reader = (shape: readonly number[], data: readonly number[]): Read => {
  return (index) => data[index.reduce((flat, i, axis) => flat * (shape[axis] ?? 1) + i, 0)] ?? NaN;
};

/** All indices of a shape, in row-major order. */
function indicesOf(shape: readonly number[]): readonly (readonly number[])[] {
  return shape.reduce<readonly (readonly number[])[]>(
    (indices, dim) => indices.flatMap((index) => Array.from({ length: dim }, (_, i) => [...index, i])),
    [[]],
  );
}

const numbersOf = (value: unknown): readonly number[] => (Array.isArray(value) ? value.map(Number) : []);

/** What an op should make of operands, element by element in row-major order, and the shape of it. */
export function reference(
  op: Op,
  { shapes, attributes }: Sample,
  operands: readonly (readonly number[])[],
): { readonly shape: readonly number[]; readonly data: readonly number[] } {
  const dims = shapes.map((shape) => shape.map(Number));
  const reads = operands.map((data, i) => reader(dims[i] ?? [], data));
  const [first = []] = dims;
  const read: Read = (index) => reads[0]?.(index) ?? NaN;
  const tensor = (shape: readonly number[], at: Read): ReturnType<typeof reference> => ({
    shape,
    data: indicesOf(shape).map((index) => at(index)),
  });
  switch (op.kind) {
    case "constant":
      return tensor(numbersOf(attributes["shape"]), () => Number(attributes["value"]));
    case "elementwise": {
      const scalar = op.comprehension?.(
        shapes.map(() => float()),
        {},
      );
      return tensor(first, (index) => scalar?.body(numbers, ...reads.map((r) => r(index))) ?? NaN);
    }
    case "contraction":
      return einsum(String(attributes["spec"]), dims, reads);
    case "reduction":
    case "derived": {
      const axes = numbersOf(attributes["axes"]);
      const kept = first.map((_, axis) => axis).filter((axis) => !axes.includes(axis));
      return tensor(
        kept.map((axis) => first[axis] ?? 0),
        (index) => {
          const group = indicesOf(first).filter((point) => kept.every((axis, i) => point[axis] === index[i]));
          return reduce(op.name, group.map(read));
        },
      );
    }
    case "view":
      return op.name === "transpose"
        ? transposed(numbersOf(attributes["permutation"]), first, read)
        : tensor(numbersOf(attributes["shape"]), (index) =>
            read(numbersOf(attributes["axes"]).map((a) => index[a] ?? 0)),
          );
  }
}

function reduce(name: string, values: readonly number[]): number {
  if (name === "max") return Math.max(...values);
  const exponentials = name === "logSumExp";
  const sum = values.reduce((total, value) => total + (exponentials ? Math.exp(value) : value), 0);
  return exponentials ? Math.log(sum) : sum;
}

function transposed(
  permutation: readonly number[],
  shape: readonly number[],
  read: Read,
): ReturnType<typeof reference> {
  const turned = permutation.map((axis) => shape[axis] ?? 0);
  const data = indicesOf(turned).map((index) => read(shape.map((_, axis) => index[permutation.indexOf(axis)] ?? 0)));
  return { shape: turned, data };
}

function einsum(
  spec: string,
  [left = [], right = []]: readonly (readonly number[])[],
  [a = () => NaN, b = () => NaN]: readonly Read[],
): ReturnType<typeof reference> {
  const [inputs = "", out = ""] = spec.split("->");
  const [l = "", r = ""] = inputs.split(",");
  const letters = [...new Set(l + r)];
  const dim = (letter: string): number => left[l.indexOf(letter)] ?? right[r.indexOf(letter)] ?? 0;
  const shape = [...out].map(dim);
  const sums = new Map(indicesOf(shape).map((index) => [index.join(), 0]));
  for (const point of indicesOf(letters.map(dim))) {
    const at = (word: string): readonly number[] => [...word].map((letter) => point[letters.indexOf(letter)] ?? 0);
    const key = at(out).join();
    sums.set(key, (sums.get(key) ?? 0) + a(at(l)) * b(at(r)));
  }
  return { shape, data: [...sums.values()] };
}
