import { CsvError, parse } from "csv-parse/sync";
import { fail } from "../diagnostics/diagnostic.ts";
import type { Place } from "../diagnostics/diagnostic.ts";

/** A row of a data file, and the line on which it begins. */
export interface Row {
  readonly cells: readonly string[];
  readonly line: number;
}

/** A data file as it stands: a header and rows, all cells text. */
export interface Table {
  readonly header: Row;
  readonly rows: readonly Row[];
  /** The place of a cell, for a frame of the data file. */
  placeOf(row: Row, column: number): Place;
}

const MESSAGES: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: "A quoted cell begins here and does not end",
  INVALID_OPENING_QUOTE: "A quote stands inside a cell that does not begin with one",
  CSV_INVALID_CLOSING_QUOTE: "Something follows the quote that ends a cell",
};

/** Rows of comma-separated values (RFC 4180): byte order mark, CRLF, quoted cells and empty lines are understood. */
export function parseTable(text: string, file: string): Table {
  const lines = text.replace(/^\uFEFF/, "").split(/\r\n|\n|\r/);
  const placeOf = (row: Row, column: number): Place => cellPlace(file, lines[row.line - 1] ?? "", row.line, column);
  requireCommas(lines, file);
  const all = text.includes('"') ? readRows(text, file) : plainRows(lines);
  const header = all[0];
  const rows = all.slice(1);
  if (header === undefined) {
    fail({
      code: "empty-data",
      message: `${JSON.stringify(file)} is empty`,
      expected: "a header row and rows of data",
    });
  }
  return { header, rows, placeOf };
}

/** What else separates cells, and what it is called; blanks count as one. */
const SEPARATORS: readonly (readonly [sign: RegExp, name: string])[] = [
  [/;/g, "semicolons"],
  [/\t/g, "tabs"],
  [/\|/g, "bars"],
  [/ +/g, "blanks"],
];

/** Stops where another sign stands as often in the rows as in a header that has no comma. */
function requireCommas(lines: readonly string[], file: string): void {
  const index = lines.findIndex((line) => line.trim() !== "");
  const header = lines[index] ?? "";
  const rows = lines
    .slice(index + 1, index + 50)
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

/** Without quotes every line is a row. Cells are cut when they are asked for: large files are kept as text. */
const plainRows = (lines: readonly string[]): readonly Row[] =>
  lines.flatMap((text, i): readonly Row[] =>
    text === ""
      ? []
      : [
          {
            line: i + 1,
            get cells() {
              return text.split(",");
            },
          },
        ],
  );

function readRows(text: string, file: string): readonly Row[] {
  const bytes = Buffer.from(text.replace(/^\uFEFF/, ""));
  const lineOf = lineCounter(bytes);
  const rows: Row[] = [];
  let end = 0;
  try {
    parse(bytes, {
      skip_empty_lines: true,
      // Rows are compared with the header by us, so that all that differ are named.
      relax_column_count: true,
      on_record: (cells: string[], info) => {
        const start = end;
        end = info.bytes;
        rows.push({ cells, line: lineOf(start) });
        return null;
      },
    });
    return rows;
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
