import * as fc from "fast-check";
import * as nn from "../../src/index.ts";
import type { Network, Operand, Optimizer, Tensor } from "../../src/index.ts";

/** One step of a random network: what it does to the vector h, and how wide the result is. */
type Step =
  | { readonly kind: "dense"; readonly units: number; readonly bias: boolean }
  | { readonly kind: "tied" | "matmul" | "softmax" | "skip" | "gate" | "normalize" | "standardScore" | "outer" }
  | { readonly kind: "map"; readonly f: keyof typeof MAPS }
  | {
      readonly kind: "with";
      readonly f: keyof typeof PAIRS;
      readonly operand: "bias" | "scalar" | "number" | "frozen";
    };

/** Elementwise functions, made to stay within their domains. */
const MAPS = {
  logistic: nn.logistic,
  tanh: nn.tanh,
  relu: nn.relu,
  gaussian: nn.gaussian,
  abs: nn.abs,
  sin: nn.sin,
  cos: nn.cos,
  square: (h: Tensor) => nn.square(nn.tanh(h)),
  exp: (h: Tensor) => nn.exp(nn.tanh(h)),
  log: (h: Tensor) => nn.log(nn.add(nn.square(h), 0.5)),
  softplus: (h: Tensor) => nn.log(nn.add(1, nn.exp(h))),
  sqrt: (h: Tensor) => nn.sqrt(nn.add(nn.square(h), 0.5)),
  reciprocal: (h: Tensor) => nn.reciprocal(nn.add(nn.square(h), 1)),
  neg: nn.neg,
  negOfNeg: (h: Tensor) => nn.neg(nn.mul(nn.neg(h), nn.tanh(h))),
  step: (h: Tensor) => nn.add(nn.step(h), nn.tanh(h)),
};

const PAIRS = {
  add: (a: Tensor, b: Operand) => nn.add(a, b),
  sub: (a: Tensor, b: Operand) => nn.sub(a, b),
  subFrom: (a: Tensor, b: Operand) => nn.sub(b, a),
  mul: (a: Tensor, b: Operand) => nn.mul(a, b),
  div: (a: Tensor, b: Operand) => nn.div(nn.tanh(a), nn.add(nn.square(b), 1)),
};

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("dense" as const),
      units: fc.integer({ min: 1, max: 4 }),
      bias: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constantFrom(
        "tied" as const,
        "matmul" as const,
        "softmax" as const,
        "skip" as const,
        "gate" as const,
        "normalize" as const,
        "standardScore" as const,
        "outer" as const,
      ),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("map" as const),
      f: fc.constantFrom(...(Object.keys(MAPS) as (keyof typeof MAPS)[])),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("with" as const),
      f: fc.constantFrom(...(Object.keys(PAIRS) as (keyof typeof PAIRS)[])),
      operand: fc.constantFrom("bias" as const, "scalar" as const, "number" as const, "frozen" as const),
    }),
  },
);

const optimizer: fc.Arbitrary<Optimizer> = fc.constantFrom(
  nn.sgd({ learningRate: 0.1 }),
  nn.sgd({ learningRate: 0.1, momentum: 0.9 }),
  nn.sgd({ learningRate: 0.05, momentum: 0.8, nesterov: true }),
  nn.adam({ learningRate: 0.01 }),
);

const LOSS = {
  squaredError: nn.squaredError,
  halfSquaredError: nn.halfSquaredError,
  meanSquaredError: nn.meanSquaredError,
  binaryCrossEntropy: nn.binaryCrossEntropy,
};

const LOSSES = [
  "squaredError",
  "halfSquaredError",
  "meanSquaredError",
  "binaryCrossEntropy",
  "softmaxCrossEntropy",
  "two",
  "raw",
] as const;

export interface Recipe {
  /** The rows are written out: ["m", 3]. */
  readonly rows: boolean;
  readonly features: number;
  readonly outputs: number;
  readonly standardize: boolean;
  readonly steps: readonly Step[];
  readonly loss: (typeof LOSSES)[number];
  readonly lambda: number;
  readonly optimizer: Optimizer;
}

