import * as fc from "fast-check";
import { findingsOf } from "./agreement.ts";
import { graphOf } from "./graphs.ts";
import { recipe } from "./recipe.ts";
import type { LoopShape } from "./shapes.ts";

/** What a run of random graphs did. */
export interface Run {
  readonly compared: number;
  readonly kinks: number;
  readonly single: number;
  readonly refused: number;
  /** How many graphs had loops of each shape. */
  readonly shapes: ReadonlyMap<LoopShape, number>;
}

/**
 * A run of random graphs: throws with the smallest net.ts on which something does not agree.
 * @param shrinks whether a smaller one is looked for
 */
export function runGraphs(seed: number, numRuns: number, shrinks: boolean = true): Run {
  let [compared, kinks, single, refused] = [0, 0, 0, 0];
  const shapes = new Map<LoopShape, number>();
  fc.assert(
    fc.property(recipe, (given) => {
      const found = findingsOf(given, { styles: [given.style], passes: [given.seed] });
      compared += found.compared;
      kinks += found.kinks;
      single += found.single;
      refused += Number(found.refused);
      for (const shape of found.shapes) shapes.set(shape, (shapes.get(shape) ?? 0) + 1);
      if (found.wrong.length > 0) throw new Error([...found.wrong, graphOf(given).text].join("\n"));
    }),
    { seed, numRuns, endOnFailure: !shrinks },
  );
  return { compared, kinks, single, refused, shapes };
}
