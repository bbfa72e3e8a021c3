import { closeSync, openSync, readFileSync, readSync, statSync } from "node:fs";
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
  return reading(file, () => {
    const { size } = statSync(path);
    if (size > limit) {
      fail({
        code: "data-too-large",
        message: `${shown} is too large to be read at once`,
        found: mebibytes(size),
        expected: `at most ${mebibytes(limit)}`,
        hint: file.tooLong,
        ...(place && { place }),
      });
    }
    return readFileSync(path);
  });
}

/** The first bytes of a data file, however long it is; undefined for what is neither file nor folder, and may never end. */
export const readDataStart = (file: Omit<DataFile, "limit" | "tooLong">, most: number): Buffer | undefined =>
  reading(file, () => {
    const kind = statSync(file.path);
    if (!kind.isFile() && !kind.isDirectory()) return undefined;
    const descriptor = openSync(file.path, "r");
    try {
      const bytes = Buffer.alloc(Math.min(most, Math.max(kind.size, 1)));
      return bytes.subarray(0, readSync(descriptor, bytes, 0, bytes.length, 0));
    } finally {
      closeSync(descriptor);
    }
  });

/** What the system says against reading a file, as a diagnostic. */
function reading<T>(file: Omit<DataFile, "limit" | "tooLong">, read: () => T): T {
  try {
    return read();
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === undefined) throw error;
    fail({ code: "file-not-found", ...problem(String(code), file), ...(file.place && { place: file.place }) });
  }
}

function problem(
  code: string,
  { path, shown, from, kind }: Omit<DataFile, "limit" | "tooLong">,
): { readonly message: string; readonly hint: string } {
  if (code === "EISDIR") return { message: `${shown} is a folder`, hint: `Give the path of ${kind}.` };
  if (code !== "ENOENT" && code !== "ENOTDIR") {
    return { message: `The data file ${shown} cannot be read (${code})`, hint: "Check who may read it." };
  }
  // The names of a network's files are alike: iris.csv, iris.ts, iris.safetensors.
  const tables = filesBeside(path).filter((name) => !/\.([cm]?[jt]sx?|json|safetensors)$/i.test(name));
  const near = closest(basename(path), tables);
  const hint = near === undefined ? `The path counts from ${from}.` : `Did you mean ${JSON.stringify(near)}?`;
  return { message: `There is no data file ${shown}`, hint };
}

const mebibytes = (bytes: number): string =>
  `${(bytes / 2 ** 20).toLocaleString("en-US", { maximumFractionDigits: 1 })} MiB`;
