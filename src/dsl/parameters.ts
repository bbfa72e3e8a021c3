import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { didYouMean } from "../diagnostics/suggest.ts";
import type { Initializer, Regularizer, ScaledInitializer } from "../ir/graph.ts";
import { badOption, checkName, checkOptions, fieldOf, readShape } from "./arguments.ts";
import { callOf } from "./inputs.ts";
import { mistake, quoted } from "./mistakes.ts";
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

/** The kinds of initializers, each with the number that it needs, if any, and the least that this may be. */
const KINDS = {
  zeros: undefined,
  ones: undefined,
  glorotUniform: undefined,
  glorotNormal: undefined,
  heUniform: undefined,
  heNormal: undefined,
  lecunUniform: undefined,
  lecunNormal: undefined,
  orthogonal: undefined,
  constant: ["value", -Infinity],
  uniform: ["limit", 0],
  normal: ["deviation", 0],
} as const;

const isKind = (kind: unknown): kind is keyof typeof KINDS => typeof kind === "string" && Object.hasOwn(KINDS, kind);

export function readInitializer(given: unknown): Initializer | undefined {
  if (typeof given === "number") return Number.isFinite(given) ? { kind: "constant", value: given } : undefined;
  const kind = typeof given === "string" ? given : fieldOf(given, "kind");
  if (!isKind(kind) || strangeField(given, kind) !== undefined) return undefined;
  switch (kind) {
    case "constant":
      return withNumber(fieldOf(given, "value"), -Infinity, (value) => ({ kind, value }));
    case "uniform":
      return withNumber(fieldOf(given, "limit"), 0, (limit) => ({ kind, limit }));
    case "normal":
      return withNumber(fieldOf(given, "deviation"), 0, (deviation) => ({ kind, deviation }));
    default:
      return { kind };
  }
}

const withNumber = (value: unknown, least: number, make: (value: number) => Initializer): Initializer | undefined =>
  typeof value === "number" && Number.isFinite(value) && value >= least ? make(value) : undefined;

const strangeField = (given: unknown, kind: keyof typeof KINDS): string | undefined =>
  typeof given === "object" && given !== null
    ? Object.keys(given).find((key) => key !== "kind" && key !== KINDS[kind]?.[0])
    : undefined;

const FORMS =
  '"zeros", "ones", "glorotUniform", "heNormal" or another by name, a number, { kind: "uniform", limit } or { kind: "normal", deviation }';

/** What is wrong with an initializer, down to its field. */
export function badInitializer(call: string, given: unknown, option: string = "initialize"): Diagnostic {
  const example = `Small random weights: ${option}: { kind: "uniform", limit: 0.1 }.`;
  const named = (kind: string): string => didYouMean(kind, Object.keys(KINDS), example);
  if (typeof given === "string" && !isKind(given)) return badOption(call, option, given, FORMS, named(given));
  const isObject = typeof given === "object" && given !== null && !Array.isArray(given);
  const kind = isObject ? fieldOf(given, "kind") : given;
  if (!isKind(kind)) {
    if (!isObject) return badOption(call, option, given, FORMS, example);
    const kinds = Object.keys(KINDS).map(quoted).join(", ");
    return badOption(call, `${option}.kind`, kind, `one of ${kinds}`, typeof kind === "string" ? named(kind) : example);
  }
  const [field, least] = KINDS[kind] ?? [];
  const strange = strangeField(given, kind);
  const fields = field === undefined ? "no other field than kind" : `the fields kind and ${field}`;
  if (strange !== undefined) {
    const hint = field === undefined ? "Leave it out." : `As in ${option}: { kind: ${quoted(kind)}, ${field}: 0.1 }.`;
    const message = `${call}: ${option} has no field ${quoted(strange)}`;
    return { code: "bad-option", message, found: quoted(strange), expected: fields, hint };
  }
  const expected = least === 0 ? "a number from 0 up" : "a finite number";
  const hint = `As in ${option}: { kind: ${quoted(kind)}, ${field ?? "value"}: 0.1 }.`;
  return badOption(call, `${option}.${field ?? "value"}`, fieldOf(given, field ?? "value"), expected, hint);
}

function checkRole(call: string, role: unknown): Diagnostic | undefined {
  if (role === "weight" || role === "bias") return undefined;
  return badOption(call, "role", role, '"weight" or "bias"', "A bias is not regularised.");
}

function checkTrainable(call: string, trainable: unknown): Diagnostic | undefined {
  if (typeof trainable === "boolean") return undefined;
  return badOption(call, "trainable", trainable, "true or false", "false keeps the parameter as it starts.");
}
