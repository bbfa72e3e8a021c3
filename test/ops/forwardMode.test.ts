import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expandDerivatives } from "../../src/differentiate/expand.ts";
import { at } from "../../src/diagnostics/diagnostic.ts";
import { builder } from "../../src/ir/builder.ts";
import type { Op, Sample } from "../../src/ir/op.ts";
import type { Origin, Program } from "../../src/ir/program.ts";
import { jvp, vjp } from "../../src/ops/derivatives.ts";
import { interpret } from "../../src/ops/interpreter.ts";
import { opByName } from "../../src/ops/table.ts";
import { verify } from "../../src/ops/verifier.ts";
import { optimise } from "../../src/passes/pipeline.ts";
import { slot } from "./derivatives.ts";
import { operandsOf, samplesOf, sampleText, weightsOf } from "./samples.ts";

const origin: Origin = { phase: "forward" };
const names = ["a", "b", "c"] as const;

/** J v and Jᵀu of y = op(a, b, …) with respect to one operand. */
function both(op: Op, { shapes, attributes }: Sample, by: number): Program {
  const operands = shapes.map((shape, i) => slot("parameter", at(names, i), shape));
  const x = at(operands, by);
  const v = slot("input", "v", x.value.type.shape);
  const type = op.infer(
    operands.map((o) => o.value.type),
    attributes,
  );
  if (typeof type === "string") throw new Error(type);
  const u = slot("input", "u", type.shape);
  const slots = [...operands, v, u];
  const out = builder(slots.map((s) => s.name));
  const y = out.emit(
    op,
    operands.map((o) => o.value),
    { attributes, origin, name: "y" },
  );
  const Jv = out.emit(jvp, [y, x.value, v.value], { origin, name: "Jv" });
  const JTu = out.emit(vjp, [y, x.value, u.value], { origin, name: "JTu" });
  const program: Program = {
    name: op.name,
    slots,
    instructions: out.instructions,
    results: [
      { kind: "output", name: "Jv", value: Jv },
      { kind: "output", name: "JTu", value: JTu },
    ],
  };
  return verify(expandDerivatives(program), "expandDerivatives");
}

const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Array.from(a).reduce((sum, value, i) => sum + value * (b[i] ?? NaN), 0);

const cases = [...opByName.values()].flatMap((op) =>
  samplesOf(op).flatMap((sample) =>
    sample.shapes.flatMap((shape, by) =>
      sample.indices?.[by] === undefined
        ? [{ op, sample, by, shape, title: `${op.name} ${sampleText(sample)} by ${names[by]}` }]
        : [],
    ),
  ),
);

describe("forward mode is the transpose of reverse mode: ⟨Jv, u⟩ = ⟨v, Jᵀu⟩", () => {
  it.each(cases)("$title", ({ op, sample, by, shape }) => {
    const program = both(op, sample, by);
    const u = at(
      program.slots.filter(({ name }) => name === "u"),
      0,
    ).value.type.shape;
    fc.assert(
      fc.property(operandsOf(op, sample), weightsOf(shape), weightsOf(u), (operands, v, weights) => {
        const given = { ...Object.fromEntries(operands.map((values, i) => [at(names, i), values])), v, u: weights };
        for (const one of [program, optimise(program)]) {
          const results = interpret(one, given);
          const [Jv, JTu] = [results.get("output Jv") ?? [], results.get("output JTu") ?? []];
          const [left, right] = [dot(Jv, weights), dot(v, JTu)];
          expect(Math.abs(left - right)).toBeLessThanOrEqual(1e-11 * Math.max(1, Math.abs(right)));
        }
      }),
      { seed: 20_26, numRuns: 3 },
    );
  });
});
