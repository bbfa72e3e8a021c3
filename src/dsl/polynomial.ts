/** Features of one number. */
import { at } from "../diagnostics/diagnostic.ts";
import type { GraphNode } from "../ir/graph.ts";
import { shapeText } from "../ir/shape.ts";
import { concat } from "../ops/slices.ts";
import { reshape } from "../ops/views.ts";
import { mul, square } from "./algebra.ts";
import { badOption, isExtent, readOperands } from "./arguments.ts";
import { described, mismatch, mistake } from "./mistakes.ts";
import { broadcastTo, composite, constant, exampleAxes, fitting } from "./nodes.ts";
import { tensorOf } from "./tensor.ts";
import type { Shape } from "./shapes.ts";
import type { Tensor } from "./tensor.ts";

/** The powers of numbers, the leading 1 included; the axis of examples stays first. */
type Powers<S extends Shape> = S extends readonly [infer M extends string] ? readonly [M, number] : readonly [number];

/**
 * Φ(x) = [1, x, x², …, x^degree], the features of a polynomial: [] → [degree + 1], and of rows ["m"] → ["m", degree + 1]. With
 * `theta = parameter("theta", [3])`, `sum(mul(theta, polynomial(x, 2)))` is θ₀ + θ₁x + θ₂x². The 1 makes a bias of the first weight,
 * which a regulariser counts as a weight. In scikit-learn `PolynomialFeatures(degree)` of one column.
 */
export function polynomial<S extends readonly [] | readonly [string]>(x: Tensor<S>, degree: number): Tensor<Powers<S>>;
export function polynomial(x: Tensor, degree: unknown): Tensor {
  const { nodes, wrong } = readOperands("polynomial", [x]);
  const count = isExtent(degree) ? degree : 1;
  if (wrong !== undefined) return mistake(wrong, nodes, [count + 1]);
  const node = at(nodes, 0);
  const rows = node.shape.filter((dim) => typeof dim === "string");
  const shape = [...rows, count + 1];
  if (!isExtent(degree)) {
    const hint = "As in polynomial(x, 2): [1, x, x²].";
    return mismatch(
      "polynomial",
      badOption("polynomial", "degree", degree, "a whole number from 1", hint),
      nodes,
      shape,
    );
  }
  if (exampleAxes(node.shape).length > 0) {
    const diagnostic = {
      code: "shape-mismatch",
      message: `polynomial of ${described(node)}`,
      found: shapeText(node.shape),
      expected: "one number: []",
      hint: "Features of several numbers are put together: concat([polynomial(a, 2), polynomial(b, 2)]).",
    } as const;
    return mismatch("polynomial", diagnostic, nodes, shape);
  }
  const powers: GraphNode[] = [node];
  while (powers.length < degree) {
    const half = (powers.length - 1) / 2;
    powers.push(Number.isInteger(half) ? square(at(powers, half)) : mul(at(powers, powers.length - 1), node));
  }
  const column = [...rows, 1];
  const columns = [
    broadcastTo(constant(1), column, []),
    ...powers.map((power) => fitting(reshape, [power], { shape: column })),
  ];
  return tensorOf(composite("polynomial", nodes, fitting(concat, columns, { axis: rows.length })));
}
