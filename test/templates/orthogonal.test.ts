import { expect, it } from "vitest";
import { drawOrthogonal, random } from "../../templates/random.ts";

it.each([
  [3, 5],
  [5, 3],
  [4, 4],
  [1, 6],
  [6, 1],
  [40, 30],
])("a matrix [%i, %i] has orthonormal rows, or columns where those are fewer", (height, width) => {
  const W = new Float64Array(height * width);
  drawOrthogonal(W, width, random(7));
  const at = (i: number, k: number): number => (height > width ? W[k * width + i] : W[i * width + k]) ?? NaN;
  const [vectors, length] = [Math.min(height, width), Math.max(height, width)];
  for (let i = 0; i < vectors; i++) {
    for (let j = 0; j < vectors; j++) {
      let dot = 0;
      for (let k = 0; k < length; k++) dot += at(i, k) * at(j, k);
      expect(dot).toBeCloseTo(Number(i === j), 14);
    }
  }
  const again = new Float64Array(W.length);
  drawOrthogonal(again, width, random(8));
  expect(again).not.toEqual(W);
});
