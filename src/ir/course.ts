import { isValue, slotOf } from "./program.ts";
import type { Instruction, Operand, Program, Value } from "./program.ts";
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

/** The names beside code, whose variables are the user's. β¹ is what ∇W¹ is made of; of a layer without that, the adjoint of its output. */
export function courseNames(program: Program, producers: ReadonlyMap<Value, Instruction>): CourseNames {
  const { outputs, products } = layersOf(program, producers);
  const layers = new Map([...outputs].map(([value, layer]) => [value.name, layer] as const));
  for (const [value, { layer }] of products) layers.set(value.name, layer);
  const betas = betasOf(program, producers);
  const known = new Set(betas.values());
  return {
    name(value) {
      const beta = betas.get(value);
      if (beta !== undefined) return layered("β", beta);
      const output = outputs.get(value);
      if (output !== undefined && value.name === `z${output}`) return layered("z", output);
      const { adjointOf, shown } = producers.get(value)?.origin ?? {};
      if (adjointOf === undefined || shown === false) return courseParameter(value.name);
      const layer = layers.get(adjointOf);
      const symbol = courseParameter(adjointOf);
      if (layer !== undefined) return known.has(layer) ? undefined : layered("β", layer);
      return symbol === undefined ? undefined : { ...symbol, operator: "∇" };
    },
  };
}

/** The product of a layer's weights with what the layer reads. */
export interface LayerProduct {
  readonly layer: string;
  readonly weights: Value;
  readonly read: Value;
}

export interface Layers {
  /** z¹, and the number of its layer: a product with its weights and its bias, or where it has none, the product. */
  readonly outputs: ReadonlyMap<Value, string>;
  readonly products: ReadonlyMap<Value, LayerProduct>;
}

/** The layers of the forward pass. */
export function layersOf(program: Program, producers: ReadonlyMap<Value, Instruction>): Layers {
  const products = new Map<Value, LayerProduct>();
  const outputs = new Map<Value, string>();
  for (const { op, operands, results, origin } of program.instructions) {
    const [value] = results;
    if (origin.phase !== "forward" || value === undefined) continue;
    const [weights, read] = operands.filter(isValue).toSorted((a, b) => Number(isWeights(b)) - Number(isWeights(a)));
    if (op.kind === "contraction" && weights !== undefined && read !== undefined && isWeights(weights)) {
      const layer = ofLayer(weights.name)?.layer ?? "";
      products.set(value, { layer, weights, read });
      outputs.set(value, layer);
    }
    if (op.name !== "add") continue;
    const [a, b] = operands;
    for (const [product, other] of [
      [a, b],
      [b, a],
    ] as const) {
      const layer = product !== undefined && isValue(product) ? products.get(product)?.layer : undefined;
      if (layer === undefined || other === undefined || sourceOf(other, producers) !== `b${layer}`) continue;
      if (product !== undefined && isValue(product)) outputs.delete(product);
      outputs.set(value, layer);
    }
  }
  return { outputs, products };
}

const isWeights = ({ name }: Value): boolean => ofLayer(name)?.letter === "W";

/** The name of an operand, or of what it repeats for every example. */
function sourceOf(operand: Operand, producers: ReadonlyMap<Value, Instruction>): string | undefined {
  if (!isValue(operand)) return undefined;
  const producer = producers.get(operand);
  const [source] = producer?.operands ?? [];
  return producer?.op.notation.form === "transparent" && source !== undefined
    ? sourceOf(source, producers)
    : operand.name;
}

/** What ∇W¹ is made of, and the number of the layer: with a squared error the adjoint of the difference. */
export function betasOf(program: Program, producers: ReadonlyMap<Value, Instruction>): ReadonlyMap<Value, string> {
  const betas = new Map<Value, string>();
  for (const { op, operands, origin } of program.instructions) {
    const weights = ofLayer(origin.adjointOf ?? "");
    if (op.kind !== "contraction" || weights?.letter !== "W") continue;
    const cotangent = operands.filter(isValue).find((o) => {
      const phase = producers.get(o)?.origin.phase;
      return phase !== undefined && phase !== "forward";
    });
    if (cotangent !== undefined && !betas.has(cotangent)) betas.set(cotangent, weights.layer);
  }
  return betas;
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
  const betas = betasOf(program, producers);
  return {
    name(value) {
      const { phase, adjointOf, shown } = producers.get(value)?.origin ?? {};
      const beta = betas.get(value);
      if (beta !== undefined) return layered("β", beta);
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
