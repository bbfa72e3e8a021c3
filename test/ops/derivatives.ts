import { differentiate } from "../../src/differentiate/differentiate.ts";
import { at } from "../../src/diagnostics/diagnostic.ts";
import { builder, namesOf } from "../../src/ir/builder.ts";
import type { Op, Sample } from "../../src/ir/op.ts";
import type { Operand, Origin, Program, Slot, Value } from "../../src/ir/program.ts";
import { float } from "../../src/ir/shape.ts";
import type { Shape } from "../../src/ir/shape.ts";
import { add, mul } from "../../src/ops/arithmetic.ts";
import { interpret } from "../../src/ops/interpreter.ts";
import type { Bindings } from "../../src/ops/interpreter.ts";
import { sum } from "../../src/ops/reduction.ts";
import { verify } from "../../src/ops/verifier.ts";

const origin: Origin = { phase: "forward" };

/** A slot for a test: an input, or a parameter that is differentiated. */
export function slot(kind: "input" | "parameter", name: string, shape: Shape): Slot {
  const value: Value = { kind: "value", name, type: float(shape) };
  return kind === "input"
    ? { kind, name, value, domain: { kind: "any" } }
    : { kind, name, value, role: "weight", trainable: true, initialize: { kind: "zeros" } };
}

const operandName = (i: number): string => at(["a", "b", "c"], i);

/**
 * output y = op(a, b, …), and loss L = Σ weights · y, which makes a scalar of it whose derivative sees every element.
 * @param inputs which operands are inputs; the others are parameters; by default indices, which have no derivative
 */
export function lossOf(op: Op, { shapes, attributes, indices }: Sample, inputs: readonly boolean[] = []): Program {
  const isInput = (i: number): boolean => inputs[i] ?? indices?.[i] !== undefined;
  const operands = shapes.map((shape, i) => slot(isInput(i) ? "input" : "parameter", operandName(i), shape));
  const type = op.infer(
    operands.map((o) => o.value.type),
    attributes,
  );
  if (typeof type === "string") throw new Error(type);
  const weights = slot("input", "weights", type.shape);
  const slots = [...operands, weights];
  const out = builder(slots.map((s) => s.name));
  const y = out.emit(
    op,
    operands.map((o) => o.value),
    { attributes, origin, name: "y" },
  );
  const L = total(out.emit(mul, [y, weights.value], { origin }));
  return verify(
    {
      name: op.name,
      slots,
      instructions: out.instructions,
      results: [
        { kind: "output", name: "y", value: y },
        { kind: "loss", name: "L", value: L },
      ],
    },
    "the test's own program",
  );

  function total(value: Value): Value {
    const axes = value.type.shape.map((_, axis) => axis);
    return axes.length === 0 ? value : out.emit(sum, [value], { attributes: { axes }, origin, name: "L" });
  }
}

export const parametersOf = (program: Program): readonly Value[] =>
  program.slots.flatMap((s) => (s.kind === "parameter" ? [s.value] : []));

/** The program with the gradients of its loss. */
export const withGradient = (program: Program): Program =>
  verify(differentiate(program, "loss", parametersOf(program)), "differentiate");

/** A scalar made of first derivatives, Σ direction · ∂L/∂parameter, as the loss of a new program. */
export function directional(program: Program, direction: number): Program {
  const first = withGradient(program);
  const out = builder(namesOf(first));
  first.instructions.forEach((instruction) => out.append(instruction));
  const terms = first.results.flatMap(({ kind, value }, position): Operand[] => {
    if (kind !== "gradient") return [];
    const axes = value.type.shape.map((_, axis) => axis);
    const scaled = out.emit(mul, [value, direction + position], { origin });
    return [axes.length === 0 ? scaled : out.emit(sum, [scaled], { attributes: { axes }, origin })];
  });
  const [head, ...tail] = terms;
  if (head === undefined) throw new Error(`${program.name} has no gradient`);
  const value = tail.reduce((a, b) => out.emit(add, [a, b], { origin }), head);
  return { ...first, instructions: out.instructions, results: [{ kind: "loss", name: "D", value }] };
}

/** Central differences at h, h/2 and h/4, extrapolated twice (Richardson): the error falls with h⁶. */
function numericalDerivative(f: (x: number) => number, x: number, h: number = 2e-3): number {
  const central = (step: number): number => (f(x + step) - f(x - step)) / (2 * step);
  const [d0, d1, d2] = [central(h), central(h / 2), central(h / 4)];
  const [e1, e2] = [(4 * d1 - d0) / 3, (4 * d2 - d1) / 3];
  return (16 * e2 - e1) / 15;
}

/** The largest error of a program's gradients against differences of its loss, relative to the larger of 1 and the derivative. */
export function gradientError(program: Program, bindings: Bindings): number {
  const joint = withGradient(program);
  const results = interpret(joint, bindings);
  const lossName = at(
    program.results.filter((result) => result.kind === "loss"),
    0,
  ).name;
  let largest = 0;
  for (const parameter of parametersOf(program)) {
    const values = Float64Array.from(bindings[parameter.name] ?? []);
    const gradient = results.get(`gradient ${parameter.name}`) ?? new Float64Array(values.length);
    for (const [i, x] of values.entries()) {
      const lossAt = (moved: number): number =>
        at(
          interpret(program, { ...bindings, [parameter.name]: values.with(i, moved) }).get(`loss ${lossName}`) ?? [],
          0,
        );
      const numerical = numericalDerivative(lossAt, x);
      const error = Math.abs(at(gradient, i) - numerical) / Math.max(1, Math.abs(numerical));
      largest = Math.max(largest, Number.isNaN(error) ? Infinity : error);
    }
  }
  return largest;
}
