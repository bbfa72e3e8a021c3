import type { Scalars } from "./intrinsics.ts";
import type { Notation } from "./notation.ts";
import type { Shape, Type } from "./shape.ts";

export type AttributeValue = number | string | readonly (number | string)[];
export type Attributes = Readonly<Record<string, AttributeValue>>;

/** An affine index over the axes of a comprehension: constant + Σ stride · axis. Axes count outputs first, then reductions. */
export interface Affine {
  readonly constant: number;
  readonly terms: readonly { readonly axis: number; readonly stride: number }[];
}

export type Combiner = "sum" | "max";

/**
 * What an op computes, as one comprehension: for every point of the output axes, `body` of the operands read at affine indices,
 * combined over the reduction axes. Loops, batching, the interpreter and every target are derived from it.
 */
export interface Comprehension {
  readonly outputs: Shape;
  readonly reduction?: { readonly axes: Shape; readonly combiner: Combiner };
  /** For each operand, one index per operand axis. */
  readonly reads: readonly (readonly Affine[])[];
  body<T>(on: Scalars<T>, ...operands: readonly T[]): T;
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

export type Kind = "constant" | "elementwise" | "contraction" | "reduction" | "view" | "derived";

/**
 * The single home of an operation. Contract of `vjp`: given the cotangent `dy` of the result, it returns for each operand its
 * cotangent, of the operand's shape, or null where no gradient flows; constants are multiplied into `dy` first.
 */
export interface Op {
  readonly name: string;
  readonly kind: Kind;
  readonly doc: string;
  readonly arity: number;
  /** a ∘ b = b ∘ a, bit for bit. */
  readonly commutative?: boolean;
  readonly notation: Notation;
  /** The result's type, or a sentence that says what is wrong with the operands. */
  infer(operands: readonly Type[], attributes: Attributes): Type | string;
  /** The meaning; absent for a derived op, which `expand`s into others instead. */
  readonly comprehension?: (operands: readonly Type[], attributes: Attributes) => Comprehension;
  readonly expand?: <T>(on: Apply<T>, operands: readonly T[], types: readonly Type[], attributes: Attributes) => T;
  /** One more leading axis on the operands marked true, and on the result. Operands left unmarked keep their type. */
  batch(attributes: Attributes, batched: readonly boolean[], extent: string): Attributes | "broadcast operands first";
  vjp<T>(context: VjpContext<T>): readonly (T | null)[];
  /** One entry an operand; absent for ops whose tests are made from their kind. */
  readonly smooth?: readonly Smooth[];
  readonly edges?: readonly Edge[];
}
