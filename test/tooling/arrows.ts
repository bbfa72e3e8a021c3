import { posix } from "node:path";
import { importsOf } from "./imports.ts";

/** What one room of the house may import, besides itself. */
export interface Room {
  /** Rooms whose values and types it may import. */
  readonly imports: readonly string[];
  /** Rooms of which it may import types, and nothing that is left at run time. */
  readonly types?: readonly string[];
  /** Packages from outside; "node:*" stands for Node's own modules. */
  readonly packages?: readonly string[];
}
export type House = { readonly [room: string]: Room };

/** Sources by path, relative to src: "ir/graph.ts" → text. */
export type Sources = ReadonlyMap<string, string>;

/** The room of a file: its top folder, or for a file that lies in src itself, its name. */
export const roomOf = (path: string): string => path.replace(/\/.*|\.ts$/s, "");

/** Every import that the house does not allow and every cycle between files, one sentence each. */
export function violations(sources: Sources, house: House): readonly string[] {
  const found: string[] = [];
  const edges = new Map<string, readonly string[]>();
  for (const [path, text] of sources) {
    const room = house[roomOf(path)];
    if (room === undefined) {
      found.push(`${path} lies in no room of the house`);
      continue;
    }
    const targets: string[] = [];
    for (const { specifier, line, typeOnly } of importsOf(path, text)) {
      const complain = (reason: string): number => found.push(`${path}:${line} imports ${specifier}: ${reason}`);
      if (!specifier.startsWith(".")) {
        if (!allowsPackage(room, specifier)) complain(`${roomOf(path)} may not use this package`);
        continue;
      }
      const target = posix.join(posix.dirname(path), specifier);
      if (!sources.has(target)) {
        complain("there is no such file in src");
        continue;
      }
      targets.push(target);
      const [from, to] = [roomOf(path), roomOf(target)];
      if (from === to || room.imports.includes(to)) continue;
      if (!room.types?.includes(to)) complain(`${from} may not import ${to}`);
      else if (!typeOnly) complain(`${from} may import only types of ${to}`);
    }
    edges.set(path, targets);
  }
  return [...found, ...cycles(edges)];
}

function allowsPackage(room: Room, specifier: string): boolean {
  return (room.packages ?? []).some((name) =>
    name === "node:*" ? specifier.startsWith("node:") : specifier === name || specifier.startsWith(`${name}/`),
  );
}

/** Cycles between files, found by depth-first search; a file is reported in the first cycle that closes on it. */
function cycles(edges: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const found: string[] = [];
  const done = new Set<string>();
  const trail: string[] = [];
  const visit = (path: string): void => {
    const start = trail.indexOf(path);
    if (start >= 0) found.push(`cycle: ${[...trail.slice(start), path].join(" → ")}`);
    if (start >= 0 || done.has(path)) return;
    trail.push(path);
    for (const target of edges.get(path) ?? []) visit(target);
    trail.pop();
    done.add(path);
  };
  for (const path of edges.keys()) visit(path);
  return found;
}
