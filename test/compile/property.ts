import * as fc from "fast-check";
import { findingsOf } from "./agreement.ts";
import { graphOf, recipe } from "./graphs.ts";

/** What a run of random graphs did. */
interface Run {
  readonly compared: number;
  readonly kinks: number;
  readonly refused: number;
}

/** A run of random graphs: throws with the smallest net.ts on which something does not agree. */
export function runGraphs(seed: number, numRuns: number): Run {
  let [compared, kinks, refused] = [0, 0, 0];
  fc.assert(
    fc.property(recipe, (given) => {
      const found = findingsOf(given, { styles: [given.style], passes: [given.seed] });
      compared += found.compared;
      kinks += found.kinks;
      refused += Number(found.refused);
      if (found.wrong.length > 0) throw new Error([...found.wrong, graphOf(given).text].join("\n"));
    }),
    { seed, numRuns },
  );
  return { compared, kinks, refused };
}
