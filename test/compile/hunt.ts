/** The random graphs of the test, without a search for a smaller one: prints after how many something did not agree. For `mutate.mjs`. */
import { runGraphs } from "./property.ts";

const graphs = Number(process.argv[2] ?? 500);
for (let done = 0; done < graphs; done += 10) {
  const seed = done < 250 ? 2026 + done / 10 : 3001 + done / 10;
  try {
    runGraphs(seed, 10, false);
  } catch (error) {
    const [first = ""] = (error instanceof Error ? String(error.cause ?? error.message) : String(error))
      .split("\n")
      .filter((line) => !/^(Property failed|\{ seed|Counterexample|Shrunk|Got error|$)/.test(line.trim()));
    console.log(`seed ${seed}: ${first.slice(0, 110)}`);
    process.exit(1);
  }
}
