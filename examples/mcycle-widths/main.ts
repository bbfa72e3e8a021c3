// npx jiti examples/mcycle-widths/main.ts
import { writeFileSync } from "node:fs";
import { figure } from "./figure.ts";
import { curvesOf, readMcycle, rSquaredOf, train, WIDTHS } from "./train.ts";

const start = performance.now();
const net = await train(1, 3000);
const seconds = ((performance.now() - start) / 1000).toFixed(1);

const rSquared = rSquaredOf(net);
const times = Float64Array.from({ length: 181 }, (_, i) => i / 3);
const panels = curvesOf(net, times).map((curve, i) => ({
  title: `${WIDTHS[i]} hidden node${i === 0 ? "" : "s"}, R² ${rSquared[i]?.toFixed(2)}`,
  curve,
}));
for (const { title } of panels) console.log(title);
console.log(`3000 epochs of all five, ${seconds} s`);
writeFileSync(new URL("widths.svg", import.meta.url), figure(readMcycle(), panels));
