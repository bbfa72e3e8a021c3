import { at } from "../diagnostics/diagnostic.ts";
import type { Program } from "../ir/program.ts";
import { COUNT } from "../ir/shape.ts";
import { interpret } from "../ops/interpreter.ts";
import type { Bindings } from "../ops/interpreter.ts";
import type { Disagreement } from "./steps.ts";

/** Some examples, and what the emitted code makes of them. */
export interface Answers {
  readonly count: number;
  readonly precision: "f64" | "f32";
  /** By the names of slots: inputs, one example after another. */
  readonly inputs: Bindings;
  /** Parameters and hyperparameters. */
  readonly fixed: Bindings;
  /** By the names of results: `output y`, one example after another. */
  readonly found: Readonly<Record<string, ArrayLike<number>>>;
  /** J of all of them; absent without a loss. */
  readonly objective?: number;
}

/** Of the largest value of a result: code adds in another order, and in f32 stores values on the way in 32 bits. */
const TOLERANCE = { f64: 1e-7, f32: 1e-2 } as const;

/**
 * Whether emitted code computes what the network says: a wrong value has a right gradient, of the wrong function, which no difference shows.
 * The interpreter runs the list of operations for one example after the other, so neither batching nor what comes behind it has a part in
 * what is expected. Where an expected value is not finite, nothing is compared.
 * @param program outputs and J of one example; of all where it names the examples
 * @param some which examples are looked at; left out, all. J is then not compared.
 */
export function checkMeaning(program: Program, answers: Answers, some?: readonly number[]): readonly Disagreement[] {
  const { count, inputs, fixed, found, objective, precision } = answers;
  const whole = program.slots.some(({ kind, value }) => kind === "input" && value.type.shape.includes(COUNT));
  const disagreements: Disagreement[] = [];
  const compare = (what: (i: number) => string, is: ArrayLike<number>, should: Float64Array): void => {
    const size = should.reduce((most, value) => (Number.isFinite(value) ? Math.max(most, Math.abs(value)) : most), 1);
    for (let i = 0; i < should.length; i++) {
      const [value, expected] = [at(is, i), at(should, i)];
      if (!Number.isFinite(expected) || Math.abs(value - expected) <= TOLERANCE[precision] * size) continue;
      disagreements.push({ what: what(i), found: value, expected });
    }
  };
  const examples = whole ? [0] : (some ?? Array.from({ length: count }, (_, n) => n));
  const parts = examples.map((n) => {
    const given = whole ? inputs : exampleOf(inputs, n, count);
    const expected = interpret(program, { ...fixed, ...given }, whole ? count : 1);
    for (const [name, values] of expected) {
      const all = found[name];
      if (all === undefined) continue;
      const start = n * values.length;
      const is = Array.from({ length: values.length }, (_, i) => at(all, start + i));
      compare((i) => `${name}, number ${start + i} of ${count} examples,`, is, values);
    }
    return at(expected.get("objective J") ?? [NaN], 0);
  });
  if (objective !== undefined && parts.length === (whole ? 1 : count)) {
    const J = parts.reduce((sum, part) => sum + part, 0) / parts.length;
    compare(() => `the objective of ${count} examples`, [objective], Float64Array.of(J));
  }
  return disagreements;
}

const exampleOf = (inputs: Bindings, n: number, count: number): Bindings =>
  Object.fromEntries(
    Object.entries(inputs).map(([name, values]) => {
      const size = values.length / count;
      return [name, Array.from({ length: size }, (_, i) => at(values, n * size + i))];
    }),
  );
