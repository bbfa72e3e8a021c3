/** The elements of a tensor in another shape, and with zeros around them. */
import { at } from "../diagnostics/diagnostic.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { GraphNode } from "../ir/graph.ts";
import { shapeText, sizeOf } from "../ir/shape.ts";
import { pad as padOp } from "../ops/slices.ts";
import { reshape as reshapeOp } from "../ops/views.ts";
import { badOption, isExtent, readOnly, readOperands, readShape } from "./arguments.ts";
import { described, mismatch, mistake } from "./mistakes.ts";
import { composite, exampleAxes, fitting, inferred, rowsAxis } from "./nodes.ts";
import type { Flat, Loose, Shape } from "./shapes.ts";
import { tensorOf } from "./tensor.ts";
import type { Tensor } from "./tensor.ts";

/** The same elements in the same (row-major) order, in another shape of as many: [6] → [2, 3], and ["m", 6] → ["m", 2, 3]. */
export function reshape<const S extends Shape>(x: Tensor, shape: S): Tensor<S>;
export function reshape(x: Tensor, shape: Shape): Tensor {
  const { nodes, wrong } = readOperands("reshape", [x], "indices");
  const read = readShape("reshape", shape, true);
  const odd = wrong ?? read.wrong;
  if (odd !== undefined) return mistake(odd, nodes, read.shape);
  const result = inferred(reshapeOp, nodes, { shape: read.shape });
  if (typeof result !== "string") return tensorOf(result);
  return mismatch("reshape", otherSize(at(nodes, 0), read.shape), nodes, read.shape);
}

function otherSize(node: GraphNode, shape: Shape): Diagnostic {
  const message = `reshape of ${described(node)} to ${shapeText(shape)}`;
  const [found, expected] = [node.shape, shape].map(sizeOf);
  if (found !== expected) {
    const hint = "A reshape keeps the number of elements.";
    return {
      code: "shape-mismatch",
      message,
      found: `${found} elements`,
      expected: `a shape of ${found}, not of ${expected}`,
      hint,
    };
  }
  const rows = rowsAxis(node.shape);
  const [want, hint] =
    rows === undefined
      ? ["no axis of examples", "A graph describes one example: name the axis in the inputs, or nowhere."]
      : [`the axis of examples, ${rows}, first`, "A reshape leaves the axis of examples where it is."];
  return { code: "shape-mismatch", message, found: shapeText(shape), expected: want, hint };
}

/** All elements of an example in one vector: [8, 4, 4] → [128]. */
export function flatten<S extends Shape>(x: Tensor<S>): Tensor<Flat<S>>;
export function flatten(x: Tensor, ...more: readonly unknown[]): Tensor {
  const { nodes, wrong } = readOnly("flatten", [x], more, "indices");
  if (wrong !== undefined) return mistake(wrong, nodes, [1]);
  const { shape } = at(nodes, 0);
  const rows = rowsAxis(shape);
  const flat = [...(rows === undefined ? [] : [rows]), sizeOf(shape)];
  return tensorOf(composite("flatten", nodes, fitting(reshapeOp, nodes, { shape: flat })));
}

/** Zeros around a tensor: `padding` holds, for every axis, how many come before and after. [3] with [[1, 2]] → [6]. */
export function pad<S extends Shape>(
  x: Tensor<S>,
  padding: readonly (readonly [before: number, after: number])[],
): Tensor<Loose<S>>;
export function pad(x: Tensor, padding: unknown): Tensor {
  const { nodes, wrong } = readOperands("pad", [x]);
  if (wrong !== undefined) return mistake(wrong, nodes, []);
  const node = at(nodes, 0);
  const axes = exampleAxes(node.shape).length;
  const pairs = Array.isArray(padding) ? Array.from(padding, readPair) : [];
  if (pairs.length === axes && pairs.every((pair) => pair !== undefined)) return tensorOf(padded(node, pairs));
  const expected = `[before, after] for each axis of ${described(node)}, ${axes} in all`;
  const hint = "As in pad(x, [[1, 1], [0, 2]]): a row of zeros above and below, two columns on the right.";
  return mismatch("pad", badOption("pad", "padding", padding, expected, hint), nodes, node.shape);
}

type Pair = readonly [before: number, after: number];

const isCount = (value: unknown): value is number => value === 0 || isExtent(value);

function readPair(given: unknown): Pair | undefined {
  if (!Array.isArray(given) || given.length !== 2) return undefined;
  const [before, after]: readonly unknown[] = given;
  return isCount(before) && isCount(after) ? [before, after] : undefined;
}

/** Zeros before and after each axis of an example. */
export function padded(node: GraphNode, pairs: readonly Pair[]): GraphNode {
  if (pairs.every(([before, after]) => before === 0 && after === 0)) return node;
  const axes = exampleAxes(node.shape);
  const around = node.shape.map((_, axis): Pair => pairs[axes.indexOf(axis)] ?? [0, 0]);
  return fitting(padOp, [node], {
    shape: node.shape.map((dim, axis) => {
      const [before, after] = at(around, axis);
      return typeof dim === "number" ? before + dim + after : dim;
    }),
    starts: around.map(([before]) => before),
    steps: around.map(() => 1),
  });
}
