import { describe, expect, it } from "vitest";
import { at } from "../../src/diagnostics/diagnostic.ts";
import * as nn from "../../src/index.ts";
import type { Network, Tensor } from "../../src/index.ts";
import { interpret } from "../../src/ops/interpreter.ts";
import { verify } from "../../src/ops/verifier.ts";
import { numericalGradient } from "../../src/verify/numerical.ts";
import { assembled, bindingsOf, compiled, difference, outputsOf, rowsFrom, STYLES, trial } from "./harness.ts";
import type { Arrays, Trial } from "./harness.ts";

/** What the emitted code makes of some rows. */
function outputs(given: Trial, rows: Arrays = given.rows, count: number = given.count): Arrays {
  const made = outputsOf(given, count);
  given.net.run("forward", { ...rows, ...made }, count);
  return made;
}

/** Outputs of one example, as a function of its inputs. */
const evaluated = (network: Network, rows: Record<string, readonly number[]>, style: (typeof STYLES)[number]) => {
  const given = trial(compiled(network, style), 1, 1);
  return outputs(given, Object.fromEntries(Object.entries(rows).map(([k, v]) => [k, Float64Array.from(v)])), 1);
};

const list = (values: ArrayLike<number> | undefined): readonly number[] => Array.from(values ?? []);
const gap = (found: ArrayLike<number> | undefined, want: readonly number[]): number => difference(found ?? [], want);
const element = (x: Tensor, i: number): Tensor<readonly []> => nn.sum(nn.slice(x, { start: i, end: i + 1 }));

/** f = (1 − a)² + 100 (b − a²)² */
const rosenbrock = (x: Tensor): Tensor<readonly []> => {
  const [a, b] = [element(x, 0), element(x, 1)];
  return nn.add(nn.square(nn.sub(1, a)), nn.mul(100, nn.square(nn.sub(b, nn.square(a)))));
};

