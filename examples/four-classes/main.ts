// npx jiti examples/four-classes/main.ts
import { CLASSES, draw, show } from "./drawings.ts";
import { train } from "./train.ts";

const start = performance.now();
const { net, accuracy } = await train(1, 15);
const seconds = ((performance.now() - start) / 1000).toFixed(1);

const drawings = draw(8, 3);
const seen = net.classify(drawings.x);
const probability = (n: number): string => Math.max(...net.predict(drawings.x).subarray(4 * n, 4 * n + 4)).toFixed(2);
for (const row of [
  [0, 1, 2, 3],
  [4, 5, 6, 7],
]) {
  console.log(
    row
      .map((n) => `${seen[n]} ${probability(n)}`.padEnd(19))
      .join("")
      .trimEnd(),
  );
  console.log(`${show(drawings, row)}\n`);
}

const unknown = draw(400, 1001);
const matrix = net.confusionMatrix(unknown.x, unknown.seen);
const [wide, narrow] = [18, 12];
console.log(`${"true \\ predicted".padEnd(wide)}${CLASSES.map((name) => name.padStart(narrow)).join("")}`);
for (const [index, counts] of matrix.entries()) {
  console.log(`${CLASSES[index]?.padEnd(wide)}${counts.map((count) => String(count).padStart(narrow)).join("")}`);
}
console.log(
  `\naccuracy on 400 drawings that were not learnt: ${accuracy.toFixed(3)}  (15 epochs of 2000, ${seconds} s)`,
);
