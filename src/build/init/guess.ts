import { DiagnosticError, fail } from "../../diagnostics/diagnostic.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { didYouMean } from "../../diagnostics/suggest.ts";
import { MANY } from "./columns.ts";
import type { Column } from "./columns.ts";

export type Task = "classification" | "regression";

/** What the user has said; the rest is guessed. */
export interface Wishes {
  readonly target?: string;
  readonly task?: Task;
  readonly features?: readonly string[];
}

/** What is predicted from what. */
export interface Aim {
  readonly task: Task;
  readonly target: Column;
  readonly features: readonly Column[];
  /** Columns that the network does not read, and why. */
  readonly leftOut: readonly { readonly name: string; readonly reason: string }[];
}

/** What targets are called; of several columns the last. */
const TARGET = /^(label|labels|class|classes|species|target|category|outcome|y)$/i;
const ROW_NUMBER = /^(|id|index|row|no|nr|number|#|unnamed.*|.*[ _.-]id)$/i;

/** The column to predict: one that is called so, or the last that can be. */
export function guessTarget(columns: readonly Column[], rows: number): Column | undefined {
  const able = columns.filter(
    (column) => column.name !== "" && !isRowNumber(column) && tasksOf(column, rows).length > 0,
  );
  return able.findLast(({ name }) => TARGET.test(name)) ?? able.at(-1);
}

/** What a column can be the target of, the likelier first. Whole numbers from 0 or 1 up without gaps are taken for classes. */
export function tasksOf({ isNumeric, isWhole, values }: Column, rows: number): readonly Task[] {
  const repeats = values.length >= 2 && values.length <= Math.min(MANY, rows / 2);
  if (!isNumeric) return repeats ? ["classification"] : [];
  if (values.length < 2) return [];
  const from = Number(values[0]);
  const dense = isWhole && (from === 0 || from === 1) && Number(values.at(-1)) - from === values.length - 1;
  if (repeats && dense && values.length <= 20) return ["classification", "regression"];
  return repeats && isWhole ? ["regression", "classification"] : ["regression"];
}

/** What to predict from what, as far as it is not said. Stops where the columns do not allow it. */
export function aimOf(columns: readonly Column[], rows: number, wishes: Wishes): Aim {
  const target = wishes.target === undefined ? guessTarget(columns, rows) : named(wishes.target, columns, "--target");
  const tasks = target === undefined ? [] : tasksOf(target, rows);
  if (target === undefined || tasks.length === 0) return noTarget(target, columns, rows);
  const task = wishes.task ?? tasks[0] ?? "regression";
  if (!tasks.includes(task)) return wrongTask(target, task);
  const chosen = wishes.features?.map((name) => named(name, columns, "--features"));
  if (chosen !== undefined) requireFit(chosen, target);
  const leftOut: { name: string; reason: string }[] = [];
  const features = (chosen ?? columns).filter((column) => {
    const reason = column === target || chosen !== undefined ? undefined : unfit(column);
    if (reason !== undefined) leftOut.push({ name: column.name, reason });
    return column !== target && reason === undefined;
  });
  if (features.length > 0) return { task, target, features, leftOut };
  fail({
    code: "no-target",
    message: `There is no column to predict ${JSON.stringify(target.name)} from`,
    found: leftOut.map(({ name, reason }) => `${JSON.stringify(name)}: ${reason}`).join("; ") || "no other column",
    expected: "at least one column of numbers that differ",
    hint:
      columns.length === 1
        ? "A file of one column shows nothing that it could be predicted from."
        : leftOut.some(({ reason }) => reason.includes("text"))
          ? "Classes in words are to be written as columns of 0 and 1 beforehand, one for each class."
          : "What is the same in every row says nothing about the target.",
  });
}

/** Stops where a column that the user names is the target, or cannot be read by a network. */
function requireFit(chosen: readonly Column[], target: Column): void {
  const mistakes = chosen.flatMap((column): readonly Diagnostic[] => {
    const reason = column === target ? "it is the target" : unreadable(column);
    if (reason === undefined) return [];
    const message = `--features names ${JSON.stringify(column.name)}, which cannot be one: ${reason}`;
    const hint =
      column === target ? "Leave it out of --features, or name another --target." : "Leave it out of --features.";
    return [{ code: "bad-option", message, expected: "columns of numbers, and not the target", hint }];
  });
  if (mistakes.length > 0) throw new DiagnosticError(mistakes);
}

/** Why a column is no feature of itself. */
function unfit(column: Column): string | undefined {
  const reason = unreadable(column);
  if (reason !== undefined) return reason;
  if (isRowNumber(column)) return "it numbers the rows";
  return column.values.length === 1 ? `all its cells are ${column.sample}` : undefined;
}

/** Why a network cannot read a column. */
function unreadable(column: Column): string | undefined {
  if (column.values.length === 0) return "it is empty";
  if (column.name === "" && !isRowNumber(column)) return "it has no name in the first line";
  if (!column.isNumeric) {
    const cell = JSON.stringify(column.sample.slice(0, 30));
    if (column.values.length === 1 && column.missing === 0) return `all its cells are ${cell}`;
    if (DATE.test(column.sample)) return `it holds dates such as ${cell}; write them as numbers to use them`;
    return AMOUNT.test(column.sample)
      ? `it holds text such as ${cell}; write it as plain numbers to use it`
      : `it holds text such as ${cell}; write it as columns of 0 and 1 to use it`;
  }
  return undefined;
}

const DATE = /^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}/;
/** A number as people write it: 1,000 and 12% and $3.50. */
const AMOUNT = /^[-+]?[$€£]?\s?\d[\d,.' ]*\s?([%$€£°]|[a-z]{1,3})?$/i;

const isRowNumber = ({ name, counts, isWhole, values }: Column): boolean =>
  (counts && (ROW_NUMBER.test(name) || name === "X")) ||
  (isWhole && values.length > MANY && /^(|id|.*[ _.-]id)$/i.test(name));

function named(name: string, columns: readonly Column[], option: string): Column {
  const column = columns.find((each) => each.name === name);
  if (column !== undefined) return column;
  const names = columns.map((each) => each.name);
  fail({
    code: "unknown-column",
    message: `${option}: there is no column ${JSON.stringify(name)}`,
    found: names.map((each) => JSON.stringify(each)).join(", "),
    hint: didYouMean(name, names, "Columns are named as in the first line of the file."),
  });
}

function noTarget(target: Column | undefined, columns: readonly Column[], rows: number): never {
  if (target === undefined) {
    const some = columns.slice(0, 8).map((column) => `${JSON.stringify(column.name)}: ${different(column.values)}`);
    fail({
      code: "no-target",
      message: "No column can be predicted",
      found: `${some.join("; ")}${columns.length > some.length ? "; …" : ""}`,
      expected: `a column of numbers that differ, or of 2 to ${MANY} classes that repeat`,
      hint:
        rows === 1 ? "One row shows nothing that could be learnt." : "Every column is the same in all rows, or text.",
    });
  }
  const { name, values, isNumeric } = target;
  fail({
    code: "no-target",
    message: `The column ${JSON.stringify(name)} cannot be predicted`,
    found: `${different(values)}, ${isNumeric ? "numbers" : "text"}`,
    expected: `numbers that differ, or 2 to ${MANY} classes that repeat`,
    hint: "Name another column with --target.",
  });
}

const different = (values: readonly string[]): string =>
  `${values.length > MANY ? `more than ${MANY}` : values.length} different cell${values.length === 1 ? "" : "s"}`;

function wrongTask({ name, isNumeric, sample }: Column, task: Task): never {
  const found = isNumeric ? "numbers" : `text such as ${JSON.stringify(sample.slice(0, 30))}`;
  fail({
    code: "no-target",
    message: `--task ${task} does not go with the column ${JSON.stringify(name)}`,
    found,
    expected: task === "regression" ? "numbers" : `2 to ${MANY} classes that repeat`,
    hint: "Name another column with --target, or leave --task out.",
  });
}
