import { resolve } from "node:path";
import { assembleFile } from "../build.ts";
import { DiagnosticError, fail } from "../diagnostics/diagnostic.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Data } from "../load/csv.ts";
import { runEmitted } from "../load/emitted.ts";
import { readTensors } from "../load/safetensors.ts";
import type { ModuleCode } from "../targets/typescript/code.ts";
import { classesOf, decisionsOf } from "./report/decision.ts";
import { reportOf } from "./report/report.ts";
import type { Report } from "./report/report.ts";
import { feed, readData } from "./rows.ts";
import { asModule } from "./subject.ts";
import type { EmittedNetwork } from "./subject.ts";
import { checkpointWriter, identityOf, isCheckpointOf, readCheckpoint, requireSame } from "./training/checkpoint.ts";
import { figuresOf, validationName } from "./training/figures.ts";
import type { Figures } from "./training/figures.ts";
import { runEpochs } from "./training/loop.ts";
import { partition } from "./training/partition.ts";
import { pace } from "./training/pace.ts";
import type { Progress } from "./training/pace.ts";
import { courseOf, settingsOf, stopsOf, watchOf } from "./training/settings.ts";
import type { CourseOptions } from "./training/settings.ts";
import { initialState, restore } from "./training/state.ts";
import type { StopReason } from "./training/state.ts";
import { requireVerified } from "./mismatches.ts";
import { requireWritable, writeFiles } from "./write.ts";
import type { Output } from "./write.ts";

export interface TrainOptions extends CourseOptions {
  /** A CSV file instead of the one in net.ts, or .npy files such as x=x.npy; paths count from the working directory. */
  readonly data?: string | readonly string[];
  /** Where the weights go, as safetensors. */
  readonly save?: string;
  /** Where checkpoints go; default: where `resume` comes from. */
  readonly checkpoint?: string;
  /** Epochs between two checkpoints; left out, about a second passes between them. One is always written in the end. */
  readonly checkpointEvery?: number;
  /** A checkpoint to go on from. */
  readonly resume?: string;
  readonly signal?: AbortSignal;
  /** Called when all that can be wrong has been found right, before the first epoch. */
  readonly onStart?: () => void;
  readonly onEpoch?: (progress: Progress) => void;
}

/** What a training came to: data, but for `charts`. */
export interface Training extends Report {
  readonly name: string;
  readonly rows: { readonly train: number; readonly validation: number; readonly test: number };
  /** The epochs that were run, those before a resumed checkpoint included. */
  readonly epochs: number;
  /** The epoch of the checkpoint that it went on from. */
  readonly resumedAt?: number;
  /** The epochs that were asked for. */
  readonly wanted: number;
  readonly interrupted: boolean;
  /** Why it ended before its last epoch, unless it was interrupted. */
  readonly stoppedBy?: StopReason;
  /** The epoch whose weights were kept, and the figure that tells it; left out, the last epoch's were. */
  readonly best?: { readonly epoch: number; readonly monitor: string; readonly value: number };
  readonly train: Figures;
  readonly validation?: Figures;
  readonly test?: Figures;
  /** The figures of every epoch. */
  readonly history: Readonly<Record<string, readonly number[]>>;
  readonly saved?: Written;
  readonly checkpoint?: { readonly path: string };
  /** What could not be written in the end, and why. */
  readonly unwritten?: readonly Diagnostic[];
}

interface Written {
  readonly path: string;
  readonly bytes: number;
}

