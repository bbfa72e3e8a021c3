import { invariant } from "./diagnostics/diagnostic.ts";
import { dependents, differentiate } from "./differentiate/differentiate.ts";
import { derivativeClaims } from "./differentiate/claims.ts";
import { expandDerivatives } from "./differentiate/expand.ts";
import { holdDifferentiated } from "./differentiate/hold.ts";
import { requireGradients } from "./differentiate/required.ts";
import type { DerivativeClaims } from "./ir/claims.ts";
import type { Network, Regularizer, SourceNotes } from "./ir/graph.ts";
import type { Kernel } from "./ir/kernel.ts";
import { allocatedBy } from "./ir/memory.ts";
import type { MemoryPlan } from "./ir/memory.ts";
import type { Optimizer } from "./ir/optimizer.ts";
import type { InputSlot, ParameterSlot, Program, Result, Slot, StateSlot, Value } from "./ir/program.ts";
import { isValue } from "./ir/program.ts";
import { sizeOf } from "./ir/shape.ts";
import { layersOf, probabilitiesOf } from "./lower/layers.ts";
import { lower } from "./lower/lower.ts";
import { addObjective } from "./lower/objective.ts";
import type { Examples } from "./lower/objective.ts";
import { addUpdate, updateProgram } from "./lower/optimizer.ts";
import { addPenalty } from "./lower/penalty.ts";
import { targetsOf } from "./lower/targets.ts";
import { inputsReadAsIndices } from "./ops/indices.ts";
import { batch, namesExamples } from "./passes/batch.ts";
import { eliminateDead } from "./passes/dead.ts";
import { hasModes, settleMode } from "./passes/modes.ts";
import type { Mode } from "./passes/modes.ts";
import { economise, fuseUpdate, optimise } from "./passes/pipeline.ts";
import { stepOf } from "./passes/step.ts";
import type { Stepped } from "./passes/step.ts";
import { stabilise } from "./passes/stabilise.ts";
import { withFastMath } from "./schedule/fastMath.ts";
import { planMemory } from "./schedule/memory/plan.ts";
import { schedule } from "./schedule/schedule.ts";
import type { Unrolling } from "./schedule/schedule.ts";
import { DOCS } from "./targets/typescript/docs.ts";
import { moduleCode } from "./targets/typescript/module.ts";
import type { EmittedFunction, Search, Stream } from "./targets/typescript/plan.ts";
import type { FunctionName, ModuleCode, Precision } from "./targets/typescript/code.ts";

export type Style = "auto" | "readable" | "unrolled" | "rolled";

export interface CompileOptions {
  readonly precision: Precision;
  readonly style: Style;
  /** The language's own functions, or e^x and tanh x by a table and a polynomial; left out, exact. */
  readonly math?: "exact" | "fast";
  /** `minimal` computes values again instead of holding them, and takes examples one by one; left out, fast. */
  readonly memory?: "fast" | "minimal";
  /** Only what prediction needs. */
  readonly inferenceOnly: boolean;
}

/** Every stage of the pipeline. */
export interface Compilation {
  readonly network: Network;
  readonly notes: SourceNotes;
  /** The naive op list of one example: what people read. */
  readonly ops: Program;
  /** What differences should show of the derivatives that the graph asks for. */
  readonly derivatives: DerivativeClaims;
  /** What `forward` and `objective` are to compute: the stabilised list of one example, with J; of all where it names the examples. */
  readonly meaning: Program;
  /** The naive op list followed by its adjoint; absent without a loss. */
  readonly adjoint?: Program;
  /** Whether prediction and training differ, as with dropout: `objective` then measures what `backward` does not. */
  readonly modes: boolean;
  /** One step of a network that is `stateful`, optimised; its states are slots. */
  readonly step?: Program;
  /** The stabilised, batched, differentiated, optimised program that is emitted. */
  readonly optimized: Program;
  readonly kernels: readonly Kernel[];
  /** Where the values on the way lie. */
  readonly memory: MemoryPlan;
  readonly code: ModuleCode;
}

/**
 * From the graph to the statements of the module. Pure; throws a DiagnosticError with all mistakes of a stage.
 * @param notes what the loader knows about the nodes: the user's names, and where their calls stand
 */
