/** Nanoseconds of processor time a call, of so many calls in a row. */
export type Timed = (calls: number) => number;

/** Processor time, so that what else the machine does counts less. */
const processorTime = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) * 1e3;
};

export const timed =
  (f: () => void): Timed =>
  (calls) => {
    const start = processorTime();
    for (let i = 0; i < calls; i++) f();
    return (processorTime() - start) / calls;
  };

/** Runs until V8 has optimised it: at least so long and a thousand times, unless that takes too long. */
function warmUp(run: Timed, milliseconds: number): number {
  let calls = 1;
  let each = Infinity;
  for (
    let spent = 0, done = 0;
    spent < milliseconds * 1e6 || (done < 1000 && spent < milliseconds * 1e7);
    done += calls
  ) {
    if (each * calls < 1e6) calls *= 2;
    each = Math.max(1, run(calls));
    spent += each * calls;
  }
  return each;
}

export interface Times {
  /** Median nanoseconds a call of each. */
  readonly times: readonly number[];
  /** Median over the rounds of each one's time to that of the second, the reference. */
  readonly ratios: readonly number[];
}

/** Measures in interleaved rounds: what disturbs one disturbs its neighbours. */
export function race(runs: readonly Timed[], rounds: number, milliseconds: number): Times {
  const calls = runs.map((run) => Math.max(1, Math.round((milliseconds * 1e6) / warmUp(run, 80))));
  const times = runs.map((): number[] => []);
  for (let round = 0; round < rounds; round++) {
    for (const [i, run] of runs.entries()) times[i]?.push(run(calls[i] ?? 1));
  }
  const reference = times[1] ?? [];
  return {
    times: times.map(median),
    ratios: times.map((list) => median(list.map((time, round) => time / (reference[round] ?? NaN)))),
  };
}

const median = (list: readonly number[]): number => list.toSorted((a, b) => a - b)[list.length >> 1] ?? NaN;
