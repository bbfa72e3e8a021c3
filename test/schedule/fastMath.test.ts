import { Script } from "node:vm";
import { describe, expect, it } from "vitest";
import { exp2Part, exp2Rest, exp2Whole } from "../../src/ir/exp2.ts";
import { fastMath } from "../../src/schedule/fastMath.ts";
import type { Bits } from "../../src/schedule/fastMath.ts";
import { toIdentifier } from "../../src/targets/typescript/names.ts";
import { printStatements } from "../../src/targets/typescript/print.ts";
import { POWERS, RESTS, ROOTS } from "../../templates/exp2.ts";
import { parseKernel } from "./kernel-text.ts";
import { exactExp, exactLogistic, exactTanh, ulps } from "./reference.ts";

type Scalar = (x: number) => number;

/** The function of one number that an expression in `x[0]` is, as it is emitted. */
function emitted(expression: string, bits: Bits = "double"): Scalar {
  const body = fastMath(parseKernel(`input x[1]\noutput y[1]\ny[0] = ${expression}`), bits);
  const text = printStatements(body, { buffer: ({ name }) => name, local: (name) => `v_${toIdentifier(name)}` });
  expect(text).not.toMatch(/Math\.(exp|tanh)/);
  const made = `(ROOTS, RESTS, POWERS) => (value) => { const x = [value], y = [0]; ${text.replaceAll("]!", "]")}; return y[0]; }`;
  return new Script(made).runInThisContext()(ROOTS, RESTS, POWERS) as Scalar;
}

const exp = emitted("exp(x[0])");
const tanh = emitted("tanh(x[0])");
const logistic = emitted("1 / (1 + exp(neg(x[0])))");

/** Evenly spread, growing from tiny to large, and close to every change of k near 0. */
function points(from: number, to: number, count: number): readonly number[] {
  const even = Array.from({ length: count }, (_, i) => from + ((to - from) * (i + 0.37)) / count);
  const edges = Array.from({ length: 400 }, (_, i) => {
    const edge = ((i - 200 + 0.5) * Math.LN2) / 32;
    return [edge, edge * (1 + 2 ** -50), edge * (1 - 2 ** -50), edge / 2, (edge / 2) * (1 + 2 ** -50)];
  }).flat();
  const small = Array.from({ length: 600 }, (_, i) => (i % 2 === 0 ? 1 : -1) * 2 ** (-i / 10) * 1.7);
  return [...even, ...edges, ...small].filter((x) => x >= from && x <= to);
}

const worst = (xs: readonly number[], error: (x: number) => number): number =>
  xs.reduce((most, x) => Math.max(most, error(x)), 0);

describe("the tables", () => {
  it("are those of the intrinsics, in the template too", () => {
    for (let k = -34440; k <= 32799; k += 1) {
      expect(ROOTS[k & 31]).toBe(exp2Part(k));
      expect(RESTS[k & 31]).toBe(exp2Rest(k));
    }
    for (let k = -34440; k <= 32799; k += 16) expect(POWERS[(k >> 5) + 1077]).toBe(exp2Whole(k));
    expect(POWERS[0]).toBe(0);
    expect(POWERS[1078 + 1023]).toBe(2 ** 1023);
    expect(POWERS[1078]).toBe(1);
    expect(POWERS[1078 - 1074]).toBe(Number.MIN_VALUE);
  });

  it("hold 2^(j/32), and what it lacks", () => {
    for (let j = 0; j < 32; j++) {
      // Half of it to the 32nd is 2^j, to the precision of both parts together. In units of 2^−112.
      const found = BigInt((ROOTS[j] ?? 0) * 2 ** 52) * 2n ** 60n + BigInt(Math.round((RESTS[j] ?? 0) * 2 ** 112));
      const wanted = 2n ** BigInt(113 * 32 + j);
      const relative = ((found ** 32n - wanted) * 2n ** 120n) / wanted;
      expect(Math.abs(Number(relative))).toBeLessThan(2 ** (120 - 98));
    }
  });
});

