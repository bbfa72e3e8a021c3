/** From what an app has, rows and names, to the arrays that a network takes. */
import type { Examples } from "./calls.ts";
import { pack, zeros } from "./checks.ts";
import type { Input, Rows } from "./interface.ts";
import { metadata } from "./metadata.ts";

/** Where there are several inputs or targets, `x` or `y` is an object of rows by name. Without `y` there are no targets. */
export function readRows(method: string, x: unknown, ...y: readonly unknown[]): Examples {
  let count: number | undefined;
  const read = (given: unknown, target?: true): (Float64Array | Int32Array)[] =>
    metadata.inputs
      .filter((input) => input.target === target)
      .map((input) => {
        let rows = given as Rows;
        rows = named(given, input);
        const values = pack(method, input, rows, count);
        count = values.length / input.size;
        return values;
      });
  const inputs = read(x);
  const targets = y.length > 0 ? read(y[0], true) : [];
  const examples = count ?? 1;
  return [[...inputs, ...metadata.outputs.map(({ size }) => zeros(examples * size)), ...targets], examples];
}

/** Of an object of rows by name, those of one input; of the only input or target, the rows themselves. */
function named(given: unknown, { name, target }: Input): Rows {
  const isOnly = metadata.inputs.filter((other) => other.target === target).length === 1;
  return isOnly ? (given as Rows) : ((given as Readonly<Record<string, Rows>> | undefined)?.[name] ?? []);
}
