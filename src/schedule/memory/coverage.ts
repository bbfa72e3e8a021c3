import { bufferKey } from "../../ir/kernel.ts";
import type { Index } from "../../ir/kernel.ts";
import { accessesTo } from "./timeline.ts";
import type { Moment } from "./timeline.ts";

/** So many elements are looked at before a question is left open, which only makes a lifetime longer. */
const PATIENCE = 1_000_000;

/**
 * Whether a stretch of a function reads of a buffer only what it has itself written before, whatever was there when it began: the statements
 * are gone through as they would run, over the elements that they touch. A loop that no index moves with is gone through once, in its first
 * iteration, when least has been written; one over the examples may not run at all, so that what it writes does not count behind it.
 * @param moments those that touch the buffer
 */
export function readsOwn(moments: readonly Moment[], key: string, size: number): boolean {
  const written = new Uint8Array(size);
  const indices = new Map<string, number>();
  let steps = 0;
  /** Undefined where an index was loaded: it may be anything. */
  const placeOf = ({ constant, terms }: Index): number | undefined => {
    let place = constant;
    for (const { index, stride } of terms) {
      const value = indices.get(index);
      if (value === undefined) return undefined;
      place += stride * value;
    }
    return place;
  };
  const known = new Map<Moment, boolean>();
  const movesWith = (loop: Moment): boolean => {
    const { statement, touches } = loop;
    const moves =
      known.get(loop) ??
      (statement.kind === "for" &&
        accessesTo(touches.get(key), key).some(({ at }) => at.terms.some((term) => term.index === statement.index)));
    known.set(loop, moves);
    return moves;
  };
  const access = ({ accesses }: Moment): boolean => {
    for (const { buffer, at, kind } of accesses) {
      if (bufferKey(buffer) !== key) continue;
      if (++steps > PATIENCE) return false;
      const place = placeOf(at);
      if (kind === "store") {
        if (place !== undefined) written[place] = 1;
      } else if (place === undefined ? written.includes(0) : written[place] !== 1) return false;
    }
    return true;
  };
  const run = (body: readonly Moment[]): boolean =>
    body.every((moment) => {
      const { statement } = moment;
      const inside = moment.touches.get(key) ?? [];
      if (statement.kind !== "for") return access(moment);
      const { index, extent, step = 1 } = statement;
      if (extent === "count") {
        const before = written.slice();
        const holds = run(inside);
        written.set(before);
        return holds;
      }
      const until = movesWith(moment) ? extent : Math.min(extent, step);
      let holds = true;
      for (let i = 0; holds && i + step <= until; i += step) {
        indices.set(index, i);
        holds = run(inside);
      }
      indices.delete(index);
      return holds;
    });
  return run(moments);
}
