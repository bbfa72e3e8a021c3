import { fail } from "../../diagnostics/diagnostic.ts";
import type { Data, Values } from "../../load/csv.ts";
import type { ModuleCode } from "../../targets/typescript/code.ts";
import { feed } from "../rows.ts";
import type { EmittedNetwork } from "../subject.ts";
import { figuresOf } from "./figures.ts";
import type { Figures } from "./figures.ts";
import { advance, reasonToStop, restore } from "./state.ts";
import type { StopConditions, StopReason, TrainingState, Watch } from "./state.ts";

export interface Course {
  readonly epochs: number;
  readonly batchSize: number;
  readonly seed: number;
  readonly watch?: Watch;
  readonly stop: StopConditions;
  readonly signal?: AbortSignal;
  /** Called after every epoch. */
  readonly onEpoch?: (state: TrainingState) => void;
}

export interface End {
  readonly state: TrainingState;
  readonly interrupted: boolean;
  readonly stoppedBy?: StopReason;
}

/** Milliseconds of work between two looks at what else happens, such as Ctrl-C. */
const WORK = 50;

/**
 * Trains from a state on. An epoch is one call of the module's own `fit`, its order of rows a function of the seed and the number of the
 * epoch: so a state needs no memory of what was drawn, and going on from it is the same as never having stopped. An epoch that
 * is interrupted is undone. The network ends with the weights of the state that is given back.
 */
export async function runEpochs(
  net: EmittedNetwork,
  rows: { readonly train: Data; readonly validation: Data },
  code: ModuleCode,
  from: TrainingState,
  course: Course,
): Promise<End> {
  let state = from;
  let resumed = Date.now();
  const wanted = course.stop.gradientNorm !== undefined;
  for (;;) {
    const stoppedBy = reasonToStop(state, course.stop);
    if (stoppedBy !== undefined) return { state, interrupted: false, stoppedBy };
    if (state.history.length >= course.epochs) return { state, interrupted: false };
    const figures = course.signal?.aborted === true ? undefined : await runEpoch(net, rows, code, state, course);
    if (figures === undefined) {
      restore(net, state.parameters, state.optimizer);
      return { state, interrupted: true };
    }
    const norm = wanted ? { gradientNorm: gradientNorm(net, rows.train, code) } : {};
    state = advance(state, net, { ...figures, ...norm }, course.watch);
    course.onEpoch?.(state);
    if (Date.now() - resumed >= WORK) {
      await new Promise((resume) => setImmediate(resume));
      resumed = Date.now();
    }
  }
}

/** The figures of one more epoch; undefined when it was interrupted. */
async function runEpoch(
  net: EmittedNetwork,
  { train, validation }: { readonly train: Data; readonly validation: Data },
  code: ModuleCode,
  { history }: TrainingState,
  { batchSize, seed, signal }: Course,
): Promise<Figures | undefined> {
  const epoch = history.length + 1;
  let figures: Figures | undefined;
  const options = {
    epochs: 1,
    batchSize,
    seed: seedOf(seed, epoch),
    onEpochEnd: (_: number, log: Readonly<Record<string, unknown>>): void => void (figures = figuresOf(log)),
    ...(validation.count > 0 && {
      validationData: [feed(validation, code, "input"), feed(validation, code, "target")],
    }),
    ...(signal !== undefined && { signal }),
  };
  try {
    await net.fit(feed(train, code, "input"), feed(train, code, "target"), options);
  } catch (error) {
    if (signal?.aborted === true && figures === undefined) return undefined;
    if (!(error instanceof Error) || error.name !== "DivergenceError") throw error;
    const loss = /the loss is (\S+) /.exec(error.message)?.[1] ?? "not finite";
    const batch = /batch (\d+)/.exec(error.message)?.[1];
    fail({
      code: "diverged",
      message: `${code.name}: the loss is ${loss} at epoch ${epoch}${batch === undefined ? "" : `, batch ${batch}`}`,
      found: `a loss that is not finite, with the learning rate ${net.learningRate}`,
      expected: "a loss that falls",
      hint: "Give the optimizer a smaller learningRate, and let inputs be of order 1: standardize(x).",
    });
  }
  return figures;
}

/** A seed for each epoch of each seed; 0x9e3779b1 is odd, so that neighbours lie far apart. */
const seedOf = (seed: number, epoch: number): number => (Math.imul(seed, 0x9e3779b1) + epoch) >>> 0;

/** ‖∇J‖ over all rows, with the weights as they are. */
function gradientNorm(net: EmittedNetwork, { count, values }: Data, code: ModuleCode): number {
  const taken = code.functions.find(({ name }) => name === "backward")?.arrays ?? [];
  const arrays = taken.map(({ identifier }): Values => {
    const input = code.inputs.find((each) => each.identifier === identifier);
    return values.get(input?.name ?? "") ?? new Float64Array(0);
  });
  net.backward(...arrays, count);
  return Math.sqrt(Array.from(net.gradient).reduce((sum, partial) => sum + partial * partial, 0));
}
