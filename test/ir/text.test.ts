import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseProgram } from "../../src/ir/parse.ts";
import type { Domain } from "../../src/ir/graph.ts";
import type { Op } from "../../src/ir/op.ts";
import type { Instruction, Operand, Program, Slot, Value } from "../../src/ir/program.ts";
import { float } from "../../src/ir/shape.ts";
import type { Type } from "../../src/ir/shape.ts";
import { printProgram } from "../../src/ir/text.ts";
import { add } from "../../src/ops/arithmetic.ts";
import { broadcast } from "../../src/ops/reduction.ts";
import { opByName } from "../../src/ops/table.ts";

const parse = (text: string): Program => parseProgram(text, opByName);
const lines = (text: string): string =>
  text
    .trim()
    .split("\n")
    .map((line) => `${line.trim()}\n`)
    .join("");

describe("the text form of programs", () => {
  it.each([
    [
      "the neuron",
      `program neuron
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
       loss L = L`,
    ],
    [
      "every kind of slot and result",
      `program all
       input x [count, 2]
       input p [2] probability
       input q [2] positive
       input c [count, 3] as "class label" oneHot
       input k int32[4]
       input d int32[] integer 0 9
       input f bool[2]
       parameter W1 [3, 2] as "hidden.weight"
       parameter b [3] bias
       parameter m [2] mean frozen
       parameter s [2] as "x.scale" scale frozen
       state v [3] as "adam.v.W1"
       state beta [] = 0.9
       hyperparameter learningRate [] = 0.01
       gradient W1Grad [3, 2] as "hidden.weight"
       z = contract{spec: "ni,oi->no"}(x, W1)
       zero = constant{value: 0, shape: [3]}()
       b_each = broadcast{shape: ["count", 3], axes: [1]}(b)
       a = add(z, b_each)
       total = sum{axes: [0, 1]}(a)
       output y = a
       output "an output" = z
       loss L = total
       penalty R = 0.5
       objective J = total
       gradient hidden.weight = W1Grad
       replace b = 1[3]`,
    ],
    [
      "literals",
      `program literals
       input x [2]
       a = add(x, -0)
       b = mul(1e-7, a)
       c = add(b, 1e+21)
       d = sub(c, Infinity)
       e = sub(d, -Infinity)
       f = div(e, NaN)
       g = broadcast{shape: [2, 2], axes: [1]}(3[2])
       h = add(1, 2)
       i = add(1[2], 2[2])
       output f = f
       output y = 5e-324[2]`,
    ],
  ])("%s is read back as it was written", (_, text) => {
    expect(printProgram(parse(text))).toBe(lines(text));
  });

  it("has comments and empty lines, which end with the line", () => {
    const text = `# the head\ninput x []   # a feature\n\n  y = exp(x) # e^x\noutput y = y`;
    expect(printProgram(parse(text))).toBe(lines("program program\ninput x []\ny = exp(x)\noutput y = y"));
  });

  it("takes the words of its own language as names", () => {
    const text = `
      program input
      input output []
      parameter gradient [2] as "as" bias
      gradient input [2] as "as"
      program = exp(output)
      replace = neg(program)
      loss = add(replace, program)
      state = neg(gradient)
      parameter = add(state, input)
      hyperparameter = sum{axes: [0]}(parameter)
      output as = loss
      loss frozen = hyperparameter
      replace as = parameter`;
    expect(printProgram(parse(text))).toBe(lines(text));
  });
});

