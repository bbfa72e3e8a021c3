import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { at } from "../../src/diagnostics/diagnostic.ts";
import { float } from "../../src/ir/shape.ts";
import type { Sample } from "../../src/ir/op.ts";
import type { Shape } from "../../src/ir/shape.ts";
import { interpret } from "../../src/ops/interpreter.ts";
import { OPS, opByName } from "../../src/ops/table.ts";
import { verify } from "../../src/ops/verifier.ts";
import { batch } from "../../src/passes/batch.ts";
import { optimise } from "../../src/passes/pipeline.ts";
import { stabilise } from "../../src/passes/stabilise.ts";
import { directional, gradientError, lossOf, parametersOf, withGradient } from "./derivatives.ts";
import { reference } from "./reference.ts";
import { operandsOf, samplesOf, sampleText, weightsOf } from "./samples.ts";

const all = [...opByName.values()];
const cases = all.flatMap((op) =>
  samplesOf(op).map((sample) => ({ op, sample, title: `${op.name} ${sampleText(sample)}` })),
);
const reading = cases.filter(({ sample }) => sample.shapes.length > 0);

/** What has a derivative that differences of its values should agree with; that of `stopGradient` is 0 by definition. */
const differentiable = reading.filter(({ op }) => op !== OPS.stopGradient);

/** What differences and rounding leave of a derivative that is right. */
const TOLERANCE = 1e-9;

const run = (numRuns: number): fc.Parameters<unknown> => ({ seed: 20_26, numRuns });
const names = ["a", "b", "c"] as const;
const bind = (operands: readonly (readonly number[])[]): Record<string, readonly number[]> =>
  Object.fromEntries(operands.map((values, i) => [at(names, i), values]));
const sizeOf = (shape: Shape): number => shape.reduce<number>((size, dim) => size * Number(dim), 1);

describe("the table", () => {
  it("names every op as the record does", () => {
    for (const [name, op] of Object.entries(OPS)) expect(op.name).toBe(name);
  });
  it.each(all.map((op) => [op.name, op] as const))("%s can be tested: it has samples, and a smooth region", (_, op) => {
    expect(samplesOf(op).length).toBeGreaterThan(0);
    expect(op.smooth?.length ?? 0).toBe(op.kind === "elementwise" ? op.arity : 0);
    expect(op.comprehension === undefined).toBe(["derived", "scatter", "region"].includes(op.kind));
    expect(op.scatter === undefined).toBe(op.kind !== "scatter");
    expect(op.expand === undefined).toBe(op.kind !== "derived");
  });
});

describe("shape and value", () => {
  it.each(cases)("$title", ({ op, sample }) => {
    fc.assert(
      fc.property(operandsOf(op, sample), (operands) => {
        const want = reference(op, sample, operands);
        const inferred = op.infer(
          sample.shapes.map((shape) => float(shape)),
          sample.attributes,
        );
        expect(inferred).toEqual(float(want.shape));
        const { y } = named(interpret(lossOf(op, sample), { ...bind(operands) }));
        expect(y?.length).toBe(want.data.length);
        for (const [i, value] of want.data.entries()) expect(at(y ?? [], i)).toBeCloseTo(value, 12);
      }),
      run(5),
    );
  });
});

const named = (results: ReadonlyMap<string, Float64Array>): { readonly y?: Float64Array } => {
  const y = results.get("output y");
  return y === undefined ? {} : { y };
};

describe("a shape that does not fit is told in a sentence", () => {
  const wrong: readonly (readonly [string, Sample])[] = all.flatMap((op) => {
    if (op.misfits !== undefined) return op.misfits.map((misfit): readonly [string, Sample] => [op.name, misfit]);
    const [sample] = samplesOf(op).filter(({ shapes }) => shapes[0]?.length === 2);
    if (sample === undefined) return [];
    const { shapes } = sample;
    const of = (changed: Partial<Sample>): readonly [string, Sample] => [op.name, { ...sample, ...changed }];
    switch (op.kind) {
      case "elementwise":
        return op.arity === 1
          ? []
          : [of({ shapes: [[5], ...shapes.slice(1)] }), of({ shapes: [[], ...shapes.slice(1)] })];
      case "contraction":
        return [
          of({ shapes: [[2, 5], ...shapes.slice(1)] }),
          of({ shapes: [[], ...shapes.slice(1)] }),
          of({ attributes: { spec: "oi,i->z" } }),
        ];
      case "reduction":
      case "derived":
        return [[], [2], [-1], [0, 0]].map((axes) => of({ attributes: { axes } }));
      case "view":
      case "indexed":
      case "scatter":
      case "region":
      case "constant":
        return [];
    }
  });
  it.each(wrong.map(([name, sample]) => ({ name, sample, title: `${name} ${sampleText(sample)}` })))(
    "$title",
    ({ name, sample }) => {
      const found = opByName.get(name)?.infer(
        sample.shapes.map((shape) => float(shape)),
        sample.attributes,
      );
      expect(found).toMatch(new RegExp(`^${name}`));
    },
  );
});