describe.each(STYLES)("derivatives, %s", (style) => {
  it("of Rosenbrock's function are those done by hand", () => {
    const x = nn.input("x", [2]);
    const v = nn.input("v", [2]);
    const f = rosenbrock(x);
    const made = evaluated(
      nn.network({
        name: "rosenbrock",
        inputs: { x, v },
        outputs: {
          f,
          g: nn.gradient(f, x),
          H: nn.hessian(f, x),
          Hv: nn.hessianVectorProduct(f, x, v),
          slope: nn.jvp(f, x, v),
        },
      }),
      { x: [-1.2, 1], v: [0.5, 2] },
      style,
    );
    expect(gap(made["f"], [24.2])).toBeLessThan(1e-9);
    expect(gap(made["g"], [-215.6, -88])).toBeLessThan(1e-9);
    expect(gap(made["H"], [1330, 480, 480, 200])).toBeLessThan(1e-9);
    expect(gap(made["Hv"], [1330 * 0.5 + 480 * 2, 480 * 0.5 + 200 * 2])).toBeLessThan(1e-9);
    expect(gap(made["slope"], [-215.6 * 0.5 - 88 * 2])).toBeLessThan(1e-9);
  });

  it("go on to the third: x⁴ has 4x³, 12x², 24x", () => {
    const x = nn.input("x");
    const f = nn.square(nn.square(x));
    const d1 = nn.gradient(f, x);
    const d2 = nn.gradient(d1, x);
    const d3 = nn.gradient(d2, x);
    const made = evaluated(
      nn.network({ name: "power", inputs: { x }, outputs: { d1, d2, d3, d4: nn.gradient(d3, x) } }),
      { x: [1.5] },
      style,
    );
    expect(gap(made["d1"], [13.5])).toBeLessThan(1e-9);
    expect(gap(made["d2"], [27])).toBeLessThan(1e-9);
    expect(gap(made["d3"], [36])).toBeLessThan(1e-9);
    expect(gap(made["d4"], [24])).toBeLessThan(1e-9);
  });

  it("of tensors have all axes: the Hessian of Σ (tanh x)³ is diagonal", () => {
    const x = nn.input("x", [2, 3]);
    const f = nn.sum(nn.pow(nn.tanh(x), 3));
    const made = evaluated(
      nn.network({
        name: "cube",
        inputs: { x },
        outputs: { H: nn.hessian(f, x), third: nn.jacobian(nn.hessian(f, x), x) },
      }),
      { x: [0.1, -0.4, 0.7, 1.1, -0.2, 0.3] },
      style,
    );
    const values = [0.1, -0.4, 0.7, 1.1, -0.2, 0.3].map(Math.tanh);
    const second = values.map((t) => 6 * t * (1 - t * t) ** 2 - 6 * t ** 3 * (1 - t * t));
    expect(
      gap(
        made["H"],
        second.flatMap((value, i) => second.map((_, j) => (i === j ? value : 0))),
      ),
    ).toBeLessThan(1e-9);
    expect(made["third"]).toHaveLength(216);
    const step = 1e-4;
    const shifted = (by: number): number => {
      const t = Math.tanh(0.7 + by);
      return 6 * t * (1 - t * t) ** 2 - 6 * t ** 3 * (1 - t * t);
    };
    expect(made["third"]?.[2 * 36 + 2 * 6 + 2]).toBeCloseTo((shifted(step) - shifted(-step)) / (2 * step), 5);
  });

  it("with respect to values on the way, parameters and inputs alike", () => {
    const x = nn.input("x", [2]);
    const W = nn.parameter("W", [3, 2]);
    const z = nn.matmul(W, x);
    const h = nn.tanh(z);
    const f = nn.sum(nn.square(h));
    const network = nn.network({
      name: "between",
      inputs: { x },
      outputs: { h, dz: nn.gradient(f, z), dh: nn.gradient(f, h), dW: nn.gradient(f, W), dx: nn.gradient(f, x) },
    });
    const given = trial(compiled(network, style), 3, 4);
    const made = outputs(given);
    const W0 = given.net.parameters;
    for (let n = 0; n < 3; n++) {
      const example = (name: string, size: number): readonly number[] =>
        list(made[name]).slice(n * size, (n + 1) * size);
      const point = list(given.rows["x"]).slice(n * 2, n * 2 + 2);
      const h0 = example("h", 3);
      const dz = h0.map((value) => 2 * value * (1 - value * value));
      expect(
        gap(
          example("dh", 3),
          h0.map((value) => 2 * value),
        ),
      ).toBeLessThan(1e-9);
      expect(gap(example("dz", 3), dz)).toBeLessThan(1e-9);
      expect(
        gap(
          example("dW", 6),
          dz.flatMap((value) => point.map((p) => value * p)),
        ),
      ).toBeLessThan(1e-9);
      expect(
        gap(
          example("dx", 2),
          [0, 1].map((j) => dz.reduce((sum, value, i) => sum + value * (W0[i * 2 + j] ?? NaN), 0)),
        ),
      ).toBeLessThan(1e-9);
    }
  });

  it("agree: ⟨J v, u⟩ = ⟨v, Jᵀ u⟩, and J holds both", () => {
    const x = nn.input("x", [3]);
    const v = nn.input("v", [3]);
    const u = nn.input("u", [2, 2]);
    const h = nn.dense(nn.softmax(nn.dense(x, 5)), 4);
    const y = nn.reshape(nn.mul(nn.sin(h), nn.logistic(h)), [2, 2] as const) as Tensor<readonly [2, 2]>;
    const network = nn.network({
      name: "products",
      inputs: { x, v, u },
      outputs: { J: nn.jacobian(y, x), Jv: nn.jvp(y, x, v), JTu: nn.vjp(y, x, u) },
    });
    const given = trial(compiled(network, style), 2, 5);
    const made = outputs(given);
    for (let n = 0; n < 2; n++) {
      const row = (values: ArrayLike<number> | undefined, size: number): readonly number[] =>
        list(values).slice(n * size, (n + 1) * size);
      const [J, Jv, JTu] = [row(made["J"], 12), row(made["Jv"], 4), row(made["JTu"], 3)];
      const [v0, u0] = [row(given.rows["v"], 3), row(given.rows["u"], 4)];
      expect(
        gap(
          Jv,
          [0, 1, 2, 3].map((i) => v0.reduce((sum, value, j) => sum + value * at(J, i * 3 + j), 0)),
        ),
      ).toBeLessThan(1e-9);
      expect(
        gap(
          JTu,
          [0, 1, 2].map((j) => u0.reduce((sum, value, i) => sum + value * at(J, i * 3 + j), 0)),
        ),
      ).toBeLessThan(1e-9);
    }
  });

  it("in a loss have gradients of their own: a gradient penalty", () => {
    const x = nn.input("x", [2]);
    const t = nn.input("t");
    const h = nn.dense(x, 4);
    const y = nn.sum(nn.dense(nn.tanh(h), 1));
    const slope = nn.gradient(y, x);
    const penalty = nn.square(nn.sub(nn.sqrt(nn.sum(nn.square(slope))), 1));
    const network = nn.network({
      name: "penalised",
      inputs: { x, t },
      outputs: { y },
      loss: [nn.halfSquaredError(y, t), penalty],
      optimizer: nn.sgd({ learningRate: 0.1 }),
    });
    const compilation = compiled(network, style);
    const given = trial(compilation, 3, 6);
    given.net.run("backward", given.rows, 3);
    const analytic = given.net.gradient.slice();
    const numeric = numericalGradient(
      (point) => {
        given.net.parameters.set(point);
        given.net.run("backward", given.rows, 3);
        return at(given.net.loss, 0);
      },
      given.net.parameters.slice(),
      "richardson",
    );
    expect(difference(analytic, numeric)).toBeLessThan(1e-9);
    const point = trial(compilation, 3, 6);
    const results = interpret(compilation.optimized, bindingsOf(point, point.rows), 3);
    const reference = assembled("gradient", point.code.parameters, results, point.net.gradient);
    expect(difference(analytic, reference)).toBeLessThan(1e-12);
  });

  it("of one example in a batch are those of the example alone", () => {
    const x = nn.input("x", [2]);
    const f = rosenbrock(x);
    const network = nn.network({ name: "r", inputs: { x }, outputs: { g: nn.gradient(f, x), H: nn.hessian(f, x) } });
    const given = trial(compiled(network, style), 3, 7);
    const together = outputs(given);
    for (let n = 0; n < 3; n++) {
      const alone = outputs(given, rowsFrom(given, n, n + 1), 1);
      expect(list(together["H"]).slice(n * 4, n * 4 + 4)).toEqual(list(alone["H"]));
      expect(list(together["g"]).slice(n * 2, n * 2 + 2)).toEqual(list(alone["g"]));
    }
  });

  it("where the rows are written out belong to their rows", () => {
    const X = nn.input("X", ["m", 2]);
    const W = nn.parameter("W", [2, 3]);
    const f = nn.sum(nn.tanh(nn.matmul(X, W)), { axis: -1 });
    const G = nn.gradient(f, X);
    const written = trial(compiled(nn.network({ name: "rows", inputs: { X }, outputs: { G } }), style), 3, 8);
    const x = nn.input("X", [2]);
    const g = nn.sum(nn.tanh(nn.matmul(x, nn.parameter("W", [2, 3]))));
    const one = nn.network({ name: "one", inputs: { X: x }, outputs: { G: nn.gradient(g, x) } });
    expect(gap(outputs(written)["G"], list(outputs(trial(compiled(one, style), 3, 8))["G"]))).toBeLessThan(1e-9);
  });
});

