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

function placeInOrder(items: readonly Item[], relations: ReadonlyMap<string, readonly Relation[]>): Layout {
  const offsets = new Map<string, number>();
  let total = 0;
  for (const { key, size } of items) {
    const placed = (relations.get(key) ?? []).flatMap((relation) => {
      const offset = offsets.get(relation.key);
      return offset === undefined ? [] : [{ ...relation, offset }];
    });
    const isFree = (at: number): boolean =>
      placed.every(
        ({ mayStartTogether, offset, sizes }) =>
          (mayStartTogether && at === offset) ||
          sizes.every(([own, other]) => at + own <= offset || offset + other <= at),
      );
    const gapAt = (at: number): number =>
      Math.min(...placed.flatMap(({ offset }) => (offset > at ? [offset] : [])), Infinity) - at;
    const ends = placed.flatMap(({ offset, sizes }) => sizes.map(([, other]) => offset + other));
    const starts = placed.flatMap(({ mayStartTogether, offset }) => (mayStartTogether ? [offset] : []));
    const candidates = [0, ...ends, ...starts].filter(isFree);
    // Where it makes the whole no longer, into the smallest gap; else as low as possible.
    const rank = (at: number): readonly [number, number, number] => [Math.max(total, at + size), gapAt(at), at];
    const best = candidates.reduce((a, b) => (comesBefore(rank(b), rank(a)) ? b : a));
    offsets.set(key, best);
    total = Math.max(total, best + size);
  }
  return { total, offsets };
}

function comesBefore(a: readonly number[], b: readonly number[]): boolean {
  for (const [i, value] of a.entries()) {
    const other = b[i] ?? value;
    if (value !== other) return value < other;
  }
  return false;
}
