/** `npm run fuzz -- 1000 [seed]`: random graphs in all styles; prints the smallest net.ts on which something does not agree. */
import * as fc from "fast-check";
import { findingsOf } from "./agreement.ts";
import { graphOf, recipe } from "./graphs.ts";
import { STYLES } from "./harness.ts";

const [graphs = "100", given = String(Date.now() % 1_000_000)] = process.argv.slice(2);
const [total, seed] = [Number(graphs), Number(given)];
if (!Number.isSafeInteger(total) || total < 1 || !Number.isSafeInteger(seed)) {
  console.error("usage: npm run fuzz -- [graphs] [seed], two whole numbers");
  process.exit(2);
}

console.log(`${total} graphs, seed ${seed}`);
let [done, compared, kinks, refused] = [0, 0, 0, 0];
const result = fc.check(
  fc.property(recipe, (one) => {
    const { style } = one;
    const found = findingsOf(one, {
      styles: [style, ...STYLES.filter((other) => other !== style)],
      passes: [one.seed, one.seed + 1],
    });
    if (++done % 50 === 0) console.log(`${done} …`);
    compared += found.compared;
    kinks += found.kinks;
    refused += Number(found.refused);
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
    const { style } = smallest;
    const found = findingsOf(smallest, {
      styles: [style, ...STYLES.filter((other) => other !== style)],
      passes: [0, 1, 2, 3, 4, 5, 6],
    });
    console.log([...found.wrong, "", graphOf(smallest).text].join("\n"));
  }
  process.exitCode = 1;
} else {
  console.log(
    `all agree; ${compared} partial derivatives compared with differences, ${kinks} at kinks; ${refused} graphs without a gradient`,
  );
}
