import { describe, expect, it } from "vitest";
import { differentiate } from "../../src/differentiate/differentiate.ts";
import type { Program } from "../../src/ir/program.ts";
import { neg } from "../../src/ops/arithmetic.ts";
import { optimise, runPasses, SIMPLIFICATIONS } from "../../src/passes/pipeline.ts";
import { stabilise } from "../../src/passes/stabilise.ts";
import { parametersOf } from "../ops/derivatives.ts";
import { parse, passCases, print, readCases } from "./cases.ts";

const optimised = (program: Program): Program =>
  optimise(differentiate(stabilise(program), "loss", parametersOf(program)));

/** The textbook's formulas with their gradients, through everything. */
passCases(import.meta.url, "optimise.cases.txt", optimised);

const breaks = (program: Program): Program => ({
  ...program,
  instructions: program.instructions.map((instruction) => ({ ...instruction, op: neg, operands: [] })),
});

describe("the optimiser", () => {
  it("has nothing left to do when it is done", () => {
    for (const { input } of readCases(new URL("optimise.cases.txt", import.meta.url))) {
      const done = optimised(parse(input));
      expect(print(optimise(done))).toBe(print(done));
    }
  });

  // By which it knows that it is done, and that there is nothing to verify.
  it("is given back by each pass as it was when there is nothing left to do", () => {
    for (const { input } of readCases(new URL("optimise.cases.txt", import.meta.url))) {
      const done = optimised(parse(input));
      for (const { name, run } of SIMPLIFICATIONS) expect([name, run(done) === done]).toEqual([name, true]);
    }
  });

  it("looks at twice as long a chain twice as often", () => {
    const looks = (layers: number): number => {
      let count = 0;
      const steps = Array.from({ length: layers }, (_, i) => `h${i} = tanh(${i === 0 ? "x" : `h${i - 1}`})`);
      const program = parse(["input x [count, 8]", ...steps, `output h = h${layers - 1}`].join("\n"));
      const instructions = program.instructions.map((instruction) =>
        Object.defineProperty({ ...instruction }, "operands", {
          enumerable: true,
          get: () => {
            count++;
            return instruction.operands;
          },
        }),
      );
      optimise({ ...program, instructions });
      return count;
    };
    const few = looks(200);
    expect(few).toBeGreaterThan(0);
    expect(looks(400)).toBeLessThanOrEqual(2 * few);
  });

  it("blames the pass that breaks a program", () => {
    const program = parse("parameter w []\na = neg(w)\noutput a = a");
    const passes = [...SIMPLIFICATIONS, { name: "the guilty one", run: breaks }];
    expect(() => runPasses(program, passes)).toThrow("after the guilty one: a = neg has 0 operands");
  });
});
