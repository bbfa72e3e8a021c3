import { relative, resolve } from "node:path";
import type { Build, BuildOptions } from "../build.ts";
import { recompile } from "../build/recompile.ts";
import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import { resolveEntry } from "../load/entry.ts";
import { EXIT, located, reportFailure, reportWarnings, UsageError } from "./failure.ts";
import type { Terminal } from "./terminal.ts";
import { bytes, error as exponent, plural, table } from "./text.ts";

interface Flags {
  readonly check: boolean;
  readonly timings: boolean;
  readonly json: boolean;
}

/** `nngen compile --watch`: one report a round, until Ctrl-C. With --json each is one line. */
export async function watchNetwork(
  net: string,
  options: BuildOptions,
  { check, timings, json }: Flags,
  terminal: Terminal,
): Promise<number> {
  if (check) throw new UsageError([CHECKED]);
  // A mistyped path is no file that will come to be.
  resolveEntry(net);
  const stop = new AbortController();
  const { palette } = terminal;
  const say = (text: string): void => {
    if (!json) terminal.err(`${palette.gutter(clock(new Date()))}  ${text}\n`);
  };
  let leave: (() => void) | undefined;
  let start = 0;
  let written: readonly string[] = [];
  await recompile(net, options, {
    signal: stop.signal,
    onStart(changed) {
      // While net.ts runs, Ctrl-C ends the process as ever: it may never come to an end.
      leave?.();
      leave = undefined;
      start = performance.now();
      if (changed.length > 0 && !json) terminal.err("\n");
      say(changed.length === 0 ? `compiling ${shown(net)}` : `${list(changed)} changed, compiling`);
    },
    onSettled: () => void (leave ??= terminal.onInterrupt(() => stop.abort())),
    onBuilt(build, isNew, files) {
      const took = performance.now() - start;
      written = build.report.files.map(({ path }) => shown(path));
      const warnings = located(build.report.warnings, net);
      if (json) return terminal.out(`${JSON.stringify({ isNew, milliseconds: took, ...build.report, warnings })}\n`);
      say(describe(build, isNew, took));
      if (timings) terminal.err(`${steps(build)}\n`);
      reportWarnings(build.report.warnings, net, terminal);
      say(`0 errors. Watching ${plural(files, "file")} for changes; Ctrl-C ends.`);
    },
    onFailed(failure, files) {
      if (json) {
        const diagnostics = failure instanceof DiagnosticError ? located(failure.diagnostics, net) : [];
        terminal.out(`${JSON.stringify({ milliseconds: performance.now() - start, diagnostics })}\n`);
      }
      if (!json || !(failure instanceof DiagnosticError)) {
        reportFailure(failure, { command: "compile", net, json: false }, terminal);
      }
      const count = failure instanceof DiagnosticError ? failure.diagnostics.length : 1;
      const kept = written.length === 0 ? "Nothing is written." : `${written.join(" and ")} stays as it was.`;
      say(`${palette.error(plural(count, "error"))}. ${kept} Watching ${plural(files, "file")} for changes.`);
    },
  });
  leave?.();
  return EXIT.done;
}

const CHECKED = {
  code: "bad-option",
  message: "--watch and --check exclude each other",
  expected: "one of the two",
  hint: "--check is for a single look, in continuous integration.",
} as const;

/** Hours, minutes and seconds, as the clock on the wall shows them. */
const clock = (now: Date): string =>
  [now.getHours(), now.getMinutes(), now.getSeconds()].map((part) => String(part).padStart(2, "0")).join(":");

/** A path as one sees it from here. */
function shown(path: string): string {
  const near = relative(process.cwd(), resolve(path));
  return table([[near.length < path.length ? near : path]]);
}

function list(paths: readonly string[]): string {
  const names = paths.slice(0, 3).map(shown);
  return `${names.join(", ")}${paths.length > 3 ? ` and ${paths.length - 3} more` : ""}`;
}

function describe({ report }: Build, isNew: boolean, milliseconds: number): string {
  const files = report.files.map(({ path, bytes: size }) => `${shown(path)} (${bytes(size)})`).join(", ");
  const gradient =
    report.gradient === undefined ? "" : `, gradient checked to ${exponent(report.gradient.largestError)}`;
  return `${files} ${isNew ? "written" : "is up to date"}${gradient}, in ${Math.round(milliseconds)} ms`;
}

const steps = ({ report }: Build): string =>
  table(
    Object.entries(report.timings).map(([step, time]) => [step, `${Math.round(time)} ms`]),
    "          ",
  );
