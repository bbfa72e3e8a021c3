import type { Readable, Writable } from "node:stream";
import pc from "picocolors";
import type { Palette } from "../diagnostics/frame.ts";

/** What commands print to and read from the world, so that tests can stand in for it. */
export interface Terminal {
  /** Results. */
  out(text: string): void;
  /** Diagnostics and progress. */
  err(text: string): void;
  readonly palette: Palette;
  /** Whether progress is shown; a pipe stays quiet. */
  readonly isInteractive: boolean;
  /** Where questions are asked and answered; absent in a pipe, and where nobody sits. */
  readonly keyboard?: { readonly input: Readable; readonly output: Writable };
  /** The cells of a line. */
  readonly width: number;
  /** Calls back at Ctrl-C or SIGTERM, once each; a second one ends the process as ever. Returns how to leave it. */
  onInterrupt(handler: (signal: Interrupt) => void): () => void;
  /** What to do with an error that nobody catches, as a timer of net.ts may throw it. The process ends with the exit code. */
  onCrash?(handler: (error: unknown) => Promise<number>): void;
}

export type Interrupt = "SIGINT" | "SIGTERM";
const INTERRUPTS = ["SIGINT", "SIGTERM"] as const;

/** The terminal that the process was started in. */
export function processTerminal(): Terminal {
  const { stdin, stdout, stderr } = process;
  // A reader that has seen enough (`| head`) is no failure.
  for (const stream of [stdout, stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") throw error;
      process.exit(0);
    });
  }
  // Undefined in a pipe, whatever its type says; picocolors would then decide for itself, and colour where CI is set.
  const isInteractive = Boolean(stderr.isTTY);
  const canAsk = Boolean(stdin.isTTY) && Boolean(stdout.isTTY) && process.env["TERM"] !== "dumb" && !process.env["CI"];
  return {
    out: (text) => void stdout.write(escaped(text)),
    err: (text) => void stderr.write(escaped(text)),
    palette: paletteFor(wantsColors(isInteractive, process.env)),
    isInteractive,
    ...(canAsk && { keyboard: { input: stdin, output: stdout } }),
    width: Math.min(stderr.columns ?? 100, 160),
    onInterrupt(handler) {
      for (const signal of INTERRUPTS) process.once(signal, handler);
      return () => {
        for (const signal of INTERRUPTS) process.off(signal, handler);
      };
    },
    onCrash(handler) {
      process.on("uncaughtException", (error) => void handler(error).then((exit) => process.exit(exit)));
    },
  };
}

/**
 * Characters that hide, reorder or part a line, as escapes: the last thing that happens to any text. Frames and tables have shown them
 * as � before; in JSON, where only strings can hold them, the escape means the same.
 */
export const escaped = (text: string): string =>
  text.replace(/[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}]/gu, (character) =>
    Array.from(
      { length: character.length },
      (_, i) => `\\u${character.charCodeAt(i).toString(16).padStart(4, "0")}`,
    ).join(""),
  );

/** Colours on a terminal, unless NO_COLOR is set (no-color.org); FORCE_COLOR asks for them anywhere. */
export function wantsColors(isTerminal: boolean, env: Readonly<Record<string, string | undefined>>): boolean {
  if ((env["NO_COLOR"] ?? "") !== "") return false;
  const forced = env["FORCE_COLOR"];
  if (forced !== undefined) return forced !== "0" && forced !== "false";
  return isTerminal && env["TERM"] !== "dumb";
}

export function paletteFor(colors: boolean): Palette {
  const c = pc.createColors(colors);
  return {
    error: (text) => c.bold(c.red(text)),
    place: (text) => text,
    gutter: (text) => c.blue(text),
    caret: (text) => c.bold(c.red(text)),
    label: (text) => c.bold(text),
  };
}
