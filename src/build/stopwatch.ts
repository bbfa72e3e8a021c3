/** Milliseconds by step, in order. */
export type Timings = Readonly<Record<string, number>>;

export interface Stopwatch {
  /** Ends a step that began with the one before. */
  lap(step: string): void;
  timings(): Timings;
}

export function createStopwatch(): Stopwatch {
  const laps = new Map<string, number>();
  let last = performance.now();
  return {
    lap(step) {
      const now = performance.now();
      laps.set(step, now - last);
      last = now;
    },
    timings: () => Object.fromEntries(laps),
  };
}
