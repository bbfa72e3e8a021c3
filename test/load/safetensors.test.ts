import {
  array,
  assert,
  constantFrom,
  double,
  integer,
  jsonValue,
  oneof,
  property,
  record,
  string,
  tuple,
  uint8Array,
} from "fast-check";
import type { Arbitrary } from "fast-check";
import { describe, expect, it } from "vitest";
import { readTensors, requireTensors } from "../../src/load/safetensors.ts";
import { mistakesOf } from "./mistakes.ts";
import { fileOf, tensorFile } from "./tensors.ts";

const entry = (
  from: number,
  to: number,
  shape: readonly unknown[] = [(to - from) / 8],
  dtype: unknown = "F64",
): object => ({
  dtype,
  shape,
  data_offsets: [from, to],
});
const zeros = (count: number): Uint8Array => new Uint8Array(count);
const WHOLE = tensorFile({ "hidden.weight": { shape: [10, 2] }, "hidden.bias": { shape: [10] } });

describe("a safetensors file", () => {
  it.each([
    ["without tensors", fileOf({}, zeros(0)), []],
    ["with padding after the header", fileOf(`${JSON.stringify({ w: entry(0, 8) })}    `, zeros(8)), ["w"]],
    ["with metadata", fileOf({ __metadata__: { format: "pt" }, w: entry(0, 8) }, zeros(8)), ["w"]],
    ["with an empty tensor", fileOf({ a: entry(0, 0, [3, 0]), w: entry(0, 8) }, zeros(8)), ["a", "w"]],
    ["with a scalar", fileOf({ w: entry(0, 8, []) }, zeros(8)), ["w"]],
    ["with other types", fileOf({ a: entry(0, 2, [1], "BF16"), w: entry(2, 5, [3], "BOOL") }, zeros(5)), ["a", "w"]],
    [
      "with hostile names",
      fileOf(`{"__proto__":${JSON.stringify(entry(0, 8))},"toString":${JSON.stringify(entry(8, 16))}}`, zeros(16)),
      ["__proto__", "toString"],
    ],
    ["in any order", fileOf({ b: entry(8, 16), a: entry(0, 8) }, zeros(16)), ["a", "b"]],
  ])("is read %s", (_, bytes, names) => {
    expect([...requireTensors(bytes, "It").keys()]).toEqual(names);
  });

  it("says where its tensors lie", () => {
    const bytes = fileOf({ b: entry(8, 24, [2]), a: entry(0, 8, []) }, zeros(24));
    const start = bytes.length - 24;
    expect([...requireTensors(bytes, "It")]).toEqual([
      ["a", { type: "F64", shape: [], from: start, to: start + 8 }],
      ["b", { type: "F64", shape: [2], from: start + 8, to: start + 24 }],
    ]);
  });

  it.each([
    ["that is empty", zeros(0), "a file too short for a header"],
    ["of seven bytes", zeros(7), "a file too short for a header"],
    ["that is text", Buffer.from("{}{}{}{}{}{}{}{}"), "a header that is longer than the file"],
    ["whose header is longer than the file", fileOf({}, zeros(8), 11n), "a header that is longer than the file"],
    ["whose header has 2⁶⁴ − 1 bytes", fileOf({}, zeros(8), 2n ** 64n - 1n), "a header that is longer than the file"],
    ["whose header has 2⁵³ + 1 bytes", fileOf({}, zeros(8), 2n ** 53n + 1n), "a header that is longer than the file"],
    ["whose header is empty", fileOf("", zeros(0)), "a header that is no JSON"],
    ["whose header is no JSON", fileOf("{", zeros(0)), "a header that is no JSON"],
    ["whose header is no UTF-8", fileOf({}, zeros(0)).fill(0xff, 8), "a header that is no JSON"],
    ["whose header begins with a mark", fileOf("\uFEFF{}", zeros(0)), "a header that is no JSON"],
    ["whose header is a list", fileOf("[]", zeros(0)), "a header that is no object"],
    ["whose header is null", fileOf("null", zeros(0)), "a header that is no object"],
    [
      "with a name twice",
      fileOf(`{"w":${JSON.stringify(entry(0, 8))},"w":${JSON.stringify(entry(0, 8))}}`, zeros(8)),
      '"w" twice in the header',
    ],
    [
      "with a place twice",
      fileOf('{"w":{"dtype":"F64","shape":[1],"data_offsets":[0,99],"data_offsets":[0,8]}}', zeros(8)),
      '"data_offsets" twice in the header',
    ],
    ["whose metadata is no text", fileOf({ __metadata__: { a: 1 } }, zeros(0)), "metadata that is no text"],
    ["with a tensor that is null", fileOf({ w: null }, zeros(0)), 'no type, shape and place for "w"'],
    ["with a negative axis", fileOf({ w: entry(0, 8, [-1]) }, zeros(8)), 'no type, shape and place for "w"'],
    ["with two negative axes", fileOf({ w: entry(0, 8, [-1, -1]) }, zeros(8)), 'no type, shape and place for "w"'],
    ["with half an axis", fileOf({ w: entry(0, 8, [0.5, 2]) }, zeros(8)), 'no type, shape and place for "w"'],
    [
      "with an axis that is no number",
      fileOf({ w: entry(0, 8, [null]) }, zeros(8)),
      'no type, shape and place for "w"',
    ],
    ["with an axis that is text", fileOf({ w: entry(0, 8, ["1"]) }, zeros(8)), 'no type, shape and place for "w"'],
    ["with an axis beyond 2⁵³", fileOf({ w: entry(0, 8, [2 ** 53]) }, zeros(8)), 'no type, shape and place for "w"'],
    [
      "with an endless axis",
      fileOf('{"w":{"dtype":"F64","shape":[1e999],"data_offsets":[0,8]}}', zeros(8)),
      'no type, shape and place for "w"',
    ],
    ["with half a byte", fileOf({ w: entry(0, 8.5, [1]) }, zeros(8)), 'no type, shape and place for "w"'],
    [
      "with a place of three numbers",
      fileOf({ w: { ...entry(0, 8), data_offsets: [0, 8, 8] } }, zeros(8)),
      'no type, shape and place for "w"',
    ],
    ["with a negative place", fileOf({ w: entry(-8, 0) }, zeros(0)), 'no type, shape and place for "w"'],
    [
      "with axes whose product overflows",
      fileOf({ w: entry(0, 0, [2 ** 52, 2 ** 52, 0]) }, zeros(0)),
      '0 bytes for "w" F64 [4503599627370496, 4503599627370496, 0]',
    ],
    [
      "with a place that ends before it begins",
      fileOf({ a: entry(0, 8), w: entry(8, 0, [1]) }, zeros(8)),
      '-8 bytes for "w" F64 [1]',
    ],
    ["with too few bytes for a shape", fileOf({ w: entry(0, 8, [2]) }, zeros(8)), '8 bytes for "w" F64 [2]'],
    ["of another type", fileOf({ w: entry(0, 8, [1], "F80") }, zeros(8)), '"w" of the type "F80"'],
    [
      "of a type named like a property",
      fileOf({ w: entry(0, 8, [1], "__proto__") }, zeros(8)),
      '"w" of the type "__proto__"',
    ],
    ["with a gap at the start", fileOf({ w: entry(8, 16) }, zeros(16)), 'a gap before "w"'],
    ["with a gap", fileOf({ a: entry(0, 8), w: entry(16, 24) }, zeros(24)), 'a gap before "w"'],
    [
      "with tensors that overlap",
      fileOf({ a: entry(0, 16), w: entry(8, 24) }, zeros(24)),
      '"w" where another tensor lies',
    ],
    [
      "with two tensors in one place",
      fileOf({ a: entry(0, 8), w: entry(0, 8) }, zeros(8)),
      '"w" where another tensor lies',
    ],
    ["with a tensor past the end", fileOf({ w: entry(0, 8) }, zeros(7)), "a file that ends too early"],
    ["that goes on", fileOf({ w: entry(0, 8) }, zeros(9)), "a file that goes on after its tensors"],
  ])("is refused %s", async (_, bytes, found) => {
    const mistakes = await mistakesOf(() => requireTensors(bytes, "It"));
    expect(mistakes).toMatchObject([{ code: "bad-weights", message: "It is no whole safetensors file", found }]);
    expect(readTensors(bytes)).toBeUndefined();
  });

  it("is refused with a header of more than 100 MB, before that is read", async () => {
    const bytes = new Uint8Array(100_000_020);
    new DataView(bytes.buffer).setBigUint64(0, 100_000_001n, true);
    const [mistake] = await mistakesOf(() => requireTensors(bytes, "It"));
    expect(mistake?.found).toBe("a header of more than 100000000 bytes");
  });

  it("does not get long names into messages", async () => {
    const bytes = fileOf({ ["n".repeat(10_000)]: null }, zeros(0));
    const [mistake] = await mistakesOf(() => requireTensors(bytes, "It"));
    expect(mistake?.found?.length).toBeLessThan(150);
  });
});

