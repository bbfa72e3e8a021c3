import { readFileSync } from "node:fs";
import { relative, resolve } from "node:path";
import { DEFAULTS } from "../build.ts";
import type { Build, BuildOptions } from "../build.ts";
import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { readHeader } from "../module/header.ts";
import { commandLine } from "./commands.ts";
import type { Output } from "./write.ts";

/** Stops where a written file is not what the network compiles to now, with a diagnostic for each. Writes nothing. */
export function requireFresh(build: Build, net: string, options: BuildOptions = DEFAULTS): void {
  const hint = `\`${commandFor(net, options)}\` writes it anew.`;
  const stale = build.outputs.flatMap((output): readonly Diagnostic[] => {
    const difference = differenceOf(output, build);
    return difference === undefined ? [] : [{ code: "stale-output", hint, ...difference }];
  });
  if (stale.length > 0) throw new DiagnosticError(stale);
}

type Difference = Omit<Diagnostic, "code">;

/** What speaks against a written file, most telling first: where it comes from, what it was made of, its text. */
function differenceOf({ path, contents }: Output, { loaded }: Build): Difference | undefined {
  const shown = JSON.stringify(path);
  const written = readIfThere(path);
  if (written === undefined) return { message: `${shown} is missing`, found: "no file", expected: "a module" };
  const wanted = String(contents);
  if (written === wanted) return undefined;
  const [header, now] = [readHeader(written), readHeader(wanted)];
  if (header === undefined) {
    return {
      message: `${shown} was not written by nngen`,
      found: "a file of other origin",
      expected: "a module",
      hint: "Give another path with --out, or move that file away.",
    };
  }
  if (header.version !== now?.version) {
    const expected = `a module of nngen ${now?.version}`;
    return { message: `${shown} comes from another nngen`, found: `a module of nngen ${header.version}`, expected };
  }
  if (header.sha256 !== now.sha256) {
    return {
      message: `${shown} is older than its sources: net.ts, or a file that it imports, has changed since`,
      found: `sha256 ${header.sha256.slice(0, 12)}…`,
      expected: `sha256 ${now.sha256.slice(0, 12)}…`,
    };
  }
  const [was, is] = [written.split("\n"), wanted.split("\n")];
  const line = is.findIndex((text, index) => text !== was[index]);
  const index = line < 0 ? is.length : line;
  return {
    message: `${shown} was edited by hand, or compiled with other options or weights`,
    place: {
      file: relative(loaded.folder, resolve(path)).replaceAll("\\", "/"),
      line: index + 1,
      column: 1,
      length: Math.max(was[index]?.length ?? 1, 1),
    },
    ...difference(was[index], is[index]),
  };
}

const WIDTH = 80;

/** Lines as people read them; in quotes where only blanks differ. */
function difference(
  was: string | undefined,
  is: string | undefined,
): { readonly found: string; readonly expected: string } {
  const [found, expected] = [lineText(was), lineText(is)];
  if (found !== expected || was === undefined || is === undefined) return { found, expected };
  return { found: JSON.stringify(was.slice(0, WIDTH)), expected: JSON.stringify(is.slice(0, WIDTH)) };
}

function lineText(line: string | undefined): string {
  const text = line?.trim();
  if (text === undefined) return "the end of the file";
  return text === "" ? "an empty line" : text.length > WIDTH ? `${text.slice(0, WIDTH)}…` : text;
}

/** Version control may change line ends. */
function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8").replaceAll("\r\n", "\n");
  } catch {
    return undefined;
  }
}

/** The command line that makes a module with these options. */
export function commandFor(
  net: string,
  { out, precision, style, math, memory, inferenceOnly, weights }: BuildOptions,
): string {
  const words = [
    ...(out === undefined ? [] : ["--out", out]),
    ...(precision === DEFAULTS.precision ? [] : ["--precision", precision]),
    ...(style === DEFAULTS.style ? [] : ["--style", style]),
    ...(math === "fast" ? ["--math", math] : []),
    ...(memory === "minimal" ? ["--memory", memory] : []),
    ...(inferenceOnly ? ["--inference-only"] : []),
    ...(weights === undefined ? [] : ["--weights", weights]),
  ];
  return commandLine(["nngen", "compile", net, ...words]);
}
