import { describe, expect, it } from "vitest";
import { differentiate } from "../../src/differentiate/differentiate.ts";
import * as nn from "../../src/index.ts";
import type { Optimizer, Regularizer } from "../../src/index.ts";
import type { ParameterSlot, Program } from "../../src/ir/program.ts";
import { addObjective } from "../../src/lower/objective.ts";
import type { Examples } from "../../src/lower/objective.ts";
import { addUpdate, updateProgram } from "../../src/lower/optimizer.ts";
import { addPenalty } from "../../src/lower/penalty.ts";
import { interpret } from "../../src/ops/interpreter.ts";
import { verify } from "../../src/ops/verifier.ts";
import { batch } from "../../src/passes/batch.ts";
import { optimise } from "../../src/passes/pipeline.ts";
import { parse } from "../passes/cases.ts";
import { body, lines } from "./naming.ts";

const nameAt = (list: readonly string[], i: number): string => list[i] ?? "";

const trained = (program: Program): readonly ParameterSlot[] =>
  program.slots.filter((slot): slot is ParameterSlot => slot.kind === "parameter" && slot.trainable);

/** The whole training step of a program for one example, as the pipeline puts it together. */
function trainingStep(
  text: string,
  regularizer: Regularizer | undefined,
  optimizer: Optimizer,
  examples: Examples,
): Program {
  const single = parse(text);
  const program = addPenalty(examples === 1 ? single : batch(single), regularizer);
  const wanted = trained(program).map((slot) => slot.value);
  const differentiated = differentiate(differentiate(program, "loss", wanted), "penalty", wanted);
  return verify(addUpdate(addObjective(differentiated, regularizer, examples), optimizer), "the training step");
}

const LINE = `
  input x [2]
  input t []
  parameter w [2]
  parameter b [] bias
  parameter f [2] frozen
  xf = mul(x, f)
  d = contract{spec: "i,i->"}(w, xf)
  y = add(d, b)
  e = sub(y, t)
  L = square(e)
  output y = y
  loss L = L`;
const at = { w: [1, -2], b: [0.5], f: [1, 2] };
const rows = { x: [1, 2, -1, 0.5, 3, 1], t: [1, 0, -2] };

/** J and its gradient, computed by hand: mean of (w·(x∘f) + b − t)², and λ/(2m) Σ w². */
function byHand(count: number, lambda: number, m: number): { J: number; w: number[]; b: number } {
  let [J, b] = [0, 0];
  const w = [0, 0];
  for (let n = 0; n < count; n++) {
    const x = [rows.x[2 * n] ?? NaN, 2 * (rows.x[2 * n + 1] ?? NaN)] as const;
    const e = 1 * x[0] - 2 * x[1] + 0.5 - (rows.t[n] ?? NaN);
    J += e ** 2 / count;
    b += (2 * e) / count;
    for (const i of [0, 1] as const) w[i] = (w[i] ?? NaN) + (2 * e * x[i]) / count;
  }
  return {
    J: J + (lambda / (2 * m)) * (1 + 4),
    w: w.map((g, i) => g + (lambda / m) * (at.w[i] ?? NaN)),
    b,
  };
}

const first = (count: number) => ({ x: rows.x.slice(0, 2 * count), t: rows.t.slice(0, count) });

