import { create } from "../../generated/oscillator/oscillator.ts";
import type { Oscillator } from "../../generated/oscillator/oscillator.ts";
import { omega, zeta } from "./spring.ts";

/** Where the equation is asked to hold: 64 moments from 0 to 6. */
export const moments: Float64Array = Float64Array.from({ length: 64 }, (_, i) => (6 * i) / 63);

/** What the network has never been shown: e^(−ζωt) (cos ω′t + ζω/ω′ sin ω′t), ω′ = ω √(1 − ζ²). */
export function exact(t: number): number {
  const damped = omega * Math.sqrt(1 - zeta ** 2);
  return Math.exp(-zeta * omega * t) * (Math.cos(damped * t) + ((zeta * omega) / damped) * Math.sin(damped * t));
}

/** The largest distance from the exact solution, between the moments too. */
export function largestError(net: Oscillator): number {
  const between = Float64Array.from({ length: 601 }, (_, i) => i / 100);
  const { x } = net.predict(between);
  return between.reduce((largest, t, i) => Math.max(largest, Math.abs((x[i] ?? NaN) - exact(t))), 0);
}

/** Steps of L-BFGS; each makes less of what is left of the equation. */
export function solve(
  seed: number,
  steps: number,
  onStep: (step: number, left: number, net: Oscillator) => void = () => {},
): Oscillator {
  const net = create({ seed });
  for (let step = 1; step <= steps; step++) {
    net.trainStep(moments, moments.length);
    onStep(step, net.loss[0] ?? NaN, net);
  }
  return net;
}
