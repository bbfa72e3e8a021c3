/**
 * How text from files and users is shown on a terminal: nothing that moves the cursor, changes colours, reorders or hides text gets
 * through, and it is known how many cells each character takes.
 */
const REPLACEMENT = "\uFFFD";
const TAB_WIDTH = 4;

/** Characters that draw nothing themselves but change how their neighbours are drawn: zero-width, bidirectional, separators. */
const INVISIBLE = /[\p{Cf}\p{Default_Ignorable_Code_Point}\p{Zl}\p{Zp}]/u;

/** A character as it is shown: control characters as their pictures (␛ for escape), other invisible ones as �. */
function visible(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return "\u2421";
  if (code < 0xa0 && code > 0x7f) return REPLACEMENT;
  if (code >= 0xd800 && code <= 0xdfff) return REPLACEMENT;
  return INVISIBLE.test(character) ? REPLACEMENT : character;
}

/** One line of text, safe to print; tabs and line ends become a space. */
export const safeText = (text: string): string =>
  [...text.replace(/\r\n|[\n\r\t]/g, " ")].map((character) => visible(character)).join("");

const MARK = /\p{Mark}/u;

/** The cells that a visible character takes: 0 for combining marks, 2 for East Asian wide characters and emoji, otherwise 1. */
function widthOf(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x300) return 1;
  if (MARK.test(character)) return 0;
  return WIDE.some(([from, to]) => code >= from && code <= to) ? 2 : 1;
}

/** Unicode 16, East Asian Width W and F, in blocks. */
const WIDE: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff01, 0xff60],
  [0xffe0, 0xffe6],
  [0x16fe0, 0x18cff],
  [0x1aff0, 0x1b2ff],
  [0x1f300, 0x1f64f],
  [0x1f680, 0x1f6ff],
  [0x1f900, 0x1faff],
  [0x20000, 0x3fffd],
];

/** What one character of a line becomes on the terminal. */
export interface Cell {
  /** Where the character begins in the line, in UTF-16 units, as columns count. */
  readonly start: number;
  readonly shown: string;
  readonly width: number;
}

/** A line, character by character. Tabs become spaces up to the next multiple of four cells. */
export function cellsOf(line: string): readonly Cell[] {
  const cells: Cell[] = [];
  let start = 0;
  let column = 0;
  for (const character of line) {
    const tab = character === "\t";
    const width = tab ? TAB_WIDTH - (column % TAB_WIDTH) : widthOf(visible(character));
    cells.push({ start, shown: tab ? " ".repeat(width) : visible(character), width });
    start += character.length;
    column += width;
  }
  return cells;
}
