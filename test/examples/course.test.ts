// What the course names and has no example with a folder of its own. Each is built, compiled, run as emitted, and ends in a figure.
import { describe, expect, it } from "vitest";
import { inspectStage } from "../../src/build/inspect.ts";
import { DiagnosticError } from "../../src/diagnostics/diagnostic.ts";
import * as nn from "../../src/index.ts";
import type { Network } from "../../src/index.ts";
import { compiled, trial } from "../compile/harness.ts";
import type { Arrays } from "../compile/harness.ts";
import type { Emitted } from "../compile/emitted.ts";
import { irisRows } from "./data.ts";

const ROWS = irisRows();
/** Lengths of a few centimetres, about 0. */
const PETALS = Float64Array.from(ROWS.flatMap(({ x: [length = 0, width = 0] }) => [(length - 3.75) / 2, width - 1.2]));
const lengths = PETALS.filter((_, i) => i % 2 === 0);
const is = (...species: readonly string[]): Float64Array =>
  Float64Array.from(ROWS, (row) => Number(species.includes(row.species)));
const SPECIES = ["setosa", "versicolor", "virginica"];
const ONE_HOT = Float64Array.from(ROWS.flatMap((row) => SPECIES.map((name) => Number(row.species === name))));

/** The emitted network after some steps on all rows at once, from parameters of a seed's. */
function trained(network: Network, rows: Arrays, count: number, steps: number, seed = 1): Emitted {
  const { net } = trial(compiled(network, "auto"), 0, seed);
  for (let step = 0; step < steps; step++) net.run("trainStep", rows, count);
  return net;
}

function predicted(net: Emitted, rows: Arrays, count: number, size: number): Float64Array {
  const yHat = new Float64Array(count * size).fill(Number.NaN);
  net.run("forward", { ...rows, yHat }, count);
  return yHat;
}

/** How many rows have the same index of the largest value in both. */
function sameClass(one: Float64Array, other: Float64Array, size: number): number {
  const largest = (all: Float64Array, n: number): number => {
    const row = all.subarray(n * size, (n + 1) * size);
    return row.indexOf(Math.max(...row));
  };
  return Array.from({ length: one.length / size }, (_, n) => n).filter((n) => largest(one, n) === largest(other, n))
    .length;
}

describe("a linear classifier, T(w·x + b) with the perceptron's loss", () => {
  it.each([
    { features: 1, x: lengths },
    { features: 2, x: PETALS },
  ])(
    "separates setosa from the other irises without a mistake, with $features of their features",
    ({ features, x: all }) => {
      const x = nn.input("x", [features]);
      const y = nn.input("y", [1], { domain: [0, 1] });
      const z = nn.dense(x, 1);
      const network = nn.network({
        name: "linear",
        inputs: { x, y },
        outputs: { yHat: nn.step(z) },
        loss: nn.perceptronLoss(z, y),
        optimizer: nn.sgd({ learningRate: 1 }),
      });
      const rows = { x: all, y: is("setosa") };
      const net = trained(network, rows, ROWS.length, 300);
      expect(predicted(net, rows, ROWS.length, 1)).toEqual(rows.y);
      // The boundary: a point between two petals' lengths, or a line.
      const [w = 0, b = 0] = features === 1 ? net.parameters : [1, 0];
      const boundary = 2 * (-b / w) + 3.75;
      expect(features === 2 || (boundary > 1.9 && boundary < 3)).toBe(true);
    },
  );
});

