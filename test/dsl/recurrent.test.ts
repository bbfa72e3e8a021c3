import { describe, expect, it } from "vitest";
import * as nn from "../../src/index.ts";
import { compositeOf, diagnosticOf, errorOf, formula, formulaOf, untyped } from "./formula.ts";

const x = nn.input("x", [4, 2]);
const LAYERS = { simpleRnn: nn.simpleRnn, lstm: nn.lstm, gru: nn.gru } as const;
const NAMES = ["simpleRnn", "lstm", "gru"] as const;

describe("simpleRnn", () => {
  const z = 'add(contract{"ti,oi->to"}(x, weight), broadcast{[4,3] [1]}(bias))';
  const states = (input: string): string =>
    `slice{[4,3] [1,0] [1,1]}(scan{tanh(add(x, contract{"oi,i->o"}(weight, state)))}(broadcast{[3] []}(0), ${input}, weight))`;

  it("is h ← tanh(W·x + b + U·h), with W·x + b of all steps at once", () => {
    expect(formula(nn.simpleRnn(x, 3, { returnSequences: true }))).toBe(states(z));
    expect(formula(nn.simpleRnn(x, 3))).toBe(`reshape{[3]}(slice{[1,3] [3,0] [1,1]}(${states(z)}))`);
  });

  it("reads its sequence from the end", () => {
    const reversed = z.replace("(x,", "(slice{[4,2] [3,0] [-1,1]}(x),");
    expect(formula(nn.simpleRnn(x, 3, { returnSequences: true, goBackwards: true }))).toBe(states(reversed));
  });
});

describe("lstm", () => {
  it("keeps h and c in one state, of which h is returned", () => {
    const text = formula(nn.lstm(x, 3, { returnSequences: true }));
    expect(text.startsWith("slice{[4,3] [0,0] [1,1]}(slice{[4,6] [1,0] [1,1]}(scan{concat{0}(mul(")).toBe(true);
    expect(text).toContain("(broadcast{[6] []}(0), add(");
  });

  it("has the gates in the order i, f, g, o", () => {
    const text = formula(nn.lstm(x, 3));
    const [h, c] = ["slice{[3] [0] [1]}(state)", "slice{[3] [3] [1]}(state)"];
    const gate = (k: number): string => `slice{[3] [${3 * k}] [1]}(add(x, contract{"oi,i->o"}(weight, ${h})))`;
    const sigma = (z: string): string => `reciprocal(add(1, exp(neg(${z}))))`;
    const next = `add(mul(${sigma(gate(1))}, ${c}), mul(${sigma(gate(0))}, tanh(${gate(2)})))`;
    expect(text).toContain(`scan{concat{0}(mul(${sigma(gate(3))}, tanh(${next})), ${next})}`);
  });
});

describe("gru", () => {
  it("has the gates in the order r, z, n; r is applied after the product with U", () => {
    const back = 'add(contract{"oi,i->o"}(weight, state), bias)';
    const part = (of: string, k: number): string => `slice{[3] [${3 * k}] [1]}(${of})`;
    const sigma = (k: number): string => `reciprocal(add(1, exp(neg(add(${part("x", k)}, ${part(back, k)})))))`;
    const n = `tanh(add(${part("x", 2)}, mul(${sigma(0)}, ${part(back, 2)})))`;
    expect(formula(nn.gru(x, 3))).toContain(`scan{add(mul(sub(1, ${sigma(1)}), ${n}), mul(${sigma(1)}, state))}`);
  });
});

describe.each(NAMES)("%s", (name) => {
  const layer = untyped(LAYERS[name]);
  const gates = { simpleRnn: 1, lstm: 4, gru: 3 }[name];

  it("has W, U and biases, stacked by gates", () => {
    const { parameters, shape, operands } = compositeOf(LAYERS[name](x, 3, { name: "memory" }));
    expect([shape, operands.map(formulaOf)]).toEqual([[3], ["x"]]);
    expect(Object.values(parameters).map((p) => [p.name, p.shape, p.role, p.initialize.kind])).toEqual([
      ["memory.weight", [3 * gates, 2], "weight", "glorotUniform"],
      ["memory.recurrent", [3 * gates, 3], "weight", "orthogonal"],
      ["memory.bias", [3 * gates], "bias", "zeros"],
      ...(name === "gru" ? [["memory.recurrentBias", [9], "bias", "zeros"]] : []),
    ]);
  });

  it("returns the last state, or all", () => {
    expect(LAYERS[name](x, 3).shape).toEqual([3]);
    expect(LAYERS[name](x, 3, { returnSequences: true }).shape).toEqual([4, 3]);
    expect(formula(LAYERS[name](x, 3, { goBackwards: true }))).toContain("slice{[4,2] [3,0] [-1,1]}(x)");
  });

  it.each([
    [nn.input("u", [4]), '"u" [4]', "[4]"],
    [nn.input("X", ["m", 4]), '"X" [m, 4]', "[m, 4]"],
    [nn.input("p", [2, 3, 4]), '"p" [2, 3, 4]', "[2, 3, 4]"],
  ])("reports what is no sequence: %o", (odd, described, found) => {
    const node = errorOf(layer(odd, 3));
    expect(node.diagnostic).toMatchObject({ code: "shape-mismatch", found, expected: "a sequence [T, in]" });
    expect(node.diagnostic.message).toBe(`${name} of ${described}`);
    expect(node.shape).toEqual([3]);
  });

  it.each([[0], [-1], [2.5], [3_722_518_882_209_615], ["3"], [undefined]])("reports %o units", (units) => {
    expect(diagnosticOf(layer(x, units))).toMatchObject({
      code: "bad-option",
      expected: "a positive whole number",
      hint: `As in ${name}(x, 16).`,
    });
  });

  it("reports operands and options", () => {
    const told = (options: unknown): string => diagnosticOf(layer(x, 3, options)).message;
    expect(diagnosticOf(layer("x", 3)).message).toBe(`${name}: operand 1 is "x"`);
    expect(told({ bias: true })).toBe(`${name} has no option "bias"`);
    expect(told({ returnSequences: 1 })).toBe(`${name}: returnSequences is 1`);
    expect(told({ goBackwards: "yes" })).toBe(`${name}: goBackwards is "yes"`);
    expect(told(5)).toBe(`${name}: the options are 5`);
    expect(diagnosticOf(layer(x, 3, { name: "" }))).toMatchObject({
      code: "bad-name",
      hint: `As in ${name}(x, 16, { name: "memory" }).`,
    });
  });
});

it("a layer after a layer that returns its last state says how to return all", () => {
  const sequence = nn.input("s", [5, 2]);
  expect(diagnosticOf(untyped(nn.gru)(nn.lstm(sequence, 3), 4)).hint).toBe(
    "lstm(…) returns the state after the last step; { returnSequences: true } returns all, a row for each step.",
  );
  const states = nn.gru(sequence, 3, { returnSequences: true });
  const last = nn.slice(states, { start: -1 });
  const hint = "An axis of one is left, as by slice(x, { start: -1 }): reshape(…, [3]) drops it.";
  expect(diagnosticOf(untyped(nn.add)(last, nn.input("y", [3]))).hint).toBe(hint);
  expect(diagnosticOf(untyped(nn.squaredError)(last, nn.input("y", [3]))).hint).toBe(hint);
});
