import { describe, expect, it } from "vitest";
import { lbfgs } from "../../templates/lbfgs.ts";

/** J at x, and its gradient. */
type Objective = (x: Float64Array, gradient: Float64Array) => number;

const MEMORY = 10;

/** Runs iterations until the gradient is short; counts them and the gradients that they took. */
function minimise(f: Objective, start: readonly number[], most: number, goal: number = 1e-8) {
  const size = start.length;
  const x = Float64Array.from(start);
  const gradient = new Float64Array(size);
  const loss = new Float64Array(1);
  const work = new Float64Array(16 + (3 + 2 * MEMORY) * size + 2 * MEMORY);
  const losses: number[] = [];
  let evaluations = 0;
  const norm = (): number => {
    f(x, gradient);
    return Math.hypot(...gradient);
  };
  while (norm() > goal && losses.length < most) {
    do {
      loss[0] = f(x, gradient);
      evaluations++;
    } while (lbfgs(x, gradient, loss, work, size, MEMORY));
    losses.push(loss[0] ?? NaN);
  }
  return { x, norm: norm(), iterations: losses.length, evaluations, losses };
}

const quadratic: Objective = (x, gradient) => {
  let J = 0;
  for (const [i, value] of x.entries()) {
    const curvature = 1 + 10 * i;
    J += (curvature / 2) * (value - i) ** 2;
    gradient[i] = curvature * (value - i);
  }
  return J;
};

const rosenbrock: Objective = (x, gradient) => {
  const [a = 0, b = 0] = x;
  gradient[0] = -400 * a * (b - a * a) - 2 * (1 - a);
  gradient[1] = 200 * (b - a * a);
  return 100 * (b - a * a) ** 2 + (1 - a) ** 2;
};

/** Logistic regression on 40 points of two classes that overlap, with a small penalty. */
const regression: Objective = (w, gradient) => {
  let J = 0;
  gradient.fill(0);
  for (let n = 0; n < 40; n++) {
    const x = [Math.sin(3 * n), Math.cos(7 * n), 1];
    const y = Number(Math.sin(3 * n) + 0.8 * Math.cos(5 * n) > 0);
    const z = x.reduce((sum, value, i) => sum + value * (w[i] ?? NaN), 0);
    J += (Math.log1p(Math.exp(-Math.abs(z))) + Math.max(z, 0) - y * z) / 40;
    for (let i = 0; i < 3; i++)
      gradient[i] = (gradient[i] ?? NaN) + ((1 / (1 + Math.exp(-z)) - y) * (x[i] ?? NaN)) / 40;
  }
  for (let i = 0; i < 3; i++) {
    J += 0.0005 * (w[i] ?? NaN) ** 2;
    gradient[i] = (gradient[i] ?? NaN) + 0.001 * (w[i] ?? NaN);
  }
  return J;
};

describe("L-BFGS", () => {
  it.each([
    ["a quadratic of 12 variables", quadratic, new Array<number>(12).fill(3)],
    ["Rosenbrock's valley from (−1.2, 1)", rosenbrock, [-1.2, 1]],
    ["Rosenbrock's valley from (3, −4)", rosenbrock, [3, -4]],
    ["a logistic regression", regression, [0, 0, 0]],
  ] as const)("brings %s to a gradient of 1e-8 in fewer than 50 iterations", (_, f, start) => {
    const { norm, iterations, evaluations, losses } = minimise(f, start, 50);
    expect(norm).toBeLessThan(1e-8);
    expect(iterations).toBeLessThan(50);
    // A step asks for one gradient where it starts, and hardly ever for more than two in its search.
    expect(evaluations).toBeLessThan(3 * iterations + 10);
    // loss[0] is J before the step, and no step climbs.
    const gradient = new Float64Array(start.length);
    expect(losses[0]).toBe(f(Float64Array.from(start), gradient));
    for (const [i, J] of losses.entries()) expect(J).toBeLessThanOrEqual((losses[i - 1] ?? Infinity) * (1 + 1e-14));
  });

  it("finds the minimum", () => {
    expect([...minimise(rosenbrock, [-1.2, 1], 50).x]).toEqual([expect.closeTo(1, 8), expect.closeTo(1, 8)]);
  });

  it("stays where the gradient is 0, and where J is not finite", () => {
    const x = Float64Array.of(1, 1);
    const work = new Float64Array(16 + 23 * 2 + 20);
    expect(lbfgs(x, new Float64Array(2), Float64Array.of(0), work, 2, MEMORY)).toBe(false);
    expect(lbfgs(x, Float64Array.of(NaN, 1), Float64Array.of(NaN), work, 2, MEMORY)).toBe(false);
    expect([...x]).toEqual([1, 1]);
  });

  it("shortens steps to where J is not defined: −log x + x from 0.001", () => {
    const f: Objective = (x, gradient) => {
      gradient[0] = 1 - 1 / (x[0] ?? NaN);
      return (x[0] ?? NaN) - Math.log(x[0] ?? NaN);
    };
    expect(minimise(f, [0.001], 50).x[0]).toBeCloseTo(1, 8);
    expect(minimise(f, [300], 50).x[0]).toBeCloseTo(1, 8);
  });

  it("forgets what it learnt of another J", () => {
    // Two quadratics in turn, as small batches are: remembered curvatures of one would throw it far off in the other.
    const [x, gradient, loss] = [Float64Array.of(5, -3), new Float64Array(2), new Float64Array(1)];
    const work = new Float64Array(16 + 23 * 2 + 20);
    for (let n = 0; n < 60; n++) {
      const [p, q] = n % 2 === 0 ? [1, 100] : [100, 1];
      do {
        const [a = NaN, b = NaN] = x;
        gradient.set([p * a, q * b]);
        loss[0] = (p * a * a + q * b * b) / 2;
      } while (lbfgs(x, gradient, loss, work, 2, MEMORY));
      expect(Math.hypot(...x)).toBeLessThan(6);
    }
    expect(Math.hypot(...x)).toBeLessThan(0.1);
  });

  it("leaves what is not trained as it is", () => {
    const [x, work] = [Float64Array.of(3, 7), new Float64Array(16 + 23 + 20)];
    const gradient = new Float64Array(2);
    do gradient.set([2 * (x[0] ?? NaN), 5]);
    while (lbfgs(x, gradient, Float64Array.of((x[0] ?? NaN) ** 2), work, 1, MEMORY));
    expect(x[1]).toBe(7);
    expect(x[0]).toBeLessThan(3);
  });
});
