import { NODE } from "../ir/graph.ts";
import type { GraphNode } from "../ir/graph.ts";
import type { Shape } from "../ir/shape.ts";

/** Stands for the shape in types; no value has it. */
export declare const SHAPE: unique symbol;

/**
 * A node whose shape is known in types. `[SHAPE]` is a method, and the parameters of methods are compared in both directions: so
 * `Tensor<readonly [10]>` and `Tensor<readonly [number]>` can be used for one another, and [10] and [3] can not.
 */
type Shaped<S extends Shape> = GraphNode & { [SHAPE]?(shape: S): void };

/**
 * A value in the graph of one example: an input, a parameter, or what a function made of them. Immutable.
 * `Tensor<readonly [10]>` is a vector of 10, `Tensor<readonly []>` a scalar, `Tensor` has a shape that is not known in types.
 */
export interface Tensor<S extends Shape = Shape> {
  readonly [NODE]: Shaped<S>;
  readonly shape: Shape;
}

/** A number may stand wherever a tensor may: it is a constant. */
export type Operand = Tensor | number;

/** The typed view of a node. */
export const tensorOf = (node: GraphNode): Tensor => Object.freeze({ [NODE]: node, shape: node.shape });

export const isTensor = (value: unknown): value is Tensor =>
  typeof value === "object" && value !== null && NODE in value;
