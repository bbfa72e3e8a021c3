import type { Compilation } from "../compile.ts";
import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import type { Diagnostic, Place } from "../diagnostics/diagnostic.ts";
import { runEmitted } from "../load/emitted.ts";
import type { Shape } from "../ir/shape.ts";
import { checkGradient } from "../verify/gradient.ts";
import type { GradientCheck, GradientRow } from "../verify/gradient.ts";
import { checkSteps } from "../verify/steps.ts";
import type { Disagreement } from "../verify/steps.ts";
import { asModule, subjectOf } from "./subject.ts";

/** What running the emitted text has shown. */
export interface Verification {
  /** Absent for a module that only predicts. */
  readonly gradient?: GradientCheck;
  readonly disagreements: readonly Disagreement[];
}

/** An m that is not the number of examples, so that the regulariser's λ/(2m) is told from λ/(2 count). */
const TRAINING_SIZE = 7;

/** Runs a module as it is emitted and compares its gradient with differences of its loss, its fused step with two calls. */
export function verifyModule(text: string, { code, ops }: Compilation, budget?: number): Verification {
  const net = asModule(runEmitted(text, "module.ts")).create();
  if (!code.functions.some(({ name }) => name === "backward")) {
    net.forward();
    return { disagreements: [] };
  }
  const subject = subjectOf(code);
  net.trainingSize = TRAINING_SIZE;
  // What stops gradients makes ∇J another than the derivative of J: differences would tell a lie.
  if (ops.instructions.some(({ op }) => op.name === "stopGradient"))
    return { disagreements: hasUpdate(code) ? checkSteps(net, subject) : [] };
  const gradient = checkGradient(net, subject, budget === undefined ? {} : { budget });
  // Without `update` there is nothing to compare `trainStep` with.
  const comparable = gradient.nonFinite === undefined && hasUpdate(code);
  return { gradient, disagreements: comparable ? checkSteps(net, subject) : [] };
}

const hasUpdate = ({ functions }: Compilation["code"]): boolean => functions.some(({ name }) => name === "update");

/** Stops, with a diagnostic for each parameter, where the emitted code is not what it should be. */
export function requireVerified({ gradient, disagreements }: Verification, compilation: Compilation): void {
  if (gradient?.nonFinite !== undefined) throw new DiagnosticError([nonFinite(gradient.nonFinite, compilation)]);
  const wrong = worstRows(gradient?.rows.filter((row) => !row.ok) ?? []).map((row) => mismatch(row, compilation));
  if (wrong.length > 0) throw new DiagnosticError(wrong);
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
export function worstRows(rows: readonly GradientRow[]): readonly GradientRow[] {
  const worst = new Map<string, GradientRow>();
  for (const row of rows) {
    const known = worst.get(row.parameter);
    if (known === undefined || excess(row) > excess(known)) worst.set(row.parameter, row);
  }
  return [...worst.values()];
}

const excess = (row: GradientRow): number => (Number.isNaN(row.difference) ? Infinity : row.difference / row.tolerance);

/** `hidden.weight[3, 1]`, and for a scalar `w`. */
export function coordinate({ parameter, index }: GradientRow, compilation: Compilation): string {
  const shape: Shape = compilation.code.parameters.find(({ name }) => name === parameter)?.shape ?? [];
  if (index === undefined) return `${parameter}, along a direction`;
  if (shape.length === 0) return parameter;
  let rest = index;
  const indices = shape.toReversed().map((dim) => {
    const extent = typeof dim === "number" ? dim : 1;
    const i = rest % extent;
    rest = Math.floor(rest / extent);
    return i;
  });
  return `${parameter}[${indices.toReversed().join(", ")}]`;
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

function nonFinite(what: string, compilation: Compilation): Diagnostic {
  const subject = what === "loss" ? "The loss" : `The gradient of ${what}`;
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
