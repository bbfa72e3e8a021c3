import { compileFunction } from "node:vm";
import { ts } from "ts-morph";
import { invariant } from "../diagnostics/diagnostic.ts";

/**
 * Runs the text of an emitted module, as written but for its types, and gives its exports. It imports nothing, so nothing has to lie on
 * the disk. What is wrong with it is our own mistake.
 */
export function runEmitted(text: string, filename: string): object {
  const { outputText, diagnostics = [] } = ts.transpileModule(text, {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS },
    fileName: filename,
    reportDiagnostics: true,
  });
  const [first] = diagnostics;
  const problem = first === undefined ? "" : ts.flattenDiagnosticMessageText(first.messageText, " ");
  invariant(first === undefined, `the emitted module does not parse: ${problem}`);
  const exports: object = {};
  compileFunction(outputText, ["exports"], { filename }).call(undefined, exports);
  return exports;
}
