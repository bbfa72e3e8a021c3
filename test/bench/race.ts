import { fresh } from "./fresh.ts";
import { median } from "./statistics.ts";

/** Nanoseconds of processor time a call, of so many calls in a row. */
export type Timed = (calls: number) => number;

/** Processor time, so that what else the machine does counts less. It is that of all threads of this process. */
const processorTime = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) * 1e3;
};

export function timed(f: () => void): Timed {
  const loop = fresh<(calls: number) => void>({ f }, "return (calls) => { for (let i = 0; i < calls; i++) f(); };");
  return (calls) => {
    const start = processorTime();
    loop(calls);
    return (processorTime() - start) / calls;
  };
}

export interface Pace {
  /** Rounds; what takes long runs in fewer of them. */
  readonly rounds: number;
  /** How long each runs in a round, in milliseconds. */
  readonly milliseconds: number;
  /** How long each runs at most in all rounds together, though at least in three rounds. */
  readonly budget: number;
}

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

/** Nanoseconds a call of each, round by round; NaN where it was left out. Rounds are interleaved: what disturbs one disturbs its neighbours. */
export function race(runs: readonly Timed[], { rounds, milliseconds, budget }: Pace): readonly (readonly number[])[] {
  const plans = runs.map((run) => {
    const each = warmUp(run, Math.min(80, 20 * milliseconds));
    const calls = Math.max(1, Math.round((milliseconds * 1e6) / each));
    const affordable = Math.floor((budget * 1e6) / (calls * each));
    return { run, calls, every: Math.max(1, Math.floor(rounds / Math.max(3, affordable))) };
  });
  const times = runs.map((): number[] => []);
  for (let round = 0; round < rounds; round++)
    for (const [i, { run, calls, every }] of plans.entries()) times[i]?.push(round % every === 0 ? run(calls) : NaN);
  return times;
}

/** The median of the times that were taken. */
export const medianTime = (times: readonly number[]): number => median(times.filter((time) => !Number.isNaN(time)));

/** The median over the rounds of one's time to another's, in rounds that both have run in. */
export const medianRatio = (times: readonly number[], reference: readonly number[]): number =>
  medianTime(times.map((time, round) => time / (reference[round] ?? NaN)));
