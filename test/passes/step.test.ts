import { describe, expect, it } from "vitest";
import { compile } from "../../src/compile.ts";
import { DiagnosticError } from "../../src/diagnostics/diagnostic.ts";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.ts";
import type { SourceNotes } from "../../src/ir/graph.ts";
import { NODE } from "../../src/ir/graph.ts";
import * as nn from "../../src/index.ts";
import type { Tensor } from "../../src/index.ts";

const T = 6;
const x = nn.input("x", [T, 2]);
const all = { returnSequences: true } as const;

function diagnosticsOf(
  outputs: Readonly<Record<string, Tensor>>,
  inputs: Readonly<Record<string, Tensor>> = { x },
  notes: SourceNotes = new Map(),
): readonly Diagnostic[] {
  const net = nn.network({ name: "stream", inputs, outputs, stateful: true });
  try {
    compile(net, notes, { precision: "f64", style: "auto", inferenceOnly: true });
  } catch (error) {
    if (error instanceof DiagnosticError) return error.diagnostics;
    throw error;
  }
  return [];
}

const h = (): Tensor<readonly [number, 3]> => nn.gru(x, 3, all);

/** What cannot be done step by step: its diagnostic's message and what it found. */
const MISTAKES: readonly (readonly [title: string, y: () => Tensor, message: string, found: string])[] = [
  [
    "a mean over time",
    () => nn.mean(h(), { axis: 0 }),
    "a sum needs several steps at once",
    "a sum or a mean over the steps",
  ],
  [
    "a maximum over time",
    () => nn.max(h(), { axis: 0 }),
    "a max needs several steps at once",
    "a maximum over the steps",
  ],
  [
    "attention",
    () => nn.attention(h(), h(), h()),
    "a contract needs several steps at once",
    "a product that is summed over the steps, or that has one value for each two steps",
  ],
  [
    "a layer that reads backwards",
    () => nn.lstm(x, 3, { ...all, goBackwards: true, name: "back" }),
    "y reads the sequence from its end",
    "steps in reverse order",
  ],
  [
    "a convolution over time",
    () => nn.transpose(nn.conv1d(nn.transpose(h()), 2, 3)),
    "conv1d1 needs several steps at once",
    "a window that slides over the steps",
  ],
  [
    "steps that are left out",
    () => nn.slice(h(), { start: 2 }),
    "a slice takes a part of the steps",
    "steps that are neither all nor the last",
  ],
  [
    "another step than the last",
    () => nn.slice(h(), { start: 0, end: 1 }),
    "a slice takes a part of the steps",
    "steps that are neither all nor the last",
  ],
  [
    "steps that are added",
    () => nn.concat([h(), h()], { axis: 0 }),
    "a concat needs several steps at once",
    "steps that are added before or after the sequence",
  ],
  [
    "all steps in one row",
    () => nn.dense(nn.flatten(h()), 1),
    "a reshape needs several steps at once",
    "steps and values in one axis",
  ],
  [
    "a parameter for each step",
    () => nn.add(h(), nn.parameter("positions", [T, 3])),
    'the parameter "positions" has values of their own for each step',
    "[6, 3]",
  ],
  [
    "a scale for each step",
    () => nn.gru(nn.standardize(x), 3),
    'the parameter "x.mean" has values of their own for each step',
    "[6, 2]",
  ],
  [
    "a recurrence that starts from where another ends",
    () => nn.scan(nn.gru(x, 2), x, (state, element) => nn.tanh(nn.add(state, element))),
    "a scan starts from what the sequence ends in, or from one of its steps",
    "an initial state made of steps",
  ],
  [
    "the last state at every step",
    () => nn.mul(h(), nn.stack(Array.from({ length: T }, () => nn.gru(x, 3)))),
    "a mul reads the end of the sequence at every step",
    "what the last step makes, read by steps before it",
  ],
  [
    "a step that reads the whole sequence",
    () => {
      const whole = h();
      return nn.scan(nn.parameter("s", [3]), x, (state) =>
        nn.tanh(nn.matmul(nn.transpose(whole), nn.matmul(whole, state))),
      );
    },
    "the step of a scan reads a whole sequence",
    "all steps of a sequence at every step",
  ],
  ["time as the last axis", () => nn.transpose(h()), 'the steps of the output "y" are not its first axis', "[3, 6]"],
];

describe("stepOf reports", () => {
  it.each(MISTAKES)("%s", (_title, y, message, found) => {
    const diagnostics = diagnosticsOf({ y: y() });
    expect(diagnostics.map((diagnostic) => [diagnostic.code, diagnostic.message, diagnostic.found])).toContainEqual([
      "not-stepwise",
      `network: stateful, but ${message}`,
      found,
    ]);
    for (const { expected, hint } of diagnostics) expect([expected, hint]).not.toContain(undefined);
  });

  it("a network without a recurrence", () => {
    const [diagnostic, ...more] = diagnosticsOf({ y: nn.dense(x, 3) });
    expect(more).toEqual([]);
    expect(diagnostic?.message).toBe("network: stateful, but there is no recurrence");
  });

  it("recurrences of different lengths", () => {
    const u = nn.input("u", [4, 2]);
    const [diagnostic] = diagnosticsOf({ y: h(), z: nn.gru(u, 3) }, { x, u });
    expect(diagnostic).toMatchObject({ message: "network: stateful, but its recurrences are of different lengths" });
    expect(diagnostic).toMatchObject({ found: "4 steps", expected: "6 steps, as of the first" });
  });

  it("an input whose steps are not its first axis", () => {
    const u = nn.input("u", [2, T]);
    const [diagnostic] = diagnosticsOf({ y: nn.gru(nn.transpose(u), 3) }, { u });
    expect(diagnostic).toMatchObject({
      message: 'network: stateful, but the steps of the input "u" are not its first axis',
      found: "[2, 6]",
    });
  });

  it("all mistakes at once, each once", () => {
    const mean = (): Tensor => nn.mean(h(), { axis: 0 });
    const found: readonly Diagnostic[] = diagnosticsOf({ a: nn.exp(mean()), b: nn.max(h(), { axis: 0 }) });
    expect(found.map(({ message }) => message)).toEqual([
      "network: stateful, but a sum needs several steps at once",
      "network: stateful, but a max needs several steps at once",
    ]);
  });
});

it("a mean is reported where it is called, though it is a sum and a division", () => {
  const mean = nn.mean(h(), { axis: 0 });
  const place = { file: "net.ts", line: 5, column: 15 };
  expect(diagnosticsOf({ mean }, { x }, new Map([[mean[NODE], { place }]]))).toMatchObject([{ place }]);
});
