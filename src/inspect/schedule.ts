import type { Kernel } from "../ir/kernel.ts";
import { printKernel } from "../ir/kernelText.ts";
import { allocatedBy } from "../ir/memory.ts";
import type { MemoryPlan, Stretch } from "../ir/memory.ts";
import { columns } from "./table.ts";

/** The functions as loop nests, each with how it is written and why. */
export const scheduleText = (name: string, kernels: readonly Kernel[]): string =>
  `${name}\n\n${kernels.map((kernel) => `${kernel.name}   ${kernel.choice}\n\n${printKernel(kernel.body)}\n`).join("\n")}`;

/** A buffer in one function: how much of it, when, and where. */
interface Need {
  readonly name: string;
  readonly size: number;
  readonly offset?: number;
  readonly stretches: readonly Stretch[];
}

/**
 * The arrays that each function needs for values on the way, with the nests between which they hold something, and where they lie; the most that is
 * needed at once; and what is allocated for all of them, beside what it would be without sharing. Arrays of one name are one array in all functions.
 * @param bytes of one number
 */
export function memoryText(name: string, kernels: readonly Kernel[], memory: MemoryPlan, bytes: number): string {
  const parts = kernels.map((kernel) => {
    const needs = memory.buffers.flatMap(({ name, offset, uses }): readonly Need[] =>
      uses
        .filter(({ where }) => where === kernel.name)
        .map(({ size, stretches }) => ({ name, size, stretches, ...(offset !== undefined && { offset }) })),
    );
    if (needs.length === 0) return `${kernel.name}\n  no arrays of its own`;
    const rows = needs.map(({ name, size, offset, stretches }) => [
      `  ${name}`,
      `[${size}]`,
      `${size * bytes} bytes`,
      nestsText(stretches),
      offset === undefined ? "an array of its own" : `at ${offset * bytes}`,
    ]);
    return `${kernel.name}\n${columns(rows)}\n  at most ${peakOf(needs) * bytes} bytes needed at once`;
  });
  const separate = memory.buffers.reduce((sum, { size }) => sum + size, 0);
  const each = `${separate * bytes} bytes with an array for each`;
  const total =
    separate === 0
      ? "no memory for values on the way"
      : memory.shared === 0
        ? each
        : `${allocatedBy(memory) * bytes} bytes, shared; ${each}`;
  return `${name}\n\n${parts.join("\n\n")}\n\n${total}\n`;
}

function nestsText(stretches: readonly Stretch[]): string {
  const ranges = [
    ...new Set(stretches.map(({ nests: [first, last] }) => (first === last ? `${first}` : `${first} to ${last}`))),
  ];
  return `nest${ranges.length === 1 && !ranges[0]?.includes(" ") ? "" : "s"} ${ranges.join(", ")}`;
}

/** The most elements that hold something at one moment: of buffers that begin at one place, one counts. */
function peakOf(needs: readonly Need[]): number {
  const aliveAt = (moment: number): number => {
    const alive = needs.filter(({ stretches }) => stretches.some(({ from, to }) => from <= moment && moment <= to));
    const places = new Map<number | Need, number>();
    for (const need of alive) {
      const place = need.offset ?? need;
      places.set(place, Math.max(places.get(place) ?? 0, need.size));
    }
    return [...places.values()].reduce((sum, size) => sum + size, 0);
  };
  return Math.max(0, ...needs.flatMap(({ stretches }) => stretches.map(({ from }) => aliveAt(from))));
}
