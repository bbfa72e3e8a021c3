import { invariant } from "../diagnostics/diagnostic.ts";
import type { ModuleCode } from "../targets/typescript/code.ts";

/** The parameters in a safetensors file that has been found to be one of this network's, in the order of the layout. */
export function readParameters(bytes: Uint8Array, { parameters, parameterCount }: ModuleCode): Float64Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = 8 + Number(view.getBigUint64(0, true));
  const header: unknown = JSON.parse(new TextDecoder().decode(bytes.subarray(8, start)));
  const values = new Float64Array(parameterCount);
  for (const { name, offset, size } of parameters) {
    const { dtype, from } = entryOf(header, name);
    for (let i = 0; i < size; i++) {
      values[offset + i] =
        dtype === "F32" ? view.getFloat32(start + from + 4 * i, true) : view.getFloat64(start + from + 8 * i, true);
    }
  }
  return values;
}

function entryOf(header: unknown, name: string): { readonly dtype: unknown; readonly from: number } {
  const entry: unknown = new Map(Object.entries(header ?? {})).get(name);
  invariant(typeof entry === "object" && entry !== null, `the weights hold no ${name}`);
  invariant("dtype" in entry && "data_offsets" in entry && Array.isArray(entry.data_offsets), `${name} is no tensor`);
  return { dtype: entry.dtype, from: Number(entry.data_offsets[0]) };
}

/** The shortest decimals that give back the same numbers, of the precision that they are kept in. */
export function decimals(values: Float64Array, precision: ModuleCode["precision"]): string {
  return Array.from(values, precision === "f64" ? String : shortestSingle).join(", ");
}

function shortestSingle(value: number): string {
  const single = Math.fround(value);
  for (let digits = 1; digits < 9; digits++) {
    const short = Number(single.toPrecision(digits));
    if (Math.fround(short) === single) return String(short);
  }
  return String(single);
}
