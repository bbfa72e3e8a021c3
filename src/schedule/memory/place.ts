/** What takes up memory, and what it may not overlap. */
export interface Item {
  readonly key: string;
  /** Elements, of the function that needs most. */
  readonly size: number;
  /** How many moments it is needed for. */
  readonly duration: number;
}

/**
 * How two buffers may lie: `free` overlaps as it likes, `same` may also begin at the same place, and otherwise they have to be apart, which is
 * given as so many elements of each.
 */
export interface Relation {
  readonly mayStartTogether: boolean;
  /** Elements of the first and the second that are needed at the same time, one pair a function. */
  readonly sizes: readonly (readonly [own: number, other: number])[];
}

export interface Layout {
  readonly total: number;
  readonly offsets: ReadonlyMap<string, number>;
}

/**
 * Places in one piece of memory: greedy best fit in the order of size (Pisarchyk and Lee, "Efficient Memory Management for Deep Neural Net
 * Inference", 2020, Algorithm 3), and in two other orders, of which the shortest result counts.
 * @param relationOf what is between two buffers; nothing where they may simply overlap
 */
export function place<T extends Item>(
  items: readonly T[],
  relationOf: (own: T, other: T) => Relation | undefined,
): Layout {
  const weights: readonly ((item: Item) => number)[] = [
    ({ size }) => size,
    ({ size, duration }) => size * duration,
    ({ duration }) => duration,
  ];
  const orders = weights.map((weight) => items.toSorted((a, b) => weight(b) - weight(a)));
  // Where all are of one size, two orders are the same.
  const different = orders.filter((order, i) => !orders.slice(0, i).some((earlier) => sameOrder(earlier, order)));
  const layouts = different.map((order) => placeInOrder(order, relationOf));
  return layouts.reduce((best, layout) => (layout.total < best.total ? layout : best));
}

const sameOrder = (a: readonly Item[], b: readonly Item[]): boolean => a.every((item, i) => item === b[i]);

interface Placed {
  readonly relation: Relation;
  readonly offset: number;
}

function placeInOrder<T extends Item>(
  items: readonly T[],
  relationOf: (own: T, other: T) => Relation | undefined,
): Layout {
  const offsets = new Map<string, number>();
  const before: { readonly item: T; readonly offset: number }[] = [];
  let total = 0;
  for (const item of items) {
    const placed: Placed[] = [];
    for (const { item: other, offset } of before) {
      const relation = relationOf(item, other);
      if (relation !== undefined) placed.push({ relation, offset });
    }
    const offset = bestPlace(item.size, placed, total);
    before.push({ item, offset });
    offsets.set(item.key, offset);
    total = Math.max(total, offset + item.size);
  }
  return { total, offsets };
}

/** Where it makes the whole no longer, into the smallest gap; else as low as possible. */
function bestPlace(size: number, placed: readonly Placed[], total: number): number {
  const isFree = freedom(placed);
  const taken = sorted(placed.map(({ offset }) => offset));
  const candidates = new Set([0]);
  for (const { offset, relation } of placed) {
    for (const [, other] of relation.sizes) candidates.add(offset + other);
    if (relation.mayStartTogether) candidates.add(offset);
  }
  let best = { whole: Infinity, gap: Infinity, at: Infinity };
  for (const at of candidates) {
    if (!isFree(at)) continue;
    const here = { whole: Math.max(total, at + size), gap: (taken[below(taken, at, true)] ?? Infinity) - at, at };
    if (comesBefore(here, best)) best = here;
  }
  return best.at;
}

type Rank = { readonly whole: number; readonly gap: number; readonly at: number };

/** In the order of the whole, the gap, the place. */
const comesBefore = (a: Rank, b: Rank): boolean =>
  a.whole !== b.whole ? a.whole < b.whole : a.gap !== b.gap ? a.gap < b.gap : a.at < b.at;

/**
 * Whether a place is free: what lies at `offset` forbids those strictly between offset − own and offset + other. Two sorted lists count how
 * many forbid one, so that thousands of buffers take no time.
 */
function freedom(placed: readonly Placed[]): (at: number) => boolean {
  const from: number[] = [];
  const to: number[] = [];
  for (const { relation, offset } of placed) {
    for (const [own, other] of relation.sizes) {
      if (own + other === 0) continue;
      from.push(offset - own);
      to.push(offset + other);
    }
  }
  const [starts, ends] = [sorted(from), sorted(to)];
  // Those that forbid the very place at which they may begin together.
  const exempt = new Map<number, number>();
  for (const { relation, offset } of placed) {
    if (!relation.mayStartTogether) continue;
    const around = relation.sizes.filter(([own, other]) => own > 0 && other > 0).length;
    exempt.set(offset, (exempt.get(offset) ?? 0) + around);
  }
  return (at) => below(starts, at, false) - below(ends, at, true) === (exempt.get(at) ?? 0);
}

const sorted = (numbers: readonly number[]): Float64Array => Float64Array.from(numbers).sort();

/** How many numbers of a sorted list are below a limit, or equal to it. */
function below(list: Float64Array, limit: number, inclusive: boolean): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const value = list[middle] ?? Infinity;
    if (value < limit || (inclusive && value === limit)) low = middle + 1;
    else high = middle;
  }
  return low;
}
