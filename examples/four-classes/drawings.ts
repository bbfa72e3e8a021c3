// Small drawings that stand in for the course's photographs: a pedestrian, a car, a motorcycle, a truck.
import { uniformNumbers } from "../random.ts";

export const WIDTH = 16;
export const HEIGHT = 12;
export const CLASSES = ["pedestrian", "car", "motorcycle", "truck"] as const;

/** Filled rectangles, [x, y, width, height] from the top left. */
type Rectangles = readonly (readonly [x: number, y: number, width: number, height: number])[];

const SHAPES: Readonly<Record<(typeof CLASSES)[number], Rectangles>> = {
  // head, shoulders and arms, trunk, legs
  pedestrian: [[2, 0, 2, 2], [1, 2, 4, 1], [0, 3, 1, 2], [5, 3, 1, 2], [2, 3, 2, 3], [1, 6, 1, 4], [4, 6, 1, 4]], // prettier-ignore
  // roof, pillars, body, wheels
  car: [[3, 0, 6, 1], [2, 1, 1, 2], [6, 1, 1, 2], [9, 1, 1, 2], [0, 3, 13, 2], [2, 5, 2, 2], [9, 5, 2, 2]], // prettier-ignore
  // handlebar, tank and seat, frame, hollow wheels
  motorcycle: [[8, 0, 2, 1], [8, 1, 1, 2], [3, 2, 4, 1], [4, 3, 4, 1], [5, 4, 2, 1], [0, 3, 3, 1], [0, 4, 1, 1], [2, 4, 1, 1], [0, 5, 3, 1], [8, 3, 3, 1], [8, 4, 1, 1], [10, 4, 1, 1], [8, 5, 3, 1]], // prettier-ignore
  // load, cab with a window, wheels
  truck: [[0, 0, 9, 6], [9, 2, 4, 1], [9, 3, 1, 3], [12, 3, 1, 3], [10, 5, 2, 1], [1, 6, 2, 2], [4, 6, 2, 2], [10, 6, 2, 2]], // prettier-ignore
};

export interface Drawings {
  /** 12 rows of 16 pixels each, from 0 to about 1. */
  readonly x: Float64Array;
  /** What each shows, as an index into CLASSES. */
  readonly seen: Int32Array;
}

/** Drawings of each class in turn: somewhere in the picture, turned to the left or the right, darker or lighter, with noise. */
export function draw(count: number, seed: number): Drawings {
  const random = uniformNumbers(seed);
  const below = (end: number): number => Math.floor(random() * end);
  const x = new Float64Array(count * WIDTH * HEIGHT);
  const seen = Int32Array.from({ length: count }, (_, n) => n % CLASSES.length);
  seen.forEach((index, n) => {
    const shape = SHAPES[CLASSES[index] ?? "car"];
    const width = Math.max(...shape.map(([left, , wide]) => left + wide));
    const height = Math.max(...shape.map(([, top, , high]) => top + high));
    const [right, down, turned] = [below(WIDTH - width + 1), below(HEIGHT - height + 1), random() < 0.5];
    const ink = 0.5 + 0.5 * random();
    const picture = x.subarray(n * WIDTH * HEIGHT, (n + 1) * WIDTH * HEIGHT);
    for (const [left, top, wide, high] of shape) {
      for (let j = top; j < top + high; j++)
        for (let i = left; i < left + wide; i++)
          picture[(j + down) * WIDTH + right + (turned ? width - 1 - i : i)] = ink;
    }
    picture.forEach((value, i) => void (picture[i] = value + 0.5 * (random() - 0.5)));
  });
  return { x, seen };
}

/** Some of the drawings side by side. */
export function show({ x }: Drawings, which: readonly number[]): string {
  const rows = Array.from({ length: HEIGHT }, (_, j) =>
    which.map((n) => {
      const pixels = x.subarray((n * HEIGHT + j) * WIDTH, (n * HEIGHT + j + 1) * WIDTH);
      return Array.from(pixels, (ink) => " ░▒▓█"[Math.min(4, Math.max(0, Math.round(ink * 4)))] ?? "").join("");
    }),
  );
  return rows.map((cells) => cells.join("   ").trimEnd()).join("\n");
}
