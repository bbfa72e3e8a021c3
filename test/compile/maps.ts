import type { Tensor } from "../../src/index.ts";
import type { Recorder } from "./recorder.ts";

/** Moved, so that rounding does not decide about a jump: rows of attention may be equal up to rounding. */
const apart = (dsl: Recorder, h: Tensor | number): Tensor => dsl.call("add", h, 0.137);

/** Functions of one number, kept within their domains and out of where they grow fast. */
export const MAPS: Readonly<Record<string, (dsl: Recorder, h: Tensor) => Tensor>> = {
  ...Object.fromEntries(
    [
      [
        "logistic",
        "tanh",
        "relu",
        "gaussian",
        "abs",
        "sin",
        "cos",
        "neg",
        "erf",
        "softplus",
        "softsign",
        "silu",
        "mish",
      ],
      ["gelu", "elu", "selu", "leakyRelu", "relu6", "hardSigmoid", "hardTanh"],
    ]
      .flat()
      .map((name) => [name, (dsl: Recorder, h: Tensor) => dsl.call(name, h)]),
  ),
  geluTanh: (dsl, h) => dsl.call("gelu", h, { approximate: "tanh" }),
  square: (dsl, h) => dsl.call("square", dsl.call("tanh", h)),
  exp: (dsl, h) => dsl.call("exp", dsl.call("tanh", h)),
  expm1: (dsl, h) => dsl.call("expm1", dsl.call("tanh", h)),
  log: (dsl, h) => dsl.call("log", dsl.call("add", dsl.call("square", h), 0.5)),
  log1p: (dsl, h) => dsl.call("log1p", dsl.call("square", h)),
  logOnePlusExp: (dsl, h) => dsl.call("log", dsl.call("add", 1, dsl.call("exp", dsl.call("tanh", h)))),
  sqrt: (dsl, h) => dsl.call("sqrt", dsl.call("add", dsl.call("square", h), 0.5)),
  reciprocal: (dsl, h) => dsl.call("reciprocal", dsl.call("add", dsl.call("square", h), 1)),
  negOfNeg: (dsl, h) => dsl.call("neg", dsl.call("mul", dsl.call("neg", h), dsl.call("tanh", h))),
  step: (dsl, h) => dsl.call("add", dsl.call("step", apart(dsl, h)), dsl.call("tanh", h)),
  clamp: (dsl, h) => dsl.call("clamp", h, -0.5, 0.75),
  cube: (dsl, h) => dsl.call("pow", dsl.call("tanh", h), 3),
  root: (dsl, h) => dsl.call("pow", dsl.call("add", dsl.call("square", h), 0.5), 0.5),
  round: (dsl, h) => dsl.call("sub", h, dsl.call("round", apart(dsl, h))),
  linear: (dsl, h) => dsl.call("linear", h),
  floor: (dsl, h) => dsl.call("sub", h, dsl.call("floor", apart(dsl, h))),
};

export const PAIRS: Readonly<Record<string, (dsl: Recorder, a: Tensor, b: Tensor | number) => Tensor>> = {
  add: (dsl, a, b) => dsl.call("add", a, b),
  sub: (dsl, a, b) => dsl.call("sub", a, b),
  subFrom: (dsl, a, b) => dsl.call("sub", b, a),
  mul: (dsl, a, b) => dsl.call("mul", a, b),
  div: (dsl, a, b) => dsl.call("div", dsl.call("tanh", a), dsl.call("add", dsl.call("square", b), 1)),
  maximum: (dsl, a, b) => dsl.call("maximum", a, apart(dsl, b)),
  minimum: (dsl, a, b) => dsl.call("minimum", a, apart(dsl, b)),
  where: (dsl, a, b) => dsl.call("where", dsl.call("greater", a, apart(dsl, b)), dsl.call("mul", a, 2), b),
  whereLess: (dsl, a, b) =>
    dsl.call("where", dsl.call("lessEqual", a, 0.25), a, dsl.call("tanh", dsl.call("mul", a, b))),
  whereSame: (dsl, a, b) => {
    const same = dsl.call("equal", dsl.call("step", apart(dsl, a)), dsl.call("greaterEqual", apart(dsl, b), 0.5));
    return dsl.call("where", same, dsl.call("sin", a), dsl.call("less", apart(dsl, a), b));
  },
  pow: (dsl, a, b) => dsl.call("pow", dsl.call("exp", dsl.call("tanh", a)), dsl.call("sin", b)),
  clamp: (dsl, a, b) => dsl.call("clamp", a, -0.75, dsl.call("abs", b)),
};
