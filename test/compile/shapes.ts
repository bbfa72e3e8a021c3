import type { Compilation } from "../../src/compile.ts";
import type { Kernel, Statement } from "../../src/ir/kernel.ts";
import { accessesOf, visitStatements } from "../../src/ir/walk.ts";

/** What loops can look like: a random graph that never makes one of these says nothing about it. */
export const LOOP_SHAPES = [
  "written out",
  "plain loops",
  "tiled loops",
  "examples side by side",
  "outputs side by side",
  "columns side by side",
  "rows of a transposed matrix",
  "a block that does not come out even",
  "scratch memory in pieces",
  "several examples added at once",
  "a recurrence in a block of examples",
  "a new value that waits",
  "a fused step",
] as const;
export type LoopShape = (typeof LOOP_SHAPES)[number];

/** Which of them a compilation has. */
export function shapesOf({ kernels }: Compilation): ReadonlySet<LoopShape> {
  const seen = new Set<LoopShape>();
  for (const kernel of kernels) look(kernel, seen);
  return seen;
}

function look({ name, body, choice }: Kernel, seen: Set<LoopShape>): void {
  if (name === "trainStep") seen.add("a fused step");
  for (const form of ["written out", "plain loops", "tiled loops"] as const)
    if (choice.startsWith(form)) seen.add(form);
  if (accessesOf(body).some(({ buffer }) => buffer.name.startsWith("next "))) seen.add("a new value that waits");
  visitStatements(body, (statement) => {
    if (statement.kind !== "for" || statement.step === undefined) return;
    if (statement.extent !== "count" && statement.extent % statement.step !== 0)
      seen.add("a block that does not come out even");
    if (statement.extent === "count") {
      seen.add("examples side by side");
      lookInside(statement.body, seen);
    } else seen.add(isInnermost(statement.body) ? "columns side by side" : "outputs side by side");
    visitStatements(statement.body, (inner) => {
      if (inner.kind !== "store" || inner.mode !== "add" || inner.buffer.storage !== "scratch") return;
      if (inner.at.terms.some(({ index }) => index === statement.index) && isInnermost(statement.body))
        seen.add("rows of a transposed matrix");
    });
  });
}

/** In a block of examples. */
function lookInside(body: readonly Statement[], seen: Set<LoopShape>): void {
  if (accessesOf(body).some(({ buffer }) => buffer.storage === "scratch")) seen.add("scratch memory in pieces");
  visitStatements(body, (statement) => {
    if (statement.kind === "for" && statement.inOrder === true) seen.add("a recurrence in a block of examples");
    if (statement.kind === "store" && statement.mode === "add" && statement.buffer.storage === "gradient")
      if (statement.value.kind === "apply" && statement.value.intrinsic === "add")
        seen.add("several examples added at once");
  });
}

const isInnermost = (body: readonly Statement[]): boolean => {
  let inner = true;
  visitStatements(body, ({ kind }) => {
    inner &&= kind !== "for";
  });
  return inner;
};
