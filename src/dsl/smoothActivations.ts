/** Activations that are smooth everywhere. */
import type { GraphNode } from "../ir/graph.ts";
import { activation, logisticOf } from "./activations.ts";
import { abs, add, div, erf, exp, log, mul, square, tanh } from "./algebra.ts";
import { badOption, checkOptions, fieldOf, readOperands } from "./arguments.ts";
import { combine } from "./combine.ts";
import type { Unary } from "./elementwise.ts";
import { mistake } from "./mistakes.ts";
import { composite } from "./nodes.ts";
import type { Scalar, Shape } from "./shapes.ts";
import type { Tensor } from "./tensor.ts";

const softplusOf = (z: GraphNode): GraphNode => composite("softplus", [z], log(add(1, exp(z))));

/** log(1 + eᶻ), a smooth relu; softplus′ = σ. Compiling makes it safe against overflow: softplus(800) = 800. */
export const softplus: Unary = (...operands: readonly unknown[]) => combine("softplus", operands, softplusOf, 1);

/** z/(1 + |z|), between −1 and 1; softsign′ = 1/(1 + |z|)². */
export const softsign: Unary = activation("softsign", (z) => div(z, add(1, abs(z))));

/** z σ(z) (Hendrycks and Gimpel 2016; Ramachandran et al. 2017 call it swish). */
export const silu: Unary = activation("silu", (z) => mul(z, logisticOf(z)));

/** z tanh(softplus(z)) (Misra 2020). */
export const mish: Unary = activation("mish", (z) => mul(z, tanh(softplusOf(z))));

export interface GeluOptions {
  /**
   * "none": z Φ(z) by the error function, the default, as in PyTorch and Keras. "tanh": the approximation
   * z/2 (1 + tanh(√(2/π)(z + 0.044715 z³))), the default of JAX; it differs by less than 5 · 10⁻⁴.
   */
  readonly approximate?: "none" | "tanh";
}

/** z Φ(z) = z/2 (1 + erf(z/√2)), where Φ is the normal distribution (Hendrycks and Gimpel 2016). */
export function gelu<S extends Shape = Scalar>(z: Tensor<S> | number, options?: GeluOptions): Tensor<S> {
  const approximate = fieldOf(options, "approximate") ?? "none";
  const wrong =
    checkOptions("gelu", options, ["approximate"]) ??
    (approximate === "none" || approximate === "tanh"
      ? undefined
      : badOption("gelu", "approximate", approximate, '"none" or "tanh"', '"tanh" is faster and differs a little.'));
  if (wrong !== undefined) {
    const { nodes } = readOperands("gelu", [z]);
    return mistake(wrong, nodes, nodes[0]?.shape ?? []);
  }
  const body = approximate === "tanh" ? byTanh : byErf;
  return combine("gelu", [z], (node) => composite("gelu", [node], body(node)));
}

const byErf = (z: GraphNode): GraphNode => mul(mul(0.5, z), add(1, erf(mul(z, Math.SQRT1_2))));

const byTanh = (z: GraphNode): GraphNode => {
  const inner = mul(Math.sqrt(2 / Math.PI), add(z, mul(0.044715, mul(z, square(z)))));
  return mul(mul(0.5, z), add(1, tanh(inner)));
};
