import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { adjointName, dependents, differentiate } from "../../src/differentiate/differentiate.ts";
import { at } from "../../src/diagnostics/diagnostic.ts";
import { mathWriter } from "../../src/ir/math.ts";
import type { Op } from "../../src/ir/op.ts";
import { producersOf } from "../../src/ir/program.ts";
import type { Program } from "../../src/ir/program.ts";
import { mul, square } from "../../src/ops/arithmetic.ts";
import { contract } from "../../src/ops/contraction.ts";
import { interpret } from "../../src/ops/interpreter.ts";
import { broadcast, sum } from "../../src/ops/reduction.ts";
import { tanh } from "../../src/ops/transcendental.ts";
import { verify } from "../../src/ops/verifier.ts";
import { eliminateDead } from "../../src/passes/dead.ts";
import { optimise } from "../../src/passes/pipeline.ts";
import { gradientError, lossOf, parametersOf, withGradient } from "../ops/derivatives.ts";
import { operandsOf } from "../ops/samples.ts";
import type { Sample } from "../../src/ir/op.ts";
import { parse, passCases, readCases } from "../passes/cases.ts";

const trainable = (program: Program) =>
  program.slots.flatMap((slot) => (slot.kind === "parameter" && slot.trainable ? [slot.value] : []));
const naive = (program: Program): Program => eliminateDead(differentiate(program, "loss", trainable(program)));

passCases(import.meta.url, "adjoint.cases.txt", naive);

const neuron = parse(readCases(new URL("adjoint.cases.txt", import.meta.url))[0]?.input ?? "");

describe("the chain rule over the neuron", () => {
  it("reads as the course has it", () => {
    const joint = naive(neuron);
    const writer = mathWriter(joint);
    const lines = joint.instructions
      .filter((instruction) => instruction.origin.phase === "adjoint" && writer.isLine(instruction))
      .map((instruction) => `${writer.name(at(instruction.results, 0))} = ${writer.definition(instruction)}`);
    expect(lines.map((line) => line.normalize("NFD"))).toEqual(
      [
        "L̄ = 1",
        "t̄7 = L̄/2",
        "t̄6 = t̄7·2t6",
        "ȳ = t̄6",
        "t̄5 = −ȳ·y²",
        "t̄4 = t̄5",
        "t̄3 = t̄4·t4",
        "z̄ = −t̄3",
        "t̄1 = z̄",
        "b̄ = z̄",
        "w̄ = t̄1·x",
      ].map((line) => line.normalize("NFD")),
    );
  });

  it("keeps the forward program as it is, and says which value each step belongs to", () => {
    const joint = differentiate(neuron, "loss", trainable(neuron));
    expect(joint.instructions.slice(0, neuron.instructions.length)).toEqual(neuron.instructions);
    const producers = producersOf(joint);
    for (const { name } of neuron.instructions.map(({ results }) => at(results, 0))) {
      const adjoint = [...producers].find(([value]) => value.name === adjointName(name));
      expect(adjoint?.[1].origin).toMatchObject({ phase: "adjoint", adjointOf: name });
    }
  });
});

/** The n-th derivative of f at a point, by differentiating n times. */
function derivative(text: string, n: number, at: number): number | undefined {
  let program = parse(text);
  for (let i = 0; i < n; i++) {
    const next = verify(differentiate(program, "loss", parametersOf(program)), "differentiate");
    const gradient = next.results.find((result) => result.kind === "gradient");
    if (gradient === undefined) return undefined;
    program = { ...next, results: [{ kind: "loss", name: "L", value: gradient.value }] };
  }
  const value = interpret(program, { x: [at] }).get("loss L")?.[0];
  const optimised = interpret(optimise(program), { x: [at] }).get("loss L")?.[0] ?? NaN;
  expect(optimised).toBeCloseTo(value ?? NaN, 10);
  return value;
}

/** σ(0.7) */
const S = 1 / (1 + Math.exp(-0.7));

