import type { FunctionName } from "./code.ts";

/** What each emitted function does, for its doc comment. */
export const DOCS: Readonly<Record<FunctionName, string>> = {
  forward: "Runs the network in inference mode on `count` examples and writes the outputs. Allocates nothing.",
  backward:
    "Backpropagation over `count` examples: writes ∇J to `gradient` and J to `loss[0]`, regulariser included. Allocates nothing.",
  update: "One step of the optimiser from `gradient` as it stands. Allocates nothing.",
  trainStep:
    "`backward`, then `update`; `loss[0]` is J before the update, and `gradient` is left unspecified. Allocates nothing.",
  process:
    "The next `count` steps of a stream, in inference mode: reads a step of each sequence after another, writes the outputs of each, and leaves the states in `carry` for the call that follows. Allocates nothing.",
  objective: "J over `count` examples, regulariser included. Returns a number, which V8 may have to allocate.",
};
