import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { at } from "../../src/diagnostics/diagnostic.ts";
import { place } from "../../src/schedule/memory/place.ts";
import type { Item, Relation as Between } from "../../src/schedule/memory/place.ts";

/** What is between a buffer and the one with this key. */
interface Relation extends Between {
  readonly key: string;
}

interface Pair {
  readonly met: boolean;
  readonly together: boolean;
  readonly sizes: readonly (readonly [number, number])[];
}

const size = fc.nat(6);
const pair: fc.Arbitrary<Pair> = fc.record({
  met: fc.boolean(),
  together: fc.boolean(),
  sizes: fc.array(fc.tuple(size, size), { minLength: 1, maxLength: 2 }),
});

/** Buffers, and what is between each two, both ways. */
const problem = fc.integer({ min: 1, max: 9 }).chain((count) =>
  fc.record({
    pairs: fc.array(pair, { minLength: count * count, maxLength: count * count }),
    durations: fc.array(fc.nat(5), { minLength: count, maxLength: count }),
  }),
);

function asked({ pairs, durations }: { readonly pairs: readonly Pair[]; readonly durations: readonly number[] }) {
  const count = durations.length;
  const relations = new Map<string, Relation[]>(durations.map((_, i) => [String(i), []]));
  for (let i = 0; i < count; i++)
    for (let j = 0; j < i; j++) {
      const { met, together: mayStartTogether, sizes } = at(pairs, i * count + j);
      if (!met) continue;
      relations.get(String(i))?.push({ key: String(j), mayStartTogether, sizes });
      const turned = sizes.map(([own, other]) => [other, own] as const);
      relations.get(String(j))?.push({ key: String(i), mayStartTogether, sizes: turned });
    }
  const items = durations.map((duration, i): Item => {
    const own = (relations.get(String(i)) ?? []).flatMap(({ sizes }) => sizes.map(([each]) => each));
    return { key: String(i), size: Math.max(1, ...own), duration };
  });
  return { items, relations };
}

/** Whether two buffers may lie so, as the type says it. */
const fits = (own: number, other: number, { mayStartTogether, sizes }: Relation): boolean =>
  (mayStartTogether && own === other) || sizes.every(([a, b]) => own + a <= other || other + b <= own);

/** The same search, place by place: whatever lies below is tried. */
function searched(items: readonly Item[], relations: ReadonlyMap<string, readonly Relation[]>): number {
  const orders = [
    ({ size }: Item) => size,
    ({ size, duration }: Item) => size * duration,
    ({ duration }: Item) => duration,
  ];
  const totals = orders.map((weight) => {
    const offsets = new Map<string, number>();
    let total = 0;
    for (const { key, size } of items.toSorted((a, b) => weight(b) - weight(a))) {
      const placed = (relations.get(key) ?? []).filter((relation) => offsets.has(relation.key));
      const lies = ({ key }: Relation): number => offsets.get(key) ?? NaN;
      const ends = placed.flatMap((relation) => relation.sizes.map(([, other]) => lies(relation) + other));
      const starts = placed.filter(({ mayStartTogether }) => mayStartTogether).map(lies);
      const ranks = [0, ...ends, ...starts]
        .filter((place) => placed.every((relation) => fits(place, lies(relation), relation)))
        .map((place) => {
          const next = Math.min(Infinity, ...placed.map(lies).filter((offset) => offset > place));
          return [Math.max(total, place + size), next - place, place] as const;
        });
      const [whole = NaN, , best = NaN] =
        ranks.toSorted((a, b) => a[0] - b[0] || (a[1] === b[1] ? 0 : a[1] - b[1]) || a[2] - b[2])[0] ?? [];
      offsets.set(key, best);
      total = whole;
    }
    return total;
  });
  return Math.min(...totals);
}

describe("places of buffers", () => {
  it("are those that a search through all finds, and apart where they must be", () => {
    fc.assert(
      fc.property(problem, (given) => {
        const { items, relations } = asked(given);
        const { offsets, total } = place(items, (own, other) =>
          relations.get(own.key)?.find(({ key }) => key === other.key),
        );
        const offset = (key: string): number => offsets.get(key) ?? NaN;
        for (const [key, of] of relations)
          for (const relation of of) expect(fits(offset(key), offset(relation.key), relation)).toBe(true);
        expect(total).toBe(searched(items, relations));
      }),
      { numRuns: 500 },
    );
  });

  it("are found for 1,000 buffers that are all needed at once, as a chain of so many layers leaves them", () => {
    const keys = Array.from({ length: 1000 }, (_, i) => String(i));
    const items = keys.map((key): Item => ({ key, size: 8, duration: 1 }));
    let asked = 0;
    const { total } = place(items, (): Between => {
      asked++;
      return { mayStartTogether: false, sizes: [[8, 8]] };
    });
    expect(total).toBe(1000 * 8);
    // Each pair once: the orders by size, by time and by both are the same.
    expect(asked).toBe((1000 * 999) / 2);
  });
});
