import { relative, resolve } from "node:path";
import { assembleFile } from "../build.ts";
import { fail } from "../diagnostics/diagnostic.ts";
import type { Network } from "../ir/graph.ts";
import { sizeOf } from "../ir/shape.ts";
import { readCsv, takeRows } from "../load/csv.ts";
import type { Data, DataSource, Values } from "../load/csv.ts";
import { runEmitted } from "../load/emitted.ts";
import type { LoadedNetwork } from "../load/load.ts";
import { readTensors } from "../load/safetensors.ts";
import type { InputCode, ModuleCode } from "../targets/typescript/code.ts";
import { createRandom } from "../verify/random.ts";
import { asModule } from "./subject.ts";
import type { EmittedNetwork } from "./subject.ts";
import { requireVerified } from "./verify.ts";
import { writeFiles } from "./write.ts";

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

  const instance = asModule(runEmitted(text, "module.ts")).create({ seed: options.seed });
  const { epochs, interrupted } = await fit(instance, train, code, options);
  const score = (rows: Data): Score => instance.evaluate(feed(rows, code, "input"), feed(rows, code, "target"));
  const scores = { train: score(train), ...(test.count > 0 && { test: score(test) }) };
  const saved = options.save === undefined ? undefined : save(instance, options.save);
  return {
    name: code.name,
    rows: { train: train.count, test: test.count },
    epochs,
    interrupted,
    ...scores,
    ...(saved !== undefined && { saved }),
  };
}

/** The data spec of net.ts, with another file in its place if one is given. */
function sourceOf({ network, folder, dataPlace }: LoadedNetwork, file: string | undefined): DataSource {
  const place = dataPlace === undefined ? {} : { place: dataPlace };
  const columns = network.data?.columns ?? ownColumns(network.inputs);
  if (file !== undefined && columns !== undefined) {
    const path = relative(process.cwd(), resolve(file)) || ".";
    return { spec: { kind: "csv", path, columns }, folder: process.cwd(), home: folder, ...place };
  }
  if (network.data !== undefined) return { spec: network.data, folder, home: folder, ...place };
  fail({
    code: "no-data",
    message: file === undefined ? "net.ts names no data" : "net.ts does not say which columns feed which input",
    expected: 'data: csv("rows.csv", { x: ["a", "b"], y: "c" })',
    hint:
      file === undefined
        ? "Add it to network({ … }), or give a file with --data."
        : "Add it to network({ … }); --data then takes the place of its file.",
  });
}

/** Without a data spec, an input of one value and a label are fed from the column of their name. */
function ownColumns(inputs: Network["inputs"]): Readonly<Record<string, readonly string[]>> | undefined {
  const single = inputs.every(
    ({ node }) => node.kind === "input" && (node.classes !== undefined || sizeOf(node.shape) === 1),
  );
  return single ? Object.fromEntries(inputs.map(({ name }) => [name, [name]])) : undefined;
}

/** Holds rows out, drawn with the seed; at least one is left to train on. */
function split(data: Data, { testSplit, seed }: TrainOptions): readonly [train: Data, test: Data] {
  const random = createRandom(seed);
  const order = Array.from({ length: data.count }, (_, i) => i);
  for (let i = order.length - 1; i > 0; i--) {
    const k = random.integer(i + 1);
    const [a = 0, b = 0] = [order[i], order[k]];
    order[i] = b;
    order[k] = a;
  }
  const held = Math.min(Math.round(data.count * testSplit), data.count - 1);
  return [takeRows(data, ascending(order.slice(held))), takeRows(data, ascending(order.slice(0, held)))];
}

/** Rows as the methods of a module take them: of the only input or target, or by name. */
function feed({ values }: Data, { inputs }: ModuleCode, role: InputCode["role"]): unknown {
  const arrays = inputs
    .filter((input) => input.role === role)
    .map(({ name }): [string, Values] => [name, values.get(name) ?? new Float64Array(0)]);
  const [only] = arrays;
  return arrays.length === 1 && only !== undefined ? only[1] : Object.fromEntries(arrays);
}

const ascending = (rows: readonly number[]): readonly number[] => rows.toSorted((a, b) => a - b);

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

function save(instance: EmittedNetwork, path: string): NonNullable<Training["saved"]> {
  const contents = instance.save();
  writeFiles([{ path, contents, isOurs: (found) => readTensors(found) !== undefined }]);
  return { path, bytes: contents.length };
}
