/** Weights from a file. */
import { fail } from "./checks.ts";
import type { Network } from "./interface.ts";
import { metadata } from "./metadata.ts";

/** What a safetensors file says of a tensor, and its numbers. */
interface StoredTensor {
  readonly dtype: "F64" | "F32";
  readonly shape: readonly number[];
  readonly data_offsets: readonly [from: number, to: number];
  values: Float64Array | Float32Array;
}

/**
 * Takes over what a safetensors file holds (see `save`). Everything is checked before anything is written: tensors have to fill
 * the file without a gap, and be those of the network; only the state may be missing, or another optimiser's.
 */
export function load(network: Network, bytes: Uint8Array): void {
  const types = { F64: Float64Array, F32: Float32Array };
  const text = (shape?: readonly number[]): string => (shape ? `[${shape.join(", ")}]` : "missing");
  let problem = "this is not a whole safetensors file of F64 or F32 tensors";
  let tensors: Record<string, StoredTensor> = {};
  try {
    let end = 8 + Number(new BigUint64Array(bytes.slice(0, 8).buffer)[0]);
    const start = end;
    // Percent signs, because an AudioWorklet has no TextDecoder.
    const header = Array.from(bytes.subarray(8, start), (byte) => `%${(byte + 256).toString(16).slice(1)}`);
    tensors = JSON.parse(decodeURIComponent(header.join("")));
    delete tensors["__metadata__"];
    const entries = Object.entries(tensors);
    for (const [, tensor] of entries.sort(([, a], [, b]) => a.data_offsets[0] - b.data_offsets[0])) {
      const [from, to] = tensor.data_offsets;
      tensor.values = new types[tensor.dtype](bytes.slice(end, start + to).buffer);
      if (start + from !== end || tensor.values.length !== tensor.shape.reduce((a, b) => a * b, 1)) throw problem;
      end = start + to;
    }
    if (end !== bytes.length) throw problem;
    for (const { name, shape } of metadata.parameters) {
      const found = text(tensors[name]?.shape);
      problem = `${name} is ${text(shape)} in this network, ${found} in the file`;
      if (found !== text(shape)) throw problem;
    }
    for (const [name] of entries) {
      problem = `${name} is not in this network`;
      if (!name.startsWith("state.") && !metadata.parameters.some((own) => own.name === name)) throw problem;
    }
  } catch {
    fail("load", problem);
  }
  network.initialize();
  for (const { name, offset } of metadata.parameters) network.parameters.set(tensors[name]!.values, offset);
  if (metadata.state.every(({ name, shape }) => text(tensors[name]?.shape) === text(shape))) {
    for (const { name, offset } of metadata.state) network.state.set(tensors[name]!.values, offset);
  }
}
