import { ts } from "ts-morph";
import { invariant } from "../diagnostics/diagnostic.ts";

/** A module for those who do not compile TypeScript. */
export interface JavaScript {
  readonly js: string;
  readonly dts: string;
}

/** Leaves the types out of a module's text, and gives them by themselves. */
export function toJavaScript(text: string): JavaScript {
  const compilerOptions: ts.CompilerOptions = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext };
  const options: ts.TranspileOptions = { compilerOptions, fileName: "module.ts", reportDiagnostics: true };
  const js = ts.transpileModule(text, options);
  const dts = ts.transpileDeclaration(text, options);
  const [problem] = [...(js.diagnostics ?? []), ...(dts.diagnostics ?? [])];
  invariant(
    problem === undefined,
    `the module is no TypeScript: ${ts.flattenDiagnosticMessageText(problem?.messageText, " ")}`,
  );
  return { js: js.outputText, dts: dts.outputText };
}