export function compile(network: Network, notes: SourceNotes, options: CompileOptions): Compilation {
  const lowered = lower(network, notes);
  const ops = expandDerivatives(lowered);
  const trains = !options.inferenceOnly && network.losses.length > 0;
  const adjoint = trains ? eliminateDead(differentiate(ops, "loss", trainable(ops))) : undefined;
  if (adjoint !== undefined) requireGradients(adjoint);

  // A derivative is that of what the network does: of the mask while it trains, of x alone in prediction. And before derivatives are
  // written out, what they are of is made stable: they are then those of the stable forms.
  const held = holdDifferentiated(lowered);
  const stableIn = (mode: Mode): Program => expandDerivatives(stabilise(settleMode(held, mode)));
  const differs = hasModes(lowered);
  const predicted = stableIn("inference");
  const trained = differs ? stableIn("training") : predicted;
  const training = (program: Program, examples: Examples): Program => {
    const penalized = addPenalty(program, network.regularizer);
    const wanted = trainable(penalized);
    const differentiated = differentiate(differentiate(penalized, "loss", wanted), "penalty", wanted);
    return addUpdate(addObjective(differentiated, network.regularizer, examples), network.optimizer);
  };
  const predicting = batch(predicted);
  const whole = optimise(trains ? training(batch(trained), "count") : keep(predicting, ["output"]));
  // What predicts otherwise than it is trained is compiled twice.
  const modes = trains && differs;
  const measured = modes ? optimise(training(predicting, "count")) : whole;
  const targets = targetsOf(network);
  const inputs = ops.slots.filter((slot) => slot.kind === "input");
  const emitted: EmittedFunction[] = [];
  const kernels: Kernel[] = [];
  const bits = options.precision === "f64" ? "double" : "single";
  const emit = ({
    kernel: exact,
    ...f
  }: Omit<EmittedFunction, "doc" | "outputs"> & { outputs?: readonly string[] }): void => {
    const kernel = exact !== undefined && options.math === "fast" ? withFastMath(exact, bits) : exact;
    emitted.push({ outputs: [], ...f, ...(kernel && { kernel }), doc: DOCS[f.name] });
    kernels.push(...[kernel, f.stream?.start].filter((each) => each !== undefined));
  };
  // Prediction alone is asked for where bytes count: nothing is written out, unless the style says otherwise.
  const unrolling =
    options.inferenceOnly && options.style === "auto" && network.isProgram !== true
      ? "short"
      : UNROLLING[options.style];
  const notation = options.style === "readable" ? "course" : "ops";
  const isMinimal = options.memory === "minimal";
  const kernelOf = (program: Program, name: FunctionName, unrolled: Unrolling): Kernel => {
    if (!isMinimal) return schedule(program, name, unrolled, notation);
    const [held, again] = [program, economise(program)].map((each) => schedule(each, name, unrolled, notation, [1]));
    invariant(held !== undefined && again !== undefined, "two ways were asked for");
    // What is computed again may need more on the way than it saves.
    return allocatedBy(planMemory([again], 1)) < allocatedBy(planMemory([held], 1)) ? again : held;
  };

  const predicts = {
    inputs: inputs.filter((slot) => !targets.includes(slot.name)).map((slot) => slot.name),
    outputs: network.outputs.map((output) => output.name),
  };
  // Prediction is not written out: that keeps the module small, as in one that only predicts. A program is what it computes.
  const short = options.style === "auto" && network.isProgram !== true ? "short" : unrolling;
  emit({
    name: "forward",
    ...predicts,
    kernel: kernelOf(pruned(measured, ["output"]), "forward", short),
  });
  const stepped = network.stateful === true ? stepOf(predicted) : undefined;
  if (stepped !== undefined) {
    emit({
      name: "process",
      ...predicts,
      kernel: kernelOf(optimise(batch(stepped.step, isOfStep(stepped))), "process", short),
      stream: streamOf(stepped),
    });
  }
  let state: readonly StateSlot[] = [];
  if (trains) {
    const reads = readBy(ops, "loss", inputs);
    const parameters = ops.slots.filter((slot): slot is ParameterSlot => slot.kind === "parameter");
    const counters = ops.slots.filter((slot): slot is StateSlot => slot.kind === "state");
    const search = searchOf(network.optimizer, parameters, counters);
    const update = optimise(updateProgram(network.name, [...parameters, ...counters], network.optimizer));
    state = update.slots.filter((slot) => slot.kind === "state");
    // An update inside the pass makes what is computed again wait for old weights.
    const mayFuse = options.style !== "readable" && !isMinimal;
    const fuses = mayFuse && state.length === 0 && !namesExamples(trained) && search === undefined;
    // Under `auto` the backward pass is written out once: in the fused step for one example, where there is one.
    const several = fuses && options.style === "auto" ? "short" : unrolling;
    emit({
      name: "backward",
      inputs: reads,
      kernel: kernelOf(backwardOf(whole), "backward", several),
    });
    // A line search asks for gradients as it goes: its step has no part that works from one.
    if (search === undefined) emit({ name: "update", inputs: [], kernel: kernelOf(update, "update", unrolling) });
    emit({
      name: "trainStep",
      inputs: reads,
      ...(search === undefined
        ? { calls: { functions: ["backward", "update"], when: fuses ? "several" : "always" } }
        : { search }),
      ...(fuses && {
        kernel: kernelOf(
          fuseUpdate(pruned(optimise(training(trained, 1)), ["objective", "replace"])),
          "trainStep",
          unrolling,
        ),
      }),
    });
    // Not on the hot path: loops, whatever the style, keep the module small.
    emit({
      name: "objective",
      inputs: reads,
      kernel: kernelOf(pruned(measured, ["objective"]), "objective", "never"),
    });
  }
  const memory = isMinimal ? planMemory(kernels, 1) : planMemory(kernels);
  const code = moduleCode({
    name: network.name,
    isProgram: network.isProgram === true,
    precision: options.precision,
    // Prediction alone is asked for where bytes count.
    fixesArrays: options.style === "readable" ? "never" : options.inferenceOnly ? "large" : "always",
    signature: ops,
    targets,
    indices: inputsReadAsIndices(ops),
    state,
    learningRate: network.optimizer.kind === "lbfgs" ? undefined : network.optimizer.learningRate,
    optimizer: trains ? network.optimizer.kind : undefined,
    functions: emitted,
    memory,
    layers: layersOf(network, notes),
    probabilities: probabilitiesOf(network),
  });
  // `forward` is what is compared, and it predicts.
  const derivatives = derivativeClaims(differs ? settleMode(held, "inference") : lowered);
  return {
    network,
    notes,
    ops,
    derivatives,
    meaning: trains ? withObjective(predicted, network.regularizer) : keep(predicted, ["output"]),
    ...(adjoint !== undefined && { adjoint }),
    ...(stepped !== undefined && { step: optimise(stepped.step) }),
    modes,
    optimized: whole,
    kernels,
    memory,
    code,
  };
}

