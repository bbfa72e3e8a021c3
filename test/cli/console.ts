import { run } from "../../src/cli/run.ts";
import { paletteFor } from "../../src/cli/terminal.ts";
import type { Terminal } from "../../src/cli/terminal.ts";

export interface Ran {
  readonly exit: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command line in this process, on a terminal that only remembers. */
export async function nngen(args: readonly string[], more: Partial<Terminal> = {}): Promise<Ran> {
  let [out, err] = ["", ""];
  const terminal: Terminal = {
    out: (text) => void (out += text),
    err: (text) => void (err += text),
    palette: paletteFor(false),
    isInteractive: false,
    width: 100,
    onInterrupt: () => () => undefined,
    ...more,
  };
  const exit = await run(args, terminal);
  return { exit, out, err };
}