describe("differentiation is closed", () => {
  const cube = "parameter x []\ns = square(x)\ny = mul(s, x)\nloss L = y";
  const wave = "parameter x []\ny = sin(x)\nloss L = y";
  const growth = "parameter x []\ny = exp(x)\nloss L = y";
  const powers = "parameter x []\na = mul(x, x)\nb = mul(a, a)\ny = mul(b, x)\nloss L = y";
  it.each([
    ["(x³)′ = 3x²", cube, 1, 2, 12],
    ["(x³)″ = 6x", cube, 2, 2, 12],
    ["(x³)‴ = 6", cube, 3, 2, 6],
    ["(x⁵)″ = 20x³", powers, 2, 2, 160],
    ["(x⁵)⁗ = 120x", powers, 4, 2, 240],
    ["sin⁗ = sin", wave, 4, 0.7, Math.sin(0.7)],
    ["exp‴ = exp", growth, 3, 0.7, Math.exp(0.7)],
    ["σ″ = σ(1 − σ)(1 − 2σ)", "parameter x []\ny = logistic(x)\nloss L = y", 2, 0.7, S * (1 - S) * (1 - 2 * S)],
  ])("%s", (_, text, n, point, expected) => {
    expect(derivative(text, n, point)).toBeCloseTo(expected, 7);
  });

  it("ends where nothing depends on the variable any more", () => {
    expect(derivative("parameter x []\ny = mul(x, 3)\nloss L = y", 2, 1)).toBeUndefined();
  });

  it("gives a Hessian–vector product that agrees with the Hessian: x₁²x₂ has [[2x₂, 2x₁], [2x₁, 0]]", () => {
    const program = parse(`
      parameter x []
      parameter y []
      s = square(x)
      L = mul(s, y)
      loss L = L`);
    const first = differentiate(program, "loss", parametersOf(program));
    const rows = ["x", "y"].map((name) => {
      const gradient = at(
        first.results.filter((r) => r.kind === "gradient" && r.name === name),
        0,
      );
      const row: Program = { ...first, results: [{ kind: "loss", name: "L", value: gradient.value }] };
      const second = interpret(differentiate(row, "loss", parametersOf(row)), { x: [3], y: [5] });
      return ["x", "y"].map((column) => second.get(`gradient ${column}`)?.[0] ?? 0);
    });
    expect(rows).toEqual([
      [10, 6],
      [6, 0],
    ]);
  });
});

describe("what a program is differentiated by", () => {
  it("returns a program without a loss as it is", () => {
    const program = parse("parameter w []\ny = exp(w)\noutput y = y");
    expect(differentiate(program, "loss", parametersOf(program))).toBe(program);
  });

  it("marks the gradients of the loss and those of the penalty", () => {
    const program = parse("parameter w []\ny = exp(w)\nq = square(w)\nloss L = y\npenalty R = q");
    const both = differentiate(differentiate(program, "loss", parametersOf(program)), "penalty", parametersOf(program));
    expect(both.results.map(({ kind, name, of }) => [kind, name, of])).toEqual([
      ["loss", "L", undefined],
      ["penalty", "R", undefined],
      ["gradient", "w", "loss"],
      ["gradient", "w", "penalty"],
    ]);
    verify(both, "both");
  });

  it("knows what depends on a value", () => {
    const names = [...dependents(neuron, [at(neuron.slots, 3).value])].map(({ name }) => name);
    expect(names).toEqual(["b", "z", "t3", "t4", "t5", "y", "t6", "t7", "L"]);
  });
});

/** The same check as of every record in the table. */
const error = (op: Op, sample: Sample): number => {
  const program = lossOf(op, sample);
  const [operands = []] = fc.sample(operandsOf(op, sample), { numRuns: 1, seed: 5 });
  const weights = at(
    program.slots.filter(({ name }) => name === "weights"),
    0,
  ).value.type.shape;
  const bindings = Object.fromEntries(operands.map((values, i) => [at(["a", "b"], i), values]));
  return gradientError(program, {
    ...bindings,
    weights: new Array<number>(weights.reduce<number>((n, d) => n * Number(d), 1)).fill(1.5),
  });
};

describe("a rule that is wrong is caught", () => {
  const vector: Sample = { shapes: [[3]], attributes: {} };
  const product: Sample = { shapes: [[2, 3], [3]], attributes: { spec: "oi,i->o" } };
  const wrong: readonly (readonly [string, Op, Op, Sample])[] = [
    ["1 − tanh", tanh, { ...tanh, vjp: ({ on, dy, y }) => [on(mul, [dy, y])] }, vector],
    [
      "a factor that is missing",
      square,
      { ...square, vjp: ({ on, dy, operands: [a] }) => (a === undefined ? [] : [on(mul, [dy, a])]) },
      vector,
    ],
    ["a gradient that is missing", square, { ...square, vjp: () => [null] }, vector],
    [
      "the cotangents of a product in the wrong order of signs",
      contract,
      {
        ...contract,
        vjp: (context) => {
          const [a, b] = contract.vjp(context);
          return [a ?? null, b === undefined || b === null ? null : context.on(mul, [b, -1])];
        },
      },
      product,
    ],
    [
      "a sum whose cotangent is divided by the number of terms",
      sum,
      {
        ...sum,
        vjp: ({ on, dy }) => [on(mul, [on(broadcast, [dy], { shape: [3], axes: [] }), 1 / 3])],
      },
      { shapes: [[3]], attributes: { axes: [0] } },
    ],
  ];
  it.each(wrong)("%s", (_, right, broken, sample) => {
    expect(error(right, sample)).toBeLessThan(1e-9);
    expect(error(broken, sample)).toBeGreaterThan(1e-3);
  });

  it("a cotangent of the wrong shape stops differentiation", () => {
    const broken: Op = { ...sum, vjp: ({ dy }) => [dy] };
    expect(() => withGradient(lossOf(broken, { shapes: [[3]], attributes: { axes: [0] } }))).toThrow(
      "the cotangent of a is [], it needs [3]",
    );
  });
});
