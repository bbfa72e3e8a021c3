import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, it, onTestFinished } from "vitest";
import { createWatcher, settled, stampOf } from "../../src/build/watch.ts";
import type { Watcher } from "../../src/build/watch.ts";
import { folder } from "../load/folder.ts";

function watching(paths: readonly string[]): { readonly watcher: Watcher; readonly stop: () => void } {
  const stop = new AbortController();
  const watcher = createWatcher(stop.signal);
  onTestFinished(() => watcher.close());
  watcher.follow(new Map(paths.map((path) => [path, stampOf(path)])));
  return { watcher, stop: () => stop.abort() };
}

describe("a watcher", () => {
  it.each([
    ["is written", (file: string) => writeFileSync(file, "other")],
    [
      "is replaced by a rename",
      (file: string) => {
        writeFileSync(`${file}.new`, "other");
        renameSync(`${file}.new`, file);
      },
    ],
    [
      "is moved away and written anew",
      (file: string) => {
        renameSync(file, `${file}~`);
        writeFileSync(file, "other");
      },
    ],
    ["is removed", (file: string) => rmSync(file)],
  ])("sees that a file %s", async (_, change) => {
    const root = folder({ "a/net.ts": "net", "b/rows.csv": "rows" });
    const [net, rows] = [join(root, "a/net.ts"), join(root, "b/rows.csv")];
    const { watcher } = watching([net, rows]);
    const changed = watcher.changed();
    change(net);
    expect(await changed).toEqual([net]);
  });

  it.each([
    ["once", ["a", "b", "b"], 2],
    ["not at all", ["a", "a"], 1],
    ["all the time", Array.from({ length: 99 }, (_, i) => String(i)), 20],
  ])("waits until nothing is written any more: what changes %s", async (_, stamps, waits) => {
    let [looks, waited] = [0, 0];
    await settled(
      () => stamps[looks++] ?? "",
      async () => void waited++,
    );
    expect(waited).toBe(waits);
  });

  it("sees a file that was removed for long come back, beside others that stay", async () => {
    const root = folder({ "a/net.ts": "net", "b/rows.csv": "rows" });
    const [net, rows] = [join(root, "a/net.ts"), join(root, "b/rows.csv")];
    const { watcher } = watching([net, rows]);
    rmSync(net);
    expect(await watcher.changed()).toEqual([net]);
    watcher.follow(new Map([net, rows].map((path) => [path, stampOf(path)])));
    const changed = watcher.changed();
    await pause(300);
    writeFileSync(net, "net");
    expect(await changed).toEqual([net]);
  });

  it("sees a file come to be, and its folder", async () => {
    const root = folder({ "net.ts": "net" });
    const lib = join(root, "lib/layers.ts");
    const { watcher } = watching([join(root, "net.ts"), lib]);
    const changed = watcher.changed();
    await pause(300);
    mkdirSync(join(root, "lib"));
    await pause(300);
    writeFileSync(lib, "export {};");
    expect(await changed).toEqual([lib]);
  });

  it("takes no notice of other files, and ends when it is told", async () => {
    const root = folder({ "net.ts": "net" });
    const { watcher, stop } = watching([join(root, "net.ts")]);
    const changed = watcher.changed();
    await pause(300);
    writeFileSync(join(root, "net.ts.swp"), "swap");
    await pause(300);
    stop();
    expect(await changed).toBeUndefined();
  });

  it("sees what has changed between reading and following", async () => {
    const root = folder({ "net.ts": "net" });
    const net = join(root, "net.ts");
    const { watcher } = watching([]);
    watcher.follow(new Map([[net, "as it was"]]));
    expect(await watcher.changed()).toEqual([net]);
  });
});
