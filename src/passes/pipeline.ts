import { at } from "../diagnostics/diagnostic.ts";
import type { Program } from "../ir/program.ts";
import { mapBodies } from "../ir/region.ts";
import { verify } from "../ops/verifier.ts";
import { sinkBroadcasts } from "./broadcasts.ts";
import { removeCopies } from "./copies.ts";
import { eliminateCommon } from "./cse.ts";
import { eliminateDead } from "./dead.ts";
import { expandDerived } from "./expand.ts";
import { useInputFacts } from "./facts.ts";
import { foldConstants } from "./fold.ts";
import { scaleFactors } from "./scale.ts";
import { rematerialise } from "./rematerialise.ts";
import { simplify } from "./simplify.ts";
import { mergeSums } from "./sums.ts";
import { tidyNames } from "./tidy.ts";

/** A pass: a pure function with a name to blame. */
export interface Pass {
  readonly name: string;
  readonly run: (program: Program) => Program;
}

/** What is done to a differentiated program, over and over until nothing changes. */
export const SIMPLIFICATIONS: readonly Pass[] = [
  // First: the other passes look for ops by name and would stumble over copies; adjoints get their names here.
  { name: "copies", run: removeCopies },
  // Before the algebra, which looks for literals.
  { name: "fold", run: foldConstants },
  { name: "facts", run: useInputFacts },
  { name: "simplify", run: simplify },
  // After the algebra: it moves signs and factors next to the scalars that are then computed once.
  { name: "broadcasts", run: sinkBroadcasts },
  // After the rewrites, which bring equal terms to equal form.
  { name: "cse", run: eliminateCommon },
  // Last: what the others left unread.
  { name: "dead", run: eliminateDead },
];

/** Ops without loops of their own become others. After differentiation, and after the rules that recognise them. */
const EXPANSIONS: readonly Pass[] = [{ name: "expand", run: expandDerived }];

/** When everything has settled. */
const FINISH: readonly Pass[] = [{ name: "tidy", run: tidyNames }];

const ROUNDS = 10;

/** Runs passes in order, checking the program after each; a pass that finds nothing to do returns the program that it was given. */
export const runPasses = (program: Program, passes: readonly Pass[]): Program =>
  passes.reduce((current, pass) => {
    const next = pass.run(current);
    return next === current ? current : verify(next, pass.name);
  }, program);

/** Simplifies until every pass, one after the other, has found nothing to do. */
function settle(program: Program): Program {
  const all = SIMPLIFICATIONS.length;
  let current = program;
  let idle = 0;
  for (let run = 0; idle < all && run < ROUNDS * all; run++) {
    const next = runPasses(current, [at(SIMPLIFICATIONS, run % all)]);
    idle = next === current ? idle + 1 : 0;
    current = next;
  }
  return current;
}

/** What a step of one example may do, as it never stores the gradient: the order of the factors of a product is free, as that of its sums. */
const FUSION: readonly Pass[] = [
  { name: "scale", run: scaleFactors },
  // α·d of the weights is α·d of the biases.
  { name: "cse", run: eliminateCommon },
  { name: "dead", run: eliminateDead },
];

/** Prepares an optimised training step of one example. */
export const fuseUpdate = (program: Program): Program => runPasses(program, FUSION);

/** What saves memory, and costs time. */
const ECONOMY: readonly Pass[] = [
  { name: "sums", run: mergeSums },
  // After all passes that look for equal terms: they would undo it.
  { name: "rematerialise", run: rematerialise },
  { name: "dead", run: eliminateDead },
];

/** Prepares an optimised program for little memory. */
export const economise = (program: Program): Program => runPasses(program, ECONOMY);

/** The whole optimiser. Bodies are programs of their own, and come first: what they are made of does not change outside. */
export const optimise = (program: Program): Program =>
  runPasses(settle(runPasses(settle(verify(mapBodies(program, optimise), "what came before")), EXPANSIONS)), FINISH);
