import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { at } from "../../src/diagnostics/diagnostic.ts";
import { builder, literal } from "../../src/ir/builder.ts";
import type { Attributes } from "../../src/ir/op.ts";
import type { Operand, Program, Slot, Value } from "../../src/ir/program.ts";
import { float } from "../../src/ir/shape.ts";
import type { Shape } from "../../src/ir/shape.ts";
import { interpret } from "../../src/ops/interpreter.ts";
import { opByName } from "../../src/ops/table.ts";
import { verify } from "../../src/ops/verifier.ts";
import { SOFTMAX } from "../../src/passes/expand.ts";
import { rewrite } from "../../src/passes/rewrite.ts";
import type { Rule } from "../../src/passes/rewrite.ts";
import type { Bindings, Term } from "../../src/passes/pattern.ts";
import { ALGEBRA, POWERS_OF_TWO, SQUARES, simplify } from "../../src/passes/simplify.ts";
import { LOGARITHMS, STABILISING, stabilise } from "../../src/passes/stabilise.ts";
import { slot } from "../ops/derivatives.ts";
import { parse, print, readCases } from "./cases.ts";

const casesOf = (name: string) => readCases(new URL(`${name}.cases.txt`, import.meta.url));
const algebra = [...ALGEBRA, ...POWERS_OF_TWO, ...SQUARES];
const all = [...algebra, ...STABILISING, ...LOGARITHMS, ...SOFTMAX];
const titled = (rules: readonly Rule[]): readonly (readonly [string, Rule])[] =>
  rules.map((rule) => [`${rule.identity}   ${rule.from} → ${rule.to}`, rule]);

describe("every rule has a case of its own, in which it fires", () => {
  const files: readonly {
    readonly file: string;
    readonly rules: readonly Rule[];
    readonly before: (program: Program) => Program;
  }[] = [
    { file: "simplify", rules: algebra, before: (program) => program },
    { file: "stabilise", rules: STABILISING, before: (program) => rewrite(program, STABILISING.slice(0, 2)) },
    { file: "stabilise", rules: LOGARITHMS, before: (program) => rewrite(program, STABILISING) },
    { file: "expand", rules: SOFTMAX, before: (program) => program },
  ];
  const rules = files.flatMap(({ file, rules, before }) =>
    titled(rules).map(([title, rule]) => ({ title, rule, file, before })),
  );
  it.each(rules)("$title", ({ rule, file, before }) => {
    const own = casesOf(file).filter(({ name }) => name.startsWith(rule.identity));
    const fires = own.filter(({ input }) => {
      // A rule that makes a logistic is asked as the first one, the others after it.
      const start = STABILISING.slice(0, 2).includes(rule) ? parse(input) : before(parse(input));
      return print(rewrite(start, [rule])) !== print(start);
    });
    expect(fires.length).toBeGreaterThan(0);
  });

  it.each(titled(algebra.filter(({ tag }) => tag === "relaxed")))(
    "%s is not applied unless asked for",
    (_, { identity }) => {
      const own = casesOf("simplify").filter(({ name }) => name === identity);
      expect(own.map(({ expected }) => expected)).toEqual(["unchanged"]);
      for (const { input } of own) expect(print(simplify(parse(input)))).toBe(print(parse(input)));
    },
  );
});

const SHAPE = [2, 3];
const ATTRIBUTES: Readonly<Record<string, Attributes>> = {
  s: { axes: [1] },
  b: { shape: SHAPE, axes: [0] },
};
const REDUCED: Shape = [2];

