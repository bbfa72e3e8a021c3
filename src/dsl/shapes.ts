/**
 * Shapes in types. They check that dims and ranks are equal and nothing else: arithmetic on dims is done when the graph is built.
 * What is not known in types goes with anything: a dim that is a plain `number`, and a `Shape` of no known rank.
 */
import type { Dim, Shape } from "../ir/shape.ts";
import type { Operand, Tensor } from "./tensor.ts";

export type { Dim, Shape };

export type Scalar = readonly [];

/** The shape of an operand; a number is a scalar. */
export type ShapeOf<X> = X extends Tensor<infer S> ? S : Scalar;

/** The dims of A, with those of B where A has a plain `number`. */
type Refine<A extends Shape, B extends Shape> = {
  readonly [I in keyof A]: number extends A[I] ? (I extends keyof B ? B[I] : A[I]) : A[I];
};

/** Whether two shapes may be one shape. */
type Agree<A extends Shape, B extends Shape> = number extends A["length"] | B["length"]
  ? true
  : [Refine<A, B>] extends [B]
    ? true
    : [Refine<B, A>] extends [A]
      ? true
      : false;

/**
 * The shape of an elementwise result: a scalar goes with any shape, and of two shapes the one without a plain `number` is kept.
 * Every branch is A or B, so that `add(x, tanh(x))` has the type of x also where that is a type parameter.
 */
export type Merge<A extends Shape, B extends Shape> = [A] extends [Scalar]
  ? B
  : [B] extends [Scalar]
    ? A
    : number extends A[number]
      ? number extends B["length"]
        ? A
        : B
      : A;

export type MergeAll<T extends readonly Operand[], S extends Shape = Scalar> = T extends readonly [
  infer First,
  ...infer Rest extends readonly Operand[],
]
  ? MergeAll<Rest, Merge<S, ShapeOf<First>>>
  : number extends T["length"]
    ? Merge<S, ShapeOf<T[number]>>
    : S;

/** X where it goes with S elementwise; otherwise the tensor that would, so that the compiler's message names both shapes. */
export type Fits<S extends Shape, X extends Operand> = [X] extends [number]
  ? X
  : [S] extends [Scalar]
    ? X
    : [ShapeOf<X>] extends [Scalar]
      ? X
      : [Agree<S, ShapeOf<X>>] extends [true]
        ? X
        : Tensor<S>;

export type FitAll<T extends readonly Operand[]> = { [I in keyof T]: Fits<MergeAll<T>, T[I]> };

/** X where it has the shape S or is a number; otherwise the tensor that would do. */
export type Same<S extends Shape, X extends Operand> = [X] extends [number]
  ? X
  : [Agree<S, ShapeOf<X>>] extends [true]
    ? X
    : Tensor<S>;

/** One number an example: [] for one example, ["m"] where the rows are written out. */
export type PerExample<S extends Shape> = number extends S["length"]
  ? Shape
  : S extends readonly [infer M extends string, ...Shape]
    ? readonly [M]
    : Scalar;

export type Reversed<S extends Shape> = number extends S["length"]
  ? Shape
  : S extends readonly [infer First extends Dim, ...infer Rest extends Shape]
    ? readonly [...Reversed<Rest>, First]
    : Scalar;

/** What is left of S without one axis. The axes 0, 1 and -1 are known in types, others fall back to a shape of any rank. */
export type Without<S extends Shape, A> = [A] extends [undefined]
  ? Scalar
  : [A] extends [0 | readonly [0]]
    ? S extends readonly [Dim, ...infer Rest extends Shape]
      ? readonly [...Rest]
      : Shape
    : [A] extends [1 | readonly [1]]
      ? S extends readonly [infer First extends Dim, Dim, ...infer Rest extends Shape]
        ? readonly [First, ...Rest]
        : Shape
      : [A] extends [-1 | readonly [-1]]
        ? S extends readonly [...infer Front extends Shape, Dim]
          ? readonly [...Front]
          : Shape
        : Shape;

/** S with a plain `number` for every dim: what is cut, joined or padded has dims that types do not compute. */
export type Loose<S extends Shape> = { readonly [I in keyof S]: S[I] extends string ? S[I] : number };

/** One vector an example. */
export type Flat<S extends Shape> = S extends readonly [infer M extends string, ...Shape]
  ? readonly [M, number]
  : readonly [number];
