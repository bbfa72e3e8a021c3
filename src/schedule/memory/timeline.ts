import { bufferKey } from "../../ir/kernel.ts";
import type { Buffer, Kernel, Statement } from "../../ir/kernel.ts";
import { accessesOf } from "../../ir/walk.ts";
import type { Access } from "../../ir/walk.ts";

/** A statement with its place in time; groups are opened. A loop begins before its body and ends after it. */
export interface Moment {
  readonly statement: Exclude<Statement, { kind: "group" }>;
  readonly begin: number;
  readonly end: number;
  /** Counted from 1; what stands in a loop over the examples counts as if it stood outside. */
  readonly nest: number;
  /** Of a loop: what it repeats. */
  readonly inside: readonly Moment[];
  /** The scratch buffers that it touches; of a loop, with the moments inside that do. */
  readonly touches: Touches;
  /** Of another statement: what it reads and writes, in order. */
  readonly accesses: readonly Access[];
}

/** The moments that touch each buffer, in order: there may be thousands of both. */
export type Touches = ReadonlyMap<string, readonly Moment[]>;

export interface Timeline {
  readonly touches: Touches;
  /** The buffers in the order in which they are first touched, each as long as anything in the function needs it. */
  readonly buffers: ReadonlyMap<string, Buffer>;
}

/** The statements of a function along one line of time. */
export function timelineOf({ body }: Pick<Kernel, "body">): Timeline {
  let [now, nests] = [0, 0];
  const buffers = new Map<string, Buffer>();
  const place = (statements: readonly Statement[], nest: number | undefined): readonly Moment[] =>
    statements.flatMap((statement): readonly Moment[] => {
      const isExamples = statement.kind === "for" && statement.extent === "count";
      const own = nest ?? (isExamples ? undefined : ++nests);
      if (statement.kind === "group") return place(statement.body, own);
      const begin = now++;
      if (statement.kind === "for") {
        const inside = place(statement.body, own);
        return [{ statement, begin, end: now++, nest: own ?? nests, inside, touches: touchesOf(inside), accesses: [] }];
      }
      const accesses = accessesOf([statement]).filter(({ buffer }) => buffer.storage === "scratch");
      for (const { buffer } of accesses) {
        const key = bufferKey(buffer);
        if ((buffers.get(key)?.size ?? 0) < buffer.size) buffers.set(key, buffer);
      }
      const touches = new Map(accesses.map(({ buffer }) => [bufferKey(buffer), []]));
      return [{ statement, begin, end: begin, nest: own ?? nests, inside: [], touches, accesses }];
    });
  return { touches: touchesOf(place(body, undefined)), buffers };
}

function touchesOf(moments: readonly Moment[]): Touches {
  const found = new Map<string, Moment[]>();
  for (const moment of moments) {
    for (const key of moment.touches.keys()) {
      const known = found.get(key);
      if (known === undefined) found.set(key, [moment]);
      else known.push(moment);
    }
  }
  return found;
}

/** The accesses to a buffer in moments that touch it, in order. */
export const accessesTo = (moments: readonly Moment[] | undefined, key: string): readonly Access[] =>
  (moments ?? []).flatMap(({ touches, accesses }) => [
    ...accesses.filter(({ buffer }) => bufferKey(buffer) === key),
    ...accessesTo(touches.get(key), key),
  ]);
