import { removeCopies } from "../../src/passes/copies.ts";
import type { Program } from "../../src/ir/program.ts";
import { batch } from "../../src/passes/batch.ts";
import { sinkBroadcasts } from "../../src/passes/broadcasts.ts";
import { eliminateCommon } from "../../src/passes/cse.ts";
import { eliminateDead } from "../../src/passes/dead.ts";
import { expandDerived } from "../../src/passes/expand.ts";
import { useInputFacts } from "../../src/passes/facts.ts";
import { foldConstants } from "../../src/passes/fold.ts";
import { nameLayers } from "../../src/passes/layers.ts";
import { foldTransposes } from "../../src/passes/products.ts";
import { rematerialise } from "../../src/passes/rematerialise.ts";
import { scaleFactors } from "../../src/passes/scale.ts";
import { simplify } from "../../src/passes/simplify.ts";
import { stabilise } from "../../src/passes/stabilise.ts";
import { stepOf } from "../../src/passes/step.ts";
import { mergeSums } from "../../src/passes/sums.ts";
import { tidyNames } from "../../src/passes/tidy.ts";
import { passCases } from "./cases.ts";

const here = import.meta.url;

/** The text form does not say which steps no derivation shows: in these cases, those called step…. */
const hidingSteps = (program: Program): Program => ({
  ...program,
  instructions: program.instructions.map((instruction) =>
    instruction.results.some(({ name }) => name.startsWith("step"))
      ? { ...instruction, origin: { ...instruction.origin, shown: false } }
      : instruction,
  ),
});

/** Nor does it say what belongs to the way back: in these cases, the adjoints, and what is called s. */
const onTheWayBack = (program: Program): Program => ({
  ...program,
  instructions: program.instructions.map((instruction) =>
    instruction.results.some(({ name }) => name.endsWith("Bar") || name === "s")
      ? { ...instruction, origin: { ...instruction.origin, phase: "adjoint" } }
      : instruction,
  ),
});

passCases(here, "copies.cases.txt", (program) => removeCopies(hidingSteps(program)));
passCases(here, "fold.cases.txt", foldConstants);
passCases(here, "facts.cases.txt", useInputFacts);
passCases(here, "simplify.cases.txt", simplify);
passCases(here, "broadcasts.cases.txt", sinkBroadcasts);
passCases(here, "cse.cases.txt", eliminateCommon);
passCases(here, "dead.cases.txt", eliminateDead);
passCases(here, "products.cases.txt", foldTransposes);
passCases(here, "expand.cases.txt", expandDerived);
passCases(here, "tidy.cases.txt", tidyNames);
passCases(here, "layers.cases.txt", (program) => nameLayers(program));
passCases(here, "stabilise.cases.txt", stabilise);
passCases(here, "batch.cases.txt", batch);
passCases(here, "scale.cases.txt", scaleFactors);
passCases(here, "step.cases.txt", (program) => stepOf(program).step);
passCases(here, "sums.cases.txt", mergeSums);
passCases(here, "rematerialise.cases.txt", (program) => rematerialise(onTheWayBack(program)));
