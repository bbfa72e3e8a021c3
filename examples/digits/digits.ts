// The 8x8 digits, for digits-mlp and digits-conv: reading, splitting, learning, and showing what is read wrong.
import { readFileSync } from "node:fs";
import { shuffledIndices, uniformNumbers } from "../random.ts";

const PIXELS = 64;

export interface Digits {
  /** 64 pixels a digit, row by row, from 0 (paper) to 16 (ink). */
  readonly x: Float64Array;
  /** Which digit each is. */
  readonly digit: Int32Array;
}

/** The 1797 digits, a fifth of them, drawn by chance, to test on. */
export function readDigits(seed: number): { readonly train: Digits; readonly test: Digits } {
  const text = readFileSync(new URL("digits.csv", import.meta.url), "utf8");
  const rows = text.trim().split("\n").slice(1).map((line) => line.split(",").map(Number)); // prettier-ignore
  const take = (order: readonly number[]): Digits => ({
    x: Float64Array.from(order.flatMap((index) => rows[index]?.slice(0, PIXELS) ?? [])),
    digit: Int32Array.from(order, (index) => rows[index]?.[PIXELS] ?? -1),
  });
  const order = shuffledIndices(rows.length, uniformNumbers(seed));
  return { train: take(order.slice(360)), test: take(order.slice(0, 360)) };
}

/** What is used of the two modules. */
export interface DigitReader {
  readonly parameters: Float64Array;
  fit(
    x: Float64Array,
    digit: Int32Array,
    options: { epochs: number; batchSize: number; seed: number },
  ): Promise<unknown>;
  evaluate(x: Float64Array, digit: Int32Array): { readonly accuracy: number };
  classify(x: Float64Array): string[];
}

/** Trains on four fifths; gives the accuracy on the rest. */
export async function learn(net: DigitReader, epochs: number, seed: number): Promise<number> {
  const { train, test } = readDigits(seed);
  await net.fit(train.x, train.digit, { epochs, batchSize: 32, seed });
  return net.evaluate(test.x, test.digit).accuracy;
}

/** Trains with three seeds, prints the accuracy of each, and draws what the last network reads wrong. */
export async function report(create: (options: { seed: number }) => DigitReader, epochs: number): Promise<void> {
  for (const seed of [1, 2, 3]) {
    const net = create({ seed });
    const start = performance.now();
    const accuracy = await learn(net, epochs, seed);
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    console.log(`seed ${seed}  test accuracy ${accuracy.toFixed(3)}  (${epochs} epochs, ${seconds} s)`);
    if (seed === 3) console.log(`\n${drawMistakes(net, readDigits(seed).test, 4)}`);
  }
}

/** The first digits that are read wrong, side by side. */
export function drawMistakes(net: DigitReader, { x, digit }: Digits, most: number): string {
  const read = net.classify(x);
  const wrong = [...digit.keys()].filter((i) => read[i] !== String(digit[i])).slice(0, most);
  const captions = wrong.map((i) => `a ${digit[i]}, read as ${read[i]}`.padEnd(16));
  return `${captions.join("   ").trimEnd()}\n${drawDigits(x, wrong)}`;
}

/** Some of the digits side by side, each pixel two characters wide. */
export function drawDigits(x: Float64Array, which: readonly number[]): string {
  const rows = Array.from({ length: 8 }, (_, row) =>
    which.map((i) => {
      const pixels = x.subarray(i * PIXELS + row * 8, i * PIXELS + row * 8 + 8);
      return [...pixels].map((ink) => (" ░▒▓█"[Math.round(ink / 4)] ?? "").repeat(2)).join("");
    }),
  );
  return rows.map((cells) => cells.join("   ").trimEnd()).join("\n");
}
