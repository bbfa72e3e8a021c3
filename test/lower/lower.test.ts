import { describe, expect, it } from "vitest";
import { DiagnosticError } from "../../src/diagnostics/diagnostic.ts";
import * as nn from "../../src/index.ts";
import type { Tensor } from "../../src/index.ts";
import { printProgram } from "../../src/ir/text.ts";
import { NODE } from "../../src/ir/graph.ts";
import { lower } from "../../src/lower/lower.ts";
import { body, lines, lowered, notesOf, slotsOf } from "./naming.ts";

describe("numbering", () => {
  const x = nn.input("x");
  const t = nn.input("t");
  const w = nn.parameter("w");
  const b = nn.parameter("b", [], { role: "bias" });
  const z = nn.add(nn.mul(w, x), b);

  it("the neuron: every op takes the next number; a named composite's last op takes the name and no number", () => {
    const y = nn.logistic(z);
    const L = nn.halfSquaredError(y, t);
    const net = nn.network({ name: "neuron", inputs: { x, t }, outputs: { y }, loss: L });
    expect(printProgram(lowered(net, { x, t, w, b, z, y, L })).trim()).toBe(
      lines(`
        program neuron
        input x []
        input t []
        parameter w []
        parameter b [] bias
        t1 = mul(w, x)
        z = add(t1, b)
        t3 = neg(z)
        t4 = exp(t3)
        t5 = add(1, t4)
        y = reciprocal(t5)
        t6 = sub(y, t)
        t7 = square(t6)
        L = div(t7, 2)
        output y = y
        loss L = L`),
    );
  });

  it("a name given to an op is shown in place of its number", () => {
    const y = nn.div(1, nn.add(1, nn.exp(nn.neg(z))));
    const L = nn.div(nn.square(nn.sub(y, t)), 2);
    const net = nn.network({ name: "neuron", inputs: { x, t }, outputs: { y }, loss: L });
    expect(body(lowered(net, { z, y, L }))).toBe(
      lines(`
        t1 = mul(w, x)
        z = add(t1, b)
        t3 = neg(z)
        t4 = exp(t3)
        t5 = add(1, t4)
        y = reciprocal(t5)
        t7 = sub(y, t)
        t8 = square(t7)
        L = div(t8, 2)
        output y = y
        loss L = L`),
    );
  });

  it("without names everything is numbered, the last ops of composites too", () => {
    const net = nn.network({
      name: "neuron",
      inputs: { x },
      outputs: { y: nn.neg(nn.logistic(z)) },
      loss: nn.square(z),
    });
    expect(body(lowered(net))).toBe(
      lines(`
        t1 = mul(w, x)
        t2 = add(t1, b)
        t3 = neg(t2)
        t4 = exp(t3)
        t5 = add(1, t4)
        t6 = reciprocal(t5)
        y = neg(t6)
        L = square(t2)
        output y = y
        loss L = L`),
    );
  });

  it("broadcasts are notation and are not counted", () => {
    const v = nn.input("v", [3]);
    const scaled = nn.mul(v, w);
    const net = nn.network({ name: "n", inputs: { v }, outputs: { s: nn.neg(nn.softmax(nn.add(scaled, 1))) } });
    expect(body(lowered(net, { scaled }))).toBe(
      lines(`
        w_all = broadcast{shape: [3], axes: []}(w)
        scaled = mul(v, w_all)
        t2 = add(scaled, 1)
        t3 = exp(t2)
        t4 = sum{axes: [0]}(t3)
        t4_all = broadcast{shape: [3], axes: []}(t4)
        t5 = div(t3, t4_all)
        s = neg(t5)
        output s = s`),
    );
  });

  it("a const that holds what another const holds has no line of its own", () => {
    const h = nn.tanh(x);
    const same = nn.linear(h);
    const net = nn.network({ name: "n", inputs: { x }, outputs: { y: nn.neg(same) } });
    expect(body(lowered(net, { h, same }))).toBe(
      lines(`
        same = tanh(x)
        y = neg(same)
        output y = y`),
    );
  });
});

