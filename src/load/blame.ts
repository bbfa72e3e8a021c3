import { basename, dirname, resolve } from "node:path";
import type { Diagnostic, Place } from "../diagnostics/diagnostic.ts";
import { closest } from "../diagnostics/suggest.ts";
import { UnknownExport } from "./dsl.ts";
import { filesBeside } from "./entry.ts";
import type { Recorder } from "./recorder.ts";
import { placeOfError } from "./trace.ts";
import type { RanFiles } from "./trace.ts";

/** What is known about a run that ended with an error. */
export interface Run {
  readonly ran: RanFiles;
  readonly recorder: Recorder;
  readonly fileOf: (filename: string) => string;
  readonly entry: string;
}

/** What was thrown while net.ts ran, as a diagnostic at the user's line. */
export function mistakeOf(error: unknown, run: Run): Diagnostic {
  if (isInternal(error)) throw error;
  const place = placeOfError(error, run.ran) ?? run.recorder.placeOfThrown(error) ?? start(run);
  if (error instanceof UnknownExport) {
    const hint =
      error.suggestion === undefined
        ? "The functions that net.ts can use are listed in the README."
        : `Did you mean \`${error.suggestion}\`?`;
    return { code: "import-not-found", message: error.message, place, hint };
  }
  const missing = missingModule(error);
  if (missing !== undefined) return importNotFound(missing, place, run);
  return {
    code: "module-threw",
    message: messageOf(error, basename(run.entry)),
    place,
    hint: `${basename(run.entry)} threw this while it ran; the line is the last of yours before it.`,
  };
}

/** An invariant of nngen's that was broken is no mistake of the user's. */
const isInternal = (error: unknown): boolean =>
  error instanceof Error && error.message.startsWith("nngen internal error");

const start = ({ entry, fileOf }: Run): Place => ({ file: fileOf(entry), line: 1, column: 1 });

function missingModule(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("code" in error) || error.code !== "MODULE_NOT_FOUND") return undefined;
  return /^Cannot find module '(.*)'$/m.exec(error.message)?.[1];
}

function importNotFound(specifier: string, place: Place, run: Run): Diagnostic {
  const importer = [...run.ran].find(([path]) => run.fileOf(path) === place.file);
  const known = importer?.[1].landmarks.imports.find((found) => found.specifier === specifier);
  return {
    code: "import-not-found",
    message: `Cannot find ${JSON.stringify(specifier)}`,
    place: known?.place ?? place,
    hint: specifier.startsWith(".") ? fileHint(specifier, importer?.[0] ?? run.entry) : packageHint(specifier),
  };
}

function fileHint(specifier: string, importer: string): string {
  const path = resolve(dirname(importer), specifier);
  const name = path.slice(dirname(path).length + 1);
  const near = closest(name, filesBeside(path)) ?? closest(`${name}.ts`, filesBeside(path));
  if (near === undefined) return "The path counts from the folder of the file that imports it.";
  return `Did you mean ${JSON.stringify(specifier.slice(0, specifier.length - name.length) + near)}?`;
}

const packageHint = (specifier: string): string =>
  specifier.startsWith("nngen/")
    ? 'Everything is imported from "nngen".'
    : "It is not installed in a node_modules folder beside net.ts or above it.";

/** One line; imported functions by their names, not by what TypeScript makes of a call: `(0 , layers_1.block) is not a function`. */
function messageOf(error: unknown, entry: string): string {
  if (!(error instanceof Error))
    return `${entry} threw ${typeof error === "string" ? JSON.stringify(error) : typeof error}`;
  const [line = ""] = error.message.split("\n");
  return `${error.name}: ${line.replace(/\(0 ?, \w+\.(\w+)\)/g, "$1")}`;
}
