import type { Network, SourceNotes } from "./ir/graph.ts";
import type { Kernel } from "./ir/kernel.ts";
import type { Program } from "./ir/program.ts";
import type { ModuleCode, Precision } from "./targets/typescript/code.ts";

export type Style = "auto" | "readable" | "unrolled" | "rolled";

export interface CompileOptions {
  readonly precision: Precision;
  readonly style: Style;
  /** Only what prediction needs. */
  readonly inferenceOnly: boolean;
}

/** Every stage of the pipeline. */
export interface Compilation {
  readonly network: Network;
  /** The naive op list of one example: what people read. */
  readonly ops: Program;
  /** The naive op list followed by its adjoint; absent without a loss. */
  readonly adjoint?: Program;
  /** The stabilised, batched, differentiated, optimised program that is emitted. */
  readonly optimized: Program;
  readonly kernels: readonly Kernel[];
  readonly code: ModuleCode;
}

/**
 * From the graph to the statements of the module. Pure; throws a DiagnosticError with all mistakes of a stage.
 * @param notes what the loader knows about the nodes: the user's names, and where their calls stand
 */
export declare function compile(network: Network, notes: SourceNotes, options: CompileOptions): Compilation;
