import type { Precision } from "../targets/typescript/code.ts";

export type Style = "auto" | "readable" | "unrolled" | "rolled";

export interface CompileOptions {
  readonly precision: Precision;
  readonly style: Style;
  /** The language's own functions, or e^x and tanh x by a table and a polynomial; left out, exact. */
  readonly math?: "exact" | "fast";
  /** `minimal` computes values again instead of holding them, and takes examples one by one; left out, fast. */
  readonly memory?: "fast" | "minimal";
  /** Only what prediction needs. */
  readonly inferenceOnly: boolean;
}
