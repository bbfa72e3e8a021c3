import type { Style } from "../../src/compile.ts";
import { differentiate } from "../../src/differentiate/differentiate.ts";
import { at, DiagnosticError } from "../../src/diagnostics/diagnostic.ts";
import type { Instruction, Program } from "../../src/ir/program.ts";
import { interpret } from "../../src/ops/interpreter.ts";
import { verify } from "../../src/ops/verifier.ts";
import { batch } from "../../src/passes/batch.ts";
import { optimise, runPasses, SIMPLIFICATIONS } from "../../src/passes/pipeline.ts";
import { stabilise } from "../../src/passes/stabilise.ts";
import type { Recipe } from "./graphs.ts";
import { graphOf } from "./graphs.ts";
import { assembled, bindingsOf, compiled, difference, outputsOf, rowsFrom, trial } from "./harness.ts";
import type { Trial } from "./harness.ts";

const COUNT = 3;

/** What was seen of a graph. */
export interface Findings {
  /** What does not agree; nothing, if all is well. */
  readonly wrong: readonly string[];
  /** Coordinates compared with differences, and those left out because differences do not agree among themselves. */
  readonly compared: number;
  readonly kinks: number;
  /** Why there was nothing to compare: no parameter reaches the loss. */
  readonly refused: boolean;
}

/** Which of many comparisons are made; all of them take long. */
export interface Extent {
  readonly styles: readonly Style[];
  /** Which passes are run alone and left out, by their numbers. */
  readonly passes: readonly number[];
}

