// The amplifier that is learnt, and sounds to send through it. 8,000 samples a second.
import { uniformNumbers } from "../random.ts";

const RATE = 8_000;

/** Plucked strings, one after another: a note of three partials every tenth of a second, which fades. */
export function strings(seconds: number, seed: number): Float64Array {
  const random = uniformNumbers(seed);
  const sound = new Float64Array(seconds * RATE);
  for (let from = 0; from < sound.length; from += RATE / 10) {
    const pitch = 80 * 2 ** (2 * random());
    const loudness = 0.2 + 0.6 * random();
    for (let i = from; i < Math.min(from + RATE / 2, sound.length); i++) {
      const t = (i - from) / RATE;
      for (const partial of [1, 2, 3]) {
        const angle = 2 * Math.PI * pitch * partial * t;
        sound[i] = (sound[i] ?? 0) + ((loudness / partial) * Math.exp(-6 * partial * t) * Math.sin(angle)) / 2;
      }
    }
  }
  return sound;
}

/** A high pass, a valve that clips one side sooner, and a low pass: what comes out depends on what was before. */
export function amplified(sound: Float64Array): Float64Array {
  let [slow, low] = [0, 0];
  return sound.map((x) => {
    slow += 0.05 * (x - slow);
    const driven = Math.tanh(5 * (x - slow) + 0.4) - Math.tanh(0.4);
    low += 0.3 * (driven - low);
    return low;
  });
}