/** Builds the module in memory, trains it by its own `fit`, and scores it by its own `evaluate`. */
export async function trainFile(net: string, options: TrainOptions = {}): Promise<Training> {
  const build = await assembleFile(net, { precision: "f64", style: "auto", inferenceOnly: false });
  const { loaded, compilation, text } = build;
  const { code } = compilation;
  if (loaded.network.losses.length === 0) {
    fail({
      code: "no-loss",
      message: `The network ${JSON.stringify(code.name)} has no loss`,
      hint: "Training minimises one: network({ …, loss: squaredError(yHat, y) }).",
    });
  }
  const checkpoint = options.resume === undefined ? undefined : readCheckpoint(options.resume);
  const given = [options.data ?? []].flat();
  const data = readData(loaded, given);
  requireVerified(build.verification, compilation);
  const identity = identityOf(code, data);
  // L-BFGS looks at all rows at once.
  const wholeBatch = code.search === undefined ? undefined : data.count;
  const batchSize = options.batchSize ?? checkpoint?.settings.batchSize ?? wholeBatch;
  const course = courseOf(options, checkpoint?.course);
  const settings = settingsOf(
    { ...options, ...course, ...(batchSize !== undefined && { batchSize }) },
    checkpoint?.settings,
  );
  if (checkpoint !== undefined) requireSame(options.resume ?? "", checkpoint, identity, settings);

  const { seed, testSplit, validationSplit } = settings;
  const [decision] = decisionsOf(code, data);
  const classes = decision && classesOf(decision, data.values.get(decision.target.name) ?? new Float64Array(0));
  const shares = { test: testSplit, validation: validationSplit, seed };
  const { train, validation, test } = partition(data, shares, classes);
  const instance = asModule(runEmitted(text, "module.ts")).create({ seed });
  const score = (rows: Data): Figures =>
    figuresOf(instance.evaluate(feed(rows, code, "input"), feed(rows, code, "target")));
  const watch = watchOf(settings, watchable(score(train), validation, course), course.minDelta);

  const weights = options.save === undefined ? undefined : { path: options.save, isOurs: isOfNetwork(code) };
  const path = options.checkpoint ?? options.resume;
  const points = path === undefined ? undefined : { path, isOurs: isCheckpointOf(identity) };
  requireApart(weights, points);
  requireWritable([weights, points].filter((file) => file !== undefined));
  const writer = points && checkpointWriter(points, { ...identity, settings, course }, options.checkpointEvery);

  const from = checkpoint ?? initialState(instance);
  restore(instance, from.parameters, from.optimizer);
  if (from.history.length > 0) instance.adapted = true;
  options.onStart?.();
  const { epochs } = course;
  const progress = pace(from.history.length, epochs, train.count);
  const { state, interrupted, stoppedBy } = await runEpochs(instance, { train, validation }, code, from, {
    epochs,
    batchSize: settings.batchSize,
    seed,
    stop: stopsOf(course),
    ...(watch !== undefined && { watch }),
    ...(options.signal !== undefined && { signal: options.signal }),
    onEpoch(reached) {
      options.onEpoch?.(progress(reached.history));
      writer?.offer(reached);
    },
  });
  const { best, history } = state;
  if (best !== undefined) instance.parameters.set(best.parameters);

  const scores = {
    train: score(train),
    ...(validation.count > 0 && { validation: score(validation) }),
    ...(test.count > 0 && { test: score(test) }),
  };
  const unwritten: Diagnostic[] = [];
  const saved = weights && attempt(() => save(instance, weights), unwritten);
  const written =
    points &&
    attempt(() => {
      writer?.write(state);
      return { path: points.path };
    }, unwritten);
  const judged = test.count > 0 ? test : train;
  const report = reportOf({
    net: instance,
    code,
    data,
    judged,
    judgedText: `${judged.count} ${test.count > 0 ? "test" : "training"} row${judged.count === 1 ? "" : "s"}`,
    history,
    ...(given.length < 2 && loaded.network.data !== undefined && { columns: loaded.network.data.columns }),
  });
  const monitor = watch?.monitor ?? "loss";
  return {
    name: code.name,
    rows: { train: train.count, validation: validation.count, test: test.count },
    epochs: history.length,
    ...(checkpoint !== undefined && { resumedAt: checkpoint.history.length }),
    wanted: epochs,
    interrupted,
    ...(stoppedBy !== undefined && { stoppedBy }),
    ...(best !== undefined && {
      best: { epoch: best.epoch, monitor, value: history[best.epoch - 1]?.[monitor] ?? NaN },
    }),
    ...scores,
    ...report,
    history: columnsOf(history),
    ...(saved !== undefined && { saved }),
    ...(written !== undefined && { checkpoint: written }),
    ...(unwritten.length > 0 && { unwritten }),
  };
}

/** What has been learnt is shown and written elsewhere, even if one file cannot be written. */
function attempt<T>(write: () => T, unwritten: Diagnostic[]): T | undefined {
  try {
    return write();
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    unwritten.push(...error.diagnostics);
    return undefined;
  }
}

/** The figures that an epoch will have. */
function watchable(score: Figures, { count }: Data, { stopGradientNorm }: CourseOptions): readonly string[] {
  const names = Object.keys(score);
  const norm = stopGradientNorm === undefined ? [] : ["gradientNorm"];
  return [...names, ...(count > 0 ? names.map(validationName) : []), ...norm];
}

const columnsOf = (history: readonly Figures[]): Training["history"] =>
  Object.fromEntries(Object.keys(history[0] ?? {}).map((name) => [name, history.map((each) => each[name] ?? NaN)]));

function requireApart(...files: readonly (Pick<Output, "path"> | undefined)[]): void {
  const [weights, points] = files.map((file) => file && resolve(file.path));
  if (weights === undefined || weights !== points) return;
  fail({
    code: "bad-option",
    message: `--save and the checkpoint are one file, ${JSON.stringify(files[0]?.path)}`,
    hint: "A checkpoint holds more than weights: give each a path of its own.",
  });
}

function save(instance: EmittedNetwork, weights: Pick<Output, "path" | "isOurs">): Written {
  const contents = instance.save();
  writeFiles([{ ...weights, contents }]);
  return { path: weights.path, bytes: contents.length };
}

/** Whether a file holds the weights of this network, as an earlier training wrote them. */
const isOfNetwork =
  ({ parameters }: Pick<ModuleCode, "parameters">) =>
  (contents: Buffer): boolean => {
    const tensors = readTensors(contents);
    if (tensors === undefined) return false;
    const names = new Set(parameters.map(({ name }) => name));
    return (
      [...names].every((name) => tensors.has(name)) &&
      [...tensors.keys()].every((name) => names.has(name) || name.startsWith("state."))
    );
  };
