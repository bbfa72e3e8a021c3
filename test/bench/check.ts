import { ours } from "./contestants/nngen.ts";
import type { Contestant, Entry } from "./contestant.ts";
import type { Data } from "./data.ts";
import type { Workload } from "./workloads.ts";

/** Batches after which parameters are compared, or an epoch. */
const STEPS = 5;

/** The largest difference relative to the largest value. */
export function difference(want: ArrayLike<number>, found: ArrayLike<number>): number {
  if (want.length !== found.length) return Infinity;
  let [gap, scale] = [0, 0];
  for (let i = 0; i < want.length; i++) {
    gap = Math.max(gap, Math.abs((want[i] ?? NaN) - (found[i] ?? NaN)));
    scale = Math.max(scale, Math.abs(want[i] ?? NaN));
  }
  return gap === 0 ? 0 : gap / scale;
}

export interface Result {
  readonly parameters: ArrayLike<number>;
  readonly outputs: ArrayLike<number>;
}

/** Predictions from the first parameters, and the parameters after some steps. */
export function resultOf(contestant: Contestant, { batches }: Workload): Result {
  contestant.reset();
  contestant.predict();
  const outputs = Float64Array.from(contestant.outputs());
  for (let i = 0; i < STEPS; i += batches) contestant.trainStep();
  const parameters = Float64Array.from(contestant.parameters());
  contestant.reset();
  return { parameters, outputs };
}

/** What is wrong with a contestant's result; undefined where it is ours. Where it trains another net, ours of that one is compared. */
export async function mistakeOf(
  { tolerance }: Entry,
  contestant: Contestant,
  workload: Workload,
  data: Data,
  expected: Result,
): Promise<string | undefined> {
  const want = contestant.instead === undefined ? expected : await resultInstead(contestant.instead, workload, data);
  const found = resultOf(contestant, workload);
  const wrong = (["outputs", "parameters"] as const)
    .map((what) => ({ what, gap: difference(want[what], found[what]) }))
    .find(({ gap }) => !(gap <= tolerance));
  return wrong === undefined ? undefined : `its ${wrong.what} differ by ${wrong.gap.toExponential(1)}`;
}

/** One example after another, so that the batches are of one. */
async function resultInstead(net: Workload["net"], workload: Workload, data: Data): Promise<Result> {
  const rows = workload.count * workload.batches;
  const part = (all: Float64Array, k: number): Float64Array =>
    all.subarray((k * all.length) / rows, ((k + 1) * all.length) / rows);
  const batches = Array.from({ length: rows }, (_, k) => ({ x: part(data.x, k), y: part(data.y, k) }));
  return resultOf(await ours({ ...workload, net, count: 1, batches: rows }, { ...data, batches }), workload);
}
