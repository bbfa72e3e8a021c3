import { relative, resolve } from "node:path";
import { fail } from "../diagnostics/diagnostic.ts";
import type { Network } from "../ir/graph.ts";
import { sizeOf } from "../ir/shape.ts";
import { readArrays } from "../load/arrays.ts";
import { readCsv } from "../load/csv.ts";
import type { Data, DataSource, Values } from "../load/csv.ts";
import type { LoadedNetwork } from "../load/load.ts";
import type { InputCode, ModuleCode } from "../targets/typescript/code.ts";

/**
 * The rows to train on: of the data spec in net.ts, of another CSV file with the same columns, or of an .npy file for each input.
 * @param given file.csv, or x=x.npy and y=y.npy; paths count from the working directory
 */
export function readData(loaded: LoadedNetwork, given: readonly string[]): Data {
  const { inputs } = loaded.network;
  const arrays = given.filter((each) => /\.npy$/i.test(each));
  if (arrays.length === 0 && given.length <= 1) return readCsv(sourceOf(loaded, given[0]), inputs);
  const expected = inputs.map(({ name }) => `--data ${name}=${name}.npy`).join(" ");
  const wrong = given.find((each) => !/^[^=]+=.*\.npy$/is.test(each));
  if (wrong !== undefined) {
    const message = `--data is ${JSON.stringify(wrong)}${given.length > 1 ? ", among others" : ""}`;
    const hint = "Training takes one CSV file, or an .npy file for every input and target.";
    fail({ code: "bad-option", message, found: JSON.stringify(wrong), expected: `file.csv, or ${expected}`, hint });
  }
  const files = given.map((each): [string, string] => {
    const at = each.indexOf("=");
    return [each.slice(0, at), each.slice(at + 1)];
  });
  const twice = files.find(([name], i) => files.findIndex(([other]) => other === name) !== i);
  if (twice !== undefined) {
    fail({
      code: "bad-option",
      message: `--data feeds ${JSON.stringify(twice[0])} twice`,
      expected,
      hint: "One file each.",
    });
  }
  return readArrays(new Map(files), inputs);
}

/** The data spec of net.ts, with another file in its place if one is given. */
function sourceOf({ network, folder, dataPlace }: LoadedNetwork, file: string | undefined): DataSource {
  const place = dataPlace === undefined ? {} : { place: dataPlace };
  const columns = network.data?.columns ?? ownColumns(network.inputs);
  if (file !== undefined && columns !== undefined) {
    const path = relative(process.cwd(), resolve(file)) || ".";
    return { spec: { kind: "csv", path, columns }, folder: process.cwd(), home: folder, isOption: true, ...place };
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

/** Rows as the methods of a module take them: of the only input or target, or by name. */
export function feed({ values }: Data, { inputs }: ModuleCode, role: InputCode["role"]): unknown {
  const arrays = inputs
    .filter((input) => input.role === role)
    .map(({ name }): [string, Values] => [name, values.get(name) ?? new Float64Array(0)]);
  const [only] = arrays;
  return arrays.length === 1 && only !== undefined ? only[1] : Object.fromEntries(arrays);
}
