import { isUtf8 } from "node:buffer";
import { fail } from "../diagnostics/diagnostic.ts";

/** How files begin that are no text in UTF-8, whatever their names say. */
const SIGNATURES: readonly (readonly [start: string, what: string, hint: string])[] = [
  ["fffe", "text in UTF-16", "Save it as CSV in UTF-8."],
  ["feff", "text in UTF-16", "Save it as CSV in UTF-8."],
  ["504b0304", "a ZIP archive, as workbooks of Excel are", "Save its sheet as CSV in UTF-8."],
  ["1f8b", "compressed by gzip", "Unpack it: gunzip."],
  ["934e554d5059", "an array of NumPy", "Each input takes a file of its own: --data x=x.npy --data y=y.npy."],
];

/**
 * The text of a data file. What is not UTF-8 is refused, with its first byte that is not: read in another encoding, names and classes
 * would be others than they look.
 * @param file what places call it
 * @param shown what messages call it, in quotes
 */
export function decodeText(bytes: Buffer, file: string, shown: string): string {
  const start = bytes.toString("hex", 0, 8);
  const known = SIGNATURES.find(([signature]) => start.startsWith(signature));
  const expected = "text in UTF-8";
  if (known !== undefined) {
    const [, what, hint] = known;
    fail({ code: "bad-csv", message: `${shown} is ${what}`, found: what, expected, hint });
  }
  if (isUtf8(bytes)) return bytes.toString();
  const { line, before, byte } = firstForeign(bytes);
  fail({
    code: "bad-csv",
    message: `${shown} is not text in UTF-8`,
    place: { file, line, column: before.length + 1 },
    found: `the byte 0x${byte.toString(16).padStart(2, "0")} in line ${line}`,
    expected,
    hint: "Save it in UTF-8; where it is Latin-1: iconv -f latin1 -t utf-8 old.csv > new.csv",
  });
}

/** The first byte that belongs to no character: its line, and the text before it in that line. */
function firstForeign(bytes: Buffer): { readonly line: number; readonly before: string; readonly byte: number } {
  let [text, most, least] = ["", bytes.length, 0];
  // By bisection: the longest beginning that is text, but for a character that it may cut off.
  while (least <= most) {
    const middle = (least + most) >> 1;
    const read = textOf(bytes.subarray(0, middle));
    if (read === undefined) most = middle - 1;
    else [text, least] = [read, middle + 1];
  }
  const lines = text.replace(/^\uFEFF/, "").split(/\r\n|\n|\r/);
  return { line: lines.length, before: lines.at(-1) ?? "", byte: bytes[Buffer.byteLength(text)] ?? 0 };
}

function textOf(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes, { stream: true });
  } catch {
    return undefined;
  }
}
