import { takeRows } from "../../load/csv.ts";
import type { Data } from "../../load/csv.ts";
import { createRandom } from "../../verify/random.ts";
import type { Random } from "../../verify/random.ts";

export interface Shares {
  /** Of all rows: scored in the end, and never looked at before. */
  readonly test: number;
  /** Of all rows: scored after every epoch. */
  readonly validation: number;
  readonly seed: number;
}

export interface Partition {
  readonly train: Data;
  readonly validation: Data;
  readonly test: Data;
}

/**
 * Holds rows out, drawn with the seed, so that every class has its share of each part (a stratified split); at least one row is left to
 * train on. Parts keep the order of the rows.
 * @param classes the class of each row; left out, all rows are alike
 */
export function partition(data: Data, { test, validation, seed }: Shares, classes?: Uint32Array): Partition {
  const random = createRandom(seed);
  const groups = new Map<number, number[]>();
  for (let row = 0; row < data.count; row++) {
    const group = classes?.[row] ?? 0;
    const rows = groups.get(group);
    if (rows === undefined) groups.set(group, [row]);
    else rows.push(row);
  }
  const shuffled = [...groups.keys()].toSorted((a, b) => a - b).map((key) => shuffle(groups.get(key) ?? [], random));
  const sizes = shuffled.map((rows) => rows.length);
  const tests = apportion(sizes, Math.min(Math.round(data.count * test), data.count - 1));
  const left = sizes.map((size, i) => size - (tests[i] ?? 0));
  const remaining = left.reduce((sum, size) => sum + size, 0);
  const validations = apportion(left, Math.min(Math.round(data.count * validation), remaining - 1));
  const part = (from: readonly number[], counts: readonly number[]): Data =>
    takeRows(
      data,
      shuffled.flatMap((rows, i) => rows.slice(from[i], (from[i] ?? 0) + (counts[i] ?? 0))).toSorted((a, b) => a - b),
    );
  const zero = sizes.map(() => 0);
  const held = tests.map((count, i) => count + (validations[i] ?? 0));
  return {
    test: part(zero, tests),
    validation: part(tests, validations),
    train: part(held, sizes),
  };
}

/** How many of `total` fall to each group, in proportion to the groups' sizes: the largest remainders get what rounding down leaves. */
export function apportion(sizes: readonly number[], total: number): readonly number[] {
  const all = sizes.reduce((sum, size) => sum + size, 0);
  const exact = sizes.map((size) => (all === 0 ? 0 : (size * total) / all));
  const counts = exact.map(Math.floor);
  const rest = total - counts.reduce((sum, count) => sum + count, 0);
  const order = exact
    .map((value, i) => ({ i, remainder: value - Math.floor(value) }))
    .toSorted((a, b) => b.remainder - a.remainder || a.i - b.i);
  const lucky = new Set(order.slice(0, rest).map(({ i }) => i));
  return counts.map((count, i) => (lucky.has(i) ? count + 1 : count));
}

/** Fisher and Yates. */
function shuffle(rows: readonly number[], random: Random): readonly number[] {
  const order = [...rows];
  for (let i = order.length - 1; i > 0; i--) {
    const k = random.integer(i + 1);
    const [a = 0, b = 0] = [order[i], order[k]];
    order[i] = b;
    order[k] = a;
  }
  return order;
}
