import { at } from "../diagnostics/diagnostic.ts";
import type { Program } from "../ir/program.ts";
import { COUNT } from "../ir/shape.ts";
import { interpret } from "../ops/interpreter.ts";
import type { Bindings } from "../ops/interpreter.ts";
import type { Disagreement } from "./steps.ts";

/** Some examples, and what the emitted code makes of them, in double precision and by the language's own functions. */
export interface Answers {
  readonly count: number;
  /** By the names of slots: inputs, one example after another. */
  readonly inputs: Bindings;
  /** Parameters and hyperparameters. */
  readonly fixed: Bindings;
  /** By the names of results: `output y`, one example after another. */
  readonly found: Readonly<Record<string, ArrayLike<number>>>;
  /** J of all of them; absent without a loss. */
  readonly objective?: number;
}

/** Of the largest value of a result: code adds in another order. */
const TOLERANCE = 1e-7;
/** Far above rounding, far below what a mistake makes. */
const NUDGE = 2 ** -46;

/**
 * Whether emitted code computes what the network says: a wrong value has a right gradient, of the wrong function, which no difference shows.
 * The interpreter runs the list of operations for one example after the other, so neither batching nor what comes behind it has a part in
 * what is expected. Nothing is compared where an expected value is not finite, nor where rounding decides it: a long recurrence may be
 * chaotic, and makes something else of numbers that are moved by a last bit.
 * @param program outputs and J of one example; of all where it names the examples
 */
export function checkMeaning(program: Program, answers: Answers): readonly Disagreement[] {
  const found = disagreements(program, answers);
  if (found.length === 0) return found;
  const nudged = (values: ArrayLike<number>): Float64Array =>
    Float64Array.from(values, (value) => (Number.isInteger(value) ? value : value * (1 + NUDGE)));
  const map = (bindings: Bindings): Bindings =>
    Object.fromEntries(Object.entries(bindings).map(([name, values]) => [name, nudged(values)]));
  const moved = disagreements(program, { ...answers, inputs: map(answers.inputs), fixed: map(answers.fixed) });
  const other = new Map(moved.map(({ what, expected }) => [what, expected]));
  return found.filter(({ what, expected }) => isNear(other.get(what) ?? NaN, expected, Math.abs(expected)));
}

const isNear = (a: number, b: number, size: number): boolean => Math.abs(a - b) <= TOLERANCE * Math.max(1, size);

function disagreements(program: Program, { count, inputs, fixed, found, objective }: Answers): Disagreement[] {
  const whole = isOfAll(program);
  const differing: Disagreement[] = [];
  const compare = (what: (i: number) => string, is: ArrayLike<number>, should: Float64Array): void => {
    const size = should.reduce((most, value) => (Number.isFinite(value) ? Math.max(most, Math.abs(value)) : most), 1);
    for (let i = 0; i < should.length; i++) {
      const [value, expected] = [at(is, i), at(should, i)];
      if (Number.isFinite(expected) && !isNear(value, expected, size))
        differing.push({ what: what(i), found: value, expected });
    }
  };
  const examples = Array.from({ length: whole ? 1 : count }, (_, n) => n);
  const parts = examples.map((n) => {
    const given = whole ? inputs : exampleOf(inputs, n, count);
    const expected = interpret(program, { ...fixed, ...given }, whole ? count : 1);
    for (const [name, values] of expected) {
      const all = found[name];
      if (all === undefined) continue;
      const start = n * values.length;
      const is = Array.from({ length: values.length }, (_, i) => at(all, start + i));
      compare((i) => `${name}, number ${start + i} of ${examplesText(count)},`, is, values);
    }
    return at(expected.get("objective J") ?? [NaN], 0);
  });
  if (objective === undefined) return differing;
  const J = parts.reduce((sum, part) => sum + part, 0) / parts.length;
  compare(() => `the objective of ${examplesText(count)}`, [objective], Float64Array.of(J));
  return differing;
}

/** Whether a program is of all examples, because it names them. */
const isOfAll = ({ slots }: Program): boolean =>
  slots.some(({ kind, value }) => kind === "input" && value.type.shape.includes(COUNT));

const examplesText = (count: number): string => (count === 1 ? "1 example" : `${count} examples`);

const exampleOf = (inputs: Bindings, n: number, count: number): Bindings =>
  Object.fromEntries(
    Object.entries(inputs).map(([name, values]) => {
      const size = values.length / count;
      return [name, Array.from({ length: size }, (_, i) => at(values, n * size + i))];
    }),
  );
