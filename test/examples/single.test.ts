import { describe, expect, it } from "vitest";
import { compileFile, DEFAULTS } from "../../src/build.ts";
import { createRandom } from "../../src/verify/random.ts";
import { perturb, sampleInput } from "../../src/verify/sample.ts";
import type { FunctionName } from "../../src/targets/typescript/code.ts";
import { instantiate, instantiateSingle } from "../compile/emitted.ts";
import type { Emitted, Numbers } from "../compile/emitted.ts";

const EXAMPLES = [
  "digits-conv",
  "digits-mlp",
  "four-classes",
  "iris",
  "iris-logistic",
  "mcycle",
  "mcycle-widths",
  "multi-label",
  "names-rnn",
  "neuron",
  "online-agent",
  "oscillator",
  "perceptron",
  "polynomial",
  "rosenbrock",
  "two-layer",
];

const COUNT = 5;

const largest = (values: ArrayLike<number>): number =>
  Array.from(values, Math.abs).reduce((most, value) => Math.max(most, value), 0);

describe("--precision f32", () => {
  it.each(EXAMPLES)(
    "%s: agrees with f64 to 2e-3, and rounds nothing but what is compared for equality",
    async (name) => {
      const path = new URL(`../../examples/${name}/net.ts`, import.meta.url).pathname;
      const { code } = (await compileFile(path)).compilation;
      const single = (await compileFile(path, { ...DEFAULTS, precision: "f32" })).compilation.code;
      for (const { body } of single.functions) {
        const rounded = body.match(/Math\.fround/g)?.length ?? 0;
        expect(rounded).toBeLessThanOrEqual(2 * (body.match(/===/g)?.length ?? 0));
      }

      const random = createRandom(5);
      const parameters = Float32Array.from({ length: code.parameterCount }, () => 0.5 * random.normal());
      for (const { offset, size, role } of code.parameters)
        if (role === "scale") parameters.fill(1, offset, offset + size);
      perturb(parameters, code.parameters, random);
      const rows = Object.fromEntries(
        code.inputs.map((input) => [
          input.name,
          sampleInput({ ...input, element: "float" }, COUNT, "f32", random) as Float32Array,
        ]),
      );
      const results = (
        net: Emitted<Numbers>,
        numbers: typeof Float64Array | typeof Float32Array,
      ): readonly Numbers[] => {
        net.parameters.set(parameters);
        const given = Object.fromEntries(Object.entries(rows).map(([key, values]) => [key, numbers.from(values)]));
        const outputs = code.outputs.map(({ name, size }) => [name, new numbers(COUNT * size)] as const);
        const run = (f: FunctionName): unknown => net.run(f, { ...given, ...Object.fromEntries(outputs) }, COUNT);
        run("forward");
        if (code.functions.some((f) => f.name === "backward")) run("backward");
        return [...outputs.map(([, values]) => values), net.gradient, net.loss];
      };
      const [double, float] = [
        results(instantiate(code), Float64Array),
        results(instantiateSingle(single), Float32Array),
      ];
      double.forEach((values, k) => {
        const scale = Math.max(largest(values), 1e-6);
        const difference = values.map((value, i) => value - (float[k]?.[i] ?? NaN));
        expect(largest(difference) / scale).toBeLessThan(2e-3);
      });
      expect(largest(float.at(-1) ?? [])).toBeGreaterThan(0);
    },
  );
});
