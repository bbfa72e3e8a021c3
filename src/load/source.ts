import type { Place } from "../diagnostics/diagnostic.ts";

/** The text of one file of the user's, and the places in it. */
export interface SourceFile {
  /** As places give it: relative to the folder of net.ts, with forward slashes. */
  readonly file: string;
  readonly text: string;
  /** The place of a stretch of text, given by offsets. */
  placeAt(start: number, end?: number): Place;
}

/** Lines end with LF, CR or CRLF, as editors count them; TypeScript and V8 count U+2028 and U+2029 too, so offsets are the link. */
export function createSource(file: string, contents: string): SourceFile {
  const text = contents.replace(/^\uFEFF/, "");
  const starts = [0];
  for (const match of text.matchAll(/\r\n|\n|\r/g)) starts.push(match.index + match[0].length);
  return {
    file,
    text,
    placeAt(start, end = start + 1) {
      let low = 0;
      let high = starts.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if ((starts[middle] ?? 0) <= start) low = middle;
        else high = middle - 1;
      }
      return { file, line: low + 1, column: start - (starts[low] ?? 0) + 1, length: Math.max(end - start, 1) };
    },
  };
}
