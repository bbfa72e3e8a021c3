import type { Kernel } from "../../ir/kernel.ts";
import type { BufferUse, MemoryPlan, PlannedBuffer } from "../../ir/memory.ts";
import { mayReplace } from "./inPlace.ts";
import { livesOf, meet } from "./lifetimes.ts";
import type { Life } from "./lifetimes.ts";
import { place } from "./place.ts";
import type { Relation } from "./place.ts";
import { timelineOf } from "./timeline.ts";

/** Elements that sharing has to save: a view takes more text than an array, and memory of its own reads better. */
const WORTHWHILE = 128;

/** What a function needs of a buffer, and when. */
interface Use {
  readonly where: string;
  readonly size: number;
  readonly lives: readonly Life[];
}

interface Candidate {
  readonly key: string;
  readonly name: string;
  readonly size: number;
  readonly uses: readonly Use[];
  /** It holds something from one call to the next, or may do so. */
  readonly isKept: boolean;
}

/**
 * Where the scratch buffers of a module's functions lie. Each function is a call of its own, in which nothing is left from the last one, so buffers of
 * different functions may overlap; those of one function where they are not needed at the same time, or where one takes the place of the
 * other element by element.
 * @param worthwhile elements that sharing has to save
 */
export function planMemory(kernels: readonly Kernel[], worthwhile: number = WORTHWHILE): MemoryPlan {
  const candidates = candidatesOf(kernels);
  const separate = candidates.reduce((sum, { size }) => sum + size, 0);
  const relations = new Map(
    candidates.map((a) => [a.key, candidates.flatMap((b) => (a === b ? [] : relation(a, b)))] as const),
  );
  const items = candidates.map(({ key, size, uses }) => ({ key, size, duration: durationOf(uses) }));
  const layout = place(items, relations);
  const isShared = separate - layout.total >= worthwhile;
  const buffers = candidates.map(({ key, name, size, uses }): PlannedBuffer => {
    const offset = isShared ? layout.offsets.get(key) : undefined;
    return { key, name, size, ...(offset !== undefined && { offset }), uses: uses.map(useOf) };
  });
  return { shared: isShared ? layout.total : 0, buffers };
}

function candidatesOf(kernels: readonly Kernel[]): readonly Candidate[] {
  const found = new Map<string, Candidate>();
  for (const kernel of kernels) {
    const { moments, buffers } = timelineOf(kernel);
    for (const [key, { name, size }] of buffers) {
      const known = found.get(key) ?? { key, name, size: 0, uses: [], isKept: false };
      const own = livesOf(moments, key, size);
      const touched = moments.filter(({ keys }) => keys.has(key));
      const [first, last] = [touched[0], touched.at(-1)];
      const whole = first && last ? [{ from: -Infinity, to: Infinity, first, last }] : [];
      found.set(key, {
        ...known,
        size: Math.max(known.size, size),
        uses: [...known.uses, { where: kernel.name, size, lives: own ?? whole }],
        isKept: known.isKept || own === undefined,
      });
    }
  }
  return [...found.values()];
}

/** What keeps a buffer from lying where another does; nothing where they never meet. */
function relation(a: Candidate, b: Candidate): readonly Relation[] {
  if (a.isKept || b.isKept) return [{ key: b.key, mayStartTogether: false, sizes: [[a.size, b.size]] }];
  const sizes: (readonly [number, number])[] = [];
  let mayStartTogether = true;
  for (const own of a.uses) {
    const other = b.uses.find(({ where }) => where === own.where);
    const meetings = (other?.lives ?? []).flatMap((theirs) =>
      own.lives.filter((life) => meet(life, theirs)).map((life) => [life, theirs] as const),
    );
    if (other === undefined || meetings.length === 0) continue;
    sizes.push([own.size, other.size]);
    mayStartTogether &&= meetings.every(
      ([life, theirs]) => mayReplace(life, a.key, theirs, b.key) || mayReplace(theirs, b.key, life, a.key),
    );
  }
  return sizes.length === 0 ? [] : [{ key: b.key, mayStartTogether, sizes }];
}

const durationOf = (uses: readonly Use[]): number =>
  Math.max(...uses.map(({ lives }) => lives.reduce((sum, { from, to }) => sum + to - from + 1, 0)));

const useOf = ({ where, size, lives }: Use): BufferUse => ({
  where,
  size,
  stretches: lives.map(({ from, to, first, last }) => ({ from, to, nests: [first.nest, last.nest] })),
});
