import type { Data } from "../../load/csv.ts";
import { classesOf } from "./decision.ts";
import type { Decision } from "./decision.ts";
import { predict } from "./predict.ts";
import type { Trained } from "./predict.ts";
import { grid } from "./text.ts";

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

/** A row for each true class, a column for each predicted one; at the edges the recall of the row and the precision of the column. */
export function confusionText({ target, classes, counts }: Confusion, rows: string): string {
  const right = (k: number): number => counts[k]?.[k] ?? 0;
  const share = (part: number, whole: number): string => (whole === 0 ? "-" : (part / whole).toFixed(3));
  const total = (list: readonly number[]): number => list.reduce((sum, count) => sum + count, 0);
  const lines = classes.map((name, i) => {
    const line = counts[i] ?? [];
    return [name, ...line.map(String), share(right(i), total(line))];
  });
  const precision = classes.map((_, j) => share(right(j), total(counts.map((line) => line[j] ?? 0))));
  const table = [["true \\ predicted", ...classes, "recall"], ...lines, ["precision", ...precision, ""]];
  return `Confusion matrix of ${target}, ${rows}\n\n${grid(table)}`;
}
