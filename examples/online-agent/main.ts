// npx jiti examples/online-agent/main.ts
import { createPlayer } from "./agent.ts";

const player = createPlayer(1);
const catches = (): string => `${(player.play(1000) / 10).toFixed(1)} of 100 balls caught`;

console.log(`before           ${catches()}`);
for (const balls of [1000, 10_000, 40_000]) {
  const start = performance.now();
  player.learn(balls);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`+ ${String(balls).padStart(5)} balls    ${catches()}  (${seconds} s)`);
}
