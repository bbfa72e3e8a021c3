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
  /** The scratch buffers that it touches. */
  readonly keys: ReadonlySet<string>;
  /** Of a loop: what it repeats. */
  readonly inside: readonly Moment[];
  /** Of another statement: what it reads and writes, in order. */
  readonly accesses: readonly Access[];
}

export interface Timeline {
  readonly moments: readonly Moment[];
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
        const keys = new Set(inside.flatMap((moment) => [...moment.keys]));
        return [{ statement, begin, end: now++, nest: own ?? nests, keys, inside, accesses: [] }];
      }
      const accesses = accessesOf([statement]).filter(({ buffer }) => buffer.storage === "scratch");
      for (const { buffer } of accesses) {
        const key = bufferKey(buffer);
        if ((buffers.get(key)?.size ?? 0) < buffer.size) buffers.set(key, buffer);
      }
      const keys = new Set(accesses.map(({ buffer }) => bufferKey(buffer)));
      return [{ statement, begin, end: begin, nest: own ?? nests, keys, inside: [], accesses }];
    });
  return { moments: place(body, undefined), buffers };
}

/** The accesses to one buffer or several, in order. */
export const accessesTo = (moments: readonly Moment[], key: string): readonly Access[] =>
  moments.flatMap(({ keys, inside, accesses }) =>
    keys.has(key) ? [...accesses.filter(({ buffer }) => bufferKey(buffer) === key), ...accessesTo(inside, key)] : [],
  );
