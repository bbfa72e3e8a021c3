import { at } from "../diagnostics/diagnostic.ts";
import type { Values } from "./numerical.ts";
import { createRandom } from "./random.ts";
import type { Runnable, Subject } from "./runnable.ts";
import { perturb, sampleInput } from "./sample.ts";

type Arguments = readonly (Values | Int32Array | number)[];

/** What can take a step in two ways, and say J in two ways. */
export interface Steppable extends Runnable {
  readonly state: Values;
  update(): void;
  trainStep(...args: Arguments): void;
  objective(...args: Arguments): number;
}

/** A number that one method has and another should have. */
export interface Disagreement {
  readonly what: string;
  readonly found: number;
  readonly expected: number;
}

/** The order of additions differs between a fused step and two calls. */
const TOLERANCE = { f64: 1e-9, f32: 1e-3 } as const;

/** Rules that divide the gradient by its own size, as Adam's does, make a whole step of the rounding of a gradient that is 0. */
const NEGLIGIBLE = { f64: 1e-12, f32: 1e-4 } as const;

/**
 * Whether `trainStep` does what `backward` and `update` do, and `objective` says what `backward` writes, for one example and for several:
 * fused code is code of its own, which no difference of J looks at. Parameters and state are left as they were.
 * @param measures whether `objective` measures what `backward` computes; not with dropout, which is off in it
 */
export function checkSteps(net: Steppable, subject: Subject, measures: boolean = true): readonly Disagreement[] {
  const [parameters, state] = [net.parameters.slice(), net.state.slice()];
  const random = createRandom(2);
  perturb(net.parameters, subject.parameters, random);
  const start = net.parameters.slice();
  const found: Disagreement[] = [];
  const [tolerance, negligible] = [TOLERANCE[subject.precision], NEGLIGIBLE[subject.precision]];
  const agrees = (found: number, expected: number): boolean =>
    Math.abs(found - expected) <= tolerance * (1 + Math.abs(expected));
  const compare = (what: string, found: number, expected: number): readonly Disagreement[] =>
    agrees(found, expected) ? [] : [{ what, found, expected }];
  for (const count of [1, subject.examples ?? 3]) {
    const args = [...subject.inputs.map((input) => sampleInput(input, count, subject.precision, random)), count];
    const begin = (): void => {
      net.parameters.set(start);
      net.state.set(state);
    };
    begin();
    net.backward(...args);
    const loss = at(net.loss, 0);
    const gradient = net.gradient.slice();
    if (measures) found.push(...compare(`objective of ${examples(count)}`, net.objective(...args), loss));
    net.update();
    const after = net.parameters.slice();
    begin();
    net.trainStep(...args);
    found.push(...compare(`loss of trainStep for ${examples(count)}`, at(net.loss, 0), loss));
    for (const { name, offset, size } of subject.parameters) {
      for (let i = 0; i < size; i++) {
        const j = offset + i;
        const [is, was] = [at(net.parameters, j), at(after, j)];
        // There may be millions: text is made of what is wrong only.
        if (agrees(is, was) || Math.abs(at(gradient, j)) < negligible) continue;
        found.push({ what: `${name}[${i}] after trainStep for ${examples(count)}`, found: is, expected: was });
      }
    }
  }
  net.parameters.set(parameters);
  net.state.set(state);
  return found;
}

const examples = (count: number): string => (count === 1 ? "1 example" : `${count} examples`);
