import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { createJiti } from "jiti";
import { fail } from "../diagnostics/diagnostic.ts";
import type { Diagnostic, Place } from "../diagnostics/diagnostic.ts";
import type { Network, SourceNotes } from "../ir/graph.ts";
import * as dsl from "../index.ts";
import { lateMistake, mistakeOf } from "./blame.ts";
import { dslModule } from "./dsl.ts";
import { resolveEntry } from "./entry.ts";
import { defaultExport } from "./exports.ts";
import { createRecorder, passiveRecorder } from "./recorder.ts";
import type { FileRecorder, Recorder } from "./recorder.ts";
import { createSource } from "./source.ts";
import type { SourceFile } from "./source.ts";
import { isDiagnosed } from "./thrown.ts";
import { transpile } from "./transpile.ts";
import type { Transpiled } from "./transpile.ts";
import { runWatched } from "./watched.ts";

export interface Source {
  /** Relative to the folder of net.ts, with forward slashes: the same on every machine. */
  readonly path: string;
  readonly text: string;
}

export interface LoadedNetwork {
  readonly network: Network;
  readonly notes: SourceNotes;
  /** net.ts first, then its local imports in the order of their paths. */
  readonly sources: readonly Source[];
  /** Where net.ts lies; places and data files count from here. */
  readonly folder: string;
  /** Where the call of `csv` stands. */
  readonly dataPlace?: Place;
}

/** No file can have this name, and no package. */
const RECORDER = "nngen:recorder";

/**
 * Runs net.ts and learns what its variables hold. Throws a DiagnosticError for every mistake of the user's.
 * @param onFile called with the path of each file of the user's that it depends on, read or looked for: net.ts, what it imports, its data
 */
export async function loadNetwork(path: string, onFile: (path: string) => void = ignore): Promise<LoadedNetwork> {
  const entry = resolveEntry(path);
  const folder = dirname(entry);
  const fileOf = (filename: string): string => relative(folder, filename).replaceAll("\\", "/");
  const recorder = createRecorder();
  const ran = new Map<string, Transpiled>();
  const sources = new Map<string, string>();

  // Packages are no sources of the user's; a net that itself lies in a package is.
  const isLocal = (filename: string): boolean => !fileOf(filename).split("/").includes("node_modules");

  const transform = ({ source, filename = entry }: { source: string; filename?: string }): { code: string } => {
    const file = createSource(fileOf(filename), source);
    if (isLocal(filename)) onFile(resolve(filename));
    const result = transpiled(file, filename);
    if (isLocal(filename)) {
      for (const { specifier } of result.landmarks.imports) wanted(specifier, filename).forEach(onFile);
      ran.set(resolve(filename), result);
      sources.set(file.file, file.text);
      for (const { specifier } of result.landmarks.imports) addJson(resolve(dirname(filename), specifier));
    }
    return { code: result.code };
  };
  const addJson = (filename: string): void => {
    if (!filename.endsWith(".json")) return;
    const text = readIfThere(filename);
    if (text !== undefined) sources.set(fileOf(filename), text);
    // Node keeps what it has read; the file may have changed since.
    delete createRequire(filename).cache[filename];
  };
  const virtualModules: Record<string, unknown> = Object.assign(Object.create(null), {
    nngen: dslModule(dsl),
    [RECORDER]: (filename: string): FileRecorder => {
      const meta = { url: pathToFileURL(filename).href, filename, dirname: dirname(filename) };
      return isLocal(filename) ? recorder.forFile(fileOf(filename), meta) : passiveRecorder(meta);
    },
  });
  const jiti = createJiti(entry, {
    fsCache: false,
    moduleCache: false,
    interopDefault: false,
    tryNative: false,
    virtualModules,
    transform,
  });
  const blame = (error: unknown): never => {
    if (isDiagnosed(error)) throw error;
    fail(mistakeOf(error, { ran, recorder, fileOf, entry }));
  };
  const exported = await runWatched(() => {
    const exports: unknown = jiti(entry);
    const start = { file: fileOf(entry), line: 1, column: 1 };
    return defaultExport(exports, ran.get(entry)?.landmarks ?? { end: start, imports: [] });
  }, blame);
  const network = located(exported, recorder);
  if (network.data !== undefined) onFile(resolve(folder, network.data.path));
  const dataPlace = network.data && recorder.placeOf(network.data);
  return {
    network,
    notes: recorder.notes,
    sources: ordered(sources, fileOf(entry)),
    folder,
    ...(dataPlace !== undefined && { dataPlace }),
  };
}

/** What a file was when it was last loaded; a process that loads again and again need not parse again what is the same. */
const known = new Map<string, { readonly file: string; readonly text: string; readonly result: Transpiled }>();

function transpiled(source: SourceFile, filename: string): Transpiled {
  const before = known.get(filename);
  if (before?.file === source.file && before.text === source.text) return before.result;
  const result = transpile(source, RECORDER);
  known.set(filename, { file: source.file, text: source.text, result });
  return result;
}

/** The files that a local import may mean, whether they exist or not. */
function wanted(specifier: string, importer: string): readonly string[] {
  if (!/^\.{0,2}\//.test(specifier)) return [];
  const path = resolve(dirname(importer), specifier);
  return [path, ...(/\.[cm]?[jt]s$/.test(path) ? [path.replace(/js$/, "ts")] : [`${path}.ts`, `${path}/index.ts`])];
}

/** @returns what is wrong in a file of the user's, where that is what threw, after it had run */
export const blameLate = (error: unknown): Diagnostic | undefined =>
  lateMistake(error, new Map([...known].map(([path, { result }]) => [path, result])));

const ignore = (): void => undefined;

/** Mistakes of the call of `network` and of what it was given, such as `sgd({ … })`, point at those calls. */
function located(network: Network, recorder: Recorder): Network {
  const fallback = recorder.placeOf(network);
  const parts = [network.optimizer, network.regularizer, network.data].flatMap((part) => part ?? []);
  const diagnostics = network.diagnostics.map((finding) => {
    const { diagnostic, node } = finding;
    const part = parts.find(({ kind }) => diagnostic.message.startsWith(`${kind}:`));
    const place = diagnostic.place ?? recorder.placeOf(diagnostic) ?? (part && recorder.placeOf(part));
    if (place !== undefined) return { ...finding, diagnostic: { ...diagnostic, place } };
    const known = node !== undefined && recorder.notes.get(node)?.place !== undefined;
    return known || fallback === undefined ? finding : { ...finding, diagnostic: { ...diagnostic, place: fallback } };
  });
  return { ...network, diagnostics };
}

const ordered = (sources: ReadonlyMap<string, string>, first: string): readonly Source[] =>
  [...sources]
    .map(([path, text]) => ({ path, text }))
    .toSorted((a, b) => Number(b.path === first) - Number(a.path === first) || (a.path < b.path ? -1 : 1));

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
