// npx jiti examples/oscillator/main.ts
import { exact, largestError, solve } from "./solve.ts";

const net = solve(1, 1000, (step, left, now) => {
  if (![1, 10, 100, 1000].includes(step)) return;
  console.log(
    `step ${String(step).padStart(4)}  residual² ${left.toExponential(1)}  largest error ${largestError(now).toExponential(1)}`,
  );
});

console.log("\n   t   network     exact");
const times = [0, 1, 2, 3, 4, 5, 6];
const { x } = net.predict(times);
for (const [i, t] of times.entries()) {
  const columns = [x[i] ?? NaN, exact(t)].map((value) => value.toFixed(5).padStart(8));
  console.log(`   ${t}  ${columns.join("  ")}`);
}
