import { create } from "../../generated/names-rnn/names-rnn.ts";
import type { NamesRnn } from "../../generated/names-rnn/names-rnn.ts";
import { bitsOfFrequencies, examplesOf, readNames, windowOf } from "./names.ts";

export interface Score {
  /** Bits a letter of the test names: the cross entropy, of base 2. */
  readonly bits: number;
  /** The same of the letters' frequencies. */
  readonly baseline: number;
  /** The share of letters that are the likeliest one. */
  readonly guessed: number;
}

/** Trains on four fifths of the names; the score is that of the others. */
export async function train(seed: number, epochs: number): Promise<{ readonly net: NamesRnn; readonly score: Score }> {
  const names = readNames(seed);
  const [known, fresh] = [examplesOf(names.train), examplesOf(names.test)];
  const net = create({ seed });
  for (const [rate, share] of [
    [0.01, 0.6],
    [0.002, 0.4],
  ] as const) {
    net.learningRate = rate;
    await net.fit(known.before, known.next, { epochs: Math.round(share * epochs), batchSize: 32, seed });
  }
  const { loss, accuracy } = net.evaluate(fresh.before, fresh.next);
  const score = {
    bits: loss / Math.LN2,
    baseline: bitsOfFrequencies(known.next, fresh.next),
    guessed: accuracy,
  };
  return { net, score };
}

/** A name that begins so: the likeliest, or letter by letter by chance, where `random` is given. */
export function continued(net: NamesRnn, beginning: string, random?: () => number): string {
  let name = beginning;
  while (name.length < 12) {
    const letter = drawn(net.predict(windowOf(name)), random);
    if (letter === 0) break;
    name += String.fromCharCode(96 + letter);
  }
  return name;
}

function drawn(probabilities: Float64Array, random: (() => number) | undefined): number {
  if (random === undefined) return probabilities.indexOf(Math.max(...probabilities));
  let rest = random();
  const found = probabilities.findIndex((p) => (rest -= p) < 0);
  return found < 0 ? 0 : found;
}
