/** From what an app has, rows and names, to the arrays that a network takes. */
import type { Examples } from "./calls.ts";
import { pack, zeros } from "./checks.ts";
import type { Rows } from "./interface.ts";
import { metadata } from "./metadata.ts";

/** Where there are several inputs or targets, `x` or `y` is an object of rows by name. Without `y` there are no targets. */
export function readRows(method: string, x: unknown, y?: unknown): Examples {
  let count: number | undefined;
  const read = (given: unknown, target?: true): (Float64Array | Int32Array)[] =>
    metadata.inputs
      .filter((input) => input.target === target)
      .map((input, _, { length }) => {
        const rows = (length === 1 ? given : (given as Readonly<Record<string, unknown>>)[input.name]) as Rows;
        const values = pack(method, input, rows, count);
        count = values.length / input.size;
        return values;
      });
  const inputs = read(x);
  const targets = y === undefined ? [] : read(y, true);
  const examples = count ?? 1;
  const outputs = metadata.outputs.map(({ size }) => zeros(examples * size));
  return [[...inputs, ...outputs, ...targets], examples];
}
