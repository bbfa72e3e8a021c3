import { isValue, slotOf } from "./program.ts";
import type { Instruction, Program, Value } from "./program.ts";
import type { Sym } from "./symbol.ts";
import { layered, symbolOf } from "./symbol.ts";

/** The course's names: W¹ and b¹ for the parameters of layer 1, β¹ for the adjoint of its output, ∇W¹ for that of its weights. */
export interface CourseNames {
  name(value: Value): Sym | undefined;
}

/** `W1` → `W¹`; other names are nobody's layer. */
const ofLayer = (name: string): { readonly letter: string; readonly layer: string } | undefined => {
  const [, letter, layer] = /^([Wb])(\d+)$/.exec(name) ?? [];
  return letter === undefined || layer === undefined ? undefined : { letter, layer };
};

/** The slot of a gradient is called `W1Grad`. */
const parameterOfGradient = (name: string): string | undefined => /^(.+)Grad$/.exec(name)?.[1];

/** A parameter, or its gradient, in the course's notation. */
export function courseParameter(name: string): Sym | undefined {
  const gradient = parameterOfGradient(name);
  if (gradient !== undefined) {
    const parameter = courseParameter(gradient);
    return parameter === undefined ? undefined : { ...parameter, operator: "∇" };
  }
  const found = ofLayer(name);
  return found === undefined ? undefined : layered(found.letter, found.layer);
}

/** The names beside code, whose variables are the user's. */
export function courseNames(program: Program, producers: ReadonlyMap<Value, Instruction>): CourseNames {
  const layers = layersOf(program);
  return {
    name(value) {
      const { adjointOf, shown } = producers.get(value)?.origin ?? {};
      if (adjointOf === undefined || shown === false) return courseParameter(value.name);
      const layer = layers.get(adjointOf);
      const symbol = courseParameter(adjointOf);
      if (layer !== undefined) return layered("β", layer);
      return symbol === undefined ? undefined : { ...symbol, operator: "∇" };
    },
  };
}

/** The layer whose output a value is: a product with its weights, or that and its bias. */
function layersOf(program: Program): ReadonlyMap<string, string> {
  const layers = new Map<string, string>();
  const products = new Map<Value, string>();
  for (const { op, operands, results, origin } of program.instructions) {
    if (origin.phase !== "forward") continue;
    for (const operand of operands.filter(isValue)) {
      const weights = op.kind === "contraction" ? ofLayer(operand.name) : undefined;
      const layer = weights?.letter === "W" ? weights.layer : op.name === "add" ? products.get(operand) : undefined;
      if (layer === undefined) continue;
      for (const value of results) {
        if (op.kind === "contraction") products.set(value, layer);
        layers.set(value.name, layer);
      }
    }
  }
  return layers;
}

/**
 * The names of a derivation that stands alone. β¹ is what ∇W¹ is made of, whichever value's adjoint it was: with a squared error that is
 * the adjoint of the difference. `forward` names the values of the forward pass: z¹, h¹, or the user's names.
 */
export function derivationNames(
  program: Program,
  producers: ReadonlyMap<Value, Instruction>,
  forward: ReadonlyMap<string, Sym>,
): CourseNames {
  const parameters = new Set(program.slots.flatMap((slot) => (slot.kind === "parameter" ? [slot.value.name] : [])));
  // What a rule computes in one step has no name of its own: it is the gradient that it is the result for.
  const gradients = new Map(
    program.results.flatMap((result) => {
      const slot = result.kind === "gradient" && isValue(result.value) ? slotOf(program, result) : undefined;
      return slot !== undefined && isValue(result.value) ? [[result.value, slot.value.name] as const] : [];
    }),
  );
  const betas = new Map<Value, Sym>();
  for (const { op, operands, origin } of program.instructions) {
    const weights = ofLayer(origin.adjointOf ?? "");
    if (op.kind !== "contraction" || weights?.letter !== "W") continue;
    const cotangent = operands.find(
      (o) => isValue(o) && producers.get(o) !== undefined && producers.get(o)?.origin.phase !== "forward",
    );
    if (cotangent !== undefined && isValue(cotangent) && !betas.has(cotangent)) {
      betas.set(cotangent, layered("β", weights.layer));
    }
  }
  return {
    name(value) {
      const { phase, adjointOf, shown } = producers.get(value)?.origin ?? {};
      const beta = betas.get(value);
      if (beta !== undefined) return beta;
      if (adjointOf !== undefined && shown !== false) {
        if (!parameters.has(adjointOf)) return undefined;
        return { ...(courseParameter(adjointOf) ?? symbolOf(adjointOf)), operator: "∇" };
      }
      const parameter = gradients.get(value);
      if (parameter !== undefined) return { ...(courseParameter(parameter) ?? symbolOf(parameter)), operator: "∇" };
      return courseParameter(value.name) ?? (phase === "forward" ? forward.get(value.name) : undefined);
    },
  };
}
