/** What is to be emitted, before anything has a name in TypeScript. */
import type { Kernel } from "../../ir/kernel.ts";
import type { MemoryPlan } from "../../ir/memory.ts";
import type { Program, StateSlot } from "../../ir/program.ts";
import type { FunctionName, LayerCode, Precision } from "./code.ts";

/** One function to emit: its loop nests, or calls of others. */
export interface EmittedFunction {
  readonly name: FunctionName;
  readonly doc: string;
  /** The inputs that it takes, by name, in the order of declaration. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** For any number of examples; absent where `calls` does it all. */
  readonly kernel?: Kernel;
  /** What other functions do for it: always, or where there is more than one example and the kernel is for one. */
  readonly calls?: { readonly functions: readonly FunctionName[]; readonly when: "always" | "several" };
  /** It is a step of L-BFGS: `backward`, as often as the line search asks for it. */
  readonly search?: Search;
  /** It goes on where the call before it ended. */
  readonly stream?: Stream;
}

export interface Stream {
  /** What is carried from step to step. */
  readonly states: readonly StateSlot[];
  /** Gives the states their first values, where these are not all 0. */
  readonly start?: Kernel;
  /** How many values one step has, by the names of inputs and outputs; others hold for all steps of a call. */
  readonly sizes: ReadonlyMap<string, number>;
}

export interface Search {
  /** How many elements of the parameters are trained; they stand first. */
  readonly size: number;
  /** How many steps are remembered. */
  readonly memory: number;
  /** State that counts the steps, by name. */
  readonly counters: readonly string[];
}

export interface ModulePlan {
  readonly name: string;
  readonly isProgram: boolean;
  readonly precision: Precision;
  /** Whether functions with nested loops hold the instance's arrays in constants of their own (`locals.ts`): for speed, at some bytes. */
  readonly fixesArrays: "always" | "large" | "never";
  /** Any program with the network's slots and outputs. */
  readonly signature: Program;
  readonly targets: readonly string[];
  /** The inputs that are read as indices, and bools, by name: what comes in is checked by their domain. */
  readonly indices: ReadonlySet<string>;
  readonly state: readonly StateSlot[];
  /** Absent for an optimiser without one. */
  readonly learningRate: number | undefined;
  readonly optimizer: string | undefined;
  readonly functions: readonly EmittedFunction[];
  /** Where the scratch buffers of all functions lie. */
  readonly memory: MemoryPlan;
  readonly layers: readonly LayerCode[];
  /** The outputs that are probabilities, for the loss: by name. */
  readonly probabilities: readonly string[];
}
