import { create } from "../../generated/overdrive/overdrive.ts";
import type { Overdrive } from "../../generated/overdrive/overdrive.ts";
import { amplified, strings } from "./amplifier.ts";

/** What an audio worklet gets at a time. */
const BLOCK = 128;

export interface Score {
  /** The energy of the error as a share of the sound's, over a sound that it has not heard, as a stream. */
  readonly error: number;
  /** The same of the straight line through the origin that fits best. */
  readonly straight: number;
}

/** Trains on windows of a sound, which the network hears one by one; the score is that of another sound, block after block. */
export async function train(
  seed: number,
  seconds: number,
  epochs: number,
): Promise<{ readonly net: Overdrive; readonly score: Score }> {
  const sound = strings(seconds, seed);
  const net = create({ seed });
  for (const [rate, share] of [
    [0.005, 0.7],
    [0.001, 0.3],
  ] as const) {
    net.learningRate = rate;
    await net.fit(sound, amplified(sound), { epochs: Math.round(share * epochs), batchSize: 16, seed });
  }
  const fresh = strings(2, seed + 1);
  const wanted = amplified(fresh);
  return {
    net,
    score: { error: errorOf(stream(net, fresh), wanted), straight: errorOf(straight(fresh, wanted), wanted) },
  };
}

/** A sound through the network, in blocks, as it comes in: nothing is allocated on the way. */
export function stream(net: Overdrive, sound: Float64Array): Float64Array {
  const out = new Float64Array(sound.length);
  net.reset();
  for (let from = 0; from < sound.length; from += BLOCK) {
    const to = Math.min(from + BLOCK, sound.length);
    net.process(sound.subarray(from, to), out.subarray(from, to), to - from);
  }
  return out;
}

function straight(sound: Float64Array, wanted: Float64Array): Float64Array {
  const product = (a: Float64Array, b: Float64Array): number => a.reduce((sum, x, i) => sum + x * (b[i] ?? 0), 0);
  const slope = product(sound, wanted) / product(sound, sound);
  return sound.map((x) => slope * x);
}

const energy = (sound: Float64Array): number => sound.reduce((sum, x) => sum + x * x, 0);

const errorOf = (sound: Float64Array, wanted: Float64Array): number =>
  energy(sound.map((x, i) => x - (wanted[i] ?? 0))) / energy(wanted);
