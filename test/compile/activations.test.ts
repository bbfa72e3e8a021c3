import { describe, expect, it } from "vitest";
import * as nn from "../../src/index.ts";
import type { Loss, Optimizer, Tensor, Unary } from "../../src/index.ts";
import { interpret } from "../../src/ops/interpreter.ts";
import { assembled, bindingsOf, compiled, difference, STYLES, trial } from "./harness.ts";

const ACTIVATIONS: Readonly<Record<string, Unary>> = {
  leakyRelu: nn.leakyRelu,
  elu: nn.elu,
  selu: nn.selu,
  gelu: nn.gelu,
  geluTanh: (z) => nn.gelu(z, { approximate: "tanh" }),
  silu: nn.silu,
  softplus: nn.softplus,
  softsign: nn.softsign,
  mish: nn.mish,
  hardSigmoid: nn.hardSigmoid,
  hardTanh: nn.hardTanh,
  relu6: nn.relu6,
};
const LOSSES: Readonly<Record<string, Loss>> = {
  absoluteError: nn.absoluteError,
  meanAbsoluteError: nn.meanAbsoluteError,
  huber: nn.huber,
  hinge: nn.hinge,
  multiclassHinge: nn.multiclassHinge,
  binaryCrossEntropyWithLogits: nn.binaryCrossEntropyWithLogits,
};
const OPTIMIZERS: Readonly<Record<string, Optimizer>> = {
  adagrad: nn.adagrad({ globalClipNorm: 0.01 }),
  rmsprop: nn.rmsprop({ centered: true, momentum: 0.5, clipValue: 0.02 }),
  adamW: nn.adamW({ schedule: nn.warmUp({ steps: 3, after: nn.cosineDecay({ steps: 5 }) }) }),
  sgd: nn.sgd({ schedule: nn.stepDecay({ every: 1 }), momentum: 0.9 }),
};

function netOf(f: Unary, loss: Loss, optimizer: Optimizer = nn.sgd()) {
  const [x, y] = [nn.input("x", [3]), nn.input("y", [2])];
  const yHat: Tensor<readonly [2]> = nn.mlp({ inputs: x, hidden: 4, outputs: 2, activation: f });
  const regularizer = nn.elasticNet({ l1: 0.1, l2: 0.2 });
  return nn.network({ name: "n", inputs: { x, y }, outputs: { yHat }, loss: loss(yHat, y), regularizer, optimizer });
}

const cases = [
  ...Object.entries(ACTIVATIONS).map(([name, f]) => [name, netOf(f, nn.squaredError)] as const),
  ...Object.entries(LOSSES).map(([name, loss]) => [name, netOf(nn.tanh, loss)] as const),
  ...Object.entries(OPTIMIZERS).map(([name, optimizer]) => [name, netOf(nn.tanh, nn.squaredError, optimizer)] as const),
];

describe("what is emitted does what the program says", () => {
  it.each(cases)("%s, in every style", (_, network) => {
    for (const style of STYLES) {
      const compilation = compiled(network, style);
      const given = trial(compilation, 5, 3);
      const { code, net, rows, count } = given;
      net.hyper[1] = 50;
      for (let step = 0; step < 3; step++) {
        const results = interpret(compilation.optimized, bindingsOf(given, rows), count);
        const parameters = assembled("replace", code.parameters, results, net.parameters);
        const state = assembled("replace", code.state, results, net.state);
        net.run("backward", rows, count);
        const gradient = assembled("gradient", code.parameters, results, new Float64Array(code.parameterCount));
        expect(difference(net.gradient, gradient)).toBeLessThan(1e-13);
        expect(Math.abs((net.loss[0] ?? NaN) - (results.get("objective J")?.[0] ?? NaN))).toBeLessThan(1e-13);
        net.run("update", {});
        expect(difference(net.parameters, parameters)).toBeLessThan(1e-10);
        expect(difference(net.state, state)).toBeLessThan(1e-12);
      }
    }
  });
});
