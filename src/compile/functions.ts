import { invariant } from "../diagnostics/diagnostic.ts";
import { dependents } from "../differentiate/differentiate.ts";
import type { Network } from "../ir/graph.ts";
import type { Kernel } from "../ir/kernel.ts";
import { allocatedBy } from "../ir/memory.ts";
import type { InputSlot, Program, Result, Slot } from "../ir/program.ts";
import { isValue } from "../ir/program.ts";
import { sizeOf } from "../ir/shape.ts";
import { targetsOf } from "../lower/targets.ts";
import { batch, namesExamples } from "../passes/batch.ts";
import { forOneExample, nameLayers } from "../passes/layers.ts";
import { economise, optimise } from "../passes/pipeline.ts";
import type { Stepped } from "../passes/step.ts";
import { withFastMath } from "../schedule/fastMath.ts";
import { planMemory } from "../schedule/memory/plan.ts";
import { schedule } from "../schedule/schedule.ts";
import type { Unrolling } from "../schedule/schedule.ts";
import { DOCS } from "../targets/typescript/docs.ts";
import type { EmittedFunction, Search, Stream } from "../targets/typescript/plan.ts";
import type { FunctionName } from "../targets/typescript/code.ts";
import type { CompileOptions, Style } from "./options.ts";
import { parametersOf, pruned, stateOf } from "./programs.ts";
import type { Programs, Training } from "./programs.ts";

type Unwritten = Omit<EmittedFunction, "doc">;

const UNROLLING: Readonly<Record<Style, Unrolling>> = {
  auto: "auto",
  unrolled: "always",
  rolled: "never",
  readable: "never",
};

/** The functions of a module, each a pruning of the whole, as loop nests. */
export function functionsOf(network: Network, programs: Programs, options: CompileOptions): readonly EmittedFunction[] {
  const { ops, measured, stepped, training } = programs;
  const isShort = options.style === "auto" && network.isProgram !== true;
  // Prediction is not written out: that keeps the module small, as in one that only predicts. A program is what it computes.
  const short = isShort ? "short" : UNROLLING[options.style];
  const kernelOf = scheduler(options, programs);
  const targets = targetsOf(network);
  const predicts = {
    inputs: inputsOf(ops).flatMap(({ name }) => (targets.includes(name) ? [] : [name])),
    outputs: network.outputs.map((output) => output.name),
  };
  const functions: Unwritten[] = [
    { name: "forward", ...predicts, kernel: kernelOf(pruned(measured, ["output"]), "forward", short) },
  ];
  if (stepped !== undefined) {
    const steps = optimise(batch(stepped.step, isOfStep(stepped)));
    const kernel = kernelOf(steps, "process", short);
    functions.push({ name: "process", ...predicts, kernel, stream: streamOf(stepped) });
  }
  if (training !== undefined) functions.push(...trainingFunctions(network, programs, training, options));
  const bits = options.precision === "f64" ? "double" : "single";
  return functions.map(({ kernel, ...rest }) => ({
    ...rest,
    ...(kernel && { kernel: options.math === "fast" ? withFastMath(kernel, bits) : kernel }),
    doc: DOCS[rest.name],
  }));
}

type Scheduler = (program: Program, name: FunctionName, unrolled: Unrolling) => Kernel;

function scheduler({ style, memory }: CompileOptions, programs: Programs): Scheduler {
  const isReadable = style === "readable";
  const notation = isReadable ? "course" : "ops";
  const named = isReadable ? readerOf(programs) : (program: Program): Program => program;
  if (memory !== "minimal") return (program, name, unrolled) => schedule(named(program), name, unrolled, notation);
  return (program, name, unrolled) => {
    const own = named(program);
    const [held, again] = [own, economise(own)].map((each) => schedule(each, name, unrolled, notation, [1]));
    invariant(held !== undefined && again !== undefined, "two ways were asked for");
    // What is computed again may need more on the way than it saves.
    return allocatedBy(planMemory([again], 1)) < allocatedBy(planMemory([held], 1)) ? again : held;
  };
}

/** Gives programs the course's names, the same in all functions, and lines for one example unless the user writes out the rows. */
function readerOf({ ops, whole, measured }: Programs): (program: Program) => Program {
  const isOfOne = !namesExamples(ops);
  return (program) => nameLayers(isOfOne ? forOneExample(program) : program, [ops, whole, measured]);
}

function trainingFunctions(
  network: Network,
  programs: Programs,
  { backward, update, fused, namesExamples }: Training,
  options: CompileOptions,
): readonly Unwritten[] {
  const { ops, measured } = programs;
  const kernelOf = scheduler(options, programs);
  const unrolling = UNROLLING[options.style];
  const taken = { inputs: readBy(ops, "loss"), outputs: [] };
  const search = searchOf(network, ops);
  // An update inside the pass makes what is computed again wait for old weights.
  const mayFuse = options.style !== "readable" && options.memory !== "minimal";
  const fuses = mayFuse && stateOf(update).length === 0 && !namesExamples && search === undefined;
  // Under `auto` the backward pass is written out once: in the fused step for one example, where there is one.
  const several = fuses && options.style === "auto" ? "short" : unrolling;
  return [
    { name: "backward", ...taken, kernel: kernelOf(backward, "backward", several) },
    // A line search asks for gradients as it goes: its step has no part that works from one.
    ...(search === undefined
      ? [{ name: "update", inputs: [], outputs: [], kernel: kernelOf(update, "update", unrolling) } as const]
      : []),
    {
      name: "trainStep",
      ...taken,
      ...(search === undefined
        ? { calls: { functions: ["backward", "update"], when: fuses ? "several" : "always" } }
        : { search }),
      ...(fuses && { kernel: kernelOf(fused(), "trainStep", unrolling) }),
    },
    // Not on the hot path: loops, whatever the style, keep the module small.
    { name: "objective", ...taken, kernel: kernelOf(pruned(measured, ["objective"]), "objective", "never") },
  ];
}

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
function searchOf({ optimizer: { kind, settings } }: Network, ops: Program): Search | undefined {
  const trained = parametersOf(ops).filter((slot) => slot.trainable);
  const size = trained.reduce((sum, { value }) => sum + sizeOf(value.type.shape), 0);
  const counters = stateOf(ops).map(({ name }) => name);
  return kind === "lbfgs" ? { size, memory: Number(settings["memory"]), counters } : undefined;
}

const inputsOf = ({ slots }: Program): readonly InputSlot[] => slots.filter((slot) => slot.kind === "input");

/** The inputs that a result depends on, in the order of declaration. */
function readBy(program: Program, kind: Result["kind"]): readonly string[] {
  const results = program.results.filter((result) => result.kind === kind);
  return inputsOf(program)
    .filter((slot) => {
      const reached = dependents(program, [slot.value]);
      return results.some(({ value }) => isValue(value) && reached.has(value));
    })
    .map((slot) => slot.name);
}
