import { describe, expect, it } from "vitest";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.ts";
import * as nn from "../../src/index.ts";
import { NODE } from "../../src/ir/graph.ts";
import { compositeOf, diagnosticOf, errorOf, untyped } from "./formula.ts";

const x = nn.input("x", [2]);
const y = nn.label("y", ["a", "b", "c"]);
const yHat = nn.dense(x, 3);

/** The diagnostics of a network that is right but for the part given. */
function wrongIn(part: Readonly<Record<string, unknown>>): readonly Diagnostic[] {
  const right = { name: "n", inputs: { x, y }, outputs: { yHat }, loss: nn.softmaxCrossEntropy(yHat, y) };
  return untyped(nn.network)({ ...right, ...part }).diagnostics.map((finding) => finding.diagnostic);
}

describe("sgd and adam", () => {
  it("have the defaults of the field", () => {
    expect(nn.sgd()).toMatchObject({ kind: "sgd", learningRate: 0.01, settings: { momentum: 0, nesterov: false } });
    const usual = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };
    expect(nn.adam()).toMatchObject({ kind: "adam", learningRate: 0.001, settings: usual });
    expect(nn.adamW()).toMatchObject({ kind: "adamW", learningRate: 0.001, settings: { ...usual, weightDecay: 0.01 } });
    expect(nn.adagrad()).toMatchObject({ learningRate: 0.01, settings: { initialAccumulator: 0, epsilon: 1e-10 } });
    expect(nn.rmsprop()).toMatchObject({
      learningRate: 0.01,
      settings: { rho: 0.99, epsilon: 1e-8, momentum: 0, centered: false },
    });
    expect(nn.lbfgs()).toMatchObject({ kind: "lbfgs", settings: { memory: 10 } });
  });

  it("take what is given", () => {
    expect(nn.sgd({ learningRate: 0.5, momentum: 0.9, nesterov: true })).toMatchObject({
      settings: { momentum: 0.9, nesterov: true },
    });
    expect(nn.adam({ beta1: 0.8 })).toMatchObject({ learningRate: 0.001, settings: { beta1: 0.8 } });
    const schedule = nn.warmUp({ steps: 10, after: nn.cosineDecay({ steps: 90, minimum: 0.1 }) });
    const optimizer = nn.adamW({ schedule, clipValue: 1, globalClipNorm: 5 });
    expect(optimizer).toMatchObject({ schedule, clipValue: 1, globalClipNorm: 5 });
    for (const given of [optimizer, nn.adagrad(), nn.rmsprop({ centered: true }), nn.lbfgs({ memory: 5 })]) {
      expect(wrongIn({ optimizer: given })).toEqual([]);
    }
    expect(wrongIn({ optimizer: nn.sgd({ learningRate: 0.5, momentum: 0.9, nesterov: true }) })).toEqual([]);
    expect(wrongIn({ optimizer: nn.adam() })).toEqual([]);
  });

  const sgd = untyped(nn.sgd);
  const adam = untyped(nn.adam);
  it.each([
    [sgd({ learningRate: 0 }), "sgd: learningRate is 0", "a number above 0"],
    [sgd({ learningRate: -0.1 }), "sgd: learningRate is -0.1", "a number above 0"],
    [sgd({ learningRate: NaN }), "sgd: learningRate is NaN", "a number above 0"],
    [sgd({ learningRate: "0.1" }), 'sgd: learningRate is "0.1"', "a number above 0"],
    [sgd({ momentum: 1 }), "sgd: momentum is 1", "a number from 0 to below 1"],
    [sgd({ nesterov: true }), "sgd: nesterov is true", "false, or true with a momentum"],
    [sgd({ nesterov: 1, momentum: 0.9 }), "sgd: nesterov is 1", "false, or true with a momentum"],
    [adam({ learningRate: Infinity }), "adam: learningRate is Infinity", "a number above 0"],
    [adam({ beta1: -0.1 }), "adam: beta1 is -0.1", "a number from 0 to below 1"],
    [adam({ beta2: 1 }), "adam: beta2 is 1", "a number from 0 to below 1"],
    [adam({ epsilon: 0 }), "adam: epsilon is 0", "a number above 0"],
    [sgd({ clipValue: 0 }), "sgd: clipValue is 0", "a number above 0"],
    [sgd({ globalClipNorm: "1" }), 'sgd: globalClipNorm is "1"', "a number above 0"],
    [sgd({ schedule: 0.9 }), "sgd: schedule is 0.9", "what stepDecay(…), cosineDecay(…) and the like return"],
    [sgd({ schedule: nn.stepDecay({ every: 0 }) }), "stepDecay: every is 0", "a whole number from 1"],
    [
      adam({ schedule: nn.warmUp({ steps: 3, after: nn.exponentialDecay({ rate: 2 }) }) }),
      "exponentialDecay: rate is 2",
      "a number from above 0 to 1",
    ],
    [adam({ schedule: untyped(nn.cosineDecay)() }), "cosineDecay: its argument is undefined", "an object"],
    [nn.adamW({ weightDecay: -1 }), "adamW: weightDecay is -1", "a number 0 or more"],
    [nn.rmsprop({ rho: 1 }), "rmsprop: rho is 1", "a number from 0 to below 1"],
    [nn.lbfgs({ memory: 0 }), "lbfgs: memory is 0", "a whole number from 1 to 1000"],
    [sgd(0.1), "sgd: the options are 0.1", "an object"],
    [sgd(null), "sgd: the options are null", "an object"],
    ["sgd", 'network: optimizer is "sgd"', "what sgd(…) or adam(…) returns"],
    [{ kind: "rmsprop" }, "network: optimizer is an object", "what sgd(…) or adam(…) returns"],
  ])("a network reports %j", (optimizer, message, expected) => {
    expect(wrongIn({ optimizer })).toEqual([expect.objectContaining({ code: "bad-option", message, expected })]);
  });

  it("a misspelt option is not ignored", () => {
    const [diagnostic, ...others] = wrongIn({ optimizer: sgd({ lr: 0.1 }) });
    expect(others).toEqual([]);
    expect(diagnostic).toMatchObject({ code: "bad-option", message: 'sgd has no option "lr"' });
    expect(diagnostic?.expected).toContain("one of learningRate, ");
    expect(wrongIn({ optimizer: adam({ bata1: 0.1 }) })[0]).toMatchObject({
      message: 'adam has no option "bata1"',
      hint: 'Did you mean "beta1"?',
    });
  });
});

