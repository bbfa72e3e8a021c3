// npx jiti examples/multi-label/main.ts
import { drawDigits, readDigits } from "../digits/digits.ts";
import { display, train } from "./train.ts";

for (const seed of [1, 2, 3]) {
  const start = performance.now();
  const { net, score } = await train(seed, 30);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(
    `seed ${seed}  of the test digits' segments ${score.segments.toFixed(3)} are right, of whole displays ${score.displays.toFixed(3)}  (30 epochs, ${seconds} s)`,
  );
  if (seed < 3) continue;
  const { x } = readDigits(seed).test;
  const shown = [0, 1, 2, 3, 4];
  console.log(`\n${drawDigits(x, shown)}`);
  const displays = shown.map((n) => display(net.predict(x.subarray(64 * n, 64 * n + 64))));
  for (const row of [0, 1, 2])
    console.log(
      displays
        .map((rows) => rows[row]?.padEnd(16))
        .join("   ")
        .trimEnd(),
    );
}
