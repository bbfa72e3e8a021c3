// Measures training steps and predictions: `npm run bench`, or with words that a workload's name must hold. --sweep and --sweep-batch go through h-h-h nets.
import { parseArgs } from "node:util";
import type { Style } from "../../src/compile.ts";
import { hasCompiler, native } from "./native.ts";
import { ours } from "./ours.ts";
import { plainLoops } from "./plain.ts";
import { race, timed } from "./race.ts";
import type { Timed, Times } from "./race.ts";
import { SWEEP, SWEEP_BATCH, WORKLOADS, dataOf } from "./workloads.ts";
import type { Contestant, Data, Workload } from "./workloads.ts";

const { values: options, positionals: words } = parseArgs({
  allowPositionals: true,
  options: {
    sweep: { type: "boolean", default: false },
    "sweep-batch": { type: "boolean", default: false },
    predict: { type: "boolean", default: true },
    native: { type: "boolean", default: true },
    styles: { type: "string", default: "" },
    rounds: { type: "string", default: "31" },
    ms: { type: "string", default: "4" },
  },
  allowNegative: true,
});
const styles = options.styles.split(",").filter((style) => style !== "") as Style[];
const list = options.sweep ? SWEEP : options["sweep-batch"] ? SWEEP_BATCH : WORKLOADS;
const chosen = list.filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word)));
const withNative = options.native && hasCompiler();

const STEPS = 5;

/** The largest difference relative to the largest value. */
function difference(a: Float64Array, b: Float64Array): number {
  let [gap, scale] = [a.length === b.length ? 0 : Infinity, 0];
  for (let i = 0; i < a.length; i++) {
    gap = Math.max(gap, Math.abs((a[i] ?? NaN) - (b[i] ?? NaN)));
    scale = Math.max(scale, Math.abs(a[i] ?? NaN));
  }
  return gap / scale;
}

/** Nothing is timed that does not compute what we do. */
function requireSame(name: string, found: Float64Array, want: Float64Array): void {
  const gap = difference(want, found);
  if (!(gap < 1e-9)) throw new Error(`${name} computes something else: ${gap}`);
}

function trained(contestant: Contestant): Float64Array {
  contestant.reset();
  for (let i = 0; i < STEPS; i++) contestant.trainStep();
  return contestant.parameters().slice();
}

async function contestants(workload: Workload, data: Data): Promise<readonly Contestant[]> {
  const others = await Promise.all(styles.map((style) => ours(workload, data, style)));
  return [await ours(workload, data), plainLoops(workload, data), ...others];
}

const column = (text: string): string => text.padStart(18);

function row(name: string, { times, ratios }: Times): string {
  const columns = times.map((t, i) => column(`${t.toFixed(t < 1000 ? 1 : 0)} ${(ratios[i] ?? NaN).toFixed(3)}`));
  return [name.padEnd(26), ...columns].join("");
}

for (const [index, workload] of chosen.entries()) {
  const data = dataOf(workload);
  const list = await contestants(workload, data);
  const [first, ...rest] = list;
  if (first === undefined) continue;
  const want = trained(first);
  first.reset();
  first.predict();
  for (const contestant of rest) {
    requireSame(`${contestant.name}, ${workload.name}`, trained(contestant), want);
    contestant.reset();
    contestant.predict();
    requireSame(`${contestant.name}, ${workload.name}, prediction`, contestant.outputs(), first.outputs());
  }
  const c = withNative ? native(workload, data) : undefined;
  if (c !== undefined) requireSame(`C, ${workload.name}`, c.after(STEPS), want);
  const measure = (steps: readonly Timed[]): Times => race(steps, Number(options.rounds), Number(options.ms));
  if (index === 0) {
    const names = [...list.map(({ name }) => name), ...(c === undefined ? [] : ["C, gcc -O3"])];
    console.log(["ns, ratio to plain loops".padEnd(26), ...names.map(column)].join(""));
  }
  for (const contestant of list) contestant.reset();
  const train = measure([...list.map((l) => timed(() => l.trainStep())), ...(c === undefined ? [] : [c.trainStep])]);
  console.log(row(`${workload.name}, step`, train));
  if (options.predict) {
    const predict = measure([...list.map((l) => timed(() => l.predict())), ...(c === undefined ? [] : [c.predict])]);
    console.log(row(`${workload.name}, predict`, predict));
  }
}
