import { assembleFile } from "../build.ts";
import { fail } from "../diagnostics/diagnostic.ts";
import { readCsv } from "../load/csv.ts";
import type { Data } from "../load/csv.ts";
import { runEmitted } from "../load/emitted.ts";
import { readTensors } from "../load/safetensors.ts";
import type { ModuleCode } from "../targets/typescript/code.ts";
import { feed, sourceOf, split } from "./rows.ts";
import { asModule } from "./subject.ts";
import type { EmittedNetwork } from "./subject.ts";
import { requireVerified } from "./verify.ts";
import { requireWritable, writeFiles } from "./write.ts";
import type { Output } from "./write.ts";

export interface TrainOptions {
  /** A CSV file instead of the one in net.ts; its path counts from the working directory. */
  readonly data?: string;
  readonly epochs: number;
  readonly batchSize: number;
  /** Of the initial parameters, the order of the rows, and which of them are held out. */
  readonly seed: number;
  /** The share of the rows that are held out and scored in the end. */
  readonly testSplit: number;
  /** Where the weights go, as safetensors. */
  readonly save?: string;
  readonly signal?: AbortSignal;
  /** Called when all that can be wrong has been found right, before the first epoch. */
  readonly onStart?: () => void;
  readonly onEpoch?: (epoch: number, loss: number) => void;
}

export type Score = Readonly<Record<string, number>>;

export interface Training {
  readonly name: string;
  readonly rows: { readonly train: number; readonly test: number };
  /** The epochs that were run; fewer than asked for when training was interrupted. */
  readonly epochs: number;
  readonly interrupted: boolean;
  readonly train: Score;
  readonly test?: Score;
  readonly saved?: { readonly path: string; readonly bytes: number };
}

/** Builds the module in memory, trains it by its own `fit`, and scores it by its own `evaluate`. */
export async function trainFile(net: string, options: TrainOptions): Promise<Training> {
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
  const data = readCsv(sourceOf(loaded, options.data), loaded.network.inputs);
  requireVerified(build.verification, compilation);
  const [train, test] = split(data, options);

  const weights = options.save === undefined ? undefined : { path: options.save, isOurs: isOfNetwork(code) };
  if (weights !== undefined) requireWritable([weights]);

  const instance = asModule(runEmitted(text, "module.ts")).create({ seed: options.seed });
  options.onStart?.();
  const { epochs, interrupted } = await fit(instance, train, code, options);
  const score = (rows: Data): Score => instance.evaluate(feed(rows, code, "input"), feed(rows, code, "target"));
  const scores = { train: score(train), ...(test.count > 0 && { test: score(test) }) };
  const saved = weights === undefined ? undefined : save(instance, weights);
  return {
    name: code.name,
    rows: { train: train.count, test: test.count },
    epochs,
    interrupted,
    ...scores,
    ...(saved !== undefined && { saved }),
  };
}

async function fit(
  instance: EmittedNetwork,
  rows: Data,
  code: ModuleCode,
  { epochs, batchSize, seed, signal, onEpoch }: TrainOptions,
): Promise<{ readonly epochs: number; readonly interrupted: boolean }> {
  let ran = 0;
  const onEpochEnd = (epoch: number, { loss }: { readonly loss: number }): void => {
    ran = epoch;
    onEpoch?.(epoch, loss);
  };
  try {
    const settings = { epochs, batchSize, seed, onEpochEnd, ...(signal !== undefined && { signal }) };
    const history = await instance.fit(feed(rows, code, "input"), feed(rows, code, "target"), settings);
    return { epochs: history.epochs, interrupted: false };
  } catch (error) {
    if (signal?.aborted === true) return { epochs: ran, interrupted: true };
    if (!(error instanceof Error) || !/ the loss is /.test(error.message)) throw error;
    fail({
      code: "diverged",
      message: error.message,
      found: `a loss that is not finite, with the learning rate ${instance.learningRate}`,
      expected: "a loss that falls",
      hint: "Give the optimizer a smaller learningRate, and let inputs be of order 1: standardize(x).",
    });
  }
}

function save(instance: EmittedNetwork, weights: Pick<Output, "path" | "isOurs">): NonNullable<Training["saved"]> {
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
