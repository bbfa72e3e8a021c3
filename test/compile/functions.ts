import type { Compilation } from "../../src/compile.ts";
import { at } from "../../src/diagnostics/diagnostic.ts";
import { interpret } from "../../src/ops/interpreter.ts";
import { lbfgs } from "../../templates/lbfgs.ts";
import { instantiate } from "./emitted.ts";
import { assembled, bindingsOf, difference, outputsOf, rowsFrom } from "./harness.ts";
import type { Trial } from "./harness.ts";

/** What the order of sums leaves. */
const TOLERANCE = 1e-11;

/** The emitted functions against the interpreter, against each other, and a batch against its examples. @param steps of training, one after the other */
export function functionErrors(compilation: Compilation, given: Trial, steps: number): readonly string[] {
  const { code, net, rows, count } = given;
  const errors: Record<string, number> = {};
  const [parameters, state] = [net.parameters.slice(), net.state.slice()];
  // Running statistics are parameters that `backward` moves.
  const start = (): void => {
    net.parameters.set(parameters);
    net.state.set(state);
  };
  const want = interpret(compilation.optimized, bindingsOf(given, rows), count);
  const J = want.get("objective J") ?? [];
  if (!compilation.modes) {
    const outputs = outputsOf(given, count);
    net.run("forward", { ...rows, ...outputs }, count);
    for (const [name, data] of Object.entries(outputs))
      errors[name] = difference(data, want.get(`output ${name}`) ?? []);
    errors["objective"] = difference([net.run("objective", rows, count) ?? NaN], J);
  }
  net.gradient.fill(0);
  net.run("backward", rows, count);
  errors["J"] = difference(net.loss, J);
  const gradient = assembled("gradient", code.parameters, want, new Float64Array(net.gradient.length));
  errors["gradient"] = difference(net.gradient, gradient);
  start();

  if (code.search !== undefined) return [...messages(errors), ...searchErrors(compilation, given)];

  // Training steps, of several examples, and of one, for which there may be code of its own.
  for (const some of new Set([count, 1])) {
    const few = rowsFrom(given, 0, some);
    let before = { parameters, state };
    for (let n = 1; n <= (some === 1 ? 1 : steps); n++) {
      const wanted = interpret(compilation.optimized, bindingsOf(given, few), some);
      net.run("trainStep", few, some);
      const title = `trainStep ${n} of ${some}`;
      errors[title] = difference(net.parameters, assembled("replace", code.parameters, wanted, before.parameters));
      errors[`${title}, state`] = difference(net.state, assembled("replace", code.state, wanted, before.state));
      errors[`${title}, loss`] = difference(net.loss, wanted.get("objective J") ?? []);
      before = { parameters: net.parameters.slice(), state: net.state.slice() };
    }
    start();
    for (let n = 1; n <= (some === 1 ? 1 : steps); n++) {
      net.run("backward", few, some);
      net.run("update", {});
    }
    errors[`backward and update, ${some}`] = difference(net.parameters, before.parameters);
    errors[`their state, ${some}`] = difference(net.state, before.state);
    start();
  }

  // A batch is the mean of its examples: J and the gradient, with the penalty, as trainingSize is set; not where examples have masks and statistics.
  const size = net.hyper[code.hyperparameters.findIndex(({ name }) => name === "trainingSize")] ?? NaN;
  if (size !== 0 && !compilation.modes) {
    const singles = Array.from({ length: count }, (_, n) => {
      net.run("backward", rowsFrom(given, n, n + 1), 1);
      return { J: at(net.loss, 0), gradient: net.gradient.slice() };
    });
    errors["mean J"] = difference([singles.reduce((sum, one) => sum + one.J / count, 0)], J);
    const mean = gradient.map((_, i) => singles.reduce((sum, one) => sum + at(one.gradient, i) / count, 0));
    errors["mean gradient"] = difference(mean, gradient);
  }
  return messages(errors);
}

const messages = (errors: Readonly<Record<string, number>>): readonly string[] =>
  Object.entries(errors).flatMap(([name, error]) => (error <= TOLERANCE ? [] : [`${name} differs by ${error}`]));

/** Steps of L-BFGS, to the bit: `backward` as often as the template asks for it, and then the next mask. */
function searchErrors({ network, modes }: Compilation, given: Trial): readonly string[] {
  const { code, net, rows, count } = given;
  const [parameters, state] = [net.parameters.slice(), net.state.slice()];
  const other = instantiate(code);
  for (const key of ["parameters", "state", "hyper"] as const) other[key].set(net[key]);
  const offsetOf = (name: string): number | undefined => code.state.find((slot) => slot.name === name)?.offset;
  const work = other.state.subarray(offsetOf("lbfgs"));
  const counter = offsetOf("random.step");
  const trained = code.parameters.reduce((sum, { trainable, size }) => sum + (trainable ? size : 0), 0);
  const wrong: string[] = [];
  for (const n of [1, 2, 3]) {
    const before = net.run("objective", rows, count) ?? NaN;
    net.run("trainStep", rows, count);
    do other.run("backward", rows, count);
    while (
      lbfgs(other.parameters, other.gradient, other.loss, work, trained, Number(network.optimizer.settings["memory"]))
    );
    if (counter !== undefined) other.state[counter] = at(other.state, counter) + 1;
    for (const key of ["parameters", "state", "loss"] as const)
      if (!net[key].every((value, i) => Object.is(value, other[key][i]))) wrong.push(`lbfgs ${n}: ${key} differs`);
    // It goes downhill, but for the last bits of J.
    const after = net.run("objective", rows, count) ?? NaN;
    if (!modes && !(after <= before + 1e-12 * Math.abs(before))) wrong.push(`lbfgs ${n}: from J ${before} to ${after}`);
  }
  net.parameters.set(parameters);
  net.state.set(state);
  return wrong;
}
