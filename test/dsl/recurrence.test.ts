import { describe, expect, it } from "vitest";
import { DEFAULTS } from "../../src/build.ts";
import { compile } from "../../src/compile.ts";
import { DiagnosticError } from "../../src/diagnostics/diagnostic.ts";
import * as nn from "../../src/index.ts";
import type { Tensor } from "../../src/index.ts";
import { diagnosticOf, errorOf, formula, untyped } from "./formula.ts";

const scan = untyped(nn.scan);
const [x, s] = [nn.input("x", [4, 2]), nn.input("s", [2])];
const same = (state: unknown): unknown => state;

describe("scan", () => {
  it("holds the states after each step; what does not depend on the step is computed once, outside", () => {
    const w = nn.parameter("w", [2]);
    const states = nn.scan(s, x, (h, xt) => nn.tanh(nn.add(nn.mul(h, nn.exp(w)), xt)));
    expect(formula(states)).toBe("slice{[4,2] [1,0] [1,1]}(scan{tanh(add(mul(state, exp(w)), x))}(s, x, exp(w)))");
    expect(states.shape).toEqual([4, 2]);
  });

  it("goes through several sequences at once", () => {
    const gate = nn.input("gate", [4]);
    const states = nn.scan(s, [x, gate], (h, xt, g) => nn.add(nn.mul(g as Tensor<readonly []>, h), xt as never));
    expect(formula(states)).toContain("scan{add(mul(x2, state), x1)}(s, x, gate)");
  });

  it.each([
    [[undefined, x, same], "scan: operand 1 is undefined"],
    [[s, "x", same], 'scan: operand 2 is "x"'],
    [[s, x], "scan: the step is undefined"],
    [[s, x, 3], "scan: the step is 3"],
    [[s, x, () => undefined], "scan: the step is undefined"],
    [[s, x, () => 3], "scan: the step is 3"],
  ])("reports %o", (args, message) => {
    expect(diagnosticOf(scan(...args))).toMatchObject({ code: "bad-argument", message });
  });

  it.each([
    [[s, [], same], 'scan over no sequence from "s" [2]', "an empty list"],
    [[s, nn.input("k"), same], 'scan over "k" [] from "s" [2]', "[]"],
    [[s, [x, nn.input("q", [3, 2])], same], 'scan over "x" [4, 2] and "q" [3, 2] from "s" [2]', "[3, 2]"],
    [[s, nn.input("X", ["m", 2]), same], 'scan over "X" [m, 2] from "s" [2]', "[m, 2]"],
    [[nn.input("S", ["m", 2]), x, same], 'scan over "x" [4, 2] from "S" [m, 2]', "[m, 2]"],
  ])("reports %o", (args, message, found) => {
    expect(diagnosticOf(scan(...args))).toMatchObject({ code: "shape-mismatch", message, found });
  });

  it("reports a step that makes another shape of the state", () => {
    const node = errorOf(scan(s, x, () => nn.input("z", [3])));
    expect(node.diagnostic).toMatchObject({ code: "shape-mismatch", found: "[3]", expected: "[2]" });
    expect(node.shape).toEqual([4, 2]);
  });
});

describe("a value of a step that is used outside of it", () => {
  /** What compiling reports of a network whose output is made of what the step let out. */
  function reported(outputOf: (state: Tensor<readonly [2]>, states: Tensor) => Tensor): readonly string[] {
    let leaked: Tensor<readonly [2]> = s;
    const states = nn.scan(s, x, (h, xt) => {
      leaked = h;
      return nn.tanh(nn.add(h, xt));
    });
    const net = nn.network({ name: "n", inputs: { x, s }, outputs: { states, y: outputOf(leaked, states) } });
    try {
      compile(net, new Map(), DEFAULTS);
      return [];
    } catch (error) {
      return error instanceof DiagnosticError ? error.diagnostics.map(({ message }) => message) : [String(error)];
    }
  }
  const message = "a value of one step of a scan is used outside of it";

  it("is reported in an op, a layer, as an output, and in the step of another scan", () => {
    expect(reported((_, states) => states)).toEqual([]);
    expect(reported((h) => nn.mul(h, 2))).toEqual([message]);
    expect(reported((h) => nn.dense(h, 3))).toEqual([message]);
    expect(reported((h) => h)).toEqual([message]);
    expect(reported((h) => nn.scan(s, x, (state, xt) => nn.add(nn.mul(state, h), xt)))).toEqual([message]);
  });

  it("is none in a scan that stands in the step", () => {
    expect(
      reported(() =>
        nn.scan(s, x, (h, xt) =>
          nn.reshape(
            nn.slice(
              nn.scan(h, x, (g) => nn.mul(g, xt)),
              { start: -1 },
            ),
            [2],
          ),
        ),
      ),
    ).toEqual([]);
  });
});
