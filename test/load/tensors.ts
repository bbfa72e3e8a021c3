/** Files in the safetensors format, as other programs would write them, and as none should. */
export interface Tensor {
  readonly dtype?: string;
  readonly shape: readonly number[];
}

/** A file from its parts. `length` is what it says of its header, if that is not the truth. */
export function fileOf(header: unknown, numbers: Uint8Array, length?: bigint): Uint8Array {
  const text = typeof header === "string" ? header : JSON.stringify(header);
  const encoded = new TextEncoder().encode(text);
  const bytes = new Uint8Array(8 + encoded.length + numbers.length);
  new DataView(bytes.buffer).setBigUint64(0, length ?? BigInt(encoded.length), true);
  bytes.set(encoded, 8);
  bytes.set(numbers, 8 + encoded.length);
  return bytes;
}

/** A whole file whose numbers are zeros. */
export function tensorFile(
  tensors: Readonly<Record<string, Tensor>>,
  change: (header: string) => string = (text) => text,
): Uint8Array {
  let end = 0;
  const entries = Object.entries(tensors).map(([name, { dtype = "F64", shape }]) => {
    const from = end;
    end += shape.reduce((size, dim) => size * dim, Number(/\d+/.exec(dtype)?.[0] ?? 8) / 8);
    return [name, { dtype, shape, data_offsets: [from, end] }] as const;
  });
  const header = JSON.stringify({ ...Object.fromEntries(entries), __metadata__: { by: "test" } });
  return fileOf(change(header), new Uint8Array(end));
}
