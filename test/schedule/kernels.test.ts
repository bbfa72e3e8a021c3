import { describe, expect, it } from "vitest";
import type { Statement } from "../../src/ir/kernel.ts";
import { bufferKey } from "../../src/ir/kernel.ts";
import { accessesOf } from "../../src/ir/walk.ts";
import { fastMath } from "../../src/schedule/fastMath.ts";
import { flatten } from "../../src/schedule/flatten.ts";
import { forwardStores } from "../../src/schedule/forward.ts";
import { fuse } from "../../src/schedule/fuse.ts";
import { interchange } from "../../src/schedule/interchange.ts";
import { cacheInputs } from "../../src/schedule/loads.ts";
import { mergeSteps } from "../../src/schedule/merge.ts";
import { promote } from "../../src/schedule/promote.ts";
import { settleReplacements } from "../../src/schedule/replace.ts";
import { shareLoads } from "../../src/schedule/share.ts";
import { split } from "../../src/schedule/split.ts";
import { collapseSums } from "../../src/schedule/sums.ts";
import { tile } from "../../src/schedule/tile.ts";
import { unroll } from "../../src/schedule/unroll.ts";
import { readCases, textCases } from "../passes/cases.ts";
import { parseKernel, printKernel } from "./kernel-text.ts";
import { runKernel } from "./run.ts";

type Pass = (body: readonly Statement[]) => readonly Statement[];

const PASSES: Readonly<Record<string, Pass>> = {
  replace: settleReplacements,
  unroll,
  fuse,
  flatten,
  promote,
  forward: (body) => forwardStores(body, new Set()),
  sums: collapseSums,
  loads: cacheInputs,
  interchange,
  tile,
  merge: mergeSteps,
  share: (body) => shareLoads(body),
  split: (body) => split(body, 60),
  fastMath: (body) => fastMath(body, "double"),
};

/** A block of four examples, and three that are left over. */
const COUNT = 7;

/** What a run leaves where others can see it. New values of slots count as those of the slots. */
function effect(body: readonly Statement[]): ReadonlyMap<string, readonly number[]> {
  const given: Record<string, readonly number[]> = {};
  for (const { buffer } of accessesOf(body)) {
    if (buffer.storage === "scratch" || buffer.storage === "local" || buffer.next === true) continue;
    const size = buffer.size * (buffer.storage === "input" || buffer.storage === "output" ? COUNT : 1);
    given[bufferKey(buffer)] = Array.from({ length: size }, (_, i) => Math.sin(7 * i + buffer.name.length) + i / 3);
  }
  expect(Object.keys(given).length).toBeGreaterThan(0);
  const memory = new Map([...runKernel(body, given, COUNT)].map(([key, data]) => [key, [...data]]));
  for (const [key, data] of memory) {
    if (key.startsWith("next ")) memory.set(key.slice("next ".length), data);
  }
  return new Map(
    [...memory].filter(([key]) => !/^(next|scratch|local) /.test(key)).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** Sums may be added in another order. */
const rounded = (value: number): string => value.toPrecision(12);

for (const [name, pass] of Object.entries(PASSES)) {
  const file = `${name}.cases.txt`;
  textCases(
    import.meta.url,
    file,
    (input) => printKernel(pass(parseKernel(input))),
    (input) => printKernel(parseKernel(input)),
  );

  describe(`${name} keeps what a kernel does`, () => {
    it.each(readCases(new URL(file, import.meta.url)).map((c) => [c.name, c.input]))("%s", (_, input) => {
      const body = parseKernel(input);
      const [before, after] = [effect(body), effect(pass(body))];
      expect([...after.keys()]).toEqual(expect.arrayContaining([...before.keys()]));
      for (const [key, values] of before) {
        expect(after.get(key)?.map(rounded)).toEqual(values.map(rounded));
      }
    });
  });
}

describe("the text form of kernels", () => {
  it("is read back as it was written", () => {
    for (const name of Object.keys(PASSES)) {
      for (const { input, expected } of readCases(new URL(`${name}.cases.txt`, import.meta.url))) {
        for (const text of [input, ...(expected === "unchanged" ? [] : [expected])]) {
          const printed = printKernel(parseKernel(text));
          expect(printKernel(parseKernel(printed))).toBe(printed);
          expect(parseKernel(printed)).toEqual(parseKernel(text));
        }
      }
    }
  });
});