describe("the building block of the chain rule, f(g, h) = g²h", () => {
  const g = nn.parameter("g");
  const h = nn.parameter("h");
  const f = nn.mul(nn.square(g), h);

  it("has the two partial derivatives 2gh and g² in its list of adjoints", async () => {
    const network = nn.network({
      name: "block",
      inputs: {},
      outputs: { f },
      loss: f,
      optimizer: nn.sgd({ learningRate: 0.1 }),
    });
    const text = await inspectStage(compiled(network, "auto"), {
      stage: "adjoint",
      format: "text",
      notation: "ops",
    });
    expect(text).toMatchInlineSnapshot(`
      "block: backpropagation, from the loss to the parameters

      f̄ = 1
      t̄1 = f̄·h   f = t1·h
      h̄ = f̄·t1   f = t1·h
      ḡ = t̄1·2g  t1 = g²
      "
    `);
  });

  it("computes them: at g = 3, h = 5 they are 30 and 9", () => {
    const outputs = { f, dg: nn.gradient(f, g), dh: nn.gradient(f, h) };
    const { net } = trial(compiled(nn.program({ name: "block", outputs }), "auto"), 0, 1);
    net.parameters.set([3, 5]);
    const [value, dg, dh] = [new Float64Array(1), new Float64Array(1), new Float64Array(1)];
    net.run("forward", { f: value, dg, dh }, 1);
    expect([value[0], dg[0], dh[0]]).toEqual([45, 30, 9]);
  });
});

