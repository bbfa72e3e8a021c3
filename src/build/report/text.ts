import { cellsOf, safeText } from "../../diagnostics/cells.ts";

/** Cells of a terminal that a text takes. */
export const widthOf = (text: string): number => cellsOf(text).reduce((sum, cell) => sum + cell.width, 0);

/** Rows in columns, the first to the left, the others to the right; safe to print whatever names they hold. */
export function grid(rows: readonly (readonly string[])[]): string {
  const safe = rows.map((row) => row.map(safeText));
  const widths: number[] = [];
  for (const row of safe) for (const [i, cell] of row.entries()) widths[i] = Math.max(widths[i] ?? 0, widthOf(cell));
  return safe
    .map((row) => {
      const cells = row.map((cell, i) => {
        const space = " ".repeat((widths[i] ?? 0) - widthOf(cell));
        return i === 0 ? cell + space : space + cell;
      });
      return `  ${cells.join("  ")}`.trimEnd();
    })
    .join("\n");
}

/** A number as people read it: 4 digits, and no zeros behind them. */
export const short = (value: number): string => String(Number(value.toPrecision(4)));
