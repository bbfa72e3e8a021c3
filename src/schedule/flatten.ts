import { constantIndex, loopIndex } from "../ir/affine.ts";
import type { For, Index, Statement } from "../ir/kernel.ts";
import { accessesOf, mapExprs } from "../ir/walk.ts";
import { copyOf } from "./copy.ts";

/**
 * Makes one loop of two that walk through arrays element after element: `for i < 10, for j < 2: a[2i + j] = 0` is `for i < 20: a[i] = 0`. After
 * fusion, which looks for loops of one extent.
 */
export function flatten(body: readonly Statement[]): readonly Statement[] {
  return body.map((statement): Statement => {
    if (statement.kind === "group") return { ...statement, body: flatten(statement.body) };
    return statement.kind === "for" ? flattened({ ...statement, body: flatten(statement.body) }) : statement;
  });
}

/** A loop around nothing but another loop; a comment between them goes outside. */
function flattened(outer: For): Statement {
  const [only] = outer.body;
  if (only === undefined || outer.body.length > 1) return outer;
  if (only.kind === "for") return merged(outer, only) ?? outer;
  const [inner] = only.kind === "group" ? only.body : [];
  if (only.kind !== "group" || inner?.kind !== "for" || only.body.length > 1) return outer;
  const loop = merged(outer, inner);
  return loop === undefined ? outer : { ...only, body: [loop] };
}

function merged(outer: For, inner: For): For | undefined {
  const { extent, index } = inner;
  if (!isWhole(outer) || !isWhole(inner) || typeof extent !== "number" || typeof outer.extent !== "number")
    return undefined;
  if (indicesIn(inner.body).some((at) => strideOf(at, outer.index) !== extent * strideOf(at, index))) return undefined;
  const still = inner.body.map(copyOf(outer.index, constantIndex(0), "", new Set()));
  const body = still.map(copyOf(index, loopIndex(outer.index), "", new Set()));
  return { ...outer, extent: outer.extent * extent, body };
}

const isWhole = ({ step, rest, inOrder }: For): boolean =>
  step === undefined && rest === undefined && inOrder === undefined;

const strideOf = (at: Index, index: string): number => at.terms.find((term) => term.index === index)?.stride ?? 0;

/** Every index that statements use, in memory or as a number. */
function indicesIn(body: readonly Statement[]): readonly Index[] {
  const indices = accessesOf(body).map(({ at }) => at);
  mapExprs(body, (expr) => {
    if (expr.kind === "index") indices.push(expr.at);
    return expr;
  });
  return indices;
}
