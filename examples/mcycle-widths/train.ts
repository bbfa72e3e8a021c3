import { readFileSync } from "node:fs";
import { create } from "../../generated/mcycle-widths/mcycle-widths.ts";
import type { McycleWidths } from "../../generated/mcycle-widths/mcycle-widths.ts";

/** The numbers of hidden nodes. */
export const WIDTHS = [1, 2, 5, 10, 50] as const;

export interface Curve {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/** The 133 measurements: ms after the impact, g. */
export function readMcycle(): Curve {
  const text = readFileSync(new URL("../mcycle/mcycle.csv", import.meta.url), "utf8");
  const rows = text.trim().split("\n").slice(1).map((line) => line.split(",").map(Number)); // prettier-ignore
  const column = (index: number): Float64Array => Float64Array.from(rows, (row) => row[index] ?? Number.NaN);
  return { x: column(0), y: column(1) };
}

/** Trains all five widths at once, each step on all measurements. */
export async function train(seed: number, epochs: number): Promise<McycleWidths> {
  const { x, y } = readMcycle();
  const net = create({ seed });
  await net.fit(x, y, { epochs, batchSize: Infinity, seed });
  return net;
}

/** What each width predicts at some times. */
export function curvesOf(net: McycleWidths, x: Float64Array): readonly Curve[] {
  const { yHat1, yHat2, yHat5, yHat10, yHat50 } = net.predict(x);
  return [yHat1, yHat2, yHat5, yHat10, yHat50].map((y) => ({ x, y }));
}

/** The share of the measurements' variance that each width explains. */
export function rSquaredOf(net: McycleWidths): readonly number[] {
  const { x, y } = readMcycle();
  const mean = y.reduce((sum, value) => sum + value, 0) / y.length;
  const squares = (differenceAt: (i: number) => number): number =>
    y.reduce((sum, _, i) => sum + differenceAt(i) ** 2, 0);
  const total = squares((i) => (y[i] ?? 0) - mean);
  return curvesOf(net, x).map((curve) => 1 - squares((i) => (y[i] ?? 0) - (curve.y[i] ?? 0)) / total);
}
