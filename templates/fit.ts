/** Training on rows. */
import type { Arrays, Calls, Examples } from "./calls.ts";
import { fail, zeros } from "./checks.ts";
import type { FitOptions, History, Inputs, Metrics, Network, Targets } from "./interface.ts";
import { metadata } from "./metadata.ts";
import { random } from "./random.ts";
import { readRows } from "./rows.ts";

/** See the interface. */
export async function fit(
  network: Network,
  calls: Calls,
  x: Inputs,
  y: Targets,
  options: FitOptions = {},
): Promise<History> {
  const {
    epochs = 100,
    batchSize = 32,
    shuffle = true,
    seed = 0,
    validationSplit = 0,
    validationData,
    onEpochEnd,
    earlyStopping,
    signal,
    yieldEvery = 50,
  } = options;
  const all = readRows("fit", x, y);
  const total = all[1];
  const size = total - Math.round(total * validationSplit);
  if (!(size > 0 && size <= total)) fail("fit", `validationSplit is ${validationSplit}`);

  const next = shuffle ? random(seed) : undefined;
  const split = orderOf(total, next);
  const train = take(all, split, 0, size);
  let validation: Examples | undefined;
  if (validationData) validation = readRows("fit", ...validationData);
  else if (size < total) validation = take(all, split, size, total - size);
  network.trainingSize = size;
  if (!network.adapted) calls.adapt(train[0]);

  const rows = Math.min(batchSize, size);
  const figures: Record<string, number[]> = {};
  let ran = 0;
  let resumed = Date.now();
  let best = Infinity;
  let waited = 0;
  let stoppedEarly = false;
  let batch: Arrays | undefined;
  let kept: Float64Array | undefined;
  while (ran < epochs && !stoppedEarly) {
    ran++;
    let sum = 0;
    const order = orderOf(size, next);
    for (let start = 0; start < size; start += rows) {
      if (signal?.aborted) throw signal.reason;
      const count = Math.min(rows, size - start);
      // The arrays of a batch are used again; only the last one of an epoch may need others.
      const [arrays] = take(train, order, start, count, count === rows ? batch : undefined);
      if (count === rows) batch = arrays;
      calls.trainStep(arrays, count);
      const loss = network.loss[0]!;
      if (!Number.isFinite(loss)) {
        const where = `epoch ${ran}, batch ${start / rows + 1}`;
        const message = `${metadata.name}.fit: the loss is ${loss} at ${where}; lower the learningRate`;
        throw Object.assign(new RangeError(message), { name: "DivergenceError" });
      }
      sum += loss * count;
      if (Date.now() - resumed >= yieldEvery) {
        await pause();
        resumed = Date.now();
      }
    }
    const log: Metrics & Record<string, number> = { ...calls.metrics(...train), loss: sum / size };
    if (validation) {
      for (const [name, value] of Object.entries(calls.metrics(...validation))) {
        log[`val${name[0]!.toUpperCase()}${name.slice(1)}`] = value;
      }
    }
    for (const [name, value] of Object.entries(log)) (figures[name] ??= []).push(value);
    await onEpochEnd?.(ran, log);
    if (earlyStopping) {
      const {
        patience = 0,
        minDelta = 0,
        restoreBestWeights,
        monitor = validation ? "valLoss" : "loss",
      } = earlyStopping;
      const value = log[monitor] ?? fail("fit", `there is no ${monitor}`);
      const cost = /accuracy|rSquared/i.test(monitor) ? -value : value;
      if (cost < best - minDelta) {
        best = cost;
        waited = 0;
        if (restoreBestWeights) kept = network.parameters.slice();
      } else stoppedEarly = ++waited >= patience;
    }
  }
  if (kept) network.parameters.set(kept);
  return { ...figures, epochs: ran, stoppedEarly } as History;
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
function take([from, total]: Examples, order: Uint32Array, start: number, count: number, into?: Arrays): Examples {
  const taken = from.map((source, i) => {
    const size = source.length / total;
    const target = into?.[i] ?? zeros(count * size);
    for (let k = 0; k < count; k++) {
      for (let j = 0; j < size; j++) target[k * size + j] = source[order[start + k]! * size + j]!;
    }
    return target;
  });
  return [taken, count];
}

/** Lets events be handled and frames be drawn, where the engine has timers. */
const pause = (): Promise<void> =>
  new Promise((resume) => {
    const engine = globalThis as { readonly setTimeout?: (resume: () => void) => unknown };
    (engine.setTimeout ?? ((resume) => resume()))(resume);
  });
