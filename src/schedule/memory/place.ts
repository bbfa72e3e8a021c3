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
  readonly key: string;
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
 * @param relations those of each buffer to all that it may not simply overlap
 */
export function place(items: readonly Item[], relations: ReadonlyMap<string, readonly Relation[]>): Layout {
  const orders: readonly ((item: Item) => number)[] = [
    ({ size }) => size,
    ({ size, duration }) => size * duration,
    ({ duration }) => duration,
  ];
  const layouts = orders.map((weight) =>
    placeInOrder(
      [...items].sort((a, b) => weight(b) - weight(a)),
      relations,
    ),
  );
  return layouts.reduce((best, layout) => (layout.total < best.total ? layout : best));
}

interface Placed {
  readonly relation: Relation;
  readonly offset: number;
}

function placeInOrder(items: readonly Item[], relations: ReadonlyMap<string, readonly Relation[]>): Layout {
  const offsets = new Map<string, number>();
  let total = 0;
  for (const { key, size } of items) {
    const placed: Placed[] = [];
    for (const relation of relations.get(key) ?? []) {
      const offset = offsets.get(relation.key);
      if (offset !== undefined) placed.push({ relation, offset });
    }
    const isFree = freedom(placed);
    const taken = sorted(placed.map(({ offset }) => offset));
    const gapAt = (at: number): number => (taken[below(taken, at, true)] ?? Infinity) - at;
    const ends = placed.flatMap(({ offset, relation }) => relation.sizes.map(([, other]) => offset + other));
    const starts = placed.flatMap(({ relation, offset }) => (relation.mayStartTogether ? [offset] : []));
    const candidates = [...new Set([0, ...ends, ...starts])].filter(isFree);
    // Where it makes the whole no longer, into the smallest gap; else as low as possible.
    const rank = (at: number): readonly [number, number, number] => [Math.max(total, at + size), gapAt(at), at];
    const [next, , best] = candidates.map(rank).reduce((a, b) => (comesBefore(b, a) ? b : a));
    offsets.set(key, best);
    total = next;
  }
  return { total, offsets };
}

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

function comesBefore(a: readonly number[], b: readonly number[]): boolean {
  for (const [i, value] of a.entries()) {
    const other = b[i] ?? value;
    if (value !== other) return value < other;
  }
  return false;
}
