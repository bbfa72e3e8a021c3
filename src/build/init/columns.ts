import type { Table } from "../../load/table.ts";

/** What the cells of one column of a data file have in common. */
export interface Column {
  readonly name: string;
  /** Numbers, with at most as many other cells: those are mistakes, and the reader of data names them. */
  readonly isNumeric: boolean;
  readonly isWhole: boolean;
  /** Cells that hold nothing. */
  readonly missing: number;
  /** The first cell that does not fit the kind, or the first at all. */
  readonly sample: string;
  /** Different cells that hold something, up to `MANY`, in the order of a person: by size, or by the alphabet. */
  readonly values: readonly string[];
  /** 1, 2, 3, … or 0, 1, 2, …: the number of the row. */
  readonly counts: boolean;
}

/** More classes than this are names, not classes. */
export const MANY = 100;

const MISSING = /^(|na|n\/a|nan|null|\?)$/i;
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** The columns of a table whose rows are all as long as its header. */
export const readColumns = ({ header, rows }: Table): readonly Column[] => {
  const notes = header.cells.map(() => ({ values: new Set<string>(), numbers: 0, missing: 0, whole: true, odd: "" }));
  const first = rows.length === 0 ? [] : rows.at(0).cells;
  const counting = first.map((cell) => /^[01]$/.test(cell.trim()));
  for (let index = 0; index < rows.length; index++) {
    const { cells } = rows.at(index);
    for (const [column, note] of notes.entries()) {
      const cell = (cells[column] ?? "").trim();
      if (Number(cell) !== Number(first[column]) + index) counting[column] = false;
      if (MISSING.test(cell)) note.missing++;
      if (cell !== "" && note.values.size <= MANY) note.values.add(cell);
      if (NUMBER.test(cell)) {
        note.numbers++;
        if (!/^[+-]?\d+$/.test(cell)) note.whole = false;
      } else if (note.odd === "" && !MISSING.test(cell)) note.odd = cell;
    }
  }
  return notes.map(({ values, numbers, missing, whole, odd }, column) => {
    const isNumeric = numbers > 0 && numbers * 2 >= rows.length - missing;
    return {
      name: (header.cells[column] ?? "").trim(),
      isNumeric,
      isWhole: isNumeric && whole && odd === "",
      missing,
      sample: odd === "" ? (first[column] ?? "").trim() : odd,
      values: [...values].toSorted(isNumeric ? (a, b) => Number(a) - Number(b) : alphabetical),
      counts: counting[column] === true && rows.length > 1,
    };
  });
};

/**
 * Whether the names of columns look like a row of the data: most of them decimals, or all of them numbers that do not rise, as 0, 1, 2, …
 * and years do.
 */
export function isRowLike(columns: readonly Pick<Column, "name">[]): boolean {
  const names = columns.map(({ name }) => name);
  const decimals = names.filter((name) => NUMBER.test(name) && /[.e]/i.test(name)).length;
  if (decimals > 0 && decimals * 2 >= names.length) return true;
  return names.every((name) => NUMBER.test(name)) && names.some((name, i) => Number(name) <= Number(names[i - 1]));
}

/** The same on every machine, whatever its language. */
const alphabetical = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
