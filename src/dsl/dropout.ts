import { at } from "../diagnostics/diagnostic.ts";
import type { CounterNode } from "../ir/graph.ts";
import { uniform, whenTraining } from "../ops/random.ts";
import { greaterEqual, mul, select } from "./algebra.ts";
import { badOption, checkOptions, readOperands } from "./arguments.ts";
import { mistake } from "./mistakes.ts";
import { apply, composite, elementwise } from "./nodes.ts";
import type { Shape } from "./shapes.ts";
import { tensorOf } from "./tensor.ts";
import type { Tensor } from "./tensor.ts";

export interface DropoutOptions {
  /** Another seed, another sequence of masks. A whole number; default 0. */
  readonly seed?: number;
}

/** Part of the state: it is saved with the weights, so that training goes on where it stopped. */
const STEP: CounterNode = { kind: "counter", name: "random.step", shape: [] };

/**
 * Dropout (Srivastava et al. 2014): while training, each element is 0 with probability `rate`, and else divided by 1 − rate; in prediction x
 * stays as it is. `backward` draws the mask of the present step, a function of the seed, the step, the example's place in the batch and the
 * element: `update` goes on to the next. `objective` and `evaluate` measure the network as it predicts, `loss` as it is trained. As in Keras
 * and PyTorch.
 * @param rate from 0 to less than 1
 */
export function dropout<S extends Shape>(x: Tensor<S>, rate: number, options?: DropoutOptions): Tensor<S> {
  const { nodes, wrong } = readOperands("dropout", [x]);
  const seed = options?.seed ?? 0;
  const odd =
    wrong ??
    checkOptions("dropout", options, ["seed"]) ??
    (Number.isSafeInteger(seed)
      ? undefined
      : badOption("dropout", "seed", seed, "a whole number", "Left out, it is 0.")) ??
    (typeof rate === "number" && rate >= 0 && rate < 1
      ? undefined
      : badOption("dropout", "rate", rate, "a number from 0 to less than 1", "As in dropout(h, 0.5)."));
  if (odd !== undefined) return mistake(odd, nodes, nodes[0]?.shape ?? []);
  const node = at(nodes, 0);
  if (rate === 0) return tensorOf(composite("dropout", nodes, node));
  const draw = apply(uniform, [node, STEP], { salt: seed }, node.shape);
  const kept = select(greaterEqual(draw, rate), 1 / (1 - rate), 0);
  return tensorOf(composite("dropout", nodes, elementwise(whenTraining, mul(node, kept), node)));
}
