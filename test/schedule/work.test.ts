import { describe, expect, it } from "vitest";
import type { Statement } from "../../src/ir/kernel.ts";
import { forwardStores } from "../../src/schedule/forward.ts";
import { fuse } from "../../src/schedule/fuse.ts";
import { timelineOf } from "../../src/schedule/memory/timeline.ts";
import { livesOf } from "../../src/schedule/memory/lifetimes.ts";
import { promote } from "../../src/schedule/promote.ts";
import { settleReplacements } from "../../src/schedule/replace.ts";
import { shareLoads } from "../../src/schedule/share.ts";
import { collapseSums } from "../../src/schedule/sums.ts";
import { parseKernel } from "./kernel-text.ts";

/** So many layers: what each has made is stored, read by the next, and updated. */
const chain = (layers: number): string => {
  const each = Array.from({ length: layers }, (_, i) => i);
  return [
    "input x[8]",
    ...each.flatMap((i) => [`scratch h${i}[8]`, `parameter w${i}[8]`, `next parameter w${i}[8]`]),
    ...each.flatMap((i) => [
      `for i < 8`,
      `  h${i}[i] = ${i === 0 ? "x" : `h${i - 1}`}[i] * w${i}[i]`,
      `for i < 8`,
      `  w${i}'[i] = w${i}[i] - h${i}[i] * 0.5`,
    ]),
  ].join("\n");
};

/** The same in one loop, as fusion leaves it. */
const fused = (layers: number): string => {
  const each = Array.from({ length: layers }, (_, i) => i);
  return [
    "input x[8]",
    ...each.flatMap((i) => [`state h${i}[8]`, `parameter w${i}[8]`]),
    "for i < 8",
    ...each.map((i) => `  h${i}[i] = ${i === 0 ? "x" : `h${i - 1}`}[i] * w${i}[i] + w${i}[i]`),
  ].join("\n");
};

/** Statements that count how often their values are looked at. */
function watched(body: readonly Statement[], seen: () => void): readonly Statement[] {
  return body.map((statement): Statement => {
    if (statement.kind === "for" || statement.kind === "group")
      return { ...statement, body: watched(statement.body, seen) };
    const { value, ...rest } = statement;
    return Object.defineProperty({ ...rest, value }, "value", {
      enumerable: true,
      get: () => {
        seen();
        return value;
      },
    });
  });
}

function looks(pass: (body: readonly Statement[]) => unknown, text: string): number {
  let count = 0;
  pass(watched(parseKernel(text), () => count++));
  return count;
}

/** When every buffer is needed, as the plan of memory asks. */
function lives(body: readonly Statement[]): void {
  const { touches, buffers } = timelineOf({ body });
  for (const [key, { size }] of buffers) livesOf(touches.get(key) ?? [], key, size);
}

describe("twice as long a function takes twice the work", () => {
  it.each([
    { name: "replace", pass: settleReplacements, text: chain },
    { name: "fuse", pass: fuse, text: chain },
    { name: "promote", pass: promote, text: chain },
    { name: "forward", pass: (body: readonly Statement[]) => forwardStores(body, new Set()), text: fused },
    { name: "share", pass: (body: readonly Statement[]) => shareLoads(body), text: fused },
    { name: "sums", pass: collapseSums, text: fused },
    { name: "the lives of buffers", pass: lives, text: chain },
  ])("$name", ({ pass, text }) => {
    const [once, twice] = [looks(pass, text(100)), looks(pass, text(200))];
    expect(once).toBeGreaterThan(0);
    expect(twice).toBeLessThanOrEqual(2 * once + 20);
  });
});
