import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Sweep } from "../sweep.ts";
import { judge } from "./goals.ts";
import { svgOf } from "./plot.ts";
import type { Results } from "./results.ts";
import { sweepText } from "./sweep.ts";
import { report } from "./table.ts";

const path = (file: string): string => fileURLToPath(new URL(`../results/${file}`, import.meta.url));
const README = fileURLToPath(new URL("../../../README.md", import.meta.url));

/** Four digits are more than what is measured is worth. */
function save(file: string, value: unknown): void {
  const rounded = (_: string, v: unknown): unknown => (typeof v === "number" ? Number(v.toPrecision(4)) : v);
  mkdirSync(path("."), { recursive: true });
  writeFileSync(path(file), `${JSON.stringify(value, rounded, 2)}\n`);
}

const read = (file: string): unknown =>
  existsSync(path(file)) ? JSON.parse(readFileSync(path(file), "utf8")) : undefined;

export async function publish(results: Results): Promise<void> {
  save("results.json", results);
  await render();
}

export async function publishSweep(sweep: Sweep): Promise<void> {
  save("sweep.json", sweep);
  await render();
}

/** Table and plot from what has been measured before. */
export async function render(): Promise<void> {
  const results = read("results.json") as Results | undefined;
  const sweep = read("sweep.json") as Sweep | undefined;
  if (results === undefined) throw new Error("nothing has been measured yet: npm run bench -- --write");
  writeFileSync(path("training.svg"), await svgOf(results));
  const missed = judge(results).filter(({ met }) => !met);
  const text = [
    "![Training steps: time as a multiple of nngen's](test/bench/results/training.svg)",
    report(results),
    ...(sweep === undefined ? [] : [sweepText(sweep)]),
    missed.length === 0
      ? "All goals of the project for these figures are met."
      : `Goals that are missed: ${missed.map(({ text }) => text).join("; ")}.`,
  ].join("\n\n");
  writeFileSync(README, between(readFileSync(README, "utf8"), "bench", text));
}

/** The text between the markers `<!-- name -->` and `<!-- /name -->`, replaced. */
export function between(text: string, name: string, replacement: string): string {
  const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [start, end] = [text.indexOf(open), text.indexOf(close)];
  if (start < 0 || end < start) throw new Error(`there is no ${open} … ${close}`);
  return `${text.slice(0, start + open.length)}\n\n${replacement}\n\n${text.slice(end)}`;
}
