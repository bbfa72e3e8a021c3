import type { Place } from "../diagnostics/diagnostic.ts";
import { readThrown } from "./thrown.ts";
import type { Transpiled } from "./transpile.ts";

/** The files that have run, by the path that the engine knows them by. */
export type RanFiles = ReadonlyMap<string, Transpiled>;

/** The place in the user's sources where an error was thrown, or from which what threw it was called. */
export function placeOfError(error: unknown, ran: RanFiles): Place | undefined {
  const { stack } = readThrown(error);
  if (stack === undefined) return undefined;
  for (const line of stack.split("\n")) {
    for (const [path, { placeOf }] of ran) {
      const found = positionIn(line, path);
      if (found !== undefined) return placeOf(found.line, found.column);
    }
  }
  return undefined;
}

/** `    at f (/path/net.ts:12:3)`: looked for by the path as it is, since a path may hold any character. */
function positionIn(frame: string, path: string): { readonly line: number; readonly column: number } | undefined {
  if (!/^\s*at /.test(frame)) return undefined;
  const start = frame.lastIndexOf(`${path}:`);
  if (start < 0 || /[\w.\\/-]/.test(frame[start - 1] ?? "")) return undefined;
  const [, line, column] = /^:(\d+):(\d+)\)?$/.exec(frame.slice(start + path.length)) ?? [];
  return line === undefined ? undefined : { line: Number(line), column: Number(column) };
}
