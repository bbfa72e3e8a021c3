import { relative, resolve } from "node:path";
import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { readDataStart } from "./datafile.ts";
import { feedsOf } from "./feeds.ts";
import type { LoadedNetwork } from "./load.ts";
import { checkSpec } from "./spec.ts";
import { parseTable } from "./table.ts";
import { decodeText } from "./text.ts";

/** A longer first line is no header. */
const MOST_BYTES = 2 ** 18;

/**
 * What training would say against the data file of net.ts, as far as the file's first line shows it: no such file, no such column. The
 * module does not need the file, so this is no mistake of what is compiled; the rest of the file is not read.
 */
export function dataWarnings(loaded: LoadedNetwork): readonly Diagnostic[] {
  try {
    checkHeader(loaded);
    return [];
  } catch (error) {
    if (error instanceof DiagnosticError) return error.diagnostics;
    throw error;
  }
}

function checkHeader({ network: { data: spec, inputs }, folder, dataPlace }: LoadedNetwork): void {
  if (spec === undefined) return;
  checkSpec(spec, dataPlace);
  const path = resolve(folder, spec.path);
  const shown = JSON.stringify(spec.path);
  const at = dataPlace === undefined ? {} : { place: dataPlace };
  const start = readDataStart({ path, shown, from: "the folder of net.ts", kind: "a CSV file", ...at }, MOST_BYTES);
  const line = start && firstLine(start);
  if (line === undefined) return;
  const file = relative(folder, path).replaceAll("\\", "/");
  feedsOf(parseTable(decodeText(line, file, shown), file), { spec, ...at }, inputs);
}

const [LF, CR, QUOTE] = [10, 13, 34];
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

/** Up to the first line end that has something before it and stands in no quotes; undefined where none is near. */
function firstLine(bytes: Buffer): Buffer | undefined {
  let [quoted, begun] = [false, false];
  for (const [index, byte] of bytes.entries()) {
    const ends = byte === LF || byte === CR;
    if (ends && begun && !quoted) return bytes.subarray(0, index);
    if (byte === QUOTE) quoted = !quoted;
    if (!ends && byte !== BYTE_ORDER_MARK[index]) begun = true;
  }
  return bytes.length < MOST_BYTES ? bytes : undefined;
}
