import { CsvError, parse } from "csv-parse/sync";
import { fail } from "../diagnostics/diagnostic.ts";
import type { Place } from "../diagnostics/diagnostic.ts";
import { createLines } from "./lines.ts";
import type { Lines } from "./lines.ts";

/** A row of a data file, and the line on which it begins. */
export interface Row {
  readonly cells: readonly string[];
  readonly line: number;
}

/** Rows that are cut into cells when they are asked for. */
export interface Rows {
  readonly length: number;
  at(index: number): Row;
}

/** A data file as it stands: a header and rows, all cells text. */
export interface Table {
  readonly header: Row;
  readonly rows: Rows;
  /** The place of a cell, for a frame of the data file. */
  placeOf(row: Row, column: number): Place;
}

const MESSAGES: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: "A quoted cell begins here and does not end",
  INVALID_OPENING_QUOTE: "A quote stands inside a cell that does not begin with one",
  CSV_INVALID_CLOSING_QUOTE: "Something follows the quote that ends a cell",
};

/** Rows of comma-separated values (RFC 4180): byte order mark, CRLF, quoted cells and empty lines are understood. */
export function parseTable(contents: string, file: string): Table {
  const text = contents.replace(/^\uFEFF/, "");
  const lines = createLines(text);
  const placeOf = (row: Row, column: number): Place => cellPlace(file, lines.at(row.line - 1), row.line, column);
  requireCommas(lines, file);
  const all = text.includes('"') ? quotedRows(text, file) : plainRows(lines);
  if (all.length === 0) {
    fail({
      code: "empty-data",
      message: `${JSON.stringify(file)} is empty`,
      expected: "a header row and rows of data",
    });
  }
  const rows = { length: all.length - 1, at: (index: number): Row => all.at(index + 1) };
  return { header: all.at(0), rows, placeOf };
}

/** What else separates cells, and what it is called; blanks count as one. */
const SEPARATORS: readonly (readonly [sign: RegExp, name: string])[] = [
  [/;/g, "semicolons"],
  [/\t/g, "tabs"],
  [/\|/g, "bars"],
  [/ +/g, "blanks"],
];

/** Stops where another sign stands as often in the rows as in a header that has no comma. */
function requireCommas(lines: Lines, file: string): void {
  const all = Array.from({ length: Math.min(lines.count, 50) }, (_, i) => lines.at(i));
  const index = all.findIndex((line) => line.trim() !== "");
  const header = all[index] ?? "";
  const rows = all
    .slice(index + 1)
    .filter((line) => line.trim() !== "")
    .slice(0, 5);
  if (rows.length === 0 || header.includes(",")) return;
  const times = (line: string, sign: RegExp): number => line.trim().match(sign)?.length ?? 0;
  const found = SEPARATORS.find(
    ([sign]) => times(header, sign) > 0 && rows.every((row) => times(row, sign) === times(header, sign)),
  );
  if (found === undefined) return;
  fail({
    code: "bad-csv",
    message: `${JSON.stringify(file)} separates its cells by ${found[1]}`,
    place: { file, line: index + 1, column: 1, length: header.length },
    found: found[1],
    expected: "commas",
    hint: "Save it with commas between the cells and with points in decimals.",
  });
}

/** Without quotes every line is a row. */
function plainRows(lines: Lines): Rows {
  const indices = new Uint32Array(lines.count);
  let length = 0;
  for (let i = 0; i < lines.count; i++) if (!lines.isEmpty(i)) indices[length++] = i;
  return {
    length,
    at(row) {
      const index = indices[row] ?? lines.count;
      return { line: index + 1, cells: lines.at(index).split(",") };
    },
  };
}

/** csv-parse finds the rows, and what is wrong with them; only their places are kept. */
function quotedRows(text: string, file: string): Rows {
  const bytes = Buffer.from(text);
  const ends: number[] = [];
  try {
    parse(bytes, {
      skip_empty_lines: true,
      // Rows are compared with the header by us, so that all that differ are named.
      relax_column_count: true,
      on_record: (_: string[], info) => {
        ends.push(info.bytes);
        return null;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error["lines"] === "number" ? error["lines"] : 1;
    fail({
      code: "bad-csv",
      message: MESSAGES[error.code] ?? error.message,
      place: { file, line, column: 1, length: Number.MAX_SAFE_INTEGER },
      hint: 'A quote inside a quoted cell is written twice: "5"" disk".',
    });
  }
  const lineOf = lineCounter(bytes);
  const startOf = (row: number): number => ends[row - 1] ?? 0;
  const lines = Uint32Array.from(ends, (_, row) => lineOf(startOf(row)));
  const textOf = (row: number): string => bytes.toString("utf8", startOf(row), ends[row] ?? 0);
  return { length: ends.length, at: (row) => ({ line: lines[row] ?? 0, cells: cellsIn(textOf(row)) }) };
}

/** The cells of a row that is known to be well formed, and may have line ends around it. */
export function cellsIn(record: string): readonly string[] {
  const text = record.replace(/^[\r\n]+|[\r\n]+$/g, "");
  const cells: string[] = [];
  for (let at = 0; at <= text.length;) {
    let end = at;
    if (text[at] === '"') {
      // A quote ends the cell, unless another follows.
      for (end = at + 1; end < text.length && (text[end] !== '"' || text[end + 1] === '"');)
        end += text[end] === '"' ? 2 : 1;
      cells.push(text.slice(at + 1, end).replaceAll('""', '"'));
      end++;
    } else {
      const comma = text.indexOf(",", at);
      end = comma < 0 ? text.length : comma;
      cells.push(text.slice(at, end));
    }
    at = end + 1;
  }
  return cells;
}

const [LF, CR] = [10, 13];

/** The line of the first character at or after a byte that is no line end. It must be asked in ascending order. */
function lineCounter(bytes: Buffer): (offset: number) => number {
  let line = 1;
  let position = 0;
  return (offset) => {
    for (
      ;
      position < bytes.length && (position < offset || bytes[position] === LF || bytes[position] === CR);
      position++
    ) {
      if (bytes[position] === LF || (bytes[position] === CR && bytes[position + 1] !== LF)) line++;
    }
    return line;
  };
}

/** Where the cell stands in its line: commas count outside quotes. */
function cellPlace(file: string, line: string, number: number, column: number): Place {
  let quoted = false;
  let cell = 0;
  let start = 0;
  let end = line.length;
  for (let i = 0; i < line.length; i++) {
    if (line[i] === '"') quoted = !quoted;
    if (quoted || line[i] !== ",") continue;
    if (cell === column) {
      end = i;
      break;
    }
    cell++;
    start = i + 1;
  }
  return { file, line: number, column: start + 1, length: Math.max(end - start, 1) };
}
