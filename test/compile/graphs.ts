import { NODE } from "../../src/ir/graph.ts";
import * as nn from "../../src/index.ts";
import type { Network, Tensor } from "../../src/index.ts";
import { LOSSES, OPTIMIZERS, REGULARIZERS } from "./choices.ts";
import type { Recipe } from "./recipe.ts";
import { recorder } from "./recorder.ts";
import { extents, ranked, size } from "./scope.ts";
import type { Scope } from "./scope.ts";
import { ROW_RULES, RULES } from "./steps.ts";

/** So many numbers a value may have: loops of 1 to 5 show what plain loops of 500 do, and those of a large graph are tiled. */
const LARGEST = { small: 12, large: 64 } as const;

/** Extents of large graphs: what no block of 2 or 4 divides, and what one does. */
const LARGE = [37, 22, 33, 24, 40, 19, 35, 13] as const;

const pick = <T>(list: readonly T[], n: number): T => {
  const item = list[n % list.length];
  if (item === undefined) throw new Error("nothing to pick from");
  return item;
};

/** The extents of x: a large graph has a vector, a matrix or a picture of some 15 to 60 numbers. */
function shapeOf({ large, rows, shape, seed }: Recipe): readonly number[] {
  const own = rows ? shape.slice(0, 1) : shape;
  if (!large) return own;
  const [first = 1, second, third] = own;
  if (second === undefined) return [pick(LARGE, seed)];
  return third === undefined ? [first + 2, second + 4] : [first, second + 3, third + 4];
}

export interface RandomGraph {
  readonly network: Network;
  /** As net.ts. */
  readonly text: string;
}

/** Builds the network of a recipe: x, step after step, each on one of the values so far, then a loss. */
export function graphOf(given: Recipe): RandomGraph {
  const { rows, large } = given;
  const dsl = recorder();
  const inputs: Record<string, Tensor> = {};
  const input = (name: string, shape: readonly number[], more?: Readonly<Record<string, unknown>>): Tensor =>
    (inputs[name] ??= dsl.call("input", name, rows ? ["m", ...shape] : shape, ...(more === undefined ? [] : [more])));
  let parameters = 0;
  const fit = (h: Tensor): Tensor => {
    let tensor = h;
    while (size(tensor) > LARGEST[large ? "large" : "small"]) {
      const largest = Math.max(...extents(tensor));
      const axis = tensor.shape.indexOf(largest);
      tensor = dsl.call("slice", tensor, { axis: rows ? axis - 1 : axis, end: Math.ceil(largest / 2) });
    }
    return tensor;
  };
  const x = input("x", shapeOf(given));
  const values = [fit(given.standardize ? dsl.call("standardize", x) : x)];
  const back = (n: number): Tensor => pick(values, values.length - 1 - (n % values.length));
  const scope: Scope = {
    dsl,
    rows,
    pick,
    parameter: (shape, options) =>
      dsl.call("parameter", `p${++parameters}`, shape, ...(options === undefined ? [] : [options])),
    like: (h, { other }) => {
      const earlier = back(other);
      return earlier !== h && String(earlier.shape) === String(h.shape) ? earlier : dsl.call("tanh", h);
    },
    // Not for what is written out: that takes long, and shows nothing that less does not.
    extent: (n, small) => (large ? pick(LARGE, n) : 1 + (n % small)),
    tokens: () => input("tokens", [3], { element: "int32", domain: [0, 2] }),
    x: () => x,
  };
  const rules = rows ? ROW_RULES : RULES;
  // Half of the large ones begin with a wide layer, whose weights have gradients to hand on.
  if (large && given.head < 2)
    values.push(dsl.call("dense", rows ? back(0) : ranked(scope, back(0), 1), pick(LARGE, given.seed)));
  for (const step of given.steps.slice(0, large ? 2 : undefined)) {
    const rule = rules[step.kind] ?? rules["map"];
    if (rule !== undefined) values.push(fit(rule(scope, back(step.from), step)));
  }
  const last = rows ? back(0) : ranked({ dsl }, back(0), 1);
  // Most graphs end in a layer: a loss that no parameter reaches has no gradient.
  const head = Math.max(1, large ? 3 * given.head + 2 : given.head);
  const { [NODE]: end } = last;
  // What has been through softmax is no score any more: some losses refuse it.
  const isScore = !(end.kind === "composite" && ["softmax", "logistic"].includes(end.name));
  const z = isScore && given.head === 0 && parameters > 0 ? last : dsl.call("dense", last, head);
  const y = (): Tensor => input("y", extents(z));
  const width = extents(z)[0] ?? 1;
  const classes = (): Tensor => (rows || width < 2 ? y() : (inputs["y"] ??= dsl.call("label", "y", width)));
  const loss = pick(LOSSES, given.loss)(dsl, z, { y, classes });
  const regularizer = pick(REGULARIZERS, given.regularizer)(dsl);
  const middle = back(1);
  const options = (inputs: Readonly<Record<string, Tensor>>): Readonly<Record<string, unknown>> => ({
    name: "random",
    inputs,
    // One more output than the loss reads: the same values serve two purposes.
    outputs: { z, ...(middle !== x && middle !== z && { middle }) },
    loss,
    // Where nothing is kept, a step for one example is code of its own: the longest there is.
    optimizer: pick(OPTIMIZERS, large && given.seed % 3 > 0 ? 0 : given.optimizer)(dsl),
    ...(regularizer !== undefined && { regularizer }),
  });
  const made = (all: Readonly<Record<string, Tensor>>): RandomGraph => ({
    network: nn.network(options(all) as never),
    text: dsl.text("network", options(all)),
  });
  const graph = made(inputs);
  // The steps after an embedding may have taken earlier values.
  const { tokens, ...others } = inputs;
  const isUnread =
    tokens !== undefined && graph.network.diagnostics.some(({ diagnostic }) => diagnostic.code === "unused-input");
  return isUnread ? made(others) : graph;
}
