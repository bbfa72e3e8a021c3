// npx jiti examples/rosenbrock/main.ts
import { minimise } from "./minimise.ts";

const path = minimise();
console.log("step  x                     f        ‖∇f‖     curvatures");
for (const [step, { x, f, slope, curvatures }] of path.entries()) {
  if (step % 6 !== 0 && step !== path.length - 1) continue;
  const [a = "", b = ""] = x.map((value) => value.toFixed(6).padStart(9));
  const numbers = [f, slope].map((value) => value.toExponential(1)).join("  ");
  console.log(`${String(step).padStart(4)}  ${a} ${b}  ${numbers}  ${curvatures.map((c) => c.toFixed(1)).join(", ")}`);
}