describe("l2", () => {
  it("is the penalty", () => {
    expect(nn.l2(0.01)).toEqual({ kind: "l2", lambda: 0.01 });
    expect(wrongIn({ regularizer: nn.l2(0) })).toEqual([]);
  });

  it("l1 and both", () => {
    expect(nn.l1(0.5)).toEqual({ kind: "l1", lambda: 0.5 });
    expect(nn.elasticNet({ l1: 1, l2: 2 })).toEqual({ kind: "elasticNet", l1: 1, l2: 2 });
    expect(wrongIn({ regularizer: nn.elasticNet({ l1: 1, l2: 0 }) })).toEqual([]);
  });

  it("of a layer or a parameter is its own", () => {
    const W = nn.parameter("W", [3, 2], { regularizer: nn.l1(1) });
    expect(W[NODE]).toMatchObject({ regularizer: { kind: "l1", lambda: 1 } });
    const layer = compositeOf(nn.dense(x, 3, { regularizer: nn.l2(0.1), initialize: "heNormal" }));
    expect(layer.parameters["weight"]).toMatchObject({
      regularizer: { kind: "l2", lambda: 0.1 },
      initialize: { kind: "heNormal" },
    });
    expect(layer.parameters["bias"]).not.toHaveProperty("regularizer");
    expect(diagnosticOf(untyped(nn.dense)(x, 3, { regularizer: 0.1 })).message).toBe("dense: regularizer is 0.1");
    expect(diagnosticOf(untyped(nn.dense)(x, 3, { initialize: "he" })).message).toBe('dense: initialize is "he"');
    expect(diagnosticOf(nn.parameter("v", [2], { regularizer: nn.l1(-1) })).message).toBe("l1: λ is -1");
  });

  it.each([
    [untyped(nn.l1)(-1), "l1: λ is -1"],
    [untyped(nn.elasticNet)({ l1: 1 }), "elasticNet: l2 is undefined"],
    [untyped(nn.l2)(-1), "l2: λ is -1"],
    [untyped(nn.l2)(NaN), "l2: λ is NaN"],
    [untyped(nn.l2)(), "l2: λ is undefined"],
    [0.01, "network: regularizer is 0.01"],
  ])("a network reports %j", (regularizer, message) => {
    expect(wrongIn({ regularizer })).toEqual([expect.objectContaining({ code: "bad-option", message })]);
  });
});

