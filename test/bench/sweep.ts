import { ours } from "./contestants/nngen.ts";
import { plainLoops } from "./contestants/plain.ts";
import { dataOf } from "./data.ts";
import { medianRatio, medianTime, race, timed } from "./race.ts";
import type { Pace } from "./race.ts";
import type { What } from "./report/results.ts";
import type { Workload } from "./workloads.ts";

export interface Point {
  readonly name: string;
  readonly what: What;
  /** Nanoseconds a call. */
  readonly time: number;
  /** Ours to that of plain loops. */
  readonly ratio: number;
}

export interface Sweep {
  /** Year, month and day. */
  readonly date: string;
  readonly points: readonly Point[];
}

/** Training step and prediction of one net, beside plain loops. */
export async function pointsOf(workload: Workload, pace: Pace): Promise<readonly Point[]> {
  const data = dataOf(workload);
  const [net, loops] = [await ours(workload, data), plainLoops(workload, data)];
  const point = (what: Point["what"], a: () => void, b: () => void): Point => {
    net.reset();
    loops.reset();
    const [mine = [], theirs = []] = race([timed(a), timed(b)], pace);
    return { name: workload.name, what, time: medianTime(mine), ratio: medianRatio(mine, theirs) };
  };
  return [point("step", net.trainStep, loops.trainStep), point("predict", net.predict, loops.predict)];
}
