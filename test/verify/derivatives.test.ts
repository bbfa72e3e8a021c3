import { describe, expect, it } from "vitest";
import { derivativeClaims } from "../../src/differentiate/claims.ts";
import * as nn from "../../src/index.ts";
import { lower } from "../../src/lower/lower.ts";
import { checkDerivatives } from "../../src/verify/derivatives.ts";

const x = nn.input("x", [3]);
const v = nn.input("v", [3]);
const h = nn.tanh(nn.mul(x, x));
const f = nn.sum(nn.mul(h, nn.sin(x)));
const network = nn.network({
  name: "claims",
  inputs: { x, v },
  outputs: {
    f,
    g: nn.gradient(f, x),
    H: nn.hessian(f, x),
    J: nn.jacobian(h, x),
    Hv: nn.hessianVectorProduct(f, x, v),
    dh: nn.gradient(f, h),
  },
});
const claims = derivativeClaims(lower(network, new Map()));
const bindings = { x: [0.3, -0.8, 1.2], v: [1, 2, -0.5] };
const check = (outputs: Readonly<Record<string, readonly number[]>>) =>
  checkDerivatives(claims, bindings, outputs, { precision: "f64" });

/** What the emitted code would make, by the same check: where it is not given, the interpreter's own value is taken. */
const right = (name: string, size: number): readonly number[] => {
  const given = check({ ...empty, [name]: new Array(size).fill(0) });
  return given.rows.filter((row) => row.name === name).map((row) => row.numeric);
};
const sizes = { g: 3, H: 9, J: 9, Hv: 3, dh: 3 };
const empty = Object.fromEntries(Object.entries(sizes).map(([name, size]) => [name, new Array(size).fill(0)]));

describe("the check of derivatives", () => {
  const outputs = Object.fromEntries(Object.entries(sizes).map(([name, size]) => [name, right(name, size)]));

  it("confirms right ones, every element of each", () => {
    const { ok, rows, largest } = check(outputs);
    expect(ok).toBe(true);
    expect(rows).toHaveLength(27);
    expect(largest?.difference).toBeLessThan(1e-7);
  });

  it.each(Object.keys(sizes))("finds a wrong element of %s", (name) => {
    const wrong = outputs[name]?.map((value, i) => (i === 1 ? value * 1.001 + 1e-4 : value)) ?? [];
    const { ok, rows } = check({ ...outputs, [name]: wrong });
    expect(ok).toBe(false);
    expect(rows.filter((row) => !row.ok)).toMatchObject([{ name, index: 1 }]);
  });

  it("says which derivative is not finite", () => {
    expect(check({ ...outputs, H: new Array(9).fill(NaN) })).toMatchObject({ ok: false, nonFinite: "H" });
  });

  it("leaves out what differences do not see: a stopped gradient", () => {
    const y = nn.sum(nn.mul(nn.stopGradient(x), x));
    const stopped = nn.network({ name: "s", inputs: { x }, outputs: { g: nn.gradient(y, x) } });
    const found = checkDerivatives(
      derivativeClaims(lower(stopped, new Map())),
      bindings,
      { g: [0.3, -0.8, 1.2] },
      { precision: "f64" },
    );
    expect(found).toEqual({ ok: true, rows: [] });
  });
});
