import * as fc from "fast-check";
import { expect, it } from "vitest";
import * as nn from "../../src/index.ts";
import { graphOf } from "./graphs.ts";
import { recipe } from "./recipe.ts";

/** What no graph of one network can be made of. */
const OTHERS = ["csv", "program"];

it("random graphs are made of every function of the DSL", () => {
  const texts = fc.sample(recipe, { seed: 5, numRuns: 600 }).map((given) => graphOf(given).text);
  const used = new Set(texts.flatMap((text) => /^import \{ (.*) \}/.exec(text)?.[1]?.split(", ") ?? []));
  expect(Object.keys(nn).filter((name) => !used.has(name) && !OTHERS.includes(name))).toEqual([]);
});
