import type { Kernel } from "../../src/ir/kernel.ts";
import type { MemoryPlan } from "../../src/ir/memory.ts";
import { planMemory } from "../../src/schedule/memory/plan.ts";
import { parseKernel } from "./kernel-text.ts";

/** Functions in text form, one after another; a line `function name` begins each but a first one without a name. */
export function parseFunctions(text: string): readonly Kernel[] {
  const [first = "", ...others] = `\n${text}`.split(/\nfunction /);
  const named = others.map((part) => {
    const [name = "", ...body] = part.split("\n");
    return { name, text: body.join("\n") };
  });
  const all = first.trim() === "" ? named : [{ name: "test", text: first }, ...named];
  return all.map(({ name, text: body }) => ({ name, body: parseKernel(body), choice: "" }));
}

/** A line a buffer: its place, and in each function how much of it is needed in which nests. */
export function planText({ shared, buffers }: MemoryPlan): string {
  const lines = buffers.map(({ name, size, offset, uses }) => {
    const where = offset === undefined ? "of its own" : `at ${offset}`;
    const needs = uses.map(({ where: f, size: own, stretches }) => {
      const times = stretches.map(({ from, to, nests: [a, b] }) => `${a}-${b} (${from} to ${to})`);
      return `${f} [${own}] ${times.join(", ")}`;
    });
    return `${name}[${size}] ${where}: ${needs.join("; ")}`;
  });
  return [`shared ${shared}`, ...lines].join("\n");
}

/** Arrays for the scratch buffers as a plan lays them out, with NaN in them. */
export function arraysOf({ shared, buffers }: MemoryPlan): ReadonlyMap<string, Float64Array> {
  const memory = new Float64Array(shared).fill(NaN);
  return new Map(
    buffers.map(({ key, size, offset }) => [
      key,
      offset === undefined ? new Float64Array(size).fill(NaN) : memory.subarray(offset, offset + size),
    ]),
  );
}

/** Pairs of buffers that lie over one another while both are needed and do not begin at the same place. */
export function collisions({ buffers }: MemoryPlan): readonly string[] {
  const found: string[] = [];
  for (const a of buffers)
    for (const b of buffers) {
      if (a.key >= b.key || a.offset === undefined || b.offset === undefined || a.offset === b.offset) continue;
      for (const own of a.uses) {
        const other = b.uses.find(({ where }) => where === own.where);
        if (other === undefined || a.offset + own.size <= b.offset || b.offset + other.size <= a.offset) continue;
        const meet = own.stretches.some((s) => other.stretches.some((t) => s.from <= t.to && t.from <= s.to));
        if (meet) found.push(`${own.where}: ${a.name} and ${b.name}`);
      }
    }
  return found;
}

export { planMemory };
