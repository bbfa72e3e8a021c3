import { cpus } from "node:os";
import { compiler } from "../contestants/c.ts";

export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly system: string;
  readonly node: string;
  readonly gcc?: string;
  /** Year, month and day. */
  readonly date: string;
}

export function thisMachine(): Machine {
  const gcc = compiler();
  return {
    cpu: (cpus()[0]?.model ?? "unknown").replaceAll(/\((?:R|TM)\)/g, "").trim(),
    cores: cpus().length,
    system: `${process.platform} ${process.arch}`,
    node: process.version.slice(1),
    ...(gcc === undefined ? {} : { gcc }),
    date: new Date().toISOString().slice(0, 10),
  };
}