describe("layers and parameters", () => {
  const x = nn.input("x", [2]);
  const y = nn.input("y", [3]);

  it("a layer is named after its const; weights and biases count layers", () => {
    const hidden = nn.dense(x, 4);
    const out = nn.dense(nn.tanh(hidden), 3);
    const net = nn.network({ name: "n", inputs: { x, y }, outputs: { out }, loss: nn.squaredError(out, y) });
    const program = lowered(net, { hidden, out });
    expect(slotsOf(program)).toEqual([
      "input x x",
      "input y y",
      "parameter W1 hidden.weight",
      "parameter b1 hidden.bias",
      "parameter W2 out.weight",
      "parameter b2 out.bias",
    ]);
    expect(program.instructions.find(({ results }) => results[0]?.name === "hidden")?.origin).toMatchObject({
      layer: "hidden",
      place: { line: 1 },
    });
  });

  it("a layer without a const is named after its kind and its number", () => {
    const net = nn.network({ name: "n", inputs: { x }, outputs: { y: nn.tanh(nn.dense(nn.tanh(nn.dense(x, 4)), 3)) } });
    expect(slotsOf(lowered(net)).slice(1)).toEqual([
      "parameter W1 dense1.weight",
      "parameter b1 dense1.bias",
      "parameter W2 dense2.weight",
      "parameter b2 dense2.bias",
    ]);
  });

  it("a layer inside a named activation has no const of its own", () => {
    const h = nn.logistic(nn.dense(x, 4));
    const net = nn.network({ name: "n", inputs: { x }, outputs: { h } });
    expect(slotsOf(lowered(net, { h })).slice(1)).toEqual(["parameter W1 dense1.weight", "parameter b1 dense1.bias"]);
  });

  it("a name in the options is the layer's", () => {
    const hidden = nn.dense(x, 4, { name: "encoder" });
    const net = nn.network({ name: "n", inputs: { x }, outputs: { hidden } });
    expect(
      slotsOf(lowered(net, { hidden }))
        .slice(1)
        .map((line) => line.split(" ")[2]),
    ).toEqual(["encoder.weight", "encoder.bias"]);
  });

  it("a parameter used twice is one parameter", () => {
    const W = nn.parameter("W", [2, 2]);
    const first = nn.dense(x, 2, { weight: W });
    const second = nn.dense(nn.tanh(first), 2, { weight: W, bias: false });
    const net = nn.network({ name: "n", inputs: { x }, outputs: { second } });
    const program = lowered(net, { W, first, second });
    expect(slotsOf(program)).toEqual(["input x x", "parameter W W", "parameter b1 first.bias"]);
    expect(
      program.instructions.filter(({ operands }) => operands.some((o) => o.kind === "value" && o.name === "W")),
    ).toHaveLength(2);
  });

  it("a layer used twice shares its weights, and both of its calls are computed", () => {
    const W = nn.parameter("W", [2, 2]);
    const layer = (h: Tensor): Tensor => nn.dense(h, 2, { weight: W, bias: false });
    const net = nn.network({ name: "n", inputs: { x }, outputs: { y: layer(layer(x)) } });
    expect(body(lowered(net))).toBe(
      lines(`
        t1 = contract{spec: "oi,i->o"}(W, x)
        y = contract{spec: "oi,i->o"}(W, t1)
        output y = y`),
    );
  });

  it("what is only carried along comes after what is trained", () => {
    const frozen = nn.parameter("frozen", [2], { trainable: false });
    const w = nn.parameter("w", [2]);
    const net = nn.network({ name: "n", inputs: { x }, outputs: { y: nn.mul(nn.mul(frozen, x), w) } });
    expect(slotsOf(lowered(net)).slice(1)).toEqual(["parameter w w", "parameter frozen frozen"]);
  });

  it("means and scales that fit one input are one, named after it, and say so", () => {
    const target = nn.input("target", [3]);
    const yHat = nn.unstandardize(nn.dense(nn.standardize(x), 3));
    const loss = nn.squaredError(nn.add(nn.standardize(target), nn.mul(yHat, 0)), nn.standardize(target));
    const net = nn.network({ name: "n", inputs: { features: x, target }, outputs: { yHat }, loss });
    const frozen = lowered(net, { x, target, yHat }).slots.flatMap((slot) =>
      slot.kind === "parameter" && !slot.trainable ? [[slot.name, slot.fits, slot.role]] : [],
    );
    expect(frozen).toEqual([
      ["features.mean", "features", "mean"],
      ["features.scale", "features", "scale"],
      ["target.scale", "target", "scale"],
      ["target.mean", "target", "mean"],
    ]);
  });

  it("a layer's parameter is never called as an input is", () => {
    const net = nn.network({
      name: "n",
      inputs: { "dense1.weight": x, y },
      outputs: { out: nn.tanh(nn.dense(x, 3)) },
      loss: nn.squaredError(nn.dense(x, 3), y),
    });
    const names = lowered(net).slots.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toContain("dense1.weight_2");
  });
});

