import type { Compilation } from "../../src/compile.ts";
import { instantiateSingle } from "./emitted.ts";
import type { Emitted, Numbers } from "./emitted.ts";
import { difference, outputsOf } from "./harness.ts";
import type { Trial } from "./harness.ts";

/** What single precision may differ by. */
const TOLERANCE = 2e-3;
/** How far a nudge of the numbers that go in may move what comes out, where single precision is to be compared. */
const STEADY = 1e-4;
const NUDGE = 2e-6;

type Results = Readonly<Record<string, Numbers>>;

/** Prediction, gradient and a step, from parameters and rows that are given. */
function resultsOf(
  net: Emitted<Numbers>,
  given: Trial,
  round: (values: Float64Array) => Numbers,
  parameters: Float64Array,
  rows: Readonly<Record<string, Float64Array>>,
): Results {
  const { count, code } = given;
  const start = (): void => net.parameters.set(parameters);
  net.state.set(given.net.state);
  net.hyper.set(given.net.hyper);
  start();
  const rounded = Object.fromEntries(Object.entries(rows).map(([name, data]) => [name, round(data)]));
  const outputs = Object.fromEntries(
    Object.entries(outputsOf(given, count)).map(([name, data]) => [name, round(data)]),
  );
  net.run("forward", { ...rounded, ...outputs }, count);
  const objective = Float64Array.of(net.run("objective", rounded, count) ?? NaN);
  net.run("backward", rounded, count);
  const [gradient, loss] = [net.gradient.slice(), net.loss.slice()];
  const statistics = net.parameters.slice();
  start();
  // A line search decides by the last bits of J.
  if (code.search === undefined) net.run("trainStep", rounded, count);
  return { ...outputs, objective, gradient, loss, statistics, parameters: net.parameters.slice() };
}

/**
 * The module in single precision against the same in double precision. Where a nudge of parameters and rows moves a result (a kink, a jump,
 * something small that is divided by), rounding may do so too, and it is not compared.
 */
export function singleErrors(
  { code: singleCode }: Compilation,
  given: Trial,
): { readonly wrong: readonly string[]; readonly compared: number } {
  const { net, rows, code } = given;
  const [parameters, state] = [net.parameters.slice(), net.state.slice()];
  const single = (data: Float64Array): Float64Array => Float64Array.from(data, Math.fround);
  const start = single(parameters);
  const kept = Object.fromEntries(Object.entries(rows).map(([name, data]) => [name, single(data)]));
  const isNudged = (name: string): boolean =>
    code.inputs.some((input) => input.name === name && input.domain.kind === "any");
  const nudged = (data: Float64Array, n: number): Float64Array =>
    data.map((value, i) => value + NUDGE * ((i * 7 + n * 3) % 5 < 2 ? -1 : 1));
  const double = (data: Float64Array): Numbers => data;
  const want = resultsOf(net, given, double, start, kept);
  const moved = [1, 2].map((n) => {
    net.state.set(state);
    const around = Object.entries(kept).map(([name, data]) => [name, isNudged(name) ? nudged(data, n) : data] as const);
    return resultsOf(net, given, double, nudged(start, n), Object.fromEntries(around));
  });
  net.parameters.set(parameters);
  net.state.set(state);
  const found = resultsOf(instantiateSingle(singleCode), given, (data) => Float32Array.from(data), start, kept);
  let compared = 0;
  const wrong = Object.entries(want).flatMap(([name, data]) => {
    if (moved.some((one) => difference(one[name] ?? [], data) > STEADY)) return [];
    compared++;
    const error = difference(found[name] ?? [], data);
    return error <= TOLERANCE ? [] : [`in single precision ${name} differs by ${error}`];
  });
  return { wrong, compared };
}
