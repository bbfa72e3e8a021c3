import { describe, expect, it } from "vitest";
import * as nn from "../../src/index.ts";
import { isNetwork } from "../../src/dsl/network.ts";

const x = nn.input("x", [2]);
const f = nn.sum(nn.square(x));

describe("program", () => {
  it("is compiled as a network is, without a loss", () => {
    const net = nn.program({ inputs: { x }, outputs: { f, gradient: nn.gradient(f, x) } });
    expect(isNetwork(net)).toBe(true);
    expect(net).toMatchObject({ name: "program", isProgram: true, losses: [], diagnostics: [] });
    expect(net.outputs.map(({ name }) => name)).toEqual(["f", "gradient"]);
  });

  it("minimises one number over parameters, by L-BFGS", () => {
    const p = nn.parameter("p", [2]);
    const g = nn.sum(nn.square(p));
    const net = nn.program({ name: "bowl", outputs: { g }, minimize: g });
    expect(net).toMatchObject({ name: "bowl", inputs: [], diagnostics: [], optimizer: { kind: "lbfgs" } });
    expect(net.losses).toHaveLength(1);
  });

  it("reports its mistakes as its own", () => {
    const messages = (net: nn.Network): readonly string[] =>
      net.diagnostics.map(({ diagnostic }) => diagnostic.message);
    expect(messages(nn.program({ outputs: {} }))).toEqual(["program has no outputs"]);
    expect(messages(nn.program({ outputs: { f } }))).toEqual([
      'program reads the input "x", which its inputs do not hold',
    ]);
    expect(messages(nn.program({ inputs: { x }, outputs: { f }, loss: f } as never))).toEqual([
      'program has no option "loss"',
    ]);
    expect(messages(nn.program(undefined as never))).toEqual(["program: its argument is undefined"]);
    expect(messages(nn.program({ inputs: { x }, outputs: { f }, minimize: x as never }))).toEqual([
      'program: minimize "x" [2] is not one number an example',
    ]);
  });
});
