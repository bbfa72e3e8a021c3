/** Weights from a file. */
import { fail } from "./checks.ts";
import type { Network } from "./interface.ts";
import { metadata } from "./metadata.ts";

/** What a safetensors file says of a tensor, and its numbers. */
interface StoredTensor {
  readonly dtype: "F64" | "F32";
  readonly shape: readonly number[];
  readonly data_offsets: readonly [from: number, to: number];
  values: ArrayLike<number>;
}

/**
 * Takes over what a safetensors file holds (see `save`). Everything is checked before anything is written: tensors have to fill
 * the file without a gap, and be those of the network; only the state may be missing, or another optimiser's.
 */
export function load(network: Network, bytes: Uint8Array): void {
  const parameters = Object.fromEntries(metadata.parameters.map((parameter) => [parameter.name, parameter]));
  let problem = "no F64 or F32 safetensors";
  let tensors: Record<string, StoredTensor> = {};
  try {
    // A copy, because slices of Node's buffers are views.
    bytes = new Uint8Array(bytes);
    const start = 8 + Number(new DataView(bytes.buffer).getBigUint64(0, true));
    // Percent signs, because an AudioWorklet has no TextDecoder.
    const header = bytes.subarray(8, start).reduce((text, byte) => `${text}%${(byte + 256).toString(16).slice(1)}`, "");
    tensors = JSON.parse(decodeURIComponent(header));
    delete tensors["__metadata__"];
    let end = 0;
    for (const tensor of Object.values(tensors).sort((a, b) => a.data_offsets[0] - b.data_offsets[0])) {
      const [from, to] = tensor.data_offsets;
      tensor.values = new { F64: Float64Array, F32: Float32Array }[tensor.dtype](
        bytes.slice(start + end, start + to).buffer,
      );
      if (from !== end || tensor.values.length !== tensor.shape.reduce((a, b) => a * b, 1)) throw problem;
      end = to;
    }
    if (start + end !== bytes.length) throw problem;
    for (const name in { ...parameters, ...tensors }) {
      const own: unknown = parameters[name]?.shape ?? "none";
      const found = tensors[name]?.shape ?? "none";
      problem = `${name}: [${own}], file [${found}]`;
      if (`${own}` !== `${found}` && (parameters[name] || !name.startsWith("state."))) throw problem;
    }
  } catch {
    fail("load", problem);
  }
  network.initialize();
  network.reset();
  for (const { name, offset } of metadata.parameters) network.parameters.set(tensors[name]!.values, offset);
  loadState(network, tensors);
}

/** Takes over the state where all of it is there. */
function loadState(network: Network, tensors: Readonly<Record<string, StoredTensor>>): void {
  if (metadata.state.every(({ name, shape }) => `${tensors[name]?.shape}` === `${shape}`)) {
    for (const { name, offset } of metadata.state) network.state.set(tensors[name]!.values, offset);
  }
}