describe("fast functions in double precision, in units of the last place", () => {
  it("e^x: below 2 over the whole range", () => {
    expect(worst(points(-708, 709.78, 4000), (x) => ulps(exp(x), exactExp(x)))).toBeLessThan(2);
    expect(worst(points(709, 709.782712893384, 400), (x) => ulps(exp(x), exactExp(x)))).toBeLessThan(2);
  });

  it("e^x: below 2 where results are subnormal, down to 2^−1073", () => {
    expect(worst(points(-743.7, -708, 1000), (x) => ulps(exp(x), exactExp(x)))).toBeLessThan(2);
  });

  it("tanh x: below 3 over the whole range", () => {
    expect(worst(points(-20, 20, 4000), (x) => ulps(tanh(x), exactTanh(x)))).toBeLessThan(3);
    expect(worst(points(-0.1, 0.1, 2000), (x) => ulps(tanh(x), exactTanh(x)))).toBeLessThan(3);
  });

  it("the logistic function: below 4, where one made of Math.exp is below 3", () => {
    expect(worst(points(-700, 50, 4000), (x) => ulps(logistic(x), exactLogistic(x)))).toBeLessThan(4);
    expect(worst(points(-5, 5, 2000), (x) => ulps(logistic(x), exactLogistic(x)))).toBeLessThan(4);
  });
});

describe("fast functions for single precision", () => {
  it("are exact to a quarter of a unit in its last place", () => {
    const [exp, tanh] = [emitted("exp(x[0])", "single"), emitted("tanh(x[0])", "single")];
    expect(worst(points(-87, 88.7, 3000), (x) => ulps(exp(x), exactExp(x), 24))).toBeLessThan(0.25);
    expect(worst(points(-20, 20, 3000), (x) => ulps(tanh(x), exactTanh(x), 24))).toBeLessThan(0.5);
  });
});

describe("the edges", () => {
  it.each([
    [0, 1],
    [-0, 1],
    [Infinity, Infinity],
    [-Infinity, 0],
    [NaN, NaN],
    [709.7827128933841, Infinity],
    [1e300, Infinity],
    [-744.5, 0],
    [-745.2, 0],
    [-1e300, 0],
    [Number.MIN_VALUE, 1],
  ])("e^%s = %s", (x, value) => {
    expect(exp(x)).toBe(value);
  });

  it("e^x is finite up to the largest number", () => {
    expect(ulps(exp(709.782712893384), exactExp(709.782712893384))).toBeLessThan(2);
  });

  it.each([
    [0, 0],
    [Infinity, 1],
    [-Infinity, -1],
    [NaN, NaN],
    [20, 1],
    [-20, -1],
    [1e300, 1],
    [1e-300, 1e-300],
    [-1e-20, -1e-20],
    [2e-320, 2e-320],
  ])("tanh %s = %s", (x, value) => expect(tanh(x)).toBe(value));

  it("tanh −0 is 0: the sign of zero is lost", () => expect(tanh(-0)).toBe(0));

  it("the logistic function is 0 and 1 at ∓800, and a half at 0", () => {
    expect([logistic(-800), logistic(0), logistic(800)]).toEqual([0, 0.5, 1]);
    expect([logistic(-Infinity), logistic(Infinity), logistic(NaN)]).toEqual([0, 1, NaN]);
  });

  it("tanh stays within ±1 and rises", () => {
    const xs = [...points(-25, 25, 20_000)].sort((a, b) => a - b);
    let before = -1;
    for (const x of xs) {
      const y = tanh(x);
      expect(Math.abs(y)).toBeLessThanOrEqual(1);
      // To the error of both: results may step back by that much.
      expect(y).toBeGreaterThanOrEqual(before - 2 ** -51 * Math.abs(before));
      before = Math.max(before, y);
    }
  });
});
