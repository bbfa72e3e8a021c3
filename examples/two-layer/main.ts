// npx jiti examples/two-layer/main.ts
import { memorise } from "./train.ts";

const ROWS = 64;

await memorise(1, 1000, (step, { loss, accuracy }) => {
  if (![1, 10, 100, 200, 300, 1000].includes(step)) return;
  const right = Math.round(accuracy * ROWS);
  console.log(`step ${String(step).padStart(4)}  loss ${loss.toFixed(4)}  ${right} of ${ROWS} labels right`);
});
