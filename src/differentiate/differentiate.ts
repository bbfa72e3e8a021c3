import { builder, namesOf } from "../ir/builder.ts";
import { isValue } from "../ir/program.ts";
import type { Origin, Program, Result, Value } from "../ir/program.ts";
import { originsOf, sweep } from "./sweep.ts";
import type { Labels } from "./sweep.ts";

export { dependents } from "./sweep.ts";

/** The name of the adjoint of a value: `zBar`, shown as z̄. */
export const adjointName = (name: string): string => `${name}Bar`;

/**
 * Symbolic reverse mode: the program followed by its adjoint program, with a result `gradient` for every slot in `withRespectTo` that the
 * differentiated result depends on. It starts from ȳ = 1. The result is a program like any other and can be differentiated again.
 * @param of the kind of the result to differentiate; a program without one is returned as it is; one of several elements stands for their sum
 */
export function differentiate(program: Program, of: Result["kind"], withRespectTo: readonly Value[]): Program {
  const result = program.results.find((r) => r.kind === of);
  if (result === undefined || !isValue(result.value)) return program;
  const out = builder(namesOf(program));
  program.instructions.forEach((instruction) => out.append(instruction));
  const adjoints = sweep(out, program.instructions, {
    root: result.value,
    cotangent: 1,
    withRespectTo,
    labels: barsOf(program),
  });
  if (adjoints.size === 0) return program;
  const gradients = withRespectTo.flatMap((value): Result[] => {
    const adjoint = adjoints.get(value);
    const slot = program.slots.find((s) => s.value === value);
    if (adjoint === undefined || slot === undefined) return [];
    return [{ kind: "gradient", name: slot.name, value: adjoint, ...derivativeOf(of) }];
  });
  return { ...program, instructions: out.instructions, results: [...program.results, ...gradients] };
}

/** z̄, beside the line of the op list that reads z. */
function barsOf(program: Program): Labels {
  const origins = originsOf(program.instructions);
  return {
    name: ({ name }) => adjointName(name),
    origin(value, instruction): Origin {
      const { place, layer } = instruction?.origin ?? {};
      const [y] = instruction?.results ?? [];
      const derivative = origins.get(value)?.derivative;
      return {
        phase: "adjoint",
        ...(place && { place }),
        ...(layer !== undefined && { layer }),
        ...(y !== undefined && { via: y.name }),
        ...(derivative !== undefined && { derivative }),
        adjointOf: value.name,
      };
    },
  };
}

const derivativeOf = (kind: Result["kind"]): { of?: "loss" | "penalty" } =>
  kind === "loss" || kind === "penalty" ? { of: kind } : {};
