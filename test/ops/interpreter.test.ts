import { describe, expect, it } from "vitest";
import { parseProgram } from "../../src/ir/parse.ts";
import { interpret } from "../../src/ops/interpreter.ts";
import { opByName } from "../../src/ops/table.ts";

const parse = (text: string) => parseProgram(text, opByName);

describe("the interpreter", () => {
  it("runs a program for any number of examples", () => {
    const program = parse(`
      input x [count, 2]
      parameter w [2]
      z = contract{spec: "ni,i->n"}(x, w)
      output z = z
      total = sum{axes: [0]}(z)
      loss L = total
    `);
    const w = [10, 1];
    const one = interpret(program, { x: [1, 2], w });
    expect(one.get("output z")).toEqual(Float64Array.of(12));
    const three = interpret(program, { x: [1, 2, 3, 4, 5, 6], w }, 3);
    expect(three.get("output z")).toEqual(Float64Array.of(12, 34, 56));
    expect(three.get("loss L")).toEqual(Float64Array.of(102));
  });

  it("starts slots that are left out at their initial values, and count at the number of examples", () => {
    const program = parse(`
      parameter w []
      state power [] = 1
      hyperparameter learningRate [] = 0.25
      hyperparameter count []
      a = add(w, power)
      b = add(a, learningRate)
      c = add(b, count)
      output c = c
    `);
    expect(interpret(program, {}, 7).get("output c")).toEqual(Float64Array.of(8.25));
    expect(interpret(program, { power: [2] }, 7).get("output c")).toEqual(Float64Array.of(9.25));
  });

  it("reads the old value of a slot that is replaced, and hands the new one back", () => {
    const program = parse(`
      parameter w [2]
      parameter v [2]
      s = add(w, v)
      replace w = v
      replace v = s
    `);
    const results = interpret(program, { w: [1, 2], v: [10, 20] });
    expect(results.get("replace w")).toEqual(Float64Array.of(10, 20));
    expect(results.get("replace v")).toEqual(Float64Array.of(11, 22));
  });

  it("repeats literals, one example or several", () => {
    const program = parse(`
      input x [count, 2]
      y = mul(x, 3)
      output y = y
      output k = 5[count, 2]
    `);
    const results = interpret(program, { x: [1, 2, 3, 4] }, 2);
    expect(results.get("output y")).toEqual(Float64Array.of(3, 6, 9, 12));
    expect(results.get("output k")).toEqual(Float64Array.of(5, 5, 5, 5));
  });

  it("names the slot whose values do not fit", () => {
    const program = parse("parameter w [2]\noutput y = w");
    expect(() => interpret(program, { w: [1, 2, 3] })).toThrow("w has 3 values, 2 are needed");
  });

  it("does not read what an object inherits", () => {
    const program = parse(`parameter p [] as "constructor"\noutput y = p`);
    expect(interpret(program, {}).get("output y")).toEqual(Float64Array.of(0));
  });
});
