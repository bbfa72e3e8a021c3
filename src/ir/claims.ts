import type { Operand, Program } from "./program.ts";

/** A derivative that the graph asks for, as something that differences can confirm. */
export interface DerivativeClaim {
  /** The output that it is, or its own name. */
  readonly name: string;
  readonly isOutput: boolean;
  /** What is claimed of J = ∂of/∂by: Jᵀ·vector, J·vector, or J itself. */
  readonly mode: "vjp" | "jvp" | "jacobian";
  readonly value: Operand;
  readonly of: Operand;
  readonly by: Operand;
  readonly vector?: Operand;
}

/** The derivatives of a graph, and the op list of one example that computes all that they speak of. */
export interface DerivativeClaims {
  readonly program: Program;
  readonly claims: readonly DerivativeClaim[];
}
