import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { buildModule, writeOutput } from "../build.ts";
import type { Build, BuildOptions } from "../build.ts";
import { withLostWeights } from "./lost.ts";
import { createWatcher, stampOf } from "./watch.ts";

/** What whoever watches is told, in this order, each time. */
export interface Rounds {
  /** Compiling begins; `changed` is empty the first time. */
  onStart(changed: readonly string[]): void;
  /** net.ts has run and its module is verified, or a mistake was found: from here on nothing takes long. */
  onSettled(): void;
  /** The module is in its place. `isNew` says whether it differs from what was there; `files` counts those that are watched. */
  onBuilt(build: Build, isNew: boolean, files: number): void;
  /** A mistake; what was written before is as it was. */
  onFailed(error: unknown, files: number): void;
}

/**
 * Compiles a network, and again whenever a file that it depends on has changed, until the signal comes. What is loaded once stays
 * loaded, so later rounds are fast. A module is only replaced by one that has been verified.
 */
export async function recompile(
  net: string,
  options: BuildOptions,
  { signal, ...rounds }: Rounds & { readonly signal: AbortSignal },
): Promise<void> {
  const watcher = createWatcher(signal);
  let stamps = new Map<string, string>();
  try {
    for (let changed: readonly string[] | undefined = []; changed !== undefined; changed = await watcher.changed()) {
      rounds.onStart(changed);
      // Before it is read: what changes while it is compiled has then changed since.
      const seen = new Map<string, string>();
      const onFile = (path: string): void => void (seen.has(path) || seen.set(path, stampOf(path)));
      try {
        onFile(resolve(net));
        const built = await buildModule(net, { ...options, onFile });
        rounds.onSettled();
        stamps = seen;
        const isNew = !isWritten(built);
        const build = isNew ? withLostWeights(built, net, options) : built;
        if (isNew) writeOutput(build);
        rounds.onBuilt(build, isNew, stamps.size);
      } catch (error) {
        rounds.onSettled();
        // A file that stopped early has not said what else it needs.
        stamps = new Map([...[...stamps.keys()].map((path) => [path, stampOf(path)] as const), ...seen]);
        rounds.onFailed(error, stamps.size);
      }
      watcher.follow(stamps);
    }
  } finally {
    watcher.close();
  }
}

function isWritten({ outputs }: Build): boolean {
  try {
    return outputs.every(({ path, contents }) => readFileSync(path, "utf8") === contents);
  } catch {
    return false;
  }
}