describe("the objective", () => {
  it.each([1, 2, 3])("is the mean over %i examples, and its gradient the mean of theirs", (count) => {
    const results = interpret(trainingStep(LINE, undefined, nn.sgd(), "count"), { ...at, ...first(count) }, count);
    const { J, w, b } = byHand(count, 0, 1);
    expect(results.get("objective J")?.[0]).toBeCloseTo(J, 12);
    expect([...(results.get("gradient w") ?? [])]).toEqual(w.map((g) => expect.closeTo(g, 12)));
    expect(results.get("gradient b")?.[0]).toBeCloseTo(b, 12);
  });

  it("adds λ/(2m) Σ w² over the weights: neither biases nor frozen parameters", () => {
    const program = trainingStep(LINE, nn.l2(0.3), nn.sgd(), "count");
    const results = interpret(program, { ...at, ...first(3), trainingSize: [120] }, 3);
    const { J, w, b } = byHand(3, 0.3, 120);
    expect(results.get("objective J")?.[0]).toBeCloseTo(J, 12);
    expect([...(results.get("gradient w") ?? [])]).toEqual(w.map((g) => expect.closeTo(g, 12)));
    expect(results.get("gradient b")?.[0]).toBeCloseTo(b, 12);
  });

  it.each([1, 3])("takes m = count = %i where trainingSize is 0", (count) => {
    const results = interpret(trainingStep(LINE, nn.l2(0.3), nn.sgd(), "count"), { ...at, ...first(count) }, count);
    expect(results.get("objective J")?.[0]).toBeCloseTo(byHand(count, 0.3, count).J, 12);
  });

  it("with trainingSize set, the penalty does not depend on the size of the batch", () => {
    const program = trainingStep(LINE, nn.l2(0.3), nn.sgd(), "count");
    const plain = trainingStep(LINE, undefined, nn.sgd(), "count");
    const penalties = [1, 2, 3].map((count) => {
      const given = { ...at, ...first(count), trainingSize: [120] };
      const J = (p: Program): number => interpret(p, given, count).get("objective J")?.[0] ?? NaN;
      return J(program) - J(plain);
    });
    for (const penalty of penalties) expect(penalty).toBeCloseTo((0.3 / 240) * 5, 14);
  });

  it("of the only example needs no count", () => {
    const program = trainingStep(LINE, nn.l2(0.3), nn.sgd(), 1);
    expect(program.slots.map(({ name }) => name)).not.toContain("count");
    const results = interpret(program, { ...at, ...first(1) });
    expect(results.get("objective J")?.[0]).toBeCloseTo(byHand(1, 0.3, 1).J, 12);
  });

  it("of a loss that no input reaches is that loss", () => {
    const text = "input x []\nparameter p []\ny = mul(p, x)\nL = square(p)\noutput y = y\nloss L = L";
    const results = interpret(trainingStep(text, undefined, nn.sgd(), "count"), { p: [3], x: [1, 2, 3] }, 3);
    expect(results.get("objective J")?.[0]).toBe(9);
    expect(results.get("gradient p")?.[0]).toBe(6);
  });

  it("of a program that names its examples is their mean", () => {
    const text = `
      input X [count, 2]
      parameter w [2]
      y = contract{spec: "ni,i->n"}(X, w)
      L = square(y)
      output y = y
      loss L = L`;
    const results = interpret(trainingStep(text, undefined, nn.sgd(), "count"), { X: [1, 0, 0, 1], w: [2, 4] }, 2);
    expect(results.get("objective J")?.[0]).toBe(10);
    expect([...(results.get("gradient w") ?? [])]).toEqual([2, 4]);
  });

  it.each<[string, Regularizer, number, (w: number) => number]>([
    ["λ/m Σ |w|", nn.l1(0.3), (0.3 / 120) * 3, (w) => (0.3 / 120) * Math.sign(w)],
    [
      "λ₁/m Σ |w| + λ₂/(2m) Σ w²",
      nn.elasticNet({ l1: 0.3, l2: 0.5 }),
      (0.3 / 120) * 3 + (0.5 / 240) * 5,
      (w) => (0.3 / 120) * Math.sign(w) + (0.5 / 120) * w,
    ],
  ])("adds %s", (_, regularizer, penalty, slope) => {
    const given = { ...at, ...first(3), trainingSize: [120] };
    const results = interpret(trainingStep(LINE, regularizer, nn.sgd(), "count"), given, 3);
    const { J, w } = byHand(3, 0, 1);
    expect(results.get("objective J")?.[0]).toBeCloseTo(J + penalty, 12);
    const want = w.map((g, i) => expect.closeTo(g + slope(at.w[i] ?? NaN), 12));
    expect([...(results.get("gradient w") ?? [])]).toEqual(want);
  });

  it("a parameter's own penalty takes the place of that of the network, also for a bias", () => {
    const program = parse(LINE);
    const own = program.slots.map((slot) =>
      slot.name === "w"
        ? { ...slot, regularizer: nn.l1(0.3) }
        : slot.name === "b"
          ? { ...slot, regularizer: nn.l2(2) }
          : slot,
    );
    const penalized = verify(addPenalty({ ...program, slots: own }, nn.l2(9)), "penalty");
    const R = interpret(penalized, { ...at, ...first(1) }).get("penalty R")?.[0];
    expect(R).toBeCloseTo(0.3 * 3 + 1 * 0.25, 14);
  });

  it("without weights there is no penalty, nor with λ = 0", () => {
    const bias = parse("parameter b [] bias\nL = square(b)\nloss L = L");
    expect(addPenalty(bias, nn.l2(1))).toBe(bias);
    const line = parse(LINE);
    expect(addPenalty(line, nn.l2(0))).toBe(line);
    expect(addPenalty(line, undefined)).toBe(line);
  });

  it("keeps a program without a loss as it is", () => {
    const program = parse("parameter w []\noutput y = w");
    expect(addObjective(program, nn.l2(1), "count")).toBe(program);
    expect(addUpdate(program, nn.sgd())).toBe(program);
  });

  it("reads as the course's formula, regulariser included", () => {
    const text = "input x []\nparameter w []\ny = mul(w, x)\nL = square(y)\nloss L = L";
    const program = optimise(trainingStep(text, nn.l2(0.5), nn.sgd({ learningRate: 0.1 }), 1));
    expect(body(program)).toBe(
      lines(`
        hyperparameter trainingSize []
        hyperparameter learningRate [] = 0.1
        y = mul(w, x)
        L = square(y)
        R = square(w)
        yBar = mul(2, y)
        wBar = mul(yBar, x)
        wBar.2 = mul(2, w)
        greater = greater(trainingSize, 0)
        m = select(greater, trainingSize, 1)
        mul = mul(m, 2)
        decay = div(0.5, mul)
        mul.2 = mul(decay, R)
        J = add(L, mul.2)
        mul.3 = mul(decay, wBar.2)
        wGrad = add(wBar, mul.3)
        mul.4 = mul(learningRate, wGrad)
        sub = sub(w, mul.4)
        objective J = J
        gradient w = wGrad
        replace w = sub`),
    );
  });
});

