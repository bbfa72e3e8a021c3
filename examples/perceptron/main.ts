// npx jiti examples/perceptron/main.ts
import { learn } from "./train.ts";

const EPOCHS = 100;

for (const file of ["setosa-versicolor.csv", "versicolor-virginica.csv"]) {
  const { mistakes, best, weights } = await learn(file, EPOCHS, 1);
  const [w1 = 0, w2 = 0, w0 = 0] = weights;
  console.log(`${file}, ${EPOCHS} epochs`);
  console.log(`  mistakes after each of the first 20 epochs  ${mistakes.slice(0, 20).join(" ")}`);
  console.log(`  after the last, and with the best weights   ${mistakes.at(-1)}, ${best}`);
  console.log(
    `  the line                                    ${w1.toFixed(1)} x1 + ${w2.toFixed(1)} x2 ${w0 < 0 ? "−" : "+"} ${Math.abs(w0).toFixed(1)} = 0`,
  );
}