const withObjective = (program: Program, regularizer: Regularizer | undefined): Program =>
  addObjective(addPenalty(program, regularizer), regularizer, namesExamples(program) ? "count" : 1);

/** What has a value for each step: the examples of a stream are its steps. */
const isOfStep =
  ({ states, sequences }: Stepped) =>
  (slot: Slot): boolean =>
    states.some(({ name }) => name === slot.name) || (slot.kind === "input" && sequences.includes(slot.name));

function streamOf(stepped: Stepped): Stream {
  const { step, start, states, sequences } = stepped;
  const sequential = step.slots.filter((slot) => slot.kind === "input" && sequences.includes(slot.name));
  const outputs = step.results.filter(({ kind }) => kind === "output");
  return {
    states,
    ...(start !== undefined && { start: schedule(optimise(start), "start", "never") }),
    sizes: new Map([...sequential, ...outputs].map(({ name, value }) => [name, sizeOf(value.type.shape)])),
  };
}

/** What the line search of L-BFGS works on; other optimisers have none. */
function searchOf(
  { kind, settings }: Optimizer,
  parameters: readonly ParameterSlot[],
  counted: readonly StateSlot[],
): Search | undefined {
  const trained = parameters.filter((slot) => slot.trainable);
  const size = trained.reduce((sum, { value }) => sum + sizeOf(value.type.shape), 0);
  const counters = counted.map(({ name }) => name);
  return kind === "lbfgs" ? { size, memory: Number(settings["memory"]), counters } : undefined;
}

const UNROLLING: Readonly<Record<Style, Unrolling>> = {
  auto: "auto",
  unrolled: "always",
  rolled: "never",
  readable: "never",
};

const trainable = (program: Program): readonly Value[] =>
  program.slots.flatMap((slot) => (slot.kind === "parameter" && slot.trainable ? [slot.value] : []));

const keep = (program: Program, kinds: readonly Result["kind"][]): Program => ({
  ...program,
  results: program.results.filter((result) => kinds.includes(result.kind)),
});

/** The part of a program that makes results of some kinds. */
const pruned = (program: Program, kinds: readonly Result["kind"][]): Program => eliminateDead(keep(program, kinds));

/** J, its gradient, and the statistics of the batch: parameters that no gradient moves. */
const backwardOf = (program: Program): Program => {
  const kept = new Set(program.slots.flatMap((s) => (s.kind === "parameter" && !s.trainable ? [s.name] : [])));
  const isPart = ({ kind, name }: Result): boolean =>
    kind === "objective" || kind === "gradient" || (kind === "replace" && kept.has(name));
  return eliminateDead({ ...program, results: program.results.filter(isPart) });
};

/** The inputs that a result depends on, in the order of declaration. */
function readBy(program: Program, kind: Result["kind"], inputs: readonly InputSlot[]): readonly string[] {
  const results = program.results.filter((result) => result.kind === kind);
  return inputs
    .filter((slot) => {
      const reached = dependents(program, [slot.value]);
      return results.some(({ value }) => isValue(value) && reached.has(value));
    })
    .map((slot) => slot.name);
}
