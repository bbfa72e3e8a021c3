import { at } from "../diagnostics/diagnostic.ts";
import { gather } from "../ops/indexing.ts";
import { badOption, checkOptions, isExtent, readOperands } from "./arguments.ts";
import { checkIndices, guarded } from "./indices.ts";
import { mistake } from "./mistakes.ts";
import { composite, fitting } from "./nodes.ts";
import { checkWeights, ownParameters, WEIGHT_OPTIONS } from "./own.ts";
import type { WeightOptions } from "./own.ts";
import type { Shape } from "./shapes.ts";
import { tensorOf } from "./tensor.ts";
import type { Tensor } from "./tensor.ts";

export interface EmbeddingOptions extends WeightOptions {
  /** The layer's name: its table is `<name>.weight`. Left out, it takes the name of its const. */
  readonly name?: string;
}

/**
 * A vector for each token: [T] → [T, units], row by row from a table W [tokens, units] that is trained. Tokens are whole numbers from 0 to
 * tokens − 1: `input("text", [20], { element: "int32", domain: [0, 25] })`. A module refuses others; of those that are computed, one that is
 * none gives NaN. W starts at N(0, 1), as PyTorch's `Embedding`.
 * @param tokens how many different ones there are
 * @param units the width of their vectors
 */
export function embedding<S extends Shape, const U extends number>(
  x: Tensor<S>,
  tokens: number,
  units: U,
  options?: EmbeddingOptions,
): Tensor<readonly [...S, U]> {
  const { nodes, wrong } = readOperands("embedding", [x], "indices");
  const bad = (option: string, value: unknown): ReturnType<typeof badOption> | undefined =>
    isExtent(value)
      ? undefined
      : badOption("embedding", option, value, "a positive whole number", "As in embedding(text, 26, 8).");
  const odd =
    wrong ??
    bad("tokens", tokens) ??
    bad("units", units) ??
    checkOptions("embedding", options, WEIGHT_OPTIONS) ??
    checkWeights("embedding", options, 'embedding(text, 26, 8, { name: "letters" })') ??
    checkIndices("embedding", at(nodes, 0), tokens, "tokens");
  if (odd !== undefined) return mistake(odd, nodes, [...(nodes[0]?.shape ?? []), 1]);
  const own = ownParameters(options);
  const W = own.weight("weight", [tokens, units], options?.initialize ?? { kind: "normal", deviation: 1 });
  return tensorOf(
    composite("embedding", nodes, fitting(gather, [W, guarded(at(nodes, 0), tokens)], { batch: 0 }), own.all),
  );
}
