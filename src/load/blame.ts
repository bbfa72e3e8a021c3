import { basename, dirname, resolve } from "node:path";
import type { Diagnostic, Place } from "../diagnostics/diagnostic.ts";
import { closest } from "../diagnostics/suggest.ts";
import { shown } from "../dsl/mistakes.ts";
import * as dsl from "../index.ts";
import { filesBeside } from "./entry.ts";
import type { Recorder } from "./recorder.ts";
import { asUnknownExport, readThrown } from "./thrown.ts";
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
  const unknown = asUnknownExport(error);
  if (unknown !== undefined) {
    const { message, suggestion } = unknown;
    const hint =
      suggestion === undefined
        ? "The functions that net.ts can use are listed in the README."
        : `Did you mean \`${suggestion}\`?`;
    return { code: "import-not-found", message, place, hint };
  }
  const undeclared = undeclaredName(error);
  if (undeclared !== undefined) return notDeclared(undeclared, place);
  const missing = missingModule(error);
  if (missing !== undefined) return importNotFound(missing, place, run);
  return threw(error, place, basename(run.entry), "while it ran");
}

const threw = (error: unknown, place: Place, entry: string, when: string): Diagnostic => ({
  code: "module-threw",
  message: messageOf(error, entry),
  place,
  hint: `${entry} threw this ${when}; the line is the last of yours before it.`,
});

/** What a file of the user's threw when it had run, from a timer or a promise; undefined for an error of anybody else. */
export function lateMistake(error: unknown, ran: RanFiles): Diagnostic | undefined {
  const place = isInternal(error) ? undefined : placeOfError(error, ran);
  return place && threw(error, place, basename(place.file), "after it had run");
}

/** An invariant of nngen's that was broken is no mistake of the user's. */
function isInternal(error: unknown): boolean {
  const { isError, message } = readThrown(error);
  return isError && message?.startsWith("nngen internal error") === true;
}

const start = ({ entry, fileOf }: Run): Place => ({ file: fileOf(entry), line: 1, column: 1 });

function undeclaredName(error: unknown): string | undefined {
  const { name, message = "" } = readThrown(error);
  return name === "ReferenceError" ? /^(.+) is not defined$/.exec(message)?.[1] : undefined;
}

/** A name that the file neither declares nor imports: often a function of nngen's. */
function notDeclared(name: string, place: Place): Diagnostic {
  const exported = Object.keys(dsl);
  const near = closest(name, exported);
  const hint = exported.includes(name)
    ? `Import it: import { ${name} } from "nngen".`
    : near === undefined
      ? "Declare it before this line, or import it."
      : `Did you mean \`${near}\`?`;
  return { code: "module-threw", message: `ReferenceError: ${name} is not defined`, place, hint };
}

function missingModule(error: unknown): string | undefined {
  const { isError, code, message = "" } = readThrown(error);
  return isError && code === "MODULE_NOT_FOUND" ? /^Cannot find module '(.*)'$/m.exec(message)?.[1] : undefined;
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
  const { isError, name = "Error", message } = readThrown(error);
  if (!isError && message === undefined)
    return `${entry} threw ${typeof error === "object" && error !== null ? "an object" : shown(error)}`;
  const [line = ""] = (message ?? "").split("\n");
  const said =
    line === ""
      ? ""
      : `: ${line.replace(/\(0 ?, \w+\.(\w+)\)/g, "$1").replace(/nngenRecorder\w*\.\w+\(\.\.\.\)/g, "what the call returns")}`;
  return isError ? `${name}${said}` : `${entry} threw an object${said}`;
}
