import ts from "typescript";
import { assembleModule } from "../../src/module/assemble.ts";
import type { ModuleHeader } from "../../src/module/header.ts";
import { toJavaScript } from "../../src/module/javascript.ts";
import type { ModuleCode } from "../../src/targets/typescript/code.ts";

export const HEADER: ModuleHeader = { version: "0.1.0", source: { file: "net.ts", sha256: "0123456789abcdef" } };

/** The same code makes the same text (a test says so): each is assembled once, and whole or for prediction only. */
const assembled = [new WeakMap<ModuleCode, Promise<string>>(), new WeakMap<ModuleCode, Promise<string>>()] as const;

export function assemble(code: ModuleCode, inferenceOnly = false): Promise<string> {
  const known = assembled[inferenceOnly ? 1 : 0];
  const text = known.get(code) ?? assembleModule(code, HEADER, { inferenceOnly });
  known.set(code, text);
  return text;
}

const imported = new Map<string, Promise<Exports>>();

/** An emitted module that runs; what it exports is as its own declarations say. It is imported once, as any module is. */
export function importModule(text: string): Promise<Exports> {
  const module: Promise<Exports> =
    imported.get(text) ?? import(`data:text/javascript,${encodeURIComponent(toJavaScript(text).js)}`);
  imported.set(text, module);
  return module;
}

/** As far as tests use it. */
export interface Exports {
  readonly PARAMETER_COUNT: number;
  readonly metadata: Metadata;
  create(options?: { seed?: number; parameters?: ArrayLike<number> }): Net;
}

interface Metadata {
  readonly name: string;
  readonly inputs: readonly Tensor[];
  readonly outputs: readonly Tensor[];
  readonly parameters: readonly Tensor[];
}
interface Tensor {
  readonly name: string;
  readonly size: number;
}

export interface Net {
  readonly parameters: Float64Array;
  readonly gradient: Float64Array;
  readonly state: Float64Array;
  readonly loss: Float64Array;
  readonly buffers: Readonly<Record<string, Float64Array>>;
  adapted: boolean;
  learningRate: number;
  initialize(seed?: number): void;
  forward(...args: readonly unknown[]): void;
  backward(...args: readonly unknown[]): void;
  trainStep(...args: readonly unknown[]): void;
  update(): void;
  objective(...args: readonly unknown[]): number;
  copyFrom(other: Net): void;
  adapt(x: unknown, y?: unknown): void;
  fit(x: unknown, y: unknown, options?: object): Promise<Readonly<Record<string, number[]>>>;
  predict(x: unknown, out?: unknown): unknown;
  classify(x: unknown): string[];
  evaluate(x: unknown, y: unknown): Readonly<Record<string, number>>;
  confusionMatrix(x: unknown, y: unknown): number[][];
  summary(): string;
  save(): Uint8Array;
  load(bytes: Uint8Array): void;
}

/** The strictest flags that an app may use; no DOM, no Node. */
const STRICT: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  lib: ["lib.es2023.d.ts"],
  types: [],
  noEmit: true,
  declaration: true,
  strict: true,
  noUncheckedIndexedAccess: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  exactOptionalPropertyTypes: true,
  noImplicitReturns: true,
  verbatimModuleSyntax: true,
  erasableSyntaxOnly: true,
  isolatedDeclarations: true,
};

/** What tsc says about some files by name, of which they may import each other. */
export function typeErrors(
  files: Readonly<Record<string, string>>,
  options: ts.CompilerOptions = {},
): readonly string[] {
  const settings = { ...STRICT, ...options };
  const host = ts.createCompilerHost(settings);
  const { getSourceFile, fileExists, readFile, directoryExists } = host;
  const texts = new Map(Object.entries(files).map(([name, text]) => [`/net/${name}`, text]));
  host.getCurrentDirectory = () => "/net";
  host.fileExists = (path) => texts.has(path) || fileExists(path);
  host.directoryExists = (path) => path === "/net" || directoryExists?.(path) === true;
  host.readFile = (path) => texts.get(path) ?? readFile(path);
  host.getSourceFile = (path, language, ...rest) => {
    const text = texts.get(path);
    return text === undefined ? getSourceFile(path, language, ...rest) : ts.createSourceFile(path, text, language);
  };
  const program = ts.createProgram([...texts.keys()], settings, host);
  return ts.getPreEmitDiagnostics(program).map(({ file, start = 0, messageText }) => {
    const line = file === undefined ? 0 : file.getLineAndCharacterOfPosition(start).line + 1;
    return `${file?.fileName ?? ""}:${line} ${ts.flattenDiagnosticMessageText(messageText, " ")}`;
  });
}