/** It is read, and then its tensors lie in it one after another and nowhere else; or it is refused with a diagnostic. */
function expectSound(bytes: Uint8Array): void {
  const tensors = readTensors(bytes);
  if (tensors === undefined) return;
  const places = [...tensors.values()].map(({ from, to }) => [from, to] as const);
  const start = 8 + Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true));
  let at = start;
  for (const [from, to] of places) {
    expect(from).toBe(at);
    expect(to).toBeGreaterThanOrEqual(from);
    at = to;
  }
  expect(at).toBe(bytes.length);
}

describe("whatever a file holds, it is read or refused", () => {
  it("cut at every byte", () => {
    for (let length = 0; length < WHOLE.length; length++)
      expect(readTensors(WHOLE.subarray(0, length))).toBeUndefined();
    expect(readTensors(WHOLE)?.size).toBe(2);
  });

  it("with any bit turned", () => {
    const start = 8 + Number(new DataView(WHOLE.buffer).getBigUint64(0, true));
    for (let bit = 0; bit < start * 8; bit++) {
      const bytes = WHOLE.slice();
      bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expectSound(bytes);
    }
    expect(readTensors(WHOLE)?.size).toBe(2);
  });

  it("any bytes", () => {
    assert(property(uint8Array({ maxLength: 200 }), expectSound));
  });

  it("any header", () => {
    assert(
      property(oneof(jsonValue(), string()), uint8Array({ maxLength: 32 }), (header, numbers) =>
        expectSound(fileOf(header, numbers)),
      ),
    );
  });

  const offset: Arbitrary<unknown> = oneof(
    constantFrom(0, 8, 16, 24, -8, 2 ** 31, 2 ** 32, 2 ** 53, 2 ** 64, 1e308, null, "8"),
    integer({ min: -1, max: 40 }),
    double(),
  );
  const tensor = record({
    dtype: oneof(constantFrom("F64", "F32", "I64", "BOOL", "F16", "constructor", "__proto__", 64), string()),
    shape: array(
      oneof(constantFrom(0, 1, 2, 3, -1, 2 ** 31, 2 ** 53 - 1, 1e300, null, "2"), integer({ min: 0, max: 4 })),
      { maxLength: 4 },
    ),
    data_offsets: tuple(offset, offset),
  });
  const names = oneof(constantFrom("w", "b", "__proto__", "__metadata__", "constructor", "state.w"), string());

  it("any tensors", () => {
    assert(
      property(array(tuple(names, tensor), { maxLength: 4 }), uint8Array({ maxLength: 40 }), (tensors, numbers) => {
        const members = tensors.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`);
        expectSound(fileOf(`{${members.join()}}`, numbers));
      }),
      { numRuns: 500 },
    );
  });
});
