import { BaseSequencer } from "vitest/node";
import type { TestSpecification } from "vitest/node";

/** What takes longest, in that order. Left to the length of its text, the shortest of these files would begin last, with the others idle. */
const LONG = [
  "examples/allocation",
  "compile/random",
  "compile/moreRandom",
  "cli/names",
  "module/fastMath",
  "examples/memory",
  "build/train",
  "cli/resume",
  "cli/process",
  "compile/stateful",
].map((name) => `/test/${name}.test.ts`);

/** Where a file stands in the list; behind all of them where it does not. */
const rank = ({ moduleId }: TestSpecification): number => {
  const place = LONG.findIndex((name) => moduleId.endsWith(name));
  return place < 0 ? LONG.length : place;
};

/** Long files first, the others as vitest has them. It asks for a class. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b));
  }
}
