import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { isValue } from "../ir/program.ts";
import type { Program } from "../ir/program.ts";
import { dependents } from "./differentiate.ts";

/** Every trainable parameter must have received a gradient. */
export function requireGradients(adjoint: Program): void {
  const loss = adjoint.results.find((result) => result.kind === "loss");
  const missing = adjoint.slots.flatMap((slot): Diagnostic[] => {
    if (slot.kind !== "parameter" || !slot.trainable) return [];
    if (adjoint.results.some((result) => result.kind === "gradient" && result.name === slot.name)) return [];
    const reaches = loss !== undefined && isValue(loss.value) && dependents(adjoint, [slot.value]).has(loss.value);
    return [
      {
        code: "no-gradient",
        message: `network: the parameter ${JSON.stringify(slot.name)} receives no gradient`,
        found: reaches
          ? "it reaches the loss only through operations without a derivative, such as step"
          : "the loss does not depend on it",
        expected: "a trainable parameter that the loss depends on smoothly",
        hint: reaches
          ? "Train on the value before the threshold (a logistic, or a loss on z), or freeze the parameter with { trainable: false }."
          : "Use it on the way to the loss, or freeze it with { trainable: false }.",
        ...(slot.place !== undefined && { place: slot.place }),
      },
    ];
  });
  if (missing.length > 0) throw new DiagnosticError(missing);
}
