import { isDeepStrictEqual } from "node:util";
import {
  array,
  assert,
  constantFrom,
  integer,
  jsonValue,
  oneof,
  property,
  record,
  string,
  tuple,
  uint8Array,
} from "fast-check";
import { describe, expect, it } from "vitest";
import { create } from "../../templates/create.ts";
import { readTensors } from "../../src/load/safetensors.ts";
import { fileOf } from "../load/tensors.ts";

const trained = (): ReturnType<typeof create> => {
  const net = create({ seed: 5 });
  for (let step = 0; step < 3; step++) net.trainStep(Float64Array.of(1, 2), Float64Array.of(0, 1, 0));
  return net;
};
const FILE = trained().save();
const start = 8 + Number(new DataView(FILE.buffer).getBigUint64(0, true));
const header = JSON.parse(new TextDecoder().decode(FILE.subarray(8, start)));
const numbers = FILE.slice(start);

/** All that a network holds. A BigUint64Array tells NaNs and zeros apart. */
const bits = (net: ReturnType<typeof create>): unknown => [
  ...[net.parameters, net.state, net.gradient, net.loss, ...Object.values(net.buffers)].map(
    (values) => new BigUint64Array(values.slice().buffer),
  ),
  [net.adapted, net.learningRate, net.trainingSize],
];

/** `load` takes the numbers that the strict reader sees, or it throws a RangeError with the module's name and changes nothing. */
function isTaken(bytes: Uint8Array): boolean {
  const net = trained();
  const before = bits(net);
  try {
    net.load(bytes);
  } catch (error) {
    if (!(error instanceof RangeError) || !error.message.startsWith("example.load: ")) throw error;
    if (!isDeepStrictEqual(bits(net), before))
      throw new Error("a refused file has changed the network", { cause: error });
    return false;
  }
  const stored = readTensors(bytes)?.get("dense.bias");
  if (stored?.type !== "F64") return true;
  const [found, expected] = [net.parameters.slice(10, 13), bytes.slice(stored.from, stored.to)];
  if (!isDeepStrictEqual(new Uint8Array(found.buffer), expected)) throw new Error("other numbers than the file's");
  return true;
}

describe("load takes a file or leaves the network as it was, bit for bit", () => {
  it("cut at every byte", () => {
    for (let length = 0; length < FILE.length; length++) expect(isTaken(FILE.slice(0, length))).toBe(false);
    expect(isTaken(FILE)).toBe(true);
  });

  it("with any bit of the header turned", () => {
    for (let bit = 0; bit < start * 8; bit++) {
      const bytes = FILE.slice();
      bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      isTaken(bytes);
    }
    expect(isTaken(FILE)).toBe(true);
  });

  it.each([8n, 2n ** 31n, 2n ** 32n, 2n ** 53n, 2n ** 63n, 2n ** 64n - 1n])("with a header of %s bytes", (length) => {
    expect(isTaken(fileOf(header, numbers, length))).toBe(false);
  });

  it("with any bytes", () => {
    assert(property(uint8Array({ maxLength: 100 }), (bytes) => !isTaken(bytes)));
  });

  it("with any header", () => {
    assert(property(oneof(jsonValue(), string()), (value) => !isTaken(fileOf(value, numbers))));
  });

  it("with one tensor changed, or one more", () => {
    const offset = oneof(
      constantFrom(0, 16, 32, 80, 104, 152, 176, -8, 2 ** 32, 2 ** 53, 1e308, null, "16", 0.5),
      integer({ min: 0, max: 176 }),
    );
    const dim = oneof(
      constantFrom(0, 1, 2, 3, 6, -1, -2, -3, 1.5, 2 ** 53, null, "2", [2]),
      integer({ min: 0, max: 9 }),
    );
    const tensor = record(
      {
        dtype: constantFrom("F64", "F32", "I64", "constructor", "toString", "__proto__", null),
        shape: oneof(array(dim, { maxLength: 3 }), constantFrom(null, "3", 3, {}, { length: 1 })),
        data_offsets: oneof(tuple(offset, offset), constantFrom(null, "0", [], {})),
      },
      { requiredKeys: [] },
    );
    const names = oneof(
      constantFrom(...Object.keys(header), "__proto__", "constructor", "__metadata__", "state.x"),
      string(),
    );
    assert(
      property(names, oneof(tensor, jsonValue()), (name, value) => {
        const members = Object.entries({ ...header, [name]: undefined }).filter(([key]) => key !== name);
        const text = [...members, [name, value] as const].map(
          ([key, v]) => `${JSON.stringify(key)}:${JSON.stringify(v)}`,
        );
        isTaken(fileOf(`{${text.join()}}`, numbers));
      }),
      { numRuns: 500 },
    );
    expect(isTaken(fileOf(header, numbers))).toBe(true);
  });
});