/** A program that computes both sides of a rule from the same variables: two outputs. */
function bothSides(
  rule: Rule,
  literals: ReadonlyMap<string, number>,
): { program: Program; variables: readonly Value[] } {
  const slots = new Map<string, Slot>();
  const out = builder();
  const make = (term: Term, shape: Shape): Operand => {
    switch (term.kind) {
      case "number":
        return literal(term.value, float(shape));
      case "literal":
        return literal(literals.get(term.name) ?? NaN, float(shape));
      case "any": {
        const known = slots.get(term.name) ?? slot("parameter", term.name, shape);
        slots.set(term.name, known);
        out.freshName(known.value.name);
        expect(known.value.type.shape).toEqual(shape);
        return known.value;
      }
      case "op": {
        const op = opByName.get(term.op);
        if (op === undefined) throw new Error(`${term.op} is no op`);
        const inner =
          term.op === "broadcast" ? REDUCED : op.kind === "reduction" || op.kind === "derived" ? SHAPE : shape;
        const operands = term.operands.map((operand) => make(operand, inner));
        const attributes =
          term.attributes === undefined
            ? {}
            : at(
                [ATTRIBUTES[term.attributes]].filter((a) => a !== undefined),
                0,
              );
        return out.emit(op, operands, { attributes, origin: { phase: "forward" } });
      }
    }
  };
  const isReduced = /^(neg\()?(sum|logSumExp|log\(sum)/.test(rule.from);
  const [from, to] = [rule.pattern, rule.template].map((term) => make(term, isReduced ? REDUCED : SHAPE)) as [
    Operand,
    Operand,
  ];
  const program: Program = {
    name: "rule",
    slots: [...slots.values()],
    instructions: out.instructions,
    results: [
      { kind: "output", name: "from", value: from },
      { kind: "output", name: "to", value: to },
    ],
  };
  return { program: verify(program, rule.identity), variables: [...slots.values()].map((s) => s.value) };
}

/** Numbers whose products and quotients neither overflow nor underflow, zeros of both signs among them. */
const exactNumber = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom(0, -0, 1, -1, 0.1, 2, -0.5) },
  { weight: 2, arbitrary: fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((x) => (Math.abs(x) < 1e-100 ? 0 : x)) },
);
const factor = fc.constantFrom(0.1, 0.3, 3, -7, 0.5, 2, 4, -2, 0.25, 1024);

function sides(rule: Rule, number: fc.Arbitrary<number>, compare: (from: number, to: number) => void): void {
  const names = [...new Set(rule.from.match(/\bk\d?\b/g))];
  const literals = fc
    .tuple(...names.map(() => factor))
    .map((values) => new Map(names.map((name, i) => [name, at(values, i)])));
  const allowed = literals.filter((map) => {
    const operands = new Map([...map].map(([name, value]): [string, Operand] => [name, literal(value)]));
    const bound: Bindings = { operands, attributes: new Map() };
    return rule.when === undefined || rule.when(bound);
  });
  fc.assert(
    fc.property(allowed, fc.array(number, { minLength: 18, maxLength: 18 }), (literals, pool) => {
      const { program, variables } = bothSides(rule, literals);
      let next = 0;
      const take = (value: Value): readonly number[] =>
        Array.from({ length: value.type.shape.reduce<number>((size, dim) => size * Number(dim), 1) }, () =>
          at(pool, next++ % 18),
        );
      const results = interpret(program, Object.fromEntries(variables.map((value) => [value.name, take(value)])));
      const [from, to] = [results.get("output from") ?? [], results.get("output to") ?? []];
      expect(from.length).toBe(to.length);
      for (let i = 0; i < from.length; i++) compare(at(from, i), at(to, i));
    }),
    { seed: 3, numRuns: 60 },
  );
}

describe("exact rules keep every bit", () => {
  it.each(titled(all.filter(({ tag }) => tag === "exact")))("%s", (_, rule) => {
    const bits = (value: number): number => (rule.upToSignOfZero === true ? value + 0 : value);
    sides(rule, exactNumber, (from, to) => expect(bits(to)).toBe(bits(from)));
  });
});

describe("stabilising rules compute the same function", () => {
  const number = fc.double({ min: -4, max: 4, noNaN: true });
  it.each(titled(all.filter(({ tag }) => tag === "stabilising")))("%s", (_, rule) => {
    sides(rule, number, (from, to) => expect(Math.abs(to - from)).toBeLessThan(1e-12 * Math.max(1, Math.abs(from))));
  });

  it("and leave what is stable as it is", () => {
    for (const { input } of casesOf("stabilise")) {
      const once = stabilise(parse(input));
      expect(print(stabilise(once))).toBe(print(once));
    }
  });
});
