import { describe, expect, it } from "vitest";
import { runGraphs } from "./property.ts";

const GRAPHS = 10;

describe("random graphs: interpreter, emitted code, the passes and differences agree", () => {
  it.each(Array.from({ length: 25 }, (_, i) => 2026 + i))("those of the seed %i", (seed) => {
    const { compared, kinks, refused } = runGraphs(seed, GRAPHS);
    // Else little would have been compared.
    expect(refused).toBeLessThan(GRAPHS / 2);
    expect(kinks).toBeLessThan(compared / 5);
  });
});
