/** Arrays that do not fit, and rows that become arrays. */
import type { Input, Labels } from "./interface.ts";
import { metadata } from "./metadata.ts";

export function fail(method: string, problem: string): never {
  throw new RangeError(`${metadata.name}.${method}: ${problem}`);
}

/** Fails unless an array holds `count` examples: `iris.trainStep: y has 1 value; 1 example needs 3 (species, one-hot)`. */
export function check(method: string, input: Input, { length }: ArrayLike<unknown>, count: number): void {
  if (!(count > 0 && count % 1 === 0)) fail(method, `count is ${count}`);
  const needed = count * input.size;
  if (length === needed) return;
  const problem = `${input.name} has ${length} value${length === 1 ? "" : "s"}; ${count} example${count === 1 ? " needs" : "s need"} ${needed}`;
  if (input.label) fail(method, `${problem} (${input.label}, one-hot)`);
  fail(method, problem);
}

/**
 * The numbers of some rows one after another, `count` rows where that is known; a typed array is not copied. A row of a label may
 * also be the name of its class or, where `count` is known, its index.
 */
export function pack(method: string, input: Input, rows: Labels, count?: number): Float64Array {
  let areRows = typeof rows[0] === "object";
  if (input.label) areRows ||= typeof rows[0] === "string" || rows.length === count;
  if (areRows) {
    rows = Array.from(rows as ArrayLike<ArrayLike<number>>, (row, i) => {
      if (input.label && typeof row !== "object") return oneHot(`${method}: row ${i}`, input, row);
      return [...pack(`${method}: row ${i}`, input, row, 1)];
    }).flat();
  }
  const packed = rows instanceof Float64Array ? rows : Float64Array.from(rows as ArrayLike<number>);
  check(method, input, packed, count ?? Math.ceil(packed.length / input.size || 1));
  return packed;
}

/** The values of a label for the name or the index of a class. */
export function oneHot(place: string, { name, classes = [] }: Input, given: unknown): number[] {
  const values = classes.map((name, k) => Number(name === given || k === given));
  if (!values.includes(1)) fail(place, `${name} is ${given}; its classes are ${classes.join(", ")}`);
  return values;
}

/** An array of zeros. */
export const zeros = (size: number): Float64Array => new Float64Array(size);
