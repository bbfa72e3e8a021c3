import { fail } from "../diagnostics/diagnostic.ts";
import { npyType } from "./npytypes.ts";
import type { NpyType } from "./npytypes.ts";

/** An array as NumPy's `save` writes it, its values in C order: the last index runs fastest. */
export interface NpyArray {
  readonly shape: readonly number[];
  /** `<f8`, as in the file. */
  readonly type: string;
  readonly values: Float64Array | readonly string[];
}

interface Header {
  readonly descr: string;
  readonly isFortran: boolean;
  readonly shape: readonly number[];
  /** Where the values begin. */
  readonly start: number;
}

/** NumPy itself reads no longer ones unasked (10,000); version 2 allows 4 GiB. */
const MAX_HEADER = 1 << 20;

/** 2 GiB of 64-bit numbers. */
const MAX_VALUES = 2 ** 28;

/**
 * Reads an .npy file (NumPy Enhancement Proposal 1; versions 1, 2 and 3): floats of 2, 4 and 8 bytes, whole numbers of 1 to 8, bools and
 * text, of either byte order. An array in Fortran order is transposed. Throws a diagnostic for anything else.
 * @param shown what the file is called in messages
 */
export function readNpy(bytes: Uint8Array, shown: string): NpyArray {
  const header = readHeader(bytes, shown);
  const { descr, isFortran, shape, start } = header;
  const type = typeOf(descr, shown);
  const count = shape.reduce((product, extent) => product * extent, 1);
  if (!(count <= MAX_VALUES)) {
    fail({
      code: "data-too-large",
      message: `${shown} says that it holds ${shapeText(shape)} values`,
      found: `${count.toLocaleString("en-US")} values`,
      expected: `at most ${MAX_VALUES.toLocaleString("en-US")}`,
      hint: "Train on a part of the rows.",
    });
  }
  const [found, expected] = [bytes.length - start, count * type.width];
  if (found !== expected) {
    return broken(
      `${shown} ${found < expected ? "ends too early" : "goes on after its array"}`,
      `${found.toLocaleString("en-US")} bytes of values`,
      `${expected.toLocaleString("en-US")}, for ${shapeText(shape)} of ${descr}`,
    );
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset + start, expected);
  const indexOf = isFortran ? fortranIndex(shape) : (i: number): number => i;
  if ("text" in type) {
    return { shape, type: descr, values: Array.from({ length: count }, (_, i) => type.text(view, indexOf(i))) };
  }
  const values = new Float64Array(count);
  for (let i = 0; i < count; i++) values[i] = type.number(view, indexOf(i) * type.width);
  return { shape, type: descr, values };
}

/** As NumPy writes a shape: `(150, 2)`, `(150,)`. */
export const shapeText = (shape: readonly number[]): string =>
  shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(", ")})`;

/** The place in Fortran order, where the first index runs fastest, of the i-th value in C order. */
function fortranIndex(shape: readonly number[]): (i: number) => number {
  return (i) => {
    let [place, stride] = [0, shape.reduce((product, extent) => product * extent, 1)];
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      const extent = shape[axis] ?? 1;
      stride /= extent;
      place += (i % extent) * stride;
      i = Math.floor(i / extent);
    }
    return place;
  };
}

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59]; // \x93NUMPY

/** The magic, the version, the length of the header (2 bytes in version 1, else 4), and a Python dictionary. */
function readHeader(bytes: Uint8Array, shown: string): Header {
  const isNpy = MAGIC.every((byte, i) => bytes[i] === byte);
  if (!isNpy)
    return broken(
      `${shown} is no .npy file`,
      bytes.length === 0 ? "an empty file" : "other contents",
      "what numpy.save writes",
    );
  const version = bytes[6] ?? 0;
  const start = version === 1 ? 10 : 12;
  if (bytes.length < start) return broken(`${shown} ends too early`, "a part of a header", "a whole .npy file");
  if (version < 1 || version > 3) {
    return broken(`${shown} is of version ${version}`, `version ${version}`, "version 1, 2 or 3");
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const length = version === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  if (length > MAX_HEADER) {
    return broken(`${shown} has a header of ${length} bytes`, `${length} bytes`, `at most ${MAX_HEADER}`);
  }
  if (start + length > bytes.length) {
    return broken(`${shown} ends too early`, "a part of a header", "a whole .npy file");
  }
  const text = new TextDecoder(version === 3 ? "utf-8" : "latin1").decode(bytes.subarray(start, start + length));
  const fields = new Map([...text.matchAll(FIELD)].map(([, key, value]) => [key, value?.trim()]));
  const [descr, order, shape] = [fields.get("descr"), fields.get("fortran_order"), fields.get("shape")];
  if (descr === undefined || order === undefined || shape === undefined) {
    const found = text.length > 80 ? `${text.slice(0, 80)}…` : text.trim();
    return broken(
      `The header of ${shown} is not NumPy's`,
      JSON.stringify(found),
      "{'descr': …, 'fortran_order': …, 'shape': …}",
    );
  }
  const extents = [...shape.matchAll(/\d+/g)].map(([extent]) => Number(extent));
  return { descr: descr.replace(/^'|'$/g, ""), isFortran: order === "True", shape: extents, start: start + length };
}

/** An entry of the dictionary; a structured type is a list. */
const FIELD = /'(descr|fortran_order|shape)'\s*:\s*('[^']*'|True\b|False\b|\([\d\sL,]*\)|\[[^\]]*\])/g;

function typeOf(descr: string, shown: string): NpyType {
  const type = npyType(descr);
  if (type !== undefined) return type;
  fail({
    code: "bad-npy",
    message: `${shown} holds values of the type ${descr}`,
    found: descr,
    expected: "floats (f2, f4, f8), whole numbers (i1 to i8, u1 to u8), bools, or text",
    hint: descr.startsWith("[")
      ? "Save each column of a structured array as an array of its own."
      : "Save it as numbers: array.astype('f8').",
  });
}

function broken(message: string, found: string, expected: string): never {
  fail({ code: "bad-npy", message, found, expected, hint: "Save it again: numpy.save(path, array)." });
}
