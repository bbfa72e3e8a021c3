import { safeText } from "../../diagnostics/cells.ts";
import { classesOf } from "./decision.ts";
import type { Decision } from "./decision.ts";
import { columnOf, examplesOf, predict, rangeOf } from "./predict.ts";
import type { Feature, Trained } from "./predict.ts";
import { short, widthOf } from "./text.ts";
import type { Data } from "../../load/csv.ts";

/** What fills the region of a class; its rows are letters. */
const FILL = ["·", ":", "+", "=", "%", "~", "*", "#"];
const LETTERS = "ABCDEFGH";

const HEIGHT = 20;
const MAX_WIDTH = 72;

/**
 * The classes that a network predicts over two features, as a map of characters, with rows where they lie: a capital letter where all rows
 * of a cell are predicted right, a small one where one is not. Undefined for more classes than there are characters.
 */
export function regionsText(
  trained: Trained,
  decision: Decision,
  [across, up]: readonly [Feature, Feature],
  { values, count }: Data,
  width: number,
): string | undefined {
  const { classes, target, output } = decision;
  if (classes.length > FILL.length) return undefined;
  const columns = Math.max(20, Math.min(MAX_WIDTH, width - 12));
  const [xs, ys] = [columnOf(across, values), columnOf(up, values)];
  const [[left, right], [bottom, top]] = [rangeOf(xs), rangeOf(ys)];
  const classify = (rows: ReadonlyMap<string, Float64Array | Int32Array>, size: number): Uint32Array =>
    classesOf(decision, predict(trained, rows, size).get(output.name) ?? new Float64Array(0));

  // A character stands for the point in its middle.
  const cells = Array.from({ length: columns * HEIGHT }, (_, i) => [i % columns, Math.floor(i / columns)] as const);
  const points = examplesOf(
    [across, up],
    [
      cells.map(([column]) => left + ((column + 0.5) / columns) * (right - left)),
      cells.map(([, row]) => top - ((row + 0.5) / HEIGHT) * (top - bottom)),
    ],
  );
  const map = [...classify(points, cells.length)].map((k) => FILL[k] ?? " ");
  const actual = classesOf(decision, values.get(target.name) ?? new Float64Array(0));
  const predicted = classify(values, count);
  for (let row = 0; row < count; row++) {
    const column = Math.min(columns - 1, Math.floor((((xs[row] ?? 0) - left) / (right - left)) * columns));
    const line = Math.min(HEIGHT - 1, Math.floor(((top - (ys[row] ?? 0)) / (top - bottom)) * HEIGHT));
    const letter = LETTERS[actual[row] ?? 0] ?? "?";
    const at = line * columns + column;
    const isWrong = actual[row] !== predicted[row];
    if (isWrong) map[at] = letter.toLowerCase();
    else if (!/[a-h]/.test(map[at] ?? "")) map[at] = letter;
  }

  const labels = new Map([
    [0, short(top)],
    [HEIGHT - 1, short(bottom)],
  ]);
  const margin = Math.max(...[...labels.values()].map(widthOf)) + 2;
  const lines = Array.from({ length: HEIGHT }, (_, line) => {
    const label = (labels.get(line) ?? "").padStart(margin);
    return `${label}${labels.has(line) ? "┤" : "│"}${map.slice(line * columns, (line + 1) * columns).join("")}`;
  });
  const [first, last] = [short(left), short(right)];
  const axis = `${" ".repeat(margin)}└${"─".repeat(columns)}`;
  const ends = `${" ".repeat(margin + 1)}${first}${last.padStart(columns - first.length)}`;
  const legend = classes.map((name, k) => `${FILL[k]} ${LETTERS[k]} ${safeText(name)}`).join("   ");
  const title = `Decision regions of ${safeText(target.name)}: ${safeText(across.name)} across, ${safeText(up.name)} up`;
  return [
    title,
    "",
    ...lines,
    axis,
    ends,
    `  ${legend}`,
    "  Letters are rows, small letters rows predicted wrong.",
  ].join("\n");
}
