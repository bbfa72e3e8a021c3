import { at } from "../diagnostics/diagnostic.ts";
import type { DerivativeClaim, DerivativeClaims } from "../ir/claims.ts";
import { mathWriter } from "../ir/math.ts";
import { isValue } from "../ir/program.ts";
import type { Operand, Program, Result } from "../ir/program.ts";
import { isDerivative, jacobian, jvp } from "../ops/derivatives.ts";
import { expandDerivatives } from "./expand.ts";

/**
 * What a program with derivatives claims of them. Their operands are carried through the expansion as outputs, so that they are those of
 * the list that is written out.
 */
export function derivativeClaims(lowered: Program): DerivativeClaims {
  const markers = lowered.instructions.filter(({ op }) => isDerivative(op));
  const carried = markers.flatMap(({ results, operands }): Result[] =>
    [at(results, 0), ...operands].map((value): Result => ({ kind: "output", name: "", value })),
  );
  const program = expandDerivatives({ ...lowered, results: [...lowered.results, ...carried] });
  const writer = mathWriter(program);
  let next = lowered.results.length;
  const claims = markers.map(({ op, results, operands }): DerivativeClaim => {
    const [value, of, by, vector] = Array.from(
      { length: 1 + operands.length },
      (): Operand => at(program.results, next++).value,
    );
    const result = at(results, 0);
    const output = lowered.results.find((each) => each.kind === "output" && each.value === result);
    return {
      name: output?.name ?? (value !== undefined && isValue(value) ? writer.name(value) : result.name),
      isOutput: output !== undefined,
      mode: op === jvp ? "jvp" : op === jacobian ? "jacobian" : "vjp",
      value: value ?? result,
      of: of ?? result,
      by: by ?? result,
      ...(vector !== undefined && { vector }),
    };
  });
  // What one sweep has computed for several is one derivative: an output, where it is one.
  const distinct = claims.filter(
    (claim, i) => claim.isOutput || claims.findIndex((other) => other.value === claim.value) === i,
  );
  const known = new Set(distinct.flatMap((claim) => (claim.isOutput ? [claim.value] : [])));
  return {
    program: { ...program, results: program.results.slice(0, lowered.results.length) },
    claims: distinct.filter((claim) => claim.isOutput || !known.has(claim.value)),
  };
}
