import { z } from "zod";
import { DiagnosticError, fail } from "../diagnostics/diagnostic.ts";
import { repeatedKey } from "./json.ts";
import { brief } from "./shortened.ts";

/** A tensor of a safetensors file. */
export interface StoredTensor {
  readonly type: string;
  readonly shape: readonly number[];
  /** Bytes, counted from the start of the file. */
  readonly from: number;
  readonly to: number;
}

/** The most bytes of a header, as the reference implementation has it: what is longer is no header, but an attack or a mistake. */
const MOST_HEADER_BYTES = 100_000_000;

/** Bytes of one number, for every type of the format whose numbers fill whole bytes. */
const WIDTHS: ReadonlyMap<string, number> = new Map([
  ...["F64", "I64", "U64", "C64"].map((type) => [type, 8] as const),
  ...["F32", "I32", "U32"].map((type) => [type, 4] as const),
  ...["F16", "BF16", "I16", "U16"].map((type) => [type, 2] as const),
  ...["BOOL", "I8", "U8", "F8_E4M3", "F8_E5M2", "F8_E8M0"].map((type) => [type, 1] as const),
]);

const entry = z.object({
  dtype: z.string(),
  shape: z.array(z.int().nonnegative()),
  data_offsets: z.tuple([z.int().nonnegative(), z.int().nonnegative()]),
});
const information = z.record(z.string(), z.string());

/** The tensors of a file, in the order of their places; undefined for a file that `requireTensors` refuses. */
export function readTensors(bytes: Uint8Array): ReadonlyMap<string, StoredTensor> | undefined {
  try {
    return requireTensors(bytes, "It");
  } catch (error) {
    if (error instanceof DiagnosticError) return undefined;
    throw error;
  }
}

/**
 * The length of the header (8 bytes, little-endian), the header (JSON: name → type, shape, place), then the numbers. As strict as the
 * reference implementation: the tensors fill the rest of the file one after another, without a gap and without an overlap,
 * each has the bytes that its type and shape ask for, and no name stands twice. Throws a diagnostic for anything else.
 * @param shown what the file is called in messages
 */
export function requireTensors(bytes: Uint8Array, shown: string): ReadonlyMap<string, StoredTensor> {
  const refuse: Refuse = (found) =>
    fail({
      code: "bad-weights",
      message: `${shown} is no whole safetensors file`,
      found,
      expected: "a safetensors file",
      hint: "Save or copy it again.",
    });
  const start = 8 + headerLength(bytes, refuse);
  return placed(readHeader(bytes.subarray(8, start), refuse), start, bytes.length, refuse);
}

/** Ends the reading with what was found. */
type Refuse = (found: string) => never;

function headerLength(bytes: Uint8Array, refuse: Refuse): number {
  if (bytes.length < 8) return refuse("a file too short for a header");
  const length = new DataView(bytes.buffer, bytes.byteOffset, 8).getBigUint64(0, true);
  if (length > BigInt(bytes.length - 8)) return refuse("a header that is longer than the file");
  if (length > MOST_HEADER_BYTES) return refuse(`a header of more than ${MOST_HEADER_BYTES} bytes`);
  return Number(length);
}

function readHeader(bytes: Uint8Array, refuse: Refuse): ReadonlyMap<string, StoredTensor> {
  let header: unknown;
  let text = "";
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    header = JSON.parse(text);
  } catch {
    return refuse("a header that is no JSON");
  }
  if (typeof header !== "object" || header === null || Array.isArray(header))
    return refuse("a header that is no object");
  const repeated = repeatedKey(text);
  if (repeated !== undefined) return refuse(`${quoted(repeated)} twice in the header`);
  const tensors = new Map<string, StoredTensor>();
  for (const [name, value] of Object.entries(header)) {
    if (name === "__metadata__") {
      if (!information.safeParse(value).success) return refuse("metadata that is no text");
      continue;
    }
    const parsed = entry.safeParse(value);
    if (!parsed.success) return refuse(`no type, shape and place for ${quoted(name)}`);
    const { dtype, shape, data_offsets } = parsed.data;
    tensors.set(name, { type: dtype, shape, from: data_offsets[0], to: data_offsets[1] });
  }
  return tensors;
}

/** Tensors whose places, given from the end of the header at `start`, fill the file up to `end`. */
function placed(
  tensors: ReadonlyMap<string, StoredTensor>,
  start: number,
  end: number,
  refuse: Refuse,
): ReadonlyMap<string, StoredTensor> {
  const inOrder = [...tensors].sort(([, a], [, b]) => a.from - b.from || a.to - b.to);
  let at = 0;
  const found = inOrder.map(([name, { type, shape, from, to }]) => {
    const shown = quoted(name);
    if (from > at) refuse(`a gap before ${shown}`);
    if (from < at) refuse(`${shown} where another tensor lies`);
    const width = WIDTHS.get(type) ?? refuse(`${shown} of the type ${quoted(type)}`);
    if (to - from !== bytesOf(shape, width))
      refuse(`${to - from} bytes for ${shown} ${type} ${brief(`[${shape.join(", ")}]`)}`);
    at = to;
    return [name, { type, shape, from: start + from, to: start + to }] as const;
  });
  if (start + at !== end)
    refuse(start + at > end ? "a file that ends too early" : "a file that goes on after its tensors");
  return new Map(found);
}

/** NaN beyond 2⁵³, where products are no longer exact; no file is as long. */
const bytesOf = (shape: readonly number[], width: number): number =>
  shape.reduce((size, dim) => (Number.isSafeInteger(size * dim) ? size * dim : NaN), width);

const quoted = (text: string): string => JSON.stringify(brief(text));
