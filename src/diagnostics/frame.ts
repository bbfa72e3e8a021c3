import { cellsOf, safeText } from "./cells.ts";
import type { Cell } from "./cells.ts";
import type { Diagnostic, Place } from "./diagnostic.ts";

/** Colours, or anything else that wraps text without changing its width. */
export interface Palette {
  readonly error: (text: string) => string;
  readonly place: (text: string) => string;
  readonly gutter: (text: string) => string;
  readonly caret: (text: string) => string;
  readonly label: (text: string) => string;
}

const same = (text: string): string => text;
const PLAIN: Palette = { error: same, place: same, gutter: same, caret: same, label: same };

export interface FrameOptions {
  readonly palette?: Palette;
  /** The text of a file by the name that places give it; undefined where it can not be read. */
  readonly read?: (file: string) => string | undefined;
  /** How a file is called for the reader: places count from the folder of net.ts, people from where they stand. */
  readonly show?: (file: string) => string;
  /** How many diagnostics are shown; the rest are counted. */
  readonly most?: number;
  /** A warning stops nothing. Left out, it is an error. */
  readonly severity?: "error" | "warning";
  /** The cells that a line of source may take; a longer one is cut around the caret. */
  readonly width?: number;
}

/**
 * Diagnostics as text, in the form that rustc made known: code and message, the place, the line with the characters meant, what was
 * found and expected, and what to do about it.
 */
export function renderDiagnostics(diagnostics: readonly Diagnostic[], options: FrameOptions = {}): string {
  const { most = 50 } = options;
  const shown = diagnostics.slice(0, most).map((diagnostic) => renderDiagnostic(diagnostic, options));
  const rest = diagnostics.length - shown.length;
  return [...shown, ...(rest > 0 ? [`and ${rest.toLocaleString("en-US")} more: mend these first\n`] : [])].join("\n");
}

export function renderDiagnostic(diagnostic: Diagnostic, options: FrameOptions = {}): string {
  const { palette = PLAIN, read, show = same, width = 100, severity = "error" } = options;
  const { code, message, place, found, expected, hint } = diagnostic;
  const paint = severity === "error" ? palette.error : palette.label;
  const lines = [`${paint(`${severity}[${code}]`)}: ${palette.label(safeText(message))}`];
  const source = place === undefined ? undefined : lineOf(read?.(place.file), place.line);
  const number = place === undefined || source === undefined ? "" : String(place.line);
  const margin = " ".repeat(number.length);
  const bar = palette.gutter(`${margin} |`);
  if (place !== undefined) {
    const where = `${safeText(show(place.file))}:${place.line}:${place.column}`;
    lines.push(`${margin}${palette.gutter("-->")} ${palette.place(where)}`);
  }
  if (place !== undefined && source !== undefined) {
    const { text, caret } = excerpt(source, place, width);
    lines.push(bar, `${palette.gutter(`${number} |`)} ${text}`, `${bar} ${caret.indent}${palette.caret(caret.run)}`);
  }
  const notes = Object.entries({ found, expected, hint }).filter(([, text]) => text !== undefined);
  if (source !== undefined && notes.length > 0) lines.push(bar);
  for (const [name, text = ""] of notes) {
    lines.push(`${margin} ${palette.gutter("=")} ${palette.label(`${name}:`)} ${safeText(text)}`);
  }
  return `${lines.join("\n")}\n`;
}

/** Lines end as TypeScript counts them in source files, but for U+2028 and U+2029, which editors do not count. */
function lineOf(text: string | undefined, line: number): string | undefined {
  return text?.replace(/^\uFEFF/, "").split(/\r\n|\n|\r/)[line - 1];
}

interface Excerpt {
  readonly text: string;
  readonly caret: { readonly indent: string; readonly run: string };
}

/** The line as shown, no wider than `width`, and the carets under the characters meant. */
function excerpt(line: string, place: Place, width: number): Excerpt {
  const cells = cellsOf(line.trimEnd());
  const from = place.column - 1;
  const to = from + Math.max(place.length ?? 1, 1);
  const meant = cells.filter((cell) => cell.start >= from && cell.start < to);
  const before = cells.filter((cell) => cell.start < from);
  const window = cut(cells, before.length, meant.length, width);
  const shown = cells.slice(window.start, window.end);
  const text = `${window.start > 0 ? "…" : ""}${shown.map((cell) => cell.shown).join("")}${window.end < cells.length ? "…" : ""}`;
  const indent = (window.start > 0 ? 1 : 0) + widthOf(before.slice(window.start));
  const run = widthOf(cells.slice(before.length, Math.min(before.length + meant.length, window.end)));
  return { text, caret: { indent: " ".repeat(indent), run: "^".repeat(Math.max(run, 1)) } };
}

const widthOf = (cells: readonly Cell[]): number => cells.reduce((sum, cell) => sum + cell.width, 0);

/** The part of a long line to show: a third of the width before the first character meant, the rest from there on. */
function cut(cells: readonly Cell[], first: number, count: number, width: number): { start: number; end: number } {
  if (widthOf(cells) <= width) return { start: 0, end: cells.length };
  const room = width - 2;
  const fill = (start: number): number => {
    let end = start;
    for (let used = 0; end < cells.length; end++) {
      used += cells[end]?.width ?? 0;
      if (used > room) break;
    }
    return end;
  };
  if (fill(0) >= first + Math.max(count, 1)) return { start: 0, end: fill(0) };
  let start = first;
  for (let used = 0; start > 0; start--) {
    used += cells[start - 1]?.width ?? 0;
    if (used > room / 3) break;
  }
  return { start, end: fill(start) };
}
