import { describe, expect, it } from "vitest";
import * as nn from "../../src/index.ts";
import { compiled } from "../compile/harness.ts";
import { assemble, importModule } from "./tooling.ts";

const x = nn.input("x", [2]);
const label = nn.label("y", ["a", "b"]);
const [z, frozen] = [nn.dense(x, 2, { name: "z" }), nn.parameter("frozen", [2], { trainable: false, initialize: 1 })];
const scores = nn.mul(z, frozen);

const codeOf = (optimizer: nn.Optimizer) =>
  compiled(
    nn.network({
      name: "regression",
      inputs: { x, y: label },
      outputs: { scores },
      loss: nn.softmaxCrossEntropy(scores, label),
      regularizer: nn.l2(0.1),
      optimizer,
    }),
    "auto",
  ).code;

const rows = Array.from({ length: 50 }, (_, i) => [Math.sin(3 * i), Math.cos(5 * i)]);
const classes = rows.map(([a = 0, b = 0], i) => (a + 0.7 * b + 0.6 * Math.sin(7 * i) > 0 ? "a" : "b"));
const oneHot = Float64Array.from(classes.flatMap((name) => (name === "a" ? [1, 0] : [0, 1])));
const flat = Float64Array.from(rows.flat());

describe("a module trained by L-BFGS", () => {
  it("brings a logistic regression to a gradient of 1e-8 in fewer than 50 epochs of all rows", async () => {
    const { create } = await importModule(await assemble(codeOf(nn.lbfgs())));
    const net = create({ seed: 3 });
    const history = await net.fit(rows, classes, { epochs: 49 });
    net.backward(flat, oneHot, 50);
    expect(Math.hypot(...net.gradient)).toBeLessThan(1e-8);
    const { loss = [] } = history;
    expect(loss.at(-1) ?? Infinity).toBeLessThan(loss[0] ?? -Infinity);
    expect(net.parameters.slice(-2)).toEqual(Float64Array.of(1, 1));
  });

  it("does the same again after initialize", async () => {
    const { create } = await importModule(await assemble(codeOf(nn.lbfgs({ memory: 3 }))));
    const net = create();
    await net.fit(rows, classes, { epochs: 7 });
    const after = net.parameters.slice();
    net.initialize();
    await net.fit(rows, classes, { epochs: 7 });
    expect(net.parameters).toEqual(after);
  });

  it("goes on where a saved training stood", async () => {
    const { create } = await importModule(await assemble(codeOf(nn.lbfgs({ memory: 3 }))));
    const [whole, first, second] = [create(), create(), create({ seed: 9 })];
    await whole.fit(rows, classes, { epochs: 8 });
    await first.fit(rows, classes, { epochs: 5 });
    second.load(first.save());
    await second.fit(rows, classes, { epochs: 3 });
    expect(second.parameters).toEqual(whole.parameters);
  });

  it("tells J before the step, and has neither an update nor a learning rate", async () => {
    const { create } = await importModule(await assemble(codeOf(nn.lbfgs())));
    const net = create({ seed: 3 });
    const J = net.objective(flat, oneHot, 50);
    net.trainStep(flat, oneHot, 50);
    expect(net.loss[0]).toBe(J);
    expect(net.objective(flat, oneHot, 50)).toBeLessThan(J);
    expect(net).not.toHaveProperty("update");
    expect(net).not.toHaveProperty("learningRate");
  });

  it("is the only one that holds the method", async () => {
    expect(await assemble(codeOf(nn.lbfgs()))).toContain("function lbfgs(");
    const others = await assemble(codeOf(nn.sgd()));
    expect(others).not.toMatch(/lbfgs|Wolfe|drawOrthogonal|search/);
    expect(await assemble(codeOf(nn.lbfgs()), true)).not.toContain("lbfgs");
  });
});
