import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compile } from "../../src/compile.ts";
import type { Compilation, Style } from "../../src/compile.ts";
import { DiagnosticError } from "../../src/diagnostics/diagnostic.ts";
import { dense, input, network, relu, sgd, squaredError, tanh } from "../../src/index.ts";
import type { Network } from "../../src/ir/graph.ts";
import { allocatedBy } from "../../src/ir/memory.ts";
import { graphOf } from "./graphs.ts";
import { difference, trial } from "./harness.ts";
import { recipe } from "./recipe.ts";

const compiledFor = (graph: Network, memory: "fast" | "minimal", style: Style): Compilation =>
  compile(graph, new Map(), { precision: "f64", style, inferenceOnly: false, memory });

/** Some random graphs are mistakes: a parameter without a gradient. */
function compiledOrRefused(graph: Network, style: Style): Compilation | undefined {
  try {
    return compiledFor(graph, "fast", style);
  } catch (error) {
    if (error instanceof DiagnosticError) return undefined;
    throw error;
  }
}

/** What a network computes of rows: gradients, J, and parameters after a step. */
function results(compilation: Compilation, count: number): readonly ArrayLike<number>[] {
  const made = trial(compilation, count, 11, 0.5);
  made.net.run("backward", made.rows, count);
  const [gradient, loss] = [made.net.gradient.slice(), made.net.loss.slice()];
  const J = made.net.run("objective", made.rows, count) ?? NaN;
  made.net.run("trainStep", made.rows, count);
  return [gradient, loss, [J], made.net.parameters];
}

/** Six layers, of which the way back would hold twelve values. */
function deep(width: number): Network {
  const x = input("x", [width]);
  const y = input("y", [width]);
  let h = dense(x, width);
  for (let layer = 0; layer < 5; layer++) h = dense(layer % 2 === 0 ? relu(h) : tanh(h), width);
  return network({
    name: "deep",
    inputs: { x, y },
    outputs: { h },
    loss: squaredError(h, y),
    optimizer: sgd({ learningRate: 0.01 }),
  });
}

describe("memory: minimal", () => {
  it.each(["auto", "rolled", "readable"] as const)("computes the same, in the style %s", (style) => {
    const graphs = fc.sample(recipe, { seed: 23, numRuns: 40 }).map((given) => graphOf(given).network);
    let compared = 0;
    const differing: (readonly number[])[] = [];
    for (const graph of graphs) {
      const fast = compiledOrRefused(graph, style);
      if (fast === undefined) continue;
      const minimal = compiledFor(graph, "minimal", style);
      compared++;
      for (const count of [1, 5]) {
        const [want, found] = [results(fast, count), results(minimal, count)];
        const finite = want.every((values) => Array.from(values).every(Number.isFinite));
        const gaps = want.map((values, i) => difference(found[i] ?? [], values));
        if (finite && !gaps.every((gap) => gap < 1e-12)) differing.push(gaps);
      }
    }
    expect(differing).toEqual([]);
    expect(compared).toBeGreaterThan(20);
  });

  it.each([1, 3, 8])("of a deep network with %i examples", (count) => {
    const [want, found] = [
      results(compiledFor(deep(30), "fast", "auto"), count),
      results(compiledFor(deep(30), "minimal", "auto"), count),
    ];
    expect(want.every((values, i) => difference(found[i] ?? [], values) < 1e-12)).toBe(true);
  });

  it("takes less of it", () => {
    const [fast, minimal] = [compiledFor(deep(30), "fast", "auto"), compiledFor(deep(30), "minimal", "auto")];
    expect(allocatedBy(minimal.memory)).toBeLessThan(0.65 * allocatedBy(fast.memory));
    // Plain loops take examples one by one in both.
    const [held, again] = [compiledFor(deep(30), "fast", "rolled"), compiledFor(deep(30), "minimal", "rolled")];
    expect(allocatedBy(again.memory)).toBeLessThan(allocatedBy(held.memory));
  });
});
