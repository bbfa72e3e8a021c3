import { SourceMap } from "node:module";
import { Script } from "node:vm";
import { ts } from "ts-morph";
import { DiagnosticError, fail, invariant } from "../diagnostics/diagnostic.ts";
import type { Diagnostic, Place } from "../diagnostics/diagnostic.ts";
import { instrument } from "./instrument.ts";
import { checkRedeclared, findLandmarks, meantAt } from "./landmarks.ts";
import type { Landmarks } from "./landmarks.ts";
import type { SourceFile } from "./source.ts";

/** A file of the user's as it runs: CommonJS, which reports to a recorder. */
export interface Transpiled {
  readonly code: string;
  /** The place in the original text of a position in `code`; lines and columns count from 1. */
  placeOf(line: number, column: number): Place;
  readonly landmarks: Landmarks;
}

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.CommonJS,
  esModuleInterop: true,
  sourceMap: true,
  // The text that runs is not the text that is read: what checks types is the user's editor.
  isolatedModules: true,
};

const MAX_SYNTAX_ERRORS = 5;

/** Type annotations out, recording in. Throws all syntax errors together. */
export function transpile(source: SourceFile, recorderModule: string): Transpiled {
  try {
    return transpileWhole(source, recorderModule);
  } catch (error) {
    // TypeScript descends into expressions by recursion, and so does what reads them here.
    if (!(error instanceof RangeError)) throw error;
    const hint = "Give parts of it names of their own: `const h = …`; a loop or a function makes many alike.";
    fail({ code: "syntax-error", message: "An expression is nested too deeply", place: source.placeAt(0), hint });
  }
}

function transpileWhole(source: SourceFile, recorderModule: string): Transpiled {
  const recorder = freshName(source.text);
  const transform = instrument(source, recorder);
  let parsed: ts.SourceFile | undefined;
  const { outputText, sourceMapText, diagnostics } = ts.transpileModule(source.text, {
    compilerOptions: OPTIONS,
    fileName: source.file,
    reportDiagnostics: true,
    transformers: {
      before: [
        (context) => (file) => {
          parsed = file;
          return hasSyntaxErrors(file) ? file : transform(context)(file);
        },
      ],
    },
  });
  const errors = syntaxErrors(diagnostics ?? [], source);
  if (errors.length > 0) throw new DiagnosticError(errors);
  invariant(parsed !== undefined && sourceMapText !== undefined, "TypeScript has transformed nothing");

  // The first line of a module is shared with the function that wraps it; the user's code starts on a line of its own.
  const code = `"use strict"; const ${recorder} = require(${JSON.stringify(recorderModule)})(__filename);\n${outputText}`;
  const [file, map] = [parsed, new SourceMap(JSON.parse(sourceMapText))];
  const placeOf = (line: number, column: number): Place => {
    const entry = map.findEntry(line - 2, column - 1);
    if (!("originalLine" in entry)) return source.placeAt(0);
    const meant = meantAt(file, file.getPositionOfLineAndCharacter(entry.originalLine, entry.originalColumn));
    return source.placeAt(meant.getStart(file), meant.getEnd());
  };
  const landmarks = findLandmarks(file, source);
  checkRedeclared(file, source);
  checkCompiles(code, placeOf);
  return { code, placeOf, landmarks };
}

/** The parser keeps its diagnostics on the file; `transpileModule` reports them, and would transform what it did not understand. */
export function hasSyntaxErrors(file: ts.SourceFile): boolean {
  const found: unknown = Reflect.get(file, "parseDiagnostics");
  return Array.isArray(found) && found.length > 0;
}

/** A name that the text does not hold, whatever it holds. */
function freshName(text: string): string {
  let name = "nngenRecorder";
  while (text.includes(name)) name += "_";
  return name;
}

function syntaxErrors(found: readonly ts.Diagnostic[], source: SourceFile): readonly Diagnostic[] {
  const errors = new Map<number, Diagnostic>();
  for (const { start = 0, length = 1, messageText } of found) {
    const place = source.placeAt(start, start + length);
    if (errors.has(place.line)) continue;
    const message = ts.flattenDiagnosticMessageText(messageText, " ");
    errors.set(place.line, { code: "syntax-error", message: message.replace(/\.$/, ""), place, hint: SYNTAX_HINT });
  }
  return [...errors.values()].slice(0, MAX_SYNTAX_ERRORS);
}

const SYNTAX_HINT = "The file does not parse as TypeScript from here on.";

const COMPILE_HINT = "It parses as TypeScript, but the engine that runs it refuses it here; JSX is not compiled.";

/** What TypeScript lets through and the engine does not: a name declared twice, and the like. */
function checkCompiles(code: string, placeOf: (line: number, column: number) => Place): void {
  const filename = "nngen-net.cjs";
  try {
    void new Script(`(function (exports, require, module, __filename, __dirname) { ${code}\n})`, { filename });
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const [, line = "2", , carets = ""] = /nngen-net\.cjs:(\d+)\n(.*)\n( *)\^/.exec(error.stack ?? "") ?? [];
    const place = placeOf(Number(line), carets.length + 1);
    fail({ code: "syntax-error", message: error.message, place, hint: COMPILE_HINT });
  }
}
