import { describe, expect, it } from "vitest";
import { dense, input, logistic, network, relu, sgd, softmax, softmaxCrossEntropy } from "../../src/index.ts";
import type { Network } from "../../src/index.ts";
import { compiled, difference, outputsOf, STYLES, trial } from "./harness.ts";
import type { Trial } from "./harness.ts";

/** Extents that no block divides, and a layer wide enough for its adjoint to run along the rows. */
function tall(): Network {
  const x = input("x", [11]);
  const y = input("y", [7]);
  const wide = relu(dense(x, 37));
  const z = dense(logistic(dense(wide, 13)), 7);
  return network({
    name: "tall",
    inputs: { x, y },
    outputs: { p: softmax(z) },
    loss: softmaxCrossEntropy(z, y),
    optimizer: sgd({ learningRate: 0.1 }),
  });
}

const styles = STYLES.map((style) => [style, compiled(tall(), style)] as const);

const gradientOf = (made: Trial): Float64Array => {
  made.net.run("backward", made.rows, made.count);
  return made.net.gradient;
};

describe("tiles", () => {
  it("are what auto makes of it", () => {
    const auto = styles.find(([style]) => style === "auto")?.[1];
    const tiled = auto?.code.functions.flatMap(({ name, body }) => (/ \+= [24]\)/.test(body) ? [name] : []));
    expect(tiled).toEqual(["forward", "backward", "trainStep"]);
  });

  it("are beside code that is written out, in pieces", () => {
    const written = styles.find(([style]) => style === "unrolled")?.[1];
    const pieces = written?.code.functions.map(({ name, parts = [] }) => `${name}: ${parts.length}`);
    expect(pieces).toEqual(["forward: 3", "backward: 6", "update: 0", "trainStep: 8", "objective: 0"]);
  });

  it.each([1, 3, 4, 7, 8])("of %i examples: gradient, prediction and step are those of plain loops", (count) => {
    const trials = styles.map(([style, compilation]) => [style, trial(compilation, count, 5)] as const);
    const reference = trials.find(([style]) => style === "rolled")?.[1];
    if (reference === undefined) throw new Error("no plain loops");
    const want = gradientOf(reference).slice();
    const { p = new Float64Array() } = outputsOf(reference, count);
    reference.net.run("forward", { ...reference.rows, p }, count);
    reference.net.run("trainStep", reference.rows, count);
    const differences = trials.flatMap(([style, made]) => {
      if (made === reference) return [];
      const { p: found = new Float64Array() } = outputsOf(made, count);
      made.net.run("forward", { ...made.rows, p: found }, count);
      const gradient = difference(gradientOf(made), want);
      made.net.run("trainStep", made.rows, count);
      const gaps = [difference(found, p), gradient, difference(made.net.parameters, reference.net.parameters)];
      return gaps.every((gap) => gap < 1e-12) ? [] : [[style, ...gaps]];
    });
    expect(differences).toEqual([]);
  });
});
