import { describe, expect, it } from "vitest";
import { checkGradient } from "../../src/verify/gradient.ts";
import type { GradientCheck } from "../../src/verify/gradient.ts";
import type { Values } from "../../src/verify/numerical.ts";
import type { Runnable, Subject } from "../../src/verify/runnable.ts";

type Precision = Subject["precision"];

interface Made extends Runnable {
  /** The batches that it has seen. */
  readonly seen: (readonly (Values | Int32Array)[])[];
}

const arrayOf = (precision: Precision, values: readonly number[]): Values =>
  precision === "f32" ? Float32Array.from(values) : Float64Array.from(values);

/** J = 1/count Σ f(p, x) written by hand, with the gradient that f adds into g. */
function make(
  initial: readonly number[],
  example: (p: Values, x: (array: number, i: number) => number, g: Values) => number,
  sizes: readonly number[],
  precision: Precision = "f64",
): Made {
  const parameters = arrayOf(precision, initial);
  const gradient = arrayOf(
    precision,
    initial.map(() => 0),
  );
  const loss = arrayOf(precision, [0]);
  const seen: (readonly (Values | Int32Array)[])[] = [];
  return {
    parameters,
    gradient,
    loss,
    seen,
    backward(...args) {
      const count = Number(args.at(-1));
      const arrays = args.filter((value) => typeof value !== "number");
      seen.push(arrays.map((array) => array.slice()));
      gradient.fill(0);
      let sum = 0;
      for (let n = 0; n < count; n++) {
        sum += example(parameters, (array, i) => arrays[array]?.[n * (sizes[array] ?? 1) + i] ?? NaN, gradient);
      }
      loss[0] = sum / count;
      for (let i = 0; i < gradient.length; i++) gradient[i] = (gradient[i] ?? 0) / count;
    },
  };
}
const addTo = (g: Values, i: number, value: number): void => {
  g[i] = (g[i] ?? 0) + value;
};

const input = (size: number, more: Partial<Subject["inputs"][number]> = {}): Subject["inputs"][number] => ({
  name: "x",
  size,
  element: "float",
  domain: { kind: "any" },
  ...more,
});
const parameter = (name: string, offset: number, size: number, more: object = {}): Subject["parameters"][number] => ({
  name,
  offset,
  size,
  trainable: true,
  role: "weight",
  ...more,
});
const subject = (
  inputs: Subject["inputs"],
  parameters: Subject["parameters"],
  precision: Precision = "f64",
): Subject => ({ precision, inputs, parameters });

/** The neuron y = σ(wx + b), L = ½(y − t)²; `wrong` changes what it claims. */
const neuron = (precision: Precision = "f64", wrong: (g: Values) => void = () => undefined): Made =>
  make(
    [0.5, 0],
    ([w = 0, b = 0], x, g) => {
      const y = 1 / (1 + Math.exp(-(w * x(0, 0) + b)));
      const z = (y - x(1, 0)) * y * (1 - y);
      addTo(g, 0, z * x(0, 0));
      addTo(g, 1, z);
      wrong(g);
      return 0.5 * (y - x(1, 0)) ** 2;
    },
    [1, 1],
    precision,
  );
const neuronSubject = (precision: Precision = "f64"): Subject =>
  subject(
    [input(1), input(1, { name: "t" })],
    [parameter("w", 0, 1), parameter("b", 1, 1, { role: "bias" })],
    precision,
  );

/** L = Σᵢ c(pᵢ)·xᵢ for an elementwise c: one derivative a coordinate. */
const elementwise = (
  initial: readonly number[],
  c: (p: number) => number,
  slope: (p: number, i: number) => number,
): Made =>
  make(
    initial,
    (p, x, g) => {
      let sum = 0;
      for (let i = 0; i < p.length; i++) {
        sum += c(p[i] ?? 0) * x(0, i);
        addTo(g, i, slope(p[i] ?? 0, i) * x(0, i));
      }
      return sum;
    },
    [initial.length],
  );
const vector = (size: number, more: object = {}): Subject => subject([input(size)], [parameter("p", 0, size, more)]);
const zeros = (count: number): readonly number[] => Array.from({ length: count }, () => 0);

