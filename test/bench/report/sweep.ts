import { median } from "../statistics.ts";
import type { Point, Sweep } from "../sweep.ts";
import { duration } from "./format.ts";
import type { What } from "./results.ts";

/** From here on a size is among the worst. */
const WORST = 0.95;

const digits = (ratio: number): string => ratio.toFixed(2);

/** The points whose ratio comes closest to 1 or lies above it, the worst first. */
export const worstOf = (points: readonly Point[]): readonly Point[] =>
  points.filter(({ ratio }) => ratio > WORST).toSorted((a, b) => b.ratio - a.ratio);

export const sweepLine = ({ name, what, time, ratio }: Point): string =>
  `${name.padEnd(18)} ${what.padEnd(8)} ${duration(time).padStart(10)}  ${ratio.toFixed(3)}${ratio > WORST ? "  <" : ""}`;

/** Two sentences for the README, and the sizes on which plain loops are faster, if there are any. */
export function sweepText({ points, date }: Sweep): string {
  const range = (what: What): string => {
    const ratios = points.filter((point) => point.what === what).map(({ ratio }) => ratio);
    return `${digits(Math.min(...ratios))} to ${digits(Math.max(...ratios))} (median ${digits(median(ratios))})`;
  };
  const nets = new Set(points.map(({ name }) => name)).size;
  const slower = worstOf(points).filter(({ ratio }) => ratio > 1);
  const list = slower.map(({ name, what, ratio }) => `${name} ${what} ${digits(ratio)}`);
  return [
    `\`npm run bench -- --sweep\` goes through ${nets} nets of 1 to 512 a side (n-n-n, n-1 and 1-n, one example and 16). On ${date} a training step took ${range("step")} of the time of plain loops, a prediction ${range("predict")}.`,
    slower.length === 0 ? "None was slower than plain loops." : `Slower than plain loops: ${list.join(", ")}.`,
  ].join(" ");
}
