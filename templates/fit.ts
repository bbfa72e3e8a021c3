/** Training on rows. */
import type { Arrays, Calls, Examples } from "./calls.ts";
import { fail, known, settings } from "./checks.ts";
import { create } from "./create.ts";
import type {
  Callbacks,
  EarlyStopping,
  FitOptions,
  History,
  Inputs,
  Network,
  StopConditions,
  Targets,
} from "./interface.ts";
import { metadata } from "./metadata.ts";
import { random } from "./random.ts";
import { readRows } from "./rows.ts";

/** The options with their defaults; of those without one, something of their type. */
const FIT_OPTIONS = {
  epochs: 100,
  batchSize: 32,
  shuffle: true,
  seed: 0,
  validationSplit: 0,
  yieldEvery: 50,
  validationData: {},
  earlyStopping: { patience: Infinity } as EarlyStopping,
  stop: {} as StopConditions,
  callbacks: {} as Callbacks,
  signal: { aborted: false } as NonNullable<FitOptions["signal"]>,
  onEpochEnd: (): void => {},
};

type Listener = (...news: unknown[]) => unknown;

/** See the interface. */
export async function fit(
  network: Network,
  calls: Calls,
  x: Inputs,
  y: Targets,
  options?: FitOptions,
): Promise<History> {
  const { epochs, batchSize, shuffle, seed, validationSplit, yieldEvery, signal, onEpochEnd, ...more } = settings(
    "fit",
    FIT_OPTIONS,
    options,
  );
  const validationData = options?.validationData;
  const all = readRows("fit", x, y);
  const total = all[1];
  const size = total - Math.round(total * validationSplit);
  const rows = Math.min(batchSize, size);
  if (size < 1 || (validationSplit && validationData)) fail("fit", `validationSplit is ${validationSplit}`);
  if (!batchSize) fail("fit", "batchSize is 0");
  if (!("aborted" in signal)) fail("fit", "no AbortSignal");
  if (calls.fitting) fail("fit", "fit is running");

  const next = shuffle ? random(seed) : undefined;
  const split = orderOf(total, next);
  const train: Examples = [take(all, split, 0, size), size];
  let validation: Examples | undefined;
  if (validationData) validation = readRows("fit", validationData[0], validationData[1]);
  else if (size < total) validation = [take(all, split, size, total - size), total - size];

  const measure = (train: Examples, validation: Examples | undefined): Record<string, number> => {
    const log: Record<string, number> = calls.metrics(...train);
    if (validation) {
      const figures: Record<string, number> = calls.metrics(...validation);
      for (const name in figures) log[`val${name[0]!.toUpperCase()}${name.slice(1)}`] = figures[name]!;
    }
    return log;
  };
  const one: Examples = [take(all, split, 0, 1), 1];
  const figures: Record<string, number[]> = {};
  for (const name in measure(one, validation && one)) figures[name] = [];
  const { monitor, patience, minDelta, restoreBestWeights } = settings(
    "fit",
    { monitor: (validation ? "valLoss" : "loss") as string, patience: 0, minDelta: 0, restoreBestWeights: false },
    more.earlyStopping,
  );
  known("fit", monitor, figures);
  const stop = settings("fit", { gradientNorm: 0, lossChange: 0 }, more.stop);
  const listeners: readonly Callbacks[] = [{ onEpochEnd } as Callbacks].concat(more.callbacks);
  const tell = async (name: keyof Callbacks, ...news: unknown[]): Promise<void> => {
    for (const listener of listeners) await (listener[name] as Listener | undefined)?.(...news);
  };
  const tellsBatches = listeners.some(({ onBatchEnd }) => onBatchEnd);

  network.trainingSize = size;
  network.stopTraining = false;
  if (!network.adapted) calls.adapt(train[0]);
  const batch = take(train, split, 0, rows);
  let epoch = 0;
  let resumed = Date.now();
  let best = Infinity;
  let waited = 0;
  let kept: Network | undefined;
  calls.fitting = true;
  try {
    await tell("onTrainBegin");
    while (epoch < epochs && !network.stopTraining) {
      await tell("onEpochBegin", ++epoch);
      const order = orderOf(size, next);
      const sum = [0];
      let seen = 0;
      let number = 0;
      do {
        if (signal.aborted) throw signal.reason;
        const count = Math.min(rows, size - seen);
        // The arrays of a batch are used again; only the last one of an epoch may need others.
        const arrays = take(train, order, seen, count, count === rows ? batch : undefined);
        calls.trainStep(arrays, count);
        seen += count;
        const loss = network.loss[0]!;
        sum[0]! += loss * count;
        number++;
        if (!Number.isFinite(loss)) {
          throw Object.assign(
            RangeError(
              `${metadata.name}.fit: the loss is ${loss} at epoch ${epoch}, batch ${number}; lower the learningRate`,
            ),
            { name: "DivergenceError" },
          );
        }
        if (tellsBatches) await tell("onBatchEnd", number, { loss, size: count });
        if (Date.now() - resumed >= yieldEvery) {
          await pause();
          resumed = Date.now();
        }
      } while (seen < size && !network.stopTraining);

      const loss = sum[0]! / seen;
      const log: Record<string, number> = { ...measure(train, validation), loss };
      const change = Math.abs(loss - figures["loss"]!.at(-1)!);
      if (stop.gradientNorm) {
        calls.backward(...train);
        log["gradientNorm"] = Math.sqrt(network.gradient.reduce((sum, g) => sum + g * g, 0));
      }
      for (const name in log) (figures[name] ??= []).push(log[name]!);
      const cost = /loss|mae|rmse/i.test(monitor) ? log[monitor]! : -log[monitor]!;
      if (cost < best - minDelta) {
        best = cost;
        waited = 0;
        if (restoreBestWeights) (kept ??= create()).copyFrom(network);
      } else waited++;
      network.stopTraining ||=
        (waited > 0 && waited >= patience) || change < stop.lossChange || log["gradientNorm"]! < stop.gradientNorm;
      await tell("onEpochEnd", epoch, log);
    }
  } finally {
    calls.fitting = false;
    if (kept) network.copyFrom(kept);
  }
  const history: object = { ...figures, epochs: epoch, stoppedEarly: network.stopTraining };
  await tell("onTrainEnd", history);
  return history as History;
}

/** The numbers from 0 to length − 1, in an order drawn with `next` (Fisher and Yates), or as they are. */
function orderOf(length: number, next: (() => number) | undefined): Uint32Array {
  const order = new Uint32Array(length).map((_, i) => i);
  if (next) {
    for (let i = length - 1; i > 0; i--) {
      const k = Math.floor(next() * (i + 1));
      [order[i], order[k]] = [order[k]!, order[i]!];
    }
  }
  return order;
}

/** Copies rows: row k of each array in `into` is row order[start + k] of that in `from`. */
function take(
  [from, total]: Examples,
  order: Uint32Array,
  start: number,
  count: number,
  into: Arrays = from.map((source) => source.slice(0, (count * source.length) / total)),
): Arrays {
  for (let i = 0; i < into.length; i++) {
    const size = from[i]!.length / total;
    for (let k = 0; k < count; k++) {
      for (let j = 0; j < size; j++) into[i]![k * size + j] = from[i]![order[start + k]! * size + j]!;
    }
  }
  return into;
}

/** Lets events be handled and frames be drawn, where the engine has timers. */
const pause = (): Promise<void> =>
  new Promise((resume) =>
    ((globalThis as { readonly setTimeout?: (resume: () => void) => unknown }).setTimeout ?? ((resume) => resume()))(
      resume,
    ),
  );
