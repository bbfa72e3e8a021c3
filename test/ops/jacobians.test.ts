import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { derivativeClaims } from "../../src/differentiate/claims.ts";
import { at } from "../../src/diagnostics/diagnostic.ts";
import { builder } from "../../src/ir/builder.ts";
import type { Op, Sample } from "../../src/ir/op.ts";
import type { Program, Result, Value } from "../../src/ir/program.ts";
import { sizeOf } from "../../src/ir/shape.ts";
import { jacobian, jvp, vjp } from "../../src/ops/derivatives.ts";
import { interpret } from "../../src/ops/interpreter.ts";
import { OPS } from "../../src/ops/table.ts";
import { verify } from "../../src/ops/verifier.ts";
import { optimise } from "../../src/passes/pipeline.ts";
import { checkDerivatives } from "../../src/verify/derivatives.ts";
import { slot } from "./derivatives.ts";
import { operandsOf, sampleText, samplesOf } from "./samples.ts";

const origin = { phase: "forward" } as const;

/** y = op(a, b, …), and for the operand x of a number: J, J·v and Jᵀ·u, as a graph would ask for them. */
function derivativesOf(op: Op, { shapes, attributes }: Sample, number: number): Program {
  const operands = shapes.map((shape, i) => slot("input", at(["a", "b", "c"], i), shape));
  const x = at(operands, number).value;
  const type = op.infer(
    operands.map((o) => o.value.type),
    attributes,
  );
  if (typeof type === "string") throw new Error(type);
  const [v, u] = [slot("input", "v", x.type.shape), slot("input", "u", type.shape)];
  const slots = [...operands, v, u];
  const out = builder(slots.map((s) => s.value.name));
  const values = operands.map((o) => o.value);
  const y = out.emit(op, values, { attributes, origin, name: "y" });
  const asked = {
    J: out.emit(jacobian, [y, x], { origin, name: "J" }),
    Jv: out.emit(jvp, [y, x, v.value], { origin, name: "Jv" }),
    JTu: out.emit(vjp, [y, x, u.value], { origin, name: "JTu" }),
  };
  const results = Object.entries(asked).map(([name, value]: [string, Value]): Result => ({
    kind: "output",
    name,
    value,
  }));
  return { name: op.name, slots, instructions: out.instructions, results };
}

const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Array.from(a).reduce((sum, value, i) => sum + value * (b[i] ?? NaN), 0);

const differentiable = Object.values(OPS).filter((op) => op.name !== "stopGradient");
const cases = differentiable.flatMap((op: Op) =>
  samplesOf(op).flatMap((sample) =>
    sample.shapes.flatMap((_, i) =>
      sample.indices?.[i] === undefined ? [[op.name, sampleText(sample), i, op, sample] as const] : [],
    ),
  ),
);

describe("Jacobians by one sweep, and products with them in forward and reverse mode", () => {
  it.each(cases)("%s %s, operand %d", (_, __, number, op, sample) => {
    const lowered = derivativesOf(op, sample, number);
    const claims = derivativeClaims(lowered);
    const program = verify(claims.program, "expandDerivatives");
    const optimised = optimise(program);
    const points = fc.tuple(operandsOf(op, sample), fc.integer({ min: 1, max: 1000 }));
    fc.assert(
      fc.property(points, ([values, seed]) => {
        const weights = (size: number, phase: number): readonly number[] =>
          Array.from({ length: size }, (_, i) => Math.cos(seed + phase + 1.7 * i));
        const n = sizeOf(at(program.slots, number).value.type.shape);
        const m = sizeOf(at(program.slots, program.slots.length - 1).value.type.shape);
        const [v, u] = [weights(n, 0), weights(m, 1)];
        const bindings = { ...Object.fromEntries(values.map((value, i) => [at(["a", "b", "c"], i), value])), v, u };
        const found = interpret(program, bindings);
        const read = (name: string): Float64Array => found.get(`output ${name}`) ?? new Float64Array();
        const [J, Jv, JTu] = [read("J"), read("Jv"), read("JTu")];
        const scale = 1 + Math.abs(dot(Jv, u));
        expect(Math.abs(dot(Jv, u) - dot(v, JTu)) / scale).toBeLessThan(1e-12);
        for (let i = 0; i < m; i++) {
          const row = J.subarray(i * n, (i + 1) * n);
          expect(Math.abs(dot(row, v) - (Jv[i] ?? NaN))).toBeLessThan(1e-11 * (1 + Math.abs(Jv[i] ?? 0)));
        }
        expect(checkDerivatives(claims, bindings, { J, Jv, JTu }, { precision: "f64" })).toMatchObject({ ok: true });
        const again = interpret(optimised, bindings);
        for (const name of ["J", "Jv", "JTu"]) {
          const optimal = again.get(`output ${name}`) ?? [];
          read(name).forEach((value, i) => {
            expect(Math.abs(value - (optimal[i] ?? NaN))).toBeLessThan(1e-11 * (1 + Math.abs(value)));
          });
        }
      }),
      { numRuns: 4, seed: 5 },
    );
  });
});