describe("a right gradient", () => {
  it("checks, with a row for each value of each parameter", () => {
    const check = checkGradient(neuron(), neuronSubject());
    expect(check.ok).toBe(true);
    expect(check.complete).toBe(true);
    expect(check.rows.map(({ parameter: name, index }) => [name, index])).toEqual([
      ["w", 0],
      ["b", 0],
    ]);
    expect(check.largest?.difference).toBeLessThan(1e-9);
    expect(check.rows.every(({ analytic }) => Math.abs(analytic) > 1e-3)).toBe(true);
  });

  it("checks in f32, less sharply", () => {
    const check = checkGradient(neuron("f32"), neuronSubject("f32"));
    expect(check.ok).toBe(true);
    expect(check.largest?.difference).toBeLessThan(1e-3);
  });

  it("checks above the budget by directions and samples of each tensor", () => {
    const run = elementwise(zeros(3000), Math.tanh, (p) => 1 - Math.tanh(p) ** 2);
    const check = checkGradient(run, vector(3000));
    expect(check.ok).toBe(true);
    expect(check.complete).toBe(false);
    expect(check.rows.filter(({ index }) => index === undefined)).toHaveLength(2);
    expect(check.rows.filter(({ index }) => index !== undefined)).toHaveLength(8);
    expect(run.seen.length).toBeLessThan(100);
  });

  it("checks whatever the size of the loss", () => {
    for (const factor of [1e-6, 1, 1e6]) {
      const run = elementwise(
        [1, 2, 3],
        (p) => factor * Math.exp(p),
        (p) => factor * Math.exp(p),
      );
      expect(checkGradient(run, vector(3)).ok).toBe(true);
    }
  });

  it("checks for parameters of any size", () => {
    const run = elementwise(
      [1e5, -1e-5, 0],
      (p) => Math.sin(p / 1e4),
      (p) => Math.cos(p / 1e4) / 1e4,
    );
    expect(checkGradient(run, vector(3)).ok).toBe(true);
  });

  it("leaves frozen parameters out", () => {
    const run = neuron("f64", (g) => {
      g[1] = 0;
    });
    const { inputs, parameters } = neuronSubject();
    const frozen = parameters.map((each) => (each.name === "b" ? { ...each, trainable: false } : each));
    expect(checkGradient(run, subject(inputs, frozen)).ok).toBe(true);
    expect(checkGradient(run, subject(inputs, parameters)).ok).toBe(false);
  });

  it("checks where nothing can be trained", () => {
    const run = elementwise([1], Math.exp, Math.exp);
    expect(checkGradient(run, vector(1, { trainable: false }))).toMatchObject({ ok: true, rows: [] });
  });
});

describe("a wrong gradient", () => {
  it.each<[string, (g: Values) => void]>([
    ["by a factor", (g) => g.forEach((value, i) => (g[i] = 1.001 * value))],
    ["by a sign", (g) => g.forEach((value, i) => (g[i] = -value))],
    ["by a little", (g) => addTo(g, 1, 1e-6)],
    ["because an adjoint is missing", (g) => g.fill(0, 0, 1)],
    ["because two are swapped", (g) => g.set([g[1] ?? 0, g[0] ?? 0])],
  ])("%s does not check", (_, wrong) => {
    const check = checkGradient(neuron("f64", wrong), neuronSubject());
    expect(check.ok).toBe(false);
    expect(check.rows.some(({ ok }) => !ok)).toBe(true);
    expect(check.rows.every(({ kink }) => !kink)).toBe(true);
  });

  it("names the value that differs, with both derivatives", () => {
    const run = elementwise([1, 2, 3], Math.exp, (p, i) => Math.exp(p) * (i === 1 ? 2 : 1));
    const wrong = checkGradient(run, vector(3)).rows.filter(({ ok }) => !ok);
    expect(wrong).toHaveLength(1);
    expect(wrong[0]).toMatchObject({ parameter: "p", index: 1 });
    expect(wrong[0]?.analytic).toBeCloseTo(2 * (wrong[0]?.numeric ?? NaN), 5);
  });

  it("in one place of a large tensor is found by directions", () => {
    const run = elementwise(zeros(3000), Math.tanh, (p, i) => (1 - Math.tanh(p) ** 2) * (i === 1234 ? 1.1 : 1));
    const wrong = checkGradient(run, vector(3000)).rows.filter(({ ok }) => !ok);
    expect(wrong.length).toBeGreaterThan(0);
    expect(wrong.every(({ index }) => index === undefined)).toBe(true);
  });

  it("is found in f32", () => {
    const run = neuron("f32", (g) => g.forEach((value, i) => (g[i] = 1.2 * value)));
    expect(checkGradient(run, neuronSubject("f32")).ok).toBe(false);
  });

  it("does not hide behind the curvature of a smooth function", () => {
    const run = elementwise(
      [1],
      (p) => 1e3 * p * p,
      (p) => 2e3 * p + 1e-2,
    );
    expect(checkGradient(run, vector(1)).ok).toBe(false);
  });
});

const relu = (p: number): number => (p > 0 ? p : 0);
const heaviside = (z: number): number => (z > 0 ? 1 : 0);

const kinkAt = (place: (p: number) => number, slope: (z: number) => number): GradientCheck => {
  // The perturbed parameter is learnt first, so that the kink can be put exactly there.
  const probe = elementwise(
    [0.3],
    (p) => p,
    () => 1,
  );
  let at = NaN;
  const backward = probe.backward.bind(probe);
  const learn: Runnable = {
    ...probe,
    backward: (...args) => {
      if (Number.isNaN(at)) at = probe.parameters[0] ?? NaN;
      backward(...args);
    },
  };
  checkGradient(learn, vector(1));
  return checkGradient(
    elementwise(
      [0.3],
      (p) => relu(p - place(at)),
      (p) => slope(p - place(at)),
    ),
    vector(1),
  );
};

