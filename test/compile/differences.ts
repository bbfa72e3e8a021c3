import type { Compilation } from "../../src/compile.ts";
import { at } from "../../src/diagnostics/diagnostic.ts";
import type { Trial } from "./harness.ts";

export interface Differences {
  readonly wrong: readonly string[];
  readonly compared: number;
  readonly kinks: number;
}

/**
 * The gradient against differences of J, |Δ| ≤ 1e-7 + 1e-6·|g|, where those of two widths agree: they do not across a kink. Where
 * prediction differs (dropout, statistics of the batch), J is what `backward` leaves.
 * @param most so many partial derivatives are compared at most, evenly spread over the parameters
 */
export function gradientErrors({ modes }: Compilation, { net, rows, count, code }: Trial, most: number): Differences {
  const parameters = net.parameters.slice();
  net.run("backward", rows, count);
  const gradient = net.gradient.slice();
  const lossAt = (i: number, value: number): number => {
    const before = at(net.parameters, i);
    net.parameters[i] = value;
    const J = net.run(modes ? "backward" : "objective", rows, count) ?? at(net.loss, 0);
    net.parameters[i] = before;
    return J;
  };
  const trained = code.parameters.flatMap(({ name, offset, size, trainable }) =>
    trainable ? Array.from({ length: size }, (_, i) => ({ name: `${name}[${i}]`, i: offset + i })) : [],
  );
  const stride = Math.max(1, Math.ceil(trained.length / most));
  const wrong: string[] = [];
  let [compared, kinks] = [0, 0];
  for (const { name, i } of trained.filter((_, n) => n % stride === 0)) {
    const value = at(parameters, i);
    const central = (step: number): number => (lossAt(i, value + step) - lossAt(i, value - step)) / (2 * step);
    const richardson = (h: number): number => (4 * central(h / 2) - central(h)) / 3;
    const [wide, narrow] = [richardson(2e-4), richardson(5e-5)];
    const close = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-7 + 1e-6 * Math.abs(b);
    if (close(narrow, at(gradient, i))) compared++;
    else if (!close(narrow, wide)) kinks++;
    else wrong.push(`${name}: the gradient is ${gradient[i]}, differences say ${narrow}`);
  }
  net.parameters.set(parameters);
  return { wrong, compared, kinks };
}
