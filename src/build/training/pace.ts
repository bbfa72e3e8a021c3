import type { Figures } from "./figures.ts";

/** How far training has come, and how fast it goes. */
export interface Progress {
  readonly epoch: number;
  readonly epochs: number;
  /** Of the latest epoch. */
  readonly figures: Figures;
  readonly examplesPerSecond: number;
  /** Until the last epoch; it may end earlier. */
  readonly secondsLeft: number;
}

/** Measures from now on: epochs before a checkpoint took no time in this process. */
export function pace(first: number, epochs: number, rows: number): (history: readonly Figures[]) => Progress {
  const start = performance.now();
  return (history) => {
    const epoch = history.length;
    const perEpoch = (performance.now() - start) / 1000 / (epoch - first);
    return {
      epoch,
      epochs,
      figures: history.at(-1) ?? {},
      examplesPerSecond: rows / perEpoch,
      secondsLeft: (epochs - epoch) * perEpoch,
    };
  };
}
