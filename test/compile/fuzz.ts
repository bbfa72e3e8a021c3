/**
 * `npm run fuzz -- 1000 [seed]`: random graphs in all styles; prints the smallest net.ts on which something does not agree, or, when all
 * do, how often loops of each shape came up.
 */
import * as fc from "fast-check";
import { findingsOf } from "./agreement.ts";
import type { Findings } from "./agreement.ts";
import { graphOf } from "./graphs.ts";
import { STYLES } from "./harness.ts";
import { recipe } from "./recipe.ts";
import type { Recipe } from "./recipe.ts";
import { LOOP_SHAPES } from "./shapes.ts";
import type { LoopShape } from "./shapes.ts";

const [graphs = "100", given = String(Date.now() % 1_000_000)] = process.argv.slice(2);
const [total, seed] = [Number(graphs), Number(given)];
if (!Number.isSafeInteger(total) || total < 1 || !Number.isSafeInteger(seed)) {
  console.error("usage: npm run fuzz -- [graphs] [seed], two whole numbers");
  process.exit(2);
}

const everywhere = (one: Recipe, passes: readonly number[]): Findings =>
  findingsOf(one, {
    styles: [one.style, ...STYLES.filter((other) => other !== one.style && !(one.large && other === "unrolled"))],
    passes,
  });

console.log(`${total} graphs, seed ${seed}`);
let [done, compared, kinks, single, refused] = [0, 0, 0, 0, 0];
const shapes = new Map<LoopShape, number>();
const result = fc.check(
  fc.property(recipe, (one) => {
    const found = everywhere(one, [one.seed, one.seed + 1]);
    if (++done % 50 === 0) console.log(`${done} …`);
    compared += found.compared;
    kinks += found.kinks;
    single += found.single;
    refused += Number(found.refused);
    for (const shape of found.shapes) shapes.set(shape, (shapes.get(shape) ?? 0) + 1);
    return found.wrong.length === 0;
  }),
  { seed, numRuns: total },
);
if (result.failed) {
  const [smallest] = result.counterexample ?? [];
  console.log(
    `failed after ${result.numRuns} graphs and ${result.numShrinks} shrinks, seed ${seed}, path ${result.counterexamplePath}`,
  );
  if (smallest !== undefined) {
    console.log(JSON.stringify(smallest));
    console.log([...everywhere(smallest, [0, 1, 2, 3, 4, 5, 6]).wrong, "", graphOf(smallest).text].join("\n"));
  }
  process.exitCode = 1;
} else {
  console.log(
    `all agree; ${compared} partial derivatives compared with differences, ${kinks} at kinks; ${single} results with those in single precision; ${refused} graphs without a gradient`,
  );
  for (const shape of LOOP_SHAPES) console.log(`${String(shapes.get(shape) ?? 0).padStart(6)} with ${shape}`);
}
