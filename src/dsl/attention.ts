import { at } from "../diagnostics/diagnostic.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { GraphNode } from "../ir/graph.ts";
import { sameShape, shapeText } from "../ir/shape.ts";
import { contract } from "../ops/contraction.ts";
import { iota } from "../ops/indexing.ts";
import { reshape } from "../ops/views.ts";
import { softmaxOf } from "./activations.ts";
import { add, div, lessEqual, select } from "./algebra.ts";
import { badOption, checkOptions, readOperands } from "./arguments.ts";
import { described, mismatch, mistake, shown } from "./mistakes.ts";
import { apply, broadcastTo, composite, constant, fitting } from "./nodes.ts";
import { checkWeights, ownParameters, WEIGHT_OPTIONS } from "./own.ts";
import type { WeightOptions } from "./own.ts";
import type { Shape } from "./shapes.ts";
import { isTensor, tensorOf } from "./tensor.ts";
import type { Tensor } from "./tensor.ts";

export interface AttentionOptions {
  /** A position sees itself and those before it only. Default false. */
  readonly causal?: boolean;
}

/**
 * Scaled dot-product attention (Vaswani et al. 2017): softmax(Q·Kᵀ/√d)·V, for [T, d] queries, [S, d] keys and [S, e] values → [T, e].
 * With `causal`, −∞ stands in the scores of later positions.
 */
export function attention<T extends number, D extends number, K extends number, E extends number>(
  query: Tensor<readonly [T, D]>,
  key: Tensor<readonly [K, NoInfer<D>]>,
  value: Tensor<readonly [NoInfer<K>, E]>,
  options?: AttentionOptions,
): Tensor<readonly [T, E]>;
export function attention(query: Tensor, key: Tensor, value: Tensor, options?: AttentionOptions): Tensor {
  const { nodes, wrong } = readOperands("attention", [query, key, value]);
  const odd = wrong ?? checkOptions("attention", options, ["causal"]) ?? checkCausal("attention", options);
  if (odd !== undefined) return mistake(odd, nodes, [1, 1]);
  const [q, k, v] = [at(nodes, 0), at(nodes, 1), at(nodes, 2)];
  const fits = nodes.every(isMatrix) && q.shape[1] === k.shape[1] && k.shape[0] === v.shape[0];
  if (!fits) return mismatch("attention", unfit("attention", nodes, "[T, d], [S, d] and [S, e]"), nodes, [1, 1]);
  const scores = div(fitting(contract, [q, k], { spec: "td,sd->ts" }), Math.sqrt(Number(q.shape[1])));
  const weights = softmaxOf(options?.causal === true ? causal(scores) : scores);
  return tensorOf(composite("attention", nodes, fitting(contract, [weights, v], { spec: "ts,se->te" })));
}

export interface MultiHeadOptions extends AttentionOptions, WeightOptions {
  /** The layer's name: its parameters are `<name>.query`, `.key`, `.value` and `.output`, [d, d] each, without biases. */
  readonly name?: string;
}

/**
 * Multi-head self-attention (Vaswani et al. 2017) of a sequence [T, d] → [T, d]: queries, keys and values are projected by matrices [d, d],
 * split into `heads` heads of d/heads, attended to, joined, and projected once more. PyTorch's `MultiheadAttention(d, heads, bias=False)`.
 */
