import { readFileSync } from "node:fs";

/** The cells of an example's data file, without its header. */
const cellsOf = (file: string): readonly (readonly string[])[] =>
  readFileSync(new URL(`../../examples/${file}`, import.meta.url), "utf8")
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => line.split(","));

/** A permutation that a seed decides on (Fisher and Yates, with the generator of Numerical Recipes). */
function shuffled<T>(items: readonly T[], seed: number): readonly T[] {
  const order = [...items];
  let state = seed;
  for (let i = order.length - 1; i > 0; i--) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const j = Math.floor((state / 2 ** 32) * (i + 1));
    const [a, b] = [order[i], order[j]];
    if (a !== undefined && b !== undefined) [order[i], order[j]] = [b, a];
  }
  return order;
}

/** Petal length and width, and the species; sepal length and width. */
export const irisRows = (): readonly {
  readonly x: number[];
  readonly species: string;
  readonly sepals: readonly number[];
}[] =>
  cellsOf("iris/iris.csv").map((cells) => ({
    x: [Number(cells[2]), Number(cells[3])],
    species: cells[4] ?? "",
    sepals: [Number(cells[0]), Number(cells[1])],
  }));

export const mcycleRows = (): readonly { readonly x: number; readonly y: number }[] =>
  cellsOf("mcycle/mcycle.csv").map((cells) => ({ x: Number(cells[0]), y: Number(cells[1]) }));

/** 40 rows of each species to train and 10 to test, by a seed. */
export function irisSplit(seed: number): {
  readonly train: ReturnType<typeof irisRows>;
  readonly test: ReturnType<typeof irisRows>;
} {
  const rows = irisRows();
  const species = [...new Set(rows.map((row) => row.species))].map((name) =>
    shuffled(
      rows.filter((row) => row.species === name),
      seed,
    ),
  );
  return { train: species.flatMap((own) => own.slice(0, 40)), test: species.flatMap((own) => own.slice(40)) };
}
