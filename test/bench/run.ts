// `npm run bench`: training steps and predictions of the workloads, beside loops, C and libraries. With --sweep, beside plain loops on nets of 1 to 512 a side.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { install } from "./install.ts";
import type { Bytes } from "./measure.ts";
import type { Pace } from "./race.ts";
import type { Results, Row, What } from "./report/results.ts";
import type { Point, Sweep } from "./sweep.ts";
import { SWEEP, WORKLOADS } from "./workloads.ts";

const USAGE = `npm run bench -- [options]
  --only WORD   only workloads whose name holds WORD (may be repeated)
  --quick       fewer rounds, no counting of bytes: for a first look
  --sweep       nets of 1 to 512 a side beside plain loops instead of the workloads
  --write       writes what is found to test/bench/results and into README.md
  --render      writes table and plot anew from test/bench/results, without measuring`;

const { values: options } = parseArgs({
  options: {
    only: { type: "string", multiple: true, default: [] },
    quick: { type: "boolean", default: false },
    sweep: { type: "boolean", default: false },
    write: { type: "boolean", default: false },
    render: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});

const PACE: Pace = options.quick
  ? { rounds: 5, milliseconds: 2, budget: 200 }
  : { rounds: 15, milliseconds: 4, budget: 1200 };

const here = fileURLToPath(new URL(".", import.meta.url));
const chosen = (list: typeof WORKLOADS): typeof WORKLOADS =>
  list.filter(({ name }) => options.only.length === 0 || options.only.some((word) => name.includes(word)));

/** Counted in a process of its own, whose young generation is so large that nothing is collected meanwhile. */
function countBytes(names: readonly string[]): Bytes {
  const jiti = join(dirname(createRequire(import.meta.url).resolve("jiti/package.json")), "lib", "jiti-cli.mjs");
  const flags = ["--expose-gc", "--min-semi-space-size=512", "--max-semi-space-size=512"];
  const text = execFileSync(process.execPath, [...flags, jiti, join(here, "bytes.ts"), ...names], {
    stdio: ["ignore", "pipe", "inherit"],
    encoding: "utf8",
  });
  const found = JSON.parse(text.trim().split("\n").at(-1) ?? "[]") as readonly {
    readonly workload: string;
    readonly contestant: string;
    readonly what: What;
    readonly bytes: number;
  }[];
  return (workload, contestant, what) =>
    found.find((one) => one.workload === workload && one.contestant === contestant && one.what === what)?.bytes;
}

async function measureAll(): Promise<Results> {
  const [{ CONTESTANTS }, { rowOf }, { thisMachine }] = await Promise.all([
    import("./contestants/table.ts"),
    import("./measure.ts"),
    import("./report/machine.ts"),
  ]);
  const workloads = chosen(WORKLOADS);
  const bytesOf = options.quick ? (): undefined => undefined : countBytes(workloads.map(({ name }) => name));
  const rows: Row[] = [];
  for (const [i, workload] of workloads.entries()) {
    const progress = (text: string): void => console.error(`[${i + 1}/${workloads.length}] ${workload.name}: ${text}`);
    rows.push(await rowOf(workload, CONTESTANTS, PACE, bytesOf, progress));
  }
  const contestants = CONTESTANTS.map(({ name, precision, note, package: from }) => ({
    name,
    precision,
    ...(from === undefined ? {} : { version: versionOf(from) }),
    ...(note === undefined ? {} : { note }),
  }));
  return { machine: thisMachine(), contestants, rows };
}

function versionOf(name: string): string {
  const file = readFileSync(join(here, "node_modules", name, "package.json"), "utf8");
  return (JSON.parse(file) as { readonly version: string }).version;
}

async function sweep(): Promise<Sweep> {
  const { pointsOf } = await import("./sweep.ts");
  const { sweepLine } = await import("./report/sweep.ts");
  const points: Point[] = [];
  for (const workload of chosen(SWEEP)) {
    const found = await pointsOf(workload, PACE);
    points.push(...found);
    console.log(found.map(sweepLine).join("\n"));
  }
  return { date: new Date().toISOString().slice(0, 10), points };
}

async function tell(results: Results): Promise<void> {
  const [{ report }, { judge }] = await Promise.all([import("./report/table.ts"), import("./report/goals.ts")]);
  console.log(report(results));
  const judged = judge(results);
  if (judged.length > 0)
    console.log(`\n${judged.map(({ text, met }) => `${met ? "met    " : "MISSED "} ${text}`).join("\n")}`);
  const allocating = results.rows.filter(
    ({ cells: [ours] }) => (ours?.step?.bytes ?? 0) > 0 || (ours?.predict?.bytes ?? 0) > 0,
  );
  if (allocating.length === 0) return;
  console.error(`nngen allocates on ${allocating.map(({ name }) => name).join(", ")}`);
  process.exitCode = 1;
}

install();
if (options.help) console.log(USAGE);
else if (options.sweep) {
  const swept = await sweep();
  const { worstOf, sweepLine, sweepText } = await import("./report/sweep.ts");
  console.log(`\nthe worst:\n${worstOf(swept.points).map(sweepLine).join("\n")}\n\n${sweepText(swept)}`);
  if (options.write) await (await import("./report/publish.ts")).publishSweep(swept);
} else if (options.render) {
  await (await import("./report/publish.ts")).render();
} else {
  const results = await measureAll();
  await tell(results);
  if (options.write) await (await import("./report/publish.ts")).publish(results);
}
