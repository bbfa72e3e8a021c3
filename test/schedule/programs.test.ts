import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { producersOf, slotOf } from "../../src/ir/program.ts";
import type { Program, Slot } from "../../src/ir/program.ts";
import type { Statement } from "../../src/ir/kernel.ts";
import { visitStatements } from "../../src/ir/walk.ts";
import { interpret } from "../../src/ops/interpreter.ts";
import { flatten } from "../../src/schedule/flatten.ts";
import { forwardStores } from "../../src/schedule/forward.ts";
import { fuse } from "../../src/schedule/fuse.ts";
import { interchange } from "../../src/schedule/interchange.ts";
import { cacheInputs } from "../../src/schedule/loads.ts";
import { nestsOf } from "../../src/schedule/nests.ts";
import { storedValues } from "../../src/schedule/placement.ts";
import { promote } from "../../src/schedule/promote.ts";
import { schedule } from "../../src/schedule/schedule.ts";
import { sectionsOf } from "../../src/schedule/sections.ts";
import { shareLoads } from "../../src/schedule/share.ts";
import { split } from "../../src/schedule/split.ts";
import { collapseSums } from "../../src/schedule/sums.ts";
import { tile } from "../../src/schedule/tile.ts";
import { unroll } from "../../src/schedule/unroll.ts";
import { compile } from "../../src/compile.ts";
import { eliminateDead } from "../../src/passes/dead.ts";
import { graphOf } from "../compile/graphs.ts";
import { recipe } from "../compile/recipe.ts";
import { parse, readCases, textCases } from "../passes/cases.ts";
import { printKernel } from "./kernel-text.ts";
import { runKernel } from "./run.ts";

const here = import.meta.url;

/** One line a section: its instructions, and the values that are stored. */
function sectionsText(program: Program): string {
  return sectionsOf(program)
    .map((section) => {
      const names = section.instructions.flatMap(({ results }) => results.map(({ name }) => name));
      const stored = [...storedValues(program, section, producersOf(program))].map(({ name }) => name);
      return `${section.kind}: ${names.join(", ")}${stored.length > 0 ? `   stored: ${stored.sort().join(", ")}` : ""}`;
    })
    .join("\n");
}

textCases(here, "sections.cases.txt", (input) => sectionsText(parse(input)));
textCases(here, "nests.cases.txt", (input) => printKernel(nestsOf(parse(input), "test", "ops").body));
textCases(here, "recurrence.cases.txt", (input) => printKernel(nestsOf(parse(input), "test", "ops").body));

type Stage = readonly [name: string, body: (nests: readonly Statement[]) => readonly Statement[]];

const STAGES: readonly Stage[] = [
  ["nests", (body) => body],
  ["unrolled", unroll],
  ["fused", fuse],
  ["promoted", (body) => promote(fuse(body))],
  ["forwarded", (body) => forwardStores(promote(fuse(body)), new Set(namesIn(body)))],
  ["unrolled and promoted", (body) => promote(fuse(unroll(body)))],
  ["summed", (body) => collapseSums(promote(fuse(unroll(body))))],
  ["in pieces", (body) => split(collapseSums(promote(fuse(unroll(body)))), 100)],
  ["tiled, in pieces", (body) => split(collapseSums(shareLoads(tiled(body))), 300)],
  ["flattened", (body) => flatten(forwardStores(promote(fuse(body)), new Set(namesIn(body))))],
  ["turned", interchange],
  ["tiled", (body) => tiled(body)],
  ["turned and tiled", (body) => tiled(interchange(body))],
  ["tiled, with loads shared", (body) => collapseSums(shareLoads(tiled(body)))],
  ["with inputs cached", (body) => cacheInputs(collapseSums(promote(fuse(unroll(body)))))],
];

const tiled = (body: readonly Statement[]): readonly Statement[] =>
  tile(forwardStores(promote(fuse(body)), new Set(namesIn(body))));

function namesIn(body: readonly Statement[]): readonly string[] {
  const names: string[] = [];
  visitStatements(body, (statement) => {
    if (statement.kind === "let") names.push(statement.name);
    if (statement.kind === "store") names.push(statement.buffer.name);
  });
  return names;
}

