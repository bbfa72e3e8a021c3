import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Initializer, Regularizer, ScaledInitializer } from "../ir/graph.ts";
import { badOption, checkName, checkOptions, fieldOf, readShape } from "./arguments.ts";
import { callOf } from "./inputs.ts";
import { mistake } from "./mistakes.ts";
import { checkRegularizer } from "./regularizers.ts";
import type { Scalar } from "./shapes.ts";
import { tensorOf } from "./tensor.ts";
import type { Tensor } from "./tensor.ts";

/**
 * How a parameter starts, by name, by a number for a constant, or as `{ kind: "uniform", limit }` or `{ kind: "normal", deviation }`. With in and
 * out the numbers of inputs and outputs of a weight [out, in]:
 *
 * - "glorotUniform" U(±√(6/(in + out))), "glorotNormal" N(0, 2/(in + out)) (Glorot and Bengio 2010; Xavier in PyTorch), for tanh and logistic;
 * - "heUniform" U(±√(6/in)), "heNormal" N(0, 2/in) (He et al. 2015; Kaiming in PyTorch), for relu;
 * - "lecunUniform" U(±√(3/in)), "lecunNormal" N(0, 1/in) (LeCun et al. 1998), for selu;
 * - "orthogonal": orthonormal rows, or columns where there are more rows (Saxe et al. 2014), for recurrent weights;
 * - "zeros", "ones".
 *
 * Of filters [out, in, …size], in and out are counted with the size, as PyTorch and Keras count: in = channels/groups · size, out = filters · size.
 * Those of transposed convolutions are [channels, filters, …size]: there in is of the filters, and out of the channels, again as in both. Of a table
 * [tokens, units], in is the units and out the tokens, as in PyTorch; of the gates of recurrent layers [gates · units, in], out is all of them.
 */
export type Initial = "zeros" | "ones" | ScaledInitializer | number | Initializer;

export interface ParameterOptions {
  /** A "bias" is not regularised. Default "weight". */
  readonly role?: "weight" | "bias";
  /** false freezes it: it keeps its value, and no gradient is computed for it. Default true. */
  readonly trainable?: boolean;
  /** How it starts. Default "glorotUniform" for a weight, as in Keras' Dense, and "zeros" for a bias. */
  readonly initialize?: Initial;
  /** Its own penalty, in place of that of the network; l2(0) is none. Default that of the network for a weight, and none for a bias. */
  readonly regularizer?: Regularizer;
}

/**
 * A value that training finds. Used twice it is one parameter: tied by identity.
 * @param name its public name
 * @param shape [] (a scalar) when left out; a weight matrix is [out, in], as in PyTorch
 */
export function parameter<const S extends readonly number[] = Scalar>(
  name: string,
  shape?: S,
  options?: ParameterOptions,
): Tensor<S> {
  const call = callOf("parameter", name);
  const { shape: dims, wrong } = readShape(call, shape === undefined ? [] : shape, false);
  const odd =
    checkName("parameter", name) ??
    wrong ??
    checkOptions("parameter", options, ["role", "trainable", "initialize", "regularizer"]);
  if (odd !== undefined) return mistake(odd, [], dims);
  const role = options?.role ?? "weight";
  const trainable = options?.trainable ?? true;
  const initialize = readInitializer(options?.initialize ?? (role === "bias" ? "zeros" : "glorotUniform"));
  const bad = checkRole(call, role) ?? checkTrainable(call, trainable) ?? ownPenalty(call, options?.regularizer);
  if (bad !== undefined) return mistake(bad, [], dims);
  if (initialize === undefined) return mistake(badInitializer(call, options?.initialize), [], dims);
  const regularizer = options?.regularizer === undefined ? {} : { regularizer: options.regularizer };
  return tensorOf({ kind: "parameter", name, shape: dims, role, trainable, initialize, ...regularizer });
}

export const ownPenalty = (call: string, given: unknown): Diagnostic | undefined =>
  given === undefined ? undefined : checkRegularizer(given, call);

export function readInitializer(given: unknown): Initializer | undefined {
  if (typeof given === "number") return Number.isFinite(given) ? { kind: "constant", value: given } : undefined;
  const kind = typeof given === "string" ? given : fieldOf(given, "kind");
  switch (kind) {
    case "zeros":
    case "ones":
    case "glorotUniform":
    case "glorotNormal":
    case "heUniform":
    case "heNormal":
    case "lecunUniform":
    case "lecunNormal":
    case "orthogonal":
      return { kind };
    case "constant":
      return withNumber(fieldOf(given, "value"), -Infinity, (value) => ({ kind, value }));
    case "uniform":
      return withNumber(fieldOf(given, "limit"), 0, (limit) => ({ kind, limit }));
    case "normal":
      return withNumber(fieldOf(given, "deviation"), 0, (deviation) => ({ kind, deviation }));
    default:
      return undefined;
  }
}

const withNumber = (value: unknown, least: number, make: (value: number) => Initializer): Initializer | undefined =>
  typeof value === "number" && Number.isFinite(value) && value >= least ? make(value) : undefined;

export const badInitializer = (call: string, given: unknown, option: string = "initialize"): Diagnostic =>
  badOption(
    call,
    option,
    given,
    '"zeros", "ones", "glorotUniform", "heNormal" or another by name, a number, { kind: "uniform", limit } or { kind: "normal", deviation }',
    `Small random weights: ${option}: { kind: "uniform", limit: 0.1 }.`,
  );

function checkRole(call: string, role: unknown): Diagnostic | undefined {
  if (role === "weight" || role === "bias") return undefined;
  return badOption(call, "role", role, '"weight" or "bias"', "A bias is not regularised.");
}

function checkTrainable(call: string, trainable: unknown): Diagnostic | undefined {
  if (typeof trainable === "boolean") return undefined;
  return badOption(call, "trainable", trainable, "true or false", "false keeps the parameter as it starts.");
}
