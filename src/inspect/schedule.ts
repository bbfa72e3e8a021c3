import { bufferKey } from "../ir/kernel.ts";
import type { Kernel, Statement } from "../ir/kernel.ts";
import { printKernel } from "../ir/kernelText.ts";
import { accessesOf } from "../ir/walk.ts";
import { columns } from "./table.ts";

/** The functions as loop nests, each with how it is written and why. */
export const scheduleText = (name: string, kernels: readonly Kernel[]): string =>
  `${name}\n\n${kernels.map((kernel) => `${kernel.name}   ${kernel.choice}\n\n${printKernel(kernel.body)}\n`).join("\n")}`;

/** An array that holds values on the way, and from which nest to which it is needed. */
interface Lifetime {
  readonly name: string;
  readonly size: number;
  readonly first: number;
  readonly last: number;
}

/**
 * The arrays that each function needs for values on the way, with the nests between which they are needed; the most that is needed at once,
 * beside what is allocated. Arrays of one name are one array in all functions.
 * @param bytes of one number
 */
export function memoryText(name: string, kernels: readonly Kernel[], bytes: number): string {
  const parts = kernels.map((kernel) => {
    const lifetimes = lifetimesOf(kernel);
    if (lifetimes.length === 0) return `${kernel.name}\n  no arrays of its own`;
    const rows = lifetimes.map(({ name, size, first, last }) => [
      `  ${name}`,
      `[${size}]`,
      `${size * bytes} bytes`,
      first === last ? `nest ${first}` : `nests ${first} to ${last}`,
    ]);
    const total = lifetimes.reduce((sum, { size }) => sum + size, 0);
    const ends = `  allocated ${total * bytes} bytes, at most ${peakOf(lifetimes) * bytes} needed at once`;
    return `${kernel.name}\n${columns(rows)}\n${ends}`;
  });
  return `${name}\n\n${parts.join("\n\n")}\n`;
}

function lifetimesOf({ body }: Kernel): readonly Lifetime[] {
  const lifetimes = new Map<string, Lifetime>();
  for (const [i, nest] of nestsIn(body).entries()) {
    for (const { buffer } of accessesOf([nest])) {
      if (buffer.storage !== "scratch") continue;
      const known = lifetimes.get(bufferKey(buffer));
      const { name, size } = buffer;
      lifetimes.set(bufferKey(buffer), { name, size, first: known?.first ?? i + 1, last: i + 1 });
    }
  }
  return [...lifetimes.values()];
}

/** The nests in order; a loop over the examples counts as those inside it. */
const nestsIn = (body: readonly Statement[]): readonly Statement[] =>
  body.flatMap((statement) =>
    statement.kind === "for" && statement.extent === "count" ? nestsIn(statement.body) : [statement],
  );

function peakOf(lifetimes: readonly Lifetime[]): number {
  const alive = (nest: number): number =>
    lifetimes.reduce((sum, { size, first, last }) => sum + (first <= nest && nest <= last ? size : 0), 0);
  return Math.max(...lifetimes.map(({ last }) => alive(last)), ...lifetimes.map(({ first }) => alive(first)));
}
