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
  /** By the function. */
  readonly uses: ReadonlyMap<string, Use>;
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
  const items = candidates.map((candidate) => ({ ...candidate, duration: durationOf(candidate) }));
  const layout = place(items, relation);
  const isShared = separate - layout.total >= worthwhile;
  const buffers = candidates.map(({ key, name, size, uses }): PlannedBuffer => {
    const offset = isShared ? layout.offsets.get(key) : undefined;
    return { key, name, size, ...(offset !== undefined && { offset }), uses: [...uses.values()].map(useOf) };
  });
  return { shared: isShared ? layout.total : 0, buffers };
}

function candidatesOf(kernels: readonly Kernel[]): readonly Candidate[] {
  const found = new Map<string, Candidate>();
  for (const kernel of kernels) {
    const { touches, buffers } = timelineOf(kernel);
    for (const [key, { name, size }] of buffers) {
      const known = found.get(key) ?? { key, name, size: 0, uses: new Map(), isKept: false };
      const touched = touches.get(key) ?? [];
      const own = livesOf(touched, key, size);
      const [first, last] = [touched[0], touched.at(-1)];
      const whole = first && last ? [{ from: -Infinity, to: Infinity, first, last }] : [];
      found.set(key, {
        ...known,
        size: Math.max(known.size, size),
        uses: new Map([...known.uses, [kernel.name, { where: kernel.name, size, lives: own ?? whole }]]),
        isKept: known.isKept || own === undefined,
      });
    }
  }
  return [...found.values()];
}

/** What keeps a buffer from lying where another does; nothing where they never meet. Asked of all pairs, of which there may be millions. */
function relation(a: Candidate, b: Candidate): Relation | undefined {
  if (a.isKept || b.isKept) return { mayStartTogether: false, sizes: [[a.size, b.size]] };
  const sizes: (readonly [number, number])[] = [];
  let mayStartTogether = true;
  for (const own of a.uses.values()) {
    const other = b.uses.get(own.where);
    if (other === undefined) continue;
    let meets = false;
    for (const life of own.lives) {
      for (const theirs of other.lives) {
        if (!meet(life, theirs)) continue;
        meets = true;
        mayStartTogether &&= mayReplace(life, a.key, theirs, b.key) || mayReplace(theirs, b.key, life, a.key);
      }
    }
    if (meets) sizes.push([own.size, other.size]);
  }
  return sizes.length === 0 ? undefined : { mayStartTogether, sizes };
}

const durationOf = ({ uses }: Candidate): number =>
  Math.max(...Array.from(uses.values(), ({ lives }) => lives.reduce((sum, { from, to }) => sum + to - from + 1, 0)));

const useOf = ({ where, size, lives }: Use): BufferUse => ({
  where,
  size,
  stretches: lives.map(({ from, to, first, last }) => ({ from, to, nests: [first.nest, last.nest] })),
});
