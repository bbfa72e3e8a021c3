import { describe, expect, it } from "vitest";
import { runGraphs } from "./property.ts";
import { LOOP_SHAPES } from "./shapes.ts";

const GRAPHS = 10;
/** Milliseconds: to make a graph smaller that does not agree takes a while. */
const LONG = 300_000;
const SEEDS = Array.from({ length: 25 }, (_, i) => 2026 + i);

describe("random graphs: interpreter, emitted code, the passes and differences agree", () => {
  const runs: ReturnType<typeof runGraphs>[] = [];

  it.each(SEEDS)(
    "those of the seed %i",
    (seed) => {
      const run = runGraphs(seed, GRAPHS);
      runs.push(run);
      // Else little would have been compared.
      expect(run.refused).toBeLessThan(GRAPHS / 2);
      expect(run.kinks).toBeLessThan(run.compared / 5);
    },
    LONG,
  );

  // What none of them has made has not been compared.
  it("had loops of every shape, and results in single precision", () => {
    const total = (of: (run: (typeof runs)[number]) => number): number => runs.reduce((sum, run) => sum + of(run), 0);
    expect(LOOP_SHAPES.filter((shape) => total(({ shapes }) => shapes.get(shape) ?? 0) === 0)).toEqual([]);
    expect(total(({ single }) => single)).toBeGreaterThan(SEEDS.length * GRAPHS);
  });
});
