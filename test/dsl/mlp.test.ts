import { describe, expect, it } from "vitest";
import * as nn from "../../src/index.ts";
import { diagnosticOf, errorOf, formula, untyped } from "./formula.ts";

const x = nn.input("x", [2]);
const X = nn.input("X", ["m", 2]);
const layer = (inner: string): string => `add(contract{"oi,i->o"}(weight, ${inner}), bias)`;

describe("mlp", () => {
  it("has one hidden layer of logistic units unless told otherwise, and ends without an activation", () => {
    const z = nn.mlp({ inputs: x, hidden: 4, outputs: 3 });
    const h = nn.logistic(nn.dense(x, 4));
    expect(formula(z)).toBe(formula(nn.dense(h, 3)));
    expect(z.shape).toEqual([3]);
    expect(nn.mlp({ inputs: X, hidden: 4, outputs: 3 }).shape).toEqual(["m", 3]);
  });

  it("has several of one width, or of widths of their own", () => {
    const deep = formula(nn.mlp({ inputs: x, hidden: 4, layers: 3, outputs: 1, activation: nn.relu }));
    expect(deep).toBe(layer(`relu(${layer(`relu(${layer(`relu(${layer("x")})`)})`)})`));
    expect(formula(nn.mlp({ inputs: x, hidden: [4, 4, 4], outputs: 1, activation: nn.relu }))).toBe(deep);
  });

  it("names its layers where it has a name", () => {
    const z = nn.mlp({ inputs: x, hidden: 4, outputs: 1, name: "body", initialize: "heNormal" });
    expect(formula(z)).toContain("body.output.weight");
    expect(formula(z)).toContain("body.hidden1.bias");
  });

  it.each<[Record<string, unknown>, string]>([
    [{ hidden: 0 }, "mlp: hidden is 0"],
    [{ hidden: [] }, "mlp: hidden is []"],
    [{ hidden: [3, "3"] }, 'mlp: hidden is [3, "3"]'],
    [{ layers: 0 }, "mlp: layers is 0"],
    [{ layers: 100_000 }, "mlp: layers is 100000"],
    [{ hidden: [3], layers: 2 }, "mlp: layers is 2"],
    [{ activation: "tanh" }, 'mlp: activation is "tanh"'],
    [{ outputs: 1.5 }, "dense: units is 1.5"],
    [{ inputs: undefined }, "mlp: operand 1 is undefined"],
    [{ name: "" }, 'mlp: the name is ""'],
    [{ widths: 3 }, 'mlp has no option "widths"'],
  ])("reports %j", (part, message) => {
    expect(diagnosticOf(untyped(nn.mlp)({ inputs: x, hidden: 4, outputs: 3, ...part })).message).toBe(message);
  });

  it("reports what is no object", () => {
    expect(errorOf(untyped(nn.mlp)()).diagnostic.code).toBe("bad-option");
  });
});