export const recipe: fc.Arbitrary<Recipe> = fc.record({
  rows: fc.boolean(),
  features: fc.integer({ min: 1, max: 3 }),
  outputs: fc.integer({ min: 1, max: 3 }),
  standardize: fc.boolean(),
  steps: fc.array(step, { minLength: 1, maxLength: 6 }),
  loss: fc.constantFrom(...LOSSES),
  lambda: fc.constantFrom(0, 0, 0.3),
  optimizer,
});

/** Builds the network of a recipe: h = x, step after step, a dense head, a loss. */
export function networkOf({ rows, features, outputs, ...recipe }: Recipe): Network {
  const x: Tensor = rows ? nn.input("x", ["m", features]) : nn.input("x", [features]);
  const y: Tensor = rows ? nn.input("y", ["m", outputs]) : nn.input("y", [outputs]);
  let parameters = 0;
  const fresh = (shape: readonly number[], options: nn.ParameterOptions = {}): Tensor =>
    nn.parameter(`p${++parameters}`, shape, options);
  const linear = (h: Tensor, W: Tensor): Tensor => (rows ? nn.matmul(h, nn.transpose(W)) : nn.matmul(W, h));
  let h: Tensor = recipe.standardize ? nn.standardize(x) : x;
  for (const step of recipe.steps) h = apply(step, h);
  const z: Tensor = nn.dense(h, outputs);
  const yHat = recipe.loss === "binaryCrossEntropy" ? nn.logistic(z) : z;
  return nn.network({
    name: "random",
    inputs: { x, y },
    outputs: { yHat },
    loss: lossOf(z, yHat),
    optimizer: recipe.optimizer,
    ...(recipe.lambda > 0 && { regularizer: nn.l2(recipe.lambda) }),
  });

  function apply(step: Step, h: Tensor): Tensor {
    const width = Number(h.shape.at(-1));
    switch (step.kind) {
      case "dense":
        return nn.dense(h, step.units, { bias: step.bias });
      case "tied": {
        const W = fresh([width, width]);
        return nn.dense(nn.tanh(nn.dense(h, width, { weight: W })), width, { weight: W });
      }
      case "matmul":
        return linear(h, fresh([2, width]));
      case "softmax":
        return nn.softmax(h);
      case "skip":
        return nn.add(h, nn.tanh(nn.dense(h, width)));
      case "gate":
        return nn.mul(nn.logistic(nn.dense(h, width)), h);
      case "normalize": {
        // Each row divided by its norm; with the rows written out, the norms are broadcast by a product with ones.
        const squares = nn.add(nn.sum(nn.square(h), { axis: -1 }), 1);
        return rows
          ? nn.div(
              h,
              nn.exp(
                nn.matmul(
                  nn.log(nn.add(nn.square(h), 1)),
                  nn.parameter(`ones${++parameters}`, [width, width], { trainable: false }),
                ),
              ),
            )
          : nn.div(h, nn.sqrt(squares));
      }
      case "standardScore":
        return rows ? nn.mul(h, 0.5) : nn.sub(h, nn.mean(h));
      case "outer":
        return rows
          ? nn.tanh(h)
          : nn.matmul(nn.matmul(fresh([width, width]), fresh([width, 2])), nn.tanh(linear(h, fresh([2, width]))));
      case "map":
        return MAPS[step.f](h);
      case "with": {
        const operand: Operand =
          step.operand === "number"
            ? -0.75
            : step.operand === "scalar" || rows
              ? fresh([])
              : step.operand === "frozen"
                ? fresh([width], { trainable: false })
                : fresh([width], { role: "bias" });
        return PAIRS[step.f](h, operand);
      }
    }
  }

  function lossOf(z: Tensor, yHat: Tensor): Tensor | readonly Tensor[] {
    switch (recipe.loss) {
      case "two":
        return [nn.squaredError(yHat, y), nn.sum(nn.abs(nn.tanh(z)), { axis: -1 })];
      case "raw":
        return nn.sum(nn.square(nn.sub(yHat, y)), { axis: -1 });
      case "softmaxCrossEntropy":
        return nn.softmaxCrossEntropy(z, y);
      default:
        return LOSS[recipe.loss](yHat, y);
    }
  }
}
