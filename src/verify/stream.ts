import { at } from "../diagnostics/diagnostic.ts";
import type { Values } from "./numerical.ts";
import { createRandom } from "./random.ts";
import type { SubjectInput, SubjectParameter } from "./runnable.ts";
import { perturb, sampleInput } from "./sample.ts";
import type { Disagreement } from "./steps.ts";

type Arrays = readonly (Values | Int32Array)[];

/** What runs over a whole sequence, and step by step. Both take the arrays of inputs and outputs, in their order, and a count. */
export interface Streaming {
  readonly parameters: Values;
  forward(...args: readonly (Arrays[number] | number)[]): void;
  process(...args: readonly (Arrays[number] | number)[]): void;
  reset(): void;
}

export interface StreamSubject {
  readonly precision: "f64" | "f32";
  readonly parameters: readonly SubjectParameter[];
  readonly inputs: readonly Tensor<SubjectInput>[];
  readonly outputs: readonly Tensor<{ readonly name: string; readonly size: number }>[];
}

/** `step`: how many values one step has; absent for what holds for all steps. */
type Tensor<T> = T & { readonly step?: number };

/** The order of additions differs between a sequence and one step. */
const TOLERANCE = { f64: 1e-9, f32: 1e-3 } as const;

/**
 * Whether `process` makes of a sequence, one step first and then the others, what `forward` makes of it at once; an output that `forward`
 * gives for the last step alone is compared after that.
 */
export function checkStream(net: Streaming, subject: StreamSubject): readonly Disagreement[] {
  const { precision, parameters, inputs, outputs } = subject;
  const random = createRandom(6);
  perturb(net.parameters, parameters, random);
  const given = inputs.map((input) => sampleInput(input, 1, precision, random));
  const zeros = (size: number): Values => (precision === "f32" ? new Float32Array(size) : new Float64Array(size));
  const whole = outputs.map(({ size }) => zeros(size));
  net.forward(...given, ...whole, 1);
  const steps = Math.max(...[...inputs, ...outputs].map(({ size, step }) => (step === undefined ? 1 : size / step)));
  const made = outputs.map(({ step = 1 }) => zeros(steps * step));
  net.reset();
  for (const [from, to] of steps === 1 ? [[0, 1] as const] : [[0, 1] as const, [1, steps] as const]) {
    const part = <A extends Arrays[number]>(array: A, step: number | undefined): Arrays[number] =>
      step === undefined ? array : array.subarray(from * step, to * step);
    net.process(
      ...given.map((array, i) => part(array, at(inputs, i).step)),
      ...made.map((array, i) => part(array, at(outputs, i).step)),
      to - from,
    );
  }
  return outputs.flatMap(({ name }, k) => {
    const expected = at(whole, k);
    const found = at(made, k).subarray(-expected.length);
    const odd = expected.findIndex((value, i) => !agrees(at(found, i), value, TOLERANCE[precision]));
    return odd < 0 ? [] : [{ what: `${name}[${odd}]`, found: at(found, odd), expected: at(expected, odd) }];
  });
}

const agrees = (found: number, expected: number, tolerance: number): boolean =>
  Object.is(found, expected) || Math.abs(found - expected) <= tolerance * (1 + Math.abs(expected));
