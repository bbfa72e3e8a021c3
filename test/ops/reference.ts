import { numbers } from "../../src/ir/intrinsics.ts";
import type { Op, Sample } from "../../src/ir/op.ts";
import { float } from "../../src/ir/shape.ts";

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
      if (op.name === "meanOverExamples") {
        const [examples = 1, ...rest] = attributes["batched"] === 1 ? first : [1, ...first];
        const at = (index: readonly number[], n: number): number =>
          read(attributes["batched"] === 1 ? [n, ...index] : index);
        const mean = (index: readonly number[]): number =>
          Array.from({ length: examples }, (_, n) => at(index, n)).reduce((total, value) => total + value, 0) /
          examples;
        return tensor(rest, mean);
      }
      if (op.name === "uniform") return hashed(first, Number(operands[1]?.[0]), Number(attributes["salt"]));
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
    case "indexed":
    case "scatter":
    case "region":
      return PLACED[op.name]?.({ attributes, dims, reads, tensor }) ?? { shape: [], data: [] };
  }
}

interface Given {
  readonly attributes: Sample["attributes"];
  readonly dims: readonly (readonly number[])[];
  readonly reads: readonly Read[];
  tensor(shape: readonly number[], at: Read): ReturnType<typeof reference>;
}

/** What ops do that move elements about, each said once more in its own words: NumPy's and PyTorch's definitions. */
const PLACED: Readonly<Record<string, (given: Given) => ReturnType<typeof reference>>> = {
  transpose: ({ attributes, dims: [shape = []], reads: [read = never] }) =>
    transposed(numbersOf(attributes["permutation"]), shape, read),
  broadcast: ({ attributes, reads: [read = never], tensor }) =>
    tensor(numbersOf(attributes["shape"]), (index) => read(numbersOf(attributes["axes"]).map((a) => index[a] ?? 0))),
  slice: ({ attributes, reads: [read = never], tensor }) => {
    const [starts, steps] = [numbersOf(attributes["starts"]), numbersOf(attributes["steps"])];
    return tensor(numbersOf(attributes["shape"]), (index) =>
      read(index.map((i, axis) => (starts[axis] ?? 0) + i * (steps[axis] ?? 0))),
    );
  },
  pad: ({ attributes, dims: [shape = []], reads: [read = never], tensor }) => {
    const [starts, steps] = [numbersOf(attributes["starts"]), numbersOf(attributes["steps"])];
    // Read backwards: which element of the operand, if any, stands here?
    return tensor(numbersOf(attributes["shape"]), (index) => {
      const from = index.map((i, axis) => (i - (starts[axis] ?? 0)) / (steps[axis] ?? 1));
      return from.every((i, axis) => Number.isInteger(i) && i >= 0 && i < (shape[axis] ?? 0)) ? read(from) : 0;
    });
  },
  window: ({ attributes, dims: [shape = []], reads: [read = never], tensor }) => {
    const { axes, sizes, strides, dilations } = windowing(attributes);
    const positions = shape.map((dim, axis) => {
      const k = axes.indexOf(axis);
      if (k < 0) return dim;
      let count = 0;
      while (count * (strides[k] ?? 1) + (dilations[k] ?? 1) * ((sizes[k] ?? 1) - 1) < dim) count++;
      return count;
    });
    return tensor([...positions, ...sizes], (index) =>
      read(
        shape.map((_, axis) => {
          const k = axes.indexOf(axis);
          const i = index[axis] ?? 0;
          return k < 0 ? i : i * (strides[k] ?? 1) + (dilations[k] ?? 1) * (index[shape.length + k] ?? 0);
        }),
      ),
    );
  },
  fold: ({ attributes, dims: [shape = []], reads: [read = never], tensor }) => {
    const { axes, strides, dilations } = windowing(attributes);
    const extents = numbersOf(attributes["extents"]);
    const rank = shape.length - axes.length;
    const result = shape.slice(0, rank).map((dim, axis) => extents[axes.indexOf(axis)] ?? dim);
    return tensor(result, (index) =>
      indicesOf(shape)
        .filter((point) =>
          index.every((i, axis) => {
            const k = axes.indexOf(axis);
            const from = point[axis] ?? 0;
            return i === (k < 0 ? from : from * (strides[k] ?? 1) + (dilations[k] ?? 1) * (point[rank + k] ?? 0));
          }),
        )
        .reduce((sum, point) => sum + read(point), 0),
    );
  },
  reshape: ({ attributes, dims: [shape = []], reads: [read = never] }) => ({
    shape: numbersOf(attributes["shape"]),
    data: indicesOf(shape).map(read),
  }),
  concat: ({ attributes, dims, reads, tensor }) => {
    const axis = Number(attributes["axis"]);
    const total = dims.reduce((sum, shape) => sum + (shape[axis] ?? 0), 0);
    const result = (dims[0] ?? []).map((dim, i) => (i === axis ? total : dim));
    return tensor(result, (index) => {
      let place = index[axis] ?? 0;
      const k = dims.findIndex((shape) => {
        const inside = place < (shape[axis] ?? 0);
        if (!inside) place -= shape[axis] ?? 0;
        return inside;
      });
      return reads[k]?.(index.map((i, a) => (a === axis ? place : i))) ?? NaN;
    });
  },
  gather: ({ attributes, dims: [table = [], by = []], reads: [read = never, which = never], tensor }) => {
    const batch = Number(attributes["batch"]);
    return tensor([...by, ...table.slice(batch + 1)], (index) =>
      read([...index.slice(0, batch), which(index.slice(0, by.length)), ...index.slice(by.length)]),
    );
  },
  scatterAdd: ({ attributes, dims: [by = [], values = []], reads: [which = never, read = never], tensor }) => {
    const batch = Number(attributes["batch"]);
    const shape = [...by.slice(0, batch), Number(attributes["extent"]), ...values.slice(by.length)];
    return tensor(shape, (index) =>
      indicesOf(by)
        .filter((point) => point.slice(0, batch).every((i, a) => i === index[a]) && which(point) === index[batch])
        .reduce((sum, point) => sum + read([...point, ...index.slice(batch + 1)]), 0),
    );
  },
  // Of the record's own sample: s ← s·w + x.
  scan: ({ dims: [[width = 0] = [], [steps = 0] = []], reads: [s0 = never, x = never, w = never], tensor }) => {
    const states = [Array.from({ length: width }, (_, i) => s0([i]))];
    for (let t = 0; t < steps; t++) states.push((states[t] ?? []).map((s, i) => s * w([i]) + x([t, i])));
    return tensor([steps + 1, width], ([t = 0, i = 0]) => states[t]?.[i] ?? NaN);
  },
  unitMatrix: ({ attributes, tensor }) => {
    const [row = NaN, column = NaN] = numbersOf(attributes["axes"]);
    return tensor(numbersOf(attributes["shape"]), (index) => (index[row] === index[column] ? 1 : 0));
  },
  oneHot: ({ attributes, dims: [by = []], reads: [which = never], tensor }) =>
    tensor([...by, Number(attributes["classes"])], (index) => (which(index.slice(0, -1)) === index.at(-1) ? 1 : 0)),
  iota: ({ attributes, tensor }) =>
    tensor(numbersOf(attributes["shape"]), (index) => index[Number(attributes["axis"])] ?? NaN),
};

const never: Read = () => NaN;

const windowing = (
  attributes: Sample["attributes"],
): Readonly<Record<"axes" | "sizes" | "strides" | "dilations", readonly number[]>> => ({
  axes: numbersOf(attributes["axes"]),
  sizes: numbersOf(attributes["sizes"]),
  strides: numbersOf(attributes["strides"]),
  dilations: numbersOf(attributes["dilations"]),
});

/** MurmurHash3's finalizer over a counter, a salt and the indices, written with JavaScript's own operators. */
function hashed(shape: readonly number[], counter: number, salt: number): ReturnType<typeof reference> {
  const mix = (given: number): number => {
    let hash = given ^ (given >>> 16);
    hash = Math.imul(hash, 0x85ebca6b);
    hash ^= hash >>> 13;
    hash = Math.imul(hash, 0xc2b2ae35);
    return hash ^ (hash >>> 16);
  };
  const data = indicesOf(shape).map((index) => {
    const start = mix(Math.imul(counter, 0x9e3779b9) ^ salt);
    return (index.reduce((hash, i) => mix(hash ^ Math.imul(i, 0x27d4eb2f)), start) >>> 0) / 2 ** 32;
  });
  return { shape, data };
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
