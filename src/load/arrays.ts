import { relative, resolve } from "node:path";
import { DiagnosticError, fail } from "../diagnostics/diagnostic.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { didYouMean } from "../diagnostics/suggest.ts";
import type { InputNode, Network } from "../ir/graph.ts";
import { sizeOf } from "../ir/shape.ts";
import { checkValue, notANumber, readClass } from "./cell.ts";
import type { Data, Values } from "./csv.ts";
import { readDataFile } from "./datafile.ts";
import { readNpy, shapeText } from "./npy.ts";
import type { NpyArray } from "./npy.ts";
import { andMore, createMistakes } from "./shortened.ts";

/** Node reads no more than 2 GiB at once. */
const MAX_BYTES = 2 ** 31 - 1;

/**
 * Reads the array of each input from an .npy file of its own: [count, …shape]; of a label class indices or names [count], or one-hot rows
 * [count, classes]. Throws all mistakes of a file together.
 * @param files paths by input; they count from the working directory
 */
export function readArrays(files: ReadonlyMap<string, string>, inputs: Network["inputs"]): Data {
  requireAll(files, inputs);
  const values = new Map<string, Values>();
  let first: { readonly shown: string; readonly count: number } | undefined;
  for (const { name, node } of inputs) {
    if (node.kind !== "input") continue;
    const path = resolve(files.get(name) ?? "");
    const shown = JSON.stringify((relative(process.cwd(), path) || ".").replaceAll("\\", "/"));
    const array = readNpy(
      readDataFile({
        path,
        shown,
        from: "where you stand",
        kind: "an .npy file",
        limit: MAX_BYTES,
        tooLong: "Train on a part of the rows.",
      }),
      shown,
    );
    const count = countOf(array, name, node, shown);
    if (first !== undefined && first.count !== count) {
      fail({
        code: "data-shape",
        message: `${shown} has ${rows(count)}, ${first.shown} has ${rows(first.count)}`,
        found: rows(count),
        expected: rows(first.count),
        hint: "Every file holds the same examples, in the same order.",
      });
    }
    first ??= { shown, count };
    values.set(name, valuesOf(array, count, node, shown));
  }
  return { count: first?.count ?? 0, values };
}

function requireAll(files: ReadonlyMap<string, string>, inputs: Network["inputs"]): void {
  const names = inputs.map(({ name }) => name);
  const strange = [...files.keys()].filter((name) => !names.includes(name));
  const missing = names.filter((name) => !files.has(name));
  const expected = names.map((name) => `--data ${name}=${name}.npy`).join(" ");
  const mistakes = [
    ...strange.map((name): Diagnostic => {
      const hint = didYouMean(name, names, "The part before = is the name of an input or a target.");
      return { code: "data-shape", message: `--data feeds ${JSON.stringify(name)}, which is no input`, expected, hint };
    }),
    ...missing.map((name): Diagnostic => {
      const hint = "Every input and every target needs a file of its own.";
      return { code: "no-data", message: `No file feeds ${JSON.stringify(name)}`, expected, hint };
    }),
  ];
  if (mistakes.length > 0) throw new DiagnosticError(mistakes);
}

/** The number of rows, if the array has the shape that the input needs. */
function countOf({ shape, values }: NpyArray, name: string, { shape: own, classes }: InputNode, shown: string): number {
  const [count = 0, ...rest] = shape;
  const found = rest.reduce((product, extent) => product * extent, 1);
  const size = sizeOf(own);
  const fits = shape.length > 0 && (found === size || (classes !== undefined && found === 1));
  if (!fits) {
    const rowsOf = ["rows", ...own.filter((dim) => typeof dim === "number")].join(", ");
    fail({
      code: "data-shape",
      message: `${shown} has the shape ${shapeText(shape)}, which does not fit ${JSON.stringify(name)}`,
      found: shapeText(shape),
      expected: classes === undefined ? `(${rowsOf})` : `(rows,) of class indices or names, or one-hot (${rowsOf})`,
      hint: "The first axis is that of the examples.",
    });
  }
  if (count === 0 || values.length === 0) {
    fail({
      code: "empty-data",
      message: `${shown} holds no rows`,
      found: shapeText(shape),
      expected: "at least one row",
    });
  }
  return count;
}

function valuesOf({ values }: NpyArray, count: number, node: InputNode, shown: string): Values {
  const size = sizeOf(node.shape);
  const width = values.length / count;
  const result = node.element === "int32" ? new Int32Array(count * size) : new Float64Array(count * size);
  const mistakes = createMistakes();
  const wrong = (row: number, column: number, diagnostic: Diagnostic): void => {
    const where = width === 1 ? `row ${row}` : `row ${row}, column ${column}`;
    const message = (count: number): string =>
      `${shown}, ${where} (counted from 0)${andMore(count)}: ${diagnostic.message}`;
    const kind = width === 1 && diagnostic.code === "unknown-class" ? diagnostic.message : undefined;
    mistakes.add((count) => ({ ...diagnostic, message: message(count) }), kind);
  };
  for (let row = 0; row < count; row++) {
    if (node.classes !== undefined && width === 1) {
      const cell = readClass(String(values[row]), node.classes);
      if ("wrong" in cell) wrong(row, 0, cell.wrong);
      else result[row * size + cell.value] = 1;
      continue;
    }
    for (let column = 0; column < width; column++) {
      const value = values[row * width + column] ?? NaN;
      const mistake = mistakeOf(value, node);
      if (mistake !== undefined) wrong(row, column, mistake);
      else if (typeof value === "number") result[row * size + column] = value;
    }
    if (node.classes !== undefined && !isOneHot(result.subarray(row * size, (row + 1) * size))) {
      wrong(row, 0, NOT_ONE_HOT);
    }
  }
  mistakes.stop();
  return result;
}

/** What is wrong with one value; text is no number. */
function mistakeOf(value: number | string, node: InputNode): Diagnostic | undefined {
  if (typeof value === "string" || !Number.isFinite(value)) return notANumber(String(value));
  const checked = node.classes === undefined ? checkValue(value, String(value), node) : undefined;
  return checked !== undefined && "wrong" in checked ? checked.wrong : undefined;
}

const isOneHot = (row: Values): boolean =>
  row.every((value) => value === 0 || value === 1) && row.filter((value) => value === 1).length === 1;

const NOT_ONE_HOT: Diagnostic = {
  code: "unknown-class",
  message: "the row is not one-hot",
  expected: "one 1 and otherwise 0",
  hint: "Class indices from 0, of the shape (rows,), do as well.",
};

const rows = (count: number): string => `${count.toLocaleString("en-US")} row${count === 1 ? "" : "s"}`;
