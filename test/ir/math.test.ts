import { describe, expect, it } from "vitest";
import { barred, mathWriter, readable } from "../../src/ir/math.ts";
import type { Program } from "../../src/ir/program.ts";
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
    ["hidden", "h\u0304idden"],
  ])("%s barred reads %s", (name, text) => {
    expect(barred(name).normalize("NFD")).toBe(text.normalize("NFD"));
  });
});
