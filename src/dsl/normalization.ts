import { at } from "../diagnostics/diagnostic.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { GraphNode } from "../ir/graph.ts";
import { whenTraining } from "../ops/random.ts";
import { meanOverExamples } from "../ops/statistics.ts";
import { shapeText } from "../ir/shape.ts";
import { reshape } from "../ops/views.ts";
import { add, div, mul, square, sqrt, sub } from "./algebra.ts";
import { badOption, checkName, checkOptions, readOperands } from "./arguments.ts";
import { described, mismatch, mistake } from "./mistakes.ts";
import { broadcastTo, composite, elementwise, exampleAxes, fitting } from "./nodes.ts";
import { ownParameters } from "./own.ts";
import { meanOver } from "./reductions.ts";
import type { Vectors } from "./activations.ts";
import type { Shape } from "./shapes.ts";
import { tensorOf } from "./tensor.ts";
import type { Tensor } from "./tensor.ts";

export interface NormalizationOptions {
  /** Added to the variance. Default 1e-5, as in PyTorch. */
  readonly epsilon?: number;
  /** The layer's name: its parameters are `<name>.scale` and `<name>.shift`. */
  readonly name?: string;
}

const KNOWN = ["epsilon", "name"];

/**
 * Layer normalisation (Ba et al. 2016): y = γ ⊙ (x − μ)/√(σ² + ε) + β, with mean and variance (the mean square, not n − 1) over the last
 * axis, as PyTorch's `LayerNorm(n)`. γ [n] starts at 1, β [n] at 0; neither is regularised.
 */
export function layerNorm<S extends Shape>(x: Vectors<S>, options?: NormalizationOptions): Tensor<S>;
export function layerNorm(x: Tensor, options?: NormalizationOptions): Tensor {
  const { nodes, wrong } = readOperands("layerNorm", [x]);
  const odd = wrong ?? checkNormalization("layerNorm", options);
  if (odd !== undefined) return mistake(odd, nodes, nodes[0]?.shape ?? []);
  const node = at(nodes, 0);
  const last = node.shape.length - 1;
  const width = node.shape[last];
  if (typeof width !== "number")
    return mismatch("layerNorm", noAxis("layerNorm", node, "[n], or rows of n"), nodes, node.shape);
  const own = ownParameters(options);
  const scale = own.make("scale", "bias", [width], { kind: "ones" });
  const shift = own.make("shift", "bias", [width], { kind: "zeros" });
  const spread = (part: GraphNode): GraphNode => broadcastTo(part, node.shape, [last]);
  const y = add(mul(centred(node, [last], options?.epsilon), spread(scale)), spread(shift));
  return tensorOf(composite("layerNorm", nodes, y, own.all));
}

/**
 * Group normalisation (Wu and He 2018) of [channels, …]: mean and variance over each of `groups` groups of channels, then γ and β a channel,
 * as PyTorch's `GroupNorm`. One group is a layer normalisation of the whole, as many groups as channels an instance normalisation.
 */
export function groupNorm<S extends Shape>(x: Vectors<S>, groups: number, options?: NormalizationOptions): Tensor<S>;
export function groupNorm(x: Tensor, groups: number, options?: NormalizationOptions): Tensor {
  const { nodes, wrong } = readOperands("groupNorm", [x]);
  const odd = wrong ?? checkNormalization("groupNorm", options);
  if (odd !== undefined) return mistake(odd, nodes, nodes[0]?.shape ?? []);
  const node = at(nodes, 0);
  const [channels] = node.shape;
  if (typeof channels !== "number")
    return mismatch("groupNorm", noAxis("groupNorm", node, "[channels, …]"), nodes, node.shape);
  if (!Number.isSafeInteger(groups) || groups < 1 || channels % groups !== 0) {
    const wrongGroups = badOption(
      "groupNorm",
      "groups",
      groups,
      `a divisor of ${channels} channels`,
      "As in groupNorm(x, 4).",
    );
    return mismatch("groupNorm", wrongGroups, nodes, node.shape);
  }
  const own = ownParameters(options);
  const scale = own.make("scale", "bias", [channels], { kind: "ones" });
  const shift = own.make("shift", "bias", [channels], { kind: "zeros" });
  const split = fitting(reshape, [node], { shape: [groups, channels / groups, ...node.shape.slice(1)] });
  const normal = centred(split, exampleAxes(split.shape).slice(1), options?.epsilon);
  const spread = (part: GraphNode): GraphNode => broadcastTo(part, node.shape, [0]);
  const joined = fitting(reshape, [normal], { shape: node.shape });
  return tensorOf(composite("groupNorm", nodes, add(mul(joined, spread(scale)), spread(shift)), own.all));
}

