import { statSync, watch } from "node:fs";
import type { FSWatcher } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

/** Files that are followed from one look to the next. */
export interface Watcher {
  /** Follows these files from now on, whether they exist or not. */
  follow(stamps: Stamps): void;
  /** Those that differ from their stamps, as soon as there are any; undefined when the signal has come. */
  changed(): Promise<readonly string[] | undefined>;
  close(): void;
}

/** What files were when they were read, by their paths. */
type Stamps = ReadonlyMap<string, string>;

/** Tells a file from what it was before: a new time, length or inode. A file that is not there has a stamp, too. */
export function stampOf(path: string): string {
  try {
    const { mtimeNs, size, ino } = statSync(path, { bigint: true });
    return `${mtimeNs} ${size} ${ino}`;
  } catch {
    return MISSING;
  }
}

const MISSING = "missing";

/** Editors write in several steps; this long after the last of them the file is taken for complete. */
const SETTLE_MS = 25;
/** What is written without a pause is compiled now and then all the same. */
const MOST_LOOKS = 20;
/** Some move the old file away before they write the new one: so long it may be missing. */
const GONE_MS = 150;
/** Where no events come, as from some network drives and containers, changes are seen all the same. */
const POLL_MS = 500;

/**
 * Events of the folders only wake, and so does a clock: what has changed is seen by comparing stamps. So a file that is replaced,
 * removed or not yet made is not lost, and one that is saved in three steps has changed once.
 */
export function createWatcher(signal: AbortSignal): Watcher {
  let followed: Stamps = new Map();
  let wake = (): void => undefined;
  const folders = new Map<string, FSWatcher>();
  const onEvent = (): void => wake();
  const clock = setInterval(onEvent, POLL_MS);
  signal.addEventListener("abort", onEvent, { once: true });

  /** Watches the folders as they are now: one that was removed and made again is another. */
  const arm = (): void => {
    const wanted = new Map([...followed.keys()].map((path) => [stampOfFolder(dirname(path)), dirname(path)]));
    for (const [stamp, watcher] of folders) {
      if (wanted.has(stamp)) continue;
      watcher.close();
      folders.delete(stamp);
    }
    for (const [stamp, path] of wanted) {
      if (stamp !== undefined && !folders.has(stamp)) tryWatch(path, stamp);
    }
  };
  const tryWatch = (path: string, stamp: string): void => {
    try {
      // A folder that cannot be watched any more, or at all, is left to the clock.
      folders.set(stamp, watch(path, onEvent).on("error", onEvent));
    } catch {
      folders.delete(stamp);
    }
  };
  const differing = (): readonly string[] =>
    [...followed].filter(([path, stamp]) => stampOf(path) !== stamp).map(([path]) => path);

  return {
    follow(stamps) {
      followed = stamps;
      arm();
    },
    async changed() {
      while (!signal.aborted) {
        const woken = new Promise<void>((resolve) => (wake = resolve));
        if (differing().length === 0) {
          await woken;
          arm();
          if (differing().length === 0) continue;
        }
        await settled(
          () => differing().map(stampOf).join(),
          () => pause(SETTLE_MS),
        );
        if (differing().some((path) => stampOf(path) === MISSING)) await pause(GONE_MS);
        const changed = differing();
        if (changed.length > 0 && !signal.aborted) return changed;
      }
      return undefined;
    },
    close() {
      clearInterval(clock);
      for (const watcher of folders.values()) watcher.close();
    },
  };
}

/** Waits until two looks see the same, but not for ever. */
export async function settled(look: () => string, wait: () => Promise<unknown>): Promise<void> {
  let before = look();
  for (let looks = 0; looks < MOST_LOOKS; looks++) {
    await wait();
    const now = look();
    if (now === before) return;
    before = now;
  }
}

function stampOfFolder(path: string): string | undefined {
  const stats = statSync(path, { throwIfNoEntry: false, bigint: true });
  return stats?.isDirectory() === true ? `${stats.dev} ${stats.ino}` : undefined;
}
