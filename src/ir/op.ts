import type { Scalars } from "./intrinsics.ts";
import type { Notation } from "./notation.ts";
import type { Dim, Shape, Type } from "./shape.ts";

/** What is done again and again; `region.ts` knows what it holds. */
export interface Nested {
  readonly instructions: readonly unknown[];
}

export type AttributeValue = number | string | readonly (number | string)[] | Nested;
export type Attributes = Readonly<Record<string, AttributeValue>>;

/**
 * An index over the axes of a comprehension: constant + Σ stride · axis, plus an element of another operand where it is `loaded`.
 * Axes count outputs first, then reductions.
 */
export interface Affine {
  readonly constant: number;
  readonly terms: readonly { readonly axis: number; readonly stride: number }[];
  readonly loaded?: { readonly operand: number; readonly at: readonly Affine[] };
}

/** An operand read as if its elements, in row-major order, had the shape `as`. */
export interface Flat {
  readonly as: Shape;
  readonly at: readonly Affine[];
}

/** Not an operand but a number: the index itself. Such reads stand after those of the operands. */
export interface Position {
  readonly position: Affine;
}

export type Read = readonly Affine[] | Flat | Position;

export const isFlat = (read: Read): read is Flat => "as" in read;
export const isPosition = (read: Read): read is Position => "position" in read;

export type Combiner = "sum" | "max";

/**
 * What an op computes, as one comprehension: for every point of the output axes, `body` of the operands read at affine indices,
 * combined over the reduction axes. Loops, batching, the interpreter and every target are derived from it.
 */
export interface Comprehension {
  readonly outputs: Shape;
  readonly reduction?: { readonly axes: Shape; readonly combiner: Combiner };
  /** For each operand, one index per operand axis. */
  readonly reads: readonly Read[];
  body<T>(on: Scalars<T>, ...operands: readonly T[]): T;
}

/**
 * What an op computes that puts its operands somewhere: a tensor of zeros, into which pieces are written. With `add`, indices may meet
 * and their elements are summed.
 */
export interface Scatter {
  readonly outputs: Shape;
  readonly mode: "set" | "add";
  readonly pieces: readonly Piece[];
}

/** For every point of the axes, one element of an operand goes to one place of the result. */
export interface Piece {
  readonly axes: Shape;
  readonly operand: number;
  readonly read: readonly Affine[];
  readonly at: readonly Affine[];
}

/** Applies an op; the carrier T may be SSA values, numbers or LaTeX. A number stands for a constant of the shape that fits. */
export type Apply<T> = (op: Op, operands: readonly (T | number)[], attributes?: Attributes) => T;

/** What a vector-Jacobian product may look at: the cotangent of the result, the result, and the operands. */
export interface VjpContext<T> {
  readonly on: Apply<T>;
  readonly dy: T;
  readonly y: T;
  readonly operands: readonly T[];
  readonly types: readonly Type[];
  readonly type: Type;
  readonly attributes: Attributes;
}

/** Where generated tests may sample an operand, and which points to keep away from (kinks, poles). */
export interface Smooth {
  readonly range: readonly [number, number];
  readonly avoid?: readonly number[];
}

/** A documented value at the edge of the domain, checked exactly. */
export interface Edge {
  readonly at: readonly number[];
  readonly value: number;
  readonly gradient?: readonly number[];
}

/** One way to use an op, for the tests that are made from the table: the shapes of its operands and its attributes. */
export interface Sample {
  readonly shapes: readonly Shape[];
  readonly attributes: Attributes;
  /** Operands that hold indices, and what these stay below. */
  readonly indices?: Readonly<Record<number, number>>;
}

/** A view is read through and never stored, unless something reads it flat. */
export type Kind =
  "constant" | "elementwise" | "contraction" | "reduction" | "view" | "indexed" | "scatter" | "region" | "derived";

/**
 * The single home of an operation. Contract of `vjp`: given the cotangent `dy` of the result, it returns for each operand its
 * cotangent, of the operand's shape, or null where no gradient flows; constants are multiplied into `dy` first.
 */
export interface Op {
  readonly name: string;
  readonly kind: Kind;
  readonly doc: string;
  /** How many operands; `any` is one or more. */
  readonly arity: number | "any";
  /** a ∘ b = b ∘ a, bit for bit. */
  readonly commutative?: boolean;
  readonly notation: Notation;
  /** The result's type, or a sentence that says what is wrong with the operands. */
  infer(operands: readonly Type[], attributes: Attributes): Type | string;
  /** The meaning, as one of four: a comprehension, a scatter, a body that is repeated (see `scan`), or the ops that a derived op `expand`s into. */
  readonly comprehension?: (operands: readonly Type[], attributes: Attributes) => Comprehension;
  readonly scatter?: (operands: readonly Type[], attributes: Attributes) => Scatter;
  readonly expand?: <T>(on: Apply<T>, operands: readonly T[], types: readonly Type[], attributes: Attributes) => T;
  /** One more leading axis on the operands marked true, and on the result. Operands left unmarked keep their type. */
  batch(attributes: Attributes, batched: readonly boolean[], extent: Dim): Attributes | "broadcast operands first";
  /** Operands that get the new axis whenever any does. */
  readonly spreads?: readonly number[];
  vjp<T>(context: VjpContext<T>): readonly (T | null)[];
  /** Of ops with attributes. */
  readonly samples?: readonly Sample[];
  /** Operands and attributes that do not fit together, for the test of `infer`'s sentences. */
  readonly misfits?: readonly Sample[];
  /** One entry an operand; absent for ops whose tests are made from their kind. */
  readonly smooth?: readonly Smooth[];
  readonly edges?: readonly Edge[];
}
