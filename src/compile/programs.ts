import { differentiate } from "../differentiate/differentiate.ts";
import { derivativeClaims } from "../differentiate/claims.ts";
import { expandDerivatives } from "../differentiate/expand.ts";
import { holdDifferentiated } from "../differentiate/hold.ts";
import { requireGradients } from "../differentiate/required.ts";
import type { DerivativeClaims } from "../ir/claims.ts";
import type { Network, SourceNotes } from "../ir/graph.ts";
import type { ParameterSlot, Program, Result, StateSlot, Value } from "../ir/program.ts";
import { lower } from "../lower/lower.ts";
import { addObjective } from "../lower/objective.ts";
import type { Examples } from "../lower/objective.ts";
import { addUpdate, updateProgram } from "../lower/optimizer.ts";
import { addPenalty } from "../lower/penalty.ts";
import { batch, namesExamples } from "../passes/batch.ts";
import { eliminateDead } from "../passes/dead.ts";
import { hasModes, settleMode } from "../passes/modes.ts";
import type { Mode } from "../passes/modes.ts";
import { fuseUpdate, optimise } from "../passes/pipeline.ts";
import { stepOf } from "../passes/step.ts";
import type { Stepped } from "../passes/step.ts";
import { stabilise } from "../passes/stabilise.ts";

/** All that a network is turned into, up to where loops are made of it. */
export interface Programs {
  /** The naive op list of one example: what people read. */
  readonly ops: Program;
  /** What differences should show of the derivatives that the graph asks for. */
  readonly derivatives: DerivativeClaims;
  /** The naive op list followed by its adjoint; absent where nothing is trained. */
  readonly adjoint?: Program;
  /** What `forward` and `objective` are to compute: the stabilised list of one example, with J; of all where it names the examples. */
  readonly meaning: Program;
  /** The whole training step: stabilised, batched, differentiated, optimised; outputs alone where nothing is trained. */
  readonly whole: Program;
  /** The same as it predicts; another one only where `modes` says so. */
  readonly measured: Program;
  /** Whether prediction and training differ, as with dropout: `objective` then measures what `backward` does not. */
  readonly modes: boolean;
  /** One step of a network that is `stateful`; its states are slots. */
  readonly stepped?: Stepped;
  readonly training?: Training;
}

/** The parts of a step that are programs of their own. */
export interface Training {
  /** J, its gradient, and the statistics of the batch. */
  readonly backward: Program;
  /** The new parameters, from the gradient as it stands. */
  readonly update: Program;
  /** Both in one, for one example. */
  readonly fused: () => Program;
  /** Whether the axis of examples is the user's own. */
  readonly namesExamples: boolean;
}

/** From the graph to optimised programs. Throws a DiagnosticError with all mistakes of a stage. */
export function programsOf(network: Network, notes: SourceNotes, trains: boolean): Programs {
  const lowered = lower(network, notes);
  const ops = expandDerivatives(lowered);
  const adjoint = trains ? eliminateDead(differentiate(ops, "loss", trainable(ops))) : undefined;
  if (adjoint !== undefined) requireGradients(adjoint);

  // A derivative is that of what the network does: of the mask while it trains, of x alone in prediction. And before derivatives are
  // written out, what they are of is made stable: they are then those of the stable forms.
  const held = holdDifferentiated(lowered);
  const stableIn = (mode: Mode): Program => expandDerivatives(stabilise(settleMode(held, mode)));
  const differs = hasModes(lowered);
  const predicted = stableIn("inference");
  const trained = differs ? stableIn("training") : predicted;

  const predicting = batch(predicted);
  const whole = optimise(trains ? trainingStep(batch(trained), network, "count") : keep(predicting, ["output"]));
  // What predicts otherwise than it is trained is compiled twice.
  const modes = trains && differs;
  return {
    ops,
    // `forward` is what is compared, and it predicts.
    derivatives: derivativeClaims(differs ? settleMode(held, "inference") : lowered),
    ...(adjoint !== undefined && { adjoint }),
    meaning: trains ? withObjective(predicted, network) : keep(predicted, ["output"]),
    whole,
    measured: modes ? optimise(trainingStep(predicting, network, "count")) : whole,
    modes,
    ...(network.stateful === true && { stepped: stepOf(predicted) }),
    ...(trains && { training: trainingOf({ ops, whole, trained }, network) }),
  };
}

const withObjective = (program: Program, { regularizer }: Network): Program =>
  addObjective(addPenalty(program, regularizer), regularizer, namesExamples(program) ? "count" : 1);

/** Outputs, J, its gradient and the optimiser's new values. */
function trainingStep(program: Program, { regularizer, optimizer }: Network, examples: Examples): Program {
  const penalized = addPenalty(program, regularizer);
  const wanted = trainable(penalized);
  const differentiated = differentiate(differentiate(penalized, "loss", wanted), "penalty", wanted);
  return addUpdate(addObjective(differentiated, regularizer, examples), optimizer);
}

function trainingOf(
  { ops, whole, trained }: { readonly ops: Program; readonly whole: Program; readonly trained: Program },
  network: Network,
): Training {
  const kept = [...parametersOf(ops), ...stateOf(ops)];
  return {
    backward: backwardOf(whole),
    update: optimise(updateProgram(network.name, kept, network.optimizer)),
    fused: () => fuseUpdate(pruned(optimise(trainingStep(trained, network, 1)), ["objective", "replace"])),
    namesExamples: namesExamples(trained),
  };
}

export const parametersOf = ({ slots }: Program): readonly ParameterSlot[] =>
  slots.filter((slot) => slot.kind === "parameter");

/** Of the op list what counts steps, for random numbers; of an update the optimiser's, too. */
export const stateOf = ({ slots }: Program): readonly StateSlot[] => slots.filter((slot) => slot.kind === "state");

const trainable = (program: Program): readonly Value[] =>
  program.slots.flatMap((slot) => (slot.kind === "parameter" && slot.trainable ? [slot.value] : []));

const keep = (program: Program, kinds: readonly Result["kind"][]): Program => ({
  ...program,
  results: program.results.filter((result) => kinds.includes(result.kind)),
});

/** The part of a program that makes results of some kinds. */
export const pruned = (program: Program, kinds: readonly Result["kind"][]): Program =>
  eliminateDead(keep(program, kinds));

/** J, its gradient, and the statistics of the batch: parameters that no gradient moves. */
const backwardOf = (program: Program): Program => {
  const kept = new Set(program.slots.flatMap((s) => (s.kind === "parameter" && !s.trainable ? [s.name] : [])));
  const isPart = ({ kind, name }: Result): boolean =>
    kind === "objective" || kind === "gradient" || (kind === "replace" && kept.has(name));
  return eliminateDead({ ...program, results: program.results.filter(isPart) });
};
