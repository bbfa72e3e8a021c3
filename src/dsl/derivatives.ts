/**
 * Derivatives as values of the graph: of any value with respect to any other that it is computed from, an input, a parameter or something
 * in between. They may be outputs, stand in a loss, and be differentiated again.
 */
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { GraphNode } from "../ir/graph.ts";
import { everyNode } from "../ir/nodes.ts";
import type { Op } from "../ir/op.ts";
import { sameShape, shapeText } from "../ir/shape.ts";
import * as derivatives from "../ops/derivatives.ts";
import { readOperands } from "./arguments.ts";
import { described, mismatch, mistake, named } from "./mistakes.ts";
import { apply, broadcastTo, composite, constant, rowsAxis } from "./nodes.ts";
import type { Same, Scalar, Shape } from "./shapes.ts";
import { tensorOf } from "./tensor.ts";
import type { Tensor } from "./tensor.ts";

/** One number an example: [], or ["m"] where the rows are written out. */
export type OneNumber = Tensor<Scalar> | Tensor<readonly [string]>;

/** The axes of A and then those of B. */
export type Outer<A extends Shape, B extends Shape> = number extends A["length"] | B["length"]
  ? Shape
  : readonly [...A, ...B];

/**
 * ∂y/∂x of one number y, of the shape of x, as JAX's `grad` and TensorFlow's `tape.gradient`. It is a value like any other: an output, a
 * part of a loss, or what is differentiated next. Where y reads x only through what has no slope (`step`, `stopGradient`), it is 0, as in
 * JAX; where y does not read x at all, that is a mistake.
 */
export function gradient<S extends Shape>(y: OneNumber, x: Tensor<S>): Tensor<S> {
  return derive("gradient", [y, x], { scalar: true }, (of, by) => gradientOf(of, by));
}

/**
 * J = ∂y/∂x: the axes of y, then those of x, as JAX's `jacrev`: [3] by [2] → [3, 2], row i being the gradient of yᵢ. One sweep computes
 * all rows, so its code does not grow with them.
 */
export function jacobian<A extends Shape, B extends Shape>(y: Tensor<A>, x: Tensor<B>): Tensor<Outer<A, B>> {
  return derive("jacobian", [y, x], { whole: true }, jacobianOf);
}

/** H = ∂²y/∂x² of one number y: the axes of x twice, as JAX's `hessian`. It is the Jacobian of the gradient. */
export function hessian<S extends Shape>(y: Tensor<Scalar>, x: Tensor<S>): Tensor<Outer<S, S>> {
  return derive("hessian", [y, x], { scalar: true, whole: true }, (of, by) => jacobianOf(gradientOf(of, by), by));
}

/** J·v, the derivative of y along v, of the shape of y: forward mode, as JAX's `jvp`. v has the shape of x, or is a number for all of it. */
export function jvp<A extends Shape, B extends Shape, const V extends Tensor | number>(
  y: Tensor<A>,
  x: Tensor<B>,
  v: Same<B, V>,
): Tensor<A> {
  return derive("jvp", [y, x, v], { vector: 1 }, (of, by, along) => applied(derivatives.jvp, [of, by, along], of));
}

/** Jᵀ·u, the gradient of u·y where u is taken for constant, of the shape of x, as JAX's `vjp`. u has the shape of y, or is a number. */
export function vjp<A extends Shape, B extends Shape, const U extends Tensor | number>(
  y: Tensor<A>,
  x: Tensor<B>,
  u: Same<A, U>,
): Tensor<B> {
  return derive("vjp", [y, x, u], { vector: 0 }, (of, by, u) => applied(derivatives.vjp, [of, by, u], by));
}

/** H·v of one number y, of the shape of x, without H: the gradient, and its derivative along v. v has the shape of x, or is a number. */
export function hessianVectorProduct<S extends Shape, const V extends Tensor | number>(
  y: OneNumber,
  x: Tensor<S>,
  v: Same<S, V>,
): Tensor<S> {
  return derive("hessianVectorProduct", [y, x, v], { scalar: true, vector: 1 }, (of, by, along) =>
    applied(derivatives.jvp, [gradientOf(of, by), by, along], by),
  );
}

const applied = (op: Op, operands: readonly GraphNode[], like: GraphNode): GraphNode =>
  apply(op, operands, {}, like.shape);

const gradientOf = (y: GraphNode, x: GraphNode): GraphNode =>
  applied(derivatives.vjp, [y, x, filled(constant(1), y)], x);

const jacobianOf = (y: GraphNode, x: GraphNode): GraphNode =>
  apply(derivatives.jacobian, [y, x], {}, [...y.shape, ...x.shape]);

