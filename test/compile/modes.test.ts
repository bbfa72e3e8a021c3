import { describe, expect, it } from "vitest";
import { at } from "../../src/diagnostics/diagnostic.ts";
import * as nn from "../../src/index.ts";
import type { Network, Tensor } from "../../src/index.ts";
import { numericalGradient } from "../../src/verify/numerical.ts";
import { compiled, difference, outputsOf, STYLES, trial } from "./harness.ts";
import { meaningErrors } from "./meaning.ts";

const x = nn.input("x", [4]);
const y = nn.input("y", [4]);
const v = nn.input("v", [4]);

const towards = (g: Tensor<readonly [4]>): Network =>
  nn.network({
    name: "modes",
    inputs: { x, y, v },
    outputs: { g, reversed: nn.neg(v) },
    loss: nn.halfSquaredError(g, y),
    optimizer: nn.sgd({ learningRate: 0.1 }),
  });

/** A network, run: what `forward` makes of rows, and J as `objective` and `backward` leave it. */
function run(network: Network, style: (typeof STYLES)[number], count: number) {
  const compilation = compiled(network, style);
  const given = trial(compilation, count, 5);
  const { code, net, rows } = given;
  const outputs = outputsOf(given, count);
  net.run("forward", { ...rows, ...outputs }, count);
  const { g = new Float64Array() } = outputs;
  const objective = net.run("objective", rows, count) ?? NaN;
  const part = (name: string): Float64Array => {
    const { offset, size } = at(
      code.parameters.filter((each) => each.name === name),
      0,
    );
    return net.parameters.slice(offset, offset + size);
  };
  const meaning = meaningErrors(compilation, given);
  const parts = Object.fromEntries(code.parameters.map(({ name }) => [name, part(name)]));
  net.run("backward", rows, count);
  return { g, objective, J: at(net.loss, 0), parts, meaning, of: (name: string) => rows[name] ?? new Float64Array() };
}

const slope = (t: number): number => 1 - Math.tanh(t) ** 2;
const tanhs = (z: Tensor): Tensor<readonly []> => nn.sum(nn.tanh(z));

describe.each(STYLES)(
  "a derivative is that of the network that predicts, or of the one that is trained: %s",
  (style) => {
    const z = nn.mul(x, nn.parameter("w", [4], { initialize: 1 }));
    const d = nn.dropout(z, 0.5);
    /** Each with its value where dropout multiplies an element by k. */
    const cases: Readonly<Record<string, [Tensor<readonly [4]>, (z: number, k: number, v: number) => number]>> = {
      "gradient through dropout": [nn.gradient(tanhs(d), z), (z, k) => slope(k * z) * k],
      "gradient with respect to what dropout leaves, while z is read beside it": [
        nn.gradient(nn.sum(nn.mul(z, nn.tanh(d))), d),
        (z, k) => z * slope(k * z),
      ],
      "jvp through dropout": [nn.jvp(nn.tanh(d), z, v), (z, k, v) => slope(k * z) * k * v],
      "jacobian through dropout": [nn.sum(nn.jacobian(nn.square(d), z), { axis: 0 }), (z, k) => 2 * k * k * z],
    };

    it.each(Object.entries(cases))("%s", (_name, [g, want]) => {
      const network = towards(g);
      const predicted = run(network, style, 5);
      const expected = (k: number, { of, parts }: ReturnType<typeof run>): Float64Array =>
        of("x").map((value, i) => want(value * at(parts["w"] ?? [], i % 4), k, at(of("v"), i)));
      expect(difference(predicted.g, expected(1, predicted))).toBeLessThan(1e-12);
      expect(predicted.meaning).toEqual([]);

      // Of one example, trained: each of four elements is kept, with the factor 2, or not, and J is the sum of one choice.
      const one = run(network, style, 1);
      const costs = [0, 2].map((k) => expected(k, one).map((value, i) => (value - at(one.of("y"), i)) ** 2 / 2));
      const choices = Array.from({ length: 16 }, (_, bits) =>
        [0, 1, 2, 3].reduce((sum, i) => sum + at(at(costs, (bits >> i) & 1), i), 0),
      );
      expect(Math.min(...choices.map((choice) => Math.abs(choice - one.J)))).toBeLessThan(1e-12);
    });

    it("through batchNorm: running statistics in prediction, those of the batch while it is trained", () => {
      const count = 3;
      const { g, J, parts, meaning, of } = run(
        towards(nn.gradient(tanhs(nn.batchNorm(z, { name: "bn" })), z)),
        style,
        count,
      );
      const part = (name: string, i: number): number => at(parts[name] ?? [], i % 4);
      const zs = of("x").map((value, i) => value * part("w", i));
      const normal = (z: number, i: number, mean: number, variance: number): number =>
        part("bn.scale", i) * ((z - mean) / Math.sqrt(variance + 1e-5)) + part("bn.shift", i);
      const want = zs.map((z, i) => {
        const factor = part("bn.scale", i) / Math.sqrt(part("bn.variance", i) + 1e-5);
        return slope(normal(z, i, part("bn.mean", i), part("bn.variance", i))) * factor;
      });
      expect(difference(g, want)).toBeLessThan(1e-12);
      expect(meaning).toEqual([]);

      // Every example has a part in the statistics: Σ over the batch is differentiated, as PyTorch's autograd would.
      const whole = (all: Float64Array): number =>
        all.reduce((sum, z, i) => {
          const column = all.filter((_, k) => k % 4 === i % 4);
          const mean = column.reduce((a, b) => a + b, 0) / count;
          const variance = column.reduce((a, b) => a + (b - mean) ** 2, 0) / count;
          return sum + Math.tanh(normal(z, i, mean, variance));
        }, 0);
      const trained = numericalGradient(whole, zs, "richardson");
      const expected = trained.reduce((sum, value, i) => sum + (value - at(of("y"), i)) ** 2 / 2, 0) / count;
      expect(J).toBeCloseTo(expected, 9);
    });
  },
);
