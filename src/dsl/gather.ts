/** What is read, and written, at indices. */
import { at } from "../diagnostics/diagnostic.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { GraphNode } from "../ir/graph.ts";
import { shapeText } from "../ir/shape.ts";
import * as indexing from "../ops/indexing.ts";
import { badOption, checkSurplus, isExtent, readOnly, readOperands } from "./arguments.ts";
import { checkIndices, guarded } from "./indices.ts";
import { described, mismatch, mistake } from "./mistakes.ts";
import { composite, fitting, inferred, rowsAxis } from "./nodes.ts";
import type { Shape } from "./shapes.ts";
import { tensorOf } from "./tensor.ts";
import type { Tensor } from "./tensor.ts";

/**
 * A class as a row of zeros with a 1 at its index: [] → [classes], [T] → [T, classes]. So class indices are targets:
 * `softmaxCrossEntropy(z, oneHot(k, 10))` with `k = input("k", [], { element: "int32", domain: [0, 9] })`. A module refuses other
 * indices; it counts hits where the domain has as many values as there are classes. Of indices that are computed, one that is none gives zeros. No gradient passes it. As JAX's and TensorFlow's `one_hot`.
 */
export function oneHot<S extends Shape, const K extends number>(k: Tensor<S>, classes: K): Tensor<readonly [...S, K]>;
export function oneHot(k: Tensor, classes: number, ...more: readonly unknown[]): Tensor {
  const { nodes, wrong } = readOnly("oneHot", [k], more, "indices");
  const odd =
    wrong ?? checkCount("oneHot", "classes", classes) ?? checkIndices("oneHot", at(nodes, 0), classes, "classes");
  if (odd !== undefined) return mistake(odd, nodes, [...(nodes[0]?.shape ?? []), isExtent(classes) ? classes : 1]);
  return tensorOf(composite("oneHot", nodes, fitting(indexing.oneHot, nodes, { classes })));
}

/** T without its first axis, and the axes of I in its place. */
type Gathered<T extends Shape, I extends Shape> = T extends readonly [unknown, ...infer Rest extends Shape]
  ? readonly [...I, ...Rest]
  : Shape;

/**
 * The entries of a tensor at indices, along its first axis: [n, …] at [T] → [T, …], [n] at [] → []; as JAX's `take` with `axis=0`. Where the
 * rows are examples, each has indices of its own: ["m", n] at ["m"] → ["m"]. Indices are an int32 input whose domain lies in the axis, or
 * computed: one that names no entry gives NaN.
 */
export function gather<T extends Shape, I extends Shape>(
  x: Tensor<T>,
  indices: Tensor<I>,
): Tensor<T extends readonly [string, ...Shape] ? Shape : Gathered<T, I>>;
export function gather(x: Tensor, indices: Tensor, ...more: readonly unknown[]): Tensor {
  const table = readOperands("gather", [x]);
  const places = readOperands("gather", [indices], "indices");
  const nodes = [...table.nodes, ...places.nodes];
  const wrong = table.wrong ?? places.wrong ?? checkSurplus("gather", 2, [x, indices, ...more]);
  if (wrong !== undefined) return mistake(wrong, nodes, []);
  const [from, by] = [at(nodes, 0), at(nodes, 1)];
  const batch = rowsAxis(from.shape) === undefined ? 0 : 1;
  const n = from.shape[batch];
  if (typeof n !== "number" || (batch === 1 && rowsAxis(by.shape) !== from.shape[0]))
    return mismatch("gather", noEntries(from, by), nodes, by.shape);
  const odd = checkIndices("gather", by, n, "entries");
  if (odd !== undefined) return mistake(odd, nodes, [...by.shape, ...from.shape.slice(batch + 1)]);
  return tensorOf(composite("gather", nodes, fitting(indexing.gather, [from, guarded(by, n)], { batch })));
}

/** V without the axes of I, and N in their place. */
type Scattered<V extends Shape, I extends Shape, N extends number> = I extends readonly [string, ...Shape]
  ? Shape
  : V extends readonly [...{ readonly [K in keyof I]: unknown }, ...infer Rest extends Shape]
    ? readonly [N, ...Rest]
    : Shape;

/**
 * Sums values into `size` entries at their indices: [T, …] at [T] → [size, …], zeros where no index points; as JAX's `segment_sum`. Indices are
 * an int32 input whose domain lies below `size`, or computed: one that names no entry adds nothing.
 */
export function scatterAdd<V extends Shape, I extends Shape, const N extends number>(
  x: Tensor<V>,
  indices: Tensor<I>,
  size: N,
): Tensor<Scattered<V, I, N>>;
export function scatterAdd(x: Tensor, indices: Tensor, size: number): Tensor {
  const values = readOperands("scatterAdd", [x]);
  const places = readOperands("scatterAdd", [indices], "indices");
  const nodes = [...values.nodes, ...places.nodes];
  const wrong = values.wrong ?? places.wrong ?? checkCount("scatterAdd", "size", size);
  if (wrong !== undefined) return mistake(wrong, nodes, []);
  const [from, by] = [at(nodes, 0), at(nodes, 1)];
  const odd = checkIndices("scatterAdd", by, size, "entries");
  if (odd !== undefined) return mistake(odd, nodes, [size, ...from.shape.slice(by.shape.length)]);
  const batch = rowsAxis(by.shape) === undefined ? 0 : 1;
  const result = inferred(indexing.scatterAdd, [guarded(by, size), from], { batch, extent: size });
  if (typeof result !== "string") return tensorOf(composite("scatterAdd", nodes, result));
  return mismatch("scatterAdd", noValues(from, by), nodes, [size, ...from.shape.slice(by.shape.length)]);
}

const noValues = (from: GraphNode, by: GraphNode): Diagnostic => ({
  code: "shape-mismatch",
  message: `scatterAdd of ${described(from)} at indices ${shapeText(by.shape)}`,
  found: shapeText(from.shape),
  expected: `${shapeText([...by.shape, "…"])}: a value, or a row of them, for each index`,
  hint: "The axes of the indices come first in the values.",
});

const noEntries = (from: GraphNode, by: GraphNode): Diagnostic => ({
  code: "shape-mismatch",
  message: `gather takes entries along an axis, and ${described(from)} has none for indices ${shapeText(by.shape)}`,
  found: `${shapeText(from.shape)} at ${shapeText(by.shape)}`,
  expected: 'a tensor [n, …]; where the rows are examples, ["m", n, …] at ["m", …]',
  hint: "The entries are those of the first axis of an example.",
});

function checkCount(call: string, option: string, value: unknown): Diagnostic | undefined {
  if (isExtent(value)) return undefined;
  const hint = call === "oneHot" ? "As in oneHot(k, 10)." : "As in scatterAdd(values, k, 10).";
  return badOption(call, option, value, "a positive whole number", hint);
}
