/** Text in columns. Widths count what a terminal shows: combining marks take no room. */
export function columns(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows) for (const [i, cell] of row.entries()) widths[i] = Math.max(widths[i] ?? 0, widthOf(cell));
  return rows
    .map((row) =>
      row
        .map((cell, i) => cell + " ".repeat((widths[i] ?? 0) - widthOf(cell)))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

const widthOf = (text: string): number => [...text.replace(/\p{M}/gu, "")].length;

/** `net.ts:8`, or nothing. */
export const placeText = (place: { readonly file: string; readonly line: number } | undefined): string =>
  place === undefined ? "" : `${place.file}:${place.line}`;
