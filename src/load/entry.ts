import { accessSync, constants, readdirSync, realpathSync, statSync } from "node:fs";
import type { Stats } from "node:fs";
import { basename, dirname, extname, join } from "node:path";
import { fail } from "../diagnostics/diagnostic.ts";
import { closest } from "../diagnostics/suggest.ts";

/** The real path of net.ts. Stops where there is no such file. */
export function resolveEntry(path: string): string {
  const kind = kindOf(path);
  if (kind === undefined) {
    const name = basename(path);
    const near = closest(name, filesBeside(path));
    fail({
      code: "file-not-found",
      message: `There is no file ${JSON.stringify(path)}`,
      hint:
        near === undefined
          ? "Give the path of a net.ts."
          : `Did you mean ${JSON.stringify(join(dirname(path), near))}?`,
    });
  }
  if (!kind.isFile()) {
    const inside = filesIn(path).find((name) => name === "net.ts");
    fail({
      code: "file-not-found",
      message: `${JSON.stringify(path)} is a folder`,
      found: "a folder",
      expected: "a TypeScript file",
      hint: inside === undefined ? "Give the path of a net.ts." : `Did you mean ${JSON.stringify(join(path, inside))}?`,
    });
  }
  if (!/\.[cm]?[jt]sx?$/i.test(path)) {
    fail({
      code: "file-not-found",
      message: `${JSON.stringify(path)} is no TypeScript file`,
      found: `a file that ends with ${JSON.stringify(extname(path))}`,
      expected: "a TypeScript file",
      hint: "Give the path of a net.ts.",
    });
  }
  if (!isReadable(path)) {
    const message = `${JSON.stringify(path)} cannot be read`;
    fail({ code: "file-not-found", message, hint: "Check who may read it." });
  }
  return realpathSync(path);
}

function isReadable(path: string): boolean {
  try {
    accessSync(path, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}

/** Nothing where there is no file, or a part of the path is one. */
function kindOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}

export const filesBeside = (path: string): readonly string[] => filesIn(dirname(path));

function filesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
