import { functionsOf } from "./compile/functions.ts";
import type { CompileOptions } from "./compile/options.ts";
import { programsOf, stateOf } from "./compile/programs.ts";
import type { Programs } from "./compile/programs.ts";
import type { Network, SourceNotes } from "./ir/graph.ts";
import type { Kernel } from "./ir/kernel.ts";
import type { MemoryPlan } from "./ir/memory.ts";
import type { Program } from "./ir/program.ts";
import { layersOf, probabilitiesOf } from "./lower/layers.ts";
import { targetsOf } from "./lower/targets.ts";
import { inputsReadAsIndices } from "./ops/indices.ts";
import { optimise } from "./passes/pipeline.ts";
import { planMemory } from "./schedule/memory/plan.ts";
import { moduleCode } from "./targets/typescript/module.ts";
import type { ModuleCode } from "./targets/typescript/code.ts";

export type { CompileOptions, Style } from "./compile/options.ts";

/** Every stage of the pipeline. */
export interface Compilation extends Pick<Programs, "ops" | "derivatives" | "meaning" | "adjoint" | "modes"> {
  readonly network: Network;
  readonly notes: SourceNotes;
  /** Whether the code computes in double precision, by the language's own functions. */
  readonly isExact: boolean;
  /** One step of a network that is `stateful`, optimised; its states are slots. */
  readonly step?: Program;
  /** The stabilised, batched, differentiated, optimised program that is emitted. */
  readonly optimized: Program;
  readonly kernels: readonly Kernel[];
  /** Where the values on the way lie. */
  readonly memory: MemoryPlan;
  readonly code: ModuleCode;
}

const boolsOf = ({ inputs }: Network): readonly string[] =>
  inputs.flatMap(({ name, node }) => (node.kind === "input" && node.element === "bool" ? [name] : []));

/**
 * From the graph to the statements of the module. Pure; throws a DiagnosticError with all mistakes of a stage.
 * @param notes what the loader knows about the nodes: the user's names, and where their calls stand
 */
export function compile(network: Network, notes: SourceNotes, options: CompileOptions): Compilation {
  const trains = !options.inferenceOnly && network.losses.length > 0;
  // lower, stabilise, batch, differentiate, optimise
  const programs = programsOf(network, notes, trains);
  // schedule
  const functions = functionsOf(network, programs, options);
  const kernels = functions.flatMap(({ kernel, stream }) =>
    [kernel, stream?.start].filter((each) => each !== undefined),
  );
  const memory = options.memory === "minimal" ? planMemory(kernels, 1) : planMemory(kernels);
  const { ops, derivatives, meaning, adjoint, modes, stepped, training, whole } = programs;
  const { optimizer } = network;
  // emit
  const code = moduleCode({
    name: network.name,
    isProgram: network.isProgram === true,
    precision: options.precision,
    // Prediction alone is asked for where bytes count.
    fixesArrays: options.style === "readable" ? "never" : options.inferenceOnly ? "large" : "always",
    signature: ops,
    targets: targetsOf(network),
    // A bool is a number: what comes in is held to 0 and 1 as an index is to its places.
    indices: new Set([...inputsReadAsIndices(ops), ...boolsOf(network)]),
    state: training === undefined ? [] : stateOf(training.update),
    learningRate: optimizer.kind === "lbfgs" ? undefined : optimizer.learningRate,
    optimizer: trains ? optimizer.kind : undefined,
    functions,
    memory,
    layers: layersOf(network, notes),
    probabilities: probabilitiesOf(network),
  });
  return {
    network,
    notes,
    ops,
    derivatives,
    meaning,
    isExact: options.precision === "f64" && options.math !== "fast",
    ...(adjoint !== undefined && { adjoint }),
    ...(stepped !== undefined && { step: optimise(stepped.step) }),
    modes,
    optimized: whole,
    kernels,
    memory,
    code,
  };
}
