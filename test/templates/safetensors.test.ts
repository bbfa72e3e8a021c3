import { describe, expect, it } from "vitest";
import { create } from "../../templates/create.ts";

interface Tensor {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly data_offsets: readonly [number, number];
}
type Header = Record<string, Tensor>;

const trained = () => {
  const net = create({ seed: 5 });
  for (let step = 0; step < 3; step++) net.trainStep(Float64Array.of(1, 2), Float64Array.of(0, 1, 0));
  return net;
};

/** A file as its parts. */
function take(bytes: Uint8Array): { readonly header: Header; readonly numbers: Float64Array } {
  const length = Number(new DataView(bytes.buffer).getBigUint64(0, true));
  const header: Header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length)));
  return { header, numbers: new Float64Array(bytes.slice(8 + length).buffer) };
}

/** A file from its parts, as another program would write it. */
function make(header: unknown, data: ArrayBufferLike): Uint8Array {
  const text = typeof header === "string" ? header : JSON.stringify(header);
  const encoded = new TextEncoder().encode(text);
  const bytes = new Uint8Array(8 + encoded.length + data.byteLength);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(encoded.length), true);
  bytes.set(encoded, 8);
  bytes.set(new Uint8Array(data), 8 + encoded.length);
  return bytes;
}

const FILE = trained().save();
const { header: HEADER, numbers: NUMBERS } = take(FILE);
const WHOLE = "no F64 or F32 safetensors";

describe("save", () => {
  it("writes parameters and state, one after another", () => {
    const net = trained();
    expect(Object.keys(HEADER)).toEqual([
      "x.mean",
      "x.scale",
      "dense.weight",
      "dense.bias",
      "state.velocity.dense.weight",
      "state.velocity.dense.bias",
    ]);
    expect(HEADER["dense.weight"]).toEqual({ dtype: "F64", shape: [3, 2], data_offsets: [32, 80] });
    expect([...NUMBERS]).toEqual([...net.parameters, ...net.state]);
  });

  it("aligns the numbers, and writes the same bytes for the same numbers", () => {
    expect(Number(new DataView(FILE.buffer).getBigUint64(0, true)) % 8).toBe(0);
    expect(trained().save()).toEqual(FILE);
  });
});

