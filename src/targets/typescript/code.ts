import type { Domain, Initializer, Role } from "../../ir/graph.ts";
import type { Shape } from "../../ir/shape.ts";

export type Precision = "f64" | "f32";

/**
 * What the TypeScript target hands to the assembler of the module: names, layouts, and the statements of each function. Every
 * `identifier` is a checked, unique TypeScript identifier that none of the assembler's own names collides with; every `name` is
 * the user's and may be any string. Statements refer to parameter, gradient, state and scratch arrays by their identifiers, to
 * `loss` and `hyper`, and to the function's own arguments (the identifiers of inputs and outputs, and `count`).
 */
export interface ModuleCode {
  readonly name: string;
  /** It is no network but functions and their derivatives. */
  readonly isProgram?: true;
  /** `Iris`: the exported interface. */
  readonly typeName: string;
  readonly precision: Precision;
  /** In the order of declaration. A target is an input that no output needs. */
  readonly inputs: readonly InputCode[];
  readonly outputs: readonly OutputCode[];
  readonly parameters: readonly ParameterCode[];
  readonly parameterCount: number;
  readonly state: readonly StateCode[];
  readonly stateCount: number;
  /** The layout of the array `hyper`, in order, with initial values: learningRate, trainingSize, … */
  readonly hyperparameters: readonly { readonly name: string; readonly initial: number }[];
  readonly scratch: readonly ScratchCode[];
  /** Of the scratch arrays: double where whole numbers of 32 bits are among the values on the way. */
  readonly scratchPrecision: Precision;
  /** The array that scratch arrays with an offset are views of. */
  readonly memory?: { readonly identifier: string; readonly size: number };
  /** One object with arrays of the instance, from which functions take them into constants of their own. */
  readonly views?: { readonly identifier: string; readonly arrays: readonly string[] };
  /** What `process` carries from call to call. */
  readonly carry?: readonly StateCode[];
  /** The part of the state that L-BFGS works on. */
  readonly search?: string;
  readonly functions: readonly FunctionCode[];
  /** For the summary, in the order of the graph. */
  readonly layers: readonly LayerCode[];
  /** The name of the optimiser, for comments: `sgd`, `adam`. Absent where nothing is trained. */
  readonly optimizer?: string;
}

export interface InputCode {
  readonly name: string;
  readonly identifier: string;
  /** Of one example. */
  readonly shape: Shape;
  readonly size: number;
  readonly role: "input" | "target";
  readonly domain: Domain;
  /** It comes as an Int32Array. */
  readonly isInt32?: true;
  /** The indices that may come in, from the first to the last: others name nothing, and are refused. */
  readonly range?: readonly [from: number, to: number];
  /** A one-hot label's classes. */
  readonly classes?: readonly string[];
  /** The name given to `label(…)`, where it is not the public one; for messages. */
  readonly label?: string;
}

export type Scores = "classes" | "probabilities" | "errors";

export interface OutputCode {
  readonly name: string;
  readonly identifier: string;
  readonly shape: Shape;
  readonly size: number;
  /** The target that this output predicts, by name; its classes, where that is a label. */
  readonly predicts?: string;
  readonly classes?: readonly string[];
  /** How predictions are scored: the likeliest of several classes, probabilities above one half, or numbers by their errors. */
  readonly scores: Scores;
}

/** An input, a layer or an activation. */
export interface LayerCode {
  readonly name: string;
  /** `dense`. */
  readonly type: string;
  /** Of one example. */
  readonly shape: Shape;
  /** How many values its parameters hold that no layer before it has. */
  readonly parameterCount: number;
}

export interface ParameterCode {
  readonly name: string;
  /** The view on `parameters`: `W1`. */
  readonly identifier: string;
  /** The view on `gradient`: `dW1`. */
  readonly gradientIdentifier: string;
  readonly shape: Shape;
  readonly offset: number;
  readonly size: number;
  readonly trainable: boolean;
  readonly role: Role;
  readonly initialize: Initializer;
  /** For roles mean and scale: the name of the input whose rows they are fitted to. */
  readonly fits?: string;
}

export interface StateCode {
  readonly name: string;
  readonly identifier: string;
  readonly shape: Shape;
  readonly offset: number;
  readonly size: number;
  readonly initial: number;
}

/** An array for values on the way. */
export interface ScratchCode {
  readonly identifier: string;
  readonly size: number;
  readonly holds: string;
  /** Where it begins in the common memory; without, it is an array of its own. */
  readonly offset?: number;
}

export type FunctionName = "forward" | "backward" | "update" | "trainStep" | "objective" | "process";

/** An argument of a function. */
export interface ArrayCode {
  readonly identifier: string;
  readonly kind: "input" | "output";
  /** Of `process`, where it holds `count` steps: how many values a step has, and the view on one step in `buffers`. */
  readonly step?: { readonly size: number; readonly view: string };
}

export interface FunctionCode {
  readonly name: FunctionName;
  /** The identifiers of the arrays it takes, inputs, then outputs, before `count`. `update` takes none, and no count either. */
  readonly arrays: readonly ArrayCode[];
  /** Statements, to be formatted; checks of lengths are the assembler's. `objective`'s end in `return …`. */
  readonly body: string;
  /** One or two sentences for the doc comment. */
  readonly doc: string;
  /** Pieces of it that are functions of their own: one for all would be too long for V8. */
  readonly parts?: readonly PartCode[];
}

/** A piece of a function. It is called with the arrays and the indices of loops that it reads. */
export interface PartCode {
  readonly identifier: string;
  readonly arrays: readonly string[];
  readonly indices: readonly string[];
  readonly body: string;
}
