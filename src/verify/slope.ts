import type { Slice } from "./numerical.ts";

/** A derivative as the gradient has it and as differences of the loss measure it. */
export interface Slope {
  readonly analytic: number;
  readonly numeric: number;
  readonly difference: number;
  /** What `difference` may be. */
  readonly tolerance: number;
  readonly ok: boolean;
  /** The loss has a kink here (relu at 0), and the gradient lies between the slopes on its two sides. */
  readonly kink: boolean;
}

export interface Claim {
  readonly analytic: number;
  /** The value that is varied, to which the step is scaled; 1 for a direction. */
  readonly x: number;
  /** J in the middle. */
  readonly loss: number;
  readonly precision: "f64" | "f32";
}

interface Numbers {
  readonly epsilon: number;
  readonly step: number;
  readonly absolute: number;
  readonly relative: number;
}

/**
 * |Δ| ≤ 1e-7 + 1e-6·|g| in f64. With f32 arrays the loss itself is known to 6e-8 of its size only, so differences of it are good to
 * about 1e-5: |Δ| ≤ 1e-3 + 1e-2·|g|, which finds wrong formulas and no subtle ones; the f64 module from the same network has the
 * same formulas.
 */
const NUMBERS: Readonly<Record<"f64" | "f32", Numbers>> = {
  f64: { epsilon: 2 ** -53, step: 6e-6, absolute: 1e-7, relative: 1e-6 },
  f32: { epsilon: 2 ** -24, step: 4e-3, absolute: 1e-3, relative: 1e-2 },
};

/** Smaller steps lie between kinks that a larger one straddles, at the price of more rounding. */
const SHRINK = [1, 1 / 8, 1 / 64];

/**
 * Compares a derivative with central differences of J along a line; `f` gives J at a step from the middle.
 *
 * A right gradient must not fail because the step happens to straddle a kink of relu, abs or max. The distance of a kink is random, so
 * a smaller step lies beside it: a difference that agrees at one of three steps is enough, since a wrong derivative agrees at none. On
 * a kink itself every step straddles it. There the slopes on the two sides, f(h) and f(−h) against f(0), do not approach each other as
 * h shrinks, and any value between them is a subgradient.
 */
export function slope(f: Slice, claim: Claim): Slope {
  const { epsilon, step, absolute, relative } = NUMBERS[claim.precision];
  const { analytic, loss } = claim;
  let best: Slope | undefined;
  let gap: number | undefined;
  for (const shrink of SHRINK) {
    const h = step * Math.max(1, Math.abs(claim.x)) * shrink;
    const [above, below] = [f(h), f(-h)];
    const numeric = (above - below) / (2 * h);
    // What rounding alone makes of the difference: the loss is a sum, good to a few ε.
    const noise = (4 * epsilon * Math.max(Math.abs(loss), Math.abs(above), Math.abs(below))) / h;
    const tolerance = absolute + relative * Math.abs(analytic) + noise;
    const difference = Math.abs(analytic - numeric);
    const result: Slope = { analytic, numeric, difference, tolerance, ok: difference <= tolerance, kink: false };
    if (result.ok) return result;
    // A step that leads out of the domain gives NaN, which is never the better one.
    if (best === undefined || difference < best.difference || Number.isNaN(best.difference)) best = result;

    const [right, left] = [(above - loss) / h, (loss - below) / h];
    gap ??= Math.abs(right - left);
    if (shrink !== SHRINK.at(-1)) continue;
    const between = analytic >= Math.min(left, right) - tolerance && analytic <= Math.max(left, right) + tolerance;
    // At a smooth point the sides approach each other in proportion to the step.
    const apart = Math.abs(right - left) > Math.max(0.2 * gap, 100 * tolerance);
    if (between && apart) return { ...result, ok: true, kink: true };
  }
  return best ?? { analytic, numeric: NaN, difference: NaN, tolerance: absolute, ok: false, kink: false };
}
