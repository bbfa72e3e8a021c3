import { describe, expect, it } from "vitest";
import { at } from "../../src/diagnostics/diagnostic.ts";
import { differentiate } from "../../src/differentiate/differentiate.ts";
import { parseProgram } from "../../src/ir/parse.ts";
import type { Program } from "../../src/ir/program.ts";
import { printProgram } from "../../src/ir/text.ts";
import { interpret } from "../../src/ops/interpreter.ts";
import { opByName } from "../../src/ops/table.ts";
import { verify } from "../../src/ops/verifier.ts";
import { batch } from "../../src/passes/batch.ts";
import { optimise } from "../../src/passes/pipeline.ts";
import { stabilise } from "../../src/passes/stabilise.ts";
import { directional, gradientError, parametersOf, withGradient } from "./derivatives.ts";

/** A recurrent network of two states over three steps: h ← tanh(W·h + x + b); the loss weighs every state. */
const body = JSON.stringify(`program body
input h [2]
input xt [2]
input W [2, 2]
input b [2]
z = contract{spec: "oi,i->o"}(W, h)
s = add(z, xt)
a = add(s, b)
next = tanh(a)
output next = next
`);

const rnn = (kind: "input" | "parameter"): Program =>
  verify(
    parseProgram(
      `program rnn
${kind} x [3, 2]
input weights [4, 2]
parameter h0 [2]
parameter W [2, 2]
parameter b [2] bias
H = scan{length: 3, axis: 0, axes: [0], body: ${body}}(h0, x, W, b)
p = mul(H, weights)
L = sum{axes: [0, 1]}(p)
output y = H
loss L = L
`,
      opByName,
    ),
    "the test's own program",
  );

/** The same, written out step by step. */
const unrolled = parseProgram(
  `program rnn
parameter x [3, 2]
input weights [4, 2]
parameter h0 [2]
parameter W [2, 2]
parameter b [2] bias
${[0, 1, 2]
  .map(
    (t) => `x${t}s = slice{shape: [1, 2], starts: [${t}, 0], steps: [1, 1]}(x)
x${t} = reshape{shape: [2]}(x${t}s)
z${t} = contract{spec: "oi,i->o"}(W, h${t})
s${t} = add(z${t}, x${t})
a${t} = add(s${t}, b)
h${t + 1} = tanh(a${t})
r${t} = reshape{shape: [1, 2]}(h${t})
`,
  )
  .join("")}r3 = reshape{shape: [1, 2]}(h3)
H = concat{axis: 0}(r0, r1, r2, r3)
p = mul(H, weights)
L = sum{axes: [0, 1]}(p)
output y = H
loss L = L
`,
  opByName,
);

const values = {
  x: [0.3, -0.2, 0.5, 0.1, -0.7, 0.4],
  h0: [0.2, -0.4],
  W: [0.5, -0.3, 0.8, 0.2],
  b: [0.1, -0.1],
  weights: [0.7, 1.3, 0.9, 1.1, 1.7, 0.6, 1.2, 0.8],
};

describe("scan", () => {
  it("has a text form that is read back", () => {
    const text = printProgram(rnn("parameter"));
    expect(printProgram(parseProgram(text, opByName))).toBe(text);
  });

  it("computes what its steps compute, and its gradients are theirs", () => {
    const [found, want] = [
      interpret(withGradient(rnn("parameter")), values),
      interpret(withGradient(unrolled), values),
    ];
    expect([...found.keys()]).toEqual([...want.keys()]);
    for (const [name, data] of want)
      for (const [i, value] of data.entries()) expect(at(found.get(name) ?? [], i)).toBeCloseTo(value, 13);
  });

  it("agrees with differences, once and twice differentiated, optimised and not", () => {
    const program = rnn("parameter");
    expect(gradientError(program, values)).toBeLessThan(1e-9);
    expect(gradientError(directional(program, 0.7), values)).toBeLessThan(1e-9);
    const [plain, better] = [withGradient(program), optimise(withGradient(stabilise(program)))];
    for (const [name, data] of interpret(plain, values))
      for (const [i, value] of data.entries())
        expect(at(interpret(better, values).get(name) ?? [], i)).toBeCloseTo(value, 13);
  });

  it("batches: each example has states of its own, and gradients are summed", () => {
    const single = rnn("input");
    const several = verify(batch(single), "batch");
    const train = (program: Program): Program => differentiate(program, "loss", parametersOf(program));
    const rows = [values.x, values.x.map((v) => -v), values.x.map((v) => v * v)];
    const weights = [...values.weights, ...values.weights.map((w) => 2 - w), ...values.weights];
    const together = interpret(train(several), { ...values, x: rows.flat(), weights }, 3);
    const each = rows.map((x, n) =>
      interpret(train(single), { ...values, x, weights: weights.slice(8 * n, 8 * n + 8) }),
    );
    expect([...(together.get("output y") ?? [])]).toEqual(each.flatMap((one) => [...(one.get("output y") ?? [])]));
    for (const name of ["gradient W", "gradient b", "gradient h0"]) {
      for (const [i, value] of (together.get(name) ?? new Float64Array()).entries())
        expect(value).toBeCloseTo(
          each.reduce((sum, one) => sum + at(one.get(name) ?? [], i), 0),
          12,
        );
    }
    verify(optimise(train(several)), "optimise");
  });

  it("says what does not fit", () => {
    const { op, operands, attributes } = at(rnn("input").instructions, 0);
    const types = operands.map(({ type }) => type);
    const shape = (i: number, dims: readonly number[]): typeof types =>
      types.map((type, k) => (k === i ? { ...type, shape: dims } : type));
    expect(op.infer(shape(1, [4, 2]), attributes)).toMatch(/^scan: operand 2 is \[4, 2\]/);
    expect(op.infer(shape(2, [2, 3]), attributes)).toMatch(/^scan: operand 3/);
    expect(op.infer(types.slice(1), attributes)).toMatch(/^scan needs/);
  });
});