export function findingsOf(recipe: Recipe, { styles, passes }: Extent): Findings {
  const { network, text } = graphOf(recipe);
  const nothing = { compared: 0, kinks: 0, refused: false };
  if (network.diagnostics.length > 0)
    return { ...nothing, wrong: network.diagnostics.map((diagnostic) => JSON.stringify(diagnostic)) };
  const wrong: string[] = [];
  let [compared, kinks] = [0, 0];
  try {
    for (const [index, style] of styles.entries()) {
      const compilation = compiled(network, style);
      const made = trial(compilation, COUNT, recipe.seed);
      // Tokens are whole numbers.
      const tokens = made.rows["tokens"]?.map((v) => Math.min(2, Math.floor(Math.abs(v) * 3)));
      const given = tokens === undefined ? made : { ...made, rows: { ...made.rows, tokens } };
      given.net.hyper[1] = recipe.seed % 2 === 0 ? 0 : 40;
      wrong.push(...emittedErrors(compilation, given).map((error) => `${style}: ${error}`));
      if (index > 0) continue;
      wrong.push(...passErrors(compilation.ops, given, passes, recipe.seed));
      if (text.includes("stopGradient")) continue;
      const differences = gradientErrors(given);
      wrong.push(...differences.wrong);
      [compared, kinks] = [differences.compared, differences.kinks];
    }
  } catch (error) {
    if (error instanceof DiagnosticError && error.diagnostics.every(({ code }) => code === "no-gradient"))
      return { ...nothing, refused: true, wrong };
    wrong.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
  return { wrong, compared, kinks, refused: false };
}

/** The emitted functions against the interpreter, against each other, and a batch against its examples. */
function emittedErrors(compilation: ReturnType<typeof compiled>, given: Trial): readonly string[] {
  const { code, net, rows } = given;
  const errors: Record<string, number> = {};
  const bindings = bindingsOf(given, rows);
  const want = interpret(compilation.optimized, bindings, COUNT);

  const outputs = outputsOf(given, COUNT);
  net.run("forward", { ...rows, ...outputs }, COUNT);
  for (const [name, data] of Object.entries(outputs)) errors[name] = difference(data, want.get(`output ${name}`) ?? []);

  net.gradient.fill(0);
  net.run("backward", rows, COUNT);
  const J = want.get("objective J") ?? [];
  errors["J"] = difference(net.loss, J);
  errors["objective"] = difference([net.run("objective", rows, COUNT) ?? NaN], J);
  const gradient = assembled("gradient", code.parameters, want, new Float64Array(net.gradient.length));
  errors["gradient"] = difference(net.gradient, gradient);

  // Training steps, two of them, of several examples, and of one, for which there may be code of its own.
  const [parameters, state] = [net.parameters.slice(), net.state.slice()];
  const start = (): void => {
    net.parameters.set(parameters);
    net.state.set(state);
  };
  for (const count of [COUNT, 1]) {
    const few = rowsFrom(given, 0, count);
    start();
    const seen: { readonly parameters: Float64Array; readonly state: Float64Array; readonly loss: Float64Array }[] = [];
    for (const results of [1, 2].map((n) => {
      const before = bindingsOf(given, few);
      net.run("trainStep", few, count);
      seen.push({ parameters: net.parameters.slice(), state: net.state.slice(), loss: net.loss.slice() });
      return { n, before };
    })) {
      const wanted = interpret(compilation.optimized, results.before, count);
      const after = at(seen, results.n - 1);
      const from = results.n === 1 ? { parameters, state } : at(seen, 0);
      const title = `trainStep ${results.n} of ${count}`;
      errors[title] = difference(after.parameters, assembled("replace", code.parameters, wanted, from.parameters));
      errors[`${title}, state`] = difference(after.state, assembled("replace", code.state, wanted, from.state));
      errors[`${title}, loss`] = difference(after.loss, wanted.get("objective J") ?? []);
    }
    start();
    net.run("backward", few, count);
    net.run("update", {});
    errors[`backward and update, ${count}`] = difference(net.parameters, at(seen, 0).parameters);
    errors[`their state, ${count}`] = difference(net.state, at(seen, 0).state);
    start();
  }

  // A batch is the mean of its examples: J and the gradient, with the penalty, as trainingSize is set.
  const size = net.hyper[1] ?? 0;
  if (size > 0 || code.hyperparameters.length < 2) {
    const singles = Array.from({ length: COUNT }, (_, n) => {
      net.run("backward", rowsFrom(given, n, n + 1), 1);
      return { J: at(net.loss, 0), gradient: net.gradient.slice() };
    });
    errors["mean J"] = difference([singles.reduce((sum, one) => sum + one.J / COUNT, 0)], J);
    const mean = gradient.map((_, i) => singles.reduce((sum, one) => sum + at(one.gradient, i) / COUNT, 0));
    errors["mean gradient"] = difference(mean, gradient);
  }
  return Object.entries(errors).flatMap(([name, error]) => (error <= TOLERANCE ? [] : [`${name} differs by ${error}`]));
}

/** What the order of sums leaves. */
const TOLERANCE = 1e-11;

/** Against the op list as it was written: stabilised or not, each pass alone and left out, reordered, with steps that nothing reads. */
function passErrors(ops: Program, given: Trial, passes: readonly number[], seed: number): readonly string[] {
  const bindings = bindingsOf(given, given.rows);
  const joint = (program: Program): Program => {
    const batched = verify(batch(program), "batch");
    const wanted = batched.slots.flatMap((slot) => (slot.kind === "parameter" && slot.trainable ? [slot.value] : []));
    return verify(differentiate(batched, "loss", wanted), "differentiate");
  };
  const naive = joint(ops);
  const stable = joint(stabilise(ops));
  const want = interpret(stable, bindings, COUNT);
  // As written, log(1 − σ(z)) and the like cancel where z is large: there the stabilised form is right.
  const tame = (want.get("output z") ?? []).every((z) => Math.abs(z) < 8);
  const variants: (readonly [string, () => Program])[] = [
    ...(tame
      ? ([
          ["not stabilised", () => naive],
          ["optimised, not stabilised", () => optimise(naive)],
        ] as const)
      : []),
    ["optimised", () => optimise(stable)],
    ["reordered, with dead steps", () => optimise(shuffled(withDead(stable), seed))],
    ...passes.flatMap((n): (readonly [string, () => Program])[] => {
      const pass = at(SIMPLIFICATIONS, n % SIMPLIFICATIONS.length);
      const others = SIMPLIFICATIONS.filter((one) => one !== pass);
      return [
        [`${pass.name} alone`, () => runPasses(stable, [pass])],
        [`without ${pass.name}`, () => runPasses(runPasses(stable, others), others)],
      ];
    }),
  ];
  return variants.flatMap(([title, make]) => {
    const found = interpret(make(), bindings, COUNT);
    return [...want].flatMap(([name, data]) => {
      const error = difference(found.get(name) ?? [], data);
      return error <= 1e-10 ? [] : [`${title}: ${name} differs by ${error}`];
    });
  });
}

/** Every third step once more, its result unread. */
const withDead = (program: Program): Program => ({
  ...program,
  instructions: program.instructions.flatMap((instruction, i): readonly Instruction[] =>
    i % 3 === 0
      ? [
          instruction,
          {
            ...instruction,
            results: instruction.results.map((value) => ({ ...value, name: `${value.name}_unread` })),
          },
        ]
      : [instruction],
  ),
});

/** Another order in which each step follows those that it reads. */
function shuffled(program: Program, seed: number): Program {
  const waiting = [...program.instructions];
  const ready = new Set<unknown>(program.slots.map(({ value }) => value));
  const instructions: Instruction[] = [];
  for (let state = seed + 1; waiting.length > 0;) {
    const able = waiting.filter(({ operands }) => operands.every((o) => o.kind !== "value" || ready.has(o)));
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const next = at(able, (state >>> 8) % able.length);
    waiting.splice(waiting.indexOf(next), 1);
    next.results.forEach((value) => ready.add(value));
    instructions.push(next);
  }
  return verify({ ...program, instructions }, "the test's own order");
}

/** The gradient against differences of J, |Δ| ≤ 1e-7 + 1e-6·|g|, where those of two widths agree: they do not across a kink. */
function gradientErrors({ net, rows, count, code }: Trial): Omit<Findings, "refused"> {
  net.run("backward", rows, count);
  const gradient = net.gradient.slice();
  const lossAt = (i: number, value: number): number => {
    const before = at(net.parameters, i);
    net.parameters[i] = value;
    const J = net.run("objective", rows, count) ?? NaN;
    net.parameters[i] = before;
    return J;
  };
  const wrong: string[] = [];
  let [compared, kinks] = [0, 0];
  for (const { name, offset, size, trainable } of code.parameters) {
    if (!trainable) continue;
    for (let i = offset; i < offset + size; i++) {
      const value = at(net.parameters, i);
      const central = (step: number): number => (lossAt(i, value + step) - lossAt(i, value - step)) / (2 * step);
      const richardson = (h: number): number => (4 * central(h / 2) - central(h)) / 3;
      const [wide, narrow] = [richardson(2e-4), richardson(5e-5)];
      const close = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-7 + 1e-6 * Math.abs(b);
      if (close(narrow, at(gradient, i))) compared++;
      else if (!close(narrow, wide)) kinks++;
      else wrong.push(`${name}[${i - offset}]: the gradient is ${gradient[i]}, differences say ${narrow}`);
    }
  }
  return { wrong, compared, kinks };
}
