import type { Diagnostic } from "../diagnostics/diagnostic.ts";

const REASONS: Readonly<Record<string, string>> = {
  EACCES: "writing there is not permitted",
  EPERM: "writing there is not permitted",
  EROFS: "the file system is read-only",
  ENOSPC: "the disk is full",
  EDQUOT: "the disk quota is used up",
  ENOENT: "its folder cannot be made",
  ENOTDIR: "a part of the path is a file, not a folder",
  EEXIST: "a part of the path is a file, not a folder",
  ENAMETOOLONG: "the name is too long",
  ELOOP: "links go in a circle",
};

/** A failure of the file system as a diagnostic. */
export function notWritable(path: string, error: unknown): Diagnostic {
  const code = codeOf(error);
  // What has no code is no failure of the file system, but ours.
  if (code === undefined) throw error;
  return {
    code: "output-not-writable",
    message: `${JSON.stringify(path)} cannot be written: ${REASONS[code] ?? code}`,
    hint: "Nothing was changed. Give another path.",
  };
}

export const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
