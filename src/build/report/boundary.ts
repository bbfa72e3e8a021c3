import { safeText } from "../../diagnostics/cells.ts";
import { rangeOf } from "./predict.ts";
import { grid } from "./text.ts";

/** Where a class becomes another. */
export interface Root {
  readonly at: number;
  readonly below: string;
  readonly above: string;
}

/** The places of one feature where the class that a network predicts changes. */
export interface Boundary {
  readonly target: string;
  readonly feature: string;
  readonly range: readonly [from: number, to: number];
  readonly roots: readonly Root[];
}

/** Steps in which the range is searched; two changes within one step go unseen. */
const STEPS = 2000;

/**
 * Looks for changes of the class on an even grid over the values of the feature, then halves each step in which there is one until no
 * number lies between its ends.
 * @param classify the class of each value
 */
export function rootsOf(
  values: ArrayLike<number>,
  classes: readonly string[],
  classify: (values: Float64Array) => Uint32Array,
): Pick<Boundary, "range" | "roots"> {
  const [from, to] = rangeOf(values);
  const points = Float64Array.from({ length: STEPS + 1 }, (_, i) => from + ((to - from) * i) / STEPS);
  const found = classify(points);
  const roots: Root[] = [];
  for (let i = 0; i < STEPS; i++) {
    if (found[i] === found[i + 1]) continue;
    let [low, high] = [points[i] ?? NaN, points[i + 1] ?? NaN];
    const below = found[i];
    let above = found[i + 1];
    for (;;) {
      const middle = low + (high - low) / 2;
      if (!(middle > low && middle < high)) break;
      const [at] = classify(Float64Array.of(middle));
      if (at === below) low = middle;
      else [high, above] = [middle, at];
    }
    roots.push({ at: high, below: classes[below ?? 0] ?? "", above: classes[above ?? 0] ?? "" });
  }
  return { range: [from, to], roots };
}

export function boundaryText({ target, feature, range, roots }: Boundary): string {
  const [from, to] = range.map((value) => value.toPrecision(4));
  const title = `Decision boundary of ${safeText(target)}, ${safeText(feature)} from ${from} to ${to}`;
  if (roots.length === 0) return `${title}: none, the class is the same throughout`;
  return `${title}\n\n${grid(roots.map(({ at, below, above }) => [`${feature} = ${at.toPrecision(8)}`, `${below} → ${above}`]))}`;
}