describe("losses", () => {
  const x = nn.input("x", [2]);
  const y = nn.input("y", [2]);
  const z = nn.tanh(x);

  it("several are added, and the last sum is L", () => {
    const parts = [nn.squaredError(z, y), nn.halfSquaredError(z, y), nn.meanSquaredError(z, y)];
    const net = nn.network({ name: "n", inputs: { x, y }, outputs: { z }, loss: parts });
    expect(body(lowered(net, { z }))).toBe(
      lines(`
        z = tanh(x)
        t2 = sub(z, y)
        t3 = square(t2)
        t4 = sum{axes: [0]}(t3)
        t5 = sub(z, y)
        t6 = square(t5)
        t7 = sum{axes: [0]}(t6)
        t8 = div(t7, 2)
        t9 = sub(z, y)
        t10 = square(t9)
        t11 = sum{axes: [0]}(t10)
        t12 = div(t11, 2)
        t13 = add(t4, t8)
        L = add(t13, t12)
        output z = z
        loss L = L`),
    );
  });

  it("one that the user named keeps its name", () => {
    const cost = nn.squaredError(z, y);
    const net = nn.network({ name: "n", inputs: { x, y }, outputs: { z }, loss: cost });
    expect(body(lowered(net, { z, cost })).split("\n").at(-1)).toBe("loss cost = cost");
  });

  it("one that is an output as well is computed once", () => {
    const cost = nn.squaredError(z, y);
    const net = nn.network({ name: "n", inputs: { x, y }, outputs: { cost }, loss: cost });
    expect(body(lowered(net, { z, cost }))).toBe(
      lines(`
        z = tanh(x)
        t2 = sub(z, y)
        t3 = square(t2)
        cost = sum{axes: [0]}(t3)
        output cost = cost
        loss cost = cost`),
    );
  });

  it("a network without one only predicts", () => {
    const net = nn.network({ name: "n", inputs: { x }, outputs: { z } });
    expect(lowered(net).results.map(({ kind }) => kind)).toEqual(["output"]);
  });
});

describe("the axis of examples written out", () => {
  it("is called count, whatever the user calls it", () => {
    const X = nn.input("X", ["m", 3]);
    const Y = nn.input("Y", ["m", 2]);
    const S = nn.dense(nn.logistic(nn.matmul(X, nn.transpose(nn.parameter("V", [5, 3])))), 2);
    const net = nn.network({ name: "n", inputs: { X, Y }, outputs: { S }, loss: nn.softmaxCrossEntropy(S, Y) });
    expect(body(lowered(net, { X, Y, S }))).toBe(
      lines(`
        t1 = transpose{permutation: [1, 0]}(V)
        t2 = contract{spec: "ik,kj->ij"}(X, t1)
        t3 = neg(t2)
        t4 = exp(t3)
        t5 = add(1, t4)
        t6 = reciprocal(t5)
        t7 = contract{spec: "mi,oi->mo"}(t6, W1)
        b1_all = broadcast{shape: ["count", 2], axes: [1]}(b1)
        S = add(t7, b1_all)
        t8 = exp(S)
        t9 = sum{axes: [1]}(t8)
        t9_all = broadcast{shape: ["count", 2], axes: [0]}(t9)
        t10 = div(t8, t9_all)
        t11 = log(t10)
        t12 = mul(Y, t11)
        t13 = sum{axes: [1]}(t12)
        L = neg(t13)
        output S = S
        loss L = L`),
    );
  });
});

