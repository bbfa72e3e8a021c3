// npx jiti examples/overdrive/main.ts
import { strings } from "./amplifier.ts";
import { stream, train } from "./train.ts";

const start = performance.now();
const { net, score } = await train(1, 16, 20);
const trained = performance.now();
const percent = (share: number): string => `${(100 * share).toFixed(2)} %`;
console.log(
  `error of a sound it has not heard: ${percent(score.error)} of the energy, ${percent(score.straight)} for the best straight line  ` +
    `(${((trained - start) / 1000).toFixed(0)} s)`,
);
const sound = strings(10, 3);
const before = performance.now();
stream(net, sound);
const share = (performance.now() - before) / 10_000;
console.log(`10 s of sound in blocks of 128 samples take ${percent(share)} of their time`);
