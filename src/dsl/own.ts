/** The parameters that layers make for themselves, and the options that say how. */
import { invariant } from "../diagnostics/diagnostic.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Initializer, ParameterNode, Regularizer, Role } from "../ir/graph.ts";
import type { Shape } from "../ir/shape.ts";
import { checkName, fieldOf } from "./arguments.ts";
import { badInitializer, ownPenalty, readInitializer } from "./parameters.ts";
import type { Initial } from "./parameters.ts";

/** How the weights of a layer's own begin and are regularised. */
export interface WeightOptions {
  /** How its weights start; biases start at 0. The layer's description has the default. */
  readonly initialize?: Initial;
  /** The penalty of its weights, in place of that of the network; l2(0) is none. */
  readonly regularizer?: Regularizer;
}

/** The names of options that `checkWeights` reads. */
export const WEIGHT_OPTIONS: readonly string[] = ["name", "initialize", "regularizer"];

/** What is wrong with a layer's name, initializer or regularizer. @param example a call with a name */
export function checkWeights(call: string, options: unknown, example: string): Diagnostic | undefined {
  const name = fieldOf(options, "name");
  const odd = name === undefined ? undefined : checkName(call, name, `As in ${example}.`);
  return (
    odd ?? checkInitializer(call, fieldOf(options, "initialize")) ?? ownPenalty(call, fieldOf(options, "regularizer"))
  );
}

export const checkInitializer = (call: string, given: unknown, option?: string): Diagnostic | undefined =>
  given === undefined || readInitializer(given) !== undefined ? undefined : badInitializer(call, given, option);

/** The parameters that a layer makes for itself, by their part in it: `weight`, `bias`. */
export interface OwnParameters {
  readonly all: Readonly<Record<string, ParameterNode>>;
  /** A weight, which is regularised as the layer's options say. */
  weight(part: string, shape: Shape, initialize: Initial): ParameterNode;
  make(part: string, role: Role, shape: Shape, initialize: Initializer): ParameterNode;
  /** One that no gradient moves: a statistic that the layer keeps. */
  keep(part: string, shape: Shape, initialize: Initializer): ParameterNode;
}

/** @param options the layer's, which have been checked; without a name, the parameters take that of its const */
export function ownParameters(options: ({ readonly name?: string } & WeightOptions) | undefined): OwnParameters {
  const all: Record<string, ParameterNode> = {};
  const { name, regularizer } = options ?? {};
  const own = (part: string, parameter: Omit<ParameterNode, "kind" | "name">): ParameterNode => {
    const named = name === undefined ? {} : { name: `${name}.${part}` };
    const node: ParameterNode = { kind: "parameter", ...named, ...parameter };
    all[part] = node;
    return node;
  };
  return {
    all,
    weight(part, shape, given) {
      const penalty = regularizer === undefined ? {} : { regularizer };
      const initialize = readInitializer(given);
      invariant(initialize !== undefined, "the options have been checked");
      return own(part, { shape, role: "weight", trainable: true, initialize, ...penalty });
    },
    make: (part, role, shape, initialize) => own(part, { shape, role, trainable: true, initialize }),
    keep: (part, shape, initialize) => own(part, { shape, role: "bias", trainable: false, initialize }),
  };
}
