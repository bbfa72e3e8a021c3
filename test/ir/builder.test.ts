import { describe, expect, it } from "vitest";
import { at } from "../../src/diagnostics/diagnostic.ts";
import { builder, isLiteral, literal, namesOf, rebuild } from "../../src/ir/builder.ts";
import type { Origin } from "../../src/ir/program.ts";
import { producersOf, slotOf, usesOf } from "../../src/ir/program.ts";
import { float, sizeOf, stridesOf, typeText } from "../../src/ir/shape.ts";
import { add, mul, neg } from "../../src/ops/arithmetic.ts";
import { exp } from "../../src/ops/transcendental.ts";
import { slot } from "../ops/derivatives.ts";
import { parse, print } from "../passes/cases.ts";

const origin: Origin = { phase: "forward" };
const w = slot("parameter", "w", [2]).value;

describe("a builder", () => {
  it("makes names unique, and remembers those of a program", () => {
    const out = builder(["exp", "exp.2"]);
    expect(out.emit(exp, [w], { origin }).name).toBe("exp.3");
    expect(out.emit(neg, [w], { origin, name: "z" }).name).toBe("z");
    expect(out.freshName("z")).toBe("z.2");
    out.release("z");
    expect(out.freshName("z")).toBe("z");
  });

  it("gives numbers the shape that fits", () => {
    const out = builder();
    out.emit(mul, [2, w], { origin });
    expect(at(out.instructions, 0).operands).toEqual([literal(2, float([2])), w]);
  });

  it("refuses operands that do not fit", () => {
    const v = slot("parameter", "v", [3]).value;
    expect(() => builder().emit(add, [w, v], { origin })).toThrow("add needs operands of one type, found [2] and [3]");
  });

  it("renames what it just made", () => {
    const out = builder(["z"]);
    out.emit(exp, [w], { origin });
    expect(out.renameLast("z").name).toBe("z.2");
    expect(out.instructions.map(({ results }) => results[0]?.name)).toEqual(["z.2"]);
  });

  it("tells −0 from 0", () => {
    expect(isLiteral(literal(0), 0)).toBe(true);
    expect(isLiteral(literal(-0), 0)).toBe(false);
    expect(isLiteral(literal(NaN), NaN)).toBe(true);
    expect(isLiteral(w)).toBe(false);
  });
});

describe("rebuilding a program", () => {
  const program = parse("parameter w [2]\na = exp(w)\nb = neg(a)\ny = add(b, a)\noutput y = y\noutput b = b");

  it("keeps what is not replaced, as it is", () => {
    expect(rebuild(program, () => undefined).instructions).toEqual(program.instructions);
    const same = rebuild(program, () => undefined);
    for (const [i, instruction] of same.instructions.entries()) expect(instruction).toBe(program.instructions[i]);
  });

  it("puts a replacement in the place of every reader and result, under the old name", () => {
    const twice = rebuild(program, (instruction, [operand], out) =>
      instruction.op === neg && operand !== undefined ? out.emit(mul, [operand, -1], { origin, name: "b" }) : undefined,
    );
    expect(print(twice)).toBe(
      "parameter w [2]\na = exp(w)\nb = mul(a, -1)\ny = add(b, a)\noutput y = y\noutput b = b\n",
    );
  });

  it("takes a literal or an earlier value for a replacement", () => {
    const short = rebuild(program, ({ op }, [operand]) =>
      op === neg ? operand : op === add ? literal(7, float([2])) : undefined,
    );
    expect(print(short)).toBe("parameter w [2]\na = exp(w)\noutput y = 7[2]\noutput b = a\n");
  });

  it("refuses a replacement of another type", () => {
    expect(() => rebuild(program, ({ op }) => (op === neg ? literal(1) : undefined))).toThrow(
      "the replacement of b has another type",
    );
  });
});

describe("questions to a program", () => {
  const program = parse(
    'parameter w []\nstate w2 [] as "m.w"\ngradient g [] as "w"\na = mul(w, w)\noutput a = a\nreplace w = a\nreplace m.w = g\ngradient w = g',
  );

  it("counts reads by instructions and results", () => {
    const uses = usesOf(program);
    expect([...uses].map(([value, times]) => `${value.name} ${times}`)).toEqual(["w 2", "a 2", "g 2"]);
  });

  it("knows who makes a value, and all names", () => {
    expect([...producersOf(program)].map(([value, { op }]) => `${value.name} ${op.name}`)).toEqual(["a mul"]);
    expect(namesOf(program)).toEqual(["w", "w2", "g", "a"]);
  });

  it("finds the slot of a result: the parameter, not the gradient that is called so", () => {
    expect(program.results.map((result) => slotOf(program, result)?.kind)).toEqual([
      undefined,
      "parameter",
      "state",
      "parameter",
    ]);
  });
});

describe("shapes", () => {
  it("have row-major strides; the axis of examples has the size of one example", () => {
    expect(stridesOf([2, 3, 4])).toEqual([12, 4, 1]);
    expect(stridesOf(["count", 3, 4])).toEqual([12, 4, 1]);
    expect(stridesOf([])).toEqual([]);
    expect(sizeOf(["count", 3, 4])).toBe(12);
  });
  it("are written as in messages", () => {
    expect(typeText(float([2, "count"]))).toBe("[2, count]");
    expect(typeText({ element: "int32", shape: [] })).toBe("int32[]");
  });
});
