// npx jiti examples/polynomial/main.ts
import { classifiersOf, readPetals, scoresOf, solutions, train } from "./train.ts";

const start = performance.now();
const net = await train(1, 1000);
const seconds = ((performance.now() - start) / 1000).toFixed(1);

/** The middles of tenths of a centimetre, from 1 to 7 cm. */
const places = Array.from({ length: 60 }, (_, i) => 1.05 + i / 10);
const row = (name: string, cells: readonly string[], more = ""): void =>
  console.log(`${name.padEnd(11)}${cells.join("")}${more}`.trimEnd());

const { length, y } = readPetals();
const flowers = places.map((place) => {
  const kinds = [...y].filter((_, i) => Math.abs((length[i] ?? 0) - place + 0.05) < 0.01);
  return kinds.length === 0 ? " " : kinds.every((kind) => kind === 1) ? "V" : kinds.includes(1) ? "+" : "·";
});
row(
  "",
  [..."123456"].map((cm) => `${cm} cm`.padEnd(10)),
  "7 cm",
);
row("flowers", flowers);
const scores = scoresOf(net, places);
for (const { name, right, boundaries } of classifiersOf(net)) {
  const said = Array.from(scores[name] ?? [], (score) => (score >= 0 ? "V" : "·"));
  row(name, said, `  ${right} of 150 right, boundaries ${boundaries.map((cm) => cm.toFixed(2)).join(" and ")}`);
}
const roots = solutions(net).map((cm) => cm.toFixed(3));
console.log(`\nax² + bx + c = 0 at ${roots.join(" and ")} cm (1000 epochs of all five, ${seconds} s)`);
