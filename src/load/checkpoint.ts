import { z } from "zod";
import { readTensors } from "./safetensors.ts";
import type { StoredTensor } from "./safetensors.ts";

/** Where a training stood after a whole number of epochs, and what it was a training of. */
export interface Checkpoint {
  /** The network's name. */
  readonly network: string;
  /** The names and shapes of all parameters and of the optimiser's state. */
  readonly layout: readonly string[];
  /** A hash of the rows. */
  readonly data: string;
  readonly settings: CheckpointSettings;
  /** What ends training; left out in checkpoints of earlier versions. */
  readonly course?: CheckpointCourse | undefined;
  readonly parameters: Float64Array;
  readonly optimizer: Float64Array;
  readonly history: readonly Readonly<Record<string, number>>[];
  readonly best?: { readonly epoch: number; readonly parameters: Float64Array };
}

/** Settings on which the course of training depends. */
export type CheckpointSettings = z.infer<typeof settings>;

const settings = z.object({
  batchSize: z.int().positive(),
  seed: z.int().nonnegative(),
  testSplit: z.number().min(0).max(1),
  validationSplit: z.number().min(0).max(1),
  monitor: z.string().optional(),
});

/** What ends a training, as its options say it. */
export type CheckpointCourse = z.infer<typeof course>;

const course = z.object({
  epochs: z.int().positive(),
  patience: z.int().nonnegative().exactOptional(),
  minDelta: z.number().nonnegative().exactOptional(),
  stopGradientNorm: z.number().nonnegative().exactOptional(),
  stopLossChange: z.number().nonnegative().exactOptional(),
});

const FORMAT = "nngen checkpoint 1";

const description = z.object({
  network: z.string(),
  layout: z.array(z.string()),
  data: z.string(),
  settings,
  course: course.optional(),
  figures: z.array(z.string()),
  best: z.int().positive().optional(),
});

const header = z.object({ __metadata__: z.object({ format: z.literal(FORMAT), training: z.string() }) });

/**
 * A checkpoint as a safetensors file: the tensors `parameters`, `optimizer`, `best` and `history` [epochs, figures], all F64, and the rest
 * as JSON in the metadata. The same bytes for the same state.
 */
export function encodeCheckpoint(checkpoint: Checkpoint): Buffer {
  const { network, layout, data, settings, course, parameters, optimizer, history, best } = checkpoint;
  const figures = Object.keys(history[0] ?? {});
  const table = Float64Array.from(history.flatMap((row) => figures.map((name) => row[name] ?? NaN)));
  const training = { network, layout, data, settings, course, figures, ...(best && { best: best.epoch }) };
  const tensors: readonly (readonly [string, readonly number[], Float64Array])[] = [
    ["parameters", [parameters.length], parameters],
    ["optimizer", [optimizer.length], optimizer],
    ...(best ? [["best", [best.parameters.length], best.parameters] as const] : []),
    ["history", [history.length, figures.length], table],
  ];
  let end = 0;
  const entries = tensors.map(([name, shape, values]) => {
    const data_offsets = [end, (end += values.byteLength)];
    return [name, { dtype: "F64", shape, data_offsets }];
  });
  const about = { __metadata__: { format: FORMAT, training: JSON.stringify(training) } };
  const text = Buffer.from(JSON.stringify({ ...about, ...Object.fromEntries(entries) }));
  const padded = text.length + (-text.length & 7);
  const bytes = Buffer.alloc(8 + padded + end, " ");
  bytes.writeBigUInt64LE(BigInt(padded));
  text.copy(bytes, 8);
  let at = 8 + padded;
  for (const [, , values] of tensors) {
    for (const value of values) at = bytes.writeDoubleLE(value, at);
  }
  return bytes;
}

/** The checkpoint that a file holds; undefined for anything else, a part of one included. */
export function decodeCheckpoint(bytes: Uint8Array): Checkpoint | undefined {
  const tensors = readTensors(bytes);
  const about = tensors === undefined ? undefined : describe(bytes);
  if (tensors === undefined || about === undefined) return undefined;
  const { figures, best, ...rest } = about;
  const read = (name: string): Float64Array | undefined => valuesOf(bytes, tensors.get(name));
  const [parameters, optimizer, table] = [read("parameters"), read("optimizer"), read("history")];
  const bestParameters = read("best");
  const [epochs = -1, width] = tensors.get("history")?.shape ?? [];
  if (parameters === undefined || optimizer === undefined || table === undefined) return undefined;
  if (width !== figures.length || (epochs > 0 && width === 0)) return undefined;
  if (new Set(figures).size !== figures.length) return undefined;
  const history = Array.from({ length: epochs }, (_, epoch) =>
    Object.fromEntries(figures.map((name, i) => [name, table[epoch * figures.length + i] ?? NaN])),
  );
  const state = { ...rest, parameters, optimizer, history };
  if (best === undefined && bestParameters === undefined) return state;
  if (best === undefined || best > epochs || bestParameters?.length !== parameters.length) return undefined;
  return { ...state, best: { epoch: best, parameters: bestParameters } };
}

/** The header is known to be JSON here. */
function describe(bytes: Uint8Array): z.infer<typeof description> | undefined {
  const length = Number(new DataView(bytes.buffer, bytes.byteOffset, 8).getBigUint64(0, true));
  try {
    const { __metadata__: about } = header.parse(JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length))));
    return description.parse(JSON.parse(about.training));
  } catch {
    return undefined;
  }
}

function valuesOf(bytes: Uint8Array, tensor: StoredTensor | undefined): Float64Array | undefined {
  if (tensor === undefined || tensor.type !== "F64") return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset + tensor.from, tensor.to - tensor.from);
  return Float64Array.from({ length: view.byteLength / 8 }, (_, i) => view.getFloat64(8 * i, true));
}
