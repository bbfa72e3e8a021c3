import { cellsOf, safeText } from "../diagnostics/cells.ts";

const cells = (text: string): number => cellsOf(text).reduce((sum, cell) => sum + cell.width, 0);

/** Rows in columns, two spaces apart, safe to print whatever names they hold. */
export function table(rows: readonly (readonly string[])[], indent: string = ""): string {
  const safe = rows.map((row) => row.map(safeText));
  const widths: number[] = [];
  for (const row of safe) for (const [i, cell] of row.entries()) widths[i] = Math.max(widths[i] ?? 0, cells(cell));
  const lines = safe.map((row) => row.map((cell, i) => cell + " ".repeat((widths[i] ?? 0) - cells(cell))).join("  "));
  return lines.map((line) => `${indent}${line}`.trimEnd()).join("\n");
}

/** A text in lines of at most so many cells, cut at blanks; a longer word has a line to itself. */
export function wrapped(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of safeText(text).split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && cells(last) + 1 + cells(word) <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** Several lines, each safe to print. */
export const safeLines = (text: string): string => text.split("\n").map(safeText).join("\n");

export const bytes = (count: number): string =>
  count < 10_000 ? `${count.toLocaleString("en-US")} bytes` : `${(count / 1024).toFixed(1)} KB`;

export const plural = (count: number, noun: string): string =>
  `${count.toLocaleString("en-US")} ${noun}${count === 1 ? "" : "s"}`;

/** A derivative, with digits enough to see how far two agree. */
export const derivative = (value: number): string => value.toPrecision(10);
export const error = (value: number): string => value.toExponential(1);
