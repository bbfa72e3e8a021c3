import { isValue } from "./program.ts";
import type { Instruction, Program, Value } from "./program.ts";

/** The course's names: W¹ and b¹ for the parameters of layer 1, β¹ for the adjoint of its output, ∇W¹ for that of its weights. */
export interface CourseNames {
  name(value: Value): string | undefined;
}

const raised = (digits: string): string => [...digits].map((d) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(d)] ?? d).join("");

/** `W1` → `W¹`; other names are nobody's layer. */
const ofLayer = (name: string): { readonly letter: string; readonly layer: string } | undefined => {
  const [, letter, layer] = /^([Wb])(\d+)$/.exec(name) ?? [];
  return letter === undefined || layer === undefined ? undefined : { letter, layer };
};

/** The slot of a gradient is called `W1Grad`. */
const parameterOfGradient = (name: string): string | undefined => /^(.+)Grad$/.exec(name)?.[1];

export function courseNames(program: Program, producers: ReadonlyMap<Value, Instruction>): CourseNames {
  const layers = layersOf(program);
  const parameter = (name: string): string | undefined => {
    const gradient = parameterOfGradient(name);
    if (gradient !== undefined) return parameter(gradient)?.replace(/^/, "∇");
    const found = ofLayer(name);
    return found === undefined ? undefined : found.letter + raised(found.layer);
  };
  return {
    name(value) {
      const { adjointOf, shown } = producers.get(value)?.origin ?? {};
      if (adjointOf === undefined || shown === false) return parameter(value.name);
      const layer = layers.get(adjointOf);
      const symbol = parameter(adjointOf);
      return layer !== undefined ? `β${raised(layer)}` : symbol === undefined ? undefined : `∇${symbol}`;
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
