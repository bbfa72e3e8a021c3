import { at } from "../diagnostics/diagnostic.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { GraphNode } from "../ir/graph.ts";
import { shapeText } from "../ir/shape.ts";
import { contract } from "../ops/contraction.ts";
import * as views from "../ops/views.ts";
import { readOnly } from "./arguments.ts";
import { described, mismatch, mistake } from "./mistakes.ts";
import { apply } from "./nodes.ts";
import type { Reversed, Scalar, Shape } from "./shapes.ts";
import { tensorOf } from "./tensor.ts";
import type { Tensor } from "./tensor.ts";

/** A matrix or a vector. Ranks are tested with `unknown` dims, which TypeScript can decide for dims that are type parameters too. */
type Factor<A extends Shape> = number extends A["length"]
  ? Tensor<A>
  : A extends readonly [unknown] | readonly [unknown, unknown]
    ? Tensor<A>
    : Tensor<readonly [number, number]>;

/** The axis that the product sums over. */
type Inner<A extends Shape> = A extends readonly [unknown, unknown] ? A[1] : A[0];

/** B where its first axis is as long as the last of A; otherwise what would be. */
type RightFactor<A extends Shape, B extends Shape> = number extends A["length"] | B["length"]
  ? Tensor<B>
  : B extends readonly [unknown]
    ? IfSame<Inner<A>, B[0], Tensor<B>, Tensor<readonly [Inner<A>]>>
    : B extends readonly [unknown, unknown]
      ? IfSame<Inner<A>, B[0], Tensor<B>, Tensor<readonly [Inner<A>, number]>>
      : Tensor<readonly [Inner<A>, number]>;

type IfSame<M, N, Yes, No> = [M] extends [N] ? Yes : [N] extends [M] ? Yes : No;

/** [M, K]·[K, N] → [M, N]; a vector has no M, or no N. */
type Product<A extends Shape, B extends Shape> = number extends A["length"] | B["length"]
  ? Shape
  : A extends readonly [unknown, unknown]
    ? B extends readonly [unknown, unknown]
      ? readonly [A[0], B[1]]
      : readonly [A[0]]
    : B extends readonly [unknown, unknown]
      ? readonly [B[1]]
      : Scalar;

/**
 * The product of two matrices, a matrix and a vector, or two vectors: [m, k]·[k, n] → [m, n], [m, k]·[k] → [m], [k]·[k, n] → [n],
 * [k]·[k] → []. The rows may be examples: ["m", 3]·[3, 5] → ["m", 5].
 */
export function matmul<A extends Shape, B extends Shape>(a: Factor<A>, b: RightFactor<A, B>): Tensor<Product<A, B>>;
export function matmul(a: Tensor, b: Tensor, ...more: readonly unknown[]): Tensor {
  const { nodes, wrong } = readOnly("matmul", [a, b], more);
  if (wrong !== undefined) return mistake(wrong, nodes, []);
  const [left, right] = [at(nodes, 0), at(nodes, 1)];
  const shape = [...left.shape.slice(0, -1), ...right.shape.slice(1)];
  const odd = checkFactors(left, right, shape);
  if (odd !== undefined) return mismatch("matmul", odd, nodes, shape.slice(0, 2));
  const rows = left.shape.length === 2 ? "i" : "";
  const columns = right.shape.length === 2 ? "j" : "";
  return tensorOf(apply(contract, nodes, { spec: `${rows}k,k${columns}->${rows}${columns}` }, shape));
}

function checkFactors(left: GraphNode, right: GraphNode, shape: Shape): Diagnostic | undefined {
  const message = `matmul cannot multiply ${described(left)} by ${described(right)}`;
  const bad = [left, right].find((node) => node.shape.length < 1 || node.shape.length > 2);
  if (bad !== undefined) {
    const hint =
      bad.shape.length === 0 ? "A scalar is multiplied by mul." : "Split it, or reshape it before it comes in.";
    return {
      code: "shape-mismatch",
      message,
      found: shapeText(bad.shape),
      expected: "a matrix [m, n] or a vector [n]",
      hint,
    };
  }
  const inner = left.shape.at(-1) ?? 1;
  if (inner !== right.shape[0]) {
    const expected = shapeText([inner, ...right.shape.slice(1)]);
    return { code: "shape-mismatch", message, found: shapeText(right.shape), expected, hint: hintFor(left, right) };
  }
  if (typeof inner === "string") {
    const hint = "Sums over the examples are taken by nngen: the loss is averaged over them.";
    return {
      code: "unsupported-axis",
      message: `${message}: it sums over the examples`,
      found: shapeText([inner]),
      hint,
    };
  }
  if (shape.filter((dim) => typeof dim === "string").length < 2) return undefined;
  const hint = "Transpose neither, so that the rows stay examples.";
  return {
    code: "unsupported-axis",
    message: `${message}: the result is ${shapeText(shape)}`,
    found: shapeText(shape),
    hint,
  };
}

function hintFor(left: GraphNode, right: GraphNode): string {
  const [inner, first] = [left.shape.at(-1), right.shape[0]];
  const rule = `The last axis of the left factor, ${inner}, must be as long as the first of the right one, ${first}`;
  if (right.shape.length === 2 && right.shape[1] === inner) return `${rule}: transpose the right one.`;
  if (left.shape.length === 2 && left.shape[0] === first) return `${rule}: transpose the left one.`;
  if (right.shape.at(-1) === left.shape[0]) return `${rule}: change their order.`;
  return `${rule}.`;
}

/** xᵀ: the axes in reverse order, as numpy's `.T`. [m, n] → [n, m]; a vector or a scalar stays as it is. */
export function transpose<S extends Shape>(x: Tensor<S>): Tensor<Reversed<S>>;
export function transpose(x: Tensor, ...more: readonly unknown[]): Tensor {
  const { nodes, wrong } = readOnly("transpose", [x], more);
  if (wrong !== undefined) return mistake(wrong, nodes, []);
  const node = at(nodes, 0);
  if (node.shape.length < 2) return tensorOf(node);
  const permutation = node.shape.map((_, axis) => axis).toReversed();
  return tensorOf(apply(views.transpose, [node], { permutation }, node.shape.toReversed()));
}
