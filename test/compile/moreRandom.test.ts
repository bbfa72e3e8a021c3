import { describe, expect, it } from "vitest";
import { runGraphs } from "./property.ts";

const GRAPHS = 10;
/** Milliseconds: to make a graph smaller that does not agree takes a while. */
const LONG = 300_000;

// A file of its own, because files run side by side.
describe("more random graphs", () => {
  it.each(Array.from({ length: 25 }, (_, i) => 3026 + i))(
    "those of the seed %i",
    (seed) => {
      const { compared, kinks, refused } = runGraphs(seed, GRAPHS);
      // Else little would have been compared.
      expect(refused).toBeLessThan(GRAPHS / 2);
      expect(kinks).toBeLessThan(compared / 5);
    },
    LONG,
  );
});
