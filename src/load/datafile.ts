import { readFileSync, statSync } from "node:fs";
import { basename } from "node:path";
import { fail } from "../diagnostics/diagnostic.ts";
import type { Place } from "../diagnostics/diagnostic.ts";
import { closest } from "../diagnostics/suggest.ts";
import { filesBeside } from "./entry.ts";

/** A data file as a user named it. */
export interface DataFile {
  readonly path: string;
  /** As the user wrote it, in quotes. */
  readonly shown: string;
  /** What the path counts from, in words. */
  readonly from: string;
  /** "a CSV file", "an .npy file". */
  readonly kind: string;
  /** The most bytes that can be read at once. */
  readonly limit: number;
  /** What to do about a file that is longer. */
  readonly tooLong: string;
  /** Where it is named. */
  readonly place?: Place;
}

/** The bytes of a data file. Its length is looked at first: a file that does not fit into memory is not read at all. */
export function readDataFile(file: DataFile): Buffer {
  const { path, shown, limit, place } = file;
  const at = place === undefined ? {} : { place };
  try {
    const { size } = statSync(path);
    if (size > limit) {
      fail({
        code: "data-too-large",
        message: `${shown} is too large to be read at once`,
        found: mebibytes(size),
        expected: `at most ${mebibytes(limit)}`,
        hint: file.tooLong,
        ...at,
      });
    }
    return readFileSync(path);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === undefined) throw error;
    fail({ code: "file-not-found", ...problem(String(code), file), ...at });
  }
}

function problem(
  code: string,
  { path, shown, from, kind }: DataFile,
): { readonly message: string; readonly hint: string } {
  if (code === "EISDIR") return { message: `${shown} is a folder`, hint: `Give the path of ${kind}.` };
  if (code !== "ENOENT" && code !== "ENOTDIR") {
    return { message: `The data file ${shown} cannot be read (${code})`, hint: "Check who may read it." };
  }
  const near = closest(basename(path), filesBeside(path));
  const hint = near === undefined ? `The path counts from ${from}.` : `Did you mean ${JSON.stringify(near)}?`;
  return { message: `There is no data file ${shown}`, hint };
}

const mebibytes = (bytes: number): string =>
  `${(bytes / 2 ** 20).toLocaleString("en-US", { maximumFractionDigits: 1 })} MiB`;
