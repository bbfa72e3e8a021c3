import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DiagnosticError } from "../../src/diagnostics/diagnostic.ts";
import { readNpy } from "../../src/load/npy.ts";
import { mistakesOf } from "./mistakes.ts";
import { f8, npyFile } from "./npyfile.ts";

const bytesOf = (write: (view: DataView) => void, length: number): Uint8Array => {
  const bytes = new Uint8Array(length);
  write(new DataView(bytes.buffer));
  return bytes;
};
const values = (file: Uint8Array): readonly (number | string)[] => [...readNpy(file, "x").values];

const product = (shape: readonly number[]): number => shape.reduce((size, extent) => size * extent, 1);

/** What an action gives, or the diagnostic that it ends with; any other error fails the test. */
function outcome<T>(action: () => T): T | DiagnosticError {
  try {
    return action();
  } catch (error) {
    if (error instanceof DiagnosticError) return error;
    throw error;
  }
}

describe("an .npy file", () => {
  it("is read byte for byte as NumPy 2.3 writes numpy.array([[1, 2], [3, 4.5]])", () => {
    const header = "{'descr': '<f8', 'fortran_order': False, 'shape': (2, 2), }".padEnd(117) + "\n";
    const file = Buffer.concat([
      Buffer.from([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, 118, 0]),
      Buffer.from(header),
      f8(1, 2, 3, 4.5),
    ]);
    expect(file).toHaveLength(128 + 32);
    expect(readNpy(file, "x")).toEqual({ shape: [2, 2], type: "<f8", values: Float64Array.of(1, 2, 3, 4.5) });
  });

  it.each([1, 2, 3])("may be of version %i", (version) => {
    expect(values(npyFile("<f8", [3], f8(1, -2, 3), { version }))).toEqual([1, -2, 3]);
  });

  it.each<[string, number, (view: DataView) => void, number]>([
    ["<f4", 4, (view) => view.setFloat32(0, 0.1, true), Math.fround(0.1)],
    [">f4", 4, (view) => view.setFloat32(0, -2.5), -2.5],
    [">f8", 8, (view) => view.setFloat64(0, 1e300), 1e300],
    ["=f8", 8, (view) => view.setFloat64(0, 0.3, true), 0.3],
    ["<f2", 2, (view) => view.setUint16(0, 0x3555, true), 0.333251953125],
    ["<f2", 2, (view) => view.setUint16(0, 0x8001, true), -(2 ** -24)],
    [">f2", 2, (view) => view.setUint16(0, 0xfc00), -Infinity],
    ["|i1", 1, (view) => view.setInt8(0, -128), -128],
    ["<i2", 2, (view) => view.setInt16(0, -2, true), -2],
    [">i2", 2, (view) => view.setInt16(0, 258), 258],
    ["<i4", 4, (view) => view.setInt32(0, -70000, true), -70000],
    [">i4", 4, (view) => view.setInt32(0, 70000), 70000],
    ["<i8", 8, (view) => view.setBigInt64(0, -5n, true), -5],
    [">i8", 8, (view) => view.setBigInt64(0, 2n ** 40n), 2 ** 40],
    ["|u1", 1, (view) => view.setUint8(0, 255), 255],
    ["<u2", 2, (view) => view.setUint16(0, 65535, true), 65535],
    ["<u4", 4, (view) => view.setUint32(0, 4294967295, true), 4294967295],
    [">u8", 8, (view) => view.setBigUint64(0, 2n ** 53n), 2 ** 53],
    ["|b1", 1, (view) => view.setUint8(0, 1), 1],
  ])("may hold %s", (descr, width, write, expected) => {
    expect(values(npyFile(descr, [1], bytesOf(write, width)))).toEqual([expected]);
  });

  it("may hold text, of either width", () => {
    const wide = new Uint8Array(Uint32Array.from([..."ab\0日本語"].map((c) => c.codePointAt(0) ?? 0)).buffer);
    expect(values(npyFile("<U3", [2], wide))).toEqual(["ab", "日本語"]);
    expect(values(npyFile("|S2", [2], Buffer.from("yen\0")))).toEqual(["ye", "n"]);
  });

  it("in Fortran order is transposed", () => {
    const options = { fortran: true };
    expect(values(npyFile("<f8", [2, 3], f8(1, 4, 2, 5, 3, 6), options))).toEqual([1, 2, 3, 4, 5, 6]);
    const cube = f8(1, 5, 3, 7, 2, 6, 4, 8);
    expect(values(npyFile("<f8", [2, 2, 2], cube, options))).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });
});

describe("a file that is no array", () => {
  const whole = npyFile("<f8", [2, 2], f8(1, 2, 3, 4));
  const patched = (at: number, ...bytes: readonly number[]): Buffer => {
    const copy = Buffer.from(whole);
    copy.set(bytes, at);
    return copy;
  };
  it.each<[string, Uint8Array, string, string]>([
    ["empty", Buffer.alloc(0), "bad-npy", "is no .npy file"],
    ["text", Buffer.from("a,b\n1,2\n"), "bad-npy", "is no .npy file"],
    ["of a later version", patched(6, 9), "bad-npy", "is of version 9"],
    ["a header alone", whole.subarray(0, 9), "bad-npy", "ends too early"],
    ["half a header", whole.subarray(0, 40), "bad-npy", "ends too early"],
    ["half its values", whole.subarray(0, -8), "bad-npy", "ends too early"],
    ["longer than its values", Buffer.concat([whole, f8(1)]), "bad-npy", "goes on after"],
    ["without a dictionary", patched(10, 0x20, 0x20, 0x20, 0x20), "bad-npy", "not NumPy's"],
    ["of complex numbers", npyFile("<c16", [1], f8(1, 2)), "bad-npy", "of the type <c16"],
    ["of objects", npyFile("|O", [1], f8(1)), "bad-npy", "of the type |O"],
    ["larger than can be", npyFile("<f8", [2 ** 40, 2 ** 40], f8(1)), "data-too-large", "says that it holds"],
    ["of more values than numbers can count", npyFile("|u1", [4e15, 4e15], f8(1)), "data-too-large", "says"],
  ])("is told apart: %s", async (_, file, code, message) => {
    const found = await mistakesOf(() => readNpy(file, '"x.npy"'));
    expect(found).toMatchObject([{ code, message: expect.stringContaining(message) }]);
    expect(found[0]?.message).toContain('"x.npy"');
  });

  it("is never anything but a diagnostic, whatever its bytes", () => {
    const header = fc.tuple(
      fc.constantFrom("<f8", ">f4", "|u1", "<U2", "|S1", "<i8", "<U0", "<f16", "x", "|V8"),
      fc.array(fc.oneof(fc.nat(4), fc.constantFrom(2 ** 31, 2 ** 53, 1e300)), { maxLength: 4 }),
      fc.uint8Array({ maxLength: 64 }),
      fc.record({ version: fc.constantFrom(1, 2, 3), fortran: fc.boolean() }),
    );
    const flips = fc.array(fc.tuple(fc.nat(200), fc.nat(255)), { maxLength: 4 });
    fc.assert(
      fc.property(header, flips, fc.nat(300), ([descr, shape, bytes, options], changes, length) => {
        const file = npyFile(descr, shape, bytes, options);
        for (const [at, byte] of changes) file[at % file.length] = byte;
        const found = outcome(() => readNpy(file.subarray(0, length + 40), "x"));
        const isRight = found instanceof DiagnosticError || found.values.length === product(found.shape);
        expect(isRight).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});