/** A program whose every name is given. */
function named([program, x, w, y, z, output]: readonly string[], domain: Domain): Program {
  const value = (name: string | undefined, type: Type = float([2])): Value => ({
    kind: "value",
    name: name ?? "",
    type,
  });
  const [vx, vw, vy, vz] = [value(`${x} 1`), value(`${w} 2`), value(`${y} 3`), value(`${z} 4`)];
  const slots: readonly Slot[] = [
    { kind: "input", name: x ?? "", value: vx, domain },
    { kind: "parameter", name: w ?? "", value: vw, role: "bias", trainable: false, initialize: { kind: "zeros" } },
  ];
  const instruction = (op: Op, operands: readonly Operand[], result: Value, attributes = {}): Instruction => ({
    op,
    operands,
    attributes,
    results: [result],
    origin: { phase: "forward" },
  });
  return {
    name: program ?? "",
    slots,
    instructions: [
      instruction(add, [vx, vw], vy),
      instruction(broadcast, [vy], { ...vz, type: float([3, 2]) }, { shape: [3, 2], axes: [1] }),
    ],
    results: [
      { kind: "output", name: output ?? "", value: vy },
      { kind: "replace", name: w ?? "", value: vx },
    ],
  };
}

const HOSTILE = [
  "",
  " ",
  "#",
  "a # b",
  '"',
  "\\",
  '"]',
  "`${x}`",
  "*/",
  "</script>",
  "__proto__",
  "constructor",
  "\u2028",
  "\n",
  "\t",
  "NaN",
  "Infinity",
  "NaNs",
  "-1",
  "1e5",
  "a=b",
  "a, b",
  "as",
  "count",
  "[2]",
  "{",
  "}",
  "program",
  "input",
  "int32",
  "\uD800",
  "ŷ",
  "e\u0304",
  "日本",
];

describe("hostile names", () => {
  const name = fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: "binary", maxLength: 6 }));
  const domain = fc.constantFrom<Domain>({ kind: "any" }, { kind: "oneHot" }, { kind: "integer", from: -3, to: 12 });
  it("go through the text form unchanged", () => {
    fc.assert(
      fc.property(fc.array(name, { minLength: 6, maxLength: 6 }), domain, (names, domain) => {
        const program = named(names, domain);
        const read = parse(printProgram(program));
        expect(read).toEqual(program);
      }),
      { seed: 7, numRuns: 400 },
    );
  });

  it.each(HOSTILE)("%j is the name of a value", (name) => {
    const program = named(["p", "x", "w", "y", "z", "out"], { kind: "any" });
    const renamed = { ...program.instructions[0]?.results[0], name } as Value;
    const text = printProgram({
      ...program,
      instructions: program.instructions.map((i, k) =>
        k === 0 ? { ...i, results: [renamed] } : { ...i, operands: [renamed] },
      ),
      results: [{ kind: "output", name, value: renamed }],
    });
    expect(printProgram(parse(text))).toBe(text);
    expect(parse(text).results[0]).toEqual({ kind: "output", name, value: renamed });
  });
});

describe("a mistake in the text names its line", () => {
  it.each([
    ["an unknown op", "input x []\n\ny = tangh(x)", "line 3: no op is called tangh"],
    ["an unknown value", "input x []\ny = exp(z)", "line 2: no value is called z"],
    [
      "a shape that does not fit",
      "input x [2]\ninput y [3]\nz = add(x, y)",
      "line 3: add needs operands of one type, found [2] and [3]",
    ],
    ["a missing shape", "input x []\nparameter w", "line 2: "],
    ["a missing sign", "input x []\ny exp(x)", "line 2: = expected"],
    ["more than a line holds", "input x []\ny = exp(x) x", "line 2: the end of the line expected"],
    ["an end that comes too early", "input x []\ny = exp(x", "line 2: "],
    ["a result of nothing", "output y = y", "line 1: no value is called y"],
    ["a result that is no number", "output y = =", "line 1: a name expected"],
    ["a name that stands twice", "input x []\nx = exp(x)", "line 2: two values are called x"],
    ["an operand that is made later", "input x []\ny = exp(z)\nz = exp(x)", "line 2: no value is called z"],
    ["an initial value that is no number", "state v [] = w", "line 1: a number expected"],
    ["attributes that are not closed", "input x [2]\ny = sum{axes: [0](x)", "line 2: attributes expected"],
    ["attributes that cannot be read", "input x [2]\ny = sum{axes: }(x)", "line 2: "],
  ])("%s", (_, text, message) => {
    expect(() => parse(text)).toThrow(message);
  });
});
