import { readFileSync, realpathSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { safeText } from "../diagnostics/cells.ts";
import { renderDiagnostics } from "../diagnostics/frame.ts";
import type { FrameOptions } from "../diagnostics/frame.ts";
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
    if (attempt.json) terminal.out(`${JSON.stringify({ diagnostics: located(diagnostics, attempt.net) }, null, 2)}\n`);
    else terminal.err(renderDiagnostics(diagnostics, frameOptions(attempt.net, terminal)));
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

/** What does not stop the command, beside its result. */
export function reportWarnings(warnings: readonly Diagnostic[], net: string, terminal: Terminal): void {
  if (warnings.length === 0) return;
  terminal.err(renderDiagnostics(warnings, { ...frameOptions(net, terminal), severity: "warning" }));
}

/** Diagnostics whose places name files as one sees them from here, as annotations need them. */
export function located(diagnostics: readonly Diagnostic[], net: string | undefined): readonly Diagnostic[] {
  const folder = baseOf(net);
  return diagnostics.map((diagnostic) => {
    const { place } = diagnostic;
    return place === undefined ? diagnostic : { ...diagnostic, place: { ...place, file: nearer(folder, place.file) } };
  });
}

/** Places count from the folder of net.ts; people read paths from where they stand. */
function frameOptions(net: string | undefined, { palette, width }: Terminal): FrameOptions {
  const folder = baseOf(net);
  const show = (file: string): string => nearer(folder, file);
  return { palette, width: Math.max(width - 8, 20), show, read: (file) => readText(resolve(folder, file)) };
}

function nearer(folder: string, file: string): string {
  const path = resolve(folder, file);
  const near = relative(process.cwd(), path);
  return (near.length < path.length ? near : path).replaceAll("\\", "/");
}

const baseOf = (net: string | undefined): string => (net === undefined ? process.cwd() : folderOf(net));

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
