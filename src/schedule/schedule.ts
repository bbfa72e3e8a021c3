import type { Kernel, Statement } from "../ir/kernel.ts";
import type { MathNotation } from "../ir/math.ts";
import type { Program } from "../ir/program.ts";
import { visitStatements } from "../ir/walk.ts";
import { COST } from "./cost.ts";
import { forwardStores } from "./forward.ts";
import { fuse } from "./fuse.ts";
import { interchange } from "./interchange.ts";
import { cacheInputs } from "./loads.ts";
import { nestsOf } from "./nests.ts";
import { promote } from "./promote.ts";
import { shareLoads } from "./share.ts";
import { collapseSums } from "./sums.ts";
import { tile } from "./tile.ts";
import { unroll, unrolledBytes } from "./unroll.ts";

/** How a function is written: as the cost model says, written out, in plain loops, or as it says but with plain loops where that is shorter. */
export type Unrolling = "auto" | "always" | "never" | "short";

/** From a program to the loop nests of one function, in the order of the transformations; comments in the notation asked for. */
export function schedule(program: Program, name: string, unrolling: Unrolling, notation: MathNotation = "ops"): Kernel {
  const nests = nestsOf(program, name, notation);
  const form = formOf(nests.body, unrolling);
  // Unrolling comes first: a nest that is written out needs no fusion, and its scratch memory becomes variables.
  const loops = form === "unrolled" ? unroll(nests.body) : form === "tiled" ? interchange(nests.body) : nests.body;
  const fused = fuse(loops);
  // Before forwarding: what becomes a variable need not be forwarded.
  const promoted = promote(fused);
  const forwarded = forwardStores(promoted, namesIn(promoted));
  if (form !== "tiled") return { name, body: cacheInputs(collapseSums(forwarded)) };
  // After fusion, which takes epilogues into the loops; what a tile reads in common is seen once it stands there.
  return { name, body: collapseSums(shareLoads(tile(forwarded))) };
}

function formOf(nests: readonly Statement[], unrolling: Unrolling): "unrolled" | "tiled" | "rolled" {
  if (unrolling === "always") return "unrolled";
  if (unrolling === "never") return "rolled";
  const bytes = unrolledBytes(nests);
  if (unrolling === "short") return bytes > COST.rolledBytes ? "tiled" : "rolled";
  return bytes > COST.unrolledBytes ? "tiled" : "unrolled";
}

function namesIn(body: readonly Statement[]): Set<string> {
  const names = new Set<string>();
  visitStatements(body, (statement) => {
    if (statement.kind === "let") names.add(statement.name);
    if (statement.kind === "store") names.add(statement.buffer.name);
  });
  return names;
}
