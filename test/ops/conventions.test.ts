import { describe, expect, it } from "vitest";
import { differentiate } from "../../src/differentiate/differentiate.ts";
import { parseProgram } from "../../src/ir/parse.ts";
import { interpret } from "../../src/ops/interpreter.ts";
import type { Bindings } from "../../src/ops/interpreter.ts";
import { opByName } from "../../src/ops/table.ts";
import { verify } from "../../src/ops/verifier.ts";
import { optimise } from "../../src/passes/pipeline.ts";
import { stabilise } from "../../src/passes/stabilise.ts";
import { parametersOf } from "./derivatives.ts";

/** What is promised at the edges of the domain, as PyTorch has it: the op list as the user wrote it, and what comes out in the end. */
interface Convention {
  readonly title: string;
  readonly program: string;
  readonly at: Bindings;
  readonly value?: readonly number[];
  readonly gradient?: Readonly<Record<string, readonly number[]>>;
}

const scalar = (op: string): string => `parameter a []\ny = ${op}(a)\noutput y = y\nloss L = y`;
const logistic = "e1 = neg(z)\ne2 = exp(e1)\ne3 = add(1, e2)\np = reciprocal(e3)";
const softmax = "e = exp(z)\ns = sum{axes: [0]}(e)\nb = broadcast{shape: [2], axes: []}(s)\np = div(e, b)";
const crossEntropy = [
  "parameter z []",
  "input t []",
  logistic,
  "l1 = log(p)",
  "l2 = mul(t, l1)",
  "l3 = sub(1, t)",
  "l4 = sub(1, p)",
  "l5 = log(l4)",
  "l6 = mul(l3, l5)",
  "l7 = add(l2, l6)",
  "y = neg(l7)",
  "output y = y",
  "loss L = y",
].join("\n");
const softmaxCrossEntropy = [
  "parameter z [2]",
  "input t [2] oneHot",
  softmax,
  "l = log(p)",
  "m = mul(t, l)",
  "n = sum{axes: [0]}(m)",
  "y = neg(n)",
  "output y = y",
  "loss L = y",
].join("\n");

