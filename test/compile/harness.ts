import { compile } from "../../src/compile.ts";
import type { Compilation, Style } from "../../src/compile.ts";
import type { Network, SourceNotes } from "../../src/ir/graph.ts";
import type { ModuleCode } from "../../src/targets/typescript/code.ts";
import { instantiate } from "./emitted.ts";
import type { Emitted } from "./emitted.ts";

export const STYLES: readonly Style[] = ["auto", "rolled", "unrolled", "readable"];

export const compiled = (network: Network, style: Style, notes: SourceNotes = new Map()): Compilation =>
  compile(network, notes, { precision: "f64", style, inferenceOnly: false });

export const compiledSingle = (network: Network, style: Style): Compilation =>
  compile(network, new Map(), { precision: "f32", style, inferenceOnly: false });

/** Numbers between −1 and 1, the same on every machine. */
function randomNumbers(seed: number): (size: number) => Float64Array {
  let state = seed | 0;
  const next = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return (state >>> 8) / 2 ** 23 - 1;
  };
  for (let i = 0; i < 8; i++) next();
  return (size) => Float64Array.from({ length: size }, next);
}

export type Arrays = Readonly<Record<string, Float64Array>>;

/** An instance and rows for it: parameters and inputs drawn at random, targets between 0 and 1. */
export interface Trial {
  readonly code: ModuleCode;
  readonly net: Emitted;
  readonly rows: Arrays;
  readonly count: number;
}

/** @param reach of the parameters */
export function trial({ code }: Compilation, count: number, seed: number, reach: number = 1): Trial {
  const net = instantiate(code);
  const random = randomNumbers(seed);
  net.parameters.set(random(net.parameters.length).map((value) => value * reach));
  // A scale near 0 would make everything huge; a variance has no root below it.
  for (const { name, role, trainable, offset, size } of code.parameters) {
    const isVariance = !trainable && name.endsWith(".variance");
    if (role !== "scale" && !isVariance) continue;
    for (let i = offset; i < offset + size; i++) net.parameters[i] = 1 + (net.parameters[i] ?? 0) / 2;
  }
  const rows = code.inputs.map(({ name, role, size, domain }) => {
    const values = random(size * count);
    if (domain.kind === "oneHot") return [name, oneHot(values, size)] as const;
    if (domain.kind === "integer")
      return [name, values.map((v) => domain.from + Math.min(2, Math.floor(Math.abs(v) * 3)))] as const;
    return [name, role === "target" ? values.map(Math.abs) : values] as const;
  });
  return { code, net, rows: Object.fromEntries(rows), count };
}

/** One class of so many for each row: the largest of its numbers. */
const oneHot = (values: Float64Array, classes: number): Float64Array =>
  values.map((value, i) => {
    const first = i - (i % classes);
    return Number(value === Math.max(...values.subarray(first, first + classes)));
  });

/** Some of the rows. */
export const rowsFrom = ({ code, rows }: Trial, from: number, to: number): Arrays =>
  Object.fromEntries(
    code.inputs.map(({ name, size }) => [name, (rows[name] ?? new Float64Array()).slice(from * size, to * size)]),
  );

/** Empty arrays for the outputs: NaN, so that an element that is not written is seen. */
export const outputsOf = ({ code }: Trial, count: number): Arrays =>
  Object.fromEntries(code.outputs.map(({ name, size }) => [name, new Float64Array(size * count).fill(NaN)]));

/** What the interpreter binds, by the names of slots: the instance's present parameters and state, and rows. */
export function bindingsOf({ code, net }: Trial, rows: Arrays): Record<string, Float64Array> {
  const parts = (
    list: readonly { readonly name: string; readonly offset: number; readonly size: number }[],
    array: Float64Array,
  ) => list.map(({ name, offset, size }) => [name, array.slice(offset, offset + size)] as const);
  const hyper = code.hyperparameters.map(({ name }, i) => [name, net.hyper.slice(i, i + 1)] as const);
  return {
    ...Object.fromEntries([...hyper, ...parts(code.parameters, net.parameters), ...parts(code.state, net.state)]),
    ...rows,
  };
}

/** A flat array of parameters or states put together from the interpreter's results; what has none keeps its value. */
export function assembled(
  kind: "gradient" | "replace",
  list: ModuleCode["parameters"] | ModuleCode["state"],
  results: ReadonlyMap<string, Float64Array>,
  before: Float64Array,
): Float64Array {
  const flat = before.slice();
  for (const { name, offset } of list) flat.set(results.get(`${kind} ${name}`) ?? [], offset);
  return flat;
}

/** The largest difference between two arrays, relative to the largest element, or to 1. NaN differs from everything. */
export function difference(found: ArrayLike<number>, want: ArrayLike<number>): number {
  if (found.length !== want.length) return Infinity;
  let [largest, scale] = [0, 1];
  for (let i = 0; i < want.length; i++) {
    const gap = Math.abs((found[i] ?? NaN) - (want[i] ?? NaN));
    largest = Math.max(largest, Number.isNaN(gap) ? Infinity : gap);
    scale = Math.max(scale, Math.abs(want[i] ?? 0));
  }
  return largest / scale;
}
