import { readFileSync } from "node:fs";
import { create, metadata } from "../../generated/polynomial/polynomial.ts";
import type { Polynomial } from "../../generated/polynomial/polynomial.ts";

/** One of the classifiers after training. */
export interface Classifier {
  readonly name: string;
  /** How many of the 150 flowers are on the right side. */
  readonly right: number;
  /** Where the decision changes, in cm. */
  readonly boundaries: readonly number[];
}

/** The petals' lengths in cm, and which are a versicolor's. */
export function readPetals(): { readonly length: Float64Array; readonly y: Float64Array } {
  const text = readFileSync(new URL("petals.csv", import.meta.url), "utf8");
  const rows = text.trim().split("\n").slice(1).map((line) => line.split(",")); // prettier-ignore
  const column = (index: number): Float64Array => Float64Array.from(rows, (row) => Number(row[index]));
  return { length: column(0), y: column(2) };
}

/** Trains all classifiers at once: the gradient of a sum of losses is that of each for its own parameters. */
export async function train(seed: number, epochs: number): Promise<Polynomial> {
  const { length, y } = readPetals();
  const net = create({ seed });
  await net.fit(length, y, { epochs, batchSize: Infinity, seed });
  return net;
}

/** The scores of each classifier; a flower with a score of 0 or more is said to be a versicolor. */
export const scoresOf = (
  net: Polynomial,
  length: readonly number[] | Float64Array,
): Readonly<Record<string, Float64Array>> => ({ ...net.predict(Float64Array.from(length)) });

export function classifiersOf(net: Polynomial): readonly Classifier[] {
  const { length, y } = readPetals();
  const grid = Array.from({ length: 701 }, (_, i) => i / 100);
  const [scores, along] = [scoresOf(net, length), scoresOf(net, grid)];
  return Object.entries(scores).map(([name, z]) => ({
    name,
    right: z.reduce((count, score, i) => count + Number(score >= 0 === (y[i] === 1)), 0),
    boundaries: grid.filter((_, i) => i > 0 && (along[name]?.[i] ?? 0) >= 0 !== (along[name]?.[i - 1] ?? 0) >= 0),
  }));
}

/** The solutions of ax² + bx + c = 0, in cm: x is standardized. */
export function solutions(net: Polynomial): readonly [number, number] {
  const value = (name: string): number =>
    net.parameters[metadata.parameters.find((parameter) => parameter.name === name)?.offset ?? -1] ?? Number.NaN;
  const [a, b, c] = [value("parabola.a"), value("parabola.b"), value("parabola.c")];
  const root = Math.sqrt(b * b - 4 * a * c);
  const raw = (x: number): number => x * value("length.scale") + value("length.mean");
  const [one, two] = [raw((-b + root) / (2 * a)), raw((-b - root) / (2 * a))];
  return [Math.min(one, two), Math.max(one, two)];
}
