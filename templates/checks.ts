/** Arrays that do not fit, and rows that become arrays. */
import type { Input, Labels, NestedRows } from "./interface.ts";
import { metadata } from "./metadata.ts";

export function fail(method: string, problem: string): never {
  throw RangeError(`${metadata.name}.${method}: ${problem}`);
}

/** Fails unless an array holds `count` examples: `iris.trainStep: y has 1 value; 1 example needs 3 (species, one-hot)`. */
export function check(method: string, input: Input, { length }: ArrayLike<unknown>, count: number): void {
  if (!(count > 0 && count % 1 === 0)) fail(method, `count is ${count}`);
  let needed: unknown = count * input.size;
  if (length === needed) return;
  if (input.label) needed = `${needed} (${input.label}, one-hot)`;
  fail(
    method,
    `${input.name} has ${length} value${length === 1 ? "" : "s"}; ${count} example${count === 1 ? " needs" : "s need"} ${needed}`,
  );
}

/**
 * The numbers of some rows one after another, `count` rows where that is known; they are copied. A row of a label may
 * also be the name of its class or, where `count` is known, its index. What is no finite number is named with its place.
 */
export function pack(
  method: string,
  input: Input,
  rows: Labels | NestedRows,
  count?: number,
): Float64Array | Int32Array {
  rows ??= [];
  let areRows = typeof rows[0] === "object";
  if (input.label) areRows ||= typeof rows[0] === "string" || rows.length === count;
  if (areRows) {
    rows = Array.from(rows as ArrayLike<ArrayLike<number>>, (row, i) => {
      // A row that holds one index: its number stands in `method`.
      if (input.label && typeof row !== "object")
        return oneHot(count === 1 ? method : `${method}: row ${i}`, input, row);
      row = unnested(`${method}: row ${i}`, input, row);
      return [...pack(`${method}: row ${i}`, input, row, 1)];
    }).flat();
  }
  check(method, input, rows, count ?? Math.ceil(rows.length / input.size || 1));
  if (input.range) checkRange(method, input, rows as ArrayLike<number>);
  if (input.element) return Int32Array.from(rows as ArrayLike<number>);
  return Float64Array.from(rows as ArrayLike<number>, (value, i) =>
    Number.isFinite(value) ? value : fail(method, `${input.name}[${i}] is ${value} (${typeof value})`),
  );
}

/** The numbers of one example, which may be nested like its axes. */
export function unnested(place: string, input: Input, given: ArrayLike<unknown> | null, axis: number = 0): number[] {
  const values = Array.from(given ?? []);
  const isNested = typeof values[0] === "object";
  const inner = input.shape.slice(axis).reduce((size, dim) => size * dim, 1);
  const needed = isNested ? input.shape[axis] : inner;
  if (axis > 0 && values.length !== needed) {
    fail(place, `${input.name} [${input.shape}] has ${values.length} values along axis ${axis}, not ${needed}`);
  }
  if (!isNested) return values as number[];
  return values.flatMap((part) => unnested(place, input, part as ArrayLike<unknown>, axis + 1));
}

/** Fails where a value is none of the indices that may come in: it would be read as the index of something else, or of nothing. */
export function checkRange(method: string, { name, range = [0, 0] }: Input, values: ArrayLike<number>): void {
  const from = range[0];
  const to = range[1];
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (!(value >= from && value <= to && Number.isInteger(value)))
      fail(method, `${name}[${i}] is ${shown(value)}, no whole number from ${from} to ${to}`);
  }
}

/** The values of a label for the name or the index of a class. */
export function oneHot(place: string, { name, classes = [] }: Input, given: unknown): number[] {
  const values = classes.map((name, k) => Number(name === given || k === given));
  if (!values.includes(1)) fail(place, `${name} is ${shown(given)}; its classes are ${classes.join(", ")}`);
  return values;
}

/** Options over their defaults; null is left out. A name that there is not, a value of another type and a number that makes no sense are errors. */
export function settings<T extends object>(
  place: string,
  defaults: T,
  given: { readonly [K in keyof T]?: unknown } = {},
): T {
  const all: T = { ...defaults };
  for (const name in given) {
    const value = given[name] as T[typeof name];
    known(place, name, defaults);
    const type = typeof defaults[name];
    if (value === undefined || (value === null && type === "object")) continue;
    // Epochs, batchSize, patience and seed are whole numbers.
    const isPart = /^[ebps]/.test(name) && (value as number) % 1;
    if (typeof value !== type || (value as number) < 0 || value !== value || isPart)
      fail(place, `${name} is ${shown(value)}, no valid ${type}`);
    all[name] = value;
  }
  return all;
}

/** Text in quotes: "1" is no number. */
const shown = (value: unknown): unknown => (value === `${value}` ? `"${value}"` : value);

/** Fails unless a table has an entry of a name, and says which it has. */
export function known(place: string, name: string, table: object): void {
  const names = Object.keys(table);
  if (!names.includes(name)) fail(place, `there is no ${name}; there are ${names.join(", ")}`);
}

/** An array of zeros. */
export const zeros = (size: number): Float64Array => new Float64Array(size);

/** An array of zeros for indices. */
export const integers = (size: number): Int32Array => new Int32Array(size);
