import type { Kernel, Statement } from "../ir/kernel.ts";
import type { MathNotation } from "../ir/math.ts";
import type { Program } from "../ir/program.ts";
import { visitStatements } from "../ir/walk.ts";
import { forwardStores } from "./forward.ts";
import { fuse } from "./fuse.ts";
import { cacheInputs } from "./loads.ts";
import { nestsOf } from "./nests.ts";
import { promote } from "./promote.ts";
import { collapseSums } from "./sums.ts";
import { unroll, unrolledBytes } from "./unroll.ts";

/** `auto` unrolls what stays below the budget. */
export type Unrolling = "auto" | "always" | "never";

/**
 * The most bytecode that one function may have, in estimated bytes. V8 does not optimise a function beyond 61,440 and runs it 30 to 100
 * times slower; the measured crossover with loops lies at some 1,300 multiply-adds, 28 bytes each.
 */
const BUDGET_BYTES = 40_000;

/** From a program to the loop nests of one function, in the order of the transformations; comments in the notation asked for. */
export function schedule(program: Program, name: string, unrolling: Unrolling, notation: MathNotation = "ops"): Kernel {
  const nests = nestsOf(program, name, notation);
  const unrolled = unrolling === "always" || (unrolling === "auto" && unrolledBytes(nests.body) <= BUDGET_BYTES);
  // Unrolling comes first: a nest that is written out needs no fusion, and its scratch memory becomes variables.
  const loops = unrolled ? unroll(nests.body) : nests.body;
  const fused = fuse(loops);
  // Before forwarding: what becomes a variable need not be forwarded.
  const promoted = promote(fused);
  const forwarded = forwardStores(promoted, namesIn(promoted));
  return { name, body: cacheInputs(collapseSums(forwarded)) };
}

function namesIn(body: readonly Statement[]): Set<string> {
  const names = new Set<string>();
  visitStatements(body, (statement) => {
    if (statement.kind === "let") names.add(statement.name);
    if (statement.kind === "store") names.add(statement.buffer.name);
  });
  return names;
}