describe("csv", () => {
  const csv = untyped(nn.csv);

  it("holds lists of columns", () => {
    const data = nn.csv("iris.csv", { x: ["Petal.Length", "Petal.Width"], y: "Species" });
    const columns = { x: ["Petal.Length", "Petal.Width"], y: ["Species"] };
    expect(data).toEqual({ kind: "csv", path: "iris.csv", columns });
    expect(wrongIn({ data })).toEqual([]);
  });

  it("keeps hostile names as data", () => {
    const data = nn.csv("*/`.csv", { ["__proto__"]: "</script>" });
    expect(Object.entries(data.columns)).toEqual([["__proto__", ["</script>"]]]);
    expect(Object.getPrototypeOf(data.columns)).toBe(Object.prototype);
  });

  it.each([
    [csv("", {}), "bad-option", 'csv: the path is ""'],
    [csv(undefined, {}), "bad-option", "csv: the path is undefined"],
    [csv("a.csv"), "bad-option", "csv: the second argument is undefined"],
    [csv("a.csv", ["x"]), "bad-option", 'csv: the second argument is ["x"]'],
    [csv("a.csv", { x: [] }), "bad-option", 'csv: the columns of "x" hold no columns'],
    [csv("a.csv", { x: ["a", 3] }), "bad-option", 'csv: the columns of "x" hold 3'],
    [csv("a.csv", { x: ["a", undefined] }), "bad-option", 'csv: the columns of "x" hold undefined'],
    [csv("a.csv", { x: ["a", "b"], y: "c", z: "d" }), "data-shape", 'csv: there is no input "z"'],
    [csv("a.csv", { x: ["a", "b"] }), "data-shape", 'csv: the input "y" [3] is given 0 columns'],
    [csv("a.csv", { x: "a", y: "c" }), "data-shape", 'csv: the input "x" [2] is given 1 column'],
    [csv("a.csv", { x: ["a", "b"], y: ["c", "d", "e"] }), "data-shape", 'csv: the input "y" [3] is given 3 columns'],
    ["a.csv", "bad-option", 'network: data is "a.csv"'],
  ])("a network reports %j", (data, code, message) => {
    expect(wrongIn({ data })).toEqual([expect.objectContaining({ code, message })]);
  });
});

describe("habits from other libraries", () => {
  const three = nn.input("three", [3]);
  const classes = wrongIn({
    inputs: { x, three },
    loss: nn.squaredError(yHat, three),
    data: nn.csv("a.csv", { x: ["a", "b"], three: "c" }),
  });
  it.each([
    ["an activation in the options", errorOf(untyped(nn.dense)(x, 3, { activation: "relu" })), "relu(dense(…))"],
    ["a short name of an option", wrongIn({ optimizer: untyped(nn.adam)({ lr: 0.1 }) })[0], '"learningRate"'],
    ["the rate alone", wrongIn({ optimizer: untyped(nn.adam)(0.01) })[0], "adam({ learningRate: 0.01 })"],
    ["units before the tensor", errorOf(untyped(nn.dense)(16, x)), "dense(x, 10)"],
    ["a column of classes for an input", classes[0], 'label("species", ["setosa", …])'],
  ])("%s", (_, made, hint) => {
    const found = made !== undefined && "diagnostic" in made ? made.diagnostic : made;
    expect(found?.hint).toContain(hint);
  });
});