const CONVENTIONS: readonly Convention[] = [
  { title: "relu′(0) = 0", program: scalar("relu"), at: { a: [0] }, value: [0], gradient: { a: [0] } },
  { title: "relu(NaN) = NaN", program: scalar("relu"), at: { a: [NaN] }, value: [NaN] },
  { title: "abs′(0) = 0", program: scalar("abs"), at: { a: [0] }, value: [0], gradient: { a: [0] } },
  {
    title: "log(0) = −∞, log′(0) = ∞",
    program: scalar("log"),
    at: { a: [0] },
    value: [-Infinity],
    gradient: { a: [Infinity] },
  },
  { title: "√′(0) = ∞", program: scalar("sqrt"), at: { a: [0] }, value: [0], gradient: { a: [Infinity] } },
  { title: "a² has the gradient 0 at 0", program: scalar("square"), at: { a: [0] }, value: [0], gradient: { a: [0] } },
  {
    title: "equal maxima share the gradient equally",
    program: "parameter a [4]\ny = max{axes: [0]}(a)\noutput y = y\nloss L = y",
    at: { a: [3, 1, 3, 2] },
    value: [3],
    gradient: { a: [0.5, 0, 0.5, 0] },
  },
  {
    title: "the maximum of numbers with a NaN is NaN",
    program: "parameter a [3]\ny = max{axes: [0]}(a)\noutput y = y",
    at: { a: [1, NaN, 2] },
    value: [NaN],
  },
  {
    title: "softplus(800) = 800, written as log(1 + eᶻ)",
    program: "parameter z []\ne = exp(z)\nf = add(1, e)\ny = log(f)\noutput y = y\nloss L = y",
    at: { z: [800] },
    value: [800],
    gradient: { z: [1] },
  },
  {
    title: "softplus(−800) = 0",
    program: "parameter z []\ne = exp(z)\nf = add(e, 1)\ny = log(f)\noutput y = y\nloss L = y",
    at: { z: [-800] },
    value: [0],
    gradient: { z: [0] },
  },
  ...[
    { z: 800, p: 1 },
    { z: -800, p: 0 },
  ].map(({ z, p }) => ({
    title: `logistic(${z}) and its gradient are finite, written as 1/(1 + e⁻ᶻ)`,
    program: `parameter z []\n${logistic}\noutput p = p\nloss L = p`,
    at: { z: [z] },
    value: [p],
    gradient: { z: [0] },
  })),
  {
    title: "log σ(−800) = −800",
    program: `parameter z []\n${logistic}\ny = log(p)\noutput y = y\nloss L = y`,
    at: { z: [-800] },
    value: [-800],
    gradient: { z: [1] },
  },
  {
    title: "log(1 − σ(800)) = −800",
    program: `parameter z []\n${logistic}\nq = sub(1, p)\ny = log(q)\noutput y = y\nloss L = y`,
    at: { z: [800] },
    value: [-800],
    gradient: { z: [-1] },
  },
  {
    title: "log softmax([1000, 0]) = [0, −1000]",
    program: `parameter z [2]\n${softmax}\ny = log(p)\noutput y = y\nl = sum{axes: [0]}(y)\nloss L = l`,
    at: { z: [1000, 0] },
    value: [0, -1000],
    gradient: { z: [-1, 1] },
  },
  {
    title: "softmax([1000, 0]) = [1, 0]",
    program: `parameter z [2]\n${softmax}\noutput p = p`,
    at: { z: [1000, 0] },
    value: [1, 0],
  },
  {
    title: "softmax of nothing but −∞ is NaN",
    program: `parameter z [2]\n${softmax}\noutput p = p`,
    at: { z: [-Infinity, -Infinity] },
    value: [NaN, NaN],
  },
  {
    title: "softmax cross entropy of the logits [0, 1000] with the target [1, 0] is 1000",
    program: softmaxCrossEntropy,
    at: { z: [0, 1000], t: [1, 0] },
    value: [1000],
    gradient: { z: [-1, 1] },
  },
  {
    title: "binary cross entropy on the logit −800 with target 1 is 800",
    program: crossEntropy,
    at: { z: [-800], t: [1] },
    value: [800],
    gradient: { z: [-1] },
  },
  {
    title: "binary cross entropy on the logit 800 with target 0 is 800",
    program: crossEntropy,
    at: { z: [800], t: [0] },
    value: [800],
    gradient: { z: [1] },
  },
  {
    title: "binary cross entropy on the logit 800 with target 1 is 0",
    program: crossEntropy,
    at: { z: [800], t: [1] },
    value: [0],
    gradient: { z: [0] },
  },
  {
    title: "the branch of a select that is not taken contributes no NaN",
    program:
      "parameter a []\nparameter b []\nparameter c []\nr = log(b)\ny = select(c, a, r)\noutput y = y\nloss L = y",
    at: { a: [2], b: [-1], c: [1] },
    value: [2],
    gradient: { a: [1], b: [0] },
  },
  {
    title: "select(a > 0, √a, 0) has the gradient 0 at 0: no 0 · ∞",
    program: "parameter a []\nc = greater(a, 0)\nr = sqrt(a)\ny = select(c, r, 0)\noutput y = y\nloss L = y",
    at: { a: [0] },
    value: [0],
    gradient: { a: [0] },
  },
  {
    title: "a branch of several ops that overflow: select(a < 9, e^(e^a), a²)",
    program: [
      "parameter a [2]",
      "c = less(a, 9)",
      "d = exp(a)",
      "e = exp(d)",
      "f = square(a)",
      "y = select(c, e, f)",
      "output y = y",
      "L = sum{axes: [0]}(y)",
      "loss L = L",
    ].join("\n"),
    at: { a: [1000, 0] },
    value: [1e6, Math.exp(1)],
    gradient: { a: [2000, Math.exp(1)] },
  },
  {
    title: "a select in a branch of another, and a value that both branches read",
    program: [
      "parameter a []",
      "parameter b []",
      "c = greater(a, 0)",
      "d = greater(b, 0)",
      "r = log(b)",
      "s = sqrt(a)",
      "t = div(r, s)",
      "u = select(d, t, s)",
      "y = select(c, u, b)",
      "output y = y",
      "loss L = y",
    ].join("\n"),
    at: { a: [0], b: [0] },
    value: [0],
    gradient: { a: [0], b: [1] },
  },
  {
    title: "√a that is read outside the branch too keeps its gradient ∞ at 0",
    program: [
      "parameter a []",
      "c = greater(a, 0)",
      "r = sqrt(a)",
      "s = select(c, r, 0)",
      "y = add(r, s)",
      "output y = y",
      "loss L = y",
    ].join("\n"),
    at: { a: [0] },
    value: [0],
    gradient: { a: [Infinity] },
  },
  {
    title: "a clamp passes the gradient at its edges and not beyond",
    program: "parameter a [4]\ny = clamp(a, -1, 1)\noutput y = y\nL = sum{axes: [0]}(y)\nloss L = L",
    at: { a: [-1, 1, -1.5, 1.5] },
    value: [-1, 1, -1, 1],
    gradient: { a: [1, 1, 0, 0] },
  },
  {
    title: "no gradient passes stopGradient",
    program: "parameter a []\ns = stopGradient(a)\ny = mul(s, a)\noutput y = y\nloss L = y",
    at: { a: [3] },
    value: [9],
    gradient: { a: [3] },
  },
];

describe("conventions at the edges", () => {
  it.each(CONVENTIONS)("$title", ({ program, at, value, gradient }) => {
    const ops = stabilise(parseProgram(program, opByName));
    const joint = differentiate(ops, "loss", parametersOf(ops));
    for (const form of [verify(joint, "differentiate"), optimise(joint)]) {
      const results = interpret(form, at);
      const output = form.results.find((result) => result.kind === "output")?.name ?? "";
      expect([...(results.get(`output ${output}`) ?? [])]).toEqual(value);
      for (const [name, derivative] of Object.entries(gradient ?? {})) {
        expect([...(results.get(`gradient ${name}`) ?? [])]).toEqual(derivative);
      }
    }
  });
});
