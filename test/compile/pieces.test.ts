import { expect, it } from "vitest";
import * as nn from "../../src/index.ts";
import type { Network } from "../../src/index.ts";
import { NODE } from "../../src/ir/graph.ts";
import type { SourceNotes } from "../../src/ir/graph.ts";
import { compiled, difference, outputsOf, trial } from "./harness.ts";

const { dense, gather, input, mul, network, tanh } = nn;

/** The notes of the loader: what the user calls these tensors. */
const called = (named: Readonly<Record<string, nn.Tensor>>): SourceNotes =>
  new Map(Object.entries(named).map(([name, tensor]) => [tensor[NODE], { name }]));

/** A value that is called as the memory between pieces was. */
function kept(): readonly [Network, SourceNotes] {
  const indices = { domain: [0, 9], element: "int32" } as const;
  const [t, u, x, y] = [input("t", [6], indices), input("u", [6], indices), input("x", [10, 4]), input("y", [16])];
  const table = tanh(dense(x, 4));
  const out = dense(tanh(dense(nn.flatten(mul(gather(table, t), gather(table, u))), 40)), 16);
  const net = network({ name: "n", inputs: { t, u, x, y }, outputs: { out }, loss: nn.squaredError(out, y) });
  return [net, called({ kept: table })];
}

/** Constants that are called as pieces are. */
function named(): readonly [Network, SourceNotes] {
  const [x, y, w] = [input("x", [18]), input("y", [18]), nn.parameter("w")];
  const first = tanh(mul(w, w));
  const second = tanh(mul(w, first));
  const out = dense(mul(tanh(mul(dense(x, 18), second)), first), 18);
  const net = network({ name: "n", inputs: { x, y }, outputs: { out }, loss: nn.squaredError(out, y) });
  return [net, called({ forward1: first, backward1: second })];
}

/** Indices that several pieces read from. */
function indexed(): readonly [Network, SourceNotes] {
  const [t, x, y] = [input("t", [16], { element: "int32", domain: [0, 3] }), input("x", [1, 4, 10]), input("y", [2])];
  const table = nn.slice(nn.convTranspose2d(x, 1, [2, 2], { stride: [1, 2] }), { axis: 1, end: 4 });
  const out = dense(nn.sum(tanh(gather(nn.reshape(table, [4, 20]), t)), { axis: 0 }), 2);
  const loss = nn.squaredError(out, y);
  const net = network({ name: "n", inputs: { t, x, y }, outputs: { out }, loss, regularizer: nn.l2(0.1) });
  return [net, new Map()];
}

it.each([
  ["a value called kept", kept],
  ["constants called forward1 and backward1", named],
  ["constants that are indices", indexed],
])("what is cut into pieces computes what plain loops do: %s", (_, make) => {
  const [net, notes] = make();
  const [loops, cut] = (["rolled", "unrolled"] as const).map((style) => trial(compiled(net, style, notes), 3, 5));
  if (loops === undefined || cut === undefined) throw new Error("no trials");
  expect(cut.code.functions.some(({ parts = [] }) => parts.length > 1)).toBe(true);
  const results = [loops, cut].map((made) => {
    const out = outputsOf(made, 3);
    made.net.run("forward", { ...made.rows, ...out }, 3);
    made.net.run("backward", made.rows, 3);
    return [...(out["out"] ?? []), ...made.net.gradient];
  });
  expect(difference(results[1] ?? [], results[0] ?? [])).toBeLessThan(1e-12);
});
