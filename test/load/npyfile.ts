/** An .npy file as NumPy writes it; `values` are bytes. */
export function npyFile(
  descr: string,
  shape: readonly number[],
  values: Uint8Array,
  { version = 1, fortran = false }: { readonly version?: number; readonly fortran?: boolean } = {},
): Buffer {
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(", ")})`;
  const text = `{'descr': '${descr}', 'fortran_order': ${fortran ? "True" : "False"}, 'shape': ${tuple}, }`;
  const width = version === 1 ? 2 : 4;
  const length = Math.ceil((8 + width + text.length + 1) / 64) * 64 - 8 - width;
  const head = Buffer.alloc(8 + width);
  head.write("\u0093NUMPY", "latin1");
  head[6] = version;
  head.writeUIntLE(length, 8, width);
  return Buffer.concat([head, Buffer.from(`${text.padEnd(length - 1)}\n`), values]);
}

export const f8 = (...values: readonly number[]): Uint8Array => new Uint8Array(Float64Array.from(values).buffer);
