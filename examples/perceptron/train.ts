import { readFileSync } from "node:fs";
import { create } from "../../generated/perceptron/perceptron.ts";

/** What was learnt from a file. */
export interface Learnt {
  /** How many flowers lie on the wrong side of the line, after each epoch. */
  readonly mistakes: readonly number[];
  /** How many lie there with the weights of the best epoch. */
  readonly best: number;
  /** The weights of the best epoch: w1, w2, w0. */
  readonly weights: readonly number[];
}

/** The perceptron's algorithm on the flowers of a file: one flower at a time, in an order of the seed's. */
export async function learn(file: string, epochs: number, seed: number): Promise<Learnt> {
  const text = readFileSync(new URL(file, import.meta.url), "utf8");
  const cells = text.trim().split("\n").slice(1).map((line) => line.split(",").map(Number)); // prettier-ignore
  const column = (index: number): Float64Array => Float64Array.from(cells, (row) => row[index] ?? Number.NaN);
  const [x1, x2, y] = [column(0), column(1), column(3)];
  const net = create();
  // The mean absolute error of a threshold is its share of mistakes.
  const { mae } = await net.fit({ x1, x2 }, y, {
    epochs,
    batchSize: 1,
    seed,
    earlyStopping: { monitor: "mae", patience: epochs, restoreBestWeights: true },
  });
  const count = (share: number): number => Math.round(share * y.length);
  return { mistakes: mae.map(count), best: count(net.evaluate({ x1, x2 }, y).mae), weights: [...net.parameters] };
}