describe("load", () => {
  it("takes over parameters and state", () => {
    const net = create();
    net.load(FILE);
    expect(net.parameters).toEqual(trained().parameters);
    expect(net.state).toEqual(trained().state);
    expect(net.adapted).toBe(true);
    expect(net.save()).toEqual(FILE);
  });

  it("reads bytes that lie anywhere in a buffer", () => {
    const shifted = new Uint8Array(FILE.length + 3).subarray(3);
    shifted.set(FILE);
    const net = create();
    net.load(shifted);
    expect(net.save()).toEqual(FILE);
  });

  it("reads what Node reads from a file", () => {
    const net = create();
    net.load(Buffer.from(FILE));
    expect(net.save()).toEqual(FILE);
  });

  it("reads any order, single precision, metadata, and a header that is not padded", () => {
    const bias = Float32Array.of(1, 2, 3);
    const rest = Float64Array.of(7, 8, 9, 10, 1, 2, 3, 4, 5, 6);
    const data = new Uint8Array(92);
    data.set(new Uint8Array(bias.buffer));
    data.set(new Uint8Array(rest.buffer), 12);
    const net = create();
    net.load(
      make(
        {
          "x.scale": { dtype: "F64", shape: [2], data_offsets: [28, 44] },
          __metadata__: { format: "pt" },
          "dense.weight": { dtype: "F64", shape: [3, 2], data_offsets: [44, 92] },
          "dense.bias": { dtype: "F32", shape: [3], data_offsets: [0, 12] },
          "x.mean": { dtype: "F64", shape: [2], data_offsets: [12, 28] },
        },
        data.buffer,
      ),
    );
    expect([...net.parameters]).toEqual([7, 8, 9, 10, 1, 2, 3, 4, 5, 6, 1, 2, 3]);
  });

  it.each([
    ["is not there", (name: string) => !name.startsWith("state.")],
    ["is another optimiser's", (name: string) => name !== "state.velocity.dense.bias"],
  ])("starts anew where the state %s", (_, keep) => {
    const header = Object.fromEntries(Object.entries(HEADER).filter(([name]) => keep(name)));
    const end = Math.max(...Object.values(header).map(({ data_offsets }) => data_offsets[1]));
    const net = trained();
    net.load(make(header, NUMBERS.slice(0, end / 8).buffer));
    expect(net.parameters).toEqual(trained().parameters);
    expect(net.state).toEqual(new Float64Array(9));
  });

  const without = (name: string): Header => {
    const { [name]: _, ...rest } = HEADER;
    return rest;
  };
  const changed = (name: string, change: Partial<Tensor>): Header => {
    const tensor = HEADER[name];
    if (tensor === undefined) throw new Error(name);
    return { ...HEADER, [name]: { ...tensor, ...change } };
  };
  const last = "state.velocity.dense.bias";
  const data = NUMBERS.buffer;
  const huge = FILE.slice();
  new DataView(huge.buffer).setBigUint64(0, 2n ** 62n, true);
  const invalid = FILE.slice();
  invalid[9] = 0xff;

  it.each<[string, Uint8Array, string]>([
    ["an empty file", new Uint8Array(0), WHOLE],
    ["less than a length", FILE.slice(0, 7), WHOLE],
    ["less than a header", FILE.slice(0, 40), WHOLE],
    ["a file that lacks its last byte", FILE.slice(0, -1), WHOLE],
    ["a file with a byte too many", make(HEADER, new Uint8Array([...new Uint8Array(data), 0]).buffer), WHOLE],
    ["a header longer than the file", huge, WHOLE],
    ["a header that is not UTF-8", invalid, WHOLE],
    ["a header that is not JSON", make("{", data), WHOLE],
    ["a header that is null", make("null", data), WHOLE],
    ["a header that is a list", make("[1, 2]", data), WHOLE],
    ["a tensor that is null", make({ ...HEADER, w: null }, data), WHOLE],
    ["a tensor without a place", make({ ...HEADER, w: { dtype: "F64", shape: [1] } }, data), WHOLE],
    ["a tensor without a shape", make({ ...HEADER, [last]: { dtype: "F64", data_offsets: [152, 176] } }, data), WHOLE],
    ["another type", make(changed("dense.bias", { dtype: "I64" }), data), WHOLE],
    ["half precision", make(changed("dense.bias", { dtype: "F16", shape: [12] }), data), WHOLE],
    ["the name of a property as type", make(changed("dense.bias", { dtype: "constructor" }), data), WHOLE],
    ["a type that does not fill its place", make(changed("dense.bias", { dtype: "F32" }), data), WHOLE],
    ["tensors that overlap", make(changed(last, { data_offsets: [144, 168] }), data), WHOLE],
    ["two tensors in one place", make(changed("x.scale", { data_offsets: [0, 16] }), data), WHOLE],
    ["a gap", make(without("x.scale"), data), WHOLE],
    ["a place before the start", make(changed("x.mean", { data_offsets: [-16, 0] }), data), WHOLE],
    ["a place that ends before it begins", make(changed("x.mean", { data_offsets: [16, 0] }), data), WHOLE],
    ["a place past the end", make(changed(last, { data_offsets: [152, 1e15] }), data), WHOLE],
    ["another shape", make(changed("dense.weight", { shape: [2, 3] }), data), "dense.weight: [3,2], file [2,3]"],
    ["another rank", make(changed("dense.weight", { shape: [6] }), data), "dense.weight: [3,2], file [6]"],
    [
      "a parameter of another name",
      make(JSON.stringify(HEADER).replace('"x.scale"', '"x.deviation"'), data),
      "x.scale: [2], file [none]",
    ],
    [
      "a parameter too many",
      make({ ...HEADER, extra: { dtype: "F64", shape: [1], data_offsets: [176, 184] } }, new Float64Array(23).buffer),
      "extra: [none], file [1]",
    ],
    [
      "a parameter named like a property of objects",
      make(
        { ...HEADER, toString: { dtype: "F64", shape: [1], data_offsets: [176, 184] } },
        new Float64Array(23).buffer,
      ),
      "toString: [none], file [1]",
    ],
  ])("refuses %s, and leaves the network as it was", (_, bytes, message) => {
    const net = trained();
    expect(() => net.load(bytes)).toThrow(`example.load: ${message}`);
    expect(net.save()).toEqual(FILE);
  });
});
