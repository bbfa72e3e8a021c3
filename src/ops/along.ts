/** Which axes of an op belong together: read off its meaning, so that no op says it twice. */
import type { Affine, Attributes, Op, Read } from "../ir/op.ts";
import { isFlat, isPosition } from "../ir/op.ts";
import { sizeOf } from "../ir/shape.ts";
import type { Dim, Shape, Type } from "../ir/shape.ts";
import { reshape } from "./views.ts";

/**
 * How an op reads an operand along one axis of its result: element i for element i along the `axis` of the operand; not at all, so that every
 * element reads the same (`undefined`); or otherwise: several elements for one, others, or the index itself.
 */
export type Along = { readonly axis: number } | "otherwise" | undefined;

/**
 * For each operand, how it is read along an axis of the result.
 * @param types of the operands
 */
export function along(op: Op, attributes: Attributes, types: readonly Type[], axis: number): readonly Along[] {
  if (op === reshape) return types.map(({ shape }) => kept(shapeAfter(op, attributes, types), axis, shape));
  const views = viewsOf(op, attributes, types);
  const extent = shapeAfter(op, attributes, types)[axis];
  return types.map((type, operand): Along => {
    const own = views.filter((view) => view.operand === operand);
    if (views.length === 0) return "otherwise";
    const ways = own.map(({ read, written }): Along => {
      if (written === "unknown") return "otherwise";
      const loop = written === "loops" ? axis : loopOf(written[axis]);
      if (loop === undefined) return "otherwise";
      const places = read.flatMap((index, place) => (mentions(index, loop) ? [place] : []));
      const [place, ...more] = places;
      if (place === undefined) return undefined;
      return more.length === 0 && loopOf(read[place]) === loop && type.shape[place] === extent
        ? { axis: place }
        : "otherwise";
    });
    const [first] = ways;
    const same = ways.every((way) => axisOf(way) === axisOf(first));
    return same && !readsPosition(op, attributes, types, axis) ? first : "otherwise";
  });
}

/** The axis of the result along which the elements of an operand's axis stand one by one; undefined where they do not. */
export function resultAxis(
  op: Op,
  attributes: Attributes,
  types: readonly Type[],
  operand: number,
  axis: number,
): number | undefined {
  const found = shapeAfter(op, attributes, types).findIndex((_, candidate) => {
    const way = along(op, attributes, types, candidate)[operand];
    return typeof way === "object" && way.axis === axis;
  });
  return found < 0 ? undefined : found;
}

/** How an operand is read, index by index, and where what is made of it goes: along the op's own loops, or in other places. */
interface View {
  readonly operand: number;
  readonly read: readonly Affine[];
  readonly written: "loops" | "unknown" | readonly Affine[];
}

function viewsOf(op: Op, attributes: Attributes, types: readonly Type[]): readonly View[] {
  const comprehension = op.comprehension?.(types, attributes);
  if (comprehension !== undefined) {
    return comprehension.reads.flatMap((read, operand): readonly View[] => {
      if (isPosition(read)) return [];
      if (isFlat(read)) return [{ operand, read: [], written: "unknown" }];
      return [{ operand, read, written: "loops" }, ...loadedIn(read, "loops")];
    });
  }
  return (op.scatter?.(types, attributes).pieces ?? []).flatMap(({ operand, read, at }): readonly View[] => [
    { operand, read, written: at },
    ...loadedIn(at, at),
  ]);
}

/** Operands whose elements are indices of others. */
const loadedIn = (read: readonly Affine[], written: View["written"]): readonly View[] =>
  read.flatMap(({ loaded }) => (loaded === undefined ? [] : [{ operand: loaded.operand, read: loaded.at, written }]));

const shapeAfter = (op: Op, attributes: Attributes, types: readonly Type[]): Shape => {
  const type = op.infer(types, attributes);
  return typeof type === "string" ? [] : type.shape;
};

/** The loop that an index is, where it is nothing else. */
const loopOf = (index: Affine | undefined): number | undefined => {
  const [term, ...more] = index?.terms ?? [];
  const isPlain = index?.constant === 0 && index.loaded === undefined && more.length === 0 && term?.stride === 1;
  return isPlain ? term.axis : undefined;
};

const mentions = (index: Affine, loop: number): boolean => index.terms.some(({ axis }) => axis === loop);

const axisOf = (way: Along): number | string | undefined => (typeof way === "object" ? way.axis : way);

/** Whether what is computed depends on where along an axis of the result it stands, as that of `iota` does. */
export const readsPosition = (op: Op, attributes: Attributes, types: readonly Type[], axis: number): boolean =>
  (op.comprehension?.(types, attributes).reads ?? []).some(
    (read: Read) => isPosition(read) && mentions(read.position, axis),
  );

/** Elements stay in their order: an axis is the same where as many of them stand before it. */
function kept(to: Shape, axis: number, from: Shape): Along {
  const before = (shape: readonly Dim[], i: number): number => sizeOf(shape.slice(0, i));
  const found = from.findIndex((dim, i) => dim === to[axis] && before(from, i) === before(to, axis));
  return found < 0 ? "otherwise" : { axis: found };
}
