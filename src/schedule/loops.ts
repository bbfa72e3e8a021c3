import { at, invariant } from "../diagnostics/diagnostic.ts";
import { addIndex, constantIndex, loopIndex, scaleIndex } from "../ir/affine.ts";
import type { Buffer, Index, Statement } from "../ir/kernel.ts";
import type { Affine } from "../ir/op.ts";
import { COUNT, stridesOf } from "../ir/shape.ts";
import type { Dim, Shape } from "../ir/shape.ts";

/** The variable of the loop over examples; the loops inside are called i, j, k, l by their depth. */
export const EXAMPLE = "n";
/** The variable of the loop over the steps of a function's recurrences: step, step2, … */
export const stepName = (number: number): string => (number === 1 ? "step" : `step${number}`);
const INDEX_NAMES = "ijkl";

const indexName = (depth: number): string => INDEX_NAMES[depth] ?? `i${depth}`;

/** The axes that get loops of their own: all but the examples'. */
export const loopsOf = (shape: Shape): readonly Dim[] => shape.filter((dim) => dim !== COUNT);

/** One index an axis: the example, or the loop of that depth. Axes of one element need no loop. */
export function outputIndices(shape: Shape, depth: number): readonly Index[] {
  let next = depth;
  return shape.map((dim) => {
    if (dim === COUNT) return loopIndex(EXAMPLE);
    const name = indexName(next++);
    return dim === 1 ? constantIndex(0) : loopIndex(name);
  });
}

/** Loops around statements, one for each of the extents. */
export function nest(extents: readonly Dim[], depth: number, statements: readonly Statement[]): readonly Statement[] {
  return extents.reduceRight<readonly Statement[]>((body, extent, i) => {
    if (extent === 1) return body;
    invariant(typeof extent === "number", "a loop over the examples stands inside a nest");
    return [{ kind: "for", index: indexName(depth + i), extent, body }];
  }, statements);
}

/** An index over the axes of a comprehension, at a point of them. */
export const indexAt = (index: Affine, point: readonly Index[]): Index =>
  index.terms.reduce(
    (sum, { axis, stride }) => addIndex(sum, scaleIndex(at(point, axis), stride)),
    constantIndex(index.constant),
  );

/** Row-major; only the caller's arrays hold more than one example. */
export function flatIndex(shape: Shape, home: Buffer, indices: readonly Index[]): Index {
  const strides = stridesOf(shape);
  const manyExamples = home.storage === "input" || home.storage === "output";
  return shape.reduce<Index>((sum, dim, axis) => {
    if (dim === COUNT && !manyExamples) return sum;
    return addIndex(sum, scaleIndex(at(indices, axis), at(strides, axis)));
  }, constantIndex(0));
}
