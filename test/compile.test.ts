import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { DiagnosticError } from "../src/diagnostics/diagnostic.ts";
import * as nn from "../src/index.ts";
import type { Network, Optimizer, Tensor } from "../src/index.ts";
import { verify } from "../src/ops/verifier.ts";
import { assembled, bindingsOf, compiled, difference, outputsOf, rowsFrom, STYLES, trial } from "./compile/harness.ts";
import { moduleText } from "./compile/emitted.ts";
import { NODE } from "../src/ir/graph.ts";
import { interpret } from "../src/ops/interpreter.ts";
import type { ModuleCode } from "../src/targets/typescript/code.ts";
import iris from "./types/samples/iris.ts";
import matrix from "./types/samples/matrix.ts";
import neuron from "./types/samples/neuron.ts";

const classifier = (features: number, hidden: readonly number[], classes: number, optimizer?: Optimizer): Network => {
  const x: Tensor = nn.input("x", [features]);
  const y: Tensor = nn.input("y", [classes]);
  const h = hidden.reduce<Tensor>((below, units) => nn.tanh(nn.dense(below, units)), x);
  const z: Tensor = nn.dense(h, classes);
  return nn.network({
    name: "classifier",
    inputs: { x, y },
    outputs: { p: nn.softmax(z) },
    loss: nn.softmaxCrossEntropy(z, y),
    ...(optimizer !== undefined && { optimizer }),
  });
};

/** p² has the minimum 0 at p = 0. */
const parabola = (optimizer: Optimizer): Network => {
  const p = nn.parameter("p", [], { initialize: 1 });
  const x = nn.input("x");
  return nn.network({ name: "parabola", inputs: { x }, outputs: { y: nn.mul(p, x) }, loss: nn.square(p), optimizer });
};

