/** Arrays that do not fit, and rows that become arrays. */
import type { Input, Labels, Rows } from "./interface.ts";
import { metadata } from "./metadata.ts";

export function fail(method: string, problem: string): never {
  throw new RangeError(`${metadata.name}.${method}: ${problem}`);
}

/** Fails unless an array holds `count` examples: `iris.trainStep: y has 1 value; 1 example needs 3 (species, one-hot)`. */
export function check(
  method: string,
  { name, size, label }: Input,
  { length }: ArrayLike<unknown>,
  count: number,
): void {
  if (!(count >= 1) || count % 1 !== 0) fail(method, `count cannot be ${count}`);
  if (length === count * size) return;
  const examples = count === 1 ? "1 example needs" : `${count} examples need`;
  const hint = label ? ` (${label}, one-hot)` : "";
  fail(method, `${name} has ${length} value${length === 1 ? "" : "s"}; ${examples} ${count * size}${hint}`);
}

/** The numbers of some rows one after another, `count` of them where that is known. A typed array is not copied. */
export function pack(method: string, input: Input, rows: Rows, count?: number): Float64Array {
  let values = rows;
  if (typeof rows[0] === "object") {
    values = Array.from(rows as ArrayLike<ArrayLike<number>>, (row, i) => {
      check(`${method}: row ${i}`, input, row, 1);
      return Array.from(row);
    }).flat();
  }
  const packed = values instanceof Float64Array ? values : Float64Array.from(values as ArrayLike<number>);
  check(method, input, packed, count ?? Math.ceil(packed.length / input.size || 1));
  return packed;
}

/** As `pack`, where a row may also be the name of its class or, where their number is known, its index. */
export function packLabels(method: string, input: Input, rows: Labels, count?: number): Float64Array {
  const { name, classes = [] } = input;
  let numbers = rows as Rows;
  if (typeof rows[0] === "string" || (typeof rows[0] === "number" && rows.length === count)) {
    numbers = Array.from(rows as ArrayLike<string | number>, (row, i) => {
      const index = typeof row === "string" ? classes.indexOf(row) : row;
      if (!(index in classes)) fail(method, `row ${i} of ${name} is ${row}; its classes are ${classes.join(", ")}`);
      return classes.map((_, k) => Number(k === index));
    });
  }
  return pack(method, input, numbers, count);
}