describe("a kink", () => {
  it.each([3e-6, -3e-6, 3e-7, -3e-7])("at a distance of %s does not fail a right gradient", (distance) => {
    const check = kinkAt((p) => p + distance, heaviside);
    expect(check.ok).toBe(true);
    expect(check.rows[0]?.kink).toBe(false);
  });

  it.each([
    ["left", 0],
    ["right", 1],
    ["middle", 0.5],
  ])("itself takes the slope of the %s", (_, value) => {
    const check = kinkAt(
      (p) => p,
      (z) => (z === 0 ? value : heaviside(z)),
    );
    expect(check.ok).toBe(true);
    // In the middle the central difference agrees.
    expect(check.rows[0]?.kink).toBe(value !== 0.5);
  });

  it.each([-0.5, 1.5])("does not take the slope %s, which lies outside", (value) => {
    expect(
      kinkAt(
        (p) => p,
        (z) => (z === 0 ? value : heaviside(z)),
      ).ok,
    ).toBe(false);
  });

  it.each([3e-6, -3e-6])("at a distance of %s does not hide a wrong gradient", (distance) => {
    expect(
      kinkAt(
        (p) => p + distance,
        (z) => 0.5 * heaviside(z) + 0.2,
      ).ok,
    ).toBe(false);
  });

  it("is left by the noise on parameters, which start at 0", () => {
    const run = elementwise(zeros(20), relu, heaviside);
    const check = checkGradient(run, vector(20));
    expect(check.ok).toBe(true);
    expect(check.rows.every(({ kink }) => !kink)).toBe(true);
    expect(check.rows.some(({ analytic }) => analytic !== 0)).toBe(true);
  });
});

const rows = (seed: number): unknown => checkGradient(neuron(), neuronSubject(), { seed }).rows;

describe("the point of the check", () => {
  it("is the same each time, and another for another seed", () => {
    expect(rows(1)).toEqual(rows(1));
    expect(rows(1)).not.toEqual(rows(2));
  });

  it("is left: the parameters are those of before", () => {
    const run = neuron();
    checkGradient(run, neuronSubject());
    expect([...run.parameters]).toEqual([0.5, 0]);
    const broken: Runnable = {
      ...run,
      backward: () => {
        throw new Error("no");
      },
    };
    expect(() => checkGradient(broken, neuronSubject())).toThrow("no");
    expect([...run.parameters]).toEqual([0.5, 0]);
  });

  it("is a batch of three examples, the same for every evaluation", () => {
    const run = neuron();
    checkGradient(run, neuronSubject());
    const [first] = run.seen;
    expect(first?.map(({ length }) => length)).toEqual([3, 3]);
    expect(run.seen.every((arrays) => JSON.stringify(arrays) === JSON.stringify(first))).toBe(true);
  });

  it.each<[string, Partial<Subject["inputs"][number]>, (values: readonly number[]) => boolean]>([
    ["any", {}, (v) => v.some((x) => x < 0) && v.some((x) => x > 0)],
    ["positive", { domain: { kind: "positive" } }, (v) => v.every((x) => x > 0)],
    ["probability", { domain: { kind: "probability" } }, (v) => v.every((x) => x > 0 && x < 1)],
    [
      "integer",
      { domain: { kind: "integer", from: 2, to: 4 }, element: "int32" },
      (v) => v.every((x) => [2, 3, 4].includes(x)) && new Set(v).size > 1,
    ],
    ["bool", { element: "bool" }, (v) => v.every((x) => x === 0 || x === 1)],
    [
      "oneHot",
      { domain: { kind: "oneHot" } },
      (v) => v.every((x) => x === 0 || x === 1) && v.filter((x) => x === 1).length === 8,
    ],
  ])("holds values of the domain %s", (_, more, holds) => {
    const run = elementwise([1], Math.exp, Math.exp);
    checkGradient(run, subject([input(5, more)], [parameter("p", 0, 1)]), { count: 8 });
    const [batch] = run.seen[0] ?? [];
    expect(batch).toBeInstanceOf(more.element === "int32" ? Int32Array : Float64Array);
    expect(batch?.length).toBe(40);
    expect(holds([...(batch ?? [])])).toBe(true);
  });

  it("keeps scales positive", () => {
    const seen: number[] = [];
    const run = elementwise(
      [0.01],
      (p) => (seen.push(p), Math.log(p)),
      (p) => 1 / p,
    );
    expect(checkGradient(run, vector(1, { role: "scale" })).ok).toBe(true);
    expect(seen.every((p) => p > 0)).toBe(true);
  });
});

describe("what is not finite", () => {
  it("in the loss is said", () => {
    const check = checkGradient(
      elementwise([-3], Math.log, (p) => 1 / p),
      vector(1),
    );
    expect(check).toMatchObject({ ok: false, nonFinite: "loss", rows: [] });
  });

  it("in the gradient is said, with the name of the parameter", () => {
    const run = elementwise([1, 2], Math.sin, (p, i) => (i === 1 ? NaN : Math.cos(p)));
    const both = subject([input(2)], [parameter("p", 0, 1), parameter("q", 1, 1)]);
    expect(checkGradient(run, both)).toMatchObject({ ok: false, nonFinite: "q", rows: [] });
  });
});
