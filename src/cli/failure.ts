import { readFileSync, realpathSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { safeText } from "../diagnostics/cells.ts";
import { renderDiagnostics } from "../diagnostics/frame.ts";
import type { Terminal } from "./terminal.ts";

/** What the process ends with. */
export const EXIT = { done: 0, mistake: 1, usage: 2, internal: 70, interrupted: 130, terminated: 143 } as const;

/** A command line that cannot be obeyed; the diagnostics are about options. */
export class UsageError extends Error {
  readonly diagnostics: readonly Diagnostic[];
  constructor(diagnostics: readonly Diagnostic[]) {
    super(diagnostics.map(({ message }) => message).join("\n"));
    this.name = "UsageError";
    this.diagnostics = diagnostics;
  }
}

/** What was being done when it failed. */
export interface Attempt {
  readonly command: string;
  readonly net?: string;
  readonly json: boolean;
}

/** Tells the user what is wrong, and gives the exit code. Only our own bugs show where in our code they are. */
export function reportFailure(error: unknown, attempt: Attempt, terminal: Terminal): number {
  if (error instanceof DiagnosticError || error instanceof UsageError) {
    const { diagnostics } = error;
    if (attempt.json) terminal.out(`${JSON.stringify({ diagnostics }, null, 2)}\n`);
    else terminal.err(renderDiagnostics(diagnostics, frameOptions(attempt, terminal)));
    if (error instanceof DiagnosticError) return EXIT.mistake;
    terminal.err(`\n\`nngen ${attempt.command} --help\` lists the options.\n`);
    return EXIT.usage;
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const lines = stack.split("\n").map((line) => safeText(line));
  terminal.err(
    `${terminal.palette.error("nngen failed")}, which is a bug in nngen. Please report it with this net.ts and:\n\n`,
  );
  terminal.err(`${lines.join("\n")}\n`);
  return EXIT.internal;
}

/** Places count from the folder of net.ts; people read paths from where they stand. */
function frameOptions({ net }: Attempt, { palette, width }: Terminal): Parameters<typeof renderDiagnostics>[1] {
  const folder = net === undefined ? process.cwd() : folderOf(net);
  const show = (file: string): string => {
    const path = resolve(folder, file);
    const near = relative(process.cwd(), path);
    return (near.length < path.length ? near : path).replaceAll("\\", "/");
  };
  return { palette, width: Math.max(width - 8, 20), show, read: (file) => readText(resolve(folder, file)) };
}

/** As the loader sees it, behind links. */
function folderOf(net: string): string {
  try {
    return dirname(realpathSync(net));
  } catch {
    return dirname(resolve(net));
  }
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
