// Bytes that contestants allocate a call, in a process in which nothing is collected while it is measured; run.ts starts it:
//   node --expose-gc --min-semi-space-size=512 --max-semi-space-size=512 jiti-cli.mjs bytes.ts names of workloads…
import type { What } from "./report/results.ts";
import { CONTESTANTS } from "./contestants/table.ts";
import { dataOf } from "./data.ts";
import { WORKLOADS } from "./workloads.ts";
import { fresh } from "./fresh.ts";

/** As many are collected before they are counted that little room is needed for them. */
const ROOM = 200e6;

const allocated = (): number => {
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
};

/**
 * Bytes a call. Code that is not optimised yet allocates its numbers: what is to be 0 is run and counted again until it is, for so many
 * milliseconds at most.
 */
function bytesOf(f: () => void, patience: number): number {
  const loop = fresh<(calls: number) => void>({ f }, "return (calls) => { for (let i = 0; i < calls; i++) f(); };");
  const count = (calls: number): number => {
    globalThis.gc?.();
    const start = allocated();
    loop(calls);
    return allocated() - start;
  };
  const nothing = Math.min(count(0), count(0), count(0));
  const one = Math.max(1, count(1) - nothing);
  const start = processorTime();
  loop(1);
  const each = Math.max(1e-4, processorTime() - start);
  const calls = Math.max(1, Math.floor(Math.min(ROOM / one, 30 / each, 200_000)));
  let least = Infinity;
  do {
    // A count is of few calls if the first has allocated much; what it is run in between is not.
    for (const end = processorTime() + Math.min(60, patience); processorTime() < end;) loop(Math.max(1, calls >> 2));
    least = Math.min(least, Math.max(0, count(calls) - nothing) / calls);
  } while (least >= 1 && processorTime() - start < patience);
  return least < 1 ? 0 : least;
}

/** Milliseconds of processor time. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e3;
}

const found: { workload: string; contestant: string; what: What; bytes: number }[] = [];
for (const workload of WORKLOADS.filter(({ name }) => process.argv.slice(2).includes(name))) {
  console.error(`bytes: ${workload.name}`);
  const data = dataOf(workload);
  for (const entry of CONTESTANTS) {
    const one = await entry.make(workload, data);
    if (typeof one === "string" || one.clocks !== undefined) continue;
    one.reset();
    const patience = entry.package === undefined ? 6000 : 50;
    for (const what of ["step", "predict"] as const) {
      const bytes = bytesOf(what === "step" ? one.trainStep : one.predict, patience);
      found.push({ workload: workload.name, contestant: entry.name, what, bytes });
    }
  }
}
console.log(JSON.stringify(found));
