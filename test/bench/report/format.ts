/** Three digits, with separators of thousands: 0.0602, 0.50, 12.3, 1,540. */
export function short(value: number): string {
  const rounded = Number(value.toPrecision(3));
  const before = rounded === 0 ? 1 : Math.floor(Math.log10(rounded)) + 1;
  return rounded.toLocaleString("en-US", {
    minimumFractionDigits: Math.min(2, Math.max(0, 3 - before)),
    maximumFractionDigits: Math.max(2, 3 - before),
  });
}

/** A time in the unit that leaves one to four digits before the point. */
export function duration(nanoseconds: number): string {
  if (nanoseconds < 1e3) return `${short(nanoseconds)} ns`;
  if (nanoseconds < 1e6) return `${short(nanoseconds / 1e3)} µs`;
  return `${short(nanoseconds / 1e6)} ms`;
}

/** A number of bytes: as it is, or in thousands or millions. */
export function bytes(count: number): string {
  if (count < 1e3) return String(Math.round(count));
  return count < 1e6 ? `${short(count / 1e3)} K` : `${short(count / 1e6)} M`;
}

/** A table in Markdown: the first column to the left, the others to the right. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [line(head), `|${head.map((_, i) => (i === 0 ? "---" : "--:")).join("|")}|`, ...rows.map(line)].join("\n");
}
