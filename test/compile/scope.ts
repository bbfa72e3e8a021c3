import type { Tensor } from "../../src/index.ts";
import type { Recorder } from "./recorder.ts";

/** One step of a random graph: what it does, to which of the values so far, and small numbers that settle the rest. */
export interface Step {
  readonly kind: string;
  /** How far back its operand stands: 0 is the last value. Of two, the other. */
  readonly from: number;
  readonly other: number;
  readonly a: number;
  readonly b: number;
  readonly c: number;
}

/** What a step works with. */
export interface Scope {
  readonly dsl: Recorder;
  /** The examples are written out: values are ["m", n]. */
  readonly rows: boolean;
  /** A number that a step chose, within bounds. */
  readonly pick: <T>(list: readonly T[], n: number) => T;
  readonly parameter: (shape: readonly number[], options?: Readonly<Record<string, unknown>>) => Tensor;
  /** An earlier value with the extents of h, or one made of h. */
  readonly like: (h: Tensor, step: Step) => Tensor;
  /** An extent that a step chose: small, or up to 40 in a large graph. */
  readonly extent: (n: number, small: number) => number;
  /** Whole numbers from 0 to 2, [3]. */
  readonly tokens: () => Tensor;
  /** The first value, which all others depend on. */
  readonly x: () => Tensor;
}

export type Rule = (scope: Scope, h: Tensor, step: Step) => Tensor;

/** The extents of one example. */
export const extents = (h: Tensor): readonly number[] => h.shape.filter((dim) => typeof dim === "number");
export const size = (h: Tensor): number => extents(h).reduce((n, dim) => n * dim, 1);

/** h with so many axes, the last ones as wide as they can be up to 4. */
export function ranked({ dsl }: Pick<Scope, "dsl">, h: Tensor, rank: number): Tensor {
  if (extents(h).length === rank) return h;
  const shape: number[] = [];
  let left = size(h);
  for (let axis = 1; axis < rank; axis++) {
    const width = [4, 3, 2, 1].find((n) => left % n === 0) ?? 1;
    shape.unshift(width);
    left /= width;
  }
  return dsl.call("reshape", h, rank === 0 ? [] : [left, ...shape]);
}

export const vector = (h: Tensor, scope: Scope): Tensor => (h.shape.length === 0 ? ranked(scope, h, 1) : h);
