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

/** Bytes a call: the least of some counts, as what is compiled in between is counted too. */
function bytesOf(f: () => void): number {
  const loop = fresh<(calls: number) => void>({ f }, "return (calls) => { for (let i = 0; i < calls; i++) f(); };");
  const count = (calls: number): number => {
    globalThis.gc?.();
    const before = allocated();
    loop(calls);
    return allocated() - before;
  };
  const start = performance.now();
  loop(1);
  const each = Math.max(1e-4, performance.now() - start);
  for (let calls = 1; performance.now() - start < 400; calls = Math.min(2 * calls, 100_000)) loop(calls);
  const one = Math.max(1, count(1));
  const calls = Math.max(1, Math.floor(Math.min(ROOM / one, 60 / each, 200_000)));
  const nothing = Math.min(count(0), count(0), count(0));
  const all = Math.min(...Array.from({ length: 5 }, () => count(calls)));
  return Math.max(0, (all - nothing) / calls);
}

const found: { workload: string; contestant: string; what: What; bytes: number }[] = [];
for (const workload of WORKLOADS.filter(({ name }) => process.argv.slice(2).includes(name))) {
  const data = dataOf(workload);
  for (const entry of CONTESTANTS) {
    const one = await entry.make(workload, data);
    if (typeof one === "string" || one.clocks !== undefined) continue;
    one.reset();
    found.push({ workload: workload.name, contestant: entry.name, what: "step", bytes: bytesOf(one.trainStep) });
    found.push({ workload: workload.name, contestant: entry.name, what: "predict", bytes: bytesOf(one.predict) });
  }
}
console.log(JSON.stringify(found));
