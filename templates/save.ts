/** Weights as a file. */
import type { Network } from "./interface.ts";
import { metadata } from "./metadata.ts";

/**
 * Parameters and state in the safetensors format: the length of the header in 8 bytes, the header (JSON: name → type, shape, place),
 * then the numbers; little-endian, as all engines in use keep them. The header is ASCII, other characters are escaped, and
 * padded so that the numbers are aligned.
 */
export function save({ parameters, state }: Network): Uint8Array {
  let end = 0;
  const entries = [...metadata.parameters, ...metadata.state].map(({ name, shape, size }) => {
    const data_offsets = [end, (end += size * 8)];
    return [name, { dtype: "F64", shape, data_offsets }];
  });
  let header = JSON.stringify(Object.fromEntries(entries));
  header = escaped(header);
  header += " ".repeat(-header.length & 7);
  const bytes = new Uint8Array(8 + header.length + end);
  new Uint32Array(bytes.buffer)[0] = header.length;
  bytes.set(
    Array.from(header, (character) => character.charCodeAt(0)),
    8,
  );
  const values = new Float64Array(bytes.buffer, 8 + header.length);
  values.set(parameters);
  values.set(state, parameters.length);
  return bytes;
}

/** What is not ASCII as escapes of JSON. */
const escaped = (text: string): string =>
  text.replace(/[^ -~]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
