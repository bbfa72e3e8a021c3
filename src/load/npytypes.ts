/** How the values of an .npy file are read: numbers, or text. */
export type NpyType =
  | { readonly width: number; readonly number: (view: DataView, offset: number) => number }
  | { readonly width: number; readonly text: (view: DataView, index: number) => string };

type Read = (view: DataView, offset: number, isLittle: boolean) => number;

/** By kind and bytes, as in `<f8`. 64-bit whole numbers beyond 2⁵³ are rounded, as NumPy's astype does. */
const NUMBERS: Readonly<Record<string, Read>> = {
  b1: (view, offset) => Number(view.getUint8(offset) !== 0),
  i1: (view, offset) => view.getInt8(offset),
  i2: (view, offset, isLittle) => view.getInt16(offset, isLittle),
  i4: (view, offset, isLittle) => view.getInt32(offset, isLittle),
  i8: (view, offset, isLittle) => Number(view.getBigInt64(offset, isLittle)),
  u1: (view, offset) => view.getUint8(offset),
  u2: (view, offset, isLittle) => view.getUint16(offset, isLittle),
  u4: (view, offset, isLittle) => view.getUint32(offset, isLittle),
  u8: (view, offset, isLittle) => Number(view.getBigUint64(offset, isLittle)),
  f2: (view, offset, isLittle) => half(view.getUint16(offset, isLittle)),
  f4: (view, offset, isLittle) => view.getFloat32(offset, isLittle),
  f8: (view, offset, isLittle) => view.getFloat64(offset, isLittle),
};

/** The longest text of a cell. */
const MAX_TEXT = 1 << 16;

/** The type that a `descr` names; undefined for those that are neither numbers nor text. */
export function npyType(descr: string): NpyType | undefined {
  const [, order = "", kind = "", size = ""] = /^([<>|=]?)([biufUS])(\d{1,6})$/.exec(descr) ?? [];
  const isLittle = order !== ">";
  const length = Number(size);
  if (kind === "U" && length <= MAX_TEXT) {
    return {
      width: 4 * length,
      text: (view, index) => text(length, (i) => view.getUint32(4 * (index * length + i), isLittle)),
    };
  }
  if (kind === "S" && length <= MAX_TEXT) {
    return { width: length, text: (view, index) => text(length, (i) => view.getUint8(index * length + i)) };
  }
  const key = `${kind}${size}`;
  const read = Object.hasOwn(NUMBERS, key) ? NUMBERS[key] : undefined;
  return read && { width: length, number: (view, offset) => read(view, offset, isLittle) };
}

/** Characters up to the zeros that fill a cell; what is no character of Unicode becomes �. */
function text(length: number, code: (i: number) => number): string {
  let characters = "";
  for (let i = 0; i < length; i++) {
    const point = code(i);
    if (point === 0) break;
    characters += point <= 0x10ffff ? String.fromCodePoint(point) : "\uFFFD";
  }
  return characters;
}

/** IEEE 754 binary16: a sign, 5 bits of exponent (bias 15), 10 of fraction. */
function half(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