export function multiHeadAttention<S extends Shape>(
  x: Tensor<S>,
  heads: number,
  options?: MultiHeadOptions,
): Tensor<S> {
  const call = "multiHeadAttention";
  const { nodes, wrong } = readOperands(call, [x]);
  const odd =
    wrong ??
    checkOptions(call, options, ["causal", ...WEIGHT_OPTIONS]) ??
    checkCausal(call, options) ??
    checkWeights(call, options, `${call}(x, 4, { name: "heads" })`);
  if (odd !== undefined) return mistake(odd, nodes, nodes[0]?.shape ?? []);
  const node = at(nodes, 0);
  if (!isMatrix(node)) return mismatch(call, unfit(call, nodes, "a sequence [T, d]"), nodes, node.shape);
  const [length, width] = [Number(node.shape[0]), Number(node.shape[1])];
  if (!Number.isSafeInteger(heads) || heads < 1 || width % heads !== 0) {
    const bad = badOption(call, "heads", heads, `a divisor of ${width}`, "Each head has an equal share of the width.");
    return mismatch(call, bad, nodes, node.shape);
  }
  const own = ownParameters(options);
  const project = (from: GraphNode, part: string): GraphNode => {
    const W = own.weight(part, [width, width], options?.initialize ?? "glorotUniform");
    return fitting(contract, [from, W], { spec: "ti,oi->to" });
  };
  const head = (part: string): GraphNode =>
    fitting(reshape, [project(node, part)], { shape: [length, heads, width / heads] });
  const [q, k, v] = [head("query"), head("key"), head("value")];
  const scores = div(fitting(contract, [q, k], { spec: "thd,shd->hts" }), Math.sqrt(width / heads));
  const weights = softmaxOf(options?.causal === true ? causal(scores) : scores);
  const mixed = fitting(contract, [weights, v], { spec: "hts,shd->thd" });
  const joined = fitting(reshape, [mixed], { shape: [length, width] });
  return tensorOf(composite(call, nodes, project(joined, "output"), own.all));
}

function checkCausal(call: string, options: AttentionOptions | undefined): Diagnostic | undefined {
  const causal = options?.causal;
  return causal === undefined || typeof causal === "boolean"
    ? undefined
    : badOption(call, "causal", causal, "true or false", "true hides what comes later.");
}

/** −∞ where the position looked at, on the last axis, comes after the one that looks. */
function causal(scores: GraphNode): GraphNode {
  const last = scores.shape.length - 1;
  const index = (axis: number): GraphNode => apply(iota, [], { shape: scores.shape, axis }, scores.shape);
  const seen = lessEqual(index(last), index(last - 1));
  return select(seen, scores, broadcastTo(constant(-Infinity), scores.shape, []));
}

/** The sum of a layer and its operand, as in ResNet and in transformers: `residual(x, (h) => dense(relu(h), 10))`. */
export function residual<S extends Shape>(x: Tensor<S>, layer: (x: Tensor<S>) => Tensor<S>): Tensor<S> {
  const isLayer = typeof layer === "function";
  const { nodes, wrong } = readOperands("residual", isLayer ? [x, layer(x)] : [x]);
  const [input, output] = [nodes[0], nodes[1]];
  const odd = wrong ?? (isLayer ? undefined : notLayer(layer));
  if (odd !== undefined) return mistake(odd, nodes, input?.shape ?? []);
  if (input === undefined || output === undefined || sameShape(input.shape, output.shape))
    return tensorOf(composite("residual", nodes, add(at(nodes, 0), at(nodes, 1))));
  return mismatch("residual", changed(input, output), nodes, input.shape);
}

const notLayer = (layer: unknown): Diagnostic => ({
  code: "bad-argument",
  message: `residual: the layer is ${isTensor(layer) ? "a tensor" : shown(layer)}`,
  found: isTensor(layer) ? "a tensor" : shown(layer),
  expected: "a function of x that returns a tensor",
  hint: "As in residual(x, (h) => dense(relu(h), 10)).",
});

const isMatrix = (node: GraphNode): boolean =>
  node.shape.length === 2 && node.shape.every((dim) => typeof dim === "number");

const unfit = (call: string, nodes: readonly GraphNode[], expected: string): Diagnostic => ({
  code: "shape-mismatch",
  message: `${call} of ${nodes.map(described).join(", ")}`,
  found: nodes.map(({ shape }) => shapeText(shape)).join(", "),
  expected,
  hint: "A sequence has a row for each position; a graph describes one example.",
});

const changed = (input: GraphNode, output: GraphNode): Diagnostic => ({
  code: "shape-mismatch",
  message: `residual: the layer turns ${described(input)} into ${shapeText(output.shape)}`,
  found: shapeText(output.shape),
  expected: shapeText(input.shape),
  hint: "What is added to x must have its shape.",
});
