import { z } from "zod";

/** A tensor of a safetensors file. */
export interface StoredTensor {
  readonly type: string;
  readonly shape: readonly number[];
  /** Bytes, counted from the start of the file. */
  readonly from: number;
  readonly to: number;
}

const WIDTHS: Readonly<Record<string, number>> = { F64: 8, F32: 4 };

const entry = z.object({
  dtype: z.string(),
  shape: z.array(z.int().nonnegative()),
  data_offsets: z.tuple([z.int().nonnegative(), z.int().nonnegative()]),
});

/** The length of the header (8 bytes, little-endian), the header (JSON), then the numbers. Undefined for anything else. */
export function readTensors(bytes: Uint8Array): ReadonlyMap<string, StoredTensor> | undefined {
  const start = 8 + headerLength(bytes);
  if (!(start <= bytes.length)) return undefined;
  let header: unknown;
  try {
    header = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(8, start)));
  } catch {
    return undefined;
  }
  if (typeof header !== "object" || header === null || Array.isArray(header)) return undefined;
  const tensors = new Map<string, StoredTensor>();
  for (const [name, value] of Object.entries(header)) {
    if (name === "__metadata__") continue;
    const parsed = entry.safeParse(value);
    if (!parsed.success) return undefined;
    const { dtype, shape, data_offsets } = parsed.data;
    const [from, to] = data_offsets.map((offset) => start + offset);
    if (from === undefined || to === undefined || to > bytes.length) return undefined;
    const width = WIDTHS[dtype];
    if (width !== undefined && to - from !== shape.reduce((size, dim) => size * dim, width)) return undefined;
    tensors.set(name, { type: dtype, shape, from, to });
  }
  return tensors;
}

/** NaN for a file that is too short to have one. */
function headerLength(bytes: Uint8Array): number {
  if (bytes.length < 8) return NaN;
  return Number(new DataView(bytes.buffer, bytes.byteOffset, 8).getBigUint64(0, true));
}
