import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { at } from "../../src/diagnostics/diagnostic.ts";
import type { Style } from "../../src/compile.ts";
import { interpret } from "../../src/ops/interpreter.ts";
import { networkOf, recipe } from "./graphs.ts";
import type { Recipe } from "./graphs.ts";
import {
  assembled,
  bindingsOf,
  compiled,
  difference,
  distanceToKink,
  outputsOf,
  rowsFrom,
  STYLES,
  trial,
} from "./harness.ts";
import type { Trial } from "./harness.ts";

const COUNT = 3;
const GRAPHS = 60;

/** All of them with loops and without, every fifth in all styles. */
const stylesOf = (index: number): readonly Style[] => (index % 5 === 0 ? STYLES : ["rolled", "unrolled"]);

const networks = fc.sample(recipe, { seed: 2026, numRuns: GRAPHS }).map((given, index) => ({ given, index }));
const titleOf = ({ steps, loss, rows, optimizer }: Recipe): string =>
  [...steps.map((step) => ("f" in step ? step.f : step.kind)), loss, ...(rows ? ["rows"] : []), optimizer.kind].join(
    " ",
  );

/** What differences leave of a gradient that is right: |Δ| ≤ 1e-7 + 1e-6·|g|. */
function gradientErrors(given: Trial): readonly string[] {
  const { net, rows, count, code } = given;
  net.run("backward", rows, count);
  const gradient = net.gradient.slice();
  const h = 5e-5;
  const lossAt = (i: number, value: number): number => {
    const before = at(net.parameters, i);
    net.parameters[i] = value;
    const J = net.run("objective", rows, count) ?? NaN;
    net.parameters[i] = before;
    return J;
  };
  return code.parameters.flatMap(({ name, offset, size, trainable }) =>
    Array.from({ length: trainable ? size : 0 }, (_, k) => offset + k).flatMap((i) => {
      const value = at(net.parameters, i);
      const central = (step: number): number => (lossAt(i, value + step) - lossAt(i, value - step)) / (2 * step);
      const numerical = (4 * central(h / 2) - central(h)) / 3;
      const gap = Math.abs(numerical - at(gradient, i));
      return gap <= 1e-7 + 1e-6 * Math.abs(numerical)
        ? []
        : [`${name}[${i - offset}]: ${gradient[i]} and ${numerical}`];
    }),
  );
}

let skipped = 0;

describe("random networks: interpreter, emitted code in every style and differences agree", () => {
  it.each(networks.map(({ given, index }) => [titleOf(given), given, index] as const))("%s", (_, given, index) => {
    const network = networkOf(given);
    expect(network.diagnostics).toEqual([]);
    for (const style of stylesOf(index)) {
      const compilation = compiled(network, style);
      const made = trial(compilation, COUNT, 7 + index);
      const { code, net, rows } = made;
      net.hyper[1] = given.lambda > 0 ? 40 : 0;
      const errors: Record<string, number> = {};
      const bindings = bindingsOf(made, rows);
      const want = interpret(compilation.optimized, bindings, COUNT);

      const outputs = outputsOf(made, COUNT);
      net.run("forward", { ...rows, ...outputs }, COUNT);
      for (const [name, data] of Object.entries(outputs))
        errors[name] = difference(data, want.get(`output ${name}`) ?? []);

      net.gradient.fill(0);
      net.run("backward", rows, COUNT);
      const J = want.get("objective J") ?? [];
      errors["J"] = difference(net.loss, J);
      errors["objective"] = difference([net.run("objective", rows, COUNT) ?? NaN], J);
      const gradient = assembled("gradient", code.parameters, want, new Float64Array(net.gradient.length));
      errors["gradient"] = difference(net.gradient, gradient);

      // A training step of several examples, and of one, for which there may be code of its own.
      for (const count of [COUNT, 1]) {
        const [stepped, apart] = [trial(compilation, COUNT, 7 + index), trial(compilation, COUNT, 7 + index)];
        for (const one of [stepped, apart]) one.net.hyper.set(net.hyper);
        const few = rowsFrom(made, 0, count);
        const results = interpret(compilation.optimized, { ...bindings, ...few }, count);
        stepped.net.run("trainStep", few, count);
        apart.net.run("backward", few, count);
        apart.net.run("update", {});
        const parameters = assembled("replace", code.parameters, results, net.parameters);
        const state = assembled("replace", code.state, results, stepped.net.state);
        errors[`trainStep of ${count}`] = difference(stepped.net.parameters, parameters);
        errors[`its state, ${count}`] = difference(stepped.net.state, state);
        errors[`its loss, ${count}`] = difference(stepped.net.loss, results.get("objective J") ?? []);
        errors[`backward and update, ${count}`] = difference(apart.net.parameters, stepped.net.parameters);
        errors[`their state, ${count}`] = difference(apart.net.state, stepped.net.state);
      }

      // A batch is the mean of its examples: J and the gradient, with the penalty, as trainingSize is set.
      const singles = Array.from({ length: COUNT }, (_, n) => {
        net.run("backward", rowsFrom(made, n, n + 1), 1);
        return { J: at(net.loss, 0), gradient: net.gradient.slice() };
      });
      errors["mean J"] = difference([singles.reduce((sum, { J }) => sum + J / COUNT, 0)], J);
      const mean = gradient.map((__, i) => singles.reduce((sum, one) => sum + at(one.gradient, i) / COUNT, 0));
      errors["mean gradient"] = difference(mean, gradient);

      const wrong = Object.entries(errors).filter(([, error]) => !(error <= 1e-12));
      expect({ style, wrong }).toEqual({ style, wrong: [] });

      if (style !== "rolled") continue;
      const isSmooth = distanceToKink(compilation.ops, made) > 1e-3;
      skipped += isSmooth ? 0 : 1;
      expect(isSmooth ? gradientErrors(made) : []).toEqual([]);
    }
  });

  it("few of the points lie at kinks", () => {
    expect(skipped).toBeLessThan(GRAPHS / 5);
  });
});
