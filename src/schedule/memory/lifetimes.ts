import { readsOwn } from "./coverage.ts";
import { accessesTo } from "./timeline.ts";
import type { Moment } from "./timeline.ts";

/** A stretch of time in which a buffer holds something, with the statements that it begins and ends in. */
export interface Life {
  readonly from: number;
  readonly to: number;
  readonly first: Moment;
  readonly last: Moment;
}

/**
 * When a buffer holds something that is still to be read: a list of stretches, each of which reads only what it has written. A buffer that every
 * iteration of a loop fills anew holds nothing from one to the next, so its stretches lie inside; any other that a loop uses lives through it.
 * @param uses the moments that touch it
 * @returns undefined where something is read that was there before
 */
export function livesOf(uses: readonly Moment[], key: string, size: number): readonly Life[] | undefined {
  const lives: Life[] = [];
  let end = uses.length;
  while (end > 0) {
    let begin = end - 1;
    while (begin >= 0 && !readsOwn(uses.slice(begin, end), key, size)) begin--;
    const [first, last] = [uses[begin], uses[end - 1]];
    if (first === undefined || last === undefined) return undefined;
    const within =
      first === last && first.inside.length > 0 ? livesOf(first.touches.get(key) ?? [], key, size) : undefined;
    lives.unshift(...(within ?? [{ from: startOf(first), to: endOf(last, key), first, last }]));
    end = begin;
  }
  return lives;
}

/** A statement reads in its first half and writes in its second. */
const startOf = ({ begin, inside }: Moment): number => 2 * begin + (inside.length > 0 ? 0 : 1);

const endOf = (moment: Moment, key: string): number => {
  const { end, inside } = moment;
  const stores = inside.length > 0 || accessesTo([moment], key).some(({ kind }) => kind === "store");
  return 2 * end + (stores ? 1 : 0);
};

export const meet = (a: Life, b: Life): boolean => a.from <= b.to && b.from <= a.to;