describe("derivatives", () => {
  it("where the value does not depend on the other are 0", () => {
    const x = nn.input("x", [2]);
    const z = nn.mul(2, x);
    const f = nn.sum(z);
    const made = evaluated(
      nn.network({
        name: "flat",
        inputs: { x },
        outputs: {
          H: nn.hessian(f, x),
          step: nn.gradient(nn.sum(nn.step(x)), x),
          stopped: nn.jacobian(nn.stopGradient(x), x),
          along: nn.jvp(nn.step(x), x, 1),
        },
      }),
      { x: [1, 2] },
      "auto",
    );
    expect(gap(made["H"], [0, 0, 0, 0])).toBeLessThan(1e-9);
    expect(gap(made["step"], [0, 0])).toBeLessThan(1e-9);
    expect(gap(made["stopped"], [0, 0, 0, 0])).toBeLessThan(1e-9);
    expect(gap(made["along"], [0, 0])).toBeLessThan(1e-9);
  });

  it("of stable forms are stable, and stay right with respect to what the form skips", () => {
    const z = nn.input("z");
    const y = nn.logistic(z);
    const t = nn.input("t");
    const L = nn.binaryCrossEntropy(y, t);
    const softplus = nn.gradient(nn.log(nn.add(1, nn.exp(z))), z);
    expect(
      gap(
        evaluated(nn.network({ name: "s", inputs: { z }, outputs: { softplus } }), { z: [800] }, "auto")["softplus"],
        [1],
      ),
    ).toBeLessThan(1e-9);
    const made = evaluated(
      nn.network({ name: "bce", inputs: { z, t }, outputs: { dy: nn.gradient(L, y), dz: nn.gradient(L, z) } }),
      { z: [0.5], t: [0.25] },
      "auto",
    );
    const p = 1 / (1 + Math.exp(-0.5));
    expect(gap(made["dy"], [(p - 0.25) / (p * (1 - p))])).toBeLessThan(1e-9);
    expect(gap(made["dz"], [p - 0.25])).toBeLessThan(1e-9);
  });

  it("are written out in the list that people read, and nothing else remains", () => {
    const x = nn.input("x", [2]);
    const f = rosenbrock(x);
    const g = nn.gradient(f, x);
    const { ops } = compiled(nn.network({ name: "r", inputs: { x }, outputs: { g, H: nn.jacobian(g, x) } }), "auto");
    verify(ops, "expandDerivatives");
    expect(ops.instructions.every(({ op }) => op.kind !== "derived")).toBe(true);
    expect(ops.instructions.every(({ origin }) => origin.phase === "forward")).toBe(true);
  });

  it("of one value share a sweep", () => {
    const x = nn.input("x");
    const y = nn.input("y");
    const f = nn.mul(nn.sin(x), nn.square(y));
    const count = (outputs: Record<string, Tensor>): number =>
      compiled(nn.network({ name: "s", inputs: { x, y }, outputs }), "auto").ops.instructions.length;
    const [one, both] = [count({ a: nn.gradient(f, x) }), count({ a: nn.gradient(f, x), b: nn.gradient(f, y) })];
    const again = count({ a: nn.gradient(f, x), b: nn.gradient(f, y), c: nn.gradient(f, x) });
    expect(both - one).toBeLessThan(6);
    expect(again - both).toBe(1);
  });

  it("go through a recurrence, and stand in its steps", () => {
    const q0 = nn.input("q0", [2]);
    const u = nn.input("u", [4, 2]);
    const v = nn.input("v", [2]);
    const W = nn.parameter("W", [2, 2]);
    const states = nn.scan(q0, u, (q, ut) => {
      const energy = nn.sum(nn.add(nn.square(q), nn.sin(q)));
      return nn.add(nn.tanh(nn.matmul(W, nn.sub(q, nn.mul(0.1, nn.gradient(energy, q))))), ut);
    });
    const f = nn.sum(nn.square(states));
    const network = nn.program({
      name: "flow",
      inputs: { q0, u, v },
      outputs: {
        f,
        g: nn.gradient(f, q0),
        J: nn.jacobian(states, q0),
        H: nn.hessian(f, q0),
        along: nn.jvp(f, q0, v),
        Hv: nn.hessianVectorProduct(f, q0, v),
      },
    });
    const given = trial(compiled(network, "auto"), 1, 9);
    const made = outputs(given);
    const numeric = numericalGradient(
      (q) => at(outputs(given, { ...given.rows, q0: q })["f"] ?? [], 0),
      given.rows["q0"] ?? new Float64Array(),
      "richardson",
    );
    expect(gap(made["g"], list(numeric))).toBeLessThan(1e-9);
    const [v0, v1] = list(given.rows["v"]);
    const [g0 = NaN, g1 = NaN] = list(made["g"]);
    const [a = NaN, b = NaN, c = NaN, d = NaN] = list(made["H"]);
    expect(gap(made["along"], [g0 * (v0 ?? NaN) + g1 * (v1 ?? NaN)])).toBeLessThan(1e-12);
    expect(gap(made["Hv"], [a * (v0 ?? NaN) + b * (v1 ?? NaN), c * (v0 ?? NaN) + d * (v1 ?? NaN)])).toBeLessThan(1e-12);
    expect(made["J"]).toHaveLength(16);
  });

  it("inside a step of a recurrence are not taken of what all steps share", () => {
    const q0 = nn.input("q0", [2]);
    const u = nn.input("u", [4, 2]);
    const W = nn.parameter("W", [2]);
    const states = nn.scan(q0, u, (q, ut) => nn.add(ut, nn.gradient(nn.sum(nn.mul(W, q)), W)));
    expect(() => compiled(nn.program({ inputs: { q0, u }, outputs: { states } }), "auto")).toThrow(
      /outside of the step/,
    );
  });
});
