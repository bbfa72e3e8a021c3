import { randomBytes } from "node:crypto";
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  openSync,
  closeSync,
  fsyncSync,
  lstatSync,
  readFileSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { DiagnosticError, fail } from "../diagnostics/diagnostic.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { codeOf, notWritable } from "./unwritable.ts";

/** A file to be written. */
export interface Output {
  readonly path: string;
  readonly contents: string | Uint8Array;
  /** Whether nngen wrote what lies there now; anything else is left alone. */
  readonly isOurs: (contents: Buffer) => boolean;
}

/**
 * Writes all of the files or none. Each is written beside its place under a name of its own and then renamed, so that nobody ever reads
 * half a file; when one of several cannot be put in place, those before it are put back. Missing folders are made. A folder, and a file
 * that nngen did not write, are refused.
 */
export function writeFiles(outputs: readonly Output[]): void {
  requireWritable(outputs);
  const staged: Staged[] = [];
  let current = outputs[0]?.path ?? "";
  try {
    for (const output of outputs) {
      current = output.path;
      staged.push(stage(output, outputs.length > 1));
    }
    for (const file of staged) {
      current = file.output.path;
      put(file);
    }
  } catch (error) {
    for (const file of staged) restore(file);
    fail(notWritable(current, error));
  } finally {
    for (const { temporary, backup } of staged) {
      rmSync(temporary, { force: true });
      if (backup !== undefined) rmSync(backup, { force: true });
    }
  }
}

interface Staged {
  readonly output: Output;
  /** Where it really goes: a link is followed. */
  readonly target: string;
  readonly temporary: string;
  readonly backup: string | undefined;
  isPut: boolean;
}

/** Stops where files may not be written: before long work is done that would then be lost. */
export function requireWritable(outputs: readonly Pick<Output, "path" | "isOurs">[]): void {
  const refused = outputs.flatMap((output) => refusal(output) ?? []);
  if (refused.length > 0) throw new DiagnosticError(refused);
}

/** What speaks against writing a file, seen before anything is touched. */
function refusal({ path, isOurs }: Pick<Output, "path" | "isOurs">): Diagnostic | undefined {
  const shown = JSON.stringify(path);
  try {
    const kind = statSync(path, { throwIfNoEntry: false });
    if (kind === undefined) return isDanglingLink(path) ? notOurs(shown, "a link to nothing") : undefined;
    if (kind.isDirectory()) {
      return {
        code: "output-is-folder",
        message: `${shown} is a folder`,
        found: "a folder",
        expected: "the path of a file",
        hint: "Name the file in it.",
      };
    }
    if (kind.isFile() && isOurs(readFileSync(path))) return undefined;
    return notOurs(shown, kind.isFile() ? "a file of other origin" : "something that is no file");
  } catch (error) {
    return notWritable(path, error);
  }
}

const notOurs = (shown: string, found: string): Diagnostic => ({
  code: "output-not-ours",
  message: `${shown} was not written by nngen`,
  found,
  expected: "a free path, or a file that nngen wrote",
  hint: "Give another path, or move that file away.",
});

const isDanglingLink = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;

/** @param isOneOfSeveral whether another may fail when this one is in its place, so that what it replaces is needed again */
function stage(output: Output, isOneOfSeveral: boolean): Staged {
  mkdirSync(dirname(output.path), { recursive: true });
  const exists = statSync(output.path, { throwIfNoEntry: false });
  const target = exists === undefined ? output.path : realpathSync(output.path);
  const mark = randomBytes(6).toString("hex");
  const beside = (kind: string): string => join(dirname(target), `${prefixOf(target)}${mark}.${kind}`);
  const file: Staged = {
    output,
    target,
    temporary: beside("new"),
    backup: exists === undefined || !isOneOfSeveral ? undefined : beside("old"),
    isPut: false,
  };
  try {
    // "wx": nothing that lies there is followed or overwritten.
    writeFileSync(file.temporary, output.contents, { flag: "wx" });
    flush(file.temporary);
    if (exists !== undefined) chmodSync(file.temporary, exists.mode);
    if (file.backup !== undefined) copyFileSync(target, file.backup);
    sweep(file);
  } catch (error) {
    if (codeOf(error) !== "EEXIST") rmSync(file.temporary, { force: true });
    throw error;
  }
  return file;
}

/** How the names of files begin that stand in for another until it is complete. */
const prefixOf = (target: string): string => `.${basename(target).slice(0, 100)}.`;
const MARK = /^[0-9a-f]{12}\.(new|old)$/;

/** Longer than it takes to write and rename a file. */
const FORGOTTEN_MS = 60_000;

/** Removes what a process that was killed while it wrote the same file has left behind. Ages are told by the clock of the disk. */
function sweep({ target, temporary }: Staged): void {
  const prefix = prefixOf(target);
  try {
    const now = statSync(temporary).mtimeMs;
    for (const name of readdirSync(dirname(target))) {
      if (!name.startsWith(prefix) || !MARK.test(name.slice(prefix.length))) continue;
      const path = join(dirname(target), name);
      if (lstatSync(path).mtimeMs < now - FORGOTTEN_MS) rmSync(path, { force: true });
    }
  } catch {
    // It is only tidier so.
  }
}

/** A rename may reach the disk before the contents do. */
function flush(path: string): void {
  const file = openSync(path, "r+");
  fsyncSync(file);
  closeSync(file);
}

function put(file: Staged): void {
  renameSync(file.temporary, file.target);
  file.isPut = true;
}

function restore({ target, backup, isPut }: Staged): void {
  if (!isPut) return;
  if (backup === undefined) rmSync(target, { force: true });
  else renameSync(backup, target);
}
