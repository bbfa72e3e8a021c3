import { at } from "../diagnostics/diagnostic.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { GraphNode, InputNode, ParameterNode, Role } from "../ir/graph.ts";
import { sameShape } from "../ir/shape.ts";
import type { Shape } from "../ir/shape.ts";
import { add, div, mul, sub } from "./algebra.ts";
import { badOption, checkOptions, readOperands } from "./arguments.ts";
import { differ } from "./combine.ts";
import { described, mismatch, mistake } from "./mistakes.ts";
import { broadcastTo, composite, exampleAxes } from "./nodes.ts";
import type { Same, ShapeOf } from "./shapes.ts";
import { tensorOf } from "./tensor.ts";
import type { Tensor } from "./tensor.ts";

export interface StandardizeOptions {
  /**
   * −1: one mean and one scale for each element of the last axis, of all rows and steps together, as Keras' `Normalization` has them: for a
   * sequence [T, in], `in` of them. Left out, every element of an example has its own.
   */
  readonly axis?: -1;
}

/**
 * (x − mean)/scale, feature by feature: an input in raw units becomes one of mean 0 and standard deviation 1. Mean and scale are
 * parameters that are not trained: they are fitted to the training rows (`fit`, or `adapt`) and saved with the weights. They
 * start at 0 and 1. Keras has the layer `Normalization`, scikit-learn the `StandardScaler`.
 * @param x an input that holds numbers, of any shape
 */
export function standardize<S extends Shape>(x: Tensor<S>, options?: StandardizeOptions): Tensor<S> {
  const { nodes, wrong } = readOperands("standardize", [x]);
  const odd = wrong ?? checkAxis("standardize", options);
  if (odd !== undefined) return mistake(odd, nodes, nodes[0]?.shape ?? []);
  const node = at(nodes, 0);
  if (!isRaw(node)) return mismatch("standardize", notRaw("standardize", node), nodes, node.shape);
  const { mean, scale } = moments(node.shape, node, options);
  const body = div(sub(node, spread(mean, node.shape)), spread(scale, node.shape));
  return tensorOf(composite("standardize", nodes, body, { mean, scale }));
}

/**
 * ŷ·scale + mean: the inverse of `standardize`, so that a network predicts in the raw units of its target.
 * @param yHat the prediction of the standardized target
 * @param y the target; may be left out where the network has only one
 */
export function unstandardize<P extends Tensor, Y extends Tensor = P>(
  yHat: P,
  y?: Same<ShapeOf<P>, Y>,
  options?: StandardizeOptions,
): Tensor<ShapeOf<P>> {
  const { nodes, wrong } = readOperands("unstandardize", y === undefined ? [yHat] : [yHat, y]);
  const shape = nodes[0]?.shape ?? [];
  const odd = wrong ?? checkAxis("unstandardize", options);
  if (odd !== undefined) return mistake(odd, nodes, shape);
  const [node, target] = [at(nodes, 0), nodes[1]];
  if (target !== undefined && !isRaw(target))
    return mismatch("unstandardize", notRaw("unstandardize", target), nodes, shape);
  if (target !== undefined && !sameShape(target.shape, shape)) {
    return mismatch("unstandardize", differ("unstandardize", node, target), nodes, shape);
  }
  // The target is fitted to, not read: it is no operand, or the output would need it.
  const { mean, scale } = moments(shape, target ?? "target", options);
  const body = add(mul(node, spread(scale, shape)), spread(mean, shape));
  return tensorOf(composite("unstandardize", [node], body, { mean, scale }));
}

/** One mean and one scale for every feature of an example, or for every element of its last axis. */
function moments(
  shape: Shape,
  fits: InputNode | "target",
  { axis }: StandardizeOptions = {},
): { readonly mean: ParameterNode; readonly scale: ParameterNode } {
  const own = shape.filter((dim) => typeof dim === "number");
  const features = axis === undefined ? own : own.slice(-1);
  const moment = (role: Role, kind: "zeros" | "ones"): ParameterNode => ({
    kind: "parameter",
    shape: features,
    role,
    trainable: false,
    initialize: { kind },
    fits,
  });
  return { mean: moment("mean", "zeros"), scale: moment("scale", "ones") };
}

/** Along the axis of examples, where there is one, and along the steps; the features keep their axes. */
const spread = (node: GraphNode, shape: Shape): GraphNode =>
  sameShape(node.shape, shape)
    ? node
    : broadcastTo(node, shape, exampleAxes(shape).slice(exampleAxes(shape).length - node.shape.length));

const checkAxis = (call: string, options: StandardizeOptions | undefined): Diagnostic | undefined =>
  checkOptions(call, options, ["axis"]) ??
  (options?.axis === undefined || options.axis === -1
    ? undefined
    : badOption(call, "axis", options.axis, "-1, the last axis", "Leave it out for a mean of every element."));

const isRaw = (node: GraphNode): node is InputNode => node.kind === "input" && node.classes === undefined;

const notRaw = (call: string, node: GraphNode): Diagnostic => ({
  code: "bad-argument",
  message: `${call}: ${described(node)} is not an input of numbers`,
  found: node.kind === "input" ? "a label" : "a computed value",
  expected: "what input(…) returns",
  hint: "Mean and scale are fitted to the rows that come in through an input.",
});