describe("a multi-layer perceptron of step units", () => {
  const x = nn.input("x", [1]);
  const hidden = nn.dense(x, 4);
  const steps = nn.step(hidden);
  const yHat = nn.dense(steps, 1);

  it("is a staircase, forwards: each hidden unit is one step", () => {
    const { net } = trial(compiled(nn.network({ name: "stairs", inputs: { x }, outputs: { yHat } }), "auto"), 0, 1);
    // Steps at 1, 2, 3 and 4 of the heights 1, 2, −1 and 0.5, on a floor of 10.
    net.parameters.set([1, 1, 1, 1, -1, -2, -3, -4, 1, 2, -1, 0.5, 10]);
    const at = Float64Array.of(-5, 0.99, 1, 1.5, 2, 2.99, 3, 4, 100);
    expect([...predicted(net, { x: at }, at.length, 1)]).toEqual([10, 10, 11, 11, 13, 13, 12, 12.5, 12.5]);
  });

  it("cannot be trained by its gradient, and is not: the hidden layer receives none", () => {
    const y = nn.input("y", [1]);
    const network = nn.network({
      name: "stairs",
      inputs: { x, y },
      outputs: { yHat },
      loss: nn.squaredError(yHat, y),
      optimizer: nn.sgd({ learningRate: 0.1 }),
    });
    let thrown: unknown;
    try {
      compiled(network, "auto");
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(DiagnosticError);
    const found = thrown instanceof DiagnosticError ? thrown.diagnostics : [];
    expect(found.map(({ code }) => code)).toEqual(["no-gradient", "no-gradient"]);
    for (const { found: why, hint } of found) {
      expect(why).toContain("only through operations without a derivative, such as step");
      expect(hint).toContain("Train on the value before the threshold");
    }
  });
});

describe("features that are step functions, with the hinge loss of a kernel machine", () => {
  it("tell the irises of middling petals from the two others, by their lengths alone", () => {
    const x = nn.input("x", [1]);
    const y = nn.input("y", [1]);
    // Φ(x) = [T(x + 1.2), T(x + 1.1), …, T(x − 1.2)]
    const edges = Array.from({ length: 25 }, (_, i) => (i - 12) / 10);
    const features = nn.concat(edges.map((edge) => nn.step(nn.sub(x, edge))));
    const z = nn.dense(features, 1);
    const network = nn.network({
      name: "steps",
      inputs: { x, y },
      outputs: { yHat: nn.step(z) },
      loss: nn.hinge(z, y),
      regularizer: nn.l2(0.1),
      optimizer: nn.sgd({ learningRate: 0.1 }),
    });
    expect(features.shape).toEqual([25]);
    const rows = { x: lengths, y: is("versicolor").map((t) => 2 * t - 1) };
    const net = trained(network, rows, ROWS.length, 1000);
    const right = predicted(net, rows, ROWS.length, 1).filter((found, n) => 2 * found - 1 === rows.y[n]).length;
    expect(right).toBeGreaterThanOrEqual(142);
  });
});

describe("tied and frozen parameters", () => {
  const x = nn.input("x", [2]);
  const W = nn.parameter("W", [1, 2]);
  const centre = nn.parameter("centre", [2], { trainable: false, initialize: 0.5 });
  const code = nn.matmul(W, nn.sub(x, centre));
  const yHat = nn.add(nn.matmul(nn.transpose(W), code), centre);
  const network = nn.network({
    name: "tied",
    inputs: { x },
    outputs: { yHat },
    loss: nn.squaredError(yHat, x),
    optimizer: nn.sgd({ learningRate: 0.05 }),
  });

  it("a weight that encodes and decodes is one, and finds the principal direction; what is frozen stays", () => {
    // Points along (3, 4)/5 about the centre.
    const rows = { x: Float64Array.from({ length: 40 }, (_, i) => 0.5 + (i % 2 === 0 ? 0.6 : 0.8) * Math.sin(i >> 1)) };
    const { net, code } = trial(compiled(network, "auto"), 0, 1);
    expect(code.parameters.map(({ name, trainable }) => [name, trainable])).toEqual([
      ["W", true],
      ["centre", false],
    ]);
    net.parameters.set([0.5, 0.1, 0.5, 0.5]);
    for (let step = 0; step < 2000; step++) net.run("trainStep", rows, 20);
    expect(net.loss[0]).toBeLessThan(1e-20);
    const [a = 0, b = 0, ...kept] = net.parameters;
    expect(a).toBeCloseTo(0.6, 8);
    expect(b).toBeCloseTo(0.8, 8);
    expect(kept).toEqual([0.5, 0.5]);
  });
});

describe("several outputs", () => {
  it("are approximated with one hidden layer that they share: the sepals of an iris from its petals", () => {
    const sepals = Float64Array.from(ROWS.flatMap(({ sepals: [length = 0, width = 0] }) => [length - 5.8, width - 3]));
    const x = nn.input("x", [2]);
    const y = nn.input("y", [2]);
    const yHat = nn.mlp({ inputs: x, hidden: 8, outputs: 2, activation: nn.tanh });
    const network = nn.network({
      name: "sepals",
      inputs: { x, y },
      outputs: { yHat },
      loss: nn.squaredError(yHat, y),
      optimizer: nn.adam({ learningRate: 0.03 }),
    });
    const rows = { x: PETALS, y: sepals };
    const net = trained(network, rows, ROWS.length, 1500);
    const given = predicted(net, rows, ROWS.length, 2);
    const [length = 0, width = 0] = [0, 1].map((output) => {
      const own = (all: Float64Array): Float64Array => all.filter((_, i) => i % 2 === output);
      const [want, have] = [own(sepals), own(given)];
      const mean = want.reduce((sum, value) => sum + value, 0) / want.length;
      const squares = (from: (i: number) => number): number =>
        want.reduce((sum, value, i) => sum + (value - from(i)) ** 2, 0);
      return 1 - squares((i) => have[i] ?? 0) / squares(() => mean);
    });
    // R² of both; the best planes reach 0.77 and 0.21.
    expect(length).toBeGreaterThan(0.8);
    expect(width).toBeGreaterThan(0.4);
  });

  it.each([
    { outputs: "mean squared error with saturating outputs", layers: 1, loss: nn.meanSquaredError, last: nn.logistic },
    { outputs: "three hidden layers, softmax and cross entropy", layers: 3, loss: nn.crossEntropy, last: nn.softmax },
  ])("tell one of three irises: $outputs", ({ layers, loss, last }) => {
    const x = nn.input("x", [2]);
    const y = nn.input("y", [3], { domain: [0, 1] });
    const yHat = last(nn.mlp({ inputs: x, hidden: 8, layers, outputs: 3 }));
    const network = nn.network({
      name: "iris",
      inputs: { x, y },
      outputs: { yHat },
      loss: loss(yHat, y),
      optimizer: nn.adam({ learningRate: 0.03 }),
    });
    const rows = { x: PETALS, y: ONE_HOT };
    const net = trained(network, rows, ROWS.length, 600);
    expect(sameClass(predicted(net, rows, ROWS.length, 3), ONE_HOT, 3)).toBeGreaterThanOrEqual(143);
  });
});