/** (x − μ)/√(σ² + ε) over some axes. */
function centred(x: GraphNode, axes: readonly number[], epsilon: number = 1e-5): GraphNode {
  const kept = x.shape.map((_, axis) => axis).filter((axis) => !axes.includes(axis));
  const spread = (part: GraphNode): GraphNode => broadcastTo(part, x.shape, kept);
  const deviation = sub(x, spread(meanOver(x, axes)));
  return div(deviation, spread(sqrt(add(meanOver(square(deviation), axes), epsilon))));
}

function checkNormalization(call: string, options: NormalizationOptions | undefined): Diagnostic | undefined {
  const odd = checkOptions(call, options, KNOWN);
  if (odd !== undefined || options === undefined) return odd;
  const { epsilon, name } = options;
  if (epsilon !== undefined && !(Number.isFinite(epsilon) && epsilon >= 0))
    return badOption(call, "epsilon", epsilon, "a number from 0", "Left out, it is 1e-5.");
  return name === undefined ? undefined : checkName(call, name, `As in ${call}(…, { name: "norm" }).`);
}

const noAxis = (call: string, node: GraphNode, expected: string): Diagnostic => ({
  code: "shape-mismatch",
  message: `${call} of ${described(node)}: there is nothing to take the mean over`,
  found: shapeText(node.shape),
  expected,
  hint: "A graph describes one example: its mean and variance are taken over its own elements.",
});

export interface BatchNormOptions extends NormalizationOptions {
  /** How much of a running statistic each batch replaces. Default 0.1, as in PyTorch (Keras' momentum is 1 − this). */
  readonly momentum?: number;
}

/**
 * Batch normalisation (Ioffe and Szegedy 2015): while training y = γ ⊙ (x − μ)/√(σ² + ε) + β with the mean and variance of the batch, in
 * prediction with the running ones, parameters of the layer that `backward` moves along; as PyTorch's `BatchNorm1d` and `BatchNorm2d`. Of a vector [n] each element has a
 * statistic, of [channels, …] each channel. γ starts at 1, β at 0; neither is regularised. A batch of one example has no variance to speak of:
 * train with more. The running variance is the mean square, as in Keras; PyTorch puts n − 1 in place of n there.
 */
export function batchNorm<S extends Shape>(x: Tensor<S>, options?: BatchNormOptions): Tensor<S> {
  const { nodes, wrong } = readOperands("batchNorm", [x]);
  const momentum = options?.momentum ?? 0.1;
  const odd =
    wrong ??
    checkOptions("batchNorm", options, ["epsilon", "momentum", "name"]) ??
    checkNormalization("batchNorm", options === undefined ? undefined : { ...omitted(options) }) ??
    (typeof momentum === "number" && momentum > 0 && momentum <= 1
      ? undefined
      : badOption("batchNorm", "momentum", momentum, "a number from 0 to 1", "Left out, it is 0.1."));
  if (odd !== undefined) return mistake(odd, nodes, nodes[0]?.shape ?? []);
  const node = at(nodes, 0);
  const [channels, ...rest] = node.shape;
  if (typeof channels !== "number")
    return mismatch("batchNorm", noAxis("batchNorm", node, "a vector, or [channels, …]"), nodes, node.shape);
  const own = ownParameters(options);
  const scale = own.make("scale", "bias", [channels], { kind: "ones" });
  const shift = own.make("shift", "bias", [channels], { kind: "zeros" });
  const spread = (part: GraphNode): GraphNode => broadcastTo(part, node.shape, [0]);
  const over = rest.map((_, i) => i + 1);
  const meanOf = (part: GraphNode): GraphNode => fitting(meanOverExamples, [meanOver(part, over)], { batched: 0 });
  const mean = meanOf(node);
  const variance = meanOf(square(sub(node, spread(mean))));
  const runningMean = own.keep("mean", [channels], { kind: "zeros" });
  const runningVariance = own.keep("variance", [channels], { kind: "ones" });
  const moved = (running: GraphNode, now: GraphNode): GraphNode => add(mul(running, 1 - momentum), mul(now, momentum));
  const normal = (mu: GraphNode, sigma2: GraphNode): GraphNode =>
    div(sub(node, spread(mu)), spread(sqrt(add(sigma2, options?.epsilon ?? 1e-5))));
  const y = elementwise(whenTraining, normal(mean, variance), normal(runningMean, runningVariance));
  const running = [
    { node: runningMean, next: moved(runningMean, mean) },
    { node: runningVariance, next: moved(runningVariance, variance) },
  ];
  return tensorOf({ ...composite("batchNorm", nodes, add(mul(y, spread(scale)), spread(shift)), own.all), running });
}

const omitted = ({ epsilon, name }: BatchNormOptions): NormalizationOptions => ({
  ...(epsilon !== undefined && { epsilon }),
  ...(name !== undefined && { name }),
});
