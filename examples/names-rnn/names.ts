// First names as examples: six letters, and the one that comes next.
import { readFileSync } from "node:fs";
import { shuffledIndices, uniformNumbers } from "../random.ts";

/** How many letters the network sees. */
const WINDOW = 6;
const LETTERS = ".abcdefghijklmnopqrstuvwxyz";

export interface Examples {
  /** Six letters an example, as numbers; 0 is "." and stands before a name. */
  readonly before: Int32Array;
  /** The letter that comes next; 0 is the end of the name. */
  readonly next: Int32Array;
}

/** The 2293 names, a fifth of them, drawn by chance, to test on. */
export function readNames(seed: number): { readonly train: readonly string[]; readonly test: readonly string[] } {
  const names = readFileSync(new URL("names.txt", import.meta.url), "utf8")
    .trim()
    .split("\n");
  const order = shuffledIndices(names.length, uniformNumbers(seed)).map((i) => names[i] ?? "");
  return { train: order.slice(458), test: order.slice(0, 458) };
}

/** The last six letters of a beginning: `..mari`. */
export const windowOf = (beginning: string): readonly number[] =>
  [...beginning.slice(-WINDOW).padStart(WINDOW, ".")].map((letter) => LETTERS.indexOf(letter));

/** An example for each letter of each name, and one for its end. */
export function examplesOf(names: readonly string[]): Examples {
  const beginnings = names.flatMap((name) => [...name, "."].map((_, i) => name.slice(0, i)));
  const next = names.flatMap((name) => [...name, "."].map((letter) => LETTERS.indexOf(letter)));
  return { before: Int32Array.from(beginnings.flatMap(windowOf)), next: Int32Array.from(next) };
}

/** Bits a letter of a model that knows only how often each letter comes in `train`: the cross entropy of `test` with that. */
export function bitsOfFrequencies(train: Int32Array, test: Int32Array): number {
  const counts = Array.from(LETTERS, () => 1);
  for (const letter of train) counts[letter] = (counts[letter] ?? 0) + 1;
  const total = counts.reduce((sum, count) => sum + count);
  return -test.reduce((sum, letter) => sum + Math.log2((counts[letter] ?? 0) / total), 0) / test.length;
}
