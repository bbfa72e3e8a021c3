import { relative, resolve } from "node:path";
import { fail } from "../diagnostics/diagnostic.ts";
import type { Network } from "../ir/graph.ts";
import { sizeOf } from "../ir/shape.ts";
import { takeRows } from "../load/csv.ts";
import type { Data, DataSource, Values } from "../load/csv.ts";
import type { LoadedNetwork } from "../load/load.ts";
import type { InputCode, ModuleCode } from "../targets/typescript/code.ts";
import { createRandom } from "../verify/random.ts";

/** The data spec of net.ts, with another file in its place if one is given. */
export function sourceOf({ network, folder, dataPlace }: LoadedNetwork, file: string | undefined): DataSource {
  const place = dataPlace === undefined ? {} : { place: dataPlace };
  const columns = network.data?.columns ?? ownColumns(network.inputs);
  if (file !== undefined && columns !== undefined) {
    const path = relative(process.cwd(), resolve(file)) || ".";
    return { spec: { kind: "csv", path, columns }, folder: process.cwd(), home: folder, ...place };
  }
  if (network.data !== undefined) return { spec: network.data, folder, home: folder, ...place };
  fail({
    code: "no-data",
    message: file === undefined ? "net.ts names no data" : "net.ts does not say which columns feed which input",
    expected: 'data: csv("rows.csv", { x: ["a", "b"], y: "c" })',
    hint:
      file === undefined
        ? "Add it to network({ … }), or give a file with --data."
        : "Add it to network({ … }); --data then takes the place of its file.",
  });
}

/** Without a data spec, an input of one value and a label are fed from the column of their name. */
function ownColumns(inputs: Network["inputs"]): Readonly<Record<string, readonly string[]>> | undefined {
  const single = inputs.every(
    ({ node }) => node.kind === "input" && (node.classes !== undefined || sizeOf(node.shape) === 1),
  );
  return single ? Object.fromEntries(inputs.map(({ name }) => [name, [name]])) : undefined;
}

/** Holds rows out, drawn with the seed; at least one is left to train on. */
export function split(
  data: Data,
  { testSplit, seed }: { readonly testSplit: number; readonly seed: number },
): readonly [train: Data, test: Data] {
  const random = createRandom(seed);
  const order = Array.from({ length: data.count }, (_, i) => i);
  for (let i = order.length - 1; i > 0; i--) {
    const k = random.integer(i + 1);
    const [a = 0, b = 0] = [order[i], order[k]];
    order[i] = b;
    order[k] = a;
  }
  const held = Math.min(Math.round(data.count * testSplit), data.count - 1);
  return [takeRows(data, ascending(order.slice(held))), takeRows(data, ascending(order.slice(0, held)))];
}

/** Rows as the methods of a module take them: of the only input or target, or by name. */
export function feed({ values }: Data, { inputs }: ModuleCode, role: InputCode["role"]): unknown {
  const arrays = inputs
    .filter((input) => input.role === role)
    .map(({ name }): [string, Values] => [name, values.get(name) ?? new Float64Array(0)]);
  const [only] = arrays;
  return arrays.length === 1 && only !== undefined ? only[1] : Object.fromEntries(arrays);
}

const ascending = (rows: readonly number[]): readonly number[] => rows.toSorted((a, b) => a - b);
