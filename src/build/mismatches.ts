import type { Compilation } from "../compile.ts";
import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import type { Diagnostic, Place } from "../diagnostics/diagnostic.ts";
import type { Shape } from "../ir/shape.ts";
import type { DerivativeRow } from "../verify/derivatives.ts";
import type { GradientRow } from "../verify/gradient.ts";
import type { Slope } from "../verify/slope.ts";
import type { Verification } from "./verify.ts";

/** Stops, with a diagnostic for each parameter, where the emitted code is not what it should be. */
export function requireVerified(verification: Verification, compilation: Compilation): void {
  const { gradient, disagreements, derivatives, meaning } = verification;
  if (derivatives.nonFinite !== undefined)
    throw new DiagnosticError([nonFinite(`derivative ${derivatives.nonFinite}`, compilation)]);
  const odd = derivatives.rows.filter((row) => !row.ok).map((row) => derivativeMismatch(row, compilation));
  if (odd.length > 0) throw new DiagnosticError(odd.slice(0, 1));
  if (gradient?.nonFinite !== undefined) throw new DiagnosticError([nonFinite(gradient.nonFinite, compilation)]);
  const wrong = worstRows(gradient?.rows.filter((row) => !row.ok) ?? []).map((row) => mismatch(row, compilation));
  if (wrong.length > 0) throw new DiagnosticError(wrong);
  const [value] = meaning;
  if (value !== undefined)
    throw new DiagnosticError([
      {
        code: "value-mismatch",
        message: `The emitted code computes something else than the network: ${value.what} is ${value.found}`,
        found: String(value.found),
        expected: `${value.expected}, as the list of operations has it`,
        hint: OUR_BUG,
      },
    ]);
  const [first] = disagreements;
  if (first === undefined) return;
  throw new DiagnosticError([
    {
      code: "step-mismatch",
      message: `The emitted code disagrees with itself: ${first.what} is ${first.found}`,
      found: String(first.found),
      expected: `${first.expected}, as backward and update have it`,
      hint: OUR_BUG,
    },
  ]);
}

const OUR_BUG = "This is a bug in nngen: please report it with this net.ts. Nothing was written.";

/** The row of each parameter that differs most, in terms of what it may. */
export const worstRows = (rows: readonly GradientRow[]): readonly GradientRow[] => worst(rows, (row) => row.parameter);

/** The same of each derivative inside the graph. */
export const worstOfEach = (rows: readonly DerivativeRow[]): readonly DerivativeRow[] => worst(rows, (row) => row.name);

function worst<R extends Slope>(rows: readonly R[], nameOf: (row: R) => string): readonly R[] {
  const found = new Map<string, R>();
  for (const row of rows) {
    const known = found.get(nameOf(row));
    if (known === undefined || excess(row) > excess(known)) found.set(nameOf(row), row);
  }
  return [...found.values()];
}

const excess = (row: Slope): number => (Number.isNaN(row.difference) ? Infinity : row.difference / row.tolerance);

/** `hidden.weight[3, 1]`, and for a scalar `w`. */
export function coordinate({ parameter, index }: GradientRow, compilation: Compilation): string {
  const shape: Shape = compilation.code.parameters.find(({ name }) => name === parameter)?.shape ?? [];
  if (index === undefined) return `${parameter}, along a direction`;
  if (shape.length === 0) return parameter;
  return `${parameter}${indicesText(index, shape)}`;
}

/** `[3, 1]`: where a position lies in a tensor. */
function indicesText(index: number, shape: Shape): string {
  let rest = index;
  const indices = shape.toReversed().map((dim) => {
    const extent = typeof dim === "number" ? dim : Infinity;
    const i = rest % extent;
    rest = Math.floor(rest / extent);
    return i;
  });
  return `[${indices.toReversed().join(", ")}]`;
}

function mismatch(row: GradientRow, compilation: Compilation): Diagnostic {
  const where = coordinate(row, compilation);
  return {
    code: "gradient-mismatch",
    message: `The emitted gradient of ${where} is ${row.analytic}; differences of the loss give ${row.numeric}`,
    found: `analytic ${row.analytic}`,
    expected: `numeric ${row.numeric}, to ${row.tolerance.toExponential(1)}`,
    hint: OUR_BUG,
    ...placeOf(row.parameter, compilation),
  };
}

function derivativeMismatch(row: DerivativeRow, compilation: Compilation): Diagnostic {
  return {
    code: "derivative-mismatch",
    message: `The derivative ${element(row, compilation)} is ${row.analytic}; differences give ${row.numeric}`,
    found: `analytic ${row.analytic}`,
    expected: `numeric ${row.numeric}, to ${row.tolerance.toExponential(1)}`,
    hint: OUR_BUG,
  };
}

/** `gradient[1]`, `hessian[0, 1]`. */
export function element({ name, index }: DerivativeRow, { derivatives }: Compilation): string {
  const shape = derivatives.claims.find((claim) => claim.name === name)?.value.type.shape ?? [];
  return shape.length === 0 ? name : `${name}${indicesText(index, shape)}`;
}

function nonFinite(what: string, compilation: Compilation): Diagnostic {
  const subject =
    what === "loss" ? "The loss" : what.startsWith("derivative ") ? `The ${what}` : `The gradient of ${what}`;
  return {
    code: "non-finite",
    message: `${subject} is not finite for inputs drawn from their domains`,
    found: "NaN or infinity",
    expected: "finite numbers",
    hint: 'Say what values may come in, as in input("x", [2], { domain: "positive" }), or keep log, div and sqrt away from 0.',
    ...placeOf(what, compilation),
  };
}

/** Where a parameter was made; the loss stands where its last call does. */
function placeOf(what: string, { ops, network, notes }: Compilation): { readonly place?: Place } {
  const slot = ops.slots.find((each) => each.kind === "parameter" && each.name === what);
  const [loss] = network.losses;
  const place = slot?.place ?? (loss === undefined ? undefined : notes.get(loss)?.place);
  return place === undefined ? {} : { place };
}
