import { invariant } from "../../diagnostics/diagnostic.ts";
import type { Values } from "../../load/csv.ts";
import type { InputCode, ModuleCode } from "../../targets/typescript/code.ts";
import type { EmittedNetwork } from "../subject.ts";

/** A trained network and its code. */
export interface Trained {
  readonly net: EmittedNetwork;
  readonly code: ModuleCode;
}

/** Every output of some examples, by name. */
export function predict(
  { net, code }: Trained,
  values: ReadonlyMap<string, Values>,
  count: number,
): ReadonlyMap<string, Float64Array> {
  const outputs = new Map(code.outputs.map(({ name, size }) => [name, new Float64Array(count * size)]));
  const taken = code.functions.find(({ name }) => name === "forward")?.arrays ?? [];
  const arrays = taken.map(({ identifier, kind }) => {
    const from = kind === "input" ? code.inputs : code.outputs;
    const name = from.find((each) => each.identifier === identifier)?.name ?? "";
    const array = (kind === "input" ? values : outputs).get(name);
    invariant(array !== undefined, `forward takes ${identifier}, which nothing feeds`);
    return array;
  });
  net.forward(...arrays, count);
  return outputs;
}

/** A number that comes in: a place of an input, and what the user calls it. */
export interface Feature {
  readonly name: string;
  readonly input: InputCode;
  readonly slot: number;
}

/** The numbers that a network reads; undefined where something else comes in too (classes, indices). */
export function featuresOf(
  { inputs }: ModuleCode,
  columns: Readonly<Record<string, readonly string[]>> = {},
): readonly Feature[] | undefined {
  const read = inputs.filter(({ role }) => role === "input");
  if (read.some(({ classes, domain }) => classes !== undefined || domain.kind === "integer")) return undefined;
  return read.flatMap((input) =>
    Array.from({ length: input.size }, (_, slot): Feature => {
      const own = Object.hasOwn(columns, input.name) ? columns[input.name]?.[slot] : undefined;
      return { name: own ?? (input.size === 1 ? input.name : `${input.name}[${slot}]`), input, slot };
    }),
  );
}

/** Arrays of examples, from a list of values for each feature. */
export function examplesOf(
  features: readonly Feature[],
  columns: readonly ArrayLike<number>[],
): ReadonlyMap<string, Float64Array> {
  const values = new Map<string, Float64Array>();
  for (const [i, { input, slot }] of features.entries()) {
    const column = columns[i] ?? [];
    const array = values.get(input.name) ?? new Float64Array(column.length * input.size);
    values.set(input.name, array);
    for (let row = 0; row < column.length; row++) array[row * input.size + slot] = column[row] ?? NaN;
  }
  return values;
}

/** The values that a feature has in some rows. */
export function columnOf({ input, slot }: Feature, values: ReadonlyMap<string, Values>): Float64Array {
  const array = values.get(input.name) ?? new Float64Array(0);
  return Float64Array.from({ length: array.length / input.size }, (_, row) => array[row * input.size + slot] ?? NaN);
}

/** From the least to the greatest value, and a twentieth of the way beyond; around a single value, half a unit. */
export function rangeOf(values: ArrayLike<number>): readonly [from: number, to: number] {
  let [least, greatest] = [Infinity, -Infinity];
  for (let i = 0; i < values.length; i++) {
    least = Math.min(least, values[i] ?? least);
    greatest = Math.max(greatest, values[i] ?? greatest);
  }
  const margin = (greatest - least) / 20 || 0.5;
  return [least - margin, greatest + margin];
}
