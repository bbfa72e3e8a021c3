import { describe, expect, it } from "vitest";
import { at } from "../../src/diagnostics/diagnostic.ts";
import { parseProgram } from "../../src/ir/parse.ts";
import type { Instruction, Program } from "../../src/ir/program.ts";
import { float } from "../../src/ir/shape.ts";
import { opByName } from "../../src/ops/table.ts";
import { verify } from "../../src/ops/verifier.ts";

const good: Program = parseProgram(
  `
    parameter w [2]
    a = exp(w)
    b = neg(a)
    s = sum{axes: [0]}(b)
    output b = b
    replace w = b
  `,
  opByName,
);

/** The program with one instruction changed. */
const changed = (position: number, change: Partial<Instruction>): Program => ({
  ...good,
  instructions: good.instructions.map((instruction, i) =>
    i === position ? { ...instruction, ...change } : instruction,
  ),
});
const [a, b, s] = good.instructions.map(({ results }) => at(results, 0)) as [
  Instruction["results"][number],
  Instruction["results"][number],
  Instruction["results"][number],
];
const slot = at(good.slots, 0);

describe("the verifier", () => {
  it("hands a sound program on", () => {
    expect(verify(good, "nothing")).toBe(good);
  });

  const BROKEN: readonly (readonly [string, Program, string])[] = [
    ["an operand that is made later", changed(0, { operands: [b] }), "a reads b, which is not made before it"],
    ["two values of one name", changed(1, { results: [{ ...b, name: "a" }] }), "two values are called a"],
    ["a value called as a slot", changed(1, { results: [{ ...b, name: "w" }] }), "two values are called w"],
    [
      "a type that the op does not make",
      changed(1, { results: [{ ...b, type: float([3]) }] }),
      "b is [3], neg makes [2]",
    ],
    ["attributes that do not fit", changed(2, { attributes: { axes: [1] } }), "sum over the axes [1] does not fit [2]"],
    ["too many operands", changed(1, { operands: [a, a] }), "b = neg has 2 operands"],
    ["no result", changed(1, { results: [] }), "neg has no result"],
    [
      "a result that nothing makes",
      { ...good, results: [{ kind: "output", name: "y", value: { ...s } }] },
      "the output y is not made",
    ],
    [
      "a replacement of nothing",
      { ...good, results: [{ kind: "replace", name: "v", value: b }] },
      "the replace v belongs to no slot",
    ],
    [
      "a replacement of another type",
      { ...good, results: [{ kind: "replace", name: "w", value: s }] },
      "the replace w is [], its slot [2]",
    ],
    [
      "a gradient of another type",
      { ...good, results: [{ kind: "gradient", name: "w", value: s }] },
      "the gradient w is [], its slot [2]",
    ],
    ["a slot that stands twice", { ...good, slots: [slot, slot] }, "two values are called w"],
  ];
  it.each(BROKEN)("%s is found, and the pass named", (_, program, message) => {
    expect(() => verify(program, "the guilty pass")).toThrow(`after the guilty pass: `);
    expect(() => verify(program, "the guilty pass")).toThrow(message);
  });
});
