import type { Kernel, Statement } from "../ir/kernel.ts";
import type { MathNotation } from "../ir/math.ts";
import type { Program } from "../ir/program.ts";
import { visitStatements } from "../ir/walk.ts";
import { COST } from "./cost.ts";
import { flatten } from "./flatten.ts";
import { forwardStores } from "./forward.ts";
import { fuse } from "./fuse.ts";
import { interchange } from "./interchange.ts";
import { cacheInputs } from "./loads.ts";
import { nestsOf } from "./nests.ts";
import { promote } from "./promote.ts";
import { shareLoads } from "./share.ts";
import { longest, split } from "./split.ts";
import { collapseSums } from "./sums.ts";
import { tile } from "./tile.ts";
import { codeBytes, unroll, unrolledBytes, writtenBytes } from "./unroll.ts";

/** How a function is written: as the cost model says, written out, in plain loops, or as it says but with plain loops where that is shorter. */
export type Unrolling = "auto" | "always" | "never" | "short";

/** How many examples may go side by side; each takes memory of its own. */
const BLOCKS: readonly number[] = [COST.examples, 1];

/**
 * From a program to the loop nests of one function, in the order of the transformations; comments in the notation asked for.
 * @param blocks how many examples may go side by side, the first choice first
 */
export function schedule(
  program: Program,
  name: string,
  unrolling: Unrolling,
  notation: MathNotation = "ops",
  blocks: readonly number[] = BLOCKS,
): Kernel {
  const nests = nestsOf(program, name, notation).body;
  const { form: wish, why } = formOf(nests, unrolling);
  const untiled = wish === "tiled" ? [] : transformed(nests, wish);
  // What cannot be cut, outside the loop over the examples, is not written out either.
  const form = wish === "unrolled" && longest(untiled) > COST.functionBytes ? "tiled" : wish;
  if (form !== "tiled") {
    const pieces = longest(untiled) < codeBytes(untiled) ? ", in pieces" : "";
    return { name, body: untiled, choice: `${WORDS[form]}${pieces}: ${why}` };
  }
  // Tiles multiply the code: fewer of them, or none, where V8 would not optimise a function that long.
  for (const examples of blocks) {
    const tiled = transformed(nests, form, examples);
    const size = examples === 1 ? "single examples" : `blocks of ${examples} examples`;
    if (longest(tiled) <= COST.functionBytes) return { name, body: tiled, choice: `${WORDS[form]}, ${size}: ${why}` };
  }
  // Eight pieces of four examples side by side gained a tenth, for half as much code again.
  const pieces = split(transformed(nests, form), COST.partBytes);
  if (longest(pieces) <= COST.functionBytes)
    return { name, body: pieces, choice: `${WORDS[form]}, single examples, in pieces: ${why}` };
  const limit = `tiles would take more than ${bytesText(COST.functionBytes)}, which V8 does not optimise`;
  return { name, body: transformed(nests, "rolled"), choice: `${WORDS.rolled}: ${limit}` };
}

const WORDS = { unrolled: "written out", tiled: "tiled loops", rolled: "plain loops" } as const;

const bytesText = (bytes: number): string => `${Math.round(bytes).toLocaleString("en")} bytes of bytecode`;

type Form = "unrolled" | "tiled" | "rolled";

function transformed(nests: readonly Statement[], form: Form, examples: number = 1): readonly Statement[] {
  // Unrolling comes first: a nest that is written out needs no fusion, and its scratch memory becomes variables.
  const loops = form === "unrolled" ? unroll(nests) : form === "tiled" ? interchange(nests) : nests;
  const fused = fuse(loops);
  // Before forwarding: what becomes a variable need not be forwarded.
  const promoted = promote(fused);
  const forwarded = flatten(forwardStores(promoted, namesIn(promoted)));
  if (form === "unrolled") {
    const written = cacheInputs(collapseSums(forwarded));
    return codeBytes(written) > COST.unrolledBytes ? split(written, COST.partBytes) : written;
  }
  if (form === "rolled") return cacheInputs(collapseSums(forwarded));
  // After fusion, which takes epilogues into the loops; what a tile reads in common is seen once it stands there.
  return collapseSums(shareLoads(tile(forwarded, examples)));
}

function formOf(nests: readonly Statement[], unrolling: Unrolling): { readonly form: Form; readonly why: string } {
  const bytes = unrolling === "always" ? writtenBytes(nests) : unrolledBytes(nests);
  const estimate = `an estimated ${bytesText(bytes)}`;
  if (unrolling === "always") {
    if (bytes <= COST.writtenBytes) return { form: "unrolled", why: `asked for, ${estimate}` };
    const limit = COST.writtenBytes.toLocaleString("en");
    return { form: "tiled", why: `${estimate} written out, more than ${limit}` };
  }
  if (unrolling === "never") return { form: "rolled", why: "written out it would take " + estimate };
  const short = unrolling === "short";
  const limit = short ? COST.rolledBytes : COST.unrolledBytes;
  const form = bytes > limit ? "tiled" : short && bytes > COST.tinyBytes ? "rolled" : "unrolled";
  return {
    form,
    why: `${estimate} written out, ${bytes > limit ? "more than" : "at most"} ${limit.toLocaleString("en")}`,
  };
}

function namesIn(body: readonly Statement[]): Set<string> {
  const names = new Set<string>();
  visitStatements(body, (statement) => {
    if (statement.kind === "let") names.add(statement.name);
    if (statement.kind === "store") names.add(statement.buffer.name);
  });
  return names;
}
