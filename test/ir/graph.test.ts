import { describe, expect, it } from "vitest";
import * as nn from "../../src/index.ts";
import { NODE, nodesOf } from "../../src/ir/graph.ts";

describe("walking a graph", () => {
  const x = nn.input("x");
  const w = nn.parameter("w");
  const t = nn.mul(w, x);
  const y = nn.add(t, nn.logistic(t));

  it("meets every node once, operands before users, in the order of reading", () => {
    const names = nodesOf([y[NODE], t[NODE]]).map((node) =>
      node.kind === "op" ? node.op.name : "name" in node ? node.name : node.kind,
    );
    expect(names).toEqual(["w", "x", "mul", "logistic", "add"]);
  });

  it("goes as deep as it must", () => {
    const deep = Array.from({ length: 20_000 }).reduce<nn.Tensor>((h) => nn.neg(h), x);
    expect(nodesOf([deep[NODE]])).toHaveLength(20_001);
  });
});
