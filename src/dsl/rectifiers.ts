/** Activations with two halves: linear for z > 0, and something else, or little, below. */
import type { GraphNode } from "../ir/graph.ts";
import { activation } from "./activations.ts";
import { add, div, expm1, greater, greaterEqual, lessEqual, mul, relu, select } from "./algebra.ts";
import { badOption, checkOptions, fieldOf, readOperands } from "./arguments.ts";
import { combine } from "./combine.ts";
import type { Unary } from "./elementwise.ts";
import { mistake } from "./mistakes.ts";
import { composite } from "./nodes.ts";
import type { Scalar, Shape } from "./shapes.ts";
import type { Tensor } from "./tensor.ts";

/** An activation with one number to set. */
function withNumber(
  name: string,
  option: string,
  usual: number,
  z: unknown,
  options: unknown,
  body: (z: GraphNode, value: number) => GraphNode,
): Tensor {
  const given = fieldOf(options, option) ?? usual;
  const value = typeof given === "number" && Number.isFinite(given) ? given : undefined;
  const wrong =
    checkOptions(name, options, [option]) ??
    (value === undefined ? badOption(name, option, given, "a finite number", `Left out, it is ${usual}.`) : undefined);
  if (wrong !== undefined) {
    const { nodes } = readOperands(name, [z]);
    return mistake(wrong, nodes, nodes[0]?.shape ?? []);
  }
  return combine(name, [z], (node) => composite(name, [node], body(node, value ?? usual)));
}

export interface LeakyReluOptions {
  /** The slope below 0. Default 0.01, as in PyTorch and JAX; Keras has 0.3. */
  readonly negativeSlope?: number;
}

/** z where z > 0, else slope · z. Its derivative at 0 is the slope, as in PyTorch. */
export const leakyRelu = <S extends Shape = Scalar>(z: Tensor<S> | number, options?: LeakyReluOptions): Tensor<S> =>
  withNumber("leakyRelu", "negativeSlope", 0.01, z, options, (node, slope) =>
    select(greater(node, 0), node, mul(slope, node)),
  );

export interface EluOptions {
  /** α, what it tends to below 0, with the sign turned. Default 1. */
  readonly alpha?: number;
}

/** The exponential linear unit (Clevert et al. 2016): z where z > 0, else α(eᶻ − 1). Its derivative at 0 is α, as in PyTorch. */
export const elu = <S extends Shape = Scalar>(z: Tensor<S> | number, options?: EluOptions): Tensor<S> =>
  withNumber("elu", "alpha", 1, z, options, (node, alpha) =>
    select(greater(node, 0), node, alpha === 1 ? expm1(node) : mul(alpha, expm1(node))),
  );

/** The constants of Klambauer et al. 2017, with which activations keep mean 0 and variance 1 from layer to layer. */
const SELU = { alpha: 1.6732632423543772, scale: 1.0507009873554805 } as const;

/** The self-normalising `elu`: scale · elu(z, { alpha }) with α = 1.67326… and scale 1.05070… Weights start at `lecunNormal`. */
export const selu: Unary = activation("selu", (z) =>
  mul(SELU.scale, select(greater(z, 0), z, mul(SELU.alpha, expm1(z)))),
);

/** min(max(0, z), 6). No gradient passes at its edges, 0 and 6, as in PyTorch. */
export const relu6: Unary = activation("relu6", (z) => select(greaterEqual(z, 6), 6, relu(z)));

/** −1 below −1, 1 above 1, z between. No gradient passes at its edges, as in PyTorch. */
export const hardTanh: Unary = activation("hardTanh", (z) =>
  select(greaterEqual(z, 1), 1, select(lessEqual(z, -1), -1, z)),
);

/** relu6(z + 3)/6: a logistic made of straight lines, as Keras 3, PyTorch and JAX have it. No gradient passes at −3 and 3. */
export const hardSigmoid: Unary = activation("hardSigmoid", (z) => {
  const shifted = add(z, 3);
  return div(select(greaterEqual(shifted, 6), 6, relu(shifted)), 6);
});
