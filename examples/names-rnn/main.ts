// npx jiti examples/names-rnn/main.ts
import { uniformNumbers } from "../random.ts";
import { continued, train } from "./train.ts";

const EPOCHS = 5;
const start = performance.now();
const { net, score } = await train(1, EPOCHS);
const seconds = ((performance.now() - start) / 1000).toFixed(0);
console.log(
  `names it has not seen: ${score.bits.toFixed(2)} bits a letter, ${score.baseline.toFixed(2)} by frequency alone; ` +
    `${Math.round(100 * score.guessed)} of 100 letters guessed  (${EPOCHS} epochs, ${seconds} s)\n`,
);
const random = uniformNumbers(1);
for (const beginning of ["mar", "jo", "el", "k", "ann"]) {
  const others = Array.from({ length: 6 }, () => continued(net, beginning, random));
  console.log(`${beginning.padEnd(3)}  ${continued(net, beginning).padEnd(10)} ${others.join(" ")}`);
}
