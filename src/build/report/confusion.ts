import type { Data } from "../../load/csv.ts";
import { classesOf } from "./decision.ts";
import type { Decision } from "./decision.ts";
import { predict } from "./predict.ts";
import type { Trained } from "./predict.ts";
import { safeText } from "../../diagnostics/cells.ts";
import { grid, widthOf } from "./text.ts";

/** How often which class was taken for which. */
export interface Confusion {
  readonly target: string;
  readonly classes: readonly string[];
  /** counts[i][j] rows of class i were predicted as class j. */
  readonly counts: readonly (readonly number[])[];
}

export function confusionOf(trained: Trained, decision: Decision, { values, count }: Data): Confusion {
  const { classes, target, output } = decision;
  const counts = classes.map(() => classes.map(() => 0));
  const actual = classesOf(decision, values.get(target.name) ?? new Float64Array(0));
  const predicted = classesOf(decision, predict(trained, values, count).get(output.name) ?? new Float64Array(0));
  for (let row = 0; row < count; row++) {
    const line = counts[actual[row] ?? 0];
    const k = predicted[row] ?? 0;
    if (line !== undefined) line[k] = (line[k] ?? 0) + 1;
  }
  return { target: target.name, classes, counts };
}

/**
 * A row for each true class, a column for each predicted one; at the edges the recall of the row and the precision of the column. Where
 * that is wider than a terminal, the mistakes alone.
 */
export function confusionText(confusion: Confusion, rows: string, width: number): string {
  const { target, classes, counts } = confusion;
  const right = (k: number): number => counts[k]?.[k] ?? 0;
  const share = (part: number, whole: number): string => (whole === 0 ? "-" : (part / whole).toFixed(3));
  const total = (list: readonly number[]): number => list.reduce((sum, count) => sum + count, 0);
  const lines = classes.map((name, i) => {
    const line = counts[i] ?? [];
    return [name, ...line.map(String), share(right(i), total(line))];
  });
  const precision = classes.map((_, j) => share(right(j), total(counts.map((line) => line[j] ?? 0))));
  const table = [["true \\ predicted", ...classes, "recall"], ...lines, ["precision", ...precision, ""]];
  const text = grid(table);
  if (text.split("\n").every((line) => widthOf(line) <= width)) {
    return `Confusion matrix of ${safeText(target)}, ${rows}\n\n${text}`;
  }
  return mistakesText(confusion, rows);
}

/** So many kinds of mistakes are shown; --json has all. */
const MOST = 12;

function mistakesText({ target, classes, counts }: Confusion, rows: string): string {
  const wrong = counts
    .flatMap((line, i) => line.map((count, j) => ({ i, j, count })))
    .filter(({ i, j, count }) => i !== j && count > 0)
    .toSorted((a, b) => b.count - a.count);
  const total = wrong.reduce((sum, { count }) => sum + count, 0);
  const title = `Mistakes of ${safeText(target)}, ${rows}, ${classes.length} classes: ${total}`;
  if (total === 0) return title;
  const shown = wrong.slice(0, MOST).map(({ i, j, count }) => [classes[i] ?? "", classes[j] ?? "", String(count)]);
  const rest = wrong.slice(MOST).reduce((sum, { count }) => sum + count, 0);
  return `${title}\n\n${grid([["true", "predicted", "rows"], ...shown, ...(rest === 0 ? [] : [["others", "", String(rest)]])])}`;
}
