/** Pseudo-random numbers from whole-number arithmetic and + − × ÷ alone: bit for bit the same on every engine. */

/** A 32-bit hash of 32 bits, one to one: the finaliser of splitmix32. */
function scramble(bits: number): number {
  bits = Math.imul(bits ^ (bits >>> 16), 0x21f0aaad);
  bits = Math.imul(bits ^ (bits >>> 15), 0x735a2d97);
  return bits ^ (bits >>> 15);
}

/** splitmix32: numbers in [0, 1). Every seed and every stream of a seed starts elsewhere. */
export function random(seed: number, stream: number = 0): () => number {
  let counter = scramble(scramble(seed) ^ stream);
  return () => {
    counter = (counter + 0x9e3779b9) | 0;
    return (scramble(counter) >>> 0) / 2 ** 32;
  };
}

/** Uniform in [−limit, limit). */
export function drawUniform(tensor: Float64Array, limit: number, next: () => number): void {
  for (let i = 0; i < tensor.length; i++) tensor[i] = (2 * next() - 1) * limit;
}

/** Normal with mean 0, by Irwin and Hall: 12 uniform numbers add up to mean 6 and variance 1. No logarithm, so exact everywhere. */
export function drawNormal(tensor: Float64Array, deviation: number, next: () => number): void {
  for (let i = 0; i < tensor.length; i++) {
    let sum = -6;
    for (let k = 0; k < 12; k++) sum += next();
    tensor[i] = sum * deviation;
  }
}