const LOOP = /for \(let [ijkl] /;

/**
 * Whether the forward and adjoint computations of an example are written out. What follows the loop over the examples touches the
 * gradient only, and may stay a loop; so may sums over an input.
 */
function unrollsExamples(code: ModuleCode): boolean {
  const body = code.functions.find(({ name }) => name === "backward")?.body ?? "";
  const loops = body.slice(body.indexOf("n < count"), body.indexOf("loss[0]")).matchAll(/for \(let [ijkl] .*\n(.*)/g);
  return [...loops].every(([, inside]) => /^\w+ \+= [a-z]\w*\[n \* \d+ \+ i\]!;$/.test(inside ?? ""));
}

describe("the stages", () => {
  it("are all there, each a sound program", () => {
    const { ops, adjoint, optimized, kernels, code } = compiled(neuron, "auto");
    for (const program of [ops, adjoint, optimized]) expect(program).toBeDefined();
    for (const program of [ops, ...(adjoint === undefined ? [] : [adjoint]), optimized]) verify(program, "compile");
    expect(kernels.map(({ name }) => name)).toEqual(["forward", "backward", "update", "trainStep", "objective"]);
    expect(code.functions.map(({ name }) => name)).toEqual(["forward", "backward", "update", "trainStep", "objective"]);
  });

  it("a network without a loss has forward only", () => {
    const x = nn.input("x", [2]);
    const { adjoint, code } = compiled(
      nn.network({ name: "n", inputs: { x }, outputs: { y: nn.dense(x, 3) } }),
      "auto",
    );
    expect(adjoint).toBeUndefined();
    expect(code.functions.map(({ name }) => name)).toEqual(["forward"]);
    expect(code.stateCount).toBe(0);
  });

  it("forward takes what outputs read, backward what the loss reads", () => {
    const x = nn.input("x", [2]);
    const extra = nn.input("extra", [2]);
    const y = nn.input("y", [2]);
    const h = nn.dense(x, 2);
    const net = nn.network({
      name: "n",
      inputs: { extra, y, x },
      outputs: { a: h, b: nn.add(h, extra) },
      loss: nn.squaredError(h, y),
    });
    const arrays = Object.fromEntries(
      compiled(net, "auto").code.functions.map((f) => [f.name, f.arrays.map((a) => a.identifier)]),
    );
    expect(arrays).toEqual({
      forward: ["extra", "x", "a", "b"],
      backward: ["y", "x"],
      update: [],
      trainStep: ["y", "x"],
      objective: ["y", "x"],
    });
  });

  it.each([
    ["only through a threshold", (w: Tensor) => nn.step(w), "only through operations without a derivative"],
    ["not at all", () => nn.parameter("v"), "the loss does not depend on it"],
  ])("a parameter that reaches the loss %s is a mistake", (_, through, found) => {
    const x = nn.input("x");
    const w = nn.parameter("w");
    const v = nn.parameter("u");
    const net = nn.network({
      name: "n",
      inputs: { x },
      outputs: { y: nn.mul(w, x) },
      loss: nn.square(nn.add(nn.mul(through(w), x), v)),
    });
    let caught: unknown;
    try {
      compiled(net, "auto");
    } catch (error) {
      caught = error;
    }
    expect(caught).toBeInstanceOf(DiagnosticError);
    const { diagnostics } = caught as DiagnosticError;
    expect(diagnostics.map(({ code, message }) => [code, message])).toEqual([
      ["no-gradient", 'network: the parameter "w" receives no gradient'],
    ]);
    expect(diagnostics[0]?.found).toContain(found);
  });

  it("a frozen parameter needs no gradient, and update leaves it alone", () => {
    const x = nn.input("x", [2]);
    const w = nn.parameter("w", [2]);
    const f = nn.parameter("f", [2], { trainable: false });
    const loss = nn.sum(nn.square(nn.mul(nn.mul(x, w), f)));
    const made = trial(
      compiled(nn.network({ name: "n", inputs: { x }, outputs: { y: nn.mul(x, w) }, loss }), "auto"),
      2,
      1,
    );
    const before = made.net.parameters.slice();
    made.net.run("trainStep", made.rows, 2);
    expect(made.net.parameters.slice(2)).toEqual(before.slice(2));
    expect(made.net.parameters.slice(0, 2)).not.toEqual(before.slice(0, 2));
    expect(made.net.gradient.slice(2)).toEqual(Float64Array.of(0, 0));
  });
});

describe("the neuron", () => {
  it.each(STYLES)("at z = ±800 the emitted value and gradient are finite and right: %s", (style) => {
    const made = trial(compiled(neuron, style), 1, 1);
    const y = new Float64Array(1);
    for (const [w, value] of [
      [800, 1],
      [-800, 0],
    ] as const) {
      made.net.parameters.set([w, 0]);
      const rows = { x: Float64Array.of(1), t: Float64Array.of(0.25), y };
      made.net.run("forward", rows);
      made.net.run("backward", rows);
      expect(y[0]).toBe(value);
      expect([...made.net.gradient].map(Math.abs)).toEqual([0, 0]);
      expect(made.net.loss[0]).toBe((value - 0.25) ** 2 / 2);
    }
  });
});

describe("training", () => {
  it.each(STYLES)("update reads the gradient as it stands: %s", (style) => {
    const { net } = trial(compiled(classifier(2, [], 2, nn.sgd({ learningRate: 0.5 })), style), 1, 3);
    const before = net.parameters.slice();
    net.gradient.set(net.gradient.map((_, i) => i + 1));
    net.run("update", {});
    expect(
      difference(
        net.parameters,
        before.map((w, i) => w - 0.5 * (i + 1)),
      ),
    ).toBeLessThan(1e-15);
    net.hyper[0] = 0;
    const after = net.parameters.slice();
    net.run("update", {});
    expect(net.parameters).toEqual(after);
  });

  it.each(STYLES)("Adam from 1 on p² with learning rate 0.1 is at 0.7015862729460302 after 3 steps: %s", (style) => {
    const { net } = trial(compiled(parabola(nn.adam({ learningRate: 0.1 })), style), 1, 1);
    net.parameters[0] = 1;
    for (let i = 0; i < 3; i++) net.run("trainStep", { x: Float64Array.of(1) });
    expect(Math.abs((net.parameters[0] ?? NaN) - 0.7015862729460302)).toBeLessThan(2.3e-16);
  });

  it.each(STYLES)("J does not depend on the size of the batch once trainingSize is set: %s", (style) => {
    const made = trial(compiled(iris, style), 4, 5);
    const objective = (from: number, to: number): number =>
      made.net.run("objective", rowsFrom(made, from, to), to - from) ?? NaN;
    const mean = (): number => [0, 1, 2, 3].reduce((sum, n) => sum + objective(n, n + 1) / 4, 0);
    made.net.hyper[1] = 120;
    expect(objective(0, 4)).toBeCloseTo(mean(), 13);
    expect((objective(0, 2) + objective(2, 4)) / 2).toBeCloseTo(mean(), 13);
    // Left at 0, m is the number of examples of the call, so that the penalty of a single one is four times that of four.
    made.net.hyper[1] = 0;
    expect(Math.abs(objective(0, 4) - mean())).toBeGreaterThan(1e-4);
  });

  it.each([
    ["sgd", nn.sgd({ learningRate: 0.2 })],
    ["momentum", nn.sgd({ learningRate: 0.1, momentum: 0.9 })],
    ["adam", nn.adam({ learningRate: 0.05 })],
  ])("many steps in every style and by the interpreter end at one place: %s", (_, optimizer) => {
    const network = classifier(2, [4], 3, optimizer);
    const ends = STYLES.map((style) => {
      const made = trial(compiled(network, style), 3, 9);
      for (let i = 0; i < 20; i++) made.net.run("trainStep", rowsFrom(made, i % 3, (i % 3) + 1));
      made.net.run("trainStep", made.rows, 3);
      return made.net.parameters;
    });
    const compilation = compiled(network, "rolled");
    const made = trial(compilation, 3, 9);
    for (let i = 0; i < 21; i++) {
      const rows = i < 20 ? rowsFrom(made, i % 3, (i % 3) + 1) : made.rows;
      const results = interpret(compilation.optimized, bindingsOf(made, rows), i < 20 ? 1 : 3);
      made.net.parameters.set(assembled("replace", made.code.parameters, results, made.net.parameters));
      made.net.state.set(assembled("replace", made.code.state, results, made.net.state));
    }
    for (const end of ends) expect(difference(end, made.net.parameters)).toBeLessThan(1e-12);
  });

  it("learns exclusive or", () => {
    const made = trial(compiled(classifier(2, [4], 2, nn.adam({ learningRate: 0.05 })), "auto"), 4, 11);
    const rows = { x: Float64Array.of(0, 0, 0, 1, 1, 0, 1, 1), y: Float64Array.of(1, 0, 0, 1, 0, 1, 1, 0) };
    for (let i = 0; i < 500; i++) made.net.run("trainStep", rows, 4);
    const { p = new Float64Array() } = outputsOf(made, 4);
    made.net.run("forward", { ...rows, p }, 4);
    expect(difference(p, rows.y)).toBeLessThan(0.1);
  });
});

describe("what is unrolled", () => {
  it("auto unrolls backward for networks of the size of iris, and writes loops for 100-50-10", () => {
    const unrolls = (network: Network): boolean => unrollsExamples(compiled(network, "auto").code);
    expect(unrolls(classifier(2, [10], 3, nn.adam()))).toBe(true);
    expect(unrolls(classifier(100, [50], 10, nn.adam()))).toBe(false);
  });

  it("where trainStep is fused, auto unrolls that instead", () => {
    const loops = (network: Network): Readonly<Record<string, boolean>> =>
      Object.fromEntries(compiled(network, "auto").code.functions.map(({ name, body }) => [name, LOOP.test(body)]));
    expect(loops(iris)).toMatchObject({ forward: true, backward: true, trainStep: false });
    expect(loops(classifier(100, [50], 10))).toMatchObject({ backward: true, trainStep: true });
  });

  it("forward is loops but where the style is unrolled, or where they would not be shorter", () => {
    const hasLoops = STYLES.map((style) => {
      const { code } = compiled(classifier(3, [4], 2), style);
      return [style, LOOP.test(code.functions.find(({ name }) => name === "forward")?.body ?? "")];
    });
    expect(hasLoops).toEqual([
      ["auto", true],
      ["rolled", true],
      ["unrolled", false],
      ["readable", true],
    ]);
    const [forward] = compiled(classifier(3, [], 1), "auto").code.functions;
    expect(forward).toMatchObject({ name: "forward", body: expect.not.stringMatching(/ i\+\+/) });
  });

  it("no function that auto unrolls comes near V8's limit of 61,440 bytes of bytecode", () => {
    const { code } = compiled(classifier(8, [14, 12], 4, nn.adam()), "auto");
    expect(unrollsExamples(code)).toBe(true);
    // Each function is called once: V8 compiles what runs, and prints how long its bytecode is.
    const calls = code.functions.map(
      ({ name, arrays }) => `f.${name}(${[...arrays.map(() => "rows"), 1].join(", ")});`,
    );
    const arrays = ["parameterCount", "parameterCount", "stateCount"].map(
      (count) => `new Float64Array(${code[count as "stateCount"]})`,
    );
    const script = `const rows = new Float64Array(64); const f = ${moduleText(code)}(${arrays.join(", ")}, [0], [0.1, 0]); ${calls.join(" ")}`;
    const printed = execFileSync(process.execPath, ["--print-bytecode", "--print-bytecode-filter=*", "-"], {
      input: script,
      maxBuffer: 2 ** 28,
    }).toString();
    const lengths = new Map(
      [...printed.matchAll(/bytecode for function: (\w+) .*\nBytecode length: (\d+)/g)].map(([, name, length]) => [
        name,
        Number(length),
      ]),
    );
    for (const { name } of code.functions) {
      expect(lengths.get(name)).toBeGreaterThan(20);
      expect(lengths.get(name)).toBeLessThan(50_000);
    }
  });
});

describe("deep networks", () => {
  it("take time in proportion to their depth", () => {
    // Printing an expression twice at every level would take 2⁶⁰ steps.
    const x = nn.input("x");
    const deep = Array.from({ length: 60 }, (_, i) => i).reduce<Tensor>((h) => nn.tanh(nn.sin(h)), x);
    const made = trial(compiled(nn.network({ name: "n", inputs: { x }, outputs: { deep } }), "auto"), 1, 1);
    const out = new Float64Array(1);
    made.net.run("forward", { x: Float64Array.of(0.5), deep: out });
    expect(out[0]).toBe(Array.from({ length: 60 }).reduce<number>((h) => Math.tanh(Math.sin(h)), 0.5));
  });
});

describe("rows written out", () => {
  it.each(STYLES)("the course's matrix form trains as its per-example form does: %s", (style) => {
    const x = nn.input("X", [3]);
    const y = nn.input("Y", [2]);
    const h = nn.logistic(nn.matmul(nn.parameter("W1", [5, 3]), x));
    const S = nn.matmul(nn.parameter("W2", [2, 5]), h);
    const single = nn.network({
      name: "single",
      inputs: { X: x, Y: y },
      outputs: { YHat: nn.softmax(S) },
      loss: nn.softmaxCrossEntropy(S, y),
      regularizer: nn.l2(0.01),
      optimizer: nn.sgd({ learningRate: 0.5 }),
    });
    const [a, b] = [trial(compiled(matrix, style), 4, 13), trial(compiled(single, style), 4, 13)];
    // Parameters are laid out as they appear, and W2·h reads W2 first.
    const swapped = (values: Float64Array): Float64Array =>
      Float64Array.of(...values.slice(10), ...values.slice(0, 10));
    b.net.parameters.set(Float64Array.of(...a.net.parameters.slice(15), ...a.net.parameters.slice(0, 15)));
    for (let i = 0; i < 3; i++) for (const made of [a, b]) made.net.run("trainStep", made.rows, 4);
    expect(difference(a.net.parameters, swapped(b.net.parameters))).toBeLessThan(1e-13);
    expect(difference(a.net.loss, b.net.loss)).toBeLessThan(1e-13);
  });
});

describe("names", () => {
  const HOSTILE = [
    "count",
    "trainingSize",
    "learningRate",
    "loss",
    "hyper",
    "adam.m.w",
    "w",
    "wGrad",
    "dw",
    "Math",
    "n",
    "i",
    "`${x}`",
    "*/",
    "</script>",
    "__proto__",
    "class",
    "\u2028",
    "α",
    "1",
  ];
  it.each(STYLES)("of users are never code: %s", (style) => {
    const x = nn.input("x", [2]);
    const y = nn.input("y", [2]);
    const h = HOSTILE.reduce<Tensor>((h, name) => nn.tanh(nn.add(h, nn.parameter(name, [2]))), x);
    const net = nn.network({
      name: "`*/ n",
      inputs: { x, y },
      outputs: { "hidden\n": h },
      loss: nn.squaredError(h, y),
      regularizer: nn.l2(0.1),
      optimizer: nn.adam({ learningRate: 0.01 }),
    });
    const compilation = compiled(net, style);
    const made = trial(compilation, 2, 17);
    const identifiers = [
      ...made.code.inputs,
      ...made.code.outputs,
      ...made.code.parameters,
      ...made.code.state,
      ...made.code.scratch,
    ].map(({ identifier }) => identifier);
    expect(new Set(identifiers).size).toBe(identifiers.length);
    for (const identifier of identifiers) expect(identifier).toMatch(/^[A-Za-z]\w*$/);
    // The interpreter finds slots by name, so it cannot tell these apart: the emitted step is compared with a network of plain names.
    const plain = HOSTILE.reduce<Tensor>((h, _, i) => nn.tanh(nn.add(h, nn.parameter(`p${i}`, [2]))), x);
    const same = trial(
      compiled(
        nn.network({
          name: "plain",
          inputs: { x, y },
          outputs: { h: plain },
          loss: nn.squaredError(plain, y),
          regularizer: nn.l2(0.1),
          optimizer: nn.adam({ learningRate: 0.01 }),
        }),
        style,
      ),
      2,
      17,
    );
    for (const one of [made, same]) for (let i = 0; i < 2; i++) one.net.run("trainStep", one.rows, 2);
    expect(made.net.parameters).toEqual(same.net.parameters);
    expect(made.net.state).toEqual(same.net.state);
  });

  it.each(STYLES)("of values and of memory do not hide one another: %s", (style) => {
    // Names that the compiler gives to variables of its own.
    const names = ["sum", "sum.2", "max", "top", "total", "next w", "x[0]", "h", "h.2", "mul", "W1"];
    const x = nn.input("x", [2]);
    const y = nn.input("y", [2]);
    let h: Tensor = x;
    const notes = new Map(
      names.map((name, line) => {
        h = nn.tanh(nn.dense(nn.softmax(h), 2));
        return [h[NODE], { name, place: { file: "net.ts", line, column: 1 } }] as const;
      }),
    );
    const net = nn.network({ name: "n", inputs: { x, y }, outputs: { out: nn.neg(h) }, loss: nn.squaredError(h, y) });
    const compilation = compiled(net, style, notes);
    const made = trial(compilation, 2, 19);
    const want = interpret(compilation.optimized, bindingsOf(made, made.rows), 2);
    made.net.run("backward", made.rows, 2);
    expect(difference(made.net.loss, want.get("objective J") ?? [])).toBeLessThan(1e-12);
    const gradient = assembled("gradient", made.code.parameters, want, new Float64Array(made.net.gradient.length));
    expect(difference(made.net.gradient, gradient)).toBeLessThan(1e-12);
  });
});