describe("derivative", () => {
  it.each(differentiable)("$title", ({ op, sample }) => {
    const program = lossOf(op, sample);
    const weights = at(
      program.slots.filter(({ name }) => name === "weights"),
      0,
    ).value.type.shape;
    fc.assert(
      fc.property(operandsOf(op, sample), weightsOf(weights), (operands, given) => {
        expect(gradientError(program, { ...bind(operands), weights: given })).toBeLessThan(TOLERANCE);
      }),
      run(5),
    );
  });
});

describe("second derivative: the derivative is a program like any other", () => {
  const smooth = differentiable.filter(({ op, sample }) =>
    withGradient(lossOf(op, sample)).results.some(({ kind }) => kind === "gradient"),
  );
  it.each(smooth)("$title", ({ op, sample }) => {
    const program = directional(lossOf(op, sample), 0.7);
    const weights = at(
      program.slots.filter(({ name }) => name === "weights"),
      0,
    ).value.type.shape;
    fc.assert(
      fc.property(operandsOf(op, sample), weightsOf(weights), (operands, given) => {
        expect(gradientError(program, { ...bind(operands), weights: given })).toBeLessThan(TOLERANCE);
      }),
      run(3),
    );
  });
});

/** The rows of inputs one after another; parameters once. */
function joined(
  rows: readonly Readonly<Record<string, readonly number[]>>[],
  inputs: readonly boolean[],
): Record<string, readonly number[]> {
  return Object.fromEntries(
    Object.entries(at(rows, 0)).map(([name, values]) => {
      const position = names.findIndex((known) => known === name);
      return [name, position < 0 || inputs[position] === true ? rows.flatMap((row) => row[name] ?? []) : values];
    }),
  );
}

describe("batching: the results of each example, and the sum of their gradients", () => {
  const COUNT = 3;
  // Every example of a batch draws random numbers of its own, whatever it would draw alone; and alone it is its own mean.
  const patterns = reading
    .filter(({ op }) => op.name !== "uniform" && op.name !== "meanOverExamples")
    .flatMap(({ op, sample, title }) =>
      Array.from({ length: 2 ** sample.shapes.length - 1 }, (_, mask) => {
        const inputs = sample.shapes.map((_, i) => (((mask + 1) >> i) & 1) === 1);
        return { op, sample, inputs, title: `${title} inputs ${inputs.map(Number).join("")}` };
      }),
    );
  it.each(patterns)("$title", ({ op, sample, inputs }) => {
    const single = withGradient(lossOf(op, sample, inputs));
    const several = withGradient(verify(batch(lossOf(op, sample, inputs)), "batch"));
    const shape = at(
      single.slots.filter(({ name }) => name === "weights"),
      0,
    ).value.type.shape;
    const examples = fc.array(fc.tuple(operandsOf(op, sample), weightsOf(shape)), {
      minLength: COUNT,
      maxLength: COUNT,
    });
    fc.assert(
      fc.property(examples, (given) => {
        const [[shared]] = given as [(typeof given)[number]];
        const rows = given.map(([operands, weights]) => ({
          ...bind(operands.map((values, i) => (inputs[i] === true ? values : at(shared, i)))),
          weights,
        }));
        const each = rows.map((row) => interpret(single, row));
        const together = interpret(several, joined(rows, inputs), COUNT);
        const outputs = each.flatMap((results) => [...(results.get("output y") ?? [])]);
        expect([...(together.get("output y") ?? [])]).toEqual(outputs);
        expect([...(together.get("loss L") ?? [])]).toEqual(
          each.flatMap((results) => [...(results.get("loss L") ?? [])]),
        );
        for (const { name, type } of parametersOf(single)) {
          const sums = Array.from({ length: sizeOf(type.shape) }, (_, i) =>
            each.reduce((total, results) => total + (results.get(`gradient ${name}`)?.[i] ?? 0), 0),
          );
          const gradient = together.get(`gradient ${name}`) ?? new Float64Array(sums.length);
          for (const [i, value] of sums.entries()) expect(at(gradient, i)).toBeCloseTo(value, 11);
        }
      }),
      run(2),
    );
  });
});

describe("edges, exactly", () => {
  const edges = all.flatMap((op) =>
    (op.edges ?? []).map((edge) => ({ op, edge, title: `${op.name}(${edge.at.join(", ")})` })),
  );
  const stages = [
    { stage: "as written", prepare: withGradient },
    {
      stage: "optimised",
      prepare: (program: Parameters<typeof withGradient>[0]) => optimise(withGradient(stabilise(program))),
    },
  ];
  it.each(edges.flatMap((edge) => stages.map((stage) => ({ ...edge, ...stage }))))(
    "$title $stage",
    ({ op, edge, prepare }) => {
      const sample: Sample = { shapes: edge.at.map(() => []), attributes: {} };
      const results = interpret(prepare(lossOf(op, sample)), {
        ...bind(edge.at.map((value) => [value])),
        weights: [1],
      });
      expect(results.get("output y")?.[0]).toBe(edge.value);
      for (const [i, derivative] of (edge.gradient ?? []).entries()) {
        expect(results.get(`gradient ${at(names, i)}`)?.[0]).toBe(derivative);
      }
    },
  );
});
