import { describe, expect, it } from "vitest";
import { TEXT } from "../../src/ir/markup.ts";
import { mathWriter, readable } from "../../src/ir/math.ts";
import type { Program } from "../../src/ir/program.ts";
import { barredOf, symbolOf } from "../../src/ir/symbol.ts";
import { parse, textCases } from "../passes/cases.ts";

/** The lines of a derivation. */
function linesOf(text: string): string {
  const parsed = parse(text);
  const program: Program = {
    ...parsed,
    instructions: parsed.instructions.map((instruction) =>
      instruction.results.some(({ name }) => name.startsWith("step"))
        ? { ...instruction, origin: { ...instruction.origin, shown: false } }
        : instruction,
    ),
  };
  const writer = mathWriter(program);
  return program.instructions
    .filter((instruction) => writer.isLine(instruction))
    .map(
      (instruction) =>
        `${instruction.results.map((value) => writer.name(value)).join()} = ${writer.definition(instruction)}`,
    )
    .join("\n");
}

textCases(import.meta.url, "math.cases.txt", linesOf);

it("writes a spelled value out in lines of the adjoint and the update, and α first", () => {
  const parsed = parse(`input y []
parameter w []
parameter learningRate []
yHat = step(w)
miss = sub(y, yHat)
loss1 = mul(miss, w)
step1 = mul(miss, w)
step2 = mul(step1, learningRate)
next = add(w, step2)
output loss = loss1
output next = next`);
  const program: Program = {
    ...parsed,
    instructions: parsed.instructions.map((instruction) => {
      const [name = ""] = instruction.results.map((value) => value.name);
      const phase = name === "next" || name.startsWith("step") ? "update" : "forward";
      const origin = {
        phase,
        shown: !name.startsWith("step"),
        ...(name === "miss" ? { spelled: true as const } : {}),
      } as const;
      return { ...instruction, origin };
    }),
  };
  const writer = mathWriter(program);
  const lines = program.instructions.filter(writer.isLine).map(writer.definition);
  expect(lines).toEqual(["T(w)", "y − ŷ", "miss·w", "w + α(y − ŷ)·w"]);
});

describe("names", () => {
  it.each([
    ["yHat", "ŷ"],
    ["yHat2", "ŷ2"],
    ["hat", "hat"],
    ["learningRate", "α"],
    ["W1Grad", "∇W1"],
    ["z", "z"],
  ])("%s reads %s", (name, text) => {
    expect(readable(name)).toBe(text);
  });
  it.each([
    ["z", "z\u0304"],
    ["t7", "t\u03047"],
    ["yHat", "ŷ\u0304"],
    ["hidden", "h\u0305i\u0305d\u0305d\u0305e\u0305n\u0305"],
  ])("%s barred reads %s", (name, text) => {
    expect(TEXT.symbol(barredOf(symbolOf(name))).text.normalize("NFD")).toBe(text.normalize("NFD"));
  });
});
