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

/**
 * Orthonormal rows, or columns where there are more rows than columns: random ones, made so by Gram and Schmidt, twice against
 * rounding. `width` is the length of a row.
 */
export function drawOrthogonal(tensor: Float64Array, width: number, next: () => number): void {
  drawNormal(tensor, 1, next);
  const height = tensor.length / width;
  const [vectors, apart, length, step] = height > width ? [width, 1, height, width] : [height, width, width, 1];
  for (let i = 0; i < vectors; i++) {
    for (let j = 0; j < 2 * i + 1; j++) {
      let product = 0;
      const [u, v] = [i * apart, (j % i || 0) * apart];
      const other = j < 2 * i ? v : u;
      for (let k = 0; k < length; k++) product += tensor[u + k * step]! * tensor[other + k * step]!;
      // Of the last product, with itself, is left what makes its length 1.
      const part = j < 2 * i ? product : 1 - 1 / Math.sqrt(product);
      for (let k = 0; k < length; k++) tensor[u + k * step]! -= part * tensor[other + k * step]!;
    }
  }
}
