import { short } from "./format.ts";
import { figureOf } from "./results.ts";
import type { Results } from "./results.ts";

/** What a training step is to reach: our time at most so many times, or theirs at least so many times, the other. */
interface Goal {
  readonly workloads: readonly string[];
  readonly against: readonly string[];
  readonly atMost?: number;
  readonly atLeast?: number;
}

const LIBRARIES = ["synaptic", "brain.js", "ConvNetJS", "TensorFlow.js cpu", "TensorFlow.js wasm", "jax-js wasm"];
const SMALL = ["mcycle 1-10-1", "iris 2-10-3"];

const GOALS: readonly Goal[] = [
  { workloads: SMALL, against: ["plain loops"], atMost: 0.5 },
  { workloads: SMALL, against: ["C f64"], atMost: 1.6 },
  { workloads: SMALL, against: ["synaptic"], atLeast: 2 },
  { workloads: SMALL, against: ["TensorFlow.js cpu", "TensorFlow.js wasm"], atLeast: 1000 },
  { workloads: ["100-50-10"], against: ["plain loops"], atMost: 0.28 },
  { workloads: ["100-50-10"], against: ["C f64"], atMost: 8 },
  { workloads: ["100-50-10"], against: LIBRARIES, atLeast: 7 },
  { workloads: ["100-50-10 ×64"], against: ["plain loops"], atMost: 0.33 },
  { workloads: ["100-50-10 ×64"], against: ["C f64"], atMost: 6 },
  { workloads: ["100-50-10 ×64"], against: LIBRARIES, atLeast: 3 },
  { workloads: ["784-128-10"], against: ["plain loops"], atMost: 0.3 },
  { workloads: ["784-128-10"], against: ["C f64"], atMost: 6 },
  { workloads: ["784-128-10"], against: LIBRARIES, atLeast: 5 },
  { workloads: ["784-128-10 ×32"], against: ["plain loops"], atMost: 0.33 },
  { workloads: ["784-128-10 ×32"], against: ["C f64"], atMost: 3.5 },
  { workloads: ["784-128-10 ×32"], against: ["TensorFlow.js wasm"], atLeast: 1.6 },
  { workloads: ["conv 8x8 ×16"], against: ["plain loops"], atMost: 0.4 },
  { workloads: ["conv 8x8 ×16"], against: ["C f64"], atMost: 8 },
  { workloads: ["conv 8x8 ×16"], against: ["ConvNetJS"], atLeast: 5 },
];

export interface Judged {
  readonly text: string;
  readonly met: boolean;
}

/** Every goal for which there are figures, against the fastest of those that it names. */
export const judge = (results: Results): readonly Judged[] =>
  GOALS.flatMap(({ workloads, against, atMost, atLeast }) =>
    workloads.flatMap((workload) => {
      const found = against.flatMap((name) => {
        const ratio = figureOf(results, workload, name, "step")?.ratio;
        return ratio === undefined ? [] : [{ name, ratio }];
      });
      const [first] = found.toSorted((a, b) => a.ratio - b.ratio);
      if (first === undefined) return [];
      const { name, ratio } = first;
      if (atMost !== undefined) {
        const text = `${workload}: ${short(1 / ratio)} of the time of ${name}, at most ${atMost} wanted`;
        return [{ text, met: 1 / ratio <= atMost }];
      }
      const who = against.length > 1 ? `the fastest library (${name})` : name;
      const text = `${workload}: ${who} takes ${short(ratio)} times as long, at least ${atLeast} wanted`;
      return [{ text, met: ratio >= (atLeast ?? 0) }];
    }),
  );
