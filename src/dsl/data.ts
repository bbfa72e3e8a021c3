import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { DataSpec } from "../ir/graph.ts";
import { sizeOf } from "../ir/shape.ts";
import { badOption, fieldOf, isName } from "./arguments.ts";
import { isInput } from "./findings.ts";
import type { Entry } from "./findings.ts";
import { described, mistakeIn, quoted, shown, withMistake } from "./mistakes.ts";

/**
 * A CSV file with a header row, and which of its columns feed which input.
 * @param path relative to net.ts
 * @param columns for each input, by its name in `inputs`, one column for each of its values; a label takes one column of class names
 * @example csv("iris.csv", { x: ["Petal.Length", "Petal.Width"], y: "Species" })
 */
export function csv(path: string, columns: Readonly<Record<string, string | readonly string[]>>): DataSpec {
  const wrong = checkPath(path) ?? checkColumns(columns);
  if (wrong !== undefined) return withMistake({ kind: "csv", path: "", columns: {} }, wrong);
  const lists = Object.entries(columns).map(([input, names]) => [
    input,
    typeof names === "string" ? [names] : [...names],
  ]);
  // fromEntries defines every key as its own, "__proto__" included.
  return { kind: "csv", path, columns: Object.fromEntries(lists) };
}

const CLASS_HINT = 'A column that holds a class belongs to a label, which is one-hot: label("species", ["setosa", …]).';
const HINT = 'As in csv("iris.csv", { x: ["Petal.Length", "Petal.Width"], y: "Species" }).';

function checkPath(path: unknown): Diagnostic | undefined {
  return isName(path) ? undefined : badOption("csv", "the path", path, "the path of a CSV file", HINT);
}

function checkColumns(columns: unknown): Diagnostic | undefined {
  if (typeof columns !== "object" || columns === null || Array.isArray(columns)) {
    return badOption("csv", "the second argument", columns, "an object: input → columns", HINT);
  }
  for (const [input, names] of Object.entries(columns)) {
    const list: readonly unknown[] = Array.isArray(names) ? names : [names];
    if (list.length > 0 && list.every(isName)) continue;
    const found = list.length === 0 ? "no columns" : shown(list[list.findIndex((name) => !isName(name))]);
    const message = `csv: the columns of ${quoted(input)} hold ${found}`;
    return { code: "bad-option", message, found, expected: "names of columns", hint: HINT };
  }
  return undefined;
}

/** Whether a data spec feeds every input, with a column for each of its values. */
export function checkData(given: DataSpec, inputs: readonly Entry[]): Diagnostic | undefined {
  const early = mistakeIn(given);
  if (early !== undefined) return early;
  if (fieldOf(given, "kind") !== "csv") return badOption("network", "data", given, "what csv(…) returns", HINT);
  return checkPath(given.path) ?? checkColumns(given.columns) ?? checkKeys(given, inputs) ?? checkCounts(given, inputs);
}

function checkKeys({ columns }: DataSpec, inputs: readonly Entry[]): Diagnostic | undefined {
  const strange = Object.keys(columns).find((name) => !inputs.some((input) => input.name === name));
  if (strange === undefined) return undefined;
  const found = quoted(strange);
  const expected = inputs.map((input) => quoted(input.name)).join(", ");
  return {
    code: "data-shape",
    message: `csv: there is no input ${found}`,
    found,
    expected,
    hint: "Its keys are those of inputs.",
  };
}

function checkCounts({ columns }: DataSpec, inputs: readonly Entry[]): Diagnostic | undefined {
  for (const { name, node } of inputs) {
    if (!isInput(node)) continue;
    const given = Object.hasOwn(columns, name) ? (columns[name]?.length ?? 0) : 0;
    const needed = node.classes === undefined ? sizeOf(node.shape) : 1;
    if (given === needed) continue;
    const found = `${given} column${given === 1 ? "" : "s"}`;
    const expected = node.classes === undefined ? `${needed}, one for each value` : "1, which holds the class";
    const message = `csv: the input ${described(node)} is given ${found}`;
    const isClass = given === 1 && node.classes === undefined && node.shape.length === 1;
    return { code: "data-shape", message, found, expected, hint: isClass ? CLASS_HINT : HINT };
  }
  return undefined;
}
