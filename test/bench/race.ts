/** Nanoseconds of `calls` calls in a row, per call. */
export type Timed = (calls: number) => number;

export const timed =
  (f: () => void): Timed =>
  (calls) => {
    const start = process.hrtime.bigint();
    for (let i = 0; i < calls; i++) f();
    return Number(process.hrtime.bigint() - start) / calls;
  };

/** Runs until V8 has optimised it: at least so long, and so often. */
function warmUp(run: Timed, milliseconds: number): number {
  let calls = 1;
  let spent = 0;
  let each = Infinity;
  for (let done = 0; spent < milliseconds * 1e6 || done < 500; done += calls) {
    each = run(calls);
    spent += each * calls;
    if (each * calls < 1e6) calls *= 2;
    if (spent > milliseconds * 20e6) break;
  }
  return each;
}

/** Median nanoseconds a call of each, measured in interleaved rounds: what disturbs one disturbs its neighbours. */
export function race(runs: readonly Timed[], rounds: number, milliseconds: number): readonly number[] {
  const calls = runs.map((run) => Math.max(1, Math.round((milliseconds * 1e6) / warmUp(run, milliseconds * 8))));
  const times = runs.map((): number[] => []);
  for (let round = 0; round < rounds; round++) {
    for (const [i, run] of runs.entries()) times[i]?.push(run(calls[i] ?? 1));
  }
  return times.map((list) => list.toSorted((a, b) => a - b)[list.length >> 1] ?? NaN);
}
