import { DiagnosticError } from "../../src/diagnostics/diagnostic.ts";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.ts";

/** The diagnostics that an action ends with; any other error, or none, fails the test. */
export async function mistakesOf(action: () => unknown): Promise<readonly Diagnostic[]> {
  try {
    await action();
  } catch (error) {
    if (error instanceof DiagnosticError) return error.diagnostics;
    throw error;
  }
  throw new Error("it ended without a diagnostic");
}
