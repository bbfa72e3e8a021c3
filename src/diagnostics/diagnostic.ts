import type { Code } from "./catalogue.ts";

/** A position in a source file. Lines and columns count from 1, as editors show them. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** How many characters are meant; 1 when not known. */
  readonly length?: number;
}

/** A mistake in the user's input, as data: what, where, found and expected, and what to do about it. */
export interface Diagnostic {
  readonly code: Code;
  readonly message: string;
  readonly place?: Place;
  readonly found?: string;
  readonly expected?: string;
  readonly hint?: string;
}

/** Several mistakes of one stage, thrown together. Only the edges of the program (build, cli) catch it. */
export class DiagnosticError extends Error {
  readonly diagnostics: readonly Diagnostic[];
  constructor(diagnostics: readonly Diagnostic[]) {
    super(diagnostics.map((d) => `${d.code}: ${d.message}`).join("\n"));
    this.name = "DiagnosticError";
    this.diagnostics = diagnostics;
  }
}

/** Stops with one diagnostic. */
export function fail(diagnostic: Diagnostic): never {
  throw new DiagnosticError([diagnostic]);
}

/** Our own bugs, never the user's: a broken invariant. */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`nngen internal error: ${message}. This is a bug in nngen, please report it.`);
}

/** The value of an index that is known to be in range; an invariant, so that `!` is never needed. */
export function at<T>(list: ArrayLike<T>, index: number): T {
  const value = list[index];
  // Looked at first: the sentence takes longer than the look, and hot loops come through here.
  if (value === undefined) invariant(false, `index ${index} is out of range (length ${list.length})`);
  return value;
}
