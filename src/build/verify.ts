import type { Compilation } from "../compile.ts";
import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import type { Diagnostic, Place } from "../diagnostics/diagnostic.ts";
import { runEmitted } from "../load/emitted.ts";
import { COUNT } from "../ir/shape.ts";
import type { Shape } from "../ir/shape.ts";
import { checkDerivatives } from "../verify/derivatives.ts";
import type { DerivativeCheck, DerivativeRow } from "../verify/derivatives.ts";
import { checkGradient } from "../verify/gradient.ts";
import type { GradientCheck, GradientRow } from "../verify/gradient.ts";
import { createRandom } from "../verify/random.ts";
import { perturb, sampleInput } from "../verify/sample.ts";
import type { Slope } from "../verify/slope.ts";
import { checkSteps } from "../verify/steps.ts";
import type { Disagreement } from "../verify/steps.ts";
import { asModule, subjectOf } from "./subject.ts";
import type { EmittedNetwork } from "./subject.ts";

/** What running the emitted text has shown. */
export interface Verification {
  /** Absent for a module that only predicts. */
  readonly gradient?: GradientCheck;
  readonly disagreements: readonly Disagreement[];
  /** Of the derivatives inside the graph. */
  readonly derivatives: DerivativeCheck;
}

/** An m that is not the number of examples, so that the regulariser's λ/(2m) is told from λ/(2 count). */
const TRAINING_SIZE = 7;

/**
 * Runs a module as it is emitted and compares its gradient with differences of its loss, its fused step with two calls, and the
 * derivatives inside the graph with differences of what they are derivatives of.
 */
export function verifyModule(text: string, compilation: Compilation, budget?: number): Verification {
  const { create } = asModule(runEmitted(text, "module.ts"));
  // A network of its own, which may be large: only where there is something to check.
  const derivatives: DerivativeCheck =
    compilation.derivatives.claims.length === 0
      ? { ok: true, rows: [] }
      : verifyDerivatives(create(), compilation, budget === Infinity);
  return { ...verifyTraining(create(), compilation, budget), derivatives };
}

function verifyTraining(
  net: EmittedNetwork,
  compilation: Compilation,
  budget: number | undefined,
): Omit<Verification, "derivatives"> {
  const { code, ops, modes } = compilation;
  if (!code.functions.some(({ name }) => name === "backward")) {
    net.forward();
    return { disagreements: [] };
  }
  const subject = subjectOf(compilation);
  net.trainingSize = TRAINING_SIZE;
  // What stops gradients makes ∇J another than the derivative of J: differences would tell a lie.
  if (ops.instructions.some(({ op }) => op.name === "stopGradient"))
    return { disagreements: hasUpdate(code) ? checkSteps(net, subject, !modes) : [] };
  const gradient = checkGradient(net, subject, budget === undefined ? {} : { budget });
  // Without `update` there is nothing to compare `trainStep` with.
  const comparable = gradient.nonFinite === undefined && hasUpdate(code);
  return { gradient, disagreements: comparable ? checkSteps(net, subject, !modes) : [] };
}

/** At a point near the initial parameters, for one example drawn from the domains of the inputs; for two where the rows are written out. */
function verifyDerivatives(net: EmittedNetwork, compilation: Compilation, all: boolean): DerivativeCheck {
  const { code, derivatives, ops } = compilation;
  const random = createRandom(4);
  perturb(net.parameters, code.parameters, random);
  const count = ops.slots.some(({ kind, value }) => kind === "input" && value.type.shape.includes(COUNT)) ? 2 : 1;
  const { precision } = code;
  const inputs = code.inputs.map((input) => {
    const values = sampleInput({ ...input, element: input.isInt32 ? "int32" : "float" }, count, precision, random);
    return { ...input, values };
  });
  const outputs = code.outputs.map((output) => ({
    ...output,
    values: new (precision === "f64" ? Float64Array : Float32Array)(count * output.size),
  }));
  const arrays = code.functions.find(({ name }) => name === "forward")?.arrays ?? [];
  const given = arrays.flatMap(
    ({ identifier }) => [...inputs, ...outputs].find((tensor) => tensor.identifier === identifier)?.values ?? [],
  );
  net.forward(...given, count);
  const parameters = code.parameters.map(({ name, offset, size }) => [
    name,
    net.parameters.slice(offset, offset + size),
  ]);
  return checkDerivatives(
    derivatives,
    { ...Object.fromEntries(inputs.map(({ name, values }) => [name, values])), ...Object.fromEntries(parameters) },
    Object.fromEntries(outputs.map(({ name, values }) => [name, values])),
    { precision, count, all },
  );
}

const hasUpdate = ({ functions }: Compilation["code"]): boolean => functions.some(({ name }) => name === "update");

/** Stops, with a diagnostic for each parameter, where the emitted code is not what it should be. */
export function requireVerified(verification: Verification, compilation: Compilation): void {
  const { gradient, disagreements, derivatives } = verification;
  if (derivatives.nonFinite !== undefined)
    throw new DiagnosticError([nonFinite(`derivative ${derivatives.nonFinite}`, compilation)]);
  const odd = derivatives.rows.filter((row) => !row.ok).map((row) => derivativeMismatch(row, compilation));
  if (odd.length > 0) throw new DiagnosticError(odd.slice(0, 1));
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