/** A number in the shape of another value. */
const filled = (number: GraphNode, { shape }: GraphNode): GraphNode =>
  shape.length === 0 ? number : broadcastTo(number, shape, []);

/** What a derivative asks of its operands. */
interface Demands {
  /** y is one number. */
  readonly scalar?: boolean;
  /** It has the axes of both y and x, which leaves no place for an axis of examples. */
  readonly whole?: boolean;
  /** There is a third operand, of the shape of y (0) or x (1). */
  readonly vector?: 0 | 1;
}

function derive(
  call: string,
  values: readonly unknown[],
  demands: Demands,
  build: (y: GraphNode, x: GraphNode, vector: GraphNode) => GraphNode,
): Tensor {
  const { nodes, wrong } = readOperands(call, values);
  const [y, x, given = constant(1)] = nodes;
  if (wrong !== undefined || y === undefined || x === undefined)
    return mistake(wrong ?? missing(call), nodes, x?.shape ?? []);
  const like = demands.vector === 0 ? y : x;
  const isNumber = typeof values[2] === "number";
  const vector = isNumber ? filled(given, like) : given;
  const shape = build(y, x, vector).shape;
  const odd =
    checkNumberOf(call, y, demands) ??
    checkRows(call, y, x, demands) ??
    (demands.vector === undefined || sameShape(vector.shape, like.shape) ? undefined : unlike(call, given, like)) ??
    checkReads(call, y, x);
  return odd === undefined
    ? tensorOf(composite(call, nodes, build(y, x, vector)))
    : mismatch(
        call,
        odd,
        nodes,
        shape.filter((dim, axis) => axis === 0 || typeof dim === "number"),
      );
}

const missing = (call: string): Diagnostic => ({
  code: "bad-argument",
  message: `${call}: an operand is missing`,
  found: "undefined",
  expected: "what is differentiated, and with respect to what",
  hint: `As in ${call}(y, x).`,
});

function checkNumberOf(call: string, y: GraphNode, { scalar = false }: Demands): Diagnostic | undefined {
  const own = y.shape.filter((dim) => typeof dim === "number");
  if (!scalar || own.length === 0) return undefined;
  return {
    code: "shape-mismatch",
    message: `${call} is taken of one number, and ${described(y)} has ${own.join(" × ")}`,
    found: shapeText(y.shape),
    expected: shapeText(y.shape.filter((dim) => typeof dim === "string")),
    hint:
      call === "gradient"
        ? "jacobian(y, x) has the gradients of all elements; vjp(y, x, u) weighs them, and gradient(sum(y), x) adds them up."
        : "Take one element of it, or their sum.",
  };
}

/** Where the rows are written out, both have them: what is shared by all rows has no gradient for each of them. */
function checkRows(call: string, y: GraphNode, x: GraphNode, { whole = false }: Demands): Diagnostic | undefined {
  const [rows, own] = [rowsAxis(y.shape), rowsAxis(x.shape)];
  if (rows === own && !(whole && rows !== undefined)) return undefined;
  return {
    code: "unsupported-axis",
    message: whole
      ? `${call} of ${described(y)} has no place for the axis of examples`
      : `${call}: of ${described(y)} and ${described(x)} only one has the axis of examples`,
    found: shapeText(x.shape),
    expected: whole ? "values of one example" : "values of the same examples",
    hint: 'Describe one example, as in input("x", [3]): nngen adds the axis of examples itself.',
  };
}

const unlike = (call: string, vector: GraphNode, like: GraphNode): Diagnostic => ({
  code: "shape-mismatch",
  message: `${call}: the vector ${described(vector)} does not have the shape of ${described(like)}`,
  found: shapeText(vector.shape),
  expected: shapeText(like.shape),
  hint: call === "vjp" ? "It weighs the elements of what is differentiated." : "It is a direction in which x moves.",
});

function checkReads(call: string, y: GraphNode, x: GraphNode): Diagnostic | undefined {
  if (x.kind !== "constant" && everyNode([y]).includes(x)) return undefined;
  const isConstant = x.kind === "constant";
  return {
    code: "no-derivative",
    message: isConstant
      ? `${call}: ${named(x)} is a constant`
      : `${call}: ${described(y)} is not computed from ${described(x)}`,
    found: isConstant ? "a number" : "a value that it does not read",
    expected: "an input, a parameter, or a value on the way",
    hint: isConstant
      ? "Give what it stands for a name first: input(…) or parameter(…)."
      : "Differentiate with respect to the very value that was used: two calls make two values.",
  };
}