/** Trains p on p², from 1, by the program of the whole step: the new value of p after each step. */
function descend(optimizer: Optimizer, steps: number): readonly number[] {
  const text = "parameter p []\nL = square(p)\nloss L = L";
  const program = optimise(trainingStep(text, undefined, optimizer, "count"));
  let bindings: Record<string, ArrayLike<number>> = { p: [1] };
  return Array.from({ length: steps }, () => {
    const results = interpret(program, bindings);
    const replaced = program.results.flatMap(({ kind, name }) =>
      kind === "replace" ? [[name, results.get(`replace ${name}`) ?? []] as const] : [],
    );
    bindings = { ...bindings, ...Object.fromEntries(replaced) };
    return bindings["p"]?.[0] ?? NaN;
  });
}

describe("optimisers", () => {
  it("sgd: w ← w − α g", () => {
    expect(descend(nn.sgd({ learningRate: 0.1 }), 2)).toEqual([expect.closeTo(0.8, 15), expect.closeTo(0.64, 15)]);
  });

  it("sgd with momentum: v ← μv + g, w ← w − αv", () => {
    let [w, v] = [1, 0];
    const want = Array.from({ length: 4 }, () => {
      v = 0.9 * v + 2 * w;
      return (w -= 0.1 * v);
    });
    expect(descend(nn.sgd({ learningRate: 0.1, momentum: 0.9 }), 4)).toEqual(want.map((x) => expect.closeTo(x, 14)));
  });

  it("after Nesterov: w ← w − α(g + μv)", () => {
    let [w, v] = [1, 0];
    const want = Array.from({ length: 4 }, () => {
      const g = 2 * w;
      v = 0.9 * v + g;
      return (w -= 0.1 * (g + 0.9 * v));
    });
    const optimizer = nn.sgd({ learningRate: 0.1, momentum: 0.9, nesterov: true });
    expect(descend(optimizer, 4)).toEqual(want.map((x) => expect.closeTo(x, 14)));
  });

  it("adam: 0.7015862729460302 after 3 steps from 1 on p² with learning rate 0.1, as in PyTorch", () => {
    const after = descend(nn.adam({ learningRate: 0.1 }), 3).at(-1) ?? NaN;
    expect(Math.abs(after - 0.7015862729460302)).toBeLessThan(2.3e-16);
  });

  it("adam moves by α in the first step, whatever the size of the gradient", () => {
    expect(descend(nn.adam({ learningRate: 0.01 }), 1)[0]).toBeCloseTo(0.99, 9);
  });

  it("the update reads the gradient that it is handed, and nothing else", () => {
    const program = verify(optimise(updateProgram("n", trained(parse(LINE)), nn.sgd({ learningRate: 0.5 }))), "update");
    expect(body(program)).toBe(
      lines(`
        gradient wGrad [2] as "w"
        gradient bGrad [] as "b"
        hyperparameter learningRate [] = 0.5
        broadcast = broadcast{shape: [2], axes: []}(learningRate)
        mul = mul(broadcast, wGrad)
        sub = sub(w, mul)
        mul.2 = mul(learningRate, bGrad)
        sub.2 = sub(b, mul.2)
        replace w = sub
        replace b = sub.2`),
    );
  });

  it("has state for each parameter that is trained, and for no other", () => {
    const state = (optimizer: Optimizer): readonly string[] =>
      updateProgram(
        "n",
        parse(LINE).slots.filter((slot) => slot.kind === "parameter"),
        optimizer,
      ).slots.flatMap((slot) => (slot.kind === "state" ? [`${slot.name} ${slot.initial}`] : []));
    expect(state(nn.sgd())).toEqual([]);
    expect(state(nn.sgd({ momentum: 0.9 }))).toEqual(["momentum.w 0", "momentum.b 0"]);
    expect(state(nn.adam())).toEqual([
      "adam.beta1Power 1",
      "adam.beta2Power 1",
      "adam.m.w 0",
      "adam.v.w 0",
      "adam.m.b 0",
      "adam.v.b 0",
    ]);
  });

  it.each([
    ["w", "wGrad"],
    ["w", "adam.m.w"],
    ["w", "learningRate"],
    ["w", "J"],
  ])("parameters called %s and %s are none of its own names", (...names) => {
    const [one, two] = names.map((name) => name.replaceAll(".", "_"));
    const text = `
      input x []
      parameter ${one} [] as "${names[0]}"
      parameter ${two} [] as "${names[1]}"
      y = mul(${one}, x)
      z = add(y, ${two})
      L = square(z)
      loss L = L`;
    const program = optimise(trainingStep(text, nn.l2(0.1), nn.adam({ learningRate: 0.1 }), "count"));
    const parameters = trained(program);
    const bindings = { x: [2], [nameAt(names, 0)]: [1], [nameAt(names, 1)]: [3] };
    const whole = interpret(program, bindings);
    expect(whole.get(`gradient ${names[0]}`)?.[0]).toBeCloseTo(20 + 0.1, 12);
    expect(whole.get(`gradient ${names[1]}`)?.[0]).toBeCloseTo(10 + 0.3, 12);
    const update = verify(updateProgram("n", parameters, nn.adam({ learningRate: 0.1 })), "update");
    const states = (p: Program): readonly string[] =>
      p.slots.flatMap((slot) => (slot.kind === "state" ? slot.name : []));
    expect(states(update)).toEqual(states(program));
    expect(new Set([...states(update), ...names]).size).toBe(states(update).length + 2);
  });
});
