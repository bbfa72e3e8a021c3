// Bytes that contestants allocate a call, in a process in which nothing is collected while it is measured; run.ts starts it:
//   node --expose-gc --min-semi-space-size=512 --max-semi-space-size=512 jiti-cli.mjs bytes.ts names of workloads…
import type { What } from "./report/results.ts";
import { CONTESTANTS } from "./contestants/table.ts";
import { dataOf } from "./data.ts";
import { WORKLOADS } from "./workloads.ts";
import { fresh } from "./fresh.ts";

/** As many bytes are allocated in one count: few enough that arrays outside the heap do not start a collection either. */
const ROOM = 16e6;

/** What two counts of nothing may differ by. */
const NOISE = 100_000;

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
  let each = 0;
  const count = (calls: number): number => {
    globalThis.gc?.();
    const start = allocated();
    const begin = processorTime();
    loop(calls);
    each = (processorTime() - begin) / calls;
    return allocated() - start;
  };
  const one = Math.max(1, count(1));
  const start = processorTime();
  let [calls, least, spent] = [1, Infinity, 0];
  for (let round = 0; (least >= 1 && spent < patience) || (round < 4 && spent < 300); round++) {
    for (const end = processorTime() + Math.min(60, patience); processorTime() < end;) loop(calls);
    const nothing = count(0);
    const found = count(calls) - nothing;
    // Much less than nothing: something was collected after all.
    if (found > -NOISE) least = Math.min(least, Math.max(0, found / calls));
    const affordable = Math.min(ROOM / Math.max(1, least), 30 / Math.max(1e-5, each));
    calls = Math.max(1, Math.floor(Math.min(affordable, 20 * calls, 200_000)));
    spent = processorTime() - start;
  }
  return least === Infinity ? one : least < 1 ? 0 : least;
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
