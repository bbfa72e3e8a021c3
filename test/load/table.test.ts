import * as fc from "fast-check";
import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import { createLines } from "../../src/load/lines.ts";
import { cellsIn, parseTable } from "../../src/load/table.ts";
import type { Table } from "../../src/load/table.ts";

const quoted = (cell: string): string => (/[",\r\n]|^$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
const cellsOf = ({ header, rows }: Table): readonly (readonly string[])[] => [
  header.cells,
  ...Array.from({ length: rows.length }, (_, i) => rows.at(i).cells),
];

/** What comes of it, or that nothing does. */
function outcome<T>(read: () => T): T | "refused" {
  try {
    return read();
  } catch {
    return "refused";
  }
}

describe("a table", () => {
  const cell = fc.oneof(
    fc.constantFrom("", "1", "a b", ",", '"', '""', "\n", "\r\n", "é", "🐟", '"a","b"', " x "),
    fc.string({ maxLength: 8, unit: "grapheme" }),
  );
  const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 8 });

  it("holds the cells that were written, whatever they are", () => {
    fc.assert(
      fc.property(table, fc.constantFrom("\n", "\r\n", "\r"), fc.boolean(), (rows, end, atEnd) => {
        const text = rows.map((cells) => cells.map(quoted).join(",")).join(end) + (atEnd ? end : "");
        const found = parseTable(text, "data.csv");
        expect(cellsOf(found)).toEqual(rows);
      }),
      { numRuns: 500 },
    );
  });

  it("has its rows as csv-parse has them", () => {
    const piece = fc.constantFrom(",", "\n", '"', '""', "a", "1", " ", "\n\n", 'x,"y"\n', '"p\nq",2\n');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = `h,"i"\n${pieces.join("")}`;
        const theirs = outcome(() => parse(text, { skip_empty_lines: true, relax_column_count: true }));
        expect(outcome(() => cellsOf(parseTable(text, "data.csv")))).toEqual(theirs);
      }),
      { numRuns: 500 },
    );
  });

  it("knows the lines on which its rows begin", () => {
    const { rows } = parseTable('a,b\r\n\r\n"1\r\n2",3\r\n\r\n4,"5"\r\n', "data.csv");
    expect([rows.length, rows.at(0), rows.at(1)]).toEqual([
      2,
      { line: 3, cells: ["1\r\n2", "3"] },
      { line: 6, cells: ["4", "5"] },
    ]);
  });

  it.each([
    ["", [""]],
    ['\n"a""b",,"",c\n', ['a"b', "", "", "c"]],
    ['"",', ["", ""]],
  ])("cuts %j", (record, cells) => {
    expect(cellsIn(record)).toEqual(cells);
  });
});

describe("lines", () => {
  it("are those that a split gives", () => {
    const text = fc.array(fc.constantFrom("a", "\r", "\n", "\r\n", "é")).map((pieces) => pieces.join(""));
    fc.assert(
      fc.property(text, (given) => {
        const lines = createLines(given);
        const all = Array.from({ length: lines.count }, (_, i) => lines.at(i));
        expect(all).toEqual(given.split(/\r\n|\n|\r/));
        expect(all.map((_, i) => lines.isEmpty(i))).toEqual(all.map((line) => line === ""));
        expect(lines.at(lines.count)).toBe("");
      }),
    );
  });
});