/** What a program should make of arbitrary contents of its slots. */
interface Expected {
  readonly program: Program;
  readonly count: number;
  readonly given: Readonly<Record<string, readonly number[]>>;
  readonly want: ReadonlyMap<string, Float64Array>;
}

function expected(program: Program, count: number): Expected {
  let state = count;
  const random = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return (state >>> 0) / 2 ** 32 + 0.1;
  };
  const bindings: Record<string, readonly number[]> = {};
  const given: Record<string, readonly number[]> = {};
  // The interpreter finds slots by name, and a gradient is called as its parameter.
  const publicName = ({ kind, name }: Slot): string => (kind === "gradient" ? `held ${name}` : name);
  const slots = program.slots.map((slot) => ({ ...slot, name: publicName(slot) }));
  for (const slot of program.slots) {
    const { kind, name, value } = slot;
    const size = value.type.shape.reduce<number>((n, dim) => n * (dim === "count" ? count : Number(dim)), 1);
    // Indices are whole numbers of their domain.
    const whole = slot.kind === "input" && slot.domain.kind === "integer" ? slot.domain : undefined;
    const drawn = Array.from({ length: size }, random);
    const indices = drawn.map(
      (v) => (whole?.from ?? 0) + (Math.floor(v * 10) % ((whole?.to ?? 0) - (whole?.from ?? 0) + 1)),
    );
    const values = name === "count" ? [count] : whole === undefined ? drawn : indices;
    given[`${kind} ${name}`] = values;
    bindings[publicName(slot)] = values;
  }
  return { program, count, given, want: interpret({ ...program, slots }, bindings, count) };
}

/** The results that loop nests compute otherwise than the interpreter. */
function differences({ program, count, given, want }: Expected, body: readonly Statement[]): readonly string[] {
  const memory = runKernel(body, given, count);
  return program.results.flatMap((result) => {
    const { kind, name } = result;
    if (kind === "loss" || kind === "penalty") return [];
    const storage = kind === "replace" ? slotOf(program, result)?.kind : kind;
    const found = memory.get(kind === "objective" ? "loss loss" : `${storage} ${name}`);
    const [a, b] = [want.get(`${kind} ${name}`), found].map((values) => [...(values ?? [])].map(rounded).join());
    return a === b ? [] : [`${kind} ${name}: ${b} instead of ${a}`];
  });
}

/** Sums may be added in another order. */
const rounded = (value: number): string => (Math.abs(value) < 1e-13 ? "0" : value.toPrecision(11));

/** One example, fewer than a block, and a block with a rest. */
const COUNTS = [1, 3, 6];

describe("every stage of the schedule computes what the program says", () => {
  const programs = ["sections", "nests", "recurrence"].flatMap((file) => readCases(new URL(`${file}.cases.txt`, here)));
  const staged = programs.flatMap(({ name, input }) =>
    STAGES.map(([stage, run]) => [`${name}: ${stage}`, input, run] as const),
  );
  it.each(staged)("%s", (_, input, run) => {
    const program = parse(input);
    const body = run(nestsOf(program, "test", "ops").body);
    expect(COUNTS.flatMap((count) => differences(expected(program, count), body))).toEqual([]);
  });

  const styled = programs.flatMap(({ name, input }) =>
    (["always", "never", "auto"] as const).map((style) => [`${name}: ${style}`, input, style] as const),
  );
  it.each(styled)("%s", (_, input, style) => {
    const program = parse(input);
    const { body } = schedule(program, "test", style);
    expect(COUNTS.flatMap((count) => differences(expected(program, count), body))).toEqual([]);
  });

  it.each(STAGES.map(([stage, run]) => [stage, run] as const))("random networks: %s", (_, run) => {
    expect(randomPrograms().flatMap((want) => differences(want, run(want.nests)))).toEqual([]);
  });
});

/** The optimised programs of random networks: all results but the updates, which a batch makes of the gradients. */
const randomPrograms = memoized(() =>
  fc.sample(recipe, { seed: 41, numRuns: 8 }).map((given) => {
    const options = { precision: "f64", style: "rolled", inferenceOnly: false } as const;
    const { optimized } = compile(graphOf(given).network, new Map(), options);
    const results = optimized.results.filter(({ kind }) => kind !== "replace");
    const program = eliminateDead({ ...optimized, results });
    return { ...expected(program, 6), nests: nestsOf(program, "test", "ops").body };
  }),
);

function memoized<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
