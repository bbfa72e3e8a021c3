import { mistakeOf, resultOf } from "./check.ts";
import type { Contestant, Entry } from "./contestant.ts";
import { dataOf } from "./data.ts";
import type { Data } from "./data.ts";
import { medianRatio, medianTime, race, timed } from "./race.ts";
import type { Pace } from "./race.ts";
import type { Cell, Figure, Row, What } from "./report/results.ts";
import type { Workload } from "./workloads.ts";

/** Bytes a call of each contestant on each workload, where it is measured. */
export type Bytes = (workload: string, contestant: string, what: What) => number | undefined;

/** Prepares the contestants, checks them against the first of them, which is ours, and measures those that compute the same. */
export async function rowOf(
  workload: Workload,
  entries: readonly Entry[],
  pace: Pace,
  bytesOf: Bytes,
  progress: (text: string) => void,
): Promise<Row> {
  const data = dataOf(workload);
  progress("compiling and checking");
  const ready = await prepare(workload, entries, data);
  const able = ready.filter((one): one is Contestant => typeof one !== "string");
  const measured = (what: What): ReadonlyMap<Contestant, Omit<Figure, "bytes">> => {
    progress(what === "step" ? "training steps" : "predictions");
    for (const one of able) one.reset();
    const f = what === "step" ? ("trainStep" as const) : ("predict" as const);
    const times = race(
      able.map((one) => one.clocks?.[f] ?? timed(one[f])),
      pace,
    );
    return new Map(
      able.map((one, i) => [
        one,
        { time: medianTime(times[i] ?? []), ratio: medianRatio(times[i] ?? [], times[0] ?? []) },
      ]),
    );
  };
  const [step, predict] = [measured("step"), measured("predict")];
  const cell = (one: Contestant | string, c: number): Cell => {
    if (typeof one === "string") return { reason: one };
    const figure = (what: What, found: ReadonlyMap<Contestant, Omit<Figure, "bytes">>): Figure => {
      const bytes = bytesOf(workload.name, entries[c]?.name ?? "", what);
      return { ...(found.get(one) ?? { time: NaN, ratio: NaN }), ...(bytes === undefined ? {} : { bytes }) };
    };
    return { step: figure("step", step), predict: figure("predict", predict) };
  };
  return { name: workload.name, cells: ready.map(cell) };
}

/** Each contestant, or why it does not take part. Ours, plain loops and C have to agree; that a library does not is told in the table. */
async function prepare(
  workload: Workload,
  entries: readonly Entry[],
  data: Data,
): Promise<readonly (Contestant | string)[]> {
  const [first, ...rest] = entries;
  const ours = await first?.make(workload, data);
  if (ours === undefined || typeof ours === "string") throw new Error("there is nothing of ours to compare with");
  const expected = resultOf(ours, workload);
  const others: (Contestant | string)[] = [];
  for (const entry of rest) {
    const one = await entry.make(workload, data);
    const mistake = typeof one === "string" ? undefined : await mistakeOf(entry, one, workload, data, expected);
    if (mistake !== undefined && entry.package === undefined)
      throw new Error(`${entry.name} computes something else on ${workload.name}: ${mistake}`);
    others.push(mistake === undefined ? one : `computes something else on ${workload.name}: ${mistake}`);
  }
  return [ours, ...others];
}