describe("hostile names", () => {
  const NAMES = [
    "`${x}`",
    "*/",
    "</script>",
    "__proto__",
    "constructor",
    "a b",
    "1st",
    "",
    "\u2028",
    "日本",
    "t1",
    "L",
    "J",
    "count",
    "e\u0301",
  ];
  it.each(NAMES)("%j is a name like others for a const, a parameter and a loss", (name) => {
    const x = nn.input("x", [2]);
    const w = nn.parameter(name === "" ? "w" : name, [2]);
    const z = nn.mul(w, x);
    const again = nn.mul(z, w);
    const cost = nn.sum(nn.square(again));
    const net = nn.network({ name: "n", inputs: { x }, outputs: { z }, loss: cost });
    const notes = new Map([...notesOf({ z, again, cost })].map(([node, note]) => [node, { ...note, name }]));
    const program = lower(net, notes);
    const values = [
      ...program.slots.map(({ value }) => value),
      ...program.instructions.flatMap(({ results }) => results),
    ];
    expect(new Set(values.map((value) => value.name)).size).toBe(values.length);
    for (const value of values) expect(value.name).toMatch(/^[\p{L}_$][\p{L}\p{N}\p{M}_$.]*$/u);
    expect(program.slots[1]?.name).toBe(name === "" ? "w" : name);
  });
});

describe("mistakes", () => {
  it("are reported together, each at the place of its call", () => {
    const x = nn.input("x", [2]);
    const first = Reflect.apply(nn.matmul, undefined, [nn.parameter("A", [3, 5]), x]);
    const second = Reflect.apply(nn.add, undefined, [x, nn.parameter("b", [7])]);
    const net = nn.network({ name: "n", inputs: { x }, outputs: { first, second } });
    let caught: unknown;
    try {
      lower(net, notesOf({ first, second }));
    } catch (error) {
      caught = error;
    }
    expect(caught).toBeInstanceOf(DiagnosticError);
    const { diagnostics } = caught as DiagnosticError;
    expect(diagnostics.map(({ code, place }) => [code, place?.line])).toEqual([
      ["shape-mismatch", 1],
      ["shape-mismatch", 2],
    ]);
  });

  it("that a call makes again and again are reported once, in time that grows with their number", () => {
    const x = nn.input("x", [2]);
    const wrong = Array.from({ length: 20_000 }, () => nn.dense(x, -1));
    const y = wrong.reduce((sum, each) => Reflect.apply(nn.add, undefined, [sum, each]), x);
    const place = { file: "net.ts", line: 1, column: 1 };
    const notes = new Map(wrong.map((tensor) => [tensor[NODE], { place }]));
    const net = nn.network({ name: "n", inputs: { x }, outputs: { y } });
    expect(() => lower(net, notes)).toThrow(/^bad-dimension: dense: units is -1$/);
  });

  it("a layer with statistics of the batch does not stand in a step", () => {
    const x = nn.input("x", [3, 2]);
    const start = nn.parameter("start", [2]);
    const h = nn.scan(start, x, (state, xt) => nn.add(nn.batchNorm(state), xt));
    expect(() => lower(nn.network({ name: "n", inputs: { x }, outputs: { h } }), notesOf({ h }))).toThrow(
      /batchNorm stands in a step of a scan/,
    );
  });
});
