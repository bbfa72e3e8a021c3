import { create } from "../../generated/multi-label/multi-label.ts";
import type { MultiLabel } from "../../generated/multi-label/multi-label.ts";
import { readDigits } from "../digits/digits.ts";

/** Which segments are lit for the digits 0 to 9: a on top, then clockwise b to f, and g in the middle. */
const LIT = ["abcdef", "bc", "abdeg", "abcdg", "bcfg", "acdfg", "acdefg", "abc", "abcdefg", "abcdfg"];

/** The seven targets of each digit. */
export const segmentsOf = (digit: Int32Array): Float64Array =>
  Float64Array.from([...digit].flatMap((index) => [..."abcdefg"].map((name) => Number(LIT[index]?.includes(name)))));

export interface Score {
  /** The share of segments that are right. */
  readonly segments: number;
  /** The share of displays of which all segments are right. */
  readonly displays: number;
}

/** Trains on four fifths of the digits; gives the network and its score on the rest. */
export async function train(
  seed: number,
  epochs: number,
): Promise<{ readonly net: MultiLabel; readonly score: Score }> {
  const digits = readDigits(seed);
  const net = create({ seed });
  await net.fit(digits.train.x, segmentsOf(digits.train.digit), { epochs, batchSize: 32, seed });
  const wanted = segmentsOf(digits.test.digit);
  const wrong = net.predict(digits.test.x).map((p, i) => Number(p >= 0.5 !== (wanted[i] === 1)));
  const mistaken = Array.from(digits.test.digit, (_, n) => wrong.subarray(7 * n, 7 * n + 7).includes(1));
  return {
    net,
    score: {
      segments: 1 - wrong.reduce((sum, one) => sum + one, 0) / wrong.length,
      displays: 1 - mistaken.filter(Boolean).length / mistaken.length,
    },
  };
}

/** The display for seven probabilities, 3 by 3 characters. */
export function display(p: Float64Array): readonly string[] {
  const [a, b, c, d, e, f, g] = Array.from(p, (value) => value >= 0.5);
  const line = (left = false, middle = false, right = false): string =>
    `${left ? "|" : " "}${middle ? "_" : " "}${right ? "|" : " "}`;
  return [line(false, a, false), line(f, g, b), line(e, d, c)];
}
