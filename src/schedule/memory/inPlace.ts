import { bufferKey } from "../../ir/kernel.ts";
import type { For, Index } from "../../ir/kernel.ts";
import type { Life } from "./lifetimes.ts";
import type { Moment } from "./timeline.ts";

/**
 * Whether one buffer may lie exactly where another does, though their lives meet: in one loop nest only, with which the old one ends and the new
 * one begins, and which goes over the elements of both alike, each once, reading the old before it writes the new.
 */
export function mayReplace(old: Life, oldKey: string, next: Life, nextKey: string): boolean {
  if (old.last !== next.first || old.last.inside.length === 0) return false;
  const nest = nestOf(old.last, oldKey, nextKey);
  if (nest === undefined) return false;
  const accesses = nest.body.flatMap((moment, i) =>
    moment.accesses.flatMap(({ buffer, at, kind }) => {
      const key = bufferKey(buffer);
      if (key !== oldKey && key !== nextKey) return [];
      return [{ isOld: key === oldKey, at, kind, time: 2 * i + (kind === "store" ? 1 : 0) }];
    }),
  );
  const constants = new Set(accesses.map(({ at }) => at.constant));
  const [sample] = accesses;
  if (sample === undefined || accesses.some(({ at }) => movement(at) !== movement(sample.at))) return false;
  // An index that is loaded inside may be the same again.
  if (sample.at.terms.some(({ index }) => nest.constants.has(index))) return false;
  if (!goesOnce(sample.at, [...constants], nest.loops)) return false;
  return [...constants].every((constant) => {
    const here = accesses.filter(({ at }) => at.constant === constant);
    const first = here.find(({ isOld }) => !isOld);
    if (first === undefined) return true;
    return first.kind === "store" && here.every(({ isOld, time }) => !isOld || time < first.time);
  });
}

interface Nest {
  readonly loops: readonly For[];
  readonly body: readonly Moment[];
  /** The constants that it declares. */
  readonly constants: ReadonlySet<string>;
}

/** The loops around all that touches either buffer, where that stands in one body. */
function nestOf(moment: Moment, oldKey: string, nextKey: string): Nest | undefined {
  const { statement, inside } = moment;
  if (statement.kind !== "for" || statement.extent === "count" || statement.inOrder === true) return undefined;
  const uses = inside.filter(({ touches }) => touches.has(oldKey) || touches.has(nextKey));
  const [only] = uses;
  const constants = inside.flatMap(({ statement: each }) => (each.kind === "let" ? [each.name] : []));
  if (uses.every((use) => use.inside.length === 0))
    return { loops: [statement], body: inside, constants: new Set(constants) };
  const inner = uses.length === 1 && only !== undefined ? nestOf(only, oldKey, nextKey) : undefined;
  return (
    inner && {
      loops: [statement, ...inner.loops],
      body: inner.body,
      constants: new Set([...constants, ...inner.constants]),
    }
  );
}

const movement = ({ terms }: Index): string =>
  terms
    .map(({ index, stride }) => `${index}*${stride}`)
    .sort()
    .join("+");

/** Elements that are counted before the answer is no. */
const PATIENCE = 1_000_000;

/** Whether the iterations of loops and the constants lead to places that all differ. */
function goesOnce({ terms }: Index, constants: readonly number[], loops: readonly For[]): boolean {
  const strides = new Map(terms.map(({ index, stride }) => [index, stride]));
  let places = constants;
  for (const { index, extent, step = 1 } of loops) {
    const stride = strides.get(index) ?? 0;
    strides.delete(index);
    const turns = extent === "count" ? 0 : Math.floor(extent / step);
    if (turns * places.length > PATIENCE) return false;
    places = Array.from({ length: turns }, (_, i) => i * step * stride).flatMap((by) =>
      places.map((place) => place + by),
    );
  }
  // What is left moves with a loop further out, which stands still here.
  return new Set(places).size === places.length;
}
