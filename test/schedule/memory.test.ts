import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { constantIndex } from "../../src/ir/affine.ts";
import type { Buffer, Expr, Index, Kernel, Statement } from "../../src/ir/kernel.ts";
import { allocatedBy } from "../../src/ir/memory.ts";
import { arraysOf, collisions, parseFunctions, planMemory, planText } from "./memory.ts";
import { runKernel } from "./run.ts";
import { readCases, textCases } from "../passes/cases.ts";

textCases(import.meta.url, "memory.cases.txt", (input) => planText(planMemory(parseFunctions(input))));

/** What a function leaves in the caller's arrays, with arrays of its own and as planned. */
function outcomes(kernel: Kernel, count: number): readonly (readonly number[])[] {
  const given = {
    "input x": Array.from({ length: 4000 }, (_, i) => (i * 7) % 97),
    "output y": Array.from({ length: 4000 }, () => 0),
  };
  const plan = planMemory([kernel]);
  return [new Map<string, Float64Array>(), arraysOf(plan)].map((arrays) => [
    ...(runKernel(kernel.body, given, count, arrays).get("output y") ?? []),
  ]);
}

const SIZE = 130;
const x: Buffer = { name: "x", storage: "input", size: SIZE };
const y: Buffer = { name: "y", storage: "output", size: SIZE };
const scratch = (name: string): Buffer => ({ name, storage: "scratch", size: SIZE });
const names = fc.constantFrom("a", "b", "c", "d");

/** Half of the places move with the loop as they should for an update in place; the others are off by some. */
const place = (index: string): fc.Arbitrary<Index> =>
  fc.oneof(
    { weight: 4, arbitrary: fc.constant<Index>({ constant: 0, terms: [{ index, stride: 1 }] }) },
    { weight: 1, arbitrary: fc.nat(9).map((constant): Index => ({ constant, terms: [{ index, stride: 1 }] })) },
    { weight: 1, arbitrary: fc.nat(SIZE - 1).map(constantIndex) },
  );

const load = (index: string): fc.Arbitrary<Expr> =>
  fc
    .tuple(fc.oneof(names.map(scratch), fc.constant(x)), place(index))
    .map(([buffer, at]) => ({ kind: "load", buffer, at }));

const store = (index: string): fc.Arbitrary<Statement> =>
  fc
    .tuple(
      fc.oneof({ weight: 4, arbitrary: names.map(scratch) }, { weight: 1, arbitrary: fc.constant(y) }),
      place(index),
      load(index),
      load(index),
      fc.boolean(),
    )
    .map(([buffer, at, one, other, adds]): Statement => ({
      kind: "store",
      buffer,
      at,
      mode: adds ? "add" : "set",
      value: { kind: "apply", intrinsic: "sub", operands: [one, other] },
    }));

const along = (extent: number, statements: readonly Statement[]): Statement => ({
  kind: "for",
  index: "i",
  extent,
  body: statements,
});

const here: Index = { constant: 0, terms: [{ index: "i", stride: 1 }] };

/** As most nests are: every element of one buffer, mostly of the same elements of two others. */
const operand: fc.Arbitrary<Expr> = fc
  .tuple(fc.oneof(names.map(scratch), fc.constant(x)), fc.constantFrom(here, here, here, constantIndex(7)))
  .map(([buffer, at]) => ({ kind: "load", buffer, at }));

const elementwise: fc.Arbitrary<Statement> = fc
  .tuple(names.map(scratch), operand, operand)
  .map(([buffer, ...operands]): Statement => {
    const value: Expr = { kind: "apply", intrinsic: "sub", operands };
    return along(SIZE, [{ kind: "store", buffer, at: here, mode: "set", value }]);
  });

const filled = (name: string): Statement => {
  const value: Expr = { kind: "load", buffer: x, at: here };
  return along(SIZE, [{ kind: "store", buffer: scratch(name), at: here, mode: "set", value }]);
};
const filling = names.map(filled);

const wild = fc.array(store("i"), { minLength: 1, maxLength: 3 }).map((statements) => along(SIZE - 9, statements));

const nest: fc.Arbitrary<Statement> = fc.oneof(
  { weight: 1, arbitrary: filling },
  { weight: 3, arbitrary: elementwise },
  { weight: 1, arbitrary: wild },
);

const block = fc.array(nest, { minLength: 1, maxLength: 5 });

const body: fc.Arbitrary<readonly Statement[]> = fc.array(
  fc.oneof(
    nest,
    block.map((inside): Statement => ({ kind: "for", index: "n", extent: "count", body: inside })),
    block.map((inside): Statement => ({ kind: "for", index: "t", extent: 3, body: inside })),
  ),
  { minLength: 1, maxLength: 6 },
);

/** At the end one buffer is seen. */
const ending = (name: string): Statement => ({
  kind: "for",
  index: "i",
  extent: SIZE,
  body: [
    {
      kind: "store",
      buffer: y,
      at: here,
      mode: "add",
      value: { kind: "load", buffer: scratch(name), at: here },
    },
  ],
});

describe("memory that is shared", () => {
  it("changes nothing that random loop nests compute", () => {
    let shared = 0;
    fc.assert(
      fc.property(
        body,
        fc.integer({ min: 0, max: 2 }),
        names,
        fc.subarray(["a", "b", "c", "d"], { minLength: 3 }),
        (statements, count, seen, first) => {
          const defined = first.map(filled);
          const kernel: Kernel = { name: "random", body: [...defined, ...statements, ending(seen)], choice: "" };
          const plan = planMemory([kernel]);
          if (plan.shared > 0) shared++;
          expect(collisions(plan)).toEqual([]);
          const [separate, together] = outcomes(kernel, count);
          expect(together).toEqual(separate);
        },
      ),
      { numRuns: 400, seed: 7 },
    );
    // Nothing would be tested if nothing were shared.
    expect(shared).toBeGreaterThan(60);
  });

  // Elements at loaded indices are run as they are emitted only (test/compile).
  const cases = readCases(new URL("memory.cases.txt", import.meta.url)).filter(({ input }) => !input.includes("let "));
  it.each(cases.map(({ name, input }) => [name, input] as const))("changes nothing: %s", (_, input) => {
    for (const kernel of parseFunctions(input)) {
      const [separate, together] = outcomes(kernel, 3);
      expect(together).toEqual(separate);
    }
  });

  it("is never more than separate arrays take", () => {
    for (const { input } of readCases(new URL("memory.cases.txt", import.meta.url))) {
      const plan = planMemory(parseFunctions(input));
      expect(allocatedBy(plan)).toBeLessThanOrEqual(plan.buffers.reduce((sum, { size }) => sum + size, 0));
    }
  });
});
