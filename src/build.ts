import { basename, resolve } from "node:path";
import type { Diagnostic } from "./diagnostics/diagnostic.ts";
import { trainingCommands } from "./build/commands.ts";
import { hashSources } from "./build/hash.ts";
import { targetOf } from "./build/paths.ts";
import type { Target } from "./build/paths.ts";
import { createStopwatch } from "./build/stopwatch.ts";
import type { Timings } from "./build/stopwatch.ts";
import { coordinate, element, requireVerified } from "./build/mismatches.ts";
import { verifyModule } from "./build/verify.ts";
import type { Verification } from "./build/verify.ts";
import { VERSION } from "./build/version.ts";
import { writeFiles } from "./build/write.ts";
import type { Output } from "./build/write.ts";
import { compile } from "./compile.ts";
import type { Compilation, CompileOptions } from "./compile.ts";
import { dataWarnings } from "./load/dataheader.ts";
import { loadNetwork } from "./load/load.ts";
import type { LoadedNetwork } from "./load/load.ts";
import { readWeights } from "./load/weights.ts";
import { memoryOf } from "./module/arrays.ts";
import { assembleModule } from "./module/assemble.ts";
import { hasHeader, withChecks } from "./module/header.ts";
import { toJavaScript } from "./module/javascript.ts";
import { planModule } from "./module/plan.ts";

export interface BuildOptions extends CompileOptions {
  /** A safetensors file whose parameters the module starts with. */
  readonly weights?: string;
  /** Where the module goes; left out, beside net.ts under the network's name. */
  readonly out?: string;
  /** How often the gradient check may evaluate J. */
  readonly budget?: number;
  /** Called with each file that the module depends on, before it is read: also when a mistake then stops everything. */
  readonly onFile?: (path: string) => void;
}

export const DEFAULTS: CompileOptions = { precision: "f64", style: "auto", inferenceOnly: false };

/** A module that has been made and verified, and is not yet written. */
export interface Build {
  readonly loaded: LoadedNetwork;
  readonly compilation: Compilation;
  readonly verification: Verification;
  /** The TypeScript text. */
  readonly text: string;
  readonly outputs: readonly Output[];
  readonly report: Report;
}

export interface Report {
  readonly name: string;
  readonly files: readonly { readonly path: string; readonly bytes: number }[];
  readonly parameters: number;
  /** The file whose parameters the module starts with; null where `create` draws them from the seed. */
  readonly weights: string | null;
  /** Bytes of the arrays of one network. */
  readonly memory: number;
  /** The gradient check's largest error and where it is; absent for a module that only predicts. */
  readonly gradient?: { readonly largestError: number; readonly at: string; readonly complete: boolean };
  /** The same of the derivatives inside the graph; absent where there are none. */
  readonly derivatives?: { readonly largestError: number; readonly at: string };
  /** Functions that are not written as --style unrolled or --math fast asked, and why. */
  readonly otherwise?: readonly { readonly function: string; readonly choice: string }[];
  /** What is not wrong with the module, but may be with the data of net.ts, or with what the module replaces. */
  readonly warnings: readonly Diagnostic[];
  /** Milliseconds of each step. */
  readonly timings: Timings;
}

/** From net.ts to its graph and every stage of the pipeline. */
export async function compileFile(
  net: string,
  options: CompileOptions = DEFAULTS,
): Promise<{ readonly loaded: LoadedNetwork; readonly compilation: Compilation }> {
  const loaded = await loadNetwork(net);
  return { loaded, compilation: compile(loaded.network, loaded.notes, options) };
}

/** Load, compile, assemble, verify. Writes nothing. Throws a DiagnosticError for the user's mistakes and for a gradient that is wrong. */
export async function buildModule(net: string, options: BuildOptions = DEFAULTS): Promise<Build> {
  const build = await assembleFile(net, options);
  requireVerified(build.verification, build.compilation);
  return build;
}

/** As `buildModule`, but what the verification has found is left to the caller. */
export async function assembleFile(net: string, options: BuildOptions): Promise<Build> {
  const stopwatch = createStopwatch();
  if (options.weights !== undefined) options.onFile?.(resolve(options.weights));
  const loaded = await loadNetwork(net, options.onFile);
  stopwatch.lap("load");
  const compilation = compile(loaded.network, loaded.notes, options);
  stopwatch.lap("compile");

  const { code } = compilation;
  const target = targetOf(options.out, net, code.name, options.inferenceOnly);
  const weights = options.weights === undefined ? undefined : readOwnWeights(options.weights, net, code);
  const source = { file: basename(loaded.sources[0]?.path ?? net), sha256: hashSources(loaded.sources) };
  const unchecked = await assembleModule(
    code,
    { version: VERSION, source, hasDerivatives: compilation.derivatives.claims.length > 0 },
    { inferenceOnly: options.inferenceOnly, ...(weights !== undefined && { weights }) },
  );
  stopwatch.lap("assemble");
  const verification = verifyModule(unchecked, compilation, options.budget);
  stopwatch.lap("verify");

  const gradient = gradientOf(verification, compilation);
  const derivatives = derivativesOf(verification, compilation);
  const text = withChecks(unchecked, { ...(gradient && { gradient }), ...(derivatives && { derivatives }) });
  const outputs = outputsOf(text, target);
  const otherwise = otherwiseWritten(compilation, options.style);
  stopwatch.lap("transpile");
  const report: Report = {
    name: code.name,
    files: outputs.map(({ path, contents }) => ({ path, bytes: Buffer.byteLength(contents) })),
    parameters: code.parameterCount,
    weights: options.weights ?? null,
    memory: memoryOf(planModule(code, options.inferenceOnly)),
    ...(gradient !== undefined && { gradient }),
    ...(derivatives !== undefined && { derivatives }),
    ...(otherwise.length > 0 && { otherwise }),
    warnings: dataWarnings(loaded),
    timings: stopwatch.timings(),
  };
  return { loaded, compilation, verification, text, outputs, report };
}

const readOwnWeights = (path: string, net: string, code: Compilation["code"]): Uint8Array =>
  readWeights(path, code, () => trainingCommands(net, path, code.name));

/** Puts the module in its place. */
export const writeOutput = (build: Build): void => writeFiles(build.outputs);

function gradientOf({ gradient }: Verification, compilation: Compilation): Report["gradient"] {
  const largest = gradient?.largest;
  if (gradient === undefined || largest === undefined) return undefined;
  return { largestError: largest.difference, at: coordinate(largest, compilation), complete: gradient.complete };
}

/** These are plain loops in every style. */
const LOOPS = ["objective", "start"];

const otherwiseWritten = ({ kernels }: Compilation, style: CompileOptions["style"]): NonNullable<Report["otherwise"]> =>
  kernels.flatMap(({ name, choice }) =>
    (style === "unrolled" && !LOOPS.includes(name) && !choice.startsWith("written out")) ||
    choice.includes("exact functions")
      ? [{ function: name, choice }]
      : [],
  );

function derivativesOf({ derivatives: { largest } }: Verification, compilation: Compilation): Report["derivatives"] {
  return largest && { largestError: largest.difference, at: element(largest, compilation) };
}

const isOurs = (contents: Buffer): boolean => hasHeader(contents.toString());

function outputsOf(text: string, target: Target): readonly Output[] {
  const output = (path: string, contents: string): Output => ({ path, contents, isOurs });
  if (target.declarations === undefined) return [output(target.path, text)];
  const { js, dts } = toJavaScript(text);
  return [output(target.path, js), output(target.declarations, dts)];
}
