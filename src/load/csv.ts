import { relative, resolve } from "node:path";
import { fail } from "../diagnostics/diagnostic.ts";
import type { Place } from "../diagnostics/diagnostic.ts";
import type { DataSpec, Network } from "../ir/graph.ts";
import { readCell } from "./cell.ts";
import { readDataFile } from "./datafile.ts";
import { feedsOf } from "./feeds.ts";
import { andMore, brief, createMistakes } from "./shortened.ts";
import { checkSpec } from "./spec.ts";
import { parseTable } from "./table.ts";
import type { Table } from "./table.ts";
import { decodeText } from "./text.ts";

export type Values = Float64Array | Int32Array;

/** The rows of a data file, as the methods of a module take them. */
export interface Data {
  /** The number of rows. */
  readonly count: number;
  /** For each input, by name: [count, size], row-major; labels one-hot. */
  readonly values: ReadonlyMap<string, Values>;
}

export interface DataSource {
  readonly spec: DataSpec;
  /** What the path counts from. */
  readonly folder: string;
  /** The folder of net.ts, from which places count. */
  readonly home: string;
  /** Where the spec stands. */
  readonly place?: Place;
  /** Whether the file is that of an option, and not of the spec. */
  readonly isOption?: boolean;
}

/** Reads and checks the columns that a network's inputs are fed from. Throws all mistakes of the file together. */
export function readCsv(source: DataSource, inputs: Network["inputs"]): Data {
  checkSpec(source.spec, source.place);
  const path = resolve(source.folder, source.spec.path);
  const file = relative(source.home, path).replaceAll("\\", "/");
  const table = parseTable(decodeText(readBytes(path, source), file, JSON.stringify(source.spec.path)), file);
  checkHeader(table, source.spec.path);
  const fed = feedsOf(table, source, inputs);
  checkRows(table, source.spec.path);
  const count = table.rows.length;
  const mistakes = createMistakes();
  const sinks = fed.map(({ name, node, columns }) => {
    const size = node.classes?.length ?? columns.length;
    if (count * size > MAX_VALUES) tooManyValues(source.spec.path, name, count, size);
    const array = node.element === "int32" ? new Int32Array(count * size) : new Float64Array(count * size);
    return { name, node, columns, size, array };
  });
  for (let index = 0; index < count; index++) {
    const row = table.rows.at(index);
    const { cells } = row;
    for (const { node, columns, size, array } of sinks) {
      for (const [slot, column] of columns.entries()) {
        const cell = readCell(cells[column] ?? "", node);
        if ("value" in cell) array[index * size + (cell.isClass ? cell.value : slot)] = cell.isClass ? 1 : cell.value;
        else {
          // A wrong class is often in many rows.
          const kind = cell.wrong.code === "unknown-class" ? `${column} ${cell.wrong.message}` : undefined;
          mistakes.add((times) => {
            const name = JSON.stringify(brief(table.header.cells[column] ?? ""));
            const where = `column ${name}, line ${row.line}${andMore(times)}`;
            const message = `${JSON.stringify(source.spec.path)}, ${where}: ${cell.wrong.message}`;
            return { ...cell.wrong, message, place: table.placeOf(row, column) };
          }, kind);
        }
      }
    }
  }
  mistakes.stop();
  return { count, values: new Map(sinks.map(({ name, array }) => [name, array])) };
}

/** Rows by their indices, in that order. */
export function takeRows({ count, values }: Data, rows: readonly number[]): Data {
  const taken = [...values].map(([name, array]): [string, Values] => {
    const size = count === 0 ? 0 : array.length / count;
    const out = array instanceof Int32Array ? new Int32Array(rows.length * size) : new Float64Array(rows.length * size);
    for (const [i, row] of rows.entries()) out.set(array.subarray(row * size, (row + 1) * size), i * size);
    return [name, out];
  });
  return { count: rows.length, values: new Map(taken) };
}

/** Numbers and one-hot classes take up to some ten times the bytes of their text. */
const MAX_BYTES = 64 * 2 ** 20;

/** 2 GiB of 64-bit numbers. */
const MAX_VALUES = 2 ** 28;

function tooManyValues(path: string, name: string, rows: number, size: number): never {
  fail({
    code: "data-too-large",
    message: `${JSON.stringify(path)} has too many rows for ${JSON.stringify(name)}`,
    found: `${rows.toLocaleString("en-US")} rows of ${size.toLocaleString("en-US")} values`,
    expected: `at most ${MAX_VALUES.toLocaleString("en-US")} values`,
    hint: "Train on a part of the rows.",
  });
}

const readBytes = (path: string, { spec, place, isOption }: DataSource): Buffer =>
  readDataFile({
    path,
    shown: JSON.stringify(spec.path),
    from: isOption ? "where you stand" : "the folder of net.ts",
    kind: "a CSV file",
    limit: MAX_BYTES,
    tooLong: "Train on a part of the rows, or on .npy files: --data x=x.npy --data y=y.npy.",
    ...(place !== undefined && !isOption && { place }),
  });

/** Stops where all rows agree, and the header does not: something stands before it, or it names too few. */
function checkHeader(table: Table, path: string): void {
  const width = table.header.cells.length;
  const { rows } = table;
  const other = rows.length > 1 ? rows.at(0).cells.length : width;
  const agree = (): boolean => {
    for (let i = 0; i < rows.length; i++) if (rows.at(i).cells.length !== other) return false;
    return true;
  };
  if (other !== width && agree()) {
    fail({
      code: "bad-csv",
      message: `${JSON.stringify(path)} has ${plural(width)} in its header, and ${other} in every row`,
      place: table.placeOf(table.header, Math.min(width, other) - 1),
      found: plural(width),
      expected: `${other}, as in the rows`,
      hint: "The first line names every column, and nothing else stands before it.",
    });
  }
}

function checkRows(table: Table, path: string): void {
  const width = table.header.cells.length;
  if (table.rows.length === 0) {
    const message = `${JSON.stringify(path)} has a header and no rows`;
    fail({ code: "empty-data", message, place: table.placeOf(table.header, 0), expected: "at least one row" });
  }
  const ragged = createMistakes();
  for (let index = 0; index < table.rows.length; index++) {
    const row = table.rows.at(index);
    if (row.cells.length === width) continue;
    ragged.add(() => {
      const found = plural(row.cells.length);
      const message = `${JSON.stringify(path)}, line ${row.line} has ${found}`;
      const place = table.placeOf(row, Math.min(width, row.cells.length - 1));
      const hint = "A comma inside a cell needs quotes around the cell; decimals are written with a point.";
      return { code: "bad-csv", message, place, found, expected: `${width}, as in the header`, hint };
    });
  }
  ragged.stop();
}

const plural = (cells: number): string => `${cells} cell${cells === 1 ? "" : "s"}`;
