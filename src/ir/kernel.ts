import type { Place } from "../diagnostics/diagnostic.ts";
import type { Intrinsic } from "./intrinsics.ts";

/** An affine index: constant + Σ stride · index. Indices are named by their loops, or by the constants that were loaded to be indices. */
export interface Index {
  readonly constant: number;
  readonly terms: readonly { readonly index: string; readonly stride: number }[];
}

/** A fixed extent, or the number of examples of the call. */
export type Extent = number | "count";

/**
 * Where a buffer lives. `input` and `output` are the caller's arrays; `parameter`, `gradient`, `state` and `loss` belong to the
 * instance; `hyperparameter` is a scalar that is read by name; `scratch` is memory of fixed size; `local` is one scalar variable.
 */
export type Storage =
  "input" | "output" | "parameter" | "gradient" | "state" | "loss" | "hyperparameter" | "scratch" | "local";

export interface Buffer {
  /** The public name of what it holds (`hidden.weight`, `x`), or the name of the value. */
  readonly name: string;
  readonly storage: Storage;
  /** Elements; for inputs and outputs, of one example. */
  readonly size: number;
  /** The new value of a slot, while it is not yet settled that it may overwrite the old one. */
  readonly next?: boolean;
}

/** Buffers are the same where their keys are. */
export const bufferKey = (buffer: Buffer): string =>
  `${buffer.next === true ? "next " : ""}${buffer.storage} ${buffer.name}`;

export type Expr =
  | { readonly kind: "constant"; readonly value: number }
  | { readonly kind: "local"; readonly name: string }
  | { readonly kind: "load"; readonly buffer: Buffer; readonly at: Index }
  /** An index as a number. */
  | { readonly kind: "index"; readonly at: Index }
  | { readonly kind: "apply"; readonly intrinsic: Intrinsic; readonly operands: readonly Expr[] };

export type Statement =
  | {
      readonly kind: "for";
      readonly index: string;
      readonly extent: Extent;
      /** The index moves by this much, while whole blocks of it are left: 0, 4, … for 4. Left out, 1. */
      readonly step?: number;
      /** Only the iterations that whole blocks of this size leave over. */
      readonly rest?: number;
      /** The steps of a recurrence: one after the other, and never written out. */
      readonly inOrder?: true;
      readonly body: readonly Statement[];
    }
  | { readonly kind: "let"; readonly name: string; readonly value: Expr }
  | {
      readonly kind: "store";
      readonly buffer: Buffer;
      readonly at: Index;
      readonly mode: "set" | "add";
      readonly value: Expr;
    }
  /** Statements that belong together: one value of the program. Carries what a comment can be made from. */
  | {
      readonly kind: "group";
      readonly note: Note;
      /** They are a function of their own, because one for all would be too long. What they declare is seen nowhere else. */
      readonly apart?: true;
      readonly body: readonly Statement[];
    };

export type For = Extract<Statement, { kind: "for" }>;
export type Store = Extract<Statement, { kind: "store" }>;

/** The lines of the derivation that a group implements: the last one is its value, those before are written into it. */
export interface Note {
  readonly lines: readonly NoteLine[];
}

export interface NoteLine {
  /** `z̄ = ȳ · y(1 − y)` */
  readonly text: string;
  /** `[10]`; empty for a scalar. */
  readonly shape: string;
  readonly place?: Place;
}

/** One function's worth of loop nests. */
export interface Kernel {
  readonly name: string;
  readonly body: readonly Statement[];
  /** How it is written, and why: `written out: an estimated 2,104 bytes of bytecode, of at most 30,000`. */
  readonly choice: string;
}
