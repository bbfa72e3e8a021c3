import { at } from "../diagnostics/diagnostic.ts";
import type { Values } from "./numerical.ts";
import { slope } from "./slope.ts";
import type { Slope } from "./slope.ts";
import { createRandom } from "./random.ts";
import type { Random } from "./random.ts";
import type { Runnable, Subject, SubjectParameter } from "./runnable.ts";
import { perturb, sampleInput } from "./sample.ts";

export interface CheckOptions {
  /** The number of examples; J is their mean. Default that of the subject, or 3. */
  readonly count?: number;
  /** How often J may be evaluated. What needs more is checked by directions and samples. Default 4,000; Infinity checks all. */
  readonly budget?: number;
  readonly seed?: number;
  /**
   * J alone, of the arguments of `backward`: where not every coordinate is checked, there are so many that their gradients take most of the
   * time. It has to give the loss that `backward` writes; where it does not, it is not used.
   */
  readonly objective?: (...args: readonly (Values | Int32Array | number)[]) => number;
}

/** How far `objective` may be from the loss that `backward` writes: they add in another order. */
const SAME = { f64: 1e-12, f32: 1e-6 } as const;

/** One derivative of J: with respect to one value of a parameter, or along a direction in it. */
export interface GradientRow extends Slope {
  readonly parameter: string;
  /** The position in the parameter, row-major; absent for a direction of unit length in all of its values. */
  readonly index?: number;
}

export interface GradientCheck {
  readonly ok: boolean;
  readonly rows: readonly GradientRow[];
  /** The row with the largest difference; absent where nothing can be trained. */
  readonly largest?: GradientRow;
  /** J at the point of the check. */
  readonly loss: number;
  /** What is not finite there: "loss", or the name of a parameter. Nothing else is then checked. */
  readonly nonFinite?: string;
  /** Whether every coordinate was checked. */
  readonly complete: boolean;
}

/** Per tensor, where not every coordinate can be checked. */
const DIRECTIONS = 2;
const SAMPLES = 8;

/**
 * Compares the gradient that `backward` writes with differences of the loss that it writes, at a point near the present parameters and
 * for a seeded batch drawn from the domains of the inputs. The parameters are left as they were.
 *
 * Every coordinate is checked while that is cheap: two evaluations each. Above the budget each tensor is checked along random
 * directions, which involve all of its coordinates, and at a sample of coordinates, where a single wrong one cannot hide.
 */
export function checkGradient(runnable: Runnable, subject: Subject, options: CheckOptions = {}): GradientCheck {
  const { count = subject.examples ?? 3, budget = 4000, seed = 0, objective } = options;
  const { parameters } = runnable;
  const before = parameters.slice();
  const random = createRandom(seed + 1);
  perturb(parameters, subject.parameters, random);
  const arrays = subject.inputs.map((input) => sampleInput(input, count, subject.precision, random));
  const evaluate = (): number => {
    runnable.backward(...arrays, count);
    return at(runnable.loss, 0);
  };
  try {
    return compare(runnable, subject, evaluate, objective && (() => objective(...arrays, count)), budget, random);
  } finally {
    parameters.set(before);
  }
}

function compare(
  runnable: Runnable,
  subject: Subject,
  differentiated: () => number,
  objective: (() => number) | undefined,
  budget: number,
  random: Random,
): GradientCheck {
  const trained = subject.parameters.filter((parameter) => parameter.trainable);
  const coordinates = trained.reduce((sum, parameter) => sum + parameter.size, 0);
  const complete = 2 * coordinates <= budget;
  const loss = differentiated();
  const gradient = runnable.gradient.slice();
  const nonFinite = Number.isFinite(loss) ? trained.find((parameter) => !finite(gradient, parameter))?.name : "loss";
  if (nonFinite !== undefined) return { ok: false, rows: [], loss, nonFinite, complete };

  const point = runnable.parameters.slice();
  const { precision } = subject;
  const isSame =
    !complete && objective !== undefined && Math.abs(objective() - loss) <= SAME[precision] * (1 + Math.abs(loss));
  const evaluate = isSame ? objective : differentiated;
  /** With respect to one value: nothing else is touched, since there may be a million others. */
  const checkCoordinate = ({ name, offset }: SubjectParameter, index: number): GradientRow => {
    const [j, x] = [offset + index, at(point, offset + index)];
    const moved = (step: number): number => {
      runnable.parameters[j] = x + step;
      const value = evaluate();
      runnable.parameters[j] = x;
      return value;
    };
    return { parameter: name, index, ...slope(moved, { analytic: at(gradient, j), x, loss, precision }) };
  };
  const checkDirection = ({ name, offset, size }: SubjectParameter, direction: Float64Array): GradientRow => {
    const start = point.subarray(offset, offset + size);
    const moved = (step: number): number => {
      for (let i = 0; i < size; i++) runnable.parameters[offset + i] = at(start, i) + step * at(direction, i);
      const value = evaluate();
      runnable.parameters.set(start, offset);
      return value;
    };
    let analytic = 0;
    for (let i = 0; i < size; i++) analytic += at(gradient, offset + i) * at(direction, i);
    return { parameter: name, ...slope(moved, { analytic, x: 1, loss, precision }) };
  };

  const rows = trained.flatMap((parameter) => {
    const chosen = complete ? range(parameter.size) : sample(parameter.size, SAMPLES, random);
    const directions = complete ? [] : range(DIRECTIONS).map(() => direction(parameter.size, random));
    return [
      ...directions.map((along) => checkDirection(parameter, along)),
      ...chosen.map((index) => checkCoordinate(parameter, index)),
    ];
  });
  const largest = rows.reduce<GradientRow | undefined>(
    (most, row) => (most === undefined || row.difference > most.difference ? row : most),
    undefined,
  );
  const ok = rows.every((row) => row.ok);
  return { ok, rows, loss, complete, ...(largest !== undefined && { largest }) };
}

const finite = (gradient: Values, { offset, size }: SubjectParameter): boolean =>
  gradient.subarray(offset, offset + size).every((value) => Number.isFinite(value));

const range = (count: number): readonly number[] => Array.from({ length: count }, (_, i) => i);

/** Uniform on the sphere of radius 1. */
function direction(size: number, random: Random): Float64Array {
  const along = new Float64Array(size).map(() => random.normal());
  const length = Math.sqrt(along.reduce((sum, value) => sum + value * value, 0));
  return along.map((value) => value / length);
}

/** Different positions, in ascending order. */
function sample(size: number, count: number, random: Random): readonly number[] {
  if (size <= count) return range(size);
  const chosen = new Set<number>();
  while (chosen.size < count) chosen.add(random.integer(size));
  return [...chosen].toSorted((a, b) => a - b);
}
